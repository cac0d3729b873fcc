"""Which addresses may be called.

The standard library's `is_global` lets 6to4, NAT64, IPv4-compatible and multicast addresses
pass, each a way to a private one. So here everything is refused that is not plainly public.
"""

from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_network,
)

Address = IPv4Address | IPv6Address

_IPV4_HOLES = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # automatic multicast tunnelling
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_IPV6_UNICAST = IPv6Network("2000::/3")
_IPV6_HOLES = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo, benchmarks, ORCHID: protocol assignments
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)


def is_public(address: Address) -> bool:
    """True only for an ordinary address on the public internet."""
    if isinstance(address, IPv4Address):
        return not any(address in hole for hole in _IPV4_HOLES)
    return address in _IPV6_UNICAST and not any(address in hole for hole in _IPV6_HOLES)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts and networks the operator lets us call although they are not public."""

    hosts: frozenset[str]
    networks: tuple[IPv4Network | IPv6Network, ...]

    def allows(self, host: str, address: Address) -> bool:
        return _plain(host) in self.hosts or any(address in network for network in self.networks)


def parse_allowed(words: str) -> Allowed:
    """From `localhost, 10.0.0.0/8, fd00::1`: networks, single addresses and host names."""
    hosts: set[str] = set()
    networks: list[IPv4Network | IPv6Network] = []
    for word in filter(None, (word.strip() for word in words.split(","))):
        try:
            networks.append(ip_network(word.strip("[]"), strict=False))
        except ValueError:
            hosts.add(_plain(word))
    return Allowed(frozenset(hosts), tuple(networks))


def _plain(host: str) -> str:
    return host.lower().rstrip(".")
