"""What stands below the last paragraph that is surely the article's: its own last words stay, the page's prose goes."""

import pytest

from agents.clean.families import Families
from agents.clean.model import Line
from agents.clean.sequence import cheapest_path
from agents.clean.text import clean_text
from agents.clean.units import unit

NOTHING = Families.of([])
LINKS = ["Ponies for hire", "Old Joe's oysters", "Lamps and mirrors", "The bell foundry"]


def clean(lines: list[str]) -> list[str]:
    """Lines that stay, without any phrase family."""
    return [line for line in clean_text("\n".join(lines), families=NOTHING).text.split("\n") if line]


@pytest.mark.parametrize(
    "last",
    [
        "Karsala lies on the only road to the coast.",
        "He left the province the same night.",
        "The bridge behind the market is still closed.",
        "Two ministers resigned and a third fled abroad.",
        "“It is over.”",
        "No one answered the telephone at the barracks, a clerk said.",
    ],
)
def test_the_last_words_of_a_report_stay(title: str, paragraphs: list[str], last: str) -> None:
    assert last in clean([title, *paragraphs, last, *LINKS])


@pytest.mark.parametrize(
    "prose",
    [
        "Honest news needs honest coins. Small gifts keep the presses warm.",
        "Garden furniture at half price until Sunday. Cushions come free with every bench.",
        "Mornings begin better with five short headlines and a cartoon.",
        "Ever wondered what lies beneath a castle? Guided tours leave on the hour.",
    ],
)
def test_prose_that_tells_nothing_of_the_same_things_goes(title: str, paragraphs: list[str], prose: str) -> None:
    kept = clean([title, *paragraphs, prose, *LINKS])
    assert kept == [title, *paragraphs]


def test_a_note_about_whoever_the_byline_names_goes(title: str, paragraphs: list[str]) -> None:
    note = "Idris Vane grew up on the coast and studied law before he turned to newspapers in 2003."
    assert note not in clean([title, "By Idris Vane", *paragraphs, note, *LINKS])
    assert note in clean([title, *paragraphs, "Idris Vane, an officer, was among the dead.", note])


def test_a_note_about_the_writer_goes_unless_the_report_is_about_one(title: str, paragraphs: list[str]) -> None:
    note = "The writer, a retired judge, served on a border commission and has a daughter."
    dead = "Among the dead was a writer of books for children who had read in the school that day."
    report = "\n".join([title, *paragraphs])
    assert clean_text(f"{report}\n{note}").text == report
    assert clean_text(f"{report}\n{dead}\n{note}").text == f"{report}\n{dead}\n{note}"


def test_comments_under_names_go(title: str, paragraphs: list[str]) -> None:
    thread = [
        "river_rat77",
        "So the shelling was for nothing. Families fled, children died, and the army went home?",
        "Old Tom wrote:",
        "The camps were full last year too and nobody lifted a finger.",
    ]
    assert clean([title, *paragraphs, *thread]) == [title, *paragraphs]


def test_portraits_of_the_dead_under_their_names_stay(title: str, paragraphs: list[str]) -> None:
    portraits = [
        "Amal Deng",
        "She was a nurse at the hospital in Karsala and had worked through the week of shelling.",
        "Petro Lual",
        "He sold fish in the market and was killed beside his stall, his brother said.",
    ]
    assert clean([title, *paragraphs, *portraits])[-4:] == portraits


@pytest.mark.parametrize("glued", ["Will you chip in?", "No reader, no paper. Put a coin in the jar."])
def test_sentences_glued_to_the_first_paragraph_are_cut_off_it(title: str, paragraphs: list[str], glued: str) -> None:
    assert clean([title, glued + paragraphs[0], *paragraphs[1:]]) == [title, *paragraphs]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("CENTRAL BANKS TO MEET MINISTERS IN U.S.", "headline"),
        ('AIRLINE SAYS FIRST YEAR WAS "A SCHOOL"', "headline"),
        ("The minister flew back to the U.S.", "sentence"),
        ("NOBODY MOVED.", "sentence"),
    ],
)
def test_headlines_in_capitals_are_no_sentences(text: str, shape: str) -> None:
    assert unit(Line(text)).shape == shape


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("The orphans cannot wait. Donate today to our winter fund.", ""),
        ("Subscribe now for £2 a week. Wit, wisdom and crosswords.", ""),
        (
            "The governor fled to Karsala on Friday. Donate today to our winter fund.",
            "The governor fled to Karsala on Friday.",
        ),
        ("The orphans cannot wait.Donate today to our winter fund.", "The orphans cannot wait."),
    ],
)
def test_what_is_left_of_a_line_of_furniture_goes_where_it_tells_nothing(
    title: str, paragraphs: list[str], line: str, stays: str
) -> None:
    cleaned = clean_text("\n".join([title, *paragraphs, line])).text
    assert cleaned == "\n".join(filter(None, [title, *paragraphs, stays]))


def test_furniture_that_only_goes_on_costs_less() -> None:
    weights = [-2.0, -2.0, 0.8]
    assert cheapest_path(weights, 1) == [False, False, False]
    assert cheapest_path(weights, 1, frozenset([2])) == [False, False, True]


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Rebels took the bridge and burned the barracks.", 2),
        ("The bridge is guarded.", 0),
        ("Thousands have already lost weight.", 0),
        ("A weekly letter, printed on paper.", 0),
        ("Nine soldiers died.", 1),
    ],
)
def test_verbs_in_the_past_are_counted(text: str, past: int) -> None:
    assert unit(Line(text)).words.past == past


def test_one_sure_credit_below_a_report_goes_though_nothing_else_is_of_a_page(
    title: str, paragraphs: list[str]
) -> None:
    assert clean([title, *paragraphs, "Image by Idris Vane for The Courier"]) == [title, *paragraphs]
    assert clean([title, *paragraphs, "Names of the dead"]) == [title, *paragraphs, "Names of the dead"]


def test_what_introduces_a_quotation_stays(title: str, paragraphs: list[str]) -> None:
    caption = "A label on some of the pictures reads: “cowards on the way to their graves.”"
    lines = [title, *paragraphs[:3], *LINKS[:2], caption, *paragraphs[3:]]
    assert caption in clean(lines)
