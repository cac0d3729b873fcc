"""Commands that keep house: back up, restore, clean up, look whether all is well."""

from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Protocol

import typer

from headrace.entrypoints.cli.doing import Data, do
from headrace.kernel.clock import utc_now
from headrace.kernel.errors import HeadraceError
from headrace.upkeep.back_up import back_up
from headrace.upkeep.examine import Finding, examine, sized
from headrace.upkeep.manifest import Manifest
from headrace.upkeep.premises import Premises
from headrace.upkeep.restore import restore
from headrace.upkeep.sweep import Swept, sweep
from headrace.upkeep.verify import verify


class Keeper(Protocol):
    """What these commands need built."""

    def keep(self, data: Path | None, *, migrated: bool) -> AbstractAsyncContextManager[Premises]:
        """The premises of a house that there is; its server may run beside."""
        ...

    def make(self, data: Path | None) -> AbstractAsyncContextManager[Premises]:
        """New premises, empty; they go away again when the block fails."""
        ...


def add_upkeep(app: typer.Typer, keeper: Keeper) -> None:
    _backing_up(app, keeper)
    _restoring(app, keeper)
    _sweeping(app, keeper)
    _examining(app, keeper)


def _backing_up(app: typer.Typer, keeper: Keeper) -> None:
    @app.command()
    def backup(
        out: Annotated[Path, typer.Option(help="A new folder, or a new .tar file.")],
        data: Data = None,
        with_secrets: Annotated[
            bool, typer.Option("--with-secrets", help="Include the key of providers' keys.")
        ] = False,
    ) -> None:
        """Save database and files while the server runs."""

        async def save() -> tuple[Manifest, bool]:
            async with keeper.keep(data, migrated=False) as premises:
                saved = await back_up(premises, out, with_secret=with_secrets)
                return saved, premises.secret.exists()

        saved, has_secret = do(save())
        typer.echo(f"Saved the database and {_files(saved)} to {out}.")
        if has_secret and not saved.secrets:
            typer.echo(
                "Without the secret key: providers' keys have to be entered anew after a "
                "restore. Keep secret.key elsewhere, or back up with --with-secrets."
            )
        if saved.missing:
            typer.echo(
                f"{len(saved.missing)} files that the database speaks of were lost or damaged "
                "already; manifest.json names them.",
                err=True,
            )
            raise typer.Exit(1)

    del backup


def _restoring(app: typer.Typer, keeper: Keeper) -> None:
    @app.command("restore")
    def bring_back(
        backup: Annotated[Path, typer.Argument(help="What `headrace backup` made.")],
        data: Data = None,
        check: Annotated[
            bool, typer.Option("--verify", help="Only check that it can be restored.")
        ] = False,
    ) -> None:
        """Make a new data folder of a backup, or check one with --verify."""
        if check:
            _verify(backup)
            return
        saved = do(restore(backup, lambda: keeper.make(data)))
        typer.echo(f"Restored the database of {saved.made_at:%F %R} UTC and {_files(saved)}.")
        if not saved.secrets:
            typer.echo(
                "The backup holds no secret key. If there was one, put secret.key back into the "
                "data folder, or enter providers' keys anew."
            )

    del bring_back


def _verify(backup: Path) -> None:
    saved, faults = do(verify(backup))
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(
        f"The backup of {saved.made_at:%F %R} UTC is whole: the database can be restored, its "
        f"ledger is balanced, its events have no gaps, and {_files(saved)} are there."
    )


def _sweeping(app: typer.Typer, keeper: Keeper) -> None:
    @app.command()
    def upkeep(
        data: Data = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Only say what would be removed.")
        ] = False,
    ) -> None:
        """Remove what nobody needs now, instead of within the hour."""

        async def clean() -> Swept:
            async with keeper.keep(data, migrated=True) as premises:
                return await sweep(
                    premises.database,
                    premises.blobs,
                    premises.retention,
                    utc_now(),
                    dry_run=dry_run,
                )

        swept = do(clean())
        typer.echo(
            f"{'Would remove' if dry_run else 'Removed'} {swept.runs} runs, {swept.assets} "
            f"deleted assets, {swept.replies} kept replies, {swept.files} files "
            f"({sized(swept.bytes)})."
        )

    del upkeep


def _examining(app: typer.Typer, keeper: Keeper) -> None:
    @app.command()
    def doctor(
        data: Data = None,
        minutes: Annotated[int, typer.Option(min=1, help="How long a run may stand still.")] = 10,
    ) -> None:
        """Look whether all is well; exit code 1 when something is not."""

        async def look() -> list[Finding]:
            try:
                async with keeper.keep(data, migrated=False) as premises:
                    return await examine(premises, timedelta(minutes=minutes))
            except HeadraceError as error:
                return [Finding(False, "house", error.message)]

        findings = do(look())
        for found in findings:
            typer.echo(f"{'well ' if found.well else 'WRONG'} {found.about:<9} {found.words}")
        if not all(found.well for found in findings):
            raise typer.Exit(1)

    del doctor


def _files(saved: Manifest) -> str:
    return f"{saved.files} files ({sized(saved.bytes)})"
