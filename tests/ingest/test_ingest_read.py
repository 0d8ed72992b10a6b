"""What a post holds, or what is wrong with each of its lines."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.ingest.allow import judge
from agents.ingest.read import MOST_REPORTS, Limits, Post, read_post

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIMITS = Limits(chars=1_000, record_bytes=65_536)
REPORT = {"id": "17", "outlet": "Lakes Wire", "published_at": "2026-03-01T10:00:00+02:00", "text": "Goma fell."}


def read(*reports: Any, lines: bool = False, limits: Limits = LIMITS) -> Post:
    body = b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in reports)
    return read_post(body, lines=lines, now=NOW, limits=limits)


def test_one_report_as_a_record() -> None:
    (article,) = read(REPORT | {"title": " The fall ", "url": "https://lakes-wire.example/17"}).articles
    assert (article.source, article.source_id, article.outlet) == ("ingest:Lakes Wire", "17", "Lakes Wire")
    assert (article.text, article.html, article.title) == ("Goma fell.", None, "The fall")
    assert article.published_at == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert article.received_at == NOW


def test_the_same_report_has_the_same_id_and_a_changed_one_another() -> None:
    ids = [
        read(one).articles[0].article_id
        for one in (REPORT, REPORT, REPORT | {"text": "Goma has not fallen."}, REPORT | {"outlet": "Other Wire"})
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_the_address_stands_for_a_missing_id() -> None:
    (article,) = read({"url": "https://a.example/1", "html": "<p>Goma fell.</p>"}).articles
    assert (article.source, article.source_id) == ("ingest", "https://a.example/1")


def test_lines_are_counted_as_they_stand_and_empty_ones_passed_over() -> None:
    post = read(REPORT, b"", b"{", b"  ", REPORT | {"id": None}, REPORT | {"id": "18"}, lines=True)
    assert [article.source_id for article in post.articles] == ["17", "18"]
    assert [problem.line for problem in post.problems] == [3, 5]


def test_a_report_alone_may_stand_on_several_lines() -> None:
    assert len(read_post(json.dumps(REPORT, indent=2).encode(), lines=False, now=NOW, limits=LIMITS).articles) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": None}, "give id or url"),
        ({"id": "  "}, "give id or url"),
        ({"text": None}, "give text or html, and it must not be blank"),
        ({"text": " \n"}, "must not be blank"),
        ({"html": "<p>x</p>"}, "not both"),
        ({"text": 5}, "Expected `str | null`, got `int` - at `$.text`"),
        ({"body": "x"}, "unknown field `body`"),
        ({"text": "x" * 1_001}, "longer than 1000 characters"),
        ({"title": "x" * 1_001}, "length <= 1000 - at `$.title`"),
        ({"published_at": "2026-03-01T10:00:00"}, "timezone"),
        ({"published_at": "yesterday"}, "`$.published_at`"),
        ({"published_at": (NOW + timedelta(days=2)).isoformat()}, "in the future"),
        ({"published_at": "0001-01-01T00:00:00+23:00"}, "no date"),
        ({"url": "javascript:alert(1)"}, "url must begin with http"),
        ({"url": "https://"}, "url must begin with http"),
        ({"url": "https://[::1"}, "url is no address"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, Any], words: str) -> None:
    post = read(REPORT | change)
    assert not post.articles
    assert words in post.problems[0].problem


@pytest.mark.parametrize("body", [b"[]", b"null", b"\xff\xfe", b'{"id": "\\ud800", "text": "x"}', b"1" * 100_000])
def test_bytes_that_are_no_report(body: bytes) -> None:
    post = read(body)
    assert not post.articles
    assert post.problems


def test_nothing_and_too_much() -> None:
    assert "empty" in read(b" \n ", lines=True).problems[0].problem
    many = read(*[REPORT] * (MOST_REPORTS + 1), lines=True)
    assert not many.articles
    assert "at most 1000" in many.problems[0].problem


def test_a_record_that_kafka_would_not_take() -> None:
    post = read(REPORT | {"text": "€" * 900}, limits=Limits(chars=1_000, record_bytes=3_000))
    assert "TOCSIN_MAX_RECORD_BYTES" in post.problems[0].problem


@pytest.mark.parametrize(
    ("header", "tokens", "verdict"),
    [
        ("Bearer right-right-right", [], "closed"),
        (None, ["right-right-right"], "no_token"),
        ("", ["right-right-right"], "no_token"),
        ("Basic right-right-right", ["right-right-right"], "no_token"),
        ("Bearer ", ["right-right-right"], "no_token"),
        ("Bearer wrong", ["right-right-right"], "wrong_token"),
        ("Bearer right-right-righ", ["right-right-right"], "wrong_token"),
        ("Bearer \udcff", ["right-right-right"], "wrong_token"),
        ("bearer right-right-right", ["right-right-right"], "allowed"),
        ("Bearer next-next-next-1", ["right-right-right", "next-next-next-1"], "allowed"),
    ],
)
def test_who_may_post(header: str | None, tokens: list[str], verdict: str) -> None:
    assert judge(header, tokens) == verdict
