"""Disambiguation on made-up places: what the text says against how big a place is."""

from collections import defaultdict

from agents.tag import layout
from agents.tag.gazetteer import Candidate
from agents.tag.names import Name, prior
from agents.tag.resolve import Context, choose, place_of


def candidate(
    row, feature="settlement", country="AA", population=0, lat=0.0, lon=0.0, admin1=None, name="Alba", **more
):
    facts = {"quality": layout.PRIMARY, "capital": False, "curated": False, **more}
    return Candidate(
        row=row,
        name=name,
        feature=feature,
        country=country,
        admin1=admin1,
        lat=lat,
        lon=lon,
        geonames_id=row,
        population=population,
        **facts,
    )


def name_of(*candidates):
    ranked = tuple(sorted(candidates, key=lambda c: (-prior(c), c.row)))
    return Name("alba", "sure", ranked, frozenset(c.country for c in ranked if c.country))


def context(settled=(), **countries):
    return Context(defaultdict(float, countries), list(settled))


BIG = candidate(1, population=900_000, country="AA", lat=10, lon=10)
SMALL = candidate(2, population=60_000, country="BB", lat=-20, lon=30)


def test_the_bigger_place_wins_without_a_hint():
    choice = choose(name_of(BIG, SMALL), context())
    assert choice.chosen == BIG
    assert choice.others == (SMALL,)


def test_the_country_of_the_text_wins_over_size():
    assert choose(name_of(BIG, SMALL), context(BB=3.0)).chosen == SMALL


def test_a_named_container_wins_over_everything():
    outer = candidate(9, feature="country", country="BB", name="Beta")
    assert choose(name_of(BIG, SMALL), context(AA=9.0), container=outer).chosen == SMALL


def test_places_nearby_decide_between_equals():
    one, other = candidate(1, population=9_000, lat=10, lon=10), candidate(2, population=9_000, lat=20, lon=20)
    near = candidate(3, population=50_000, lat=20.2, lon=20.2, name="Near")
    assert choose(name_of(one, other), context(AA=1.0)).chosen is None
    assert choose(name_of(one, other), context([near], AA=1.0)).chosen == other


def test_equals_far_apart_stay_unsettled_and_are_offered():
    one, other = candidate(1, population=9_000, lat=10), candidate(2, population=9_000, lat=20)
    choice = choose(name_of(one, other), context())
    assert choice.chosen is None
    assert choice.others == (one, other)


def test_equals_side_by_side_are_one():
    one, other = candidate(1, population=9_000, lat=10), candidate(2, population=9_000, lat=10.1)
    assert choose(name_of(one, other), context()).chosen == one


def test_an_unheard_of_place_abroad_is_no_answer():
    village = candidate(1, population=800, country="CC")
    assert choose(name_of(village), context(AA=2.0)).chosen is None
    assert choose(name_of(village), context()).chosen == village
    assert choose(name_of(village), context(CC=2.0)).chosen == village


def test_a_province_named_after_its_town_yields_to_the_town():
    town = candidate(1, population=60_000, admin1="Alba")
    province = candidate(2, feature="province", population=3_000_000, admin1="Alba")
    assert choose(name_of(town, province), context(AA=1.0)).chosen == town
    assert choose(name_of(town, province), context(AA=1.0), wanted="province").chosen == province


def test_a_state_with_its_towns_in_the_text_beats_a_country_of_that_name():
    country = candidate(1, feature="country", country="AA", population=4_000_000)
    state = candidate(2, feature="province", country="BB", population=9_000_000, admin1="Alba")
    town = candidate(3, country="BB", population=500_000, admin1="Alba", name="Town")
    assert choose(name_of(country, state), context()).chosen == country
    assert choose(name_of(country, state), context([town], BB=3.0)).chosen == state


def test_a_place_keeps_the_words_of_the_text():
    place = place_of(SMALL, "ALBA town")
    assert (place.text, place.name, place.country, place.precision) == ("ALBA town", "Alba", "BB", 1)


def test_a_hamlet_of_another_spelling_across_the_border_is_a_namesake():
    """In a text about one country, hardly about its neighbour; told of by its own name it stays."""
    near = candidate(2, country="AA", lat=1.0, population=50_000, name="Other")
    spelt = candidate(1, country="BB", lat=1.2, population=0, quality=2)
    own = candidate(1, country="BB", lat=1.2, population=0, quality=0)
    assert choose(name_of(spelt), context([near], AA=5.0, BB=2.0)).chosen is None
    assert choose(name_of(own), context([near], AA=5.0, BB=2.0)).chosen == own
    assert choose(name_of(spelt), context([near], AA=5.0, BB=4.0)).chosen == spelt
