"""Notes of one sentence on who took what: quoted verbs, lists of examples, "their hands", years of rule, brackets."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2019, 5, 5, 12, tzinfo=UTC)


def falls(text: str) -> set[readings.Fall]:
    return readings.falls(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kismayo 'falls' to al-Shabaab", {("Kismayo", "al-Shabaab", None)}),
        ("Menaka 'retaken' by Malian army", {("Menaka", "Malian army", None)}),
        ("Taliban 'take' Kunduz", {("Kunduz", "Taliban", None)}),
        ("Al shabaab fighters seized Bardera on Saturday.", {("Bardera", "al-Shabaab", None)}),
        (
            "The Somali Islamist group Al-Shabaab said its fighters had seized Bardera.",
            {("Bardera", "al-Shabaab", None)},
        ),
        (
            '"They (the Taliban) have been flushed out of Kunduz," the governor said.',
            {("Kunduz", None, "Taliban")},
        ),
        ("Seleka rebels seized two towns on Saturday, including the diamond hub of Bria.", {("Bria", "Seleka", None)}),
        (
            "Seleka rebels took several towns north of Bangui, including Bria and Bambari.",
            {("Bria", "Seleka", None), ("Bambari", "Seleka", None)},
        ),
        ("Other cities taken by the Taliban on Saturday include Lashkar Gah.", {("Lashkar Gah", "Taliban", None)}),
        ("Among the towns seized by the rebels on Saturday was Bria.", {("Bria", "rebels", None)}),
        (
            "Ndele changed hands again on Sunday as government soldiers recaptured it from rebels.",
            {("Ndele", "Central African forces", "rebels")},
        ),
        (
            "Ndele changed hands for the third time in a month when government forces drove out the rebels.",
            {("Ndele", "Central African forces", "rebels")},
        ),
        (
            "KLA fighters marched into Pristina after Serbian police left, and the city is now under their control.",
            {("Pristina", "Kosovo Liberation Army", "Serbian police")},
        ),
        (
            "Russian tanks entered Gori after Georgian forces fled and the town is in their hands.",
            {("Gori", "Russian forces", "Georgian forces")},
        ),
        ("The rebels came from Faya, a town near the border with Libya that they seized.", {("Faya", "rebels", None)}),
        (
            "Azerbaijani troops liberated Lachin after 27 years of Armenian occupation.",
            {("Lachin", "Azerbaijani forces", "Armenian forces")},
        ),
        (
            "Ukrainian forces took control of Lyman following a Russian withdrawal from the town.",
            {("Lyman", "Ukrainian forces", "Russian forces")},
        ),
        (
            "Taliban fighters captured the army base near Ghormach and Qaisar on Saturday.",
            {("army base near Ghormach", "Taliban", "army")},
        ),
        (
            "Al Shabaab took control of Dar Adir Hane after Ethiopian forces withdrew.",
            {("Dar Adir Hane", "al-Shabaab", "Ethiopian National Defence Force")},
        ),
        (
            "The Ukrainian flag was raised over Kherson on Friday after Russian troops withdrew.",
            {("Kherson", "Ukrainian forces", "Russian forces")},
        ),
        (
            "Kidal was wrested from the Malian army by Islamist fighters on Saturday.",
            {("Kidal", "Islamist fighters", "Malian army")},
        ),
        ("Poti slipped from Georgian hands on Monday.", {("Poti", None, "Georgian forces")}),
        ("Liberian soldiers re-took Ganta from rebels on Friday.", {("Ganta", "Liberian forces", "rebels")}),
        ("Merka has come under the total control of al-Shabaab.", {("Merka", "al-Shabaab", None)}),
        ("Saraqib and its outskirts were captured by rebels.", {("Saraqib", "rebels", None)}),
        ("The Sri Lankan army now has the full control of Kilinochchi.", {("Kilinochchi", "Sri Lankan army", None)}),
        (
            "Jurm, Yaftal and Argo districts fell to the Taliban on Friday.",
            {("Jurm", "Taliban", None), ("Yaftal", "Taliban", None), ("Argo districts", "Taliban", None)},
        ),
        (
            "Rebels captured Brega, west of the opposition's capital of Benghazi, and Ras Lanuf.",
            {("Brega", "rebels", None), ("Ras Lanuf", "rebels", None)},
        ),
        (
            "Rebels have taken control of the airport in the capital, Monrovia.",
            {("airport in the capital, Monrovia", "rebels", None)},
        ),
        (
            "Serb guns shelled Grahovo, a town the Croats captured last month.",
            {("Grahovo", "Croat forces", None)},
        ),
        ("They fled Sake, a town seized by M23 rebels last week.", {("Sake", "M23", None)}),
        (
            "Among the larger towns retaken by Croat forces was Jajce, together with Sipovo and Drvar.",
            {(town, "Croat forces", None) for town in ("Jajce", "Sipovo", "Drvar")},
        ),
        (
            "Seleka rebels seized the towns of Boali, Bouca, Boda, Bria.",
            {(town, "Seleka", None) for town in ("Boali", "Bouca", "Boda", "Bria")},
        ),
        (
            "The Syrian army retook the villages of al-Rakaya, Tal al-Nar, Kafar Sajneh and al-Naqir on Monday.",
            {
                (town, "Syrian government forces", None)
                for town in ("al-Rakaya", "Tal al-Nar", "Kafar Sajneh", "al-Naqir")
            },
        ),
        (
            '"The enemy took control of Rutshuru this morning," a Congolese army officer said.',
            {("Rutshuru", None, "Congolese forces")},
        ),
        (
            "Two Serb-held towns have fallen to Croat forces: Sipovo and Drvar.",
            {("Sipovo", "Croat forces", "Serb forces"), ("Drvar", "Croat forces", "Serb forces")},
        ),
        ("The M23 seized Goma, North Kivu, Democratic Republic of Congo, on Monday.", {("Goma", "M23", None)}),
        ("Chechen forces pulled out of Bamut on Friday, a rebel spokesman said.", {("Bamut", None, "Chechen forces")}),
        (
            "Tigrayan fighters were in control of Mekelle on Monday night after Ethiopian soldiers left in a hurry.",
            {("Mekelle", "TPLF", "Ethiopian National Defence Force")},
        ),
        (
            "After briefly occupying the southeastern towns Am Timan and Goz Beida, the rebels melted away.",
            {("Am Timan", "rebels", None), ("Goz Beida", "rebels", None)},
        ),
        ("Kherson returned to Ukrainian control on Friday.", {("Kherson", "Ukrainian forces", None)}),
        ("Azerbaijan confirmed the loss of Shusha to Armenian forces.", {("Shusha", "Armenian forces", "Azerbaijan")}),
        ("Ukrainian forces seize the moment and liberate Udachne.", {("Udachne", "Ukrainian forces", None)}),
        ("The TNLA as part of a wider effort from its allies captured Hsipaw on Friday.", {("Hsipaw", "TNLA", None)}),
        (
            "Kurdish forces have seized control of Sinjar after driving out ISIL.",
            {("Sinjar", "Kurdish forces", "Islamic State")},
        ),
        (
            "Dissident soldiers led by a general captured Bukavu from government troops on Wednesday.",
            {("Bukavu", "dissident soldiers", "FARDC")},
        ),
        (
            "Kidal, seized by rebels three years ago, has been retaken by the Malian army.",
            {("Kidal", "Malian army", "rebels")},
        ),
        (
            "The Ethiopian army retook control of Axum on Friday, as a regional militia withdrew after its men had "
            "seized the town on Monday.",
            {
                ("Axum", "Ethiopian National Defence Force", "militia"),
                ("Axum", "militia", "Ethiopian National Defence Force"),
            },
        ),
        (
            "The army's capture of Kilinochchi from the Tamil Tigers on Friday was hailed.",
            {("Kilinochchi", "army", "LTTE")},
        ),
        (
            "Fighters captured Hajin, the last big town in the hands of Islamic State, on Friday.",
            {("Hajin", "fighters", "Islamic State")},
        ),
        (
            "Soldiers stood beside burnt tanks in the village of Dolyna, retaken by the Ukrainian army a day ago.",
            {("Dolyna", "Ukrainian forces", None)},
        ),
        ("Clashes broke out, with M23 eventually seizing control of Rubaya.", {("Rubaya", "M23", None)}),
        (
            'A Congolese security source confirmed the capture of Rutshuru. "The enemy took control of Rumangabo."',
            {("Rutshuru", None, None), ("Rumangabo", None, None)},
        ),
        ("Kidal: Malian army back in control", {("Kidal", "Malian army", None)}),
        ("#DRC: M23 has captured #Goma, sources say.", {("Goma", "M23", None)}),
        (
            "#Syria: #SDF captures #Manbij from #ISIS",
            {("Manbij", "Syrian Democratic Forces", "Islamic State")},
        ),
        ("Avdiivka has fallen, handing Russia its biggest victory in nine months.", {("Avdiivka", "Russia", None)}),
        (
            "The Taliban overran Ghormach district in Faryab province. An official confirmed the fall of the district.",
            {("Ghormach district", "Taliban", None)},
        ),
    ],
)
def test_who_took_it_of_a_note(text: str, expected: set[tuple[str, str | None, str | None]]) -> None:
    assert falls(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bridge has vital importance in liberating Nagorno-Karabakh, an Azerbaijani officer said.",
        "Sirte is free of mines, the Libyan army said.",
        "The rebels hold a town on the border with Libya that they seized.",
        "Al Shabaab took control of Group Four after Ethiopian forces withdrew.",
        "The French flag was raised over Lyon for the cup final.",
        "Seizing Bayhan would enable government forces to cut supply lines to the Houthis.",
        "Tigrayan fighters are in control of Mekelle, the UN said.",
        "Kidal, seized by rebels three years ago, is a dusty town, a Malian soldier said.",
        "The dam near Goma collapsed to the cheers of M23 fighters.",
        "The army said that among the towns it would retake was Bria.",
    ],
)
def test_no_change_of_hands_in_a_note(text: str) -> None:
    assert falls(text) == set()
