"""What is planned, could be done or is done again and again, however its sentence goes on; beside it what was done."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def rings(text: str) -> bool:
    return readings.rings(text, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        # a plan that goes on
        "Saudi-backed troops plan to storm Hodeidah and also capture the airport at Ras Isa.",
        "The junta hopes to clear Myawaddy and eventually retake Kawkareik from Karen fighters.",
        "The coalition intends to free Misrata and then return to retaking Benghazi from the militia.",
        "Troops plan to go on to seize Marib from the Houthis.",
        "The rebels hope to be able to retake Goma before the rains.",
        "The army wants to help retake Benghazi from the militia.",
        # the means of what is not done yet
        "The Houthis could win the war in the north by taking Marib from government forces.",
        "The army would break the siege by recapturing Deir Hafer from the rebels.",
        "The general vowed to cut the road by seizing Kawkareik from Karen rebels.",
        # what somebody has the strength to do, or is sure to do
        "The junta has enough troops to retake Myawaddy from the Karen rebels.",
        "The Houthis are strong enough to take Marib, the analyst said.",
        "The column was deemed certain to take control of Grozny.",
        "Goma is sure to fall to the M23 rebels within days.",
        "Foreign troops continue their withdrawal from Mogadishu, and the price of rice is rising.",
        "The army has begun its withdrawal from Hodeidah.",
        "The ongoing pullout from Kandahar worries its traders.",
        "The navy's withdrawal from Aden is to be completed by September.",
        # what they would be driven from
        "The army wants to drive Karen fighters from all areas they took control of during the war.",
        # what has proved hard
        "The envoy said seizing Aleppo from the rebels has turned out to be more difficult than the army expected.",
        "Retaking Sirte from the militia proved harder than the generals had thought.",
        "Iran's capture of Fao, if confirmed, would bring its troops close to Basra.",
        # who only went somewhere
        "Rebels drove from Sake to meet the governor in Goma.",
        # near to it
        "The rebels were just days away from establishing full control over Mariupol.",
        "The army was only metres short of taking the airport at Donetsk.",
        # pushed back from where they may never have been; moved in, not out
        "Government forces are pushing the rebels back from Taiz and preparing for an attack on Ibb.",
        "The military moved in troops from Kano to guard the market at Potiskum.",
        # a ratio, a habit
        "For every ten mines lifted in Huambo, one deminer is injured and two are killed in Angola.",
        "One soldier is killed for every three rebels in the fighting in Mali.",
        "The group has killed hostages in the past, among them two priests.",
        "Whenever the army leaves Baga, the militants come back and take the town.",
        "Every time the troops pull out of Kidal, rebels retake the town.",
        "In the dry season cattle raiders kill scores of villagers in Jonglei.",
        # an aim, and what a fall would mean
        "Retaking Sirte is not the only target of the offensive, the general said.",
        "The general said recapturing Marib remains a priority.",
        "The army's main concern now is the liberation of the city of Marib.",
        "The recapture of Sirte remains a distant dream for the militia.",
        "The liberation of Marib was the aim of the offensive.",
        "A reporter in Juba says the fall of the last town under rebel control would deprive the group of its base.",
        # an inquest, a court
        "A gunman who killed 11 worshippers at a synagogue in Pittsburgh was filled with hatred, a court has heard.",
        "Jurors were told the bomber had killed 22 people in Manchester.",
        "An inquest heard the deaths of three soldiers in Basra could have been avoided.",
        "Two pilots died when their plane crashed near Jos, an inquest has been told.",
        "A ceremony marking the anniversary of the blast that killed nine people in Kharkiv was held on Friday.",
        "Villagers in Srebrenica on Friday marked the anniversary of the massacre, when 8,000 men were killed.",
        # long ago
        "This Day In History: 1917-02-24\n\nThe 1st Battalion moved out of the bridgehead to capture the Turkish "
        "position. In two days the Battalion's losses were one British officer and 69 soldiers killed.",
        "The battle round Ypres started with a bombardment. The 17th Battalion attacked on the left and captured "
        "Messines. Losses: Officers: killed 1, wounded 1; Other Ranks 73.",
        "Prayers were said for the victims of the massacre in Dersim 24 years back, where 60 villagers were killed.",
        "Twelve years back, the Tamil Tigers overran the base at Mullaitivu and killed 1,200 soldiers.",
        "My grandfather was a gunner who was killed near Arras in the Great War.",
        "A tense, well-acted war film that follows a Dutch patrol in Bosnia. The patrol is ambushed and six men are "
        "killed.",
        "Marib, whose capture has been the Houthis' aim for years, was shelled on Friday.",
    ],
)
def test_what_is_not_done_or_no_news_stays_silent(text: str) -> None:
    assert not rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels attacked Kadugli and later occupied Dilling, the governor said.",
        "Rebels managed to retake Goma before the rains.",
        "The column rolled out of Sake towards Goma.",
        "The army is in complete control of Sirte, he told a rally marking the 40th anniversary of the revolt.",
        "The army completed its withdrawal from Hodeidah on Friday.",
        "Karen fighters drove the army from all areas of Myawaddy.",
        "Foreign troops helped to retake Benghazi from the militia on Monday.",
        "The column went on to seize Marib from the Houthis.",
        "The army broke the siege by recapturing Deir Hafer from the rebels.",
        "Taliban fighters cut the highway on Sunday by seizing the town of Baghlan.",
        "Troops pushed the Taliban out of Kunduz airport after an hour of fighting.",
        "The military moved its troops out of Potiskum on Sunday.",
        "The highlight of the campaign was the capture of Sirte on Friday.",
        "In the dry season of this year raiders killed scores of villagers in Jonglei, the governor said on Friday.",
        "A blast during a march marking the first anniversary of the revolt killed nine people in Kharkiv on Friday.",
        "A suicide bomber killed 12 soldiers at a parade marking the anniversary of unity in Sanaa on Friday.",
        "A court in Goma was attacked on Friday and nine people were killed.",
        "Militants shot dead six policemen in Quetta on Friday, a day ahead of a strike called by separatists.",
        "Gunmen killed nine people at a school founded in 1998.",
        "Rebels captured Goma, founded in 1910, on Friday.",
        "Two days back, gunmen killed nine villagers in Bunyakiri.",
        "Rebels have killed 40 people in Goma in the past week.",
        "A convoy that follows the river road was ambushed near Goma and six men were killed.",
    ],
)
def test_what_was_done_in_like_words_rings(text: str) -> None:
    assert rings(text)
