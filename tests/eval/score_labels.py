"""Scores the claims against labels by people who had not seen the rules, and holds the figures to their floors.

`make eval` prints every figure of every part with its floor, the errors themselves, and ends with 1 where a floor is
undercut. `make eval-pin` raises the floors (LOOSEN=1: lowers them too, and says which). `make eval-held-out` prints the
figures of what was set aside, and no error of it.
"""

import argparse
import sys
from collections.abc import Sequence

import again
from baseline import broken, load, moved, pinned, save
from labelled import Unit, place_agrees, units
from measures import FIELDS, measure, right_direction, right_field, told_in, value_of
from ordinary import ordinary
from ordinary import show as show_ordinary
from parts import NAMES, absent, part, sample
from score_seeds import claims_of_seeds, score
from score_seeds import show as show_seeds

from agents.claims.rules import rule_set


def show_part(name: str, *, errors: bool) -> list[str]:
    """Print one part's figures with their pins, and its errors; returns what is broken."""
    if absent(name):
        print(f"\n== {name}: not measured, its texts are not beside the project")
        return []
    pins = load()
    limits = pins.get(name, {}).get("pins", {})
    since = f" (floors measured with rules {pins[name]['measured_on']['rules']})" if limits else ""
    print(f"\n== {name}{since}")
    for figure in part(name).figures:
        pin = f"{figure.limit} {limits[figure.name]}" if figure.name in limits else "not pinned"
        print(f"{figure!s:<92} {pin}")
    if errors and name == "seeds":
        show_seeds(score(claims_of_seeds()))
    elif errors and name == "ordinary":
        show_ordinary(ordinary())
    elif errors:
        show_errors(sample(name))
    return broken(part(name), pins) + moved(part(name), pins)


def show_errors(found: Sequence[Unit]) -> None:
    """Every claim that was missed, wrong, at another place or with another field."""
    for unit in found:
        for label in unit.missed:
            where = unit.text[label["start"] : label["end"]] if "start" in label else unit.text
            what = label.get("effect") or label.get("change")
            _error("MISSED", unit, f"{label['kind']} {what} {label.get('number_text')} {label.get('place')}", where)
        for claim in unit.wrong:
            text, place = (claim.get("number") or {}).get("text"), (claim["place"] or {}).get("text")
            _error("WRONG", unit, f"{claim['rule']} {text} {place}", claim["evidence"]["text"])
        if unit.nonactual and unit.fired:
            _error("FIRED", unit, unit.nonactual, unit.text)
        for label, claim in unit.pairs:
            sentence = claim["evidence"]["text"]
            if not place_agrees(label, claim):
                _error("PLACE", unit, f"{label['place']} not {(claim['place'] or {}).get('text')}", sentence)
            for name in FIELDS:
                if told_in(name, label) and not right_field(name, label, claim):
                    value = value_of(name, claim)
                    got = value["text"] if isinstance(value, dict) else value
                    _error(name.upper(), unit, f"{label[name]} not {got}", sentence)
            made_up = label["kind"] == "location_fall" and not label.get("taken_by")
            if made_up and not right_direction(label, claim):
                _error("TAKEN_BY", unit, f"nobody not {claim['taken_by']['text']}", sentence)


def _error(sort: str, unit: Unit, what: str, sentence: str) -> None:
    print(f"  {sort:<11} {unit.id} {what} | {' '.join(sentence.split())[:220]}")


def show_whole(half: str) -> None:
    """The figures of one half or of the project's own texts, articles and sentences together and apart."""
    found = units(half)
    articles = [unit for unit in found if not unit.sentence]
    print(f"\n== {half}: {len(articles)} articles, {len(found) - len(articles)} sentences")
    print(*measure(found), *again.figures(found), sep="\n")


def check(*, errors: bool) -> int:
    """Print everything; 1 where a figure is beyond its pin, or labels or texts are not those of the pins."""
    print(f"rules {rule_set().version}")
    faults = [line for name in NAMES for line in show_part(name, errors=errors)]
    for half in ("own", "world", "late", "wide", "plain", "broad", "daily", "notes", "dev"):
        show_whole(half)
    print("\nEvery figure keeps to its floor." if not faults else "\nBELOW THE FLOORS OF tests/eval/baseline.json")
    print(*faults, sep="\n")
    return 1 if faults else 0


def pin(*, loosen: bool) -> int:
    """Measure everything that is here and raise the floors to it; 1 where some would have to be lowered."""
    measured = [part(name) for name in NAMES if not absent(name)]
    pins, lines = pinned(measured, load(), loosen=loosen)
    save(pins)
    print(*lines or ["nothing changed"], sep="\n")
    return 1 if any("REFUSED" in line for line in lines) else 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("check", "pin", "held_out"))
    parser.add_argument("--errors", action="store_true", help="print the errors themselves")
    parser.add_argument("--loosen", action="store_true", help="with pin: lower floors too")
    options = parser.parse_args()
    if options.what == "held_out":
        for half in ("held_out", "fresh", "aside"):
            show_whole(half)
        return 0
    return pin(loosen=options.loosen) if options.what == "pin" else check(errors=options.errors)


if __name__ == "__main__":
    sys.exit(main())
