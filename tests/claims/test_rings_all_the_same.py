"""Plain news beside words that silence others: old towns, weekly markets, film crews, vows kept, attempts that cost."""

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
        # works that are none
        "Two game rangers were killed by poachers in Virunga on Friday.",
        "Shells hit the opera house in Odesa and killed 12 people on Friday.",
        "The film crew visited Beni, where rebels killed 12 villagers on Friday.",
        "A grenade thrown during a game of cards in Bujumbura killed two soldiers.",
        "A drill sergeant killed three recruits at a barracks in Lviv.",
        "The novel virus delayed talks; rebels seized Bria on Friday.",
        "The author of a novel about the war was killed by a missile in Kramatorsk.",
        "Film director among nine killed in Kharkiv strike",
        # what is old, and those who know of it
        "A memorial service was bombed in Kabul, killing 14.",
        "War veterans seized a farm; four workers were killed in Marondera.",
        "A historian was among seven killed by a shell in Lviv.",
        "Colonial-era church in Bria shelled, nine killed",
        "Jihadists attacked the medieval town of Djenne, killing 11.",
        "The Ottoman-era bridge in Mosul was destroyed and nine people were killed, police said.",
        "In the worst attack in a century of strife, raiders killed 60 in Jonglei.",
        # an anniversary that only dates it
        "A day before the anniversary of the revolution, gunmen killed nine people in Benghazi.",
        "Militants marked the anniversary with an attack that killed 20 soldiers in Diffa on Friday.",
        "The attack, which came on the anniversary of independence, killed 15 in Goma.",
        # habits of something else
        "Weekly market in Maidan bombed, 17 dead",
        "Gunmen often seen in the area killed five herders in Turkana on Friday.",
        "Usually quiet, the town of Bria was overrun by rebels on Friday.",
        # what failed, and what it cost
        "The army's attempt to retake Bor left 60 soldiers dead.",
        "A failed bid to storm Kidal cost the army 40 men killed, rebels said.",
        "Soldiers foiled an attack on a church in Jos but two worshippers were killed.",
        # conditions and denials of something else
        "Whether by mistake or not, a drone killed 85 villagers in Tudun Biri.",
        "Nobody claimed the bombing, which killed 12 in Quetta.",
        "The president met victims of an attack that killed 40 in Jos.",
        "The army reported 12 dead in Bor and said the rest were rescued.",
        "Police released footage of gunmen killing four people in Lagos on Friday.",
        "Reports said rebels had seized Bor; troops were withdrawn.",
        "Rebels take Goma: what next?",
        "The operation began with the capture of Ras Lanuf by the army on Friday.",
        "The order to fire left 14 protesters dead in Khartoum.",
        "He warned that the killing of 12 teachers in Yala would not go unanswered.",
        "Hopes of a truce faded as rockets killed nine in Sderot.",
        "Neither the police nor the army stopped the mob that killed 12 in Sittwe.",
        "None of the 12 killed in Bria was armed, the priest said.",
        "A bomb hoax was followed by a real blast that killed nine in Lahore on Friday.",
        "Storming of the museum in Tunis leaves 22 dead",
        "A boy was killed when he was hit by a stray bullet in Tripoli on Friday.",
        # denials of something else
        "The rebels, who deny any link to Rwanda, seized Bunagana on Friday.",
        "A dispute over a land claim left nine dead in Wajir on Friday.",
        "The minister dismissed talk of a coup after soldiers killed nine in Conakry.",
        "The army denied it had fled when rebels captured Bria.",
        "When rebels captured Bria on Friday, the mayor said he would stay.",
        "Gunmen attacked the Bible college in Jos and killed nine people on Friday.",
        # how long it took
        "It took UNITA two hours to overrun Cuito Cuanavale.",
        "The rebels took two days to capture Bria.",
        "A trader bled to death in Kisangani after police fired on a crowd.",
        # headlines in few words
        "Taliban raise flag over Kandahar",
        "Army admits Bria has fallen",
        "Bria captured, says Moscow",
        "Myanmar: Lashio base overrun",
        "Troops enter Axum, kill hundreds",
        "Nun and driver killed near Goma",
        # whoever they are
        "An American was killed in Mosul.",
        "A Palestinian was shot dead by Israeli troops in Jenin on Friday.",
        "Israeli settlers killed a Palestinian near Nablus.",
        "Gunmen kidnapped a German in Niamey.",
        "A poet was killed by a shell in Kharkiv on Friday.",
        "Documentary maker killed by sniper in Irpin",
        # what follows the place describes nothing by its name
        "Rebels captured Bor ahead of the talks.",
        "Government troops recaptured Palmyra thanks to air strikes.",
        "The Taliban took Kunduz outright.",
        "The army withdrew from Kidal prior to the vote on the mandate.",
        "Separatists seized Debaltseve nonetheless.",
        "Troops retook Marawi street by street.",
        "The army recaptured Bama backed by jets.",
        "Seleka captured Bambari intact.",
    ],
)
def test_plain_news_beside_such_words_rings(text: str) -> None:
    assert rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "The film shows how rebels seized Bria and killed 12 villagers.",
        "Veterans recalled how 60 men were killed at Cassino.",
        "Historians believe that 2,000 people were killed in Beziers.",
        "On the anniversary of the massacre, 12 names of those killed in Vukovar were read out.",
        "Each month the market in Maidan is bombed and traders are killed.",
        "Rebels often overrun the town of Bria.",
        "Unusually, nobody was killed in Quetta on Friday.",
        # pictures, reports and the dead that are none
        "Fake video shows rebels seizing Bukavu",
        "A report that rebels had seized Bor was premature, the mayor said.",
        "An earlier version of this story said 12 people were killed in Bor.",
        "Nine miners presumed dead turned up alive in Katanga.",
        "A heart attack killed the mayor of Lviv.",
        "Soldiers rehearse retaking Kidal",
        "Rebels take Goma?",
        "It would take the rebels two days to capture Bria.",
        "The drug cut deaths by a third: 45 patients died against 70.",
        "The exhibition closes with the sack of Magdeburg, in which 20,000 people were slaughtered.",
        "When Kharkiv falls, we will talk, an aide said.",
        "Once Bria is taken, the rebels will leave, their leader said.",
        "She dreamt that soldiers had killed her sons in Goma.",
        "Legend has it that 300 warriors died for the fort of Chittor.",
        "The rebels deny they killed nine villagers in Beni.",
        "Officials dispute reports that rebels took Bria.",
        "The army denied reports that rebels had taken Bria after a siege.",
        "Loss of Kabul flights hits traders",
        "The Taliban came within a mile of taking Kunduz before air strikes drove them back.",
        "A hoax caller claimed gunmen had killed 12 at a school in Texas.",
        "His father was killed in Angola when he was six.",
        "Red-light running causes 900 deaths yearly in Peru.",
        "He warned that the killing of 10,000 people would be a crime.",
        "An order to kill 14 protesters was never carried out in Khartoum.",
        "Rebels plan to raise flag over Goma",
        "Photographs captured, Moscow says",
        "A German won gold in Kabul; an Italian was injured in the final.",
        # no one place, no one time
        "Cases of gangs raiding farms and kidnapping villagers in Zamfara have risen.",
        "Wherever the army has withdrawn from Kidal and Gao, rebels rule.",
        "In places where rebels have abandoned their posts, most of all in Mogadishu, they have turned to bombs.",
    ],
)
def test_what_such_words_do_rule_stays_silent(text: str) -> None:
    assert not rings(text)


