"""Answers written to a file: whole or not at all, in the format of its ending, over another only if asked."""

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Answer, StoreMaker, ask, event, process
from tests.systems import not_as_root, posix
from unsco_cli.files import FileExists, write_file
from unsco_cli.render import FORMATS, GRAPHS, STYLES

LIST = ("list", "observers", "-n", "3")


def written(path: Path, *words: str) -> bytes:
    """What a command writes to a file, which has to be all that it does."""
    answer = ask(*words, "-o", str(path))
    assert answer == (0, "", ""), answer
    assert os.listdir(path.parent) == [path.name]
    return path.read_bytes()


def piped(*words: str) -> bytes:
    answer = ask(*words)
    assert answer.code == 0
    return answer.out.encode()


def refused(folder: Path, path: str, *words: str, left: tuple[str, ...] = ()) -> str:
    """The line with which a path is refused; nothing is left behind."""
    answer = ask(*(words or LIST), "-o", path)
    assert is_refused(answer)
    assert sorted(os.listdir(folder)) == sorted(left)
    return answer.err


def is_refused(answer: Answer) -> bool:
    return (
        answer.code == 1
        and answer.out == ""
        and answer.err.startswith("unsco: ")
        and len(answer.err.splitlines()) == 1
    )


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("words", [LIST, ("show", "laos"), ("info",)], ids=" ".join)
def test_a_file_holds_what_a_pipe_gets_in_the_format_of_its_ending(
    format_: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    expected = piped(*words, "-f", format_)
    assert written(tmp_path / f"answer.{format_.upper()}", *words) == expected
    os.unlink(tmp_path / f"answer.{format_.upper()}")
    assert written(tmp_path / f"a.b.{format_}", *words) == expected


@pytest.mark.parametrize("name", ["answer", "answer.txt", "answer.", ".json", "a.bib", "a.dot", "a.jsön"])
def test_an_ending_that_no_format_has_gets_what_a_pipe_gets(name: str, tmp_path: Path) -> None:
    assert written(tmp_path / name, *LIST) == piped(*LIST, "-f", "tsv")


def test_the_format_that_is_given_goes_before_the_ending(tmp_path: Path) -> None:
    assert written(tmp_path / "answer.csv", *LIST, "-f", "json") == piped(*LIST, "-f", "json")


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("a.bib", ("cite", "laos"), ("--style", "bibtex")),
        ("a.RIS", ("cite", "laos"), ("--style", "ris")),
        ("a.txt", ("cite", "laos"), ("--style", "text")),
        ("a.csv", ("cite", "laos"), ("-f", "csv")),
        ("a.csv", ("cite", "laos", "-c", "id,title", "--no-header"), ("-f", "csv")),
        ("a.svg", ("cite", "laos"), ("-f", "svg")),
        ("a.csv", ("cite", "laos", "--style", "ris"), ()),
        ("a.graphml", ("network", "--min", "20"), ("-f", "graphml")),
        ("a.Dot", ("network", "--min", "20"), ("-f", "dot")),
        ("a.txt", ("network", "--min", "20"), ("-f", "tsv")),
        ("a.html", ("status",), ("-f", "html")),
        ("a.json", ("attendance", "iran", "--to", "2008"), ("-f", "json")),
        ("a.md", ("validate",), ("-f", "md")),
    ],
)
def test_commands_have_endings_of_their_own(
    name: str, words: tuple[str, ...], expected: tuple[str, ...], tmp_path: Path
) -> None:
    assert written(tmp_path / name, *words) == piped(*words, *expected)


def test_every_style_and_graph_has_an_ending_or_can_be_asked_for(tmp_path: Path) -> None:
    for number, style in enumerate(STYLES):
        ask("cite", "laos", "--style", style, "-o", str(tmp_path / f"{number}.csv"))
        assert (tmp_path / f"{number}.csv").read_bytes() == piped("cite", "laos", "--style", style)
    assert {"graphml", "dot"} == set(GRAPHS)


