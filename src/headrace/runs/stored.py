"""Media between steps: how it is written down, and how it is held while a step runs."""

from dataclasses import dataclass

from headrace.graph.values import Json, Media, is_list, is_object
from headrace.media.picture import Stored


@dataclass(frozen=True, slots=True)
class MediaValue:
    """An asset within a run, with all that is needed to use it. `bytes` is the file's size."""

    asset: str
    blob: str
    mime: str
    width: int
    height: int
    bytes: int
    name: str

    def as_json(self) -> dict[str, Json]:
        return {slot: getattr(self, slot) for slot in self.__slots__}


def media_value(value: Json) -> MediaValue | None:
    """The media a written value stands for; None when it is no media."""
    if is_object(value) and "blob" in value:
        return MediaValue(**value)
    return None


class Opened:
    """Turns written values into pictures and back, remembering which asset each one is."""

    def __init__(self) -> None:
        self._known: dict[str, MediaValue] = {}
        self._made: dict[int, MediaValue] = {}

    def open(self, value: Json) -> Json | Media:
        if is_list(value):
            return [self.open(item) for item in value]
        media = media_value(value)
        if media is None:
            return value
        self._known[media.blob] = media
        return Stored(blob=media.blob, mime=media.mime, width=media.width, height=media.height)

    def receive(self, media: MediaValue) -> tuple[Stored, bool]:
        """A picture that came in while the step ran, and whether its bytes were not known yet."""
        is_new = media.blob not in self._known
        known = self._known.setdefault(media.blob, media)
        return Stored(known.blob, known.mime, known.width, known.height), is_new

    def keep(self, picture: Media, media: MediaValue) -> None:
        """This picture was computed and is now an asset."""
        self._made[id(picture)] = media

    def write(self, value: Json | Media) -> Json:
        if is_list(value):
            return [self.write(item) for item in value]
        if isinstance(value, Stored):
            return self._known[value.blob].as_json()
        if isinstance(value, Media):
            return self._made[id(value)].as_json()
        return str(value) if isinstance(value, str) else value
