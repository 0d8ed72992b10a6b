"""Analysts' notes in the present tense and in fragments: who acts now, whom they suspect, the one wounded."""

from datetime import UTC, date, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2022, 11, 1, 12, tzinfo=UTC)


def casualties(text: str) -> list[Casualty]:
    """The actual casualty claims of a text."""
    return [
        claim
        for claim in read_claims(tagged(text, PUBLISHED))
        if isinstance(claim, Casualty) and claim.mode == "actual"
    ]


def harm(text: str) -> list[tuple[str, int | None]]:
    """Effect and number of each, in order of effect."""
    return sorted((claim.effect, claim.number.best) for claim in casualties(text))


def hands(text: str) -> set[str | None]:
    """Whose deed each is said to be."""
    return {claim.perpetrator.name if claim.perpetrator is not None else None for claim in casualties(text)}


def places(text: str) -> set[str | None]:
    """Where each was."""
    return {claim.place.name if claim.place is not None else None for claim in casualties(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five soldiers killed and one wounded in an ambush near Sirnak.", [("injured", 1), ("killed", 5)]),
        ("Convoy hit near Sirnak. Five were killed and one injured.", [("injured", 1), ("killed", 5)]),
        ("Two policemen, one clerk and one farmer were killed in Osh.", [("killed", 4)]),
        ("Two policemen, a civil servant and three residents were killed in Osh.", [("killed", 6)]),
        ("Two recruits from the National Guard injured in a blast in Zhytomyr.", [("injured", 2)]),
        ("A bomb hit a bus in Kabul, killing 20 and injuring others.", [("injured", None), ("killed", 20)]),
        ("Two men were beaten to death by militiamen in Taiz.", [("killed", 2)]),
        ("Gunmen stopped a lorry near Gao and shot the driver dead.", [("killed", 1)]),
        ("Police raid a hideout in Dhaka, kill three militants.", [("killed", 3)]),
        ("Gunmen fired at two displaced women near Mosul and wounded one.", [("injured", 1)]),
        ("The agency counted 4,200 displaced families in Taiz.", [("displaced", 4200)]),
        ("Soldiers robbed 60 displaced men near Mosul.", []),
        ("A bus crashed near Kandahar. The driver was killed.", []),
        ("A wounded soldier was flown home to Oslo.", []),
        ("The side was beaten 3-0 and one player was wounded in his pride.", []),
    ],
)
def test_the_fragments_are_counted(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert harm(text) == expected


def test_a_breakdown_is_no_sum() -> None:
    assert harm("Ten villagers, six men and four women, were killed in Osh.") == [("killed", 10)]


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("Army repels a rebel attack on Donetsk airport, killing three.", "Ukrainian forces"),
        ("Army forces dislodge Abu Sayyaf from Basilan, killing ten.", "Filipino army"),
        ("Rebels ambush army patrol in Arauca. Five soldiers killed.", "rebels"),
        ("Militants hurl a grenade at a police post in Srinagar, injuring two.", "militants"),
        ("Security forces clash with Maoist rebels in Bastar, kill three.", "Indian security forces"),
        ("IED targets an army truck in Pattani, kills seven.", None),
        ("Fighter jets bombed rebel positions in Sirwah, killing six.", None),
        ("Army forces encountered Abu Sayyaf fighters at Patikul where they killed two.", "Filipino army"),
        ("Taliban fighters attacked an army base in Chora, where they killed two soldiers.", "Taliban"),
        ("Five men were killed in Sirte as large numbers of fighters pushed forward.", None),
        ("Two people were killed by a mortar in Quetta. Taliban suspected.", "Taliban"),
        ("Three monks were killed by a bomb in Kabul. The Taliban are the suspected perpetrators.", "Taliban"),
        ("A bomb killed three monks in Quetta. The group 'Sons of Zarghun' claimed responsibility.", "Sons of Zarghun"),
        ("A bomb killed three monks in Quetta. The minister 'Sons of Zarghun' claimed the prize.", None),
        ("Gunmen on 28/10 attacked a market in Kunduz, leaving four dead.", "gunmen"),
    ],
)
def test_whose_deed_a_note_tells(text: str, hand: str | None) -> None:
    assert hands(text) == {hand}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen killed four people in Gurbazo village of Ghazni province.", "Gurbazo village"),
        ("Gunmen stopped a bus between Wargadud and Kelwak, killing six.", "Wargadud"),
        (
            "Jets struck a post near Zakho in response to an attack in Ankara. The strikes killed seven fighters.",
            "Zakho",
        ),
        ("Jets killed six men in Taiz in retaliation for the bombing in Aden.", "Taiz"),
    ],
)
def test_where_a_note_puts_it(text: str, place: str) -> None:
    assert places(text) == {place}


