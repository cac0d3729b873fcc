"""A form with pictures, as `multipart/form-data`."""

import secrets
from collections.abc import Mapping, Sequence

from headrace.graph.asking import Picture


def form_of(fields: Mapping[str, str], images: Sequence[Picture]) -> tuple[str, bytes]:
    """Its content type and its bytes; the pictures are the parts `image[]`."""
    boundary = secrets.token_hex(16)
    parts = [_part(boundary, f'name="{name}"', value.encode()) for name, value in fields.items()]
    for place, image in enumerate(images, 1):
        file = f"{place}.{image.mime.partition('/')[2]}"
        head = f'name="image[]"; filename="{file}"\r\nContent-Type: {image.mime}'
        parts.append(_part(boundary, head, image.data))
    body = b"".join([*parts, f"--{boundary}--\r\n".encode()])
    return f"multipart/form-data; boundary={boundary}", body


def _part(boundary: str, head: str, content: bytes) -> bytes:
    start = f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n"
    return start.encode() + content + b"\r\n"
