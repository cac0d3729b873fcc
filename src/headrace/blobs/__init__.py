"""Bytes, named by what they are: on disk or in an object store."""

from pathlib import Path

from headrace.blobs.disk import DiskBlobs
from headrace.blobs.protocol import Blobs, Found
from headrace.blobs.store import StoreBlobs

__all__ = ["Blobs", "Found", "open_blobs"]


def open_blobs(place: str) -> Blobs:
    """The blobs in `place`: a folder, or `s3://bucket/prefix`."""
    if place.startswith("s3://"):
        return StoreBlobs(place)
    return DiskBlobs(Path(place))
