"""Where harm was done that its own sentence does not place: where its paragraph is, where the article's story is."""

from collections.abc import Sequence

from agents.claims.entities.place_names import Found
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import inside_np
from agents.claims.language.present import told_now
from agents.claims.model import Page, Sentence, Token
from agents.claims.reader.context import EVENT_REACH, Context, Told, fill, once
from agents.claims.reader.reading import Reading
from agents.claims.scene.datelines import LONG, in_a_part, in_dateline
from agents.claims.scene.not_there import (
    brought_in,
    fires_from,
    of_another_attack,
    officials,
    speaks_there,
    told_besides,
)
from agents.claims.scene.only_near import long_way_off, only_a_distance, went_to
from agents.claims.scene.sections import apart_from_it, dated_by_another, section_of, section_place, told_here
from agents.claims.scene.whither import whither
from agents.claims.words import listed, words
from schemas.place import PlaceMention

NATIONAL = {"killed": 2_001, "injured": 5_000, "missing": 2_000, "abducted": 2_000, "displaced": 50_000}
"""From so many on, a toll without a place is taken for the country's and not for the event's told before."""
OPENING = 3
"""Sentences in which an article says where its story is."""


def story_place(context: Context, reading: Reading) -> Found | None:
    """The place of the event that a sentence without a place goes on telling of; null where none can be told."""
    told, index = told_here(context, reading.sentence), reading.sentence.index
    if told is not None and told.sentence == index:
        return told.place  # "captured X, killing 12 soldiers"
    if names_a_place(reading.sentence) or apart_from_it(reading.sentence):
        return None
    at, topic = paragraph_place(context, reading.sentence)
    if nationwide(reading.match) and not _of_those(reading):
        return topic if topic is not None and at == index - 1 else home(context)
    if told is not None and told.several and told.around is not None and index <= told.until:
        return told.around  # "three died in X and one in Y. Ten others were hurt": in their province
    if told is not None and index <= told.until:
        wide = told.place.feature in ("province", "region", "country")
        since = _inside_since(context, told, index) if wide else _meanwhile(context, told, index)
        if since is not None:
            return since
    if told is not None and index <= told.until and told.sentence >= at:
        return _whole_town(context, reading, told)
    return topic


def _inside_since(context: Context, told: Told, index: int) -> Found | None:
    """The site in the province told of in which a sentence since says that it was: "They fired on a bar in X"."""
    wide = told.place.place
    for other in reversed(context.page.sentences[told.sentence + 1 : index]):
        if apart_from_it(other):
            return None
        found = located(context.page, other)
        if found is not None and found.feature in listed("sites") and found.place.country == wide.country:
            return found if found.place.admin1 in (wide.admin1, None) or wide.admin1 is None else None
    return None


def _meanwhile(context: Context, told: Told, index: int) -> Found | None:
    """The site of another fight that a sentence since tells, or of the blow that it goes back to: "Soldiers also
    clashed with rebels near X", "The blast tore through a market in X".
    """
    for n in range(index - 1, max(told.sentence, index - EVENT_REACH), -1):
        before = context.page.sentences[n]
        fill(context.page, before)
        tokens = before.tokens
        lows = {token.low for token in tokens}
        again = bool(lows & {"meanwhile", "also", "separately", "another"}) and n == index - 1
        opens = len(tokens) > 1 and tokens[0].low == "the" and tokens[1].low in listed("one_attack")
        if not (opens or (again and lows & listed("fight_verbs"))):
            continue
        found = located(context.page, before)
        return found if found is not None and found.feature in listed("sites") | {"other"} else None
    return None


def _of_those(reading: Reading) -> bool:
    """Whether the count is one of people told of before: "Of the men who walked out, 4,000 are missing"."""
    tokens = reading.sentence.tokens
    return tokens[0].low == "of" and tokens[1].low in ("the", "those") and reading.match.start > 2


