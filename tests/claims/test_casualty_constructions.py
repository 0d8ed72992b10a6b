"""Harm in the constructions of bulletins, local papers and literary prose: what is claimed, and what only sounds so."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def harm(text: str) -> list[tuple[str, int | None]]:
    """(effect, best or low) of every casualty that the text states."""
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    return [
        (c.effect, c.number.low if c.number.best is None else c.number.best) for c in claims if c.stance != "denied"
    ]


def denied(text: str) -> list[Casualty]:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    return [c for c in claims if c.stance == "denied" and c.mode == "actual"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # people counted one by one
        ("A Fijian and an Irish soldier lost their lives at Qana.", [("killed", 2)]),
        ("A constable and a customs officer met their deaths in Kandahar.", [("killed", 2)]),
        ("Its rector, Tomás Lind, and four lecturers were shot dead in Managua on Sunday.", [("killed", 5)]),
        ("Colonel Ibrahim Sow and nine paratroopers were killed in Tabankort.", [("killed", 10)]),
        ("Several Tutsi men, women and children were killed in Gatumba.", [("killed", None)]),
        ("The eight were policemen, killed on 3 May in an ambush near Ayacucho.", [("killed", 8)]),
        ("Nine men whose hands were tied were found shot near Cali.", [("killed", 9)]),
        # people told by what they make together
        ("Insurgents wiped out a patrol of 12 soldiers near Timbuktu.", [("killed", 12)]),
        ("The strike killed a Red Crescent team of five medics in Douma.", [("killed", 5)]),
        ("A group of about 20 farmers was shot dead in Bama.", [("killed", 20)]),
        ("Gunmen killed a group of farmers near Cartagena.", [("killed", None)]),
        ("A squad of six rangers and a family of four were killed in Vavuniya.", [("killed", 10)]),
        ("Police shot dead a pair of robbers in Recife.", [("killed", 2)]),
        ("The pair were shot dead in Recife on Friday.", [("killed", 2)]),
        ("Kidnappers killed the trio in Zamfara.", [("killed", 3)]),
        # shares and all of them, without a count
        ("Rebels killed almost half the hostages in Jolo.", [("killed", None)]),
        ("Most of the crew were killed when rebels fired on their boat near Bor.", [("killed", None)]),
        ("A missile hit the plane over Donetsk, killing everyone on board.", [("killed", None)]),
        ("Everyone aboard was killed when a plane was shot down near Kandahar.", [("killed", None)]),
        ("Forty of its wounded were murdered in a hospital in Gharyan, the army said.", [("killed", 40)]),
        ("Two of those wounded in the blast in Quetta have died.", [("killed", 2)]),
        ("Outside Tripoli meanwhile at least eight people were killed on Thursday.", [("killed", 8)]),
        ("Tuesday's bombardment of Sirte brought to 49 the number killed.", [("killed", 49)]),
        ("At least 14 people were injured in Sirte, and several remain in a critical condition.", [("injured", 14)]),
        # parts behind the count
        ("At least 22 villagers, more than half of them children, were killed in Ngarbuh.", [("killed", 22)]),
        ("Shelling left three members of one family dead in Donetsk.", [("killed", 3)]),
        ("The raid left Mullah Akhtar dead in Helmand.", [("killed", 1)]),
        ("Of the 20 passengers, 12 died when a bus hit a mine near Kuito.", [("killed", 12)]),
        ("The mayor of Kuito is dead, shot by gunmen.", [("killed", 1)]),
        # plain words
        ("Raiders burned 30 villagers alive near Jos.", [("killed", 30)]),
        ("Troops fired on marchers in Conakry; 12 fell dead.", [("killed", 12)]),
        ('Gunfire left "more than 30" dead in Githurai.', [("killed", 30)]),
        ("Gunmen killed the deputy head of the provincial council in Herat.", [("killed", 1)]),
        (
            "Militants sprayed a lorry with bullets and two reservists succumbed at a hospital in Mandera.",
            [("killed", 2)],
        ),
        ("Rescuers have gathered the remains of 168 people after the bombing of Pazi Gyi.", [("killed", 168)]),
        ("Twelve bullet-riddled bodies turned up on a road near Tijuana.", [("killed", 12)]),
        ("By dusk 58 displaced people lay dead in Goma.", [("killed", 58)]),
        ("The toll since 3 May now stands at 80 in Manipur, police said.", [("killed", 80)]),
        ("Three farmers were taken from their fields near Bunia by gunmen.", [("abducted", 3)]),
        ("The fighting sent 4,000 people fleeing from Kitgum.", [("displaced", 4000)]),
        ("Around 10,000 residents are sleeping in the open in Gatumba after rebel attacks.", [("displaced", 10000)]),
        # who is harmed before the verb, and who does it
        ("Soldiers killed in Gao.", [("killed", None)]),
        ("Soldiers killed two kilometres from Gao.", [("killed", None)]),
        ("Soldiers killed three days ago in Gao.", [("killed", None)]),
        ("Gunmen killed two orderlies in Taiz.", [("killed", 2)]),
        # tallies without a verb
        (
            "The army's figures, as of Thursday: 92 soldiers dead, 392 militants, 45 civilians.",
            [("killed", 92), ("killed", 392), ("killed", 45)],
        ),
        ("Health chief Amiri: 26 killed, more than 80 in hospital in Herat.", [("killed", 26), ("injured", 80)]),
        ("Stepanakert's list of fallen soldiers lengthened by 40, to 673.", [("killed", 673)]),
        ("Estimates of the dead range from 60 to 90 in Conakry.", [("killed", 60)]),
        ("Nairobi put its losses at nine in the fight for the base at Kulbiyow.", [("killed", 9)]),
        ("The bomb in Kabul killed 24, with 16 hurt.", [("killed", 24), ("injured", 16)]),
        ("The dead at Bento Rodrigues now number 19.", [("killed", 19)]),
        # bodies and graves
        ("Gravediggers in Menaka took in the bodies of 64 herders.", [("killed", 64)]),
        ("The remains of seven monks were found in Debre Elias on Friday.", [("killed", 7)]),
        ("Twelve charred bodies were found in Bama.", [("killed", 12)]),
        ("Forty villagers, she said, executed at close range in Nabire.", [("killed", 40)]),
        # dragged off, by whomever
        ("Rebels hold Marawi. A dozen people were dragged away in the night.", [("abducted", 12)]),
        # the list of another place
        (
            "It came after the killing of four drivers in Choluteca and of three pupils in Danlí.",
            [("killed", 4), ("killed", 3)],
        ),
    ],
)
def test_people_are_counted(text: str, told: list[tuple[str, int | None]]) -> None:
    assert harm(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Every dry season displaces thousands in Turkana.",
        "Thousands flee the heat in Madrid every August.",
        "Two regulatory bodies in Abuja collected the fines.",
        "Ten-man Kaizer kidnapped all three points in Durban.",
        "Thousands of supporters of Ana Ruiz, hanged in May, set fire to a bus in Lahore.",
        "Rebels hold Marawi. Three people were dragged from the wreckage of a bus.",
        "Rebels hold Marawi. Six teachers were led away for questioning.",
        "The guards led away two drunken fans in Glasgow.",
        "Two suspects have not been found in Goma.",
        "About 3,000 people are killed on the roads of Kenya in an average year.",
        "Most of the fighters killed in the raid on Raqqa were foreigners.",
        "We lost half of the company on that ridge, the sergeant wrote from Ypres.",
        "Fifteen of the wounded in Quetta were in a critical condition.",
        "The council killed most of the plan in Manila.",
        "The blast injured the head of the driver in Bunia.",
        "Two lorries were hit by shrapnel in Kherson.",
        "Losses as of Sunday: 17 points, 130 rebounds, nine fouls in Boston.",
        # things and beasts, whose plural may end as nouns for people do
        "The governor executed two agreements in Cali on Monday.",
        "Officers executed three warrants in Medellin.",
        "The storm killed 200 heifers near Mekelle.",
        "Poachers killed two elephants near Jaffna.",
        "Gunmen killed three goats in Gao.",
        "Senators killed two bills in Manila.",
        "Rebels killed a group of elephants near Goma.",
        "The bank lost a pair of generators in Aden.",
    ],
)
def test_nobody_is_harmed(text: str) -> None:
    assert harm(text) == []


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("The army rejects the charge: its soldiers, it says, have harmed no civilian in Gamboru.", True),
        ("The Islamic State denied that any villager had been killed in Sinjar.", True),
        ("The military said no civilians had died in its raid on Tafas, and called the report a lie.", True),
        ("Zamfara police denied reports that 200 villagers had been killed by bandits in Maru.", True),
        ("No civilians were hurt in the fire at the market in Goma, the mayor said.", False),
        ("The strike by pilots has harmed no passengers in Lyon.", False),
    ],
)
def test_no_civilian_is_a_denial_where_a_side_or_an_official_says_so(text: str, hand: bool) -> None:
    assert bool(denied(text)) is hand
    assert harm(text) == []


def test_what_is_denied_has_no_number() -> None:
    (claim,) = denied("The army rejects that: “We have not killed one civilian in Mullaittivu.”")
    assert (claim.number.low, claim.number.best, claim.number.high) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "victims", "status"),
    [
        ("Seventy people, including 65 rebels, were killed in Birao.", "Seventy people, including 65 rebels", "mixed"),
        ("Gunmen killed 12, including three children, in Gao.", "12, including three children", "unknown"),
        ("Twelve people, two of them policemen, died in Quetta.", "Twelve people, two of them policemen", "mixed"),
        ("Shells killed nine men, all soldiers, in Taiz.", "nine men, all soldiers", "combatant"),
        ("Shells killed 12 people, mostly women and children.", "12 people, mostly women and children", "civilian"),
        ("Shells wounded 12 people, including three seriously.", "12 people", "civilian"),
        ("Shells killed all 12 people aboard a bus.", "all 12 people", "civilian"),
    ],
)
def test_the_part_of_a_count_stands_in_the_victims_text(text: str, victims: str, status: str) -> None:
    """One claim, of all of them: the part is no claim of its own, and no mark by which events are told apart."""
    (claim,) = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    assert claim.victims is not None
    assert (claim.victims.text, claim.victims.status) == (victims, status)
    assert claim.victims.whole == victims.split(",")[0]
