"""The last line of a demo."""

import io

from cli_alerts import AT, alert, casualty, fall
from rich.console import Console

from agents import topics
from agents.cli.summary import Tally, as_record, as_tables
from schemas.claim import Number
from schemas.dead_letter import DeadLetter

ENDS = dict(zip(topics.TOPICS, (7, 6, 3, 3, 3, 4, 2, 2, 5, 3), strict=True))


def tally() -> Tally:
    letters = [
        DeadLetter(step=step, topic=topics.RAW, error="BadRecordError", message="no text", original="", at=AT)
        for step in ("clean", "dedupe")
    ]
    rung = alert(fall("Fell."))
    known = alert(casualty("Died.", Number(low=1)), reason="known")
    return Tally(alerts=[rung, known], dead_letters=letters, verified={"al1"})


def test_counts_by_step() -> None:
    record = as_record(ENDS, tally(), [alert(fall("Fell.")).incident])
    steps = record["summary"]["steps"]
    assert [steps[name] for name in ("raw", "clean", "unique", "tagged", "claims", "alerts")] == [7, 6, 3, 3, 4, 2]
    assert steps["duplicates"] == 2  # six read, three sent on, one put aside
    assert steps["rung"] == 1
    assert steps["reasons"] == {"first_report": 1, "known": 1}
    assert steps["dead_letters"] == 2
    assert steps["dead_letters_by_step"] == {"clean": 1, "dedupe": 1}
    assert record["summary"]["incidents"][0]["place"]["name"] == "Tadmur"


def test_tables_say_the_same_to_people() -> None:
    console = Console(file=io.StringIO(), width=140)
    console.print(as_tables(ENDS, tally(), [alert(fall("Fell.")).incident]))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    for part in (
        "7 sent, 6 cleaned, 3 new",
        "2 duplicates",
        "1 (1 first_report)",
        "1 (1 known)",
        "2 dead letters",
        "Tadmur, Syria",
    ):
        assert part in text
