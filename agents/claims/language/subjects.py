"""The subject of a verb group: to its left, behind a relative pronoun, or that of the verb which rules it."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.language.asides import OPENS, names_before, of_whom, opener
from agents.claims.language.clauses import WINDOW, contact_clause
from agents.claims.language.noun_phrases import (
    Span,
    after_determiner,
    before_whose,
    inside_np,
    is_adverb,
    is_time,
    phrase_end,
    phrase_start,
)
from agents.claims.language.present import told_now
from agents.claims.language.relatives import (
    before_what_they_do,
    foes_of,
    is_site,
    relative_before,
    relative_verb,
    reporting_that,
)
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.words import listed, mode_words, words


def subject(tokens: Sequence[Token], start: int, depth: int = 0) -> Span | None:
    """The noun phrase that is the subject of the verb group beginning at ``start``; null where none can be made out."""
    w = words()
    if (whole := before_whose(tokens, start) or of_whom(tokens, start)) is not None:
        return whole
    j, relative, floor = start - 1, False, max(-1, start - WINDOW)
    if start > 3 and (which := which_said(tokens, j)) > 0:
        j, relative = _before_comma(tokens, which - 1), True  # "X, which he said had fallen": X
    if depth < 3 and _goes_on_a_list(tokens, start, floor) and (same := _shared(tokens, j, floor, depth)) is not None:
        return same
    passed = False  # a phrase ruled by a preposition was passed: what stands before it may be "N accused of …"
    while j > floor:
        low = tokens[j].low
        if tokens[j].kind == "punct":
            if tokens[j].text in ";.?!:":
                return _shared(tokens, j, floor, depth) if _only_a_day(tokens, j, start) else None
            j = _before_mark(tokens, j, floor)
        elif low in ("which", "who") or (low == "that" and not reporting_that(tokens, j)):
            relative, passed, j = True, False, _before_comma(tokens, j - 1)
        elif (aside := _aside(tokens, j, start)) > 0:
            j -= aside
        elif passed and low == "be" and j > 2 and tokens[j - 2].low in listed("held_to_be"):
            j, passed = j - 3, False  # "men believed to be from X stormed the town"
        elif passed and low in listed("loyalties"):
            j, passed = j - 1, False  # "eight men loyal to X were killed"
        elif low in w.pronouns:
            return Span(j, j + 1, relative)
        elif passed and told_now(tokens, j):
            j -= 1  # "Police clash with rebels in X, kill three"
        elif not inside_np(tokens, j):
            done = passed or low in w.verbs or low in w.get  # "residents who fled to X told", "who got away told"
            if done and j > 0 and tokens[j - 1].low in ("who", "which"):
                j, passed = _before_comma(tokens, j - 2), False
                continue
            j -= passed and low in ("up", "off", "out", "down", "away")  # "men rounded up at X died"
            if not (passed and _reduced(tokens, j)):
                return _shared(tokens, j, floor, depth) if low in w.conjunctions else None
            j, passed = j - 1, False
        else:
            a, ruled = phrase_start(tokens, j)
            if relative and (foe := next((n for n in range(a + 1, j) if tokens[n].low in listed("hunting")), 0)):
                return Span(foe + 1, j + 1, relative)  # "troops battling X, which killed nine": X
            if a > 1 and tokens[a - 1].text in "\"“‘'" and tokens[j + 1].text in "\"”’'" and inside_np(tokens, a - 2):
                a, ruled = phrase_start(tokens, a - 2)  # "including a self-proclaimed “general” were killed"
            if ruled and not passed and _absolute(tokens, a, start):
                return Span(a, j + 1)
            if relative and a > 1 and (tokens[a - 2].low, tokens[a - 1].low) in _ONE_ON:
                return Span(a - 2, a - 1, relative)  # "raids, including one on farmers that killed nine": the raid
            if ruled and (not relative or is_site(tokens, a, j, passed=passed)):
                j, passed = _before_ruled(tokens, a, floor), True
            elif a > 1 and relative_verb(tokens, a):
                j = _before_comma(tokens, a - 2)  # "the group which relies on X says"
            elif a > 3 and tokens[a - 1].low == "be" and tokens[a - 3].low in listed("held_to_be"):
                j = a - 4  # "a man suspected to be part of a gang was killed"
            elif (of := _what_hit(tokens, a)) >= 0:
                j = of  # "the worst storm to hit X has killed"
            elif (border := relative_before(tokens, a, floor)) >= 0:
                j = _before_comma(tokens, border - 1)  # "members of X who were working there were killed"
            elif a > 1 and tokens[start - 1].text == "," and told_now(tokens, a - 1):
                j = a - 2  # "a bomb hits a lorry in X, kills seven": not the lorry
            elif relative and _hunted(tokens, a):
                return Span(a, j + 1, relative)  # "troops chasing a band, which killed two": the band
            elif a > 1 and tokens[a - 1].low in listed("aiming_at") and inside_np(tokens, a - 2):
                j = a - 2  # "a car bomb targeting a patrol exploded", "gunmen riding motorcycles opened fire"
            elif a > 2 and tokens[a - 1].low == "as" and tokens[a - 2].low in listed("disguises"):
                j, passed = a - 3, False  # "men posing as soldiers killed 12": no soldiers
            elif (foes := foes_of(tokens, a)) >= 0:
                j = foes  # "rebels fighting the army killed 12": not the army
            elif names_before(tokens, a):
                return Span(a - 1, a, relative)
            else:
                return Span(a, before_what_they_do(tokens, a, j + 1), relative)
    return None


def _hunted(tokens: Sequence[Token], a: int) -> bool:
    """Whether the phrase at a names those whom others hunt or fight: "troops chasing …", no "a bomb targeting …"."""
    if a < 2 or not (tokens[a - 1].low in listed("hunting") or foes_of(tokens, a) >= 0):
        return False
    return tokens[a - 2].low not in words().weapons and tokens[a - 2].low not in listed("attack_nouns")


_ONE_ON = (("one", "on"), ("one", "against"))


def _absolute(tokens: Sequence[Token], a: int, start: int) -> bool:
    """Whether the phrase at a is the subject of an absolute: "…, with 200 civilians fleeing"; no "clash with X"."""
    opens = a < 2 or tokens[a - 2].text in (",", ";", "—", "–")
    return opens and tokens[a - 1].low == "with" and tokens[start].low.endswith("ing")


def which_said(tokens: Sequence[Token], said: int) -> int:
    """Where "which" stands in ", which residents said …", whose verb of saying stands at ``said``; 0 for none."""
    if tokens[said].low not in ("say", "says") and tokens[said].low not in listed("said_so"):
        return 0
    for n in range(said - 1, max(1, said - 6), -1):
        if tokens[n].low == "which":
            return n if n < said - 1 and tokens[n - 1].text == "," else 0
        if not (inside_np(tokens, n) or tokens[n].low in words().pronouns):
            return 0
    return 0


def _what_hit(tokens: Sequence[Token], a: int) -> int:
    """Where the noun stands of "the worst storm to hit X", "a push to take X", before the X at ``a``; -1 for others."""
    verb = a if tokens[a].low in listed("to_hit", "to_take") else a - 1
    if verb < 3 or tokens[verb].low not in listed("to_hit", "to_take") or tokens[verb - 1].low != "to":
        return -1
    return verb - 2 if tokens[verb - 2].kind in ("word", "actor") and inside_np(tokens, verb - 2) else -1


def _only_a_day(tokens: Sequence[Token], j: int, start: int) -> bool:
    """Whether nothing but its day stands between the ";" at j and a verb: "raided X; 4 February took Y; shot Z"."""
    day = range(j + 1, start)
    finite = tokens[start].kind == "word" and tokens[start].low not in words().auxiliaries
    return tokens[j].text == ";" and finite and all(tokens[n].kind == "num" or is_time(tokens, n) for n in day)


def _before_mark(tokens: Sequence[Token], j: int, floor: int) -> int:
    """The position before the mark at j, or before the whole parenthesis that it closes."""
    opened = opener(tokens, j, floor) if tokens[j].text in OPENS else -1
    return opened - 1 if opened >= 0 else j - 1


def _before_comma(tokens: Sequence[Token], j: int) -> int:
    return j - 1 if j >= 0 and tokens[j].text == "," else j


def _before_ruled(tokens: Sequence[Token], a: int, floor: int) -> int:
    """The position before the preposition of the phrase at a ("because of X": before both)."""
    j = a - 2 - (tokens[a - 1].low == "board")
    double = j > floor and j >= 0 and tokens[j + 1].low == "of"
    if j > floor and j >= 0 and (tokens[j].low, tokens[j + 1].low) in (("along", "with"), ("from", "among")):
        return j - 1
    return j - 1 if double and tokens[j].low in ("out", "because", "instead", "ahead") else j


def _aside(tokens: Sequence[Token], j: int, start: int) -> int:
    """How many tokens up to j only stand between a subject and its verb ("itself", "on Friday"); 0 for none."""
    w, low = words(), tokens[j].low
    timed = j + 2 < start and is_time(tokens, j + 2)  # "broke the wall and by evening had overrun X"
    if low in ("and", "or") and j + 1 < start and tokens[j + 1].low in w.prepositions and not timed:
        return 1  # "officials there and in X": the skipped phrase was one of two
    if low == "aboard" and j > 0 and inside_np(tokens, j - 1):
        return 1  # "all 44 aboard died"
    if low in ("however", "meanwhile", "though") and j > 1 and tokens[j - 1].text == ",":
        return 2  # "the group, however, said"
    if low in ("itself", "themselves", "each") and j > 0 and inside_np(tokens, j - 1):
        return 1  # "two men each were"
    if low == "place" and j > 1 and tokens[j - 1].low in ("took", "taken", "takes"):
        return 2 + (tokens[j - 2].low in w.auxiliaries)  # "the attack that took place in X killed 12"
    if low in w.pronouns:
        opens = low in ("they", "it", "he", "she", "we") and tokens[j - 1].low in listed("clause_prepositions")
        ruled = j > 0 and tokens[j - 1].low in w.prepositions and not opens  # "since they overran X"
        return 2 if ruled else 0  # "every inch of it": the head stands before
    if low in listed("timed_by") and j > 1 and is_time(tokens, j - 1) and tokens[j - 2].low in w.prepositions:
        return 3  # "raiders who came before dawn prayers killed 12"
    if is_time(tokens, j) and j > 0 and tokens[j - 1].low == "this":
        return 2  # "the agency this morning confirmed"
    if low in w.adverbs or is_time(tokens, j) or is_adverb(tokens[j]) or _between(tokens, j, start):
        return 1
    if tokens[j].kind == "num" and j > 1 and tokens[j - 1].capital and is_time(tokens, j - 1):
        return 2  # "troops on March 2 occupied X"
    if tokens[j].kind == "num" and is_time(tokens, j + 1):
        if tokens[j - 1].low in ("since", "until", "on"):
            return 2  # "the rebels who had held X since 3 January left"
        if tokens[j + 1].low in listed("months"):
            return 1  # "rebels 3 January left"
    return int(low in w.prepositions and j + 1 < start and is_time(tokens, j + 1))  # "troops on Friday captured"


def _reduced(tokens: Sequence[Token], j: int) -> bool:
    """Whether a participle at j describes the noun before it: the "accused" of "men accused of spying were shot"."""
    low = tokens[j].low
    men = words().people - words().foreigner
    hiding = low.endswith("ing") and j > 0 and tokens[j - 1].low in men  # "people sheltering in X were …"
    shut = low.endswith(("ed", "en")) or hiding or low in ("found", "caught", "held", "shot", "seen")
    return shut and j > 0 and inside_np(tokens, j - 1) and low not in words().auxiliaries


def governor_subject(tokens: Sequence[Token], governor: int) -> Span | None:
    """The subject of the verb that rules an infinitive: who "vowed to …"."""
    w = words()
    if tokens[governor].low == "order" and governor > 1 and tokens[governor - 1].low == "in":
        return main_subject(tokens, governor - 1)  # "put pressure on the rebels in order to take X"
    if tokens[governor].low.endswith("ing") and governor and tokens[governor - 1].kind == "actor":
        a, ruled = phrase_start(tokens, governor - 1)
        if ruled:
            return Span(a, governor)  # "clashes with militiamen trying to oust them"
    for n in range(governor, max(-1, governor - 16), -1):
        low = tokens[n].low
        if low in listed("campaigns", "onslaughts") and n and tokens[n - 1].low in ("their", "its"):
            continue  # "as they pressed their offensive to retake X": they
        if tokens[n].kind == "word" and (low in w.verbs or low in mode_words().governors) and low not in w.prepositions:
            start = verb_group(tokens, n, frozenset({"past", "pp", "base"})).start
            if start > 0 and tokens[start - 1].low in w.verbs:
                start -= 1  # "take advantage of … to": the governor is the verb's object
            return subject(tokens, start)
    return None


def main_subject(tokens: Sequence[Token], start: int) -> Span | None:
    """The subject of the main verb before a participle: "rebels stormed the town, killing 12"."""
    w = words()
    for n in range(start - 1, max(-1, start - 30), -1):
        token = tokens[n]
        if token.text in ";:.?!":
            return None
        if tokens[start].low == "having" and token.low in w.be and tokens[n + 1].low in listed("lies_in"):
            return subject(tokens, n)  # "rebels are at the gates of X, having overrun Y"
        if token.low == "cut" and tokens[n + 1].low in ("down", "off", "through"):
            return subject(tokens, verb_group(tokens, n, frozenset({"past"})).start)
        if token.low == "able":  # "the army was able to strike the rebels, killing 12"
            return next((subject(tokens, k) for k in range(n - 1, max(-1, n - 7), -1) if tokens[k].low in w.be), None)
        if token.kind == "word" and (
            token.low in w.verbs - w.auxiliaries
            or (token.low.endswith("ed") and "-" not in token.low and not after_determiner(tokens, n))  # "rebel-held"
            or told_now(tokens, n)
        ):
            if n and (tokens[n - 1].low == "to" or (tokens[n - 1].text == "," and token.low.endswith("ing"))):
                continue  # "managed to strike X, killing 12 and wounding four"
            folk = n > 0 and (tokens[n - 1].kind == "actor" or tokens[n - 1].low in w.people)
            if token.low.endswith("ing") and folk:
                continue  # "targeted officers guarding the bridge, killing 10": not the officers
            if folk and _sent_there(tokens, n):
                continue  # "ambushed troops assigned to escort a convoy, killing two": not the troops
            if _no_verb(tokens, n, start):
                continue
            group = verb_group(tokens, n, frozenset({"past", "pp"}))
            of_claim = group.form == "infinitive" and group.governor > 0  # "claimed to have foiled a raid, killing 12"
            found = governor_subject(tokens, group.governor) if of_claim else subject(tokens, group.start)
            there = found is not None and found.start > 0 and tokens[found.start - 1].low == "where"
            if there:
                continue  # "attacked a post where troops were stationed, killing six": not the troops
            if found is not None and found.relative and _fired_at(tokens, found.start):
                continue  # "police fired on marchers who had stormed the palace, killing 12": not the marchers
            if found is not None and _only_went(tokens, found, n):
                continue  # "a blast hit the airport after the president's plane landed, killing 12": not the plane
            if found is None and token.low.endswith("ing"):
                continue  # "cut down the rebels, killing 88 and taking 14 prisoner after gaining …"
            if found is None or not contact_clause(tokens, found):
                return found
    return None


def _only_went(tokens: Sequence[Token], who: Span, n: int) -> bool:
    """Whether the verb at n only tells who came or went at the time: "moments after a plane carrying X landed"."""
    return who.start > 1 and tokens[who.start - 1].low in ("after", "before") and tokens[n].low in listed("going_about")


def _fired_at(tokens: Sequence[Token], k: int) -> bool:
    """Whether the phrase at k names those at whom somebody fires: "opened fire on …", "shot at …"."""
    aimed = k > 1 and tokens[k - 1].low in ("on", "at", "into", "upon")
    return aimed and any(token.low in listed("firing") for token in tokens[max(0, k - 6) : k - 1])


def _sent_there(tokens: Sequence[Token], n: int) -> bool:
    """Whether a participle at n describes men who are a verb's object: "attacked troops deployed to X"."""
    if not tokens[n].low.endswith("ed") or tokens[n + 1].low not in words().prepositions | {"to"}:
        return False
    start, ruled = phrase_start(tokens, n - 1)
    before = tokens[start - 1] if start > 1 else None
    done = before is not None and before.kind == "word" and (before.low in words().verbs or before.low.endswith("ed"))
    return not ruled and done and before is not None and before.low not in words().auxiliaries


