"""Places without a pin of their own, and capitals named by their country or province alone."""

import pytest

from agents.tag.article import tag_text
from agents.tag.theatre import in_theatre
from schemas.place import Place, PlaceMention


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


@pytest.mark.parametrize(
    ("text", "place", "country", "admin1", "precision"),
    [
        (
            "Bandits raided Maru Local Government Area of Zamfara State.",
            "Maru Local Government Area",
            "NG",
            "Zamfara",
            2,
        ),
        ("Gunmen stormed Kaltungo LGA.", "Kaltungo LGA", "NG", "Gombe", 2),
        ("A raid in Unity state left nine dead.", "Unity state", "SS", "Unity", 3),
        ("Herders were shot in Plateau State.", "Plateau State", "NG", "Plateau", 3),
        ("Two bombs went off in Niger State.", "Niger State", "NG", "Niger", 3),
        ("In Somalia, mortars hit Bay region.", "Bay region", "SO", "Bay", 3),
        ("Gunmen hit a hamlet in Nigeria's Plateau, a state in the middle.", "Plateau", "NG", "Plateau", 3),
        ("Rebels burned huts in Djugu territory, Ituri province.", "Djugu territory", "CD", "Ituri", 2),
    ],
)
def test_the_noun_of_an_area_settles_it(tagged, text, place, country, admin1, precision):
    found = _only(tagged(text), place).place
    assert (found.country, found.admin1, found.precision) == (country, admin1, precision)
    assert found.lat is not None


def test_a_village_that_nobody_knows_is_near_its_district(tagged):
    found = tagged("Raiders burned the village of Mbodo in Djugu territory, Ituri province.")
    assert (_only(found, "Mbodo").place.lat, _only(found, "Mbodo").place.precision) == (
        _only(found, "Djugu territory").place.lat,
        2,
    )
    province = _only(tagged("Raiders burned the village of Mbodo in Ituri province."), "Mbodo").place
    assert (province.country, province.admin1, province.lat) == ("CD", "Ituri", None)


def test_a_community_is_a_village_and_with_an_article_a_people(tagged):
    text = "They attacked Yelkor community in the Wase Local Government Area of Plateau State."
    assert _only(tagged(text), "Yelkor community").place.admin1 == "Plateau"
    assert [m.place.text for m in tagged("Elders of the Yelkor community in Plateau State wept.")] == ["Plateau State"]


@pytest.mark.parametrize(
    "text",
    [
        "Sixty were killed in the Tet Offensive.",
        "Three officers died in the Terrorist Battle.",
        "Twelve people died in Typhoon Rammasun.",
        "In Black July, 3,000 people were killed.",
        "Many were shot in the Second Intifada.",
        "It was printed in Foreign Affairs.",
        "He lived in a Police State.",
    ],
)
def test_names_of_events_and_writings_are_no_places(tagged, text):
    assert not tagged(text)


def test_a_country_and_its_territory_is_no_district(tagged):
    assert [m.feature for m in tagged("Jets struck Syria territory.")] == ["country"]


def test_a_township_named_by_a_word_is_a_place(tagged):
    found = tagged("Jets bombed a village in Sagaing Region’s Pale Township in Myanmar.")
    assert [(m.place.text, m.place.country) for m in found][:2] == [("Sagaing Region", "MM"), ("Pale Township", "MM")]
    assert _only(found, "Pale Township").place.lat is None


def test_a_hamlet_of_another_spelling_far_off_is_no_pin(tagged):
    text = "Jets bombed Nyaung Kone village in Sagaing Region. Monywa in Sagaing Region was quiet. Myanmar has a junta."
    assert _only(tagged(text), "Nyaung Kone village").place.lat is None


def test_a_name_that_ends_in_a_surname_is_a_mans(tagged):
    text = "Paulino Martinez Sanchez, police chief of the town of Cherán in Mexico, was shot."
    assert "Paulino Martinez Sanchez" not in [m.place.text for m in tagged(text)]
    assert _only(tagged("Much is said of Dawlat Abad, in Faryab, Afghanistan."), "Dawlat Abad")


def test_a_tribe_is_no_town(tagged):
    assert [m.place.text for m in tagged("Kenana tribesmen fought in Sudan.")] == ["Sudan"]


def test_the_capital_of_a_province_that_alone_is_named(tagged):
    text = "Four soldiers were killed in Chechnya. They died in the capital on Monday."
    assert [m.place.name for m in tagged(text)] == ["Chechnya", "Grozny"]
    text = "Troops in Russia guard Chechnya. Four men died in the capital on Monday, said the police in Moscow."
    assert "Grozny" not in [m.place.name for m in tagged(text)]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A boat sank in the Philippine province of Rizal.", "Rizal", "PH"),
        ("Rebels hold a camp in Lanao del Sur.", "Lanao del Sur", "PH"),
        ("A boat sank in the Ganga river.", "Ganges", None),
    ],
)
def test_provinces_and_rivers_of_the_supplement(tagged, text, name, country):
    assert (tagged(text)[-1].place.name, tagged(text)[-1].place.country) == (name, country)


