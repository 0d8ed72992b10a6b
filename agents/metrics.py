"""Every metric of Tocsin, in one file: seconds and counts, labels from closed sets, all present from the start.

Another step may add nothing here by itself: a metric that is not in this file does not exist for the dashboards.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from agents.bounded import OTHER, UNKNOWN, Latest, Names, NewestIncidents
from schemas.alert import Alert, Reason
from schemas.claim import Mode
from schemas.unique_article import Relation

REGISTRY = CollectorRegistry()

KINDS = ("location_fall", "casualty")
REASONS: tuple[str, ...] = get_args(Reason)
RELATIONS: tuple[str, ...] = get_args(Relation)
MODES: tuple[str, ...] = get_args(Mode)
OUTCOMES = ("sent", "ended", "dead_letter")
"""What became of a record: it made others, it ended here (a duplicate, nothing to say), or it is a dead letter."""
FAULTS = ("passing", "bad_record", "unexpected")
DELIVERY_OUTCOMES = (
    "delivered", "retry", "throttled", "refused", "disabled", "given_up", "blocked_address", "expired",
)  # fmt: skip
"""What an attempt came to: 2xx; to be tried again; 429, 502 to 504; another 4xx; 410; the last one failed; private; a
day over while the endpoint did not answer."""
CHOICES = (
    "sent", "digest", "quiet", "muted", "disabled",
    "silent", "kind", "reason", "place", "actor", "killed", "stance", "origins",
)  # fmt: skip
"""What an endpoint does with an alert: sent by itself, in a digest, after the quiet hours; muted; dead since it wants
no more; it does not ring, or one of the endpoint's filters keeps it out."""
CIRCUITS = ("closed", "half_open", "open", "resting", "disabled")
"""An endpoint: takes alerts; is being tried with one; is left alone after failures; asked to be left alone
(Retry-After, 429); wants no more (410)."""

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_END_TO_END = (0.025, 0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.75, 1, 2, 5, 10, 30, 60, 300, 900, 3600)
"""Seconds, finest where most of a measured replay lay (docs/metrics.md), and up to what an outage makes of it."""

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
commit_stalled_seconds = Gauge(
    "tocsin_commit_stalled_seconds",
    "How long records of a topic have waited with nothing committed, on this worker's share (0: nothing waits).",
    ["topic"],
    registry=REGISTRY,
)
partitions = Gauge("tocsin_partitions", "Partitions that this worker has of a topic.", ["topic"], registry=REGISTRY)
dead_letters_total = Counter("tocsin_dead_letters", "Records given up as bad.", ["step"], registry=REGISTRY)
articles_total = Counter(
    "tocsin_articles",
    "Articles cleaned, by outlet: the first 50 that a worker meets by name, all others as `other`.",
    ["outlet"],
    registry=REGISTRY,
)
LANGUAGES = ("en", "ar", "de", "es", "fa", "fr", "he", "it", "ku", "pt", "ru", "tr", "uk", "ur", "zh", OTHER)
"""Those that conflict news comes in most, by ISO 639-1; every other one is `other`."""
article_languages_total = Counter(
    "tocsin_article_languages",
    "Articles cleaned, by language; only those in English are read for claims.",
    ["language"],
    registry=REGISTRY,
)
article_published = Gauge(
    "tocsin_article_published_timestamp_seconds",
    "When the newest article so far was published (0: none came since the worker's start).",
    registry=REGISTRY,
)
relations_total = Counter(
    "tocsin_article_relations", "Articles, by how they relate to what was seen.", ["relation"], registry=REGISTRY
)
claims_total = Counter("tocsin_claims_read", "Claims read in articles.", ["kind", "mode"], registry=REGISTRY)
alerts_total = Counter("tocsin_alerts", "Decisions of the ledger, rung or not.", ["kind", "reason"], registry=REGISTRY)
delivery_choices_total = Counter(
    "tocsin_delivery_choices",
    "Alerts that came to an endpoint, by what its filters, hours and the mutes made of them.",
    ["endpoint", "choice"],
    registry=REGISTRY,
)
delivery_attempts_total = Counter(
    "tocsin_delivery_attempts", "Attempts to deliver, by what came of them.", ["endpoint", "outcome"], registry=REGISTRY
)
delivery_retries_total = Counter(
    "tocsin_delivery_retries", "Attempts that were not the first of their delivery.", ["endpoint"], registry=REGISTRY
)
delivery_attempt_seconds = Histogram(
    "tocsin_delivery_attempt_seconds", "From request to answer.", ["endpoint"], buckets=_FAST, registry=REGISTRY
)
delivery_delay_seconds = Histogram(
    "tocsin_delivery_delay_seconds",
    "From when a delivery was first due to when the endpoint said that it has it.",
    ["endpoint"],
    buckets=_END_TO_END,
    registry=REGISTRY,
)
delivery_waiting = Gauge(
    "tocsin_delivery_waiting",
    "Deliveries that are neither made nor given up, read from Redis: the same from every worker.",
    ["endpoint"],
    registry=REGISTRY,
)
delivery_oldest_seconds = Gauge(
    "tocsin_delivery_oldest_seconds",
    "How long the oldest waiting delivery has been due (0: none is), read from Redis: the same from every worker.",
    ["endpoint"],
    registry=REGISTRY,
)
delivery_dead = Gauge(
    "tocsin_delivery_dead",
    "Deliveries that were given up and can be sent again, read from Redis: the same from every worker.",
    ["endpoint"],
    registry=REGISTRY,
)
delivery_circuit = Gauge(
    "tocsin_delivery_circuit",
    "1 for the state that the endpoint is in, 0 for the others; the same from every worker.",
    ["endpoint", "state"],
    registry=REGISTRY,
)
delivery_mutes = Gauge("tocsin_delivery_mutes", "Mutes in force; the same from every worker.", registry=REGISTRY)
article_to_alert_seconds = Histogram(
    "tocsin_article_to_alert_seconds",
    "From a report's arrival to its alert on the alerts topic.",
    buckets=_END_TO_END,
    registry=REGISTRY,
)
ready = Gauge("tocsin_ready", "1 while the worker reports ready.", registry=REGISTRY)
heartbeat = Gauge("tocsin_heartbeat_timestamp_seconds", "When the event loop last turned.", registry=REGISTRY)
kafka_up = Gauge("tocsin_kafka_up", "1 while Kafka answers this worker.", registry=REGISTRY)
redis_up = Gauge("tocsin_redis_up", "1 while Redis answers this worker.", registry=REGISTRY)
redis_memory_bytes = Gauge(
    "tocsin_redis_memory_bytes", "Memory that Redis uses; the same from every worker.", registry=REGISTRY
)
redis_memory_limit_bytes = Gauge(
    "tocsin_redis_memory_limit_bytes", "Memory that Redis may use (maxmemory; 0: no limit).", registry=REGISTRY
)
redis_keys = Gauge("tocsin_redis_keys", "Keys in Redis; the same from every worker.", registry=REGISTRY)
redis_writes_kept = Gauge(
    "tocsin_redis_writes_kept", "1 while Redis can write its append-only file to the disk.", registry=REGISTRY
)
disk_free_bytes = Gauge(
    "tocsin_disk_free_bytes",
    "Free on the disk of the working folder: in a container, of the engine that keeps the volumes.",
    registry=REGISTRY,
)
disk_size_bytes = Gauge("tocsin_disk_size_bytes", "Size of the same disk.", registry=REGISTRY)
build_info = Gauge("tocsin_build_info", "1, with the version of Tocsin.", ["version"], registry=REGISTRY)

