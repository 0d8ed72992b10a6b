"""``tocsin topics``: create them before the first worker, or list what is in them."""

import asyncio

import click


@click.group(short_help="Create or list the Kafka topics.")
def topics() -> None:
    """Create or list the Kafka topics of TOCSIN_KAFKA, else of the `tocsin up` that runs here."""


@topics.command("create")
def create() -> None:
    """Create the topics that are missing (TOCSIN_PARTITIONS, TOCSIN_RETENTION_DAYS). Doing it again changes nothing.

    \b
    Example:
        TOCSIN_KAFKA=127.0.0.1:9092 tocsin topics create
    """
    from agents.cli.target import settings_of_target
    from agents.topics import TOPICS, create_topics

    settings = settings_of_target()
    asyncio.run(create_topics(settings))
    click.echo(f"{len(TOPICS)} topics are there at {settings.kafka}, {settings.partitions} partitions each")


@topics.command("list")
def list_topics() -> None:
    """List every topic: which step reads it, how many records it has had, how many wait.

    \b
    Example:
        tocsin topics list
    """
    from agents.cli.target import settings_of_target
    from agents.cli.watch import Watch
    from agents.topics import FLOW, TOPICS

    async def look() -> None:
        async with Watch(settings_of_target()) as watch:
            ends, progress = await watch.ends(), await watch.progress()
        readers = {topic: step for step, topic in FLOW}
        click.echo(f"{'topic':<18}{'read by':<10}{'records':>9}{'waiting':>9}")
        for topic in TOPICS:
            step = readers.get(topic)
            waiting = str(progress[step].records - progress[step].done) if step else "-"
            click.echo(f"{topic:<18}{step or '-':<10}{ends[topic]:>9}{waiting:>9}")

    asyncio.run(look())
