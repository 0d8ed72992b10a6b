"""One raw record to one clean record, and every clear word why not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.clean.article import clean_article
from schemas import codec
from schemas.clean_article import CleanArticle
from schemas.codec import BadRecordError
from schemas.raw_article import RawArticle

NOW = datetime(2014, 6, 17, 8, 0, tzinfo=UTC)


def raw(**fields: Any) -> RawArticle:
    given = {"article_id": "a1", "source": "test", "received_at": NOW, **fields}
    return RawArticle(**given)


def clean(**fields: Any) -> CleanArticle:
    return clean_article(raw(**fields), max_chars=10_000, now=NOW)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "neither is"),
        ({"text": "a", "html": "<p>b"}, "both are given"),
        ({"text": " \n\t"}, "empty"),
        ({"text": "a\x00b"}, "binary"),
        ({"text": "\x01\x02\x03 rebels"}, "binary"),
        ({"text": "\ufffd\ufffd\ufffd rebels"}, "wrong encoding"),
        ({"text": "x" * 10_001}, "too long"),
        ({"text": "Rebels entered the town."}, "no date"),
        ({"text": "Rebels entered the town.", "published_at": NOW + timedelta(hours=25)}, "future"),
        ({"html": "<div>" * 600 + "deep"}, "nested"),
        ({"html": "<html><body></body></html>"}, "no text"),
    ],
)
def test_what_is_no_report_is_a_bad_record(fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(BadRecordError, match=complaint):
        clean(**fields)


def test_the_record_wins_over_the_text(title: str, article: str) -> None:
    found = clean(text=article, published_at=NOW, outlet="The Courier", url="https://courier.example/1", title=title)
    assert (found.published_at, found.outlet, found.title) == (NOW, "The Courier", title)
    assert found.text == article
    assert found.notes == ()
    assert codec.decode(codec.encode(found), CleanArticle) == found


def test_a_date_line_serves_where_the_record_has_no_date(title: str, paragraphs: list[str]) -> None:
    text = "\n".join([title, "Published: 16 June 2014", *paragraphs])
    found = clean(text=text)
    assert found.published_at == datetime(2014, 6, 16, 12, tzinfo=UTC)
    assert found.notes == ("date_from_page",)


def test_a_little_ahead_is_no_future(article: str) -> None:
    ahead = NOW + timedelta(hours=23)
    assert clean(text=article, published_at=ahead).published_at == ahead


def test_offsets_of_blocks_lie_in_the_text(article: str) -> None:
    found = clean(text="Advertisement\n" + article + "\nShare\nFacebook", published_at=NOW)
    assert [found.text[b.start : b.end] for b in found.blocks] == [line for line in article.split("\n") if line]
