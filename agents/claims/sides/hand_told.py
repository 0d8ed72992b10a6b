"""Whose hand it was, by what goes with the harm: a denial, an admission, a uniform, "under X's guns", "X's assault"."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.frames.match import Match
from agents.claims.language.bare_words import letter_runs
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.language.subjects import main_subject
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_owner import owner
from agents.claims.sides.by_whom import tied_to
from agents.claims.words import listed, mode_words, words
from schemas.actor import Actor

CARRIES = 10
"""Tokens before which a sentence says who carried out the deed told before it."""


def under_fire(tokens: Sequence[Token], match: Match, context: Context) -> Who:
    """The X of "died under X's rockets", "under the rifles of X": right behind the harm."""
    for n in range(match.end, min(len(tokens) - 2, match.end + 9)):
        if tokens[n].text in ";.:":
            return NO_ONE
        if tokens[n].low != "under":
            continue
        end = phrase_end(tokens, n + 1)
        inside = tokens[n + 1 : end]
        arms = listed("attack_nouns") | words().weapons | listed("small_arms")
        if not any(token.low.rpartition(" ")[2] in arms for token in inside):
            return NO_ONE
        found = owner(tokens, n + 1, end, context.focus)
        of = next((k for k in range(n + 1, end) if tokens[k].low == "of"), -1)
        return resolve(tokens, Span(of + 1, end), context.focus) if found.actor is None and of > 0 else found
    return NO_ONE


def in_uniform(tokens: Sequence[Token], agent: Span, context: Context) -> Who:
    """The army of "men in the uniform of X's army", "gunmen in X's uniforms"; nobody where no uniform is named."""
    k = agent.end
    if k + 2 >= len(tokens) or tokens[k].low not in ("in", "wearing"):
        return NO_ONE
    following = tokens[k + 1 : k + 5]
    if not any(token.low in ("uniform", "uniforms", "fatigues") for token in following):
        return NO_ONE
    at = next((n for n in range(k + 1, min(len(tokens), k + 8)) if tokens[n].actor is not None), -1)
    return resolve(tokens, Span(at, at + 1), context.focus) if at > 0 else NO_ONE


def believed_of(tokens: Sequence[Token], match: Match, agent: Span | None, context: Context) -> Who:
    """The X of "gunmen believed to be from X", "men linked to X"; nobody where none is told so."""
    first, last = (agent.start, agent.end + 1) if agent is not None else (match.head - 10, match.head)
    last += (
        agent is not None and tokens[min(last - 1, len(tokens) - 1)].text == ","
    )  # "assailants, presumed ELN, killed"
    last += tokens[min(last - 1, len(tokens) - 1)].low in ("also", "widely", "all", "both")  # "also thought to be X's"
    return tied_to(tokens, first, last, context.focus)


def who_denies(context: Context, reading: Reading) -> Who:
    """The side that denies harm of which nobody else is said to be the author: "police denied killing any"."""
    speaker, tokens = reading.attribution.said_by, reading.sentence.tokens
    if reading.stance != "denied" or not _his_deed(reading):
        return NO_ONE
    for n, token in enumerate(tokens):
        if token.actor is None:
            continue
        denies = any(after.low in mode_words().denials for after in tokens[n + 1 : n + 6])
        mine = speaker is not None and (token.actor.actor.name == speaker.name or token.text in speaker.text)
        if mine or (speaker is None and denies):
            return Who(token.actor.actor, True)
    return _as_state(speaker.text, speaker.name) if speaker is not None else NO_ONE


def _his_deed(reading: Reading) -> bool:
    """Whether a denial is of an own deed: "denied killing any", "that prisoners had been shot"."""
    match, tokens = reading.match, reading.sentence.tokens
    if match.rule.value not in ("killed", "injured") or match.people is None:
        return False
    if match.agent is not None or (match.verb is not None and match.verb.form == "gerund"):
        return True
    return any(token.low in listed("in_hand") for token in tokens[match.people.start : match.people.end])


def who_admits(reading: Reading) -> Who:
    """The state's body that admits what "the strike" did: "the ministry acknowledged that the raid had killed five"."""
    speaker, match, tokens = reading.attribution.said_by, reading.match, reading.sentence.tokens
    if speaker is None or match.agent is None or reading.stance == "denied":
        return NO_ONE
    struck = any(t.low in listed("attack_nouns") for t in tokens[match.agent.start : match.agent.end])
    told = tokens[max(0, match.agent.start - 12) : match.agent.start]
    return _as_state(speaker.text, speaker.name) if struck and any(t.low in _conceding() for t in told) else NO_ONE


def _conceding() -> frozenset[str]:
    return listed("conceding") - {"confirms", "confirmed"}


def _as_state(text: str, name: str) -> Who:
    """A ministry or an army's command as its state; nobody where it is neither."""
    ruling = {word.lower() for word in text.split()} & (listed("war_offices") | {"pentagon", "kremlin"})
    return Who(Actor(text=text, name=name, type="state"), True) if ruling else NO_ONE