def test_a_dateline_is_a_town(tagged):
    assert tagged("BENI SUEF, Egypt (News Wire) - A fire broke out.")[0].feature == "settlement"


def test_a_zone_of_a_country_of_zones(tagged):
    found = _only(tagged("Armed men burned huts in the Kamashi zone of Ethiopia."), "Kamashi zone")
    assert (found.feature, found.place.country) == ("district", "ET")


def test_the_police_of_a_town_leave_it_a_town(tagged):
    text = "Gunmen shot a man in Tingginambut, Papua Province. The Tingginambut Police came."
    assert tagged(text)[0].place.text == "Tingginambut"


def test_an_english_word_behind_a_deed_is_no_place(tagged):
    assert [m.place.text for m in tagged("19 dead in Syria after regime bombing Civil defence says")] == ["Syria"]


def test_a_town_and_the_province_around_it_that_has_its_name_are_settled(tagged):
    place = _only(tagged("Rebels captured Kidal on Sunday."), "Kidal").place
    assert (place.country, place.admin1) == ("ML", "Kidal")
    assert place.lat == pytest.approx(18.4, abs=0.1)


def test_of_namesakes_in_one_country_the_place_of_war_is_meant(tagged):
    """Kobo in Amhara, where the war went to and fro, and another Kobo south of it."""
    place = _only(tagged("Fighting went on in Ethiopia. Rebels captured Kobo on Sunday."), "Kobo").place
    assert (place.country, place.lat) == ("ET", pytest.approx(12.15, abs=0.1))
    assert _only(tagged("Rebels captured Kobo on Sunday."), "Kobo").place.lat is None


@pytest.mark.parametrize(
    ("name", "country"),
    [("Sloviansk", "UA"), ("Guri'el", "SO"), ("Malumfatori", "NG"), ("Puthukudiyiruppu", "LK"), ("Mindat", "MM")],
)
def test_a_town_of_war_is_known_without_its_country(tagged, name, country):
    place = _only(tagged(f"Rebels captured {name} on Sunday."), name).place
    assert (place.country, place.lat is not None) == (country, True)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed four people in the village of Moscow, near Gao in Mali.",
        "Gunmen raided Moscow, a farming village near Gao in Mali.",
        "Gunmen raided Moscow village near Gao in Mali.",
    ],
)
def test_a_village_is_no_great_city(tagged, text):
    (found,) = [m.place for m in tagged(text) if m.place.text.startswith("Moscow")]
    assert (found.country, found.geonames_id) != ("RU", 524901)
    assert found.country in (None, "ML")


def test_a_heading_names_the_country_and_not_its_town(tagged):
    assert _only(tagged("Mozambique: four killed in Palma."), "Mozambique").feature == "country"
    assert _only(tagged("DJIBOUTI: Two people were killed on Friday."), "DJIBOUTI").feature == "settlement"


def test_a_department_is_a_province(tagged):
    assert _only(tagged("Shells hit the eastern department of Arauca in Colombia."), "Arauca").feature == "province"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "Russians killed four people in Izmailivka. Shells hit Chasiv Yar, Kyiv said, and Moscow denied it.",
            "Izmailivka",
            "UA",
        ),
        ("American troops killed ten men in Zorbad, near Kandahar. Washington said nothing.", "Zorbad", "AF"),
        (
            "Drones hit the village of Zorbadovo in Russia's Belgorod region. Kyiv said Kharkiv was shelled.",
            "Zorbadovo",
            "RU",
        ),
    ],
)
def test_a_village_nobody_knows_is_where_the_events_are(text, name, country):
    (found,) = [m for m in tag_text(text).places if m.place.text == name]
    assert found.place.country == country
    assert found.place.lat is None


@pytest.mark.parametrize(("feature", "country"), [("other", "IQ"), ("settlement", "US")])
def test_a_name_that_means_a_town_elsewhere_is_no_town_of_the_war(feature, country):
    """ "In the Obama administration": the name of a town in Japan, in an article on Iraq."""
    told = "Talks went on in the Obama administration. Shells hit Mosul."
    unknown = PlaceMention(start=24, end=29, feature=feature, place=Place(text="Obama", name="Obama", country="US"))
    mosul = next(m for m in tag_text(told).places if m.place.name == "Mosul")
    assert in_theatre((unknown, mosul), "IQ", {})[0].place.country == country
