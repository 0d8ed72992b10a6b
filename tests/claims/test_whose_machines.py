"""Whose the jets, the tanks and the coalition are that did harm, where the sentence does not name their side."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

AT = datetime(2016, 7, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # those told of before
        (
            "Saudi warplanes struck bridges near Saada on Friday. The bombers had also targeted army troops near the "
            "town on Thursday, leaving over 90 soldiers dead and a hundred wounded.",
            {"Saudi air force"},
        ),
        (
            "Ethiopian jets struck bridges near Mekelle on Friday. The aircraft also hit a convoy, killing nine men.",
            {"Ethiopian air force"},
        ),
        ("Saudi planes and Houthi tanks were seen in Hodeida. The tanks killed six people.", {"Houthis"}),
        # no planes, but men with bombs
        (
            "Suicide bombers reached the gate in Kunduz on Friday. US jets were overhead. The bombers killed nine.",
            {"bombers"},
        ),
        # two who fly together
        (
            "Saudi jets and Emirati helicopters were seen over Hodeida. The planes killed six people in Mokha.",
            {"Saudi air force and Emirati air force"},
        ),
        # a people's, by an adjective alone
        ("Jets believed to be Russian killed at least 60 civilians near Kharkiv on Friday.", {"Russian forces"}),
        ("Planes thought to be Saudi killed at least 60 civilians near Sanaa on Friday.", {"Saudi forces"}),
        ("Planes believed to be Saudi or Emirati killed 60 civilians near Sanaa on Friday.", {None}),
        # a possessive
        ("The regime's warplanes killed 12 people in Idlib.", {"regime forces"}),
        ("The government's jets killed 12 people in Loikaw.", {"government forces"}),
        ("Unidentified warplanes killed 12 people in Derna.", {None}),
        # two words for one country
        ("United States airstrikes killed 12 people in Kunduz.", {"United States"}),
        ("A shooting in the United States killed 12 people in Dallas.", {None}),
    ],
)
def test_machines_are_of_whoever_was_told_to_fly_them(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # the one that the article names, and not whom it fights
        ("The US-led coalition fights IS. Coalition airstrikes killed 12 people in Mosul.", {"US-led coalition"}),
        ("The US-led coalition fights IS in Iraq. The coalition killed 12 people in Mosul.", {"US-led coalition"}),
        ("The Saudi-led coalition backs Hadi. Coalition jets killed 12 people in Sanaa.", {"Saudi-led coalition"}),
        # rebels have theirs
        ("Seleka, a rebel coalition, holds Bangui. The coalition killed 12 people in Bossangoa.", {"Seleka"}),
    ],
)
def test_the_coalition_is_the_one_named(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) == by


def test_an_army_that_fights_abroad_did_what_its_spokesman_counts() -> None:
    text = (
        "Kenyan Defence Ministry spokesman Col. David Obonyo said on Friday that its jets had bombed camps in Somalia, "
        "where the Somali army fights al-Shabaab. Fifty militants were killed in the operation, Obonyo said."
    )
    assert hands(harm(text, AT)) == {"Kenyan forces"}
