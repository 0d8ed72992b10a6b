"""The country that an article's events are in. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from agents.tag.tokens import is_beyond, is_dateline
from schemas.actor import ActorMention
from schemas.place import PlaceMention

PLACE_WEIGHT, COUNTRY_WEIGHT, DATELINE_WEIGHT, DEMONYM_WEIGHT, GROUP_WEIGHT = 2.0, 1.0, 0.6, 0.4, 0.4
TITLE_FACTOR = 2
"""A name in the first line counts as if it stood there so many times."""
ABROAD_FACTOR = 0.5
"""Of countries whose names and capitals stand in news from everywhere because their governments speak."""
SPEAKING = frozenset({"US", "GB", "FR", "RU", "CN", "DE", "IR", "TR", "SA"})
MINIMUM = 0.5


def theatre(
    text: str,
    places: Iterable[PlaceMention],
    demonyms: Mapping[str, int],
    actors: Iterable[ActorMention],
    capitals: Mapping[str, str],
) -> str | None:
    """ISO country of the events: towns and provinces weigh most, then country names, demonyms and groups.

    Each kind of evidence counts by the logarithm of its mentions, so that one name repeated cannot outweigh several
    different ones. capitals: names of capitals to their country, which stand for governments. Null without evidence.
    """
    title_end = text.find("\n") if "\n" in text else 0
    towns: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    datelines: Counter[str] = Counter()
    for mention in places:
        iso = mention.place.country
        if not iso or (mention.feature == "country" and is_beyond(text, mention.start, mention.end)):
            continue
        if iso in SPEAKING and mention.place.lat is None and mention.place.admin1 is None:
            continue  # where it lies is a guess, by the governments that speak
        if is_dateline(text, mention.start, mention.end) and capitals.get(mention.place.name) == iso:
            datelines[iso] = 1  # "NAIROBI (News Wire) -": where correspondents sit
            continue
        count = TITLE_FACTOR if mention.start < title_end else 1
        governing = iso in SPEAKING and capitals.get(mention.place.name) == iso
        (countries if mention.feature == "country" or governing else towns)[iso] += count
    groups = Counter(actor.country for actor in actors if actor.country)
    scores: dict[str, float] = defaultdict(float)
    for weight, counts in (
        (PLACE_WEIGHT, towns),
        (COUNTRY_WEIGHT, countries),
        (DATELINE_WEIGHT, datelines),
        (DEMONYM_WEIGHT, Counter(demonyms)),
        (GROUP_WEIGHT, groups),
    ):
        for iso, count in counts.items():
            factor = ABROAD_FACTOR if counts is not towns and iso in SPEAKING else 1.0
            scores[iso] += weight * factor * math.log1p(count)
    if not scores:
        return None
    if datelines and not (towns or countries.keys() - SPEAKING):
        scores = {iso: score for iso, score in scores.items() if iso not in SPEAKING or iso in datelines}
    best, score = min(scores.items(), key=lambda entry: (-round(entry[1], 9), entry[0]))
    return best if score >= MINIMUM * math.log(2) * DEMONYM_WEIGHT else None


def in_theatre(
    mentions: tuple[PlaceMention, ...], where: str | None, capitals: Mapping[str, str]
) -> tuple[PlaceMention, ...]:
    """The mentions, those that no gazetteer has in the country of the events, not in one whose government only speaks:
    "Russians killed four in Izmailivka" is told of Ukraine, where all the text's towns are. A name that means a town
    elsewhere stays where it was: the Obama of "in the Obama administration" is no town of the war.
    """
    own = {
        mention.place.country
        for mention in mentions
        if mention.place.lat is not None
        and mention.feature != "country"
        and capitals.get(mention.place.name) != mention.place.country
    }
    strange = SPEAKING - own - {where}
    if where is None or where not in own:
        return mentions
    return tuple(
        msgspec.structs.replace(m, place=msgspec.structs.replace(m.place, country=where))
        if m.place.lat is None and m.place.admin1 is None and m.place.country in strange and m.feature == "other"
        else m
        for m in mentions
    )
