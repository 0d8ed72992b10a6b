"""What stands right behind a place's name and is no noun of it: how it fell, and when; and where such words mislead."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)  # a Saturday

HOW = (
    "ahead of the talks", "almost without a fight", "anyway", "intact", "nonetheless", "outright", "quite easily",
    "thanks to air support", "unchallenged", "minutes later", "afterwards", "due to desertions", "contrary to reports",
    "house by house", "backed by tanks", "supported by drones", "elsewhere in the state", "faster than expected",
)  # fmt: skip


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(
    "told",
    [
        "The rebels captured Bentiu {}.",
        "Bentiu was captured by the rebels {}.",
        "The soldiers withdrew from Bentiu {}.",
        "The rebels now control Bentiu {}.",
    ],
)
def test_how_is_no_noun_of_the_place(told: str, how: str) -> None:
    assert {place for place, _, _ in readings.falls(told.format(how), PUBLISHED)} == {"Bentiu"}


@pytest.mark.parametrize(
    "how",
    [
        "almost without a fight", "barely a day later", "because of desertions", "by nightfall", "by storm",
        "street by street", "according to residents", "half an hour later", "thanks to air support", "nonetheless",
        "virtually unopposed", "bloodlessly", "only hours after a truce", "ahead of the talks", "alongside Bor",
    ],
)  # fmt: skip
def test_how_a_town_fell(how: str) -> None:
    told = readings.falls(f"Army troops were driven out and Bentiu fell {how}.", PUBLISHED)
    assert {place for place, _, _ in told} == {"Bentiu"}


@pytest.mark.parametrize(
    "text",
    [
        "Army troops were driven out and Bentiu fell silent.",
        "Rebel shares were sold and Hong Kong fell sharply.",
        "The army said grain output in Bentiu fell by a tenth.",
        "The rebels captured Bentiu residents.",
        "The army seized Bentiu traders backed by no licence.",
        "The rebels took Bentiu hostages house by house.",
    ],
)
def test_other_words_behind_a_name(text: str) -> None:
    assert not readings.changes(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels seized Bentiu city hall on Friday.", {("Bentiu city hall", "rebels", None)}),
        ("Separatists took over the TV tower in Donetsk.", {("TV tower in Donetsk", "separatists", None)}),
        ("The militia overran the police academy in Bor.", {("police academy in Bor", "militia", None)}),
        (
            "The rebels' last stronghold in Aleppo, Ramouseh, fell on Friday.",
            {("Ramouseh", None, "rebels")},
        ),
        (
            "The rebels' last stronghold in Aleppo, Syria, fell on Friday.",
            {("rebels' last stronghold in Aleppo", None, "rebels")},
        ),
        (
            "Zaranj, the capital of Nimroz, became the first provincial capital to be lost by the army.",
            {("Zaranj", None, "Afghan National Army")},
        ),
        (
            "The rebels entered Laukkai. They took the capital of the Kokang Self-Administered Zone on Friday.",
            {("Laukkai", "rebels", None)},
        ),
        ("The South Vietnamese capital fell to the Viet Cong.", {("South Vietnamese capital", "Viet Cong", None)}),
        (
            "KLA guerrillas moved into Suva Reka within hours of the last Yugoslav tanks pulling out of the town.",
            {("Suva Reka", "Kosovo Liberation Army", "Yugoslav forces")},
        ),
        ("Singa is now in the grip of the RSF.", {("Singa", "Rapid Support Forces", None)}),
        ("Singa is now in the grip of a cholera outbreak.", set()),
        ("The FARC claims to be in full control of Mitu.", {("Mitu", "FARC", None)}),
        ("The FARC hopes to be in full control of Mitu.", set()),
        ("At 1615 hours Serb troops captured Zepa.", {("Zepa", "Serb forces", None)}),
        ("In 1995 Serb troops captured Zepa.", set()),
    ],
)
def test_which_place_and_whose(text: str, expected: set[readings.Fall]) -> None:
    assert readings.falls(text, PUBLISHED) == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "The president announced that the town of Horadiz had been freed from occupation after 28 years.",
            "recaptured",
        ),
        ("The Ukrainian flag is flying again over Sloviansk, and the separatists are gone.", "recaptured"),
    ],
)
def test_a_place_freed_again(text: str, change: str) -> None:
    assert [claim.change for claim in readings.changes(text, PUBLISHED)] == [change]


@pytest.mark.parametrize(
    "text",
    [
        "A Houthi source rejected as lies what the media say about the fall of Hodeidah airport.",
        "The army dismissed as pure propaganda all talk about the loss of Bor to the rebels.",
    ],
)
def test_refused_as_lies(text: str) -> None:
    assert not readings.rings(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a town that is told of by a relative clause, and named behind it
        (
            "The town that was seized by the ELN on Monday, Saravena, is an hour from Arauca.",
            {("Saravena", "ELN", None)},
        ),
        ("The village which fell on Friday, Sake, is 20 km from Goma. The army fled.", {("Sake", None, None)}),
        # what a sentence is about, and not what it mentions last
        (
            "Bunagana was a base in a war that reached the city of Goma. Residents said it fell to the M23 on Friday.",
            {("Bunagana", "M23", None)},
        ),
        ("The army took the bridge and the town of Gao.", {("Gao", "Malian army", None)}),
        (
            "French forces took control of the bridge and the airport at Gao.",
            {("bridge and the airport at Gao", "French forces", None)},
        ),
        ("M23 fighters took Walikale-centre.", {("Walikale", "M23", None)}),
        ("Walikale-Centre came under the control of the M23.", {("Walikale-Centre", "M23", None)}),
        ("Zepa gave up without a fight on Tuesday, and the Serb army marched in.", {("Zepa", "Serb army", None)}),
        ("Talks went on, and Zepa gave up its weapons to the Serb army.", set()),
        ("Mariupol has in effect been surrendered by the army.", {("Mariupol", None, "Ukrainian forces")}),
        ("Mariupol has in no way been surrendered by the army.", set()),
        ("The last tanks of the army fled east along the Jinja road.", set()),
        ("The RSF captured the Sennar state capital.", {("Sennar state capital", "Rapid Support Forces", None)}),
        ("Kilinochchi falls: Tamil Tigers flee", {("Kilinochchi", None, None)}),
        (
            "Northern Alliance rolls into Kabul as Taliban slip away in the dark",
            {("Kabul", "Northern Alliance", "Taliban")},
        ),
        (
            "Allied troops were withdrawn from Krasny Liman, the Russian Defence Ministry said.",
            {("Krasny Liman", None, "Russian forces")},
        ),
        ('"Grozny is ours," boasted the Chechen field commander Shamil Basayev.', {("Grozny", None, None)}),
    ],
)  # fmt: skip
def test_what_its_words_mean(text: str, expected: set[readings.Fall]) -> None:
    assert readings.falls(text, PUBLISHED) == expected


def test_a_month_after_a_capital_also_called_so_fell() -> None:
    text = "The offensive comes less than a month after the provincial capital, also called Idlib, fell to the rebels."
    assert [claim.time.timing for claim in readings.changes(text, PUBLISHED)] == ["background"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a list whose first names no gazetteer has, and what lies around the last
        (
            "Vrbasica, Kosjerevo and Benkovac were liberated yesterday by Croatian troops.",
            {(town, "Croatian forces", None) for town in ("Vrbasica", "Kosjerevo", "Benkovac")},
        ),
        (
            "Badme, Zalambessa and the surrounding heights are today in Ethiopian hands.",
            {(town, "Ethiopian National Defence Force", None) for town in ("Badme", "Zalambessa")},
        ),
        ("Kigali in RPF hands as shells fall", {("Kigali", "Rwandan Patriotic Front", None)}),
        ("Bus company in Kigali in private hands as council sells", set()),
        ("Gao slipped out of Bamako's control as the Tuareg rebels advanced.",
         {("Gao", "Coordination of Azawad Movements", "Mali")}),
        ("The RSF are in sole possession of El Geneina.", {("El Geneina", "Rapid Support Forces", None)}),
        ("Lysychansk falls, giving Russia control of Luhansk", {("Lysychansk", "Russia", None)}),
        ("Lysychansk fell on Sunday, giving Russian media a headline.", {("Lysychansk", None, None)}),
        (
            "The Sudanese army took back the national radio and television building in Omdurman.",
            {("national radio and television building in Omdurman", "Sudanese Armed Forces", None)},
        ),
        (
            "The Russian forces completed their tasks on Snake Island and withdrew the garrison stationed there.",
            {("Snake Island", None, "Russian forces")},
        ),
        ("Rebel shells fell as soldiers evacuated the hospital in Beira.", set()),
    ],
)  # fmt: skip
def test_lists_headlines_and_what_is_left(text: str, expected: set[readings.Fall]) -> None:
    assert readings.falls(text, PUBLISHED) == expected


def test_a_side_that_says_ours_claims_it() -> None:
    told = readings.changes('"The air base at Watiya is ours," said a GNA commander, Osama Juweili.', PUBLISHED)
    assert [claim.stance for claim in told] == ["claimed"]


@pytest.mark.parametrize("how_long", ["a week ago", "two weeks ago", "on Friday", "an hour earlier"])
def test_a_town_that_they_took_then(how_long: str) -> None:
    told = readings.falls(f"Fighting goes on around Bentiu, which the rebels captured {how_long}.", PUBLISHED)
    assert {place for place, _, _ in told} == {"Bentiu"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels overrun army base near Bentiu", "army base near Bentiu"),
        ("The rebels seized a string of villages around Bentiu.", "a string of villages around Bentiu"),
        ("The army has retaken two thirds of Bentiu from the rebels.", "two thirds of Bentiu"),
        ("The rebels hold Bentiu after the army fled.", "Bentiu"),
        ("The rebels seized at dawn the village of Bentiu.", "Bentiu"),
        ("The rebels captured late on Friday the town of Bentiu.", "Bentiu"),
        ("Units of the army took under control the village of Bentiu.", "Bentiu"),
    ],
)
def test_what_headlines_and_shares_tell(text: str, place: str) -> None:
    assert {told for told, _, _ in readings.falls(text, PUBLISHED)} == {place}


@pytest.mark.parametrize(
    "text",
    [
        "The army left Bentiu out of its plans, the rebels said.",
        "The rebels hold talks in Bentiu after the army left.",
        "Soldiers overrun by work in an army base near Bentiu",
        "Rebels rammed a lorry into the post near Mir Ali, which led to the collapse of a portion of a building.",
        "Shelling in Kharkiv caused the collapse of a section of a bridge.",
        "In Kupwara the army claimed to have foiled an infiltration bid by militants.",
    ],
)
def test_nothing_fell(text: str) -> None:
    assert readings.falls(text, PUBLISHED) == set()


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("Troops of the West African force ECOMOG have driven rebels from Kissy in Sierra Leone.", "ECOMOG"),
        (
            "LURD rebels shelled Monrovia. A second rebel group, Model, said it had captured Buchanan.",
            "second rebel group",
        ),
        ("Rebels fled. Deals have seen Sirte brought back under the control of the government.", "government"),
        ("Rebels fled. The army has brought Sirte back under the control of the government.", "Libyan army"),
        ("LURD rebels shelled Monrovia. The rebel group captured Buchanan on Friday.", "LURD"),
    ],
)
def test_who_took_it_of_several(text: str, taker: str) -> None:
    assert {by for _, by, _ in readings.falls(text, PUBLISHED)} == {taker}
