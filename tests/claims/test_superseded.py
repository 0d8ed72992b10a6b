"""A count that was given earlier: the newer one takes its place, but no count of another event or of another side."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)
LEAD = "A truck bomb killed at least 23 people and wounded 60 in Jolo on Friday, police said. "


def counts(text: str) -> list[tuple[str, int | None]]:
    return [(claim.effect, claim.number.best) for claim in readings.harm(text, PUBLISHED)]


@pytest.mark.parametrize(
    "second",
    [
        "They had previously said at least 10 had been killed.",
        "An earlier toll put the dead at 10.",
        "Earlier reports said 10 people had been killed.",
        "Officials had earlier reported 10 dead and 40 hurt.",
        "The health ministry had initially given a toll of 10 dead and 40 wounded.",
    ],
)
def test_the_newer_count_takes_the_place_of_the_earlier(second: str) -> None:
    assert counts(LEAD + second) == [("killed", 23), ("injured", 60)]


@pytest.mark.parametrize(
    "second",
    [
        "Officials earlier said 10 people had been killed in Cotabato.",
        "In an earlier attack 10 people were killed, police reported.",
        "The army said earlier that 10 Abu Sayyaf fighters had been killed.",
        "Later 10 people were killed in a second blast.",
    ],
)
def test_what_is_told_of_another_event_or_side_stays(second: str) -> None:
    assert ("killed", 10) in counts(LEAD + second)


def test_a_lower_count_first_given_stays_where_nothing_newer_is_told() -> None:
    assert counts("Earlier reports said 10 people had been killed in Jolo on Friday.") == [("killed", 10)]
