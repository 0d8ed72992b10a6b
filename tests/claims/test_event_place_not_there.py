"""Places that a report names and where its event was not: speakers', doers', destinations', those of some."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2023, 6, 8, 12, tzinfo=UTC)


def where(text: str, low: int | None) -> str | None:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.number.low == low]
    assert len(found) == 1, [(c.number.low, c.place and c.place.text) for c in found]
    return found[0].place.text if found[0].place else None


@pytest.mark.parametrize(
    ("text", "low", "place"),
    [
        # the region for which an office speaks is where it was; a capital's police speak of others
        ("Two people died in Mariupol. Prosecutors in Kharkiv region said nine men were killed.", 9, "Kharkiv region"),
        ("A bus was ambushed near Lamu. Police in Nairobi said nine people were killed.", 9, "Lamu"),
        # the narrower of two places of a sentence
        ("Ethiopian jets bombed Togoga in Tembien district. The bomb killed nine people.", 9, "Togoga"),
        # where a road leads
        (
            "There were clashes in Diyala province, on the road linking Baghdad with Iran. Nine people died there.",
            9,
            "Diyala province",
        ),
        # from where the place lies
        ("An air strike in Twic county, just north of the state capital of Bor, killed nine people.", 9, "Twic county"),
        ("A blast in Bama, 60 km from the city of Maiduguri, killed nine people.", 9, "Bama"),
        (
            "An officer in Bardibo, a village about 90 kilometers (55 miles) west of Kismayo, told the agency that nine"
            " herders were killed in the assault on Monday.",
            9,
            "Bardibo",
        ),
        # what the town goes back to is told to lie in another
        ("Activists in the village of Taduf in Homs said shelling of the town killed nine people.", 9, "Taduf"),
        ("Elders in the district of Waer in Homs said nine died in shelling on the neighbourhood.", 9, "Waer"),
        ("Activists in the village of Taduf in Homs said nine people died in shelling of the city.", 9, "Homs"),
        # where somebody spoke or sits
        (
            "Rebels raided Sobane on Friday. Fifteen people died; the exiles' union, in Lisbon, speaks of over 40.",
            15,
            "Sobane",
        ),
        (
            "Gunmen raided Bandiagara on Friday. Another 12 were wounded, said Ali Keita, mayor of nearby Koro.",
            12,
            "Bandiagara",
        ),
        ("Gunmen raided Wajir on Friday. Nine people died, Mandera county commissioner Ali Roba said.", 9, "Wajir"),
        # from where it was fired, and on whom it was blamed
        ("Pagers blew up across Lebanon, in an attack Hezbollah blamed on Israel, killing 12 people.", 12, "Lebanon"),
        ("Shells hit the market in Sarajevo. Sixty-six bodies were counted at the Kosevo morgue.", 66, "Sarajevo"),
        ("Shelling of Kassala killed nine people on Friday, the rebel radio at Asmara said.", 9, "Kassala"),
        ("Thirty people were killed in Menaka on Sunday, General Diarra said at a base in Gao.", 30, "Menaka"),
        (
            "Rebels attacked Aguelhok at dawn.\nThe army lost nine men, Colonel Ba told reporters in Bamako.",
            9,
            "Aguelhok",
        ),
        ("Nine people died in clashes, the government in Tripoli told AFP in Tunis.", 9, None),
        ("An activist who lives in Sweden said five people were killed in a raid on Kobani on Friday.", 5, "Kobani"),
        ("Monitors in Geneva said 20 villagers were massacred at Kishishe.", 20, "Kishishe"),
        ("Hanoi radio said that 20 people were killed.", 20, None),
        ("The rebel radio at Bardai said that 700 soldiers had been killed.", 700, None),
        # where the dead and the wounded were brought, and from where
        ("Fifteen people died in hospital in Erbil after the attack on Sinjar.", 15, "Sinjar"),
        ("Twenty-nine bodies lay in the morgue at Gao. The men had died in Konna on Friday.", 29, "Konna"),
        ("A surgeon in Juba said her team had operated on 42 wounded soldiers flown down from Pibor.", 42, "Pibor"),
        ("Of the men who left Zepa on foot in July, some 400 men are still missing.", None, "Zepa"),
        # where the doers are
        ("Shells fired by militants positioned in Jobar killed three people in Bab Touma.", 3, "Bab Touma"),
        ("Four civilians were wounded by rockets fired by fighters stationed in Darayya.", 4, None),
        # what only explains a name
        ("The Islamic State group (banned in Russia) killed 35 soldiers near Palmyra on Sunday.", 35, "Palmyra"),
        # of some of those counted
        ("A bomb killed 33 people across Baghdad on Sunday, including 12 in Karrada.", 33, "Baghdad"),
        ("Bombs killed 56 people, including 19 children, in Manbij.", 56, "Manbij"),
        # where somebody went or was brought
        (
            "Twelve people were hurt when a shell hit a bus in Donetsk and were rushed to Rostov's Central Hospital.",
            12,
            "Donetsk",
        ),
        ("Officials in Kupyansk said 5,000 residents had left for Belgorod.", 5000, "Kupyansk"),
        (
            "Fada was retaken, said the high command in N'Djamena, which puts rebel losses there at 784 dead.",
            784,
            "Fada",
        ),
        # a clause about the place
        ("In Homs, where shells came in from Rastan, eleven people died on Friday.", 11, "Homs"),
        # a part of the town named before
        (
            "Activists in Homs said that three people died in shelling on the besieged parts of the city.",
            3,
            "besieged parts of Homs",
        ),
        # another place of the kind
        (
            "Two people were killed in the Hamdania quarter of Aleppo. Three more died in another quarter on Friday.",
            3,
            "Aleppo",
        ),
        # the narrower place
        ("Gunmen burst into the Radisson hotel in Bamako on Friday and killed 19 people.", 19, "Radisson hotel"),
        ("At least nine people died in Derry's Bogside yesterday under paratroopers' rifles.", 9, "Bogside"),
        ("Eleven people were shot dead in the Cairo suburb of Helwan on Friday.", 11, "Helwan"),
        ("Gunmen killed 12 students at Kabul University on Monday.", 12, "Kabul University"),
        ("Gangs burned a market in Haiti. In the capital 12 people were shot dead on Monday.", 12, "capital"),
        # wounded who were brought to a ward elsewhere
        (
            "Rebels sank a patrol boat off Trincomalee, killing four sailors. Eleven injured men were "
            "taken to the naval hospital at Colombo.",
            11,
            "Trincomalee",
        ),
        (
            "Gunmen stormed the market in Barsalogho. Fourteen wounded villagers were evacuated to the "
            "hospital in Kaya.",
            14,
            "Barsalogho",
        ),
        ("A shell hit the hospital in Donetsk on Friday and wounded 14 patients.", 14, "hospital in Donetsk"),
        # who speaks for a state from its seat, what is said besides
        (
            "A missile hit the station in Kramatorsk. Rescuers say the rocket killed 50; the ministry "
            "in Moscow accuses Ukraine of firing it.",
            50,
            "Kramatorsk",
        ),
        (
            "Shelling killed 12 people at Nampala on Monday, the army said, and said that they would "
            "be buried in Kati.",
            12,
            "Nampala",
        ),
        (
            "Troops shelled Douma for days. Rebel envoy Khaled Saleh said in Istanbul the attack had "
            "killed 300 people.",
            300,
            "Douma",
        ),
        ("The military staff in Mozdok lost nine men on Friday when a car bomb hit its gate.", 9, "Mozdok"),
        (
            "A convoy was ambushed near Diabaly. Jihadists say fifty troops died; the government in "
            "Bamako has kept silent.",
            50,
            "Diabaly",
        ),
        # those treated elsewhere; more of the same harm in a clause of its own
        (
            "Rebels seized Konna on Friday. Sixty soldiers were wounded and are being treated at Mopti.",
            60,
            "Konna",
        ),
        (
            "Twelve civilians died, including two boys, and up to 30 others were hurt in a strike on Zanjili in Mosul.",
            12,
            "Zanjili",
        ),
        ("Nine people died, and three were shot dead in a raid on Bria, Oumar said in Bangui.", 9, "Bria"),
        # what people cross and where they go
        (
            "M23 rebels shelled Bunagana. Hundreds of families fled over the Ishasha bridge into Uganda.",
            100,
            "Bunagana",
        ),
        (
            "The army shelled Kutum. Some 4,000 people have crossed into the Ouaddai region of Chad, "
            "said an official of the agency there.",
            None,
            "Kutum",
        ),
        ("Shelling across Aleppo on Friday drove 4,000 people from their homes.", 4000, "Aleppo"),
        # of those told of before; where a place lies; what there is, and not "there"
        (
            "Kamituga lies beside a gold mine. Rebels took the mine in May; at that time about 30 "
            "people were killed in clashes.",
            None,
            "Kamituga",
        ),
        (
            "The army bombed Nyala airport, killing 40. There is still no trace of the six nurses who "
            "left Kutum on Monday.",
            6,
            "Kutum",
        ),
        (
            "Fourteen injured passengers were taken to clinics in Gao and Ansongo, river towns some 900 kilometers "
            "(560 miles) north of Bamako.",
            14,
            "Gao",
        ),
    ],
)
def test_the_place_is_the_events_own(text: str, low: int | None, place: str | None) -> None:
    assert where(text, low) == place


@pytest.mark.parametrize(
    ("text", "low", "place"),
    [
        ("Nine deaths were reported in Menaka on Monday.", 9, "Menaka"),
        ("A blast outside the French embassy in Tripoli killed two guards on Monday.", 2, "Tripoli"),
        ("Rebels holed up in Marawi killed five soldiers on Monday.", 5, "Marawi"),
        ("Eleven people, among them a nurse, died in Sumy.", 11, "Sumy"),
        ("Twenty-nine bodies lay in the morgue at Gao. The doctor had once taught in Konna.", 29, "Gao"),
        ("Nine people died in the Karrada area of Baghdad on Friday.", 9, "Karrada area"),
        ("Raiders killed 20 people and drove away 300 cows in Pibor.", 20, "Pibor"),
        ("Raiders attacked the hamlet of Mbodo, in Djugu territory, and killed five.", 5, "Mbodo"),
        ("A blast near Kidal, 285 kilometers (177 miles) north of Gao, wounded 14 men.", 14, "Kidal"),
    ],
)
def test_what_looks_like_it_and_is_the_events(text: str, low: int, place: str) -> None:
    assert where(text, low) == place


def test_another_paragraph_tells_of_the_town_and_not_of_its_building() -> None:
    text = (
        "Gunmen swarmed over Marawi on Tuesday. They stormed the Dansalan hospital and killed 11 people there.\n"
        "The army's figures, as of Thursday: 92 soldiers dead."
    )
    assert (where(text, 11), where(text, 92)) == ("Dansalan hospital", "Marawi")
