"""Node types are found by themselves, ours and other packages'."""

import subprocess
import sys
from pathlib import Path

import pytest

from headrace.graph.nodetype import NodeType
from headrace.nodes.registry import builtin

FIXED = {
    "text": (["text"], ["text"]),
    "number": (["number"], ["number"]),
    "image": (["image"], ["image"]),
    "list": (["items"], ["items"]),
    "text.template": (["template"], ["text"]),
    "image.resize": (["image", "width", "height", "mode"], ["image"]),
    "image.text": (
        ["image", "text", "position", "size", "colour", "font", "align"],
        ["image"],
    ),
    "image.overlay": (["image", "over", "position", "opacity", "blend"], ["image"]),
    "image.convert": (["image", "format", "quality"], ["image"]),
    "image.contact_sheet": (["images"], ["image"]),
}


def all_types() -> list[NodeType]:
    return builtin().newest()


@pytest.mark.parametrize("id", FIXED)
def test_core_node_types_have_the_ports_others_rely_on(id: str) -> None:
    node_type = builtin().find(id)
    assert node_type
    inputs, outputs = FIXED[id]
    assert set(inputs) <= {port.name for port in node_type.inputs}
    assert outputs == [port.name for port in node_type.outputs]


@pytest.mark.parametrize("node_type", all_types(), ids=lambda node_type: node_type.id)
def test_every_node_type_explains_itself(node_type: NodeType) -> None:
    assert node_type.description.endswith(".")
    assert node_type.title
    for port in (*node_type.inputs, *node_type.outputs):
        assert port.help.endswith("."), port.name
        assert port.title


def test_a_custom_node_is_an_ordinary_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shouting_nodes.py").write_text(
        "from headrace.graph.nodetype import Context, Ports, node\n"
        "class Inputs(Ports):\n"
        "    text: str\n"
        "class Outputs(Ports):\n"
        "    text: str\n"
        "@node('acme.shout', version=1, title='Shout', category='text', local=True)\n"
        "async def shout(inputs: Inputs, context: Context) -> Outputs:\n"
        "    '''Adds an exclamation mark.'''\n"
        "    return Outputs(text=inputs.text + '!')\n"
    )
    metadata = tmp_path / "acme_shouting-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-shouting\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[headrace.nodes]\nshout = shouting_nodes\n")
    assert builtin().find("acme.shout") is None
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    found = builtin().find("acme.shout")
    sys.modules.pop("shouting_nodes", None)
    assert found
    assert found.title == "Shout"


def test_finding_node_types_does_not_load_libvips() -> None:
    """The parent stays small; only the sandboxed processes decode."""
    script = "import sys; from headrace.nodes.registry import builtin; builtin();"
    script += "from headrace.media.studio import Studio; sys.exit('pyvips' in sys.modules)"
    source = Path(__file__).parents[3] / "src"
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": str(source)}, check=False
    )
    assert done.returncode == 0