desk_requests_total = Counter(
    "tocsin_desk_requests", "Requests to the desk, by route and by class of the answer.", ["route", "status"],
    registry=REGISTRY,
)  # fmt: skip
desk_request_seconds = Histogram(
    "tocsin_desk_request_seconds",
    "From a request to the end of its answer; /events is not among them.",
    ["route"],
    buckets=_FAST,
    registry=REGISTRY,
)
desk_viewers = Gauge("tocsin_desk_viewers", "Open pages that new alerts are sent to.", registry=REGISTRY)
ingest_articles_total = Counter(
    "tocsin_ingest_articles", "Reports that were posted, by what became of them.", ["outcome"], registry=REGISTRY
)
INGEST_OUTCOMES = ("accepted", "refused", "unconfirmed")
"""Kafka has it; its post was not good; Kafka did not say so in time, and it should be posted again."""
DESK_SERIES = (
    *("tocsin_desk_requests_total", "tocsin_desk_viewers", "tocsin_ingest_articles_total"),
    *(f"tocsin_desk_request_seconds_{part}" for part in ("bucket", "sum", "count")),
    *("tocsin_ready", "tocsin_heartbeat_timestamp_seconds", "tocsin_kafka_up", "tocsin_redis_up", "tocsin_build_info"),
    *("process_cpu_seconds_total", "process_resident_memory_bytes", "process_virtual_memory_bytes"),
    *("process_start_time_seconds", "process_open_fds", "process_max_fds"),
)
"""What the desk tells at its /metrics: the workers' series, at zero there, would mislead whoever reads them."""

