"""The dashboard *Stream*: how the pipe does, for those who keep it running."""

from typing import Any

from parts import (
    AMBER,
    GREEN,
    HALF,
    NONE_IS_GOOD,
    QUARTER,
    RED,
    THIRD,
    WIDE,
    About,
    Query,
    bars,
    board,
    density,
    fill,
    grown,
    lines,
    row,
    single,
    timeline,
    variable,
)

HERE = 'instance=~"$instance"'
STEP = f'{HERE}, step=~"$step"'
WORKER = f'{HERE}, job="worker"'
UP_DOWN = {"0": ("away", RED), "1": ("answers", GREEN)}


def quantiles(bucket: str, labels: str = "", window: str = "$__rate_interval") -> tuple[Query, ...]:
    """p50, p95 and p99 of a histogram of seconds."""
    return tuple(
        Query(f"histogram_quantile({q}, sum by (le) (rate({bucket}{labels}[{window}])))", f"p{q[2:].ljust(2, '0')}")
        for q in ("0.5", "0.95", "0.99")
    )


def stream() -> Any:
    """The dashboard, ready to be written."""
    made = board(
        "tocsin-stream",
        "Tocsin: Stream",
        "Rate, errors and duration of every step, what waits, and how Kafka, Redis and the workers stand.",
        "3h",
    )
    made = made.with_variable(variable("instance", "Worker", "label_values(tocsin_partitions, instance)"))
    made = made.with_variable(variable("step", "Step", "label_values(tocsin_records_in_total, step)"))
    return fill(made, [*_now(), *_steps(), *_waiting(), *_latency(), *_ends(), *_stores(), *_workers()])


def _now() -> list[Any]:
    return [
        single(
            About("Workers ready", "Workers that are ready: loaded, with partitions, Kafka and Redis answering.",
                  "short", "no worker is scraped", ((None, RED), (1, GREEN)), 0, 4),
            Query('sum(tocsin_ready{job="worker"})'), trend=True,
        ),
        single(
            About("Steps that wait", "Steps that wait for Redis or Kafka to come back, over all workers.", "short", "0",
                  NONE_IS_GOOD, 0, 4),
            Query("sum(tocsin_waiting)"),
        ),
        single(
            About("Records waiting", "Records that no step has finished with yet.", "short", "0",
                  ((None, GREEN), (100, AMBER), (1000, RED)), 0, 4),
            Query("sum(tocsin_lag_records)"), trend=True,
        ),
        single(
            About("Longest without a commit", "How long records of the slowest topic have waited with nothing finished."
                  " At TOCSIN_STALL_S a worker ends by itself.", "s", "0 s",
                  ((None, GREEN), (30, AMBER), (90, RED)), 0, 4),
            Query("max(tocsin_commit_stalled_seconds)"),
        ),
        single(
            About("Dead letters", "Records given up as bad in the chosen period.", "short", "0", NONE_IS_GOOD, 0, 4),
            Query("sum(increase(tocsin_dead_letters_total[$__range]))", instant=True),
        ),
        single(
            About("Alert rules that fire", "Rules of docs/runbook.md that fire now.", "short", "0", NONE_IS_GOOD, 0, 4),
            Query('count(ALERTS{alertstate="firing"}) or vector(0)', instant=True),
        ),
        timeline(
            About("Which rules fire, and when", "The alert rules that fired; docs/runbook.md says of each what to do.",
                  "none", "no rule fires", width=WIDE, height=5),
            {"1": ("fires", RED)},
            Query('max by (alertname) (ALERTS{alertstate="firing"})', "{{alertname}}"),
        ),
    ]  # fmt: skip


def _steps() -> list[Any]:
    return [
        row("Rate, errors, duration"),
        lines(
            About("Records taken a second", "How fast each step takes records.", "cps", "no records", width=THIRD),
            Query(f"sum by (step) (rate(tocsin_records_in_total{{{STEP}}}[$__rate_interval]))", "{{step}}"),
        ),
        lines(
            About("Errors a second", "Errors by step and how they were judged: passing ones are waited out, a"
                  " bad record becomes a dead letter, others end the worker.", "cps", "no errors", width=THIRD),
            Query(
                f"sum by (step, fault) (rate(tocsin_errors_total{{{STEP}}}[$__rate_interval]))", "{{step}} {{fault}}"
            ),
        ),
        lines(
            About("Seconds per record, p95", "From taking a record to finishing it, the broker's word included.", "s",
                  "no records", ((None, GREEN), (1, AMBER), (10, RED)), width=THIRD),
            Query(
                "histogram_quantile(0.95,"
                f" sum by (step, le) (rate(tocsin_record_seconds_bucket{{{STEP}}}[$__rate_interval])))",
                "{{step}}",
            ),
        ),
        bars(
            About("What became of the records", "By step and outcome: it made others, it ended here, or it is a dead"
                  " letter.", "short", "no records", decimals=0),
            Query(
                f"sum by (step, outcome) (increase(tocsin_records_done_total{{{STEP}}}[$__interval]))",
                "{{step}} {{outcome}}",
            ),
        ),
        lines(
            About("Records sent a second", "What the steps send on, by topic, as Kafka has confirmed it.", "cps",
                  "nothing sent"),
            Query(f"sum by (topic) (rate(tocsin_records_out_total{{{STEP}}}[$__rate_interval]))", "{{topic}}"),
        ),
    ]  # fmt: skip