def _no_verb(tokens: Sequence[Token], n: int, stop: int) -> bool:
    """Whether a form at n only looks like a verb: "launched a new assault", "a school sheltering displaced people"."""
    w, before = words(), tokens[n - 1].low if n else ""
    if tokens[n].low in listed("carrying_arms") and tokens[n + 1].low == "with" and before not in w.auxiliaries:
        return True  # "destroyed cars equipped with machine guns, killing 12": not the cars
    if before in ("a", "an") or (n > 1 and tokens[n - 2].low in ("a", "an") and before not in w.verbs):
        return tokens[n].low in listed("attack_nouns")
    folk = n + 1 < stop and tokens[n + 1].low in w.people and tokens[n].low.endswith("ed")
    return folk and (before.endswith("ing") or before in w.prepositions)


def nearest_actor(tokens: Sequence[Token], start: int) -> Span | None:
    """The nearest actor to the left that is not told of as the other side ("against X", "from X")."""
    for n in range(start - 1, max(-1, start - WINDOW), -1):
        if tokens[n].text in ";?!":
            return None
        if tokens[n].kind == "actor":
            a = n - 1
            while a >= 0 and tokens[a].kind == "word" and tokens[a].low in words().determiners:
                a -= 1
            if a >= 0 and tokens[a].low in listed("other_side"):
                continue
            return Span(n, n + 1)
    return None


