"""The place that "the town", "there" or "two villages" goes back to."""

import re
from itertools import pairwise

from agents.claims.entities.place_names import Found, PlacePhrase, as_part, sites_in
from agents.claims.model import Page, Sentence
from agents.claims.scene.datelines import in_dateline
from agents.claims.words import listed, words
from schemas.place import PlaceMention

_SEAT = re.compile(r"(?<=\bin|\bat) the (?:[\w.'’]+ ){0,2}capital(?: city)?(?: of)?$")
_HIS_HOME = re.compile(
    r"\b(?:commander|elder|chief|official|officer|resident|spokesman|leader|source|man|woman) (?:from|in|of) "
    r"(?:[\w'’]+ ){0,3}(?:village|town|city|settlement) of$"
)
"""Words before a place that is only where somebody who speaks is from."""
_FAR = re.compile(
    r"\b(?:clos(?:e|er|est) to|near(?:er|est)(?: to)?|within reach of|on the way to|towards?)"
    r"(?: the)?(?: (?:regional|provincial|national))?(?: capital)?(?: city)?(?: of)?$"
)
"""Words before a place to which others are only near: "the closest town yet to the capital X"."""
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
    fits = [m for m in fits if not _strange(m, page)] or fits
    fits = [m for m in fits if noun == "district" == m.feature] or fits  # "the district": no province
    away = [m for m in fits if not in_dateline(page, m.start)]
    fits = away if noun in listed("no_datelines") else away or fits
    if (same := _of_that_name(page, sentence, phrase, position)) is not None:
        return Found.of(same)
    if noun in listed("bare_sites") and (described := _of_a_site(page, sentence, phrase, position)) is not None:
        return described
    if noun in ("country", "nation"):
        home = [m for m in page.places if m.feature == "country" and page.theatre and m.place.country == page.theatre]
        fits = home or fits
    if not fits:
        return _told_elsewhere(page, sentence, phrase)
    if noun in ("town", "city", "village", "capital"):
        towns = [m for m in fits if m.feature == "settlement" or _called(page, m, noun)]
        if not towns and fits and all(m.feature in listed("parts_of_towns") | {"facility"} for m in fits):
            towns = [m for m in page.places_in(0, position) if m.feature == "settlement"][-1:]  # the dateline's
        fits = towns or fits
    alone = [m for m in fits if not _one_of_several(page, m)]
    if not alone and (told := _told_elsewhere(page, sentence, phrase)) is not None:
        return told
    alone = alone or fits
    mention = next((m for m in reversed(alone) if not _whence(page, m)), alone[-1])
    if noun == "it" and sentence.index:
        opens = page.sentences[sentence.index - 1].start
        mention = next(
            (m for m in alone if m.start == opens), mention
        )  # "X was a base in a war that reached Y. It fell"
    if page.theatre and mention.place.country not in (None, page.theatre) and _whence(page, mention):
        return None  # "said in New York": of no village there
    found = Found.of(mention)
    if phrase.part:  # "the besieged parts of the city": of X
        inside = sentence.tokens[phrase.start : phrase.end]
        of = next(n for n in range(len(inside) - 1, -1, -1) if inside[n].low == "of" or n == 0)
        first = int(inside[0].low in ("the", "a", "an"))
        written = " ".join([*(token.text for token in inside[first : of + 1]), mention.place.text])
        return as_part(found, written.replace(" %", "%"))
    if noun == "part":
        if sentence.tokens[max(0, phrase.start - 8)].start > mention.end and not _where(sentence, phrase.start):
            return None
        text = " ".join(token.text for token in sentence.tokens[phrase.start : phrase.end])
        return as_part(found, f"{text} in {mention.place.text}")
    return found


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
    after = [m for m in after if not went_to(page, m)]
    found = after or sites_in(page, page.sentences[0].start, page.sentences[0].end)
    names = {mention.place.name for mention in found}
    return Found.of(found[0]) if len(names) == 1 else None


