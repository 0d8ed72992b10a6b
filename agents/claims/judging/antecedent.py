"""The place that "the town", "there" or "two villages" goes back to."""

from agents.claims.entities.place_names import Found, PlacePhrase, as_part, sites_in
from agents.claims.model import Page, Sentence
from agents.claims.words import listed, words
from schemas.place import PlaceMention


def antecedent(page: Page, sentence: Sentence, phrase: PlacePhrase) -> Found | None:
    """The place that a noun without a name stands for: the nearest fitting one before it, at most three sentences
    back.
    """
    noun = phrase.anaphora
    position = sentence.tokens[phrase.start].start
    earliest = page.sentences[max(0, sentence.index - 3)].start
    fits = [m for m in page.places_in(earliest, position) if _fits(m, noun, page)]
    if noun in ("country", "nation"):
        home = [m for m in page.places if m.feature == "country" and page.theatre and m.place.country == page.theatre]
        fits = home or fits
    if not fits:
        return None
    mention = next((m for m in reversed(fits) if not _whence(page, m)), fits[-1])
    found = Found.of(mention)
    if phrase.part:
        return as_part(found, " ".join(token.text for token in sentence.tokens[phrase.start : phrase.end]))
    if noun == "part":
        if sentence.tokens[max(0, phrase.start - 8)].start > mention.end and not _where(sentence, phrase.start):
            return None
        text = " ".join(token.text for token in sentence.tokens[phrase.start : phrase.end])
        return as_part(found, f"{text} in {mention.place.text}")
    return found


def _whence(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is only where somebody came from: "a column from X retook the town"."""
    sentence = page.sentence_at(mention.start)
    return sentence.text[: mention.start - sentence.start].rstrip().lower().endswith((" from", "from the"))


def from_before(page: Page, sentence: Sentence) -> Found | None:
    """The one place of the sentence before, when both stand in one quotation."""
    for other in reversed(page.sentences[max(0, sentence.index - 2) : sentence.index]):
        if other.unit != sentence.unit:
            return None
        inside = sites_in(page, other.start, other.end)
        if len(inside) == 1:
            return Found.of(inside[0])
        lows = {word.strip(".,“”\"'").lower() for word in other.text.split()}
        if lows & {"city", "town", "village"}:
            before = sites_in(page, 0, other.start)
            return Found.of(before[-1]) if before else None
    return None


def last_named(page: Page, sentence: Sentence) -> Found | None:
    """The place that the sentence before named last."""
    if sentence.index == 0:
        return None
    other = page.sentences[sentence.index - 1]
    inside = sites_in(page, other.start, other.end)
    return Found.of(inside[-1]) if inside else None


def _where(sentence: Sentence, start: int) -> bool:
    return any(token.low == "where" for token in sentence.tokens[max(0, start - 14) : start])


def _fits(mention: PlaceMention, noun: str, page: Page) -> bool:
    """Whether a place is of the kind that the noun names: "the province", "the country", "the town"."""
    if noun in ("country", "nation"):
        return mention.feature == "country"
    if noun in listed("wide"):
        return mention.feature in ("province", "region", "district")
    if mention.feature not in listed("sites") and noun != "part":
        return False
    return mention.feature != "country" and not only_a_distance(mention, page)


def only_a_distance(mention: PlaceMention, page: Page) -> bool:
    """ "60 miles north of X", "outside X": X is only where something else lies."""
    sentence = page.sentence_at(mention.start)
    at = mention.start - sentence.start
    before = sentence.text[max(0, at - 30) : at].lower().split()
    away = words().direction | {"outside", "miles", "kilometres", "kilometers", "km"}
    return len(before) >= 2 and before[-1] in ("of", "from") and before[-2] in away
