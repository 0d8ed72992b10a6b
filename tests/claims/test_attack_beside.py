"""Who did it where the attack, its authors' flight or who is held answerable stands in a sentence beside the harm."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday


def hands(text: str) -> set[str | None]:
    return readings.hands(readings.harm(text, PUBLISHED))


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "Eighteen people were killed in Tillabéri on Tuesday. Armed men on motorcycles stormed the market.",
            "armed men",
        ),
        ("Two men were shot dead at a taxi rank in Durban. Police said three gunmen had fled on foot.", "gunmen"),
        ("Nine people died in the attack on a bar in Reynosa. The gunmen drove off in two vans.", "gunmen"),
        ("Gunmen killed two policemen near Cotabato on Wednesday. A third officer was wounded.", "gunmen"),
        ("An ETA bomb exploded outside the barracks in Burgos. Two guards were killed and nine hurt.", "ETA"),
        ("Four people were beheaded in Macomia. It is believed to be the work of insurgents.", "insurgents"),
        ("In what is suspected to be the work of Abu Sayyaf, two sailors were beheaded in Jolo.", "Abu Sayyaf"),
        (
            "Police said 28 people had died in the bombing in Davao. Abu Sayyaf is thought to be responsible.",
            "Abu Sayyaf",
        ),
        ("A retired officer was shot dead in Pamplona on Wednesday. ETA gunmen are being sought.", "ETA"),
        ("Seven farmers were found dead near Beni in Congo. Villagers attribute the killing to the ADF.", "ADF"),
        ("The bandits are believed by villagers to be responsible for the killing of 20 people.", "bandits"),
        (
            "An RSF attack, in which 40 people died, took place as the army withdrew from Wad Madani.",
            "Rapid Support Forces",
        ),
        ("A P.K.K. bomb killed two policemen in Diyarbakir on Wednesday.", "PKK"),
        ("Muslim fundamentalists slaughtered 31 people in a village near Blida.", "Muslim fundamentalists"),
        ("Gunmen of the Mozambican rebel movement Renamo killed one person in Beira.", "RENAMO"),
        ("Suspected militants from Somali Islamist group al-Shabaab kidnapped 30 people in Lamu.", "al-Shabaab"),
        ("A Saudi-led air strike has killed three civilians in Saada.", "Saudi-led coalition"),
        ("Rightist guerrillas derailed a train, then attacked it, killing 22 people.", "Rightist guerrillas"),
        ("Three armed men were killed in a Turkish military operation in Cizre.", "Turkish forces"),
        (
            "Gunmen killed 54 people in Wellega. Officials said the attackers belonged to the OLA.",
            "Oromo Liberation Army",
        ),
        (
            "Gunmen killed nine people in Kech. The attack was carried out by the BLA, police said.",
            "Balochistan Liberation Army",
        ),
        ("A bomb on a road killed five people in Zabul. Police accused the Taliban of planting the bomb.", "Taliban"),
        (
            "A bomb killed five people in Zabul. No one claimed it, but the governor accuses the Taliban of the raid.",
            "Taliban",
        ),
        ("Soldiers were killed Monday by a bomb blamed on the Kurdistan Workers' Party in Sirnak.", "PKK"),
        ("Two suicide bombers crashed a van loaded with explosives into a post in Gao, killing 23.", "suicide bombers"),
        ("A mine killed four policemen in Bastar, with FARC rebels suspected of being behind it.", "FARC"),
        ("Bandits have released five pupils in Jangebe. At least 73 had been kidnapped on Monday.", "bandits"),
        ("Armed miscreants shot dead three men in Churachandpur on Wednesday.", "armed miscreants"),
        ("The inquiry implicates the LRA in the massacre of 34 villagers in Lira.", "Lord's Resistance Army"),
        (
            "BLA fighters attacked a checkpoint in Kech. At least five soldiers were killed.",
            "Balochistan Liberation Army",
        ),
        ("Hamas took responsibility for the bombing of a cafe in Haifa in which 11 people were killed.", "Hamas"),
        ("ELN fighters ambushed a patrol of the police near Arauca, leaving nine dead and six badly wounded.", "ELN"),
        ("Robbers shot dead two villagers near Birao on Wednesday.", "robbers"),
    ],
)
def test_who_is_told_beside(text: str, by: str) -> None:
    assert hands(text) == {by}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Bria on Tuesday. In a separate incident, two people died in Bangui.",
        "Gunmen fled the town of Bria on Monday. Two people died in Birao on Wednesday.",
        "Six soldiers died in a battle with rebels near Bria. The rebels had stormed a post.",
        "Rebels attacked a post near Bria on Wednesday. Four rebels were killed.",
        "A bomb killed two people in Quetta. Police said the attackers were not from the BLA.",
        "Eleven people were killed when a cafe in Haifa burned down; the owner took responsibility.",
        "Japan's fire agency: 42 dead, 1,100 injured in the Noto quake.",
        "Misrata fighters stormed a hall in Sirte, losing at least 23 of their own.",
        "Two people were killed by a bomb in Herat. Police had fired into the air in the morning.",
    ],
)
def test_who_is_not(text: str) -> None:
    assert hands(text) == {None}


def test_what_a_group_is_called_beside_its_name_is_no_other() -> None:
    text = (
        "Islamists killed ten people in Mabule in Congo. Officials blamed the ADF, a Ugandan armed group. "
        "The group killed 850 people last year, a monitor said."
    )
    assert "Ugandan armed group" not in hands(text)
