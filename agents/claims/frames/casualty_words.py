"""Harm told by words that are no verbs: "12 dead", "the toll rose to 40", "the bodies of 12 men", "12 are missing"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People
from agents.claims.frames.casualty_care import in_bad_condition, in_hospital, with_wounds
from agents.claims.frames.casualty_found import in_hands, no_trace, one_body, throats_cut
from agents.claims.frames.casualty_moves import on_the_move
from agents.claims.frames.casualty_tolls import body_count, toll
from agents.claims.frames.casualty_victims import left_with_some, past_who
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, inside_np, phrase_end, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.tokens import text_of
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Quantity, Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

LONG = 36
"""Tokens behind "the number of people killed" in which its figure stands, at most."""


def harm_word(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "12 dead", "left dozens dead", "the death toll rose to 40", "the bodies of 12 men were found"."""
    low = tokens[i].low
    if rule.needs == "figure":
        return _other_figure(tokens, i, rule)
    if low == "dead" and i + 1 < len(tokens) and _describes(tokens[i + 1]):
        return None  # "dead trees"
    if low in ("dead", "missing") and (apart := counted_apart(tokens, i, rule)) is not None:
        return apart
    if low == "dead" and (number := _now_number(tokens, i, rule)) is not None:
        return number
    if low == "dead" and (put := _put_at(tokens, i, rule) or _dead_of_a_kind(tokens, i, rule)) is not None:
        return put
    if low == "toll":
        return toll(tokens, i, rule)
    if low == "count":
        return body_count(tokens, i, rule)
    if low in ("bodies", "corpses", "remains"):
        return _bodies(tokens, i, rule)
    if low in ("body", "corpse"):
        return one_body(tokens, i, rule)
    if low in listed("under_care"):
        return in_hospital(tokens, i, rule)
    if low == "condition":
        return in_bad_condition(tokens, i, rule)
    if low in ("wounds", "burns", "injuries"):
        return with_wounds(tokens, i, rule)
    if low in ("move", "run"):
        return on_the_move(tokens, i, rule)
    if low == "homeless" and not listed("made_homeless") & {token.low for token in tokens[max(0, i - 9) : i]}:
        return None
    if low == "hands":
        return in_hands(tokens, i, rule)
    if low in ("throats", "throat"):
        return throats_cut(tokens, i, rule)
    if low == "trace":
        return no_trace(tokens, i, rule)
    return _predicate(tokens, i, rule)


