"""Changes of control in a sentence: the frames of rules/control.yaml laid over its tokens."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from agents.claims.frames.control_falls import fallen_before, place_subject
from agents.claims.frames.control_lists import counted, each_taker, gapped
from agents.claims.frames.control_nouns import control_noun
from agents.claims.frames.control_relatives import relative_object
from agents.claims.frames.control_verbs import active, inverted, passive, split_verb
from agents.claims.frames.control_where import named_behind
from agents.claims.frames.match import Match
from agents.claims.frames.sides import left_to
from agents.claims.frames.trigger import after_verb, behind_verb
from agents.claims.language.noun_phrases import inside_np, is_people, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule, RuleSet
from agents.claims.words import listed, words

_CALLED = [["by", how] for how in ("telephone", "phone", "radio", "satellite", "email")]


def read_control(tokens: Sequence[Token], rules: RuleSet) -> Iterator[Match]:
    """Every frame of control that finds its place in the sentence, in order of its trigger."""
    heads = rules.control.heads
    for i, token in enumerate(tokens):
        if token.low not in heads or token.kind != "word":
            continue
        if verbs := rules.control.verbs.get(token.low):
            yield from _verbs(tokens, i, verbs)
        for rule in rules.control.nouns.get(token.low, ()):
            if found := control_noun(tokens, i, rule):
                yield gapped(tokens, found)


def _verbs(tokens: Sequence[Token], i: int, verbs: Sequence[tuple[Rule, frozenset[str]]]) -> Iterator[Match]:
    """The matches at a verb that some rules go by, with what the verb can be."""
    if tokens[i].low == "forces" and i + 1 < len(tokens) and _acts(tokens[i + 1]):
        return  # "Chechen forces pulled out of X": the troops
    if tokens[i].low == "force" and i and (tokens[i - 1].low in listed("kinds_of_force") or is_people(tokens[i - 1])):
        return  # "withstand the air force onslaught", "the West African force ECOMOG"
    behind = behind_verb(tokens, i)
    near = {"", *(tokens[n].low for n in (i + 1, behind) if n < len(tokens))}
    for rule, tags in verbs:
        if rule.after and not rule.particles and near.isdisjoint(rule.openings):
            continue  # few verbs have the words of their rule behind them, and this is all that the others cost
        if found := _verb(tokens, i, rule, tags, behind):
            found = left_to(tokens, named_behind(tokens, found))
            yield from each_taker(tokens, gapped(tokens, counted(tokens, found)))
            if rule.subject == "place" and (others := fallen_before(tokens, found)):
                yield others


def _verb(tokens: Sequence[Token], i: int, rule: Rule, tags: frozenset[str], behind: int) -> Match | None:
    """The match of a rule at its verb, whichever way round the sentence tells it; null where the frame does not fit.

    behind: where the words that belong to the verb can begin.
    """
    if tokens[i].low == "reached" and [t.low for t in tokens[i + 1 : i + 3]] in _CALLED:
        return None  # "a diplomat in X, reached by telephone, said"
    if rule.name == "control.leave" and _left_so(tokens[i + 1 : i + 6]):
        return None
    if i + 1 < len(tokens) and tokens[i + 1].low == "place":
        return None  # "the fighting took place 20 miles south of X"
    if rule.name == "control.withdraw-troops" and tokens[i + 1 : i + 2] and tokens[i + 1].low in ("in", "up"):
        return None  # "moved in tanks from X"
    k = after_verb(tokens, i, rule, behind)
    if k < 0:
        return split_verb(tokens, i, rule, tags) if rule.object == "place" else None
    claims = tokens[i].low in ("claim", "claims", "claimed") and not rule.after
    if claims and (_claim_that(tokens, i) or (k < len(tokens) and tokens[k].low == "to")):
        return None  # "refuted rebel claims that the town had fallen", "claimed to have foiled"
    if rule.needs == "no longer" and [token.low for token in tokens[max(0, i - 2) : i]] != ["no", "longer"]:
        return None
    if {"base", "pp"} <= tags and _plural_present(tokens, i):
        tags = frozenset({"past"})  # "Taliban fighters overrun Kunduz"
    if rule.needs == "now" and ("past" in tags and i and _by_whom(tokens, i)):
        return None
    lately = i > 0 and (tokens[i - 1].low == "now" or _briefly(tokens, i))
    if rule.needs == "now" and not lately and not _after_fights(tokens, i):
        return None  # holding a place is no news, holding it now is
    if "pp" in tags and i and (_adjective(tokens, i) or _in_turn(tokens, i)):
        return None
    group = verb_group(tokens, i, tags)
    if tokens[i].low == "occupying" and group.tense == "progressive":
        return None  # "who had been occupying large parts of the land"
    if tokens[i].low == "occupies" and group.tense == "present" and tokens[-1].text == ".":
        return None  # "the army occupies a school in X, parents complain": no headline
    if tokens[i].low == "securing" and (group.tense == "progressive" or (i and tokens[i - 1].low == "of")):
        return None  # "said they were securing X", "in the process of securing it"
    if group.form == "finite" and _noun_form(tokens, group, tags):
        return None
    headline = group.tense == "present" and tokens[-1].text not in ".?" and group.start == i and not group.modal
    headline = headline and not any(token.low in ("in", "without", "with") for token in tokens[i + 1 : i + 6])
    headline = headline and not any(
        token.low in listed("errands") for token in tokens[:i]
    )  # "Peace talks: rebels leave X"
    told = group.tense in ("past", "perfect", "pluperfect") or (headline and group.form == "finite")
    compelled = group.form == "infinitive" and tokens[group.governor].low in listed("compelled")
    if rule.name == "control.leave" and not told and not compelled:
        return None  # "demand that they leave X", "leaving X in ruins"
    if group.form == "participle" and _perfect_goes_on(tokens, i):
        group = replace(group, form="finite", passive=False, tense="perfect", bare_participle=False)
    if rule.name == "control.leave" and group.passive and not _left_to_whom(tokens, i):
        return None  # "the village was left in ruins", "without power", "devastated"
    if tokens[i].low == "deserted" and group.passive and (k >= len(tokens) or tokens[k].low != "by"):
        return None  # "the town was deserted when troops swept in": empty of people
    if rule.subject == "place":
        return place_subject(tokens, rule, group, k)
    if rule.needs == "left to":
        return active(tokens, rule, group, k)
    if group.passive:
        with_it = group.bare_participle and group.start > 1 and _with_before(tokens, group.start)
        found = passive(tokens, rule, group, k, reduced=with_it)
        if found is None and group.bare_participle and not with_it:
            found = passive(tokens, rule, group, k, reduced=True)  # "near X, retaken by Y a day ago"
        return None if found is not None and _people_brought_out(tokens, found) else found
    found = active(tokens, rule, group, k)
    if found is None and rule.object == "place" and rule.needs != "no place" and not _still_outside(tokens, k):
        found = relative_object(tokens, rule, group, k)
    if found is None and group.bare_participle:
        found = passive(tokens, rule, group, k, reduced=True) or inverted(tokens, rule, group, k)
    return found


def _still_outside(tokens: Sequence[Token], k: int) -> bool:
    """Whether those "which troops have stormed and are threatening to encircle" are told to press on from outside."""
    if k + 2 >= len(tokens) or tokens[k].low != "and" or tokens[k + 1].low not in ("are", "is"):
        return False
    return tokens[k + 2].low in ("threatening", "trying", "attempting", "besieging", "pushing", "seeking")


def _by_whom(tokens: Sequence[Token], i: int) -> bool:
    """Whether the form at i is no past but a participle: "towns now controlled by rebels", "are now held"."""
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    passive = i > 1 and tokens[i - 2].low in words().be
    return passive or follows is None or follows.kind == "punct" or follows.low in words().prepositions


def _in_turn(tokens: Sequence[Token], i: int) -> bool:
    """Whether one after the other took it: "captured by the Portuguese, the Dutch and the British in turn"."""
    pairs = pairwise(token.low for token in tokens[i + 2 : i + 18])
    return i + 1 < len(tokens) and tokens[i + 1].low == "by" and ("in", "turn") in pairs


def _left_so(behind: Sequence[Token]) -> bool:
    """Whether it is "left many dead", "left X out of its plans"."""
    out_of = any((a.low, b.low) == ("out", "of") for a, b in pairwise(behind))
    return out_of or any(token.low in listed("left_as") for token in behind)


def _after_fights(tokens: Sequence[Token], i: int) -> bool:
    """Whether who "controlled X after heavy clashes with Y", who "hold X after the army fled", has come to it so."""
    if tokens[i].low not in ("controlled", "hold"):
        return False
    for n in range(i + 2, min(len(tokens) - 1, i + 14)):
        if tokens[n].low in ("for", "until", "since", "before") or tokens[n].kind == "punct":
            return False
        if tokens[n].low == "after":
            behind = tokens[n + 1 : n + 6]
            fled = any(token.low in listed("gone_away") for token in behind)
            return fled or (tokens[i].low == "controlled" and any(t.low in listed("fights") for t in behind[:3]))
    return False


def _briefly(tokens: Sequence[Token], i: int) -> bool:
    """Whether who "briefly held X" took it by that: no "rebels who briefly held X years ago"."""
    held = tokens[i - 1].low == "briefly" and tokens[i].low in ("held", "controlled", "occupied")
    return held and not any(token.low in ("who", "which", "that", "had") for token in tokens[max(0, i - 4) : i])


def _acts(token: Token) -> bool:
    """Whether a word is a verb, so that the "forces" before it is none."""
    return token.kind == "word" and (token.low in words().verbs | words().auxiliaries or token.low.endswith("ed"))


def _left_to_whom(tokens: Sequence[Token], i: int) -> bool:
    """Whether "to the rebels", "by the army" or "undefended" stands behind the "left" at i."""
    return i + 1 < len(tokens) and (tokens[i + 1].low in ("to", "by") or tokens[i + 1].low in listed("left_so"))


def _people_brought_out(tokens: Sequence[Token], found: Match) -> bool:
    """Whether "evacuated" may only tell that people were brought away: "the village came under fire and was evacuated".

    A side that left is named, or what was given up is a place of arms: "the garrison at X has been evacuated".
    """
    if tokens[found.head].low != "evacuated" or found.patient is not None:
        return False
    told = tokens[found.places.start : found.places.end] if found.places is not None else ()
    arms = listed("army_sites", "strongholds", "garrisons")
    return all(token.actor is None and token.low not in arms for token in told)


def _claim_that(tokens: Sequence[Token], i: int) -> bool:
    """Whether what is claimed is a clause, and no place: "claims that X fell"."""
    return i + 1 < len(tokens) and tokens[i + 1].low in ("that", "it", "they", "he", "she", "we")


def _adjective(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle only describes a noun: "the liberated parts", "of captured tanks", "all but deserted"."""
    before, following = tokens[i - 1].low, tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    if before == "but" and i > 1 and tokens[i - 2].low == "all":
        return True
    if following.kind == "place" and before in ("in", "from", "inside", "near", "around", "across"):
        return True  # "were killed in occupied X", "in liberated X"
    noun = following.kind in ("word", "place", "num") and following.low not in words().prepositions | words().adverbs
    return noun and before in listed("before_adjectives")


