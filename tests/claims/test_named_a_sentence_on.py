"""A town that the lead tells of without its name, a capital that is not the state's, and towns where men only spoke."""

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


def places(text: str) -> set[str]:
    """Where hands changed."""
    return {place for place, _, _ in falls(text)}


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        (
            "Afghan soldiers have recaptured a northern town held for a day by the Taliban, the army said on Friday. "
            "Shops were shut. Soldiers found mines in the town of Dasht-e Archi.",
            {"Dasht-e Archi"},
        ),
        (
            "KABUL: Taliban fighters took control of a strategic town north of the capital on Friday. Talks were due "
            "to begin this week. Fighters on motorcycles rode into Charikar unopposed, witnesses said.",
            {"Charikar"},
        ),
        (
            "Malian troops have retaken a town in the Mopti region. An official said that soldiers took Konna at dawn.",
            {"Konna"},
        ),
        (
            "Malian troops have retaken a town in the Mopti region. Last month rebels captured Konna from the army.",
            {"Mopti", "Konna"},
        ),
        (
            "A ministry spokesman said at a briefing in the Malian capital of Bamako that troops had retaken the town. "
            "Soldiers entered Konna at dawn.",
            set(),
        ),
    ],
)
def test_a_town_is_named_where_its_taking_is_told_again(text: str, towns: set[str]) -> None:
    """The name stands in a later sentence, and is neither where the news was told nor a town of another day."""
    assert places(text) == towns


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        (
            "LUANDA (Wire) - Angolan troops captured the unofficial capital of the UNITA rebels on Friday. It is "
            "a blow. The rebels mourn the loss of Jamba.",
            {"Jamba"},
        ),
        (
            "SARAJEVO (Wire) - Serb forces swept into the town that is the heart of a safe area. Zepa is "
            "said to be next.",
            set(),
        ),
        ("LUANDA (Wire) - Rebels captured the capital on Friday, residents said.", {"Luanda"}),
    ],
)
def test_the_dateline_is_no_town_taken_elsewhere(text: str, towns: set[str]) -> None:
    """The rebels' own capital is not the state's, and a town is not that of the dateline where others are told of."""
    assert places(text) == towns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels of the FDLR in the Democratic Republic of Congo [DRC] have seized Kitshanga from the army.",
            {("Kitshanga", "FDLR", "FARDC")},
        ),
        (
            "Rebels marched on Bangui. The rebels captured Ouandja, Sikikede, and Birao, aid workers said.",
            {("Ouandja", "rebels", None), ("Sikikede", "rebels", None), ("Birao", "rebels", None)},
        ),
        (
            "Soldiers have moved down from their lines in Menik Farm and now taken Pooneryn, an officer said.",
            {("Pooneryn", "Sri Lankan forces", None)},
        ),
        (
            "A local leader said the Seleka rebels now controlled Bria and Bambari.",
            {("Bria", "Seleka", None), ("Bambari", "Seleka", None)},
        ),
        ("Bambari, now controlled by Seleka rebels, is quiet.", set()),
        ("Kidal was a stronghold of the MNLA during a 2012 rebellion that overran the city of Gao.", set()),
        ("The army is cleansing Yemen of terrorist filth, state television said.", set()),
        ("By capturing Sinjar, the peshmerga can cut the road to Syria, experts say.", set()),
        ("The army began an offensive to retake Sinjar by securing the villages around it.", set()),
        (
            "The army retook Malakal from the SPLA-IO a year after it fell to the rebel group.",
            {("Malakal", "SPLA", "SPLM-IO"), ("Malakal", "SPLM-IO", "SPLA")},
        ),
    ],
)
def test_constructions_of_the_wires(text: str, expected: set[Fall]) -> None:
    """Brackets, lists of towns nobody has on a map, moves onward, old rebellions and means to an end."""
    assert falls(text) == expected
