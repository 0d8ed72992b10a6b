"""Whose the weapon was of which a sentence right behind the harm tells: "the shells came from X", "X laid the mine"."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.unnamed import people_in_arms, peoples
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.bare_words import letter_runs
from agents.claims.language.noun_phrases import Span, is_adverb, is_time, phrase_end
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.by_whom import named_by
from agents.claims.words import listed, words

BEHIND = 3
"""Sentences behind the harm in which the weapon is told of again."""
NEAR = 6
"""Tokens from the weapon to the verb that tells whose it was, and from there to "by", at most."""


def whose_weapon(context: Context, reading: Reading) -> Who:
    """The side that fired, laid or sent the weapon of a reading's harm, as one of the next sentences tells it; nobody
    where none does, where two do, or where it is denied or asked.
    """
    sort = _sort_of(reading.sentence.tokens)
    if not sort:
        return NO_ONE
    at = reading.sentence.index
    for other in context.page.sentences[at + 1 : at + 1 + BEHIND]:
        again = sort | _PRONOUNS if other.index == at + 1 else sort
        if other.block == "title" or letter_runs(other.text).isdisjoint(again):
            continue
        fill(context.page, other)
        if _left_open(other.tokens, sort):
            return NO_ONE
        if _elsewhere(context, reading, other) or any(token.kind == "year" for token in other.tokens):
            continue  # another town's rockets, another year's mines
        found = {who.actor.name: who for who in _told(context, other, sort) if who.actor is not None and who.armed}
        if found:
            return next(iter(found.values())) if len(found) == 1 else NO_ONE
    return NO_ONE


def _elsewhere(context: Context, reading: Reading, other: Sentence) -> bool:
    """Whether a sentence names no place but others than that of the harm."""
    here, there = (
        {m.place.name for m in context.page.places_in(told.start, told.end) if m.feature == "settlement"}
        for told in (reading.sentence, other)
    )
    return bool(here) and bool(there) and not here & there


_PRONOUNS = frozenset({"it"})


def _used(tokens: Sequence[Token], n: int, sort: frozenset[str]) -> int:
    """Where the verb stands by which somebody used the "it" at n, as one does such weapons; 0 where none does."""
    verb = tokens[n - 1].low
    if n < 2 or tokens[n - 2].low not in words().have | {"who"}:
        return 0
    laid = not sort.isdisjoint(listed("mines_laid", "bombs_laid"))
    if verb == "set":
        return n - 1 if tokens[n + 1].low == "off" and laid else 0
    done = ("planted", "laid") if laid else ("fired", "lobbed")
    return n - 1 if verb in done else 0


def _left_open(tokens: Sequence[Token], sort: frozenset[str]) -> bool:
    """Whether a sentence asks or denies whose the weapon was; no "laid by X, which has not commented"."""
    last = max((n for n, token in enumerate(tokens) if token.low.rpartition(" ")[2] in sort), default=0)
    return any(token.low in listed("whose_left_open") for token in tokens[: last + NEAR])


def _sort_of(tokens: Sequence[Token]) -> frozenset[str]:
    """The words for weapons of the sort by which people came to harm; none where several sorts are told, or none."""
    lows = {part for token in tokens for part in token.low.split()}
    shells, rockets = listed("shells_fired"), listed("rockets_fired")
    told = [sort for sort in (shells, rockets, listed("mines_laid"), listed("bombs_laid")) if not lows.isdisjoint(sort)]
    if told == [shells, rockets]:
        return shells | rockets  # "rocket shells"
    return told[0] if len(told) == 1 else frozenset()


def _told(context: Context, sentence: Sentence, sort: frozenset[str]) -> Iterator[Who]:
    """Whoever a sentence tells to have used that weapon."""
    tokens = sentence.tokens
    for n in range(1, len(tokens) - 1):
        if tokens[n].low == "it" and (verb := _used(tokens, n, sort)) > 0:
            yield _user(context, tokens, verb)  # "X had fired it", "X had set it off"
        if tokens[n].low.rpartition(" ")[2] not in sort:
            continue
        if tokens[n - 1].low in ("the", "those", "these", "both") or tokens[n - 1].low in sort:
            yield _of_it(context, tokens, n)
        elif (by := _hit_by(tokens, n)) > 0:
            yield named_by(tokens, by, context.focus)  # "the house was hit by a missile fired by X"


def _of_it(context: Context, tokens: Sequence[Token], n: int) -> Who:
    """Whose "the mine" at n was: it "had been laid by X", "came from X's side", "X fired" it."""
    near = range(n + 1, min(len(tokens) - 2, n + NEAR))
    verb = next((k for k in near if tokens[k].kind == "punct" or tokens[k].low in _came_or_used()), 0)
    came = verb and tokens[verb].low in ("came", "come") and tokens[verb + 1].low == "from"
    if came:
        side = next((k for k in range(verb + 2, min(len(tokens), verb + 5)) if tokens[k].actor is not None), 0)
        people, whence = (*tokens[verb + 2 : verb + 4], tokens[-1])[:2]
        if not side and people.low in peoples() and whence.low in listed("where_they_fire_from"):
            return Who(people_in_arms(people), True)  # "came from Serb positions"
        after = tokens[side + 1] if side and side + 1 < len(tokens) else tokens[-1]
        theirs = after.kind == "punct" or after.low in listed("where_they_fire_from") | words().prepositions | {"'s"}
        return resolve(tokens, Span(verb + 2, side + 1), context.focus) if side and theirs else NO_ONE
    if verb and tokens[verb].kind != "punct" and any(t.low in words().be for t in tokens[n + 1 : verb]):
        by = verb + 1
        while by < len(tokens) - 1 and (
            is_time(tokens, by) or tokens[by].low in ("there", "on") or is_adverb(tokens[by])
        ):
            by += 1
        return named_by(tokens, by + 1, context.focus) if by + 1 < len(tokens) and tokens[by].low == "by" else NO_ONE
    the = n - 1 - (tokens[n - 1].low not in ("the", "those", "these", "both"))
    if the > 1 and tokens[the - 1].low in listed("weapon_used"):
        return _user(context, tokens, the - 1)
    return NO_ONE


def _came_or_used() -> frozenset[str]:
    return listed("weapon_used") | {"came", "come"}


def _user(context: Context, tokens: Sequence[Token], verb: int) -> Who:
    """Who used it, by the verb before it; who says so where it is told of "it" or of "its men"."""
    group = verb_group(tokens, verb, frozenset({"past", "pp"}))
    span = None if group.negated or group.modal or group.passive else told_subject(tokens, group)
    if span is None or span.end > verb:
        return NO_ONE
    own = tokens[span.start].low in ("it", "they") or (
        tokens[span.start].low in ("its", "their") and tokens[span.end - 1].low in listed("own_troops") | {"members"}
    )
    says = span.start - 1 - (tokens[span.start - 1].low == "that")
    if own and says > 0 and tokens[says].low in listed("said_so"):
        span = told_subject(tokens, verb_group(tokens, says, frozenset({"past", "pp"})))
        if span is None or span.end > says:
            return NO_ONE
    return resolve(tokens, span, context.focus)


def _hit_by(tokens: Sequence[Token], n: int) -> int:
    """Where the X begins of "the school was struck by a missile fired by X", whose missile is at n; 0 for none."""
    start = next((k for k in range(n - 1, max(1, n - 4), -1) if tokens[k].low in ("a", "an", "two", "several")), 0)
    hit = start > 3 and tokens[start - 1].low == "by" and tokens[start - 2].low in ("hit", "struck")
    if not hit or tokens[start - 3].low not in words().be or n + 3 >= len(tokens):
        return 0
    used = tokens[n + 1].low in listed("weapon_used") and tokens[n + 2].low == "by"
    the = any(token.low in ("the", "their", "his") for token in tokens[max(0, start - 9) : start - 3])
    return n + 3 if used and the and phrase_end(tokens, n + 3) > n + 3 else 0
