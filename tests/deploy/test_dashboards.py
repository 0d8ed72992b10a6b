"""The dashboards: current, valid by Grafana's own types, and no panel names a metric or label that does not exist."""

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from deploy_support import DASHBOARDS, DEPLOY, Asked, dashboard_queries, known_labels, output_labels, unknown_names
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard

from agents.embedded.paths import ROOT

UIDS = {"situation": "tocsin-situation", "stream": "tocsin-stream", "delivery": "tocsin-delivery"}
BEYOND_SCHEMA = {"titleFormat", "textFormat"}
"""What the Prometheus data source reads of an annotation, and the schema leaves to data sources."""
BOARDS = pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)


def board(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return made


def panels(path: Path) -> list[dict[str, Any]]:
    return [panel for panel in board(path)["panels"] if panel["type"] != "row"]


def test_the_files_are_what_the_source_makes() -> None:
    ran = subprocess.run(
        [sys.executable, "deploy/grafana/source/build.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


def test_the_uids_stay_the_same() -> None:
    assert {path.stem: board(path)["uid"] for path in DASHBOARDS} == UIDS


@BOARDS
def test_grafanas_own_types_read_it_and_write_the_same(path: Path) -> None:
    wanted = board(path)
    for mark in wanted["annotations"]["list"]:
        for beyond in BEYOND_SCHEMA:
            assert mark.pop(beyond)
    read = json.loads(json.dumps(Dashboard.from_json(wanted), cls=JSONEncoder))
    assert read == wanted


@BOARDS
def test_every_panel_has_unit_description_thresholds_and_an_empty_state(path: Path) -> None:
    titles = [panel["title"] for panel in panels(path)]
    assert len(titles) == len(set(titles)), "two panels with the same title"
    for panel in panels(path):
        field = panel["fieldConfig"]["defaults"]
        assert panel["description"].endswith("."), panel["title"]
        assert field["unit"], panel["title"]
        assert field["noValue"], panel["title"]
        assert field["thresholds"]["steps"], panel["title"]
        assert panel["datasource"]["uid"] == "tocsin-prometheus"


@BOARDS
def test_panels_do_not_overlap_and_fill_their_rows(path: Path) -> None:
    cells: set[tuple[int, int]] = set()
    for panel in board(path)["panels"]:
        at = panel["gridPos"]
        own = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not own & cells, panel["title"]
        assert max(x for x, _ in own) < 24, panel["title"]
        cells |= own
    for y in {y for _, y in cells}:
        assert len([x for x, row in cells if row == y]) == 24, f"{path.stem}: a gap at height {y}"


@pytest.mark.parametrize("asked", dashboard_queries(), ids=lambda asked: asked.where)
def test_no_query_names_what_does_not_exist(asked: Asked) -> None:
    assert not unknown_names(asked.expr)
    legend = set(re.findall(r"\{\{(\w+)\}\}", asked.legend))
    assert legend <= output_labels(asked.expr), f"{asked.where}: the legend names a label that the query drops"


def test_a_wrong_name_or_label_would_be_found() -> None:
    assert unknown_names("sum(rate(tocsin_record_in_total[5m]))") == {"tocsin_record_in_total"}
    assert unknown_names("sum by (topic) (tocsin_ready)") == {"topic"}
    assert unknown_names('tocsin_ready{step="clean"}') == {"step"}
    assert unknown_names("tocsin_ready unless on (endpoint) tocsin_kafka_up") == {"endpoint"}
    assert not unknown_names('sum by (le) (rate(tocsin_record_seconds_bucket{step="clean", job="worker"}[5m]))')
    assert output_labels("sum by (step) (tocsin_waiting) * 2") == {"step"}
    assert "outlet" in known_labels("tocsin_articles_total")


def test_the_provisioning_points_at_what_is_there() -> None:
    folder = DEPLOY / "grafana/provisioning"
    sources = yaml.safe_load((folder / "datasources/tocsin.yml").read_text("utf-8"))["datasources"]
    assert [source["uid"] for source in sources if source.get("isDefault")] == ["tocsin-prometheus"]
    compose = (ROOT / "docker-compose.yml").read_text("utf-8")
    for source in sources:
        host, port = re.fullmatch(r"http://([a-z]+):(\d+)", source["url"]).groups()  # type: ignore[union-attr]
        assert re.search(rf"^  {host}:$", compose, re.M), f"{host} is no service of docker-compose.yml"
        assert f":{port}" in compose
    grafana = re.search(r"image: grafana/grafana:(\d+\.\d+)", compose)
    assert grafana
    assert version("grafana-foundation-sdk").split("!")[1].startswith(grafana[1]), "types of another Grafana"
    provider = yaml.safe_load((folder / "dashboards/tocsin.yml").read_text("utf-8"))["providers"][0]
    assert f"./deploy/grafana/dashboards:{provider['options']['path']}:ro" in compose
    assert "./deploy/grafana/provisioning:/etc/grafana/provisioning:ro" in compose
