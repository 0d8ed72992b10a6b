"""Forms that notes share: "injured another", "2 dozen", "posing as soldiers", deeds that go on behind ";"."""

from datetime import UTC, date, datetime

import pytest
import readings
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2014, 10, 18, 12, tzinfo=UTC)


def harm(text: str) -> list[Casualty]:
    """The casualties that a text tells, in text order."""
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    return sorted(claims, key=lambda claim: claim.evidence.start)


def hands(text: str) -> set[str | None]:
    return readings.hands(harm(text))


def effects(text: str) -> list[tuple[str, int | None]]:
    """(effect, how many) of each casualty."""
    return [(claim.effect, claim.number.best) for claim in harm(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A rocket hit the airport of Misrata, injuring over 2 dozen civilians.", [("injured", 24)]),
        ("Gunmen killed one policeman and injured another in Neiva.", [("injured", 1), ("killed", 1)]),
        ("One man was shot dead and another wounded in Cali.", [("injured", 1), ("killed", 1)]),
        (
            "A blast killed 40 and left over 100 others including 35 children injured in Kabul.",
            [("injured", 100), ("killed", 40)],
        ),
        ("Over 100 people including 35 children injured in an attack in Kabul.", [("injured", 100)]),
        ("The death toll of the raid on Bardi rose to 141 a few days later.", [("killed", 141)]),
    ],
)
def test_another_one_and_dozens_in_figures(text: str, told: list[tuple[str, int]]) -> None:
    assert sorted(effects(text)) == told


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Armed men posing as soldiers killed one policeman in Nataga, Colombia.", {"armed men"}),
        ("Gunmen disguised as policemen abducted six students in Kaduna.", {"gunmen"}),
        ("A bomb in Zahedan killed 27 soldiers. Jaish al-Adl took responsibility for the attack.", {"Jaish al-Adl"}),
        ("A bomb in Gao killed nine. The mayor took responsibility for the lack of ambulances.", {None}),
        (
            "Militants kidnapped nine students in Bafut; killed soldier in Mbiame; and killed two gendarmes in Batibo.",
            {"militants"},
        ),
        ("Nalchik: 12 police officers and 12 civilians killed, says a minister; wounded more than 100.", {None}),
    ],
)
def test_whose_deed_it_was(text: str, who: set[str | None]) -> None:
    assert hands(text) == who


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Four soldiers were killed in Akwa on 2 October and next day two policemen were killed in Otu.",
            {4: date(2014, 10, 2), 2: date(2014, 10, 3)},
        ),
        (
            "Fighting left five separatists dead in Bui 7 October, and security forces killed three civilians "
            "9 October.",
            {5: date(2014, 10, 7), 3: date(2014, 10, 9)},
        ),
    ],
)
def test_each_clause_has_its_day(text: str, days: dict[int, date]) -> None:
    assert {c.number.best: c.time.start for c in harm(text)} == days


def test_a_month_ends_a_sentence_and_a_side_no_months() -> None:
    text = (
        "Clashes between soldiers and rebels 7 Oct killed four civilians in Kidal 12 Oct. Bodies of six herders were "
        "found in Menaka 15 Oct."
    )
    assert {c.number.best: (c.cumulative, c.time.start) for c in harm(text)}[6] == (False, date(2014, 10, 15))


def test_those_who_tell_are_none_of_the_dead_and_the_target_is_no_hand() -> None:
    text = (
        "A raid in Kidal on Monday followed an attack on a military base that killed 10 people, officials and doctors "
        "said."
    )
    (claim,) = harm(text)
    assert claim.said_by is not None
    assert "officials" in claim.said_by.text
    assert claim.number.best == 10
    assert claim.perpetrator is None or claim.perpetrator.type != "state"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Oct. 16 Faryab Province: eight security forces killed\nThe Taliban took a post in Qaisar District, "
            "killing six soldiers and two officers.",
            [("Qaisar District", 8)],
        ),
        (
            "Oct. 16 Faryab Province: eight police killed\nThe Taliban raided Qaisar District, killing eight police.\n"
            "Oct. 16 Ghor Province: eight civilians killed\nA bomb in Shahrak District killed eight civilians.",
            [("Qaisar District", 8), ("Shahrak District", 8)],
        ),
        ("Baghdad: 3 killed by IED\nMosul: 3 killed in gunfire", [("Baghdad", 3), ("Mosul", 3)]),
    ],
)
def test_a_heading_and_its_note_tell_one_event(text: str, told: list[tuple[str, int]]) -> None:
    assert sorted((c.place.name if c.place else "", c.number.best or 0) for c in harm(text)) == told