def test_a_day_and_month_are_a_date() -> None:
    (claim,) = casualties("Gunmen on 28/10 killed four traders in Kunduz.")
    assert claim.number.best == 4
    assert claim.time.start == date(2022, 10, 28)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Gunmen killed four traders in Kunduz (30/10).", date(2022, 10, 30)),
        ("On 10/30, gunmen killed four traders in Kunduz.", date(2022, 10, 30)),
    ],
)
def test_a_day_without_its_year_is_the_last_such_day(text: str, start: date) -> None:
    assert [claim.time.start for claim in casualties(text)] == [start]


def test_whom_they_took_from_a_village() -> None:
    assert places("The FDLR abducted 12 civilians from Kanyabo and killed one.") == {"Kanyabo"}


def test_a_force_that_dislodges_is_told_once() -> None:
    found = read_claims(tagged("Military forces dislodge the Tamil Tigers from Mannar.", PUBLISHED))
    assert [claim.change for claim in found if isinstance(claim, LocationFall)] == ["captured"]


def test_full_control_is_told_once() -> None:
    text = "The Syrian National Army (SNA) says that it has now taken full control of the district of Rajo."
    falls = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, LocationFall)]
    assert [claim.taken_by and claim.taken_by.name for claim in falls] == ["Syrian National Army"]


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("Government forces repel a Taliban attack on Ghazni, at least four dead.", None),
        ("23 dead, 12 wounded including an imam when Tuareg herdsmen clashed with farmers in Menaka.", None),
        ("One soldier killed when government forces intervened in Menaka.", None),
        ("A man was killed in Quetta. No group claimed it, but suspicion falls on the Taliban.", "Taliban"),
        ("A child was killed by a mortar in Taiz. The Houthis are believed to be responsible.", "Houthis"),
        ("Turkish jets conducted airstrikes in Afrin. According to Turkey, 12 YPG fighters were killed.",
         "Turkish air force"),
        ('A group of 30 "militants" attack a convoy in Arish, killing one.', "militants"),
        ("Gunmen open fire on Kalimbo, killing six.", "gunmen"),
        ("Attack on Goma market, four dead. M23 blamed.", "M23"),
        ("A soldier shoots and kills a shopkeeper in Port-au-Prince.", "Haitian forces"),
    ],
)  # fmt: skip
def test_whose_deed_is_told_beside_it(text: str, hand: str | None) -> None:
    assert hands(text) == {hand}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldier killed in Quetta.", [("killed", 1)]),
        ("Policeman killed by gunmen in Quetta.", [("killed", 1)]),
        ("Taliban killed soldiers in Quetta.", [("killed", None)]),
        ("A sergeant was killed and another wounded in Arish.", [("injured", 1), ("killed", 1)]),
        ("A student and member of the club was abducted by rebels in Aleppo.", [("abducted", 1)]),
        ("A student and a teacher were abducted by rebels in Aleppo.", [("abducted", 2)]),
        ("Armed men beat and abduct a farmer north of Kandi camp.", [("abducted", 1)]),
        ("Mortar shells kill one in Homs and wound others during the night.", [("injured", None), ("killed", 1)]),
        ("A Syrian soldier found on Turkish soil was shot and killed by border guards.", [("killed", 1)]),
        ("Armed group injure a boy in Arauca.", [("injured", 1)]),
        ("At least 36 soldiers of the Solid Rock (Roca Dura) operations room were killed in Taiz.", [("killed", 36)]),
        ("Mines kill farmers every year in Angola.", []),
    ],
)
def test_who_was_harmed_is_counted(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert harm(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen raided Kalenga village in the Walika area. One soldier was wounded.", "Kalenga village"),
        ("Gunmen attack Kalimbo, killing six.", "Kalimbo"),
        ("Rebels attack Taiz. Six farmers killed.", "Taiz"),
        ("Militia open fire on Kalimbo, injure three farmers.", "Kalimbo"),
        ("Two soldiers killed, and several wounded in a blast at a checkpoint in Taiz.", "Taiz"),
    ],
)
def test_where_they_struck(text: str, place: str) -> None:
    assert places(text) == {place}


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("Rebels took control of Kasa Dhuro on Friday.", "rebels"),
        ("The Taliban takes control of Khan Dhuro after police withdrew.", "Taliban"),
        ("Iraqi forces repelled a counterattack by ISIS as they pressed their offensive to retake Ramadi.",
         "Iraqi security forces"),
        ("A commander said that the Houthis took complete control of the entire district of Abs.", "Houthis"),
    ],
)  # fmt: skip
def test_who_takes_it(text: str, taker: str) -> None:
    falls = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, LocationFall)]
    assert [claim.taken_by and claim.taken_by.name for claim in falls] == [taker]


