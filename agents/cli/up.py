"""``tocsin up``: everything on this machine, as a service in the foreground."""

import click

PORT = click.IntRange(1, 65535)


@click.command(short_help="Run everything on this machine until Ctrl-C; state is kept.")
@click.option("--kafka-port", type=PORT, help="Port of Kafka; otherwise last time's, or a free one.")
@click.option("--redis-port", type=PORT, help="Port of Redis; otherwise last time's, or a free one.")
@click.option("--metrics-port", type=PORT, help="Port of /metrics; otherwise TOCSIN_METRICS_PORT, or a free one.")
@click.option("--quiet", is_flag=True, help="Don't show the alerts here.")
def up(kafka_port: int | None, redis_port: int | None, metrics_port: int | None, quiet: bool) -> None:
    """Run Kafka, Redis and the worker until Ctrl-C; what they know stays in .run/up for the next time.

    Webhooks go where TOCSIN_WEBHOOK_URL or tocsin.toml says; where neither does, to a small receiver of its own.

    \b
    Example (then, in another terminal: tocsin replay seeds/):
        tocsin up --metrics-port 9108
    """
    from agents.cli.running import run
    from agents.cli.serve import serve
    from agents.cli.services import Ports

    run(serve(Ports(kafka_port, redis_port, metrics_port), show_alerts=not quiet), is_service=True)
