"""Signatures: the same everywhere, near for near texts; and the coding of words."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from dedupe_reports import BODY, OTHER, article
from hypothesis import given
from hypothesis import strategies as st

from agents.dedupe import coding
from agents.dedupe.report import report_of
from agents.dedupe.signature import FEATURE_BITS, MOST, WANTED, Signature, signature_of
from agents.dedupe.words import WordListError

# Other features or numbers would not find or read what is remembered: they need another memory.FORMAT.
FIRST_FEATURES = (22353735503, 28281527337, 3165080600431, 3199699344348)
VOCABULARY = "f2611cdc19d61f5a17cc94276f1cb028095300c96990b67728038c53de16cd84"
SCRIPT = (
    "from dedupe_reports import article; from agents.dedupe.report import report_of;"
    "from agents.dedupe.signature import signature_of; print(signature_of(report_of(article('a')), 'u'))"
)


def signature(lines: tuple[str, ...] | list[str], url: str | None = None) -> Signature:
    return signature_of(report_of(article("a", lines)), url)


def test_signatures_are_the_same_in_every_process() -> None:
    here = str(signature(BODY, "u"))
    for seed in ("0", "1"):
        tests = Path(__file__).parents[1]
        path = os.pathsep.join(str(folder) for folder in (tests / "dedupe", tests / "support", tests.parent))
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, timeout=60
        )
        assert run.stdout.strip() == here, run.stderr


def test_signatures_and_numbers_of_words_are_the_same_in_every_release() -> None:
    assert signature(BODY, "u").features[:4] == FIRST_FEATURES
    assert hashlib.sha256(coding.FILE.read_bytes()).hexdigest() == VOCABULARY


def test_a_copy_shares_features_and_a_strange_report_does_not() -> None:
    one = set(signature(BODY).features)
    assert WANTED <= len(one) <= MOST
    assert len(one & set(signature([*BODY[:4], "The road was open until Monday evening."]).features)) >= 8
    assert not one & set(signature(OTHER).features)
    assert all(0 <= feature < 1 << FEATURE_BITS for feature in one)


def test_a_sentence_in_a_strange_report_keeps_a_feature() -> None:
    for line in BODY:
        long = [*OTHER * 5, line]
        assert set(signature(long).features) & set(signature(BODY).features)


def test_the_words_and_the_address_are_features_of_their_own() -> None:
    one, other = signature(BODY, "u"), signature([" ".join(BODY)], "v")
    assert one.words == other.words
    assert one.url != other.url
    assert signature(BODY).url is None


@given(st.lists(st.lists(st.text(alphabet="abcé1鬼", min_size=1), min_size=1)))
def test_coded_words_come_back(sentences: list[list[str]]) -> None:
    code = coding.load()
    assert code.decode(code.encode(sentences)) == [tuple(words) for words in sentences]


def test_common_words_take_one_byte_and_others_two() -> None:
    code = coding.load()
    assert [len(code.encode([[word]])) for word in ("the", "rockets", "karsala")] == [2, 3, 10]
    assert all(code.decode(code.encode([[word]])) == [(word,)] for word in code.words)
    assert code.decode(code.encode([["é" * 200]]))[0][0].startswith("é" * 127)


@pytest.mark.parametrize(
    ("content", "complaint"), [("the\nthe\n", "line 2"), ("The\n", "line 1"), ("a b\n", "line 1"), ("1\n", "line 1")]
)
def test_a_wrong_vocabulary_is_refused_by_line(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "toy.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(WordListError, match=complaint):
        coding.load(path)
