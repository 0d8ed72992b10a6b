"""Lists of places taken with what stands between them, nouns of taking, and takers told by whom they follow."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2014, 8, 8, 12, tzinfo=UTC)

Told = tuple[str, str, str | None, str | None]


def falls(text: str) -> set[Told]:
    """Change, place, taker and loser of each actual change of hands of a text."""
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    return {
        (c.change, c.place.text if c.place else "", c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name)
        for c in told
        if c.mode == "actual" and c.stance != "denied"
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The Taliban seized three provincial capitals on Monday: Sheberghan in Jowzjan province; Kunduz; and "
            "Zaranj on the border.",
            {"Sheberghan", "Kunduz", "Zaranj"},
        ),
        (
            "Government forces recaptured the towns of Bor (20 May), Bentiu and Malakal (25 May).",
            {"Bor", "Bentiu", "Malakal"},
        ),
        (
            "Ukrainian forces liberated the settlements of Balakliia (8 August), Kupiansk (9 August) and Izium.",
            {"Balakliia", "Kupiansk", "Izium"},
        ),
        ("RUF rebels seized in quick succession Kenema and Makeni.", {"Kenema", "Makeni"}),
    ],
)
def test_each_place_of_a_list(text: str, places: set[str]) -> None:
    assert {place for _, place, _, _ in falls(text)} == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The taking of Barentu, after a week of fighting, handed Ethiopia the command centre of the Eritrean army.",
            ("captured", "Barentu", "Ethiopia", "Eritrean Defence Forces"),
        ),
        (
            "The handover of Aghdam to Azerbaijan was completed on Friday.",
            ("surrendered", "Aghdam", "Azerbaijan", None),
        ),
        (
            "Azerbaijan's army said on Friday it had entered the district of Aghdam, an area surrendered by Armenia.",
            ("recaptured", "Aghdam", "Azerbaijani army", "Armenia"),
        ),
        (
            "With the fall of Mazar-i-Sharif, the Taliban now has sway over the whole north.",
            ("captured", "Mazar-i-Sharif", "Taliban", None),
        ),
        ("Army retook from Boko Haram Baga on Thursday.", ("recaptured", "Baga", "Nigerian army", "Boko Haram")),
        (
            "The army returned the city of Knin to Croatian control on Thursday.",
            ("recaptured", "Knin", "Croatian army", None),
        ),
        (
            "The Russian Defence Ministry claimed on August 6 and 7 that elements of the 34th Motorized Rifle Brigade "
            "had seized Hrabovske.",
            ("captured", "Hrabovske", "Russian forces", None),
        ),
        (
            "Bukavu fell on Thursday to soldiers who had deserted the Congolese army.",
            ("captured", "Bukavu", "renegade soldiers", None),
        ),
        (
            "Supporters of the ousted president Zviad Gamsakhurdia took over the town of Senaki. Georgian troops fled.",
            ("captured", "Senaki", "supporters of Zviad Gamsakhurdia", "Georgian forces"),
        ),
        (
            "Daloa was seized by forces loyal to presidential claimant Alassane Ouattara.",
            ("captured", "Daloa", "forces loyal to Alassane Ouattara", None),
        ),
        (
            "Colonel Sultani Makenga's fighters walked into Goma unopposed.",
            ("captured", "Goma", "Sultani Makenga's fighters", None),
        ),
        (
            "A column of vehicles belonging to the rebel UFDD entered Biltine unopposed.",
            ("captured", "Biltine", "UFDD", None),
        ),
        (
            "The rebels had themselves been driven out of Bor by the army a week earlier.",
            ("recaptured", "Bor", "SPLA", "rebels"),
        ),
        ("The last rebel convoy left the town of Sake at dawn.", ("withdrawn", "Sake", None, "rebels")),
    ],
)
def test_who_took_it(text: str, expected: Told) -> None:
    assert expected in falls(text)


@pytest.mark.parametrize(
    "text",
    [
        "The team won three titles: Sheberghan in the north; Kunduz; and Zaranj.",
        "The taking of photographs in Barentu is forbidden, the army said.",
        "The army welcomed the handover of weapons in Bouca.",
        "Supporters of the president took over the main square of Senaki for a concert.",
        "The army returned the town hall of Kuito to its owners.",
        "Soldiers returned to Kuito, where power is under government control.",
    ],
)
def test_where_nothing_changed_hands(text: str) -> None:
    assert falls(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army announced on Thursday a withdrawal from Hama after days of fighting with rebels.",
            ("withdrawn", "Hama", None, "Syrian government forces"),
        ),
        (
            "Government forces retook a pocket of Damascus on Thursday.",
            ("recaptured", "pocket of Damascus", "Syrian government forces", None),
        ),
        (
            "The rebels are back in Tiebissou, which they say they captured on Thursday.",
            ("captured", "Tiebissou", "rebels", None),
        ),
        (
            "Smoke rose over Bambari, which residents said was captured by rebels on Thursday.",
            ("captured", "Bambari", "rebels", None),
        ),
        (
            "The rebels seized Bria on the 4th, Bambari on the 5th and Kaga-Bandoro on the 7th.",
            ("captured", "Kaga-Bandoro", "rebels", None),
        ),
    ],
)
def test_told_by_the_way(text: str, expected: Told) -> None:
    assert expected in falls(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels shelled Bambari, which the army said was quiet.",
        "Aid workers left Bria, which the UN said has 40,000 people.",
        "The company announced on Thursday a withdrawal from Hama, where it had six shops.",
    ],
)
def test_told_of_no_change(text: str) -> None:
    assert falls(text) == set()


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        # the next clause begins with a town
        ("Rebels captured Masisi and Goma was calm on Friday.", {"Masisi"}),
        ("Rebels captured Masisi, and Goma, the capital, was calm.", {"Masisi"}),
        ("Rebels captured Masisi, in North Kivu, and Goma was shelled.", {"Masisi"}),
        ("The army lost Kidal and Gao said it needed help.", {"Kidal"}),
        ("Masisi and Goma were captured by rebels.", {"Masisi", "Goma"}),
        ("Rebels captured Masisi and Goma, which was calm.", {"Masisi", "Goma"}),
        ("Rebels captured Masisi and Goma held by the army.", {"Masisi", "Goma"}),
        # each with where it lies
        ("The rebels said they had captured Masisi, in North Kivu, and Beni, in Ituri.", {"Masisi", "Beni"}),
        ("Rebels took Gao, in Gao region in northern Mali and Goundam, in the region of Timbuktu.", {"Gao", "Goundam"}),
        ("Rebels captured Masisi, in North Kivu, and attacked Beni.", {"Masisi"}),
    ],
)
def test_a_list_ends_where_the_next_clause_begins(text: str, towns: set[str]) -> None:
    claims = read_claims(tagged(text, PUBLISHED))
    assert {c.place.name for c in claims if isinstance(c, LocationFall) and c.mode == "actual" and c.place} == towns
