"""Harm in plain sentences that no single verb tells: lists, sums, counts behind their nouns; and what is no harm."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday


def told(text: str) -> list[tuple[str, int | None]]:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    return sorted((claim.effect, claim.number.low) for claim in found)


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("The rebels' radio gave its own loss in the fighting as five.", [("killed", 5)]),
        ("The minister gave the number of dead as 147; 79 were hurt.", [("injured", 79), ("killed", 147)]),
        ("Hundreds of bodies lie in the bush around Baga.", [("killed", 100)]),
        ("The Revolutionary United Front is holding 50 UN peacekeepers seized near Makeni.", [("abducted", 50)]),
        ("The blast killed 12 people and more than 25 were injured in Homs.", [("injured", 25), ("killed", 12)]),
        ("The siege has left thousands of people, particularly infants, dead in Madaya.", [("killed", 1000)]),
        ("The blast left 40 people dead and displaced half of the town of Beni.", [("killed", 40)]),
        ("Kashmir: six labourers, doctor shot dead at tunnel site", [("killed", 7)]),
        ("Eleven labourers, engineer killed in Balochistan ambush", [("killed", 12)]),
        ("Militants clubbed 45 people to death in Beni.", [("killed", 45)]),
        ("Thirty one militants have been killed near Mosul, the army said.", [("killed", 31)]),
        ("We found the burnt remains of 30 displaced people near Loikaw.", [("killed", 30)]),
        ("Eleven players were injured when a grenade exploded in Quetta.", [("injured", 11)]),
        ("Gunmen drove 30 herders away in trucks near Moroto.", [("abducted", 30)]),
        ("A bomb killed 12 people and wounded 30 late on Friday in Homs.", [("injured", 30), ("killed", 12)]),
        ("A bomb killed 12, including a guard, and 30 people were hurt in Homs.", [("injured", 30), ("killed", 12)]),
        ("On Friday 11 soldiers, including a captain, and a cook were killed in Gao.", [("killed", 12)]),
        ("A rash of raids left nearly 40 soldiers, policemen and nurses dead in Jolo.", [("killed", None)]),
        ("Karim al-Khatib, a senior commander of Hezbollah's Radwan force, was killed in Tyre.", [("killed", 1)]),
        ("Maria de la Cruz was shot dead in Cali.", [("killed", 1)]),
        ("Two members of the aid group are missing near Goma.", [("missing", 2)]),
        ("Sixteen soldiers and two anti-jihadist militiamen were killed in Dikwa.", [("killed", 18)]),
        ("An entire civilian family was killed in Marea.", []),
        ("A priest, two nuns and a driver were killed near Goma.", [("killed", 4)]),
        ("According to a priest, two nuns and a driver were killed near Goma.", [("killed", 3)]),
        ("After gunmen fired on villagers, two nuns and a driver were killed near Goma.", [("killed", 3)]),
        ("Six more are considered missing in Derna.", [("missing", 6)]),
        ("Captain Imran Khan embraced shahadat near Miranshah.", [("killed", 1)]),
    ],
)
def test_plain_harm(text: str, harm: list[tuple[str, int | None]]) -> None:
    assert told(text) == harm


@pytest.mark.parametrize(
    "text",
    [
        "Three players were injured as Wasps beat Saracens.",
        "Thousands fled the heat of Delhi for the hills.",
        "The rebels executed six families of soldiers in Rityan.",
        "By evening about 150 wounded and elderly people had been driven out of Zepa.",
        "The lender gave its loss as five million.",
        "Troops found a mass grave in Izium, dug by the army.",
    ],
)
def test_no_harm_is_counted(text: str) -> None:
    assert told(text) == []


def test_what_is_told_of_a_day_after_the_raid_lies_before_it() -> None:
    text = "Forty bodies lie in the streets of Baga, Ali Musa, who fled, said on Wednesday, a week after the raid."
    [claim] = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    assert (claim.time.timing, str(claim.time.start)) == ("recent", "2021-06-02")


def test_a_note_dates_what_is_said_of_its_day() -> None:
    text = "On 1 June 2021 gunmen raided a mine near Solhan. The ministry put the number of dead at 132."
    [claim] = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    assert (claim.time.timing, str(claim.time.start)) == ("recent", "2021-06-01")
    weekday = "On Tuesday gunmen met near Solhan. The ministry said a blast killed 12 people in Dori."
    [claim] = [c for c in read_claims(tagged(weekday, PUBLISHED)) if isinstance(c, Casualty)]
    assert claim.time.text is None


def test_a_state_that_counts_its_own_dead_is_on_the_record() -> None:
    text = "Kenya says that 23 of its soldiers were killed in El Adde."
    [claim] = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    assert claim.stance == "asserted"
