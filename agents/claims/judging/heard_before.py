"""Who spoke in the sentences before: the "he" of "he said", "the same agency", whose quotation goes on."""

import re
from collections.abc import Sequence
from functools import partial

from agents.claims.frames.match import Match
from agents.claims.language.bare_words import letter_runs
from agents.claims.model import Sentence
from agents.claims.reader.context import Context, fill, once
from agents.claims.speech.attribution import attribute
from agents.claims.speech.opening import goes_on_counting, opening_body, opening_person
from agents.claims.speech.speaker import NOBODY, Attribution, speaker_of
from agents.claims.speech.speaker_names import are_several, ends_in_several, is_body
from schemas.actor import Speaker

NEAR = 3
"""Sentences before one that may open with the person or body it goes back to, in the same paragraph."""
COUNTING = 8
"""Sentences over which "another 12 were killed" goes on with an organisation's counts, at most."""
BACK = 12
"""Sentences before one that are searched for who spoke, at most."""
_GOES_BACK = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]he same \w+)\b|"
    r"\b[Tt]he (?:\w+ )?(?:minister|governor|mayor|president|general|colonel|commander|spokes\w+|ombudsman|director|"
    r"prosecutor|bishop|chief|broadcaster|channel|station)\b|"
    r"\b[Aa]ccording to (?:the|this) (?:\w+ )?"
    r"(?:statement|report|communiqu[eé]|bulletin|release|study|survey|source)\b|"
    r"\b(?:[Tt]hey|[Ii]t|[Tt]he (?:official |state |news |monitoring )?"
    r"(?:agency|statement|report|bulletin|communiqu[eé]|study|survey|ministry|group|source|organi[sz]ation))"
    r"(?: \w+)? (?:\w+ )?(?:said|says?|added|adds|told|tells|reported|confirmed|put|counted|mentioned|wrote|estimates?|"
    r"claimed|denied|insisted|stated|announced|documented|recorded|blamed|accused|acknowledged|admitted|gave|affirmed|"
    r"conceded|reports|puts|counts|placed|gave|showed|found)\b"
)
_SPEAKS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells|add(?:ed|s)|[Aa]ccording|report(?:ed|s)|announce[ds]|confirm(?:ed|s)|tweet(?:ed|s)|"
    r"wr(?:ote|ites)|claim(?:ed|s)|stated|named|denie[ds]|dismiss(?:ed|es)|reject(?:ed|s)|insist(?:ed|s)|acknowledge[ds]|"
    r"admit(?:ted|s)|explain(?:ed|s)|warn(?:ed|s)|affirm(?:ed|s)|repl(?:ied|ies))\b"
)


_SAYING = frozenset(("said", "added", "told", "says", "confirmed", "explained", "stated", "noted", "claimed", "put"))
_SURNAME_SAYS = re.compile(
    r"(?:^|[,;:”\"] |\. |\b(?!the )[a-z]\w* )(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Lt)\.? )?"
    r"(?:(?:Abdel|Abdul|Abu|Ben|Bin|[Aa]l|[Ee]l|[Vv]an|[Dd]e) )?"
    r"(?P<name>[A-Z][\w’'-]{3,}) (?:also |later |further )?"
    rf"(?:{'|'.join(sorted(_SAYING))})\b"
)
_SAYS_SURNAME = re.compile(r"\b(?:said|added|told|to) (?P<name>[A-Z][\w’'-]{3,})(?=[.,])")


def _surname(sentence: Sentence) -> str:
    """The last name by which a sentence quotes somebody, whom an earlier one may give in full; or ""."""
    return once(sentence, "surname", lambda: _surname_in(sentence.text))


def _surname_in(text: str) -> str:
    behind = _SAYS_SURNAME.search(text)
    before = None if letter_runs(text).isdisjoint(_SAYING) else _SURNAME_SAYS.search(text)
    first = before if behind is None or (before is not None and before.start() <= behind.start()) else behind
    return first["name"] if first is not None else ""


