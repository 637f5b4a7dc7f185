"""Files and folders that somebody else writes: whole or not at all, never in the place of a user's own."""

import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from unsco_cli.errors import CannotWrite
from unsco_cli.files import FileExists, InTheWay, NoFile, make_file, make_folder

not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
NAMES = ("a.csv", "b.csv")
Made = dict[str, bytes]


def filled(letter: bytes) -> Made:
    return dict.fromkeys(NAMES, letter * 100000)


def filling(letter: bytes) -> Callable[[str], None]:
    """What fills a folder with files that hold one letter."""

    def fill(place: str) -> None:
        for name, contents in filled(letter).items():
            Path(place, name).write_bytes(contents)

    return fill


def held(folder: Path) -> Made:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()}


def make(path: Path | str, letter: bytes = b"n", *, replace: bool = False) -> None:
    make_folder(str(path), filling(letter), replace=replace, names=NAMES)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder of an earlier export."""
    path = tmp_path / "out"
    make(path, b"o")
    return path


def test_a_folder_is_made_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path / "out")
    assert held(tmp_path / "out") == filled(b"n")
    assert os.listdir(tmp_path) == ["out"]
    # A path may end as shells complete it.
    make(f"{tmp_path}/other/")
    assert sorted(os.listdir(tmp_path)) == ["other", "out"]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o755), (0o077, 0o700)])
def test_a_new_folder_has_the_permissions_that_new_folders_have(mask: int, mode: int, tmp_path: Path) -> None:
    usual = os.umask(mask)
    try:
        make(tmp_path / "out")
    finally:
        os.umask(usual)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == mode


def test_a_folder_that_is_there_stays_unless_that_is_forced(old: Path) -> None:
    old.chmod(0o750)
    with pytest.raises(FileExists, match="--force"):
        make(old)
    assert held(old) == filled(b"o")
    make(old, replace=True)
    assert held(old) == filled(b"n")
    assert stat.S_IMODE(old.stat().st_mode) == 0o750
    assert os.listdir(old.parent) == ["out"]


@pytest.mark.parametrize("part", NAMES)
def test_a_folder_of_which_a_part_is_gone_is_replaced(part: str, old: Path) -> None:
    (old / part).unlink()
    make(old, replace=True)
    assert held(old) == filled(b"n")


def test_an_empty_folder_is_replaced_where_that_is_forced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(FileExists):
        make(tmp_path / "out")
    make(tmp_path / "out", replace=True)
    assert held(tmp_path / "out") == filled(b"n")


def bring_a_file(folder: Path) -> str:
    (folder / "mine.csv").write_bytes(b"dear")
    return "mine.csv"


def bring_a_folder(folder: Path) -> str:
    (folder / "a.csv").unlink()
    (folder / "a.csv").mkdir()
    return "a.csv"


def bring_a_link(folder: Path) -> str:
    (folder / "b.csv").unlink()
    (folder / "b.csv").symlink_to("/etc/hostname")
    return "b.csv"


def bring_a_hidden_file(folder: Path) -> str:
    (folder / ".git").touch()
    return ".git"


BRINGING = (bring_a_file, bring_a_folder, bring_a_link, bring_a_hidden_file)


@pytest.mark.parametrize("bring", BRINGING)
def test_a_folder_with_a_file_of_the_user_is_never_replaced(bring: Callable[[Path], str], old: Path) -> None:
    name = bring(old)
    before = sorted(os.listdir(old))
    with pytest.raises(InTheWay, match=f"{name} is in the way"):
        make(old, replace=True)
    assert sorted(os.listdir(old)) == before
    assert os.listdir(old.parent) == ["out"]


@pytest.mark.parametrize("bring", BRINGING)
def test_nor_is_one_into_which_it_came_meanwhile(bring: Callable[[Path], str], old: Path) -> None:
    def fill(place: str) -> None:
        filling(b"n")(place)
        bring(old)

    with pytest.raises(InTheWay, match="is in the way"):
        make_folder(str(old), fill, replace=True, names=NAMES)
    assert os.listdir(old.parent) == ["out"]
    # That of the old export which the user left is there, and nothing of the new one.
    assert (old / "b.csv").read_bytes() != filled(b"n")["b.csv"]


@pytest.mark.parametrize("replace", [True, False])
def test_what_came_to_be_there_meanwhile_stays(replace: bool, tmp_path: Path) -> None:
    def fill(place: str) -> None:
        filling(b"n")(place)
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "mine").touch()

    with pytest.raises(InTheWay if replace else FileExists):
        make_folder(str(tmp_path / "out"), fill, replace=replace, names=NAMES)
    assert held(tmp_path / "out") == {"mine": b""}
    assert os.listdir(tmp_path) == ["out"]

    def write(place: str) -> None:
        Path(place).write_bytes(b"new")
        (tmp_path / "file").write_bytes(b"old")

    if not replace:
        with pytest.raises(FileExists):
            make_file(str(tmp_path / "file"), write, replace=False)
        assert (tmp_path / "file").read_bytes() == b"old"


def test_a_link_to_a_folder_is_followed_and_stays_one(old: Path) -> None:
    link = old.parent / "link"
    link.symlink_to("out")
    make(link, replace=True)
    assert link.is_symlink()
    assert held(old) == filled(b"n")
    nowhere = old.parent / "nowhere"
    nowhere.symlink_to("far")
    with pytest.raises(FileExists):
        make(nowhere)
    make(nowhere, replace=True)
    assert nowhere.is_symlink()
    assert held(old.parent / "far") == filled(b"n")


def test_what_is_no_place_for_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    for path in ("file", "missing/out", "file/out", "loop", "x" * 300, "a\0b"):
        with pytest.raises(CannotWrite):
            make(f"{tmp_path}/{path}", replace=True)
        assert sorted(os.listdir(tmp_path)) == ["file", "loop"]
    with pytest.raises(NoFile):
        make("", replace=True)


@not_as_root
def test_a_folder_that_is_write_protected_stays_and_nothing_else_is_left(old: Path) -> None:
    old.chmod(0o555)
    with pytest.raises(CannotWrite, match="Permission denied"):
        make(old, replace=True)
    assert held(old) == filled(b"o")
    assert os.listdir(old.parent) == ["out"]


def test_where_filling_fails_nothing_is_left(old: Path) -> None:
    def fill(place: str) -> None:
        filling(b"n")(place)
        raise OSError(28, "No space left on device")

    for path in (old, old.parent / "new"):
        with pytest.raises(CannotWrite, match="No space left"):
            make_folder(str(path), fill, replace=True, names=NAMES)
    assert held(old) == filled(b"o")
    assert os.listdir(old.parent) == ["out"]


def test_whoever_writes_a_file_may_keep_others_beside_it(tmp_path: Path) -> None:
    def write(place: str) -> None:
        Path(f"{place}-journal").touch()
        assert set(os.listdir(tmp_path)) <= {"file", Path(place).parent.name}
        Path(place).write_bytes(b"new")

    make_file(str(tmp_path / "file"), write, replace=False)
    assert held(tmp_path) == {"file": b"new"}
    (tmp_path / "file").chmod(0o640)
    make_file(str(tmp_path / "file"), write, replace=True)
    assert held(tmp_path) == {"file": b"new"}
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "missing" / "file", tmp_path / "pipe"):
        with pytest.raises(CannotWrite):
            make_file(str(place), write, replace=True)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


# Fills a folder with one letter and then with the other, over and over, and says so once it is about to.
WRITER = """
import os, sys
from unsco_cli.files import make_folder
sys.platform = sys.argv[2]
def filling(letter):
    def fill(place):
        for name in ("a.csv", "b.csv"):
            with open(os.path.join(place, name), "wb") as file:
                file.write(letter * 100_000)
    return fill
