import pytest

from agents.tag.article import tag_text

FOUND = [
    (
        "Boko Haram fighters overran Gwoza and Bama in Borno state.",
        [
            ("Gwoza", "Gwoza", "NG", "settlement"),
            ("Bama", "Bama", "NG", "settlement"),
            ("Borno state", "Borno", "NG", "province"),
        ],
    ),
    (
        "Ukrainian troops withdrew from Avdiivka, in the Donetsk region.",
        [("Avdiivka", "Avdiivka", "UA", "settlement"), ("Donetsk region", "Donetsk", "UA", "province")],
    ),
    (
        "The army held Wad Madani; El Fasher, the capital of North Darfur, was shelled.",
        [
            ("Wad Madani", "Wad Madani", "SD", "settlement"),
            ("El Fasher", "El Fasher", "SD", "settlement"),
            ("North Darfur", "North Darfur", "SD", "province"),
        ],
    ),
    (
        "Fighting went on in Sangin district of Helmand province.",
        [("Sangin district", "Sangin district", "AF", "district"), ("Helmand province", "Helmand", "AF", "province")],
    ),
    ("Gunmen raided Jolo and Basilan.", [("Jolo", "Jolo", "PH", "settlement"), ("Basilan", "Basilan", "PH", "island")]),
    (
        "Clashes broke out in Tripoli, Lebanon, on Sunday.",
        [("Tripoli", "Tripoli", "LB", "settlement"), ("Lebanon", "Lebanon", "LB", "country")],
    ),
    (
        "Clashes broke out in Tripoli and Misrata.",
        [("Tripoli", "Tripoli", "LY", "settlement"), ("Misrata", "Misrata", "LY", "settlement")],
    ),
    (
        "Mon Dec 6 2021. Soldiers killed 14 villagers in Mon district of Nagaland.",  # a Monday, and a district
        [("Mon district", "Mon district", "IN", "district"), ("Nagaland", "Nagaland", "IN", "province")],
    ),
    ("The dead of Tuesdays attack were buried in Goma.", [("Goma", "Goma", "CD", "settlement")]),
    ("Rebels captured Goma airport.", [("Goma airport", "Goma airport", "CD", "airport")]),
    (
        "They crossed the Bab al-Hawa border crossing.",
        [("Bab al-Hawa border crossing", "Bab al-Hawa border crossing", "SY", "crossing")],
    ),
    ("The rebels overran the Menagh air base.", [("Menagh air base", "Menagh air base", "SY", "base")]),
    ("Engineers inspected Mosul Dam.", [("Mosul Dam", "Mosul Dam", "IQ", "dam")]),
    (
        "They fled to Mount Sinjar and Camp Speicher.",
        [("Mount Sinjar", "Mount Sinjar", "IQ", "hill"), ("Camp Speicher", "Camp Speicher", "IQ", "base")],
    ),
    (
        "KABUL, Afghanistan (AP) — Two people died.",
        [("KABUL", "Kabul", "AF", "settlement"), ("Afghanistan", "Afghanistan", "AF", "country")],
    ),
    (
        "Troops left Côte d'Ivoire for N'Djamena.",
        [("Côte d'Ivoire", "Ivory Coast", "CI", "country"), ("N'Djamena", "N'Djamena", "TD", "settlement")],
    ),
    (
        "War returned to Bosnia and Herzegovina.",
        [("Bosnia and Herzegovina", "Bosnia and Herzegovina", "BA", "country")],
    ),
    ("Tal ‘Afar is Iraqi.", [("Tal ‘Afar", "Tal Afar", "IQ", "settlement")]),
    ("‘Mosul will hold,’ the mayor said.", [("Mosul", "Mosul", "IQ", "settlement")]),
    (
        "Iraqi troops entered Baquba and Khanakeen.",
        [("Baquba", "Baquba", "IQ", "settlement"), ("Khanakeen", "Khanaqin", "IQ", "settlement")],
    ),
    ("Aleppo Syria was bombed.", [("Aleppo", "Aleppo", "SY", "settlement"), ("Syria", "Syria", "SY", "country")]),
    ("The dead were Iraqi, said a doctor in the town of Hit.", [("Hit", "Hit", "IQ", "settlement")]),
    ("A bomb went off in Hit, Anbar.", [("Hit", "Hit", "IQ", "settlement"), ("Anbar", "Anbar", "IQ", "province")]),
    (
        "The Syrian army shelled Saraqeb and the M5 highway.",
        [("Saraqeb", "Saraqib", "SY", "settlement"), ("M5 highway", "M5 highway", "SY", "road")],
    ),
    ("Turkish soldiers took Hill 1171.", [("Hill 1171", "Hill 1171", "TR", "hill")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text[:40] for text, _ in FOUND])
def test_places_are_found_and_settled(places_of, text, expected):
    assert places_of(text) == expected


NOT_PLACES = [
    "Paris Hilton and Chelsea Clinton were there.",
    "Michael Jordan said he would. Jordan said the game was over.",
    "Gen. Mohammed al-Quraishi spoke to Lt. Col. Ahmed Karim.",
    "Bank of China and the University of Baghdad signed it.",
    "The Washington Post, the Berlin Philharmonic and Manchester United.",
    "Senator Lindsey Graham met Kashim Shettima.",
    "He walked down Houston Street to see the Dallas Buyers Club there.",
    "The talks ended in March. The Union said May was hard.",
    "Police hit back. A man said so. Of course.",
    "They were reading about victory, hope and liberty.",
    "the town was quiet, and so was the province",
    "Islamic State of Iraq and the Levant fighters",
    "Movement for the Emancipation of the Niger Delta fighters",
    "Shares in Fermenta fell. He has a stake in Chrysler.",
    "Kevin De Bruyne scored. Jack London wrote books. George Washington was a general.",
    "Mr Karim told reporters. Karim said it was over.",
    "Ms. Victoria Nuland spoke. Nuland said so.",
    "spokesman Abu Omar and commander Abu Hassan",
]


@pytest.mark.parametrize("text", NOT_PLACES, ids=[text[:40] for text in NOT_PLACES])
def test_persons_organisations_and_words_are_no_places(places_of, text):
    assert places_of(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Islamist Rebels Capture Town of Bria in Central African Republic\nBody text follows here.", "Bria"),
        ("Islamic State Says Its Fighters Seized Palmyra From Syrian Army\nBody text follows here.", "Palmyra"),
        ("TALIBAN SEIZE KUNDUZ CITY IN NORTHERN AFGHANISTAN\nBody text follows here.", "Kunduz"),
    ],
)
def test_headlines_are_read_although_all_words_have_capitals(places_of, text, place):
    assert place in [name for _, name, _, _ in places_of(text)]


