"""Sentences of many wars: the place they name, where it is, and names in them that are no places (probes/*.tsv)."""

import csv
from pathlib import Path

import pytest

from agents.tag.article import tag_text

PROBES = Path(__file__).parent / "probes"


def _rows(name, columns):
    with (PROBES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == columns
    assert all(len(row) == len(columns) for row in rows)
    return rows[1:]


PLACES = _rows("places.tsv", ["text", "place", "country", "admin1"])
NOT_PLACES = _rows("not_places.tsv", ["text", "name", "reason"])


@pytest.mark.parametrize(("text", "place", "country", "admin1"), PLACES, ids=[row[1] for row in PLACES])
def test_a_place_is_found_in_its_country(text, place, country, admin1):
    found = [m.place for m in tag_text(text).places if m.place.text == place]
    assert found, [m.place.text for m in tag_text(text).places]
    assert found[0].country == country
    if admin1:
        assert found[0].admin1 == admin1


@pytest.mark.parametrize(("text", "name", "reason"), NOT_PLACES, ids=[f"{row[2]}: {row[1]}" for row in NOT_PLACES])
def test_what_is_no_place_is_not_tagged(text, name, reason):
    assert [m.place.text for m in tag_text(text).places if m.place.text == name or name in m.place.text.split()] == []


def test_the_probes_are_of_many_wars():
    assert len(PLACES) >= 190
    assert len(NOT_PLACES) >= 50
    assert len({country for _, _, country, _ in PLACES}) >= 50
