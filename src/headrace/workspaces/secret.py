"""Secrets people and programs carry: 256 random bits; we keep only a digest."""

import hashlib
import secrets

KEY_PREFIX = "hr_"
_SHOWN = len(KEY_PREFIX) + 6


def new_key() -> str:
    """`hr_` and 43 characters."""
    return KEY_PREFIX + new_token()


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What is stored and looked up. Unsalted on purpose: the secret is random and long."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def shown_prefix(key: str) -> str:
    return key[:_SHOWN]
