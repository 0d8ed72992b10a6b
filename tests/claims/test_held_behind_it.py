"""Whose hand it was where a later sentence holds somebody to be behind it, or a side speaks of its man who did it."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday
BLAST = "A blast at a market in Baidoa killed nine people on Tuesday. "
RAID = "Nine people were killed in a raid on Bunagana on Tuesday. "

BEHIND = [
    (BLAST + "The governor said that al-Shabaab was behind the attack.", "al-Shabaab"),
    (BLAST + "The governor said that al-Shabaab was behind a similar attack in May.", None),
    (BLAST + "The governor asked whether al-Shabaab was behind the attack.", None),
    (BLAST + "The governor said that al-Shabaab was not behind the attack.", None),
    (BLAST + "Fighters of al-Shabaab are being blamed for the atrocity.", "al-Shabaab"),
    (BLAST + "Fighters of al-Shabaab are being blamed for many atrocities.", None),
    (BLAST + "The mayor blamed al-Shabaab for the bloodshed.", "al-Shabaab"),
    (RAID + "The M23, which Kinshasa accuses of the killings, has denied it.", "M23"),
    (RAID + "The M23, accused of the raid, denied it.", "M23"),
    (RAID + "The M23 is accused by residents of carrying out the raid.", "M23"),
    (RAID + "The M23 is accused of receiving arms from Rwanda.", None),
    (RAID + "The M23 denied that it was behind the raid.", None),
    (RAID + "Residents accused the M23, which denied the charge.", "M23"),
]
ITS_OWN = [
    (BLAST + "The attack was claimed on social media by al-Shabaab.", "al-Shabaab"),
    (BLAST + "The attack was claimed hours later by al-Shabaab.", "al-Shabaab"),
    (BLAST + "Victory in the by-election was claimed on social media by the opposition.", None),
    (BLAST + "Al-Shabaab said two of its fighters had sacrificed their lives in the attack.", "al-Shabaab"),
    (BLAST + "Al-Shabaab said one of its men had reached the governor's table.", "al-Shabaab"),
    (BLAST + "Al-Shabaab said two of its members were killed.", None),
]
ON = [
    (
        "Two bombs hit a shop in Bunagana on Tuesday. Nine people are dead.\nThe mayor left the town.\n"
        "The president called the Rwandan raid an outrage.",
        "Rwanda Defence Force",
    ),
    (
        "Gunmen opened fire in Reynosa on Tuesday, killing nine people. Four of the gunmen were shot dead by police. "
        "The attackers also wounded six women.",
        "gunmen",
    ),
]
CAPITALS = [
    ("A missile hit a market in Kherson, killing nine people. The mayor accused Moscow of the strike.", "Russia"),
    ("A missile hit a market in Donetsk, killing nine people, the mayor said, accusing Kyiv of it.", "Ukraine"),
    ("A missile hit a market in Afrin, killing nine people. The mayor blamed Ankara for the attack.", "Turkey"),
    ("A blast in Kabul killed nine people. The mayor blamed Kabul for the lack of police.", None),
    (BLAST + 'The minister accused al-Shabaab of the "cowardly terrorist attack".', "al-Shabaab"),
]
BESIDE = [
    (
        "A blast hit the airport of Aden on Tuesday moments after a plane carrying Yemen's new cabinet landed, "
        "killing 22 people and wounding 50.",
        None,
    ),
    ("Rebels attacked Gao on Tuesday after the army left, killing ten people and wounding four.", "rebels"),
    ("Israel said troops killed nine Hamas fighters in Rafah.", "Israel"),
    ("Al-Shabaab said fighters killed nine soldiers in Jilib.", "al-Shabaab"),
    ("Residents said soldiers killed nine men in Gao.", "Malian forces"),
    ("On Tuesday, armed men, also thought to be members of Boko Haram, killed nine people in Gwoza.", "Boko Haram"),
    ("Nine slain in ambush\n\nNine members of a family were shot and burned to death near Bavispe on Tuesday.", None),
    ("Bodies of nine men lay in a street in Bucha on Tuesday as Ukrainian troops retook the town.", None),
    ("Nine men died in Gao on Tuesday. All had been shot in the back of the head by soldiers.", "Malian forces"),
    ("The Malian army announced the killing of nine rebels near Gao.", "Malian army"),
    ("The Malian army announced the killing of two of its men near Gao.", None),
    ("Turkish troops entered a cave in Gara. Nine militants were killed in the operation.", "Turkish forces"),
    ("Nine Islamic State militants were killed in an operation near Gao, JNIM said.", None),
    (
        "Villagers died when a shell hit a church in Bojaya where they were sheltering from fighting with the AUC. "
        "The FARC fired the shell that killed nine people.",
        "FARC",
    ),
]
NAMED_SO = [
    ("Nine men died in a strike on Sidon on Tuesday. Israel later claimed responsibility.", "Israel"),
    ("Nine men died in a strike on Sidon on Tuesday. Israel's defence minister took responsibility.", "Israel"),
    (BLAST + "The council named al-Shabaab as the perpetrators.", "al-Shabaab"),
    ("Baidoa blast kills four, al-Shabaab claims it\n\nFour people died and 50 were hurt in Baidoa.", "al-Shabaab"),
    (BLAST + "Al-Shabaab said that its men had planted the bomb.", "al-Shabaab"),
    (BLAST + "Al-Shabaab said that its men had captured a village.", None),
    ("Nine people were killed in Belgorod on Tuesday. The ministry said Kyiv had fired rockets at it.", "Ukraine"),
    ("Nine people were killed in Belgorod on Tuesday. The ministry said Kyiv had sent a note.", None),
    ("Nine people were killed when armed youth raided cattle camps in Uror.", "armed youth"),
]
OWNED = [
    (
        "Nine died in a strike on a clinic in Idlib. Its head thought either the army or Russia had carried it out.",
        None,
    ),
    ("Russian aerial attacks killed nine people in Kherson on Tuesday.", "Russian forces"),
    ("A Turkish FPV drone attack killed nine people in Afrin on Tuesday.", "Turkish forces"),
    (
        "UN helicopters raided posts seized by rebels, who were linked to the killing of nine people in Kamango.",
        "rebels",
    ),
    ("Nine people had died in Gao in violence between rival unions. Soldiers shelled the town.", None),
    (BLAST + "The perpetrators were al-Shabaab fighters, the mayor said.", "al-Shabaab"),
    (BLAST + "Al-Shabaab admitted planting it.", "al-Shabaab"),
    (
        "A jet bombed a crowd in Gao, killing nine people. The army confirmed it had attacked the village.",
        "Malian army",
    ),
    ("A blast killed nine people in Gao. The army confirmed it had captured a town.", None),
    ("Highwaymen killed nine people near Pala.", "highwaymen"),
    ("Two bombs killed nine people in Baidoa on Tuesday. Al-Shabaab claimed both.", "al-Shabaab"),
    ("Nine people were killed in Daletti on Tuesday. Survivors identified the gunmen as TPLF fighters.", "TPLF"),
    ("Nine people were killed in Daletti on Tuesday. Survivors described the attackers as young men.", None),
    ("Nine Syrians were killed in shelling in Idlib. The Syrian army shelled the town.", "Syrian government forces"),
    ("Nine people were killed in Gao on Tuesday in two attacks. JNIM owned up to both.", "JNIM"),
    ("A suicide bomber killed nine soldiers in Khost on Tuesday. ISIS took the credit.", "Islamic State"),
    ("A blast killed nine people in Khost on Tuesday. The minister claimed credit for the new road.", None),
    ("Terrorists laid an ambush for soldiers in Shiroro. Nine soldiers were killed.", "terrorists"),
    ("Soldiers used rifle grenades against protesters in Gao on Tuesday. Nine people died.", "Malian forces"),
    ("Nine people died in Sarajevo by shells that officials said were fired from Serb positions.", "Serb forces"),
    (
        "Nine nurses were found dead near Balcad. Residents accused al-Shabaab; the mayor promised to help.",
        "al-Shabaab",
    ),
]
BOMBED = (
    "A lorry loaded with explosives was rammed through the gates of the Central Bank in Colombo yesterday by a suicide "
    "cadre of the LTTE, killing 55 people and injuring 1,400. Police shot dead two men who had followed in a van."
)


def test_who_shot_two_after_a_bomb_did_not_bring_it() -> None:
    found = {one.number.best: one.perpetrator and one.perpetrator.name for one in harm(BOMBED, PUBLISHED)}
    assert found == {55: "LTTE", 1400: "LTTE", 2: "police"}


THAT = (
    "Nine people were killed in a suicide attack in Kohat on Thursday.\nA bomb went off at a bus station, a police "
    "chief said.\nTwo vans were damaged.\nA bombing in Mohmand killed 43 people on Monday.\nTwo men had attacked a "
    "meeting there.\nThe Pakistani Taliban claimed responsibility for that attack.\n"
)


def test_whose_raids_are_told_next_did_not_kill_its_own_people() -> None:
    text = (
        "Three Israelis were killed and two infants hurt on Tuesday when a rocket struck a block of flats in Haifa. "
        "Fifteen Palestinians died in Israeli raids on Rafah, medics said."
    )
    found = {one.number.best: one.perpetrator and one.perpetrator.name for one in harm(text, PUBLISHED)}
    assert found == {3: None, 2: None, 15: "Israeli military"}


def test_that_attack_is_the_one_told_right_before() -> None:
    found = {one.number.best: one.perpetrator and one.perpetrator.name for one in harm(THAT, PUBLISHED)}
    assert found == {9: None, 43: "Tehrik-i-Taliban Pakistan"}


@pytest.mark.parametrize(("text", "by"), BEHIND + ITS_OWN + ON + CAPITALS + BESIDE + NAMED_SO + OWNED)
def test_whose_hand_is_told_behind(text: str, by: str | None) -> None:
    found = [one for one in harm(text, PUBLISHED) if one.victims is None or "gunmen" not in one.victims.text]
    assert hands(found) == {by}
