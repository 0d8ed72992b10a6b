"""When "terrorists", "rebel groups" and a running toll are of the one side that an article names, and when not."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

AT = datetime(2016, 7, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # another province
        (
            "Terrorists of Boko Haram fired rockets at houses in Maiduguri on Friday, wounding nine people. In Kano a "
            "police source said that terrorists fired a shell at a market, killing five people.",
            {"Boko Haram", "terrorists"},
        ),
        # the same one
        (
            "Terrorists of Boko Haram fired rockets at houses in Maiduguri on Friday, wounding nine people. In Gwoza a "
            "police source said that terrorists fired a shell at a market, killing five people.",
            {"Boko Haram"},
        ),
        # more than the one that is named
        (
            "The rebel group Ansar Dine holds Kidal. Rebel groups fired rockets at houses in Gao, killing 16 people.",
            {"rebel groups"},
        ),
        # an example
        (
            "Militants fired shells at houses in Quetta on Friday, killing eight people. Various groups including the "
            "Baloch Liberation Army have shelled the city.",
            {"militants"},
        ),
    ],
)
def test_whether_those_without_a_name_are_those_with_one(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "The onslaught on Marawi by the Maute group went on, a spokesman said. Over 1,000 civilians have been "
            "killed in the ongoing assault on Marawi since it was launched in May.",
            {"Maute Group"},
        ),
        (
            "Government forces have stepped up their bombardment of Loikaw. Since Tuesday artillery fire and air "
            "strikes on Loikaw have killed at least 66 civilians.",
            {"Burmese forces"},
        ),
        # of another place
        (
            "Government forces have stepped up their bombardment of Loikaw. Since Tuesday artillery fire and air "
            "strikes on Sittwe have killed at least 66 civilians.",
            {None},
        ),
        # whose campaign nobody tells
        ("More than 2,000 civilians have been killed in the bombing campaign since 2015.", {None}),
        # fighters fall on both sides
        (
            "The assault on Marawi by the Maute group went on. More than 300 fighters have been killed in the "
            "assault since May.",
            {None},
        ),
    ],
)
def test_a_running_toll_is_of_whoever_wages_the_campaign(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) == by


def test_who_continues_a_bombardment_kills_by_it() -> None:
    text = (
        "Forces of the Saudi-led coalition have continued the bombardment of a district of Sanaa killing 12 civilians."
    )
    assert hands(harm(text, AT)) == {"Saudi-led coalition"}


def test_five_more_and_one_beside_are_of_the_strikes_told_before() -> None:
    text = (
        "Army air strikes on Mekelle killed 16 people. A witness was at the hospital. All beds were occupied. Five "
        "more civilians were killed in Adigrat and one in Shire."
    )
    assert hands(harm(text, AT)) == {"Ethiopian National Defence Force"}
    text = "Boko Haram shot dead ten people in Gwoza. The road was shut. Two more people died in fighting in Yola."
    assert hands(harm(text, AT)) == {"Boko Haram", None}


@pytest.mark.parametrize(
    "text",
    [
        "In Jaffna an army unit carried out a special operation in which it killed five Tamil Tigers.",
        "In the same context army units killed five Tamil Tigers in operations near Jaffna.",
        "In the context of the war, army units killed five Tamil Tigers near Jaffna.",
    ],
)
def test_an_army_that_killed_in_its_operation(text: str) -> None:
    (by,) = hands(harm(text, AT))
    assert by is not None
    assert by.endswith("army")
