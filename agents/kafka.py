"""Kafka: what every client of it is given, so that address, TLS, user and password are read in one place."""

import ssl
from pathlib import Path
from typing import Any

from agents.settings import Settings

__all__ = ["client_options", "tls_context"]


def client_options(settings: Settings) -> dict[str, Any]:
    """The connecting arguments of aiokafka's consumer, producer and admin client."""
    options: dict[str, Any] = {
        "bootstrap_servers": settings.kafka,
        "security_protocol": settings.kafka_security,
    }
    context = tls_context(settings)
    if context is not None:
        options["ssl_context"] = context
    if settings.kafka_security.startswith("SASL"):
        options |= {
            "sasl_mechanism": settings.kafka_sasl_mechanism,
            "sasl_plain_username": settings.kafka_username,
            "sasl_plain_password": settings.kafka_secret,
        }
    return options


def tls_context(settings: Settings) -> ssl.SSLContext | None:
    """How a TLS connection is checked: the broker's name and its chain, always; null where there is no TLS."""
    if not settings.kafka_security.endswith("SSL"):
        return None
    context = ssl.create_default_context(cafile=_text(settings.kafka_ca_file))
    if settings.kafka_cert_file is not None:
        context.load_cert_chain(settings.kafka_cert_file, settings.kafka_key_file)
    return context


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
