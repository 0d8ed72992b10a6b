import pytest

from agents.tag import compiling, gazetteer, layout, tables
from agents.tag.compiling import Item
from agents.tag.gazetteer import Gazetteer
from agents.tag.text import fold, key, skeleton


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Tall ‘Afar", "tall afar"),
        ("Dulu’iyah", "duluiyah"),
        ("Al-Miqdādīyah", "al miqdadiyah"),
        ("St. Petersburg", "st petersburg"),
        ("Łódź", "lodz"),
        ("Iğdır", "igdir"),
        ("N'Djamena", "ndjamena"),
        ("  Port\nSudan ", "port sudan"),
        ("", ""),
    ],
)
def test_names_are_folded_to_plain_letters(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Deir al-Zor"),
        ("ar-Raqqah", "Al Raqqah"),
        ("Ash Sharqat", "al-Sharqat"),
        ("Khan ash-Sheikhun", "Khan al Sheikhun"),
    ],
)
def test_every_form_of_the_article_gives_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dhuluiyah", "Duluiya"),
        ("Muqdadiyya", "Mukdadiyah"),
        ("Khan Sheikhoun", "Khan Shaykhun"),
        ("Deir Hafir", "Dayr Hafeer"),
        ("Kfar Zita", "Kafr Zita"),
        ("Qalamoun", "Kalamun"),
        ("Tel Kaif", "Tal Kayf"),
    ],
)
def test_like_sounding_spellings_share_a_skeleton(one, other):
    assert skeleton(key(one)) == skeleton(key(other))


def test_unlike_names_keep_different_skeletons():
    names = [
        "Mosul",
        "Tikrit",
        "Raqqa",
        "Rakhine",
        "Homs",
        "Hama",
        "Hims al-Jadida",
        "Kabul",
        "Kapisa",
        "Sinjar",
        "Singar",
    ]
    assert len({skeleton(key(name)) for name in names}) == len(names)


@pytest.fixture
def toy(tmp_path):
    items = [
        Item("Oldtown", "settlement", "IQ", "Anbar", 33.5, 42.5, 11, 5_000, 0, [("Oldtown", layout.PRIMARY)]),
        Item(
            "Ar Rawdah",
            "settlement",
            "YE",
            None,
            14.5,
            45.5,
            12,
            0,
            0,
            [("Ar Rawḑah", layout.PRIMARY), ("Rodah", layout.ALIAS)],
        ),
        Item(
            "Northern Reach",
            "region",
            None,
            None,
            -1.25,
            -70.125,
            0,
            0,
            layout.CURATED,
            [("Northern Reach", layout.PRIMARY), ("NRE", layout.ALIAS)],
        ),
    ]
    postings = compiling._postings(items)
    import marisa_trie

    trie = marisa_trie.Trie(sorted(postings))
    table = layout.pack(items, ["Anbar"], [postings[trie.restore_key(i)] for i in range(len(trie))], "toy")
    (tmp_path / "trie").write_bytes(trie.tobytes())
    (tmp_path / "table").write_bytes(table)
    return Gazetteer(tmp_path / "trie", tmp_path / "table")


def test_a_packed_place_comes_back_whole(toy):
    (place,) = toy.lookup("OLDTOWN")
    assert (place.name, place.feature, place.country, place.admin1) == ("Oldtown", "settlement", "IQ", "Anbar")
    assert (place.lat, place.lon, place.geonames_id, place.population) == (33.5, 42.5, 11, 5_000)
    assert not place.capital
    assert not place.curated


def test_the_article_is_optional_on_both_sides(toy):
    assert [place.name for place in toy.lookup("al-Rawdah")] == ["Ar Rawdah"]
    assert [place.name for place in toy.lookup("Rawdah")] == ["Ar Rawdah"]
    assert toy.lookup("al-Oldtown")[0].name == "Oldtown"
    assert toy.lookup("Elsewhere") == ()


def test_acronyms_are_apart_from_words(toy):
    assert toy.lookup("NRE") == ()
    (region,) = toy.acronym("NRE")
    assert (region.name, region.country, region.admin1, region.geonames_id) == ("Northern Reach", None, None, None)
    assert (region.lat, region.lon) == (-1.25, -70.125)


