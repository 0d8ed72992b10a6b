"""One article read sentence by sentence: matches, what each says, and why some say nothing. Pure and deterministic."""

from collections.abc import Iterator

from agents.claims.frames.casualty import read_casualties
from agents.claims.frames.control import read_control
from agents.claims.frames.match import Match
from agents.claims.judging.contradicted import Denial, contradiction, with_denials
from agents.claims.judging.control import tell_control
from agents.claims.judging.dating import tell_time
from agents.claims.judging.harm import tell_harm
from agents.claims.judging.own_deeds import weigh_own_word
from agents.claims.judging.stance import tell_speech
from agents.claims.language.bare_words import LETTERS, letter_runs
from agents.claims.mode.imagined import imagined
from agents.claims.mode.mode import judge
from agents.claims.mode.rehearsed import rehearsed
from agents.claims.model import Sentence
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.rules import RuleSet, rule_set
from agents.claims.scene.shared_place import share_place
from agents.claims.sides.complete_sides import complete_sides
from agents.claims.sides.shared_hand import share_perpetrators
from schemas.tagged_article import TaggedArticle

__all__ = ["Reading", "read"]


def read(tagged: TaggedArticle, rules: RuleSet | None = None) -> list[Reading]:
    """Every match of every sentence that holds a trigger, judged, in text order."""
    rules = rules or rule_set()
    article = tagged.article
    if article.language != "en" or not any(rules.may_fire(LETTERS.findall(part)) for part in _parts(article.text)):
        return []  # the rules know English alone: another language would fire by accident
    context = Context.of(tagged)
    page = context.page
    readings: list[Reading] = []
    denials: list[Denial] = []
    for sentence in page.sentences:
        triggered = rules.may_fire(letter_runs(sentence.text))
        if (denial := contradiction(context, sentence, readings)) is not None:
            denials.append(denial)
        if not triggered and not page.actors_in(sentence.start, sentence.end):
            continue
        fill(page, sentence)
        context.focus.here = sentence.index
        if triggered:
            matches = [*read_control(sentence.tokens, rules), *read_casualties(sentence.tokens, rules)]
            judged = [_judge(context, sentence, match) for match in _one_each(matches)]
            share_place(judged)
            readings += judged
        context.focus.note(sentence.tokens)
    context.focus.here = -1
    share_perpetrators(context, readings)
    complete_sides(context, readings)
    return with_denials(context, readings, denials) if denials else readings


PART = 500
"""Characters of a part of a text, about: a report of war has a trigger in its first one, and no other is looked at."""


def _parts(text: str) -> Iterator[str]:
    """A text in lower case and in parts, no word of which is cut."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + PART)
        end = end if end > 0 else len(text)
        yield text[start:end].lower()
        start = end


MOST = 40
"""Matches of one sentence that are judged: no news tells more, and hostile text must not take for ever."""


def _one_each(matches: list[Match]) -> list[Match]:
    """The strongest match of each trigger and kind: a frame with more words ("took control of") beats a bare one
    ("took").
    """
    best: dict[tuple[str, int], Match] = {}
    for match in matches:
        key = (match.rule.kind, match.head)
        other = best.get(key)
        if other is None or _strength(match) > _strength(other):
            best[key] = match
    return sorted(best.values(), key=lambda match: (match.head, match.rule.name))[:MOST]


def _strength(match: Match) -> tuple[int, int, int]:
    """How much of its frame a match fills."""
    return (
        len(match.rule.after) > 0,
        not match.rule.weak,
        bool(match.places and match.places.places) + (match.agent is not None) + (match.patient is not None),
    )


def _judge(context: Context, sentence: Sentence, match: Match) -> Reading:
    """A match with its slots, in the order in which one rests on the other."""
    reading = Reading(match, sentence)
    verdict = judge(sentence.tokens, match)
    reading.mode, reading.reason = verdict.mode, verdict.reason
    tell_speech(context, reading, verdict)
    tell_time(context, reading)
    if reading.mode == "actual" and (made_up := imagined(context, reading) or rehearsed(context, reading)):
        reading.mode, reading.reason = "hypothetical", made_up
    if match.rule.kind == "location_fall":
        tell_control(context, reading)
    else:
        tell_harm(context, reading)
    weigh_own_word(context, reading)
    return reading
