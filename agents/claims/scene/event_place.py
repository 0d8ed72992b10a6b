"""Where harm is said to have been done: "in X", "the shelling of X", "a blast at X's market", "fled X"."""

from collections.abc import Sequence
from functools import cache

from agents.claims.entities.people_group import an_attack_again
from agents.claims.entities.place_names import Found, sites_in
from agents.claims.entities.places import place_phrase
from agents.claims.frames.match import Match
from agents.claims.language.clauses import clause_end
from agents.claims.language.noun_phrases import inside_np
from agents.claims.model import Page, Sentence, Token
from agents.claims.reader.context import once
from agents.claims.scene.antecedent import from_before
from agents.claims.scene.named_anyhow import died_elsewhere, name_at, named_anyhow
from agents.claims.scene.not_there import (
    aside,
    clause_before,
    fires_from,
    in_relative,
    of_some,
    other_clause,
    so_far_from,
    speaker_region,
    still_to_come,
    talks_there,
    treated_at,
    whence_they_came,
)
from agents.claims.scene.only_near import only_a_distance
from agents.claims.scene.preposition import behind_preposition
from agents.claims.scene.story import heading
from agents.claims.scene.whither import sheltered
from agents.claims.words import listed, words

REACH = 60
"""Tokens around the trigger in which the place of an event is looked for."""


def event_place(page: Page, sentence: Sentence, match: Match) -> Found | None:
    """The place of harm: named in its own sentence, or what "the town" and "there" stand for; null where none can be
    told.
    """
    tokens = sentence.tokens
    if nowhere_known(tokens, match):
        return None
    if (found := _right_behind(page, sentence, match) or _when_there(page, sentence, match)) is not None:
        return found
    if match.rule.value == "killed" and (found := died_elsewhere(page, sentence, match)) is not None:
        return found
    away = match.rule.value == "displaced"
    best: tuple[tuple[int, int, int], Found] | None = None
    speaker = speaker_region(tokens, match)
    clause = clause_end(tokens, match.end, REACH)
    told = once(sentence, "told places", lambda: [n for n, t in enumerate(tokens) if t.place or t.low in _openers()])
    around = [n for n in told if abs(n - match.head) < REACH]
    fled = match.rule.needs == "arrival" or match.rule.name == "casualty.refuge"
    arrival = range(match.head, match.end + 2) if fled else range(0)  # where they went
    others = _others_elsewhere(tokens, match)
    for n in [*around, match.head] if away else around:
        token, found = tokens[n], behind_preposition(page, sentence, match, n, away)
        if (
            found is None  # most words, and what follows is asked of few
            or n in speaker
            or (away and n > match.start and token.kind == "word" and token.low in listed("away"))
            or n in arrival
            or (n > match.end and an_attack_again(tokens, n - 1))
            or n >= others
            or (token.low == "around" and tokens[n + 1 : n + 2] and tokens[n + 1].text[:1].isdigit())
            or _beside_a_region(tokens, n)
            or _doers_area(tokens, match, n)
            or fires_from(tokens, match, n)
            or aside(tokens, match.head, n)
            or of_some(tokens, match.end, n)
            or so_far_from(tokens, n)
            or talks_there(tokens, n)
            or still_to_come(tokens, match.end, n)
            or whence_they_came(tokens, match.end, n)
            or sheltered(tokens, n)
            or (n > match.end and other_clause(tokens, match.end, n))
        ):
            continue
        distance = n - match.head if n > match.head else (match.head - n) * 2 + 10
        if n > clause:
            distance += 25
        if n and tokens[n - 1].low in listed("stationed", "at_work"):
            distance += 40  # "a unit operating in X"
        if n < match.start and (clause_before(tokens, n, match.start) or in_relative(tokens, match.head, n)):
            distance += 40
        border = _of_a_border(tokens, found.position)
        theirs = border and tokens[found.position + 1].low == "'s"  # "near X's border with Y": in X
        if found.feature == "country" and ((border and not theirs) or _only_borders(tokens, found.position)):
            continue  # "in X near the Y border", "in hills bordering Y"
        wide = found.feature == "country" or border
        rank = (2 if wide else 0 if found.feature in listed("sites") else 1, distance, n)
        near = (0 if distance < 40 else 1, *rank)
        key = (near[0] + 2 * treated_at(tokens, match, n), near[1], near[2])
        if best is None or key < best[0]:
            best = (key, found)
    if best is None and others < len(tokens) and tokens[others].text == ":":
        return None  # "killed 41: 23 in X, 18 in Y": the 41 at none of them
    if best is not None:
        return _inner(tokens, match, best[1])
    if not arrival and (at := heading(tokens)) >= 0 and at < match.head and (led := name_at(tokens, at)) is not None:
        return led  # "Jos blasts: police put deaths at 46"
    if (own := _its_own(tokens, match)) is not None:
        return own
    return from_before(page, sentence) or (None if arrival else named_anyhow(page, sentence, match, speaker))


