"""Long answers on a terminal go through the user's pager, and nothing else does."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, StoreMaker, delegation, event
from unsco_cli.pager import pager

# Records what it is given, and how; what it prints shows that it ran.
RECORDS = """\
import os, pathlib, sys
folder = pathlib.Path(__file__).parent
(folder / "given").write_bytes(sys.stdin.buffer.read())
how = [*sys.argv[1:], os.environ.get("LESS", ""), os.environ.get("LESSCHARSET", "")]
(folder / "how").write_text("\\n".join(how))
print("PAGED")
"""
LEAVES = "import sys; sys.stdin.buffer.readline(); print('LEFT')\n"
INTERRUPTED = "import os, signal; signal.signal(2, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGINT)\n"


class Seen(NamedTuple):
    """What a terminal showed, and how the program ended."""

    shown: str
    code: int


def on_terminal(
    *words: str, environ: Mapping[str, str], height: int = 24, width: int = 80, stdin: str | None = None
) -> Seen:
    """Run the program on a terminal of its own."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    running = subprocess.Popen(
        [sys.executable, "-m", "unsco_cli", *words],
        stdin=theirs if stdin is None else subprocess.PIPE,
        stdout=theirs,
        stderr=theirs,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", **environ},
    )
    os.close(theirs)
    if running.stdin is not None:
        running.stdin.write((stdin or "").encode())
        running.stdin.close()
    shown = b""
    end = time.monotonic() + 30
    while select.select([ours], [], [], max(0, end - time.monotonic()))[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    code = running.wait(timeout=30)
    os.close(ours)
    return Seen(shown.decode().replace("\r\n", "\n"), code)


class Pager:
    """A pager made for a test."""

    def __init__(self, folder: Path, code: str) -> None:
        self._folder = folder
        script = folder / "a pager.py"
        script.write_text(code, encoding="utf-8")
        self.line = f"'{sys.executable}' '{script}' --option 'two words'"

    @property
    def given(self) -> str | None:
        """What it was given, if it ran."""
        file = self._folder / "given"
        return file.read_text(encoding="utf-8") if file.exists() else None

    @property
    def how(self) -> list[str]:
        """The words and variables that it was started with."""
        return (self._folder / "how").read_text(encoding="utf-8").split("\n")


@pytest.fixture
def records(tmp_path: Path) -> Pager:
    """A pager that records what it is given."""
    return Pager(tmp_path, RECORDS)


PLAIN = {"NO_COLOR": "1", "PAGER": ""}


def test_an_answer_that_is_longer_than_the_terminal_goes_through_the_pager_whole(records: Pager) -> None:
    seen = on_terminal("list", "events", environ={"NO_COLOR": "1", "PAGER": records.line})
    assert seen == Seen("PAGED\n", 0)
    assert records.given == on_terminal("list", "events", environ=PLAIN).shown
    assert records.how == ["--option", "two words", "FRX", "utf-8"]


def test_what_the_user_says_of_less_counts(records: Pager) -> None:
    on_terminal("list", "events", environ={"PAGER": records.line, "LESS": "S", "LESSCHARSET": "koi8-r"})
    assert records.how[2:] == ["S", "koi8-r"]


def test_an_answer_that_fits_does_not(records: Pager) -> None:
    # A title, a heading with its line, and six observers: nine lines, and one for what is typed next.
    assert on_terminal("list", "observers", environ={"PAGER": records.line}, height=10).code == 0
    assert records.given is None
    assert on_terminal("list", "observers", environ={"PAGER": records.line}, height=9).shown == "PAGED\n"
    assert records.given is not None


def test_colours_reach_the_pager_and_take_no_room(records: Pager) -> None:
    on_terminal("list", "observers", environ={"PAGER": records.line}, height=10)
    assert records.given is None
    on_terminal("show", "iran", environ={"PAGER": records.line})
    assert "\x1b[" in str(records.given)


@pytest.mark.parametrize(
    "words",
    [
        ("list", "events", "-f", "tsv"),
        ("list", "events", "-f", "json"),
        ("list", "events", "-f", "ids"),
        ("--version",),
        ("list", "events", "-n", "3"),
        ("--no-pager", "list", "events"),
        ("--store", str(ROOT / "data" / "unsco.json"), "--no-pager", "list", "events"),
        ("show", "nobody"),
    ],
    ids=" ".join,
)
def test_what_is_for_programs_or_short_does_not(words: tuple[str, ...], records: Pager) -> None:
    seen = on_terminal(*words, environ={"PAGER": records.line})
    assert "PAGED" not in seen.shown
    assert seen.shown
    assert records.given is None


def test_off_a_terminal_and_into_a_file_nothing_does(records: Pager, tmp_path: Path) -> None:
    file = tmp_path / "events.txt"
    words = ("list", "events", "-f", "table", "-o", str(file))
    assert on_terminal(*words, environ={"PAGER": records.line}) == Seen("", 0)
    piped = subprocess.run(
        [sys.executable, "-m", "unsco_cli", "list", "events", "-f", "table"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PAGER": records.line, "LINES": "5"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert piped.stdout.decode() == file.read_text(encoding="utf-8")
    assert records.given is None


@pytest.mark.parametrize(
    "words", [("cite", "iran"), ("list", "--help"), ("add", "event", "-h")], ids=" ".join
)
def test_long_texts_for_people_do(words: tuple[str, ...], records: Pager) -> None:
    assert on_terminal(*words, environ={"PAGER": records.line}) == Seen("PAGED\n", 0)
    assert records.given == on_terminal(*words, environ=PLAIN).shown


def test_the_help_of_the_program_fits_a_terminal(records: Pager) -> None:
    seen = on_terminal("--help", environ={"PAGER": records.line})
    assert seen.shown.startswith("Usage: unsco")
    assert records.given is None


def test_names_are_read_from_standard_input_all_the_same(records: Pager) -> None:
    seen = on_terminal("show", "-", stdin="iran\nunodc\n", environ={"PAGER": records.line})
    assert seen == Seen("PAGED\n", 0)
    assert "iran" in str(records.given).lower()


@pytest.mark.parametrize("environ", [{"PAGER": "cat"}, {"PAGER": ""}, {"PAGER": " "}, {"UNSCO_PAGER": ""}])
def test_a_pager_can_be_turned_off(environ: dict[str, str], records: Pager) -> None:
    more = {"PAGER": records.line, **environ}
    assert len(on_terminal("list", "events", environ=more).shown.splitlines()) > 100
    assert records.given is None


def test_the_programs_own_pager_comes_first(records: Pager) -> None:
    on_terminal("list", "events", environ={"PAGER": "cat", "UNSCO_PAGER": records.line})
    assert records.given is not None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/no/such/pager", "unsco: the pager '/no/such/pager' can't be used: No such file or directory\n"),
        ("less '", "unsco: the pager 'less '' can't be used: No closing quotation\n"),
    ],
)
def test_without_its_pager_the_answer_is_shown_as_it_is(line: str, told: str) -> None:
    plain = on_terminal("list", "events", environ=PLAIN)
    seen = on_terminal("list", "events", environ={"NO_COLOR": "1", "PAGER": line})
    assert seen == Seen(told + plain.shown, 0)


def test_where_the_usual_pager_is_missing_nothing_is_said(tmp_path: Path) -> None:
    plain = on_terminal("list", "events", environ=PLAIN)
    assert on_terminal("list", "events", environ={"NO_COLOR": "1", "PATH": str(tmp_path)}) == plain


def test_whoever_leaves_early_has_read_enough(tmp_path: Path) -> None:
    leaves = Pager(tmp_path, LEAVES).line
    assert on_terminal("list", "events", environ={"PAGER": leaves}) == Seen("LEFT\n", 0)
    # More than a pipe holds.
    assert on_terminal("show", *["un-sco-2018"] * 40, environ={"PAGER": leaves}) == Seen("LEFT\n", 0)


def test_the_exit_code_is_that_of_the_command(make_store: StoreMaker, tmp_path: Path) -> None:
    store = make_store(events=[event(f"e{number}", country="nowhere") for number in range(40)])
    for code in (RECORDS, LEAVES):
        pages = Pager(tmp_path, code).line
        seen = on_terminal("--store", store, "validate", environ={"PAGER": pages})
        assert seen.code == 1
        assert seen.shown.splitlines()[0] in ("PAGED", "LEFT")


def test_a_pager_that_an_interruption_ends_ends_the_program(tmp_path: Path) -> None:
    pages = Pager(tmp_path, INTERRUPTED).line
    assert on_terminal("list", "events", environ={"PAGER": pages}) == Seen("", 130)


def test_an_interruption_is_for_the_pager_which_may_go_on(tmp_path: Path) -> None:
    heeds = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "os.kill(os.getppid(), signal.SIGINT)\n"
        "sys.stdin.buffer.read(); print('READ ON')\n"
    )
    seen = on_terminal("list", "events", environ={"PAGER": Pager(tmp_path, heeds).line})
    assert seen == Seen("READ ON\n", 0)


