"""What can go wrong with a picture."""

from headrace.kernel.errors import HeadraceError


class MediaError(HeadraceError):
    """A picture cannot be read, made or written.

    Codes: `media.empty`, `media.unsupported`, `media.damaged`, `media.too_large`,
    `media.too_slow`, `media.crashed`, `media.impossible`, `media.broken`.
    `message` tells the runner what to change, `detail` tells the builder what happened.
    """

    def __init__(self, code: str, message: str, detail: str = "") -> None:
        super().__init__(code, message, detail=detail or message)
