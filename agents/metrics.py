"""Every metric of Tocsin, in one file: seconds and counts, labels from closed sets, all present from the start.

Another step may add nothing here by itself: a metric that is not in this file does not exist for the dashboards.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest

from schemas.alert import Reason
from schemas.unique_article import Relation

REGISTRY = CollectorRegistry()

KINDS = ("location_fall", "casualty")
REASONS: tuple[str, ...] = get_args(Reason)
RELATIONS: tuple[str, ...] = get_args(Relation)
OUTCOMES = ("sent", "ended", "dead_letter")
"""What became of a record: it made others, it ended here (a duplicate, nothing to say), or it is a dead letter."""
FAULTS = ("passing", "bad_record", "unexpected")
WEBHOOK_OUTCOMES = ("delivered", "retry", "throttled", "refused", "disabled", "given_up", "blocked_address")
"""What an attempt came to: 2xx; to be tried again; 429, 502, 504; another 4xx; 410; the last one failed; private."""

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_END_TO_END = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600)

records_in_total = Counter("tocsin_records_in", "Records a step has taken in hand.", ["step"], registry=REGISTRY)
records_done_total = Counter(
    "tocsin_records_done",
    "Records a step has finished, by what became of them.",
    ["step", "outcome"],
    registry=REGISTRY,
)
records_out_total = Counter(
    "tocsin_records_out", "Records a step has sent on and Kafka has confirmed.", ["step", "topic"], registry=REGISTRY
)
errors_total = Counter(
    "tocsin_errors", "Errors, by how they were judged and by class.", ["step", "fault", "error"], registry=REGISTRY
)
record_seconds = Histogram(
    "tocsin_record_seconds",
    "From taking a record to finishing it.",
    ["step"],
    buckets=_FAST,
    registry=REGISTRY,
)
waiting = Gauge("tocsin_waiting", "1 while a step waits for Redis or Kafka to come back.", ["step"], registry=REGISTRY)
lag_records = Gauge(
    "tocsin_lag_records", "Records waiting on this worker's share of a topic.", ["topic"], registry=REGISTRY
)
dead_letters_total = Counter("tocsin_dead_letters", "Records given up as bad.", ["step"], registry=REGISTRY)
relations_total = Counter(
    "tocsin_article_relations", "Articles, by how they relate to what was seen.", ["relation"], registry=REGISTRY
)
claims_total = Counter("tocsin_claims_read", "Claims read in articles.", ["kind", "mode"], registry=REGISTRY)
alerts_total = Counter("tocsin_alerts", "Decisions of the ledger, rung or not.", ["kind", "reason"], registry=REGISTRY)
webhook_attempts_total = Counter(
    "tocsin_webhook_attempts", "Attempts to deliver an alert.", ["endpoint", "outcome"], registry=REGISTRY
)
webhook_seconds = Histogram(
    "tocsin_webhook_seconds", "From request to answer.", ["endpoint"], buckets=_FAST, registry=REGISTRY
)
article_to_alert_seconds = Histogram(
    "tocsin_article_to_alert_seconds",
    "From a report's arrival to its alert on the alerts topic.",
    buckets=_END_TO_END,
    registry=REGISTRY,
)
ready = Gauge("tocsin_ready", "1 while the worker reports ready.", registry=REGISTRY)
heartbeat = Gauge("tocsin_heartbeat_timestamp_seconds", "When the event loop last turned.", registry=REGISTRY)


def initialise(steps: Iterable[tuple[str, str]], endpoints: Iterable[str] = ()) -> None:
    """Make every series of these (step, source topic) pairs and webhook receivers appear, at zero."""
    disable_created_metrics()  # type: ignore[no-untyped-call] # a second series for each, with when it began
    for step, topic in steps:
        records_in_total.labels(step)
        record_seconds.labels(step)
        dead_letters_total.labels(step)
        waiting.labels(step)
        lag_records.labels(topic)
        for outcome in OUTCOMES:
            records_done_total.labels(step, outcome)
    for relation in RELATIONS:
        relations_total.labels(relation)
    for kind in KINDS:
        for reason in REASONS:
            alerts_total.labels(kind, reason)
    for endpoint in endpoints:
        webhook_seconds.labels(endpoint)
        for outcome in WEBHOOK_OUTCOMES:
            webhook_attempts_total.labels(endpoint, outcome)


def count_alert(kind: str, reason: str) -> None:
    """One decision of the ledger; kind as in the incident, reason as in the alert."""
    alerts_total.labels(kind, reason).inc()


def count_webhook(endpoint: str, outcome: str, seconds: float | None = None) -> None:
    """One attempt at a receiver (its name in the settings), and how long its answer took where one came."""
    if outcome not in WEBHOOK_OUTCOMES:
        raise ValueError(f"{outcome!r} is not one of {WEBHOOK_OUTCOMES}")
    webhook_attempts_total.labels(endpoint, outcome).inc()
    if seconds is not None:
        webhook_seconds.labels(endpoint).observe(seconds)


def observe_article_to_alert(received_at: datetime, sent_at: datetime) -> None:
    """How long the news took from its report's arrival (received_at) to its alert; clocks may differ, never below 0."""
    article_to_alert_seconds.observe(max(0.0, (sent_at - received_at).total_seconds()))


def exposition() -> bytes:
    """All metrics in Prometheus's text format."""
    return generate_latest(REGISTRY)