print(flush=True)
while True:
    for letter in (b"a", b"b"):
        make_folder(sys.argv[1], filling(letter), replace=True, names=("a.csv", "b.csv"))
"""


def started(path: Path, platform: str = sys.platform) -> "subprocess.Popen[bytes]":
    writer = subprocess.Popen(
        [sys.executable, "-S", "-c", WRITER, str(path), platform],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert writer.stdout
    assert writer.stdout.readline()
    return writer


def ended(writer: "subprocess.Popen[bytes]", sign: int) -> None:
    time.sleep(random.Random(writer.pid).uniform(0.001, 0.02))
    writer.send_signal(sign)
    writer.communicate(timeout=60)


def test_a_writer_that_is_killed_leaves_the_old_folder_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "out"
    make(path, b"a")
    whole = (filled(b"a"), filled(b"b"))
    for _ in range(20):
        ended(started(path), signal.SIGKILL)
        assert held(path) in whole
    left = set(os.listdir(tmp_path)) - {"out"}
    assert len(left) <= 20
    assert all(name.startswith(".out.") for name in left)
    make(path, b"n", replace=True)
    assert held(path) == filled(b"n")


@pytest.mark.parametrize("platform", [sys.platform, "one that exchanges nothing"])
def test_a_writer_that_is_interrupted_leaves_nothing_else(platform: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    make(path, b"a")
    for _ in range(10):
        ended(started(path, platform), signal.SIGINT)
        assert held(path) in (filled(b"a"), filled(b"b"))
        assert os.listdir(tmp_path) == ["out"]


def test_a_reader_sees_one_folder_or_the_other(tmp_path: Path) -> None:
    path = tmp_path / "out"
    make(path, b"a")
    writer = started(path)
    try:
        for _ in range(2000):
            # Of a folder that was opened the files may go, but none may be half there.
            assert sorted(os.listdir(path)) in ([*NAMES], ["a.csv"], ["b.csv"], [])
            assert path.is_dir()
    finally:
        writer.kill()
        writer.communicate(timeout=60)
