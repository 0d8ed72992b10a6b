"""Why what reads like a change of control is none: posts by the hundred, shells that fell, bodies pulled out."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.place_names import PlacePhrase
from agents.claims.language.bare_words import words_told
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.change import from_occupation
from agents.claims.words import listed, words

NEAR = 3
"""Sentences over which a tale of changed hands goes on."""
MANY = 10
"""So many places without a name are a tally and no event."""


def not_one_place(reading: Reading) -> str:
    """Why a match tells of no single place that changed hands, or ""."""
    match, tokens = reading.match, reading.sentence.tokens
    phrase = match.places
    if phrase is None:
        return ""
    inside = tokens[phrase.start : phrase.end]
    if any(a.low == "square" and b.low in listed("units_of_way") for a, b in pairwise(inside)):
        return "an area without a name"  # "captured 25 square kilometres south of X"
    counted = [t for t in tokens[phrase.start : phrase.end] if t.number is not None]
    if any((t.number.low or t.number.best or 0) >= MANY for t in counted if t.number is not None):
        plural = {t.low for t in tokens[phrase.start : phrase.end]} & words().place_plural
        wide = all(found.feature in ("province", "region", "country", "water", "district") for found in reading.places)
        if plural and wide:
            return "a tally of places without a name"
    if (
        match.construction == "active"
        and reading.places
        and _men_who_fled(tokens, match.head, reading.places[0].position)
    ):
        return "men who fled from there"
    if phrase.anaphora in ("country", "nation") and match.rule.value == "withdrawn":
        return "a whole land that foreign troops leave"
    if phrase.anaphora in ("country", "nation") and phrase.part:
        return "parts of a country without a name"
    if all(found.feature == "country" for found in reading.places) and _swathes(tokens, phrase):
        return "parts of a country without a name"
    if all(found.feature == "country" and _nameless(found.place.text) for found in reading.places):
        return "a base without a name"  # "its biggest base in central Mozambique"
    if match.rule.name == "control.fall" and _dropped(reading):
        return "a thing that fell from above"
    if match.rule.value == "withdrawn" and _so_far_from(tokens, phrase.start):
        return "a distance, and no place that was left"
    if match.rule.value == "withdrawn" and match.places is not None:
        between = tokens[max(0, match.head - 4) : max(match.head + 1, phrase.start)]
        if any(token.low in listed("unhurt_or_dead") for token in between):
            return "bodies or wounded who were brought out"
    return ""


def _swathes(tokens: Sequence[Token], phrase: PlacePhrase) -> bool:
    """Whether it is "large areas of X", "swathes of X and Y", "chunks of territory in X"."""
    inside = {token.low for token in tokens[phrase.start : phrase.end]}
    return not inside.isdisjoint(listed("swathes"))


def _men_who_fled(tokens: Sequence[Token], head: int, position: int) -> bool:
    """Whether men were taken who left the place at ``position``: "captured 1,000 soldiers fleeing X"."""
    if not head < position - 1 < len(tokens) or tokens[position - 1].low not in (
        "fleeing",
        "leaving",
        "escaping",
        "quitting",
    ):
        return False
    men = tokens[position - 2]
    return men.kind == "actor" or men.low in words().people


def _so_far_from(tokens: Sequence[Token], start: int) -> bool:
    """Whether a place is told of as "20 km from X", "75 kilometres (46 miles) from the capital X"."""
    for n in range(start, max(1, start - 4), -1):
        if tokens[n - 1].low == "from":
            k = n - 2 - (tokens[n - 2].text == ")")
            return tokens[k].low in listed("units_of_way", "distances")
    return False


def _nameless(text: str) -> bool:
    """Whether a place is told as "a base in X", "its last camp in the north of X"."""
    lows = text.lower().split()
    return lows[0] in ("its", "their", "his", "a", "an", "one", "another") and "in" in lows


def fought_over(context: Context, reading: Reading) -> bool:
    """Whether who "seized control" did so of a town: others left it or fought for it right there, and it is no coup."""
    index, taker = reading.sentence.index, reading.agent
    near = context.page.sentences[max(0, index - 1) : index + 1]
    lows = words_told(near)
    town = all(found.feature in ("settlement", "other", "base") for found in reading.places)
    told = lows & (listed("fights", "giving_way", "attack_nouns") | {"attacked", "stormed"})
    return taker.armed and taker.actor is not None and town and bool(told) and not lows & listed("coups")


def ruler_who_fell(reading: Reading) -> bool:
    """Whether "since the fall of X Y" may name a man: two words that no gazetteer has, and the text calls no place."""
    match, tokens = reading.match, reading.sentence.tokens
    if match.rule.name != "control.noun-fall" or len(reading.places) != 1:
        return False
    place, at = reading.places[0].place, match.head
    names = place.text.split()
    unknown = reading.places[0].feature == "other" and place.lat is None and len(names) > 1 and names[-1][:1].isupper()
    dated = any(
        token.low in ("since", "after", "before", "following", "until") for token in tokens[max(0, at - 3) : at]
    )
    return unknown and dated and not any(token.low in words().place_whole for token in tokens[at : match.end])


def instructed(reading: Reading) -> bool:
    """Whether a reader is told to do it: "To win, capture X and Y", "Seize the castle, then hold it": nobody has."""
    match, tokens = reading.match, reading.sentence.tokens
    verb = match.verb
    if match.construction != "active" or match.agent is not None or verb is None or verb.tense != "present":
        return False
    first = verb.start == 0 or tokens[verb.start - 1].text in ",;:" or tokens[verb.start - 1].low in ("and", "then")
    return first and verb.form == "finite" and not verb.modal and not tokens[verb.head].low.endswith("s")


def raid(reading: Reading) -> bool:
    """Whether who "swept into" a village came to harm its people and not to hold it: on motorcycles, burning homes."""
    if reading.match.rule.name != "control.sweep" or (reading.agent.actor and reading.agent.actor.type == "state"):
        return False
    tokens = reading.sentence.tokens
    for n, token in enumerate(tokens):
        if token.low in listed("raiders_mounts") and tokens[n - 1].low in ("on", "aboard", "riding"):
            return True
        if token.low in listed("raiding") and n > reading.match.head:
            return any(t.low in listed("raided") for t in tokens[n + 1 : n + 5])
    return False


def owned_up(reading: Reading) -> bool:
    """Whether a state or its media own up to the loss of a base or a town: "the government admitted the loss of X"."""
    tokens, match = reading.sentence.tokens, reading.match
    if match.rule.name != "control.noun-loss" or any(f.feature not in _STATE_HELD for f in reading.places):
        return False
    before = [token.low for token in tokens[: match.head]]
    ruler = bool(listed("ruling") & set(before)) or ("state" in before and "media" in before)
    return ruler and not listed("conceding").isdisjoint(before)


_STATE_HELD = frozenset({"base", "settlement", "airport", "district"})


def freed_in_war(context: Context, reading: Reading) -> bool:
    """Whether "X was freed", "X has been cleared" goes on from another change of hands, or says "from occupation"."""
    if from_occupation(reading):
        return True
    match, last = reading.match, context.fall
    passive = match.construction == "passive" and match.agent is None and match.patient is None
    towns = all(found.feature in listed("sites") | {"settlement"} - {"road", "water"} for found in reading.places)
    near = last is not None and reading.sentence.index - last.sentence.index <= NEAR
    return (
        passive
        and towns
        and near
        and last is not None
        and last.places[0].place.country == reading.places[0].place.country
    )


def _dropped(reading: Reading) -> bool:
    """Whether a shell is told of that "fell in the northern part of X"."""
    match, tokens = reading.match, reading.sentence.tokens
    following = tokens[match.head + 1 : match.head + 2]
    onto = bool(following) and following[0].low in ("in", "on", "near", "inside", "at", "into")
    return onto and any(token.low in listed("falling_things") for token in tokens[: match.head])


def to_folk(reading: Reading) -> bool:
    """Whether what was handed over went to people under no arms: "to the villagers"."""
    tokens, end = reading.sentence.tokens, reading.match.end
    for n in range(end, min(len(tokens) - 2, end + 6)):
        if tokens[n].low == "to":
            to = tokens[n + 1 : phrase_end(tokens, n + 1)]
            return bool(to) and to[-1].low in words().civilian and not any(token.capital for token in to)
    return False


def posts(reading: Reading) -> bool:
    """Whether what was left are posts or positions without a name: "abandoned their posts in the province"."""
    match = reading.match
    inside = reading.sentence.tokens[match.head : match.end]
    return match.rule.value == "withdrawn" and any(token.low in listed("posts") for token in inside)


def brought_to_safety(reading: Reading) -> bool:
    """Whether soldiers only bring others out of a house of care or a school: "troops evacuate the hospital"."""
    match, tokens = reading.match, reading.sentence.tokens
    if match.rule.name != "control.abandon" or not tokens[match.head].low.startswith("evacuat"):
        return False
    houses = listed("wards", "civil_sites")
    return any(low in houses for token in tokens[match.head + 1 : match.end] for low in token.low.split(" "))


def sold(reading: Reading) -> bool:
    """Whether the sentence speaks of a sale."""
    return any(token.low in listed("sales") or token.text in "$€£" for token in reading.sentence.tokens)


def people(reading: Reading, span: Span) -> bool:
    """Whether the head of a phrase is people without arms: "the soldiers' families"."""
    last = reading.sentence.tokens[span.end - 1]
    if (
        last.low in ("men", "people", "boys")
        and reading.patient.armed
        and last is not reading.sentence.tokens[span.start]
    ):
        return False  # "its men have pulled back from X"
    return last.kind == "word" and last.low in words().civilian | listed("not_holders")


def other_half(context: Context, reading: Reading) -> bool:
    """Whether this only says who left what the sentence has just told as taken: "regained X after Y quit the town"."""
    last, phrase = context.fall, reading.match.places
    if phrase is not None and phrase.anaphora in ("country", "nation"):
        return False  # "as foreign forces finish their pullout from the country": no town's
    if last is None or phrase is None or phrase.places or reading.match.rule.value != "withdrawn":
        return False
    taken = last.match.rule.value in ("captured", "recaptured") and last.sentence is reading.sentence
    between = {token.low for token in reading.sentence.tokens[last.match.head : reading.match.head]}
    if (
        not taken
        or between.isdisjoint(("after", "as", "when", "once", ";"))
        or last.places[0].place.name != reading.places[0].place.name
    ):
        return False
    if last.patient.actor is None:
        last.patient = reading.patient
    return True
