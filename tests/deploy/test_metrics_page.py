"""Every metric is in docs/metrics.md, is named as Prometheus advises, and has labels that are bounded."""

import re
import subprocess
import sys

import pytest
from deploy_support import known, tool

from agents import metrics
from agents.embedded.paths import ROOT

PAGE = (ROOT / "docs/metrics.md").read_text("utf-8")
OF_THE_PROCESS = "process_"
OWN = [metric for metric in known() if not metric.name.startswith(OF_THE_PROCESS)]
ODD_UNITS = re.compile(r"_(ms|millis|milliseconds|minutes|hours|days|kb|mb|megabytes|percent)(_|$)")


def test_the_table_is_what_the_code_has() -> None:
    ran = subprocess.run(
        [sys.executable, "deploy/metrics_table.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("metric", OWN, ids=lambda metric: metric.name)
def test_a_metric_is_named_as_prometheus_advises(metric: object) -> None:
    name, kind = metric.name, metric.type  # type: ignore[attr-defined]
    assert re.fullmatch(r"tocsin_[a-z][a-z0-9_]*", name)
    assert name.endswith("_total") == (kind == "counter")
    assert not ODD_UNITS.search(name)
    if kind == "histogram":
        assert name.endswith("_seconds")
    assert metric.help.endswith((".", ")"))  # type: ignore[attr-defined]


def test_every_label_has_its_bound() -> None:
    bounds = PAGE.split("## What bounds the labels")[1].split("\n## ")[0]
    told = set(re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in bounds.splitlines() if "|" in line)))
    assert told == {label for metric in known() for label in metric.labels}


def test_no_series_of_a_closed_list_waits_for_its_first_event() -> None:
    metrics.initialise([("clean", "articles.raw"), ("ledger", "claims")], ["night-desk"])
    text = metrics.exposition().decode()
    for line in (
        'tocsin_claims_read_total{kind="casualty",mode="negated"} 0.0',
        'tocsin_articles_total{outlet="other"}',
        'tocsin_article_languages_total{language="other"}',
        'tocsin_partitions{topic="claims"}',
        'tocsin_commit_stalled_seconds{topic="articles.raw"}',
        'tocsin_errors_total{error="BadRecordError",fault="bad_record",step="ledger"} 0.0',
        'tocsin_build_info{version="',
        "process_resident_memory_bytes ",
    ):
        assert line in text


def test_promtool_finds_nothing_to_say() -> None:
    metrics.initialise([("clean", "articles.raw")], ["night-desk"])
    ran = subprocess.run(
        [tool("promtool"), "check", "metrics"], input=metrics.exposition(), capture_output=True, timeout=60
    )
    assert ran.returncode == 0, (ran.stdout + ran.stderr).decode()
