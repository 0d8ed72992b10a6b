"""What a page only imagines, lists or takes back, by what stands outside the match's own words: "Suppose that rebels
march on X. By noon it has fallen", "10.35 Film: …", "An article on Monday said that X had been captured".
"""

import re

from agents.claims.language.bare_words import letter_runs
from agents.claims.mode.past_marks import dated_now
from agents.claims.model import Sentence
from agents.claims.reader.context import Context, once
from agents.claims.reader.reading import Reading

SUPPOSED = 8
"""Sentences over which a supposition goes on within its paragraph, at most."""
STORY = 2
"""Sentences before one that may go on with a story."""
_SUPPOSES = re.compile(
    r"\A[\"“'‘(]?(?:(?:[Bb]ut|[Aa]nd|[Ss]o|[Nn]ow|[Jj]ust|[Oo]r|[Ll]et us|[Ll]et['’]s),? ){0,2}"
    r"(?:[Ss]uppose\b|[Aa]ssume (?:that|for|an?|the)\b|[Ww]hat if\b|[Pp]retend\b|[Ss]ay (?:that|for)\b"
    r"|[Ii]magine\b(?! (?:the|how|what|my|his|her|its|their|our|being|having)\b| [A-Z]\w+['’]s)"
    r"|[Pp]icture (?:this|an?|yourself)\b"
    r"|(?:[Cc]onsider|[Tt]ake|[Hh]ere is|[Pp]icture) (?:this|the following|an?) (?:\w+ )?"
    r"(?:scenario|possibility|future)\b)"
    r"|\b(?:by the usual reckoning|on one reckoning|in one scenario|in this scenario|in the war games?)\b"
)
_SUPPOSING = frozenset(
    ("suppose", "assume", "what", "pretend", "say", "imagine", "picture", "scenario", "possibility", "future")
) | {"reckoning", "game", "games"}
"""One of these stands in whatever opens a supposition."""
_OPENS_OUT = re.compile(
    r"\A(?:That|This|It|Such|Welcome|Sadly|Alas|In (?:fact|truth|reality)|No need|You need not)\b"
    r"(?! (?:night|day|week)\b)"
)
"""A sentence that leaves a supposition: "That is what happened in X"."""
_WHAT_IF = re.compile(
    r"\b(?:[Ww]hat if|WHAT IF|SCENARIO|(?:[Aa]nother|[Ww]rites with a|[Hh]ere is (?:a|the|one)|[Ww]orst-case) "
    r"[Ss]cenario|[Ss]cenario (?:[IVX]+|[1-9A-D])|[Ss]cenarios? for|[Ii]magining)\b"
    r"|\AIf [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? (?:falls|fell|goes|invades|attacks|breaks|collapses|burns)\Z"
)
_YEAR_SET = re.compile(
    r"\A[\"“'‘]?(?:[Ii]t is|[Tt]he (?:year|date|time) is|[Ii]t['’]s)(?: [\w,]+){0,3}? (?P<year>20\d\d)\b"
)
_BY_YEAR = re.compile(r"\A[\"“'‘]?(?:In|By)(?: [a-z]+| [A-Z][a-z]+){0,2} (?P<year>20\d\d)\b")
_LISTED = re.compile(
    r"\A(?:\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)? )?[A-Z\"“][^.;:()]{1,60} \((?P<year>(?:19|20)\d\d)(?:, [^()]{1,40})?\):"
)
"""A film in the listings: "10.35 Black River (1988): …"."""
_CORRECTS = re.compile(r"\A(?:Corrections?|Clarifications?|Errata|Erratum|For the record|Amplifications?)\b")
_SAY = (
    r"(?:said|stated|gave|reported|wrote|misstated|suggested|implied|identified|described|attributed|claimed|referred)"
)
_MISTOLD = re.compile(
    r"\b(?:[Aa]rticles?|[Ss]tor(?:y|ies)|[Rr]eports?|[Cc]olumn|[Cc]aptions?|[Hh]eadlines?|[Ee]ditorial|[Ll]eader|"
    r"[Gg]raphic|[Mm]ap|[Tt]able|[Oo]bituary|[Ff]eature|[Ii]tem|[Rr]eview|[Pp]icture|[Ww]e)\b"
    rf"[^.;]{{0,120}}?\b(?P<say>{_SAY})\b"
)
_WRONGLY = re.compile(
    rf"\b(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately) {_SAY}\b"
    rf"|\b{_SAY} (?:incorrectly|wrongly|mistakenly|erroneously|inaccurately)\b"
)

_WRONG_WORDS = ("incorrectly", "wrongly", "mistakenly", "erroneously", "inaccurately")

_PAST = re.compile(r"\b(?:was|were|had|did|said|told|has|have|been|saw|came|went|took|began)\b")
_IN_A_BOOK = re.compile(
    r"\b[Bb]y (?:page (?:\d|[a-z])|chapter (?:\d|[a-z])|the (?:interval|last (?:page|chapter|reel|act)|final (?:page|"
    r"chapter|reel|act)|closing credits|end of (?:act|chapter|episode)))"
)
"""How far a story has come: "twelve people are dead by page fifty"."""
_BOOK_WORDS = ("page", "chapter", "interval", "reel", " act", "credits", "episode")
"""One of these stands in whatever tells how far a story has come."""
_MY_LORD = re.compile(r",? sir[,.!?]")
"""How somebody speaks in a story: "Eleven dead, sir"."""


