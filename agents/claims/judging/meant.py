"""The place that a change of control means where its words name none: "the town", "those villages", "its airport"."""

import re

import msgspec
from msgspec.structs import replace

from agents.claims.entities.place_names import Found, PlacePhrase, as_part, one_by_one, sites_in
from agents.claims.entities.places import place_phrase
from agents.claims.language.noun_phrases import is_time
from agents.claims.language.tokens import text_of
from agents.claims.reader.context import EVENT_REACH, Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.scene.antecedent import antecedent, those
from agents.claims.scene.datelines import in_dateline
from agents.claims.scene.only_near import left_over
from agents.claims.scene.unnamed_town import named_next, only_dateline, told_without_name
from agents.claims.words import listed, words


def at_home(context: Context, found: Found) -> Found:
    """A place that no gazetteer has, in the country of the article."""
    place = found.place
    if place.country is not None or place.lat is not None or context.tagged.theatre is None:
        return found
    return replace(found, place=msgspec.structs.replace(place, country=context.tagged.theatre))


def _opens_before(context: Context, reading: Reading) -> tuple[Found, ...]:
    """The X of "X lies near Y. Rebels captured it on Friday.": with which the sentence before opens; else none."""
    index = reading.sentence.index
    if not index:
        return ()
    before = context.page.sentences[index - 1]
    fill(context.page, before)
    tokens = before.tokens
    n = 3 if len(tokens) > 3 and (tokens[0].low, tokens[2].low) == ("the", "of") else 0
    place = tokens[n].place if len(tokens) > n + 1 else None
    lies = any(token.low in listed("lies_there") for token in tokens[n + 1 : n + 9])
    return (Found.of(place),) if place is not None and place.feature in listed("sites") and lies else ()


def town_of_before(context: Context, reading: Reading) -> tuple[Found, ...]:
    """The town told before of "the historic town in the X region", "the river town north of Y", whose name stands there
    only for where it lies.
    """
    phrase, tokens = reading.match.places, reading.sentence.tokens
    if phrase is not None and len(reading.places) == 1 and (these := _listed_next(context, reading, phrase)):
        return these
    if phrase is None or len(reading.places) != 1 or tokens[phrase.start].low not in ("the", "a", "an", "another"):
        return reading.places
    if tokens[phrase.start].low != "the":
        return _named_later(context, reading)
    inside = range(phrase.start + 1, max(phrase.start + 1, reading.places[0].position - 1))
    noun = next((n for n in inside if tokens[n].low in ("town", "city", "village")), -1)
    wide = reading.places[0].feature in ("province", "region", "country")
    if noun < 0 or not (tokens[noun + 1].low == "in" if wide else tokens[noun + 1].low in words().direction):
        return reading.places
    found = antecedent(context.page, reading.sentence, PlacePhrase((), noun + 1, tokens[noun].low, phrase.start))
    settled = found is not None and found.feature == "settlement" and not _only_written_from(context, found)
    if not wide and (context.fall is None or found is None or found.place.name != context.fall.places[0].place.name):
        return reading.places  # beside a town many lie: the one that was told to have changed hands
    return (found,) if settled and found is not None else reading.places


def _others_capital(reading: Reading, phrase: PlacePhrase) -> bool:
    """Whether it is "the de facto capital of the rebels", "the rebel capital": never the seat of the state."""
    tokens = reading.sentence.tokens
    if phrase.anaphora != "capital":
        return False
    if any(
        token.low in listed("self_styled") or token.actor is not None for token in tokens[phrase.start : phrase.end]
    ):
        return True
    of = tokens[phrase.end : phrase.end + 4]
    return bool(of) and of[0].low == "of" and any(token.actor is not None for token in of)


def _named_later(context: Context, reading: Reading) -> tuple[Found, ...]:
    """The town of "a town in the X region", "a town north of X" that a later sentence names; else what that says."""
    phrase, tokens = reading.match.places, reading.sentence.tokens
    assert phrase is not None
    last = reading.places[0].position if reading.places else phrase.end
    inside = range(phrase.start + 1, max(phrase.start + 1, last - 1))
    noun = next((n for n in inside if tokens[n].low in ("town", "city", "village", "port")), -1)
    if noun < 0 or (tokens[noun + 1].low == "of" and tokens[noun + 2].kind == "place"):
        return reading.places
    named = named_next(context.page, reading.sentence)
    return (named,) if named is not None else reading.places


