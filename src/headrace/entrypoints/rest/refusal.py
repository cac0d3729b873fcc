"""A refusal raised while the body is still being read."""

from starlette.exceptions import HTTPException

from headrace.kernel.errors import HeadraceError


class Refusal(HTTPException):
    """FastAPI turns every other error it meets there into a bare 400."""

    def __init__(self, cause: HeadraceError) -> None:
        super().__init__(400)
        self.cause = cause
