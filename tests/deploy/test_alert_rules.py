"""The rules: valid by promtool, tested by its unit tests, each with a section of the runbook."""

import re
import subprocess

import promql_parser as promql
import pytest
import yaml
from deploy_support import DEPLOY, RULE_FILES, dashboard_queries, nodes, rules, tool, unknown_names

from agents.embedded.paths import ROOT
from agents.topics import SOURCES

UNIT_TESTS = sorted((DEPLOY / "prometheus/tests").glob("*.yml"))
ALERTS = {rule["alert"]: rule for rule in rules() if "alert" in rule}
RUNBOOK = (ROOT / "docs/runbook.md").read_text("utf-8")


def run(*argv: str) -> str:
    ran = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.get("alert") or rule["record"])
def test_no_rule_names_what_does_not_exist(rule: dict[str, str]) -> None:
    assert not unknown_names(rule["expr"])


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_rule_says_what_is_the_matter_and_what_to_do(name: str) -> None:
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert rule["annotations"]["summary"]
    assert rule["annotations"]["runbook"] == f"docs/runbook.md#{name.lower()}"
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", RUNBOOK, re.M | re.S)
    assert section, f"docs/runbook.md has no section {name}"
    assert len(section[1].split()) > 25, f"the section {name} says next to nothing"


def test_the_runbook_has_no_section_without_a_rule() -> None:
    sections = set(re.findall(r"^## (\w+)$", RUNBOOK, re.M))
    assert sections == set(ALERTS)


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_rule_has_a_test_that_fires_and_one_that_stays_silent(name: str) -> None:
    cases = [
        bool(check.get("exp_alerts"))
        for path in UNIT_TESTS
        for test in yaml.safe_load(path.read_text("utf-8"))["tests"]
        for check in test["alert_rule_test"]
        if check["alertname"] == name
    ]
    assert set(cases) == {True, False}


def test_promtool_accepts_the_configuration_and_the_rules() -> None:
    run(tool("promtool"), "check", "config", "deploy/prometheus/prometheus.yml")
    run(tool("promtool"), "check", "rules", *map(str, RULE_FILES))


def test_promtools_unit_tests_pass() -> None:
    run(tool("promtool"), "test", "rules", *map(str, UNIT_TESTS))


def test_amtool_accepts_the_configuration() -> None:
    run(tool("amtool"), "check-config", "deploy/alertmanager/alertmanager.yml")


def test_what_is_inhibited_exists() -> None:
    config = yaml.safe_load((DEPLOY / "alertmanager/alertmanager.yml").read_text("utf-8"))
    for rule in config["inhibit_rules"]:
        for matcher in (*rule["source_matchers"], *rule["target_matchers"]):
            name, value = re.fullmatch(r'(\w+)=~?"([\w|]+)"', matcher).groups()  # type: ignore[union-attr]
            assert name == "alertname"
            assert set(value.split("|")) <= set(ALERTS), matcher


def test_every_recorded_series_is_asked_for() -> None:
    asked = " ".join([*(rule["expr"] for rule in ALERTS.values()), *(query.expr for query in dashboard_queries())])
    for rule in rules():
        if "record" in rule:
            assert rule["record"] in asked, f"nobody asks for {rule['record']}"


def test_the_rule_about_steps_without_a_worker_knows_every_step() -> None:
    told = re.findall(r'absent\(tocsin_partitions\{topic="([\w.]+)"\}\)', ALERTS["StepWithoutWorker"]["expr"])
    assert told == list(SOURCES.values())


def test_every_part_of_a_query_is_walked() -> None:
    parts = {type(node).__name__ for node in nodes(promql.parse('topk(3, -(sum(rate(a{b="c"}[5m:1m])) > (1 + d)))'))}
    assert {"AggregateExpr", "UnaryExpr", "ParenExpr", "BinaryExpr", "Call", "SubqueryExpr", "VectorSelector"} <= parts
