"""The dashboard *Delivery*: whether what rang has arrived, for those who promise that it does."""

from typing import Any

from parts import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    NONE_IS_GOOD,
    RED,
    THIRD,
    WIDE,
    About,
    Query,
    bars,
    board,
    fill,
    lines,
    row,
    single,
    timeline,
    variable,
)

HERE = 'endpoint=~"$endpoint"'
CIRCUITS = {
    "0": ("closed: takes alerts", GREEN),
    "1": ("half open: tried with one", BLUE),
    "2": ("resting: asked to wait", AMBER),
    "3": ("open: left alone", RED),
    "4": ("disabled: wants no more", GREY),
}
OPEN_CIRCUITS = " or ".join(
    f'tocsin_delivery_circuit{{{HERE}, state="{state}"}} * {value}'
    for state, value in (("closed", 0), ("half_open", 1), ("resting", 2), ("open", 3), ("disabled", 4))
)


def delivery() -> Any:
    """The dashboard, ready to be written."""
    made = board(
        "tocsin-delivery",
        "Tocsin: Delivery",
        "Every endpoint: what came of the attempts, how long they took, what waits and what was given up.",
        "24h",
    )
    made = made.with_variable(variable("endpoint", "Endpoint", "label_values(tocsin_delivery_waiting, endpoint)"))
    return fill(made, [*_now(), *_endpoints(), *_attempts(), *_times(), *_choices()])


def _now() -> list[Any]:
    none = "no endpoint"
    return [
        single(
            About("Delivered", "Deliveries that an endpoint said it has, in the chosen period.", "short", none,
                  decimals=0, width=4),
            Query(
                f'sum(increase(tocsin_delivery_attempts_total{{{HERE}, outcome="delivered"}}[$__range]))', instant=True
            ),
        ),
        single(
            About("Attempts that succeed", "Part of all attempts in the chosen period that were delivered.",
                  "percentunit", "no attempt", ((None, RED), (0.9, AMBER), (0.99, GREEN)), 1, 4),
            Query(
                f'sum(increase(tocsin_delivery_attempts_total{{{HERE}, outcome="delivered"}}[$__range]))'
                f" / sum(increase(tocsin_delivery_attempts_total{{{HERE}}}[$__range]))",
                instant=True,
            ),
        ),
        single(
            About("Waiting", "Deliveries neither made nor given up.", "short", none,
                  ((None, GREEN), (10, AMBER), (100, RED)), 0, 4),
            Query(f"sum(max by (endpoint) (tocsin_delivery_waiting{{{HERE}}}))"), trend=True,
        ),
        single(
            About("Oldest waiting", "How long the oldest of them has been due.", "s", none,
                  ((None, GREEN), (60, AMBER), (300, RED)), 0, 4),
            Query(f"max(tocsin_delivery_oldest_seconds{{{HERE}}})"),
        ),
        single(
            About("Given up", "Deliveries given up, which can be sent again.", "short", none, NONE_IS_GOOD, 0, 4),
            Query(f"sum(max by (endpoint) (tocsin_delivery_dead{{{HERE}}}))"),
        ),
        single(
            About("Mutes in force", "Mutes that keep alerts from the endpoints now.", "short", "0",
                  ((None, GREEN), (1, AMBER)), 0, 4),
            Query("max(tocsin_delivery_mutes)"),
        ),
    ]  # fmt: skip


def _endpoints() -> list[Any]:
    return [
        row("Endpoints"),
        timeline(
            About("Circuit", "Whether each endpoint is being sent to, and why not.", "none", "no endpoint",
                  width=WIDE, height=6),
            CIRCUITS,
            Query(f"max by (endpoint) ({OPEN_CIRCUITS})", "{{endpoint}}"),
        ),
        lines(
            About("Queue", "Deliveries that wait, by endpoint.", "short", "no endpoint", decimals=0, width=THIRD),
            Query(f"max by (endpoint) (tocsin_delivery_waiting{{{HERE}}})", "{{endpoint}}"),
        ),
        lines(
            About("Age of the queue", "How long the oldest waiting delivery has been due, by endpoint.", "s",
                  "no endpoint", ((None, GREEN), (60, AMBER), (300, RED)), width=THIRD),
            Query(f"max by (endpoint) (tocsin_delivery_oldest_seconds{{{HERE}}})", "{{endpoint}}"), steps_shown=True,
        ),
        lines(
            About("Given up, by endpoint", "Deliveries that were given up and can be sent again.", "short",
                  "no endpoint", decimals=0, width=THIRD),
            Query(f"max by (endpoint) (tocsin_delivery_dead{{{HERE}}})", "{{endpoint}}"),
        ),
    ]  # fmt: skip


def _attempts() -> list[Any]:
    return [
        row("Attempts"),
        bars(
            About("Attempts by outcome", "What came of the attempts: delivered, to be tried again, refused, and so on.",
                  "short", "no attempt", decimals=0),
            Query(
                f"sum by (endpoint, outcome) (increase(tocsin_delivery_attempts_total{{{HERE}}}[$__interval])) > 0",
                "{{endpoint}} {{outcome}}",
            ),
        ),
        bars(
            About("Retries", "Attempts that were not the first of their delivery, by endpoint.", "short", "no retry",
                  decimals=0),
            Query(
                f"sum by (endpoint) (increase(tocsin_delivery_retries_total{{{HERE}}}[$__interval]))",
                "{{endpoint}}",
            ),
        ),
    ]  # fmt: skip


def _times() -> list[Any]:
    def by_endpoint(bucket: str) -> tuple[Query, ...]:
        return tuple(
            Query(
                f"histogram_quantile({q}, sum by (endpoint, le) (rate({bucket}{{{HERE}}}[$__rate_interval])))",
                f"{{{{endpoint}}}} p{q[2:].ljust(2, '0')}",
            )
            for q in ("0.5", "0.95", "0.99")
        )

    return [
        row("Times"),
        lines(
            About("Request to answer", "How long an endpoint takes to answer an attempt.", "s", "no answer",
                  ((None, GREEN), (1, AMBER), (5, RED))),
            *by_endpoint("tocsin_delivery_attempt_seconds_bucket"),
        ),
        lines(
            About("Due to delivered", "From when a delivery was first due to when the endpoint said that it has it,"
                  " retries included.", "s", "nothing delivered", ((None, GREEN), (10, AMBER), (60, RED))),
            *by_endpoint("tocsin_delivery_delay_seconds_bucket"),
        ),
    ]  # fmt: skip


def _choices() -> list[Any]:
    return [
        row("What an endpoint wants"),
        bars(
            About("Alerts by choice", "What the filters, hours and mutes of each endpoint made of the alerts.",
                  "short", "no alert", decimals=0, width=WIDE),
            Query(
                f"sum by (endpoint, choice) (increase(tocsin_delivery_choices_total{{{HERE}}}[$__interval])) > 0",
                "{{endpoint}} {{choice}}",
            ),
        ),
    ]  # fmt: skip
