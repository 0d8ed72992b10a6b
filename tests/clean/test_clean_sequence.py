"""What reads like the article and what like the page, whatever the words: the path, the core, the voice."""

import pytest

from agents.clean.core import Core, find_core
from agents.clean.families import Families
from agents.clean.features import is_speech, look, sentences
from agents.clean.furniture import mark_phrases
from agents.clean.model import Line
from agents.clean.phrases import Phrases
from agents.clean.sequence import OUT, cheapest_path
from agents.clean.text import clean_text
from agents.clean.units import unit
from agents.clean.voice import stems, voice

NOTHING = Families.of([])
ASIDE = "It is your turn to pay the ferryman: we row for you."
NEIGHBOURS = ("Ponies for hire", "Old Joe's oysters", "Lamps and mirrors", "The bell foundry", "Ropes by the yard")


def clean(lines: list[str]) -> str:
    """Cleaned without any phrase family: by shape, voice and subject alone."""
    return clean_text("\n".join(lines), families=NOTHING).text


def core_of(lines: list[str]) -> object:
    units = [unit(Line(line)) for line in lines]
    return find_core(units, mark_phrases(units, Phrases(NOTHING)), {})


@pytest.mark.parametrize(
    ("weights", "cut"),
    [
        ([], []),
        ([-1.0, -1.0], [False, False]),
        ([-1.0, OUT - 0.1, -1.0], [False, False, False]),
        ([-1.0, OUT + 0.5, -1.0], [False, True, False]),
        ([-1.0, 2.0, -0.1, 2.0], [False, True, True, True]),
        ([-1.0, 1.0, 1.0], [False, True, True]),
        ([2.0, -3.0], [True, False]),
        ([0.0, 0.0], [False, False]),
    ],
)
def test_the_path_leaves_the_article_only_where_it_pays(weights: list[float], cut: list[bool]) -> None:
    assert cheapest_path(weights) == cut


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Pay what you can and we will do the rest.", True),
        ("Our men are everywhere.", True),
        ("The army left the town at dawn.", False),
        ("“We are your army,” the captain told them.", False),
        ("The US and its allies met in May.", False),
    ],
)
def test_voice_is_what_stands_outside_quotations(text: str, speaks: bool) -> None:
    assert (voice(text, unit(Line(text)).lower) > 0) is speaks


def test_stems_are_what_a_text_speaks_of() -> None:
    assert stems("The rebels attacked them there; a rebel said so.") == {"rebels", "attack", "rebel"}


def test_there_is_no_core_in_a_scrap_a_list_or_another_language(paragraphs: list[str]) -> None:
    assert core_of(paragraphs) is not None
    assert core_of(paragraphs[:1]) is None
    assert core_of(list(NEIGHBOURS) * 4) is None
    assert core_of(["Les rebelles ont pris la ville mardi après une semaine de combats avec l’armée."] * 6) is None


@pytest.mark.parametrize("position", [1, 3, 4])
def test_a_line_that_speaks_to_the_reader_goes(title: str, paragraphs: list[str], position: int) -> None:
    lines = [title, *paragraphs]
    lines.insert(position, ASIDE)
    assert clean(lines) == "\n".join([title, *paragraphs])


def test_glued_asides_go_and_the_article_keeps_its_words(title: str, paragraphs: list[str]) -> None:
    first, *middle, last = paragraphs
    glued = [title, "We row for you." + first, *middle, last + "Keep us rowing."]
    assert clean(glued) == "\n".join([title, *paragraphs])


def test_a_list_of_other_things_below_the_article_goes(title: str, paragraphs: list[str]) -> None:
    assert clean([title, *paragraphs, *NEIGHBOURS]) == "\n".join([title, *paragraphs])


@pytest.mark.parametrize(
    "own",
    [
        "A market in ruins",
        "“God help us.”",
        "Nobody came.",
        "Who fired first?",
        "Some who had left came back at night to feed their goats.",
        "“You must leave,” the soldiers told us, an old man said. “We will burn your house.”",
    ],
)
@pytest.mark.parametrize("position", [2, 4, 7])
def test_short_lines_of_the_article_stay(title: str, paragraphs: list[str], own: str, position: int) -> None:
    lines = [title, *paragraphs]
    lines.insert(position, own)
    assert clean(lines) == "\n".join(lines)


def test_an_article_that_says_we_and_you_keeps_its_voice(title: str, paragraphs: list[str]) -> None:
    told = [
        "We drove into the town behind the army on Tuesday, and you could smell the burnt market from the hills.",
        "Our driver had family in the town, and he would not let us leave before he had seen the hospital.",
        "We counted 23 bodies at the hospital, six of them children, and you could see that it was the rocket.",
        "My notes from the camp across the river say that some 4,000 families had fled the shelling by then.",
    ]
    assert clean([title, *told]) == "\n".join([title, *told])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Keep us rowing.U.S. envoys flew to Bamako.", 2),
        ("Keep us rowing.<Baltic Rope> said its yard in Tallinn had burnt.", 2),
        ("Keep us rowing.11 miners died at Kolwezi.", 2),
        ("Keep us rowing.03-07-2015 Shells fall on Taiz.", 2),
        ("Envoys flew to the UN.Keep us rowing with a gift.", 2),
        ("He called the raid “a gift”.Keep us rowing with a coin.", 2),
        ("J.Smith of the U.S.Army paid 3.5 million.", 1),
        ("See p.12 and example.com for more.", 1),
        ("The bridge was blown up, he said.(Reuters)", 1),
    ],
)
def test_sentences_glued_together_are_told_apart(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("The bridge is down, the ferryman said.", True),
        ("Well said, Musa, the ferrymen never listened.", False),
        ("That said, the ferry is the older of the two.", False),
    ],
)
def test_praise_for_a_speaker_tells_of_no_speech(text: str, speech: bool) -> None:
    assert is_speech(text) is speech


