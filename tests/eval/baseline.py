"""The floors and ceilings under the figures (baseline.json), and how they are raised.

A pin is what was measured, less a margin (measures.Figure), with hashes of the labels and texts it was measured on and
the version of the rules that read them. ``pinned`` only ever makes pins stricter; looser ones have to be asked for.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare import digest
from measures import Figure

from agents.claims.rules import rule_set

BASELINE = Path(__file__).with_name("baseline.json")
Pins = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One set of texts and its figures. labels, texts: the files it rests on (texts: of the corpora, if any)."""

    name: str
    figures: tuple[Figure, ...]
    labels: tuple[Path, ...]
    texts: tuple[Path, ...] = ()

    @property
    def ground(self) -> dict[str, str]:
        """Hashes of what it was measured on."""
        return {"labels": digest(self.labels), "texts": digest(self.texts)}


def load() -> Pins:
    """The pins, by part."""
    return dict(json.loads(BASELINE.read_text("utf-8"))["parts"]) if BASELINE.exists() else {}


def save(pins: Pins) -> None:
    """Write them."""
    about = "Written by make eval-pin. A floor may not be undercut, a ceiling not be passed; see baseline.py."
    text = json.dumps({"about": about, "parts": dict(sorted(pins.items()))}, indent=1, ensure_ascii=False)
    BASELINE.write_text(text + "\n", "utf-8")


def moved(part: Part, pins: Mapping[str, Any]) -> list[str]:
    """What is no longer as it was when the floors of this part were measured: labels or texts."""
    if part.name not in pins:
        return [f"{part.name}: no floors yet: make eval-pin"]
    was, now = pins[part.name]["measured_on"], part.ground
    return [
        f"{part.name}: {what} are not those that the floors were measured on ({was[what]} then, {now[what]} now): "
        "read the errors, then make eval-pin"
        for what in ("labels", "texts")
        if was[what] != now[what]
    ]


def broken(part: Part, pins: Mapping[str, Any]) -> list[str]:
    """Figures of this part that are below their floor or above their ceiling, and pinned figures that are gone."""
    if part.name not in pins:
        return []
    figures = {figure.name: figure for figure in part.figures}
    pinned = pins[part.name]["pins"]
    lines = [f"{part.name}: {name} is pinned and no longer measured" for name in pinned if name not in figures]
    for name, pin in pinned.items():
        figure = figures.get(name)
        if figure is not None and _beyond(figure, pin):
            over = "below its floor of" if figure.limit == "floor" else "above its ceiling of"
            lines.append(f"{part.name}: {name} is {figure.value:.3f} ({figure.told}), {over} {pin}")
    return lines


def _beyond(figure: Figure, pin: float) -> bool:
    return figure.value < pin - 1e-9 if figure.limit == "floor" else figure.value > pin + 1e-9


def pinned(parts: Iterable[Part], pins: Pins, *, loosen: bool) -> tuple[Pins, list[str]]:
    """(the pins after this measuring, what changed or was refused). A part that was not measured keeps its pins."""
    after, lines = dict(pins), []
    for part in parts:
        now, told = _part_pinned(part, pins.get(part.name, {}).get("pins", {}), loosen=loosen)
        after[part.name] = {"measured_on": {**part.ground, "rules": rule_set().version}, "pins": now}
        lines += told
    return after, lines


def _part_pinned(part: Part, before: Mapping[str, float], *, loosen: bool) -> tuple[dict[str, float], list[str]]:
    figures = [figure for figure in part.figures if figure.pinned]
    now: dict[str, float] = {}
    lines: list[str] = []
    for gone in sorted(set(before) - {figure.name for figure in figures}):
        lines.append(f"{part.name}: {gone} {before[gone]} is no longer measured: {_asked(loosen, 'DROPPED')}")
        now |= {} if loosen else {gone: before[gone]}
    for figure in figures:
        fresh, old = _pin(figure), before.get(figure.name)
        stricter = old is None or (fresh > old if figure.limit == "floor" else fresh < old)
        now[figure.name] = fresh if stricter or loosen or old is None else old
        if stricter:
            lines.append(f"{part.name}: {figure.name} {'new' if old is None else old} -> {fresh}")
        elif old is not None and fresh != old and (loosen or _beyond(figure, old)):
            lines.append(f"{part.name}: {figure.name} {old} -> {fresh}: {_asked(loosen, 'LOWERED')}")
    return now, lines


def _asked(loosen: bool, done: str) -> str:
    return done if loosen else "REFUSED (LOOSEN=1 allows it)"


def _pin(figure: Figure) -> float:
    if figure.limit == "floor":
        return round(max(0.0, figure.value - figure.margin), 3)
    return round(figure.value + figure.margin, 3)
