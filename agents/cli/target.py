"""Which deployment a command talks to: what TOCSIN_* says, else the ``tocsin up`` that runs on this machine."""

import os

from agents.cli import rundir
from agents.settings import Settings, read_settings


def settings_of_target() -> Settings:
    """Settings with the addresses of a running ``up`` where neither TOCSIN_KAFKA nor a tocsin.toml says otherwise."""
    found = rundir.endpoints_of_up()
    settings = read_settings()
    if found is None or "TOCSIN_KAFKA" in os.environ or "kafka" in settings.model_fields_set:
        return settings
    return read_settings(**{name: found[name] for name in ("kafka", "redis_url", "group", "partitions")})