def test_a_file_that_is_no_table_is_refused(tmp_path, toy):
    import marisa_trie

    (tmp_path / "other").write_bytes(b"x" * 64)
    (tmp_path / "t").write_bytes(marisa_trie.Trie(["a"]).tobytes())
    with pytest.raises(ValueError, match="no gazetteer table"):
        Gazetteer(tmp_path / "t", tmp_path / "other")


def test_it_is_built_when_missing_and_old_ones_go(tmp_path, monkeypatch, caplog):
    built = []

    def build(folder, stamp, data):
        built.append(stamp)
        (folder / layout.trie_name(stamp)).write_bytes(b"")
        (folder / layout.table_name(stamp)).write_bytes(b"")

    monkeypatch.setattr(compiling, "build", build)
    stale = tmp_path / layout.table_name("000000000000")
    stale.write_bytes(b"old")
    with caplog.at_level("INFO"):
        trie, table = gazetteer.ensure(tmp_path)
    assert trie.exists()
    assert table.exists()
    assert not stale.exists()
    assert "compiling the gazetteer" in caplog.text
    assert gazetteer.ensure(tmp_path) == (trie, table)
    assert len(built) == 1


def test_the_stamp_follows_the_data(tmp_path):
    for name in gazetteer._SOURCES:
        (tmp_path / name).write_bytes((tables.DATA / name).read_bytes())
    before = gazetteer.stamp(tmp_path)
    assert before == gazetteer.stamp()
    with (tmp_path / "supplement.tsv").open("a") as file:
        file.write("Newtown\t\tIQ\tAnbar\tsettlement\t33.1\t42.1\n")
    assert gazetteer.stamp(tmp_path) != before


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Tal Afar", "Tal Afar", "IQ"),
        ("Tall Afar", "Tal Afar", "IQ"),
        ("Telafar", "Tal Afar", "IQ"),
        ("Tal ‘Afar", "Tal Afar", "IQ"),
        ("Dulu'iyah", "Dhuluiya", "IQ"),
        ("Duluiya", "Dhuluiya", "IQ"),
        ("Dhuluiyah", "Dhuluiya", "IQ"),
        ("Kiev", "Kyiv", "UA"),
        ("Kharkov", "Kharkiv", "UA"),
        ("Lugansk", "Luhansk", "UA"),
        ("Deir al-Zour", "Deir ez-Zor", "SY"),
        ("Raqqah", "Raqqa", "SY"),
        ("Al-Fasher", "El Fasher", "SD"),
        ("Mekele", "Mekelle", "ET"),
        ("Kobane", "Kobani", "SY"),
        ("Artemovsk", "Bakhmut", "UA"),
        ("Severodonetsk", "Sievierodonetsk", "UA"),
        ("Hodeida", "Hodeidah", "YE"),
        ("Peking", "Beijing", "CN"),
        ("Saigon", "Ho Chi Minh City", "VN"),
        ("Adhaim", "Adhaim", "IQ"),
        ("Gwer", "Gwer", "IQ"),
        ("Amerli", "Amerli", "IQ"),
        ("Mosul Dam", "Mosul Dam", "IQ"),
        ("Menagh air base", "Menagh air base", "SY"),
        ("Donbass", "Donbas", "UA"),
        ("Nagorno-Karabakh", "Nagorno-Karabakh", "AZ"),
    ],
)
def test_spellings_lead_to_one_place(taggers, written, name, country):
    found = gazetteer.load().lookup(written)
    assert (name, country) in {(place.name, place.country) for place in found}


def test_like_sounding_spellings_are_found_as_a_last_resort(taggers):
    assert "Khanaqin" in {place.name for place in gazetteer.load().alike("Khanakeen")}


def test_distance_is_good_to_a_percent():
    assert compiling.km(33.34, 44.40, 36.34, 43.13) == pytest.approx(353, rel=0.01)  # Baghdad to Mosul
    assert compiling.km(0, 179.9, 0, -179.9) == pytest.approx(22.2, rel=0.01)
