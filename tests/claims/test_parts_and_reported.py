"""Parts of towns that change hands, towns told by where they lie, and sides that a description behind them names."""

from datetime import UTC, datetime

import pytest
import readings

from schemas.claim import LocationFall

PUBLISHED = datetime(2013, 3, 5, 12, tzinfo=UTC)


def falls(text: str) -> list[LocationFall]:
    return readings.changes(text, PUBLISHED)


def places(text: str) -> set[tuple[str, int]]:
    return {(c.place.text, c.place.precision) for c in falls(text) if c.place is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebel fighters seized control of about a third of Gao on Thursday.", ("about a third of Gao", 2)),
        (
            "UNITA captured the army headquarters in the city of Huambo from government troops.",
            ("army headquarters in the city of Huambo", 2),
        ),
        ("The rebels took the airport of Benghazi from the army on Monday.", ("airport of Benghazi", 2)),
        ("Rebels attacked Kisangani. They overran the airport on Friday.", ("Kisangani airport", 2)),
        (
            "The rebels attacked Kisangani on Friday, seizing the main airport outside the city.",
            ("main airport outside Kisangani", 2),
        ),
        ("The rebels took the port of Buchanan on Monday.", ("Buchanan", 1)),
        (
            "The rebels seized the mountains overlooking the city of Mekelle on Monday.",
            ("mountains overlooking the city of Mekelle", 2),
        ),
        (
            "The rebels seized the road linking the city of Mekelle with Adigrat on Monday.",
            ("road linking the city of Mekelle", 2),
        ),
        ("Residents said the city of Saeed fell to the Houthis on Friday.", ("Saeed", 1)),
        (
            "Residents of Kona, 40 km north of the regional capital, Mopti, said Tuareg rebels took it on Monday.",
            ("Kona", 1),
        ),
        (
            "Rebels took Kona, the last town on the road to the port of Mopti. The town fell without resistance.",
            ("Kona", 1),
        ),
        (
            "Soldiers recaptured Lalibela. The TPLF had seized the historic town in Ethiopia's Amhara region in May.",
            ("Lalibela", 1),
        ),
    ],
)
def test_the_place_and_its_part(text: str, expected: tuple[str, int]) -> None:
    assert expected in places(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mali's second largest city fell to rebels on Sunday, leaving the capital Bamako as its only one.", "Bamako"),
        (
            "PESHAWAR, Pakistan -- Afghanistan's second city fell to rebels on Sunday, the news agency said.",
            "PESHAWAR",
        ),
        ("Tuareg rebels took Kona after they marched down from Douentza.", "Douentza"),
    ],
)
def test_where_nothing_changed_hands(text: str, place: str) -> None:
    assert place not in {name for name, _ in places(text)}


@pytest.mark.parametrize(
    ("text", "by", "lost"),
    [
        (
            "Gao fell to Boko Haram on Monday, bringing to three the towns now held by the Islamist resistance.",
            "Boko Haram",
            None,
        ),
        (
            "Government forces retook Kunduz, lost last week to Muslim rebels when Soviet forces withdrew.",
            "Afghan security forces",
            "Muslim rebels",
        ),
        ("The fall of Gao gives Tuareg rebels full control of the north.", "Coordination of Azawad Movements", None),
        (
            "The RSF says it has taken the capital of Sennar state from the army. The reported capture of Singa comes "
            "after months of war.",
            "Rapid Support Forces",
            "Sudanese Armed Forces",
        ),
        (
            "The Houthi rebels left Khokha after clashes. Pro-government fighters seized the town of Dhubab on Friday.",
            "Pro-government fighters",
            "Houthis",
        ),
        (
            "Asadabad had been captured by mujahideen, he said, and added that rebels also overran Pashad.",
            "mujahideen",
            None,
        ),
    ],
)
def test_who_took_it_from_whom(text: str, by: str, lost: str | None) -> None:
    assert (by, lost) in {(c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name) for c in falls(text)}


def test_who_withdrew_and_who_came() -> None:
    text = (
        "General Burhan has confirmed the withdrawal of the army from El Fasher, following the city's capture by the "
        "Rapid Support Forces. The RSF had besieged it."
    )
    told = {(c.change, c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name) for c in falls(text)}
    assert ("withdrawn", "Rapid Support Forces", "Sudanese Armed Forces") in told
    assert ("captured", "Rapid Support Forces", "Sudanese Armed Forces") in told
