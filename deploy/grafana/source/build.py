"""Write deploy/grafana/dashboards/*.json from the Python beside this file; with --check, say whether they are current.

.venv/bin/python deploy/grafana/source/build.py [--check]
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from delivery import delivery
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from situation import situation
from stream import stream

FOLDER = Path(__file__).parents[1] / "dashboards"
BOARDS = {"situation": situation, "stream": stream, "delivery": delivery}
ANNOTATION_TEXT = {"titleFormat": "{{alertname}}", "textFormat": "{{severity}} {{step}}{{topic}}{{endpoint}}"}
"""How the alerts' marks are worded: what the Prometheus data source reads of an annotation beside Grafana's schema."""


def boards() -> Iterator[tuple[Path, str]]:
    """Every dashboard: its file and its text, the same for the same source."""
    for name, make in BOARDS.items():
        made: dict[str, Any] = json.loads(json.dumps(make().build(), cls=JSONEncoder))
        for number, panel in enumerate(made["panels"], start=1):
            panel["id"] = number
        for mark in made["annotations"]["list"]:
            mark.update(ANNOTATION_TEXT)
        yield FOLDER / f"{name}.json", json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main(check: bool) -> int:
    """Write, or compare; the exit status."""
    stale = [path for path, text in boards() if not path.exists() or path.read_text("utf-8") != text]
    if check:
        for path in stale:
            print(f"{path.name} is not what deploy/grafana/source makes: run make dashboards", file=sys.stderr)
        return 1 if stale else 0
    for path, text in boards():
        path.write_text(text, "utf-8")
    print(f"{len(BOARDS)} dashboards, {len(stale)} changed", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
