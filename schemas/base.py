"""What every record shares: frozen, keyword-only, strict about unknown fields."""

from datetime import datetime
from typing import Annotated

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records on the wire."""


Instant = Annotated[datetime, msgspec.Meta(tz=True, description="ISO 8601 with a time zone; written in UTC")]
Offset = Annotated[int, msgspec.Meta(ge=0, description="character offset, from 0")]