def _whole_town(context: Context, reading: Reading, told: Told) -> Found:
    """The place of an event, but the article's town for its one building, once another paragraph tells on."""
    block = context.paragraph(context.page.sentences[told.sentence]) if told.sentence >= 0 else -1
    building = told.place.feature == "facility" or told.place.place.text.split()[-1].lower() in listed("seat_nouns")
    there = any(token.low == "there" for token in reading.sentence.tokens)
    if (
        there
        or not (building or told.place.feature in listed("parts_of_towns"))
        or not (
            _another_place(reading)
            or _by_another(context, reading, told)
            or (building and block != context.paragraph(reading.sentence))
        )
    ):
        return told.place
    place = told.place.place
    beside = context.page.places_in(0, context.page.sentences[told.sentence].end)
    near = [m for m in reversed(beside) if m.feature == "settlement" and m.place.country == place.country]
    near = [m for m in near if not (went_to(context.page, m) or in_dateline(context.page, m.start))]
    named = next((m for m in near if context.paragraph(context.page.sentence_at(m.start)) == block), None)
    main = main_place(context) if named is None else None
    if main is not None and main.feature == "settlement":
        return main
    named = named or next(iter(near), None)
    return Found.of(named) if named is not None else told.place


def _another_place(reading: Reading) -> bool:
    """Whether the harm is said to be at another place of the kind: "in another quarter", "elsewhere in the city"."""
    tokens, w = reading.sentence.tokens, words()
    for n, token in enumerate(tokens):
        if token.low == "elsewhere":
            return True
        if token.low in ("another", "other") and any(t.low in w.place_part for t in tokens[n + 1 : n + 4]):
            return all(inside_np(tokens, k) for k in range(n + 1, min(len(tokens), n + 2)))
    return False


def _by_another(context: Context, reading: Reading, told: Told) -> bool:
    """Whether somebody counts for himself, and not of the building told of before: "the army put its losses at 9"."""
    lows = {token.low for token in reading.sentence.tokens}
    named = set(told.place.place.text.lower().split())
    if told.sentence == reading.sentence.index or lows & (named | {"there", "inside", "it", "scene", "he", "she"}):
        return False
    return reading.attribution.said_by is not None and reading.attribution.named


def nationwide(match: Match) -> bool:
    """Whether so many are counted that, without a place, the count is of the whole country."""
    quantity = match.people.quantity if match.people is not None else None
    figure = (quantity.best or quantity.low or quantity.high or 0) if quantity is not None else 0
    return figure >= NATIONAL[match.rule.value]


def home(context: Context) -> Found | None:
    """The country that the article is about, where it names it."""
    page = context.page
    own = (m for m in page.places if m.feature == "country" and page.theatre and m.place.country == page.theatre)
    mention = next(own, None)
    return Found.of(mention) if mention is not None else None


def names_a_place(sentence: Sentence) -> bool:
    """Whether a sentence names any place smaller than a country, but as where somebody was taken or came from."""
    return once(sentence, "names a place", lambda: any(_names(sentence.tokens, n) for n in range(len(sentence.tokens))))


def _names(tokens: Sequence[Token], n: int) -> bool:
    mention = tokens[n].place
    if mention is None or mention.feature in ("country", "water"):
        return False
    seat = n > 1 and tokens[n - 1].low in ("in", "at") and tokens[n - 2].low in listed("speaking_seats")
    roams = n > 1 and tokens[n - 1].low in ("in", "near", "across") and tokens[n - 2].low in listed("at_work")
    if roams or seat or (n and (speaks_there(tokens, n - 1, seats=False) or fires_from(tokens, None, n - 1))):
        return False  # "who lives in X", "rebels positioned in X"
    if told_besides(tokens, 0, n) or brought_in(tokens, n) or officials(tokens, n):
        return False
    if mention.feature == "other" and n and tokens[n - 1].low == "of":
        return False  # "two lecturers of the Federal X"
    first = n - 2 if n > 2 and tokens[n - 1].low == "'s" and tokens[n - 2].place is not None else n  # "to X's hospital"
    before = [token.low for token in tokens[max(0, first - 2) : first] if token.low not in words().determiners]
    spoken = {token.low for token in tokens[n + 1 : n + 3]} & (listed("said_so", "put_at") | {"says", "say"})
    if _voices_of(tokens, n):
        return False  # "Antioquia state officials reported"
    rules = not before and n + 1 < len(tokens) and tokens[n + 1].low in listed("rulers_say")
    if rules or (before[-1:] == ["in"] and spoken):
        return False  # "hospital sources in X say", "the command in X put its losses at nine"
    return not before or before[-1] not in ("to", "from", "towards", "toward", "via", "left", "leaving", "reached")


