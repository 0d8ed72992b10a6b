"""What tells that a place changed hands beside the verb: who holds it since when, who fled it, votes that only date."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def falls(text: str) -> set[tuple[str, str | None]]:
    """Place and change of each actual change of hands of a text."""
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    return {(c.place.name if c.place else "", c.change) for c in told}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The M23 was in control of Bunagana by nightfall.", {("Bunagana", "captured")}),
        ("The town of Bor has been under rebel control since Friday, residents said.", {("Bor", "captured")}),
        ("Bor is now completely under the control of rebel troops.", {("Bor", "captured")}),
        ("The army is in control of Bor after heavy fighting, its spokesman said.", {("Bor", "captured")}),
        (
            "Kunduz is under Taliban control, its governor said. The battle for the city lasted two days.",
            {("Kunduz", "captured")},
        ),
        ("Government troops controlled Bor after heavy clashes with the rebels.", {("Bor", "recaptured")}),
        ("Bor, Bentiu now under rebel control", {("Bor", "captured"), ("Bentiu", "captured")}),
        ("Budget now under Senate control", set()),
        ('The minister wrote that the army was now "fully in control" of Bor.', {("Bor", "captured")}),
        ("Bor is now fully in the M23's grip.", {("Bor", "captured")}),
        ("Bor is firmly in the drought's grip.", set()),
        ("The rebels controlled Bor for years after clashes with the army.", set()),
        ("The town of Bor has been under rebel control since 2014, residents said.", set()),
        ("Bor is still under rebel control after fighting on Monday, residents said.", set()),
        ("Bor, which is under rebel control, was shelled on Monday, residents said.", set()),
        ("Idlib is under the control of Hayat Tahrir al-Sham.", set()),
        ("The army is in control of the north of the country, a spokesman said after clashes.", set()),
    ],
)
def test_holding_is_news_where_it_is_new(text: str, expected: set[tuple[str, str]]) -> None:
    """A side that holds a town took it where a moment or a fight beside tells so; else it only goes on holding it."""
    assert falls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A commander of a government battalion has fled from the town of Batticaloa.", set()),
        ("General Gamou fled Menaka on Friday, the army said.", set()),
        ("A soldier fled the town of Bor on Friday.", set()),
        ("Army flees Helmand province", set()),
        ("Twenty soldiers fled from the town of Bor on Friday.", set()),
        ("The last soldiers fled from the town of Bor on Friday.", {("Bor", "withdrawn")}),
        ("The general's men fled from the town of Bor on Friday.", {("Bor", "withdrawn")}),
        ("Taliban fighters fled Kunduz on Friday.", {("Kunduz", "withdrawn")}),
    ],
)
def test_one_who_flees_is_no_withdrawal(text: str, expected: set[tuple[str, str]]) -> None:
    """One man or a few who flee give nothing up, nor do those who flee out of a whole province."""
    assert falls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bria is the first town seized by Seleka fighters in the two years since the army toppled the elected "
            "president.",
            {("Bria", "captured")},
        ),
        ("The Maoists seized the town of Beni two days before the election.", {("Beni", "captured")}),
        ("The opposition party seized the town of Beni in the election.", set()),
    ],
)
def test_a_vote_that_dates_is_no_election(text: str, expected: set[tuple[str, str]]) -> None:
    """Whom a vote once brought to power, and when a vote was, makes no election of what fighters take."""
    assert falls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Somali militants have seized a town in the south. Bardera, on the Juba river, had been held by the army.",
            {("Bardera", "captured")},
        ),
        (
            "A key town in central Somalia has fallen to al-Shabab. Adan Yabal was the headquarters of the operation.",
            {("Adan Yabal", "captured")},
        ),
        (
            "Rebels took Rolpa on Monday. The Maoists took control of the whole district, an officer said.",
            {("Rolpa", "captured")},
        ),
        (
            "Rebels captured Bria in Haute-Kotto province. They took control of the whole district.",
            {("Bria", "captured")},
        ),
    ],
)
def test_a_town_or_district_is_named_beside(text: str, expected: set[tuple[str, str]]) -> None:
    """ "A town in the south" is the one with which the next sentence opens, "the district" that of the town taken."""
    assert falls(text) == expected


def test_a_city_far_from_it_is_not_the_village() -> None:
    """What the next sentence opens with is not the village where it lies a way off."""
    text = "Rebels captured a village in eastern Congo on Monday. Goma, the regional capital, is 20 km away."
    assert "Goma" not in {place for place, _ in falls(text)}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Gunmen killed nine people as they left a mosque in Gao.", False),
        ("Rebels shot dead nine soldiers as they left a base in Gao.", False),
        ("A nun was shot dead by gang members who ambushed her as she left a church in Port-au-Prince.", False),
        ("Rebels burned houses as they left Gao.", True),
        ("Rebels shelled the airport as they left Gao on Sunday.", True),
    ],
)
def test_who_was_struck_on_the_way_out_held_nothing(text: str, *, left: bool) -> None:
    assert bool(falls(text)) is left
