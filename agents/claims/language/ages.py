"""An age that stands for who has it: "a 14-year-old and three others", "two five-year-olds"."""

from agents.claims.language.noun_phrases import inside_np, is_time
from agents.claims.language.spelled import UNITS
from agents.claims.model import Token
from agents.claims.words import listed, words

GROWN = 18
"""Years of age from which somebody is no child."""


def fold_ages(tokens: list[Token]) -> list[Token]:
    """The tokens, with an age that no noun follows as one word for a person: "child", "persons"."""
    out: list[Token] = []
    n = 0
    while n < len(tokens):
        end = _age_at(tokens, n)
        if end > n and _alone(tokens, end):
            last, text = tokens[end - 1], "-".join(token.text for token in tokens[n:end] if token.text != "-")
            years, many = text.lower().partition("-year-old")[::2]
            age = int(years) if years.isdigit() else UNITS.get(years, GROWN)
            noun = ("child", "children") if age < GROWN else ("person", "persons")
            out.append(Token(text, noun[many == "s"], tokens[n].start, last.end))
            n = end
        else:
            out.append(tokens[n])
            n += 1
    return out


def _age_at(tokens: list[Token], n: int) -> int:
    """Where an age ends that begins at n: "14-year-old" (three tokens), "five-year-olds" (one); n for none."""
    if tokens[n].low.endswith(("-year-old", "-year-olds")):
        return n + 1
    three = n + 2 < len(tokens) and tokens[n].text.isdigit() and tokens[n + 1].text == "-"
    return n + 3 if three and tokens[n + 2].low in ("year-old", "year-olds") else n


def _alone(tokens: list[Token], end: int) -> bool:
    """Whether no noun follows that the age only describes: "a 14-year-old was killed", no "the 14-year-old war"."""
    if end >= len(tokens) or tokens[end - 1].low.endswith("olds"):
        return True
    token = tokens[end]
    does = token.low in words().verbs or token.low in words().auxiliaries or token.low in listed("harm_predicates")
    return not inside_np(tokens, end) or does or is_time(tokens, end)
