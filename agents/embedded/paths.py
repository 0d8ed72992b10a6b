"""Where the project's own files lie: beside the package, as ``make setup`` installs it (editable)."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KAFKA_FILES = ROOT / "deploy" / "kafka"
KAFKA_JARS = ROOT / ".cache" / "kafka"
REDIS_CONF = ROOT / "deploy" / "redis.conf"
SEEDS = ROOT / "seeds"
RUN = ROOT / ".run"
