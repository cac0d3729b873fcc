"""Keys of vendors, unreadable wherever they are kept."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from headrace.kernel.errors import Unavailable

_NONCE = 12
_FILE = "secret.key"
SHORTEST = 32
"""Characters of a secret."""


class Vault:
    """Seals with one secret of the house, which is in no database."""

    def __init__(self, secret: str) -> None:
        self._cipher = AESGCM(hashlib.sha256(b"headrace vault " + secret.encode()).digest())

    def seal(self, text: str, owner: str) -> bytes:
        """`owner` is the id of what the text belongs to; it opens for nothing else."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, text.encode(), owner.encode())

    def open(self, sealed: bytes, owner: str) -> str:
        """Raises `Unavailable` for what was sealed with another secret, or for another owner."""
        nonce, body = sealed[:_NONCE], sealed[_NONCE:]
        try:
            return self._cipher.decrypt(nonce, body, owner.encode()).decode()
        except InvalidTag:
            raise Unavailable(
                "provider.key_unreadable",
                "The provider's key was stored under another secret of this server. "
                "Enter the key again.",
            ) from None


def secret_in(data: Path) -> str:
    """The secret of a data folder, made when there is none. Of several who make one at once,
    all get the same."""
    path = data / _FILE
    data.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{_FILE}.{secrets.token_hex(8)}")
        _write_private(draft, secrets.token_urlsafe(32))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    secret = path.read_text("ascii").strip()
    if len(secret) < SHORTEST:
        raise Unavailable(
            "secret.unusable",
            f"The file {_FILE} of the data folder is damaged. Put back the one it had, or take it "
            "away and enter the keys of all providers again.",
        )
    return secret


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
