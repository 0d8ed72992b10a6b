"""Changes of control that depend on what the article tells beside them: "X went next", "rebels now hold X"."""

from collections.abc import Sequence

from agents.claims.reader.reading import Reading


def no_fall_beside(reading: Reading, falls: Sequence[Reading]) -> str:
    """Why a town that "went on Friday" is none that was lost: no fall beside it is told in plain words; else ""."""
    if reading.match.rule.name != "control.go":
        return ""
    ranked = reading.match.verb is not None and reading.match.verb.form == "infinitive"  # "the latest town to go"
    index, name = reading.sentence.index, reading.places[0].place.name
    near = [r for r in falls if r.match.rule.name != "control.go" and abs(r.sentence.index - index) <= 2]
    again = any(found.place.name == name for other in near for found in other.places)  # told there in plain words
    return "" if (ranked or bool(near)) and not again else "no other fall near by"


def told_already(reading: Reading, falls: Sequence[Reading]) -> str:
    """Why "rebels now hold X" tells no change of its own: other words of the article tell that of X; else ""."""
    if reading.match.rule.name == "control.trade-hands":
        return "told in its own words" if _retold(reading, falls) else ""
    if reading.match.rule.name in ("control.now-under", "control.in-control") and _just_taken(reading, falls):
        return "told already"
    if reading.match.rule.name == "control.enter-denied" and _given_up(reading, falls):
        return "told already"
    if reading.match.rule.needs != "now":
        return ""
    name = reading.places[0].place.name
    others = [r for r in falls if r.match.rule is not reading.match.rule and r.mode == "actual"]
    told = any(found.place.name == name for other in others for found in other.places)
    return "standing control" if told else ""


def _retold(reading: Reading, falls: Sequence[Reading]) -> bool:
    """Whether "X changed hands" is told in the same sentence by who took it: "… as soldiers recaptured it"."""
    name, tokens = reading.places[0].place.name, reading.sentence.tokens
    for other in falls:
        here = other.sentence is reading.sentence and other.match.head > reading.match.head
        if not here or other.match.rule.value not in ("captured", "recaptured") or other.agent.actor is None:
            continue
        opens = {token.low for token in tokens[reading.match.end : other.match.head]} & {"as", "when", "after", "with"}
        if opens and other.mode == "actual" and any(found.place.name == name for found in other.places):
            return True
    return False


def _given_up(reading: Reading, falls: Sequence[Reading]) -> bool:
    """Whether who "entered X, surrendered by Y" is told in one sentence to have been given it."""
    name = reading.places[0].place.name
    same = (r for r in falls if r.sentence is reading.sentence and r.match.rule.value == "surrendered")
    return any(r.mode == "actual" and r.places[0].place.name == name for r in same)


def _just_taken(reading: Reading, falls: Sequence[Reading]) -> bool:
    """Whether "it is now in their hands" only ends the sentence that tells how they came: "marched into X after …"."""
    name, agent = reading.places[0].place.name, reading.agent.actor
    return agent is not None and any(
        other.sentence is reading.sentence
        and other.match.head < reading.match.head
        and other.mode == "actual"
        and other.agent.actor is not None
        and other.agent.actor.name == agent.name
        and other.places[0].place.name == name
        for other in falls
    )


def taken_before(reading: Reading, falls: Sequence[Reading]) -> Reading | None:
    """The capture of the same place that the sentence tells as earlier: "… eight days after Y took it"."""
    tokens, name = reading.sentence.tokens, reading.places[0].place.name
    for other in falls:
        if other is reading or other.sentence is not reading.sentence or other.agent.actor is None:
            continue
        same = other.match.rule.value == "captured" and any(found.place.name == name for found in other.places)
        before = range(max(0, other.match.head - 6), other.match.head)
        later = other.match.head > reading.match.head and any(tokens[n].low in ("after", "since") for n in before)
        if same and later:
            return other
    return None