def _goes_on_a_list(tokens: Sequence[Token], start: int, floor: int) -> bool:
    """Whether the verb at ``start`` goes on a list of deeds behind its comma: "entered X, shot nine and left"."""
    verb, w = tokens[start], words()
    if start < 3 or tokens[start - 1].text != "," or verb.kind != "word" or verb.low in w.auxiliaries:
        return False
    if not (verb.low in w.verbs or verb.low.endswith("ed")):
        return False
    if (opened := opener(tokens, start - 1, floor)) >= 0 and not _only_where(tokens, opened):
        return False
    behind = tokens[start + 1 : start + WINDOW]
    stop = next((n for n, token in enumerate(behind) if token.text in ";.?!:"), len(behind))
    deeds = ((a.low, b) for a, b in pairwise(behind[:stop]))
    return any(low in ("and", "then") and (b.low in w.verbs or b.low.endswith("ed")) for low, b in deeds)


def _only_where(tokens: Sequence[Token], comma: int) -> bool:
    """Whether nothing but where or when stands before a comma: "Near X, gunmen stopped a bus, killed nine and …"."""
    w, first = words(), tokens[0].low
    led = first in w.prepositions | w.direction | {"elsewhere", "meanwhile"} or is_time(tokens, 0)
    return led and not any(token.low in w.verbs or token.low.endswith("ing") for token in tokens[:comma])


