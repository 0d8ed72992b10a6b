"""Which place a name means: likelihood of each meaning, and what the article's other places say for it. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from agents.tag.compiling import km
from agents.tag.gazetteer import Candidate
from agents.tag.layout import ALIAS
from agents.tag.names import Name, prior
from schemas.place import Feature, Place

COUNTRY_WEIGHT = 3.0
CONTAINED_WEIGHT = 12.0
NOT_CONTAINED_WEIGHT = -3.0
SAME_PROVINCE_WEIGHT = 2.0
NAMED_PROVINCE_WEIGHT = 3.0
"""Of a town in a province that the text names: the La Paz of Agusan del Sur need not be the capital of Bolivia."""
NEAR_KM, VERY_NEAR_KM = 150.0, 50.0
NEAR_WEIGHT, VERY_NEAR_WEIGHT = 1.0, 1.5
HEAD_WEIGHT = 6.0
FAMOUS_WEIGHT = 2.5
SEAT_WEIGHT = -4.0
"""Of a province that bears the name of its own town: the bare name means the town."""
MARGIN = 0.5
"""Two meanings closer than this (in decades of population), but over VERY_NEAR_KM apart, leave a name unsettled."""
MARGIN_OF_WAR = 1.8
ABROAD_WEIGHT = -4.0
"""Of a little-known homonym outside every country that the text points to."""
ABROAD_KNOWN_WEIGHT = -1.5
HAMLET = 4.0
FAR_AWAY_KM = 250.0
BEYOND_KM = 150.0
"""From the middle of a province a hamlet this far off lies outside, however its borders were drawn since."""
LITTLE_KNOWN = 5.5
LITTLE_KNOWN_FACTOR = 0.8
HINT_SHARE = 0.3
"""From this share on a country is one that the text is about."""
NEXT_DOOR = 2.0
"""So many times more a text must point to one country for a hamlet in another to be a namesake."""
NOWHERE_SHARE = 0.6
"""Of regions and waters that belong to no one country."""
TOWN_POPULATION = 10_000
MAX_ALTERNATIVES = 3
_WIDE: frozenset[Feature] = frozenset({"country", "province", "region", "water"})
_PART: frozenset[Feature] = frozenset({"district", "island", "road"})


@dataclass(slots=True)
class Context:
    """What the text says of where it is: weight by country, and the places settled so far."""

    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    settled: list[Candidate] = field(default_factory=list)

    def share(self, country: str | None) -> float:
        """0..1: how much the text points to a country, relative to the one it points to most."""
        if not country:
            return NOWHERE_SHARE
        if not self.countries:
            return 0.0
        return self.countries.get(country, 0.0) / max(self.countries.values())

    def dominant(self) -> str | None:
        """The country that the text points to at least twice as much as to any other."""
        ranked = sorted(self.countries.items(), key=lambda entry: (-entry[1], entry[0]))
        if not ranked or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
            return None
        return ranked[0][0]


@dataclass(frozen=True, slots=True)
class Choice:
    """The meaning chosen (null where unsettled) and the other meanings, likeliest first.

    abroad: unsettled because all meanings lie where the text is not, so that not even their country is to be trusted.
    """

    chosen: Candidate | None
    others: tuple[Candidate, ...]
    abroad: bool = False


def choose(name: Name, context: Context, container: Candidate | None = None, wanted: Feature | None = None) -> Choice:
    """The likeliest meaning of a name.

    container: the country or province the text puts it in ("Hit, Anbar"); wanted: the feature the text gives it
    ("the province of Kirkuk"). Ties fall to the table's order, so the same text always gives the same meaning.
    """
    seats = {
        (c.country, c.admin1)
        for c in name.candidates
        if c.feature == "settlement" and c.quality <= ALIAS and _is_town(c)
    }
    scored = []
    for candidate in name.candidates:
        score = _score(candidate, context, container, wanted)
        if name.famous and candidate is name.best:
            score += FAMOUS_WEIGHT if context.share(candidate.country) else FAMOUS_WEIGHT - ABROAD_KNOWN_WEIGHT
        if candidate.feature == "province" and wanted != "province" and (candidate.country, candidate.name) in seats:
            score += SEAT_WEIGHT
        scored.append((score, -candidate.row, candidate))
    scored.sort(key=lambda entry: entry[:2], reverse=True)
    ranked = [candidate for _, _, candidate in scored]
    said = wanted == "province" == ranked[0].feature
    if container is None and not said and not name.famous and _across_the_border(ranked[0], context):
        return Choice(None, tuple(ranked[:MAX_ALTERNATIVES]), abroad=True)
    if container is None and not name.famous and not said and _stranger(ranked[0], context):
        return Choice(None, tuple(ranked[:MAX_ALTERNATIVES]), abroad=True)
    if container is None and not name.famous and _out_of_the_way(ranked[0], context):
        return Choice(None, tuple(ranked[:MAX_ALTERNATIVES]))
    if (
        len(scored) > 1
        and scored[0][0] - scored[1][0] < _margin(ranked, context, container)
        and _apart(ranked[0], ranked[1])
    ):
        country = ranked[0].country
        if (at_war := _only_curated(scored, country, context)) is not None:
            return Choice(at_war, tuple(c for c in ranked if c is not at_war)[:MAX_ALTERNATIVES])
        trusted = len(name.countries) == 1 or (country == ranked[1].country and context.share(country) >= HINT_SHARE)
        return Choice(None, tuple(ranked[:MAX_ALTERNATIVES]), abroad=not trusted)
    return Choice(ranked[0], tuple(ranked[1 : MAX_ALTERNATIVES + 1]))


def _only_curated(
    scored: list[tuple[float, int, Candidate]], country: str | None, context: Context
) -> Candidate | None:
    """Of namesakes that are about as likely, in the country a text points to, the one place of war: Kobo in Amhara."""
    near = [candidate for score, _, candidate in scored if scored[0][0] - score < MARGIN]
    known = [candidate for candidate in near if candidate.curated]
    pointed = context.share(country) >= HINT_SHARE and all(candidate.country == country for candidate in near)
    return known[0] if pointed and len(known) == 1 else None


def _margin(ranked: list[Candidate], context: Context, container: Candidate | None) -> float:
    """How much likelier the first meaning must be: more where nothing points to it and the second is a place of war."""
    unpointed = container is None and not context.share(ranked[0].country)
    return MARGIN_OF_WAR if unpointed and ranked[1].curated and not ranked[0].curated else MARGIN


def _score(candidate: Candidate, context: Context, container: Candidate | None, wanted: Feature | None) -> float:
    likelihood = prior(candidate)
    share = context.share(candidate.country)
    known = likelihood >= LITTLE_KNOWN
    score = likelihood + COUNTRY_WEIGHT * share * (1.0 if known else LITTLE_KNOWN_FACTOR)
    if candidate.country and not share and context.countries and not candidate.capital:
        score += ABROAD_KNOWN_WEIGHT if known else ABROAD_WEIGHT
    if candidate.feature not in _WIDE:
        score += _nearness(candidate, context.settled)
        if any(place.feature == "province" and _inside(candidate, place) for place in context.settled):
            score += NAMED_PROVINCE_WEIGHT
    elif candidate.feature == "province" and any(_inside(place, candidate) for place in context.settled):
        score += SAME_PROVINCE_WEIGHT
    if container is not None:
        score += CONTAINED_WEIGHT if _inside(candidate, container) else NOT_CONTAINED_WEIGHT
    if wanted is not None and candidate.feature == wanted:
        score += HEAD_WEIGHT
    return score


def _is_town(candidate: Candidate) -> bool:
    return candidate.population >= TOWN_POPULATION or candidate.curated or candidate.capital


def _stranger(candidate: Candidate, context: Context) -> bool:
    """A little-known place in a country that the text hardly points to, though it does to others: a wrong pin."""
    if candidate.country is None or not context.countries or context.share(candidate.country) >= HINT_SHARE:
        return False
    return prior(candidate) < LITTLE_KNOWN and not _nearness(candidate, context.settled)


def _across_the_border(candidate: Candidate, context: Context) -> bool:
    """A hamlet known by another spelling in a neighbour of the country that the text is about: Rubaare in Uganda, where
    a Rubare in Congo is meant.
    """
    share = context.share(candidate.country)
    if candidate.feature != "settlement" or candidate.curated or candidate.quality <= ALIAS or not share:
        return False
    return prior(candidate) < HAMLET and any(context.share(other) > NEXT_DOOR * share for other in context.countries)


def _out_of_the_way(candidate: Candidate, context: Context) -> bool:
    """A hamlet known by another spelling, far from all the text's other places of its country: a namesake."""
    if candidate.feature != "settlement" or candidate.curated or candidate.quality <= ALIAS:
        return False
    if prior(candidate) >= HAMLET:
        return False
    others = [c for c in context.settled if c.country == candidate.country and c.row != candidate.row]
    others = [c for c in others if c.feature != "country" and c.lat is not None]
    if not others or any(c.admin1 == candidate.admin1 for c in others):
        return False
    return min(km(candidate.lat, candidate.lon, c.lat, c.lon) for c in others) > FAR_AWAY_KM