def test_a_name_of_many_places_follows_the_other_places(places_of):
    """Homonyms go where the article is."""
    iraq = places_of("In Baghdad and Mosul nothing moved. Shelling hit Rabia and Sinjar.")
    syria = places_of("In Latakia and Jableh nothing moved. Shelling hit Rabia and Salma.")
    assert ("Rabia", "Rabia", "IQ", "settlement") in iraq
    assert ("Rabia", "Rabia", "SY", "settlement") in syria


def test_a_capital_takes_no_pin_of_a_town_in_a_province_that_is_named(taggers, words_of):
    text = "Two soldiers were shot in La Paz town on Friday, the third such attack in Agusan del Sur this week."
    (town,) = [m for m in taggers.places.tag(words_of(text)).mentions if m.place.text == "La Paz town"]
    assert (town.place.country, town.place.lat) == ("PH", None)


def test_the_town_unless_the_province_is_named(places_of):
    assert places_of("They took Kirkuk.")[0][3] == "settlement"
    assert places_of("They took the province of Kirkuk.")[0][3] == "province"
    assert places_of("They took Kirkuk governorate.")[0] == ("Kirkuk governorate", "Kirkuk", "IQ", "province")
    assert places_of("Idleb province burned.")[0] == ("Idleb province", "Idlib", "SY", "province")
    assert places_of("They took Anbar.")[0][3] == "province"


def test_an_unknown_village_keeps_its_text_without_a_pin(taggers, words_of):
    tags = taggers.places.tag(words_of("In Hama, Syria, the village of Kharbat Tinasi was shelled."))
    village = tags.mentions[-1]
    assert village.place.text == village.place.name == "Kharbat Tinasi"
    assert (village.place.lat, village.place.lon, village.place.geonames_id) == (None, None, None)
    assert (village.feature, village.place.country) == ("settlement", "SY")


def test_a_name_that_cannot_be_settled_has_alternatives_and_no_pin(taggers, words_of):
    (mention,) = taggers.places.tag(words_of("He was born in the town of Springfield.")).mentions
    assert mention.place.lat is None
    assert mention.place.name == "Springfield"
    assert 1 < len(mention.alternatives) <= 3
    assert all(other.lat is not None for other in mention.alternatives)


def test_a_thing_near_a_known_place_is_near_it(taggers, words_of):
    (mention,) = taggers.places.tag(words_of("They stormed Tikrit hospital.")).mentions
    assert mention.feature == "facility"
    assert mention.place.precision == 2
    assert mention.place.geonames_id is None
    assert mention.place.lat == pytest.approx(34.6, abs=0.1)


@pytest.mark.parametrize(
    ("text", "precision"),
    [("in Mosul", 1), ("in Nineveh province", 3), ("in Sangin district", 2), ("in Iraq", 3), ("on the Tigris", 3)],
)
def test_precision_is_that_of_acled(taggers, words_of, text, precision):
    (mention,) = taggers.places.tag(words_of(f"It happened {text}.")).mentions
    assert mention.place.precision == precision


def test_compounds_that_describe_are_no_places(places_of):
    assert places_of("a Mosul-based group in the Isis-held town; U.S.-led strikes; the Paris-born son") == []
    assert places_of("They left Rutshuru-centre on Sunday.")[0][:2] == ("Rutshuru", "Rutshuru")


def test_lower_case_words_are_never_places(places_of):
    assert places_of("he went to mosul and kiev and to the bath in reading") == []


def test_a_hamlet_takes_no_pin_of_a_far_namesake():
    lonely = {m.place.text: m.place for m in tag_text("Gunmen killed 12 people in Yoro, officials said.").places}
    assert (lonely["Yoro"].country, lonely["Yoro"].lat) == (None, None)
    with_koro = {m.place.text: m.place for m in tag_text("Jihadists attacked Yoro, near Koro, on Friday.").places}
    assert (with_koro["Yoro"].country, with_koro["Yoro"].lat) == ("ML", None)
    told = {m.place.text: m.place for m in tag_text("Gangs killed nine in Yoro, the Honduran police said.").places}
    assert told["Yoro"].country == "HN"
