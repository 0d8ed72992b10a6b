"""Harm told by a verb: "rebels killed 12", "shot 12 men dead", "accused X of killing 12", "claimed 12 lives"."""

from collections.abc import Sequence

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People, arms_of
from agents.claims.entities.shares import is_share
from agents.claims.frames.casualty_adjectives import bare_present, counted_adjective, only_describes
from agents.claims.frames.casualty_chains import chain_start, of_each
from agents.claims.frames.casualty_found import is_buried, is_found, nobody_finds, still_sought
from agents.claims.frames.casualty_moves import comes_from, driven_away, dwellers, many_civilians
from agents.claims.frames.casualty_named import with_those_behind
from agents.claims.frames.casualty_subjects import harmed, intransitive, inverted
from agents.claims.frames.casualty_taken import taken_before, with_another
from agents.claims.frames.casualty_victims import (
    hostages,
    one_after_other,
    past_its_place,
    people_in,
    told_in_turn,
    victims_behind,
    whom,
)
from agents.claims.frames.casualty_words import counted_apart
from agents.claims.frames.match import Match
from agents.claims.frames.trigger import after_verb, behind_verb, phrases_at, stands_at
from agents.claims.language.noun_phrases import Span, after_determiner, inside_np, is_time, phrase_end
from agents.claims.language.subjects import subject
from agents.claims.language.tokens import text_of
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Quantity, Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

INVERTING = 3
"""Tokens of a sentence among which a participle that opens it stands: "Also killed in X were nine people"."""


def harm_verb(tokens: Sequence[Token], i: int, rule: Rule, tags: frozenset[str]) -> Match | None:
    """The match of a rule at its verb: "killed 12", "12 were killed", "12 killed in"; null where it does not fit."""
    k, split = after_verb(tokens, i, rule, behind_verb(tokens, i) if rule.after else i + 1), -1
    if k < 0 and rule.object == "victims":
        k, split = _split_after(tokens, i, rule)
    if k < 0:
        return None
    k = _and_hostages(tokens, k) if rule.needs == "hostages" else k
    more = i > 1 and tokens[i - 1].low in ("more", "others")  # "a dozen more hurt by …"
    if "base" in tags and "pp" in tags and i and tokens[i - 1 - more].kind == "num":
        tags = tags - {"base", "past"}  # "33 hurt as car bomb …"
    if tags == {"third"} and after_determiner(tokens, i):
        return None  # "lost their lives in X": they do not live there
    group = verb_group(tokens, i, tags)
    if (
        tokens[i].low == "displaced"
        and i > 1
        and tokens[i - 1].kind == "num"
        and tokens[i - 2].low in listed("harm_now")
    ):
        return None  # "kill one and injure two displaced in X camp"
    if rule.needs == "fallen" and i and tokens[i - 1].low == "of":
        return counted_apart(tokens, i, rule)  # "its list of fallen soldiers, which brings its total to 710"
    freed = i > 1 and tokens[i - 2].low in listed("let_go") | {"rescued"}
    hostage = (
        rule.name == "casualty.take-hostage" and k > i + 1 and not freed
    )  # "30 taken hostage": no hostage who is taken
    if group.start == i and not hostage and only_describes(tokens, i, tags):
        return counted_adjective(tokens, i, rule)
    if rule.needs not in ("wounds", "arrival", "nobody") and (apart := counted_apart(tokens, i, rule)) is not None:
        return apart
    if not _fits(tokens, rule, group, tags, k):
        return None
    k += 2 * (rule.needs == "paired")
    if rule.needs == "unfound-yet":
        return still_sought(tokens, rule, group)
    if rule.needs == "nobody":
        return nobody_finds(tokens, rule, group)
    if rule.needs == "lives":
        return _lives(tokens, rule, group, k)
    if rule.subject == "victims":
        return intransitive(tokens, rule, group, k)
    if group.passive:
        return harmed(tokens, rule, group, k)
    if i < INVERTING and (turned := inverted(tokens, rule, group, k)) is not None:
        return turned
    opens = i + 1 < len(tokens) and (tokens[i + 1].kind == "num" or tokens[i + 1].low in listed("openers"))
    one = i > 0 and (tokens[i - 1].kind == "num" or tokens[i - 1].low in ("one", "another"))
    alone = one and not inside_np(tokens, min(i + 1, len(tokens) - 1))  # "one killed in X", "and another wounded"
    described = i > 0 and group.start == i and tokens[i - 1].low in listed("singular_det") and not alone
    described = described or _of_those_hurt(tokens, i)
    if described and not group.negated and not opens:
        return None  # "a kidnapped nurse": only describes her; but "five killed and one wounded"
    return _active(tokens, rule, group, k, split)


