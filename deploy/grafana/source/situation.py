"""The dashboard *Situation*: what is told of the world, for those who watch it."""

from typing import Any

from parts import (
    AMBER,
    BLUE,
    GREEN,
    RED,
    TALL,
    THIRD,
    About,
    Query,
    bars,
    board,
    fill,
    grown,
    ranking,
    row,
    rows,
    single,
)

RANG = 'tocsin_alerts_total{reason!~"known|background"}'
ALERTED = "max by (incident, kind, place, country, reason, grade) (tocsin_incident_alerted_timestamp_seconds)"


def told(effect: str) -> Query:
    """The figure told of one effect, by incident: the best one, or the lowest where there is no best."""
    return Query(f'max by (incident) (tocsin_incident_people{{effect="{effect}", bound=~"low|best"}})')


def situation() -> Any:
    """The dashboard, ready to be written."""
    made = board(
        "tocsin-situation",
        "Tocsin: Situation",
        "What rang, where, why and how quickly; what came in and what became of it. Counts begin anew with a worker.",
        "24h",
    )
    return fill(made, [*_headlines(), *_alerts(), *_incidents(), *_articles()])


def _headlines() -> list[Any]:
    return [
        single(
            About("Alerts", "Alerts that rang in the chosen period.", "short", "0", decimals=0, width=4),
            Query(f"sum(increase({RANG}[$__range]))", instant=True),
        ),
        single(
            About(
                "Denials and reversals",
                "Alerts that contradict an earlier one: somebody denies it, or the place changed hands again.",
                "short", "0", ((None, BLUE), (1, AMBER)), 0, 4,
            ),
            Query('sum(increase(tocsin_alerts_total{reason=~"denied|reversal"}[$__range]))', instant=True),
        ),
        single(
            About("Last alert", "When something last rang, at a worker that still runs.", "dateTimeFromNow",
                  "none since the workers' start", width=4),
            Query("max(tocsin_incident_alerted_timestamp_seconds) * 1000", instant=True),
        ),
        single(
            About("Articles", "Reports that came in, in the chosen period.", "short", "0", decimals=0, width=4),
            Query('sum(increase(tocsin_records_in_total{step="clean"}[$__range]))', instant=True),
        ),
        single(
            About(
                "Newest article published",
                "The clock of the feed: the latest publication time of all articles. A replay shows the past here.",
                "dateTimeFromNow", "none since the workers' start", width=4,
            ),
            Query("max(tocsin_article_published_timestamp_seconds > 0) * 1000", instant=True),
        ),
        single(
            About(
                "Article to alert, p95",
                "95 of 100 alerts of the chosen period rang within this time of their article's arrival.",
                "s", "no alert", ((None, GREEN), (5, AMBER), (10, RED)), 2, 4,
            ),
            Query(
                "histogram_quantile(0.95, sum by (le) (increase(tocsin_article_to_alert_seconds_bucket[$__range])))",
                instant=True,
            ),
        ),
    ]  # fmt: skip


def _alerts() -> list[Any]:
    return [
        row("Alerts"),
        bars(
            About("Alerts by reason", "What rang, by why: a first report, a toll that rose, a denial and so on.",
                  "short", "nothing rang", decimals=0),
            Query(f"sum by (reason) (increase({RANG}[$__interval]))", "{{reason}}"),
        ),
        bars(
            About("Alerts by kind", "What rang, by what it tells: harm to people, or a place that changed hands.",
                  "short", "nothing rang", decimals=0),
            Query(f"sum by (kind) (increase({RANG}[$__interval]))", "{{kind}}"),
        ),
    ]  # fmt: skip


def _incidents() -> list[Any]:
    columns = {
        "Value #A": "rang", "kind": "kind", "place": "place", "country": "country", "reason": "reason",
        "grade": "grade", "Value #B": "killed", "Value #C": "injured", "Value #D": "abducted",
        "Value #E": "missing", "Value #F": "displaced",
    }  # fmt: skip
    effects = ("killed", "injured", "abducted", "missing", "displaced")
    return [
        row("Newest incidents and their tolls"),
        rows(
            About(
                "Newest incidents",
                "The incidents that rang last, at most 20 a worker. Figures: the best told, or the lowest where only a"
                " bound is told. Sources, evidence and history are on the desk page.",
                "short", "nothing rang since the workers' start", decimals=0, width=16, height=TALL,
            ),
            columns, {"rang": {"unit": "dateTimeFromNow"}, **{effect: {"noValue": "–"} for effect in effects}}, "rang",
            Query(f"{ALERTED} * 1000"), *(told(effect) for effect in effects),
        ),
        ranking(
            About(
                "Tolls of the newest incidents",
                "People in these incidents, by effect: the sum of the lowest figures told. Not a total of any war.",
                "short", "no toll told", decimals=0, width=THIRD, height=TALL,
            ),
            Query(
                'sum by (effect) (max by (incident, effect) (tocsin_incident_people{bound="low"}))', "{{effect}}"
            ),
        ),
    ]  # fmt: skip


def _articles() -> list[Any]:
    span = "[$__range]"
    sent = 'sum(increase(tocsin_records_done_total{{step="{}", outcome="sent"}}[$__range]))'.format
    return [
        row("From articles to alerts"),
        ranking(
            About(
                "The funnel",
                "How many of what came in got how far: reports, cleaned, not a copy, tagged, claims read in them, those"
                " that tell of something actual, alerts. One article may hold many claims.",
                "short", "nothing came in", decimals=0, width=THIRD, height=TALL,
            ),
            Query(f'sum(increase(tocsin_records_in_total{{step="clean"}}{span}))', "1 raw"),
            Query(sent("clean"), "2 clean"),
            Query(sent("dedupe"), "3 unique"),
            Query(sent("tag"), "4 tagged"),
            Query(f"sum(increase(tocsin_claims_read_total{span}))", "5 claims"),
            Query(f'sum(increase(tocsin_claims_read_total{{mode="actual"}}{span}))', "6 actual"),
            Query(f"sum(increase({RANG}{span}))", "7 alerts"),
        ),
        ranking(
            About(
                "Articles by outlet",
                "The 12 busiest outlets. A worker names the first 50 that it meets; all others are `other`.",
                "short", "no article", decimals=0, width=THIRD, height=TALL,
            ),
            Query(f"topk(12, sum by (outlet) {grown('tocsin_articles_total', '$__range')} > 0)", "{{outlet}}"),
        ),
        ranking(
            About(
                "Decisions by kind and reason",
                "What the ledger made of the claims. `known` and `background` do not ring.",
                "short", "no claim", decimals=0, width=THIRD, height=TALL,
            ),
            Query(
                f"sort_desc(sum by (kind, reason) (increase(tocsin_alerts_total{span})) > 0)", "{{kind}}: {{reason}}"
            ),
        ),
        bars(
            About("Claims by mode", "Claims read in articles: only those of mode `actual` can ring.", "short",
                  "no claim", decimals=0),
            Query("sum by (mode) (increase(tocsin_claims_read_total[$__interval]))", "{{mode}}"),
        ),
        bars(
            About("Articles by relation", "What an article is to those before it: new, a copy, or a changed one.",
                  "short", "no article", decimals=0),
            Query("sum by (relation) (increase(tocsin_article_relations_total[$__interval]))", "{{relation}}"),
        ),
    ]  # fmt: skip
