"""Who a report goes back to. Articles, outlets and origins are counted apart: three articles that quote one speaker, or
reprint one agency, are three articles and one origin."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from agents.ledger.text import alike, fold, tokens
from agents.ledger.words import words
from schemas.actor import Speaker
from schemas.claim import Claim

UNKNOWN = "unknown outlet"
_IN_PARENTHESES = re.compile(r"\(([^()]+)\)\s*$")


def outlet_of(claim: Claim) -> str:
    """The outlet, else the host of its address; all without either are one: they never confirm each other."""
    if claim.outlet:
        return claim.outlet
    try:
        host = urlsplit(claim.url or "").hostname
    except ValueError:
        host = None
    return host or UNKNOWN


def origin_of(claim: Claim) -> str:
    """The speaker where one is named, else the first owner of a copied passage, else the outlet or its agency."""
    if claim.said_by is not None and named(claim.said_by):
        return claim.said_by.name
    return agency(claim.copied_from or outlet_of(claim))


def agency(outlet: str) -> str:
    """The agency whose report an outlet prints ("EWN (Reuters)": Reuters), else the outlet itself."""
    inside = _IN_PARENTHESES.search(outlet)
    if inside and fold(inside.group(1)) in words().agencies:
        return inside.group(1).strip()
    return outlet


def named(speaker: Speaker) -> bool:
    """Whether the speaker can be told apart: "the Observatory", but not "security officials in Kirkuk"."""
    return _named(speaker.name)


@lru_cache(maxsize=8192)
def _named(name: str) -> bool:
    head = _head(name)
    return bool(head) and fold(head[-1]) not in words().unnamed_speakers and any(word[:1].isupper() for word in head)


def _head(name: str) -> list[str]:
    """The words before the first preposition: of "officials in Baghdad" only "officials"."""
    head: list[str] = []
    for word in name.replace(",", " ").split():
        if head and fold(word) in words().phrase_breaks:
            break
        head.append(word)
    return head


@lru_cache(maxsize=65536)
def same_origin(one: str, other: str) -> bool:
    """Whether two names mean one origin: equal, one spelling or nearly, or a surname and the full name."""
    if alike(one, other):
        return True
    first, second = _plain(one), _plain(other)
    if alike(" ".join(first), " ".join(second)):
        return True
    shorter, longer = sorted((first, second), key=len)
    return (
        bool(shorter)
        and len(shorter) < len(longer)
        and len(shorter[-1]) > 3
        and shorter[-1] == longer[-1]
        and all(word in longer for word in shorter)
    )


def _plain(name: str) -> list[str]:
    lists = words()
    kept = [word for word in tokens(name) if word not in lists.honorifics and word not in lists.name_articles]
    return kept or tokens(name)


def known_origin(origin: str, known: tuple[str, ...]) -> str | None:
    """The name under which this origin is already counted, or null."""
    return next((other for other in known if same_origin(origin, other)), None)
