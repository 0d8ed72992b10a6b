"""Whose the strikes are of which an article tells all through, and who did harm that is told twice or goes on."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday


def hands(text: str) -> list[str | None]:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    return [c.perpetrator.name if c.perpetrator else None for c in found]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # strikes of one sort, told in several places
        (
            "Ethiopian air strikes killed 31 people across Tigray on Tuesday, doctors said. In Togoga, 15 villagers "
            "were killed in two strikes. Elsewhere, raids on Samre wounded nine.",
            ["Ethiopian air force"] * 3,
        ),
        (
            "Separatist shelling killed four people in Avdiivka on Wednesday. A mortar shell that fell in Marinka left "
            "two dead.",
            ["separatists", "separatists"],
        ),
        (
            "An air strike killed 18 people in Alamata on Wednesday. The United Nations said the strike was believed "
            "to have been carried out by Eritrean jets.",
            ["Eritrean air force"],
        ),
        # told twice, going on
        (
            "Boko Haram kills 43 farmers in Borno\n\nAt least 43 farmers were found dead at Koshobe on Saturday.",
            ["Boko Haram"],
        ),
        (
            "Turkish jets killed 14 villagers in Zargali on Wednesday. Six more villagers were killed in Barchi.",
            ["Turkish air force", "Turkish air force"],
        ),
        # what was attacked did not do it, though no comma parts it from the harm
        ("Taliban fighters attacked an army convoy in Kunduz killing 12 people.", ["Taliban"]),
        ("Boko Haram raided a village guarded by soldiers near Bama killing 15 people.", ["Boko Haram"]),
        # who answers for it
        ("Nine men were executed in Gao. Human Rights Watch said Malian soldiers were responsible.", ["Malian forces"]),
        ("Nine men were executed in Gao. The mayor accused JNIM of the killings.", ["JNIM"]),
        ("Nine men were executed in Gao, killings that rights groups attribute to JNIM.", ["JNIM"]),
        # who is meant by a phrase that names nobody yet
        ("Gunmen believed to be from the ELN killed 30 people near Tibu.", ["ELN"]),
        ("Thirty people were hacked to death in a night attack by suspected Mai-Mai near Beni.", ["Mai-Mai"]),
        ("Jihadists overran a base at Inates, leaving 71 dead. Islamic State said it carried out the attack.",
         ["Islamic State"]),
        ("Thirty people were hacked to death in Beni. Police blamed the massacre on M23.", ["M23"]),
        ("A bomb killed 31 people in a bus station in Abuja. The authorities suspect Boko Haram.", ["Boko Haram"]),
        ("A roadside bomb planted by the Taliban exploded in Farah on Wednesday. The blast killed nine people.",
         ["Taliban"]),
        ("A drone strike that witnesses blamed on the Houthis killed 17 people in Marib.", ["Houthis"]),
        ("A Serb shell killed 68 people in Sarajevo.", ["Serb forces"]),
        ("JNIM has, according to villagers, executed at least 42 civilians in Talataye.", ["JNIM"]),
        ("Villagers killed two policemen near Ogossa on Monday.", ["Villagers"]),
        (
            "Asmara said its troops had killed 400 Ethiopian soldiers at Badme. Eritrea's government was silent.",
            ["Eritrean government"],
        ),
        ("A U.S.-led coalition strike killed nine people in Hajin.", ["US-led coalition"]),
        ("Five people died in rebel shelling of a quarter of Aleppo held by the army.", ["rebels"]),
        ("Russian forces have killed 30 Chechen fighters and left more than 70 wounded in Argun.",
         ["Russian forces", "Russian forces"]),
    ],
)  # fmt: skip
def test_whose_strike(text: str, by: list[str]) -> None:
    assert hands(text) == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # two sides fly, or nobody knows
        (
            "Saudi air strikes killed nine people in Saada on Tuesday. US air strikes hit Shabwa. An air strike killed "
            "four people in Marib.",
            ["Saudi air force", None],
        ),
        (
            "Libyan air strikes killed nine people in Derna on Tuesday. Unidentified warplanes killed four people "
            "in Hun.",
            ["Libyan air force", None],
        ),
        # other arms, another cause
        (
            "Syrian air strikes killed nine people in Idlib on Tuesday. A car bomb killed four people in Afrin.",
            ["Syrian government forces", None],
        ),
        (
            "Taliban fighters killed nine policemen in Sar-e Pol. Two more officers died in a car accident in Kabul.",
            ["Taliban", None],
        ),
        (
            "FARC rebels killed eight soldiers in Cauca on Monday. Eight people died in a landslide in Pasto.",
            ["FARC", None],
        ),
        # both sides' dead, one attack more, healers
        ("At least 70 government and rebel fighters were killed in an army assault near Aleppo.", [None]),
        (
            "Seven policemen were killed in a Taliban ambush in Nangarhar; another attack, in Ghor, killed a teacher.",
            ["Taliban", None],
        ),
        ("Doctors treated 40 wounded in Aden after the fighting.", [None]),
        # a state's strikes abroad are not those at home
        (
            "Turkish air strikes killed nine people in Dohuk in Iraq. In Diyarbakir a drone strike killed two people.",
            ["Turkish air force", None],
        ),
        # who died has done nothing
        ("At least one person died in a raid on Aden and injured two others.", [None, None]),
        ("Air strikes, presumably by Emirati drones or Russian jets, killed 19 people near Sirte.", [None]),
        ("Nine men were executed in Gao. The mayor accused JNIM of stealing cattle.", [None]),
        # from where is not by whom
        ("Rockets fired from Lebanon killed three people in Kiryat Shmona.", [None]),
        ("A strike condemned by Russia killed three people in Latakia.", [None]),
        # whose strikes the war has seen is told below, and not whose this was
        (
            "Air strikes killed 18 people in Alamata on Wednesday, monitors said.\n\nThe town is held by "
            "rebels. It is the largest in their hands.\n\nStrikes by the Ethiopian military and the Eritrean air force "
            "in the region have drawn criticism.",
            [None],
        ),
    ],
)
def test_nobody_is_named(text: str, by: list[str | None]) -> None:
    assert hands(text) == by
