"""Who took it and who holds it: an insurgent group that speaks of "it", its ministry's troops, and what goes on."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)

Fall = tuple[str, str | None, str | None]


def falls(text: str) -> set[Fall]:
    """Place, taker and loser of each actual change of hands of a text."""
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    return {
        (c.place.name if c.place else "", c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name)
        for c in told
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Kachin Independence Army fought the junta. The insurgent group says it captured Sumprabum on Friday.",
            {("Sumprabum", "Kachin Independence Army", "Myanmar military")},
        ),
        (
            "The Kachin Independence Army fought the junta. The ethnic army said that it seized Sumprabum on Friday.",
            {("Sumprabum", "Kachin Independence Army", "Myanmar military")},
        ),
        (
            "Armenia said on Friday its forces had captured a village in Azerbaijan. The defence ministry said its "
            "troops took Horadiz.",
            {("Horadiz", "Armenia", "Azerbaijani forces")},
        ),
    ],
)
def test_who_says_it_is_who_took_it(text: str, expected: set[Fall]) -> None:
    """A group told by what it is, an ethnic army, and a ministry right behind its state's own word."""
    assert falls(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The MNDAA captured the North-eastern Command in Lashio on Friday.", {"North-eastern Command"}),
        ("The Shan army said the eastern military command fell on Friday after a siege.", {"eastern military command"}),
        ("The western command said rebels were killed on Friday.", set()),
        (
            "Malian troops have driven the rebels from a strategic northern town. Gao is in government hands, but "
            "besieged. An officer said that soldiers seized the town of Menaka on Friday.",
            {"Menaka"},
        ),
        (
            "Rebels shelled Bor on Friday. Ten people died. Aid was halted. Malakal is in government hands, but is "
            "besieged by rebels.",
            set(),
        ),
        ("Rebels shelled Bor on Friday. Malakal was briefly in rebel hands at the start of the war.", set()),
        ("Shells hit a camp in Sirte. Islamic State, which has seized large areas of Libya, was silent.", set()),
        ("Houthi rebels who had been occupying Dhale shelled the market.", set()),
        ("Dubrovnik, which Serb troops have stormed and are trying to encircle, was shelled on Friday.", set()),
        ("The Houthis fled their last bastion in Marib province on Friday.", {"Marib"}),
    ],
)
def test_what_fell_and_what_only_goes_on(text: str, places: set[str]) -> None:
    """Seats of armies fall; a town held as before, besieged or pressed from outside does not, nor does half a land."""
    assert {place for place, _, _ in falls(text)} == places


def test_insurgents_are_no_kurdish_forces() -> None:
    """Another side of the same country does not lend its name to insurgents without one."""
    text = (
        "Insurgents captured Jisr in May. Troops and Kurdish fighters ousted the Islamic State group from Hasakeh on "
        "Friday. Kurdish forces had been battling since June to push it out of Jisr."
    )
    assert "Kurdish forces" not in {taker for place, taker, _ in falls(text) if place.startswith("Jisr")}


def test_a_campaign_takes_nothing() -> None:
    """Who drove them out is not "a wider offensive"."""
    told = falls("Rebels attacked, part of a wider offensive that drove government troops from Idlib on Friday.")
    assert all(taker is None or "offensive" not in taker for _, taker, _ in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels captured Bria, the capital of Haute-Kotto, as well as the town of Bambari.",
            {("Bria", "rebels", None), ("Bambari", "rebels", None)},
        ),
        (
            "Capital of the province of Jonglei, Bor fell to the SPLA-IO on Friday.",
            {("Bor", "SPLM-IO", None)},
        ),
        (
            "The Shan rebels claimed the town on Friday, saying they took Hsipaw after a battle with the junta.",
            {("Hsipaw", "Shan State Army", "Myanmar military")},
        ),
        (
            "Taliban fighters took Zaranj on Friday as American forces finalized their pullout from the country. "
            "Afghan forces fled.",
            {("Zaranj", "Taliban", "Afghan security forces")},
        ),
        (
            "Rebels attacked Bor on Tuesday to seize the town. The recapture of Bor comes after SPLA troops regrouped.",
            {("Bor", None, None)},
        ),
    ],
)
def test_lists_capitals_and_whose_recapture(text: str, expected: set[Fall]) -> None:
    """What "as well as" adds, the capital named last, who said it, allies who leave the land, and whose town it was."""
    assert falls(text) == expected


def test_the_local_capital_is_not_where_the_state_sits() -> None:
    """ "The local capital" is that of the province told of, whatever city the report names beside."""
    assert falls("A Zabul council chief reached in Kabul said the local capital fell to the Taliban.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels took Gao in Mali. The French military said on Friday that troops took control of Kidal airport.",
            {("Gao", "rebels", "Mali"), ("Kidal airport", "French forces", "Mali")},
        ),
        (
            "The Moro Islamic Liberation Front (MILF, also known as BIFF) group seized Datu Piang on Friday.",
            {("Datu Piang", "Moro Islamic Liberation Front", None)},
        ),
        ("Rebels have held Tobruk since the fall of Hissene Habre.", set()),
    ],
)
def test_whose_troops_they_are_and_who_fell(text: str, expected: set[Fall]) -> None:
    """Bare troops are those of the army that speaks, a name in brackets stays one, and rulers fall like no town."""
    assert falls(text) == expected


def test_to_exercise_control_is_no_drill() -> None:
    """An army that says it exercises an increased control of a town holds no drill there."""
    text = (
        '"The port is not in the hands of terrorists because we exercise an increased control," an officer said in '
        "Pemba.\n\nThe island of Vamizi was retaken by Mozambican soldiers on Friday."
    )
    assert "Vamizi" in {place for place, _, _ in falls(text)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("M23 rebels claimed control of Goma on Friday.", "M23"),
        ("Tigrayan forces declared full control of Alamata.", "TPLF"),
        ("Boko Haram claimed Bama on Friday.", "Boko Haram"),
        ("M23 rebels took control of Goma on Friday.", None),
    ],
)
def test_who_claims_control_says_so_himself(text: str, said: str | None) -> None:
    (found,) = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert (found.stance, found.said_by and found.said_by.name) == ("claimed" if said else "asserted", said)