def assault_after(context: Context, sentence: Sentence, *, taken: bool = False, foes: bool = False) -> Who:
    """The X of "X's assault lasted seven hours", "the shells came from X's side", told in one of the next sentences.

    taken: whether those told of were abducted. foes: whether they bore arms, and may be the attackers shot in the end.
    """
    page = context.page
    if (doer := _struck_them(context, sentence.tokens)).actor is not None:
        return doer  # "was killed in front of his home after militants shot him"
    for following in page.sentences[sentence.index + 1 : sentence.index + 3]:
        apart = context.paragraph(following) != context.paragraph(sentence)
        if apart and following.index > sentence.index + 1:
            return NO_ONE
        if not following.text.startswith(_OF_WHAT_STRUCK) and letter_runs(following.text).isdisjoint(
            listed("of_who_struck")
        ):
            continue
        fill(page, following)
        tokens = following.tokens
        if len(tokens) < 4:
            continue
        if taken and (doer := _has_them(context, tokens)).actor is not None:
            return doer
        if apart:
            pluperfect = [t.low for t in tokens[:3]] in (["they", "had", "been"], ["all", "had", "been"])
            return _they_were(context, tokens) if pluperfect or _bodies(sentence.tokens) else NO_ONE
        if tokens[0].actor is not None and tokens[1].low == "'s" and tokens[2].low in listed("one_attack"):
            return resolve(tokens, Span(0, 1), context.focus)
        if tokens[0].low == "the" and tokens[1].low in words().weapons:
            return _came_from(context, tokens)
        if (doer := _carried_it_out(context, tokens)).actor is not None:
            return doer
        if following.index == sentence.index + 1:
            they_were = _they_were(context, tokens) if _bodies(sentence.tokens) or not _met_again(tokens) else NO_ONE
            doer = _first_of(_struck_them(context, tokens, taken=taken), they_were)
            if doer.actor is not None and not (foes and doer.actor.type == "state"):
                return doer
    return NO_ONE


_OF_WHAT_STRUCK = ("The ", "“The ", '"The ')


def carried_out_after(context: Context, sentence: Sentence) -> Who:
    """The X of "…; X confirmed it had carried out the strike", in the sentence that tells of the strike or the next."""
    tokens = sentence.tokens
    apart = next((n for n, token in enumerate(tokens) if token.text == ";"), 0)
    if apart and (doer := _carried_it_out(context, tokens[apart + 1 :])).actor is not None:
        return doer
    following = context.page.sentences[sentence.index + 1 : sentence.index + 2]
    if not following or " out the " not in following[0].text:
        return NO_ONE
    fill(context.page, following[0])
    return _carried_it_out(context, following[0].tokens)


def they_before(context: Context, sentence: Sentence, agent: Span) -> Who:
    """Whom "They killed two" means: those with whom the sentence before opens, though no list knows them; whom the "it"
    of "X mounted an operation in which it killed two" does.
    """
    tokens = sentence.tokens
    if agent.end - agent.start == 1 and tokens[agent.start].low in ("it", "they") and agent.start > 3:
        which = agent.start - 1
        if tokens[which].low == "which" and tokens[which - 1].low in ("in", "during"):
            span = main_subject(tokens, which - 1)
            who = resolve(tokens, span, context.focus) if span is not None else NO_ONE
            return who if who.armed else NO_ONE
    if agent.start or agent.end != 1 or tokens[0].low != "they" or not sentence.index:
        return NO_ONE
    before = context.page.sentences[sentence.index - 1]
    if context.paragraph(before) != context.paragraph(sentence):
        return NO_ONE
    fill(context.page, before)
    who = resolve(before.tokens, Span(0, phrase_end(before.tokens, 0)), context.focus)
    return who if who.armed and who.actor is not None else NO_ONE


def _first_of(*found: Who) -> Who:
    return next((who for who in found if who.actor is not None), NO_ONE)


def _struck_them(context: Context, tokens: Sequence[Token], *, taken: bool = False) -> Who:
    """The X of "Four X gunmen attacked them", "X had shot them", "X took them away", right behind who was harmed."""
    deeds = listed("took_them_off") if taken else listed("deeds", "killing_words")
    for n in range(1, len(tokens) - 1):
        if tokens[n + 1].low not in ("them", "him", "her") or tokens[n].low not in deeds:
            continue
        group = verb_group(tokens, n, frozenset({"past", "pp"}))
        if tokens[n].low.endswith("ing") or group.negated or group.modal or group.passive:
            continue
        span = told_subject(tokens, group)
        who = resolve(tokens, span, context.focus) if span is not None and span.end <= n else NO_ONE
        return who if who.armed and who.actor is not None else NO_ONE
    return NO_ONE