MOST_OUTLETS, MOST_INCIDENTS = 50, 20
outlets, published = Names(MOST_OUTLETS), Latest()
newest_incidents = NewestIncidents(MOST_INCIDENTS)
REGISTRY.register(newest_incidents)
ProcessCollector(registry=REGISTRY)  # process_*: memory, processor time, open files, start time


def initialise(steps: Iterable[tuple[str, str]], endpoints: Iterable[str] = ()) -> None:
    """Make every series of these (step, source topic) pairs and webhook receivers appear, at zero."""
    disable_created_metrics()  # type: ignore[no-untyped-call] # a second series for each, with when it began
    for step, topic in steps:
        records_in_total.labels(step)
        record_seconds.labels(step)
        dead_letters_total.labels(step)
        waiting.labels(step)
        for gauge in (lag_records, commit_stalled_seconds, partitions):
            gauge.labels(topic)
        for outcome in OUTCOMES:
            records_done_total.labels(step, outcome)
        errors_total.labels(step, "bad_record", "BadRecordError")
    build_info.labels(version("tocsin")).set(1)
    redis_writes_kept.set(1)  # a managed Redis may not tell
    for outlet in (OTHER, UNKNOWN):
        articles_total.labels(outlet)
    for language in LANGUAGES:
        article_languages_total.labels(language)
    for relation in RELATIONS:
        relations_total.labels(relation)
    for kind in KINDS:
        for reason in REASONS:
            alerts_total.labels(kind, reason)
        for mode in MODES:
            claims_total.labels(kind, mode)
    for endpoint in endpoints:
        for metric in (delivery_attempt_seconds, delivery_delay_seconds, delivery_retries_total):
            metric.labels(endpoint)
        for choice in CHOICES:
            delivery_choices_total.labels(endpoint, choice)
        for outcome in DELIVERY_OUTCOMES:
            delivery_attempts_total.labels(endpoint, outcome)
        set_queue(endpoint, waiting=0, oldest_s=0.0, dead=0, circuit="closed")


def initialise_desk(routes: Iterable[str]) -> None:
    """Make the desk's series of these routes (their patterns) appear, at zero."""
    disable_created_metrics()  # type: ignore[no-untyped-call]
    for route in routes:
        desk_requests_total.labels(route, "2xx")
        desk_request_seconds.labels(route)
    for outcome in INGEST_OUTCOMES:
        ingest_articles_total.labels(outcome)
    build_info.labels(version("tocsin")).set(1)


def count_request(route: str, status: int, seconds: float | None) -> None:
    """One request to the desk; seconds: null for what stays open."""
    desk_requests_total.labels(route, f"{status // 100}xx").inc()
    if seconds is not None:
        desk_request_seconds.labels(route).observe(seconds)


