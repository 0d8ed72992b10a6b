"""Harm in plain words, with the count that belongs to it: who is counted, how many, and what only sounds so."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def harm(text: str) -> list[tuple[str, int | None]]:
    """(effect, best or low) of every casualty that the text states."""
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    return [(c.effect, c.number.low if c.number.best is None else c.number.best) for c in claims]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a group's initials in brackets, known or not
        ("Twelve Rapid Support Forces (RSF) fighters were killed in El Fasher on Friday.", [("killed", 12)]),
        ("At least 23 ISIS (Daesh) militants have been killed in northern Syria.", [("killed", 23)]),
        # arms are nobody, whosever they are; their crews are somebody
        # of those hurt before, and one life
        ("Three of the wounded were flown to Goma.", []),
        ("Sniper fire claimed the life of a nurse in Aleppo.", [("killed", 1)]),
        ("A stroke took the life of a singer in Leeds.", []),
        ("One soldier was also reported wounded in Gao.", [("injured", 1)]),
        # a verb that no list has ends the phrase; whose driver it was tells who he is
        ("A blast that killed nine people shook Kano.", [("killed", 9)]),
        ("An attack that killed nine people jolted the city of Kano on Friday.", [("killed", 9)]),
        ("The driver of the mayor was killed in Goma.", [("killed", 1)]),
        ("The secretary of Kano's governor was killed when a bomb blew up.", [("killed", 1)]),
        ("The men of the village were killed in Goma.", []),
        ("Shells hit a tent camp, housing displaced families in Goma.", []),
        ("Air defence shot down 12 Russian drones over Odesa.", []),
        ("Houthi fighters shot down two American drones in Marib.", []),
        ("Rebels said their fighters shot down a Sudanese jet near El Fasher.", []),
        ("The army intercepted 30 Iranian missiles and shot down up to a dozen of Hezbollah's drones.", []),
        ("Rebels shot down a Sudanese jet near El Fasher, killing its pilot.", [("killed", 1)]),
        ("Gunmen shot down 12 villagers in Marib.", [("killed", 12)]),
        ("Two Ukrainian drone operators were killed in Kupiansk.", [("killed", 2)]),
        ("The army killed nine Revolutionary Front (XRF) fighters in Gao on Friday.", [("killed", 9)]),
        # the count of a phrase that goes on
        ("Three people two of them children died in Homs on Saturday.", [("killed", 3)]),
        ("Two people one of them a child were killed by a shell in Taiz.", [("killed", 2)]),
        ("The shell killed six people and wounded 15 all of them pupils in Taiz.", [("killed", 6), ("injured", 15)]),
        ("A total of 70 rebels who were named as citizens of Chad were killed in Tine.", [("killed", 70)]),
        ("Dozens of men who had left Bentiu with their families were missing, the UN said.", [("missing", 24)]),
        ("In Goma, 260 patients and porters were killed in the shelling of a hospital.", [("killed", 260)]),
        ("According to the Anadolu Agency 10 militants were killed in Cizre on Monday.", [("killed", 10)]),
        ("About 2,000 of Toribío's 14,000 people have fled across the river.", [("displaced", 2000)]),
        # one, and whose he is; where so many went
        ("The leader of 300 rebels was killed in Goma.", [("killed", 1)]),
        ("The mother of two soldiers was killed by a shell in Taiz.", [("killed", 1)]),
        ("The teacher of three boys was killed by shelling in Kharkiv on Friday.", [("killed", 1)]),
        ("The bodies of 12 people were found in Goma.", [("killed", 12)]),
        ("Some 3,000 people have fled to Zam Zam.", [("displaced", 3000)]),
        ("Twelve villages were burned and 3,000 people fled into the hills.", [("displaced", 3000)]),
        # hostages beside a house
        ("Gunmen seized a school and 30 hostages in Beslan.", [("abducted", 30)]),
        ("Rebels seized Lunsar and 300 hostages.", [("abducted", 300)]),
        # who holds an office, and who is named behind it
        ("A bomb killed the president in Bujumbura on Friday.", [("killed", 1)]),
        ("Gunmen shot dead the archbishop in Yaoundé on Friday.", [("killed", 1)]),
        ("Gunmen shot dead the journalist, Ana Ruiz, in Cali on Friday.", [("killed", 1)]),
        ("The journalist was killed in Cali on Friday.", []),  # told before, on another page
        ("A bomb killed the mayor, Karim Rasul, and six others in Mosul.", [("killed", 7)]),
        ("A bomb kills the president, Melchior Nduwayo, and six others in Bujumbura.", [("killed", 7)]),
        ("Gunmen killed a minister, Rafiq Karimi, and 12 guards in Kabul.", [("killed", 13)]),
        # one alone, counted as any other
        ("The blast left one killed and three injured in Bria.", [("killed", 1), ("injured", 3)]),
        ("One killed, three hurt as a shell hits Taiz", [("killed", 1), ("injured", 3)]),
        ("The police reported one killed and four wounded in Goma.", [("killed", 1), ("injured", 4)]),
        ("No one killed in Goma blast, police say.", []),
        ("One wounded man was seen in Goma on Friday.", [("injured", 1)]),
        # the verb first
        ("Also killed in Goma were three nurses.", [("killed", 3)]),
        ("Shot dead on Friday in Goma were two priests and a nun.", [("killed", 3)]),
        ("Also killed in Goma were the hopes of peace.", []),
        # a sum whose comma was lost
        ("In all 17 people were killed in Goma on Friday.", [("killed", 17)]),
        ("So in total 28 people died, including six militants, in the Mogadishu attack.", [("killed", 28)]),
        ("Fighting in all 17 provinces killed nine people in Kabul on Friday.", [("killed", 9)]),
        # those aboard; bodies counted, whoever they were
        ("A helicopter came down near Mopti with all nine aboard killed.", [("killed", 9)]),
        ("The bus hit a mine near Herat, with all 12 on board killed.", [("killed", 12)]),
        ("They had buried 41 bodies of herders killed by soldiers in Marib.", [("killed", 41)]),
        ("The rebels recovered 12 bodies of Malian soldiers, and 15 other troops were wounded, in Gao.",
         [("killed", 12), ("injured", 15)]),
        ("The gunmen killed many people and burnt more than half of the town of Baga.", [("killed", None)]),
        # plain words
        ("At least 25 traders in Bangui were burnt to death when militiamen torched the market.", [("killed", 25)]),
        ("Nine lifeless bodies were counted in Bria after gunmen raided it.", [("killed", 9)]),
        ("Six dead bodies of travellers, including a woman and two boys, have been found near Jos.", [("killed", 6)]),
        ("An air strike has claimed lives of eight farmers in Saada.", [("killed", 8)]),
        ("Eight gang members were mortally wounded in Cité Soleil.", [("killed", 8)]),
        ("The hospital in Benghazi has 13 bodies, a doctor said.", [("killed", 13)]),
        ("The rebels said they had come upon the bodies of 35 people in Bria.", [("killed", 35)]),
        ("Nine soldiers cannot be accounted for after the attack on Bosso.", [("missing", 9)]),
        ("Surgeons in Taiz have operated on 41 wounded soldiers flown from Aden.", [("injured", 41)]),
        ("Two nurses were taken from their car near Mora by gunmen.", [("abducted", 2)]),
        ("An estimated 123,600 Rohingya have crossed into Bangladesh.", [("displaced", 123600)]),
        ("Some 8,000 people reached Chad from Geneina, fleeing the killings.", [("displaced", 8000)]),
        ("Some 3,000 families are sheltering in schools in Goma after the fighting.", [("displaced", 3000)]),
        # those of whom more is told behind their count
        ("Rebels ambushed a bus with 40 people, 12 of whom were killed, near Bambari.", [("killed", 12)]),
        ("Three suspected Maoist rebels died in a firefight near Gadchiroli.", [("killed", 3)]),
        ("All 44 aboard died when rebels shot down the plane near Luhansk.", [("killed", 44)]),
        ("All 176 on board the Ukrainian plane died when it was shot down near Tehran.", [("killed", 176)]),
        ("Gunmen killed six farmers along with two policemen near Katsina.", [("killed", 8)]),
        ("A mine blast near Batticaloa cost two soldiers their lives.", [("killed", 2)]),
        ("Misrata fighters stormed Sirte, losing at least 23 of their own.", [("killed", 23)]),
        ("Seventy soldiers fell to a rebel ambush near Kidal on Tuesday.", [("killed", 70)]),
        ("Troops found 25 more charred bodies at a gas plant near Ghardaia.", [("killed", 25)]),
        ("Rebels killed 30 soldiers at Djibo, and a further 60 or so were unaccounted for.",
         [("killed", 30), ("missing", 60)]),
        # where the hurt are
        ("A bomb in Quetta killed 12 people on Friday; 31 people remain in hospital.",
         [("killed", 12), ("injured", 31)]),
        ("The car bomb in Baidoa killed nine. The Red Crescent is treating 26 more.", [("killed", 9), ("injured", 26)]),
        # another count of the same dead
        ("Jihadists claimed 30 soldiers killed at Djibo. The opposition confirmed 28.",
         [("killed", 30), ("killed", 28)]),
        ("The army gave 85 dead for the night at Bentalha. Nurses spoke of more than 200.",
         [("killed", 85), ("killed", 200)]),
        ("The ministry said 40 people had been killed at Holhol. Villagers put it at 60.",
         [("killed", 40), ("killed", 60)]),
        ("Sixty of the enemy perished in the square at Idlib.", [("killed", 60)]),
        # what is revised is no range; a range may have bounds of its own
        ("The mayor revised the toll of the strike on Kramatorsk from 50 to 52.", [("killed", 52)]),
        ("Estimates of the dead in Suai range from 40 to over 100.", [("killed", 40)]),
        ("There are at least 56 dead including 11 pupils and dozens more wounded in Manbij.",
         [("killed", 56), ("injured", 24)]),
        # a headline's count, which its own sentence or the next one bounds
        (
            "22 dead in raids on Idlib Monday At least 22 people were killed in raids on Idlib on Friday.",
            [("killed", 22)],
        ),
        ("Army kills 175 rebels in Homs. Officers said at least 175 members of the group were killed in Homs.",
         [("killed", 175)]),
        ("Friday 17 June 2016 Thirty Killed in Air Strikes on Aleppo.", [("killed", 30)]),
    ],
)  # fmt: skip
def test_harm_is_counted(text: str, told: list[tuple[str, int | None]]) -> None:
    assert harm(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The company cannot account for nine of its managers in Lagos.",
        "Doctors operated on 42 patients for cataracts in Juba.",
        "Two thieves were taken from their car by police in Leeds.",
        "The film has claimed hearts of eight critics in Cannes.",
        "Some 8,000 people reached Turin for the final.",
        "Some 3,000 scouts are staying in tents near Leuven for the jamboree.",
        "If it is stormed, we expect tens of thousands of displaced people in Lahj.",
        "A jet struck again when rebels came to evacuate wounded fighters in Palmyra.",
        "The people who die are the poor of Aleppo.",
        "The minister spoke of 40 at the meeting in Nairobi.",
        "Analysts put the number of voters at 200 in Nairobi.",
    ],
)
def test_nobody_is_harmed(text: str) -> None:
    assert harm(text) == []


def test_so_many_are_no_single_events_dead() -> None:
    claims = read_claims(tagged("More than 300,000 people have been killed in Syria.", PUBLISHED))
    assert [c.cumulative for c in claims if isinstance(c, Casualty)] == [True]
