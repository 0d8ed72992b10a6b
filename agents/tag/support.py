"""What the words around a name say for its being a place: heads, prepositions, containers, lists, datelines. Pure."""

import re
from dataclasses import dataclass
from itertools import pairwise

from agents.tag.gazetteer import Candidate
from agents.tag.lexicon import Lexicon
from agents.tag.names import KNOWN_POPULATION
from agents.tag.reading import Found, Unknown
from agents.tag.resolve import Choice
from agents.tag.taken import OWNS, is_taken
from agents.tag.text import fold
from agents.tag.tokens import is_beyond, is_dateline
from agents.tag.words import Words
from schemas.place import Feature

MAX_WORDS_BEFORE = 4
_KIND_NOUN = (
    r"(?:town|city|village|capital|port|hamlet|settlement|suburb|stronghold|district|area|locality|hub|centre|center|base|camp|"
    r"post|outpost|crossing|region|province|community|municipality|island|quarter|neighbou?rhood)"
)
WITHIN = re.compile(
    rf",? ?\(?|,?(?: (?:an?|the)(?: [\w-]+){{0,4}}? {_KIND_NOUN}(?: [\w-]+)?)? "
    r"(?:on the (?:edge|outskirts) of|in|of) (?:the )?(?:[a-z-]+ )?(?:province of )?"
)
"""What stands between a place and the country or province it lies in: "X, Y", "X in eastern Y", "X, a town in Y"."""
_NOUN_COMMA = re.compile(
    r"\b(?:village|town|city|port|capital|stronghold|hamlet|settlement|suburb|district|quarter), $"
)
_EXAMPLES = re.compile(
    r"\b(?:villages|towns|cities|settlements|districts|neighbou?rhoods|hamlets|quarters|areas|places|provinces|camps|bases|"
    r"suburbs)\b[^.;\n]{0,60}(?:including|such as|among them|:) (?:the )?$"
)
_ON_THE_WAY = re.compile(
    r"\b(?:road|highway|route|track|bus|buses|minibus|convoy|patrol|vehicles?|cars?|trucks?|lorry|lorries|train|travel\w*|"
    r"driving|somewhere|midway|halfway|ambush\w*|gunmen|assailants|bandits)\b[^.;,]{0,30} between (?:the )?$"
)
_ORDER = re.compile(r"\b(?:Sisters|Brothers|Daughters|Missionaries|Servants|Order|Knights) of $")
"""Of a religious order the name is no place: "the Little Sisters of X"."""
_LIES_BESIDE = frozenset({"suburb", "suburbs", "neighbourhood", "neighborhood", "quarter", "town", "village", "port"})
_CONGO = frozenset({"territory", "territories"})
_OF_A_NAME = re.compile(r" of (?:the )?[A-Z]")
_LIST_GAP = re.compile(r"(?:, (?:and |or )?| and | or |,? as well as |/|–|-)(?:in |the |nearby |al-)?")


@dataclass(slots=True)
class Support:
    """What the text around a name says for its being a place.

    head: what the noun after it calls it ("Kirkuk province"), up to head_end; state: it calls it a state; titled: it is
    written as a part of the name ("Pale Township"); noun_of: the noun before it ("the town of Hit"); before: the noun
    that is the first part of the name ("Camp Speicher"), from before_start;
    locative: after "in" and the like; strict: after those that no person stands after; weak_locative: after "from",
    "left"; container: the country or province it is said to lie in; not_in: the province it is said to lie in, where
    no place of that name is known; dateline: opens a report; listed: beside a place in a list; speaks: what follows is
    said of persons; taken: as towns at war are;
    elsewhere: said to lie in a country where no place of that name is known;
    owns: its possessive is followed by what towns have; paper: a noun makes it no place ("the Minsk talks");
    beyond: only the border with it is meant; people: it is the name of a tribe; hamlet: it is called a village.
    """

    head: Feature | None = None
    head_end: int | None = None
    state: bool = False
    titled: bool = False
    noun_of: Feature | None = None
    before: Feature | None = None
    before_start: int | None = None
    locative: bool = False
    strict: bool = False
    weak_locative: bool = False
    container: Candidate | None = None
    not_in: Candidate | None = None
    dateline: bool = False
    listed: bool = False
    speaks: bool = False
    taken: bool = False
    elsewhere: bool = False
    owns: bool = False
    paper: bool = False
    beyond: bool = False
    people: bool = False
    hamlet: bool = False

    def placed_in(self, text: str, start: int) -> None:
        """Add what stands before a comma or a list: "the port, X", "villages in the valley, including X"."""
        before = text[max(0, start - 90) : start]
        if before.endswith(", ") and _NOUN_COMMA.search(before):
            self.noun_of = self.noun_of or "settlement"
        elif before.endswith(("including ", "as ", "them ", ": ", "including the ")) and _EXAMPLES.search(before):
            self.locative = self.strict = True
        elif before.endswith(("between ", "between the ")) and _ON_THE_WAY.search(before):
            self.locative = self.strict = True  # "a bus was stopped between X and Y"


