"""What a person reads: every fact of the alert is there, and the decisive words are marked."""

import io
from datetime import date

import pytest
from cli_alerts import AT, alert, casualty, fall
from rich.console import Console

from agents import wording
from agents.cli.render import REASONS, alert_panel, marked
from agents.wording import changes, leading_claims
from schemas.actor import Actor, Speaker
from schemas.alert import Alert, Span
from schemas.claim import Number
from schemas.place import Place

SENTENCE = "Fighters of the group seized Palmyra overnight, the governor said."


def shown(of: Alert, *, colour: bool = False, width: int = 110) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=colour, highlight=False)
    console.print(alert_panel(of, colour=colour))
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_a_fall_says_what_where_who_how_sure_and_since_when() -> None:
    text = shown(alert(fall(SENTENCE), grade="fair"))
    for part in (
        "FIRST REPORT", "Tadmur, Syria taken by Islamic State", "17 May 2015", "Talal Barazi (the governor), official",
        "claimed, with distance · not verified · grade fair", "2 articles · 2 outlets (Desk, Wire)",
        "1 independent origin (Talal Barazi)", "— Desk https://desk.example/1", "published 17 May 2015 21:40 UTC",
        "alert al1",
    ):  # fmt: skip
        assert part in text
    assert "“Fighters of *the group* *seized* *Palmyra* overnight, the governor said.”" in text


def test_a_toll_shows_its_range_and_what_changed() -> None:
    claim = casualty("The blast left at least 12 people dead.", Number(text="at least 12", low=12, best=12))
    toll = {"killed": Number(low=7, high=12), "injured": Number(low=30, best=30)}
    changed = {
        "effects": {"killed": {"old": {"low": 7, "best": 7, "high": 7}, "new": {"low": 7, "high": 12, "best": None}}}
    }
    text = shown(alert(claim, reason="toll_raised", kind="casualty", effects=toll, changed=changed))
    assert "7 to 12 killed, at least 30 injured · Tadmur, Syria, by Islamic State" in text
    assert "changed     killed: 7 → 7 to 12" in text
    assert "Desk, in its own voice" in text
    assert "The blast left *at least 12* people *dead*." in text


def test_with_colour_words_are_marked_by_style_and_not_by_signs() -> None:
    text = shown(alert(fall(SENTENCE)), colour=True)
    assert "\x1b[1;7mseized\x1b[0m" in text
    assert "*seized*" not in text


def test_text_of_strangers_cannot_steer_the_terminal() -> None:
    hostile = "They seized \x1b[2J\x07Palmyra\u202e [bold]now[/bold]."
    text = shown(alert(fall(hostile, outlet="De\x1bsk")))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]now[/bold]" in text


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_has_its_words(reason: str) -> None:
    assert REASONS[reason][0] in shown(alert(fall(SENTENCE), reason=reason))  # type: ignore[arg-type]


def test_a_bare_alert_still_renders() -> None:
    bare = fall("x", place=None, said_by=None, outlet=None, url=None, verification=None, taken_by=None)
    text = shown(alert(bare, place=None, taken_by=None, outlets=(), origins=(), articles=(), time=Span()))
    for part in ("place unknown changed hands", "date unknown", "the report, in its own voice", "0 articles"):
        assert part in text


def test_the_article_that_rang_speaks_first_and_each_sentence_once() -> None:
    own, twice = fall("One.", claim_id="c1"), fall("One.", claim_id="c3")
    other = fall("Another's.", article_id="a9")
    assert [claim.evidence.text for claim in leading_claims(alert(other, own, twice))] == ["One."]
    assert leading_claims(alert(other)) == [other]


def test_a_denial_is_shown_by_what_denies() -> None:
    denial, report = fall("It did not fall.", stance="denied", claim_id="c4"), fall("It fell.")
    assert leading_claims(alert(report, denial, reason="denied")) == [denial]
    assert leading_claims(alert(denial, report)) == [report]


def test_one_source_is_named_once() -> None:
    text = shown(alert(fall(SENTENCE), articles=("a1",), outlets=("Desk",), origins=("Desk",)))
    assert "known from  1 article (Desk) " in text


