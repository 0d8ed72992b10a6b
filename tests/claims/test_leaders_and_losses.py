"""Leaders who take towns themselves, losses told past an aside, and phrases that only look like a place."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2014, 8, 8, 12, tzinfo=UTC)

Told = tuple[str, str, str | None, str | None]


def falls(text: str) -> set[Told]:
    """Change, place, taker and loser of each actual change of hands of a text, denials apart."""
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    return {
        (c.change, c.place.name if c.place else "", c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name)
        for c in told
        if c.mode == "actual" and c.stance != "denied"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Savimbi captured Huambo on Monday. Government soldiers fled from Savimbi's guerrillas.",
            ("captured", "Huambo", "Savimbi's guerrillas", "Angolan forces"),
        ),
        (
            "General Khalifa Haftar seized Gharyan on Monday. Haftar's fighters shelled the hills.",
            ("captured", "Gharyan", "Haftar's fighters", None),
        ),
        (
            "Kurdish peshmerga fighters were routed. The loss of the Tabqa Dam, the largest in Syria, to Islamic State "
            "stunned them.",
            ("captured", "Tabqa Dam", "Islamic State", None),
        ),
        (
            "Yemen's government said on Thursday it was back in full control of Aden.",
            ("recaptured", "Aden", "Yemeni government", None),
        ),
    ],
)
def test_who_took_it(text: str, expected: Told) -> None:
    assert expected in falls(text)


@pytest.mark.parametrize(
    "text",
    [
        "Messi captured Barcelona's heart, and Messi's side won.",
        "Rebel troops seized nine Malian villages and reached the outskirts of Gao.",
        "Tarhuna was the launchpad for the offensive against the capital that Haftar's forces abandoned this week.",
    ],
)
def test_where_nothing_by_name_changed_hands(text: str) -> None:
    assert falls(text) == set()


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("Residents who fled 75 km to Maiduguri said Boko Haram had taken control of the town of Bama.", "Maiduguri"),
        (
            "Boko Haram attacked Bama. Residents who fled the 75 km to Maiduguri said they drove out the troops and "
            "took control of the town.",
            "Maiduguri",
        ),
        (
            "Al-Shabab fighters took full control of the town, which lies at a junction on the road to the capital "
            "Mogadishu.",
            "Mogadishu",
        ),
        ("The rebels' strategy was to take over other cities and eventually capture Pristina, he said.", "Pristina"),
    ],
)
def test_where_others_fled_to_or_want_to_go(text: str, away: str) -> None:
    assert away not in {place for _, place, _, _ in falls(text)}
