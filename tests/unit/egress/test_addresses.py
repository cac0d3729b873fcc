"""Which addresses count as public, over the spellings that fooled others."""

from ipaddress import ip_address

import pytest

from headrace.egress.addresses import is_public, parse_allowed
from tests.support.vectors import vectors

ADDRESSES = vectors("addresses")


@pytest.mark.parametrize("address", ADDRESSES["public"])
def test_an_ordinary_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", ADDRESSES["not_public"])
def test_anything_else_is_not(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    ("words", "host", "address"),
    [
        ("localhost", "localhost", "127.0.0.1"),
        ("LOCALHOST", "localhost.", "::1"),
        ("a.test, b.test", "b.test", "10.0.0.1"),
        ("10.0.0.0/8", "anything", "10.1.2.3"),
        ("10.1.2.3/8", "anything", "10.9.9.9"),
        ("10.0.0.1", "anything", "10.0.0.1"),
        ("fd00::/8", "anything", "fd00::1"),
        ("[::1]", "anything", "::1"),
    ],
)
def test_the_operator_allows_hosts_addresses_and_networks(
    words: str, host: str, address: str
) -> None:
    assert parse_allowed(words).allows(host, ip_address(address))


@pytest.mark.parametrize(
    ("words", "host", "address"),
    [
        ("", "localhost", "127.0.0.1"),
        (" , ", "", "127.0.0.1"),
        ("localhost", "notlocalhost", "127.0.0.1"),
        ("a.test", "b.a.test", "10.0.0.1"),
        ("10.0.0.0/8", "anything", "11.0.0.1"),
        ("10.0.0.0/8", "anything", "::ffff:10.0.0.1"),
        ("::1", "anything", "127.0.0.1"),
    ],
)
def test_what_the_operator_did_not_name_stays_closed(words: str, host: str, address: str) -> None:
    assert not parse_allowed(words).allows(host, ip_address(address))