def _waiting() -> list[Any]:
    return [
        row("What waits"),
        lines(
            About("Lag by topic", "Records that wait on a topic, over all workers.", "short", "nothing waits",
                  ((None, GREEN), (100, AMBER), (1000, RED)), 0, THIRD),
            Query(f"sum by (topic) (tocsin_lag_records{{{HERE}}})", "{{topic}}"), steps_shown=True,
        ),
        lines(
            About("Without a commit, by topic", "How long records have waited with nothing finished.",
                  "s", "nothing waits", ((None, GREEN), (30, AMBER), (90, RED)), width=THIRD),
            Query(f"max by (topic) (tocsin_commit_stalled_seconds{{{HERE}}})", "{{topic}}"), steps_shown=True,
        ),
        lines(
            About("Partitions by worker", "How the partitions are shared among the workers.", "short", "no worker",
                  decimals=0, width=THIRD),
            Query(f"sum by (instance) (tocsin_partitions{{{HERE}}})", "{{instance}}"), stacked=True,
        ),
    ]  # fmt: skip


def _latency() -> list[Any]:
    return [
        row("Latency"),
        lines(
            About("Article to alert", "From a report's arrival to its alert on the alerts topic.", "s", "no alert",
                  ((None, GREEN), (10, RED)), width=HALF),
            *quantiles("tocsin_article_to_alert_seconds_bucket", f"{{{HERE}}}"),
        ),
        density(
            About("Seconds per record, spread", "How many records took how long, over the chosen steps.", "s",
                  "no records"),
            Query(f"sum by (le) (increase(tocsin_record_seconds_bucket{{{STEP}}}[$__interval]))", "{{le}}"),
        ),
    ]  # fmt: skip


def _ends() -> list[Any]:
    return [
        row("What ends early"),
        bars(
            About("Dedupe relations", "What an article is to those before it: new, a copy, or a changed one.", "short",
                  "no article", decimals=0, width=THIRD),
            Query(
                f"sum by (relation) (increase(tocsin_article_relations_total{{{HERE}}}[$__interval]))", "{{relation}}"
            ),
        ),
        bars(
            About("Dead letters by step", "Records given up as bad; the topic dead-letters has them with the reason.",
                  "short", "none", decimals=0, width=THIRD),
            Query(f"sum by (step) (increase(tocsin_dead_letters_total{{{STEP}}}[$__interval]))", "{{step}}"),
        ),
        bars(
            About("Errors by class", "Errors by their class and how they were judged.", "short", "none", decimals=0,
                  width=THIRD),
            Query(
                "sum by (fault, error) " + grown(f"tocsin_errors_total{{{STEP}}}", "$__interval"), "{{fault}} {{error}}"
            ),
        ),
    ]  # fmt: skip


def _stores() -> list[Any]:
    return [
        row("Kafka and Redis"),
        timeline(
            About("Do they answer?", "Whether Kafka and Redis answer each worker, and Redis can write to its disk.",
                  "none", "no worker is scraped", ((None, RED), (1, GREEN)), width=QUARTER),
            UP_DOWN,
            Query(f"min(tocsin_kafka_up{{{WORKER}}})", "Kafka"),
            Query(f"min(tocsin_redis_up{{{WORKER}}})", "Redis"),
            Query(f"min(tocsin_redis_writes_kept{{{HERE}}})", "Redis's disk"),
        ),
        lines(
            About("Redis's memory", "Used, and the most it may use. At the limit Redis refuses writes and the steps"
                  " wait.", "bytes", "Redis does not tell", width=QUARTER),
            Query("max(tocsin_redis_memory_bytes)", "used"),
            Query("max(tocsin_redis_memory_limit_bytes)", "limit"),
        ),
        lines(
            About("Redis's keys", "Incidents, timelines, signatures, deliveries. They expire by themselves.", "short",
                  "Redis does not tell", decimals=0, width=QUARTER),
            Query("max(tocsin_redis_keys)", "keys"),
        ),
        lines(
            About("Free on the disk", "Free part of the disk that the workers stand on; containers: of the engine's.",
                  "percentunit", "no worker is scraped", ((None, RED), (0.1, AMBER), (0.2, GREEN)), width=QUARTER),
            Query("min(tocsin_disk_free_bytes / tocsin_disk_size_bytes)", "free"), steps_shown=True,
        ),
    ]  # fmt: skip


def _workers() -> list[Any]:
    return [
        row("Workers"),
        lines(
            About("Processor", "Cores in use, by worker.", "short", "no worker", decimals=2, width=QUARTER),
            Query(f"rate(process_cpu_seconds_total{{{WORKER}}}[$__rate_interval])", "{{instance}}"),
        ),
        lines(
            About("Memory", "Resident memory, by worker.", "bytes", "no worker", width=QUARTER),
            Query(f"process_resident_memory_bytes{{{WORKER}}}", "{{instance}}"),
        ),
        lines(
            About("Event loop", "How long ago the loop last turned when it was asked; it turns twice a second.", "s",
                  "no worker", ((None, GREEN), (5, AMBER), (30, RED)), 1, QUARTER),
            Query(f"time() - tocsin_heartbeat_timestamp_seconds{{{WORKER}}}", "{{instance}}"),
        ),
        bars(
            About("Starts", "Starts of a worker at the same address: a worker that cannot go on ends and is restarted.",
                  "short", "none", decimals=0, width=QUARTER),
            Query(f"changes(process_start_time_seconds{{{WORKER}}}[$__interval])", "{{instance}}"),
        ),
    ]  # fmt: skip
