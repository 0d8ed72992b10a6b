"""Attacks told as one of several, absolutes with their own subject, and towns that a later sentence tells."""

from datetime import UTC, datetime

import pytest
from readings import changes, falls, harm, name

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)  # a Saturday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Boko Haram has carried out three attacks, one in Dikwa which killed 12 people and one in Bama which "
            "killed six.",
            {(12, "Dikwa", "Boko Haram"), (6, "Bama", "Boko Haram")},
        ),
        (
            "Al-Shabaab claimed two bombings, one at a hotel in Mogadishu that killed 30 people and one on soldiers "
            "that killed five.",
            {(30, "Mogadishu", "al-Shabaab"), (5, "Mogadishu", "al-Shabaab")},
        ),
        (
            "The LRA carried out raids, among them one on farmers near Dungu that left nine dead.",
            {(9, "Dungu", "Lord's Resistance Army")},
        ),
        (
            "There were several attacks on Friday, including one on teachers in Kidal that killed 12.",
            {(12, "Kidal", None)},
        ),
        ("Three people were killed in Goma and one in Sake.", {(3, "Goma", None), (1, "Sake", None)}),
    ],
)
def test_one_may_be_an_attack(text: str, expected: set[tuple[int, str, str | None]]) -> None:
    """ "One on farmers that killed nine" is a raid: no tenth dead, and not the farmers' deed."""
    told = harm(text, PUBLISHED)
    assert {(c.number.best, c.place.name if c.place else None, name(c.perpetrator)) for c in told} == expected


@pytest.mark.parametrize(
    ("text", "displaced"),
    [
        ("Rebels took the base on Sunday after two weeks of fighting, with 300 civilians fleeing the town.", [300]),
        ("Rebels took the base on Sunday after two weeks of fighting, with the last 200 soldiers fleeing by boat.", []),
        ("The FARC seized three separate posts near Mitu, with the last 60 policemen fleeing the town by boat.", []),
        ("Two weeks of shelling drove 400 families from Avdiivka.", [400]),
    ],
)
def test_an_absolute_has_its_own_subject(text: str, displaced: list[int]) -> None:
    """ "…, with 300 civilians fleeing": they, and nobody named before; "two weeks" are nobody."""
    assert [c.number.best for c in harm(text, PUBLISHED) if c.effect == "displaced"] == displaced


def test_a_shootout_with_somebody_is_no_absolute() -> None:
    (claim,) = harm("Gunmen stormed a hotel in Kabul in a shootout with guards killing one person.", PUBLISHED)
    assert name(claim.perpetrator) == "gunmen"


@pytest.mark.parametrize(
    ("text", "place", "precision"),
    [
        ("Gunmen killed nine men in Mali's restive north on Friday. The attack took place in Ber.", "Ber", 1),
        ("Bandits killed 11 farmers in Kaduna state. The incident happened around 5 p.m. in Kauru.", "Kauru", 1),
        ("Twenty people were killed in northern Mali on Friday. The attack took place near Gao.", "Gao", 2),
        ("Ten people were killed in Sudan on Friday. The attack took place in Goma.", "Sudan", 3),
    ],
)
def test_where_the_attack_took_place(text: str, place: str, precision: int) -> None:
    (claim,) = harm(text, PUBLISHED)
    assert claim.place is not None
    assert (claim.place.name, claim.place.precision) == (place, precision)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels captured Kidal on Friday. The army fled the desert town north of Gao.", {"Kidal"}),
        ("M23 captured Sake on Friday. The army retook the town west of Goma on Saturday.", {"Sake"}),
        ("Rebels captured the desert town north of Gao.", {"desert town north of Gao"}),
        ("M23 captured Sake on Friday. On Saturday it seized a town north of Goma.", {"Sake", "town north of Goma"}),
    ],
)
def test_the_town_north_of_another_is_the_one_told_of(text: str, places: set[str]) -> None:
    assert {place for place, _, _ in falls(text, PUBLISHED)} == places
    assert changes(text, PUBLISHED)


