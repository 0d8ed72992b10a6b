"""Who took and who lost a place, where only other sentences of the article say so."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2016, 5, 21, 12, tzinfo=UTC)


def fall(text: str, place: str) -> LocationFall:
    """The first actual change of control at the place."""
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    return next(c for c in claims if c.place is not None and place in (c.place.text, c.place.name))


def sides(claim: LocationFall) -> tuple[str | None, str | None]:
    return claim.taken_by and claim.taken_by.name, claim.taken_from and claim.taken_from.name


@pytest.mark.parametrize(
    ("text", "place", "by", "lost"),
    [
        ("M23 rebels marched on Goma. The city fell within hours as soldiers fled.", "Goma", "M23", "FARDC"),
        ("The army fought M23 near Goma. The rebels took Sake on Friday.", "Sake", "M23", "FARDC"),
        ("Nigerian troops fought Boko Haram. On Friday they took Bama.", "Bama", "Nigerian forces", "Boko Haram"),
        ("Russian troops shelled it. Ukrainian forces retook Izium.", "Izium", "Ukrainian forces", "Russian forces"),
        (
            "Nigerian troops have retaken Bama from Boko Haram. Bama was overrun in February.",
            "Bama",
            "Nigerian forces",
            "Boko Haram",
        ),
        ('"Soledar has not fallen," the Ukrainian army said. Russians ran.', "Soledar", None, "Ukrainian forces"),
    ],
)  # fmt: skip
def test_the_article_tells_the_side_that_the_sentence_leaves_out(
    text: str, place: str, by: str | None, lost: str
) -> None:
    taker, loser = sides(fall(text, place))
    assert loser == lost
    if by is not None:
        assert taker == by


def test_whom_a_town_was_retaken_from_had_taken_it() -> None:
    text = "Nigerian troops have retaken Bama from Boko Haram. Bama was overrun in February."
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [c.taken_by and c.taken_by.name for c in claims] == ["Nigerian forces", "Boko Haram"]


@pytest.mark.parametrize(
    ("text", "place", "by"),
    [
        ("Malian soldiers abandoned Kidal on Friday after Tuareg rebels captured Tessalit.", "Kidal", None),
        ("Ukrainian troops left Avdiivka a week after Russian forces had taken Marinka.", "Avdiivka", None),
        ("M23 rebels have withdrawn from Goma, 11 days after they took the city from the army.", "Goma", None),
        ("Rebels celebrated in Idlib as government troops left Hama.", "Hama", None),
        ("Houthi fighters danced in Hodeidah as government troops left the port.", "Hodeidah", "Houthis"),
        ("The army said its units had redeployed outside Hama after rebels broke into the city.", "Hama", "rebels"),
        ("Tamil Tigers withdraw from Jaffna as soldiers return to the town.", "Jaffna", "Sri Lankan forces"),
        ("Kodori has been left to Abkhaz forces, the ministry said.", "Kodori", "Abkhaz forces"),
    ],
)
def test_a_withdrawal_has_no_taker_but_who_came_into_that_very_place(text: str, place: str, by: str | None) -> None:
    claim = fall(text, place)
    assert (claim.change, sides(claim)[0]) == ("withdrawn", by)


def test_units_are_those_of_the_ministry_that_speaks() -> None:
    text = "Units of the 'Centre' grouping have captured Soledar, the Russian Defence Ministry said."
    assert sides(fall(text, "Soledar"))[0] == "Russian forces"
    text = "The intruders were driven from Tololing peak, an Indian Army spokesman said."
    assert sides(fall(text, "Tololing peak"))[0] == "Indian forces"


def test_who_denies_that_a_place_was_taken_is_who_lost_it() -> None:
    text = "M23 and CODECO rebels fought on. The army claimed it had retaken Sake. M23's spokesman dismissed this."
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [(c.stance, *sides(c)) for c in claims] == [("claimed", "FARDC", "M23"), ("denied", "FARDC", "M23")]


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State fought YPG fighters and Turkish troops in Syria. Manbij fell on Friday.",
        "Manbij fell on Friday, and soldiers fled.",
        "Khmer Rouge insurgents shelled Phnom Penh. Danang fell on Friday, a Vietnamese officer said.",
    ],
)
def test_nobody_is_made_up_where_the_article_leaves_it_open(text: str) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [c.taken_by for c in claims] == [None]


def test_there_and_back_are_two_changes() -> None:
    text = "Rebels took Ajdabiya at dawn and lost it again by sunset."
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [sides(claim)[0] for claim in claims] == ["rebels", None]
    assert sides(claims[1])[1] == "rebels"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Nigerian troops wrested Bama from Boko Haram.", "recaptured"),
        ("Nigerian troops captured Bama from Boko Haram.", "captured"),  # leaves open whether it had held it
        ("Nigerian troops captured Gwoza, the headquarters of Boko Haram.", "recaptured"),
        ("The army has given up Bama after weeks of shelling by Boko Haram.", "withdrawn"),
        ("The army has given up Bama to Boko Haram.", "surrendered"),
        ("Brega was lost by the guards to the eastern army.", "captured"),
        ("Russian troops captured Bakhmut from Ukrainian forces.", "captured"),
        ("Boko Haram captured Bama from Nigerian troops.", "captured"),
        ("The peshmerga captured Sinjar from Islamic State.", "captured"),
    ],
)
def test_a_state_that_takes_its_own_towns_had_held_them(text: str, change: str) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [claim.change for claim in claims] == [change]


@pytest.mark.parametrize(
    ("text", "place", "by", "lost"),
    [
        ("MNLA fighters occupied Gao. They captured Kidal, too.", "Kidal", "MNLA", None),
        (
            "The Taliban captured Musa Qala in April from the Afghan army. The town was retaken on 12 May.",
            "Musa Qala",
            "Afghan National Army",
            "Taliban",
        ),
        (
            "Seleka fighters captured Bria in April. The rebels who occupied Bria have left the town.",
            "Bria",
            "Seleka",
            None,
        ),
        (
            "Tigrayan troops captured Dessie. Tigray Defense Forces spokesmen were glad.",
            "Dessie",
            "TPLF",
            "Ethiopian National Defence Force",
        ),
        ("Chechen fighters entered Grozny. The rebels seized Argun.", "Argun", "Chechen rebels", None),
        (
            "Rebels said they had captured Bria. Bria remains ours, an army colonel maintained.",
            "Bria",
            "rebels",
            None,
        ),
    ],
)
def test_a_side_keeps_its_name_through_the_article(text: str, place: str, by: str, lost: str | None) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    found = [sides(c) for c in claims if c.place is not None and place in (c.place.text, c.place.name)]
    assert by in {taker for taker, _ in found}
    if lost == "Taliban":
        assert (by, lost) in found


def test_what_remains_ours_denies_the_change_that_the_article_tells() -> None:
    text = 'The army said it had retaken Bria. "Bria remains ours," a Seleka commander maintained.'
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [(c.change, c.stance) for c in claims] == [("recaptured", "claimed"), ("recaptured", "denied")]


def test_a_town_that_fell_twice_fell_twice() -> None:
    text = "Rebels captured Palma on Friday. In February the same rebels had captured Palma for a day."
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert len(claims) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Three outcomes are likely. (1) M23 captures Goma.",
        "They did not concede that Goma is lost to M23.",
        "A play about the fall of Goma to M23 opened in Kigali.",
        "Congolese soldiers have left Goma for training in Kenya.",
        "M23 fighters marched into Goma for a ceremony.",
    ],
)
def test_what_is_only_thought_of_is_no_change(text: str) -> None:
    claims = read_claims(tagged(text, PUBLISHED))
    assert [c for c in claims if isinstance(c, LocationFall) and c.mode == "actual"] == []


def test_each_place_of_a_list_may_have_a_taker_of_its_own() -> None:
    text = "Resistance troops have captured Lashio (by the MNDAA, in April), Hsipaw and Mogok."
    found = {c.place.text: sides(c)[0] for c in read_claims(tagged(text, PUBLISHED))
             if isinstance(c, LocationFall) and c.place is not None}  # fmt: skip
    assert found == {"Lashio": "MNDAA", "Hsipaw": "resistance troops", "Mogok": "resistance troops"}


@pytest.mark.parametrize(
    ("text", "place", "by"),
    [
        ("Rebel columns have advanced from Benghazi. Brega and Ras Lanuf taken in a day.", "Brega", "rebels"),
        ("M23 rebels attacked Sake on Monday. Masisi was overrun by nightfall.", "Masisi", "M23"),
        ("Local fighters drove the Houthis from Aden. Zinjibar was taken later.", "Zinjibar", "local fighters"),
        ("The army bombed rebels on Friday. By night Bria was taken.", "Bria", None),
        ("Rebels and soldiers attacked each other on Friday. The town of Bria was taken.", "Bria", None),
        ("M23 rebels attacked Sake. Tanks overran Masisi within a day.", "Masisi", "M23"),
        ("The Viv Ansanm coalition came. On Tuesday the coalition drove the police from Kenscoff.", "Kenscoff", "G9"),
        (
            "Fighters of Viv Ansanm and its ally 400 Mawozo came. By noon all of Mirebalais was theirs.",
            "Mirebalais",
            "G9",
        ),
        ("M23 overran Masisi. Rutshuru fell a day later. ADF rebels killed farmers.", "Rutshuru", "M23"),
        (
            "Clan militias known as Ma'awisley fought al-Shabaab. Adale fell to the militia by noon.",
            "Adale",
            "Ma'awisley",
        ),
        ("M23 took Sake on Monday. The army denied that Goma had fallen.", "Goma", "M23"),
        ("M23 took Sake and ADF took Beni. The army denied that Goma had fallen.", "Goma", None),
        ("Konna won back. The Malian army fought Ansar Dine.", "Konna", "Malian army"),
        ("HTS-led rebels captured Hama.", "Hama", "Hayat Tahrir al-Sham"),
        ("Marines have retaken the bridge in Marawi. The army is glad.", "bridge in Marawi", "Filipino forces"),
        (
            "The minister said his forces had left Gori, a town which they had captured. Russian troops cheered.",
            "Gori",
            None,
        ),
        (
            '"I declare Butig liberated from the militants," President Duterte told soldiers.',
            "Butig",
            "Filipino forces",
        ),
        ("Brega fell to the rebels of Idris Laswad. Mr. Laswad's followers took Sirte in June.", "Sirte", "rebels"),
    ],
)
def test_who_took_a_place_is_told_close_before(text: str, place: str, by: str | None) -> None:
    assert sides(fall(text, place))[0] == by


def test_nobody_takes_a_place_from_himself() -> None:
    text = "The junta has admitted losing control of Lashio. The Myanmar military fled the town."
    assert sides(fall(text, "Lashio"))[0] is None


def test_whose_fighters_left_is_told_by_whose() -> None:
    text = "M23 fighters took Masisi, a stronghold of the APCLS, whose fighters had fled, and Sake."
    assert sides(fall(text, "Masisi"))[0] == "M23"


def test_allies_lose_nothing_to_each_other() -> None:
    assert sides(fall("Palma has been captured by Rwandan and Mozambican troops.", "Palma"))[1] is None


def test_a_numbered_unit_is_spelt_as_written() -> None:
    claim = fall("The 25th Division took Homs from rebels, a spokesman said.", "Homs")
    assert sides(claim)[0] == "25th Division"


@pytest.mark.parametrize(
    ("text", "place", "by", "lost"),
    [
        ("The Tuareg separatists of the MNLA captured Kidal.", "Kidal", "MNLA", None),
        ("Syrian rebels drove the garrison from Idlib. The Syrian army fled.", "Idlib", "Syrian rebels", None),
        (
            "Rebels leave Bria as the army comes. Masked fighters captured Bria on Sunday.",
            "Bria",
            "masked fighters",
            "FACA",
        ),
        (
            "Ukrainian forces retook Izium. The Russian hold on Luhansk, seized last spring, is weak.",
            "Luhansk",
            None,
            None,
        ),
        ("Rebels seized Faya-Largeau in June. The President took it back on Friday.", "Faya-Largeau", "rebels", None),
    ],
)
def test_sides_as_the_article_calls_them(text: str, place: str, by: str | None, lost: str | None) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.change == "captured"]
    claim = next(c for c in claims if c.place is not None and c.place.name.startswith(place[:4]))
    assert sides(claim)[0] == by
    if lost is not None:
        assert sides(claim)[1] == lost


def test_who_announces_his_own_gain_claims_it() -> None:
    assert fall("The SDF announced full control of Raqqa on Friday.", "Raqqa").stance == "claimed"


def test_a_city_is_no_district_and_no_seat_of_a_ministry() -> None:
    text = (
        "The rebels hold Konna. The presidency in Bamako says its soldiers have driven the jihadists out of the town."
    )
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [c.place and c.place.name for c in claims] == ["Konna"]


def test_what_only_reports_tell_is_claimed() -> None:
    text = "The mayor was asked about reports that M23 fighters took over Masisi. He knew nothing."
    assert fall(text, "Masisi").stance == "claimed"


def test_who_wins_back_one_town_did_not_take_the_one_that_was_lost() -> None:
    text = "Angolan troops won back Soyo. Huambo was lost in January, a spokesman said."
    assert sides(fall(text, "Huambo"))[0] is None


def test_the_enemy_is_whoever_the_speaker_fights() -> None:
    claim = fall('"The enemy took Soledar last night," a spokesman of the Ukrainian army said.', "Soledar")
    assert sides(claim) == (None, "Ukrainian forces")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "Rebel forces lost Malakal on Tuesday, four days after they had seized it, the army said.",
            {("captured", "rebel forces"), ("recaptured", "SPLA")},
        ),
        (
            "The army left Gao on Monday. A column recaptured Bourem on Wednesday, eight days after JNIM took it.",
            {("withdrawn", None), ("recaptured", "Malian army"), ("captured", "JNIM")},
        ),
        (
            "The SPLM-N seized Hajar al-Mak district of Kadugli, the first part of the city to be lost by the army.",
            {("captured", "SPLM-North")},
        ),
    ],
)
def test_a_place_taken_and_lost_in_one_sentence(text: str, changes: set[tuple[str, str | None]]) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    assert {(c.change, c.taken_by and c.taken_by.name) for c in claims} == changes


def test_what_is_still_theirs_was_taken_by_who_speaks() -> None:
    text = "M23 is near Goma. Goma airport, an M23 spokesman tells reporters, was taken on Friday and is still theirs."
    assert sides(fall(text, "Goma airport"))[0] == "M23"


@pytest.mark.parametrize(
    ("text", "place", "by"),
    [
        (
            "Syrian troops are in Yabroud. The rebels had moved their wounded to Rankous before Yabroud fell.",
            "Yabroud",
            None,
        ),
        (
            "The army captured Zliten. Militiamen had moved their guns out before Zliten was overrun.",
            "Zliten",
            "Libyan army",
        ),
        ("M23 rebels marched on Goma before the city fell.", "Goma", "M23"),
    ],
)
def test_who_moved_out_before_a_place_fell_did_not_take_it(text: str, place: str, by: str | None) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert {c.taken_by and c.taken_by.name for c in claims if c.place and c.place.name == place} == {by}


@pytest.mark.parametrize(
    "text",
    [
        "Insurgents seized the police station of a small northern town, officials said in Maputo.",
        "Fighting between rebels and the army took place 20 kilometres south of the front near Yabroud.",
    ],
)
def test_a_place_that_nobody_names_is_not_that_of_the_dateline(text: str) -> None:
    assert not [c for c in read_claims(tagged(f"MAPUTO (Wire) - {text}", PUBLISHED)) if isinstance(c, LocationFall)]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("A priest said the rebels killed up to 40 civilians and soldiers as they captured Goma.", "rebels"),
        ("M23 killed 40 Congolese soldiers and forced 8,000 to flee as it captured Goma, an official said.", "M23"),
        ("Congolese soldiers fled the rebels of M23 as they captured Goma.", "M23"),
    ],
)
def test_they_who_took_a_town_meanwhile_are_those_who_did_the_harm(text: str, by: str) -> None:
    claim = fall(f"The army fought rebels in Congo. {text}", "Goma")
    assert claim.taken_by is not None
    assert claim.taken_by.name == by


def test_the_authorities_are_the_state() -> None:
    claim = fall("Authorities claimed to have pushed the Taliban out of Kunduz in Afghanistan.", "Kunduz")
    assert claim.change == "recaptured"
    assert sides(claim) == ("government forces", "Taliban")


def test_he_who_withdrew_is_the_general_who_says_so() -> None:
    text = (
        "Russian troops took Lysychansk. The Ukrainian army's general Oleh Tarnavsky said he had withdrawn from Lyman."
    )
    assert fall(text, "Lyman").taken_from is not None
    assert "Ukrain" in sides(fall(text, "Lyman"))[1]  # type: ignore[operator]


def test_a_town_taken_back_by_one_group_was_not_lost_by_those_who_lose_to_another() -> None:
    text = (
        "Islamic State captured Mosul and Tikrit from the Iraqi army last week. Muqdadiyah, a town in Diyala, has been "
        "retaken by Asaib Ahl al-Haq, a militia."
    )
    assert sides(fall(text, "Muqdadiyah")) == ("Asaib Ahl al-Haq", None)
    assert sides(fall(text, "Tikrit"))[0] == "Islamic State"
