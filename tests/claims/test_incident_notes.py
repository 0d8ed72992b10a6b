"""Summaries of incident databases and monthly notes: who answers for it, days before verbs, both sides' dead."""

from datetime import UTC, date, datetime

import pytest
import readings
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2014, 10, 18, 12, tzinfo=UTC)


def harm(text: str) -> list[Casualty]:
    """The casualties that a text tells, in text order."""
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    return sorted(claims, key=lambda claim: claim.evidence.start)


def hands(text: str) -> set[str | None]:
    return readings.hands(harm(text))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A bomb hit a market in Gao. Nine people died. A spokesman for the MNLA claimed responsibility.", "MNLA"),
        (
            "Gunmen abducted six men near Kidal. No group claimed responsibility for the incident; however, sources "
            "attributed the kidnapping to Ansar Dine.",
            "Ansar Dine",
        ),
        (
            "Assailants fired on a bus in Cotabato. Three people died. No group claimed responsibility; officials "
            "suspect the Abu Sayyaf Group.",
            "Abu Sayyaf",
        ),
        (
            "Two bombs hit a school in Kabul. Six people died. Nobody admitted it, but the Taliban are suspected.",
            "Taliban",
        ),
        (
            "Two bombs hit a school in Kabul. Six people were killed. No group has claimed responsibility yet, but the "
            "Taliban are suspected.",
            "Taliban",
        ),
        ("Two bombs hit a school in Kabul. Six people died. The Taliban are believed to be behind it.", "Taliban"),
        ("A bomb in Cizre killed 12 people. The Kurdistan Workers' Party (PKK) claimed responsibility.", "PKK"),
        ("A bomb in Gao killed nine. In 2012 Ansar Dine claimed responsibility for an attack there.", None),
        ("A bomb in Gao killed nine. Officials do not suspect the MNLA.", None),
        ("A bomb in Gao killed nine. No group claimed responsibility for the attack.", None),
        ("A bomb in Gao killed nine. The MNLA denied responsibility for the attack.", None),
    ],
)
def test_who_answers_for_an_incident(text: str, who: str | None) -> None:
    assert hands(text) == {who}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Rebels stormed an army post at Arauca. The clash lasted for hours and killed ten soldiers. One rebel was "
            "killed. The ELN claimed responsibility for the attack.",
            [(10, "ELN"), (1, None)],
        ),
        (
            "Jihadists attacked the base at Dori, killing soldier; seven militants also killed.",
            [(1, "jihadists"), (7, None)],
        ),
        (
            "Boko Haram 2 Oct attacked Gamboru town, killing 12 civilians; army 3 Oct clashed with militants in Dikwa, "
            "leaving four insurgents and one soldier dead.",
            [(12, "Boko Haram"), (1, None), (4, None)],
        ),
        ("ISWAP killed six Boko Haram militants near Marte.", [(6, "Islamic State West Africa Province")]),
        ("The following day rebels killed nine soldiers in Menaka.", [(9, "rebels")]),
    ],
)
def test_the_dead_of_both_sides(text: str, told: list[tuple[int, str | None]]) -> None:
    found = [(c.number.best, c.perpetrator.name if c.perpetrator else None) for c in harm(text)]
    assert sorted(found, key=str) == sorted(told, key=str)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Suspected ELN rebels 14-15 Oct killed at least six soldiers in Arauca; 16 Oct abducted engineer near "
            "Saravena.",
            [("ELN", date(2014, 10, 14)), ("ELN", date(2014, 10, 16))],
        ),
        (
            "Roadside bomb 2 Oct killed two soldiers near Kidal; gunmen next day killed five herders in Menaka.",
            [(None, date(2014, 10, 2)), ("gunmen", date(2014, 10, 3))],
        ),
        ("IED 12 Feb killed two civilians near Kidal.", [(None, date(2014, 2, 12))]),
    ],
)
def test_days_that_stand_before_their_verb(text: str, days: list[tuple[str | None, date]]) -> None:
    found = [(c.perpetrator.name if c.perpetrator else None, c.time.start) for c in harm(text)]
    assert sorted(found, key=str) == sorted(days, key=str)


def test_a_clause_that_keeps_distance_is_its_own() -> None:
    text = "Rebels raided Bria, killing six civilians; the army reportedly killed two rebels in Ippy."
    assert {c.number.best: c.stance for c in harm(text)} == {6: "asserted", 2: "claimed"}


def test_nobody_unknown_loses_a_place() -> None:
    text = "The army took Kidal on 2 October; the next day gunmen killed nine soldiers in Menaka."
    fall = next(c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall))
    assert fall.taken_from is None


