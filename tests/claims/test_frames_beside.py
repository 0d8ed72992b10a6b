"""The same change of hands in frames that lie side by side: relative clauses, headlines, quotation marks, old phrases;
and what comes near one, but for a word that unmakes it.
"""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)  # a Saturday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bunagana, where rebels ousted the army on Friday, was quiet.", {("Bunagana", "rebels", "FARDC")}),
        ("Bunagana, from where the army was driven on Friday, was quiet.", {("Bunagana", None, "FARDC")}),
        ("Bunagana, from which the army withdrew on Friday, was quiet.", {("Bunagana", None, "FARDC")}),
        ("Bunagana, where rebels were driven by hunger to surrender, was quiet.", set()),
        ("Bunagana appears to have fallen to the M23.", {("Bunagana", "M23", None)}),
        ("The rebels' Friday capture of Bunagana stunned Kinshasa.", {("Bunagana", "rebels", None)}),
        ("M23 rebels 'seize Goma airport'", {("Goma airport", "M23", None)}),
        ("Bunagana: M23 rebels take control", {("Bunagana", "M23", None)}),
        ("Bunagana: M23 rebels take note", set()),
        ("Bunagana under rebel control", {("Bunagana", "rebels", None)}),
        ("Bunagana under rebel control since 2012", set()),
        ("Army shells Bunagana as rebels quit town", {("Bunagana", "FARDC", "rebels")}),
        ("Rebels besieged Bunagana and took city officials hostage", set()),
        ("The M23 captured three towns this week, among them Bunagana.", {("Bunagana", "M23", None)}),
        ("The M23 captured the army's last base, the town of Bunagana, on Friday.", {("Bunagana", "M23", "army")}),
        ("The M23 captured the heights above Bunagana.", {("heights above Bunagana", "M23", None)}),
        ("The M23 captured two police stations in Bunagana.", {("two police stations in Bunagana", "M23", None)}),
        ("The M23 took Bunagana by storm.", {("Bunagana", "M23", None)}),
        ("The singers took Bunagana by storm, rebels or no rebels.", set()),
        ("The M23 accepted the surrender of Bunagana.", {("Bunagana", "M23", None)}),
        ("The M23 announced the surrender of Bunagana.", {("Bunagana", None, None)}),
        ("The M23 extended its control to Bunagana on Friday.", {("Bunagana", "M23", None)}),
        ("Kenya's parliament extended its control over Kisumu's budget.", set()),
        ("The M23 made themselves masters of Bunagana.", {("Bunagana", "M23", None)}),
        ("Fighters raided and briefly held Bunagana on Friday.", {("Bunagana", "fighters", None)}),
        ("The M23, who had briefly held Bunagana, signed a deal.", set()),
        ("Ukrainian flag flies over Sloviansk town hall as separatists abandon stronghold",
         {("Sloviansk town", "Ukrainian forces", "separatists")}),
    ],
)  # fmt: skip
def test_frames_that_lie_side_by_side(text: str, expected: set[readings.Fall]) -> None:
    assert readings.falls(text, PUBLISHED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bentiu was nearly captured by the rebels on Friday.",
        "Bentiu almost fell to the rebels on Friday.",
        "The rebels were driven back before taking Bentiu.",
        "The army is considering a withdrawal from Bentiu.",
        "Under the deal, the army withdraws from Bentiu by May.",
        "Had Bentiu fallen to the rebels, the road to Juba would have been open.",
        "Once the rebels capture Bentiu, they will march on Juba.",
        "Until the rebels capture Bentiu, they will not talk.",
        "The army's deadline for retaking Bentiu from the rebels lapsed.",
        "A rebel leader left Bentiu on Friday.",
        "Soldiers withdrew cash from a bank in Bentiu as rebels advanced.",
        "The army secured Bentiu ahead of the president's visit.",
    ],
)
def test_what_only_comes_near_one(text: str) -> None:
    assert not readings.rings(text, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "Bentiu fell almost without a fight to the rebels.",
        "The rebels shelled the base before taking Bentiu.",
        "The army completed a withdrawal from Bentiu.",
        "Under the deal, the army withdrew from Bentiu on Friday.",
        "When the rebels captured Bentiu on Friday, they freed 100 prisoners.",
        "The rebels left Bentiu on Friday.",
        "Soldiers withdrew their tanks from Bentiu on Friday.",
    ],
)
def test_the_same_words_of_what_was_done(text: str) -> None:
    assert readings.changes(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Rebels 'capture' Bentiu", "claimed"),
        ("Rebels capture Bentiu", "asserted"),
        ("The mission says rebels have “left Bentiu” after talks with the army.", "asserted"),
    ],
)
def test_marks_around_the_word_alone_are_a_distance(text: str, stance: str) -> None:
    assert [claim.stance for claim in readings.changes(text, PUBLISHED)] == [stance]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels Seize Goma", {("Goma", "rebels", None)}),
        ("Goma Captured by Rebels", {("Goma", "rebels", None)}),
        ("Aleppo Falls to Rebels", {("Aleppo", "rebels", None)}),
        ("RSF Captures El Fasher after 18-month Siege", {("El Fasher", "Rapid Support Forces", None)}),
        ("Tigrayan Forces Retake Mekelle as Army Withdraws",
         {("Mekelle", "TPLF", "Ethiopian National Defence Force")}),
        ("M23 Rebels Enter Bukavu Unopposed", {("Bukavu", "M23", None)}),
        ("Army Take That", set()),
        ("Angel Falls Inn", set()),
    ],
)  # fmt: skip
def test_short_headlines_in_capitals(text: str, expected: set[readings.Fall]) -> None:
    assert readings.falls(text, PUBLISHED) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who spoke where is not where it was
        (
            "Armenian forces took Shusha. In Baku, the ministry denied that the town had been lost.",
            {("Shusha", "Armenian forces", None)},
        ),
        # no town of the Tigers, and no hotel that is a town
        ("The general said the last big town of the Tigers was in the hands of the army.", set()),
        ("Shots hit the Amarula hotel. The insurgents said that they had taken the town.", set()),
        ("MANILA, May 3 - The second city of the Philippines fell to the rebels.", set()),
        ("The rebels attacked Bor. The town has been in their hands since April 12.", set()),
        ("Palmyra: ISIS in full control of ancient city", {("Palmyra", "Islamic State", None)}),
        ("Turkish special forces drove Islamic State out of Jarablus.",
         {("Jarablus", "Turkish special forces", "Islamic State")}),
        ("Troops fought on in Marawi, conceding the army would miss its target for retaking the city.", set()),
        (
            "Sudanese troops wrested the Jebel Moya mountain range from the RSF.",
            {("Jebel Moya mountain range", "Sudanese forces", "Rapid Support Forces")},
        ),
        (
            "Iraqi troops reoccupied Majnoun on Saturday, three years after losing it to Iran.",
            {("Majnoun", "Iraqi security forces", "Iran")},
        ),
    ],
)  # fmt: skip
def test_which_town_and_whose_it_was(text: str, expected: set[readings.Fall]) -> None:
    assert readings.falls(text, PUBLISHED) == expected


