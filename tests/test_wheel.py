"""The wheel: what is in it, and that it answers where nothing but the wheel is."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, Answer
from unsco_cli import __version__
from unsco_cli.manual import share

MAIN = "from unsco_cli.__main__ import main; main()"
# What the build reads.
TREE = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    ".build",
    "unsco_cli",
    "data",
    "tests",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from a copy of the tree, so that the build leaves nothing behind in it."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    tree.mkdir()
    for name in TREE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")],
        cwd=tree,
        capture_output=True,
        timeout=120,
        check=True,
    )
    (built,) = (folder / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """A folder with what the wheel holds."""
    folder = wheel.parent.parent / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def from_wheel(unpacked: Path, *words: str, cwd: Path) -> Answer:
    """What the program in the wheel answers in a folder."""
    finished = subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(unpacked), "HOME": str(cwd)},
        cwd=cwd,
        timeout=60,
        check=False,
    )
    return Answer(finished.returncode, finished.stdout.decode(), finished.stderr.decode())


def test_the_wheel_holds_the_program_its_data_and_their_licences(wheel: Path) -> None:
    assert wheel.name == f"unsco-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    folder = f"unsco-{__version__}.dist-info"
    sources = {str(path.relative_to(ROOT)) for path in (ROOT / "unsco_cli").rglob("*.py")}
    assert sources <= names
    assert "unsco_cli/data/unsco.json" in names
    assert {f"{folder}/licenses/LICENSE", f"{folder}/licenses/data/LICENSE"} <= names
    below_share = f"unsco-{__version__}.data/data/share/"
    assert {name for name in names if not name.startswith(("unsco_cli/", f"{folder}/", below_share))} == set()
    assert {
        name for name in names if "test" in name or "__pycache__" in name or name.endswith(".pyc")
    } == set()


def test_the_wheel_says_what_it_is(unpacked: Path) -> None:
    folder = unpacked / f"unsco-{__version__}.dist-info"
    metadata = (folder / "METADATA").read_text(encoding="utf-8")
    assert "License-Expression: MIT AND CC-BY-4.0" in metadata
    assert "Requires-Python: >=3.11" in metadata
    needed = [
        line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra" not in line
    ]
    assert [line.split()[1].partition(">")[0].partition("<")[0] for line in needed] == [
        "msgspec", "rich", "tinydb", "typer",
    ]  # fmt: skip
    assert "unsco = unsco_cli.__main__:main" in (folder / "entry_points.txt").read_text(encoding="utf-8")


def test_the_data_in_the_wheel_are_those_of_the_tree(unpacked: Path) -> None:
    shipped = unpacked / "unsco_cli" / "data" / "unsco.json"
    assert shipped.read_bytes() == (ROOT / "data" / "unsco.json").read_bytes()


def test_the_wheel_answers_in_an_empty_folder_and_leaves_it_empty(unpacked: Path, tmp_path: Path) -> None:
    answer = from_wheel(
        unpacked, "list", "observers", "--event", "un-sco-2018", "--format", "ids", cwd=tmp_path
    )
    assert (answer.code, answer.err) == (0, "")
    assert sorted(answer.lines) == ["afg", "blr", "irn", "mng"]
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_asks_the_store_it_came_with(unpacked: Path, tmp_path: Path) -> None:
    answer = from_wheel(unpacked, "info", "-f", "json", "-c", "store,chosen_by", cwd=tmp_path)
    assert answer.json == [
        {"store": str(unpacked / "unsco_cli" / "data" / "unsco.json"), "chosen_by": "shipped"}
    ]
    assert from_wheel(unpacked, "--version", cwd=tmp_path).out == f"unsco {__version__}\n"


def test_the_wheel_draws_tables_too(unpacked: Path, tmp_path: Path) -> None:
    answer = from_wheel(unpacked, "show", "un-sco-2018", "-f", "table", cwd=tmp_path)
    assert answer.code == 0
    assert answer.lines[0].endswith("(event un-sco-2018)")


def test_the_manual_and_the_scripts_in_the_wheel_are_what_the_program_tells_now(wheel: Path) -> None:
    below = f"unsco-{__version__}.data/data/share/"
    with zipfile.ZipFile(wheel) as archive:
        held = {
            name.removeprefix(below): archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith(below)
        }
    assert held == share()
