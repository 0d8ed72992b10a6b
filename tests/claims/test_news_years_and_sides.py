"""News stories, again: what befell others, what is told of whole years, and whom a phrase really names."""

from datetime import UTC, datetime

import pytest
import readings
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2019, 7, 10, 18, tzinfo=UTC)  # a Wednesday


def harm(text: str) -> list[Casualty]:
    return readings.harm(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("At least 40 people were killed by floods that hit northern Mali, the government said.", None),
        ("Two soldiers died when an army truck hit a landmine near Gao.", None),
        ("The patrol left at dawn. Its lorry struck a mine near Gao, killing two aboard.", None),
        ("An army truck hit a group of pupils near Gao, killing two of them.", "army"),
        ("Nine people were killed by gunmen and 12 others injured in Kaduna.", "gunmen"),
        ("A massacre ordered by the leader of a powerful gang killed 40 people in Port-au-Prince.", "gangs"),
        ("Rebel commander Ali Musa killed 12 people in Beni.", "rebels"),
        ("Seven people died in a blast in Kabul. Such attacks are often carried out by Taliban fighters.", None),
        ("Seven people died in a blast in Kabul. The attack was carried out by Taliban fighters.", "Taliban"),
    ],
)
def test_who_did_it(text: str, by: str | None) -> None:
    assert {claim.perpetrator.name if claim.perpetrator else None for claim in harm(text)} == {by}


def test_who_stopped_the_attackers_did_not_kill_their_victims() -> None:
    first, second = harm(
        "Five people were killed when a car bomb went off in Mogadishu.\n"
        '"Police officers shot dead one of the suicide bombers," a spokesman said.'
    )
    assert first.perpetrator is None
    assert second.perpetrator is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Terrorists murdered and beheaded five people in Macomia.", [("killed", 5, "five people")]),
        ("Nine people were killed by gunmen and 12 others injured in Kaduna.",
         [("killed", 9, "Nine people"), ("injured", 12, "12 others")]),
        ("Three rebel fighters including a self-proclaimed “general” were killed in Mamfe.",
         [("killed", 3, "Three rebel fighters")]),
        ("A Palestinian was killed and 16 others wounded by the Israeli army in Jenin.",
         [("killed", 1, "Palestinian"), ("injured", 16, "16 others")]),
        ("A suspect in several bombings was killed in a gunfight with police in Jolo.", [("killed", 1, "suspect")]),
        ("The war has left more than 3,000 dead and forced 70,000 people to flee their homes.",
         [("killed", 3000, "more than 3,000"), ("displaced", 70000, "70,000 people")]),
        ("Two guards were killed in the attack. 12 rebels were killed as well, the army said in Wum.",
         [("killed", 2, "Two guards"), ("killed", 12, "12 rebels")]),
        # nobody is counted here, or nobody is told to be dead
        ("It is unclear how many rebel fighters have died in Kidal.", []),
        ("Two of the seriously injured people are policemen, the hospital in Jolo said.", []),
        ("The governor would give no death toll but residents said seven people were killed in Galim.",
         [("killed", 7, "seven people")]),
    ],
)  # fmt: skip
def test_how_many(text: str, told: list[tuple[str, int, str]]) -> None:
    assert [(c.effect, c.number.low, c.victims.text if c.victims else "") for c in harm(text)] == told


@pytest.mark.parametrize(
    ("text", "timing", "running"),
    [
        ("From January to the end of June, 934 people were killed in Port-au-Prince.", "background", True),
        ("For the six months from January to June the UN put the death toll at 934.", "background", True),
        ("At least 5,600 people were killed by gangs in Haiti last year.", "background", True),
        ("A bomb killed 12 people in Kabul last year.", "background", False),
        ("In the month of March, seven bodies were recovered in Celaya.", "background", False),
        ("Since the crisis began, more than 200 people have been killed in Palma.", "background", True),
        ("Violence has claimed 4,000 lives and displaced millions of people, the UN says.", "background", True),
        ("Gunmen killed 40 people in Beni on 20 June.\nA week after the massacre, two nurses were killed in a raid.",
         "recent", False),
        ("A bomb killed nine people in Jolo earlier this month.", "recent", False),
    ],
)  # fmt: skip
def test_over_how_long(text: str, timing: str, running: bool) -> None:
    claim = harm(text)[-1]
    assert (claim.time.timing, claim.cumulative) == (timing, running)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The army shelled the village of Urazovo in the Valuysky District, killing one person.", "Urazovo"),
        ("MEXICO CITY (AP) - Survivors of a massacre in central Mexico said a group of men returned with gunmen who "
         "killed 11 people, authorities said Tuesday.", None),
    ],
)  # fmt: skip
def test_where_it_was(text: str, place: str | None) -> None:
    claim = harm(text)[0]
    assert (claim.place.name if claim.place else None) == place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Most of the 145 dead were children, said police officer R. N. Silva.", "R. N. Silva"),
        ("Nine people were killed in Wum, according to local and security sources.", "local and security sources"),
    ],
)
def test_who_says_so(text: str, name: str) -> None:
    speaker = harm(text)[0].said_by
    assert speaker is not None
    assert speaker.name == name


@pytest.mark.parametrize(
    "text",
    [
        "After being driven out of Mosul, Islamic State fighters fled to Tal Afar.",
        "Despite being ousted from Mosul, Islamic State goes on attacking Iraqi towns.",
        "Islamic State has carried out attacks in the province since being pushed out of Mosul.",
    ],
)
def test_who_was_driven_out_took_nothing(text: str) -> None:
    falls = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [(c.taken_by, c.taken_from.name if c.taken_from else None) for c in falls] == [(None, "Islamic State")]
    assert falls[0].time.timing != "breaking"
