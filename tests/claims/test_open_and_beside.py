"""What is left open or only dated by a vote, and the places and sides that stand beside those meant."""

from datetime import UTC, datetime

import pytest
from readings import changes, falls, rings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)  # a Saturday


@pytest.mark.parametrize(
    "text",
    [
        "The MNLA struck Kidal on Friday. It was not clear how far the rebels were in control of the city, they said.",
        "The extent to which the rebels had captured Marib was unclear.",
        "Army officers did not say to what extent the militants had seized Marawi.",
    ],
)
def test_how_far_it_went_is_left_open(text: str) -> None:
    assert not rings(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels captured the eastern city of Bunia on Friday, ahead of partial results from a presidential vote.",
            {("Bunia", "rebels", None)},
        ),
        (
            "The Houthis took Marib on Friday, before the final round of the country's parliamentary elections.",
            {("Marib", "Houthis", None)},
        ),
        # those who say so are not those they fight
        (
            "Philippine troops continued their assault on the Abu Sayyaf in Basilan, claiming that they have captured "
            "Tipo-Tipo.",
            {("Tipo-Tipo", "Philippine military", "Abu Sayyaf")},
        ),
        ("Kyiv's troops retook Robotyne from Russian forces.", {("Robotyne", "Ukrainian forces", "Russian forces")}),
        (
            "Moscow's army has captured Kupiansk, where Ukrainian soldiers had held out.",
            {("Kupiansk", "Russian forces", "Ukrainian forces")},
        ),
        ("Russia said on Friday that Yampil in Ukraine was now under its control.", {("Yampil", "Russia", None)}),
        (
            "Russia's Defence Ministry said its drones had struck a depot in Ukraine. The ministry said Yampil was "
            "now under its control. Ukrainian forces repelled nine attacks.",
            {("Yampil", "Russia", "Ukrainian forces")},
        ),
        # who lost it stands between the place and where it lies
        (
            "Iranian forces captured two border heights from Iraq north of Halabja.",
            {("two border heights from Iraq north of Halabja", "Iranian forces", None)},
        ),
        (
            "Syrian troops captured a town from Islamic State in the country's north on Friday. The fall of Maskana "
            "has cut off the militants' supply line.",
            {("Maskana", "Syrian government forces", "Islamic State")},
        ),
        # described before it is told of
        ("In Gao, the rebel capital, which was retaken on Friday by Mali's army, shops were shut.",
         {("Gao", "Malian army", "rebels")}),
    ],
)  # fmt: skip
def test_who_and_where(text: str, expected: set[tuple[str, str | None, str | None]]) -> None:
    assert falls(text, PUBLISHED) == expected


def test_the_town_is_not_the_one_it_lies_near() -> None:
    text = (
        "The fall of Bama, near the insurgents' old headquarters Gwoza, has cut a road, the ministry said. Boko Haram "
        'withdrew from the town in disarray under "a combined army and air force onslaught", it said.'
    )
    assert {claim.place.name for claim in changes(text, PUBLISHED) if claim.place} == {"Bama"}


def test_a_town_freed_from_its_own_state_was_not_theirs_before() -> None:
    text = 'Units of the "East" grouping have liberated the city of Kupiansk from Ukrainian troops.'
    assert [claim.change for claim in changes(text, PUBLISHED)] == ["captured"]


def test_a_hamlet_far_from_the_province_told_of_is_a_namesake() -> None:
    text = "Russian forces took Pryvillia in the Dnipropetrovsk region on Friday. Ukrainian troops left Pryvillia."
    pins = {(c.place.name, c.place.lat) for c in changes(text, PUBLISHED) if c.place}
    assert pins == {("Pryvillia", None)}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # before the place stands whom it was freed from, or that names follow
        (
            "The Azerbaijani army liberated from the occupation the villages of Zilanli, Kord Mukhrizli and Mughanli.",
            {"Zilanli", "Kord Mukhrizli", "Mughanli"},
        ),
        ("The army liberated the following villages: Karadagli, Khatunbolag and Garakula.",
         {"Karadagli", "Khatunbolag", "Garakula"}),
        # a comma left out
        ("Goma, a stronghold of the rebels for two years has been captured by government forces.", {"Goma"}),
        ("Bunagana, a town on the border with Uganda fell to the M23 on Friday.", {"Bunagana"}),
        # only near the town named
        ("Rebels have pulled out of a village outside the capital city of Grozny that they took on Thursday.",
         {"village outside the capital city of Grozny"}),
        (
            "Yemeni soldiers reached the rebel-held village of Sirwah and captured the strategic heights nearby.",
            {"heights near Sirwah"},
        ),
        ("Kherson is Ukrainian territory again, the governor said as Russian troops withdrew.", {"Kherson"}),
    ],
)  # fmt: skip
def test_the_places_meant(text: str, places: set[str]) -> None:
    assert {claim.place.text for claim in changes(text, PUBLISHED) if claim.place} == places


@pytest.mark.parametrize(
    "text",
    [
        "A Seleka spokesman laughed off talk that his men had given up Bria.",
        "The army shrugged off reports that Bria had fallen to rebels.",
        '"Our forces started entering Damascus," the rebels said. The army has left the airport, a monitor said.',
    ],
)
def test_what_is_laughed_off_or_only_begun(text: str) -> None:
    told = {(claim.place.name, claim.change) for claim in changes(text, PUBLISHED) if claim.place}
    assert told <= {("Damascus", "withdrawn")}


def test_a_president_who_announces_it_tells_of_his_own() -> None:
    text = (
        "President Aliyev announced the liberation of Zangilan city and 24 villages. Armenian forces and the "
        "Azerbaijani army had fought there for days."
    )
    assert ("Zangilan city", "Azerbaijani army") in {(place, by) for place, by, _ in falls(text, PUBLISHED)}
