"""Web pages."""

import contextlib
import json
import time
from datetime import UTC, datetime

import pytest

from agents.clean.html import clean_html
from schemas.codec import BadRecordError


def page(title: str, paragraphs: list[str], head: str = "", standfirst: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{title} | The Courier</title><meta property='og:title' content='{title}'>"
        f"<meta property='og:site_name' content='The Courier'>"
        f"<link rel='canonical' href='https://courier.example/news/1'>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
        f"<article><h1>{title}</h1>{standfirst}{body}<p>Sign up for our daily newsletter.</p></article>"
        "<aside><h3>Most read</h3><a href='/2'>Nine dead in blast at army base</a></aside>"
        "<footer>© 2014 The Courier</footer></body></html>"
    )


def test_article_and_metadata(title: str, paragraphs: list[str]) -> None:
    published = {"@graph": [{"@type": "NewsArticle", "datePublished": "2014-06-16T10:32:00+03:00"}]}
    html = page(title, paragraphs, f"<script type='application/ld+json'>{json.dumps(published)}</script>")
    found = clean_html(html)
    assert found.text.split("\n") == [title, *paragraphs]
    assert (found.title, found.outlet, found.url) == (title, "The Courier", "https://courier.example/news/1")
    assert found.published_at == datetime(2014, 6, 16, 7, 32, tzinfo=UTC)
    assert [cut.reason for cut in found.cuts] == ["newsletter"]
    assert {block.raw_start for block in found.blocks} == {None}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<meta property="article:published_time" content="2014-06-16T10:32:00Z">',
            datetime(2014, 6, 16, 10, 32, tzinfo=UTC),
        ),
        ('<meta content="2014-06-16" name="date">', datetime(2014, 6, 16, 12, tzinfo=UTC)),
        ("<script type='application/ld+json'>{broken</script>", None),
    ],
)
def test_dates_of_metadata(title: str, paragraphs: list[str], head: str, expected: datetime | None) -> None:
    assert clean_html(page(title, paragraphs, head)).published_at == expected


def test_a_standfirst_that_the_extractor_left_out_is_put_back(title: str, paragraphs: list[str]) -> None:
    line = "Hospital counts at least 23 dead as army says it still holds the hills above the town"
    described = f'<meta name="description" content="{line}">'
    outside = f"<div class='teaser-nav share'><span>{line}</span></div>"
    assert clean_html(page(title, paragraphs, described, outside)).text.count(line) == 1
    assert line not in clean_html(page(title, paragraphs, described)).text


def test_given_title_and_outlet_win(title: str, paragraphs: list[str]) -> None:
    found = clean_html(page(title, paragraphs), title="Another title", outlet="Wire")
    assert found.text.startswith("Another title\n\n")
    assert (found.title, found.outlet) == ("Another title", "Wire")


def test_the_same_page_gives_the_same_text_again(title: str, paragraphs: list[str]) -> None:
    html = page(title, paragraphs)
    assert clean_html(html) == clean_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Rebels captured Karsala &amp; Demir.</p>",
        "<html><head><title>News</title><style>p {color: red}</style></head>"
        "<body><p>Rebels captured <b>Karsala</b> &amp; Demir.</body>",
        "Rebels captured Karsala & Demir.<script>var a = 1;</script>",
    ],
)
def test_a_page_too_small_for_the_extractor_is_read_as_it_is(html: str) -> None:
    assert clean_html(html).text.endswith("Rebels captured Karsala & Demir.")
    assert "color" not in clean_html(html).text


@pytest.mark.parametrize(
    "html",
    [
        "<meta " * 100_000,
        "<a " * 200_000,
        '<script type="application/ld+json">{' * 20_000,
        "<head><script><style>" * 20_000,
        "<!--" * 200_000,
        "<table>" * 390,
        "<div " + "a" * 500_000,
    ],
)
def test_hostile_markup_takes_no_time(html: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(BadRecordError):
        clean_html(html)
    assert time.perf_counter() - started < 5


def test_hostile_pages_are_bounded() -> None:
    with pytest.raises(BadRecordError, match="nested"):
        clean_html("<div>" * 200_000)
    assert clean_html("<p>Rebels entered the town on Tuesday, witnesses said.</p>" * 5_000).text
