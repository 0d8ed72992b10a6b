"""Changes of hands told in a phrase behind the place, by those who speak of their own, and of which place they are."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2013, 3, 5, 12, tzinfo=UTC)

Told = tuple[str, str, str | None, str | None]


def falls(text: str, mode: str = "actual") -> set[Told]:
    """Change, place, taker and loser of each change of hands of a text, denials apart."""
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    return {
        (c.change, c.place.name if c.place else "", c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name)
        for c in told
        if c.mode == mode and c.stance != "denied"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A convoy reached Gao, a town captured by Tuareg rebels on Sunday.",
            ("captured", "Gao", "Coordination of Azawad Movements", None),
        ),
        (
            "Gao, a town captured by the rebels in January and then retaken by the army on March 2, was quiet.",
            ("recaptured", "Gao", "Malian army", "rebels"),
        ),
        (
            "Rebels shelled Gao, captured by the army on Friday but lost on Sunday.",
            ("captured", "Gao", "rebels", "Malian army"),
        ),
        (
            "The northern city of Maiduguri lay dark on Monday, seized by Boko Haram fighters at dawn.",
            ("captured", "Maiduguri", "Boko Haram", None),
        ),
        ("The shelling began a month after Gao fell to the opposition.", ("captured", "Gao", "opposition", None)),
        (
            "The SPLA rebels opened the campaign on Saturday with the capture of Torit.",
            ("captured", "Torit", "SPLA", None),
        ),
    ],
)
def test_told_in_a_phrase_behind_the_place(text: str, expected: Told) -> None:
    assert expected in falls(text)


@pytest.mark.parametrize(
    "text",
    [
        "Istanbul fell to the opposition on Sunday, and the mayor wept.",
        "The mayor of Gao spoke on Wednesday, flanked by army officers.",
        "Kabul beamed on Wednesday, captured by photographers from all over the world.",
        "The rebels now hold only the town of Menaka.",
        "GAO, Mali — Jihadists on Thursday captured their third Malian town in a month, officials said.",
        "SARAJEVO, Bosnia and Herzegovina -- A Serb force on Thursday captured its second Bosnian town in a week.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert falls(text) == set()


@pytest.mark.parametrize(
    ("text", "mode", "expected"),
    [
        (
            '"Our forces retook Kidal at dawn," said Ousmane Keita, a spokesman for the Malian military.',
            "actual",
            ("recaptured", "Kidal", "Malian forces", None),
        ),
        (
            '"Our forces took Malakal from the rebels," said Philip Deng, a spokesman for the South Sudanese military.',
            "actual",
            ("recaptured", "Malakal", "SPLA", "rebels"),
        ),
        ("Rebel commanders said on Monday they had taken Kidal.", "actual", ("captured", "Kidal", "rebels", None)),
        (
            "Army officers said they had recaptured Kidal from the rebels.",
            "actual",
            ("recaptured", "Kidal", "army", "rebels"),
        ),
        (
            "The Malian army put heavy pressure on the rebels in order to recapture Kidal.",
            "future",
            ("recaptured", "Kidal", "Malian army", "rebels"),
        ),
        (
            "Ten soldiers died in the battle to retake Kidal from the rebels.",
            "attempted",
            ("recaptured", "Kidal", None, "rebels"),
        ),
        (
            "UNITA said it seized Soyo. Rebel forces took Cubal on Tuesday.",
            "actual",
            ("captured", "Cubal", "UNITA", None),
        ),
        (
            "UNITA said it seized Soyo. Rebel forces took Cubal on Tuesday.",
            "actual",
            ("captured", "Soyo", "UNITA", None),
        ),
    ],
)
def test_who_took_it(text: str, mode: str, expected: Told) -> None:
    assert expected in falls(text, mode)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Since the withdrawal of US troops, several districts in Nangarhar have fallen to the Taliban.", None),
        (
            "The Taliban seized Khanabad, forcing soldiers to flee to Kunduz city, which insurgents had "
            "overrun last year.",
            "Afghan security forces",
        ),
        ("Several districts in Nangarhar fell to the Taliban after the withdrawal of US troops.", "US military"),
    ],
)
def test_who_lost_it(text: str, lost: str | None) -> None:
    assert lost in {loser for _, _, by, loser in falls(text) if by == "Taliban"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Fighters attacked Ghormach district in Faryab province. The centre of the district is now under Taliban "
            "control.",
            "Ghormach",
        ),
        (
            'The Taliban seized a district in Kunduz province. "The district fell to the Taliban," said Amir Khan, the '
            "chief of the Khanabad district.",
            "Khanabad district",
        ),
        ("Syrian troops took the northern town of al Haffa from the rebels.", "Al Haffah"),
    ],
)
def test_which_place_is_meant(text: str, place: str) -> None:
    assert place in {name for _, name, _, _ in falls(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The news of Gao's fall to the rebels is false, the army said.",
        "Reports that Ghormach has fallen to the Taliban are untrue, the governor of Faryab said.",
    ],
)
def test_news_that_is_false(text: str) -> None:
    assert falls(text) == set()
    assert [c.stance for c in read_claims(tagged(text, PUBLISHED))] == ["denied"]
