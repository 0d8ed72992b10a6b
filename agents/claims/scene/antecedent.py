"""The place that "the town", "there" or "two villages" goes back to."""

import re
from itertools import pairwise

from agents.claims.entities.place_names import Found, PlacePhrase, as_part, sites_in
from agents.claims.language.bare_words import word_set
from agents.claims.language.tokens import text_of
from agents.claims.model import Page, Sentence
from agents.claims.scene.datelines import in_dateline
from agents.claims.scene.only_near import (
    beside_another,
    far,
    left_over,
    on_the_way,
    only_a_distance,
    spoke_in_front,
    spoke_there,
    went_to,
    whence,
)
from agents.claims.words import listed, words
from schemas.place import PlaceMention

DESCRIBED = 6
"""Sentences before "the hospital", "the bridge" among which the one meant is looked for by its noun."""


def antecedent(page: Page, sentence: Sentence, phrase: PlacePhrase) -> Found | None:
    """The place that a noun without a name stands for: the nearest fitting one before it, at most three sentences
    back.
    """
    noun = phrase.anaphora
    if _of_some_other(sentence, phrase):
        return None
    position = sentence.tokens[phrase.start].start
    earliest = page.sentences[max(0, sentence.index - 3)].start
    fits = [m for m in page.places_in(earliest, position) if _fits(m, noun, page)]
    if noun == "part":
        fits = [m for m in fits if not _of_men(page, m)]  # "drive X's fighters from all areas": not of X
    fits = [m for m in fits if not _strange(m, page)] or fits
    fits = [m for m in fits if not spoke_in_front(page, m, position)] or fits
    fits = [m for m in fits if noun == "district" == m.feature] or fits  # "the district": no province
    land = _land(sentence, phrase)
    fits = [m for m in fits if land is None or m.place.country in (land, None)]  # "Zaire's third city": there
    away = [m for m in fits if not in_dateline(page, m.start)]
    if fits and not away and _ranked(sentence, phrase):
        return None  # "SAIGON - South Vietnam's second city was …": no seat of its government
    here = sentence.tokens[phrase.start].low == "this" and not away  # "captured this last stronghold": written there
    fits = away if noun in listed("no_datelines") and not here else away or fits
    if (same := _of_that_name(page, sentence, phrase, position)) is not None:
        return Found.of(same)
    if noun in listed("bare_sites") and (described := _of_a_site(page, sentence, phrase, position)) is not None:
        return described
    if noun in ("country", "nation"):
        home = [m for m in page.places if m.feature == "country" and page.theatre and m.place.country == page.theatre]
        fronted = [m for m in fits if page.sentence_at(m.start) is sentence and _opens(sentence, m)]
        fits = fronted or home or fits
    if noun in ("district", "county"):
        alike = [m for m in fits if m.feature == "district" or page_calls(page, m, noun)]
        behind = page.places_in(position, sentence.end) if not alike else ()
        fits = alike or [m for m in behind if m.feature == "district" or page_calls(page, m, noun)] or fits
    if not fits:
        return _told_elsewhere(page, sentence, phrase)
    if noun in ("town", "city", "village", "capital"):
        towns = [m for m in fits if m.feature == "settlement" or _called(page, m, noun)]
        if not towns and fits and all(m.feature in listed("parts_of_towns") | {"facility"} for m in fits):
            towns = [m for m in page.places_in(0, position) if m.feature == "settlement"][-1:]  # the dateline's
        if not towns and fits and all(m.feature in ("facility", "airport", "base") for m in fits):
            told = _told_elsewhere(page, sentence, phrase)  # a hotel is no town
            return told if told is not None and told.feature == "settlement" else None
        fits = towns or fits
    fits = [m for m in fits if not beside_another(page, m)] or fits
    if noun in listed("small_places"):
        fits = [m for m in fits if not _holds_another(page, m, fits)] or fits
    alone = [m for m in fits if not _one_of_several(page, m)]
    if not alone and (told := _told_elsewhere(page, sentence, phrase)) is not None:
        return told
    alone = alone or fits
    mention = next((m for m in reversed(alone) if not whence(page, m)), alone[-1])
    mention = _told_about(page, sentence, noun, mention, alone)
    if spoke_there(page, mention):
        told = _told_elsewhere(page, sentence, phrase)  # "said at a briefing in X that they took the town"
        return told if told is not None and told.place.name != mention.place.name else None
    if noun == "it" and sentence.index:
        opens = page.sentences[sentence.index - 1].start
        mention = next(
            (m for m in alone if m.start == opens), mention
        )  # "X was a base in a war that reached Y. It fell"
    if page.theatre and mention.place.country not in (None, page.theatre) and whence(page, mention):
        return None  # "said in New York": of no village there
    found = Found.of(mention)
    if phrase.part:  # "the besieged parts of the city": of X
        inside = sentence.tokens[phrase.start : phrase.end]
        links = ("of", "in", "outside", "near", "at")
        of = next(n for n in range(len(inside) - 1, -1, -1) if inside[n].low in links or n == 0)
        first = int(inside[0].low in ("the", "a", "an"))
        return as_part(found, f"{text_of(inside, first, of + 1)} {mention.place.text}")
    if noun == "part":
        if sentence.tokens[max(0, phrase.start - 8)].start > mention.end and not _where(sentence, phrase.start):
            return None
        text = text_of(sentence.tokens, phrase.start, phrase.end)
        return as_part(found, f"{text} in {mention.place.text}")
    if noun in listed("high_ground") and found.feature == "settlement":
        return as_part(found, f"{noun} near {mention.place.text}")  # "the strategic heights nearby"
    if noun in listed("sites_of_towns", "bare_sites") and found.feature == "settlement":
        return as_part(found, f"{mention.place.text} {noun}")  # "the airport": that of the town
    return found