def test_nothing_in_a_record_reaches_the_pager_that_could_act(make_store: StoreMaker, records: Pager) -> None:
    hostile = [delegation(f"d{number}", name=f"\x1b[2J\x07\u202e{number}") for number in range(40)]
    on_terminal(
        "--store",
        make_store(delegations=hostile),
        "list",
        "delegations",
        environ={"PAGER": records.line, "NO_COLOR": "1"},
    )
    assert "\\x1b[2J\\x07\\u202e7" in str(records.given)
    assert not set(str(records.given)) & set("\x1b\x07\u202e")


def test_which_pager_is_meant() -> None:
    assert pager({"PAGER": "most -s", "UNSCO_PAGER": "less '-p x'"}) == ["less", "-p x"]
    assert pager({"TERM": "dumb"}) == []
    assert pager({"TERM": "dumb", "PAGER": "less"}) == ["less"]
    assert pager({}) == ["more" if sys.platform == "win32" else "less"]


def test_an_interrupt_is_heeded_again_after_the_pager(records: Pager) -> None:
    code = (
        "import signal, sys; from unsco_cli.main import run; from unsco_cli.world import this_process\n"
        "run(['list', 'events'], this_process())\n"
        "print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)\n"
    )
    program = Path(records.line.split("'")[3]).parent / "program.py"
    program.write_text(code, encoding="utf-8")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PAGER": records.line}
    subprocess.run([sys.executable, program], stdout=theirs, env=environ, check=True, timeout=60)
    assert os.read(ours, 1000) == b"PAGED\r\nTrue\r\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    os.close(ours)
    os.close(theirs)
