"""From paths to raw articles: which files, which manifest, which ids, and every problem on the way."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from agents.replay.content import MAX_TEXT_BYTES, read_text
from agents.replay.lines import instant_of, read_lines, text_of
from agents.replay.model import Found, Problem, Reading, RefusedError
from schemas.ids import article_id, stable_id
from schemas.raw_article import RawArticle

SOURCE = "replay"
MANIFEST = "manifest.jsonl"
TEXTS = (".txt",)
PAGES = (".html", ".htm")
LINES = (".jsonl", ".ndjson")
AHEAD = timedelta(hours=24)
"""Clocks and time zones: a date further ahead is wrong."""

_REPORT_FIELDS = {"id", "text", "html", "title", "outlet", "published_at", "url"}
_MANIFEST_FIELDS = {"file", "title", "outlet", "published_at", "url"}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    r"(?:\b(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? (?:19|20)\d\d|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d)"
)
_DATE_LINES = (
    re.compile(rf".{{0,40}}{_DAY}.{{0,30}}", re.I),  # a line of its own, with a label or a time
    re.compile(rf"[A-Z][\w .,'’/-]{{1,60}}?{_DAY}\s*(?:\(.{{2,30}}\))?\s*[-–—:].*", re.I),  # a dateline
)
_HEAD_LINES = 12
_PAGE_DATE = re.compile(r"published_time|datePublished|pubdate|dc\.date|<time\b|name=[\"']?date\b", re.I)


def read_reports(paths: Sequence[Path], *, now: datetime) -> Reading:
    """Every report in these files and folders (and the folders in them), with the manifest.jsonl beside each file.

    In a folder with a manifest, a .jsonl file that it does not name is no report and left alone. The same report always
    gets the same id. now: for dates in the future, and for reports without any date.
    """
    reader = _Reader(now)
    for path in paths:
        reader.take(path)
    reader.note_unused()
    last = datetime.max.replace(tzinfo=now.tzinfo)
    reports = sorted(reader.reports, key=lambda found: found.article.published_at or last)
    return Reading(tuple(reports), tuple(reader.problems))


class _Reader:
    """Collects reports and problems; each file is read once, however often it is named."""

    def __init__(self, now: datetime) -> None:
        self.reports: list[Found] = []
        self.problems: list[Problem] = []
        self._now = now
        self._seen: set[str] = set()
        self._manifests: dict[Path, dict[str, tuple[int, Mapping[str, Any]]]] = {}

    def take(self, path: Path) -> None:
        """Read a file, or a folder's files in the order of their names."""
        if path.is_dir():
            files = list(_files_below(path, self._manifest))
            if not files:
                self._refuse(path, None, "no .txt, .html or .jsonl files in this folder")
            for file in files:
                self._take_file(file)
        elif path.name == MANIFEST and path.is_file():
            for name in self._manifest(path.parent):
                if (path.parent / name).is_file():
                    self._take_file(path.parent / name)
        elif not path.exists():
            self._refuse(path, None, "no such file or folder")
        elif path.suffix.lower() not in (*TEXTS, *PAGES, *LINES):
            self._refuse(path, None, "not a .txt, .html or .jsonl file")
        else:
            self._take_file(path)

    def note_unused(self) -> None:
        """Tell of the manifests' lines whose file is not there."""
        for folder, entries in self._manifests.items():
            for name, (line, _) in entries.items():
                if not (folder / name).is_file():
                    self._refuse(folder / MANIFEST, line, f"names a file that is not there: {name}")

    def _take_file(self, path: Path) -> None:
        real = os.path.realpath(path)  # unlike resolve(), it does not raise where links lead in a circle
        if real in self._seen:
            return
        self._seen.add(real)
        entry = self._manifest(path.parent).get(path.name, (0, {}))[1]
        try:
            if path.suffix.lower() in LINES:
                self._take_lines(path, entry)
            else:
                self._take_page(path, entry)
        except RefusedError as error:
            self._refuse(path, None, str(error))
        except OSError as error:
            self._refuse(path, None, f"cannot be read: {error.strerror or error}")

    def _take_page(self, path: Path, entry: Mapping[str, Any]) -> None:
        size = path.stat().st_size
        if size > MAX_TEXT_BYTES:
            raise RefusedError(f"too large: {size / 1e6:.0f} MB, more than {MAX_TEXT_BYTES // 1_000_000} MB")
        html = path.suffix.lower() in PAGES
        text, note = read_text(path.read_bytes(), html=html)
        if note:
            self._note(path, None, note)
        fields = {name: entry[name] for name in ("title", "outlet", "published_at", "url") if name in entry}
        self._add(path, None, {**fields, "html" if html else "text": text, "id": path.name})

    def _take_lines(self, path: Path, entry: Mapping[str, Any]) -> None:
        odd: dict[str, list[int]] = {}
        number = 0
        for line in read_lines(path):
            number = line.number
            if line.fault:
                self._refuse(path, line.number, line.fault)
                continue
            if line.note:
                self._note(path, line.number, line.note)
            for name in line.fields.keys() - _REPORT_FIELDS:
                odd.setdefault(name, []).append(line.number)
            try:
                self._add(path, line.number, {**_defaults(entry), **line.fields})
            except RefusedError as error:
                self._refuse(path, line.number, str(error))
        if not number:
            raise RefusedError("empty file")
        self._note_unknown(path, odd)

    def _add(self, path: Path, line: int | None, fields: Mapping[str, Any]) -> None:
        """One report of these fields; raises RefusedError."""
        article = _article(fields, path.name, self._now)
        if article.published_at is None:
            if _tells_a_date(article):
                self._note(path, line, "no date beside it: the one in the page counts")
            else:
                self._note(path, line, "no date: taken as published now")
                article = _dated(article, self._now)
        self.reports.append(Found(article, str(path), line))

    def _manifest(self, folder: Path) -> Mapping[str, tuple[int, Mapping[str, Any]]]:
        """What the folder's manifest says, by file name, with the line; nothing where there is none."""
        if folder in self._manifests:
            return self._manifests[folder]
        entries: dict[str, tuple[int, Mapping[str, Any]]] = {}
        self._manifests[folder] = entries
        path = folder / MANIFEST
        if not path.is_file():
            return entries
        try:
            self._read_manifest(path, entries)
        except OSError as error:
            self._refuse(path, None, f"cannot be read: {error.strerror or error}")
        return entries

    def _read_manifest(self, path: Path, entries: dict[str, tuple[int, Mapping[str, Any]]]) -> None:
        odd: dict[str, list[int]] = {}
        for line in read_lines(path):
            name = line.fields.get("file")
            if line.fault or not isinstance(name, str):
                self._refuse(path, line.number, line.fault or "missing field 'file'")
                continue
            for unknown in line.fields.keys() - _MANIFEST_FIELDS:
                odd.setdefault(unknown, []).append(line.number)
            entries[name] = (line.number, line.fields)
        self._note_unknown(path, odd)

    def _note_unknown(self, path: Path, odd: Mapping[str, list[int]]) -> None:
        for name, numbers in sorted(odd.items()):
            more = f" (and in {len(numbers) - 1} more lines)" if len(numbers) > 1 else ""
            self._note(path, numbers[0], f"unknown field {name!r} is ignored{more}")

    def _refuse(self, path: Path, line: int | None, message: str) -> None:
        self.problems.append(Problem("refused", str(path), line, message))

    def _note(self, path: Path, line: int | None, message: str) -> None:
        self.problems.append(Problem("note", str(path), line, message))


