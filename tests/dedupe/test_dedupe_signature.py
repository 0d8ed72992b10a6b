"""Signatures: the same everywhere, near for near texts."""

import os
import subprocess
import sys
from pathlib import Path

from dedupe_reports import BODY, OTHER, article

from agents.dedupe.keys import keys_of
from agents.dedupe.report import report_of
from agents.dedupe.signature import BANDS, signature_of

# What this release of rensa computes: other bands would not find what is remembered.
FIRST_BANDS = ("f0839df6016976af", "ae1d353db345115a", "f705b7fca1632502")
SCRIPT = (
    "from dedupe_reports import article; from agents.dedupe.keys import keys_of; print(keys_of(article('a')).names())"
)


def test_signatures_are_the_same_in_every_process() -> None:
    here = str(keys_of(article("a")).names())
    for seed in ("0", "1"):
        path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, timeout=60
        )
        assert run.stdout.strip() == here, run.stderr


def test_signatures_are_the_same_in_every_release() -> None:
    assert signature_of(report_of(article("a"))).bands[:3] == FIRST_BANDS


def test_a_copy_shares_bands_and_a_strange_report_does_not() -> None:
    one = signature_of(report_of(article("a")))
    edited = signature_of(report_of(article("b", [*BODY[:4], "The road was open until Monday evening."])))
    strange = signature_of(report_of(article("c", OTHER)))
    assert len(one.bands) >= BANDS
    assert len(set(one.bands) & set(edited.bands)) >= 5
    assert not set(one.bands) & set(strange.bands)


def test_an_edited_sentence_mostly_keeps_its_anchor() -> None:
    edited = [line.replace("people ", "").replace("the ", "") for line in BODY]
    one, two = (signature_of(report_of(article("a", lines))).passages for lines in (BODY, edited))
    assert sum(one[i].anchor == two[i].anchor for i in one if i in two) >= 3
    assert all(one[i].exact != two[i].exact for i in one if i in two and BODY[i] != edited[i])


def test_the_id_with_another_text_has_another_verdict() -> None:
    assert keys_of(article("a")).verdict != keys_of(article("a", BODY[:4])).verdict
    assert keys_of(article("a")).words == keys_of(article("b", title=None)).words
