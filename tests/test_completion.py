"""Completion: what each shell asks and is answered, and that it works in those shells."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, TODAY, Answer, StoreMaker, delegation, event, process, rows
from unsco_cli.commands import COMMANDS, SUMMARIES
from unsco_cli.completion import complete
from unsco_cli.main import build
from unsco_cli.render import FORMATS
from unsco_cli.schema import COLLECTIONS, VIEWS
from unsco_cli.shells import request
from unsco_cli.shells.scripts import SCRIPTS
from unsco_cli.validate import CHECKS
from unsco_cli.world import World

ASKING = ("bash", "zsh", "fish", "powershell")
HOSTILE = [
    'Sri Lanka\'s "quoted"',
    "$(touch pwned)",
    "\\$(touch pwned)",
    "`touch pwned`",
    "\\`touch pwned\\`",
    "';touch pwned;'",
    '";touch pwned;"',
    "') ; touch pwned ; ('",
    "new\nline\ttab\rreturn",
    "\x1b[2J\x07colour",
    "::: three",
    "%F{red}%S",
    "*?[a-z]{b,c}",
    "\u202eright to left",
    "-e --rcfile",
    "a" * 500,
    "",
]


def variables(shell: str, line: str) -> dict[str, str]:
    """What the script of a shell sets when the last word of a line is to be completed."""
    words = line.split(" ")
    return {
        "bash": {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {
            "_TYPER_COMPLETE_ARGS": line.rstrip(),
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        },
    }[shell] | {"_UNSCO_COMPLETE": f"complete_{shell}"}


def replied(shell: str, line: str, **environ: str) -> tuple[str, int]:
    """What the program answers a shell, asked in this process."""
    set_ = {**variables(shell, line), **environ}
    asked = request(set_)
    assert asked is not None
    world = World(StringIO("stdin"), StringIO(), StringIO(), set_, lambda: TODAY, lambda: datetime.now(UTC))
    answer = complete(asked, world)
    assert (world.stdin.read(), world.stdout.getvalue(), world.stderr.getvalue()) == ("stdin", "", "")  # type: ignore[attr-defined]
    return answer


def offered(shell: str, line: str, **environ: str) -> dict[str, str]:
    """The words that a shell is offered, each with what it is told to be."""
    text, _ = replied(shell, line, **environ)
    if shell == "zsh":
        listed = re.findall(r"'([^']*)'", text)
        return {word.partition(":")[0]: word.partition(":")[2] for word in listed}
    between = {"bash": "\0", "fish": "\t", "powershell": ":::"}[shell]
    return {one.partition(between)[0]: one.partition(between)[2] for one in text.splitlines()}


@pytest.fixture(params=ASKING)
def shell(request: pytest.FixtureRequest) -> str:
    """Each of the shells."""
    return str(request.param)


# Which word is meant


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("unsco ", list(COMMANDS)),
        ("unsco li", ["list"]),
        ("unsco x", []),
        ("unsco --store x li", ["list"]),
        ("unsco list d", ["delegations", "dialogue-partners", "documents"]),
        ("unsco list OB", ["observers"]),
        ("unsco list events -f ", list(FORMATS)),
        ("unsco list events --format J", ["json", "jsonl"]),
        ("unsco list events -f json --city new", ["new-york"]),
        ("unsco list events --series joint", []),
        ("unsco list events --kind sig", ["signing"]),
        ("unsco list events --topic drug", ["drug-trafficking"]),
        ("unsco list events --country kyrg", ["kgz"]),
        ("unsco list observers --event un-sco-2018", ["un-sco-2018"]),
        ("unsco list observers --as", ["--as-of"]),
        ("unsco list observers --as-of ", []),
        ("unsco list observers --certain -f cs", ["csv"]),
        ("unsco list observers -f csv --form", []),
        ("unsco list observers -- --as", []),
        ("unsco list observers more", []),
        ("unsco list events --un", ["--un-involved"]),
        ("unsco validate --only chai", [name for name in CHECKS if name.startswith("chai")]),
        ("unsco why iran statu", ["statuses"]),
        ("unsco cite iran --style b", ["bibtex"]),
        ("unsco status kyrg", ["kgz"]),
        ("unsco show iran kyrg", ["kgz"]),
        ("unsco edit kyrg", ["kgz"]),
        ("unsco show delegations/kg", ["delegations/kgz"]),
        ("unsco show A/RES/71", ["a-res-71-14"]),
        ("unsco show -c official_name --names cu", ["current"]),
        ("unsco list observers -c unt", ["until"]),
        ("unsco list observers -c id,unt", ["id,until"]),
        ("unsco list observers -c id,id,until,nam", ["id,id,until,name", "id,id,until,names"]),
        ("unsco list observers -s unt", ["until"]),
        ("unsco list observers -s -unt", ["-until"]),
        ("unsco show iran -c iso", ["iso2", "iso3"]),
        ("unsco add ", [one.singular for one in COLLECTIONS.values()]),
        ("unsco add event --country kyrg", ["kgz"]),
        ("unsco add events --kind sig", ["signing"]),
        ("unsco add nonsense --", []),
        ("unsco nonsense ", []),
        ("unsco schema ob", ["observers"]),
    ],
)
def test_every_shell_is_offered_what_may_stand_there(shell: str, line: str, words: list[str]) -> None:
    found = list(offered(shell, line))
    if shell == "fish" and found != words:
        # It takes only what holds what was typed: a name instead of an id.
        assert found in (
            ["kyrgyzstan"],
            ["cooperation-between-the-united-nations-and-the-shanghai-cooperation-organisation"],
        )
        return
    assert found == words


def test_every_view_collection_and_option_of_every_command_is_offered() -> None:
    assert list(offered("fish", "unsco list ")) == list(VIEWS)
    assert set(offered("fish", "unsco search x --in ")) == set(COLLECTIONS)
    for command in COMMANDS:
        assert "--help" in offered("fish", f"unsco {command} -")


def test_options_and_commands_are_told_what_they_are() -> None:
    assert offered("fish", "unsco list observers --as-o") == {
        "--as-of": "The day that is asked about: 2018-11-27, 2018-11, 2018 or today."
    }
    assert offered("zsh", "unsco li") == {"list": SUMMARIES["list"]}
    assert offered("powershell", "unsco show irn") == {"irn": "Iran"}


def test_what_is_told_of_a_command_is_how_its_help_begins() -> None:
    assert list(SUMMARIES) == list(COMMANDS)
    for command in COMMANDS:
        program = build([command])
        module = program.registered_commands or program.registered_groups
        documented = (module[0].callback or module[0].typer_instance.registered_callback.callback).__doc__  # type: ignore[union-attr]
        assert documented is not None
        assert documented.partition("\n")[0] == SUMMARIES[command]


# Names


@pytest.mark.parametrize(
    "begun", ["kgz", "KG", "kyrgyz", "Kyrgyzstan", "KYRGYZ", "Kyrgyz\\ Rep", "'Kyrgyz R"]
)
def test_a_name_is_found_in_any_spelling(begun: str) -> None:
    assert offered("zsh", f"unsco status {begun}") == {"kgz": "Kyrgyzstan"}


def test_an_accent_may_be_typed_or_not(make_store: StoreMaker) -> None:
    store = make_store(delegations=[delegation("civ", name="Côte d'Ivoire"), delegation("che")])
    for begun in ("cote", "Côte", "CÔTE", "côte\\ d", "cote\\ divoire"):
        assert offered("zsh", f"unsco --store {store} show {begun}") == {"civ": "Côte d’Ivoire"}


def test_ids_come_first_and_names_that_begin_so_after_them() -> None:
    found = list(offered("powershell", "unsco show turk"))
    assert found[0] == "turkpa"
    assert {"tur", "tkm"} < set(found)


def test_of_several_names_bash_and_fish_are_offered_what_begins_as_was_typed() -> None:
    assert set(offered("bash", "unsco status turk")) == {"turkiye", "turkmenistan"}
    assert set(offered("fish", "unsco status turk")) == {"turkiye", "turkmenistan"}
    for name in ("turkiye", "turkmenistan"):
        assert rows("show", name)


def test_bash_keeps_what_was_typed_where_ids_have_nothing_in_common_with_it(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title="On trade"), event("once", title="More trade")])
    assert list(offered("bash", f"unsco --store {store} show trade")) == ["one", "once", " "]
    assert replied("zsh", f"unsco --store {store} show trade")[0].count("compstate[insert]=menu") == 1


def test_a_city_is_offered_so_that_it_needs_no_quotes_and_means_the_same() -> None:
    cities = offered("zsh", "unsco list events --city ")
    assert cities["new-york"] == "New York"
    for slug, city in cities.items():
        assert slug.replace("-", "").isalnum()
        assert rows("list", "events", "--city", slug) == rows("list", "events", "--city", city) != []


def test_bash_takes_a_value_behind_an_equals_sign_for_a_word_of_its_own() -> None:
    def at(*words: str) -> list[str]:
        line = {"COMP_WORDS": "\n".join(("unsco", *words)), "COMP_CWORD": str(len(words))}
        asked = request({"_UNSCO_COMPLETE": "complete_bash", **line})
        assert asked is not None
        world = World(StringIO(), StringIO(), StringIO(), {}, lambda: TODAY, lambda: datetime.now(UTC))
        return complete(asked, world)[0].splitlines()

    assert at("list", "events", "--format", "=", "js") == ["json", "jsonl"]
    assert at("list", "events", "--format", "=") == list(FORMATS)
    assert at("list", "events", "--city", "=", "vienna", "-f", "cs") == ["csv"]
    for shell in ("zsh", "fish", "powershell"):
        assert list(offered(shell, "unsco list events --format=cs")) == ["--format=csv"]


# Which store


def test_the_names_are_those_of_the_store_in_use(make_store: StoreMaker, tmp_path: Path) -> None:
    store = make_store(delegations=[delegation("xyz", name="Xyzland")])
    assert "xyz" not in offered("zsh", "unsco show xyz")
    assert offered("zsh", f"unsco --store {store} show xyz") == {"xyz": "Xyzland"}
    assert offered("zsh", f"unsco --store={store} show xyz") == {"xyz": "Xyzland"}
    assert offered("zsh", "unsco --store ~/store.json show xyz", HOME=str(tmp_path)) == {"xyz": "Xyzland"}
    assert offered("zsh", "unsco show xyz", UNSCO_STORE=store) == {"xyz": "Xyzland"}
    assert offered("zsh", "unsco list events --city x", UNSCO_STORE=store) == {}


@pytest.mark.parametrize(
    "contents", [None, "", "nonsense", "[]", '{"events": []}', '{"events": {"a": {"title": 3}}}']
)
def test_a_store_that_is_none_offers_nothing_and_says_nothing(contents: str | None, tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    if contents is not None:
        store.write_text(contents, encoding="utf-8")
    for line in ("unsco show x", "unsco list events --city x", "unsco list events -c x", "unsco cite x"):
        assert offered("fish", line, UNSCO_STORE=str(store)) == {}
    assert list(offered("fish", "unsco list ev", UNSCO_STORE=str(store))) == ["events"]


def test_standard_input_is_not_waited_for() -> None:
    reading, _writing = os.pipe()
    for line in (
        "unsco show - ir",
        "unsco --store - show ir",
        "unsco --store /dev/stdin show ir",
        "unsco show - -c ",
    ):
        finished = subprocess.run(
            [sys.executable, "-m", "unsco_cli"],
            stdin=reading,
            capture_output=True,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **variables("bash", line)},
            timeout=20,
            check=False,
        )
        assert (finished.returncode, finished.stderr) == (0, b"")
    os.close(reading)
    os.close(_writing)


# Whatever a line or a store holds


@given(line=st.text(max_size=60), shell=st.sampled_from(ASKING))
def test_no_line_is_too_odd(line: str, shell: str) -> None:
    environ = variables(shell, f"unsco {line}") | {"UNSCO_STORE": "/nowhere"}
    asked = request(environ)
    assert asked is not None
    world = World(StringIO(), StringIO(), StringIO(), environ, lambda: TODAY, lambda: datetime.now(UTC))
    text, code = complete(asked, world)
    assert code in (0, 1)
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "environ",
    [
        {"_UNSCO_COMPLETE": "complete_bash", "COMP_WORDS": "unsco li", "COMP_CWORD": "many"},
        {"_UNSCO_COMPLETE": "complete_bash", "COMP_WORDS": "unsco li", "COMP_CWORD": "9" * 400},
        {"_UNSCO_COMPLETE": "complete_bash", "COMP_WORDS": "unsco " * 40_000, "COMP_CWORD": "1"},
        {"_UNSCO_COMPLETE": "complete_ksh"},
        {"_UNSCO_COMPLETE": "nonsense"},
    ],
    ids=["no number", "endless number", "endless line", "another shell", "nonsense"],
)
def test_what_no_shell_asks_is_left_to_typer(environ: dict[str, str]) -> None:
    assert request(environ) is None


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    """A store whose ids, names and cities are commands, colours and quotes."""
    names = {identifier: {"id": identifier, "name": text} for identifier, text in _numbered(HOSTILE)}
    ids = {text: {"id": text, "name": text} for text in HOSTILE}
    events = {
        f"e{number}": {"title": text, "city": text, "series": text} for number, text in enumerate(HOSTILE)
    }
    store = tmp_path / "hostile.json"
    store.write_text(json.dumps({"delegations": {**names, **ids}, "events": events}), encoding="utf-8")
    return str(store)


def _numbered(texts: list[str]) -> Iterator[tuple[str, str]]:
    return ((f"id{number}", text) for number, text in enumerate(texts))


def test_no_shell_is_offered_what_it_could_run(shell: str, hostile: str) -> None:
    for line in (
        "unsco show ",
        "unsco list events --city ",
        "unsco list events --series ",
        "unsco show touch",
    ):
        text, _ = replied(shell, line, UNSCO_STORE=hostile)
        assert all(sign.isprintable() or sign in "\n\t" for sign in text)
        assert not set(text.replace("local -a unsco_offers; unsco_offers=(", "")) & set('$`\\"\x1b\u202e')
    assert set(offered(shell, "unsco show id1", UNSCO_STORE=hostile)) >= {"id1", "id10"}


# In the shells


def _program(folder: Path) -> Path:
    """A folder for PATH with the program in it."""
    program = folder / "bin" / "unsco"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m unsco_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program.parent


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the program, and the scripts where shells look for them."""
    folder = tmp_path_factory.mktemp("home")
    _program(folder)
    for path, script in SCRIPTS.items():
        place = folder / "share" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(script, encoding="utf-8")
    return folder