@dataclass(slots=True)
class Mention:
    """A name on its way to being a mention: its support, whether it was accepted, and what it was taken to mean."""

    start: int
    end: int
    found: Found
    support: Support
    accepted: bool = False
    choice: Choice | None = None


_NAMED_BEHIND = frozenset({"port", "town", "city", "village", "hamlet", "resort"})
_OF_A_NAME = re.compile(r" of (?:the )?[A-Z]")


_OF_A_DISTRICT = re.compile(
    r" of (?:the )?(?:[A-Z][\w’'-]+ ){1,3}(?:[Ll]ocal [Gg]overnment|LGA|[Dd]istrict|[Pp]rovince|[Ss]tate|"
    r"[Cc]ounty|[Rr]egion|[Cc]ommune|[Tt]erritory|[Gg]overnorate|[Dd]epartment|[Dd]ivision|[Pp]refecture|"
    r"[Mm]unicipality|[Cc]hief\w+|[Aa]rea)\b"
)


def named_behind(text: str, head: re.Match[str]) -> bool:
    """Whether the noun after a name has a name of its own: "the Black Sea port of X", "the Kapisa town of Y".

    Not where what follows is only the district it lies in: "X village of Y district".
    """
    if fold(head.group(1)) not in _NAMED_BEHIND or _OF_A_NAME.match(text, head.end()) is None:
        return False
    return _OF_A_DISTRICT.match(text, head.end()) is None


_OF_A_COUNTY = re.compile(
    r" (?:of|in) (?:the )?(?:[A-Z][\w’'-]+ ){1,3}"
    r"(?:[Ll]ocal [Gg]overnment|LGA|[Dd]istrict|[Cc]ounty|[Tt]erritory|[Cc]hief)"
)
_COMMUNITY = re.compile(
    r" (?:(?:farming|rural|fishing|mining|border|agrarian|herding|remote) )?community"
    r"(?= (?:in|of) (?:the )?[A-Z]|[.,;]| (?:on|at|late|early|last|where|and|after|before|near|by|killing)\b)"
)


def community(text: str, name: Found | Unknown, previous: list[str]) -> int | None:
    """Where "Riyom community" ends, as villages are called in West Africa; with an article it is a people's.

    But "the Riyom community in Jos South LGA" is a village.
    """
    match = None if name.possessive else _COMMUNITY.match(text, name.end)
    if match is None or (previous[-1:] == ["the"] and _OF_A_COUNTY.match(text, match.end()) is None):
        return None
    return match.end()


_HAMLETS = frozenset({"village", "hamlet"})
_CALLED_A_VILLAGE = re.compile(r", an? (?:[a-z][\w-]+ ){0,2}(?:village|hamlet)\b")


