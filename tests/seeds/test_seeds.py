"""The shipped reports and their labels agree with each other, and their wording is the project's own."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest

from schemas.alert import Reason
from schemas.claim import Change, Effect, Stance, Timing, Verification

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
REFERENCE = ROOT.parent / "shared" / "seeds"  # pages the reports were modelled on; not part of the project
RUN_WORDS = 8

# Proper names and titles that any two reports of those days share; each counts as one word.
FIXED_NAMES = (
    "the islamic state of iraq and the levant",
    "islamic state of iraq and the levant",
    "the islamic state of iraq and syria",
    "the islamic state in iraq and syria",
    "us deputy secretary of state",
    "grand ayatollah ali al-sistani",
    "iraqi prime minister nuri al-maliki",
)


def read_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SEEDS / name).read_text("utf8").splitlines()]


FILES = sorted(SEEDS.glob("*.txt"))
TEXTS = {path.name[:3]: path.read_text("utf8") for path in FILES}
CLAIMS = read_lines("expected_claims.jsonl")
SILENCE = read_lines("expected_silence.jsonl")
ALERTS = read_lines("expected_alerts.jsonl")
MANIFEST = read_lines("manifest.jsonl")


def words(text: str) -> list[str]:
    """Case-folded words, each fixed name one of them."""
    folded = text.casefold().replace("’", "'")
    for index, name in enumerate(FIXED_NAMES):
        folded = re.sub(rf"\b{re.escape(name)}\b", f"fixedname{index}", folded)
    return re.findall(r"[a-z0-9]+(?:['.,-]?[a-z0-9]+)*", folded)


def runs(text: str, length: int = RUN_WORDS) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def test_there_are_five_reports_numbered_from_zero() -> None:
    assert sorted(TEXTS) == ["000", "001", "002", "003", "004"]


def test_manifest_names_every_report_once() -> None:
    assert [row["file"] for row in MANIFEST] == [path.name for path in FILES]
    for row in MANIFEST:
        assert set(row) == {"file", "outlet", "published_at", "url"}
        assert row["outlet"].strip()
        published = datetime.fromisoformat(row["published_at"])
        assert published.utcoffset() is not None
        assert published.date().isoformat() == "2014-06-16"
    assert len({row["published_at"] for row in MANIFEST}) == len(MANIFEST)
    assert len({row["url"] for row in MANIFEST}) == len(MANIFEST)
    assert len({row["outlet"] for row in MANIFEST}) == 4


def test_urls_lead_nowhere() -> None:
    for row in MANIFEST:
        host = urlsplit(row["url"]).hostname or ""
        assert host.endswith(".example") or host == "example.org", row["url"]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: f"{c['doc']}-{c['kind']}-{c.get('effect') or c['place']}")
def test_evidence_stands_once_and_in_one_line(claim: dict[str, Any]) -> None:
    assert TEXTS[claim["doc"]].count(claim["evidence"]) == 1
    assert "\n" not in claim["evidence"]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: f"{c['doc']}-{c['kind']}-{c.get('effect') or c['place']}")
def test_labels_are_of_the_contract(claim: dict[str, Any]) -> None:
    assert claim["stance"] in get_args(Stance)
    assert claim.get("timing") in (None, *get_args(Timing))
    assert claim.get("verification") in (None, *get_args(Verification))
    assert isinstance(claim["required"], bool)
    if claim["kind"] == "location_fall":
        assert claim["change"] in get_args(Change)
        assert claim["place"]
    else:
        assert claim["kind"] == "casualty"
        assert claim["effect"] in get_args(Effect)
        low, high = claim["low"], claim["high"]
        assert low is None or high is None or low <= high


def test_each_silent_passage_stands_in_its_report() -> None:
    for row in SILENCE:
        assert row["text"] in TEXTS[row["doc"]], row
        assert row["why"].strip()


def test_no_passage_is_both_claim_and_silence() -> None:
    for row in SILENCE:
        for claim in CLAIMS:
            if claim["doc"] == row["doc"]:
                assert row["text"] not in claim["evidence"], row
                assert claim["evidence"] not in row["text"], row


def test_alerts_point_to_reports_and_known_reasons() -> None:
    for alert in ALERTS:
        by = [alert["by"], *alert.get("or_by", [])]
        assert set(by) <= {*TEXTS, "any"}, alert
        assert alert["reason"] in get_args(Reason)
        assert alert["kind"] in ("location_fall", "casualty")
        assert set(alert.get("effects", {})) <= set(get_args(Effect))


def test_each_required_alert_rests_on_a_claim_of_the_report_that_rings_it() -> None:
    for alert in (a for a in ALERTS if a["required"]):
        here = [c for c in CLAIMS if c["doc"] == alert["by"] and c["kind"] == alert["kind"]]
        if alert["kind"] == "location_fall":
            denied = alert["reason"] == "denied"
            fits = [c for c in here if c["place"] == alert["place"] and (c["stance"] == "denied") == denied]
            if not denied:
                fits = [c for c in fits if c["taken_by"] == alert["taken_by"]]
            assert fits, alert
        else:
            for effect, number in alert["effects"].items():
                assert [c for c in here if c["effect"] == effect and c["low"] == number["low"]], alert


def test_in_the_end_counts_agree_with_the_manifest() -> None:
    outlet = {row["file"][:3]: row["outlet"] for row in MANIFEST}
    counted = [alert["in_the_end"] for alert in ALERTS if "in_the_end" in alert]
    assert counted
    for end in counted:
        assert len({outlet[doc] for doc in end["articles"]}) == end["outlets"], end


def test_every_required_claim_belongs_to_a_required_alert() -> None:
    falls = {a["place"] for a in ALERTS if a["required"] and a["kind"] == "location_fall"}
    effects = {
        (effect, number["low"]) for a in ALERTS if a["kind"] == "casualty" for effect, number in a["effects"].items()
    }
    for claim in (c for c in CLAIMS if c["required"]):
        if claim["kind"] == "location_fall":
            assert claim["place"] in falls, claim
        else:
            assert (claim["effect"], claim["low"]) in effects, claim


def test_the_awkward_furniture_is_there() -> None:
    assert re.search(r"[a-z]\.The Obama administration", TEXTS["000"])  # the appeal, glued
    lines = TEXTS["001"].splitlines()
    link = lines.index("Suicide bomber leaves 12 dead in Baghdad")
    assert any(line.startswith("Isis may be leading") for line in lines[link:])  # the article goes on after the links
    assert "Picture: Northlight." in TEXTS["002"]
    assert "MOSUL/WASHINGTON - " in TEXTS["002"]
    assert "archive" in TEXTS["003"].splitlines()[2]
    assert re.search(r"^    • \w+$", TEXTS["003"], re.MULTILINE)  # a nested reply
    assert TEXTS["004"].rstrip().splitlines()[-2:] == ["YouTube", "RSS"]


def test_the_two_reports_of_one_outlet_share_passages() -> None:
    assert len(runs(TEXTS["000"]) & runs(TEXTS["001"])) > 50
    assert not runs(TEXTS["000"]) & runs(TEXTS["002"])


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference pages are not beside the project")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_is_borrowed(path: Path) -> None:
    reference = [page.read_text("utf8") for page in sorted(REFERENCE.glob("*.txt"))]
    assert reference
    borrowed = runs(path.read_text("utf8")) & set().union(*map(runs, reference))
    assert not borrowed, sorted(" ".join(run) for run in borrowed)


def test_the_run_check_can_fail() -> None:
    text = "The town was shelled for three days before anyone could leave it."
    assert runs(text) & runs("He said the town was shelled for three days before dawn.")
    assert not runs(text) & runs("He said the town was shelled for three nights before anyone could leave it.")
