"""Where harm is said to have been done: "in X", "the shelling of X", "a blast at X's market", "fled X"."""

from collections.abc import Sequence

from agents.claims.entities.place_names import Found, sites_in
from agents.claims.entities.places import place_phrase
from agents.claims.frames.match import Match
from agents.claims.judging.antecedent import antecedent, from_before, last_named, only_a_distance
from agents.claims.language.clauses import clause_end
from agents.claims.language.noun_phrases import inside_np
from agents.claims.model import Page, Sentence, Token
from agents.claims.words import listed, words

REACH = 60
"""Tokens around the trigger in which the place of an event is looked for."""


def event_place(page: Page, sentence: Sentence, match: Match) -> Found | None:
    """The place of harm: named in its own sentence, or what "the town" and "there" stand for; null where none can be
    told.
    """
    tokens = sentence.tokens
    away = match.rule.value == "displaced"
    best: tuple[tuple[int, int, int], Found] | None = None
    speaker = _speaker_region(tokens, match)
    clause = clause_end(tokens, match.end, REACH)
    for n in range(max(0, match.head - REACH), min(len(tokens), match.head + REACH)):
        token = tokens[n]
        if (
            n in speaker
            or (n > match.end and _other_clause(tokens, match.end, n))
            or (token.kind == "word" and token.low in listed("away") and away)
        ):
            continue
        found = _at(page, sentence, match, n, away)
        if found is None:
            continue
        distance = n - match.head if n > match.head else (match.head - n) * 2 + 10
        if n > clause:
            distance += 25
        rank = (0 if found.feature in listed("sites") else 1 if found.feature != "country" else 2, distance, n)
        near = (0 if distance < 40 else 1, *rank)
        key = (near[0], near[1], near[2])
        if best is None or key < best[0]:
            best = (key, found)
    if best is not None:
        return best[1]
    return from_before(page, sentence)


def _other_clause(tokens: Sequence[Token], start: int, n: int) -> bool:
    """Whether a clause with a subject of its own begins between: ", and supporters in X warn …"."""
    for k in range(start, n - 1):
        if tokens[k].text in (",", ";") and tokens[k + 1].low in ("and", "but", "while"):
            after = tokens[k + 2].low if k + 2 < len(tokens) else ""
            if not after.endswith(("ing", "ed")) and after not in ("in", "at", "near"):
                return True
    return False


def _speaker_region(tokens: Sequence[Token], match: Match) -> range:
    """Tokens of an attribution (", officials in X told Y", "the command in X said"): no place of the event."""
    for n in range(match.start - 1, max(-1, match.start - 30), -1):
        if tokens[n].kind == "word" and tokens[n].low in listed("said_so") | {"put", "puts", "say"}:
            start = n - 1
            while start >= 0 and tokens[start].text not in ".;,:" and n - start < 12:
                start -= 1
            speaking = tokens[start + 1 : n]
            if any(t.low in ("in", "at", "from") for t in speaking) and not any(
                t.low in words().auxiliaries for t in speaking
            ):
                return range(start + 1, n)
            break
    for n in range(match.end, len(tokens)):
        if tokens[n].text == "," and any(t.low in listed("attributing") for t in tokens[n + 1 : n + 14]):
            between = list(tokens[n + 1 : n + 14])
            verb = next(i for i, t in enumerate(between) if t.low in listed("attributing"))
            if not any(t.low in words().auxiliaries or t.text == "," for t in between[:verb]):
                return range(n, len(tokens))
    return range(0)


