"""The steps offline: JSON lines in, JSON lines out, in order, whatever the lines are."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from agents.cli.explain import explain
from agents.cli.offline import claims, clean, dedupe, tag_command
from agents.embedded.paths import ROOT

PALMYRA = {
    "id": "p1",
    "text": "Rebels seized the town of Palmyra on Sunday, killing at least seven soldiers."
    "\n\nShare this: Facebook | Twitter",
    "outlet": "Desk",
    "published_at": "2016-05-23T09:00:00Z",
    "desk_note": "kept",
}


def run(command: Any, *lines: Any, args: tuple[str, ...] = ()) -> Result:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    result = CliRunner().invoke(command, args, input=text)
    assert result.exception is None, result.exception
    return result


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_clean_keeps_the_article_and_what_it_was_given() -> None:
    (row,) = rows(run(clean, PALMYRA))
    assert row["id"] == "p1"
    assert "Facebook" not in row["text"]
    assert row["desk_note"] == "kept"
    assert row["published_at"] == "2016-05-23T09:00:00Z"


def test_claims_print_the_contract_with_the_given_id() -> None:
    fall, casualty = rows(run(claims, PALMYRA))
    assert (fall["kind"], fall["place"]["name"], fall["taken_by"]["name"]) == ("location_fall", "Palmyra", "rebels")
    assert (casualty["effect"], casualty["number"]["low"], casualty["number"]["high"]) == ("killed", 7, None)
    for claim in (fall, casualty):
        assert claim["article_id"] == "p1"
        start, end = claim["evidence"]["start"], claim["evidence"]["end"]
        assert PALMYRA["text"][start:end] == claim["evidence"]["text"]


def test_claims_read_what_clean_prints() -> None:
    cleaned = run(clean, PALMYRA).stdout
    assert run(claims, cleaned.strip()).stdout == run(claims, PALMYRA).stdout


def test_only_what_happened_unless_all_is_asked_for() -> None:
    vow = {
        "id": "v",
        "text": "The army vowed to retake Palmyra from the rebels.",
        "published_at": "2016-05-23T09:00:00Z",
    }
    assert rows(run(claims, vow)) == []
    assert [row["mode"] for row in rows(run(claims, vow, args=("--all",)))] == ["future"]


def test_without_a_date_nothing_is_made_up() -> None:
    (claim,) = rows(run(claims, {"id": "1", "text": "Rebels seized the town of Palmyra."}))
    assert claim["published_at"] is None
    assert claim["time"]["start"] is None


def test_dedupe_tells_a_copy_from_news() -> None:
    again = {**PALMYRA, "id": "p2"}
    other = {"id": "p3", "text": "Heavy rain closed the road between two northern towns, the transport ministry said."}
    first, second, third = rows(run(dedupe, PALMYRA, again, other))
    assert (first["relation"], first["duplicate_of"]) == ("new", None)
    assert (second["relation"], second["duplicate_of"]) == ("duplicate", "p1")
    assert third["relation"] == "new"


def test_tag_gives_offsets() -> None:
    (row,) = rows(run(tag_command, PALMYRA))
    for mention in (*row["places"], *row["actors"]):
        text = (mention.get("place") or mention.get("actor"))["text"]
        assert row["text"][mention["start"] : mention["end"]] == text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "1", "text": "half a li', "line 2: not JSON"),
        ("[1, 2]", "line 2: a JSON object is wanted"),
        ('{"text": "no id"}', 'line 2: "id" is missing'),
        ('{"id": "1"}', 'line 2: "text" or "html" is missing'),
        ('{"id": "1", "text": "   "}', "line 2: the text is empty"),
        ('{"id": "1", "text": "x", "published_at": "yesterday"}', 'line 2: "published_at"'),
        ('{"id": "1", "text": "' + "x" * 1_000_001 + '"}', "line 2: 1,000,001 characters are more than"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(line: str, message: str) -> None:
    result = run(claims, PALMYRA, line, {**PALMYRA, "id": "p3"})
    assert message in result.stderr
    assert [row["article_id"] for row in rows(result)] == ["p1", "p1", "p3", "p3"]


def test_bytes_that_are_no_utf8_are_named() -> None:
    result = CliRunner().invoke(claims, input=b'{"id": "1", "text": "caf\xe9"}\n')
    assert "line 1: not UTF-8" in result.stderr


def test_explain_says_whose_deed_it_was_and_who_says_so(tmp_path: Path) -> None:
    page = tmp_path / "report.txt"
    page.write_text("Rebels killed 12 soldiers in Gao on Friday, the ministry said.\n", "utf-8")
    result = CliRunner().invoke(explain, [str(page)], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "done by rebels, said by" in " ".join(result.output.split())
    page.write_text("A mine killed 12 soldiers in Gao on Friday.\n", "utf-8")
    assert "done by" not in CliRunner().invoke(explain, [str(page)], env={"COLUMNS": "200"}).output


def test_explain_says_what_was_cut_what_fired_and_what_blocked_it() -> None:
    result = CliRunner().invoke(explain, [str(ROOT / "seeds" / "003_mosul-has-not-fallen.txt")])
    assert result.exit_code == 0
    for told in ("cut", "dedupe", "place", "actor", "control.fall", "denied", "hypothetical"):
        assert told in result.output, told
