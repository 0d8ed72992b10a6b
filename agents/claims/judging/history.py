"""What is told as known, past or adding up: "the anniversary of", "in 2003", "had earlier fallen", "since 2011"."""

import re
from collections.abc import Sequence
from functools import cache

from agents.claims.frames.match import Match
from agents.claims.judging.context import Context
from agents.claims.language.when import When
from agents.claims.model import Sentence, Token
from agents.claims.words import listed, mode_words

_IN_YEAR = re.compile(r"\b[Ii]n (?:[A-Z][a-z]+ )?(?P<year>1[5-9]\d\d|20\d\d)\b")
_FRESH = re.compile(
    r"\b(?:[Yy]esterday|[Tt]oday|overnight|[MTWFS]\w+day|this (?:week|month|year)|last (?:week|month)|now)\b"
)


@cache
def _historical() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """(a pattern that any phrase of history fits, each phrase with its own); a phrase in * goes on within its word."""
    forms = {
        phrase: r"\b" + re.escape(phrase.rstrip("*")) + (r"\w*" if phrase.endswith("*") else r"\b")
        for phrase in mode_words().historical
    }
    return re.compile("|".join(forms.values())), tuple((phrase, re.compile(form)) for phrase, form in forms.items())


def told_as_history(text: str) -> str:
    """The phrase that makes a sentence history ("anniversary", "World War"), or ""."""
    low = text.lower()
    some, each = _historical()
    if some.search(low) is None:
        return ""
    return next(phrase for phrase, form in each if form.search(low))


def commemorated(text: str) -> bool:
    """Whether the sentence is about a commemoration, so that a fresh date dates only that."""
    low = text.lower()
    return any(phrase in low for phrase in listed("commemorations"))


def told_year(context: Context, sentence: Sentence) -> str:
    """The year long past that the paragraph is telling of, where nothing since has brought it back to the news."""
    if context.published is None or sentence.index == 0:
        return ""
    for other in reversed(context.page.sentences[max(0, sentence.index - 3) : sentence.index]):
        if _FRESH.search(other.text) or _paragraph(context, other) != _paragraph(context, sentence):
            return ""
        years = [int(match["year"]) for match in _IN_YEAR.finditer(other.text)]
        if years:
            return str(max(years)) if max(years) < context.published.year - 1 else ""
    return ""


def _paragraph(context: Context, sentence: Sentence) -> int:
    """The number of the block in which a sentence stands."""
    blocks = context.tagged.article.blocks
    return next((n for n, block in enumerate(blocks) if block.start <= sentence.start < block.end), -1)


def presupposed(tokens: Sequence[Token], match: Match, sentence: Sentence) -> bool:
    """Whether it is told as what came before: pluperfect, "previous", "earlier", or a noun ("after the fall of X")."""
    verb = match.verb
    if verb is not None and verb.tense == "pluperfect" and not _backshifted(tokens, verb.start):
        return True
    if before_that(tokens, match):
        return True
    around = {token.low for token in tokens[max(0, match.start - 4) : match.head]}
    if around & listed("before_now"):
        return True
    announced = any(token.low in listed("announcing") for token in tokens[max(0, match.start - 5) : match.start])
    nominal = match.construction == "listed" or (match.construction == "nominal" and not announced)
    return nominal and match.rule.kind == "location_fall" and sentence.block != "title"


def before_that(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it is what something else came after: "two weeks after the army had taken it", "a day after losing X"."""
    left = min(match.start, match.head) if match.verb is None else match.verb.start
    for n in range(left, max(0, left - 9), -1):
        if tokens[n].text in ",;.":
            return False
        if tokens[n].low in ("after", "since") and tokens[n - 1].low in listed("units_of_time"):
            return True
    return False


def _backshifted(tokens: Sequence[Token], start: int) -> bool:
    """Whether a pluperfect is only reported speech ("said it had taken X"): said of now, not of before."""
    for n in range(start - 1, max(-1, start - 24), -1):
        if tokens[n].text in ";?!:":
            return False
        if tokens[n].low in listed("said_so"):
            return True
    return False


def cumulative(tokens: Sequence[Token], match: Match, when: When | None) -> bool:
    """Whether the count is a running toll: "since 2011", "so far", "in the six-year war"."""
    if match.rule.kind != "casualty":
        return False
    if when is not None and when.since:
        return True
    lows = [token.low for token in tokens[max(0, match.start - 10) : match.end + 16]]
    text = " ".join(lows)
    war = not listed("wars").isdisjoint(lows) and (any(low.endswith("-year") for low in lows) or "since" in lows)
    began = "since" in lows and not listed("beginnings").isdisjoint(lows[lows.index("since") :])
    return (
        war
        or began
        or "so far this" in text
        or "since the start" in text
        or "since the beginning" in text
        or "since it began" in text
    )
