"""Where a sentence may name who lost a place beside the verb: "an army base", "left to", "held by", "beaten"."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.weapons import weapon_owners
from agents.claims.frames.sides import state
from agents.claims.language.clauses import WINDOW
from agents.claims.language.noun_phrases import (
    Span,
    inside_np,
    is_adverb,
    is_people,
    is_time,
    phrase_end,
    phrase_start,
)
from agents.claims.model import Token
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

REACH = 18
"""Tokens behind the place in which its former holder is looked for."""


def losers(reading: Reading) -> Iterator[Span]:
    """Phrases that name who held the place before, the surest first."""
    tokens, places = reading.sentence.tokens, reading.match.places
    assert places is not None
    end = max(places.end, places.start)
    for n in range(places.start, min(end, len(tokens))):
        if _owner(tokens, n):
            yield _with_article(tokens, n)
        behind = [token.low for token in tokens[n + 1 : n + 4]]
        border = behind[:1] == ["border"]  # "the Tunisian border post": where it lies
        if is_people(tokens[n]) and not border and not listed("army_sites").isdisjoint(behind):
            yield Span(n, n + 1)
    yield from _of_a_state(tokens, end)
    yield from _held_by(tokens, end)
    yield from _blow_to(reading, end)
    near = around(reading)
    yield from _gone(tokens, near)
    yield from _years_under(tokens, end)
    yield from _beaten(tokens, near)


def _blow_to(reading: Reading, end: int) -> Iterator[Span]:
    """ "The fall of X is a heavy blow to Y": Y lost it."""
    tokens = reading.sentence.tokens
    if reading.match.construction != "nominal":
        return
    for n in range(end, min(len(tokens) - 2, end + 12)):
        if tokens[n].text in ".;:?!":
            return
        if tokens[n].low in listed("blows") and tokens[n + 1].low in ("to", "for"):
            yield Span(n + 2, phrase_end(tokens, n + 2))


def _of_a_state(tokens: Sequence[Token], end: int) -> Iterator[Span]:
    """ "Massawa, Ethiopia's main port", told of the place taken: the state it belonged to."""
    n = end + 1 if end < len(tokens) and tokens[end].text == "," else end
    n -= n < len(tokens) and tokens[n].low in ("'s", "'")  # "X, Ethiopia" was read as a place in its country
    if n + 2 >= len(tokens) or n < 2 or tokens[n - 1].text != ",":
        return
    if state(tokens, n) and tokens[n + 1].low in ("'s", "'"):
        whole = words().place_whole | listed("strongholds", "towns_described")
        if any(token.low in whole for token in tokens[n + 2 : n + 7]):
            yield Span(n, n + 1)


def around(reading: Reading) -> range:
    """The positions around a match in which the other side is looked for."""
    match = reading.match
    return range(max(0, match.start - WINDOW), min(len(reading.sentence.tokens) - 2, match.end + WINDOW))


def _given_to(reading: Reading) -> Iterator[Span]:
    """ "handed X over to Y", "gave up, turning the keys over to Y": those behind the "to" after the match."""
    tokens = reading.sentence.tokens
    for n in range(reading.match.head, min(len(tokens) - 2, reading.match.head + 24)):
        if tokens[n].low == "to" and tokens[n].kind == "word" and tokens[n].text == "to":
            yield Span(n + 1, phrase_end(tokens, n + 1))


def _left_to(reading: Reading) -> Iterator[Span]:
    """ "X has been left to Y": those right behind the verb."""
    tokens, n = reading.sentence.tokens, reading.match.head + 1
    verb = reading.match.verb
    if verb is not None and verb.passive and n + 1 < len(tokens) and tokens[n].low == "to":
        yield Span(n + 1, phrase_end(tokens, n + 1))


def _owner(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word inside a phrase about a place says whose it was: "the army's base", "the rebel stronghold"."""
    token = tokens[n]
    if token.actor is not None:
        return True
    if token.kind != "word" or (n and tokens[n - 1].low in ("former", "ex")):
        return False
    return token.low in weapon_owners() or token.low.rpartition("-")[2] in listed("held")