def _region_behind(reading: Reading, phrase: PlacePhrase) -> Found | None:
    """The province of "its first provincial capital on Friday in X province": no town told of before."""
    tokens, n = reading.sentence.tokens, phrase.end
    while n < len(tokens) and (is_time(tokens, n) or tokens[n].low == "on"):
        n += 1
    if n + 1 >= len(tokens) or tokens[n].low != "in":
        return None
    named = place_phrase(tokens, n + 1)
    if named is None or not named.places or named.places[0].feature not in ("province", "region", "country"):
        return None
    written = text_of(tokens, phrase.start + 1, phrase.end)
    return as_part(named.places[0], f"{written} in {named.places[0].place.text}")


def meant(context: Context, reading: Reading, phrase: PlacePhrase) -> tuple[Found, ...]:
    """The place that "the town", "it" or "two villages" stands for: the nearest fit named before it, not far back."""
    last = context.fall
    if reading.match.construction == "nominal" and phrase.anaphora in ("town", "city", "village") and last is not None:
        here = reading.sentence.index - last.sentence.index
        if 0 < here <= EVENT_REACH and len(last.places) == 1 and last.places[0].feature == "settlement":
            return last.places  # "the fall of the town": of the one that was told to have fallen
    one = last is not None and len(last.places) == 1 and reading.match.construction == "nominal"
    if one and last is not None and phrase.anaphora in last.places[0].place.text.lower().split():
        return last.places  # "seized a hill west of X … The hill's capture"
    if (named := _described_so(reading, phrase)) is not None:
        return (named,)
    if phrase.anaphora.startswith("a ") or _others_capital(reading, phrase):
        named = named_next(context.page, reading.sentence)  # "Rebels took a town. … The town of X lies …"
        return (named,) if named is not None else ()
    if reading.sentence.tokens[phrase.start].low in ("a", "an", "another") and (
        named_ := _named_later(context, reading)
    ):
        return named_  # "a town north of the capital"
    if phrase.anaphora == "it" and reading.sentence.tokens[reading.match.head].low in listed("captured_it"):
        return _opens_before(context, reading)
    if phrase.anaphora == "there":
        return last.places[:1] if last is not None and reading.sentence.index - last.sentence.index <= 1 else ()
    if phrase.anaphora == "part" and (these := _listed_next(context, reading, phrase)):
        return these
    opener = reading.sentence.tokens[phrase.start].low
    if opener in ("those", "these", "both") and phrase.anaphora == "part":
        return those(context.page, reading.sentence)
    towns = [token.low for token in reading.sentence.tokens[phrase.start : phrase.end]]
    if towns[0] == "the" and towns[-1] in ("towns", "villages", "cities") and (two := _all_of(context, reading, towns)):
        return two
    another = opener in ("its", "their") and not listed("which_one").isdisjoint(towns)  # "its third town in a week"
    if another and (region := _region_behind(reading, phrase)) is not None:
        return (region,)
    found = antecedent(context.page, reading.sentence, phrase)
    position = reading.sentence.tokens[phrase.start].start
    open_ = found is not None and only_dateline(context.page, found, position)
    if open_ and (another or told_without_name(context.page, reading.sentence, position)):
        named = named_next(context.page, reading.sentence)
        return (named,) if named is not None else _of_the_tale(context, reading)
    if (
        found is not None
        and opener == "its"
        and found.feature == "settlement"
        and phrase.anaphora in listed("own_nouns")
    ):
        return (as_part(found, f"{found.place.text} {phrase.anaphora}"),)  # "Its airport": that of the town
    if found is not None and _only_written_from(context, found):
        tale = _of_the_tale(context, reading)
        return tale or (() if _another_town(context, found) else (found,))
    if found is not None and phrase.anaphora in ("district", "county") and found.feature in ("province", "region"):
        return _of_its_capital(context, reading, phrase)
    return (found,) if found is not None else ()


