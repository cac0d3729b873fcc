"""How a pretended vendor behaves when it is called, decided beforehand."""

from collections import deque
from threading import Lock
from typing import Literal

from pydantic import BaseModel, ConfigDict

Fault = Literal[
    "none",
    "garbage",
    "truncated",
    "wrong_type",
    "empty",
    "huge",
    "cut",
    "no_picture",
    "half_a_picture",
    "compressed",
]
"""What is wrong with an answer that claims to be good. `truncated` ends within the JSON, `cut`
within the bytes that were announced; `half_a_picture` is good JSON around a picture that ends
too soon."""


class Conduct(BaseModel):
    """One answer. `code` and `words` are the error's, of a status that tells of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: int = 200
    delay: float = 0.0
    """Seconds before the first byte."""
    retry_after: str | None = None
    code: str = ""
    words: str = ""
    fault: Fault = "none"
    by_address: bool = False
    """Whether pictures are given by their address instead of Base64."""
    text: str | None = None
    """What is written, instead of an echo of the prompt."""


GOOD = Conduct()


class Script:
    """Conducts by what the prompt contains; each is used once, then answers are good."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, deque[Conduct]]] = []
        self._always: list[tuple[str, Conduct]] = []
        self._lock = Lock()

    def add(self, prompt: str, *conducts: Conduct) -> None:
        """The next calls whose prompt contains this; an empty one is in every prompt."""
        with self._lock:
            self._lines.append((prompt, deque(conducts)))

    def always(self, prompt: str, conduct: Conduct) -> None:
        """Every call whose prompt contains this and that nothing else is decided for."""
        with self._lock:
            self._always.insert(0, (prompt, conduct))

    def next(self, prompt: str) -> Conduct:
        with self._lock:
            for contained, conducts in self._lines:
                if conducts and contained in prompt:
                    return conducts.popleft()
            return next((c for contained, c in self._always if contained in prompt), GOOD)
