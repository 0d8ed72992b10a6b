"""The pure comparison: alignment, what differs, and the word lists."""

from pathlib import Path

import pytest
from dedupe_reports import BODY, OTHER, article
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dedupe.align import align, alike
from agents.dedupe.compare import compare
from agents.dedupe.decide import decide
from agents.dedupe.report import recall, remember, report_of, split_sentences, tokens_of
from agents.dedupe.words import WordListError, load
from schemas.unique_article import CopiedPassage


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least seven people", "at least 7 PEOPLE"),
        ("the town’s 1,700 prisoners", "the town's 1700 prisoners"),
        ("He said: “we won”.", 'He said: "we won"'),
        ("Updated 10:32 GMT", "Updated 22:15 GMT"),
        ("cafe\u0301", "café"),
    ],
)
def test_tokens_forget_type_and_keep_words(one: str, other: str) -> None:
    assert [t.text for t in tokens_of(one)] == [t.text for t in tokens_of(other)]


@pytest.mark.parametrize(
    ("one", "other"), [("23 dead", "32 dead"), ("1.5 million", "15 million"), ("did fall", "didn't fall")]
)
def test_tokens_keep_what_tells_events_apart(one: str, other: str) -> None:
    assert [t.text for t in tokens_of(one)] != [t.text for t in tokens_of(other)]


def test_sentences_do_not_end_at_a_rank_or_an_initial() -> None:
    text = "Lt. Gen. Omar Hadid spoke. The U.S. army did not. “No,” he said."
    assert [text[a:b] for a, b in split_sentences(text)] == [
        "Lt. Gen. Omar Hadid spoke.",
        "The U.S. army did not.",
        "“No,” he said.",
    ]


def test_sentences_joined_or_cut_elsewhere_are_found() -> None:
    old = report_of(article("a", BODY))
    joined = report_of(article("b", [" and ".join(line.rstrip(".") for line in BODY[:2]) + ".", *BODY[2:]]))
    assert compare(joined, old).relation == "duplicate"
    assert compare(old, joined).relation == "duplicate"


def test_shares_are_of_each_report() -> None:
    whole, part = report_of(article("a", BODY)), report_of(article("b", BODY[:2]))
    found = align(part, whole)
    assert found.of_new == 1
    assert 0.3 < found.of_old < 0.5
    assert align(report_of(article("c", OTHER)), whole).similarity < 0.1


@pytest.mark.parametrize(
    ("one", "other", "same"), [("karsala", "qarsala", True), ("shiite", "shite", True), ("mosul", "tikrit", False)]
)
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_a_copy_of_one_candidate_is_a_duplicate_whatever_the_others_lack() -> None:
    whole, part = report_of(article("whole", BODY)), report_of(article("part", BODY[:3]))
    verdict = decide(report_of(article("new", BODY)), [part, whole], {})
    assert (verdict.relation, verdict.original_id) == ("duplicate", "whole")


def test_a_report_is_remembered_whole() -> None:
    report = report_of(article("a", BODY))
    first = report.sentences[1]
    data = remember(report, (CopiedPassage(start=first.start, end=first.end, owner_id="z", owner_outlet="Wire"),))
    again = recall(data)
    assert [s.key for s in again.sentences] == [s.key for s in report.sentences]
    assert (again.article_id, again.outlet, again.published_at) == ("a", "Courier", report.published_at)
    assert again.passages == {1: ("z", "Wire")}
    assert again.title == report.title


WORDS = st.sampled_from([w for line in (*BODY, *OTHER) for w in line.split()])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), max_size=8)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_what_holds_for_any_two_reports(one: list[str], other: list[str]) -> None:
    new, old = report_of(article("n", one)), report_of(article("o", other))
    found = compare(new, old)
    assert 0 <= found.similarity <= 1
    assert compare(new, old) == found
    assert all(0 <= i < len(new.sentences) and 0 <= m.old < len(old.sentences) for i, m in found.matches.items())
    if new.sentences:
        assert compare(new, report_of(article("copy", one))).relation == "duplicate"
    verdict = decide(new, [old], {})
    assert all(0 <= p.start < p.end <= len("\n".join(["x" * 47, *one])) for p in verdict.passages)


def test_the_lists_load() -> None:
    assert load().numbers["seven"] == 7
    assert "not" in load().denials


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("function_words: [a]", "exactly the lists"),
        (
            "{function_words: [a], denials: [no], events: [x], unremarkable_names: [x], furniture: [x], numbers: {}}",
            "denials",
        ),
        (
            "{function_words: [], denials: [x], events: [x], unremarkable_names: [x], furniture: [x], numbers: {a: b}}",
            "numbers",
        ),
    ],
)
def test_a_wrong_list_is_refused_by_name(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "toy.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(WordListError, match=complaint):
        load(path)
