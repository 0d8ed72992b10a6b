"""Verbs of saying: whether a match is what they say, and who is their subject ("X said that …", "…, said X")."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.focus import Focus
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, after_determiner, is_time, phrase_end
from agents.claims.language.subjects import main_subject
from agents.claims.language.told_subjects import told_subject, with_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.speech.inverted import inverted, name_end, something_before, with_name
from agents.claims.speech.speaker import Attribution, speaker_of
from agents.claims.speech.speech_like import is_noun, next_low, speech_like
from agents.claims.speech.speech_words import speech_words
from agents.claims.speech.teller import ASIDE, main_sayer, sayer_beside, teller, whole_phrase, written_to_say
from agents.claims.speech.told_match import added, is_part, is_told, not_its_teller, past_who_was_hurt
from agents.claims.words import listed, mode_words, words


def reporting(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """ "X said (that) …", "…, X said", "…, said X", "X told Y …", "put at 70 by X", "with X reporting 12 dead"; null
    where i is no such verb.
    """
    lists = speech_words()
    low = tokens[i].low
    if tokens[i].text == "Said" and i and tokens[i - 1].capital and tokens[i - 1].kind == "word":
        return None  # a name: "Ali al Said"
    if low == "quoted" and i > 1 and tokens[i - 1].low in words().be and _as_saying(tokens, i):
        who = teller(tokens, verb_group(tokens, i, frozenset({"past", "pp"})), match)  # "X was quoted as saying by Y"
        return speaker_of(tokens, whole_phrase(tokens, who, i - 1, match), focus) if who is not None else None
    if low in ("reporting", "confirming"):
        with_it = with_subject(tokens, verb_group(tokens, i, frozenset({"ing"})))
        return speaker_of(tokens, with_it, focus) if with_it is not None else None
    cites = low in ("quoted", "quoting", "citing") or _cites(tokens, i)
    if not (low in lists.verbs or cites) or (match is not None and i == match.head):
        return _speaks_of_it(tokens, i, match, focus)
    there = next_low(tokens, i) == "that" and i > 0 and tokens[i - 1].low in words().be  # "there were reports that"
    told_of = there or next_low(tokens, i) == "of"
    if match is not None and low in lists.reports and told_of and 0 < match.head - i <= ASIDE * (1 + 2 * there):
        return Attribution(None, claiming=True)  # "initial reports of 20 killed"
    if low == "reports" and i and tokens[i - 1].low in ("citing", "quoting", "cited"):
        return None  # "issued a statement, citing reports that …": the reports say nothing themselves
    if low == "reports" and next_low(tokens, i) in ("confirmed", "said", "say"):
        return None  # they are reports, and nobody reports
    if i and tokens[i - 1].low == "reports" and low in ("confirmed", "said") and (i < 2 or tokens[i - 2].text in ',"”'):
        return speaker_of(tokens, Span(i - 1, i), focus)  # "…, reports confirmed on Tuesday"
    if (low in listed("sometimes_speech") and not speech_like(tokens, i)) or is_noun(tokens, i):
        return None
    if low.endswith("ed") and (after_determiner(tokens, i) or _described(tokens, i)):
        return None  # "the alleged loss", "four rebels reported dead", "378 reported fatalities"
    if match is not None and low.startswith("declare") and _declares_it(tokens, i, match):
        return None  # "X declared a day of mourning after bombs killed nine"
    if [token.low for token in tokens[i : i + 3]] in (["said", "to", "be"], ["said", "to", "have"]):
        return None  # "prisoners said to be officers": nobody says it
    if low == "listed" and next_low(tokens, i) == "as" and (not i or tokens[i - 1].kind == "punct"):
        return None  # "X, listed as a terrorist group by Y, killed …"
    if cites and i + 1 < len(tokens):
        end = phrase_end(tokens, i + 1, 14)
        return speaker_of(tokens, Span(i + 1, end), focus) if end > i + 1 else None
    if match is not None and match.head < i and _of_their_word(tokens, i):
        return None
    claiming = low in lists.claiming
    if low == "claimed" and next_low(tokens, i) == "by":
        return None  # "an attack claimed by X": X answers for it, and somebody else tells of it
    if low.startswith("claim") and _took_lives(tokens, i):
        return None
    if low.startswith("claim") and next_low(tokens, i) in ("responsibility", "credit"):
        return None  # "X claimed responsibility for the attack that killed 12": it tells nothing of the 12
    if low == "saying" and i and tokens[i - 1].low == "as":
        return None  # "quoted X as saying": X
    if low in listed("saying") - {"saying", "claiming"} and next_low(tokens, i) != "that":
        return None  # "announcing a ceasefire"
    forms = {"ing"} if low in listed("saying") else {"past", "pp"} if low.endswith(("d", "t")) else {"third"}
    group = verb_group(tokens, i, frozenset(forms))
    if not group.negated and (group.passive or group.bare_participle) and (by := _said_by(tokens, i)) is not None:
        return speaker_of(tokens, by, focus, claiming=claiming)
    if group.form == "gerund" and low in listed("saying"):
        main = (
            sayer_beside(tokens, group)
            or main_sayer(tokens, i)
            or main_subject(tokens, i)
            or told_subject(tokens, group)
        )
        if main is not None and tokens[main.end - 1].kind != "num":  # "… and 284 injured, saying"
            return speaker_of(tokens, main, focus, claiming=claiming)  # "activists put the toll higher, saying that …"
    if (writer := written_to_say(tokens, i)) is not None:
        return speaker_of(tokens, writer, focus)
    if group.negated or group.passive or group.form in ("infinitive", "gerund"):
        return None
    if low.endswith("ed") and with_subject(tokens, group) is not None:
        return None  # "killed 12 and looted shops, with two graves confirmed": nobody speaks
    if match is not None and not is_told(tokens, i, match):
        return None
    after = inverted(tokens, i) if something_before(tokens, i, match) else None
    if after is not None:
        inside = match is not None and is_part(match, after, i, inverted=True)
        return None if inside else speaker_of(tokens, after, focus, claiming=claiming)
    who = teller(tokens, group, match)
    who = _behind_those_hurt(tokens, who) if who is not None else None
    if who is None or (match is not None and not_its_teller(tokens, who, i, match)):
        return None
    whole = _last_of_two(tokens, _behind_those_hurt(tokens, whole_phrase(tokens, who, group.start, match)))
    while whole.end - whole.start > 2 and is_time(tokens, whole.end - 1):
        whole = Span(whole.start, whole.end - 1, whole.relative)  # "the military government Thursday reported"
    past = past_who_was_hurt(tokens, match, whole, i) if match is not None else whole
    if past is None:
        return None  # "killed 20 civilians in X Y Network reported"
    whole = past
    if any(token.low in listed("mute") for token in tokens[whole.start : whole.end]):
        return None  # "a plaque remembers the 14 people killed"
    if tokens[i].low in listed("raises") and tokens[whole.end - 1].low in listed("no_sayers"):
        return None  # "the latest deaths raised the toll"
    if tokens[whole.end - 1].low == "information":
        return Attribution(None, claiming=True)  # "more information says"
    if all(token.kind == "num" for token in tokens[whole.start : whole.end]):
        return None  # "10 reported fatalities"
    if tokens[whole.start].kind == "num" and not _several(tokens[whole.start + 1 : whole.end]):
        return None  # "sixty at the least"
    found = speaker_of(tokens, whole, focus, claiming=claiming)
    counts = low.startswith("believe") and found.said_by is not None and found.said_by.type == "organisation"
    if match is not None and match.head > i and added(tokens, i, match):
        return replace(found, aside=True)
    return replace(found, claiming=False) if counts else found  # an agency believes what it has counted


def _as_saying(tokens: Sequence[Token], i: int) -> bool:
    """Whether "was quoted as saying", "was quoted by an agency as saying" tells whose words they are."""
    if next_low(tokens, i) == "as":
        return True
    n = phrase_end(tokens, i + 2) if next_low(tokens, i) == "by" else i
    return i < n < len(tokens) - 1 and tokens[n].low == "as" and tokens[n + 1].low in ("saying", "telling")


def _cites(tokens: Sequence[Token], i: int) -> bool:
    """Whether "as saying" tells somebody's words: "the agency cited a doctor as saying"; no "cited bad health"."""
    if tokens[i].low not in ("cited", "cites", "quotes") or i + 2 >= len(tokens):
        return False
    end = phrase_end(tokens, i + 1, 14)
    return end + 1 < len(tokens) and tokens[end].low == "as" and tokens[end + 1].low in listed("saying")


