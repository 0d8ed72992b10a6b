"""Armed groups that nobody has listed, under the name that the text itself gives them."""

from collections.abc import Sequence

from agents.claims.language.noun_phrases import Span, is_people
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.actor import Actor, ActorMention

LONGEST = 9
"""Tokens of a group's written-out name, at most."""


def self_named(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The name of "Calling themselves X, several hundred fighters …", "the fighters, who call themselves X, …"."""
    for n in range(span.start - 2, max(-1, span.start - 16), -1):
        if tokens[n].low in ("calling", "styling") and tokens[n + 1].low in ("themselves", "itself"):
            return _written(tokens[n + 2 : span.start])
    after = [token.low for token in tokens[span.end : span.end + 4]]
    if after[:2] == [",", "who"] and after[2:] in (["call", "themselves"], ["called", "themselves"]):
        name = [token for token in tokens[span.end + 4 : span.end + 12] if token.low not in words().determiners]
        return _written(name[: next((n for n, token in enumerate(name) if not token.capital), len(name))])
    return None


def _written(inside: Sequence[Token]) -> Actor | None:
    """The group that tokens name: one that is listed, else what is written in capitals."""
    sure = (token.actor for token in inside if token.actor is not None and not token.actor.generic)
    told = next((mention.actor for mention in sure), None)
    name = " ".join(token.text for token in inside if token.capital and token.low not in words().determiners)
    return told or (Actor(text=name, name=name, type="non-state") if name else None)


def new_group(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The X of "a smaller rebel group, X, took …", where nobody has listed it."""
    name = tokens[span.end - 1]
    if span.end - span.start != 1 or not name.text.isupper() or len(name.text) < 3 or span.start < 3:
        return None
    before = [token.low for token in tokens[max(0, span.start - 4) : span.start]]
    group = before[-1] == "," and before[-2] in ("group", "movement", "militia", "faction", "army", "force")
    rebels = group and bool(set(before) & {"rebel", "insurgent", "armed", "guerrilla", "separatist", "jihadist"})
    return Actor(text=name.text, name=name.text, type="non-state") if rebels else None


def unlisted(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The group of "guerrillas of the Farabundo Marti front" where nobody has listed it: its name is written so."""
    of = next((n for n in range(span.start + 1, min(len(tokens), span.end + 1)) if tokens[n].low == "of"), -1)
    if of > 0 and (group := _named_for(tokens, of + 1)) is not None:
        return group
    name: list[Token] = []
    for token in tokens[of + 1 : of + 8] if of > 0 else ():
        if token.low in ("the", "a"):
            continue
        name.append(token)
        if token.low in listed("group_names") and token.low not in ("forces", "rebels", "guerrillas"):
            told = len(name) > 1 and all(other.capital for other in name[:-1])
            text = " ".join(other.text for other in name)
            return Actor(text=text, name=text, type="non-state") if told else None
        if not token.capital:
            return None
    return None


def _named_for(tokens: Sequence[Token], k: int) -> Actor | None:
    """The group of "fighters of the Front for Democracy in Burundi": its name goes on behind small words."""
    k += k < len(tokens) and tokens[k].low == "the"
    if k + 2 >= len(tokens) or not tokens[k].capital or tokens[k].low not in listed("group_names", "unions"):
        return None
    end = k + 1
    while end + 1 < len(tokens) and end - k < LONGEST:
        joins = tokens[end].low in ("for", "of", "the", "in", "and") and tokens[end].kind == "word"
        joins = joins and (tokens[end + 1].capital or tokens[end + 1].low in ("the", "of"))
        if not joins and not (tokens[end].capital and tokens[end].kind in ("word", "place")):
            break
        end += 1
    if end - k < 3 or tokens[k + 1].low not in ("for", "of"):
        return None
    text = text_of(tokens, k, end)
    return Actor(text=text, name=text, type="non-state")


def bears_name(written: Actor) -> bool:
    """Whether a noun for people under arms takes its name from the letters before it: "LURD rebels"."""
    return written.type == "non-state" or written.text.lower() == "peacekeepers"


def _loyal_to_office(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The side of "troops loyal to the former vice president", who is named elsewhere."""
    first = span.end + 2
    inside = [n for n in range(first, min(len(tokens), first + LONGEST)) if tokens[n].low in listed("lords")]
    last = inside[-1] + 1 if inside else 0
    plain = last and all(tokens[n].kind == "word" for n in range(first, last))
    if not plain or not listed("out_of_office") & {token.low for token in tokens[first:last]}:
        return None
    text = text_of(tokens, span.end - 1, last)
    return Actor(text=text, name=text, type="non-state")


def loyal_to(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The side of "troops loyal to former Vice-President X", called after him whom they follow."""
    end, last = span.end + 2, 0
    rival = next((n for n in range(end, min(len(tokens) - 2, end + 5)) if tokens[n].low in listed("rivals")), -1)
    if rival > 0 and tokens[rival - 1].low in ("'s", "’s"):
        end = rival + 1 + (tokens[rival + 1].text == ",")  # "loyal to X's rival, Y": to Y
    while (
        end < len(tokens)
        and end < span.end + LONGEST
        and (tokens[end].kind in ("word", "place") or tokens[end].text == "-")
    ):
        office = tokens[end].low in listed("lords")  # "to Libyan leader X", "to the presidential claimant X"
        if tokens[end].capital and tokens[end].kind == "word":
            last = end + 1
        elif last and tokens[end].text != "-" and not office:
            break
        end += 1
    if not last:
        return _loyal_to_office(tokens, span)
    start = last - 1
    while tokens[start - 1].capital and tokens[start - 1].low not in listed("titles_of_state", "titles_of_rank"):
        start -= 1
    told = {token.low for token in tokens[span.end : last]}
    rules = bool(told & listed("rulers_titles")) and told.isdisjoint(listed("out_of_office"))
    text, name = text_of(tokens, span.end - 1, last), text_of(tokens, start, last)
    forces = tokens[span.end - 1].text.split(" ")[-1]
    return Actor(text=text, name=f"{forces} loyal to {name}", type="state" if rules else "non-state")


def of_a_people(tokens: Sequence[Token], span: Span, at: int) -> Actor | None:
    """The side of "Banyamulenge fighters", "Lendu militiamen": under the name that the text gives to their people."""
    inside = tokens[span.start : span.end]
    if not at or span.start + at < 2 or " " in inside[at].text:
        return None
    folk = inside[at - 1]
    unplaced = folk.place is not None and folk.place.feature == "other" and folk.place.place.lat is None
    told = (folk.kind == "word" or unplaced) and folk.capital and folk.text.isalpha() and len(folk.text) > 3
    if not told or folk.low.endswith(tuple(listed("not_a_people"))) or folk.low in words().determiners:
        return None
    text = f"{folk.text} {inside[at].text}"
    return Actor(text=text, name=text, type="non-state")


def his_men(inside: Sequence[Token], at: int) -> Actor | None:
    """The side of "Colonel Makenga's fighters": the noun at ``at`` is theirs who follow him."""
    if at < 2 or inside[at - 1].low not in ("'s", "’s", "'") or inside[at - 2].kind != "word":
        return None
    start = at - 1
    while start and inside[start - 1].capital and inside[start - 1].kind == "word":
        start -= 1
        if inside[start].low in listed("titles_of_rank", "titles_of_state"):
            start += 1
            break
    if start == at - 1:
        return None
    name = text_of(inside, start, at + 1).replace("’", "'")
    return Actor(text=text_of(inside, 0, at + 1), name=name, type="non-state")


def known_as(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The group of "an ethnic militia known as the White Army", under the name that a list gives it."""
    lows = [token.low for token in tokens[span.end - 1 : span.end + 2]]
    if "called" not in lows and not ("known" in lows and "as" in lows):
        return None
    near = tokens[span.end + 1 : span.end + 5]
    return next((t.actor.actor for t in near if t.actor is not None and not t.actor.generic), None)


def deserters(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The side of "soldiers who deserted the army", "troops that had mutinied": no longer the state's."""
    inside = tokens[span.start : span.end]
    if len(inside) > 3 and inside[inside[0].low == "the"].low in listed("no_longer") and inside[-1].capital:
        side = next((n for n, token in enumerate(inside) if token.kind == "actor"), -1)
        ranked = any(token.low in listed("army_ranks") for token in inside[side + 1 :])
        if side > 0 and ranked:
            name = text_of(tokens, span.end - 1, span.end)  # "former army commander General X": his own man
            return Actor(text=text_of(tokens, span.start, span.end), name=f"{name}'s men", type="non-state")
    if span.end + 2 >= len(tokens) or tokens[span.end].low not in ("who", "that"):
        return None
    if not any(token.low in listed("deserting") for token in tokens[span.end + 1 : span.end + 4]):
        return None
    noun = tokens[span.end - 1].text.split(" ")[-1]
    return Actor(text=text_of(tokens, span.end - 1, span.end), name=f"renegade {noun.lower()}", type="non-state")


def supporters(inside: Sequence[Token]) -> Actor | None:
    """The side of "supporters of the ousted president X": those who follow a man by his name."""
    if len(inside) < 3 or inside[0].low not in listed("following_a_man") or inside[1].low != "of":
        return None
    name = inside[-1]
    if not name.capital or name.kind != "word" or any(t.kind in ("place", "actor") for t in inside):
        return None
    start = len(inside) - 1
    while start > 2 and inside[start - 1].capital and inside[start - 1].low not in listed("titles_of_state"):
        start -= 1
    called = f"{inside[0].low} of {text_of(inside, start, len(inside))}"
    return Actor(text=text_of(inside, 0, len(inside)), name=called, type="non-state")


def of_his(tokens: Sequence[Token], end: int, mention: ActorMention) -> Actor | None:
    """The side of "South Sudanese rebels loyal to X", whose mention ends before ``end``: X's, and not all rebels."""
    if end >= len(tokens) or tokens[end].low != "loyal" or mention.actor.type == "state":
        return None
    rebels = mention.actor.name.split(" ")[-1].lower() in listed("rebel_nouns")
    return loyal_to(tokens, Span(end - 1, end)) if rebels else None


def of_a_nation(inside: Sequence[Token], at: int) -> Actor | None:
    """The forces of "Chinese invading troops", with a participle between the people and the noun at ``at``."""
    if at < 2 or not inside[at - 1].low.endswith("ing") or not is_people(inside[at - 2]):
        return None
    people = inside[at - 2].text
    return Actor(text=text_of(inside, at - 2, at + 1), name=f"{people} forces", type="state")