def _with_before(tokens: Sequence[Token], start: int) -> bool:
    """Whether the phrase before a participle stands behind "with": "with X taken, rebels hold the coast"."""
    return inside_np(tokens, start - 1) and tokens[max(0, phrase_start(tokens, start - 1)[0] - 1)].low in (
        "with",
        "among",
    )


def _plural_present(tokens: Sequence[Token], i: int) -> bool:
    """Whether a form like "overrun" stands between those under arms and a place: a headline's present tense."""
    if not i or i + 1 >= len(tokens):
        return False
    site = any(token.low in words().place_whole for token in tokens[i + 1 : i + 4])  # "Rebels overrun army base"
    named = tokens[i + 1].kind == "place" or tokens[i + 1].low in words().determiners
    return tokens[i - 1].kind == "actor" and (named or (site and tokens[-1].text not in ".?!"))


def _perfect_goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle goes on from a perfect: "had entered and taken X"."""
    link = i - 1 - (i > 0 and tokens[i - 1].low in ("now", "then", "also", "finally", "since"))
    if link < 2 or tokens[link].low not in ("and", "or") or i + 1 >= len(tokens) or not inside_np(tokens, i + 1):
        return False
    before = verb_group(tokens, link - 1, frozenset({"past", "pp"}))
    if before.tense in ("perfect", "pluperfect"):
        return not before.passive
    return link < i - 1 and _perfect_before(tokens, link)


def _perfect_before(tokens: Sequence[Token], link: int) -> bool:
    """Whether a perfect stands in the clause before "and now": "have moved down from X and now taken Y"."""
    for n in range(link - 1, max(0, link - 14), -1):
        if tokens[n].kind == "punct":
            return False
        if tokens[n].low in words().have:
            return tokens[n + 1].low in words().verbs or tokens[n + 1].low.endswith("ed")
    return False


def _noun_form(tokens: Sequence[Token], group: VerbGroup, tags: frozenset[str]) -> bool:
    """Whether a present form is rather a noun: "the capture", "after captures"; not in "Rebels seize", "and seize"."""
    i, w = group.head, words()
    if tokens[i].low in ("are", "'re"):
        return False  # "its suburbs are now under the control of X"
    if tags == {"base"} and not group.modal and group.start == i and not _headline_subject(tokens, i):
        return i == 0 or tokens[i - 1].low not in ("and", "or", ",")
    if tags != {"third"} or tokens[i].low in w.be:
        return False
    if not subject(tokens, group.start) or _ruled_noun(tokens, group.start):
        return True
    if tokens[i].low == "forces" and tokens[i - 1].low in listed("forces_of"):
        return True  # "military forces dislodge the rebels from X"
    return tokens[i - 1].low in w.determiners - {"'s", "this", "that"}


def _ruled_noun(tokens: Sequence[Token], start: int) -> bool:
    """Whether what stands before a form like "captures" is ruled by a preposition: then the form is a noun."""
    return start > 0 and inside_np(tokens, start - 1) and phrase_start(tokens, start - 1)[1]


_BEFORE_A_VERB = frozenset({"to", "will", "would", "could", "can", "may", "might", "should", "must"})


def _headline_subject(tokens: Sequence[Token], start: int) -> bool:
    """Whether a noun stands right before a bare present form: "Rebels seize …"."""
    if start > 1 and tokens[start - 1].low in words().verbs and tokens[start - 2].low in _BEFORE_A_VERB:
        return False  # "hoped to take complete control"
    if tokens[start].low == "complete" and tokens[start - 1].low in words().verbs:
        return False  # "took complete control"
    start -= start > 1 and tokens[start - 1].text in '‘“"' and tokens[start - 1].kind == "punct"  # "Rebels 'capture X'"
    a, _ = phrase_start(tokens, start - 1) if start and inside_np(tokens, start - 1) else (start, False)
    if a < start and tokens[a].low in ("a", "an", "another", "their", "its"):
        return False  # "carried out a tactical retreat"
    return (
        start > 0
        and tokens[start - 1].kind in ("actor", "place", "word")
        and tokens[start - 1].low not in words().prepositions | words().determiners | words().modal_hypothetical
    )
