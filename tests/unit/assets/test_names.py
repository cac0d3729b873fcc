"""File names keep what people mean and lose what does harm."""

import pytest

from headrace.assets.names import clean_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Sky.png", "Sky.png"),
        ("Été 日本 🏔️.png", "Été 日本 🏔️.png"),
        ("👩‍🎨.png", "👩‍🎨.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\pictures\\sky.png", "sky.png"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
        ("a\x00b.png", "ab.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ud800.png", ".png"),
        ("  ", ""),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept
