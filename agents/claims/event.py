"""Where an event is said to have happened, whether it is told as known before, and whether a count is a running
toll.
"""

from collections.abc import Sequence

from agents.claims.grammar import clause_end, inside_np
from agents.claims.match import Match
from agents.claims.model import Page, Sentence, Token
from agents.claims.when import When
from agents.claims.where import Found, PlacePhrase, as_part, place_phrase
from agents.claims.words import listed, words
from schemas.place import PlaceMention

_SAYING = frozenset(
    {"said", "told", "says", "say", "according", "reported", "announced", "added", "wrote", "confirmed"}
)
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
    return _from_before(page, sentence)


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
        if tokens[n].text == "," and any(t.low in _SAYING for t in tokens[n + 1 : n + 14]):
            between = list(tokens[n + 1 : n + 14])
            verb = next(i for i, t in enumerate(between) if t.low in _SAYING)
            if not any(t.low in words().auxiliaries or t.text == "," for t in between[:verb]):
                return range(n, len(tokens))
    return range(0)


def _at(page: Page, sentence: Sentence, match: Match, n: int, away: bool) -> Found | None:
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
            return Found(token.place.place, token.place.feature, n)
        if after.low == "'s" and n + 2 < len(tokens) and any(t.low in listed("events") for t in tokens[n + 2 : n + 5]):
            return Found(token.place.place, token.place.feature, n)
    if token.low == "there" and n > match.head and n - match.head < 6:
        return _from_before(page, sentence) or _last_named(page, sentence)
    if token.low == "where" and n and match.head > n:
        return next((name_at(tokens, k) for k in range(n - 1, max(-1, n - 4), -1) if tokens[k].place), None)
    if token.kind == "place" and _was_struck(tokens, n):
        return name_at(tokens, n)
    return None


def name_at(tokens: Sequence[Token], k: int) -> Found | None:
    """The place named by the token at k."""
    mention = tokens[k].place
    return Found(mention.place, mention.feature, k) if mention is not None else None


