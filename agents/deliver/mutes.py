"""Mutes: a place, an actor or an incident that nobody wants to hear of for a while, with who said so and why. Pure.

A muted alert is kept at every endpoint that wants it, marked with the mute, and can be sent by hand.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from agents.deliver.choose import actors, at_place, countries, plain
from schemas.alert import Alert
from schemas.base import Instant, Record
from schemas.ids import stable_id

Of = Literal["place", "actor", "incident"]
LONGEST = timedelta(days=366)
_DURATION = re.compile(r"(\d{1,5})\s*([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Mute(Record, frozen=True, kw_only=True):
    """value: a place's name, geonames:NUMBER or country code; an actor's name; an incident's id. Ends at ``until``.

    removed_by: who ended it before its time.
    """

    id: str
    of: Of
    value: str
    made_at: Instant
    until: Instant
    by: str
    note: str
    removed_by: str | None = None


def make_mute(of: Of, value: str, *, lasts: timedelta, by: str, note: str, now: datetime) -> Mute:
    """A mute from now on. Raises ValueError where a part of it is missing or it would last longer than a year."""
    parts = {"value": value.strip(), "by": by.strip(), "note": note.strip()}
    if missing := [name for name, text in parts.items() if not text]:
        raise ValueError(f"a mute needs {' and '.join(missing)}: what is muted, who mutes it, and why")
    if not timedelta(0) < lasts <= LONGEST:
        raise ValueError("a mute lasts from a minute to a year")
    return Mute(
        id=stable_id("mute", of, *parts.values(), now.isoformat())[:8], of=of, made_at=now, until=now + lasts, **parts
    )


def parse_duration(text: str) -> timedelta:
    """A duration as "30m", "6h", "2d" or "1w". Raises ValueError for anything else."""
    found = _DURATION.fullmatch(text.strip().casefold())
    if not found:
        raise ValueError(f"{text!r} is no duration: write 30m, 6h, 2d or 1w")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def in_force(mute: Mute, now: datetime) -> bool:
    """Whether it mutes at this time."""
    return mute.removed_by is None and mute.made_at <= now < mute.until


def mutes(mute: Mute, alert: Alert) -> bool:
    """Whether this alert is about what is muted."""
    if mute.of == "incident":
        return alert.incident.id == mute.value
    if mute.of == "actor":
        return plain(mute.value) in actors(alert)
    if re.fullmatch(r"[A-Z]{2}", mute.value):
        return mute.value in countries(alert)
    return at_place(alert, mute.value)


def muted_by(found: Iterable[Mute], alert: Alert, now: datetime) -> Mute | None:
    """The mute that holds for the alert, of several the one that was made first; null where none does."""
    holding = [mute for mute in found if in_force(mute, now) and mutes(mute, alert)]
    return min(holding, key=lambda mute: (mute.made_at, mute.id), default=None)