def _of_their_word(tokens: Sequence[Token], i: int) -> bool:
    """Whether it is another's word that is denied right behind: "…, but the rebels dismissed the claim"."""
    if tokens[i].low not in mode_words().denials or i + 2 >= len(tokens):
        return False
    n = i + 1 + (tokens[i + 1].low in ("the", "this", "that", "those"))
    return tokens[n].low in listed("assertions") and (n + 1 >= len(tokens) or tokens[n + 1].kind == "punct")


def _behind_those_hurt(tokens: Sequence[Token], who: Span) -> Span:
    """The speakers behind the count of those harmed: "wounded 20 others, | police and hospital officials said"."""
    start, commas = who.start, [n for n in range(who.start, who.end - 1) if tokens[n].text == ","]
    behind = tokens[commas[-1] + 1] if commas else tokens[start]
    counted = bool(commas) and any(token.kind == "num" for token in tokens[start : commas[-1]])
    if commas and ((counted and behind.kind == "word" and not behind.capital) or commas[-1] == start):
        return Span(commas[-1] + 1, who.end, who.relative)
    return who


def _declares_it(tokens: Sequence[Token], i: int, match: Match) -> bool:
    """Whether something else is declared than the harm, which only came before it."""
    thing = next_low(tokens, i) in words().determiners or (i + 1 < len(tokens) and tokens[i + 1].kind == "num")
    return thing and any(token.low in ("after", "following") for token in tokens[i + 2 : match.head])


