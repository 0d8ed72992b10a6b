"""The generated JSON Schemas are current, and say the same as the decoder."""

from datetime import UTC, date, datetime

import jsonschema
import msgspec
import pytest

from schemas.claim import Casualty, Claim, ClaimTime, Evidence, LocationFall, Number
from schemas.codec import BadRecordError, decode, encode, plain
from schemas.generate import FOLDER, RECORDS, render, schema
from schemas.raw_article import RawArticle

NOW = datetime(2014, 6, 16, 12, tzinfo=UTC)
COMMON = {
    "claim_id": "c1",
    "article_id": "a1",
    "mode": "actual",
    "stance": "claimed",
    "evidence": Evidence(text="They fled.", start=0, end=10),
    "time": ClaimTime(start=date(2014, 6, 15), timing="breaking"),
    "rule": "some-rule",
    "rules_version": "1",
}


@pytest.mark.parametrize("name", RECORDS)
def test_the_file_is_current(name: str) -> None:
    path = FOLDER / f"{name}.json"
    assert path.read_text("utf-8") == render(name), "run: python -m schemas.generate"


def test_there_is_no_other_file() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_it_is_a_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(
    "claim",
    [
        Casualty(**COMMON, effect="killed", number=Number(text="at least 7", low=7, best=7)),  # type: ignore[arg-type]
        LocationFall(**COMMON, change="captured"),  # type: ignore[arg-type]
    ],
)
def test_claims_travel_whole_and_validate(claim: Casualty | LocationFall) -> None:
    jsonschema.validate(plain(claim), schema("claim"), cls=jsonschema.Draft202012Validator)
    assert decode(encode(claim), Claim) == claim


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"article_id":"a","source":"s","received_at":"2014-06-16T12:00:00Z","colour":"red"}', "colour"),
        (b'{"article_id":"a","source":"s"}', "received_at"),
        (b'{"article_id":"a","source":"s","received_at":"2014-06-16T12:00:00"}', "received_at"),
        (b'{"article_id":"a","source":1,"received_at":"2014-06-16T12:00:00Z"}', "source"),
        (b'{"article_id":"a"', "truncated"),
        (b"\xff\xfe", "RawArticle"),
        (None, "no bytes"),
    ],
)
def test_what_is_no_record_says_what_is_wrong(data: bytes | None, words: str) -> None:
    with pytest.raises(BadRecordError, match=words):
        decode(data, RawArticle)


def test_equal_records_have_equal_bytes() -> None:
    first = RawArticle(article_id="a", source="s", received_at=NOW, text="x")
    again = msgspec.structs.replace(first)
    assert encode(first) == encode(again)