_FORECASTS = ("Expected", "Projected", "Potential", "Possible", "Likely", "Simulated", "Notional", "Assumed")
_FORECAST = re.compile(r"\w+ (?:\w+ )?(?:casualties|losses|deaths|fatalities|toll)\b")
"""How a forecast of harm opens: "Expected casualties of a strike on X: 400 dead"."""


def imagined(context: Context, reading: Reading) -> str:
    """Why a match that its own words tell as done is only imagined, listed or taken back; or ""."""
    sentence = reading.sentence
    year = context.published.year if context.published is not None else None
    listing = once(sentence, "listed film", lambda: _LISTED.match(sentence.text)) if "):" in sentence.text else None
    if listing is not None and (year is None or int(listing["year"]) < year):
        return "a film in the listings"
    if (told := _mistold(context, sentence)) >= 0 and _behind(reading, told):
        return "a correction"
    if ahead := once(sentence, "year to come", lambda: _to_come(_BY_YEAR, sentence.text, year)):
        return ahead
    if sentence.text.startswith(_FORECASTS) and _FORECAST.match(sentence.text):
        return "a forecast"
    if once(sentence, "a story's", lambda: _of_a_story(sentence.text)):
        return "a story"
    return _supposed(context, reading, year) or _story(context, reading)


def _of_a_story(text: str) -> bool:
    """Whether a sentence has what only stories have; by a cheap word first."""
    if " sir" in text and _MY_LORD.search(text) is not None:
        return True
    return any(word in text for word in _BOOK_WORDS) and _IN_A_BOOK.search(text) is not None


def _story(context: Context, reading: Reading) -> str:
    """Whether a sentence without place or day goes on in the present tense from another of the kind: "They come at
    night and take the police post. The army shells it in revenge, a dozen die".
    """
    sentence, verb = reading.sentence, reading.match.verb
    if verb is None or verb.tense != "present" or verb.form not in ("finite", "passive") or sentence.index < STORY:
        return ""
    if sentence.block == "title" or reading.time.text is not None:
        return ""
    before = context.page.sentences[sentence.index - 1]
    if context.paragraph(before) != context.paragraph(sentence):
        return ""
    return "a story told in the present tense" if _timeless(context, sentence) and _timeless(context, before) else ""


def _timeless(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence names no place and no day of now, and nothing in it is past."""
    bare = not context.page.places_in(sentence.start, sentence.end) and not dated_now(sentence)
    return bare and once(sentence, "nothing past", lambda: _PAST.search(sentence.text) is None)


def _behind(reading: Reading, at: int) -> bool:
    return reading.sentence.tokens[reading.match.head].start - reading.sentence.start > at


def _mistold(context: Context, sentence: Sentence) -> int:
    """Where a sentence says what had been printed and was wrong, or -1."""
    return once(sentence, "mistold", lambda: _printed(context, sentence.text))


def _printed(context: Context, text: str) -> int:
    found = _WRONGLY.search(text) if any(word in text for word in _WRONG_WORDS) else None
    if found is None and _CORRECTS.match(context.tagged.article.text) is not None:
        found = _MISTOLD.search(text)
    return found.end() if found is not None else -1


def _to_come(pattern: re.Pattern[str], text: str, year: int | None) -> str:
    """The year after publication in which a sentence sets its story, or ""."""
    found = pattern.match(text)
    return found["year"] if found is not None and year is not None and int(found["year"]) > year else ""


def _supposed(context: Context, reading: Reading, year: int | None) -> str:
    """The supposition that a sentence in the present tense goes on from, within its paragraph; or ""."""
    sentence, verb = reading.sentence, reading.match.verb
    if verb is not None and verb.tense == "past" and not verb.modal:
        return ""
    sentences = context.page.sentences
    for other in reversed(sentences[max(0, sentence.index - SUPPOSED) : sentence.index]):
        if context.paragraph(other) != context.paragraph(sentence):
            break
        if once(other, "supposes", lambda other=other: _opens(other, year)):  # type: ignore[misc]
            return "a supposition"
        if _OPENS_OUT.match(other.text):
            break
    if verb is None or verb.tense != "present" or dated_now(sentence):
        return ""
    head = (other for other in sentences[:3] if other.index < sentence.index)
    what_if = any(once(other, "what if", lambda other=other: _WHAT_IF.search(other.text)) for other in head)  # type: ignore[misc]
    return "a supposition" if what_if else ""


def _opens(sentence: Sentence, year: int | None) -> bool:
    """Whether a sentence opens a supposition, or sets its story in a year to come."""
    told = not letter_runs(sentence.text).isdisjoint(_SUPPOSING) and _SUPPOSES.search(sentence.text) is not None
    return told or _to_come(_YEAR_SET, sentence.text, year) != ""
