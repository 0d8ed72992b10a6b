"""Whole news stories: who did it and who did not, where, who says so, and what is only told of the years before."""

from datetime import UTC, datetime

import pytest
import readings

from schemas.claim import Casualty

PUBLISHED = datetime(2019, 7, 10, 18, tzinfo=UTC)  # a Wednesday


def harm(text: str) -> list[Casualty]:
    return readings.harm(text, PUBLISHED)


def hands(text: str) -> set[str | None]:
    return readings.hands(harm(text))


def where(text: str) -> list[str | None]:
    return [claim.place.name if claim.place else None for claim in harm(text)]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # what was attacked did no harm
        ("Four people died in an attack on an army post that also left nine others wounded.", {None}),
        ("Six people died in a raid on a police convoy in Mopti which injured nine others.", {None}),
        ("A soldier was among four people killed in a rebel raid on an army base that left nine wounded.", {"rebels"}),
        # nor did those who were at the place
        ("Gunmen stormed a village in Ituri where residents were holding a wedding and killed 12 people.", {"gunmen"}),
        ("Rebels raided a house in Pibor in which a family was sleeping and killed seven people.", {"rebels"}),
        # an adjective is no part of the name
        ("A major jihadist attack on a village in northern Mali left ten men dead.", {"jihadists"}),
        ("Rebel attacks kill 40 people in Ituri, 12 in Beni", {"rebels"}),
        ("Ten people lost their lives in the hands of bandits in Kaduna.", {"bandits"}),
        # attacks in general are nobody's claim to this one
        (
            "Twelve soldiers died on Monday in an attack in northern Mali.\nMost attacks are attributed to JNIM.",
            {None},
        ),
        (
            "Twelve soldiers died on Monday in an attack in northern Mali.\nThe attack was attributed to JNIM.",
            {"JNIM"},
        ),
        (
            "Three people were killed by gunmen in Maiduguri on Tuesday.\nNo group has claimed responsibility, but "
            "Boko Haram has carried out several attacks in the state.",
            {"gunmen"},
        ),
    ],
)
def test_who_did_it(text: str, by: set[str | None]) -> None:
    assert hands(text) == by


def test_a_province_sees_more_than_one_attack() -> None:
    text = (
        "Three people were killed in a bombing in Nangarhar province on Tuesday.\nOfficials said a car blew up.\n"
        "The governor visited the wounded.\nNobody claimed it.\nSchools were shut.\n"
        "Hours before, the Taliban killed six policemen in Nangarhar province."
    )
    first, last = harm(text)
    assert first.perpetrator is None
    assert last.perpetrator is not None
    assert last.perpetrator.name == "Taliban"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Five people died in Pakistan on Monday in an attack in the country's restive Balochistan province.",
         ["Balochistan"]),
        ("Nine people died in a blast in Quetta.\nIqbal Khan, a doctor at the Civil Hospital, confirmed that ten "
         "people were killed in the attack.", ["Quetta", "Quetta"]),
        ("Israeli strikes kill 41: 23 in Gaza City, 18 in Rafah", [None, "Gaza City", "Rafah"]),
        ("At least 120 people died on Monday: 60 in Sindh and 45 in Punjab.", [None, "Sindh", "Punjab"]),
        ("Bandits kill 70: 23 in Zamfara, 18 in Qwertyville, 17 in Benue", [None, "Zamfara", None, "Benue"]),
        ("Russian shells killed nine: two children, a nurse and six soldiers in Kherson.", ["Kherson"]),
    ],
)  # fmt: skip
def test_where_it_was(text: str, places: list[str | None]) -> None:
    assert where(text) == places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("At least 11 people were killed, including four policemen and 20 others were injured in a blast in Quetta.",
         [("killed", 11), ("injured", 20)]),
        ("Nine people were killed, among them two children and 14 were wounded in shelling in Taiz.",
         [("killed", 9), ("injured", 14)]),
        ("Nine people were killed, including two children and five women in shelling in Taiz.", [("killed", 9)]),
        ("The police claimed to have killed 104 outlaws in Zamfara.", [("killed", 104)]),
        # what the police provided is no condition, a promise is one
        ("According to details provided by the army, five rebels were killed near Gao.", [("killed", 5)]),
        ("The army will withdraw from Gao provided that no soldiers are killed.", []),
    ],
)  # fmt: skip
def test_how_many(text: str, told: list[tuple[str, int]]) -> None:
    assert [(claim.effect, claim.number.low) for claim in harm(text)] == told


@pytest.mark.parametrize(
    ("text", "timing", "running"),
    [
        ("Bandits have killed 23 people in Zamfara, which has been battling cattle rustling in recent months.",
         "breaking", False),
        ("Rebels killed nine people in Ituri, a province which has seen many attacks in recent years.",
         "breaking", False),
        ("Rebels killed nine people in Ituri, and 400 people have been killed there in recent months.",
         "background", True),
        ("More than 2,700 people have been killed in the Muslim-majority southern provinces of Pattani, Yala and "
         "Narathiwat, and in parts of Songkhla, since a long-simmering separatist insurgency flared in January 2004.",
         "background", True),
    ],
)  # fmt: skip
def test_when_and_over_how_long(text: str, timing: str, running: bool) -> None:
    claim = harm(text)[-1]
    assert (claim.time.timing, claim.cumulative) == (timing, running)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Police spokesman Alfred Banda said armed men attacked Zumbo.\nResidents fled.\n"
         "Gunmen killed nine people and burned houses, Banda said.", "Alfred Banda", "official"),
        ("A resident, Umar Bello, said the men came at night.\nAccording to Bello, they killed four people.",
         "Umar Bello", "witness"),
        ('"They killed more than 40 people," said Amina Sow, a resident of Djibo who fled.', "Amina Sow", "witness"),
        ("Six people were killed, said Amina Sow, 34, a nurse at the clinic.", "Amina Sow", "official"),
        ("Six soldiers were killed in Gao, local media reported.", "local media", "media"),
    ],
)  # fmt: skip
def test_who_says_so(text: str, name: str, kind: str) -> None:
    speaker = harm(text)[-1].said_by
    assert speaker is not None
    assert (speaker.name, speaker.type) == (name, kind)


def test_a_quotation_over_paragraphs_is_not_the_outlets_word() -> None:
    text = (
        'Musa Bello added, "They killed two people in Djibo. They steal our animals and our people flee.\n'
        '"They have been killing our people and we have told the army.\n"I have three wives," Bello said.'
    )
    assert "Test Wire" not in {claim.said_by.name for claim in harm(text) if claim.said_by}
