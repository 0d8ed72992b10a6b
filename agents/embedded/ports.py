"""Ports of this machine's loopback address."""

import socket

from agents.embedded.errors import PortTakenError

LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether a server could listen on this port now (as Kafka and Redis do: with SO_REUSEADDR)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_ports(count: int) -> list[int]:
    """Different ports that nobody has, as the system gives them. Another program may be quicker to take one."""
    probes = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(count)]
    try:
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def require_free(port: int, who: str) -> int:
    """The port, or PortTakenError whose message says whose port it was to be and what to do."""
    if not is_free(port):
        raise PortTakenError(
            f"port {port} on {LOOPBACK} is taken, so {who} cannot start there: stop the program that has it, "
            "or choose another port (without one, a free port is chosen)"
        )
    return port


def prefer(port: int | None) -> int:
    """This port where it is given and still free, otherwise a free one."""
    return port if port is not None and is_free(port) else free_ports(1)[0]
