"""Counts to be worked out: "each killing three", "as many wounded", those told of before an "and", two sides' dead."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2019, 6, 12, 12, tzinfo=UTC)
Count = tuple[str, int | None, int | None, int | None]


def counts(text: str) -> list[Count]:
    """Effect and bounds of each harm that a text tells."""
    found = [(c.effect, c.number.low, c.number.best, c.number.high) for c in readings.harm(text, PUBLISHED)]
    return sorted(found, key=str)


def exact(effect: str, *numbers: int) -> list[Count]:
    return [(effect, number, number, number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two bombs went off in Kirkuk, each killing 12 people.", exact("killed", 24)),
        ("Each of the three shells killed four people in Donetsk.", exact("killed", 12)),
        ("Raiders hit four villages near Bria, killing at least two people in each.", [("killed", 8, 8, None)]),
        ("One guerrilla each was killed in Chuschi and Huanta on Friday.", exact("killed", 2)),
        ("The army and the rebels lost five men each in the battle at Vavuniya.", exact("killed", 10)),
        ("Jets struck Taiz and Hodeida on 10 June, killing three civilians in each town.", exact("killed", 6)),
        ("Each blast killed five people in Quetta.", [("killed", 10, None, None)]),
        # no count of each
        ("Soldiers and rebels fired at each other in Bunia, killing three people.", exact("killed", 3)),
        ("Two gunmen, each with a rifle, killed three people in Quetta.", exact("killed", 3)),
        ("Six men were given 20 lashes each in Kidal and two were killed.", exact("killed", 2)),
    ],
)
def test_a_count_of_each_is_taken_as_often(text: str, told: list[Count]) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three rebels were killed and as many injured in Cauca.", exact("injured", 3) + exact("killed", 3)),
        (
            "At least 25 rebels died and an equal number of them were wounded in Jolo.",
            [("injured", 25, 25, None), ("killed", 25, 25, None)],
        ),
        (
            "The raid killed two policemen, injuring as many others in Kidal.",
            exact("injured", 2) + exact("killed", 2),
        ),
        ("As many as 40 people were killed in Bunia.", [("killed", None, None, 40)]),
        ("Twelve people were killed in Bunia, twice as many as were hurt in May.", exact("killed", 12)),
        (
            "Five were killed and an unspecified number injured in Nyala.",
            [("injured", None, None, None), *exact("killed", 5)],
        ),
        ("Reports of fatalities in Paletwa vary from 53 to 100.", [("killed", 53, None, 100)]),
        ("35 people, incl. 24 children, were killed in Nyala.", exact("killed", 35)),
        ("Shelling of Nyala kills 15, incl. 7 children.", exact("killed", 15)),
    ],
)
def test_a_count_told_by_another_or_in_short(text: str, told: list[Count]) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ten civilians (two of them children) and three soldiers were killed in Taiz.", exact("killed", 13)),
        ("12 people from Goma and a driver were killed in an ambush near Bunia.", exact("killed", 13)),
        ("Two policemen on patrol and a bystander were shot dead in Cali.", exact("killed", 3)),
        ("Three farmers returning from market and two traders were killed in Bama.", exact("killed", 5)),
        ("Two reporters, a driver and their guide were shot dead near Luhansk.", exact("killed", 4)),
        ("Five policemen, three soldiers and two civilians were killed in Jolo.", exact("killed", 10)),
        ("In clashes with police, a driver and a guard were killed near Ayacucho.", exact("killed", 2)),
        # told of apart, or no victims
        ("Two people, a soldier and a civilian, were killed in Bunia.", exact("killed", 2)),
        ("Ten civilians, six men and four women were killed in Bunia.", exact("killed", 10)),
        ("The army sent 300 men in trucks and two people were killed in Bunia.", exact("killed", 2)),
        ("On Monday 300 protesters in Goma and two guards clashed and five were killed.", exact("killed", 5)),
        ("Rebels killed two brothers in Bamenda after the mast of Hill FM, one of four stations in Cameroon, fell.",
         exact("killed", 2)),
    ],
)  # fmt: skip
def test_those_told_of_before_the_and_are_counted(text: str, told: list[Count]) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # how old they were is no count
        ("A shell hit a house in Taiz, killing his wife, 60, and his granddaughter, 16.", exact("killed", 2)),
        ("A shell killed a man (63) and a girl (12) in Luhansk.", exact("killed", 2)),
        ("A farmer, 60, and his wife, 57, were killed in Cauca.", exact("killed", 2)),
        ("A bomb killed a soldier, 12 rebels and 30 civilians in Cauca.", exact("killed", 43)),
        # who they were said to be
        ('Rebels executed three alleged "spies" near Bunia.', exact("killed", 3)),
        ("Gunmen killed three ultras near Bunia.", exact("killed", 3)),
        ("Gunmen killed three kingpins near Bunia.", []),
        # where they were posted
        ("Nine soldiers based at Kidal were killed.", exact("killed", 9)),
        ("Thirteen of the 17 police stationed in Neiva were shot dead.", exact("killed", 13)),
        # whose dead
        ("Seven army fatalities reported in Bunia.", exact("killed", 7)),
        ("Three Houthi deaths in Taiz.", exact("killed", 3)),
        ("Seven army and three rebel fatalities were reported at Bunia.", exact("killed", 3, 7)),
        ("Seven cholera deaths reported in Bunia.", []),
        # two harms
        ("A mine near Jaffna: 3 dead/7 injured.", exact("injured", 7) + exact("killed", 3)),
        ("Violence led to the deaths of 41 people and 33 others were injured in Jos.",
         exact("injured", 33) + exact("killed", 41)),
        ("Eight people were killed and 30 taken hostage in Neiva.", exact("abducted", 30) + exact("killed", 8)),
        ("Rebels freed 30 taken hostage in Neiva.", []),
        ("Three of the raiders were shot dead and the fourth was wounded in Kano.",
         exact("injured", 1) + exact("killed", 3)),
        ("The total number of the dead in Luhansk is now 28.", exact("killed", 28)),
        ("One soldier was killed each in Pattani and Yala.", exact("killed", 2)),
    ],
)  # fmt: skip
def test_who_they_were_changes_no_count(text: str, told: list[Count]) -> None:
    assert counts(text) == told


def test_the_dead_of_two_sides_are_added_up_apart() -> None:
    text = "12 policemen, 1 soldier, 1 officer and 77 attackers killed in raids near Grozny."
    assert counts(text) == exact("killed", 14, 77)
    assert counts("Three rebels, two soldiers and a policeman died in Jolo.") == exact("killed", 3, 3)


def test_each_count_has_its_own_place() -> None:
    found = readings.harm("Two people in Jos and three in Kano were killed.", PUBLISHED)
    assert {c.number.best: c.place and c.place.name for c in found} == {2: "Jos", 3: "Kano"}


@pytest.mark.parametrize(
    "text",
    [
        "Six men were shot and left for dead in Enugu.",
        "The hospital in Bukavu has beds for 40 wounded and a morgue for 12 bodies.",
        "The agency sent supplies for 500 wounded people to Taiz.",
        "The ward in Lashkar Gah can take 60 wounded at a time.",
        "The town remembered the 200 patients taken from its hospital in Vukovar and shot.",
        "Police shot a dog dead and wounded two others in a raid in Cali.",
        "The army neither confirms nor denies that its men died in Lamu.",
        "Deminers made safe 14 mines in Casamance that could each have killed a child.",
    ],
)
def test_nobody_is_counted_who_was_not_harmed(text: str) -> None:
    assert counts(text) == []


def test_places_from_which_they_fled_are_no_people() -> None:
    text = (
        "Gunmen raided Boga Mission. Fearing for their lives, around 150 households from Boga Mission, Budundu and "
        "Boga Centre fled to Mitego."
    )
    assert counts(text) == [("displaced", None, 150, None)]


def test_the_wounded_are_killed_once_more_and_some_of_them_die_within_the_toll() -> None:
    toll = "The toll of the raid on Gao may rise, police said. "
    assert counts(f"{toll}Gunmen killed two wounded men.") == exact("killed", 2)
    assert counts(f"{toll}Two of the wounded have died.") == []


def test_what_initial_reports_had_given_is_no_toll() -> None:
    assert counts("35 people were killed in Gao on Friday. Initial reports had put the toll at 95.") == exact(
        "killed", 35
    )


def test_whose_report_it_is() -> None:
    text = "According to the Cauca Centre for Human Rights (CCHR)'s weekly report, 13 farmers were killed in Cauca."
    (claim,) = readings.harm(text, PUBLISHED)
    assert claim.said_by is not None
    assert "Centre for Human Rights" in claim.said_by.name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The toll of the cattle raid in Turkana has risen to 30.", exact("killed", 30)),
        ("Four people died near Taiz, with two others suffering burns.", exact("injured", 2) + exact("killed", 4)),
        ("Rebels seized two soldiers near Bamenda, and killed and beheaded one.", exact("killed", 1)),
        ("Clash near Bunia. Fatalities: 5 rebels, 2 soldiers.", exact("killed", 2, 5)),
        ("Shelling of Luhansk. Fatalities: 3 civilians, 2 policemen.", exact("killed", 5)),
        ("A chief, two members of the public and eight policemen died in Jolo.", exact("killed", 11)),
        (
            "The toll of the shelling of Nyala rose to (31) people, while (103) others were injured.",
            exact("injured", 103) + exact("killed", 31),
        ),
        (
            "Twelve people suffered from the war in Donetsk, including eight killed and four wounded persons.",
            exact("injured", 4) + exact("killed", 8),
        ),
        ("Police recovered the body of a trader in Turbat after an attack.", exact("killed", 1)),
        ("Troops opened fire in Bamako, killing seven, six of whom died on the spot.", exact("killed", 7)),
        ("Troops opened fire in Bamako, wounding seven, six of whom died.", exact("injured", 7) + exact("killed", 6)),
        # some of those counted, and none
        ("The death toll of Friday's clash includes four guards in Jolo.", []),
        ("21,000 displaced persons returned home to Bama.", []),
        ("The body of a woman aged 80 was found in her flat in Leeds.", []),
    ],
)
def test_forms_of_local_papers(text: str, told: list[Count]) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Four attacks near Bria killed a total of 11 people.", exact("killed", 11)),
        ("16 churchgoers returning from a midnight service were gunned down in Jos.", exact("killed", 16)),
        ("Seven children aged 12 to 14 killed in Taiz.", exact("killed", 7)),
        ("Gunmen killed 48 on Sunday night in Jolo and 12 more on Monday in Isabela.", exact("killed", 12, 48)),
        ("Rebels shot dead one of two brothers and wounded the other in Neiva.",
         exact("injured", 1) + exact("killed", 1)),
        ("Jaffna: four more die overnight.", exact("killed", 4)),
        ("Three NPA fatalities, one soldier wounded in Samar.", exact("injured", 1) + exact("killed", 3)),
        ("Jolo: siege over - 21 civilians plus 5 attackers dead.", exact("killed", 26)),
        ("Jolo: final toll 148.", exact("killed", 148)),
        ("Expected casualties of a strike on Luhansk: 400 dead, 1,200 injured.", []),
        ("The other six were told of the dead of Luhansk.", []),
    ],
)  # fmt: skip
def test_short_notes(text: str, told: list[Count]) -> None:
    assert counts(text) == told
