"""The options that say how Kafka and Redis are reached and who may come in; part of agents/settings.py's ``Settings``.

A password may stand in a file of its own (``…_file``), as container platforms hand secrets over; an empty file counts
as none. What is wrong is said at start, by the option's name, and never with the secret.
"""

import re
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings

KAFKA_SECURITIES = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
KAFKA_MECHANISMS = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]
MOST_PASSWORD_BYTES = 65_536


def option(default: Any, description: str, unit: str = "", **bounds: Any) -> Any:
    """Declare one option; bounds are pydantic's (ge, le, pattern)."""
    return Field(default=default, description=description, json_schema_extra={"unit": unit}, **bounds)


class Connections(BaseSettings):
    """Kafka and Redis: addresses, TLS, user and password."""

    kafka: str = option("127.0.0.1:9092", "Kafka's bootstrap servers: host:port, several separated by commas.")
    kafka_security: KAFKA_SECURITIES = option(
        "PLAINTEXT", "How Kafka is spoken to: in the clear, by TLS (SSL), with a user (SASL), or both."
    )
    kafka_ca_file: Path | None = option(
        None, "PEM file of whoever signed Kafka's certificates; without it, those the system trusts."
    )
    kafka_cert_file: Path | None = option(None, "PEM file of a client certificate, where Kafka asks for one.")
    kafka_key_file: Path | None = option(None, "PEM file of its key.")
    kafka_sasl_mechanism: KAFKA_MECHANISMS = option("SCRAM-SHA-512", "How Kafka checks the password.")
    kafka_username: str | None = option(None, "User at Kafka, with SASL.")
    kafka_password: SecretStr | None = option(None, "Its password.")
    kafka_password_file: Path | None = option(None, "A file that holds it.")
    redis_url: SecretStr = option(
        SecretStr("redis://127.0.0.1:6379/0"), "Redis: redis://, rediss:// (TLS) or unix://; may hold a password."
    )
    redis_password_file: Path | None = option(None, "A file that holds Redis's password, where the address does not.")
    redis_ca_file: Path | None = option(
        None, "PEM file of whoever signed the certificate of a rediss:// server; without it, those the system trusts."
    )
    redis_timeout_s: float = option(5.0, "Longest wait for one answer of Redis.", "seconds", gt=0, le=120)

    @property
    def kafka_secret(self) -> str | None:
        """The password at Kafka, from wherever it stands; null where there is none."""
        if self.kafka_password_file is not None:
            return _first_line(self.kafka_password_file)
        return None if self.kafka_password is None else self.kafka_password.get_secret_value()

    @property
    def redis_secret(self) -> str | None:
        """The password of redis_password_file; null where the address alone decides."""
        return None if self.redis_password_file is None else _first_line(self.redis_password_file)

    @field_validator("kafka")
    @classmethod
    def _kafka(cls, value: str) -> str:
        for server in value.split(","):
            if not re.fullmatch(r"(\[[0-9A-Fa-f:]+\]|[^\s:/,]+):\d{1,5}", server.strip()):
                raise ValueError(f"{server.strip()!r} is not host:port")
        return ",".join(server.strip() for server in value.split(","))

    @field_validator("redis_url")
    @classmethod
    def _redis_url(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must begin with redis://, rediss:// or unix://")
        return value

    @field_validator(
        "kafka_ca_file", "kafka_cert_file", "kafka_key_file", "kafka_password_file", "redis_password_file",
        "redis_ca_file",
    )  # fmt: skip
    @classmethod
    def _readable(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if value is None:
            return None
        try:
            with value.open("rb") as file:
                file.read(1)
        except OSError as error:
            raise ValueError(f"{value} cannot be read ({error.strerror})") from None
        return value

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.kafka_password is not None and self.kafka_password_file is not None:
            raise ValueError("kafka_password and kafka_password_file are the same thing twice: keep one of them")
        if self.redis_secret is not None and urlsplit(self.redis_url.get_secret_value()).password is not None:
            raise ValueError("redis_url holds a password, and redis_password_file too: keep one of them")
        if (self.kafka_cert_file is None) != (self.kafka_key_file is None):
            raise ValueError("kafka_cert_file and kafka_key_file go together: set both or neither")
        if "SASL" in self.kafka_security and not (self.kafka_username and self.kafka_secret):
            raise ValueError(
                f"kafka_security {self.kafka_security} needs kafka_username and kafka_password (or its file)"
            )
        # To set a user or a CA and to forget the protocol would send both in the clear, or nowhere.
        if "kafka_security" not in self.model_fields_set and (self.kafka_username or self.kafka_ca_file):
            raise ValueError(
                "kafka_username and kafka_ca_file are for kafka_security SSL, SASL_PLAINTEXT or SASL_SSL: set it"
            )
        return self


def _first_line(path: Path) -> str | None:
    """What a secret's file says, without the line end that editors leave; null for an empty file."""
    with path.open("rb") as file:
        lines = file.read(MOST_PASSWORD_BYTES).decode("utf-8", "surrogateescape").splitlines()
    return lines[0] if lines and lines[0] else None
