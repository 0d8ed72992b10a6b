"""What a page only imagines, lists or takes back, told beside the sentence; and the same words of what did happen."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def rings(text: str) -> bool:
    return readings.rings(text, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        # a supposition that goes on
        "Suppose that rebels march on Kidal one night. By noon the town has fallen. Nine soldiers are dead.",
        "Imagine Goma without the blue helmets. M23 takes the airport, and 4,000 people die before Easter.",
        "What if the army walks away? The rebels seize Bor, and two ministers are shot dead.",
        "But let us assume that the truce breaks. Two guards are dead by noon and the Houthis have taken Marib.",
        "What if Marib falls?\n\nThe Houthis take the oil. Ten thousand people are killed.",
        "The year is 2031. Taipei has fallen and 9,000 soldiers are dead.",
        "By 2031 rebels have captured Goma and killed 900 people.",
        # what is listed
        "Tonight on TV\n\n9.00 News. 10.35 Black River (1988): rebels kill 18 rangers in Mogadishu.",
        # what was printed, and was wrong
        "Corrections\n\nAn article on Monday (page 4) said that rebels had captured Bama; they had only entered it.",
        "A report on Thursday wrongly said that the army had retaken Bama and killed 40 rebels.",
        # departments of made-up stories
        "Book of the week: The horsemen\n\nLemberg falls to the Russians and 9,000 men die in a wood.",
        "Last night's TV: The embassy\n\nGunmen came up the tunnel and killed 36 Americans in nine minutes.",
        "Film review: The outpost\n\nThree hundred Taliban overrun the wire at Kamdesh. Eight Americans die.",
        "Games: Frontline\n\nYou begin in Jalalabad. Within minutes your squad has lost two men and seized a tower.",
    ],
)
def test_what_is_imagined_listed_or_taken_back_stays_silent(text: str) -> None:
    assert not rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed nine people in Goma on Friday. Imagine that this happened in Paris.",
        "Imagine the fear. Rebels have captured Kidal, the governor said on Friday.",
        "Imagine a town without water. That is Douma. Shells have killed nine people there since Friday.",
        "What if Kidal falls?\n\nRebels have captured the airport of Kidal, the army said on Friday.",
        "Suppose it were your child, a mother said. A shell killed nine pupils in Taiz on Friday.",
        "In 2015 the rebels held half of it. Rebels captured Bor on Friday.",
        "Rebels captured Bor ahead of the 2017 elections.",
        "A report on Thursday said that the army had retaken Bama and killed 40 rebels.",
        "An article in the army's paper on Friday said that 40 rebels had been killed in Bama.",
        "Books burn in Timbuktu\n\nRebels captured Timbuktu on Friday and set fire to the library.",
    ],
)
def test_what_happened_beside_such_words_rings(text: str) -> None:
    assert rings(text)


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("Rebels killed nine people in Goma the previous year.", "background"),
        ("Rebels had killed nine people in Goma the summer before.", "background"),
        ("Rebels captured Goma that winter.", "background"),
        ("Rebels captured Goma the following year.", "background"),
        ("Rebels killed nine people in Goma the month before.", "background"),
        ("Rebels killed nine people in Goma on Friday, as they had done the year before.", "breaking"),
    ],
)
def test_a_year_or_season_of_a_story_is_not_the_news(text: str, timing: str) -> None:
    assert [claim.time.timing for claim in readings.told(text, PUBLISHED)] == [timing]


@pytest.mark.parametrize(
    "text",
    ["Rebels killed nine people in Goma two summers ago.", "Rebels captured Goma the year before last."],
)
def test_two_summers_ago_is_history(text: str) -> None:
    assert not rings(text)
