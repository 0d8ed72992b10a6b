"""Who took and lost a place in wars of three sides, by assaults told beside it, by units without a name."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2016, 5, 21, 12, tzinfo=UTC)


def falls(text: str) -> list[LocationFall]:
    return [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]


def sides(text: str, place: str) -> tuple[str | None, str | None]:
    (claim,) = [c for c in falls(text) if c.place is not None and place in (c.place.text, c.place.name)]
    return claim.taken_by and claim.taken_by.name, claim.taken_from and claim.taken_from.name


@pytest.mark.parametrize(
    ("text", "place", "by", "lost"),
    [
        # an ally is nobody's foe
        (
            "Iraqi forces took Hawija from Islamic State. Kurdish Peshmerga forces, their allies, took Dibis.",
            "Dibis",
            "Peshmerga",
            "Islamic State",
        ),
        (
            "Bosnian government forces dealt Serb separatists a blow on Friday by capturing Kljuc. "
            "Their Bosnian Croat allies took Jajce.",
            "Jajce",
            "Croatian Defence Council",
            "Serb separatists",
        ),
        # who attacked when it fell
        (
            "Rebels retook Mbanza, a village southeast of Uige. The village was captured when the army launched an "
            "assault ten days ago. Lorries burned.",
            "Mbanza",
            None,
            None,
        ),
        ("Zalambessa was taken when Eritrean troops mounted an assault on Friday.", "Zalambessa",
         "Eritrean Defence Forces", None),
        # an "army" that is not the state's
        ("An ethnic army captured Kutkai on Friday, residents said.", "Kutkai", "ethnic army", None),
        ("An ethnic armed organisation seized Kutkai from the junta.", "Kutkai", "ethnic armed organisation",
         "Myanmar military"),
        # "it" is who attacks, and not whom
        (
            "The army has launched an offensive against the FARC since Monday, after it recaptured the town of Caloto.",
            "Caloto",
            "Colombian army",
            None,
        ),
        ("An insurgent force said it had captured nine camps in two days of fighting in Myanmar's Kachin state.",
         "nine camps in two days of fighting in Myanmar's Kachin state", "insurgent force", None),
        # who stormed a town, and not whom he drove out
        (
            "Armed men believed to be from al-Qaida stormed into Zinjibar, chasing out soldiers while seizing the town "
            "of Zinjibar.",
            "Zinjibar",
            "armed men",
            None,
        ),
        # back under a flag
        ("Sirte is under the Libyan flag again, a spokesman for the brigades said. Troops cheered.",
         "Sirte", None, None),
        # units of the speaker's side
        (
            "Georgian troops left. Units of the northern grouping of troops captured Tkviavi, the Russian defence "
            "ministry said. Russian jets flew over.",
            "Tkviavi",
            "Russian forces",
            None,
        ),
        (
            "Syrian Defence Minister Fahd al-Freij told President Bashar al-Assad assault units had captured Mleiha.",
            "Mleiha",
            "Syrian forces",
            None,
        ),
    ],
)  # fmt: skip
def test_the_sides_are_told(text: str, place: str, by: str | None, lost: str | None) -> None:
    told = [c for c in falls(text) if c.place is not None and place in (c.place.text, c.place.name)]
    takers = {c.taken_by.name for c in told if c.taken_by}
    losers = {c.taken_from.name for c in told if c.taken_from}
    assert by is None or by in takers
    assert lost is None or losers == {lost}
    assert told


def test_the_town_fell_to_whoever_launched_the_assault() -> None:
    text = "Rebels hold Uige. Mbanza was captured when government troops launched an attack on Friday."
    assert sides(text, "Mbanza")[0] == "Angolan forces"


@pytest.mark.parametrize(
    "text",
    [
        "The village of Kornoi was left in ruins by the raid, rebels said.",
        "Bama was left without power after the army shelled it.",
        "When the invasion began Vuhledar came under Russian fire and was evacuated.",
        "The town of Hayyan was evacuated on Friday after Russian shelling.",
        "Rebel claims that the army had left were refuted.",
    ],
)
def test_a_town_ruined_or_emptied_is_not_given_up(text: str) -> None:
    assert falls(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The base at Vuhledar was evacuated by Ukrainian troops on Friday.",
        "The garrison at Mankulam has been evacuated, a minister said.",
        "Gwoza was left to the rebels on Friday, residents said.",
    ],
)
def test_a_post_that_was_given_up_is(text: str) -> None:
    assert [c.change for c in falls(text)] == ["withdrawn"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # a date between a noun and its place
        ("The rebels' capture on Friday of Bouake stunned the army.", ["Bouake"]),
        ("The rebels' capture May 20 of the town of Bouake stunned the army.", ["Bouake"]),
        # "it" is no state that speaks
        (
            "Eritrea reported fighting around Badme, a day after Ethiopia said its troops had captured it.",
            ["Badme"],
        ),
        ("Ethiopia says it has since May 12 retaken much of the land around Badme.", ["much of the land around Badme"]),
        ("Gunmen took control of the south Yemen city of Zinjibar on Friday.", ["Zinjibar"]),
        # a step towards taking a town takes none
        ("Troops seized Mokha on Friday in a major step towards retaking Taiz from rebels.", ["Mokha"]),
    ],
)
def test_the_place_is_told(text: str, places: list[str]) -> None:
    assert [c.place.text for c in falls(text) if c.place] == places


def test_the_greatest_defeat_since_a_day_is_of_no_such_day() -> None:
    text = (
        "The takeover of Bouake by some 200 fighters was the most significant advance since the uprising began Sept. 5."
    )
    assert [c.time.timing for c in falls(text)] == ["recent"]


@pytest.mark.parametrize(
    "text",
    [
        "Troops hoped to take complete control of Kismayo within days, the general said.",
        "The army would gain complete control of Kismayo soon, the general said.",
    ],
)
def test_complete_control_that_is_hoped_for_is_no_news(text: str) -> None:
    assert falls(text) == []


def test_a_claim_that_something_fell_takes_nothing() -> None:
    (claim,) = falls("The defence ministry refuted separatist claims that Kelbajar had fallen.")
    assert claim.stance == "denied"
    assert claim.taken_by is None
    assert claim.said_by is not None
    assert claim.said_by.text == "defence ministry"


def test_a_second_deed_is_no_place_of_the_first() -> None:
    text = "Sudan's army seized Heglig on Friday and its allied militias occupied parts of Abyei."
    assert [c.place.text for c in falls(text) if c.place] == ["Heglig", "parts of Abyei"]
