"""Deeds that a word further off unmakes, jests, laws and studies; beside each the same words of what did happen."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def rings(text: str) -> bool:
    return readings.rings(text, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        # negations in front, and further off
        "Not a single soldier died in the raid on Beni, the colonel insisted.",
        "In no case were civilians killed in the strikes on Sirte, the coalition said.",
        "Under no circumstances would troops withdraw from Lachin, the minister said.",
        "Never again will Grozny fall, he said.",
        "At no point did rebels capture Bambari, the governor said.",
        "Nothing suggests that the Taliban have taken Kunduz, the official said.",
        "The general saw no reason to believe that Kidal had fallen.",
        "The army said it had no information about the reported fall of Bambari.",
        "The siege of Aleppo has not led to the fall of the city.",
        "Only a mud bank kept the shell in Taiz from killing a dozen pupils.",
        "The treaty bars armies from killing prisoners or displacing villagers.",
        # what was aimed at, both of it, and the dead whom nobody abducts
        "An offensive aimed at crushing the rebels and recapturing the town of Kidal began on Friday.",
        "The official said that militants had dragged bodies away from Kidal.",
        # what was not announced, and what was put out of use
        "The group did not immediately announce the death of one of its members in Kidal.",
        "The ministry said 12 hospitals and 32 clinics had been forced out of service in Kidal.",
        # denied, or played down
        "Officials played down reports that rebels had seized Bor.",
        "Ministry rejects fall of Ghazni to Taliban",
        # not yet, or only in case
        "Army says capture of Marib only matter of time",
        "The fall of Sirte is imminent, analysts say.",
        "The capture of Marib is weeks away, the commander said.",
        "The truce would see troops withdraw from Hodeidah.",
        "The deal will see rebels leave Daraya by Friday.",
        "Even if rebels capture Bria, the talks will go on.",
        "It is as if rebels had captured Paris.",
        # made up
        "The series opens with the bombing of a cafe in Beirut that kills nine.",
        "The play ends with Troy in flames and its men killed.",
        "In the finale, the capital falls and thousands are burned alive.",
        "In chapter three the hero's village is burned and 40 people are slaughtered.",
        "April Fool: rebels seize Vatican",
        "Hoax: gunmen kill 40 at Lagos mall",
        "Picture this: gunmen storm a school in Accra and kill 20.",
        # laws, studies, remembrance
        "A bill that would jail anyone who abducts a child was passed in Abuja.",
        "Under the Act an employer is liable where a worker is killed or injured.",
        "Murder is defined as the unlawful killing of a person with intent.",
        "Patients given the drug were less likely to die: 12 died, against 30 on placebo.",
        "The court will hear how the militia killed 69 villagers in Accomarca.",
        "Wreaths were laid for the 22 killed at the arena in Manchester.",
        "Families remember 11 killed in Enniskillen bombing",
        # games and business
        "The Rebels overran the visitors in Brisbane, winning 40-12.",
        "The government took over the airport in Lagos from a private operator.",
    ],
)
def test_what_a_word_unmakes_stays_silent(text: str) -> None:
    assert not rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Not one but two soldiers were killed in Djibo on Friday.",
        "Never before had the rebels struck so far south: on Friday they seized Bria.",
        "Nobody had thought it possible, but rebels captured Bria on Friday.",
        "No information about the hostages was given, but gunmen killed two of them in Kaduna on Friday.",
        "The shelling has led to the fall of the town of Bor, the rebels said.",
        "Police who barred the way were killed in Goma on Friday.",
        "Shells fired from Taiz killed nine people on Friday.",
        "The ministry rejected the criticism; rebels captured Bria on Friday.",
        "The army denied responsibility for the killing of 12 villagers in Duekoue on Friday.",
        "The fall of Sirte was announced on Friday by the militia.",
        "Residents saw soldiers withdraw from Lachin on Friday.",
        "Even as talks went on, rebels captured Goma on Friday.",
        "A new chapter of violence opened in Ituri: rebels killed 30 villagers on Friday.",
        "The dry season opened with raids that killed 12 herders in Jonglei on Friday.",
        "The show in Kharkiv was hit by a missile that killed nine people.",
        "In the latest chapter of the war, rebels seized Bria on Friday.",
        "Those who killed nine villagers in Beni on Friday were rebels.",
        "When a policeman was killed in Goma on Friday, his comrades shot 12 people dead.",
        "A worker is killed and two are hurt as shells hit plant in Kharkiv",
        "Police reported the killing of a man in Karachi on Friday by gunmen.",
        "A minute's silence was held on Friday for nine children who were killed in Aleppo on Thursday.",
        "Rebels lost 20-25 men at Bria on Friday as soldiers captured the town.",
        "The government took over the airport in Tripoli from a militia on Friday.",
        # plain news
        "The rebels seized the mine at Bisie on Friday.",
        "Boko Haram has indeed taken over Damboa, residents said.",
        "Israeli settler killed near Nablus",
    ],
)
def test_what_was_done_in_like_words_rings(text: str) -> None:
    assert rings(text)
