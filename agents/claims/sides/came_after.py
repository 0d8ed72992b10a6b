"""Who came into a place that others left, told behind it: "the army left X. Rebels moved in an hour later"."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span, inside_np, is_adverb, is_time
from agents.claims.language.told_subjects import actor_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.change import gained
from agents.claims.sides.leaders import leaders
from agents.claims.sides.other_side import same_side
from agents.claims.words import listed, words

_TOWNS = frozenset({"settlement", "base", "camp", "airport", "district"})
REACH = 1
"""Sentences behind a withdrawal in which whoever came in is looked for."""
ASIDE = 11
"""Tokens of what stands between a side and its verb, at most."""
OBJECT = 7
"""Tokens from a verb of coming to the place that it names, at most."""


def came_after(context: Context, reading: Reading, falls: Sequence[Reading]) -> Who:
    """The side that is told to have come into a place right behind those who left it; nobody where none is."""
    match = reading.match
    if match.rule.value != "withdrawn" or reading.stance == "denied" or reading.mode != "actual":
        return NO_ONE
    if (driver := _driven_by(context, reading)).actor is not None:
        return driver
    at = reading.sentence.index
    for other in falls:
        behind = 0 <= other.sentence.index - at <= REACH and (other.sentence.index, other.match.head) > (at, match.head)
        if behind and _took_it_then(reading, other) and not same_side(other.agent, reading.patient):
            return other.agent
    for sentence in context.page.sentences[at : at + REACH + 1]:
        if not context.page.actors_in(sentence.start, sentence.end):
            continue
        fill(context.page, sentence)
        first = match.end if sentence is reading.sentence else 0
        for who in _comers(context, reading, sentence, first):
            if not same_side(who, reading.patient):
                return who
    return NO_ONE


def _driven_by(context: Context, reading: Reading) -> Who:
    """The Y of "Y forced the army to withdraw from X", "Y attacked X, forcing the army to withdraw"."""
    tokens, head = reading.sentence.tokens, reading.match.head
    verb = reading.match.verb
    if verb is None or verb.form != "infinitive":
        return NO_ONE
    forced = next((n for n in range(head - 1, max(0, head - 10), -1) if tokens[n].low in ("forced", "forcing")), -1)
    if forced < 1 or tokens[forced - 1].low in words().be | words().have | {"being"}:
        return NO_ONE
    tags = frozenset({"past"} if tokens[forced].low == "forced" else {"ing"})
    span = actor_subject(tokens, verb_group(tokens, forced, tags))
    who = resolve(tokens, span, context.focus)
    return who if who.armed and not same_side(who, reading.patient) else NO_ONE


def _took_it_then(reading: Reading, other: Reading) -> bool:
    """Whether another change tells who took the place that was left, as news and not as what went before."""
    taken = gained(other) or (other.match.rule.value == "surrendered" and other.sentence is reading.sentence)
    told = taken and other.mode == "actual" and other.stance != "denied" and other.agent.actor is not None
    verb = other.match.verb
    if not told or (verb is not None and verb.tense == "pluperfect") or other.time.timing == "background":
        return False
    one, another = reading.attribution.said_by, other.attribution.said_by
    if one is not None and another is not None and one.name != another.name:
        return False  # "X says it withdrew. Y claims that it stormed the town": each tells his own
    return any(found.place.name == mine.place.name for found in other.places for mine in reading.places)


def _comers(context: Context, reading: Reading, sentence: Sentence, first: int) -> Iterator[Who]:
    """The sides of which a sentence tells behind ``first`` that they came in, or are seen in the place now."""
    tokens = sentence.tokens
    for n in range(first, len(tokens) - 2):
        mention = tokens[n].actor
        if mention is None or not _moves_in(tokens, n, reading):
            continue
        start = n - 1 if n and (tokens[n - 1].low == "the" or tokens[n - 1].capital) else n
        who = leaders(context, tokens[start : n + 1]) or resolve(tokens, Span(start, n + 1), context.focus)
        if who.actor is not None and who.armed and "peacekeep" not in who.actor.text.lower():
            yield who


def _moves_in(tokens: Sequence[Token], n: int, reading: Reading) -> bool:
    """Whether the side at n is told to come into the place: "moved in", "began moving into the capital"."""
    if (flown := _flag_of(tokens, n)) > 0:
        return _names_it(tokens, flown, reading, bare=False)
    k = _verb_of(tokens, n)
    if k is None:
        return False
    low = tokens[k].low
    if low in ("in", "inside") and tokens[k - 1].low in words().be:
        return _names_it(tokens, k + 1, reading, bare=False)  # "rebels were in the city"
    if low in listed("now_there", "seen_there"):
        return _names_it(tokens, k + 1, reading, bare=False)
    if low not in listed("moving_in"):
        return False
    return _names_it(tokens, k + 1, reading, bare=low not in listed("moving_about"))


def _flag_of(tokens: Sequence[Token], n: int) -> int:
    """What the flag of the side at n flies over: "the rebels' flag was up over …"; 0 where no flag is told."""
    flags = {"flag", "flags", "banner", "banners", "tricolour", "colours"}
    before = {token.low for token in tokens[max(0, n - 3) : n]}
    if not ({token.low for token in tokens[n + 1 : n + 3]} & flags or (before & flags and "of" in before)):
        return 0
    over = (k + 1 for k in range(n + 1, min(len(tokens) - 1, n + 9)) if tokens[k].low in ("over", "above", "atop"))
    return next(over, 0)


def _verb_of(tokens: Sequence[Token], n: int) -> int | None:
    """Where the verb of the side at n stands, past an aside, auxiliaries and "began"; null if denied or planned."""
    k = n + 1
    if tokens[k].low in listed("war_machines", "armed"):
        k += 1
    led = (
        f"{tokens[k].low}s" in listed("officers") and tokens[n - 1].low == "the"
    )  # "Dostum, the Alliance commander, rode in"
    if led or tokens[k].text == ",":
        stop = next((j for j in range(k + 1, min(len(tokens) - 1, k + ASIDE)) if tokens[j].text == ","), -1)
        if stop < 0 or any(tokens[j].low in ("and", "but", "while") for j in range(k, stop)):
            return None
        k = stop + 1
    last = min(len(tokens) - 1, k + 6)
    before = {token.low for token in tokens[max(0, n - 4) : n]}
    starts = bool(before & listed("allowing"))
    while k < last:
        low = tokens[k].low
        if low in listed("not_yet") or (low == "to" and not starts):
            return None
        starts = starts or low in listed("starting_to")
        if not (
            low in listed("starting_to")
            or low in ("were", "was", "are", "is", "have", "has")
            or _passed_over(tokens, k)
        ):
            return k
        k += 1
    return None


def _passed_over(tokens: Sequence[Token], k: int) -> bool:
    return (
        tokens[k].low in words().adverbs or is_adverb(tokens[k]) or is_time(tokens, k) or tokens[k].low in ("to", "now")
    )


def _names_it(tokens: Sequence[Token], k: int, reading: Reading, *, bare: bool) -> bool:
    """Whether the place that was left is named behind k, by its name, "the town" or "it"; bare: it may be left out."""
    here = {found.place.name for found in reading.places}
    while k < len(tokens) and tokens[k].low in listed("ways_in"):
        k += 1
    if k >= len(tokens) or tokens[k].kind == "punct" or is_time(tokens, k) or tokens[k].low in listed("clause_ends"):
        return bare
    for j in range(k, min(len(tokens), k + OBJECT)):
        token = tokens[j]
        if token.place is not None and token.place.feature not in ("country", "province", "region"):
            return token.place.place.name in here
        if token.low in ("it", "there") or token.low in listed("parts_entered") or token.low in words().place_whole:
            return not any(_other_town(other, here) for other in tokens)
        if not inside_np(tokens, j) and token.low not in ("of", "into", "in", "over"):
            break
    return bare and (_how(tokens[k]) or any(token.low in listed("soon_after") for token in tokens[k : k + 5]))


def _other_town(token: Token, here: set[str]) -> bool:
    """Whether a sentence tells of another town before: "retook Y after rebels had taken it"."""
    mention = token.place
    return mention is not None and mention.feature in _TOWNS and mention.place.name not in here


def _how(token: Token) -> bool:
    """Whether a word behind "moved in" tells how or with what: "unopposed", "quickly", "with tanks", "behind them"."""
    return is_adverb(token) or token.low in words().prepositions or token.low in listed("unhindered")