def test_a_foreign_army_recaptures_nothing() -> None:
    told = readings.changes("Turkish special forces drove Islamic State out of Jarablus.", PUBLISHED)
    assert [claim.change for claim in told] == ["captured"]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("The army fell back from Bentiu to Bor.", ["withdrawn"]),
        ("The army was forced to withdraw from Bentiu.", ["withdrawn"]),  # once, and not as driven out besides
        ("The army was compelled to leave Bentiu.", ["withdrawn"]),
        ("Residents were compelled to leave Bentiu by the army.", []),
        ("The army carried out a planned withdrawal from Bentiu.", ["withdrawn"]),
        ("The army postponed a planned withdrawal from Bentiu.", []),
        ("The army redeployed from Bentiu to Bor.", ["withdrawn"]),
        ("The army redeployed 500 men from Bentiu to Bor.", []),
        ("Bentiu gave in to the rebels on Friday.", ["surrendered"]),
        ("Bentiu gave in to the rebels' demands on Friday.", []),
        ("Bentiu now belongs to the rebels.", ["captured"]),
        ("The oilfield in Bentiu belongs to the army.", []),
        ("Bentiu has been freed, the army said.", ["captured"]),
        ("Bentiu is clear of rebels, the army said.", ["recaptured"]),
        ("Bentiu is clear of snow, the army said.", []),
        ("Bentiu returned to government control on Friday.", ["recaptured"]),
        ("Bentiu switched hands on Friday after clashes between army and rebels.", ["captured"]),
    ],
)
def test_what_was_left_given_up_or_freed(text: str, changes: list[str]) -> None:
    assert [claim.change for claim in readings.changes(text, PUBLISHED)] == changes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The president's soldiers lost Bor to troops loyal to the former vice president.",
            {("Bor", "troops loyal to the former vice president", "SPLA")},
        ),
        ("Kyiv wins back Mariupol from separatists", {("Mariupol", "Ukraine", "separatists")}),
        ("London wins back the crown from Paris", set()),
        ("Mosul slips from Baghdad's grasp as Islamic State advances", {("Mosul", "Islamic State", "Iraq")}),
        ("Haftar's forces moved peacefully into Gharyan.", {("Gharyan", "Libyan National Army", None)}),
        (
            "Azerbaijani soldiers hoisted their flag in Lachin, the last of three districts handed back by Armenia.",
            {("Lachin", "Azerbaijani forces", "Armenia")},
        ),
        ("Kismayo, the Islamists' last bastion, was abandoned overnight.", {("Kismayo", None, "Islamists")}),
        (
            "The Ukrainian army said all of Severodonetsk is now under Russian occupation.",
            {("Severodonetsk", "Russian forces", "Ukrainian forces")},
        ),
        ("Troops captured 25 square kilometres of LTTE terrain south of Kilinochchi.", set()),
        ("Troops captured the main square of Kilinochchi from the LTTE.",
         {("main square of Kilinochchi", "Sri Lankan forces", "LTTE")}),
        ("The advance does not mean the town of Bakhmut has fallen, the Ukrainian army said.", set()),
        ("South Africa fell to Uruguay, and Durban fell silent.", set()),
    ],
)  # fmt: skip
def test_by_whom_and_from_whom(text: str, expected: set[readings.Fall]) -> None:
    assert readings.falls(text, PUBLISHED) == expected


