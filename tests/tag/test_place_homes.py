"""Places without a pin of their own, and capitals named by their country or province alone."""

import pytest


def _only(places, text):
    (found,) = [m for m in places if m.place.text == text]
    return found


@pytest.fixture
def tagged(taggers, words_of):
    def find(text):
        return taggers.places.tag(words_of(text)).mentions

    return find


def test_a_quarter_lies_in_its_town(tagged):
    found = _only(tagged("Shells hit the Tishbad quarter of Aleppo, Syria."), "Tishbad quarter")
    assert (found.place.country, found.place.admin1, found.place.precision) == ("SY", "Aleppo", 2)
    assert found.place.lat == pytest.approx(36.2, abs=0.1)
    assert found.place.geonames_id is None


def test_a_camp_named_after_a_far_town_lies_in_the_town_of_its_sentence(tagged):
    text = "Shells fell on Zalingei in Central Darfur, killing 16 people in the Hasahisa camp for the displaced."
    place = _only(tagged(text), "Hasahisa camp").place
    assert (place.country, place.admin1, place.precision) == ("SD", "Central Darfur", 2)
    assert place.lat == pytest.approx(12.9, abs=0.1)
    near = _only(tagged("Gunmen fled from Wad Madani to the Hasahisa camp in Sudan."), "Hasahisa camp").place
    assert near.lat == pytest.approx(14.75, abs=0.1)


def test_a_lake_that_only_its_town_knows_is_no_wide_water(tagged):
    assert _only(tagged("Gunmen attacked herders near Tishbad lake in Mali."), "Tishbad lake").place.precision == 2


def test_a_religious_order_is_no_place(tagged):
    found = tagged(
        "Two of the Little Sisters of Sainte-Thérèse and two sisters of Goma, Congo, were hurt in Mirebalais."
    )
    assert [m.place.text for m in found if m.feature == "settlement"] == ["Goma", "Mirebalais"]


def test_a_common_word_that_ends_the_name_of_a_body_is_no_place(tagged):
    assert not tagged("A nun of Aid to the Church in Need spoke.")
    assert not tagged("Shares of Sisters in Action rose.")
    assert [m.place.text for m in tagged("The Eastern Command in Lashio fell to guerrillas in Intaw.")][-1] == "Intaw"


def test_what_fighters_regained_is_a_place(tagged):
    assert _only(tagged("Separatist fighters regained Vuhlehirsk from the guard."), "Vuhlehirsk").place.country == "UA"


def test_a_quarter_of_a_town_is_not_its_namesake_abroad(tagged):
    found = _only(tagged("Warplanes struck the Salah al-Din quarter of Aleppo, Syria."), "Salah al-Din quarter")
    assert found.place.country == "SY"


@pytest.mark.parametrize(
    ("text", "country", "admin1"),
    [
        ("Gunmen raided Tishbad, in Nigeria's Kaduna state.", "NG", "Kaduna"),
        ("Gunmen raided Tishbad, a village in Kaduna state, Nigeria.", "NG", "Kaduna"),
        ("Gunmen raided Tishbad, a village in Zomba township, in Kaduna state, Nigeria.", "NG", "Kaduna"),
        ("The army held Tishbad, south of Mosul, in Iraq.", "IQ", None),
    ],
)
def test_an_unknown_village_has_the_province_that_the_text_gives_it(tagged, text, country, admin1):
    place = _only(tagged(text), "Tishbad").place
    assert (place.country, place.admin1, place.lat) == (country, admin1, None)


def test_a_name_said_to_lie_in_another_country_is_not_the_famous_one(tagged):
    place = _only(tagged("Fighting displaced thousands from Tonga, in South Sudan's Upper Nile state."), "Tonga").place
    assert place.country == "SS"


def test_a_homonym_that_nothing_settles_has_no_pin(tagged):
    place = _only(tagged("Insurgents entered Palma before dawn."), "Palma").place
    assert (place.lat, place.lon, place.geonames_id) == (None, None, None)
    place = _only(tagged("In Mozambique's Cabo Delgado province, insurgents entered Palma before dawn."), "Palma").place
    assert (place.country, place.admin1) == ("MZ", "Cabo Delgado")


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("The RSF seized the West Kordofan state capital.", "West Kordofan state capital", "Al-Fulah"),
        ("They took the capital of East Darfur state.", "capital of East Darfur state", "Ed Daein"),
        ("A bomb in the Somali capital killed 12.", "Somali capital", "Mogadishu"),
        ("Columns reached the Chechen capital at dawn.", "Chechen capital", "Grozny"),
        ("Logar's capital was overrun.", "Logar's capital", "Pul-e Alam"),
        ("Shells hit Aleppo, Syria. In the capital SANA said two people were killed.", "capital", "Damascus"),
        ("In Helmand province fighters entered the provincial capital.", "provincial capital", "Lashkar Gah"),
    ],
)
def test_a_capital_named_by_its_province_or_country(tagged, text, written, name):
    found = _only(tagged(text), written)
    assert (found.feature, found.place.precision) == ("settlement", 1)
    assert found.place.name == name
    assert found.place.lat is not None


@pytest.mark.parametrize(
    "text",
    [
        "Kunduz, the provincial capital, fell.",
        "The Syrian capital, Damascus, was shelled.",
        "Nyala, the capital of South Darfur, was calm.",
        "The Saudi capital markets fell, and Chinese capital flows rose.",
        "In Helmand province the Taliban took Sangin. The provincial capital was calm.",
        "He demanded capital punishment.",
    ],
)
def test_a_capital_that_is_named_or_is_money_is_no_mention(tagged, text):
    assert [m.place.text for m in tagged(text) if "capital" in m.place.text] == []


def test_a_lost_apostrophe_still_makes_a_possessive(places_of):
    assert places_of("They bombed a school in Syrias Idlib province.")[-1][:2] == ("Idlib province", "Idlib")


@pytest.mark.parametrize(
    "text", ["the Khirbet Jouz base", "the Thin Zan Naw base", "the Ta Zarq market", "the Belo Brdo ridge"]
)
def test_an_unknown_name_with_a_noun_for_a_place(places_of, text):
    assert text.removeprefix("the ") in [found[0] for found in places_of(f"Rebels attacked {text} in the night.")]
