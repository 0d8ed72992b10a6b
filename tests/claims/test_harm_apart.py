"""Harm whose number, author or speaker stands apart: lists of the dead, accusers, quotations, "to be missing"."""

from datetime import UTC, datetime

import pytest
import readings

from schemas.claim import Casualty

PUBLISHED = datetime(2014, 10, 18, 12, tzinfo=UTC)


def harm(text: str) -> list[Casualty]:
    return readings.harm(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "effect", "low"),
    [
        (
            "At least 16 people, including seven soldiers of an army patrol, and nine militants, were killed in Swat.",
            "killed",
            16,
        ),
        ("More than 55 people, including troops, priests and foreigners, were killed in Palma.", "killed", 55),
        ('"We lost one soldier and two were injured in Kandahar," the captain said.', "injured", 2),
        ("The town of Bama lost 15 people and one was injured, an elder said.", "injured", 1),
        ("Thousands were estimated to be missing from Palma on Friday after rebels attacked it.", "missing", 1000),
        ("At least 40 people are believed dead in Sinjar after rebels shelled it.", "killed", 40),
    ],
)
def test_how_many(text: str, effect: str, low: int) -> None:
    assert (effect, low) in {(c.effect, c.number.low) for c in harm(text)}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Rebels were accused by the United Nations of massacring hundreds of civilians in Bentiu.", "rebels"),
        ("The Taliban on Friday claimed a car bombing that killed 11 people in Kandahar.", "Taliban"),
        ("A firefight with Taliban rebels that left 10 people dead ended on Friday in Kunduz.", None),
        ("Dozens were killed in raids near Beni since October, defying offensives by Congolese troops.", None),
        ("Boko Haram has so far killed more than 130 people in Dikwa.", "Boko Haram"),
    ],
)
def test_whose_hand(text: str, by: str | None) -> None:
    assert {c.perpetrator.name if c.perpetrator else None for c in harm(text)} == {by}


def test_who_speaks_in_a_quotation_is_nobody_it_tells_of() -> None:
    text = (
        "The bomber came at dawn, Captain Adel Omar, a soldier in Baidoa, said.\n\n"
        '"We lost one soldier. The bomber blew himself up at the gate," he said.'
    )
    assert {c.said_by.name if c.said_by else None for c in harm(text)} <= {"Adel Omar", None}


def test_a_thing_declared_is_no_speaker() -> None:
    text = "It was the first admission of the loss of Aden, in which 40 died, after the Houthis declared victory."
    assert all(c.said_by is None or c.said_by.name != "victory" for c in harm(text))


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Rwanda Defence Force said on Friday its troops had killed 12 insurgents in Palma.", "Rwanda Defence Force"),
        ("Nigerian Defence Headquarters said troops killed 12 in Bama.", "Nigerian Defence Headquarters"),
        ("An envoy said rebels had shelled Idlib on Friday. Twelve people were killed, he said.", None),
    ],
)
def test_who_tells_of_it(text: str, voice: str | None) -> None:
    assert {c.said_by.name if c.said_by else None for c in harm(text)} == {voice}


def test_houses_are_no_wounded() -> None:
    text = "We have seen 15 dead and more than 300 houses burned and other people wounded in Mbidjo."
    assert {(c.effect, c.number.low) for c in harm(text) if c.number.low} == {("killed", 15)}


def test_nobody_was_killed_where_a_spokesman_spoke() -> None:
    text = (
        "A UN spokesman said in New York that the militia had killed 20 civilians in Ituri. It attacked three villages "
        "in the territory, where it killed nine civilians."
    )
    assert {c.place.text if c.place else None for c in harm(text)} <= {"Ituri", None}


def test_those_stationed_where_an_attack_was_did_not_kill() -> None:
    text = (
        "The group says it has attacked outposts where Mozambican and Russian troops were stationed, killing six "
        "soldiers. Islamic State is active in Mocimboa."
    )
    assert all("troops" not in (c.perpetrator.name if c.perpetrator else "") for c in harm(text))


def test_a_village_is_none_of_the_city_a_report_was_sent_from() -> None:
    text = "KINSHASA (Reuters) - Ugandan rebels have raided a Congolese village and killed 15 people, the UN said."
    assert {c.place for c in harm(text)} == {None}


def test_the_daily_that_quotes_makes_no_habit() -> None:
    assert harm("Two policemen were killed in Kutum on Monday, the daily also quoted an official as saying.")