def environment(home: Path, **more: str) -> dict[str, str]:
    """Where a shell finds the program."""
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {
        "PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8", **more,
    }  # fmt: skip


def having(name: str) -> str:
    """The path of a shell; the test is left out where there is none."""
    return shutil.which(name) or pytest.skip(f"{name} is not installed here")


def script(name: str) -> str:
    """The path of a shell's script below ``share``."""
    (path,) = (path for path in SCRIPTS if path.startswith((f"{name}-", f"{name}/")))
    return path


class Terminal:
    """A shell on a terminal, to type on and to read."""

    def __init__(self, words: list[str], environ: dict[str, str], folder: Path) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.running = subprocess.Popen(
            words, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, cwd=folder, start_new_session=True
        )
        os.close(theirs)
        self.shown = ""

    def type(self, keys: str, until: str) -> str:
        """Type keys and return what is shown until some words are."""
        start = len(self.shown)
        os.write(self.ours, keys.encode())
        end = time.monotonic() + 20
        while until not in self.shown[start:]:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.ours], [], [], left)[0]:
                raise AssertionError(f"{until!r} is not in {self.shown[start:]!r}")
            self.shown += os.read(self.ours, 65536).decode(errors="replace")
        return self.shown[start:]

    def close(self) -> None:
        """End the shell."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait(timeout=20)
        os.close(self.ours)


def in_bash(home: Path, line: str, **environ: str) -> list[str]:
    """What bash would complete a line with, as its script says."""
    words = line.split(" ")
    asked = "COMP_WORDS=({}); COMP_CWORD={}; _unsco unsco; printf '%s\\n' \"${{COMPREPLY[@]}}\"".format(
        " ".join(f"'{word}'" for word in words), len(words) - 1
    )
    finished = subprocess.run(
        [having("bash"), "--norc", "-c", f"source {home}/share/{script('bash')}; {asked}"],
        capture_output=True, env=environment(home, **environ), cwd=home, timeout=60, check=False,
    )  # fmt: skip
    assert (finished.returncode, finished.stderr) == (0, b"")
    return finished.stdout.decode().splitlines()


def test_bash_completes(home: Path) -> None:
    assert in_bash(home, "unsco li") == ["list"]
    assert in_bash(home, "unsco show Türkiy") == ["tur"]
    assert in_bash(home, "unsco list events -f js") == ["json", "jsonl"]
    assert in_bash(home, "unsco show nobody-at-all") == [""]


def test_bash_completes_what_is_typed(home: Path) -> None:
    bash = Terminal([having("bash"), "--norc", "--noprofile", "-i"], environment(home, PS1="> "), home)
    try:
        bash.type(
            f"bind 'set enable-bracketed-paste off'; source {home}/share/{script('bash')}; echo so''urced\n",
            "sourced",
        )
        bash.type("unsco show Kyrgyz\t", "kgz ")
        bash.type("--columns official_name --format=ts\t\n", "Kyrgyz Republic")
        assert "turkiye" in bash.type("unsco status turk\t\t", "turkmenistan")
    finally:
        bash.close()


def test_zsh_completes_what_is_typed_at_the_first_press(home: Path) -> None:
    folder = (home / "share" / script("zsh")).parent
    zsh = Terminal([having("zsh"), "-f", "-i"], environment(home, PS1="> "), home)
    try:
        zsh.type(f"fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -D; echo rea''dy\n", "ready")
        zsh.type("unsco show Kyrgyz\t", "kgz")
        zsh.type("--columns official_name --format ts\t\n", "Kyrgyz Republic")
        assert "Iran" in zsh.type("unsco show ir\t", "irina-bokova")
    finally:
        zsh.close()


def in_fish(home: Path, line: str, **environ: str) -> list[list[str]]:
    """What fish would complete a line with."""
    finished = subprocess.run(
        [having("fish"), "--no-config", "-c", f"source {home}/share/{script('fish')}; complete -C '{line}'"],
        capture_output=True, env=environment(home, **environ), cwd=home, timeout=60, check=False,
    )  # fmt: skip
    assert (finished.returncode, finished.stderr) == (0, b"")
    return [row.split("\t") for row in finished.stdout.decode().splitlines()]


def test_fish_completes(home: Path) -> None:
    assert in_fish(home, "unsco li") == [["list", SUMMARIES["list"]]]
    assert in_fish(home, "unsco show irn") == [["irn", "Iran"]]
    assert in_fish(home, "unsco show Kyrgyzs") == [["kyrgyzstan", "Kyrgyzstan"]]
    assert [row[0] for row in in_fish(home, "unsco add event bi")] == ["bin/"]
    assert in_fish(home, "unsco show bi") == [] or ["bin/"] not in in_fish(home, "unsco show bi")


def test_a_hostile_store_is_data_to_bash_and_fish(home: Path, hostile: str) -> None:
    for line in ("unsco show ", "unsco show touch", "unsco list events --city "):
        in_bash(home, line, UNSCO_STORE=hostile)
    if shutil.which("fish"):
        in_fish(home, "unsco show ", UNSCO_STORE=hostile)
    assert not (home / "pwned").exists()


@pytest.mark.parametrize("of", ["ours", "Typer's"])
def test_a_hostile_store_is_data_to_zsh(home: Path, hostile: str, of: str, tmp_path: Path) -> None:
    folder = (home / "share" / script("zsh")).parent
    if of != "ours":
        typers = process(environ={"_UNSCO_COMPLETE": "source_zsh"})
        (tmp_path / "_unsco").write_text(typers.out, encoding="utf-8")
        folder = tmp_path
    zsh = Terminal([having("zsh"), "-f", "-i"], environment(home, PS1="> ", UNSCO_STORE=hostile), home)
    try:
        zsh.type(f"fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -D; echo rea''dy\n", "ready")
        if of != "ours":
            zsh.type("source " + str(tmp_path / "_unsco") + "; echo sour''ced\n", "sourced")
        assert "touch pwned" in zsh.type("unsco show id\t", "id10")
        zsh.type("\x15unsco list events --city \t\x15echo do''ne\n", "done")
    finally:
        zsh.close()
    assert not (home / "pwned").exists()


def test_what_typer_installs_works_in_fish_too(home: Path, tmp_path: Path) -> None:
    typers = tmp_path / "unsco.fish"
    typers.write_text(process(environ={"_UNSCO_COMPLETE": "source_fish"}).out, encoding="utf-8")
    finished = subprocess.run(
        [having("fish"), "--no-config", "-c", f"source {typers}; complete -C 'unsco show irn'"],
        capture_output=True, env=environment(home), cwd=home, timeout=60, check=False,
    )  # fmt: skip
    assert finished.stdout.decode() == "irn\tIran\n"


# At once


@pytest.mark.parametrize("begun", ["", "l", "list", "s", "x", "L", "-"])
def test_what_is_answered_at_once_is_what_the_whole_program_answers(begun: str, shell: str) -> None:
    answer = process(environ=variables(shell, f"unsco {begun}"))
    text, code = replied(shell, f"unsco {begun}")
    assert answer == Answer(code, f"{text}\n" if text else "", "")


def test_fish_is_told_at_once_whether_there_is_anything() -> None:
    asked: dict[str, Any] = {**variables("fish", "unsco "), "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert process(environ=asked) == Answer(0, "", "")
    asked["_TYPER_COMPLETE_ARGS"] = "unsco add event "
    assert process(environ=asked) == Answer(1, "", "")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_what_typer_installs_asks_as_our_own_scripts_do(name: str) -> None:
    answer = process(environ={"_UNSCO_COMPLETE": f"source_{name}"})
    assert answer.code == 0
    assert "_UNSCO_COMPLETE" in answer.out
