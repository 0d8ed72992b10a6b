"""What the ledger's decisions are made of: names, places, times, figures, actors, origins, grades, events, words."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ledger_support import ISLAMIC_STATE, actor, article, number, place

from agents.ledger import actors, figures, places
from agents.ledger.events import events
from agents.ledger.grades import grade
from agents.ledger.marks import alike_victims, same_weapon, weapons_differ
from agents.ledger.origins import agency, named, origin_of, outlet_of, same_origin
from agents.ledger.state import Report
from agents.ledger.text import alike, fold, skeleton
from agents.ledger.times import Interval, gap, interval, narrowest
from agents.ledger.words import FILE, WordsError, load
from schemas.actor import Speaker
from schemas.claim import Casualty, ClaimTime, Number

AT = datetime(2014, 6, 16, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tal Afar", "Tall ‘Afar"), ("Dulu'iyah", "Dhuluiya"), ("Kyiv", "Kiev"), ("Kharkiv", "Kharkov"),
     ("Sana'a", "Sanaa"),
     ("Al-Raqqah", "Raqqa"), ("Muqdadiyah", "Miqdadiyah"), ("Kidal", "KIDAL"), ("Zaporizhzhia", "Zaporizhia")],
)  # fmt: skip
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert alike(one, other)
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Homs", "Hama"), ("Aden", "Odin"), ("Gao", "Goma"), ("Tikrit", "Kirkuk"), ("Mosul", "Misrata"),
     ("Donetsk", "Luhansk"), ("", "")],
)  # fmt: skip
def test_two_names(one: str, other: str) -> None:
    assert not alike(one, other)


def test_folding_keeps_letters_of_every_script() -> None:
    assert fold("Київ") == fold("КИЇВ") == "киів"
    assert fold("São  José—do Rio") == "sao jose do rio"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (place("Hit"), place("Hit"), "same"),
        (place("Hit"), None, "unknown"),
        (place("Hit"), place("Ana"), "apart"),
        (place("Hit", geonames_id=7), place("Heet", geonames_id=7), "same"),
        (place("Hit", geonames_id=7), place("Hit", geonames_id=8), "same"),
        (place("Hit", geonames_id=7), place("Hit", geonames_id=8, lat=36.4), "apart"),
        (place("Hit"), place("Hit", "the outskirts of Hit", precision=2), "part"),
        (place("Anbar", precision=3, admin1="Anbar"), place("Hit", admin1="Al Anbar"), "within"),
        (place("Anbar", precision=3, admin1="Anbar"), place("Tikrit", admin1="Salah ad Din"), "apart"),
        (place("Iraq", precision=3), place("Hit", admin1="Anbar"), "within"),
        (place("Iraq", precision=3), place("Raqqa", country="SY"), "apart"),
        (place("Tripoli", country="LY"), place("Tripoli", country="LB"), "apart"),
    ],
)
def test_how_places_relate(one: Any, other: Any, wanted: str) -> None:
    assert places.relation(one, other) == wanted
    assert places.relation(other, one) == wanted


def test_the_part_of_a_place_is_what_its_text_says_besides_its_name() -> None:
    assert places.part(place("Kirkuk", "two villages in Kirkuk province", precision=2)) == ("two", "village")
    assert places.part(place("Diyala", "northern Diyala", precision=2)) == ("north",)
    assert places.part(place("Nineveh", "Ninewa governorate", precision=3)) == ()
    assert places.part(place("Adhaim", "two villages in Adhaim", precision=1)) == ()


@pytest.mark.parametrize(
    ("time", "wanted"),
    [
        (ClaimTime(), Interval(date(2014, 6, 15), date(2014, 6, 16))),
        (ClaimTime(timing="recent"), Interval(date(2014, 6, 2), date(2014, 6, 16), loose=True)),
        (ClaimTime(timing="background"), Interval(date(2013, 6, 2), date(2014, 6, 2), loose=True)),
        (ClaimTime(text="Friday", start=date(2014, 6, 13)), Interval(date(2014, 6, 13), date(2014, 6, 13), told=True)),
        (
            ClaimTime(text="x", start=date(2014, 6, 14), end=date(2014, 6, 13)),
            Interval(date(2014, 6, 13), date(2014, 6, 14), told=True),
        ),
        (ClaimTime(end=date(2014, 6, 13), timing="recent"), Interval(date(2014, 5, 30), date(2014, 6, 13))),
        (ClaimTime(start=date(1, 1, 1), end=date(1, 1, 2)), Interval(date(1, 1, 1), date(1, 1, 2))),
    ],
)  # fmt: skip
def test_the_days_in_which_it_can_have_happened(time: ClaimTime, wanted: Interval) -> None:
    assert interval(time, AT) == wanted


def test_the_day_is_that_of_utc() -> None:
    late_in_new_york = datetime(2014, 6, 15, 22, 0, tzinfo=datetime.strptime("-0500", "%z").tzinfo)
    assert interval(ClaimTime(), late_in_new_york).hi == date(2014, 6, 16)


def test_days_between() -> None:
    def span(first: int, last: int) -> Interval:
        return Interval(date(2014, 6, first), date(2014, 6, last))

    assert gap(span(1, 3), span(3, 9)) == 0
    assert gap(span(1, 3), span(5, 9)) == gap(span(5, 9), span(1, 3)) == 2


def test_told_times_outweigh_guesses_and_guesses_what_was_left_open() -> None:
    def span(first: int, last: int, **how: bool) -> Interval:
        return Interval(date(2014, 6, first), date(2014, 6, last), **how)

    week, guess, loose = span(6, 12, told=True), span(15, 16), span(2, 16, loose=True)
    assert narrowest([guess, week, loose]) == span(6, 12)
    assert narrowest([span(9, 9, told=True), week]) == span(9, 9)
    assert narrowest([span(14, 14, told=True), week]) == span(14, 14, told=True)
    assert narrowest([loose, guess]) == span(15, 16)
    assert narrowest([loose]).loose is False


@pytest.mark.parametrize(
    ("told", "lo", "hi", "named_number"),
    [
        (7, 7, 7, 7),
        ("at least 7", 7, 24, 7),
        ("dozens", 24, 99, None),
        ("scores", 40, 199, None),
        ("hundreds", 100, 999, None),
        ("about 100", 75, 125, 100),
        ("nearly 100", 75, 100, 100),
        ("up to 40", 1, 40, 40),
    ],
)
def test_what_a_figure_allows(told: Any, lo: int, hi: int, named_number: int | None) -> None:
    assert figures.bounds(number(told)) == figures.Bounds(lo, hi, named_number)


def test_a_range_allows_what_lies_in_it_and_many_allows_anything() -> None:
    assert figures.bounds(Number(low=30, high=40)) == figures.Bounds(30, 40, None)
    assert figures.bounds(Number(low=1000)) == figures.Bounds(1000, 9999, None)
    assert figures.bounds(number("many")) is None


def test_low_best_high_over_independent_origins() -> None:
    both = figures.combine([number("at least 7"), number(12)])
    assert (both.low, both.best, both.high) == (7, 12, 12)
    open_above = figures.combine([number(12), number("at least 30")])
    assert (open_above.low, open_above.best, open_above.high) == (12, 30, None)
    assert figures.combine([number("many")]) == Number(text="many")
    assert figures.combine([number("dozens"), number("many")]) == Number(text="dozens", low=24)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (ISLAMIC_STATE, actor("militants"), True),
        (ISLAMIC_STATE, actor("Sunni militants", "non-state"), True),
        (ISLAMIC_STATE, None, True),
        (ISLAMIC_STATE, actor("government forces", "state"), False),
        (ISLAMIC_STATE, actor("government troops"), False),
        (actor("the regular army"), actor("Iraqi army", "state"), True),
        (ISLAMIC_STATE, actor("Kurdish forces", "non-state"), False),
        (actor("Iraqi army", "state"), actor("Iraqi security forces", "state"), True),
        (actor("Iraq", "state"), actor("the Iraqi army", "state"), True),
        (actor("Syrian army", "state"), actor("Turkish army", "state"), False),
        (actor("Free Syrian Army", "non-state"), actor("Syrian army", "state"), False),
        (actor("Libyan National Army", "non-state"), actor("Libyan government", "state"), False),
        (actor("pro-Russian separatists"), actor("Donetsk People's Republic", "non-state"), True),
        (actor("Al Shabab", "non-state"), actor("Al-Shabaab", "non-state"), True),
        (actor("Kenyan and Somali troops", "state"), actor("Somali army", "state"), True),
        (actor("Kenyan and Somali troops", "state"), actor("Kenyan forces", "state"), True),
        (actor("soldiers of Kenya and Somalia", "state"), actor("Somali and Kenyan forces", "state"), True),
        (actor("Iraqi and Kurdish forces", "state"), actor("Kurdish forces", "non-state"), True),
        (actor("Kenyan and Somali troops", "state"), actor("Ethiopian army", "state"), False),
        (actor("Army of the Republic of Bosnia and Herzegovina", "state"), actor("Republic of Serbia", "state"), False),
    ],
)
def test_names_that_can_mean_one_actor(one: Any, other: Any, wanted: bool) -> None:
    assert actors.compatible(one, other) is wanted
    assert actors.compatible(other, one) is wanted


def test_only_named_actors_are_the_same_in_particular() -> None:
    assert actors.same(actor("Boko Haram"), actor("Boko Haram"))
    assert not actors.same(actor("gunmen"), actor("gunmen"))
    assert not actors.same(None, actor("Boko Haram"))


@pytest.mark.parametrize(
    "name",
    ["Nuri al-Maliki", "Gen. Qassim Atta", "Islamic State", "Syrian Observatory for Human Rights", "Interior Ministry",
     "Kabul Police Department", "Mayor Abdoul"],
)  # fmt: skip
def test_speakers_on_the_record(name: str) -> None:
    assert named(Speaker(text=name, name=name, type="official"))


@pytest.mark.parametrize(
    "name",
    ["a city official", "security officials in Baghdad and Tal Afar", "Residents", "two Iraqi officers", "witnesses",
     "Kurdish officials", "the spokesman", "Captions", "a doctor at Kandahar's main hospital", ""],
)  # fmt: skip
def test_speakers_who_are_nobody_in_particular(name: str) -> None:
    assert not named(Speaker(text=name, name=name, type="official"))


def test_what_a_report_goes_back_to() -> None:
    def claim(**more: Any) -> Any:
        outlet = more.pop("outlet", "EWN (Reuters)")
        return article("a", "2014-06-16 01:00", outlet).fall("Hit", **more).claims[0]

    assert origin_of(claim()) == "Reuters"
    assert origin_of(claim(outlet="The Post (Sunday)")) == "The Post (Sunday)"
    assert origin_of(claim(said_by=("Nuri al-Maliki", "official"))) == "Nuri al-Maliki"
    assert origin_of(claim(said_by=("an official", "official"))) == "Reuters"
    assert origin_of(claim(copied_from="The Courier")) == "The Courier"
    assert origin_of(claim(copied_from="The Courier", said_by=("Nuri al-Maliki", "official"))) == "Nuri al-Maliki"
    assert outlet_of(claim(outlet=None)) == "news.example"
    assert agency("Daily (AFP)") == "AFP"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Nuri al-Maliki", "Nouri al-Maliki", True),
        ("Nuri al-Maliki", "Maliki", True),
        ("Prime Minister Nuri al-Maliki", "Nuri al-Maliki", True),
        ("The Independent", "Independent", True),
        ("Nuri al-Maliki", "Haider al-Abadi", False),
        ("BBC News", "Sky News", False),
        ("Reuters", "AFP", False),
    ],
)
def test_one_origin_under_two_names(one: str, other: str, wanted: bool) -> None:
    assert same_origin(one, other) is wanted
    assert same_origin(other, one) is wanted


def reports(*claims: Any) -> list[Report]:
    return [
        Report(claim=c, role="denial" if c.stance == "denied" else "report", origin=origin_of(c), published_at=AT)
        for c in claims
    ]


def told(**more: Any) -> Any:
    return article("a", "2014-06-16 01:00").fall("Hit", **more).claims[0]


def harm(**more: Any) -> Any:
    return article("a", "2014-06-16 01:00").casualty("killed", 20, "Hit", **more).claims[0]


STATE = actor("Iraqi army", "state")


@pytest.mark.parametrize(
    ("claims", "origins", "wanted"),
    [
        ([told()], 1, "weak"),
        ([told()], 2, "fair"),
        ([told()], 3, "confirmed"),
        ([told(stance="claimed")], 3, "fair"),
        ([told(said_by=("Qassim Atta", "official"))], 1, "confirmed"),
        ([told(said_by=("Qassim Atta", "official"), stance="claimed")], 1, "weak"),
        ([told(taken_by=STATE, said_by=("Qassim Atta", "official"))], 1, "weak"),
        ([told(taken_by=STATE, taken_from=ISLAMIC_STATE, said_by=("Islamic State", "belligerent"))], 1, "confirmed"),
        ([told(said_by=("Islamic State", "belligerent"), stance="claimed")], 1, "weak"),
        ([told(), told(stance="denied")], 4, "contested"),
        ([harm(perpetrator=STATE, said_by=("Qassim Atta", "official"))], 1, "confirmed"),
        ([harm(perpetrator=ISLAMIC_STATE, said_by=("Qassim Atta", "official"))], 1, "weak"),
        ([harm(perpetrator=ISLAMIC_STATE, said_by=("Islamic State", "belligerent"), stance="claimed")], 1, "weak"),
    ],
)
def test_grades(claims: Any, origins: int, wanted: str) -> None:
    assert grade(reports(*claims), origins) == wanted


ATTACKERS = actor("attackers")
RUSSIANS = actor("Russian forces", "state")
KHERSON = place("Kherson", country="UA")


@pytest.mark.parametrize(
    ("side", "speaker", "where", "wanted"),
    [
        (ATTACKERS, ("residents", "witness"), place("Gao", country="ML"), "weak"),
        (ATTACKERS, ("a teacher", "witness"), None, "weak"),
        (actor("gunmen", "non-state"), ("police chief Moussa Keita", "official"), place("Gao", country="ML"), "weak"),
        (actor("rebels", "non-state"), ("rebels", "belligerent"), place("Gao", country="ML"), "confirmed"),
        (RUSSIANS, ("Oleksandr Prokudin", "official"), KHERSON, "weak"),
        (RUSSIANS, ("the mayor", "official"), KHERSON, "weak"),
        (RUSSIANS, ("Ukrainian officials", "official"), None, "weak"),
        (RUSSIANS, ("the Russian Defence Ministry", "official"), KHERSON, "confirmed"),
        (RUSSIANS, ("Kremlin spokesman", "official"), KHERSON, "confirmed"),
        (RUSSIANS, ("Moscow", "official"), KHERSON, "confirmed"),
        (actor("army", "state"), ("the defence ministry", "official"), KHERSON, "confirmed"),
        (actor("army", "state"), ("hospital officials", "official"), KHERSON, "weak"),
        (actor("Sudanese army", "state"), ("the governor", "official"), place("Kadugli", country="SD"), "confirmed"),
        (actor("soldiers", "state"), ("the Rwandan government", "official"), place("Goma", country="CD"), "weak"),
        (actor("US forces", "state"), ("the Pentagon", "official"), place("Raqqa", country="SY"), "confirmed"),
    ],
)
def test_only_the_side_that_did_it_owns_up_to_harm(side: Any, speaker: Any, where: Any, wanted: str) -> None:
    told_of = article("a", "2014-06-16 01:00").casualty("killed", 20, where, perpetrator=side, said_by=speaker).claims
    assert grade(reports(*told_of), 1) == wanted


@pytest.mark.parametrize(
    ("taker", "loser", "speaker", "wanted"),
    [
        (RUSSIANS, actor("Ukrainian forces", "state"), ("the General Staff in Kyiv", "official"), "confirmed"),
        (actor("Ukrainian forces", "state"), RUSSIANS, ("Ukrainian army spokesman", "official"), "weak"),
        (actor("rebels", "non-state"), None, ("the governor", "official"), "confirmed"),
        (actor("rebels", "non-state"), None, ("the Polish foreign minister", "official"), "weak"),
    ],
)
def test_only_who_lost_a_place_owns_up_to_it(taker: Any, loser: Any, speaker: Any, wanted: str) -> None:
    one = article("a", "2014-06-16 01:00").fall(KHERSON, taker, taken_from=loser, said_by=speaker)
    assert grade(reports(*one.claims), 1) == wanted


def casualty(**more: Any) -> Casualty:
    return article("a", "2014-06-16 01:00").casualty("killed", 20, "Hit", **more).claims[0]  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Iraqi soldiers", "army recruits", True),
        ("Iraqi soldiers", "Iraqi children", False),
        ("soldiers", "unarmed men", False),
        ("Yazidi women", "Yazidis", False),
        ("people", "people", False),
        ("Shiites", "Shiites", True),
        ("12 worshippers", "residents", True),
    ],
)
def test_victims_that_can_be_the_same_people(one: str, other: str, wanted: bool) -> None:
    assert alike_victims(casualty(victims=one), casualty(victims=other)) is wanted


def test_weapons_in_other_words() -> None:
    assert same_weapon("mortar rounds", "shelling")
    assert same_weapon("a car bomb", "explosion")
    assert same_weapon("truck bomb", "blast")
    assert same_weapon("explosives-laden lorry", "bomb")
    assert weapons_differ("lorry", "blast")
    assert weapons_differ("car bomb", "gunfire")
    assert not weapons_differ("car bomb", None)
    assert not same_weapon(None, None)
    assert not weapons_differ("barrel bombs", "air strikes")


def test_the_events_of_one_article() -> None:
    one = (
        article("a", "2014-06-16 01:00")
        .casualty("killed", 7, "Hit", weapon="mortar")
        .casualty("injured", 33, "Hit", weapon="mortar", same=True)
        .casualty("killed", 3, "Ana")
        .casualty("killed", 2, "Hit", weapon="gunfire", same=True)
        .casualty("abducted", 9, None, next=True)
    )
    grouped = events(one.claims, AT)  # type: ignore[arg-type]
    assert [[(c.effect, c.number.low) for c in event.claims] for event in grouped] == [
        [("killed", 7), ("injured", 33)],
        [("killed", 3)],
        [("killed", 2)],
        [("abducted", 9)],
    ]


def test_events_a_day_apart_are_not_one() -> None:
    day = date(2014, 6, 10)
    one = article("a", "2014-06-16 01:00").casualty("killed", 7, "Hit", day=day)
    one.casualty("injured", 33, "Hit", same=True, day=day + timedelta(days=2))
    assert len(events(one.claims, AT)) == 2  # type: ignore[arg-type]


SHIPPED = FILE.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("agencies:", "agencys:", "agencies, agencys"),
        ("blade: [knife,", "blade: [bomb,", "'bomb' stands in"),
        ("blade: [knife,", "blade: [knife, knife,", "'knife' stands there twice"),
        ('to, "on", near', "to, on, near", "True is not a word"),
        ("blade: [knife,", "blade: [Knife,", "'Knife' is not a word in lower case"),
        ("  either: [", "  neither: [", "generic_actors"),
        ("name_articles: [al", "name_articles: al #[", "name_articles: wants a list"),
        ("agencies: [", "agencies: {", "words.yaml"),
    ],
)
def test_a_wrong_word_list_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in SHIPPED
    path = tmp_path / "words.yaml"
    path.write_text(SHIPPED.replace(old, new, 1), "utf-8")
    with pytest.raises(WordsError, match=r"words\.yaml") as error:
        load(path)
    assert says in str(error.value)