def _with_article(tokens: Sequence[Token], n: int) -> Span:
    """The side named at n, with its "the": "the rebels" go back to those named before."""
    return Span(n - 1 if n and tokens[n].actor is not None and tokens[n - 1].low == "the" else n, n + 1)


def _held_by(tokens: Sequence[Token], end: int) -> Iterator[Span]:
    """ "…, held by Y since May", "…, which Y had ruled", "…, a stronghold of Y", "…, Y's last bastion"."""
    last = min(len(tokens) - 1, end + REACH)
    for n in range(end, last):
        token = tokens[n]
        if token.low == "after" and (foe := _lost_before(tokens, n)) is not None:
            yield foe
        if token.text in ".;:?!" or token.low in ("said", "says", "after"):
            return
        if token.low in words().relatives and n > end + 3 and _another(tokens, end, n):
            return
        if token.text == "," and tokens[n + 1].low.endswith("ing") and tokens[n + 1].low not in listed("listing"):
            return  # "captured X, bringing to four the towns held by Y"
        if (lost_to := _lost_to(tokens, n)) > 0:
            yield Span(lost_to, phrase_end(tokens, lost_to))
        if token.low == "to" and any(t.kind == "place" or t.low in words().place_whole for t in tokens[n + 1 : n + 5]):
            return  # "seized X, and troops fled to the capital, which Y had once overrun"
        if token.low in listed("holding") and tokens[n + 1].low == "by":
            yield Span(n + 2, phrase_end(tokens, n + 2))
        if (
            token.low in ("handed", "given")
            and tokens[n + 1].low in ("back", "over", "up")
            and tokens[n + 2].low == "by"
        ):
            yield Span(n + 3, phrase_end(tokens, n + 3))  # "the last of the districts handed back by Y"
        if token.low == "that" and tokens[n - 1].low in listed("said_so", "claims_so"):
            return  # "was captured, and added that rebels also overran Y"
        if token.low in ("which", "that", "where", "whom") and inside_np(tokens, n + 1):
            stop = phrase_end(tokens, n + 1)
            if any(t.low in listed("holding") for t in tokens[stop : stop + 4]):
                yield Span(n + 1, stop)
        if token.low in ("hands", "control") and tokens[n + 1].low == "of" and tokens[n - 2].low in ("in", "under"):
            yield Span(n + 2, phrase_end(tokens, n + 2))  # "the last town in the hands of Y"
        if token.low in listed("strongholds"):
            doing = n + 2 < len(tokens) and tokens[n + 2].low.split(" ")[0].endswith("ing")  # "a base for attacking X"
            if tokens[n + 1].low in ("of", "for") and n + 2 < len(tokens) and not doing:
                yield Span(n + 2, phrase_end(tokens, n + 2))
            start, _ = phrase_start(tokens, n)
            for k in range(max(start, end), n):
                if _owner(tokens, k) or (state(tokens, k) and tokens[k + 1].low in ("'s", "'")):
                    yield _with_article(tokens, k)


def _another(tokens: Sequence[Token], end: int, n: int) -> bool:
    """Whether what the relative at n goes on from is another place: "…, sending troops to the capital, which …"."""
    k = n - 1 - (tokens[n - 1].text == ",")
    place = tokens[k].kind == "place" or tokens[k].low in words().place_whole
    return place and any(tokens[j].low in ("to", "from", "into", "towards") for j in range(max(end, k - 5), k))


def _lost_before(tokens: Sequence[Token], n: int) -> Span | None:
    """The Y of "reoccupied X, three years after losing it to Y"."""
    if n + 4 >= len(tokens) or tokens[n + 1].low != "losing" or tokens[n + 2].low not in ("it", "them", "the"):
        return None
    to = next((k for k in range(n + 3, min(len(tokens) - 1, n + 6)) if tokens[k].low == "to"), -1)
    return Span(to + 1, phrase_end(tokens, to + 1)) if to > 0 else None


def _lost_to(tokens: Sequence[Token], n: int) -> int:
    """Where those stand whom a place retaken was lost to: the Y of "retook X, lost last week to Y"; 0 for none."""
    if tokens[n].low not in ("lost", "surrendered", "fallen"):
        return 0
    k = n + 1
    while k < len(tokens) - 1 and k - n < 5 and (is_time(tokens, k) or tokens[k].low in ("on", "in")):
        k += 1
    return k + 1 if k < len(tokens) - 1 and tokens[k].low == "to" else 0


