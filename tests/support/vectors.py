"""Tables of cases that Python and TypeScript share."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[1] / "vectors"


def vectors(name: str) -> Any:
    """What `tests/vectors/<name>.json` holds."""
    return json.loads((_FOLDER / f"{name}.json").read_text())
