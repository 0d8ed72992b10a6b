"""What the tests of deploy/ share: the dashboards, the rules, PromQL taken apart, and Prometheus's own tools."""

import functools
import json
import os
import re
import runpy
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import promql_parser as promql
import pytest
import yaml

from agents.embedded.paths import ROOT

DEPLOY = ROOT / "deploy"
known = functools.cache(runpy.run_path(str(DEPLOY / "metrics_table.py"))["known"])
RULE_FILES = sorted((DEPLOY / "prometheus/rules").glob("*.yml"))
DASHBOARDS = sorted((DEPLOY / "grafana/dashboards").glob("*.json"))
GRAFANA_WORDS = {
    "$__rate_interval": "1m", "$__interval": "1m", "$__range": "5m",
    "$instance": ".*", "$step": ".*", "$endpoint": ".*",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One query: where it stands, and its PromQL with Grafana's variables filled in."""

    where: str
    expr: str
    legend: str = ""


def tool(name: str) -> str:
    """Path of prometheus, promtool or amtool; skips where the machine has none."""
    found = shutil.which(name) or shutil.which(name, path=ROOT / ".cache/prometheus")
    if found is None:
        package = "prometheus-alertmanager" if name == "amtool" else "prometheus"
        message = f"{name} is not on this machine: apt-get install {package}, or put it into .cache/prometheus"
        if os.environ.get("REQUIRE_PROMETHEUS"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@functools.cache
def dashboard_queries() -> list[Asked]:
    """Every query of every panel, of the annotations and of the variables."""
    found = []
    for path in DASHBOARDS:
        board = json.loads(path.read_text("utf-8"))
        for panel in board["panels"]:
            for target in panel.get("targets", ()):
                where = f"{path.stem}: {panel['title']} {target['refId']}"
                found.append(Asked(where, filled(target["expr"]), target.get("legendFormat", "")))
        for mark in board["annotations"]["list"]:
            found.append(Asked(f"{path.stem}: annotation {mark['name']}", filled(mark["expr"])))
        for variable in board.get("templating", {}).get("list", ()):
            match = re.fullmatch(r"label_values\((\w+), (\w+)\)", variable["query"])
            assert match, variable
            found.append(Asked(f"{path.stem}: ${variable['name']}", f"count by ({match[2]}) ({match[1]})"))
    return found


def filled(expr: str) -> str:
    """The query as Prometheus gets it when everything is chosen."""
    for word, value in GRAFANA_WORDS.items():
        expr = expr.replace(word, value)
    assert "$" not in expr, expr
    return expr


@functools.cache
def rules() -> list[dict[str, Any]]:
    """Every rule of every file."""
    found: list[dict[str, Any]] = []
    for path in RULE_FILES:
        for group in yaml.safe_load(path.read_text("utf-8"))["groups"]:
            found += group["rules"]
    return found


def nodes(expr: Any) -> Iterator[Any]:
    """Every part of a parsed query."""
    yield expr
    if isinstance(expr, promql.BinaryExpr):
        below = [expr.lhs, expr.rhs]
    elif isinstance(expr, promql.MatrixSelector):
        below = [expr.vector_selector]
    elif isinstance(expr, promql.Call):
        below = list(expr.args)
    elif isinstance(expr, promql.AggregateExpr):
        below = [expr.expr, *([expr.param] if expr.param is not None else [])]
    elif isinstance(expr, promql.ParenExpr | promql.UnaryExpr | promql.SubqueryExpr):
        below = [expr.expr]
    else:
        below = []
    for part in below:
        yield from nodes(part)


ALWAYS = {"instance", "job"}
FROM_PROMETHEUS = {
    "up": set(),
    "ALERTS": {"alertname", "alertstate", "severity", "step", "topic", "endpoint"},
}  # fmt: skip


@functools.cache
def _recorded() -> dict[str, Any]:
    return {rule["record"]: rule["expr"] for rule in rules() if "record" in rule}


def known_labels(name: str) -> set[str] | None:
    """The labels of the series with this name; null where there is no such name."""
    if name in FROM_PROMETHEUS:
        return FROM_PROMETHEUS[name] | ALWAYS
    recorded = _recorded().get(name)
    if recorded is not None:
        return output_labels(recorded)
    for metric in known():
        if name in metric.samples:
            return {*metric.samples[name], *ALWAYS}
    return None


def unknown_names(expr: str) -> set[str]:
    """Metrics and labels of a query that do not exist."""
    return _unknown(promql.parse(expr))


def _unknown(node: Any) -> set[str]:
    found: set[str] = set()
    for part in nodes(node):
        if isinstance(part, promql.VectorSelector):
            labels = known_labels(part.name)
            if labels is None:
                found.add(part.name)
            else:
                found |= {matcher.name for matcher in part.matchers.matchers} - labels
        elif isinstance(part, promql.AggregateExpr) and part.modifier is not None:
            found |= set(part.modifier.labels) - _labels(part.expr)
        elif isinstance(part, promql.BinaryExpr) and part.modifier is not None and part.modifier.matching is not None:
            found |= set(part.modifier.matching.labels) - (_labels(part.lhs) & _labels(part.rhs))
    return found


def output_labels(expr: str) -> set[str]:
    """The labels that the series of a query's answer can have."""
    return _labels(promql.parse(expr))


def _labels(node: Any) -> set[str]:
    if isinstance(node, promql.VectorSelector):
        return known_labels(node.name) or set()
    if isinstance(node, promql.AggregateExpr) and str(node.op) not in ("topk", "bottomk"):
        return set(node.modifier.labels) if node.modifier is not None else set()
    if isinstance(node, promql.BinaryExpr):
        return _labels(node.lhs) | _labels(node.rhs)
    if isinstance(node, promql.Call):
        kept = set().union(*(_labels(part) for part in node.args))
        return kept - {"le"} if node.func.name == "histogram_quantile" else kept
    if isinstance(node, promql.MatrixSelector):
        return _labels(node.vector_selector)
    return _labels(node.expr) if hasattr(node, "expr") else set()