def effects(text: str) -> list[tuple[str, int | None]]:
    """(effect, how many) of each casualty."""
    return [(claim.effect, claim.number.best) for claim in harm(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "An assailant detonated a bomb in a taxi in Jolo. The taxi driver was injured in the blast and the "
            "assailant was killed in an ensuing clash with police.",
            [("injured", 1), ("killed", 1)],
        ),
        (
            "A device detonated at the home of a councillor in Sirte. The councillor was killed in the blast.",
            [("killed", 1)],
        ),
        ("A gunman opened fire on a bus in Marawi. The driver was injured.", [("injured", 1)]),
        ("Assailants attacked an engineer in Goma, killing the engineer.", [("killed", 1)]),
        ("Two men were injured in the blast in Jolo and a soldier was killed.", [("injured", 2), ("killed", 1)]),
        # nobody told of before, known already, or told to be someone else's tale
        ("Rebels raided Jolo. The soldier who was killed was named on Friday.", []),
        ("A bomb in Jolo killed a judge. The judge was killed near his home.", [("killed", 1)]),
        ("The striker was injured in the attack on the Gao goal.", []),
        (
            "A bomb hit the car of Colonel Amin Khalil in Aden. Khalil and his driver were killed and three guards "
            "hurt.",
            [("killed", 2), ("injured", 3)],
        ),
        ("Gunmen shot at Rosa Duarte in Cali. She and her two sons were killed.", [("killed", 3)]),
    ],
)
def test_one_who_was_attacked(text: str, told: list[tuple[str, int | None]]) -> None:
    assert sorted(effects(text), key=str) == sorted(told, key=str)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gao, Mali, October 17: 40 dead and 74 others wounded in a blast.", [("injured", 74), ("killed", 40)]),
        ("October 17: 52 fishermen killed at Lake Chad by Boko Haram.", [("killed", 52)]),
        ("17:52 fishermen say all is quiet in Gao.", []),
    ],
)
def test_counts_behind_a_day_and_a_colon(text: str, told: list[tuple[str, int]]) -> None:
    assert sorted(effects(text)) == told


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Shelling of the Lumumba Memorial Hospital in Goma killed four patients.", "actual"),
        ("Gunmen killed 21 people at the Bardo Museum in Tunis.", "actual"),
        ("A memorial was held in Goma for the 12 killed in 2009.", "historical"),
    ],
)
def test_names_of_sites_are_no_history(text: str, mode: str) -> None:
    assert {claim.mode for claim in harm(text)} == {mode}


def test_an_army_of_liberation_takes_nothing_back() -> None:
    text = "A blast killed 8 soldiers in Harnai. The Balochistan liberation Army claimed responsibility."
    assert not [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]


def test_a_day_is_no_part_of_the_speaker() -> None:
    assert [
        c.said_by.name for c in harm("Officials 9 June confirmed the death of seven soldiers in Lakki.") if c.said_by
    ] == ["Officials"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Assailants opened fire on Marta Salinas in Cali. Salinas, a teacher, was killed in the attack.",
            [("killed", 1)],
        ),
        (
            "An explosive device detonated at the home of Omar Jallow in Gao. Jallow, the head of the town council, "
            "was injured in the blast.",
            [("injured", 1)],
        ),
        ("Gunmen attacked Rafiq Khan near Tank. Khan, a former member of the council, was not harmed.", []),
        ("Ruiz, a striker, was injured in the first half in Madrid.", []),
        ("The commander, Salim Koji, and his two bodyguards were killed in Baghlan.", [("killed", 3)]),
        ("At least 22 civilians, 2 police officers, and 5 attackers were killed in Karachi.", [("killed", 29)]),
        ("The army put it at 40 dead, 12 of them children, and 24 wounded in Gao.", [("injured", 24), ("killed", 40)]),
        ("The assistant commissioner of police was killed in Calabar.", [("killed", 1)]),
        ("Maoist cadres shot dead a sympathiser of the ruling party in Polaram village.", [("killed", 1)]),
        ("A car rammed the gates of the embassy in Kabul and exploded, killing the driver.", [("killed", 1)]),
        ("The attack forced about 2,500 people to relocate from Diongo.", [("displaced", 2500)]),
    ],
)
def test_persons_by_name_and_office(text: str, told: list[tuple[str, int]]) -> None:
    assert sorted(effects(text)) == sorted(told)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Some 143 soldiers were killed in Yemen in a week of fighting amid peace talks in Muscat.", {"Yemen"}),
        (
            "Six militants attacked a market in the town of Gamboru in Borno with rifles and grenades, killing 14 and "
            "injuring 15.",
            {"Gamboru"},
        ),
        (
            "At least 29 people have been killed in attacks across the country. On 10 October, armed men attacked a "
            "village outside Bambari, killing 12.",
            {None, "Bambari"},
        ),
    ],
)
def test_where_it_was(text: str, places: set[str | None]) -> None:
    assert {claim.place.name if claim.place else None for claim in harm(text)} == places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A bomb killed nine people in Gao on Friday. The MNLA claimed the attack as revenge for the deaths of 40 "
            "civilians in an air strike.",
            {9: ("MNLA", "breaking"), 40: (None, "recent")},
        ),
        (
            "A bomb killed nine people in Gao on Friday. ISWAP said it carried out the attack to avenge the death of "
            "its leader.",
            {9: ("Islamic State West Africa Province", "breaking")},
        ),
        (
            "Four gunmen stormed a hotel in Kabul but engaged in a shootout with security forces killing one person.",
            {1: ("gunmen", "breaking")},
        ),
    ],
)
def test_what_was_avenged_and_who_did_what(text: str, told: dict[int, tuple[str | None, str]]) -> None:
    found = {c.number.best: (c.perpetrator.name if c.perpetrator else None, c.time.timing) for c in harm(text)}
    assert found == told