def test_overlapping_words_are_marked_once() -> None:
    sentence = "Rebels from Tell Abiad took Tell Abiad."
    place = Place(text="Tell Abiad", name="Tall Abyad")
    short = fall(sentence, place=place, taken_by=Actor(text="Abiad took", name="Abiad"))
    assert marked(sentence, [short], colour=False).plain == "Rebels from *Tell Abiad* *took* *Tell Abiad*." or (
        marked(sentence, [short], colour=False).plain == "Rebels from *Tell Abiad took* *Tell Abiad*."
    )


def test_a_word_inside_another_word_is_not_marked() -> None:
    assert (
        marked("Romania", [fall("Romania", place=Place(text="Roman", name="Roman"))], colour=False).plain == "Romania"
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Number(low=7, best=7, high=7), "7"),
        (Number(low=7, best=7), "at least 7"),
        (Number(high=40, best=40), "up to 40"),
        (Number(best=100), "about 100"),
        (Number(low=30, high=40), "30 to 40"),
        (Number(text="dozens", low=24), "at least 24"),
        (Number(text="many"), "many"),
        (Number(), "an unknown number"),
        (Number(low=1700, best=1700, high=1700), "1,700"),
    ],
)
def test_people(number: Number, text: str) -> None:
    assert wording.people(number) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(start=date(2014, 6, 9), end=date(2014, 6, 10)), "9 to 10 June 2014"),
        (Span(start=date(2014, 6, 30), end=date(2014, 7, 1)), "30 June 2014 to 1 July 2014"),
        (Span(start=AT.date(), end=AT.date()), "17 May 2015"),
        (Span(start=date(2014, 6, 9)), "since 9 June 2014"),
        (Span(end=date(2014, 6, 9)), "before 9 June 2014"),
    ],
)
def test_days(span: Span, text: str) -> None:
    assert wording.days(span) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(start=date(2014, 6, 9), end=date(2014, 6, 10)), "9–10 Jun 2014"),
        (Span(start=date(2014, 6, 30), end=date(2014, 7, 1)), "30 Jun–1 Jul 2014"),
        (Span(end=date(2014, 6, 9)), "9 Jun 2014"),
        (Span(), "unknown"),
    ],
)
def test_days_in_a_table(span: Span, text: str) -> None:
    assert wording.brief_days(span) == text


def test_countries_have_names() -> None:
    assert wording.country_name("IQ") == "Iraq"
    assert wording.country_name("XX") == "XX"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (None, "place unknown"),
        (Place(text="Palmyra", name="Tadmur", country="SY"), "Tadmur, Syria"),
        (Place(text="a suburb of Homs", name="Homs", country="SY", precision=2), "a suburb of Homs, Syria"),
        (Place(text="the old airfield", name="Homs", precision=2), "the old airfield (near Homs)"),
        (Place(text="Raqqa", name="Raqqa", country="SY", precision=3), "Raqqa (wide area), Syria"),
        (Place(text="Syria", name="Syria", country="SY", precision=3), "Syria (wide area)"),
    ],
)
def test_where(place: Place | None, text: str) -> None:
    assert wording.where(place) == text


def test_changes_of_any_shape_are_readable() -> None:
    assert changes({"grade": {"old": "weak", "new": "fair"}, "outlets": {"old": [], "new": ["Desk", "Wire"]}}) == (
        "grade: weak → fair; outlets: none → Desk, Wire"
    )
    assert changes({"taken_by": {"old": None, "new": {"name": "X"}}}) == "taken_by: unknown → name X"


def test_a_speaker_with_another_name_in_the_text_has_both() -> None:
    named = Speaker(text="the Observatory", name="Syrian Observatory for Human Rights", type="organisation")
    assert wording.speaker(named, "Desk") == ("Syrian Observatory for Human Rights (the Observatory), organisation")
    plain = Speaker(text="a hospital official", name="hospital official", type="official")
    assert wording.speaker(plain, "Desk") == "hospital official, official"
    assert wording.speaker(None, "Desk") == "Desk, in its own voice"
