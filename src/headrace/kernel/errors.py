"""Every refusal Headrace makes.

    HeadraceError
    ├── Unauthenticated   who are you
    ├── Denied            you may not do this
    ├── NotFound          it does not exist, or not for you: both look alike
    ├── Conflict          it changed, or is busy
    ├── Invalid           what was sent does not fit; names the fields
    ├── TooLarge          more bytes, nodes or items than allowed
    ├── Unsupported       a kind of content that is not taken
    ├── NoCredits         the balance does not cover it
    ├── Unavailable       the house cannot do it now; try again
    └── TryAgain          somebody else's server is busy or away; the engine tries again

`code` is stable and meant for programs; `message` is for the person who can mend it.
HTTP status codes belong to the doors, not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field, in words that say what to do."""

    field: str
    code: str
    message: str


class HeadraceError(Exception):
    """The root: a stable code, a sentence, and the fields it concerns.

    `detail` is what a builder is told besides, and a runner never.
    """

    def __init__(
        self, code: str, message: str, errors: Sequence[FieldError] = (), *, detail: str = ""
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.errors = tuple(errors)
        self.detail = detail


class Unauthenticated(HeadraceError):
    pass


class Denied(HeadraceError):
    pass


class NotFound(HeadraceError):
    pass


class Conflict(HeadraceError):
    pass


class Invalid(HeadraceError):
    pass


class TooLarge(HeadraceError):
    pass


class Unsupported(HeadraceError):
    pass


class NoCredits(HeadraceError):
    pass


class Unavailable(HeadraceError):
    pass


class TryAgain(HeadraceError):
    """`after` is how many seconds to wait at least, when that was said."""

    def __init__(
        self,
        code: str,
        message: str,
        errors: Sequence[FieldError] = (),
        *,
        after: float | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(code, message, errors, detail=detail)
        self.after = after


def of_field(error: HeadraceError, field: str) -> HeadraceError:
    """The same refusal, said of a field."""
    return type(error)(error.code, error.message, [FieldError(field, error.code, error.message)])


def invalid_field(field: str, code: str, message: str) -> Invalid:
    """The common case: one field, one reason."""
    return Invalid(code, message, [FieldError(field, code, message)])