def _described_so(reading: Reading, phrase: PlacePhrase) -> Found | None:
    """The X of "advanced from X, the headquarters of the rebels, which was captured on Friday"."""
    tokens, start = reading.sentence.tokens, phrase.start
    if start < 2 or tokens[start - 1].text != "," or tokens[start].low not in ("the", "a", "an", "its", "their"):
        return None
    place, behind = tokens[start - 2].place, tokens[phrase.end : reading.match.head]
    which = any(token.low == "which" for token in behind)
    return Found.of(place) if which and place is not None and place.feature in listed("sites") else None


def _of_its_capital(context: Context, reading: Reading, phrase: PlacePhrase) -> tuple[Found, ...]:
    """The town of "the whole district", which bears its name: that of the same sentence, or that which changed hands
    right before; no province is one.
    """
    sentence, last = reading.sentence, context.fall
    before = sites_in(context.page, sentence.start, sentence.tokens[phrase.start].start)
    towns = [m for m in before if m.feature not in ("province", "region", "country")]
    if towns:
        return (Found.of(towns[-1]),)
    if last is None or sentence.index - last.sentence.index > EVENT_REACH or len(last.places) != 1:
        return ()
    return last.places if last.places[0].feature == "settlement" else ()


def _all_of(context: Context, reading: Reading, towns: list[str]) -> tuple[Found, ...]:
    """The places of "the towns", "the two towns", where as many as are counted were listed right before."""
    listed_ = those(context.page, reading.sentence)
    counted = {"two": 2, "three": 3, "four": 4}.get(towns[1]) if len(towns) == 3 else len(listed_)
    return listed_ if counted == len(listed_) and len(towns) <= 3 else ()


_NAMES_FOLLOW = re.compile(r"(?:The|They|Those|These)(?: [\w-]+){0,3} ?(?:are|were|include|included):? (?=[A-Z])")
"""How a sentence opens that names what those before it counted: "The fallen towns are X, Y and Z"."""


def _listed_next(context: Context, reading: Reading, phrase: PlacePhrase) -> tuple[Found, ...]:
    """The places of "captured three towns. … The towns are X, Y and Z"; none where no such list follows."""
    page, index = context.page, reading.sentence.index
    inside = {token.low for token in reading.sentence.tokens[phrase.start : phrase.end]}
    if inside.isdisjoint(words().place_plural):
        return ()
    for other in page.sentences[index + 1 : index + 3]:
        opens = _NAMES_FOLLOW.match(other.text)
        if opens is None or not page.places_in(other.start, other.end):
            continue
        fill(page, other)
        first = next((n for n, token in enumerate(other.tokens) if token.start >= other.start + opens.end()), 0)
        names = one_by_one(other.tokens, first, unlisted=True).places
        return names if len(names) > 1 else ()
    return ()


def _only_written_from(context: Context, found: Found) -> bool:
    """Whether a place stands in the dateline and nowhere else: where the report was written."""
    named = [m for m in context.page.places if m.place.name == found.place.name]
    return bool(named) and all(in_dateline(context.page, m.start) for m in named)


def _another_town(context: Context, found: Found) -> bool:
    """Whether the text tells of another town of the same land, so that the one in the dateline is not the one taken."""
    page = context.page
    others = (m for m in page.places if m.feature == "settlement" and m.place.name != found.place.name)
    return any(m.place.country == found.place.country and not in_dateline(page, m.start) for m in others)


def _of_the_tale(context: Context, reading: Reading) -> tuple[Found, ...]:
    """The one place that changed hands right before, else the one that the headline names; none otherwise."""
    last, page = context.fall, context.page
    if last is not None and reading.sentence.index - last.sentence.index <= 1 and len(last.places) == 1:
        return last.places
    first = page.sentences[0]
    named = [m for m in sites_in(page, first.start, first.end) if not in_dateline(page, m.start)]
    named = [m for m in named if not left_over(page, m)]
    return (Found.of(named[0]),) if len({m.place.name for m in named}) == 1 else ()
