"""Which town "the fall of the town" goes back to: the one told to have fallen, wherever lorries stand meanwhile."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2023, 6, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        (
            "Rebels captured Anefis on Monday. Lorries were stuck in Gao.\n\nThe army is silent on the "
            "fall of the town.",
            {"Anefis"},
        ),
        (
            "M23 rebels captured Kitshanga on Monday.\n\nIn Goma crowds gathered after the loss of the "
            "city's supply town.",
            {"Kitshanga"},
        ),
        (
            "The Houthis captured Marib on Friday. The Yemeni government in Aden denies having lost the eastern city.",
            {"Marib"},
        ),
        (
            "Rebels captured Sake on Monday. The hills fell to fighters who came from Rutshuru, the seat of the "
            "M23, which was captured last week.",
            {"Sake", "Rutshuru"},
        ),
        (
            "Fighters stormed checkpoints in the district of Bala Murghab.\n\nTaliban fighters have seized most of "
            "the district.",
            {"most of Bala Murghab"},
        ),
        ("Sunni fighters swept in to take one of the towns, Sinjar, on Sunday.", {"Sinjar"}),
        ("Rebels marched on Bambari. In Bria residents spoke of the fall of the town to rebels on Friday.", {"Bria"}),
        (
            "Troops left Kutum. Mellit was overrun by rebels on Friday.\n\nA minister denied the capture of the town.",
            {"Kutum", "Mellit"},
        ),
        ("The siege is over\n\nBy our man in Huambo\n\nThe city fell to UNITA on Tuesday, a priest said.", {"Huambo"}),
        ("The siege is over\n\nPhoto: Huambo. Wire Images\n\nThe city fell to UNITA on Tuesday.", {"Huambo"}),
        (
            "Rebels driven out of the port and the airfield at Bin Jawad\nInsurgents left the town on Tuesday.",
            {"port and the airfield at Bin Jawad", "Bin Jawad"},
        ),
        (
            "Georgian troops retook Ochkhari, a village 20 miles southeast of Sukhumi, on Friday. "
            "The village was captured last month.",
            {"Ochkhari"},
        ),
    ],
)
def test_the_town_is_the_one_that_fell(text: str, towns: set[str]) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    assert {c.place.text for c in claims if c.place} == towns


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Rebels overran an army base in Ansongo district of Gao region, near Timbuktu. The base fell at dawn.",
            "Ansongo",
        ),
        ("A camp at Kidal was shelled after fighting in Gao. Militants gained control of the camp.", "Kidal"),
        ("Fighting raged in Gao. Militants gained control of the city.", "Gao"),
    ],
)
def test_a_base_without_a_name_is_that_of_its_place(text: str, place: str) -> None:
    claims = [
        c for c in read_claims(tagged(text, datetime(2018, 8, 14, 12, tzinfo=UTC))) if isinstance(c, LocationFall)
    ]
    assert {c.place is not None and place in c.place.text for c in claims} == {True}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels took the towns of Sake, Minova, Rubaya and Masisi.", ["Sake", "Minova", "Rubaya", "Masisi"]),
        (
            "Troops retook the villages of Bara, Umm Rawaba, Tendelti and Wad Ashana.",
            ["Bara", "Umm Rawaba", "Tendelti", "Wad Ashana"],
        ),
        ("Rebels took the villages of Sake, officials said, and Goma is quiet.", ["villages of Sake"]),
        ("The firm took over the offices of Bayer, Merck, Pfizer and Roche in Basel.", []),
        (
            "Azerbaijani troops captured three villages in Jabrayil district: Dashkasan, Shukurbayli and Horovlu.",
            ["Dashkasan", "Shukurbayli", "Horovlu"],
        ),
        ("Rebels overran two towns in North Kivu - Butembo and Minova - on Friday.", ["Butembo", "Minova"]),
        ("Rebels overran two towns in North Kivu - Goma is 20 km away.", ["two towns in North Kivu"]),
        # named in a sentence of its own
        ("Two towns in Borno have fallen to Boko Haram. The towns are Gwoza and Bama.", ["Gwoza", "Bama"]),
        ("Rebels retook two towns from the army. The fallen towns are Sake and Minova.", ["Sake", "Minova"]),
        ("Rebels captured two villages in North Kivu. They were Hutus and Tutsis.", ["two villages in North Kivu"]),
    ],
)
def test_all_the_towns_of_a_list_are_taken(text: str, places: list[str]) -> None:
    claims = read_claims(tagged(text, datetime(2018, 8, 14, 12, tzinfo=UTC)))
    assert [c.place.text if c.place else None for c in claims] == places


@pytest.mark.parametrize(
    "text",
    [
        "Bunagana was an M23 base in a war that reached Goma. Residents said it had fallen at dawn to the rebels.",
        "Bunagana is a border town north of Goma. It fell to the M23 rebels on Friday.",
    ],
)
def test_it_is_the_place_with_which_the_sentence_before_opens(text: str) -> None:
    assert {c.place.name for c in read_claims(tagged(text, PUBLISHED)) if c.place} == {"Bunagana"}
