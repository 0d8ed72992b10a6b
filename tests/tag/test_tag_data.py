import re
from collections import defaultdict

import pytest

from agents.tag import compiling, groups, lexicon, tables, topics
from agents.tag.tables import DATA, DataFileError

SUPPLEMENT = "name\taliases\tcountry\tadmin1\tfeature\tlat\tlon\n"


def test_the_supplement_is_worldwide():
    items = compiling.read_supplement(DATA / "supplement.tsv")
    by_country = defaultdict(int)
    for item in items:
        by_country[item.country] += 1
    assert len(items) >= 400
    at_war = [
        "IQ",
        "SY",
        "UA",
        "YE",
        "LY",
        "ML",
        "BF",
        "NG",
        "SD",
        "SS",
        "SO",
        "ET",
        "CD",
        "CF",
        "MZ",
        "AF",
        "PK",
        "MM",
        "PH",
        "CO",
        "MX",
        "HT",
        "PS",
        "IL",
        "LB",
        "AZ",
        "GE",
        "LK",
        "BA",
        "HR",
        "XK",
        "IN",
    ]
    assert [country for country in at_war if not by_country[country]] == []


def test_provinces_of_the_supplement_exist():
    known = {(row[0], row[2]) for _, row in tables.read_tsv(DATA / "admin1.tsv", compiling.ADMIN1_COLUMNS)}
    for name in ("supplement.tsv", "regions.tsv"):
        for item in compiling.read_supplement(DATA / name):
            assert item.admin1 is None or (item.country, item.admin1) in known, item.name


def test_our_places_lie_in_their_countries():
    """Within the box of the country's provinces and 4 degrees around: a swapped or mistyped one falls out."""
    boxes = {}
    for _, (country, _, _, _, lat, lon) in tables.read_tsv(DATA / "admin1.tsv", compiling.ADMIN1_COLUMNS):
        south, north, west, east = boxes.get(country, (90.0, -90.0, 180.0, -180.0))
        boxes[country] = min(south, float(lat)), max(north, float(lat)), min(west, float(lon)), max(east, float(lon))
    for item in compiling.read_supplement(DATA / "supplement.tsv"):
        if item.country in boxes and item.country != "EH" and item.feature not in ("water", "island"):
            south, north, west, east = boxes[item.country]
            assert south - 4 <= item.lat <= north + 4, item
            assert west - 4 <= item.lon <= east + 4, item


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("X\t\tIQ\t\tvillage\t33\t44", "'village' is no feature"),
        ("X\t\tIQ\t\tdam\t33", "6 fields, expected 7"),
        ("X\t\tIQ\t\tdam\tnorth\t44", "are not degrees"),
        ("X\t\tIQ\t\tdam\t133\t44", "not on Earth"),
        ("\t\tIQ\t\tdam\t33\t44", "empty"),
        ("X\t\tIQ\t\tdam\t33\t44\nX\t\tIQ\t\tdam\t34\t44", "twice"),
    ],
)
def test_a_bad_row_is_named(tmp_path, row, message):
    path = tmp_path / "places.tsv"
    path.write_text(SUPPLEMENT + row + "\n")
    with pytest.raises(DataFileError, match=message) as error:
        compiling.read_supplement(path)
    assert "places.tsv:" in str(error.value)


def test_a_wrong_header_is_named(tmp_path):
    path = tmp_path / "places.tsv"
    path.write_text("name\tlat\n")
    with pytest.raises(DataFileError, match=re.escape("places.tsv:1: the first line must be")):
        compiling.read_supplement(path)


def test_there_are_groups_of_every_continent():
    found = groups.load_groups()
    assert len(found) >= 250
    assert len({group.name for group in found}) == len(found)
    countries = {country for group in found for country in group.countries}
    assert {"IQ", "NG", "SO", "ML", "CO", "MX", "PH", "MM", "LK", "BA", "IE", "UA", "CD", "HT"} <= countries


GROUP = "{name: G, type: non-state, countries: [IQ], aliases: [Gee]}"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("groups: [{name: G, type: rebel, countries: [IQ], aliases: []}]", "G: type 'rebel'"),
        ("groups: [{name: G, type: state, countries: [Iraq], aliases: []}]", "G: countries: ISO"),
        ("groups: [{name: G, type: state, countries: [NO], aliases: []}]", "G: countries: a list of words"),
        ("groups: [{name: G, type: state, aliases: []}]", "G: keys are"),
        ("groups: [{name: G, type: state, countries: [], aliases: [], hint: x}]", "G: keys are"),
        ("groups: [{name: G, type: state, countries: [], aliases: [], rebels_until: May}]", "G: rebels_until: the day"),
        ("groups: [{type: state}]", "entry 1: a name"),
        (
            f"groups: [{GROUP}, {{name: H, type: state, countries: [], aliases: [Gee]}}]",
            "H: alias 'Gee' belongs to 'G'",
        ),
        ("- x", "one list under the key groups"),
    ],
)
def test_a_bad_group_is_named(tmp_path, entries, message):
    path = tmp_path / "groups.yaml"
    path.write_text(entries)
    with pytest.raises(DataFileError, match=re.escape(message)) as error:
        groups.read_groups(path)
    assert "groups.yaml" in str(error.value)


def test_unknown_keys_of_patterns_and_words_are_named(tmp_path):
    path = tmp_path / "patterns.yaml"
    path.write_text((DATA / "actor_patterns.yaml").read_text() + "\nextra: [x]\n")
    with pytest.raises(DataFileError, match="extra"):
        groups.read_patterns(path)
    path.write_text((DATA / "place_words.yaml").read_text() + "\nextra: [x]\n")
    with pytest.raises(DataFileError, match="extra"):
        lexicon.read_place_words(path)


def test_a_feature_of_heads_must_exist(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text((DATA / "place_words.yaml").read_text().replace("  dam: [", "  weir: [", 1))
    with pytest.raises(DataFileError, match="'weir' is no feature"):
        lexicon.read_place_words(path)


def test_a_bad_topic_is_named(tmp_path):
    path = tmp_path / "topics.yaml"
    path.write_text("topics: {war: {min: 1, share: 1, words: [two words]}}")
    with pytest.raises(DataFileError, match="war: words"):
        topics.read_topics(path)
    path.write_text("topics: {war: {min: 1, words: [a]}}")
    with pytest.raises(DataFileError, match="war: keys"):
        topics.read_topics(path)


def test_word_lists_are_plain():
    for name in ("common_words.tsv", "first_names.tsv", "surnames.tsv"):
        assert all(word == word.lower() for word in tables.read_words(DATA / name))