def _shared(tokens: Sequence[Token], j: int, floor: int, depth: int) -> Span | None:
    """The subject of the verb with which this one is coordinated ("stormed the town and seized …")."""
    w = words()
    if depth >= 3:
        return None
    apart = tokens[j].text == ";" or tokens[j - 1].text == ";"
    within = len(tokens)
    for k in range(_main_clause(tokens, j, floor) - 1, floor, -1):
        low = tokens[k].low
        if k >= within:
            continue
        if tokens[k].text == ";" and k == j - 1:
            continue  # "kidnapped six in X; and killed two"
        if tokens[k].text in ";.?!":
            return None
        if (opened := _put_in(tokens, k)) > 0:
            within = opened
            continue  # "killed nine, the army said, and captured X": not the army
        if apart and (low in listed("said_so", "present_speech") or low == "says"):
            return None  # "12 people killed, says X; wounded more than 100"
        if apart and not inside_np(tokens, k + 1):
            continue  # "12 people killed; wounded more than 100": no deed of theirs
        ended = low.endswith("ed") and not _describes(tokens, k)
        if tokens[k].kind == "word" and (low in w.verbs or ended or told_now(tokens, k)):
            group = verb_group(tokens, k, frozenset({"past", "pp"}))
            if group.bare_participle and _by_somebody(tokens, k + 1) and _rules_an_object(tokens, j + 1):
                continue  # "destroyed two lorries used by rebels and killed nine": not the lorries
            found = subject(tokens, group.start, depth + 1)
            if found is not None and _at_it(tokens, k) and tokens[found.start - 1].low in ("where", "which"):
                within = found.start - 1
                continue  # "stormed a village where residents were holding a wedding and killed 12": not the residents
            return Span(found.start, found.end, found.relative, True) if found else None
    return None


