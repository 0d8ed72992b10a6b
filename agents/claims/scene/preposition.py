"""The place behind a preposition or before "where": "in X", "at X's market", "X, where"."""

from collections.abc import Sequence

from agents.claims.entities.place_names import Found, PlacePhrase, replace_place
from agents.claims.entities.places import place_phrase
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import inside_np
from agents.claims.language.tokens import text_of
from agents.claims.model import Page, Sentence, Token
from agents.claims.scene.antecedent import antecedent, from_before, last_named
from agents.claims.scene.named_anyhow import name_at
from agents.claims.scene.not_there import (
    far_off,
    of_another_attack,
    speaks_there,
)
from agents.claims.scene.story import heading
from agents.claims.scene.struck import struck_now, was_struck
from agents.claims.words import listed, words


def behind_preposition(page: Page, sentence: Sentence, match: Match, n: int, away: bool) -> Found | None:
    """The place that the words at n name as that of the event; null where they name none."""
    tokens = sentence.tokens
    token = tokens[n]
    ruled = away or match.rule.value in ("abducted", "missing")
    if away and token.low == "of" and n and tokens[n - 1].low == "out":
        return _in(page, sentence, n)  # "got out of the city"
    if token.kind == "word" and (token.low in listed("in") or (ruled and token.low in listed("from"))):
        return _in(page, sentence, n)
    if token.low == "from" and any(t.low in listed("brought_away") for t in tokens[max(0, n - 3) : n]):
        return _in(page, sentence, n)
    if match.rule.value == "missing" and token.low == "left" and n and tokens[n - 1].low == "who":
        return _plain_name(tokens, n + 1)  # "of those who left X"
    struck = token.kind == "word" and token.low in listed("strikes_at") and n != match.head
    if struck or (token.low in ("of", "for") and n and _of_an_event(tokens, n)):
        phrase = place_phrase(tokens, n + 1)
        found = phrase.places[0] if phrase is not None and phrase.places else _plain_name(tokens, n + 1)
        told_of = token.low == "of" and [t.low for t in tokens[n + 1 : n + 2]] == ["the"]
        if found is None and told_of and phrase is not None and phrase.anaphora:
            return antecedent(page, sentence, phrase)  # "shelling of the city"
        sides = found is not None and any(t.low == "between" for t in tokens[n + 1 : found.position])
        return None if sides else found  # "exchanges of fire between X and Y"
    if away and n == match.head:
        return _plain_name(tokens, n + 1)  # "fled X"
    if token.kind == "place" and n + 1 < len(tokens) and token.place is not None and token.place.feature != "country":
        after = tokens[n + 1]
        whose = match.people is not None and match.people.start <= n < match.people.end
        if whose and any(t.low in ("neighboring", "neighbouring", "nearby") for t in tokens[max(0, n - 4) : n]):
            return None  # "the police chief of the neighbouring city of X was hurt"
        if _before_event(tokens, n) or whose:
            return Found.of(token.place, n)
        if after.low == "'s" and n + 2 < len(tokens) and any(t.low in listed("events") for t in tokens[n + 2 : n + 5]):
            return Found.of(token.place, n)
    exists = n + 1 < len(tokens) and tokens[n + 1].low in words().auxiliaries  # "There is no trace of the six"
    if token.low == "there" and not exists and (n == 0 or 0 < n - match.head < 6):
        return _there(tokens, n) or from_before(page, sentence) or last_named(page, sentence)
    if token.low == "to" and n and tokens[n - 1].low in listed("ways"):
        return _plain_name(tokens, n + 1)
    if token.low == "where" and n and match.head > n:
        return _before_where(tokens, n)
    if token.kind == "place" and (was_struck(tokens, n) or struck_now(tokens, n)):
        return name_at(tokens, n)
    return None


