"""The district for which an office speaks: "Prosecutors in Kharkiv region said that …" tell of their own."""

from collections.abc import Sequence

from agents.claims.entities.place_names import Found
from agents.claims.model import Token
from agents.claims.words import listed, words


def speakers_region(tokens: Sequence[Token]) -> Found | None:
    """The place that a sentence opens with as that of local officials who speak; null where none does."""
    if (own := _its_governor(tokens) or _before_his_name(tokens)) is not None:
        return own
    n = 0
    while n < min(3, len(tokens)) and tokens[n].kind == "word" and tokens[n].low not in listed("local_voices"):
        n += 1
    if n + 3 >= len(tokens) or tokens[n].low not in listed("local_voices") or tokens[n + 1].low not in ("in", "for"):
        return None
    k = n + 2 + (tokens[n + 2].low == "the")
    place = tokens[k].place if k < len(tokens) else None
    if place is None or place.feature not in ("province", "district", "region"):
        return None
    k += 1 + (k + 1 < len(tokens) and tokens[k + 1].low in words().place_whole)
    said = k < len(tokens) and tokens[k].low in listed("said_so")
    return Found.of(place, -1) if said else None


def _before_his_name(tokens: Sequence[Token]) -> Found | None:
    """The X of "X Governor Ana Ruiz said …", an office and a name between it and what is said; else null."""
    place = tokens[0].place if tokens else None
    if place is None or place.feature == "country" or len(tokens) < SPEAKS:
        return None
    office = 1 + (tokens[1].low in words().place_whole or tokens[1].low in ("regional", "provincial"))
    if tokens[office].low not in listed("local_offices"):
        return None
    n = office + 1
    while n < SPEAKS and tokens[n].kind == "word" and tokens[n].capital:
        n += 1
    return Found.of(place, -1) if n > office + 1 and tokens[n].low in listed("said_so") else None


SPEAKS = 10
"""Tokens of "'s Russian-installed Governor Denis Pushilin confirmed", at most."""


def _its_governor(tokens: Sequence[Token]) -> Found | None:
    """The X of "The X region's governor Ali Khan confirmed …"; null where nobody of the kind speaks."""
    k = next((n for n in range(min(2, len(tokens))) if tokens[n].place is not None), -1)
    place = tokens[k].place if k >= 0 else None
    if place is None or place.feature not in ("province", "district", "region"):
        return None
    owns = k + 1 + (k + 1 < len(tokens) and tokens[k + 1].low in words().place_whole)
    if owns >= len(tokens) or tokens[owns].low != "'s":
        return None
    speech = tokens[owns + 1 : owns + SPEAKS]
    office = next((n for n, t in enumerate(speech) if t.low in listed("local_offices", "local_voices")), -1)
    if office < 0 or any(t.text in ",.;:" for t in speech[:office]):
        return None
    told = any(t.low in listed("said_so") for t in speech[office + 1 :])
    return Found.of(place, -1) if told else None