def counted_apart(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "put the number of people displaced at 45,000", "the number of wounded rose to 33": the count stands behind."""
    if tokens[i].low not in ("dead", "missing") and (put := _put_at(tokens, i, rule)) is not None:
        return put  # "put those uprooted at almost 400,000", "put the wounded of both cities at 230"
    if (now := _now_number(tokens, i, rule)) is not None:
        return now  # "the displaced, at 41 sites, number 20,300"
    at = next((n for n in range(i - 1, max(-1, i - 9), -1) if tokens[n].low in listed("countings")), -1)
    if at < 0 or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].low not in ("of", "who") and not (at + 1 == i and not _some_more(tokens, at)):
        return None  # "the number of villagers killed", "brought to 49 the number killed"
    n = -1
    if at >= 2 and tokens[at - 1].low in ("the", "total") and tokens[at - 2].kind == "num":
        n = at - 2  # "puts at 300 the number of villagers shot dead"
    else:
        for k in range(i + 1, min(len(tokens), i + LONG)):
            if tokens[k].text in ".;?!":
                break
            before = tokens[k - 1 - (tokens[k - 1].low in ("now", "currently"))].low
            if tokens[k].kind == "num" and before in listed("before_figure", "rising"):
                n = k
                break
    if n < 0 or tokens[n].number is None:
        return None
    told = " ".join(token.text for token in tokens[at + 2 : i] if token.low != "the") or "people"
    people = People(tokens[n].number or Quantity(None, None, None), told, "unknown", n, n + 1, tokens[n].text, True)
    found = Match(rule, i, min(at, n), max(i, n) + 1, "word", people=people)
    if i + 2 < len(tokens) and (tokens[i + 1].low == "by" or tokens[i + 2].low == "by"):
        k = i + 2 if tokens[i + 1].low == "by" else i + 3
        found.agent = Span(k, max(k + 1, phrase_end(tokens, k))) if k < len(tokens) else None
    return found


def _some_more(tokens: Sequence[Token], stop: int) -> bool:
    """Whether some are told of who are added to those counted before: "four more, bringing to 13 the number killed"."""
    return any(part in ("more", "another") for token in tokens[:stop] for part in token.low.split())


def _other_figure(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Hospital staff spoke of more than 200", "others put the number at 160": another count of the same dead."""
    if tokens[i].low in listed("concedes"):
        return _conceded(tokens, i, rule)
    put = tokens[i].low in ("put", "puts")
    wanted = "at" if put else "of"
    n = next((k + 1 for k in range(i + 1, min(len(tokens) - 1, i + 5)) if tokens[k].low == wanted), -1)
    meant = not put or any(token.low in listed("the_figure") for token in tokens[i + 1 : n - 1])
    if n < 0 or not meant or tokens[n].number is None or (not put and n != i + 2):
        return None
    if n + 1 < len(tokens) and (inside_np(tokens, n + 1) or tokens[n + 1].low in ("of", "per", "%", '"', "“", "‘")):
        return None  # "spoke of 40 dead" is told by its noun, "of 40 tanks" is no toll
    number = tokens[n].number or Quantity(None, None, None)
    people = People(number, tokens[n].text, "unknown", n, n + 1, tokens[n].text, True)
    return Match(rule, i, i, n + 1, "word", people=people)


def _conceded(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "The army conceded 19.", "an opposition party confirmed 28": a bare count of the dead told before."""
    n = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].low == "only")
    if i > 1 and tokens[i - 1].low in listed("told_before") and tokens[i - 2].low in words().determiners:
        return None  # "to 102 from the earlier reported 61"
    if n >= len(tokens) or tokens[n].kind != "num" or tokens[n].number is None:
        return None
    if n + 1 < len(tokens) and tokens[n + 1].text not in ".;," and tokens[n + 1].low not in ("and", "but"):
        return None
    number = tokens[n].number or Quantity(None, None, None)
    people = People(number, tokens[n].text, "unknown", n, n + 1, tokens[n].text, True)
    return Match(rule, i, i, n + 1, "word", people=people)


def _now_number(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "The dead at X now number 19": a verb of counting behind "the dead"."""
    if not i or tokens[i - 1].low != "the":
        return None
    for n in range(i + 1, min(len(tokens) - 1, i + 9)):
        figure = tokens[n + 1].number
        if tokens[n].low in ("number", "numbers", "numbered", "totalled", "total") and figure is not None:
            text = text_of(tokens, n, n + 2)
            people = People(figure, text, "unknown", n, n + 2, tokens[n + 1].text, True)
            return Match(rule, i, i - 1, n + 2, "word", people=people)
        if tokens[n].kind == "punct" and tokens[n].text != ",":
            return None
    return None


def _describes(token: Token) -> bool:
    """Whether the word behind "dead" is a noun that names no people."""
    plain = token.kind == "word" and not token.capital and token.low.endswith("s") and token.low.isalpha()
    return (plain and token.low not in words().people | words().prepositions | {"was", "is"}) or token.low in listed(
        "dead_compounds"
    ) - {
        "men",
        "man",
        "woman",
        "bodies",
        "body",
    }


def _put_at(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "put the extremists' dead at 31", "put the government's dead in X at 124"."""
    told = tokens[i].low == "dead" or tokens[i - 1].low in ("the", "those", "its", "their")
    if not told or not any(token.low in listed("reckons_at") for token in tokens[max(0, i - 7) : i]):
        return None
    if tokens[i - 1].low not in words().determiners and not inside_np(tokens, i - 1):
        return None
    reach = 16 if tokens[i].low == "dead" and tokens[i - 1].low == "the" else 7
    for n in range(i + 2, min(len(tokens), i + reach)):
        figure = tokens[n].number
        quoted = tokens[n - 1].text in "\"'‘“" and tokens[n - 1].kind == "punct"
        in_the = figure is not None and figure.vague and (tokens[n - 2].low, tokens[n - 1].low) == ("in", "the")
        if figure is not None and (tokens[n - 1 - quoted].low == "at" or in_the):  # "put the dead in the hundreds"
            start = phrase_start(tokens, i - 1)[0]
            text = text_of(tokens, start, i + 1)
            people = People(figure, text, "unknown", n, n + 1, tokens[n].text, True)
            return Match(rule, i, start, n + 1, "word", people=people)
        if tokens[n].kind == "punct" and tokens[n - 1].low != "at":
            return None
    return None


def _dead_of_a_kind(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "62 enemy dead", "more than 100 Muslim dead": a count and a word that says whose dead they are."""
    if i < 2 or tokens[i - 2].kind != "num" or tokens[i - 1].kind not in ("word", "actor"):
        return None
    if tokens[i - 1].kind == "actor" and tokens[i - 1].low.rsplit(" ", 1)[-1] in words().people:
        return None  # "120 rebels and 10 soldiers dead": counted people, as any
    plain = tokens[i - 1].kind == "word" and (tokens[i - 1].capital or tokens[i - 1].low in listed("whose_dead"))
    ends = i + 1 >= len(tokens) or not inside_np(tokens, i + 1)
    figure = tokens[i - 2].number
    if i > 4 and tokens[i - 3].low == "and" and tokens[i - 4].capital and tokens[i - 5].kind == "num" and plain:
        other = tokens[i - 5].number  # "12 Russian and three Ukrainian dead"
        if figure is not None and other is not None and figure.best is not None and other.best is not None:
            both = Quantity(figure.best + other.best, figure.best + other.best, figure.best + other.best)
            people = People(both, text_of(tokens, i - 5, i + 1), "unknown", i - 5, i + 1, None, True)
            return Match(rule, i, i - 5, i + 1, "word", people=people)
    if not (plain or tokens[i - 1].kind == "actor") or not ends or figure is None:
        return None
    text = text_of(tokens, i - 2, i + 1)
    people = People(figure, text, "unknown", i - 2, i + 1, tokens[i - 2].text, True)
    return Match(rule, i, i - 2, i + 1, "word", people=people)


def _bodies(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "the bodies of 12 men were found", "12 bodies": with a verb of finding near."""
    people: People | None = None
    end = i + 1
    if i + 1 < len(tokens) and tokens[i + 1].low == "of":
        told = (n for n in range(i + 3, min(len(tokens), i + LONG)) if tokens[n].low in words().auxiliaries)
        people = people_phrase(tokens, i + 2, stop=next(told, None))  # "of a woman and two men | were found"
        end = people.end if people else end
        at = _counted_corpses(tokens, i) if people is not None and i else -1
        if people is not None and at >= 0:  # "22 bodies of suspected rebels"
            end = people.parts[0].end if people.parts else end
            figure, text = tokens[at].number or Quantity(None, None, None), text_of(tokens, at, end)
            people = People(figure, text, people.status, at, end, tokens[at].text, True)
    if people is None and tokens[i].low != "remains" and i and (at := _counted_corpses(tokens, i)) >= 0:
        people = People(
            tokens[at].number or Quantity(None, None, None),
            f"{tokens[at].text} {tokens[i].text}",
            "unknown",
            at,
            i + 1,
            tokens[at].text,
            True,
        )
        if i + 2 < len(tokens) and tokens[i + 1].low == "of":
            end = phrase_end(tokens, i + 2 + (tokens[i + 2].low in ("suspected", "alleged")))
    if people is None or not people.counted:
        return None
    aside = [token.low for token in tokens[end : end + 2]] in ([",", "including"], [",", "among"])
    around = {token.low for token in tokens[max(0, i - 12) : end + (24 if aside else 12)]}
    of = i + 1 < len(tokens) and tokens[i + 1].low == "of"
    verbs = listed("body_verbs") | ({"took", "takes"} if of else frozenset())
    if around & listed("living_bodies") or _reburied(tokens, end, around):
        return None
    kept = _has_them(tokens, people.start, end, around)
    if not around & verbs and not kept and not _lie_there(tokens, people.start, end):
        return None
    return Match(rule, i, min(i, people.start), end, "word", people=people)


def _reburied(tokens: Sequence[Token], end: int, around: set[str]) -> bool:
    """Whether the dead of long ago are only buried anew, or bodies are yet to be buried: nobody found them now."""
    if around & listed("reburials") and around & {"burial", "memorial", "reburied", "reburial", "rebury", "genocide"}:
        return True
    lows = [token.low for token in tokens[end : end + 12]]
    return any(lows[n + 1 : n + 3] == ["be", "buried"] for n, low in enumerate(lows) if low in ("will", "to", "would"))


def _has_them(tokens: Sequence[Token], start: int, end: int, around: set[str]) -> bool:
    """Whether a hospital has the bodies, or somebody speaks of those he has: "we have 34 bodies so far"."""
    if not start or tokens[start - 1].low not in words().have:
        return False
    told = tokens[start - 1].low == "have" and end < len(tokens) and tokens[end].low in ("so", "now", "here")
    return told or bool(around & listed("care"))


def _lie_there(tokens: Sequence[Token], start: int, end: int) -> bool:
    """ "17 bodies in the streets", or "X: 3 bodies." alone behind the place of a list."""
    noted = start >= 2 and tokens[start - 1].text == ":" and tokens[start - 2].kind == "place"
    if noted and (end >= len(tokens) or tokens[end].text in ".,;"):
        return True
    where = {token.low for token in tokens[end + 1 : end + 4]}
    return end < len(tokens) and tokens[end].low in ("in", "on", "along") and bool(where & listed("where_bodies_lie"))


def _counted_corpses(tokens: Sequence[Token], i: int) -> int:
    """Where the count of "12 bodies", "25 more charred bodies" stands; -1 for none, as in "two regulatory bodies"."""
    for n in range(i - 1, max(-1, i - 4), -1):
        if tokens[n].kind == "num":
            return n
        if not (tokens[n].capital or tokens[n].low in listed("of_corpses") or tokens[n].low.endswith("ed")):
            return -1
    return -1


def _predicate(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "12 dead", "12 people were dead", "leaving 12 people dead", "two others are missing"."""
    if i > 3 and tokens[i - 1].low == "or" and tokens[i - 2].low in listed("harm") and tokens[i].low == "dead":
        found = _predicate(tokens, i - 2, rule)  # "51 sailors are missing or dead"
        return replace(found, head=i, either=True) if found is not None else None
    if i >= 2 and tokens[i - 1].low == "the" and tokens[i - 2].low in ("of", "among"):
        return None  # "four of the dead": a part of those counted elsewhere
    if i + 1 < len(tokens) and (tokens[i + 1].kind in ("word",) and tokens[i + 1].low in listed("dead_compounds")):
        return None
    if rule.value == "missing" and i + 1 < len(tokens) and tokens[i + 1].low not in listed("after_missing"):
        return _sought(tokens, i, rule)
    if (told := left_with_some(tokens, i)) is not None:
        return Match(rule, i, told.start, i + 1, "word", people=told)
    j = i - 1
    if j > 0 and tokens[j].low in ("in", "out") and tokens[j - 1].low in listed("brought_in"):
        j -= 2  # "had been brought in dead", "were dug out dead"
    while j >= 0 and (tokens[j].low in listed("copula") or tokens[j].low in words().adverbs) and i - j < 6:
        j -= 1
    if j > 1 and tokens[j].text in '"”' and tokens[j - 1].kind == "num":
        j -= 1  # "left “more than 30” dead"
    if j >= 0 and tokens[j].text == "," and j + 1 < i:
        span = subject(tokens, j + 1)  # "31 migrants, most of them women, are missing"
        j = span.end - 1 if span is not None else -1
    if j < 0 or not inside_np(tokens, j):
        return None
    a, _ = phrase_start(tokens, j)
    if j < i - 1 and (whose := past_who(tokens, Span(a, j + 1))) is not None:
        a, j = whose.start, whose.end - 1  # "dozens of men who set out with their families were missing"
    for start in (a, *(n for n in range(a + 1, j + 1) if tokens[n].kind == "num")):
        people = people_phrase(tokens, start, stop=j + 1)
        bare = all(token.low in listed("reported_as") for token in tokens[j + 1 : i])
        if people is not None and bare and people.end == j + 1:
            people = _all_of_them(tokens, people)
        if people is not None and people.end == j + 1 and (people.counted or j < i - 1):
            group = _copula_group(tokens, j + 1, i)
            either = i + 2 < len(tokens) and tokens[i + 1].low == "or" and tokens[i + 2].low in listed("harm")
            return Match(rule, i, people.start, i + 1, "word", group, people=people, either=either)
    if j < i - 1 and (span := subject(tokens, j + 1)) is not None and span.end <= j + 1:
        people = people_phrase(tokens, span.start, stop=span.end)  # "43 people aboard a bus are dead"
        # "two members of X are missing"
        of_them = people is not None and (span.end <= j or tokens[people.end].low == "of")
        office = people is not None and people.end < span.end and tokens[people.end - 1].low in listed("local_offices")
        if people is not None and (people.counted or office) and of_them:
            return Match(rule, i, people.start, i + 1, "word", _copula_group(tokens, j + 1, i), people=people)
    return None


def _all_of_them(tokens: Sequence[Token], people: People) -> People:
    """The 75 of "55 of 75 confirmed dead had been identified": all who are dead."""
    n = people.start + 2 + (tokens[people.start].kind != "num")  # "only 55 of 75"
    if n >= people.end or tokens[n - 1].low != "of":
        return people
    n += tokens[n].low in words().determiners
    figure = tokens[n].number if n < people.end else None
    if figure is None:
        return people
    return replace(people, quantity=figure, start=n, text=text_of(tokens, n, people.end), number_text=tokens[n].text)


def _sought(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """The miners of "were trying to find 19 missing miners", "the search for the six missing climbers"."""
    count = tokens[i - 1].number if i else None
    who = people_phrase(tokens, i + 1) if count is not None else None
    if count is None or who is None or who.counted:
        return None
    if not any(token.low in listed("seeking") for token in tokens[max(0, i - 8) : i - 1]):
        return None
    text = f"{tokens[i - 1].text} {tokens[i].text} {who.text}"
    people = People(count, text, who.status, i - 1, who.end, tokens[i - 1].text, True)
    return Match(rule, i, i - 1, people.end, "word", people=people)


def _copula_group(tokens: Sequence[Token], start: int, i: int) -> VerbGroup | None:
    """The verb group of "were dead": its modals and negation count for the word."""
    if start >= i:
        return None
    return verb_group(tokens, i, frozenset({"pp"}))