_IS = re.compile(r",?(?: [\w'’-]+){0,8},? (?:is|was|lies|lay|sits|has|had|became) ")
"""Behind a name: a sentence about that place."""


def _told_about(
    page: Page, sentence: Sentence, noun: str, mention: PlaceMention, fits: list[PlaceMention]
) -> PlaceMention:
    """The X of "X was a rebel base in the war that reached Y. … It fell": what a sentence is about, and no Y."""
    where = page.sentence_at(mention.start)
    if noun not in ("it", "town", "city", "village") or where.index == sentence.index:
        return mention
    about = next((m for m in fits if m.start == where.start and m.end < mention.start), None)
    told = about is not None and _IS.match(where.text, about.end - where.start)
    return about if about is not None and told else mention


def _holds_another(page: Page, mention: PlaceMention, fits: list[PlaceMention]) -> bool:
    """Whether a place only tells where the one right before it lies: the Y of "in the village of X in Y"."""
    text = page.sentence_at(mention.start)
    ends = {text.text[m.end - text.start : mention.start - text.start] for m in fits if m.end < mention.start}
    return not {" in ", ", in ", " near "}.isdisjoint(ends)


def _land(sentence: Sentence, phrase: PlacePhrase) -> str | None:
    """The country that a description names: that of "Zaire's third city"; null for none."""
    named = (token.place for token in sentence.tokens[phrase.start : phrase.end] if token.place is not None)
    return next((place.place.country for place in named if place.feature == "country"), None)