def _put_in(tokens: Sequence[Token], k: int) -> int:
    """The comma before the ", the army said," whose verb is at k, where commas set it off; 0 where none does."""
    if tokens[k].low not in listed("said_so", "present_speech"):
        return 0
    end = k + 1
    while end < len(tokens) and (tokens[end].low in ("on", "late", "early") or is_time(tokens, end)):
        end += 1  # ", the army said on Friday,"
    if end >= len(tokens) or tokens[end].text != ",":
        return 0
    return next((n for n in range(k - 1, max(0, k - SAYS), -1) if tokens[n].text == ","), 0)


SAYS = 9
"""Tokens of an inserted ", a spokesman for the army said,", at most."""


def _by_somebody(tokens: Sequence[Token], by: int) -> bool:
    """Whether a deed is told to be some people's: "used by rebels"; no "arrived by boat"."""
    if by + 1 >= len(tokens) or tokens[by].low != "by":
        return False
    last = tokens[max(by + 1, phrase_end(tokens, by + 1) - 1)]
    return last.kind == "actor" or last.capital or last.low in words().people


def _rules_an_object(tokens: Sequence[Token], verb: int) -> bool:
    """Whether what it rules stands right behind the verb: "and killed nine"; no "men seized by X and killed in Y"."""
    n = verb + 1
    return n < len(tokens) and (tokens[n].kind in ("num", "actor") or tokens[n].low in words().determiners)


