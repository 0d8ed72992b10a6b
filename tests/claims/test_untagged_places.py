"""Places that no gazetteer has: the name without the words of its phrase; and names whose apostrophe was lost."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims

PUBLISHED = datetime(2023, 6, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("Soldiers regained control of El Tablazo Viejo in Cauca on Saturday.", "El Tablazo Viejo", "CO"),
        ("Rebels took the town of Umm Qarnas in Sudan.", "Umm Qarnas", "SD"),
        ("Rebels seized control of Ban Houayxin in Laos from government troops.", "Ban Houayxin", "LA"),
        ("Militants captured the village of Pata Kesso in Mali.", "Pata Kesso", "ML"),
        ("Fighters seized control of the Ministry of Defence in Khartoum.", "Ministry of Defence", "SD"),
        ("The army regained control of Moskva Kerel near Luhansk.", "Moskva Kerel", "UA"),
    ],
)
def test_the_words_of_the_phrase_are_not_of_an_unknown_name(text: str, place: str, country: str) -> None:
    (claim,) = read_claims(tagged(text, PUBLISHED))
    assert claim.place is not None
    assert (claim.place.text, claim.place.country, claim.place.lat) == (place, country, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels captured the outskirts of Sirte in Libya.", "outskirts of Sirte"),
        ("The rebels lost control of parts of the city of Aleppo.", "parts of the city of Aleppo"),
    ],
)
def test_a_part_of_a_known_place_keeps_its_words(text: str, place: str) -> None:
    (claim,) = read_claims(tagged(text, PUBLISHED))
    assert claim.place is not None
    assert (claim.place.text, claim.place.precision) == (place, 2)
    assert claim.place.lat is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Air strikes killed nine people in Syria's rebel-held Idlib province on Wednesday.", "Idlib"),
        ("Air strikes killed nine people in Syrias rebel-held Idlib province on Wednesday.", "Idlib"),
        ("Nine people died in Ukraine's second city Kharkiv late on Tuesday.", "Kharkiv"),
        ("Nine people died in Sudan's war-torn West Darfur state.", "West Darfur"),
        ("Nine people died in Sudan's capital.", "Khartoum"),
    ],
)
def test_the_place_of_a_country_is_the_narrower_one(text: str, name: str) -> None:
    (claim,) = read_claims(tagged(text, PUBLISHED))
    assert claim.place is not None
    assert claim.place.name == name
