"""The pure comparison: alignment, what differs, and the word lists."""

from pathlib import Path

import pytest
from dedupe_reports import BODY, OTHER, article
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dedupe.align import align, alike
from agents.dedupe.compare import compare
from agents.dedupe.decide import decide
from agents.dedupe.memory import Memory, recall, remember
from agents.dedupe.report import report_of, split_sentences, words_of
from agents.dedupe.words import WordListError, load
from schemas.unique_article import CopiedPassage, Verdict


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
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("23 dead", "32 dead"), ("1.5 million", "15 million"), ("did fall", "didn't fall")]
)
def test_tokens_keep_what_tells_events_apart(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_fast_pattern_finds_the_same_words(text: str) -> None:
    # A letter outside ASCII at the end makes the general pattern read the same text.
    assert words_of(text + " é") == (*words_of(text), "é")


def test_noise_is_no_news_and_a_figure_in_noise_is() -> None:
    garbled = [line.replace("th", "ht").replace("er", "re").replace("ie", "i") for line in BODY]
    old = report_of(article("a"))
    assert compare(report_of(article("b", garbled)), old).relation == "duplicate"
    toll = [line.replace("23", "31") for line in garbled]
    assert compare(report_of(article("b", toll)), old).reason == "changed_figure"


def test_one_figure_that_changed_everywhere_makes_no_form() -> None:
    lines = ["The blast killed 47 people.", "Rescuers carried 47 coffins to the square of the old town."]
    old = report_of(article("a", lines))
    later = report_of(article("b", [line.replace("47", "70") for line in lines], hours=30))
    assert compare(later, old).reason == "changed_figure"


def test_a_rewritten_report_is_the_same_report() -> None:
    """Other sentences of the same words, in another order, around a brief."""
    rewritten = (
        "After a week of shelling, rebel fighters entered Karsala, a border town, on Tuesday, witnesses said.",
        "The head of the hospital said at least 23 people were killed in the town's covered market by a rocket.",
        "Soldiers had withdrawn to the hills, the army said, to spare people who live in the old quarter.",
        *OTHER,
    )
    assert compare(report_of(article("b", rewritten)), report_of(article("a", BODY[:3]))).relation == "revision"


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
    verdict = decide(report_of(article("new", BODY)), [part, whole])
    assert (verdict.relation, verdict.original_id) == ("duplicate", "whole")


def test_a_report_is_remembered_whole() -> None:
    report = report_of(
        article("a", [*BODY, "Karsalans count 1,700 dead in Qarn al-Sayf, some 12.5 percent of them children."])
    )
    first = report.sentences[1]
    passage = CopiedPassage(start=first.start, end=first.end, owner_id="z", owner_outlet="Wire")
    verdict = Verdict(
        article_id="a", relation="copied_passages", reason="shared_passage", original_id="z", passages=(passage,)
    )
    memory = Memory("a").add(b"hash", verdict, report)
    again = recall(remember(memory))
    assert again is not None
    assert again.verdicts == {b"hash": verdict}
    old = again.report
    assert old is not None
    assert [s.key for s in old.sentences] == [s.key for s in report.sentences]
    assert (old.article_id, old.outlet, old.published_at) == ("a", "Courier", report.published_at)
    assert old.passages == {1: ("z", "Wire")}
    assert old.title == report.title


def test_a_duplicate_is_remembered_by_its_verdict_alone() -> None:
    report = report_of(article("a"))
    verdict = Verdict(article_id="a", relation="duplicate", reason="same_text", original_id="z")
    assert recall(remember(Memory("a").add(b"hash", verdict, report))) == Memory("a", {b"hash": verdict}, None)


def test_what_another_release_wrote_is_as_if_it_were_not_there() -> None:
    data = remember(Memory("a"))
    assert recall(data) == Memory("a")
    assert recall(data.replace(b"\x01", b"\x02", 1)) is None
    assert recall(b"\x00") is None


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
    verdict = decide(new, [old])
    assert all(0 <= p.start < p.end <= len("\n".join(["x" * 47, *one])) for p in verdict.passages)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter for the latest.",
        "Have your say below.",
        "Reporting by our bureaus; editing by the night desk.",
        "Photo courtesy of the publisher.",
    ],
)
def test_the_page_is_no_added_passage(line: str) -> None:
    old = report_of(article("a"))
    assert compare(report_of(article("b", [*BODY, line])), old).relation == "duplicate"


@pytest.mark.parametrize(
    "line",
    [
        "A statement on Twitter and on the website of the group claimed the attack.",
        "“Do you know what they did to us here?” a teacher asked.",
        "The editor of the local paper was among the dead.",
        "Eleven of your own soldiers surrendered, the rebels told the army in a video.",
    ],
)
def test_news_in_words_that_pages_use_is_an_added_passage(line: str) -> None:
    old = report_of(article("a"))
    assert compare(report_of(article("b", [*BODY, line])), old).reason == "added_passage"


def test_the_lists_load() -> None:
    assert load().numbers["seven"] == 7
    assert "not" in load().denials


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("function_words: [a]", "exactly the lists"),
        (
            "{function_words: [a], denials: [no], events: [x], unremarkable_names: [x], REST, numbers: {}}",
            "denials",
        ),
        (
            "{function_words: [], denials: [x], events: [x], unremarkable_names: [x], REST, numbers: {a: b}}",
            "numbers",
        ),
    ],
)
def test_a_wrong_list_is_refused_by_name(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "toy.yaml"
    path.write_text(content.replace("REST", "furniture: [x], page: [x], reader: [x], speech: [x]"), "utf-8")
    with pytest.raises(WordListError, match=complaint):
        load(path)