def _voices_of(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n only tells whose officials, police or doctors speak: "…, North Kivu police said"."""
    k = n + 1 + (n + 1 < len(tokens) and tokens[n + 1].low in words().place_whole)
    voice = k + 1 < len(tokens) and tokens[k].low in listed("insiders", "voices")
    return voice and any(token.low in listed("said_so") for token in tokens[k + 1 : k + 3])


def heading(tokens: Sequence[Token]) -> int:
    """The place with which a sentence begins, before a colon ("Omagh: death toll now 28"); -1 where there is none."""
    colon = next((n for n in range(1, min(len(tokens), 10)) if tokens[n].text == ":"), -1)
    told = any(t.kind == "word" and (t.low in words().verbs or t.low in words().auxiliaries) for t in tokens[:colon])
    if colon < 0 or told:
        return -1
    if colon <= 2 and len(tokens) > LONG and tokens[colon + 1].capital and tokens[-1].text in ".!?":
        return -1  # "Colombo: At least five sailors were killed …": where it was written
    named = ((n, tokens[n].place) for n in range(colon))
    return next((n for n, mention in named if mention is not None and mention.feature != "country"), -1)


def paragraph_place(context: Context, sentence: Sentence) -> tuple[int, Found | None]:
    """(number of the sentence, place) where the nearest sentence before in the same paragraph says that it is."""
    page = context.page
    block = context.paragraph(sentence)
    for other in reversed(page.sentences[max(0, sentence.index - EVENT_REACH) : sentence.index]):
        if context.paragraph(other) != block:
            break
        found = located(page, other)
        if found is not None:
            return other.index, found
    return -1, None


def located(page: Page, sentence: Sentence) -> Found | None:
    """The last place in which a sentence says that something was: "in X", "near X", "shelled X", or "X." alone."""
    return once(sentence, "located", lambda: _located(page, sentence))


def _located(page: Page, sentence: Sentence) -> Found | None:
    if dated_by_another(sentence):
        return None
    fill(page, sentence)
    tokens = sentence.tokens
    wider: Found | None = None
    for n in range(len(tokens) - 1, -1, -1):
        mention = tokens[n].place
        if mention is None or mention.feature == "country" or _in_brackets(tokens, n):
            continue
        if not (len(tokens) <= 3 or is_where(page, tokens, n) or n == heading(tokens) or _described(tokens, n)):
            continue
        if mention.feature in listed("sites") and not only_a_distance(mention, page):
            at = n - 2 - (tokens[n - 1].low in words().determiners)  # "raided X village in the Y area"
            within = at > 0 and tokens[at + 1].low == "in" and is_where(page, tokens, at)
            inner = tokens[at].place if within else None
            narrower = inner is not None and inner.feature in listed("sites")
            return Found.of(inner if inner is not None and narrower else mention, -1)  # "shelled X in Y district"
        if n < 7 and mention.feature not in listed("sites"):
            wider = wider or Found.of(mention, -1)  # "In Helmand province, …"
    return wider


def _in_brackets(tokens: Sequence[Token], n: int) -> bool:
    """Whether brackets only say where the place before them lies: "the island of X (on Lake Y)"."""
    opened = next((k for k in range(n - 1, max(0, n - 4), -1) if tokens[k].text == "("), 0)
    return opened > 0 and tokens[opened - 1].place is not None


def _described(tokens: Sequence[Token], n: int) -> bool:
    """Whether a sentence begins by saying where the place at n lies: "X sits beside a mine"."""
    return n == 0 and len(tokens) > 2 and tokens[1].low in listed("lies_at")


def is_where(page: Page, tokens: list[Token], n: int) -> bool:
    """Whether the place at n is where something was, and neither a speaker's place nor a dateline."""
    if in_dateline(page, tokens[n].start) or any(t.low in listed("said_so") for t in tokens[n + 1 : n + 5]):
        return False
    if _of_office(tokens, n) or brought_in(tokens, n):
        return False
    for k in range(n - 1, max(-1, n - 8), -1):
        low = tokens[k].low
        if low in listed("in") or low in listed("strikes_at") or told_now(tokens, k, deed=True):
            return not (speaks_there(tokens, k) or of_another_attack(tokens, k))
        if low != "of" and not inside_np(tokens, k):
            return False
    return False


def _of_office(tokens: list[Token], n: int) -> bool:
    """Whether the place at n is where somebody has an office: "X, spokeswoman for the department in Y, called it …"."""
    begins = next((k + 1 for k in range(n - 1, -1, -1) if tokens[k].text in ",;:—–("), 0)
    held = tokens[begins:n]
    if any(t.kind == "word" and (t.low in words().verbs or t.low in words().auxiliaries) for t in held):
        return False
    return any(t.low in listed("offices") for t in held)


def heart(context: Context, reading: Reading) -> Found | None:
    """Where the article's story is: the site that its title and first lines name first and the whole names most.

    Not where the count is of the whole country, or the sentence is about the country by name.
    """
    if nationwide(reading.match) or apart_from_it(reading.sentence):
        return None
    if section_of(context, reading.sentence) is not None:
        return section_place(context, reading.sentence)
    tokens = reading.sentence.tokens
    moves = reading.match.rule.value == "displaced"
    told = (n for n in range(len(tokens)) if _tells_country(context, tokens, n) and not (moves and whither(tokens, n)))
    country = next(told, -1)
    if country >= 0 and not any(t.low in listed("said_so") for t in tokens[country : country + 6]):
        return Found.of(mention) if (mention := tokens[country].place) is not None else None
    return main_place(context)


def main_place(context: Context) -> Found | None:
    """The site that the article's title and first lines name first and its whole names most; null where none is."""
    return once(context.page.sentences[0], "heart", lambda: _heart(context)) if context.page.sentences else None


def _tells_country(context: Context, tokens: Sequence[Token], n: int) -> bool:
    """Whether the token at n names the country of the article's events, and not "al-Qaeda's X branch", "cost X 23"."""
    place = tokens[n].place
    if any(t.low in listed("branches") for t in tokens[n + 1 : n + 2]) or (
        n and tokens[n - 1].low in ("cost", "costs")
    ):
        return False
    if n and speaks_there(tokens, n - 1):
        return False  # "said in X that the attack had killed"
    return place is not None and place.feature == "country" and place.place.country == context.page.theatre


def _heart(context: Context) -> Found | None:
    page, scores, firsts = context.page, dict[str, float](), dict[str, PlaceMention]()
    opening = page.sentences[: OPENING + (page.sentences[0].block == "title")]
    for sentence in opening:
        if dated_by_another(sentence):
            continue
        for mention in page.places_in(sentence.start, sentence.end):
            abroad = mention.place.country not in (None, page.theatre or mention.place.country)
            if mention.feature not in listed("sites") or abroad:
                continue
            if (in_dateline(page, mention.start) and in_a_part(page)) or long_way_off(page, mention):
                continue
            if not _speaks(page, mention) and not _bound_for(sentence, mention):
                firsts.setdefault(mention.place.name, mention)
    for mention in page.places:
        if (first := firsts.get(mention.place.name)) is not None:
            scores[mention.place.name] = scores.get(mention.place.name, 0) + _weight(page, mention, first)
    best = max(firsts, key=lambda name: scores[name], default=None)  # a tie: the one named first
    return Found.of(firsts[best]) if best is not None else None


def _bound_for(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place is only where somebody was going: "a bus was carrying pilgrims to X", "bound for X"."""
    before = sentence.text[: mention.start - sentence.start].lower().split()
    going = any(word in listed("on_the_road") for word in before[-9:-1])
    return before[-1:] in (["to"], ["for"], ["from"]) and going


def _speaks(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is where somebody speaks: "Bamako denies striking wedding", "the government in X said"."""
    sentence = page.sentence_at(mention.start)
    fill(page, sentence)
    n = next((k for k, token in enumerate(sentence.tokens) if token.start == mention.start), 0)
    tokens = sentence.tokens
    if n and (speaks_there(tokens, n - 1) or fires_from(tokens, None, n - 1) or of_another_attack(tokens, n - 1)):
        return True
    following = sentence.text[mention.end - sentence.start :].split(" ", 2)
    return len(following) > 1 and following[0] == "" and following[1].lower() in listed("rulers_say")


def _weight(page: Page, mention: PlaceMention, first: PlaceMention) -> float:
    """What a mention says for its place: most in the first lines, little in a dateline or by an unknown name."""
    known = 0.5 if first.feature == "other" else 1.0
    sentence = page.sentence_at(mention.start)
    if in_dateline(page, mention.start) or sentence.index > OPENING:
        return known
    fill(page, sentence)
    n = next((k for k, token in enumerate(sentence.tokens) if token.start == mention.start), -1)
    return known * (4 if n >= 0 and (sentence.block == "title" or is_where(page, sentence.tokens, n)) else 2)