def count_posted(outcome: str, reports: int) -> None:
    """So many reports of one post, and what became of them."""
    _one_of(outcome, INGEST_OUTCOMES)
    ingest_articles_total.labels(outcome).inc(reports)


def count_alert(kind: str, reason: str) -> None:
    """One decision of the ledger; kind as in the incident, reason as in the alert."""
    alerts_total.labels(kind, reason).inc()


def note_alert(alert: Alert) -> None:
    """An alert that rang: its incident is the newest."""
    newest_incidents.note(alert)


def note_article(outlet: str | None, language: str, published_at: datetime, received_at: datetime) -> None:
    """An article that was cleaned; a publication date after its arrival is taken as the arrival."""
    articles_total.labels(outlets.label(outlet)).inc()
    article_languages_total.labels(language if language in LANGUAGES else OTHER).inc()
    article_published.set(published.newest(min(published_at, received_at)))


def set_share(topic: str, assigned: int, lag: int, stalled_s: float) -> None:
    """A worker's share of a topic: its partitions, the records that wait, and how long with nothing committed."""
    partitions.labels(topic).set(assigned)
    lag_records.labels(topic).set(lag)
    commit_stalled_seconds.labels(topic).set(stalled_s)


def set_redis(memory_bytes: int, limit_bytes: int, keys: int, *, writes_kept: bool) -> None:
    """How Redis stands, as a worker was told."""
    redis_memory_bytes.set(memory_bytes)
    redis_memory_limit_bytes.set(limit_bytes)
    redis_keys.set(keys)
    redis_writes_kept.set(writes_kept)


def set_disk(size: int, free: int) -> None:
    """The disk of the working folder, in bytes."""
    disk_size_bytes.set(size)
    disk_free_bytes.set(free)


def count_choice(endpoint: str, choice: str) -> None:
    """What an endpoint (its name in the settings) does with one alert."""
    _one_of(choice, CHOICES)
    delivery_choices_total.labels(endpoint, choice).inc()


def count_attempt(endpoint: str, outcome: str, seconds: float | None = None, *, attempt: int = 1) -> None:
    """One attempt at an endpoint, the attempt-th of its delivery, and how long its answer took where one came."""
    _one_of(outcome, DELIVERY_OUTCOMES)
    delivery_attempts_total.labels(endpoint, outcome).inc()
    if attempt > 1:
        delivery_retries_total.labels(endpoint).inc()
    if seconds is not None:
        delivery_attempt_seconds.labels(endpoint).observe(seconds)


def observe_delivered(endpoint: str, delay_s: float) -> None:
    """A delivery that was made, so long after it was first due; clocks may differ, never below 0."""
    delivery_delay_seconds.labels(endpoint).observe(max(0.0, delay_s))


def set_queue(endpoint: str, *, waiting: int, oldest_s: float, dead: int, circuit: str) -> None:
    """How an endpoint's queue stands now."""
    _one_of(circuit, CIRCUITS)
    delivery_waiting.labels(endpoint).set(waiting)
    delivery_oldest_seconds.labels(endpoint).set(oldest_s)
    delivery_dead.labels(endpoint).set(dead)
    for state in CIRCUITS:
        delivery_circuit.labels(endpoint, state).set(state == circuit)


def set_mutes(in_force: int) -> None:
    """How many mutes hold now."""
    delivery_mutes.set(in_force)


def observe_article_to_alert(received_at: datetime, sent_at: datetime) -> None:
    """How long the news took from its report's arrival (received_at) to its alert; clocks may differ, never below 0."""
    article_to_alert_seconds.observe(max(0.0, (sent_at - received_at).total_seconds()))


def exposition(only: Sequence[str] = ()) -> bytes:
    """All metrics in Prometheus's text format, or the series of these names."""
    return generate_latest(REGISTRY.restricted_registry(only) if only else REGISTRY)


def _one_of(value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f"{value!r} is not one of {known}")
