"""Prefixed, time-ordered ids: `run_06f3k…`, sortable by the moment they were made."""

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 26
_RANDOM_BITS = 80


def new_id(prefix: str) -> str:
    """A new id: 48 bits of milliseconds, then 80 random bits, in Crockford's base 32."""
    number = (time.time_ns() // 1_000_000) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    digits = [_ALPHABET[(number >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5)]
    return f"{prefix}_{''.join(digits)}"


def is_id(text: str, prefix: str) -> bool:
    """Whether the text has the form of an id with this prefix."""
    head, _, tail = text.partition("_")
    return head == prefix and len(tail) == _LENGTH and all(c in _ALPHABET for c in tail)
