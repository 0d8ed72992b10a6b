"""From paths to reports: every bad input gets one clear line, and the rest goes on."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agents.replay import content
from agents.replay.files import read_reports
from agents.replay.model import Reading

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAY = "2014-06-16T12:00:00Z"


def write(path: Path, *lines: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" if isinstance(line, str) else json.dumps(line) + "\n" for line in lines))
    return path


def read(*paths: Path) -> Reading:
    return read_reports(paths, now=NOW)


def said(reading: Reading, base: Path) -> list[str]:
    return [f"{problem.kind} {str(problem).replace(f'{base}/', '')}" for problem in reading.problems]


def test_a_folder_with_a_manifest_comes_in_published_order(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Later")
    write(tmp_path / "b.html", "<p>Earlier</p>")
    write(
        tmp_path / "manifest.jsonl",
        {"file": "a.txt", "outlet": "A", "published_at": DAY, "url": "https://a.example/1", "title": "T"},
        {"file": "b.html", "outlet": "B", "published_at": "2014-06-15"},
    )
    write(tmp_path / "expected_alerts.jsonl", {"no": "report"})
    write(tmp_path / "README.md", "not a report")
    reading = read(tmp_path)
    assert reading.problems == ()
    first, second = (found.article for found in reading.reports)
    assert (first.html, first.text, first.outlet, first.source_id) == ("<p>Earlier</p>\n", None, "B", "b.html")
    assert first.published_at == datetime(2014, 6, 15, 12, tzinfo=UTC)
    assert (second.text, second.title, second.url) == ("Later\n", "T", "https://a.example/1")
    assert (second.source, second.source_id) == ("replay", "https://a.example/1")


def test_json_lines_keep_all_fields(tmp_path: Path) -> None:
    path = write(
        tmp_path / "r.jsonl",
        {"id": "7", "text": "One", "title": "T", "outlet": "O", "published_at": "2014-06-16T14:00:00+02:00"},
        {"id": 8, "html": "<p>Two</p>", "published_at": DAY, "title": None, "url": ""},
    )
    reading = read(path)
    assert reading.problems == ()
    one, two = (found.article for found in reading.reports)
    assert (one.source_id, one.text, one.title, one.outlet) == ("7", "One", "T", "O")
    assert one.published_at == datetime(2014, 6, 16, 12, tzinfo=UTC)
    assert (two.source_id, two.html, two.title, two.url) == ("8", "<p>Two</p>", None, None)


def test_ids_are_the_same_again_and_different_for_different_reports(tmp_path: Path) -> None:
    one = write(tmp_path / "x/001.txt", "One report")
    other = write(tmp_path / "y/001.txt", "Another report")
    ids = [found.article.article_id for found in read(one, other).reports]
    assert len(set(ids)) == 2
    assert [found.article.article_id for found in read(one, other).reports] == ids
    one.write_text("One report, with another toll\n")
    assert read(one).reports[0].article.article_id not in ids
    copy = write(tmp_path / "z/001.txt", "Another report")
    assert read(copy).reports[0].article.article_id == ids[1]


def test_one_address_for_many_reports_does_not_make_them_one(tmp_path: Path) -> None:
    rows = [{"url": "https://a.example/", "text": text, "published_at": DAY} for text in ("One", "Two")]
    assert len({found.article.article_id for found in read(write(tmp_path / "r.jsonl", *rows)).reports}) == 2


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Text")
    assert len(read(path, tmp_path, tmp_path).reports) == 1


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agents.replay.files.MAX_TEXT_BYTES", 1_000)
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x00\x00")
    (tmp_path / "cyrillic.txt").write_bytes("Москва и Мосул".encode("cp1251"))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "large.txt").write_bytes(b"x" * 2_000_000)
    (tmp_path / "odd.txt").write_bytes("A “quoted” word".encode("cp1252"))
    write(tmp_path / "good.txt", "Good")
    names = ["binary", "cyrillic", "empty", "large", "odd", "good"]
    write(
        tmp_path / "manifest.jsonl",
        *({"file": f"{name}.txt", "published_at": DAY} for name in names),
        {"file": "lost.txt"},
        {"outlet": "no file"},
        '{"file": "cut',
    )
    reading = read(tmp_path)
    assert [found.article.text for found in reading.reports] == ["Good\n", "A “quoted” word"]
    assert said(reading, tmp_path) == [
        "refused manifest.jsonl:8: missing field 'file'",
        "refused manifest.jsonl:9: not JSON: Input data was truncated (cut in half?)",
        "refused binary.txt: binary file (a program)",
        "refused cyrillic.txt: wrong encoding: not UTF-8 (byte 0), and not plausibly Windows-1252; convert it to UTF-8",
        "refused empty.txt: empty file",
        "refused large.txt: too large: 2 MB, more than 0 MB",
        "note odd.txt: wrong encoding: not UTF-8 (byte 2); read as Windows-1252",
        "refused manifest.jsonl:7: names a file that is not there: lost.txt",
    ]


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    future = (NOW + timedelta(days=2)).isoformat()
    path = write(
        tmp_path / "r.jsonl",
        {"id": "1", "text": "First", "published_at": DAY},
        '{"id": "2", "text": "Cut in ha',
        "",
        {"id": "4", "published_at": DAY},
        {"id": "5", "text": "  ", "published_at": DAY},
        {"id": "6", "text": "Both", "html": "<p>Both</p>", "published_at": DAY},
        {"id": "7", "text": "Coloured", "published_at": DAY, "colour": "red", "size": 1},
        {"id": "8", "text": "Coloured", "published_at": DAY, "colour": "blue"},
        {"id": "9", "text": "Tomorrow's", "published_at": future},
        {"id": "10", "text": "When?", "published_at": "last Monday"},
        {"id": "11", "text": 11, "published_at": DAY},
        {"id": "12", "text": "Undated"},
        ["a", "list"],
        {"id": "14", "text": "Last", "published_at": DAY},
    )
    reading = read(path)
    assert [found.line for found in reading.reports] == [1, 7, 8, 14, 12]
    assert said(reading, tmp_path) == [
        "refused r.jsonl:2: not JSON: Input data was truncated (cut in half?)",
        "refused r.jsonl:4: missing field 'text' (or 'html')",
        "refused r.jsonl:5: field 'text' is empty",
        "refused r.jsonl:6: both 'text' and 'html' are given: one of them is the report",
        f"refused r.jsonl:9: date in the future: published_at {future}",
        "refused r.jsonl:10: field 'published_at' is no date: 'last Monday' (wanted: 2014-06-16T12:00:00Z)",
        "refused r.jsonl:11: field 'text' must be text, not int",
        "note r.jsonl:12: no date: taken as published now",
        "refused r.jsonl:13: not a JSON object",
        "note r.jsonl:7: unknown field 'colour' is ignored (and in 1 more lines)",
        "note r.jsonl:7: unknown field 'size' is ignored",
    ]
    assert reading.reports[-1].article.published_at == NOW


@pytest.mark.parametrize(
    ("name", "text", "left_to_clean"),
    [
        ("a.html", '<meta property="article:published_time" content="2014-06-16T10:00Z"><p>x</p>', True),
        ("a.html", "<p>Nothing here</p>", False),
        ("a.txt", "Headline\nPublished: 16 June 2014 10:32\nText", True),
        ("a.txt", "BAGHDAD, June 16, 2014 (Wire) - Text of the report goes on", True),
        (
            "a.txt",
            "On 9 April 2003 the statue in the square fell, and a crowd of hundreds of people cheered it.",
            False,
        ),
        ("a.txt", "Nothing here, in June", False),
    ],
)
def test_without_a_date_beside_it_the_page_may_tell_its_own(
    tmp_path: Path, name: str, text: str, left_to_clean: bool
) -> None:
    reading = read(write(tmp_path / name, text))
    (problem,) = reading.problems
    assert problem.kind == "note"
    published_at = reading.reports[0].article.published_at
    assert published_at == (None if left_to_clean else NOW)
    assert ("the one in the page counts" if left_to_clean else "taken as published now") in problem.message


def test_a_line_too_long_for_memory_is_named_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.replay.lines.MAX_TEXT_BYTES", 1_000)
    path = write(tmp_path / "r.jsonl", "x" * 5_500, {"text": "Next", "published_at": DAY})
    reading = read(path)
    assert [found.line for found in reading.reports] == [2]
    assert said(reading, tmp_path) == ["refused r.jsonl:1: too long: more than 0 MB in one line"]
    assert content.MAX_TEXT_BYTES == 50_000_000


def test_paths_that_hold_no_report_are_named(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    write(tmp_path / "data.csv", "a,b")
    (tmp_path / "empty.jsonl").touch()
    reading = read(tmp_path / "missing", tmp_path / "void", tmp_path / "data.csv", tmp_path / "empty.jsonl")
    assert said(reading, tmp_path) == [
        "refused missing: no such file or folder",
        "refused void: no .txt, .html or .jsonl files in this folder",
        "refused data.csv: not a .txt, .html or .jsonl file",
        "refused empty.jsonl: empty file",
    ]


def test_folders_in_folders_have_their_own_manifest_and_hidden_ones_are_left(tmp_path: Path) -> None:
    write(tmp_path / "in/deep/a.txt", "Deep")
    write(tmp_path / "in/deep/manifest.jsonl", {"file": "a.txt", "published_at": DAY, "outlet": "Deep Wire"})
    write(tmp_path / "in/.hidden/b.txt", "Hidden")
    (found,) = read(tmp_path / "in").reports
    assert found.article.outlet == "Deep Wire"


def test_a_manifest_itself_can_be_replayed_and_tells_of_its_json_lines(tmp_path: Path) -> None:
    write(tmp_path / "r.jsonl", {"text": "One"}, {"text": "Two", "outlet": "Own", "published_at": DAY})
    write(tmp_path / "other.txt", "Other")
    write(tmp_path / "manifest.jsonl", {"file": "r.jsonl", "outlet": "Wire", "published_at": "2014-06-15"})
    reading = read(tmp_path / "manifest.jsonl")
    assert [(found.article.text, found.article.outlet) for found in reading.reports] == [
        ("One", "Wire"),
        ("Two", "Own"),
    ]


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    reading = read(tmp_path)
    assert reading.reports == ()
    assert len(reading.problems) == 1
    assert "loop.txt" in str(reading.problems[0])
