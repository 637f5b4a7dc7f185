"""The wheel: what is in it, and that it answers where nothing but the wheel is."""

import os
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Answer
from tests.systems import bare, posix
from unsco_cli import __version__
from unsco_cli.manual import share

MAIN = "from unsco_cli.__main__ import main; main()"
# What the build reads.
TREE = (
    ".build",
    ".ci",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "data",
    "pyproject.toml",
    "tests",
    "unsco_cli",
)
# What the tree has besides its own files.
MADE = ("__pycache__", "*.pyc", "*.bak", "*.history")
LARGEST = 1_000_000


class Packages(NamedTuple):
    """The wheel and the sdist."""

    wheel: Path
    sdist: Path


def copied(folder: Path) -> Path:
    """Copy the tree, so that a build leaves nothing behind in it."""
    for name in TREE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(*MADE))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def build(tree: Path, into: Path, **environ: str) -> Packages:
    """Build both packages of a tree."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(into)],
        cwd=tree,
        capture_output=True,
        env={**os.environ, **environ},
        timeout=120,
        check=True,
    )
    return Packages(next(into.glob("*.whl")), next(into.glob("*.tar.gz")))


def shared(folder: Path, made: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that whichever process comes first makes for all of them."""
    folder.mkdir(exist_ok=True)
    try:
        (folder / f"{made}-begun").mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 240
        while not (folder / made).exists():
            assert time.monotonic() < deadline, f"{made} was begun and never came"
            time.sleep(0.05)
    else:
        make(folder / f"{made}-begun" / "new")
        # Who waits for it sees all of it or nothing.
        (folder / f"{made}-begun" / "new").rename(folder / made)
    return folder / made


@pytest.fixture(scope="session")
def one_for_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a run share."""
    folder = tmp_path_factory.getbasetemp()
    return (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "packages"


@pytest.fixture(scope="session")
def packages(one_for_all: Path) -> Packages:
    """The packages, built once from a copy of the tree."""
    tree = shared(one_for_all, "tree", copied)
    built = shared(one_for_all, "dist", lambda into: build(tree, into))
    return Packages(next(built.glob("*.whl")), next(built.glob("*.tar.gz")))


@pytest.fixture(scope="session")
def wheel(packages: Packages) -> Path:
    """The wheel."""
    return packages.wheel


@pytest.fixture(scope="session")
def unpacked(one_for_all: Path, wheel: Path) -> Path:
    """A folder with what the wheel holds."""

    def unpack(folder: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)

    return shared(one_for_all, "unpacked", unpack)


def from_wheel(unpacked: Path, *words: str, cwd: Path) -> Answer:
    """What the program in the wheel answers in a folder."""
    finished = subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=bare(PYTHONPATH=str(unpacked), HOME=str(cwd)),
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
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "unsco_cli").rglob("*.py")}
    assert sources <= names
    assert {"unsco_cli/data/unsco.json", "unsco_cli/py.typed"} <= names
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


def test_the_wheel_stays_small(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST


def test_the_sdist_holds_the_tree_with_all_that_its_tests_need(packages: Packages, one_for_all: Path) -> None:
    with tarfile.open(packages.sdist) as archive:
        held = {
            PurePosixPath(*PurePosixPath(member.name).parts[1:])
            for member in archive.getmembers()
            if member.isfile()
        }
    tree = one_for_all / "tree"
    kept = {PurePosixPath(path.relative_to(tree).as_posix()) for path in tree.rglob("*") if path.is_file()}
    assert {str(path) for path in held} == {str(path) for path in kept} | {"PKG-INFO"}


@posix
def test_packages_are_the_same_wherever_and_whenever_they_are_built(
    packages: Packages, one_for_all: Path, tmp_path: Path
) -> None:
    tree = tmp_path / "in" / "another place"
    shutil.copytree(one_for_all / "tree", tree)
    for path in [tree, *tree.rglob("*")]:
        # Another umask, and another day.
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    again = build(tree, tmp_path / "dist", TZ="Asia/Shanghai", LC_ALL="C", PYTHONHASHSEED="7")
    for ours, theirs in zip(packages, again, strict=True):
        assert ours.name == theirs.name
        assert ours.read_bytes() == theirs.read_bytes()


def test_the_description_is_what_an_index_takes(packages: Packages) -> None:
    pytest.importorskip("twine", reason="twine is not among what the tests need: pip install '.[dev]'")
    judged = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *map(str, packages)],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert judged.returncode == 0, judged.stdout


def test_the_classifiers_name_the_pythons_that_are_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [one.rpartition(" ")[2] for one in project["classifiers"] if "Python :: 3." in one]
    assert named[0] == project["requires-python"].removeprefix(">=")
    assert named == [f"3.{minor}" for minor in range(11, 11 + len(named))]
    # A project that is nowhere to be found names no address.
    assert "urls" not in project