def test_a_town_so_far_from_another_is_left_and_not_the_other() -> None:
    text = "The garrison pulled back to Damara, 75 kilometres (46 miles) from Bangui, on Friday."
    assert not [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, LocationFall)]


def test_those_who_sustained_injuries_inflicted_none() -> None:
    text = "The army confirmed the death of one soldier and injuries sustained by four others in a raid on Diffa."
    killed = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, Casualty)]
    assert [claim.perpetrator for claim in killed if claim.effect == "killed"] == [None]


def test_who_wages_an_offensive_took_the_town() -> None:
    text = "Rebels waging an offensive in the Central African Republic seized the town of Bria on Friday."
    taken = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, LocationFall)]
    assert [claim.taken_by.text for claim in taken if claim.taken_by] == ["Rebels"]


def test_a_spokesman_is_called_by_the_name_behind_his_comma() -> None:
    text = "Nine people were killed in Soyo, according to a spokesman for their employer, Brian Holland."
    (claim,) = read_claims(tagged(text, PUBLISHED))
    assert claim.said_by is not None
    assert claim.said_by.name == "Brian Holland"


def test_prisoners_counted_beside_the_dead_live() -> None:
    text = "The rebels claimed 1,269 Libyan dead and 438 prisoners at Ouadi Doum."
    killed = [claim.number.best for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, Casualty)]
    assert killed == [1269]
