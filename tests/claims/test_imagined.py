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
        # a work by its title
        'In "The Gold Shore" mutineers take Abidjan, and only a cook stands between them and the palace.',
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


@pytest.mark.parametrize(
    "text",
    [
        "They come at night in pickups and take the police post. A town falls for six hours. The army shells it in "
        "revenge, a dozen die, and more boys sign up.",
        "The door is blue. He goes on shaving. Outside something falls. Eleven men die in the yard.",
        'He went on shaving. "Eleven dead, sir, and the sergeant is gone."',
        "In the first hour, by the usual reckoning, ten thousand shells land. By nightfall 9,000 are dead.",
        "The board game that took over our winter\n\nBy midnight three players had been wiped out in Moscow.",
        "Survivors of both sides shook hands at Xuan Loc on Saturday. Some 7,000 soldiers died for eight square miles.",
        # what only hurts in politics, and what is no harm
        "The vote wounded the prime minister badly.",
        "The scandal has killed the minister, said a rival.",
        "He said his men were dead on their feet.",
        "Thousands were left stranded in Nice and Toulouse by the strike.",
        "The virus killed more soldiers than the guns did.",
    ],
)
def test_stories_in_the_present_and_mere_figures_stay_silent(text: str) -> None:
    assert not rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels ambush a convoy near Bria on Friday. Nine soldiers die.",
        "The truce is broken. Rockets fall on Kharkiv. Shells kill nine people in Kharkiv.",
        "The talks are off. A bomb kills nine people on Friday.",
        "Stranded in Goma, thousands left the city on foot on Friday as the rebels came nearer.",
        "Thousands left Goma on Friday as the rebels shelled it.",
        "The vote was stopped when gunmen wounded the prime minister in Port-au-Prince.",
        "Film festival goes on\n\nThe cast, the director and the audience stayed. Rebels captured Bouar on Friday.",
    ],
)
def test_news_in_the_present_rings(text: str) -> None:
    assert rings(text)


def test_a_place_known_for_its_dead_tells_no_news_of_them() -> None:
    text = "The market, where 68 people died in one minute, sells plums."
    assert [claim.time.timing for claim in readings.told(text, PUBLISHED)] == ["background"]
