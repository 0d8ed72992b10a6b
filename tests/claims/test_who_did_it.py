"""Who did the harm where a clause stands between the doer and the deed, two states share it, or a weapon was fired."""

from datetime import UTC, datetime

import pytest
import readings

from schemas.claim import Casualty

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday


def harm(text: str) -> list[Casualty]:
    return readings.harm(text, PUBLISHED)


CLAUSES = [
    ("Jihadists who stormed a village before dawn prayers on Tuesday killed 24 people, the mayor said.", "jihadists"),
    ("Al-Shabaab fighters who raided a hotel after evening Mass killed nine guests in Lamu.", "al-Shabaab"),
    ("Rebels halted a bus near Arauca, took off 11 unarmed recruits and machine-gunned them.", "rebels"),
    (
        "A Kenyan jet chasing what Nairobi called a rebel lorry hit a farm in Gedo and killed 5.",
        "Kenyan air force",
    ),
    ("Insurgents that control the district killed three elders in Marjah on Tuesday.", "insurgents"),
    ("Bombs that hit policemen in Bogotá killed three.", None),  # whoever was hit did nothing
    ("The army said that rebels killed three people in Cauca on Tuesday.", "rebels"),
    ("The army was able on Tuesday to hit the rebels near Pibor, killing 20 of them.", "SPLA"),
    ("The army dealt a heavy blow to the Saraya Brigade in Homs, killing its commander.", "Syrian government forces"),
]
BESIDE = [
    ("The Malian army alongside a hunters' militia has killed 30 villagers in Ogossagou.", "Malian army"),
    ("The Iraqi army along with tribal fighters killed 20 militants near Ramadi.", "Iraqi army"),
    ("Raids by bandits have forced 17,000 people from their homes in Zamfara since May.", "bandits"),
    ("Attacks by gunmen in Plateau State have displaced 3,000 people.", "gunmen"),
    ("The attack in Palma has displaced 3,000 people.", None),
]
THE_ENEMY = [
    ("Forty of the enemy perished at Marjah on Tuesday, the Taliban said.", "Taliban"),
    ("The enemy lost 60 men near Lyman on Tuesday, the Ukrainian army said.", "Ukrainian forces"),
    ("Ukraine's army said 60 enemy soldiers were killed near Lyman on Tuesday.", "Ukrainian forces"),
    # who is nobody's enemy, what enemies do, and what both did to each other
    ("Doctors said 60 enemy soldiers were killed near Lyman on Tuesday.", None),
    ("Sixty enemy soldiers died in fighting near Lyman on Tuesday, Ukraine's army said.", None),
]
OF_THEIR_OWN = [
    ("Maoists overran Dantewada for 12 hours on Tuesday; the army put the rebel dead at 90.", None),
    ("Maoists raided Dantewada on Tuesday and nine constables died.", "Naxalites"),
]
STATES = [
    ("At least 82 people were killed in air strikes launched by Russia and the Syrian regime on Tuesday.",
     "Russia and Syrian government forces"),
    ("Saudi Arabia and the United Arab Emirates bombed a market in Saada, killing 40 people.",
     "Saudi Arabia and United Arab Emirates"),
    ("Clashes between Armenia and Azerbaijan killed 30 soldiers on Tuesday.", None),
    ("Ethiopia and Eritrea said on Tuesday that 30 people had been killed in Humera.", None),
]  # fmt: skip
FIRED = [
    ("Six people were killed in Barda by cluster rockets, which Armenia fired from Karabakh.", "Armenia"),
    ("Six people were killed by shells which the army said rebels had fired from Douma.", "rebels"),
    ("Six people were killed in Belgorod by a missile, which the ministry said was fired by Ukraine.", "Ukraine"),
    ("Six people were killed by a bomb that police said had been planted by Hamas.", "Hamas"),
    ("Twelve soldiers died in an ambush that rebels laid near Arauca.", "rebels"),
    ("Nine people died in a raid that the government condemned in Gao.", None),
    ("Nine people were killed by a shell that hit a bus in Donetsk.", None),
]


@pytest.mark.parametrize(("text", "by"), CLAUSES + BESIDE + THE_ENEMY + OF_THEIR_OWN + STATES + FIRED)
def test_who_did_it(text: str, by: str | None) -> None:
    told = {claim.perpetrator.name if claim.perpetrator else None for claim in harm(text)}
    assert told == {by}


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("The agency cited a doctor as saying 12 people were killed in Taiz on Tuesday.", "doctor"),
        ("State television quotes officials as saying that nine people were killed in Taiz.", "officials"),
        ("Nine people were killed in Taiz on Tuesday. The agency cited bad weather.", None),
        ("The war has come to Congo, Uganda officials said, after rebels killed nine people.", "Uganda officials"),
    ],
)
def test_whose_words_are_cited(text: str, said_by: str | None) -> None:
    assert [claim.said_by.name if claim.said_by else None for claim in harm(text)] == [said_by]
