"""The speaker behind a verb of saying: '," said a city official', ", said the mayor, X"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, phrase_end, phrase_start
from agents.claims.model import Token
from agents.claims.words import listed, words


def inverted(tokens: Sequence[Token], i: int) -> Span | None:
    """The speaker behind the verb: '," said a city official'."""
    if i == 0 or i + 1 >= len(tokens):
        return None
    opened = tokens[i - 1].text in ",”\"’'" and not (tokens[i].low in ("told", "tells") and tokens[i - 1].text == ",")
    if not opened and tokens[i].low == "said" and (tokens[i + 1].low in ("the", "a", "an") or tokens[i + 1].capital):
        end = name_end(tokens, i + 1)
        # the speaker ends the sentence, or a clause about the speaker does
        described = ("who", "which", "also", "known", "formerly")
        ends = end >= len(tokens) - 1 or tokens[end].kind == "punct" or tokens[end].low in described
        ends = (ends or _office_behind(tokens, end)) and not _has_its_own(tokens, i)
        opened = ends and not (end < len(tokens) and tokens[end].text == "-")  # "said a 54-year-old woman was killed"
    if not opened:
        return None
    if tokens[i].low in listed("reading_out"):
        end = name_end(tokens, i + 1)
        by = next((n for n in range(end, min(len(tokens) - 1, end + 4)) if tokens[n].low in ("by", "from")), -1)
        return Span(by + 1, name_end(tokens, by + 1)) if by > 0 else Span(i + 1, end)
    following, w = tokens[i + 1].low, words()
    if tokens[i].low in ("declared", "claimed", "announced") and following in listed("declared_things"):
        return None  # "after the rebels, whom the army had fought for years, declared victory"
    if following in w.pronouns or following in w.subordinators or following in w.prepositions or following == "why":
        return None
    end = name_end(tokens, i + 1)
    sure = listed("tolls", "the_event", "no_sayers") if tokens[i].low == "confirmed" else frozenset()
    if any(token.low in sure for token in tokens[i + 1 : end]):
        return None  # "the clinic, where they were brought, confirmed the toll"
    posted = tokens[end - 1].low in listed("texts")  # "claimed a tweet sent on Friday"
    verb = end < len(tokens) and tokens[end].kind == "word" and (tokens[end].low in w.verbs or _verb_like(tokens, end))
    if verb and not posted:
        return None  # ", the mayor, said 500 bodies had been …": it is the clause that is said
    return Span(i + 1, with_name(tokens, i + 1, end)) if end > i + 1 else None


def something_before(tokens: Sequence[Token], i: int, match: Match | None) -> bool:
    """Whether anything is told before the verb at i, so that it can be inverted: not in "X, an aide, said 12 died"."""
    if i == 0 or tokens[i - 1].text in "”\"’'":
        return True
    if tokens[i - 1].text != ",":
        return match is None or match.head < i  # "The director also said X fighters killed 12"
    if match is not None:
        return match.head < i
    w = words()
    return any(t.low in w.verbs or t.low in w.auxiliaries or t.low.endswith("ed") for t in tokens[: i - 1])


def _office_behind(tokens: Sequence[Token], end: int) -> bool:
    """Whether a name goes on with its office, whose comma is lost: "said Rami Saleh | the head of the monitor"."""
    near = tokens[end : end + 2]
    named = tokens[end - 1].kind == "word" and tokens[end - 1].capital
    return named and len(near) > 1 and near[0].low in ("the", "a", "an") and near[1].low in listed("offices_of")


def _has_its_own(tokens: Sequence[Token], i: int) -> bool:
    """Whether the verb at i has its speaker before it, behind a quotation: '…” the bulletin said X reported'."""
    start, ruled = phrase_start(tokens, i - 1)
    return not ruled and start > 0 and tokens[start].low in ("the", "a", "an") and tokens[start - 1].text in '”"'


def with_name(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where an office ends with the name set off behind it: "said the deputy prosecutor, X, …"."""
    if end + 1 >= len(tokens) or tokens[end].text != "," or not tokens[end + 1].capital:
        return end
    stop = phrase_end(tokens, end + 1)
    if stop + 1 < len(tokens) and tokens[stop].text == "." and len(tokens[stop - 1].text) == 1:
        stop = phrase_end(tokens, stop + 1)  # "K. Shan"
    inside = [token for token in tokens[end + 1 : stop] if token.kind != "punct"]
    named = stop > end + 1 and all(token.capital or token.low in listed("name_particles") for token in inside)
    closed = stop >= len(tokens) or tokens[stop].kind == "punct"
    office = not tokens[end - 1].capital or tokens[end - 1].low in words().titles
    return stop if named and closed and office and tokens[end + 1].kind == "word" else end


def _verb_like(tokens: Sequence[Token], end: int) -> bool:
    """Whether the word behind a phrase is its verb: an auxiliary, or an unknown word in -ed."""
    low = tokens[end].low
    return low in words().auxiliaries or low.endswith("ed")


def name_end(tokens: Sequence[Token], start: int) -> int:
    """Where a speaker's description ends, with its "for Human Rights", "of the northern region"."""
    end = phrase_end(tokens, start, 18)
    while end + 1 < len(tokens) and tokens[end].low in ("for", "of", "in", "at") and end > start:
        following = phrase_end(tokens, end + 1, 8)
        if following == end + 1:
            break
        end = following
    while end + 1 < len(tokens) and end > start and tokens[end].text == "." and _initial(tokens[end - 1]):
        if tokens[end + 1].kind != "word" or not tokens[end + 1].capital:
            break
        end = phrase_end(tokens, end + 1)  # "police officer R. N. Silva"
    return _one_phrase(tokens, start, end)


def _initial(token: Token) -> bool:
    return len(token.text) == 1 and token.capital


def _one_phrase(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a phrase ends that runs on into the next without a comma: "a report by the Darfur Centre | the war has"."""
    for n in range(start + 2, end):
        joined = tokens[n - 1].kind == "punct" or tokens[n - 1].low in words().prepositions | {"and", "or"}
        if tokens[n].low in ("the", "a", "an", "its", "their") and not joined:
            return n
        if tokens[n].low in ("also", "better", "formerly") and n + 1 < len(tokens) and tokens[n + 1].low == "known":
            return n
    return end