def test_a_bank_takes_no_town() -> None:
    assert read_claims(tagged("The bank took control of Kasa Dhuro on Friday.", PUBLISHED)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked and injured the newly elected mayor in Aden.", [("injured", 1)]),
        ("A conscript from among the troops was killed by gunmen in Aden.", [("killed", 1)]),
        ("A man suspected to be part of a gang was burnt to death by rebels in Lima.", [("killed", 1)]),
        ("Gunmen attacked Taiz, killed one resident and abducted family members of officials.",
         [("abducted", None), ("killed", 1)]),
        ("The son of the mayor was abducted by rebels in Lima.", [("abducted", 1)]),
        ("Candles burnt to the end in Lima.", []),
        ("Two houses were burnt by rebels in Taiz.", []),
    ],
)  # fmt: skip
def test_longer_phrases_of_those_harmed(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert harm(text) == expected


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        (
            "Two police officers were killed in their homes in Arish. Four gunmen attacked them and opened fire.",
            "gunmen",
        ),
        ("An officer was killed in Arish. Militants stormed his home and shot him.", "militants"),
        ("Two gunmen were killed in Arish. The police had shot them in a raid.", None),
    ],
)
def test_who_struck_them_is_told_right_behind(text: str, hand: str | None) -> None:
    assert hands(text) == {hand}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A conscript was injured in a bomb blast 17km west of Arish.", "El Arish"),
        ("Boko Haram attacked Dumankira in the Wagga area and killed two residents.", "Dumankira"),
        ("One resident of Taiz was killed.", "Taiz"),
    ],
)
def test_the_narrower_place(text: str, place: str) -> None:
    assert places(text) == {place}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unknown armed group kill one and injure two displaced in Otash camp.", [("injured", 2), ("killed", 1)]),
        ("The fighting has left 200,000 displaced in Taiz.", [("displaced", 200000)]),
        ("Gunmen hit a post in Taiz, leaving four dead, among them one woman and two boys and nine others injured.",
         [("injured", 9), ("killed", 4)]),
        ("IS militants took two teachers hostage in Kirkuk.", [("abducted", 2)]),
        ("The army fought raiders in Taiz. One guard and one cattle raider injured.", [("injured", 2)]),
        ("Clashes in Taiz left dozens dead and more injured.", [("injured", None), ("killed", None)]),
        ("The army thwarted a Houthi attack in Taiz. Unclear fatalities coded as 10.", [("killed", 10)]),
        ("The army killed two Houthis in Taiz. Fatalities coded as 2.", [("killed", 2)]),
        ("Rebels looted Taiz. More than 860 households abandoned these villages.", [("displaced", 860)]),
    ],
)  # fmt: skip
def test_what_a_coder_adds(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert harm(text) == expected


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("Four traders were killed by self-defence militias in Bouar.", "self-defence militias"),
        ("On 30 October, IS militants attacked a post in Dalmo, leaving four people dead.", "Islamic State"),
        ("A policeman was killed in front of his home in Arish after militants shot him.", "militants"),
        ("A monk was killed by a bomb in Kabul. The attack is believed to have been carried out by the Taliban.",
         "Taliban"),
        ("A monk was killed by a bomb in Kabul. It is thought to have been executed by the group 'Sons of Zar'.",
         "Sons of Zar"),
        ("A monk was killed by a bomb in Kabul. The feast is believed to have been opened by the Taliban.", None),
    ],
)  # fmt: skip
def test_who_is_held_to_have_done_it(text: str, hand: str | None) -> None:
    assert hands(text) == {hand}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen shot a man in Taiz, killing him.", [("killed", 1)]),
        ("Gunmen abducted a trader in Kano and killed him.", [("abducted", 1), ("killed", 1)]),
        ("Gunmen broke into the residence of the governor in Yola and kidnapped him.", [("abducted", 1)]),
        ("Two others escaped with gunshot injuries in Taiz.", [("injured", 2)]),
        ("Gunmen broke into a fuel station in Kano and killed the local security guard.", [("killed", 1)]),
        ("Gunmen abducted a male agro-pastoralist in Djibo.", [("abducted", 1)]),
        ("A policeman arrested a man in Taiz for killing her.", []),
        ("A heart attack killed him in Paris.", []),
    ],
)
def test_one_person_told_of_by_a_pronoun(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert harm(text) == expected


def test_they_are_who_opens_the_sentence_before() -> None:
    assert hands("XLF operatives arrived at a logging site near Taiz. They shot and killed five.") == {"XLF operatives"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen abducted a herder, his wife and child in Djibo.", [("abducted", 3)]),
        ("A stray bullet hit and injured a male IDP in a camp near Kano.", [("injured", 1)]),
        ("A mine near Gwoza killed him and another logger.", [("killed", 2)]),
        ("Five criminals broke into the home of a businessman in Kano and kidnapped him.", [("abducted", 1)]),
        ("Gunmen shot three traders dead in Kano, while others fled.", [("killed", 3)]),
        ("Rebels took Taiz. Some 3,000 people fled the town.", [("displaced", 3000)]),
    ],
)
def test_who_else_is_told_of(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert harm(text) == expected


def test_criminals_are_a_hand_without_a_flag() -> None:
    assert hands("The criminals abducted a trader in Kano and left.") == {"criminals"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 9 Lions of Zar gunmen were killed in Taiz.", [("killed", 9)]),
        ("30 alleged Banner of Aleppo fighters were killed in Raqqa.", [("killed", 30)]),
        ("Rebels killed 12 Ministry of Interior officers in Herat.", [("killed", 12)]),
        ("Rebels killed 12 villagers of Kunduz.", [("killed", 12)]),
        ("A grenade wounded six guards, including a captain who was badly hurt, in Herat.", [("injured", 6)]),
        ("A grenade wounded six guards, including a captain who was killed, in Herat.",
         [("injured", 6), ("killed", 1)]),
    ],
)  # fmt: skip
def test_a_count_of_those_whom_a_longer_name_describes(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert harm(text) == expected
