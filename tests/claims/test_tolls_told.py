"""Figures of the dead in the forms that daily news has for them, and people told together."""

from datetime import UTC, datetime

import pytest
import readings
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def told(text: str) -> list[tuple[str, int | None, int | None]]:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    return sorted((c.effect, c.number.low, c.number.high) for c in found)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The flood toll in Sindh reached 94 on Tuesday.", [("killed", 94, 94)]),
        (
            "The channel said cameraman Omar Najjar and broadcast engineer Ali Reda were killed in a strike on Sidon.",
            [("killed", 2, 2)],
        ),
        # behind another count, and above the figure told before
        (
            "The death toll from floods that hit three towns in Cauca rose to 102 from the earlier reported 61, the "
            "governor said.",
            [("killed", 102, 102)],
        ),
        ("The army initially conceded 19 dead in Dili.", [("killed", 19, 19)]),
        # its comma was lost
        ("At least 12 people mostly women and children have been killed in Aleppo.", [("killed", 12, None)]),
        ("Nine soldiers and 12 people mostly women were killed in Bor.", [("killed", 21, 21)]),
        # told by their names
        ("Omar Saleh, Ali Jaber and Hamza Nur were killed by shells in Marib.", [("killed", 3, 3)]),
        ("A drone killed Omar Saleh, Ali Jaber and Hamza Nur in Marib.", [("killed", 3, 3)]),
        ("Omar, Musa and Ali Saleh were killed by shells in Marib.", [("killed", 3, 3)]),
        ("The army said it had killed Omar, Musa and Ali Saleh in Marib.", [("killed", 3, 3)]),
        ("Three men, Omar Saleh, Ali Jaber and Hamza Nur, were killed in Marib.", [("killed", 3, 3)]),
        ("In Marib, Omar Saleh and Ali Jaber were killed by shells.", [("killed", 2, 2)]),
        ("Rescuers, Amnesty International and Human Rights Watch said 12 were killed in Marib.", [("killed", 12, 12)]),
        # others came to other harm
        (
            "The death toll in Aceh was likely to rise, with 1,200 people missing in the port.",
            [("missing", 1200, 1200)],
        ),
        ("Only 55 of 75 confirmed dead in Aceh had been identified.", [("killed", 75, 75)]),
        ("Two residents of Goma and Bukavu villages were killed by shells.", [("killed", 2, 2)]),
        # who is dug out lives, and who is buried anew died long ago
        ("Forty children were buried in a collapsed school in Cauca on Friday.", [("killed", 40, 40)]),
        ("Divers rescued five children buried in a collapsed school in Cauca.", []),
        ("The remains of 38 people were found in a mass grave in Srebrenica.", [("killed", 38, 38)]),
        ("The remains of 38 victims of the genocide were given a decent burial in Srebrenica on Friday.", []),
        ("The bodies of dozens of people will be buried in a village of Ayacucho this Friday.", []),
        ("The death toll from the bombing in Karrada exceeds 200.", [("killed", 200, None)]),
        ("The death toll of the Bamako hotel siege is approaching 30.", [("killed", None, 30)]),
        ("The death toll from the Beirut blast nears 200.", [("killed", None, 200)]),
        ("Two (regime) soldiers were killed near Daraa on Friday.", [("killed", 2, 2)]),
        ("Mines killed four (Malian) soldiers near Kidal.", [("killed", 4, 4)]),
        ("On May 5 100 soldiers were killed near Kidal.", [("killed", 100, 100)]),
        ("Fatalities in Monday's bombings in Kano mounted to 52, the hospital said.", [("killed", 52, 52)]),
        ("The number of fatalities from the Haiti earthquake stands at 1,407.", [("killed", 1407, 1407)]),
        ("The minister put deaths in Aceh at 4,500 as of noon Sunday.", [("killed", 4500, 4500)]),
        ("Lawyers put the dead from Friday's police raids in Conakry at 57.", [("killed", 57, 57)]),
        ("The displaced in Goma, at 41 sites, number 20,300.", [("displaced", 20300, 20300)]),
        ("The army counted 12 Russian and three Ukrainian dead in Bakhmut.", [("killed", 15, 15)]),
        ("A village chief and his bodyguard were killed by rebels in Ituri.", [("killed", 2, 2)]),
        ("A shell killed a mother and her twin daughters in Taiz.", [("killed", 3, 3)]),
        ("Governor Abdul Karim was killed together with six guards in Kunduz.", [("killed", 7, 7)]),
        ("Soldiers in Conakry killed 40 protesters or more on Monday.", [("killed", 40, None)]),
        ("All but two of the 18 passengers of a bus died when it hit a mine near Kidal.", [("killed", 16, 16)]),
        ("Ministry: 92 people, including 15 children, killed in strikes on Tyre.", [("killed", 92, 92)]),
        # who tells of it is none of them
        ("A mortar killed 12 people in Hama, a deputy and two doctors said.", [("killed", 12, 12)]),
        ("General Samuel K. Tolbert was killed on Monday in Monrovia.", [("killed", 1, 1)]),
        (
            "Teams pulled out 37 dead and rescued more than 250 injured in Idlib.",
            [("injured", 250, None), ("killed", 37, 37)],
        ),
        (
            "Doctors in Nyala said 14 people died and 40 were wounded over three days.",
            [("injured", 40, 40), ("killed", 14, 14)],
        ),
        ("Sergeant Oleg Petrov fell in fighting near Avdiivka on Friday.", [("killed", 1, 1)]),
        (
            "Thirty sailors are missing or dead after jets bombed a ship off Aden.",
            [("killed", None, 30), ("missing", None, 30)],
        ),
        (
            "A bomb killed four people in Mwanza and sent seven to Queen Mary Hospital.",
            [("injured", 7, 7), ("killed", 4, 4)],
        ),
        (
            "Rebels shot five people dead in Kano. Forty others are in Gusau hospital.",
            [("injured", 40, 40), ("killed", 5, 5)],
        ),
    ],
)
def test_the_figure_is_read(text: str, claims: list[tuple[str, int | None, int | None]]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "The bridge toll in Sindh has climbed to 15 dollars.",
        "Deaths in Aceh are put at 12 a year by the insurer.",
        "The body count in the new horror film exceeds 30.",
        "The vote count in Kano passed 90,000 on Tuesday.",
        "Forty others are in Gusau on holiday.",
    ],
)
def test_no_figure_of_the_dead_is_read(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Boko Haram has claimed the abduction of more than 300 schoolboys from Kankara.", "Boko Haram"),
        ("Nine soldiers died in an attack which al-Shabaab carried out at Beledweyne on Friday.", "al-Shabaab"),
        ("Twelve people were killed in Abobo on Monday by pro-Gbagbo militiamen.", "pro-Gbagbo militiamen"),
        ("Nine soldiers died in an attack that shocked the rebels of Beledweyne.", None),
        ("The union claimed the killing of two workers in Abobo was no accident.", None),
    ],
)
def test_whose_deed_it_was(text: str, who: str | None) -> None:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    assert [c.perpetrator.name.casefold() if c.perpetrator else None for c in found] == [
        who.casefold() if who else None
    ]


