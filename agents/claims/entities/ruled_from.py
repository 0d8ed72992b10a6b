"""The state that a capital stands for, where somebody is blamed or does harm: "accused Kyiv of it", "Ankara fired"."""

from collections.abc import Sequence

from agents.claims.entities.who import NO_ONE, Who
from agents.claims.language.noun_phrases import Span
from agents.claims.model import Token
from agents.countries import ruled_from
from schemas.actor import Actor


def ruled_from_there(tokens: Sequence[Token], span: Span) -> Who:
    """The state that is ruled from the capital of which a phrase is the bare name; nobody for any other phrase."""
    place = tokens[span.start].place if span.end == span.start + 1 else None
    if place is None or (land := ruled_from().get(place.place.name.lower())) is None:
        return NO_ONE
    return Who(Actor(text=tokens[span.start].text, name=land, type="state"), True)