def _of_those_hurt(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle describes those told of before: "two of the seriously injured people are policemen"."""
    told = i > 1 and i + 1 < len(tokens) and tokens[i - 1].low.endswith("ly") and tokens[i - 2].low in ("the", "these")
    return told and tokens[i + 1].low in words().people


def _fits(tokens: Sequence[Token], rule: Rule, group: VerbGroup, tags: frozenset[str], k: int) -> bool:
    """Whether the verb is the one meant: no noun ("the wound"), with the wounds or the "not" that the rule needs."""
    if (
        "base" in tags
        and group.form == "finite"
        and group.start == group.head
        and rule.needs != "lives"
        and not ("past" in tags and _goes_right_on(tokens, group.head, rule))
        and not bare_present(tokens, group.head)
    ):
        return False
    if rule.needs == "wounds behind":
        none = any(token.low in ("no", "zero", "few", "fewer", "any") for token in tokens[group.head + 1 : k])
        return not none and not (k < len(tokens) and inside_np(tokens, k))  # no "received burns patients"
    if rule.needs == "wounds":
        at_hospital = rule.verbs == ("succumb",) and any(t.low in listed("under_care") for t in tokens[k : k + 6])
        return (
            at_hospital
            or any(token.low in listed("wounds") for token in tokens[k : k + 14])
            or "degrees of injury" in text_of(tokens, k, min(len(tokens), k + 5))
            or _to_hospital(tokens, group, k)
            or _many_treated(tokens, group, k)
        )
    if rule.needs == "alive":
        around = (*tokens[max(0, group.start - 12) : group.start], *tokens[k : k + 8])
        return not any(token.low in listed("killing_words") | {"died", "dies"} for token in around)
    if rule.needs == "unable":
        return group.negated  # "cannot return to their homes"
    if rule.needs == "paired":
        return with_another(tokens, group, k)
    if rule.needs in ("not", "unfound"):
        return group.negated and (group.passive or rule.verbs != ("account",))  # not "cannot account for nine managers"
    if rule.needs == "taken":
        return taken_before(tokens, group)
    if rule.needs == "buried":
        return is_buried(group, tokens)
    mortal = any(token.low in listed("mortally") for token in tokens[max(0, group.start - 1) : group.head])
    if rule.needs == "mortal" or (mortal and rule.name == "casualty.injure"):
        return mortal == (rule.needs == "mortal")  # "28 men were mortally wounded"
    # "has lost 47,000 troops": wounded and captured, too
    return rule.verbs != ("lose",) or not any(t.low in ("personnel", "troops") for t in tokens[k : k + 4])


def _goes_right_on(tokens: Sequence[Token], i: int, rule: Rule) -> bool:
    """Whether what a rule wants stands right behind a verb whose past is its base form: "a column put to death 30"."""
    return any(stands_at(tokens, i + 1, wanted) for wanted in phrases_at(tokens, i + 1, rule))


def _to_hospital(tokens: Sequence[Token], group: VerbGroup, k: int) -> bool:
    """Whether several counted people "were taken to hospital", or "26 of the wounded" are treated."""
    following = [token.low for token in tokens[k : k + 6]]
    if following[:1] == ["from"] and "to" not in following:
        return False  # "were taken from the hospital"
    if group.passive:
        people = people_in(tokens, subject(tokens, group.start))
        last = tokens[people.end - 1].low if people is not None else ""
        many = people is not None and people.counted and (people.quantity.best or people.quantity.low or 0) > 1
        place = {"hospital", "hospitals", "clinic", "clinics", "facilities"} & set(following)
        cared = bool(place) or tokens[group.head].low in ("hospitalised", "hospitalized")
        return many and cared and last not in ("bodies", "corpses", "dead")
    hit = "victims" in following and any(word in listed("attack_nouns", "shot_by") for word in following)
    return hit or any(word.rpartition("-")[2] in ("wounded", "injured") for word in following)


def _many_treated(tokens: Sequence[Token], group: VerbGroup, k: int) -> bool:
    """Whether several counted people are "treated" or "operated on", of whatever it was, and not of an illness."""
    people = people_phrase(tokens, k) if k < len(tokens) and not group.passive else None
    several = people is not None and people.counted and (people.quantity.best or people.quantity.low or 0) > 1
    return (
        several and tokens[group.head].low in listed("treats") and listed("epidemics").isdisjoint(t.low for t in tokens)
    )


def _active(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int, split: int) -> Match | None:
    """ "rebels killed 12", "shot 12 men dead"; a bare participle without an object is a passive ("12 killed")."""
    if rule.object == "victims" and (told := whom(tokens, group.start)) is not None:
        return Match(rule, group.head, told[0].start, k, "active", group, people=told[0], agent=told[1])
    people, either = victims_behind(tokens, group.head + 1 if split >= 0 else k)
    if split < 0 and people is not None and group.bare_participle and told_in_turn(tokens, group.start, people):
        return harmed(tokens, rule, group, k, reduced=True, on=True)
    if people is None:
        takes_object = k + 1 < len(tokens) and tokens[k].low in ("all", "both") and tokens[k + 1].kind == "num"
        takes_object = takes_object or _counts_something(tokens, k)
        lost = rule.needs == "men" and rule.verbs == ("lose",)
        if group.bare_participle and not lost and not takes_object and split < 0 and not _brought_down(tokens, k):
            return harmed(tokens, rule, group, k, reduced=True)
        return None
    people = with_those_behind(tokens, _hurt_before(tokens, rule, people) if split < 0 else people)
    if not _are_victims(tokens, rule, people, split):
        return None
    before = group.start - 1
    in_chain = chain_start(tokens, group.head)
    if in_chain < group.head:
        either = of_each(tokens, in_chain)
    joined = before >= 1 and tokens[before].low in ("or", "and") and tokens[before - 1].low in listed("harm")
    if joined and tokens[before - 1].low != "dead":  # no "left 3,000 dead and forced 70,000 to flee"
        either = not one_after_other(tokens, before) if in_chain == group.head else either
        both = listed("slain_so") | {"killed", "killing"}  # "killed and beheaded one": the same one
        either = either and not {tokens[before - 1].low, tokens[group.head].low} <= both
    found = Match(rule, group.head, group.start, max(people.end, k), "active", group, people=people, either=either)
    first = verb_group(tokens, in_chain, frozenset({"past", "pp"})) if in_chain < group.head else group
    found.agent = _accused(tokens, group) or past_its_place(tokens, told_subject(tokens, first))
    return found


def _counts_something(tokens: Sequence[Token], k: int) -> bool:
    """Whether a count with its noun stands at k, no time and no distance: "killed three ultras", who are the object."""
    if k + 1 < len(tokens) and tokens[k].low in ("half", "most"):
        return tokens[k + 1].low == "of" or tokens[k + 1].low in words().determiners
    if k + 1 >= len(tokens) or tokens[k].kind != "num" or is_time(tokens, k + 1):
        return False
    counted = tokens[k + 1]
    return (
        counted.kind == "word"
        and counted.low.isalpha()
        and counted.low.endswith("s")
        and inside_np(tokens, k + 1)
        and counted.low not in listed("units_of_way")
    )


def _brought_down(tokens: Sequence[Token], k: int) -> bool:
    """Whether machines stand behind the "down" before k, and nobody: "their fighters shot down two drones"."""
    end = phrase_end(tokens, k)
    return tokens[k - 1].low == "down" and end > k and arms_of(tokens[end - 1])


def _hurt_before(tokens: Sequence[Token], rule: Rule, people: People) -> People:
    """The three of "beheaded three injured soldiers", hurt before they died: all of the phrase, not the bare count."""
    k = people.end
    if rule.value != "killed" or k - people.start != 1 or tokens[k - 1].kind != "num" or k + 1 >= len(tokens):
        return people
    if tokens[k].low not in listed("hurt_already"):
        return people
    who, count = people_phrase(tokens, k + 1), tokens[k - 1]
    if who is None or who.counted or who.start != k + 1 or count.number is None:
        return people
    text = f"{count.text} {tokens[k].text} {who.text}"
    return People(count.number, text, who.status, people.start, who.end, count.text, True)


def _are_victims(tokens: Sequence[Token], rule: Rule, people: People, split: int) -> bool:
    """Whether the people behind the verb are its victims, and those whom the rule needs."""
    last = tokens[people.end - 1].low
    if last in ("bodies", "corpses") and rule.value == "killed":
        return False
    if not is_found(tokens, rule, people, people.end):
        return False
    if people.end - people.start == 1 and split < 0 and _harmed_again(tokens, people.end):
        k = people.end + 1  # "Rebels killed six injured nine", without its "and"
        return k < len(tokens) and tokens[k].kind == "num"
    match rule.needs:
        case "thousands":
            return many_civilians(people)
        case "comers":
            return many_civilians(people) and dwellers(tokens, people) and comes_from(tokens, people.end)
        case "count":
            return people.counted  # "the ruling hurt farmers": a manner of speaking
        case "hostages":
            return hostages(tokens, people)
        case "away":
            return people.counted and driven_away(tokens, people.end)
        case "men":
            again = people.end < len(tokens) and tokens[people.end].low in listed("harm")
            k = people.end
            lured = k + 1 < len(tokens) and tokens[k].low == "to" and not _struck_by(tokens, k + 1)
            # not "lost 30 men killed or wounded", "lost 23 men to a rival"
            told = not again and not lured and not is_share(tokens, people)  # "lost most of his platoon there"
            return (people.status == "combatant" or last == "men") and told
    return True


def _struck_by(tokens: Sequence[Token], k: int) -> bool:
    """Whether a weapon or an attack stands at k: "lost five men to a roadside bomb"."""
    deadly = listed("attack_nouns") | words().weapons | listed("fights") | {"bulldozer", "culvert", "bullet", "fire"}
    return any(token.low in deadly or token.kind == "actor" for token in tokens[k : k + 5])


def _harmed_again(tokens: Sequence[Token], k: int) -> bool:
    return (
        k < len(tokens)
        and tokens[k].low != "displaced"
        and tokens[k].low in listed("harm_predicates")
        and tokens[k - 1].kind == "num"
    )


def _accused(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The X of "accused X of killing 12", "arrested X for killing 12": who is said to have done it is no subject."""
    before = group.start - 1
    if before > 0 and tokens[before].low in ("of", "about") and tokens[before - 1].low in listed("boasting"):
        return subject(tokens, before - 1)  # "X boasts of having killed 180 soldiers"
    if group.form != "gerund" or group.governor < 0 or tokens[group.governor].low not in ("of", "for", "with"):
        return None
    for n in range(group.governor - 1, max(-1, group.governor - 9), -1):
        if tokens[n].low in listed("accusing", "holding_for"):
            return Span(n + 1, group.governor) if n + 1 < group.governor else None
        if tokens[n].kind == "punct":
            return None
    return None


def _split_after(tokens: Sequence[Token], i: int, rule: Rule) -> tuple[int, int]:
    """ "shot 12 men dead": the words that the rule wants stand behind the object. (position after them, their
    position).
    """
    for k in range(i + 2, min(len(tokens), i + 12)):
        if tokens[k].kind == "word" and tokens[k].low in words().verbs:
            break  # "seized a plant and took 41 foreigners hostage"
        for wanted in phrases_at(tokens, k, rule):
            if stands_at(tokens, k, wanted):
                return k + len(wanted), k
    return -1, -1


def _and_hostages(tokens: Sequence[Token], k: int) -> int:
    """Where the hostages of "seized a school and 30 hostages" begin; k where the object is one."""
    for n in range(k, min(len(tokens) - 3, k + 8)):
        if tokens[n].kind == "punct" or tokens[n].low in words().verbs:
            return k
        taken = {token.low for token in tokens[n + 2 : n + 4]}
        if tokens[n].low == "and" and tokens[n + 1].kind == "num" and taken & {"hostages", "captives"}:
            return n + 1
    return k


def _lives(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "claimed 12 lives", "cost the lives of 12 people"."""
    n = k
    dear = people_phrase(tokens, k) if tokens[group.head].low.startswith("cost") else None
    if dear is not None and [t.low for t in tokens[dear.end : dear.end + 2]] in (["their", "lives"], ["his", "life"]):
        found = Match(rule, group.head, group.start, dear.end + 2, "active", group, people=dear)
        found.agent = subject(tokens, group.start)
        return found  # "cost two soldiers their lives"
    if n + 1 < len(tokens) and tokens[n].kind in ("place", "actor") and tokens[n + 1].kind == "num":
        n += 1  # "cost India 23 men"
        men = people_phrase(tokens, n)
        if men is not None and tokens[men.end - 1].low in words().people - {"lives"}:
            return Match(rule, group.head, group.start, men.end, "active", group, people=men)
    if n < len(tokens) and tokens[n].kind == "num" and n + 1 < len(tokens) and tokens[n + 1].low == "lives":
        quantity = tokens[n].number or Quantity(None, None, None)
        people = People(quantity, tokens[n].text + " lives", "unknown", n, n + 2, tokens[n].text, True)
    elif [token.low for token in tokens[n : n + 2]] == ["lives", "of"] or (
        [token.low for token in tokens[n : n + 3]] == ["the", "lives", "of"]
    ):
        read = people_phrase(tokens, n + 2 + (tokens[n].low == "the"))
        if read is None:
            return None
        people = read
    elif [token.low for token in tokens[n : n + 3]] == ["the", "life", "of"]:
        one = people_phrase(tokens, n + 3)
        if one is None or one.quantity.best != 1:
            return None
        people = one  # "claimed the life of a nurse"
    else:
        return None
    found = Match(rule, group.head, group.start, people.end, "active", group, people=people)
    found.agent = subject(tokens, group.start)
    return found
