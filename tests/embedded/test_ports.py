"""Ports: free means free, taken says so."""

import socket

import pytest

from agents.embedded import ports
from agents.embedded.errors import PortTakenError


def test_free_ports_are_different_and_free() -> None:
    found = ports.free_ports(5)
    assert len(set(found)) == 5
    assert all(ports.is_free(port) for port in found)


def test_a_taken_port_says_whose_it_was_to_be() -> None:
    with socket.socket() as taken:
        taken.bind((ports.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not ports.is_free(port)
        with pytest.raises(PortTakenError, match=f"^port {port} on 127.0.0.1 is taken, so Kafka cannot start there"):
            ports.require_free(port, "Kafka")
        assert ports.prefer(port) != port
    assert ports.require_free(port, "Kafka") == port
    assert ports.prefer(port) == port