def _was_struck(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is the subject of a passive of attack: "X, on the coast, was being shelled"."""
    for k in range(n + 1, min(len(tokens) - 1, n + 12)):
        if tokens[k].low in ("was", "were", "been", "being") and tokens[k + 1].low in listed("strikes_at"):
            return True
        if tokens[k].text in ";.":
            return False
    return False


def _last_named(page: Page, sentence: Sentence) -> Found | None:
    """The place that the sentence before named last."""
    if sentence.index == 0:
        return None
    other = page.sentences[sentence.index - 1]
    inside = [m for m in page.places_in(other.start, other.end) if m.feature in listed("sites")]
    return Found(inside[-1].place, inside[-1].feature, -1) if inside else None


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
    for other in page.sentences[sentence.index + 1 : sentence.index + 4]:
        for mention in page.places_in(other.start, other.end):
            if mention.feature in listed("sites") and not _only_a_distance(mention, page):
                return Found(mention.place, mention.feature, -1)
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
            return Found(mention.place, mention.feature, n)
        if not inside_np(tokens, n) and tokens[n].low != "of":
            return None
    return None


def _from_before(page: Page, sentence: Sentence) -> Found | None:
    """The one place of the sentence before, when both stand in one quotation."""
    for other in reversed(page.sentences[max(0, sentence.index - 2) : sentence.index]):
        if other.unit != sentence.unit:
            return None
        inside = [m for m in page.places_in(other.start, other.end) if m.feature in listed("sites")]
        if len(inside) == 1:
            return Found(inside[0].place, inside[0].feature, -1)
        lows = {word.strip(".,“”\"'").lower() for word in other.text.split()}
        if lows & {"city", "town", "village"}:
            before = [m for m in page.places_in(0, other.start) if m.feature in listed("sites")]
            return Found(before[-1].place, before[-1].feature, -1) if before else None
    return None


def antecedent(page: Page, sentence: Sentence, phrase: PlacePhrase) -> Found | None:
    """The place that a noun without a name stands for: the nearest fitting one before it, at most three sentences
    back.
    """
    noun = phrase.anaphora
    position = sentence.tokens[phrase.start].start
    earliest = page.sentences[max(0, sentence.index - 3)].start
    fits = [m for m in page.places_in(earliest, position) if _fits(m, noun, page)]
    if noun in ("country", "nation"):
        home = [m for m in page.places if m.feature == "country" and page.theatre and m.place.country == page.theatre]
        fits = home or fits
    if not fits:
        return None
    mention = fits[-1]
    found = Found(mention.place, mention.feature, -1)
    if phrase.part:
        return as_part(found, " ".join(token.text for token in sentence.tokens[phrase.start : phrase.end]))
    if noun == "part":
        if sentence.tokens[max(0, phrase.start - 8)].start > mention.end and not _where(sentence, phrase.start):
            return None
        text = " ".join(token.text for token in sentence.tokens[phrase.start : phrase.end])
        return as_part(found, f"{text} in {mention.place.text}")
    return found


def _where(sentence: Sentence, start: int) -> bool:
    return any(token.low == "where" for token in sentence.tokens[max(0, start - 14) : start])


def _fits(mention: PlaceMention, noun: str, page: Page) -> bool:
    if noun in ("country", "nation"):
        return mention.feature == "country"
    if noun in listed("wide"):
        return mention.feature in ("province", "region", "district")
    if mention.feature not in listed("sites") and noun != "part":
        return False
    return mention.feature != "country" and not _only_a_distance(mention, page)


def _only_a_distance(mention: PlaceMention, page: Page) -> bool:
    """ "60 miles north of X", "outside X": X is only where something else lies."""
    sentence = page.sentence_at(mention.start)
    at = mention.start - sentence.start
    before = sentence.text[max(0, at - 30) : at].lower().split()
    away = words().direction | {"outside", "miles", "kilometres", "kilometers", "km"}
    return len(before) >= 2 and before[-1] in ("of", "from") and before[-2] in away


def presupposed(tokens: Sequence[Token], match: Match, sentence: Sentence) -> bool:
    """Whether it is told as what came before: pluperfect, "previous", "earlier", or a noun ("after the fall of X")."""
    verb = match.verb
    if verb is not None and verb.tense == "pluperfect" and not _backshifted(tokens, verb.start):
        return True
    around = {token.low for token in tokens[max(0, match.start - 4) : match.head]}
    if around & {"previous", "earlier", "previously", "formerly"}:
        return True
    announced = any(token.low in listed("announcing") for token in tokens[max(0, match.start - 5) : match.start])
    nominal = match.construction == "listed" or (match.construction == "nominal" and not announced)
    return nominal and match.rule.kind == "location_fall" and sentence.block != "title"


def _backshifted(tokens: Sequence[Token], start: int) -> bool:
    """Whether a pluperfect is only reported speech ("said it had taken X"): said of now, not of before."""
    for n in range(start - 1, max(-1, start - 24), -1):
        if tokens[n].text in ";?!:":
            return False
        if tokens[n].low in listed("said_so"):
            return True
    return False


def cumulative(tokens: Sequence[Token], match: Match, when: When | None) -> bool:
    """Whether the count is a running toll: "since 2011", "so far", "in the six-year war"."""
    if match.rule.kind != "casualty":
        return False
    if when is not None and when.since:
        return True
    lows = [token.low for token in tokens[max(0, match.start - 10) : match.end + 16]]
    text = " ".join(lows)
    war = any(f"{word}" in lows for word in ("war", "conflict", "uprising", "insurgency", "revolt")) and (
        any(low.endswith("-year") for low in lows) or "since" in lows
    )
    return (
        war
        or "so far this" in text
        or "since the start" in text
        or "since the beginning" in text
        or "since it began" in text
    )