def test_what_one_claims_and_the_other_calls_lies_is_claimed() -> None:
    told = readings.changes("RSF claims control of Merowe airport; army says it is all lies", PUBLISHED)
    assert [claim.stance for claim in told] == ["claimed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No rebel has ever captured Bentiu.", set()),
        ("No fewer than 200 rebels captured Bentiu.", {("Bentiu", "rebels", None)}),
        ("The rebels took Bentiu seriously.", set()),
        ("The army occupies a school in Bentiu, parents complain.", set()),
        ("Rebels occupy Bentiu, UN says", {("Bentiu", "rebels", None)}),
        ("Federal police imposed security in Altun Kupri.", {("Altun Kupri", "police", None)}),
        ("The Clan del Golfo has displaced the ELN from Saravena.", {("Saravena", "Gulf Clan", "ELN")}),
        ("The fighting between the army and the ELN displaced 3,000 people from Saravena.", set()),
        (
            "Vrbasica and Kosjerevo, the last two hills held by the Serbs, were retaken by the Croatian army.",
            {(hill, "Croatian army", "Serb forces") for hill in ("Vrbasica", "Kosjerevo")},
        ),
    ],
)  # fmt: skip
def test_what_is_held_named_or_done_by_nobody(text: str, expected: set[readings.Fall]) -> None:
    assert readings.falls(text, PUBLISHED) == expected
