"""What a reader asks for: kind, reason, country, words, and whether decisions that do not ring are wanted too. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args
from urllib.parse import urlencode

from schemas.actor import Actor, Speaker
from schemas.alert import Alert, Incident, Reason
from schemas.claim import Casualty, Claim
from schemas.kept import Kind
from schemas.place import Place

KINDS: Final[tuple[str, ...]] = get_args(Kind)
REASONS: Final[tuple[str, ...]] = get_args(Reason)
LONGEST_TEXT = 200


class BadQueryError(ValueError):
    """A query says what is not understood; the message names the parameter and what it may be."""


@dataclass(frozen=True, slots=True)
class Filter:
    """All that is set must hold. text: words that must all stand in the alert; quiet: what does not ring, too."""

    kind: str = ""
    reason: str = ""
    country: str = ""
    text: str = ""
    quiet: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of ``text``, folded."""
        return tuple(self.text.casefold().split())

    @property
    def query(self) -> str:
        """The same as a query string, empty where nothing is set."""
        given = {name: getattr(self, name) for name in ("kind", "reason", "country", "text") if getattr(self, name)}
        return urlencode({**given, **({"quiet": "1"} if self.quiet else {})})


def read_filter(query: Mapping[str, str]) -> Filter:
    """The filter of a query string; raises BadQueryError. Empty values are as good as none."""
    kind, reason, country = (query.get(name, "").strip() for name in ("kind", "reason", "country"))
    text, quiet = query.get("text", "").strip(), query.get("quiet", "")
    if kind and kind not in KINDS:
        raise BadQueryError(f"kind must be one of {', '.join(KINDS)}")
    if reason and reason not in REASONS:
        raise BadQueryError(f"reason must be one of {', '.join(REASONS)}")
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise BadQueryError("country must be two letters, ISO 3166-1 alpha-2")
    if len(text) > LONGEST_TEXT:
        raise BadQueryError(f"text must be {LONGEST_TEXT} characters or less")
    if quiet not in ("", "0", "1"):
        raise BadQueryError("quiet must be 0 or 1")
    return Filter(kind, reason, country.upper(), text, quiet == "1")


def number(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    """A whole number from 1 to ``most``; raises BadQueryError."""
    given = query.get(name, "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= most):
        raise BadQueryError(f"{name} must be a whole number from 1 to {most}")
    return int(given)


def wants(wanted: Filter, alert: Alert, folded: str) -> bool:
    """Whether a reader asked for this alert; folded: its ``folded_text``."""
    if wanted.reason and alert.reason != wanted.reason:
        return False
    if not (alert.rings or wanted.quiet):
        return False
    return concerns(wanted, alert.incident, folded)


def concerns(wanted: Filter, incident: Incident, folded: str) -> bool:
    """Whether an incident is of the kind and country, and has the words."""
    place = incident.place
    return (
        wanted.kind in ("", incident.kind)
        and (not wanted.country or (place is not None and place.country == wanted.country))
        and all(word in folded for word in wanted.words)
    )


def folded_text(incident: Incident, claims: tuple[Claim, ...]) -> str:
    """What a search looks in: places, actors, speakers, outlets and evidence, in small letters."""
    parts: list[str | None] = [incident.id, incident.kind]
    named: list[Place | Actor | Speaker | None] = [incident.place, incident.taken_by, incident.taken_from]
    for claim in claims:
        parts += [claim.evidence.text, claim.outlet]
        named += [claim.place, claim.said_by]
        if isinstance(claim, Casualty):
            parts += [claim.effect, claim.weapon]
            named.append(claim.perpetrator)
        else:
            named += [claim.taken_by, claim.taken_from]
    for one in named:
        parts += [one.text, one.name] if one is not None else []
    return " ".join(part for part in (*parts, *incident.effects, *incident.outlets) if part).casefold()
