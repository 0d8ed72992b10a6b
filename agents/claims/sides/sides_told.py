"""The sides that an article tells of as a whole, by name, and who fights against whom."""

import re
from dataclasses import dataclass, field
from functools import cache

import msgspec

from agents.claims.entities.joint import LIKE, at_home, joined, parts
from agents.claims.entities.unnamed import peoples
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import Who
from agents.claims.language.bare_words import bare_words
from agents.claims.model import Page
from agents.claims.reader.context import Context, once
from agents.claims.sides.allied import allied
from agents.claims.words import listed
from agents.countries import countries_in
from schemas.actor import Actor

_IN_THE = re.compile(r"\b(?:in|across|throughout|inside|into) the (?:[\w’'-]+ )?\Z")
STEM = 5
"""Letters by which the name of a people and that of its group are alike: "Tigrayan forces", "Tigray Defense Forces"."""


@dataclass(slots=True)
class Sides:
    """Who fights whom in an article: states by country, named groups by name, and those without a name."""

    states: dict[str, Actor] = field(default_factory=dict)
    groups: dict[str, Actor] = field(default_factory=dict)
    unnamed: Actor | None = None
    bare: dict[str, Actor] = field(default_factory=dict)
    """Those without a name who fight a state, by what the article calls them."""
    nouns: dict[str, str] = field(default_factory=dict)
    """Generic noun -> the one named group that the article calls so ("M23 rebels": rebels are M23)."""
    folk: str = ""
    """The one people or country by which the article describes those under arms who fight a state ("Chechen")."""
    rulers: dict[str, Actor] = field(default_factory=dict)
    """Countries that the article names, by their code, where it speaks of a government or an army."""
    attackers: tuple[str, ...] = ()
    """Names of the sides of which the article says that they attacked, advanced or took something."""
    countries: dict[str, str] = field(default_factory=dict)
    """Name of a state's force -> its country."""
    towns: dict[str, str] = field(default_factory=dict)
    """Name of a town -> its country: a capital that speaks is its state."""
    homes: dict[str, str] = field(default_factory=dict)
    """Name of a group that acts in one country alone -> that country."""
    examples: frozenset[str] = frozenset()
    """Names of groups that are told only as one of several: "various groups, including X"."""
    friends: frozenset[frozenset[str]] = frozenset()
    """Pairs of sides, by name, of which the article calls one the other's ally."""

    @classmethod
    def of(cls, page: Page, text: str, words_told: frozenset[str]) -> "Sides":
        """The sides that an article names; words_told: all its words in lower case."""
        sides = cls()
        names = {mention.start for mention in page.actors if not mention.generic}
        for mention in page.actors:
            actor, country = mention.actor, mention.country
            if actor.type == "state" and country is not None:
                sides.countries[actor.name] = country
                sides.states.setdefault(country, actor)
            elif actor.type == "non-state" and not mention.generic:
                sides.groups.setdefault(actor.name, actor)
                if country is not None:
                    sides.homes[actor.name] = country
            elif actor.type == "non-state" and mention.end + 1 not in names:  # "the Islamist group X": X
                actor = weapon_owners().get(actor.name, actor)  # "rebel-held": the rebels
                sides.unnamed = sides.unnamed or actor
                sides.bare.setdefault(actor.name, actor)
        sides._name_countries(page, not listed("rulers").isdisjoint(words_told))
        sides.friends = frozenset(allied(page, text))
        sides.examples = _examples(page, text)
        sides.attackers = tuple(sorted(_attackers(page, text)))
        sides.nouns = _called(page, text)
        sides.folk = _folk(page, text)
        for name in sorted(sides.groups.keys() & listed("home_guards")):
            del sides.groups[name]  # a state's own militia is no side against it
        for name in [name for name in sides.groups if _only_a_land(page, text, name)]:
            del sides.groups[name]  # "a village in the Donetsk People's Republic": told of as a place
        return sides

    def _name_countries(self, page: Page, ruled: bool) -> None:
        """Note the countries that the article names: a state where it speaks of an army or a government at all."""
        for mention in page.places:
            place = mention.place
            if mention.feature == "settlement" and place.country:
                self.towns.setdefault(place.name, place.country)
            if mention.feature == "country" and place.country:
                self.countries.setdefault(place.name, place.country)
                if ruled:
                    self.rulers.setdefault(place.country, Actor(text=place.text, name=place.name, type="state"))

    def own_state(self, home: str | None) -> Actor | None:
        """The state of a country: its force that the article names, else the country itself."""
        return self.states.get(home or "") or self.rulers.get(home or "")

    def only_state(self) -> Actor | None:
        """The force of the one state of which the article names any."""
        return next(iter(self.states.values())) if len(self.states) == 1 else None

    def one_state(self, who: Who, other: Who) -> bool:
        """Whether both are forces of one state under two names: "the junta", "Burmese forces"."""
        if who.actor is None or other.actor is None or not who.actor.type == other.actor.type == "state":
            return False
        lands = self.countries.get(who.actor.name), self.countries.get(other.actor.name)
        return lands[0] is not None and lands[0] == lands[1]

    def country_of(self, actor: Actor, home: str | None) -> str | None:
        """The country of a state's force; of several states' joint forces the country at home, if they are its too."""
        if not joined(actor.name):
            force = actor.text.split(" ")[-1].lower() in listed("army_words")
            alone = force and actor.type == "state" and not self.states  # "an Indian Army spokesman", and no other army
            return self.countries.get(actor.name, home if alone else None)
        lands = [code for part in parts(actor.name) for code in countries_in(part)]
        return home if home in lands else next(iter(lands), None)

    def _of_the_people(self, actor: Actor | None) -> Actor | None:
        """ "Tigrayan forces" are those of the one group that the article names after Tigray."""
        if actor is None or actor.type != "non-state" or actor.name not in peoples().values():
            return actor
        stem = actor.name[:STEM].lower()
        alike = [g for g in self.groups.values() if any(part.startswith(stem) for part in g.text.lower().split(" "))]
        return msgspec.structs.replace(actor, name=alike[0].name) if len(alike) == 1 else actor

    def named(self, who: Who, home: str | None) -> Who:
        """The same side by its name, where it stands without one: "rebels" are M23 where the article says so."""
        actor = self._of_the_people(who.actor)
        who = Who(actor, who.armed)
        called = self.nouns.get(_singular(actor.text.split(" ")[-1].lower())) if actor is not None else None
        if (
            actor is not None
            and called not in (None, actor.name)
            and actor.name in self.groups
            and " " not in actor.text
        ):
            return Who(
                msgspec.structs.replace(actor, name=called), who.armed
            )  # "the militia": not the rebels named last
        if actor is not None and (both := at_home(actor.name)) is not None:
            own = self.own_state(home)
            regime = both[1] if own is None else own.name
            name = f"{both[0]} and {regime}" if regime[:LIKE] != both[0][:LIKE] else both[0]
            return Who(msgspec.structs.replace(actor, name=name), who.armed)
        if actor is None or actor.name in self.groups or actor.name in self.countries or joined(actor.name):
            return who
        first, last = actor.name.split(" ")[0], actor.name.split(" ")[-1].lower()
        seat = self.own_state(self.towns.get(actor.name)) if actor.type == "state" else None
        if seat is not None and seat.name[:1].isupper():
            return Who(Actor(text=actor.text, name=seat.name, type="state"), who.armed)
        if actor.name.lower() == "coalition" and actor.type != "non-state":
            led = [name for name in self.countries if name.endswith(" coalition")]
            if len(led) == 1:
                return Who(Actor(text=actor.text, name=led[0], type="state"), who.armed)
        if actor.type == "state":
            for state in self.states.values():
                if state.name.split(" ")[0] == first:
                    return Who(Actor(text=actor.text, name=state.name, type="state"), who.armed)
        if _of_the_state(actor, last) and (own := self.own_state(home)) is not None:
            return Who(Actor(text=actor.text, name=own.name, type="state"), who.armed)
        if actor.name.lower() in listed("called_a_group") and len(self.groups) == 1:
            return Who(msgspec.structs.replace(actor, name=next(iter(self.groups))), who.armed)
        if actor.name.lower() == "paramilitaries" and (meant := self.nouns.get("paramilitary")) is not None:
            return Who(Actor(text=actor.text, name=meant, type="non-state"), who.armed)
        if last in listed("comers_in") and actor.name[:1].islower():
            return self._from_abroad(who, home)
        if " loyal to " in actor.name and actor.type == "non-state" and len(self.groups) == 1:
            return Who(msgspec.structs.replace(actor, name=next(iter(self.groups))), who.armed)
        rebels = actor.name.islower() and actor.name.count(" ") == 1 and first in ("rebel", "insurgent", "guerrilla")
        rebels = rebels and last not in ("groups", "factions", "brigades")  # more than the one that is named
        noun = first if rebels else _singular(last)  # "rebel forces"
        if (group := self.nouns.get(last)) is not None and last in listed("leagues") and actor.name.islower():
            return Who(Actor(text=actor.text, name=group, type="non-state"), who.armed)
        if actor.type != "non-state" or noun not in _generic_nouns() or (" " in actor.name and not rebels):
            return who
        if self.folk and not self.groups and actor.name[:1].islower():
            return Who(msgspec.structs.replace(actor, name=f"{self.folk} {actor.name}"), who.armed)
        only = next(iter(self.groups)) if len(self.groups) == 1 and noun != "separatist" else None
        only = None if only in self.examples else only
        if only in listed("never_rebels") or self.homes.get(only or "", home) not in (home, None):
            only = None  # militants in Khyber, and the Taliban of Afghanistan in the last sentence
        several = noun == "terrorist" and len(self.groups) > 1  # a state's word for all its foes
        group = None if several else self.nouns.get(noun) or only
        if group is None or group not in self.groups:
            return who
        return Who(msgspec.structs.replace(actor, name=group), who.armed)

    def _from_abroad(self, who: Who, home: str | None) -> Who:
        """ "The invaders": those of the one state from abroad that the article names, else of its one group."""
        abroad = [state for code, state in self.states.items() if code != home]
        found = abroad if abroad else list(self.groups.values())
        if len(found) != 1 or who.actor is None:
            return who
        return Who(msgspec.structs.replace(who.actor, name=found[0].name, type=found[0].type), who.armed)

    def against(self, actor: Actor, home: str | None) -> Actor | None:
        """The one side that fights against this one in the article, at a place of the country ``home``; else null."""
        nowhere = not self.states and actor.type == "state" and actor.name.islower()
        country = home if nowhere else self.country_of(actor, home)  # "the government", where no other is named
        others = [
            group
            for name, group in self.groups.items()
            if name != actor.name and not self.befriended(actor, group, country)
        ]
        if actor.type == "non-state":
            if self.befriended(actor, self.own_state(home), home):
                return others[0] if len(others) == 1 else None if others else self.unnamed
            known = actor.name in self.groups
            if others or (not known and self.groups):
                return None
            apart = known and self.unnamed is not None and not self.nouns.values()
            meant = self.named(Who(self.unnamed, True), home).actor if apart else None
            apart = meant is not None and meant.name != actor.name
            return self.own_state(home) or (self.unnamed if apart and not self.states else None)
        beside = {part[:LIKE] for part in parts(actor.name)} if joined(actor.name) else set()  # Rwandan, Rwanda
        abroad = [
            s
            for code, s in self.states.items()
            if code not in (home, country) and parts(s.name)[0][:LIKE] not in beside
        ]
        if len(others) == 1 and (country == home or home not in self.states):
            return others[0] if country == home or not abroad else None
        if others:
            return None
        if self.unnamed is not None and country == home:
            return self.unnamed
        if country == home:
            return abroad[0] if len(abroad) == 1 else None
        return self.own_state(home)

    def befriended(self, one: Actor, other: Actor | None, country: str | None) -> bool:
        """Whether an article calls one side the other's ally: by name, or any force of the state ``country``."""
        if other is None or not self.friends:
            return False
        names = {one.name, other.name}
        if "state" in (one.type, other.type) and country is not None:
            names |= {name for name, code in self.countries.items() if code == country}
        return any(pair <= names and len(pair) == 2 for pair in self.friends)

    def taker(self, change: str, home: str | None) -> Actor | None:
        """Who took a place of the country ``home``, where nothing but the change is told; null where it is open."""
        own = self.own_state(home)
        if change == "recaptured":
            return own
        abroad = [state for code, state in self.states.items() if code != home]
        if len(self.groups) == 1:
            name, group = next(iter(self.groups.items()))
            return group if name in self.attackers and self.homes.get(name, home) == home else None
        if self.groups:
            return None
        if self.unnamed is not None:
            return self.unnamed
        return abroad[0] if len(abroad) == 1 and own is not None else None