def _last_of_two(tokens: Sequence[Token], who: Span) -> Span:
    """The second of two phrases that an "and" of two clauses joins: "has 312 corpses and | the Red Cross lists"."""
    for n in range(who.end - 2, who.start, -1):
        if tokens[n].low == "and":
            first = tokens[who.start : n]
            clause = first[0].kind == "num" or any(token.low.endswith("ed") and not token.capital for token in first)
            return Span(n + 1, who.end, who.relative) if clause else who
    return who


def _speaks_of_it(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """The subject where the match is the verb of saying itself: "the clinic's staff spoke of over 200", "the rebels
    claimed control of X"; else null.
    """
    if match is None or i != match.head:
        return None
    boasts = match.rule.kind == "location_fall" and tokens[i].low in listed("own_boasts")
    if boasts and match.agent is not None:
        return speaker_of(tokens, match.agent, focus, claiming=True)
    if tokens[i].low not in listed("speaking_of", "concedes"):
        return None
    who = teller(tokens, verb_group(tokens, i, frozenset({"past", "third"})), None)
    return speaker_of(tokens, who, focus) if who is not None else None


def _several(inside: Sequence[Token]) -> bool:
    """Whether those counted can speak: "two residents", "three survivors of the raid"."""
    speakers = words().people | listed("persons", "insiders", "voices")
    if any(t.capital or t.kind in ("actor", "place") for t in inside):
        return True  # "2016-04-03 'X says"
    return any(t.low in speakers or any(t.low in roles for _, roles in speech_words().types) for t in inside)


def _took_lives(tokens: Sequence[Token], i: int) -> bool:
    """Whether "claim" tells of deaths: "the blast claimed 12 lives", "claims six martyrs", "has
    claimed the lives of 12".
    """
    behind = [token.low for token in tokens[i + 1 : i + 5]]
    if behind[:2] == ["the", "lives"]:
        return True  # "has claimed the lives of 12 people"
    counted = i + 1 < len(tokens) and tokens[i + 1].kind == "num"
    return counted and not {"lives", "life", "martyrs", "victims"}.isdisjoint(behind)


def _described(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle belongs to the harm behind it: "four reported dead", "378 reported fatalities"."""
    counted = i > 0 and tokens[i - 1].kind == "num" and next_low(tokens, i) in listed("tolls")
    return counted or next_low(tokens, i) in listed("harm_predicates")


def _said_by(tokens: Sequence[Token], i: int) -> Span | None:
    """The X of "confirmed by X", "were counted by X", "put at 70 by X"."""
    for n in range(i + 1, min(len(tokens) - 1, i + ASIDE)):
        if tokens[n].kind == "punct":
            return None
        if tokens[n].low == "by" and next_low(tokens, n) not in listed("by_means"):
            end = with_name(tokens, n + 1, name_end(tokens, n + 1))
            return Span(n + 1, end) if end > n + 1 and (n == i + 1 or tokens[i].low in listed("put_at")) else None
    return None
