"""Which way lines lean by their own words, and what the learned tables hold."""

import os
import subprocess
import sys

import pytest

from agents.clean import judge, lean
from agents.clean.model import Line
from agents.clean.text import clean_text
from agents.clean.units import unit


def leaning(text: str) -> float:
    return unit(Line(text)).words.lean


@pytest.mark.parametrize(
    "text",
    [
        "Curtains made to measure, delivered and hung within a week. Samples are free.",
        "Honestly, what a shameful piece. The author has obviously never set foot in the place.",
        "She teaches history and is the author of two books about the islands.",
        "Subscribers read our reports two hours before anybody else does.",
        "An earlier version of this article gave the wrong year.",
    ],
)
def test_lines_of_a_page_lean_to_the_page(text: str) -> None:
    assert leaning(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "Government troops retook the airfield on Friday after a night of shelling, two officers said.",
        "The bank raised its prime rate by half a point and said further steps could follow.",
        "He told the court that he had acted on orders from the general staff.",
        "At least nine people were killed when a lorry loaded with explosives hit the checkpoint.",
    ],
)
def test_lines_of_a_report_lean_to_the_article(text: str) -> None:
    assert leaning(text) < -1


def test_the_tables_hold_single_words_and_known_zones() -> None:
    assert all(" " not in name for name in lean.load())
    assert all(weights for zone, weights in judge.load().items() if zone != "scrap_above")


def test_advertisements_that_tell_a_story_go_from_below_a_report(article: str) -> None:
    story = "Then a friend told her about cork soles. They are light, they are warm, and a pair lasts for years."
    links = "Share this page\n\nMost popular"
    assert clean_text(f"{article}\n\n{links}\n\n{story}").text == article


def test_leans_are_the_same_in_whatever_order_a_line_holds_its_words() -> None:
    text = "The company said it bought 25 aircraft at home and abroad, and many of our readers asked who pays for them."
    imports = "from agents.clean.model import Line; from agents.clean.units import unit"
    script = f"{imports}; print(unit(Line({text!r})).words.lean)"
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(found) == 1


def test_the_shortest_and_the_longest_sentence_of_a_line_are_counted() -> None:
    told = "The garrison of Kandal left the fort in the night and blew up the bridge behind it"
    found = lean.signs(unit(Line(told)), f"{told}. Well, well.", frozenset(), 0.0, 0.0, 0, False)
    assert {"~shortest1", "~longest3"} <= set(found)