def nowhere_known(tokens: Sequence[Token], match: Match) -> bool:
    """Whether a bare count of a list has a place that nobody knows: the 18 of "23 in X, 18 in Y, 17 in Z"."""
    if _elsewhere(tokens, match):
        return True
    people = match.people
    if people is None or people.start != match.head or people.end + 2 >= len(tokens) or not people.counted:
        return False
    behind = tokens[people.end + 1]
    return (
        tokens[people.end].low in ("in", "at")
        and behind.kind == "word"
        and behind.capital
        and tokens[people.end + 2].text in ",.;"
    )


def _elsewhere(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the harm was anywhere but where the sentence is: "seven were killed by a mine elsewhere"."""
    end = next((n for n in range(match.end, len(tokens)) if tokens[n].text in ",.;"), len(tokens))
    said = any(token.low == "elsewhere" for token in tokens[max(0, end - 1) : end])
    return said and not any(token.place is not None for token in tokens[match.end : end])


def _its_own(tokens: Sequence[Token], match: Match) -> Found | None:
    """The country of "X reported 360 killed": its own dead, wherever the sentence before was."""
    k = match.people.start if match.people is not None else 0
    for n in range(min(6, match.start - 1)):
        place = tokens[n].place
        lived = place is not None and place.feature == "country" and tokens[n + 1].low in listed("lives_through")
        if place is not None and lived and (n == 0 or tokens[n - 1].kind == "punct"):
            return Found.of(place, n)  # "In June, X had one of its deadliest crashes, which killed 280"
    if k > 4 and tokens[k - 1].low == "and" and tokens[k - 2].low in listed("harm_predicates"):
        k -= 3  # "reported 360 killed and 900 injured"
    if k < 2 or tokens[k - 1].low not in listed("counts_its_dead"):
        return None
    place = tokens[k - 2].place
    opens = k == 2 or tokens[k - 3].kind == "punct" or tokens[k - 3].low in ("and", "while", "but")
    own = opens and place is not None and place.feature in ("country", "province", "region")
    return Found.of(place, k - 2) if own and place is not None else None


def _of_a_border(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n only names a border: "in X near the Y-Z border"; no "the Y border crossing"."""
    n += 1 if 0 <= n < len(tokens) - 3 and tokens[n + 1].low == "'s" else 0
    if not 0 <= n < len(tokens) - 2 or tokens[n + 1].low not in ("border", "frontier", "borders"):
        return False
    return tokens[n + 2].low not in listed("sites_of_harm") | {"crossing", "post", "guard", "guards"}


def _only_borders(tokens: Sequence[Token], n: int) -> bool:
    """Whether something only lies beside the country at n: "a district bordering Y", "the hills near Y"."""
    beside = n > 0 and tokens[n - 1].low in ("bordering", "near", "adjoining", "abutting")
    return beside and [token.low for token in tokens[n + 1 : n + 2]] != ["'s"]  # "near Y's border": in Y


WIDE = 6
"""Tokens of the name of a district, at most: "Bama Local Government Area of Borno State"."""


def _inner(tokens: Sequence[Token], match: Match, found: Found) -> Found:
    """The narrower place that lies in the one found: the X hotel of "burst into the X hotel in Y and killed 19"."""
    k = found.position
    first = found.place.text.split(" ")[0]
    while k > 3 and tokens[k - 1].low not in ("in", "the") and found.position - k < WIDE:
        k -= 1  # "in Bama Local Government Area of Borno State": its last name is the place's position
    if k < 4 or tokens[k].text.split(" ")[0] != first:
        return found
    if found.feature == "district" and (named := _past_a_name(tokens, k - 2 - (tokens[k - 1].low == "the"))) > 3:
        village = tokens[named - 1].place
        return Found.of(village, named - 1) if village is not None and village.feature == "settlement" else found
    if k >= match.start:
        return found
    k -= tokens[k - 1].low == "the"  # "attacked X in the Y area"
    if tokens[k - 1].low != "in":
        return found
    k -= tokens[k - 2].text == "," and k > 4  # "the hamlet of X, in Y district, and killed"
    inner = tokens[k - 2].place
    if found.feature in ("province", "region", "district") and inner is not None and inner.feature == "settlement":
        return Found.of(inner, k - 2)  # "in the town of X in Y with rifles, killing 14 and injuring 15"
    entered = any(t.low in listed("in") or t.low in listed("strikes_at") for t in tokens[max(0, k - 5) : k - 2])
    return Found.of(inner, k - 2) if entered and inner is not None and inner.feature in listed("sites") else found


def _past_a_name(tokens: Sequence[Token], n: int) -> int:
    """The comma before a man's name that ends at n: "the head of X village | , Ali Khan, in Y"; 0 where none does."""
    k = n - 1
    while k > 0 and n - k < WIDE and tokens[k].kind in ("word", "place") and tokens[k].capital:
        k -= 1
    return k if n - k > 2 and tokens[k].text == "," and tokens[n].text == "," else 0


def _others_elsewhere(tokens: Sequence[Token], match: Match) -> int:
    """Where others' harm goes on at another place: the "four at Y" of "seven died in an ambush in X and four at Y"."""
    w = listed("in") | {"at", "near", "outside"}
    for n in range(match.end, min(len(tokens) - 2, match.end + REACH)):
        if tokens[n].text in ";.":
            break
        parts = tokens[n + 1].kind == "num" and tokens[n + 2].low in w
        if parts and tokens[n].text == ":":
            return n  # "killed 41: 23 in X, 18 in Y"
        counted = tokens[n].low == "and" and parts
        if counted and any(token.place is not None for token in tokens[match.end : n]):
            return n
    return len(tokens)


def _beside_a_region(tokens: Sequence[Token], n: int) -> bool:
    """Whether "outside" at n only says where the region before it lies: "across the X region outside the capital Y"."""
    if n < 2 or tokens[n].low not in ("outside", "near"):
        return False
    k = n - 1 - (tokens[n - 1].low in listed("wide"))
    place = tokens[k].place
    return place is not None and place.feature in ("province", "region", "district")


def _doers_area(tokens: Sequence[Token], match: Match, n: int) -> bool:
    """Whether the preposition at n says where those roam who did it: "launched by gunmen operating in X"."""
    if n < 3 or tokens[n - 1].low not in listed("at_work"):
        return False
    doers = tokens[max(0, n - 4) : n - 1]
    by = any(token.low == "by" for token in doers)
    return by and not (match.people is not None and match.people.start <= n <= match.people.end + 3)


@cache
def _openers() -> frozenset[str]:
    """The words behind or at which the place of an event may be told."""
    return listed("in", "from", "strikes_at") | {"of", "for", "to", "there", "where", "left"}


def _right_behind(page: Page, sentence: Sentence, match: Match) -> Found | None:
    """The place right behind the victims, whatever else is named: the Y of "killed 14 in X and nine in Y"."""
    tokens, n = sentence.tokens, match.people.end if match.people is not None else match.end
    if match.people is not None and match.people.end <= match.start:
        n = match.end  # "five people died in X"
    taken = match.rule.value == "abducted" and n < len(tokens) and tokens[n].low == "from"  # "abducted five from X"
    if n + 1 >= len(tokens) or not (taken or tokens[n].low in ("in", "near", "at", "outside")):
        return None
    if match.rule.value == "displaced" or treated_at(tokens, match, n):
        return None
    phrase = place_phrase(tokens, n + 1)
    found = phrase.places[0] if phrase is not None and phrase.places else None
    if found is None or found.feature != "country":
        return found
    behind = any(token.place is not None for token in tokens[phrase.end :]) if phrase is not None else True
    named = any(t.place is not None and t.place.feature != "country" for t in tokens[: match.start])
    apart = match.construction == "active" and named and match.people is not None and match.people.counted
    return found if apart and not behind else None  # "an assault on X after Y killed 1,200 people in Z"


def _when_there(page: Page, sentence: Sentence, match: Match) -> Found | None:
    """The X of "as in X two weeks ago, when five died": a clause with "when" or "where" tells of the place before."""
    tokens = sentence.tokens
    opener = next((n for n in range(match.start - 1, max(0, match.start - 5), -1) if tokens[n].low == "when"), -1)
    if opener < 1 or tokens[opener - 1].text != ",":
        return None
    for n in range(opener - 1, max(-1, opener - 16), -1):
        if tokens[n].text in ";:.":
            return None
        found = behind_preposition(page, sentence, match, n, False)
        if found is not None and found.feature != "country":
            return found
    return None


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
