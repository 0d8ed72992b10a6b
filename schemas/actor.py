"""Actors as the claim contract has them, and their mentions in a text."""

from typing import Literal

from schemas.base import Offset, Record

ActorType = Literal["state", "non-state"]
SpeakerType = Literal["official", "belligerent", "witness", "media", "organisation", "social"]


class Actor(Record, frozen=True, kw_only=True):
    """Who acts: text as written; name canonical (Isis, ISIL, Daesh: Islamic State), or the text where it is generic."""

    text: str
    name: str
    type: ActorType | None = None


class Speaker(Record, frozen=True, kw_only=True):
    """Who says so."""

    text: str
    name: str
    type: SpeakerType


class ActorMention(Record, frozen=True, kw_only=True):
    """[start, end) of the clean text names this actor; generic: "rebels", "government forces". country: ISO or null."""

    start: Offset
    end: Offset
    actor: Actor
    generic: bool = False
    country: str | None = None
