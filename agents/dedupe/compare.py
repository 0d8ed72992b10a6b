"""The true comparison of two reports, which decides the relation and says why. Pure; no I/O, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from agents.dedupe.align import Alignment, Difference, Match, align, alike
from agents.dedupe.report import Report, Token
from agents.dedupe.words import load
from schemas.unique_article import Relation

Reason = Literal[
    "nothing_alike",  # new: no candidate, or none that shares more than phrases
    "form_text",  # new: the words of an earlier report around other figures and places
    "same_text",  # duplicate: word for word
    "truncated",  # duplicate: a part of an earlier report
    "light_edit",  # duplicate: other spelling, order or wording, nothing new
    "changed_figure",  # revision
    "changed_name",  # revision: another name in the same sentence
    "changed_fact",  # revision: denied, or killed instead of wounded
    "added_passage",  # revision: a sentence or more that the earlier report did not have
    "same_url",  # revision: the same address with another text
    "shared_passage",  # copied_passages
]

SAME_REPORT = 0.5  # share of the new report's words that stand in the old one, or of the old one's in the new
SOME_OF_NEW = 0.4  # an old report that stands whole in a longer one that is less than this its words: a digest
TRUNCATED = 0.8  # of the length of the old report
SHORT = 40  # words: in so short a text one other name is another event
FORM_FIGURES = 4  # figures at least, of which half are others: a form filled in anew
FORM_SHARE = 0.5
FORM_FACTS = 0.33  # where figures and names are others: share of both together
FORM_GAP = timedelta(hours=20)  # forms come daily or weekly: reports so far apart need fewer signs
ADDED_WORDS = 3  # words of a sentence, and of a run inside one, that count as added
INSERTED_WORDS = 5
FURNITURE_WORDS = 2
NAME_LETTERS = 4
SAME_URL = 0.15


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the new report relates to one old one. similarity: 0..1; matches: sentences found there, by position."""

    relation: Relation
    reason: Reason
    similarity: float
    matches: dict[int, Match]


def compare(new: Report, old: Report, *, same_url: bool = False) -> Comparison:
    """Judge one candidate. same_url: both came from one address. Sharing passages only is "new" here, with matches."""
    found = align(new, old)
    similarity = round(found.similarity, 4)
    relation, reason = _judge(new, old, found, same_url)
    return Comparison(relation, reason, similarity, found.matches)


def _judge(new: Report, old: Report, found: Alignment, same_url: bool) -> tuple[Relation, Reason]:
    if not _same_report(new, found):
        if same_url and found.similarity >= SAME_URL:
            return "revision", "same_url"
        return "new", "nothing_alike"
    figures = _new_figures(new, old, found)
    names = _new_names(new, old, found)
    if _form(new, old, found, figures, names) and not same_url:
        return "new", "form_text"
    if figures:
        return "revision", "changed_figure"
    if _turned(found):
        return "revision", "changed_fact"
    if names:
        return "revision", "changed_name"
    if _added(new, found) or new.rest not in (None, old.rest):
        return "revision", "added_passage"
    if [s.key for s in new.sentences] == [s.key for s in old.sentences]:
        return "duplicate", "same_text"
    return "duplicate", "truncated" if new.length < TRUNCATED * old.length else "light_edit"


def _same_report(new: Report, found: Alignment) -> bool:
    if found.of_new >= SAME_REPORT:
        return True
    # Something longer around an old report: its next version begins with the same news, a digest with any.
    return found.of_old >= SAME_REPORT and (found.of_new >= SOME_OF_NEW or bool({0, 1} & set(found.matches)))


def _new_figures(new: Report, old: Report, found: Alignment) -> list[str]:
    """Figures in matched sentences, and in the title, that the old report does not have there."""
    everywhere = {t.text for tokens in (*(s.tokens for s in old.sentences), old.title) for t in tokens if t.figure}
    changed: list[str] = []
    for match in found.matches.values():
        for difference in _differences(match):
            before = {t.text for t in difference.old if t.figure}
            for token in difference.new:
                replaced = bool(before) and token.text not in before
                if token.figure and (replaced or (token.text not in everywhere and token.text != "1")):
                    changed.append(token.text)
    own = {t.text for s in new.sentences for t in s.tokens if t.figure}
    changed += [t.text for t in new.title if t.figure and t.text not in everywhere | own | {"1"}]
    return changed


def _new_names(new: Report, old: Report, found: Alignment) -> list[str]:
    """Names in matched sentences that the old report does not have at all, in no spelling."""
    known = {t.text for s in old.sentences for t in s.tokens} | {t.text for t in old.title}
    plain = load().unremarkable_names
    changed = []
    for match in found.matches.values():
        first = new.sentences[match.new].tokens[0]
        for difference in _differences(match):
            for token in difference.new:
                name = token.capital and token is not first and len(token.text) >= NAME_LETTERS
                other = not any(alike(token.text, t.text) for t in difference.old)
                if name and other and token.text not in plain and token.text not in known:
                    changed.append(token.text)
    return changed


def _differences(match: Match) -> list[Difference]:
    """What differs in a matched sentence, without what the page says."""
    return [difference for difference in match.differences if not furniture(difference.new)]


def _form(new: Report, old: Report, found: Alignment, figures: list[str], names: list[str]) -> bool:
    """Whether the old report's words are a form that the new one fills with other news."""
    apart = abs(new.published_at - old.published_at) >= FORM_GAP
    total = sum(token.figure for i in found.matches for token in new.sentences[i].tokens)
    if len(figures) >= FORM_SHARE * max(1, total) and (
        total >= FORM_FIGURES or (apart and (total >= 2 or bool(names)))
    ):
        return True
    if names and new.length < SHORT and not _added(new, found):
        return True
    known = _names(new, found)
    if len(names) >= 2 and len(names) >= FORM_SHARE * known and (figures or apart):
        return True
    others = len(figures) + len(names)
    return bool(figures and names) and others >= FORM_FIGURES - 1 and others >= FORM_FACTS * (total + known)


def _names(new: Report, found: Alignment) -> int:
    plain = load().unremarkable_names
    return len(
        {t.text for i in found.matches for t in new.sentences[i].tokens[1:] if t.capital and t.text not in plain}
    )


def _turned(found: Alignment) -> bool:
    """Whether a sentence denies what the old one told, or names another kind of event in its place."""
    words = load()
    for match in found.matches.values():
        for difference in _differences(match):
            new, old = ([token.text for token in tokens] for tokens in (difference.new, difference.old))
            if sum(text in words.denials for text in new) > sum(text in words.denials for text in old):
                return True
            events = [text for text in new if text in words.events and not any(alike(text, other) for other in old)]
            if events and any(text in words.events for text in old):
                return True
    return False


def _added(new: Report, found: Alignment) -> bool:
    """Whether the new report has words of its own, outside or inside matched sentences, that are not the page's."""
    plain = load().unremarkable_names
    for i, sentence in enumerate(new.sentences):
        match = found.matches.get(i)
        pieces = [sentence.tokens] if match is None else [d.new for d in match.differences if not d.old]
        least = ADDED_WORDS if match is None else INSERTED_WORDS
        for piece in pieces:
            if len(piece) >= least and not all(token.text in plain for token in piece) and not furniture(piece):
                return True
    return False


def furniture(tokens: Sequence[Token]) -> bool:
    """Whether this is the page speaking, where cleaning left a piece of it."""
    words = load().furniture
    return sum(token.text in words for token in tokens) >= FURNITURE_WORDS