def _at_it(tokens: Sequence[Token], k: int) -> bool:
    """Whether the verb at k tells what somebody was at just then: "were holding a wedding"."""
    return tokens[k].low.endswith("ing") or (tokens[k].low in words().be and tokens[k + 1].low.endswith("ing"))


def _between(tokens: Sequence[Token], j: int, start: int) -> bool:
    """Whether the one word at j between "he" and his verb can only be an adverb: "he further said", "she too said"."""
    plain = tokens[j].kind == "word" and not tokens[j].capital and tokens[j].low not in words().verbs
    return plain and j == start - 1 and j > 0 and tokens[j - 1].low in ("he", "she", "they", "we")


def _describes(tokens: Sequence[Token], k: int) -> bool:
    """Whether the participle at k only describes a noun: "the besieged town", "12 unarmed conscripts"."""
    counted = k > 0 and tokens[k - 1].kind == "num" and inside_np(tokens, k + 1) if k + 1 < len(tokens) else False
    return after_determiner(tokens, k) or counted


def _main_clause(tokens: Sequence[Token], j: int, floor: int) -> int:
    """Where to look for the verb that the "and" at j goes on from: in "entered X after the army fled, and took Y"
    before the "after".
    """
    if tokens[j - 1].text != ",":
        return j
    for n in range(j - 2, max(floor, 0), -1):
        if tokens[n].low in ("which", "who", "whom", "whose", "where"):
            return n  # "broke into X, from which Y had ruled, and overran it"
        if tokens[n].text in ",;:":
            return j
        if tokens[n].low in listed("clause_prepositions") | {"when", "while", "once"} and not is_time(tokens, n + 1):
            return n
    return j