def sides_of(context: Context) -> Sides:
    """The sides that an article names, found once."""
    return once(
        context.page.sentences[0],
        "sides",
        lambda: Sides.of(context.page, context.tagged.article.text, context.vocabulary),
    )


def _called(page: Page, text: str) -> dict[str, str]:
    """Generic nouns with the one named group that the article calls so, beside its name."""
    called: dict[str, set[str]] = {}
    for mention in page.actors:
        if mention.actor.type != "non-state" or mention.generic:
            continue
        before = bare_words(text[max(0, mention.start - 18) : mention.start])
        behind = bare_words(text[mention.end : mention.end + 20])
        parts = listed("parts_sides")
        before = before[max((n + 1 for n, word in enumerate(before) if word in parts), default=0) :]
        behind = behind[: next((n for n, word in enumerate(behind) if word in parts), len(behind))]
        nouns = {_singular(word) for word in (*before, *bare_words(mention.actor.text), *behind)}
        for noun in nouns & (_generic_nouns() | listed("leagues") | {"paramilitary"}):
            called.setdefault(noun, set()).add(mention.actor.name)
    return {noun: next(iter(names)) for noun, names in called.items() if len(names) == 1}


def _examples(page: Page, text: str) -> frozenset[str]:
    """The groups that stand behind "groups, including" wherever an article names them."""
    told: dict[str, bool] = {}
    for mention in page.actors:
        if mention.actor.type == "non-state" and not mention.generic:
            before = bare_words(text[max(0, mention.start - 24) : mention.start])[-3:]
            told[mention.actor.name] = told.get(mention.actor.name, True) and "including" in before
    return frozenset(name for name, example in told.items() if example)


