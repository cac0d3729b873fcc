"""What a step does with the world outside: asks models, shows them pictures, keeps theirs."""

import hashlib
from dataclasses import dataclass

from headrace.assets.model import Received
from headrace.assets.receive import receive
from headrace.blobs import Blobs
from headrace.db.engine import Database
from headrace.egress import Egress
from headrace.graph.asking import Answer, Capability, Picture, Request
from headrace.graph.plan import Step
from headrace.graph.values import Image
from headrace.kernel.errors import HeadraceError, NotFound, TooLarge
from headrace.kernel.fault import reach
from headrace.media.picture import Encoding, Failure, Stored, Wanted
from headrace.media.studio import Studio
from headrace.models.errors import VendorError, bad_answer, too_large
from headrace.providers.connect import connection_of
from headrace.providers.vault import Vault
from headrace.runs.claim import Claim
from headrace.workspaces.find import house_of

_KEY_LENGTH = 200
_ENCODINGS = {"image/jpeg": Encoding("jpeg", 92), "image/webp": Encoding("webp", 92)}
_LOSSLESS = Encoding("png")


@dataclass(frozen=True, slots=True)
class Outside:
    """The ways out."""

    database: Database
    blobs: Blobs
    studio: Studio
    egress: Egress
    vault: Vault

    async def ask(
        self, claim: Claim, step: Step, capability: Capability, model: str, request: Request
    ) -> Answer:
        """Only the model that the step's price is of can be asked."""
        if step.provider is None or model != step.values.get("model"):
            raise VendorError(
                "model.not_priced",
                "This step asks a model that its price does not count in; it was not asked.",
                detail=f"{step.type} asked {model}, which is not its setting “model”.",
            )
        name = model.removeprefix(f"{step.provider}/")
        async with self.database.work(house_of(claim.workspace)) as work:
            try:
                found = await connection_of(work, self.vault, step.provider)
            except NotFound:
                raise _gone(step.provider) from None
        vendor = found.vendor(self.egress)
        reach("perform.asked")
        answer = await vendor.ask(capability, name, request, once=once_of(claim, step))
        reach("perform.answered")
        return answer

    async def read(self, image: Image) -> Picture:
        """Encoded anew, so that nothing leaves but what can be seen."""
        mime = image.mime if isinstance(image, Stored) else ""
        encoding = _ENCODINGS.get(mime, _LOSSLESS)
        (rendered,) = await self.studio.render([Wanted(image, encoding)])
        if isinstance(rendered, Failure):
            raise HeadraceError(rendered.code, rendered.message, detail=rendered.detail)
        return Picture(rendered.data, rendered.mime)

    async def receive(self, data: bytes) -> Received:
        """Bytes of a vendor, taken no better than an upload."""
        try:
            return await receive(self.studio, self.blobs, data)
        except TooLarge as error:
            raise too_large(error.message) from None
        except HeadraceError as error:
            raise bad_answer(f"A picture of the answer cannot be used: {error.message}") from None


def once_of(claim: Claim, step: Step) -> str:
    """The same whenever this item of this step is tried again, whoever tries; another one when
    the run is resumed, for then the step may be another."""
    key = f"{claim.run}:{step.id}#{claim.at.item}@{claim.edition}"
    return key if len(key) <= _KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()


def _gone(provider: str) -> VendorError:
    return VendorError(
        "provider.gone",
        "The provider of this model is not connected any more. Tell whoever runs this workspace.",
        detail=f"There is no provider called {provider}.",
    )
