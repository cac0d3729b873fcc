"""Any endpoint that speaks OpenAI's language."""

import asyncio
import base64
import binascii
from collections.abc import Mapping

import orjson

from headrace.egress import Answered, Egress, Patience
from headrace.graph.asking import Answer, Capability, ImageRequest, Picture, Request, TextRequest
from headrace.graph.values import Json, is_list, is_object
from headrace.kernel.clock import utc_now
from headrace.kernel.errors import Invalid, TooLarge, TryAgain
from headrace.media.errors import MediaError
from headrace.media.sniff import mime_of
from headrace.models.catalogue import entry_of
from headrace.models.errors import (
    VendorError,
    bad_answer,
    blocked,
    not_allowed,
    not_reached,
    refusal,
    too_large,
)
from headrace.models.multipart import form_of
from headrace.models.sizes import size_for
from headrace.models.wording import shown

_MEGABYTE = 1024 * 1024
_WORDS_LIMIT = 4 * _MEGABYTE
_PICTURES_LIMIT = 96 * _MEGABYTE
_PICTURE_LIMIT = 64 * _MEGABYTE
_LISTING = Patience(idle=10, total=20)
_WORKING = Patience(idle=180, total=300)
"""Large models think for minutes before the first byte."""


class OpenAI:
    """Chat completions for texts, image generations and edits for pictures."""

    def __init__(
        self, egress: Egress, base_url: str, key: str | None, *, patience: Patience = _WORKING
    ) -> None:
        self._egress = egress
        self._base_url = base_url.rstrip("/")
        self._key = key
        self._patience = patience

    async def list_models(self) -> list[str]:
        """The ids at `/models`, in alphabetical order."""
        listed = _object(await self._call("GET", "/models", limit=_WORDS_LIMIT, patience=_LISTING))
        models = listed.get("data")
        if not is_list(models):
            raise bad_answer("The list of models has no “data”.")
        ids = {model.get("id") for model in models if is_object(model)}
        return sorted(id for id in ids if isinstance(id, str) and id.strip())

    async def ask(
        self, capability: Capability, model: str, request: Request, *, once: str
    ) -> Answer:
        match request:
            case TextRequest():
                return Answer(text=await self._write(model, request, once))
            case ImageRequest():
                return Answer(pictures=await self._paint(model, request, once))

    async def _write(self, model: str, request: TextRequest, once: str) -> str:
        body = {"model": model, "messages": _messages(request), "stream": False}
        answered = await self._post("/chat/completions", body, once, limit=_WORDS_LIMIT)
        return self._text_of(_object(answered))

    def _text_of(self, answer: Mapping[str, Json]) -> str:
        choices = answer.get("choices")
        choice = choices[0] if is_list(choices) and choices else None
        message = choice.get("message") if is_object(choice) else None
        if not is_object(choice) or not is_object(message):
            raise bad_answer("The answer has no message.")
        if refused := message.get("refusal"):
            raise blocked(shown(str(refused), self._key))
        content = message.get("content")
        if isinstance(content, str) and content.strip():
            return content
        if choice.get("finish_reason") == "content_filter":
            raise blocked("The answer was withheld by the provider's content filter.")
        raise bad_answer(f"The answer is empty; it ended with {choice.get('finish_reason')}.")

    async def _paint(self, model: str, request: ImageRequest, once: str) -> tuple[bytes, ...]:
        known = entry_of("openai", self._base_url, model)
        body: dict[str, Json] = {
            "model": model,
            "prompt": request.prompt,
            "n": request.count,
            "size": size_for(request.ratio, known.sizes if known else ()),
        }
        if request.seed is not None and (known is None or "seed" in known.parameters):
            body["seed"] = request.seed
        if request.images:
            answered = await self._edit(body, request.images, once)
        else:
            answered = await self._post("/images/generations", body, once, limit=_PICTURES_LIMIT)
        return await self._pictures_of(_object(answered), request.count)

    async def _edit(
        self, fields: Mapping[str, Json], images: tuple[Picture, ...], once: str
    ) -> Answered:
        mime, content = form_of({name: str(value) for name, value in fields.items()}, images)
        headers = {"Content-Type": mime, "Idempotency-Key": once}
        return await self._call(
            "POST", "/images/edits", headers=headers, content=content, limit=_PICTURES_LIMIT
        )

    async def _pictures_of(self, answer: Mapping[str, Json], count: int) -> tuple[bytes, ...]:
        items = answer.get("data")
        if not is_list(items):
            raise bad_answer("The answer has no pictures.")
        if len(items) < count:
            raise bad_answer(f"{count} pictures were asked for; {len(items)} came.")
        return tuple(await asyncio.gather(*(self._picture(item) for item in items[:count])))

    async def _picture(self, item: Json) -> bytes:
        encoded = item.get("b64_json") if is_object(item) else None
        address = item.get("url") if is_object(item) else None
        if isinstance(encoded, str):
            data = _decoded(encoded)
        elif isinstance(address, str):
            data = await self._fetched(address)
        else:
            raise bad_answer("An answer has neither the picture nor its address.")
        try:
            mime_of(data)
        except MediaError as error:
            raise bad_answer(f"An answer is no picture: {error.message}") from None
        return data

    async def _fetched(self, address: str) -> bytes:
        """A picture at its address: the key is not sent there."""
        try:
            answered = await self._exchange("GET", address, {}, b"", _PICTURE_LIMIT, self._patience)
        except VendorError as error:
            raise bad_answer(f"A picture cannot be had from its address: {error.detail}") from None
        return answered.data

    async def _post(
        self, path: str, body: Mapping[str, Json], once: str, *, limit: int
    ) -> Answered:
        headers = {"Content-Type": "application/json", "Idempotency-Key": once}
        return await self._call(
            "POST", path, headers=headers, content=orjson.dumps(body), limit=limit
        )

    async def _call(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        limit: int,
        patience: Patience | None = None,
    ) -> Answered:
        own = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        answered = await self._exchange(
            method,
            self._base_url + path,
            {"Accept": "application/json", **own, **(headers or {})},
            content,
            limit,
            patience or self._patience,
        )
        if answered.mime != "application/json":
            raise bad_answer(f"JSON was asked for; {answered.mime or 'nothing'} came.")
        return answered

    async def _exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes,
        limit: int,
        patience: Patience,
    ) -> Answered:
        try:
            answered = await self._egress.call(
                method, url, headers=headers, content=content, limit=limit, patience=patience
            )
        except TooLarge:
            raise too_large(f"More than {limit // _MEGABYTE} MB came.") from None
        except TryAgain as error:
            code = error.code.replace("egress", "provider")
            raise not_reached(code, shown(error.detail or error.message, self._key)) from None
        except Invalid as error:
            if error.code == "egress.encoded":
                raise bad_answer("The answer is compressed.") from None
            raise not_allowed(error.message) from None
        if not 200 <= answered.status < 300:
            raise refusal(answered, utc_now(), key=self._key)
        return answered


def _messages(request: TextRequest) -> list[Json]:
    messages: list[Json] = []
    if request.system.strip():
        messages.append({"role": "system", "content": request.system})
    content: Json = request.prompt
    if request.images:
        content = [{"type": "text", "text": request.prompt}]
        content += [
            {"type": "image_url", "image_url": {"url": _data_url(image)}}
            for image in request.images
        ]
    return [*messages, {"role": "user", "content": content}]


def _data_url(image: Picture) -> str:
    return f"data:{image.mime};base64,{base64.b64encode(image.data).decode()}"


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise bad_answer("A picture in the answer is not Base64.") from None


def _object(answered: Answered) -> dict[str, Json]:
    try:
        answer: Json = orjson.loads(answered.data)
    except orjson.JSONDecodeError:
        raise bad_answer("The answer is not valid JSON.") from None
    if not is_object(answer):
        raise bad_answer("The answer is no JSON object.")
    return answer
