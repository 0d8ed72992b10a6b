"""The line a report was sent from: the place of the event where nothing else tells one, unless it lies abroad."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2014, 10, 18, 12, tzinfo=UTC)


def places(text: str) -> list[str | None]:
    return [claim.place and claim.place.text for claim in read_claims(tagged(text, PUBLISHED))]


@pytest.mark.parametrize(
    "text",
    [
        "MANILA (Wire) - The army killed ten guerrillas in the south of the country, the military said.",
        "BOGOTA (Wire) - Rebels killed ten soldiers in the country's southwest on Monday, the army said.",
        "MANILA (Wire) - The navy sank a boat off the island's northern tip, killing ten guerrillas, it said.",
        "TUNIS October 18 (Wire) - The Libyan Red Crescent said 10 Libyan soldiers were killed in clashes.",
        "NAIROBI (Wire) - Four Somali soldiers were killed by al-Shabaab on Friday, officials said.",
        "Twelve die\n\nNAIROBI, Oct 17 (Wire) - Twelve Somali soldiers were killed by al-Shabaab, Somali police said.",
        "October 17, 2014 (NAIROBI) — Four Somali soldiers were killed by al-Shabaab on Friday, officials said.",
        "17 October 2014 (NAIROBI) - Four Somali soldiers were killed by al-Shabaab on Friday, officials said.",
        "DAKAR, Oct. 18, 2014 — Four Malian soldiers were wounded in an ambush, the Malian army said.",
    ],
)
def test_a_capital_abroad_is_only_where_the_report_was_sent_from(text: str) -> None:
    assert places(text) == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MOGADISHU (Wire) - Twelve people were killed by a car bomb on Friday, officials said.", "MOGADISHU"),
        ("KABUL - Two German soldiers were killed on Friday, Berlin said.", "KABUL"),
        ("KABUL, Afghanistan - Two Australian soldiers were killed, the Australian ministry said.", "KABUL"),
        ("GAO (Wire) - Four Malian soldiers were wounded in an ambush, the Malian army said.", "GAO"),
        ("Bamako, Mali (Wire) — Rebels left Kidal. At least five soldiers were killed, officials said.", "Kidal"),
        ("Nairobi, Kenya – Gunmen raided Garissa. At least five police officers were killed.", "Garissa"),
        ("BOGOTA (Wire) - A bomb killed ten soldiers in the south of the city on Monday.", "south of BOGOTA"),
        ("A bomb exploded in Kidal, about 30 miles (50 kilometres) north of Gao, killing 12 people.", "Kidal"),
        ("More than 60 people were killed in three Nigerian cities. A bomb went off in Kano, Nigeria.", "Nigeria"),
        ("NAIROBI (Wire) - Four Somali soldiers were killed in Kismayo on Friday, officials said.", "Kismayo"),
    ],
)
def test_else_it_is_where_it_happened(text: str, place: str) -> None:
    assert places(text)[-1] == place


@pytest.mark.parametrize("mark", [" • ", " | ", " / ", " » ", " - ", " (AP) — "])
def test_a_dateline_ends_in_whatever_mark_its_outlet_has(mark: str) -> None:
    """A stronghold without a name, taken far from where the report was written."""
    text = f"KINSHASA{mark}Rebels seized the stronghold of a Congolese warlord on Friday, officials said."
    assert not [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
