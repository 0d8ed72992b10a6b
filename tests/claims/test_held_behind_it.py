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


@pytest.mark.parametrize(("text", "by"), BEHIND + ITS_OWN + ON)
def test_whose_hand_is_told_behind(text: str, by: str | None) -> None:
    found = [one for one in harm(text, PUBLISHED) if one.victims is None or "gunmen" not in one.victims.text]
    assert hands(found) == {by}