def _gone(tokens: Sequence[Token], near: range) -> Iterator[Span]:
    """ "after Y fled", "as Y and W withdrew", "following the withdrawal of Y"."""
    for n in near:
        low = tokens[n].low
        if low in listed("when_gone"):
            end = _leaving(tokens, n + 1)
            if end > n + 1:
                yield Span(n + 1, end)
        elif low in listed("departures") and tokens[n].kind == "word" and n:
            if any(token.low == "since" for token in tokens[max(0, n - 8) : n]):
                continue  # "since the withdrawal of US troops began": it only dates what others lost
            if tokens[n + 1].low in ("of", "by"):
                yield Span(n + 2, phrase_end(tokens, n + 2))
            elif tokens[n - 1].kind == "actor" or is_people(tokens[n - 1]) or tokens[n - 1].low in weapon_owners():
                yield Span(n - 1, n)  # "following a Russian withdrawal"


def _years_under(tokens: Sequence[Token], end: int) -> Iterator[Span]:
    """ "…, after 28 years of Armenian occupation", "ending two years of rebel rule": whose that was."""
    for n in range(end + 3, min(len(tokens), end + REACH)):
        if tokens[n].low not in listed("years_of_rule") or tokens[n - 2].low not in ("of", "under"):
            continue
        whose = tokens[n - 1].kind == "actor" or tokens[n - 1].low in weapon_owners() or is_people(tokens[n - 1])
        if whose and tokens[n - 3].low in listed("units_of_time"):
            yield Span(n - 1, n)


def _leaving(tokens: Sequence[Token], start: int) -> int:
    """Where the subject of a clause ends whose verb tells of leaving or giving up; ``start`` where there is none."""
    end = start
    for k in range(start, min(len(tokens), start + 9)):
        token = tokens[k]
        if token.low in listed("giving_way") and token.kind == "word":
            return end
        if inside_np(tokens, k):
            end = k + 1
        elif not (_between(tokens, k) or token.low in ("and", "of")):
            break
    return start


def _between(tokens: Sequence[Token], k: int) -> bool:
    """Whether a token may stand between a subject and its verb."""
    w, token = words(), tokens[k]
    return token.low in w.auxiliaries or token.low in w.adverbs or is_adverb(token) or is_time(tokens, k)


def _beaten(tokens: Sequence[Token], near: range) -> Iterator[Span]:
    """ "after clashes with Y", "ousting Y", "from which Y had shelled …" are told of the side that lost."""
    for n in near:
        low = tokens[n].low
        fought = low in ("with", "against") and n and tokens[n - 1].low in listed("fights")
        k = n + 1 + (low in listed("ousting") and tokens[n + 1].low in ("out", "off", "away", "back"))
        if fought or (low in listed("ousting") and inside_np(tokens, k)):
            yield Span(k, phrase_end(tokens, k))  # "after driving out Y"


def _elsewhere(tokens: Sequence[Token], k: int, reading: Reading) -> bool:
    """Whether those who come in do so at another place than the one that was lost: "drove into Y", "seized Y"."""
    here = {found.place.name for found in reading.places}
    for n in range(k + 1, min(len(tokens), k + 5)):
        mention = tokens[n].place
        if mention is not None and mention.feature not in ("country", "province", "region"):
            straight = all(inside_np(tokens, j) for j in range(k + 1, n))
            if straight or tokens[n - 1].low in ("into", "in", "to"):
                return bool(here) and mention.place.name not in here
    return False


def _there(tokens: Sequence[Token], k: int, reading: Reading) -> bool:
    """Whether who is named before k is seen where others left: "celebrated in X as soldiers left", "now guard it"."""
    if reading.match.rule.value == "withdrawn" and tokens[k].low in listed("seen_there"):
        return not _elsewhere(tokens, k, reading) and any(t.low == "in" for t in tokens[k + 1 : k + 5])
    gone = reading.match.rule.value == "withdrawn" or reading.match.rule.object == "taken_from"
    return gone and tokens[k - 1].low == "now" and tokens[k].low in listed("now_there")