class SupportReader:
    """Reads the words around names; holds only the lexicon."""

    def __init__(self, lexicon_: Lexicon) -> None:
        self._lexicon = lexicon_

    def read(self, words: Words, found: Found) -> Mention:
        """A name with what the words directly around it say."""
        support, text = Support(), words.text
        start, end, after = found.start, found.end, found.last + 1
        known = self._lexicon.words
        beside = after < len(words) and words.gap(after - 1) == " "
        following, bare = (words.keys[after], words.bare[after]) if beside else ("", "")
        if not found.possessive and bare in self._lexicon.head_firsts:
            head = self._lexicon.head_after.match(text, end)
            if head and not named_behind(text, head):
                self._take_head(text, found, head, support)
                end = support.head_end or end
        previous = words_before(words, found.first)
        if previous:
            named = words.text[words.starts[found.first - 1]].isupper()
            self.take_before(previous, support, named)
            if previous[-1] in known.before:
                support.before = known.before[previous[-1]]
                support.before_start = words.starts[found.first - 1]
            if (support.locative or support.weak_locative) and community(text, found, previous) is not None:
                support.noun_of = support.noun_of or "settlement"
        support.placed_in(text, start)
        support.beyond = is_beyond(text, start, end)
        support.owns = found.possessive and OWNS.match(text, end) is not None
        support.paper = (not found.possessive and following in known.papers) or (
            previous[-1:] == ["of"] and _ORDER.search(text, max(0, start - 40), start) is not None
        )
        support.locative |= support.owns
        support.locative |= following in known.areas and previous[-1:] == ["the"]
        support.strict |= following in known.areas and previous[-1:] == ["the"]
        support.speaks = following in known.speech_after
        support.people = not found.possessive and following in known.peoples_after
        support.taken = is_taken(text, start, end, previous)
        support.hamlet |= _CALLED_A_VILLAGE.match(text, end) is not None
        heading = found.name.best.feature == "country" and text[end : end + 1] == ":" and not text[start:end].isupper()
        if is_dateline(text, start, end) and not heading:  # "Mozambique: four killed" is about the country
            opens = found.name.kind == "weak" and text[end : end + 2] == ": "
            support.dateline = text[start:end].isupper() or found.name.kind == "sure" or opens
        return Mention(start, end, found, support)

    def _take_head(self, text: str, found: Found, head: re.Match[str], support: Support) -> None:
        word = fold(head.group(1))
        words = self._lexicon.words
        support.hamlet |= word in _HAMLETS
        best = found.name.best
        if word in _CONGO and best.feature != "settlement":
            return  # "Lebanon's territory" is no district
        city = best.feature == "settlement" and (best.capital or best.population >= KNOWN_POPULATION)
        if city and word in _LIES_BESIDE and _OF_A_NAME.match(text, head.end()):
            return  # "the Cairo suburb of Helwan"
        if word in words.state_heads:
            support.state = True
            provinces = any(candidate.feature == "province" for candidate in found.name.candidates)
            feature: Feature | None = "province" if provinces else None
        else:
            feature = words.heads[word]
        if feature == "settlement" and found.name.best.feature in ("country", "province", "region"):
            settled = any(candidate.feature == "settlement" for candidate in found.name.candidates)
            feature = feature if settled else None
        if feature is not None:
            support.head, support.head_end = feature, head.end()
            support.titled = head.group(1)[0].isupper() and word in words.naming_heads

    def take_before(self, previous: list[str], support: Support, named: bool = False) -> None:
        """Add what the words before a name say (keys, the nearest last); named: the nearest has a capital."""
        words = self._lexicon.words
        rest = list(previous)
        while rest and rest[-1] in ("the", "nearby", "neighbouring", "northern", "southern", "eastern", "western"):
            support.locative |= rest[-1] in words.locatives
            rest.pop()
        if not rest:
            return
        last, two = rest[-1], " ".join(rest[-2:])
        if last == "of" and len(rest) > 1 and rest[-2] in words.nouns_of:
            support.noun_of = words.nouns_of[rest[-2]]
            support.hamlet |= rest[-2] in _HAMLETS
        elif last in ("city", "town", "village") and not named:
            support.noun_of = "settlement"  # "the port city Latakia"
        money = len(rest) > 1 and rest[-2] in words.not_locative_nouns
        support.locative |= (last in words.locatives or two in words.locatives or last.endswith("-held")) and not money
        support.strict |= (last in words.strict_locatives or two in words.strict_locatives) and not money
        support.weak_locative |= last in words.weak_locatives

    def link(self, text: str, mentions: list[Mention]) -> None:
        """Containers ("Hit, Anbar", "Bama in Borno state") and lists ("Baiji, Hit and Rawa")."""
        for first, second in pairwise(mentions):
            gap = text[first.end : second.start]
            if len(gap) > 70:
                continue
            if gap in ("'s ", "’s ") and first.support.locative:
                second.support.locative = second.support.strict = True  # "in Derry's Bogside"
            container = next((c for c in second.found.name.candidates if c.feature in ("country", "province")), None)
            within = bool(gap) and WITHIN.fullmatch(gap) is not None
            if container is not None and within and second.found.name.kind in ("sure", "weak"):
                fits = [
                    c for c in first.found.name.candidates if c.country == container.country and c.row != container.row
                ]
                fits = [c for c in fits if container.feature == "country" or c.admin1 == container.admin1]
                if fits and (first.found.name.best.feature != "country" or gap.startswith(", in ")):
                    first.support.container = container
                elif not fits and _unlike(first, container, gap):
                    first.support.elsewhere = True
                elif not fits and container.feature == "province" and " in " in gap:
                    first.support.not_in = container
            best = second.found.name.best
            if within and gap.startswith(",") and best.feature == "settlement" and second.found.name.kind == "sure":
                weak = first.found.name.kind == "weak" and best.country not in first.found.name.countries
                first.support.elsewhere |= weak and len(gap) > len(", ")
            if is_list(gap):
                first.support.listed |= second.found.name.kind == "sure"
                second.support.listed |= first.found.name.kind == "sure" or first.support.listed
                second.support.locative |= first.support.locative or first.support.noun_of is not None
                second.support.strict |= first.support.strict or first.support.noun_of is not None


def _unlike(mention: Mention, container: Candidate, gap: str) -> bool:
    """Whether a name said to lie in a country where no place of it is known is another: "Tonga, in South Sudan".

    So is a little-known one in a province: "control of X in Y".
    """
    name, best = mention.found.name, mention.found.name.best
    known = best.feature != "country" and (best.capital or best.population >= KNOWN_POPULATION)
    if known or container.country in name.countries:
        return False
    said = mention.support.locative and name.kind == "weak" and gap.startswith((" in ", ", in ", ", "))
    return said or (container.feature == "country" and gap.startswith((", in ", ", a ")))


def is_list(gap: str) -> bool:
    """Whether what stands between two names makes a list of them."""
    return len(gap) < 24 and _LIST_GAP.fullmatch(gap) is not None


def words_before(words: Words, at: int) -> list[str]:
    """Up to four words directly before a word, as keys; those of one hyphenated compound joined by a hyphen."""
    found: list[str] = []
    while at > 0 and len(found) < MAX_WORDS_BEFORE:
        gap = words.gap(at - 1)
        if gap in ("-", "‑") and found:
            found[0] = f"{words.keys[at - 1]}-{found[0]}"
        elif gap in (" ", "\u00a0"):
            found.insert(0, words.keys[at - 1])
        else:
            break
        at -= 1
    return found
