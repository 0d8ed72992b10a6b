"""A place that no gazetteer has, settled by the toll that the article tells of a known place as well."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)  # a Saturday


def places(text: str) -> set[tuple[str, str, int]]:
    """Text, name and precision of each place of harm."""
    found = [claim.place for claim in readings.harm(text, PUBLISHED) if claim.place is not None]
    return {(place.text, place.name, place.precision) for place in found}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed at least 16 people in Maiduguri on Friday. The blast hit a queue in Wulgarizza. "
        "A doctor said that the attack in Wulgarizza killed 16 people and wounded another 40.",
        "Three people died and four were hurt in Maiduguri on Friday. Police said that an attack in Wulgarizza "
        "had killed three people and injured four.",
    ],
)
def test_the_same_toll_shows_where_an_unknown_place_lies(text: str) -> None:
    assert ("Wulgarizza", "Maiduguri", 2) in places(text)


@pytest.mark.parametrize(
    "text",
    [
        # few, and one harm only
        "Three people died in Maiduguri on Friday. Police said an attack in Wulgarizza killed three people.",
        # another event by its words, its day, its people, its figure
        "A bomb killed 16 people in Maiduguri on Friday. In another attack 16 people were killed in Wulgarizza.",
        "A bomb killed 16 people in Maiduguri on Friday. On Monday 16 people were killed in Wulgarizza.",
        "A bomb killed 16 soldiers in Maiduguri on Friday. Gunmen killed 16 pupils in Wulgarizza.",
        "A bomb killed 16 people in Maiduguri on Friday. Gunmen killed 12 people in Wulgarizza.",
        # two known places with that figure
        "A bomb killed 16 people in Maiduguri, and 16 people died in Damaturu. Gunmen killed 16 people in Wulgarizza.",
    ],
)
def test_without_it_the_place_stays_unsettled(text: str) -> None:
    assert ("Wulgarizza", "Wulgarizza", 1) in places(text)
