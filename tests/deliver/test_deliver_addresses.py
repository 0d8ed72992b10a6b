"""Where webhooks may go."""

import ipaddress
from socket import AddressFamily

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from agents.deliver.addresses import (
    BlockedAddressError,
    GuardedResolver,
    check_literal,
    parse_allowed,
    permitted,
    public,
)

PUBLIC = [
    "8.8.8.8",
    "93.184.215.14",
    "2606:4700:4700::1111",
    "2a00:1450:4001::200e",
    "64:ff9b::8.8.8.8",
    "::ffff:8.8.8.8",
]
PRIVATE = [
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "203.0.113.9", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::127.0.0.1", "64:ff9b::10.1.2.3", "64:ff9b:1::1", "100::1", "2001:db8::1",
    "2002:7f00:1::", "2002:a00:1::", "3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1",
    "ff02::1", "ff0e::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not public(ipaddress.ip_address(address))
    assert not permitted("hooks.example", [address], parse_allowed([]))


@pytest.mark.parametrize(
    ("host", "addresses", "allowed", "wanted"),
    [
        ("hooks.example", ["8.8.8.8"], [], True),
        ("hooks.example", ["8.8.8.8", "10.0.0.1"], [], False),
        ("hooks.example", [], [], False),
        ("hooks.example", ["not an address"], [], False),
        ("hooks.example", ["10.0.0.1"], ["10.0.0.0/8"], True),
        ("hooks.example", ["10.0.0.1"], ["10.0.0.1"], True),
        ("hooks.example", ["::ffff:10.0.0.1"], ["10.0.0.0/8"], True),
        ("hooks.example", ["10.0.0.1", "192.168.0.1"], ["10.0.0.0/8"], False),
        ("hooks.example", ["fd00::5"], ["fd00::/8"], True),
        ("hooks.example", ["127.0.0.1"], ["other.example"], False),
        ("sink", ["172.18.0.4"], ["sink"], True),
        ("Sink.", ["172.18.0.4"], ["sink"], True),
        ("notsink", ["172.18.0.4"], ["sink"], False),
        ("127.0.0.1", ["127.0.0.1"], ["127.0.0.1"], True),
        ("localhost", ["127.0.0.1", "::1"], ["127.0.0.1"], False),
    ],
)
def test_private_ones_only_by_the_list(host: str, addresses: list[str], allowed: list[str], wanted: bool) -> None:
    assert permitted(host, addresses, parse_allowed(allowed)) is wanted


def test_a_range_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"10\.0\.0\.0/99"):
        parse_allowed(["10.0.0.0/99"])


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "169.254.169.254"])
def test_a_literal_is_checked_without_a_resolver(host: str) -> None:
    with pytest.raises(BlockedAddressError):
        check_literal(host, parse_allowed([]))
    check_literal(host, parse_allowed([host]))
    check_literal("8.8.8.8", parse_allowed([]))
    check_literal("a.name.example", parse_allowed([]))


class Names(AbstractResolver):
    """Resolves every name to these addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.closed = False

    async def resolve(
        self, host: str, port: int = 0, family: AddressFamily = AddressFamily.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=one, port=port, family=family, proto=0, flags=0) for one in self.addresses
        ]

    async def close(self) -> None:
        self.closed = True


async def test_the_resolver_refuses_names_that_lead_inside() -> None:
    assert len(await GuardedResolver(parse_allowed([]), Names("8.8.8.8")).resolve("a.example", 443)) == 1
    for addresses in (("8.8.8.8", "127.0.0.1"), ("10.0.0.1",), ()):
        with pytest.raises(BlockedAddressError, match=r"a\.example"):
            await GuardedResolver(parse_allowed([]), Names(*addresses)).resolve("a.example", 443)
    inner = Names("8.8.8.8")
    await GuardedResolver(parse_allowed([]), inner).close()
    assert inner.closed
