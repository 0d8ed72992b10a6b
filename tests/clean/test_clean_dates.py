"""Dates that a text gives itself."""

import pytest

from agents.clean.dates import find_date, parse_instant


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 16 June 2014 10:32 GMT", "2014-06-16T10:32:00+00:00"),
        ("Last updated: June 16, 2014, 3:05 pm", "2014-06-16T15:05:00+00:00"),
        ("Monday 16 June 2014", "2014-06-16T12:00:00+00:00"),
        ("2014-06-16", "2014-06-16T12:00:00+00:00"),
        ("Posted on 2014-06-16 08:00 +0300", "2014-06-16T05:00:00+00:00"),
        ("16/06/2014", "2014-06-16T12:00:00+00:00"),
        ("06/16/2014", "2014-06-16T12:00:00+00:00"),
        ("Mon Jun 16 2014 Rebels enter border town. The army denied it.", "2014-06-16T12:00:00+00:00"),
        ("KARSALA, June 16, 2014 (AFP) - Rebels entered the town.", "2014-06-16T12:00:00+00:00"),
        ("06/05/2014", None),
        ("The war began on 15 March 2011 with protests in the south.", None),
        ("June 10, 2014 was the day on which the city fell.", None),
        ("KARSALA, June 16 (AFP) - Rebels entered the town.", None),
        ("31 February 2014", None),
    ],
)
def test_a_date_line_is_read_and_a_date_in_the_story_is_not(line: str, expected: str | None) -> None:
    found = find_date([line, "Rebels entered the town at dawn, witnesses said."])
    assert (found.isoformat() if found else None) == expected


def test_a_labelled_date_below_the_text_counts() -> None:
    lines = ["Rebels enter town", *["They came at dawn, witnesses said."] * 20, "First published: 3 May 2013"]
    found = find_date(lines)
    assert found is not None
    assert found.date().isoformat() == "2013-05-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-06-16T10:32:00+03:00", "2014-06-16T07:32:00+00:00"),
        ("2014-06-16T10:32:00Z", "2014-06-16T10:32:00+00:00"),
        ("16 June 2014", "2014-06-16T12:00:00+00:00"),
        ("yesterday", None),
        (None, None),
    ],
)
def test_instants_of_metadata(text: str | None, expected: str | None) -> None:
    found = parse_instant(text)
    assert (found.isoformat() if found else None) == expected