def _known_by_surname(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence quotes by the last name alone somebody whom the article has named in full before."""
    name = _surname(sentence)
    if not name or name in context.focus.voices:
        return False
    return re.search(rf"\b[A-Z][\w’'-]+ {re.escape(name)}\b", context.tagged.article.text[: sentence.start]) is not None


def hear(context: Context, sentence: Sentence) -> None:
    """Note who spoke in the sentences before this one that hold no event, where this one goes back to them."""
    if context.heard > sentence.index or not once(
        sentence,
        "goes back",
        lambda: bool(_GOES_BACK.search(sentence.text)) or _known_by_surname(context, sentence),
    ):
        return
    first = max(context.heard, sentence.index - BACK)
    for other in context.page.sentences[first : sentence.index]:
        near = sentence.index - other.index <= NEAR and context.paragraph(other) == context.paragraph(sentence)
        if not near and _SPEAKS.search(other.text) is None:
            continue
        fill(context.page, other)
        found = once(other, "speaker", partial(attribute, other, None, context.focus))
        silent = near and found.said_by is None
        note(context, _opening(context, other) if silent else found)
        if silent:
            context.focus.crowd = None  # "Officials met in X. Rebels attacked Y. They said …": the rebels
    context.heard = sentence.index + 1
    _by_full_name(context, sentence)


def _by_full_name(context: Context, sentence: Sentence) -> None:
    """Note a person whom the article names in full, and who speaks by his last name without having spoken before."""
    last = _surname(sentence)
    if not last or last in context.focus.voices:
        return
    full = re.search(rf"\b(?:[A-Z][\w’'-]+ ){{1,2}}{re.escape(last)}\b", context.tagged.article.text[: sentence.start])
    if full is not None:
        who = Speaker(text=full.group(), name=full.group(), type="official")
        context.focus.voices[last] = (who, True, False, False)


def _opening(context: Context, sentence: Sentence) -> Attribution:
    """The person or body with which a sentence opens that says nothing itself: "The ministry had another wording."."""
    tokens = sentence.tokens
    who = opening_person(tokens) or opening_body(tokens)
    if who is None or sentence.block == "title":
        return NOBODY
    return speaker_of(tokens, who, context.focus)


def note(context: Context, found: Attribution) -> None:
    """Remember a speaker for the pronouns that follow; an organisation is no "he"."""
    if found.said_by is None:
        return
    if found.paper:
        context.focus.papers[found.paper] = (found.said_by, found.named, found.claiming, found.military)
    last = found.said_by.name.split(" ")[-1]
    if len(last) > 3 and last[:1].isupper() and " " in found.said_by.name and found.said_by.type != "organisation":
        context.focus.voices.setdefault(last, (found.said_by, found.named, found.claiming, found.military))
    told = (found.said_by, found.named, found.claiming, found.military)
    context.focus.crowd = told if are_several(found.said_by) else None
    if is_body(found.said_by, context.focus):
        context.focus.bodies.append((found.said_by, found.named, False, found.military))
    elif context.focus.crowd is None or not ends_in_several(found.said_by):  # "officials" are no "he"
        context.focus.person, context.focus.person_named = found.said_by, found.named
        context.focus.person_military = found.military


def quoted(context: Context, sentence: Sentence) -> Attribution:
    """The speaker of a sentence that stands in a quotation: as its other sentences or those before it say."""
    page = context.page
    rest = page.quotation(sentence)
    for other in rest:
        fill(page, other)
        found = once(other, "speaker", partial(attribute, other, None, context.focus))
        if found.said_by is not None:
            return found
    if (behind := _told_behind(context, [sentence, *rest])).said_by is not None:
        return behind
    if not rest and sentence.text[:1] not in '“"':
        return NOBODY
    for other in reversed(page.sentences[max(0, sentence.index - 3) : sentence.index]):
        if context.paragraph(other) != context.paragraph(sentence):
            break
        fill(page, other)
        found = once(other, "speaker", partial(attribute, other, None, context.focus))
        if found.said_by is not None:
            return found
    return NOBODY


_BEHIND = re.compile(
    r"(?:He|She|[A-Z][\w.’'-]+(?: [\w.’'-]+){0,4}) (?:\w+ )?"
    r"(?:said|says|added|told|narrated|explained|stated|noted|recalled|recounted|lamented|disclosed|concluded)"
    r"(?: (?:reporters|journalists|newsmen|us|our|the|on|in|to|by|at|from|AFP|AP|Reuters)\b[^“”\"]{0,30})?\."
)
"""A sentence that only tells whose the quotation before it was: "He narrated.", "Musa told our reporter."."""


def _told_behind(context: Context, unit: Sequence[Sentence]) -> Attribution:
    """The speaker whom a short sentence behind a quotation names; nobody where there is none."""
    last = max(unit, key=lambda one: one.index)
    after = context.page.sentences[last.index + 1 : last.index + 2]
    if last.text[-1:] not in '”"' or not after or context.paragraph(after[0]) != context.paragraph(last):
        return NOBODY
    if _BEHIND.fullmatch(after[0].text) is None:
        return NOBODY
    hear(context, after[0])
    fill(context.page, after[0])
    return once(after[0], "speaker", partial(attribute, after[0], None, context.focus))


def gone_on(context: Context, sentence: Sentence, match: Match) -> Attribution:
    """Who told of the event before, where this only goes on counting: "Another man was killed", "; 1,680 were hurt"."""
    at, before = context.spoken
    tokens = sentence.tokens
    marks = (n + 1 for n in range(match.head - 1, -1, -1) if tokens[n].text == ";")
    start = next(marks, 0)
    same = before.said_by is not None and sentence.index - 1 <= at <= sentence.index
    if same and at < sentence.index:
        same = context.paragraph(context.page.sentences[at]) == context.paragraph(sentence)
    other = _another(sentence, start) and (match.people is None or match.people.start != start)
    if other:
        return NOBODY  # "Another bus crash killed 12": that is another matter
    if same and (start > 0) == (at == sentence.index) and goes_on_counting(tokens, start):
        return before
    if start == 0:
        return _monitor(context, sentence, match)
    return _before_mark(context, sentence, start) if goes_on_counting(tokens, start) else NOBODY


def _before_mark(context: Context, sentence: Sentence, start: int) -> Attribution:
    """Who speaks before the semicolon: "The gang left in May, the parish says; at that time 20 were killed"."""
    found = once(sentence, "speaker", partial(attribute, sentence, None, context.focus))
    if found.said_by is None:
        return NOBODY
    at = sentence.text.find(found.said_by.text)
    return found if 0 <= at < sentence.tokens[start].start - sentence.start else NOBODY


def _another(sentence: Sentence, start: int) -> bool:
    """Whether a clause opens with "another", which with its number is one token."""
    return sentence.tokens[start].low.split(" ")[0] == "another"


def _monitor(context: Context, sentence: Sentence, match: Match) -> Attribution:
    """The organisation whose counts a text goes through: "Another seven were killed in X", "Since Friday raids have
    killed 44" behind what it said.
    """
    tokens, at = sentence.tokens, context.counted[0]
    if match.people is None or sentence.index == 0:
        return NOBODY
    if _another(sentence, 0) and sentence.index - at <= COUNTING:
        return context.counted[1]
    if tokens[0].low != "since":
        return NOBODY
    last = context.page.sentences[sentence.index - 1]
    if context.paragraph(last) != context.paragraph(sentence):
        return NOBODY
    fill(context.page, last)
    found = once(last, "speaker", partial(attribute, last, None, context.focus))
    counts = found.said_by is not None and found.said_by.type == "organisation" and found.named
    return found if counts else NOBODY
