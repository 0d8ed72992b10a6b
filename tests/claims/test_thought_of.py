"""Deeds that are only thought of, and harm told as a habit; beside each the same words of what did happen."""

from datetime import UTC, datetime

import pytest
import readings
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def rings(text: str) -> bool:
    return readings.rings(text, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "We have no interest in taking Kassala, the rebel spokesman said.",
        "There was no question of the army retaking Kidal before the rains, a diplomat said.",
        "The army has every intention of recapturing Marib from the Houthis, the general said.",
        "M23 rebels are hours from capturing Goma, their commander boasted.",
        "Taliban fighters were on the brink of seizing Kunduz on Friday.",
        "In the worst case Kharkiv falls to Russian troops, the study says, and two million people are displaced.",
        "A strike on Aden port could cripple the city and leave hundreds dead, the envoy warned.",
        "The cruise missiles might flatten the market in Hodeidah, and leave scores of traders wounded, he said.",
    ],
)
def test_what_is_only_thought_of_stays_silent(text: str) -> None:
    assert not rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Within hours of seizing Kidal, rebels of the MNLA hoisted their flag.",
        "The quake could be felt in Baghdad and left 40 people dead in Van on Monday.",
        "Rebels of the MNLA, accused of capturing Kidal with foreign help, seized Gao on Friday.",
    ],
)
def test_what_was_done_beside_such_words_rings(text: str) -> None:
    assert rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "On a normal night in Mogadishu gunmen kill two or three traders.",
        "In a typical week two policemen are shot dead in Karachi.",
        "Mines kill or maim three herders in Helmand every dry season, the office says.",
        "Snakes and shells kill a child in Malakal every ninety minutes, a nurse said.",
        "Pirates kidnap about ten sailors off Bayelsa in any given quarter.",
        "Cholera kills a Haitian child every half hour.",
        "The blast in Peshawar on Saturday left no one dead, police said.",
    ],
)
def test_a_habit_and_nobody_stay_silent(text: str) -> None:
    assert not rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed every guard on a quiet night in Mogadishu: 12 policemen were killed on Friday.",
        "Some nights are worse. Shells killed four people in Donetsk on Monday.",
        "Each of the two bombs in Karachi on Monday killed three policemen.",
    ],
)
def test_one_night_of_many_rings(text: str) -> None:
    assert rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sri Lanka lost Galle by an innings inside three days.",
        "The Tigers lost Kandy by 40 runs after the rebels in the team were dropped.",
        "I have died a hundred deaths waiting for that visa in Beirut, the poet said.",
        "In her memoir she tells how the Khmer Rouge took Phnom Penh and killed her father.",
        "Volunteers smeared with paint played the 60 dead of a bombing at Mombasa port.",
        "A plaque in Vukovar names the 264 people who were taken from the hospital and shot.",
        "The frigate, named for the battle in which 95 sailors were killed, was launched in Pascagoula on Saturday.",
        "A Chinese firm handed over the new airport in Juba to the government on Friday.",
    ],
)
def test_games_works_and_namesakes_stay_silent(text: str) -> None:
    assert not rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "By Friday the army had lost Kunduz to the Taliban, who set 40 goals for their rule.",
        "A bomb killed 12 people in Beirut who had played football in the street.",
        "The garrison handed over the airport in Juba to the rebels on Friday.",
    ],
)
def test_war_beside_such_words_rings(text: str) -> None:
    assert rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Renamo rebels lost their biggest base in central Mozambique this week.",
        "Cartel gunmen took over streets in Torreon on Friday.",
        "The junta's leader had fled Conakry, and soldiers loyal to the president drank to it.",
        "Mortar rounds struck the camp at Yola, and monitors counted 40 displaced people dead.",
    ],
)
def test_nothing_that_has_a_name_changes_hands(text: str) -> None:
    claims = read_claims(tagged(text, PUBLISHED))
    assert not any(isinstance(claim, LocationFall) for claim in claims if claim.mode == "actual")
    assert not any(isinstance(claim, Casualty) and claim.effect == "displaced" for claim in claims)


def test_the_place_of_a_dateline_is_not_the_town() -> None:
    text = "Army pulls out of Bria\n\nBANGUI, 30 June - The army gave up the town on Thursday after rebels shelled it."
    places = {claim.place.text for claim in read_claims(tagged(text, PUBLISHED)) if claim.place}
    assert places == {"Bria"}


def test_who_is_suspected_is_counted_by_the_number_before() -> None:
    found = read_claims(tagged("Three suspected NPA rebels were killed in Himamaylan on Friday.", PUBLISHED))
    assert [(claim.number.low, claim.number.high) for claim in found if isinstance(claim, Casualty)] == [(3, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Thomond's fortress fell at last on Saturday to a visiting side that never took a step back in Limerick.",
        "Rangers were butchered 5-0 in Aberdeen on Saturday.",
        "The Siege of Aleppo, a play by a refugee, ends with the city's fall to the army and its heroine's death.",
        "The scenario has marines of China landing at Taichung and 3,000 defenders dead by nightfall.",
        "Soldiers dressed as rebels captured the mock village of Razish near Barstow on Tuesday.",
        "Colonel Fawzi, the Iraqi officer who captured Khorramshahr, died in exile in Amman, his family said.",
    ],
)
def test_teams_plays_and_the_dead_of_drills_stay_silent(text: str) -> None:
    claims = read_claims(tagged(text, PUBLISHED))
    assert not any(claim.mode == "actual" for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Mosul fell on Tuesday to Islamic State, which has no side but its own.",
        "Gunmen killed 10-12 people in Bangui on Friday.",
        "The colonel who captured Bria died of his wounds; the army shot dead 12 people on Friday.",
    ],
)
def test_sides_and_ranges_of_war_ring(text: str) -> None:
    assert rings(text)