def test_who_is_quoted_by_according_goes_on_speaking() -> None:
    text = (
        "Gunmen killed four policemen in Zhob, officials said.\n\nAccording to Jan Shabir, the commissioner of Zhob, "
        "the clash lasted two hours.\n\nHe confirmed that one soldier was wounded in it."
    )
    wounded = harm(text, PUBLISHED)[-1]
    assert (wounded.said_by.name if wounded.said_by else None) == "Jan Shabir"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("More than 80 people have been killed, and 5,000 displaced, in Ituri province after clashes.", {"Ituri"}),
        ("Ten people died and 300 were wounded in Goma.", {"Goma"}),
        ("Nine people died in Sake, and 300 were wounded in Goma.", {"Sake", "Goma"}),
    ],
)
def test_a_place_behind_two_harms_is_that_of_both(text: str, places: set[str]) -> None:
    told = harm(text, PUBLISHED)
    assert {claim.place.name if claim.place else None for claim in told} == places
    assert len(told) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Sri Lankan troops captured Paranthan from the Tamil Tigers on Friday. The fall of Paranthan cuts a road.",
        "Troops captured the key Liberation Tigers of Tamil Eelam (LTTE) garrison of Paranthan after long fighting.",
    ],
)
def test_the_fall_of_what_was_captured_is_no_recapture(text: str) -> None:
    (change,) = changes(text, PUBLISHED)
    assert (change.place and change.place.name, change.change) == ("Paranthan", "captured")


def test_a_pronoun_is_not_what_was_entered() -> None:
    text = "The patrol searched Narayanpur district. When it reached near the hills, Naxals opened fire, killing three."
    assert not changes(text, PUBLISHED)


def test_a_paper_bears_its_year() -> None:
    (claim,) = harm("Ten people were killed in Tibu despite the 2012 peace accord.", PUBLISHED)
    assert claim.time.timing == "breaking"


def test_what_was_counted_does_not_speak() -> None:
    text = '"The militia killed ten people according to what has been counted," the mayor of Rufaa said.'
    (claim,) = harm(text, PUBLISHED)
    assert claim.said_by is not None
    assert claim.said_by.name != "what"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A missile hit Marib, which falls under control of the recognised government, on Friday.", set()),
        ("Marib falls under Houthi control", {("Marib", "Houthis", None)}),
        ('The jihadists attacked Boulkessi. A source in nearby Mondoro said they left "many dead".', set()),
        ("Rebels left Goma on Friday.", {("Goma", None, "rebels")}),
        (
            "M23 fighters captured another village in eastern Congo. Authorities in the city of Goma said that 11 "
            "people were wounded.",
            set(),
        ),
    ],
)
def test_who_holds_speaks_or_leaves_the_dead_changes_nothing(text: str, expected: set[object]) -> None:
    assert falls(text, PUBLISHED) == expected


def test_a_village_without_a_pin_is_one_with_its_noun_and_without() -> None:
    text = (
        "Peshmerga forces have captured the village of Sakhra in Kirkuk province on Friday. "
        '"Sakhra village is now under the control of the Peshmerga," said a police chief.'
    )
    assert len(changes(text, PUBLISHED)) == 1


def test_injuries_to_a_count_are_harm_and_to_a_player_none() -> None:
    told = harm("The raid resulted in the deaths of 60 soldiers and injuries to 40 others in Gao.", PUBLISHED)
    assert {(c.effect, c.number.best) for c in told} == {("killed", 60), ("injured", 40)}
    assert not harm("An injury to the captain cost Chelsea the game.", PUBLISHED)


def test_the_group_is_no_army() -> None:
    text = (
        "JNIM attacked a base in Mali. The Malian army gave no toll. The group claimed it killed 40 soldiers at a base "
        "in Dioura."
    )
    (claim,) = harm(text, PUBLISHED)
    assert name(claim.perpetrator) == "JNIM"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "BAMAKO — Gunmen killed nine soldiers on Friday, officials said. The fighters attacked a post in the "
            "village of Boulkessi at dawn.",
            "Boulkessi",
        ),
        (
            "KABUL (Wire) - A bomber killed 12 people on Friday, police said. The Taliban struck a post in the town of "
            "Sangin last week.",
            "Kabul",
        ),
        ("KABUL (Wire) - A bomber killed 12 people on Friday, police said. He struck at a crossing.", "Kabul"),
    ],
)
def test_a_report_written_from_the_capital_names_the_town_struck_a_sentence_on(text: str, place: str) -> None:
    (claim,) = harm(text, PUBLISHED)
    assert claim.place is not None
    assert claim.place.name == place
