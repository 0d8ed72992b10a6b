"""The place as what fell: "X fell to Y", "X, which Y said had fallen", "X and Z fell before it"."""

from collections.abc import Sequence

from agents.claims.entities.places import place_phrase
from agents.claims.frames.control_allowed import allowed
from agents.claims.frames.control_gains import giving_control
from agents.claims.frames.control_subjects import (
    garrison_of,
    left_of_participle,
    ranked_subject,
    subject_place,
    whose_capital,
)
from agents.claims.frames.match import Match
from agents.claims.frames.sides import assign, obliques
from agents.claims.language.clauses import clause_end, so_long_after
from agents.claims.language.noun_phrases import Span, is_time, phrase_end
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import VerbGroup
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

_GIVING_UP = frozenset({"control.capitulate", "control.lay-down", "control.give-up"})
"""Rules of which a garrison may be the subject: the place is where it stands."""


def place_subject(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "X fell to rebels", "X has fallen", "the latest town to fall", "X came under the control of rebels"."""
    k += k + 1 < len(tokens) and tokens[k].low in ("briefly", "quickly", "finally", "apparently")
    following = tokens[k].low if k < len(tokens) else "."
    told = (
        rule.name in ("control.go", "control.succumb-siege")
        or following in listed("after_fall")
        or so_long_after(tokens, k)
        or _how_it_fell(tokens, k)
        or (group.form == "gerund" and _hearsay(tokens, group.start))
    )
    if not rule.after and not told:
        return None
    span = ranked_subject(tokens, group) if group.form == "infinitive" else subject(tokens, group.start)
    if group.form == "gerund" and (span is None or _hearsay(tokens, group.start)):
        span = left_of_participle(tokens, group)
    places = whose_capital(tokens, span) or subject_place(tokens, span, group.start)
    garrison = garrison_of(tokens, span) if rule.name in _GIVING_UP else None
    places = garrison or places
    if places is None:
        return None
    if not allowed(tokens, rule, group, k):
        return None
    found = Match(rule, group.head, min(places.start, group.start), k, "active", group, places)
    found.patient = span if garrison is not None else None
    stop = clause_end(tokens, k)
    if rule.after and rule.name in ("control.give-up", "control.trade-hands"):
        obliques(tokens, found, k, stop)
    if rule.after:
        holder = _holder(tokens, group.head, k)
        end = phrase_end(tokens, k)
        if holder is not None and rule.object != "none":
            assign(found, rule.object, holder)
        elif end > k and rule.object != "none":
            assign(found, rule.object, Span(k, end))
            found.end = end
        if rule.needs == "receiver":
            obliques(tokens, found, found.end, min(len(tokens), k + 20))
            return found if found.agent is not None else None
        if found.agent is None and rule.object in ("none", "taken_from"):
            found.agent = _breaking_through(tokens, k)
        return found
    obliques(tokens, found, k, min(stop, k + 14))
    ours = k + 1 < len(tokens) and tokens[k + 1].low in ("us", "our")
    if ours and following == "to":
        found.agent = Span(k + 1, k + 2)
    if found.agent is None and rule.name == "control.fall":
        found.agent = giving_control(tokens, k)
    if rule.needs == "siege":
        return found
    if following in ("to", "into", "under", "in") and found.agent is None and not ours and not _day_follows(tokens, k):
        return None
    return found


def _hearsay(tokens: Sequence[Token], start: int) -> bool:
    """Whether "claims of", "reports of" stands before the place whose falling they tell of."""
    near = range(max(0, start - 6), start - 1)
    return any(tokens[n].low in listed("hearsay") and tokens[n + 1].low in ("of", "about") for n in near)


def _how_it_fell(tokens: Sequence[Token], k: int) -> bool:
    """Whether what says how or when a place fell stands at k: "almost unopposed", "by force", "street by street", "half
    an hour later"; no "fell silent", "fell sharply", "fell by a tenth".
    """
    low, following = tokens[k].low, tokens[k + 1].low if k + 1 < len(tokens) else "."
    if low == "by":
        return following in listed("means_of_taking") or (following != "." and is_time(tokens, k + 1))
    if following == "by" and k + 2 < len(tokens) and tokens[k + 2].low == low:
        return True
    return low in listed("how_it_fell") or (low in listed("spans_of_time") and following in ("later", "after"))


def _breaking_through(tokens: Sequence[Token], k: int) -> Span | None:
    """Who came when it changed hands: "slipped from the army's grasp when rebels broke through"."""
    for n in range(k, min(len(tokens) - 2, k + 10)):
        if tokens[n].low not in ("when", "as", "after"):
            continue
        end = phrase_end(tokens, n + 1)
        armed = any(token.kind == "actor" for token in tokens[n + 1 : end])
        comes = end < len(tokens) and tokens[end].low in listed("breaking_in")
        return Span(n + 1, end) if armed and comes else None
    return None


def fallen_before(tokens: Sequence[Token], found: Match) -> Match | None:
    """The others of "the third city to fall to X, after Y and Z": they fell before, to the same."""
    if found.verb is None or found.verb.form != "infinitive":
        return None
    for n in range(found.head + 1, min(len(tokens) - 1, found.head + 16)):
        if tokens[n].low in ("after", "following", "joining") and tokens[n - 1].text == ",":
            places = place_phrase(tokens, n + 1)
            if places is None or not places.places:
                return None
            return Match(
                found.rule, places.places[0].position, n, places.end, "listed", None, places, agent=found.agent
            )
    return None


def _holder(tokens: Sequence[Token], head: int, k: int) -> Span | None:
    """Whose hands or control the words after a verb name: the "rebel" of "is now in rebel hands"."""
    if tokens[k - 1].low.endswith((" hands", " control")):
        return Span(k - 1, k)
    if tokens[k - 1].low not in (
        "hands",
        "control",
        "lap",
        "grasp",
        "grip",
        "power",
        "keeping",
        "rule",
        "occupation",
    ) or tokens[k - 2].low in ("the", "full"):
        return None
    end = k - 2 if tokens[k - 2].low in ("'s", "'") else k - 1
    start = end - 1
    while start - 1 > head and tokens[start - 1].low not in words().prepositions | words().adverbs:
        start -= 1
    return Span(start, end)


def _day_follows(tokens: Sequence[Token], k: int) -> bool:
    """Whether "in" at k opens a time: "fell in 2014", "in the early hours"."""
    return (
        tokens[k].low == "in"
        and k + 1 < len(tokens)
        and (tokens[k + 1].kind == "year" or tokens[k + 1].low in listed("day_openers") or tokens[k + 1].capital)
    )
