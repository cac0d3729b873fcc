"""Names people give their files: shown and sent back, never used as a path."""

import re
import unicodedata

_LONGEST = 200
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINER = "\u200d"
_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)


def clean_name(name: str) -> str:
    """The last part of the name, without characters that cannot be seen; may be empty."""
    visible = "".join(c for c in name if c == _JOINER or unicodedata.category(c) not in _HIDDEN)
    return _FOLDERS.sub("", visible).strip()[:_LONGEST]
