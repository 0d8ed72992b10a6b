"""Who took and who lost a place, where only other sentences of the article say so."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2016, 5, 21, 12, tzinfo=UTC)


def fall(text: str, place: str) -> LocationFall:
    """The first actual change of control at the place."""
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    return next(c for c in claims if c.place is not None and place in (c.place.text, c.place.name))


def sides(claim: LocationFall) -> tuple[str | None, str | None]:
    return claim.taken_by and claim.taken_by.name, claim.taken_from and claim.taken_from.name


@pytest.mark.parametrize(
    ("text", "place", "by", "lost"),
    [
        ("M23 rebels marched on Goma. The city fell within hours as soldiers fled.", "Goma", "M23", "FARDC"),
        ("The army fought M23 near Goma. The rebels took Sake on Friday.", "Sake", "M23", "FARDC"),
        ("Nigerian troops fought Boko Haram. On Friday they took Bama.", "Bama", "Nigerian forces", "Boko Haram"),
        ("Russian troops shelled it. Ukrainian forces retook Izium.", "Izium", "Ukrainian forces", "Russian forces"),
        (
            "Nigerian troops have retaken Bama from Boko Haram. Bama was overrun in February.",
            "Bama",
            "Nigerian forces",
            "Boko Haram",
        ),
        ('"Soledar has not fallen," the Ukrainian army said. Russians ran.', "Soledar", None, "Ukrainian forces"),
    ],
)  # fmt: skip
def test_the_article_tells_the_side_that_the_sentence_leaves_out(
    text: str, place: str, by: str | None, lost: str
) -> None:
    taker, loser = sides(fall(text, place))
    assert loser == lost
    if by is not None:
        assert taker == by


def test_whom_a_town_was_retaken_from_had_taken_it() -> None:
    text = "Nigerian troops have retaken Bama from Boko Haram. Bama was overrun in February."
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [c.taken_by and c.taken_by.name for c in claims] == ["Nigerian forces", "Boko Haram"]


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State fought YPG fighters and Turkish troops in Syria. Manbij fell on Friday.",
        "Manbij fell on Friday, and soldiers fled.",
        "Khmer Rouge insurgents shelled Phnom Penh. Danang fell on Friday, a Vietnamese officer said.",
    ],
)
def test_nobody_is_made_up_where_the_article_leaves_it_open(text: str) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [c.taken_by for c in claims] == [None]


def test_there_and_back_are_two_changes() -> None:
    text = "Rebels took Ajdabiya at dawn and lost it again by sunset."
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [sides(claim)[0] for claim in claims] == ["rebels", None]
    assert sides(claims[1])[1] == "rebels"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Nigerian troops captured Bama from Boko Haram.", "recaptured"),
        ("Russian troops captured Bakhmut from Ukrainian forces.", "captured"),
        ("Boko Haram captured Bama from Nigerian troops.", "captured"),
        ("The peshmerga captured Sinjar from Islamic State.", "captured"),
    ],
)
def test_a_state_that_takes_its_own_towns_had_held_them(text: str, change: str) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [claim.change for claim in claims] == [change]
