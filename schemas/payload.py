"""What a webhook's body holds: the alert record with counts and a link, or a digest of several.

Bodies are told apart by ``type``. New optional fields may come; ``payload`` changes where an old reader would misread.
"""

from typing import Annotated, Literal

import msgspec

from schemas.alert import Alert
from schemas.base import Instant, Record
from schemas.claim import Count

PAYLOAD = "tocsin.payload/1"


class Counts(Record, frozen=True, kw_only=True):
    """How many articles, outlets and independent origins tell of the incident."""

    articles: Count
    outlets: Count
    origins: Count


class Payload(Alert, frozen=True, kw_only=True):
    """One alert: the alert record, all fields as they are, and these. link: the incident on the desk page, if known."""

    payload: Annotated[str, msgspec.Meta(description="version of this form, tocsin.payload/1")]
    type: Literal["alert"] = "alert"
    counts: Counts
    link: str | None = None


class DigestPayload(Record, frozen=True, kw_only=True):
    """Several alerts in one message, oldest first: a burst, or what came in quiet hours.

    id: of the digest, the webhook-id; start, end: when the first and the last of the alerts rang.
    """

    payload: Annotated[str, msgspec.Meta(description="version of this form, tocsin.payload/1")]
    type: Literal["digest"] = "digest"
    id: str
    start: Instant
    end: Instant
    alerts: tuple[Payload, ...]
