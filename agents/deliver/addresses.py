"""Which addresses a webhook may reach: public ones, and private ones only by an explicit list. Fails closed.

The check is made on what a name resolves to, in the resolver that the connection itself uses: a check before it could
be answered with one address, and the connection with another. One address that is not allowed refuses them all.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from socket import AddressFamily

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SPECIAL: tuple[Network, ...] = (
    # of IANA's special-purpose registries, what older Pythons take for global
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),
    ipaddress.IPv6Network("64:ff9b:1::/48"),
    ipaddress.IPv6Network("3fff::/20"),
    ipaddress.IPv6Network("5f00::/16"),
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address stands in the last four bytes
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, given up: the same


class BlockedAddressError(OSError):
    """The address is not one that webhooks may reach. The message names the host alone, never the address's path."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Private hosts and ranges that may be reached all the same."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()


def parse_allowed(entries: Iterable[str]) -> Allowed:
    """Read host names, addresses and CIDR ranges. Raises ValueError for a range that is none."""
    hosts: set[str] = set()
    networks: list[Network] = []
    for entry in entries:
        if "/" in entry or _literal(entry) is not None:
            networks.append(ipaddress.ip_network(entry.strip("[]"), strict=False))
        else:
            hosts.add(_plain(entry))
    return Allowed(frozenset(hosts), tuple(networks))


def public(address: Address) -> bool:
    """Whether anybody on the internet would mean the same machine by it; an IPv4 address inside an IPv6 one counts."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return public(inner)
        if address.is_site_local:
            return False
    if any(address.version == network.version and address in network for network in _SPECIAL):
        return False
    return address.is_global and not (
        address.is_private
        or address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


def permitted(host: str, addresses: Iterable[str], allowed: Allowed) -> bool:
    """Whether a webhook to this host may go to these addresses: all of them public, or allowed. None at all: no."""
    if _plain(host) in allowed.hosts:
        return True
    parsed = [_literal(address) for address in addresses]
    return bool(parsed) and all(one is not None and (public(one) or _in_ranges(one, allowed)) for one in parsed)


def check_literal(host: str, allowed: Allowed) -> None:
    """Refuse a host that is an address and not permitted; no resolver is ever asked about it. Raises
    BlockedAddressError."""
    if _literal(host) is not None and not permitted(host, [host], allowed):
        raise BlockedAddressError(f"{host} is not a public address")


class GuardedResolver(AbstractResolver):
    """Resolves names, and refuses those that lead to an address that is not permitted."""

    def __init__(self, allowed: Allowed, inner: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: AddressFamily = AddressFamily.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host. Raises BlockedAddressError, or OSError where there are none."""
        found = await self._inner.resolve(host, port, family)
        if not permitted(host, [one["host"] for one in found], self._allowed):
            raise BlockedAddressError(f"{host} does not lead to a public address alone")
        return found

    async def close(self) -> None:
        """Let go of the resolver beneath."""
        await self._inner.close()


def _literal(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None


def _plain(host: str) -> str:
    return host.casefold().rstrip(".")


def _in_ranges(address: Address, allowed: Allowed) -> bool:
    inner = _inside(address) if isinstance(address, ipaddress.IPv6Address) else None
    meant = (address, inner) if inner is not None else (address,)
    return any(one.version == network.version and one in network for one in meant for network in allowed.networks)


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to: mapped, compatible, NAT64, 6to4 or Teredo."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.sixtofour is not None:
        return address.sixtofour
    return address.teredo[1] if address.teredo is not None else None
