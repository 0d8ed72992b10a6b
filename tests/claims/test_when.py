from datetime import UTC, date, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from agents.claims.judging.claim_time import claim_time, nearest
from agents.claims.language.when import expressions

MONDAY = date(2014, 6, 16)


@pytest.mark.parametrize(
    ("text", "start", "end", "timing"),
    [
        ("Rebels took the town yesterday.", date(2014, 6, 15), date(2014, 6, 15), "breaking"),
        ("Rebels took the town overnight.", date(2014, 6, 15), MONDAY, "breaking"),
        ("Rebels took the town on Sunday.", date(2014, 6, 15), date(2014, 6, 15), "breaking"),
        ("Rebels took the town on Monday.", MONDAY, MONDAY, "breaking"),
        ("Rebels took the town last Thursday.", date(2014, 6, 12), date(2014, 6, 12), "recent"),
        ("Rebels took the town last week.", date(2014, 6, 6), date(2014, 6, 12), "recent"),
        ("Rebels took the town on 3 June.", date(2014, 6, 3), date(2014, 6, 3), "recent"),
        ("Rebels took the town on June 3, 2014.", date(2014, 6, 3), date(2014, 6, 3), "recent"),
        ("Rebels took the town between 3 and 5 June.", date(2014, 6, 3), date(2014, 6, 5), "recent"),
        ("Rebels took the town on 30-31 May 2014.", date(2014, 5, 30), date(2014, 5, 31), "background"),
        ("Rebels took the town at the start of June.", date(2014, 6, 1), date(2014, 6, 10), "background"),
        ("At the end of May rebels took the town.", date(2014, 5, 21), date(2014, 5, 31), "background"),
        ("Rebels took the town in the middle of May 2014.", date(2014, 5, 11), date(2014, 5, 20), "background"),
        ("Rebels took the town on 10-06-2014.", date(2014, 6, 10), date(2014, 6, 10), "recent"),
        ("Rebels took the town on the third of June.", date(2014, 6, 3), date(2014, 6, 3), "recent"),
        ("Rebels took the town on the twenty-ninth of May.", date(2014, 5, 29), date(2014, 5, 29), "background"),
        ("Rebels took the town on the 11th, its mayor said.", date(2014, 6, 11), date(2014, 6, 11), "recent"),
        ("Rebels took the town on the 29th.", date(2014, 5, 29), date(2014, 5, 29), "background"),
        ("Rebels took the town the day before yesterday.", date(2014, 6, 14), date(2014, 6, 14), "breaking"),
        ("Rebels took the town at dawn on Thursday.", date(2014, 6, 12), date(2014, 6, 12), "recent"),
        ("Rebels took the town on 3 June before dawn.", date(2014, 6, 3), date(2014, 6, 3), "recent"),
        ("Rebels took the town overnight, three days after the siege began.", date(2014, 6, 15), MONDAY, "breaking"),
        ("Rebels took the town in early May.", date(2014, 5, 1), date(2014, 5, 10), "background"),
        ("Rebels took the town 48 hours ago.", date(2014, 6, 14), date(2014, 6, 14), "breaking"),
        ("Rebels took the town three days ago.", date(2014, 6, 13), date(2014, 6, 13), "recent"),
        ("Rebels took the town in December.", date(2013, 12, 1), date(2013, 12, 31), "background"),
    ],
)
def test_resolved_against_publication(text: str, start: date, end: date, timing: str) -> None:
    when = nearest(expressions(text, MONDAY), 7, 11, text)
    time, history = claim_time(when, MONDAY)
    assert (time.start, time.end, time.timing, history) == (start, end, timing, False)


@pytest.mark.parametrize(
    "text",
    ["It is on the 29th floor.", "On the first day of May it rained.", "The 31st man fell.", "12 may have died."],
)
def test_an_ordinal_alone_is_no_day(text: str) -> None:
    assert not [when for when in expressions(text, MONDAY) if when.oldest == when.newest]


@pytest.mark.parametrize(
    "text", ["Rebels took the town in 2003.", "Rebels took the town in May 1998.", "It fell in the 1980s."]
)
def test_long_ago_is_history(text: str) -> None:
    time, history = claim_time(expressions(text, MONDAY)[0], MONDAY)
    assert history
    assert time.timing == "background"


def test_without_a_word_of_time_it_is_the_articles_own_news() -> None:
    time, history = claim_time(None, MONDAY)
    assert (time.start, time.end, time.timing, history) == (date(2014, 6, 15), MONDAY, "breaking", False)


def test_told_as_what_came_before_without_a_date() -> None:
    time, _ = claim_time(None, MONDAY, earlier=True)
    assert (time.start, time.timing) == (None, "recent")


TIMED = [
    # how long it took, up to now; a weekend by its days; the war's whole toll
    ("The UN says 280,000 people have been driven from their homes in Hama in eight days.", "recent"),
    ("Shells killed 12 people in Homs within two hours.", "breaking"),
    ("Six days of air strikes had left 75 civilians dead in Idlib.", "recent"),
    ("Rebels took Menaka in eight days of fighting.", "breaking"),
    ("Gunmen killed nine people in Bamako over the weekend.", "breaking"),
    ("The war in Yemen has killed 150,000 people, the UN says.", "background"),
    ("It has cost the lives of more than 200,000 people in Syria.", "background"),
    ("The tsunami has killed more than 150,000 people in Aceh.", "breaking"),
    # what a date opens it dates to the end; a "since" of another clause dates nothing
    ("On 5 June fighters attacked a camp in Djibo, a town in the far north of the Sahel region that has been under "
     "siege by the group for more than a year; the army said it had killed 18 attackers.", "recent"),
    ("On 5 June fighters attacked a camp in Djibo. The army said 18 militants were killed in the response.", "recent"),
    ("Soldiers who had held Bria since March have fled the town.", "breaking"),
    ("Two brothers died within a month of each other in Aleppo.", "breaking"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "timing"), TIMED)
def test_spans_weekends_and_whole_wars(text: str, timing: str) -> None:
    claims = read_claims(tagged(text, datetime(2014, 6, 16, 12, tzinfo=UTC)))
    assert [claim.time.timing for claim in claims if claim.mode == "actual"][-1] == timing


def test_the_days_of_a_chronicle_are_of_its_year() -> None:
    text = (
        "2 April 1982. Marines landed near Stanley before dawn and one officer died.\n\n"
        "25 April. British troops recaptured Grytviken. Three men were killed.\n\n"
        "8 June. At Fitzroy, 48 men died aboard a ship."
    )
    claims = read_claims(tagged(text, datetime(2022, 6, 14, 12, tzinfo=UTC)))
    assert claims
    assert {claim.mode for claim in claims} == {"historical"}
    news = "5 June. Rebels took Menaka. Three men were killed.\n\n8 June. At Ansongo, 48 men died."
    claims = read_claims(tagged(news, datetime(2022, 6, 14, 12, tzinfo=UTC)))
    assert {claim.mode for claim in claims} == {"actual"}


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("The dead were avenged by rebels, whose push last week swept through the north, capturing Gao.", "recent"),
        ("The rebels, who rose last week, have captured Gao.", "breaking"),
    ],
)
def test_a_day_in_a_clause_of_its_own_dates_what_that_clause_tells(text: str, timing: str) -> None:
    claims = read_claims(tagged(text, datetime(2014, 6, 16, 12, tzinfo=UTC)))
    assert {claim.time.timing for claim in claims} == {timing}
