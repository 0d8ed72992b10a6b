"""Where harm was and what was taken, beside places that the sentence tells of for another reason."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(("verb", "place"), [("invaded", "Bilbis"), ("stormed", "Bilbis")])
def test_the_village_that_gunmen_invaded_is_where_it_was(verb: str, place: str) -> None:
    text = f"Ten people were killed by gunmen who {verb} Bilbis in Tsafe LGA of Zamfara, Nigeria, on Friday night."
    (claim,) = readings.harm(text, PUBLISHED)
    assert claim.place is not None
    assert claim.place.name == place


def test_where_they_mean_to_go_is_not_where_they_killed() -> None:
    text = "Rebels who captured Goma this week in an offensive that killed hundreds, vowed to march on Kinshasa."
    (claim,) = readings.harm(text, PUBLISHED)
    assert claim.place is not None
    assert claim.place.name == "Goma"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # a frontier is where the country is that has it, and the dateline's town is not
        ("NIAMEY (AFP) - At least 29 soldiers were killed in an attack near Niger's border with Mali.", "Niger"),
        ("Twelve people were killed in Bria near Chad's border with Sudan.", "Bria"),
        # where the wounded lay is not where they were hurt
        (
            "The toll of the bombing in Mastung rose to 59 after four died in Quetta hospitals. The blast wounded 60.",
            "Mastung",
        ),
        ("Twelve people died in Kunduz hospital when a bomb hit it.", "Kunduz hospital"),
        # nor is it where those harmed had come from
        (
            "In Banki nine were killed, among them several who had returned from a camp for the displaced in Bama.",
            "Banki",
        ),
    ],
)
def test_a_frontier_a_ward_and_a_camp_left_before_are_not_where_it_was(text: str, place: str) -> None:
    assert {claim.place and claim.place.name for claim in readings.harm(text, PUBLISHED)} == {place}


def test_a_comma_sets_off_the_town_of_a_camp() -> None:
    (fall,) = readings.changes("M23 rebels captured another army camp, in the town of Sake, on Friday.", PUBLISHED)
    assert fall.place is not None
    assert (fall.place.name, fall.place.precision) == ("Sake", 2)
    assert not readings.changes("M23 rebels captured a man, and in the town of Sake a bank was robbed.", PUBLISHED)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine villagers were killed in a hamlet in northern Mali. Friday's attack on Ber sent others fleeing.", "Ber"),
        ("Six people died in a raid on a village in Yemen, a doctor said. Gunmen attacked Mocha at dawn.", "Mocha"),
        (
            "Six people died in a raid on a village in Yemen. The raid took place at dawn in Mocha, a doctor said.",
            "Mocha",
        ),
        # another attack, another land, a way measured, and no village told of
        ("Six people died in a raid on a village in Yemen. Last week gunmen attacked Mocha.", "Yemen"),
        ("Six people died in a raid on a village in Yemen. Gunmen also attacked Kismayo at dawn.", "Yemen"),
        ("Six people died in a raid on a village in Yemen. It was struck at dawn, 20 km from Mocha.", "Yemen"),
        ("Six people died in a raid in Yemen. Gunmen attacked Mocha at dawn.", "Yemen"),
    ],
)
def test_a_village_without_a_name_is_the_one_struck_in_the_next_sentence(text: str, place: str) -> None:
    (claim, *_) = readings.harm(text, PUBLISHED)
    assert claim.place is not None
    assert claim.place.name == place


def test_some_town_is_the_one_its_own_sentence_names_and_none_told_of_before() -> None:
    text = (
        "The toll of Friday's raid on Bama may rise. On 5 May 200 people were killed in a border town of the same "
        "state, when gunmen attacked Gamboru."
    )
    (claim,) = readings.harm(text, PUBLISHED)
    assert claim.place is not None
    assert claim.place.name == "Gamboru"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels killed nine farmers before fleeing to safety in the hills bordering Rwanda.", None),
        ("Rebels killed nine farmers in a district bordering Rwanda.", None),
        ("Rebels killed nine farmers in neighbouring Rwanda.", "Rwanda"),
    ],
)
def test_a_country_that_something_borders_is_not_where_it_was(text: str, place: str | None) -> None:
    (claim,) = readings.harm(text, PUBLISHED)
    assert (claim.place and claim.place.name) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A bomb killed nine people at a market in northern Nigeria. The blast tore through the market in Kano.",
            "Kano",
        ),
        (
            "Nine worshippers died in a mosque in Pakistan. The bomber blew himself up in the mosque in Quetta.",
            "Quetta",
        ),
        ("A bomb killed nine people at a market in northern Nigeria. The hospital in Kano was full.", "Nigeria"),
        ("A bomb killed nine people at a market in Nigeria. Last month the market in Kano was hit.", "Nigeria"),
    ],
)
def test_a_market_is_that_of_the_town_named_in_the_next_sentence(text: str, place: str) -> None:
    (claim, *_) = readings.harm(text, PUBLISHED)
    assert claim.place is not None
    assert claim.place.name == place


def test_there_that_only_says_that_something_was_is_no_place_told_of_before() -> None:
    text = (
        '"The army regained the town of Birao," he said over the radio in Bangui. "Soldiers suffered six dead, 65 '
        'rebels were killed and there was much damage," he added.'
    )
    assert {claim.place and claim.place.name for claim in readings.harm(text, PUBLISHED)} == {"Birao"}


@pytest.mark.parametrize(
    ("text", "place", "precision"),
    [
        ("Rebels shot at soldiers in Timbuktu on Friday. A source said the rebels had overrun the camp.", "camp", 2),
        ("Gunmen came to Pibor on Friday. They captured the garrison, a doctor said.", "garrison", 2),
        ("Gunmen came to Pibor on Friday. They captured the town, a doctor said.", "", 1),
    ],
)
def test_the_camp_that_fell_is_no_whole_town(text: str, place: str, precision: int) -> None:
    """A site without a name in a town told of before is a part of it: that the town fell, nobody says."""
    (claim,) = readings.changes(text, PUBLISHED)
    assert claim.place is not None
    assert claim.place.text == f"{claim.place.name} {place}".strip()
    assert claim.place.precision == precision