def test_a_toll_past_long_names_of_those_who_fought() -> None:
    text = (
        "The death toll from clashes between the Moro Islamic Liberation Front (MILF) and members of the former Moro "
        "National Liberation Front (MNLF) 22nd Command has risen to 60, the Red Cross said on Friday."
    )
    assert [c.number.best for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)] == [60]


@pytest.mark.parametrize(
    ("text", "running"),
    [
        (
            "Rebels and the army have exchanged fire in Cauca since the war began in May. More than 120 civilians have "
            "been killed.",
            True,
        ),
        ("A bomb went off in Cali on Friday. More than 120 civilians have been killed.", False),
        ("The war began in May. Some 40 civilians have been killed in Cali since Friday's raid.", False),
    ],
)
def test_whether_the_war_before_is_counted(text: str, running: bool) -> None:
    assert [c.cumulative for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)] == [running]


@pytest.mark.parametrize(
    "text",
    [
        "The conflict in Cauca claimed the lives of 200 soldiers in the first eight months of the year.",
        "In the first half of the year 80 civilians were killed in Cauca.",
        "At least 300 people have been killed in the two-month offensive in Ituri.",
        "The army gave up arms after a lengthy campaign that left thousands dead in Aceh.",
        "The talks ended a decades-long insurgency that killed 900 people in Aceh.",
        "More than 4,000 people have been killed as a result of the fighting in Yemen, the United Nations said.",
        "At least 2,100 civilians have been killed during the conflict in Ituri.",
        "Dozens of villagers have been killed in repeated attacks on Mambasa.",
        "Thousands have been killed in battle in Marib, with the rebels failing to advance.",
        "Since June, when the army left, the rebels have killed 40 people in Taiz.",
    ],
)
def test_the_dead_of_months_are_a_running_toll(text: str) -> None:
    assert [c.cumulative for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The army mounted a campaign against a gang that killed 12 people in Aceh on Friday.",
        "At least 40 people have been killed as a result of the fighting in Taiz.",
        "Nine villagers were killed in repeated attacks on Mambasa on Friday.",
        "More than 2,000 people have been killed by the earthquake in Bhuj.",
        "Thousands have been killed in the earthquake in Bam.",
    ],
)
def test_the_dead_of_one_raid_are_no_running_toll(text: str) -> None:
    assert [c.cumulative for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)] == [False]


def test_a_headline_that_counts_some_of_them_is_no_claim_of_its_own() -> None:
    text = (
        "Three sons of commander killed in air strike in Sudan\n\nThree sons and two grandchildren of a commander were "
        "killed in an air strike on Nyala in Sudan on Friday."
    )
    assert [claim.number.best for claim in readings.harm(text, PUBLISHED)] == [5]
    text = "Nine killed in air strike in Sudan\n\nA shell killed two grandchildren in Nyala in Sudan on Friday."
    assert sorted(claim.number.best or 0 for claim in readings.harm(text, PUBLISHED)) == [2, 9]


def test_the_day_on_which_a_toll_rose_is_not_that_of_the_blast() -> None:
    (claim,) = readings.harm("The death toll from the bombing in Mastung rose to 59 on Thursday.", PUBLISHED)
    assert claim.time.start is None
    (claim,) = readings.harm("The death toll from Thursday's bombing in Mastung rose to 59.", PUBLISHED)
    assert claim.time.start is not None


def test_the_injured_of_a_running_toll_run_with_it() -> None:
    text = "Over 750 people have so far been killed and thousands more injured in the bombing of Aleppo."
    assert [claim.cumulative for claim in readings.harm(text, PUBLISHED)] == [True, True]
    text = "Nine people have been killed and twelve injured in the bombing of Aleppo."
    assert [claim.cumulative for claim in readings.harm(text, PUBLISHED)] == [False, False]


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("So far 255 bodies have been counted in Tacloban.", False),
        ("Twelve people have been killed so far in the attack on Gao.", False),
        ("So far this year 2,100 people have been killed in Tegucigalpa.", True),
        ("In the war so far 3,400 bodies have been found in Gao.", True),
    ],
)
def test_who_is_still_being_counted_is_no_running_toll(text: str, *, running: bool) -> None:
    (claim,) = readings.harm(text, PUBLISHED)
    assert claim.cumulative is running