def went_to(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is where somebody went: "reached X", "to X"."""
    sentence = page.sentence_at(mention.start)
    return sentence.text[: mention.start - sentence.start].lower().split()[-1:] in [[way] for way in listed("ways_to")]


def _whence(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is only where somebody came from, went or spoke: "a column from X retook the town"."""
    sentence = page.sentence_at(mention.start)
    before = sentence.text[: mention.start - sentence.start].rstrip().lower()
    after = sentence.text[mention.end - sentence.start :].lower().split()[:1]
    fled = before.endswith(" to") and before.split()[-2:-1] and before.split()[-2] in listed("flights")
    last = before.split()[-2:]
    ruled = last[-1:] and last[-1] in words().prepositions
    speaks = bool(after) and after[0].strip(",.") in listed("said_so") and not ruled  # "Khartoum insisted"
    speaks = speaks or (bool(after) and after[0].strip(",.") in listed("seat_voices"))  # "Hanoi radio"
    told = last[-1:] == ["in"] and last[0] in listed("said_so")  # "the spokesman announced in Juba"
    told = told or _told_there(before, after) or (bool(after) and after[0].strip(",.'’s") in listed("seats_of_power"))
    kept = last == ["men", "in"] or last == ["troops", "in"]
    told = told or (kept and ", which has " in before)  # "the general staff, which has 300 men in X, has not"
    far = _FAR.search(before) is not None or _HIS_HOME.search(before) is not None
    away = before.endswith((" from", "from the", " outside", " outside the"))
    return away or bool(fled) or speaks or told or far


def _told_there(before: str, after: list[str]) -> bool:
    """Whether a place is where somebody spoke: "told a news conference in X", "diplomats in X said"."""
    before = _SEAT.sub("", before)  # "a news conference in the Congolese capital X"
    nouns = before.replace(",", " ").split()
    if len(nouns) < 2 or nouns[-1] not in ("in", "at"):
        return False
    if nouns[-2] in listed("heralds", "seats_of_power") and after and after[0].strip(",.") in listed("said_so"):
        return True
    return nouns[-2] in listed("audiences") and bool({*nouns[-7:-2]} & {*listed("said_so"), "tell", "telling", "at"})


def from_before(page: Page, sentence: Sentence) -> Found | None:
    """The one place of the sentence before, when both stand in one quotation."""
    for other in reversed(page.sentences[max(0, sentence.index - 2) : sentence.index]):
        if other.unit != sentence.unit:
            return None
        inside = sites_in(page, other.start, other.end)
        if len(inside) == 1:
            return Found.of(inside[0])
        lows = {word.strip(".,“”\"'").lower() for word in other.text.split()}
        if lows & {"city", "town", "village"}:
            before = sites_in(page, 0, other.start)
            return Found.of(before[-1]) if before else None
    return None


def last_named(page: Page, sentence: Sentence) -> Found | None:
    """The place that the sentence before named last."""
    if sentence.index == 0:
        return None
    other = page.sentences[sentence.index - 1]
    inside = [m for m in sites_in(page, other.start, other.end) if not _on_the_way(page, m)]
    wide = [m for m in page.places_in(other.start, other.end) if m.feature in ("province", "region")]
    inside = inside or wide
    return Found.of(inside[-1]) if inside else None


def _on_the_way(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is only where a road leads: "on the highway linking X with the south"."""
    sentence = page.sentence_at(mention.start)
    before = sentence.text[: mention.start - sentence.start].lower().split()[-3:]
    return any(word in listed("linking") for word in before)


def _where(sentence: Sentence, start: int) -> bool:
    return any(token.low == "where" for token in sentence.tokens[max(0, start - 14) : start])


def _fits(mention: PlaceMention, noun: str, page: Page) -> bool:
    """Whether a place is of the kind that the noun names: "the province", "the country", "the town"."""
    if noun in ("country", "nation"):
        return mention.feature == "country"
    if noun in listed("wide"):
        return mention.feature in ("province", "region", "district")
    if mention.feature not in listed("sites") and noun != "part":
        return False
    if mention.place.text.split()[0].lower().rstrip(".") in words().titles | {"hon", "mgr", "mallam"}:
        return False  # "Hon. Aliyu X": a person
    return mention.feature != "country" and not only_a_distance(mention, page)


def only_a_distance(mention: PlaceMention, page: Page) -> bool:
    """ "60 miles north of X", "outside X": X is only where something else lies."""
    sentence = page.sentence_at(mention.start)
    at = mention.start - sentence.start
    before = sentence.text[max(0, at - 30) : at].lower().split()
    away = words().direction | {"outside", "miles", "kilometres", "kilometers", "km"}
    return len(before) >= 2 and before[-1] in ("of", "from") and before[-2] in away