def _ranked(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether a place is told by its rank below the first: "the country's second city"."""
    lows = {token.low.partition("-")[0] for token in sentence.tokens[phrase.start : phrase.end]}
    return bool(lows & {"second", "third", "fourth", "fifth"})


def _of_some_other(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether it is the station, the offices "of a remote town", which nothing told before is meant by."""
    tokens, w = sentence.tokens, words()
    for n in range(phrase.start, min(len(tokens) - 2, phrase.end + 5)):
        if tokens[n].text in ",;:":
            return False
        if tokens[n].low == "of" and tokens[n + 1].low in ("a", "an"):
            return any(token.low in w.place_whole | listed("wide") for token in tokens[n + 2 : n + 6])
    return False


def _called(page: Page, mention: PlaceMention, noun: str) -> bool:
    """Whether the text says of a name that no gazetteer has that it is such a place: "X, a village south of Y"."""
    sentence = page.sentence_at(mention.start)
    before = sentence.text[: mention.start - sentence.start].lower().split()
    behind = sentence.text[mention.end - sentence.start :].lower()
    if before[-2:] == [noun, "of"]:
        return True
    words_ = behind.removeprefix(",").split()[:DESCRIBING]
    return behind.startswith(",") and words_[:1] in (["a"], ["the"], ["an"]) and noun in [w.strip(",.") for w in words_]


def _called_of(page: Page, mention: PlaceMention, noun: str) -> bool:
    """Whether a town is named as "the district of X": the district of its name."""
    sentence = page.sentence_at(mention.start)
    return sentence.text[: mention.start - sentence.start].lower().split()[-2:] == [noun, "of"]


def page_calls(page: Page, mention: PlaceMention, noun: str) -> bool:
    """Whether a noun stands right behind a name: "X district"."""
    sentence = page.sentence_at(mention.start)
    return sentence.text[mention.end - sentence.start :].lower().startswith(f" {noun}")


DESCRIBING = 5
"""Words behind a name in which its noun stands: ", a strategic hilltop village"."""


def those(page: Page, sentence: Sentence) -> tuple[Found, ...]:
    """The places that "those villages" stands for: the few that a sentence right before lists; else none."""
    for other in reversed(page.sentences[max(0, sentence.index - 2) : sentence.index]):
        named = [m for m in sites_in(page, other.start, other.end) if m.feature == "settlement"]
        several = [m for m in named if _one_of_several(page, m)]
        if named:
            return tuple(Found.of(m) for m in several) if 2 <= len(several) <= MANY else ()
    return ()


MANY = 5
"""Places of one list to which "those villages" goes back, at most."""


def _opens(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a sentence opens with a place: "In X, officials say … in the country's north"."""
    before = sentence.text[: mention.start - sentence.start].lower().split()
    behind = sentence.text[mention.end - sentence.start :]
    return before in (["in"], ["inside"], ["across"]) and behind.startswith(",")


def _of_men(page: Page, mention: PlaceMention) -> bool:
    """Whether a place only says whose men they are: the X of "X fighters"."""
    sentence = page.sentence_at(mention.start)
    sides = page.actors_in(sentence.start, sentence.end)
    return any(side.start <= mention.start and mention.end < side.end for side in sides)


def _strange(mention: PlaceMention, page: Page) -> bool:
    """Whether a place is the only one of its country in an article about another: an airstrip lent over the border."""
    if page.theatre is None or mention.place.country in (None, page.theatre):
        return False
    named = {m.place.name for m in page.places if m.place.country == mention.place.country and m.feature != "country"}
    return named == {mention.place.name} and sum(m.place.name == mention.place.name for m in page.places) == 1


def _one_of_several(page: Page, mention: PlaceMention) -> bool:
    """Whether a place stands in a list, of which none is "the town": "in X and Y". One in a dateline stands in none."""
    sentence = page.sentence_at(mention.start)
    all_ = page.places_in(sentence.start, sentence.end)
    if mention not in all_:
        return False
    joins = [sentence.text[a.end - sentence.start : b.start - sentence.start].strip() for a, b in pairwise(all_)]
    listed_ = [join in ("and", ", and", "or", ",") for join in joins]
    at = all_.index(mention)
    first = at
    while first > 0 and listed_[first - 1]:
        first -= 1
    last = at
    while last < len(listed_) and listed_[last]:
        last += 1
    return last > first and "and" in " ".join(joins[first:last])


def _of_that_name(page: Page, sentence: Sentence, phrase: PlacePhrase, position: int) -> PlaceMention | None:
    """The last place whose name or description has the noun: "the hospital" is X hospital, "the port" that of X."""
    noun = sentence.tokens[phrase.end - 1].low
    if noun not in listed("own_nouns") or sentence.tokens[phrase.start].low not in ("the", "that", "this"):
        return None
    if phrase.end - phrase.start > 2:
        return None
    earliest = page.sentences[max(0, sentence.index - DESCRIBED)].start
    for mention in reversed(page.places_in(earliest, position)):
        where = page.sentence_at(mention.start)
        before = where.text[: mention.start - where.start].rstrip().lower()
        if noun in mention.place.text.lower().split()[1:] or before.endswith(f"{noun} of"):
            return mention
    return None


def _of_a_site(page: Page, sentence: Sentence, phrase: PlacePhrase, position: int) -> Found | None:
    """The base that "the base" goes back to, told before without a name: "an army base in X"; null where none is."""
    noun = phrase.anaphora
    if noun is None or sentence.tokens[phrase.start].low != "the" or phrase.end - phrase.start > 2:
        return None
    earliest = page.sentences[max(0, sentence.index - DESCRIBED)].start
    found: PlaceMention | None = None
    for mention in reversed(page.places_in(earliest, position)):
        where = page.sentence_at(mention.start)
        if found is not None and found.start >= where.end:
            break
        before = where.text[: mention.start - where.start].lower().split()[-4:]
        near = any(a == noun and b in ("in", "at", "near", "of") for a, b in pairwise(before))
        found = mention if near and mention.feature != "country" else found
    return as_part(Found.of(found), f"{noun} in {found.place.text}") if found is not None else None


def _told_elsewhere(page: Page, sentence: Sentence, phrase: PlacePhrase) -> Found | None:
    """The one place that the rest of the sentence names, else the one of the headline: what the page is about."""
    if phrase.anaphora not in ("town", "city", "village") or phrase.part:
        return None
    after = [m for m in sites_in(page, sentence.tokens[phrase.start].start, sentence.end) if m.feature == "settlement"]
    after = [m for m in after if not went_to(page, m) and not left_over(page, m) and not whence(page, m)]
    first = sites_in(page, page.sentences[0].start, page.sentences[0].end)
    land = _land(sentence, phrase)
    found = after or [
        m
        for m in first
        if not left_over(page, m) and not far(page, m) and m.place.country in (land or m.place.country, None)
    ]
    names = {mention.place.name for mention in found}
    return Found.of(found[0]) if len(names) == 1 else None


def from_before(page: Page, sentence: Sentence) -> Found | None:
    """The one place of the sentence before, when both stand in one quotation."""
    for other in reversed(page.sentences[max(0, sentence.index - 2) : sentence.index]):
        if other.unit != sentence.unit:
            return None
        inside = sites_in(page, other.start, other.end)
        if len(inside) == 1:
            return Found.of(inside[0])
        if word_set(other.text) & {"city", "town", "village"}:
            before = sites_in(page, 0, other.start)
            return Found.of(before[-1]) if before else None
    return None


def last_named(page: Page, sentence: Sentence) -> Found | None:
    """The place that the sentence before named last."""
    if sentence.index == 0:
        return None
    other = page.sentences[sentence.index - 1]
    inside = [m for m in sites_in(page, other.start, other.end) if not on_the_way(page, m)]
    wide = [m for m in page.places_in(other.start, other.end) if m.feature in ("province", "region")]
    inside = inside or wide
    return Found.of(inside[-1]) if inside else None


def _where(sentence: Sentence, start: int) -> bool:
    return any(token.low == "where" for token in sentence.tokens[max(0, start - 14) : start])


def _fits(mention: PlaceMention, noun: str, page: Page) -> bool:
    """Whether a place is of the kind that the noun names: "the province", "the country", "the town"."""
    if noun in ("country", "nation"):
        return mention.feature == "country"
    if noun in listed("wide"):
        wide = mention.feature in ("province", "region", "district")
        return wide or (mention.feature in listed("sites") and _called_of(page, mention, noun))
    if mention.feature not in listed("sites") and noun != "part":
        return False
    if mention.place.text.split()[0].lower().rstrip(".") in words().titles | {"hon", "mgr", "mallam"}:
        return False  # "Hon. Aliyu X": a person
    return mention.feature != "country" and not only_a_distance(mention, page)
