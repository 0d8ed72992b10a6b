"""How many: one toll for one event, one for each side's dead, and the count that the words belong to."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2015, 3, 12, 12, tzinfo=UTC)


def tolls(text: str) -> list[tuple[str, int | None]]:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    return sorted((c.effect, c.number.low) for c in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the dead of two sides are never added up; those of one event are
        ("At least 300 insurgents and five soldiers were killed in Kunduz.", [("killed", 5), ("killed", 300)]),
        ("The army said 25 rebels and two policemen had died near Goma.", [("killed", 2), ("killed", 25)]),
        ("Three women and three children were killed in Idlib.", [("killed", 6)]),
        ("Seven soldiers and 33 civilians were killed in Kabul.", [("killed", 40)]),
        ("Sixty civilians, six officers and five attackers have died in Nairobi.", [("killed", 71)]),
        # one more, a count of the whole country, those who did fight
        ("One soldier was killed and another soldier wounded in Donetsk.", [("injured", 1), ("killed", 1)]),
        ("Bombings killed at least 31 people nationwide, the Kenyan police said.", [("killed", 31)]),
        ("The army took Bor after a fierce battle that left seven soldiers dead.", [("killed", 7)]),
        ("An operation left 20 people wounded in Goma.", [("injured", 20)]),
        (
            "A bomb in Gao killed five and wounded 20 others, medics and army officials said.",
            [("injured", 20), ("killed", 5)],
        ),
        ("Rescuers were trying to find 19 missing miners in Logan.", [("missing", 19)]),
        ("The club has three missing players for the match in Leeds.", []),
        ("Some 5,000 people have been forced to evacuate by fires in Oregon.", [("displaced", None)]),
        # the figure of a toll stands behind what it is the toll of, and before why it rises
        ("The toll from the quake and several aftershocks rose to 5,000 on Tuesday in Bam.", [("killed", 5000)]),
        ("The toll in Bam is expected to rise because many people are trapped.", []),
        ("Death toll in Bria clashes rises as 12 more die", [("killed", 12)]),
        ("An air strike killed his wife, son and two daughters in Saada.", [("killed", 4)]),
        ("Colonel Ali Nur, his wife, son and a niece were killed in Baidoa.", [("killed", 4)]),
        ("A niece of the colonel and a passer-by were injured in Baidoa.", [("injured", 2)]),
        ("A trooper was injured in an ambush near Baidoa.", [("injured", 1)]),
        ("The ambush left 12 soldiers of the brigade and one policeman dead in Cotabato.", [("killed", 13)]),
        ("The attack, which left nine soldiers including two officers injured, was near Jolo.", [("injured", 9)]),
        ("Six soldiers are said to be critically injured in Cotabato.", [("injured", 6)]),
        ("A security personnel was killed when a post in Kidal came under attack.", [("killed", 1)]),
        ("Three SPF (Special Police Force) soldiers were killed in Kidal.", [("killed", 3)]),
        ("Gunmen opened fire on the car of an official in Baidoa, killing him and two guards.", [("killed", 3)]),
        ("A dozen bodies were uncovered in a dump on the outskirts of Baidoa.", [("killed", 12)]),
        ("The attack capped a week in which more than 150 people were slain in Kano.", [("killed", 150)]),
        (
            "Of the seven soldiers reported dead, two were killed in Gao and five in Kidal.",
            [("killed", 2), ("killed", 5)],
        ),
        # the few of several events are not those of one
        (
            "Gunmen shot an elder dead in Kano. Shells fell on a school in Kano, killing one woman.",
            [("killed", 1), ("killed", 1)],
        ),
        (
            "A bombing killed three people in Kano. Another Kano bombing killed three more people.",
            [("killed", 3), ("killed", 3)],
        ),
        ("A bomb killed a soldier in Kano. The soldier died at a checkpoint in Kano.", [("killed", 1)]),
        # one count for all who are named behind it
        ("A shell killed 40 men, women and children in Juba.", [("killed", 40)]),
        ("Guards found the bodies of 181 villagers, 130 men and 51 women, near Juba.", [("killed", 181)]),
        ("A missile killed a family of four in Marib.", [("killed", 4)]),
        (
            "Nearly 900 families, at least 5,000 people, were driven from their homes in Cotabato.",
            [("displaced", 5000)],
        ),
        # whose count it is
        ("The gang freed two of the 17 teachers it kidnapped near Jacmel.", [("abducted", 17)]),
        ("Three of the 19 people wounded by a grenade in Bujumbura have since died.", [("injured", 19), ("killed", 3)]),
        ("Gunmen pulled 13 passengers off two vans in Ghor and shot them dead.", [("killed", 13)]),
        (
            "Twelve people died on the spot and fifteen others were taken to hospital in Sarajevo.",
            [("injured", 15), ("killed", 12)],
        ),
        ("Elena Ruiz, 71, a judge, was shot dead in Tulua.", [("killed", 1)]),
        ("At least 48 people seeking shelter in a church in Bor were killed.", [("killed", 48)]),
        ("Nearly 500 guests, diplomats among them, were taken hostage in Lima.", [("abducted", None)]),
        # other ways to say it
        ("The governor put the dead at 44 in Menaka.", [("killed", 44)]),
        ("The number of dead in Ganja has gone up to 14.", [("killed", 14)]),
        ("The fighting at Kargil cost India 23 men.", [("killed", 23)]),
        ("The rebels denied the figure and said only eight of their men had died in Sake.", [("killed", 8)]),
    ],
)
def test_the_toll_is_counted_as_told(text: str, told: list[tuple[str, int | None]]) -> None:
    assert tolls(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The company lost 23 men to a rival in Dubai.",
        "The film cost India 23 million rupees.",
        "The bank put its dead loans at 31 million.",
        "The number of dead trees in Ganja has gone up to 14.",
        "Nine players were taken to hospital for tests in Turin.",
        "The army plans to kill 12 rebels in Gao and nine in Kidal.",
        "It was feared that 12 people had died in Gao and nine in Kidal.",
        "Al-Shabaab plans to lose no more men in Galkayo.",
        "A nurse at the hospital in Gao told reporters of nine births.",
        "Another player was substituted in Donetsk.",
        "Navy jets destroyed two fleeing boats off Jolo.",
        "An attempt to kill four officers in Bor was foiled.",
    ],
)
def test_no_toll_is_read_where_none_is_told(text: str) -> None:
    assert tolls(text) == []
