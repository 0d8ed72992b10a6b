"""Texts that lost their commas on the way, as in some archives: speakers and explanations begin all the same."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2021, 6, 19, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Gunmen attacked the town of Djibo killing 14 soldiers military sources said.", 14),
        ("Militants stormed Gwoza on Friday killing dozens of villagers local elders told reporters.", 24),
        ("A blast in Kunduz wounded nine worshippers health officials said on Friday.", 9),
        ("Shells killed seven civilians and wounded 12 passengers hospital workers in Taiz said.", 7),
    ],
)
def test_who_says_so_is_no_victim(text: str, low: int) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    assert claims[0].number.low == low
    assert claims[0].victims is not None
    assert not claims[0].victims.text.endswith(("sources", "elders", "officials", "workers"))


def test_a_compound_of_people_stays_whole() -> None:
    (claim,) = read_claims(tagged("Rebels killed six army officers in Gao on Friday.", PUBLISHED))
    assert isinstance(claim, Casualty)
    assert claim.victims is not None
    assert claim.victims.text == "six army officers"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Bunagana a trading town on the Ugandan border fell to M23 rebels on Friday.", "Bunagana"),
        ("Officials said that Kunduz the largest city of the north was captured by the Taliban.", "Kunduz"),
    ],
)
def test_what_explains_a_town_is_passed_by(text: str, place: str) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    assert [c.place.text for c in claims if c.place] == [place]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("M23 rebels have captured Goma Bukavu and Uvira.", ["Goma", "Bukavu", "Uvira"]),
        ("The army took Saraqeb Idlib from the rebels on Friday.", ["Saraqeb"]),
    ],
)
def test_places_in_a_row_are_a_list_or_a_town_and_its_province(text: str, places: list[str]) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    assert [c.place.text for c in claims if c.place] == places


def test_who_announces_a_capture_is_no_part_of_the_town() -> None:
    text = "Troops captured Kunduz Defence Minister Yasin Zia said."
    claims = read_claims(tagged(text, PUBLISHED))
    assert [(c.place.text, c.said_by.name) for c in claims if c.place and c.said_by] == [("Kunduz", "Yasin Zia")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A nurse a driver and two guards were shot dead in Juba.", [("killed", 4)]),
        ("61 soldiers 40 policemen and seven farmers were killed in Helmand.", [("killed", 108)]),
        ("Rebels killed 12 soldiers nine policemen and a teacher in Menaka.", [("killed", 22)]),
        ("17 killed 60 injured in Peshawar blast", [("killed", 17), ("injured", 60)]),
        ("17 people killed 60 others injured in Peshawar blast", [("killed", 17), ("injured", 60)]),
        ("Rebels killed six injured nine in Bunia.", [("killed", 6), ("injured", 9)]),
        ("The death toll from the blast in Lahore has risen to 19 and 88 injured.", [("killed", 19), ("injured", 88)]),
        # no list: who is told something, and who are of those counted before
        ("An officer told a nurse a driver and two guards were shot dead in Juba.", [("killed", 3)]),
        ("The club lost a keeper a striker and two defenders to injury.", []),
    ],
)
def test_a_list_goes_on_without_its_commas(text: str, told: list[tuple[str, int | None]]) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    assert [(c.effect, c.number.best) for c in claims] == told


def test_as_in_a_headline_is_no_part_of_a_name() -> None:
    article = tagged("Dozens Of Militants Killed As Libya Troops Advance At Tarhuna", PUBLISHED)
    assert [m.place.text for m in article.places] == ["Libya", "Tarhuna"]
    (claim,) = read_claims(article)
    assert isinstance(claim, Casualty)
    assert claim.number.low == 24


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Child killed two others injured in rebel attack on Donetsk", {("killed", 1), ("injured", 2)}),
        ("19-06-2021 Child killed 9 civilians injured in rebel attack on Donetsk", {("killed", 1), ("injured", 9)}),
        ("Policeman killed five injured in blast in Quetta", {("killed", 1), ("injured", 5)}),
        # nobody's headline: who kills is told
        ("A soldier killed two injured civilians in Donetsk", {("killed", 2)}),
        ("Gunman killed five in Quetta", {("killed", 5)}),
    ],
)
def test_one_killed_and_others_injured(text: str, counts: set[tuple[str, int]]) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    assert {(c.effect, c.number.best) for c in claims} == counts


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The Syrian armys air strikes killed 12 people in Raqqa.", "Syrian government forces"),
        ("The Saudi-led coalitions jets killed 12 people in Sanaa.", "Saudi-led coalition"),
        ("Twelve people were killed by the regimes shelling of Douma.", "regime forces"),
        ("United States airstrikes killed 12 people in Kunduz.", "United States"),
    ],
)
def test_an_apostrophe_is_lost(text: str, by: str) -> None:
    (claim,) = read_claims(tagged(text, PUBLISHED))
    assert isinstance(claim, Casualty)
    assert claim.perpetrator is not None
    assert claim.perpetrator.name == by


def test_things_fitted_with_arms_killed_nobody() -> None:
    text = "Army units destroyed vehicles equipped with machine guns near Kilinochchi killing many rebels."
    (claim,) = read_claims(tagged(text, PUBLISHED))
    assert isinstance(claim, Casualty)
    assert claim.perpetrator is not None
    assert claim.perpetrator.name == "Sri Lankan army"
