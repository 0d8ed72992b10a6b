"""Strict reading of the step's data files: TSV tables and word lists. Errors name file and line."""

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


class DataFileError(ValueError):
    """A data file that is not as it should be; the message names file, line or entry, and what is wrong."""


def read_tsv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields of every row of a table whose first line names exactly these columns."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = "\t".join(columns)
    if not lines or lines[0] != header:
        raise DataFileError(f"{path.name}:1: the first line must be {header!r}")
    for number, line in enumerate(lines[1:], start=2):
        fields = line.split("\t")
        if len(fields) != len(columns):
            raise DataFileError(f"{path.name}:{number}: {len(fields)} fields, expected {len(columns)}")
        yield number, [field.strip() for field in fields]


def read_words(path: Path) -> frozenset[str]:
    """A word list: one lower-case word a line, after a first line "word"."""
    rows = read_tsv(path, ("word",))
    words = [row[0] for _, row in rows]
    found = frozenset(words)
    if "" in found or len(found) != len(words):
        raise DataFileError(f"{path.name}: an empty or repeated word")
    return found


def split_names(field: str) -> tuple[str, ...]:
    """Names of one field, separated by "|"."""
    return tuple(name for name in (part.strip() for part in field.split("|")) if name)


def degrees(path: Path, number: int, lat: str, lon: str) -> tuple[float, float]:
    """Latitude and longitude of a row, WGS 84."""
    try:
        where = float(lat), float(lon)
    except ValueError:
        raise DataFileError(f"{path.name}:{number}: {lat!r}, {lon!r} are not degrees") from None
    if not (-90 <= where[0] <= 90 and -180 <= where[1] <= 180):
        raise DataFileError(f"{path.name}:{number}: {lat}, {lon} is not on Earth")
    return where