def _folk(page: Page, text: str) -> str:
    """The adjective of "Chechen separatist fighters" where an article has no other for those who fight a state."""
    found: set[str] = set()
    for mention in page.actors:
        before = text[max(0, mention.start - 24) : mention.start].split(" ")
        if mention.actor.type != "non-state" or not mention.generic or len(before) < 2 or before[-1]:
            continue
        if before[-2].isalpha() and before[-2].lower() in peoples():
            found.add(before[-2])
    return next(iter(found)) if len(found) == 1 else ""


def _only_a_land(page: Page, text: str, name: str) -> bool:
    """Whether a would-be state is named as a place alone: "in the Donetsk People's Republic", never as who fights."""
    if not name.endswith("Republic"):
        return False
    told = [mention.start for mention in page.actors if mention.actor.name == name]
    return all(_IN_THE.search(text, max(0, at - 40), at) is not None for at in told)


def _attackers(page: Page, text: str) -> set[str]:
    """The sides of which an article says that they attacked or advanced; "rebels" stand for every group."""
    found: set[str] = set()
    groups = {m.actor.name for m in page.actors if m.actor.type == "non-state" and not m.generic}
    for mention in page.actors:
        behind = text[mention.end : mention.end + 40].lower().split(". ")[0].replace(",", " ").split()
        before = text[max(0, mention.start - 12) : mention.start].lower().split()
        if not {"from", "against"}.isdisjoint(before[-2:]):
            continue  # "captured X from the Serbs on Friday, advancing on Y"
        attacks = listed("coming_in", "attack_nouns", "advancing")
        if attacks & set(behind[:5]) or text[max(0, mention.start - 3) : mention.start] == "by ":
            found.add(mention.actor.name)
            if mention.generic and mention.actor.type == "non-state":
                found |= groups
    return found


def _of_the_state(actor: Actor, last: str) -> bool:
    """Whether a force without a country is that of the state at home: "the army", "Interior Ministry units"."""
    lows = set(actor.name.lower().split())
    if not lows.isdisjoint(listed("from_elsewhere")) or actor.name[:1].isdigit():
        return False  # "foreign troops", "the 58th Army"
    unit = last in listed("unit_nouns") and bool(lows & listed("army_words"))  # "army units"
    if actor.type == "state":
        abroad = actor.name[:1].isupper() and actor.name.split(" ")[0].lower() not in listed("state_offices")
        return not abroad and (unit or last in listed("state_nouns", "state_bodies", "ruling"))
    return actor.type is None and (unit or bool(lows & listed("state_bodies")))


@cache
def _generic_nouns() -> frozenset[str]:
    return frozenset(_singular(noun) for noun in listed("rebel_nouns"))


def _singular(noun: str) -> str:
    if noun == "paramilitaries":
        return "paramilitary"  # "the paramilitary Rapid Support Forces": they are the paramilitaries
    if noun.endswith("men"):
        return f"{noun[:-3]}man"
    return noun[:-1] if noun.endswith("s") else noun