@pytest.mark.parametrize(
    "words",
    [
        ("cite", "laos", "-c", "id", "-o", "refs.bib"),
        ("cite", "laos", "--no-header", "-o", "refs.txt"),
        ("network", "-c", "id", "-o", "net.dot"),
        ("list", "observers", "-c", "nothing", "-o", "a.csv"),
        ("list", "observers", "-s", "nothing", "-o", "a.csv"),
        ("list", "observers", "-f", "nothing", "-o", "a.csv"),
        ("show", "nobody", "-o", "a.csv"),
        ("status", "nobody", "-o", "a.svg"),
        ("--store", "/no.json", "list", "events", "-o", "a.csv"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_where_the_question_fails(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = ask(*words)
    assert answer.code in (2, 3, 4)
    assert len(answer.err.splitlines()) == 1
    assert os.listdir(tmp_path) == []


def test_a_dash_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask(*LIST, "-o", "-") == ask(*LIST)
    assert ask(*LIST, "-o", "-", terminal=80) == ask(*LIST, terminal=80)
    assert ask("attendance", "iran", "-o", "-", terminal=80) == ask("attendance", "iran", terminal=80)
    assert os.listdir(tmp_path) == []
    assert ask(*LIST, "-o", "./-").out == ""
    assert os.listdir(tmp_path) == ["-"]


def test_a_file_is_written_as_a_pipe_is_whatever_the_terminal(tmp_path: Path) -> None:
    for number, words in enumerate((LIST, ("attendance", "iran"), ("info", "-f", "table"))):
        path = tmp_path / str(number)
        assert ask(*words, "-o", str(path), terminal=40, environ=COLOURED).out == ""
        assert path.read_bytes() == ask(*words, environ=COLOURED).out.encode()


COLOURED = {"NO_COLOR": "", "FORCE_COLOR": "1"}


def test_notes_go_to_standard_error(tmp_path: Path, make_store: StoreMaker) -> None:
    period = {"status": "observer", "from": "2018", "basis": "act", "sources": [{"id": "page"}]}
    store = make_store(delegations=[{"id": "aaa", "kind": "state", "name": "Aaa", "statuses": [period]}])
    words = ("--store", store, "list", "observers", "--as-of", "2018", "-f", "csv")
    answer = ask(*words, "-o", str(tmp_path / "a"))
    assert answer == (0, "", ask(*words).err)
    assert answer.err
    assert (tmp_path / "a").read_text() == ask(*words).out


def test_what_is_told_by_the_exit_code_is_written_all_the_same(
    tmp_path: Path, make_store: StoreMaker
) -> None:
    answer = ask("list", "events", "--from", "2031", "--exit-status", "-o", str(tmp_path / "none.json"))
    assert answer == (1, "", "")
    assert (tmp_path / "none.json").read_text() == "[]\n"
    store = make_store(events=[event("one", sources=[])])
    answer = ask("validate", store, "-o", str(tmp_path / "problems.csv"))
    assert is_refused(answer)
    assert (tmp_path / "problems.csv").read_text() == ask("validate", store, "-f", "csv").out


@posix
def test_a_file_that_is_there_is_kept_unless_that_is_forced(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    path.write_bytes(b"dear to somebody")
    path.chmod(0o640)
    before = path.stat()
    line = refused(tmp_path, str(path), left=("answer.csv",))
    assert "exists already" in line
    assert "--force" in line
    after = path.stat()
    assert path.read_bytes() == b"dear to somebody"
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert written(path, *LIST, "--force") == piped(*LIST, "-f", "csv")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_new_files_have(mask: int, mode: int, tmp_path: Path) -> None:
    usual = os.umask(mask)
    try:
        written(tmp_path / "answer.csv", *LIST)
        written(tmp_path / "answer.csv", *LIST, "--force")
    finally:
        os.umask(usual)
    assert stat.S_IMODE((tmp_path / "answer.csv").stat().st_mode) == mode


@posix
@pytest.mark.parametrize("mode", [0o444, 0o600, 0o755])
def test_a_file_that_is_replaced_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    (tmp_path / "answer").touch()
    (tmp_path / "answer").chmod(mode)
    written(tmp_path / "answer", *LIST, "--force")
    assert stat.S_IMODE((tmp_path / "answer").stat().st_mode) == mode


@posix
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed_and_stays_one(there: bool, tmp_path: Path) -> None:
    target, link, first = tmp_path / "far" / "target.csv", tmp_path / "link.csv", tmp_path / "first.csv"
    target.parent.mkdir()
    link.symlink_to(Path("far") / "target.csv")
    first.symlink_to(link)
    if there:
        target.write_bytes(b"old")
        assert "exists already" in refused(tmp_path, str(first), left=("far", "first.csv", "link.csv"))
        assert target.read_bytes() == b"old"
    assert ask(*LIST, "-o", str(first), "--force") == (0, "", "")
    assert (first.is_symlink(), link.is_symlink(), target.is_symlink()) == (True, True, False)
    assert target.read_bytes() == piped(*LIST, "-f", "csv")
    assert os.listdir(target.parent) == ["target.csv"]


@posix
def test_what_is_no_place_for_a_file_is_refused_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    left = ("file", "folder", "loop")
    for path in (
        "folder",
        "missing/file",
        "file/file",
        "loop",
        "x" * 300,
        "a\0b",
        "folder/",
        "new/",
        "file/",
    ):
        for force in ((), ("--force",)):
            line = refused(tmp_path, f"{tmp_path}/{path}", *LIST, *force, left=left)
            assert "\0" not in line
    assert "''" in refused(tmp_path, "", left=left)
    assert os.listdir(tmp_path / "folder") == []
    assert (tmp_path / "file").read_bytes() == b""


@not_as_root
def test_a_folder_that_can_not_be_written_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        assert "Permission denied" in refused(tmp_path, str(tmp_path / "a.csv"))
    finally:
        tmp_path.chmod(0o755)


@not_as_root
def test_a_folder_that_can_not_be_listed_is_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o333)
    try:
        assert ask(*LIST, "-o", str(tmp_path / "a.csv")) == (0, "", "")
    finally:
        tmp_path.chmod(0o755)
    assert (tmp_path / "a.csv").read_bytes() == piped(*LIST, "-f", "csv")


@posix
@pytest.mark.parametrize(
    "name", ["x" * 255, "长" * 85, "🇰🇬" * 31, "\x1b[31m\n", "a b", "\udcff\udcfe.csv", "-n"]
)
def test_a_file_may_have_any_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for force in ((), ("--force",)):
        assert ask(*LIST, *force, f"--output={name}") == (0, "", "")
        assert os.listdir() == [name]
    answer = ask(*LIST, f"--output={name}")
    assert is_refused(answer)
    assert answer.err.encode()
    assert "\x1b" not in answer.err


@posix
def test_half_a_letter_from_the_command_line_is_written_as_to_a_pipe(tmp_path: Path) -> None:
    store = tmp_path / "\udcff.json"
    store.write_text("{}")
    words = ("validate", str(store), "-f", "table")
    assert ask(*words, "-o", str(tmp_path / "answer")).code == 1
    assert "\\udcff.json" in (tmp_path / "answer").read_text(encoding="utf-8").splitlines()[0]


@posix
def test_what_is_no_file_is_written_to_as_it_is(tmp_path: Path) -> None:
    expected = process(*LIST)
    assert process(*LIST, "-o", "/dev/stdout") == expected
    assert process(*LIST, "-o", "/dev/stderr") == (0, "", expected.out)
    assert ask(*LIST, "-o", "/dev/null") == (0, "", "")
    assert os.path.exists("/dev/null")
    assert not os.path.isfile("/dev/null")
    if os.path.exists("/dev/full"):
        full = ask(*LIST, "-o", "/dev/full")
        assert is_refused(full)
        assert "No space left on device" in full.err
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert ask(*LIST, "-o", str(pipe)) == (0, "", "")
        assert reader.communicate(timeout=60)[0] == piped(*LIST, "-f", "csv")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert os.listdir(tmp_path) == ["pipe.csv"]


@posix
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415

    path = tmp_path / "events.svg"
    path.write_bytes(b"old")
    finished = subprocess.run(
        [sys.executable, "-m", "unsco_cli", "list", "events", "-o", str(path), "--force"],
        capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        timeout=60,
        check=False,
    )
    assert is_refused(Answer(finished.returncode, finished.stdout.decode(), finished.stderr.decode()))
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["events.svg"]


# Writes one letter and then the other, over and over, and says so once it is about to.
WRITER = """
import sys
from unsco_cli.files import write_file
print(flush=True)
while True:
    for letter in (b"a", b"b"):
        write_file(sys.argv[1], letter * 300_000, replace=True)
"""


@posix
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    whole = {letter * 300_000 for letter in (b"a", b"b")}
    path.write_bytes(min(whole))
    chance = random.Random(1)
    for _ in range(30):
        with subprocess.Popen(
            [sys.executable, "-S", "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout
            assert writer.stdout.readline()
            time.sleep(chance.uniform(0.001, 0.015))
            writer.kill()
        assert writer.returncode == -signal.SIGKILL
        assert path.read_bytes() in whole
    left = set(os.listdir(tmp_path)) - {"answer"}
    assert len(left) <= 30
    assert all(name.startswith(".answer.") for name in left)
    write_file(str(path), b"new", replace=True)
    assert path.read_bytes() == b"new"


def test_of_many_writers_at_once_one_wins(tmp_path: Path) -> None:
    path = str(tmp_path / "answer")
    for _ in range(20):
        start = threading.Barrier(6)
        won: list[bytes] = []

        def write(contents: bytes, start: threading.Barrier = start, won: list[bytes] = won) -> None:
            start.wait()
            try:
                write_file(path, contents, replace=False)
            except FileExists:
                return
            won.append(contents)

        threads = [threading.Thread(target=write, args=(bytes([65 + number]) * 9999,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        assert Path(path).read_bytes() == won[0]
        assert os.listdir(tmp_path) == ["answer"]
        os.unlink(path)


def test_force_without_a_file_is_refused() -> None:
    answer = ask("list", "members", "--force")
    assert (answer.code, answer.out) == (2, "")
    assert "--output" in answer.err
    assert len(answer.err.splitlines()) == 1