def _article(fields: Mapping[str, Any], file_name: str, now: datetime) -> RawArticle:
    text, html = text_of(fields, "text"), text_of(fields, "html")
    if text is None and html is None:
        empty = [name for name in ("text", "html") if isinstance(fields.get(name), str)]
        raise RefusedError(f"field {empty[0]!r} is empty" if empty else "missing field 'text' (or 'html')")
    if text is not None and html is not None:
        raise RefusedError("both 'text' and 'html' are given: one of them is the report")
    published_at = instant_of(fields, "published_at")
    if published_at is not None and published_at > now + AHEAD:
        raise RefusedError(f"date in the future: published_at {published_at.isoformat()}")
    title, url = text_of(fields, "title"), text_of(fields, "url")
    source_id = url or text_of(fields, "id") or file_name
    content = stable_id(title, text, html)
    return RawArticle(
        # The content is part of it: two folders may both have a 001.txt, and a page that changed is another report.
        article_id=article_id(SOURCE, f"{source_id}\n{content}", content),
        source=SOURCE,
        source_id=source_id,
        received_at=now,
        text=text,
        html=html,
        title=title,
        outlet=text_of(fields, "outlet"),
        published_at=published_at,
        url=url,
    )


def _dated(article: RawArticle, now: datetime) -> RawArticle:
    return msgspec.structs.replace(article, published_at=now)


def _tells_a_date(article: RawArticle) -> bool:
    """Whether the page seems to say when it was published; the clean step reads it."""
    if article.html is not None:
        return _PAGE_DATE.search(article.html) is not None
    head = [line.strip() for line in (article.text or "").split("\n", 40) if line.strip()][:_HEAD_LINES]
    return any(pattern.fullmatch(line[:300]) for pattern in _DATE_LINES for line in head)


def _defaults(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What a manifest says of a file of JSON lines holds for every line that does not say it itself."""
    return {name: entry[name] for name in ("outlet", "published_at") if name in entry}


def _files_below(folder: Path, manifest: Any) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        named = manifest(Path(base))
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if name == MANIFEST or name.startswith("."):
                continue
            if suffix in (*TEXTS, *PAGES) or (suffix in LINES and (name in named or not named)):
                yield Path(base) / name