def _at(page: Page, sentence: Sentence, match: Match, n: int, away: bool) -> Found | None:
    """The place that the words at n name as that of the event; null where they name none."""
    tokens = sentence.tokens
    token = tokens[n]
    if token.kind == "word" and (
        token.low in listed("in")
        or (away and token.low in listed("from"))
        or (match.rule.value == "abducted" and token.low == "from")
    ):
        if n + 1 < len(tokens) and tokens[n + 1].low == "of":
            n += 1
        phrase = place_phrase(tokens, n + 1)
        if phrase is None or not (phrase.places or phrase.anaphora):
            return _plain_name(tokens, n + 1)
        if phrase.places:
            return phrase.places[0]
        return (
            antecedent(page, sentence, phrase)
            if token.low in ("in", "at", "from", "inside") or tokens[n + 1].low == "the"
            else None
        )
    struck = token.kind == "word" and token.low in listed("strikes_at") and n != match.head
    if struck or (token.low in ("of", "for") and n and _of_an_event(tokens, n)):
        phrase = place_phrase(tokens, n + 1)
        return phrase.places[0] if phrase is not None and phrase.places else _plain_name(tokens, n + 1)
    if away and n == match.head:
        return _plain_name(tokens, n + 1)  # "fled X"
    if token.kind == "place" and n + 1 < len(tokens) and token.place is not None and token.place.feature != "country":
        after = tokens[n + 1]
        if _before_event(tokens, n) or (match.people is not None and match.people.start <= n < match.people.end):
            return Found.of(token.place, n)
        if after.low == "'s" and n + 2 < len(tokens) and any(t.low in listed("events") for t in tokens[n + 2 : n + 5]):
            return Found.of(token.place, n)
    if token.low == "there" and n > match.head and n - match.head < 6:
        return from_before(page, sentence) or last_named(page, sentence)
    if token.low == "where" and n and match.head > n:
        return next((name_at(tokens, k) for k in range(n - 1, max(-1, n - 4), -1) if tokens[k].place), None)
    if token.kind == "place" and _was_struck(tokens, n):
        return name_at(tokens, n)
    return None


def name_at(tokens: Sequence[Token], k: int) -> Found | None:
    """The place named by the token at k."""
    mention = tokens[k].place
    return Found.of(mention, k) if mention is not None else None


def _was_struck(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is the subject of a passive of attack: "X, on the coast, was being shelled"."""
    for k in range(n + 1, min(len(tokens) - 1, n + 12)):
        if tokens[k].low in ("was", "were", "been", "being") and tokens[k + 1].low in listed("strikes_at"):
            return True
        if tokens[k].text in ";.":
            return False
    return False


def _before_event(tokens: Sequence[Token], n: int) -> bool:
    """Whether a place only opens a noun phrase about an event or its site: "Quetta bazaar blast", "X market"."""
    for k in range(n + 1, min(len(tokens), n + 4)):
        if tokens[k].low in listed("events") or tokens[k].low in listed("sites_of_harm"):
            return True
        if tokens[k].kind != "word" or not inside_np(tokens, k):
            return False
    return False


def named_later(page: Page, sentence: Sentence, match: Match) -> Found | None:
    """The place of "in a village held by rebels", which one of the next sentences names."""
    w, tokens = words(), sentence.tokens
    nouns = (w.place_whole | w.place_part) & listed("indefinite_places")
    for n in range(max(0, match.head - REACH), min(len(tokens) - 2, match.head + REACH)):
        if tokens[n].low in listed("in") and tokens[n + 1].low in ("a", "an", "one"):
            noun = next((k for k in range(n + 2, min(len(tokens), n + 7)) if tokens[k].low in nouns), -1)
            if noun > 0 and all(inside_np(tokens, k) for k in range(n + 2, noun)):
                return _first_named(page, sentence)
    return None


def _first_named(page: Page, sentence: Sentence) -> Found | None:
    """The first place that one of the next three sentences names."""
    for other in page.sentences[sentence.index + 1 : sentence.index + 4]:
        for mention in sites_in(page, other.start, other.end):
            if not only_a_distance(mention, page):
                return Found.of(mention)
    return None


def _of_an_event(tokens: Sequence[Token], n: int) -> bool:
    """Whether "of" at n joins a place to an event or a direction: "the shelling of X", "south of X"."""
    before = tokens[n - 1].low
    if tokens[n].low == "for":
        return before in listed("fought_for")
    return (
        before in listed("dwellers")
        or before in listed("events")
        or before in words().weapons
        or before in words().direction
    )


def _plain_name(tokens: Sequence[Token], k: int) -> Found | None:
    """The first place named in the noun phrase at k, whatever stands behind it ("in X people were killed")."""
    for n in range(k, min(len(tokens), k + 7)):
        mention = tokens[n].place
        if mention is not None:
            if mention.feature == "country" and n + 1 < len(tokens) and tokens[n + 1].place is not None:
                continue  # "in Syrias Idlib province", without its apostrophe
            return Found.of(mention, n)
        if not inside_np(tokens, n) and tokens[n].low != "of":
            return None
    return None
