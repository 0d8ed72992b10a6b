"""A person's word about the ledger: two incidents are one, or one is two. It travels on the claims topic."""

from typing import Literal

from schemas.base import Instant, Record


class Correction(Record, frozen=True, kw_only=True, tag_field="kind", tag="correction"):
    """merge: ``other`` is the same as ``incident`` and goes into it. split: what was merged from ``other`` leaves it
    again, or the claims named in ``claims`` become an incident of their own. by, note: who says so, and why.

    theatre: that of the incident, the key on the topic. The same id twice is one correction.
    """

    correction_id: str
    theatre: str
    action: Literal["merge", "split"]
    incident: str
    at: Instant
    other: str | None = None
    claims: tuple[str, ...] = ()
    by: str | None = None
    note: str | None = None
