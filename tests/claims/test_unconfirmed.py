"""What nobody confirms tells nothing done; what is reported but not confirmed is told with distance."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2016, 5, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Officials have not confirmed the city of Sirte was back in government hands.",
        "The ministry could not confirm that 30 people were killed in Goma.",
        "The governor was unable to confirm rebels had captured Dilling.",
    ],
)
def test_what_is_not_confirmed_is_not_told(text: str) -> None:
    assert all(claim.mode != "actual" for claim in read_claims(tagged(text, PUBLISHED)))


@pytest.mark.parametrize(
    "text",
    [
        "The agency could not independently verify reports that rebels captured Marka.",
        "The agency could not verify the attack that killed nine people in Goma.",
        "Officials confirmed that 12 soldiers were killed in Goma.",
        "The toll could not be verified. Twelve people were killed in Goma.",
    ],
)
def test_what_is_told_beside_it_is_told(text: str) -> None:
    assert [claim.mode for claim in read_claims(tagged(text, PUBLISHED))] == ["actual"]


@pytest.mark.parametrize(
    "text",
    [
        "Several reports suggested that the Tamil Tigers had captured Elephant Pass.",
        "Reports emerged on Friday that the Taliban had captured Ghazni.",
        "There were suggestions that the town of Bria had fallen to the rebels.",
    ],
)
def test_what_reports_suggest_is_told_with_distance(text: str) -> None:
    assert [(claim.mode, claim.stance) for claim in read_claims(tagged(text, PUBLISHED))] == [("actual", "claimed")]


@pytest.mark.parametrize(
    "text",
    [
        "The army said reports that M23 fighters have taken Sake are fake news.",
        "The army says reports that the Houthis have overrun Marib are pure propaganda.",
        "Claims that the rebels took Bria are a hoax, the ministry said.",
    ],
)
def test_reports_called_fake_are_denied(text: str) -> None:
    assert [(claim.mode, claim.stance) for claim in read_claims(tagged(text, PUBLISHED))] == [("actual", "denied")]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied bombing a wedding in Kunduz and killing more than 130 people.",
        "The group denied attacking the village of Gwoza and shooting dead 12 farmers.",
        "The governor scoffed at talk that Bama had slipped out of government hands, calling it a bedtime story.",
        "The ministry brushed aside reports that the town of Bria had fallen to the rebels.",
    ],
)
def test_each_deed_that_is_denied_is_denied(text: str) -> None:
    assert [(claim.mode, claim.stance) for claim in read_claims(tagged(text, PUBLISHED))] == [("actual", "denied")]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied the group's claims, but shelling killed nine people in Homs on Friday.",
        "The army denied shelling the town, and rockets killed nine people in Homs on Friday.",
        "Officials discounted a link to the Taliban after a bomb killed nine people in Quetta on Friday.",
        "The ceasefire deal was brushed aside as rebels captured Bria on Friday.",
    ],
)
def test_what_goes_on_behind_a_denial_is_told(text: str) -> None:
    assert [(claim.mode, claim.stance) for claim in read_claims(tagged(text, PUBLISHED))] == [("actual", "asserted")]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (
            "Nine people were killed in Goma when a bomber, apparently a teenager, blew himself up, police said.",
            "asserted",
        ),
        ("Nine people were reportedly killed in Goma when a bomber, a teenager, blew himself up.", "claimed"),
        ("Nine people were killed in Goma, apparently by rebels.", "claimed"),
    ],
)
def test_doubt_about_who_somebody_was_is_none_about_what_happened(text: str, stance: str) -> None:
    assert [claim.stance for claim in read_claims(tagged(text, PUBLISHED))] == [stance]


def test_a_denial_reaches_over_the_names_of_those_who_live_and_no_farther() -> None:
    text = (
        "The rebels deny their leaders, Jean Kasongo and Paul Ilunga, have been killed in Beni and say civilians died."
    )
    told = {(c.stance, c.number.best) for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)}
    assert told == {("denied", 2), ("claimed", None)}


def test_the_word_of_a_name_denies_nothing() -> None:
    (found,) = read_claims(tagged("Doctors Without Borders reported 15 dead in Kunduz.", PUBLISHED))
    assert (found.mode, found.said_by and found.said_by.name) == ("actual", "Médecins Sans Frontières (MSF)")
    (none,) = read_claims(tagged("The raid ended without 15 dead in Kunduz.", PUBLISHED)) or (None,)
    assert none is None or none.mode == "negated"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("There were accusations that soldiers had killed 12 villagers in Gao.", "claimed"),
        ("Amid allegations by monks that soldiers killed 12 villagers in Taunggyi, the minister resigned.", "claimed"),
        ("There were allegations that he stole, and soldiers killed 12 villagers in Gao.", "asserted"),
    ],
)
def test_what_somebody_is_accused_of_is_claimed(text: str, stance: str) -> None:
    (claim,) = read_claims(tagged(text, PUBLISHED))
    assert claim.stance == stance
