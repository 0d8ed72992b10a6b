"""Floors on real pages, where the folder with the corpora stands beside the project; they may only rise."""

import json
import re
from pathlib import Path

import pytest

from agents.clean.html import clean_html
from agents.clean.text import clean_text

SHARED = Path(__file__).parents[3] / "shared"
PAGES = SHARED / "corpora" / "pages"
SEEDS = SHARED / "seeds"
KEEP_HTML, DROP_HTML = 0.97, 0.96
# Numbers (from 1) of the lines of each original that are not the article's.
FURNITURE_LINES = {
    "000": [*range(3, 7), *range(25, 28)],
    "001": [*range(31, 35), 52, *range(70, 201)],
    "002": [5],
    "003": [3, *range(104, 113)],
    "004": [*range(14, 20)],
}


@pytest.mark.skipif(not PAGES.exists(), reason="no corpora beside the project")
def test_pages_keep_and_drop_what_they_should() -> None:
    keep: list[bool] = []
    drop: list[bool] = []
    for line in (PAGES / "expect.jsonl").read_text("utf-8").splitlines():
        expected = json.loads(line)
        html = (PAGES / expected["file"]).read_bytes().decode("utf-8", "replace")
        text = re.sub(r"\s+", " ", clean_html(html, expected["url"]).text)
        keep += [re.sub(r"\s+", " ", part) in text for part in expected["keep"]]
        drop += [re.sub(r"\s+", " ", part) not in text for part in expected["drop"]]
    assert sum(keep) / len(keep) >= KEEP_HTML
    assert sum(drop) / len(drop) >= DROP_HTML


@pytest.mark.skipif(not SEEDS.exists(), reason="no originals beside the project")
@pytest.mark.parametrize("number", sorted(FURNITURE_LINES))
def test_originals_lose_their_furniture_and_nothing_else(number: str) -> None:
    raw = next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8")
    cleaned = clean_text(raw)
    kept = {line.strip() for line in cleaned.text.split("\n")}
    for position, line in enumerate(raw.split("\n"), 1):
        words = line.replace("\u00a0", " ").strip()
        if not words:
            continue
        glued = re.search(r"(?<=[a-z]\.)[A-Z][a-z]+ .*", words)
        if position in FURNITURE_LINES[number]:
            assert words not in kept, words
        else:
            assert (glued.group() if glued else words) in kept, words