def _has_them(context: Context, tokens: Sequence[Token]) -> Who:
    """The X of "X said it had them", "police said the X gang was holding them", right behind who was abducted."""
    if any(token.low in _OPEN | _UNTRUE for token in tokens):
        return NO_ONE
    for n in range(2, len(tokens) - 1):
        if tokens[n].low not in ("them", "him", "her") or tokens[n - 1].low not in ("had", "has", "have", "holding"):
            continue
        if not any(token.low in listed("said_so") for token in tokens[:n]):
            continue
        verb = n - 1
        group = verb_group(tokens, verb, frozenset({"ing"} if tokens[verb].low == "holding" else {"past"}))
        span = None if group.negated or group.modal else told_subject(tokens, group)
        says = span.start - 1 if span is not None else 0
        if span is not None and tokens[span.start].low == "it" and tokens[says].low in listed("said_so"):
            span = told_subject(tokens, verb_group(tokens, says, frozenset({"past"})))
        who = resolve(tokens, span, context.focus) if span is not None and span.end <= verb else NO_ONE
        return who if who.armed and who.actor is not None and who.actor.type == "non-state" else NO_ONE
    return NO_ONE


def _they_were(context: Context, tokens: Sequence[Token]) -> Who:
    """The X of "They had been shot by X, residents said", right behind who was found dead."""
    whom = _met_again(tokens)
    if whom < 0:
        return NO_ONE
    for n in range(whom + 2, min(len(tokens) - 2, whom + CARRIES)):
        done = tokens[n].low in listed("killing_words") or (
            whom and tokens[n].low in ("kidnapped", "abducted", "seized")
        )
        if done and tokens[n - 1].low in words().be:
            by = next((k for k in range(n + 1, min(len(tokens) - 1, n + CARRIES)) if tokens[k].low == "by"), -1)
            where = all(t.kind == "word" and t.low not in listed("said_so") for t in tokens[n + 1 : by])
            told = by > 0 and where  # "shot in the back of the head by X"
            who = resolve(tokens, Span(by + 1, phrase_end(tokens, by + 1)), context.focus) if told else NO_ONE
            return who if who.armed else NO_ONE
    return NO_ONE


_UNTRUE = frozenset(
    {"not", "n't", "clear", "unclear", "nobody", "no", "doubt", "doubts", "false", "reports", "neither"}
)
"""Words of a sentence by which it does not say whose deed it was."""
_SAID_THEY_HAD = (["said", "they", "had", "been"], ["that", "they", "had", "been"])


def _bodies(tokens: Sequence[Token]) -> bool:
    """Whether the dead were found, and a later sentence may tell how they had died."""
    pairs = pairwise(token.low for token in tokens)
    found = any((a in ("the", "human") and b == "remains") or (a, b) == ("found", "dead") for a, b in pairs)
    return found or any(token.low in ("bodies", "corpses") for token in tokens)


def _met_again(tokens: Sequence[Token]) -> int:
    """Where a sentence goes back to those harmed: "They had been shot", "he said the migrants had been"; or -1."""
    if tokens[0].low in ("they", "he", "she", "all", "both"):
        return 0
    if any(token.low in _OPEN | _UNTRUE for token in tokens):
        return -1
    for n in range(1, min(len(tokens) - 4, CARRIES)):
        if tokens[n].low == "they" and [t.low for t in tokens[n - 1 : n + 3]] in _SAID_THEY_HAD:
            return n
        folk = tokens[n].low in words().people and tokens[n].low not in words().combatant
        if folk and tokens[n - 1].low == "the" and [t.low for t in tokens[n + 1 : n + 3]] == ["had", "been"]:
            return n
    return -1


def _carried_it_out(context: Context, tokens: Sequence[Token]) -> Who:
    """The X of "X carried out the raid", "commandos of X conducted the operation with police"."""
    for n in range(1, min(len(tokens) - 2, CARRIES)):
        k = n + 1 + (tokens[n + 1].low == "out")
        if tokens[n].low not in ("carried", "conducted", "mounted", "staged", "led") or tokens[k].low != "the":
            continue
        if k + 1 >= len(tokens):
            return NO_ONE
        deed = tokens[k + 1 + (k + 2 < len(tokens) and tokens[k + 2].low in listed("the_event"))]
        if deed.low in listed("the_event") | {"operation", "mission"}:
            if any(token.low in _OPEN for token in tokens[:n]):
                return NO_ONE
            says = n - 2 - (tokens[n - 1].low in ("had", "has", "have"))
            own = says > 0 and tokens[says + 1].low in ("it", "they") and tokens[says].low in listed("said_so")
            verb = says if own else n  # "X confirmed it had carried out the strike"
            span = told_subject(tokens, verb_group(tokens, verb, frozenset({"past"})))
            who = resolve(tokens, span, context.focus) if span is not None and span.end <= n else NO_ONE
            return who if who.armed else NO_ONE
    return NO_ONE


_OPEN = frozenset({"either", "whether", "if", "asked", "denied", "denies", "denying", "rumours", "rumors"})
"""Words of a sentence before "X carried out the strike" by which it does not say that X did."""


def _came_from(context: Context, tokens: Sequence[Token]) -> Who:
    """The X of "the shells, he says, came from X's side"."""
    at = next((n for n in range(2, len(tokens) - 2) if (tokens[n].low, tokens[n + 1].low) == ("came", "from")), -1)
    if at < 0:
        return NO_ONE
    side = next((n for n in range(at + 2, min(len(tokens), at + 5)) if tokens[n].actor is not None), -1)
    return resolve(tokens, Span(at + 2, side + 1), context.focus) if side > 0 else NO_ONE
