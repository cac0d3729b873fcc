"""Keys at rest: sealed, each for its owner, with a secret that is only in a file."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from headrace.kernel.errors import Unavailable
from headrace.providers.vault import Vault, secret_in

KEY = "sk-canary-1234567890"


def test_what_is_sealed_opens_for_its_owner_only() -> None:
    vault = Vault("one secret")
    sealed = vault.seal(KEY, "provider_1")
    assert KEY.encode() not in sealed
    assert sealed != vault.seal(KEY, "provider_1")
    assert vault.open(sealed, "provider_1") == KEY
    with pytest.raises(Unavailable) as refused:
        vault.open(sealed, "provider_2")
    assert refused.value.code == "provider.key_unreadable"


def test_another_secret_opens_nothing() -> None:
    sealed = Vault("one secret").seal(KEY, "provider_1")
    with pytest.raises(Unavailable):
        Vault("another secret").open(sealed, "provider_1")
    assert Vault("one secret").open(sealed, "provider_1") == KEY


def test_a_secret_is_made_once_and_for_its_owners_eyes(tmp_path: Path) -> None:
    made = secret_in(tmp_path / "data")
    assert len(made) >= 40
    assert secret_in(tmp_path / "data") == made
    (file,) = (tmp_path / "data").iterdir()
    assert file.name == "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret_in(tmp_path / "other") != made


def test_several_that_start_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(secret_in, [tmp_path] * 64))
    assert len(found) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_damaged_secret_is_not_worked_with(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("short\n")
    with pytest.raises(Unavailable) as refused:
        secret_in(tmp_path)
    assert refused.value.code == "secret.unusable"