def _in(page: Page, sentence: Sentence, n: int) -> Found | None:
    """The place of the phrase behind the preposition at n: by name, or what "the town" goes back to."""
    tokens, low = sentence.tokens, sentence.tokens[n].low
    if speaks_there(tokens, n) or of_another_attack(tokens, n):
        return None
    if low == "in" and n + 1 < len(tokens) and tokens[n + 1].low in ("hospital", "custody"):
        return None  # "500 in hospital"
    if [token.low for token in tokens[n + 1 : n + 3]] in (["the", "spot"], ["the", "scene"]):
        return None  # where the story is
    if n + 1 < len(tokens) and tokens[n + 1].low == "of":
        n += 1
    if [token.low for token in tokens[n + 1 : n + 4]] == ["the", "country", "'s"]:
        inner = next((k for k in range(n + 4, min(len(tokens), n + 8)) if not _adjective(tokens[k])), n + 4)
        if inner < len(tokens) and (own := tokens[inner].place) is not None and own.feature != "country":
            return Found.of(own, inner)  # "in the country's restive X province"
        return antecedent(page, sentence, PlacePhrase((), n + 3, anaphora="country", start=n + 1))
    if low == "in" and (side := _side_of_the_country(page, tokens, n + 1)) is not None:
        return side
    phrase = place_phrase(tokens, n + 1)
    if phrase is None or not (phrase.places or phrase.anaphora):
        found = _plain_name(tokens, n + 1)
        return None if low == "between" and found is not None and found.feature == "country" else found
    if phrase.places:
        found = phrase.places[0]
        return None if low == "between" and found.feature == "country" else found
    if phrase.anaphora.startswith("a ") and any(
        token.place is not None and token.place.feature in listed("sites") for token in tokens[phrase.end :]
    ):
        return None  # "in a border town, when rebels attacked X": no town told of before
    meant = low in ("in", "at", "from", "inside") or tokens[n + 1].low == "the"
    found = antecedent(page, sentence, phrase) if meant else None
    at = heading(tokens) if found is not None and found.feature not in listed("sites") else -1
    return name_at(tokens, at) if at >= 0 else found  # "X, Y province: … fired at the church"


def _side_of_the_country(page: Page, tokens: Sequence[Token], n: int) -> Found | None:
    """The part of the article's country that is told by its side alone: "in the northwest last month"."""
    last = n + 1 + (n + 1 < len(tokens) and tokens[n + 1].low in ("restive", "troubled", "far", "remote"))
    if last >= len(tokens) - 1 or tokens[n].low != "the" or tokens[last].low not in listed("sides_of_a_country"):
        return None
    if tokens[last + 1].kind == "word" and tokens[last + 1].low not in listed("after_a_side"):
        return None
    sentence = page.sentence_at(tokens[n].start)
    begins = page.sentences[max(0, sentence.index - 2)].start
    wide = any(m.feature in ("province", "region") for m in page.places_in(begins, sentence.end))
    if wide or any(token.low in ("province", "region", "state", "district") for token in tokens):
        return None  # its north, perhaps
    home = next((m for m in page.places if m.feature == "country" and m.place.country == page.theatre), None)
    if home is None or page.theatre is None:
        return None
    text = text_of(tokens, n + 1, last + 1)
    return Found(replace_place(home.place, text=text, precision=3), "country", n)


def _adjective(token: Token) -> bool:
    """Whether a word may stand before a name: "restive", "far", "north-eastern"."""
    return token.kind == "word" and not token.capital and token.text[:1].isalpha()


def _before_where(tokens: Sequence[Token], n: int) -> Found | None:
    """The place that "where" at n goes back to: the site of "X, in Y province, where …", else the nearest name."""
    near = [k for k in range(n - 1, max(-1, n - 9), -1) if tokens[k].place is not None]
    sites = [k for k in near if tokens[k].place.feature in listed("sites")]  # type: ignore[union-attr]
    return name_at(tokens, (sites or near)[0]) if near and near[0] >= n - 4 else None


def _there(tokens: Sequence[Token], n: int) -> Found | None:
    """What "there" stands for in its own sentence: the site named last before it."""
    before = (tokens[k].place for k in range(n - 1, -1, -1) if not (k and speaks_there(tokens, k - 1)))
    mention = next((m for m in before if m is not None and m.feature in listed("sites") | {"other"}), None)
    return Found.of(mention) if mention is not None else None


def _before_event(tokens: Sequence[Token], n: int) -> bool:
    """Whether a place only opens a noun phrase about an event or its site: "Quetta bazaar blast", "X market"."""
    for k in range(n + 1, min(len(tokens), n + 4)):
        if tokens[k].low in listed("events") or tokens[k].low in listed("sites_of_harm"):
            return True
        if tokens[k].kind != "word" or not inside_np(tokens, k) or tokens[k].low in words().determiners:
            return False
    return False


def _of_an_event(tokens: Sequence[Token], n: int) -> bool:
    """Whether "of" at n joins a place to an event or a direction: "the shelling of X", "south of X"."""
    before = tokens[n - 1].low.rsplit(" ", 1)[-1]  # "Russian shelling" is one token
    if tokens[n].low == "for":
        return before in listed("fought_for")
    if far_off(tokens, n + 1):
        return False
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