def test_a_list_that_ends_the_article_stays_above_furniture(title: str, paragraphs: list[str]) -> None:
    named = ["The hospital released the names of the dead:", "Ali Haddad, baker", "Rim Haddad, 9", "Col. Jo Sarr"]
    text = "\n".join([title, *paragraphs, *named, "Share this article", "Follow us on Twitter"])
    assert clean_text(text).text == "\n".join([title, *paragraphs, *named])


def test_all_lines_at_the_end_show_a_page_where_none_does_by_itself(title: str, paragraphs: list[str]) -> None:
    report = [title, *paragraphs]
    adverts = [
        "Lamps are trimmed while the customer waits, and a second wick costs nothing.",
        "Ropes for every barge are coiled and ready, and the walk is open on Sundays.",
    ]
    assert clean([*report, adverts[1]]) == "\n".join([*report, adverts[1]])
    assert clean([*report, *adverts]) == "\n".join(report)


def test_a_list_that_the_text_announces_stays(title: str, paragraphs: list[str]) -> None:
    named = [
        "The hospital gave the names of those who were killed:",
        "Ali Haddad, baker",
        "Rim Haddad, pupil",
        "Jo Sarr",
    ]
    lines = [title, *paragraphs[:3], *named, *paragraphs[3:]]
    assert clean(lines) == "\n".join(lines)


def test_a_report_is_found_between_furniture_that_is_longer_than_any_run_of_it(
    title: str, paragraphs: list[str]
) -> None:
    own = [paragraphs[0], paragraphs[1], paragraphs[3]]
    aside = [
        "You may also want to know",
        *NEIGHBOURS[:3],
        "We sew coats for you in our own workshop, and if one does not fit you, send it back and we mend it.",
    ]
    lines = [title, own[0], *aside, own[1], *aside[::-1], own[2], *aside]
    assert core_of(lines) is not None
    found = clean(lines).split("\n")
    assert found == [title, *own]


def test_a_few_paragraphs_among_many_links_need_not_be_an_article(paragraphs: list[str]) -> None:
    links = [f"{name}, number {n}" for n in range(12) for name in NEIGHBOURS]
    assert core_of([*links, paragraphs[0], *links, paragraphs[1], *links, paragraphs[3], *links]) is None


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("The two banks settled on a margin of one point over the usual rate. REUTER...", "body"),
        ("“They left at noon and took the guns,” the mayor of Gao said. AFP...", "body"),
        ("The two banks settled on a margin of one point over the usual...", "scrap"),
        ("The brigade held the pass at Zojila for nine days. Then its ammunition...", "scrap"),
    ],
)
def test_an_agencys_name_and_dots_make_no_teaser_of_a_sentence(text: str, shape: str) -> None:
    assert look(text).shape == shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("MINISTER HELD FOR BRIBERY IN N. KIVU", "headline"),
        ("Farmers Hold Talks With E.U. Envoys", "headline"),
        ("ARMY SEEKS NEW TRUCKS FOR U.N. MISSION.", "headline"),
        ("Government Troops Shell Villages near Goma.", "headline"),
        ("Troops shelled three villages near Goma.", "sentence"),
        ("President Tshilombo met Foreign Minister Salva Mbeki.", "sentence"),
        ("Rahel Bekele Tesfaye Alem and Dawit Girma.", "sentence"),
        ("The rebels left the town on Sunday, the army said. (Reuters)", "sentence"),
        ("He was taken to the U.S. embassy by a colonel of the guard. - AFP", "body"),
    ],
)
def test_a_headline_may_end_with_a_full_stop_or_hold_initials(text: str, shape: str) -> None:
    assert look(text).shape == shape


def test_the_headline_is_the_title_though_the_first_paragraph_says_more(title: str, paragraphs: list[str]) -> None:
    headline = "KARSALA MARKET ROCKET: SIX CHILDREN DEAD"
    asides = ["The paper has no owners. What it has is a town full of readers who all put in a little."]
    assert clean([headline, *asides, *paragraphs]) == "\n".join([headline, *paragraphs])


def test_what_an_appeal_was_glued_to_stays_whatever_it_leans_to(title: str, paragraphs: list[str]) -> None:
    last = "It invited views on the plan by April 20."
    raw = "\n".join([title, *paragraphs, f"{last}Please donate today."])
    assert clean_text(raw).text == "\n".join([title, *paragraphs, last])


def test_speech_of_many_things_that_were_not_told_before_does_not_end_the_article(paragraphs: list[str]) -> None:
    advert = (
        "Paper was the enemy of the dairy. Over breakfast the founder of Quillon Cloud said how her software had won "
        "its clerks nine empty cabinets, happier customers and a second vet."
    )
    core = core_of([*paragraphs[:5], advert])
    assert isinstance(core, Core)
    assert core.last == 4