def beyond(candidate: Candidate, province: Candidate) -> bool:
    """Whether a hamlet lies far from the province that the text puts it in: a namesake of the one meant."""
    if candidate.feature != "settlement" or _is_town(candidate):
        return False
    return km(candidate.lat, candidate.lon, province.lat, province.lon) > BEYOND_KM


def _inside(place: Candidate, outer: Candidate) -> bool:
    """Whether a place lies in a country or province, as far as the gazetteer says."""
    if place.country != outer.country or place.row == outer.row:
        return False
    return outer.feature == "country" or (place.admin1 is not None and place.admin1 == outer.admin1)


def _nearness(candidate: Candidate, settled: Sequence[Candidate]) -> float:
    best = 0.0
    for place in settled:
        if place.feature in _WIDE or place.row == candidate.row or abs(place.lat - candidate.lat) > 1.5:
            continue
        distance = km(candidate.lat, candidate.lon, place.lat, place.lon)
        if distance <= VERY_NEAR_KM:
            return VERY_NEAR_WEIGHT
        if distance <= NEAR_KM:
            best = NEAR_WEIGHT
    return best


def _apart(first: Candidate, second: Candidate) -> bool:
    if first.feature in _WIDE and second.feature in _WIDE and first.country == second.country:
        return False
    if _seat_of(first, second) or _seat_of(second, first):
        return False
    return km(first.lat, first.lon, second.lat, second.lon) > VERY_NEAR_KM


def _seat_of(town: Candidate, province: Candidate) -> bool:
    """Whether the town gives the province around it its name: Kidal in Kidal. Whichever is likelier is near enough."""
    return province.feature == "province" and town.name == province.name and _inside(town, province)


def precision(feature: Feature) -> Literal[1, 2, 3]:
    """ACLED's geo-precision: 1 the place, 2 near it or a part of it, 3 a province or wider."""
    return 3 if feature in _WIDE else 2 if feature in _PART else 1


def unlisted(feature: Feature) -> Literal[1, 2, 3]:
    """The precision of a place that the gazetteer lacks: a water is a pond or a lake at its town, and no sea."""
    return 2 if feature == "water" else precision(feature)


def place_of(candidate: Candidate, written: str, feature: Feature | None = None) -> Place:
    """The candidate as a place of the claim contract, with the text as written."""
    return Place(
        text=written, name=candidate.name, geonames_id=candidate.geonames_id, country=candidate.country,
        admin1=candidate.admin1, lat=candidate.lat, lon=candidate.lon,
        precision=precision(feature or candidate.feature),
    )  # fmt: skip
