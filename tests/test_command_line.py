"""The command line as a caller meets it: exit codes, streams, signals, help, completion."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Answer, StoreMaker, ask, event, process
from tests.systems import bare, bash, full_device, posix, signals
from unsco_cli import __version__
from unsco_cli.commands import GROUPS
from unsco_cli.main import COMMANDS
from unsco_cli.schema import COLLECTIONS

NAMES = list(COMMANDS)
# What the examples of `draft` read.
RELEASE = """Talks on archives held in Vienna

VIENNA, 1 June 2030. The United Nations Office on Drugs and Crime (UNODC) and the Secretariat of the Shanghai
Cooperation Organisation (SCO) held talks on archives in Vienna on 1 June 2030. Representatives of Iran and
Uzbekistan, member states of the SCO, addressed the participants.
"""
BARE = bare(PYTHONPATH=str(ROOT))
PROGRAM = [sys.executable, "-m", "unsco_cli"]


@pytest.fixture
def shell(tmp_path: Path) -> "Shell":
    return Shell(tmp_path)


class Shell:
    """Bash in a folder of its own, in which the word unsco runs the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        program = folder / "bin" / "unsco"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n', encoding="utf-8")
        program.chmod(0o755)

    def run(self, line: str, **environ: str) -> Answer:
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        finished = subprocess.run(
            [bash(), "-c", f"set -o pipefail; {line}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**BARE, "PATH": path, "HOME": str(self.folder), **environ},
            cwd=self.folder,
            timeout=60,
            check=False,
        )
        return Answer(finished.returncode, finished.stdout.decode(), finished.stderr.decode())


def failure(answer: Answer, code: int) -> str:
    """The sentence of a failure: one line on standard error, and no answer."""
    assert answer.code == code
    assert answer.out == ""
    assert answer.err.startswith("unsco: ")
    assert answer.err.endswith("\n")
    assert len(answer.err.splitlines()) == 1
    return answer.err.removeprefix("unsco: ").removesuffix("\n")


# Exit codes


def test_done_is_0() -> None:
    assert process("list", "observers").code == 0


def test_an_empty_answer_is_0() -> None:
    assert process("list", "observers", "--as-of", "2001").code == 0


def test_nothing_matched_is_1_where_that_was_asked_and_needs_no_words() -> None:
    answer = process("list", "observers", "--as-of", "2001", "--exit-status")
    assert (answer.code, answer.out, answer.err) == (1, "", "")
    assert process("list", "observers", "--exit-status").code == 0
    assert process("status", "--as-of", "2000", "--exit-status", "-f", "json").out == "[]\n"


def test_a_limit_of_no_rows_does_not_make_a_match_a_miss() -> None:
    assert ask("list", "observers", "--limit", "0", "--exit-status").code == 0


def test_a_wrong_command_line_is_2() -> None:
    assert process("list", "observrs").code == 2
    assert process("lst").code == 2


def test_an_unknown_or_ambiguous_name_is_3(make_store: StoreMaker) -> None:
    assert process("show", "nobody").code == 3
    store = make_store(events=[event("one", title="The same"), event("two", title="the SAME")])
    sentence = failure(process("--store", store, "show", "the same"), 3)
    assert re.search(r"'the same'.*\bone\b.*\btwo\b", sentence)


def test_a_store_that_cannot_be_used_is_4(tmp_path: Path) -> None:
    assert process("--store", str(tmp_path / "no.json"), "info").code == 4


# What is said of a wrong command line: what was wrong, what was found, what to try

WRONG = [
    (("lst",), "'lst'", "'list'"),
    (("lst", "observers"), "'lst'", "'list'"),
    (("--stroe", "x", "info"), "--stroe", "--store"),
    (("list", "observers", "--colums", "id"), "--colums", "--columns"),
    (("list", "observers", "--fromat", "id"), "--fromat", "--format"),
    (("list",), "WHAT", "list --help"),
    (("list", "observrs"), "'observrs'", "did you mean observers?"),
    (("list", "Observrs"), "'Observrs'", "did you mean observers?"),
    (("list", "quarks"), "'quarks'", "observers, dialogue-partners"),
    (("list", "observers", "members"), "members", "list --help"),
    (("list", "observers", "-n"), "-n", "list --help"),
    (("list", "observers", "-n", "many"), "'many'", "0 or more"),
    (("list", "observers", "-n", "-1"), "-1", "0 or more"),
    (("list", "observers", "-n", "1.5"), "1.5", "0 or more"),
    (("list", "observers", "--as-of", "yesterday"), "'yesterday'", "2018-11-27"),
    (("list", "observers", "--as-of", "2018-02-30"), "'2018-02-30'", "2018-11-27"),
    (("list", "observers", "--as-of", "27.11.2018"), "'27.11.2018'", "2018-11-27"),
    (("list", "observers", "--as-of", ""), "''", "2018-11-27"),
    (("list", "events", "--from", "2018-11-27T10:00"), "'2018-11-27T10:00'", "2018-11-27"),
    (("list", "events", "--to", "0000"), "'0000'", "2018-11-27"),
    (("list", "observers", "-f", "jsn"), "'jsn'", "did you mean json?"),
    (("list", "observers", "-f", "yaml"), "'yaml'", "table, tsv, csv, json, jsonl, md"),
    (("show", "iran", "-f", ""), "''", "table, tsv, csv, json, jsonl, md"),
    (("list", "observers", "-c", "id,untill"), "'untill'", "did you mean until?"),
    (("list", "observers", "-s", "sinse"), "'sinse'", "did you mean since?"),
    (("list", "observers", "-s", "-sinse"), "'sinse'", "did you mean since?"),
    (("show", "iran", "-c", "statusses"), "'statusses'", "did you mean statuses?"),
    (("info", "-c", "stor"), "'stor'", "did you mean store?"),
    (("list", "events", "--kind", "sumit"), "'sumit'", "did you mean summit?"),
    (("list", "agencies", "--as-of", "2018"), "agencies", "observers"),
    (("list", "observers", "--as-of", "2018", "--event", "un-sco-2018"), "--as-of", "--event"),
    (("list", "observers", "--city", "New York"), "--city", "list events"),
    (("show",), "no name", "such as iran"),
    (("search",), "no word", "such as drug trafficking"),
    (("search", "*"), "'*'", "such as drug trafficking"),
    (("search", "iran", "--in", "evnts"), "'evnts'", "did you mean events?"),
    (("schema", "observrs"), "'observrs'", "did you mean observers?"),
    (("",), "''", "unsco --help"),
]


@pytest.mark.parametrize(("words", "found", "to_try"), WRONG, ids=str)
def test_a_wrong_command_line_is_told_on_one_line(words: tuple[str, ...], found: str, to_try: str) -> None:
    sentence = failure(ask(*words), 2)
    assert found in sentence
    assert to_try in sentence


@pytest.mark.parametrize("words", [words for words, *_ in WRONG[:12:2]], ids=" ".join)
def test_a_wrong_command_line_is_told_the_same_by_a_process(words: tuple[str, ...]) -> None:
    assert failure(process(*words), 2) == failure(ask(*words), 2)


def test_a_wrong_command_line_is_told_before_the_store_is_looked_at(tmp_path: Path) -> None:
    failure(ask("--store", str(tmp_path / "no.json"), "list", "observrs"), 2)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("kazakstan", "kaz"), ("rashid alimow", "rashid")],
)
def test_an_unknown_name_is_told_with_the_nearest(name: str, meant: str) -> None:
    sentence = failure(ask("show", name), 3)
    assert repr(name) in sentence
    assert f"did you mean {meant}" in sentence


def test_one_unknown_name_among_known_ones_leaves_no_half_answer() -> None:
    failure(ask("show", "iran", "nobody"), 3)
    failure(ask("status", "iran", "nobody"), 3)
    failure(ask("show", "-", stdin="iran\nnobody\n"), 3)


# Help

HELPED = [(), *((name,) for name in NAMES), *(("add", one.singular) for one in COLLECTIONS.values())]


@pytest.fixture(scope="module", params=HELPED, ids=lambda words: "-".join(words) or "root")
def helped(request: pytest.FixtureRequest) -> tuple[tuple[str, ...], Answer]:
    """A command and its help."""
    return request.param, ask(*request.param, "--help")


def test_help_begins_with_examples(helped: tuple[tuple[str, ...], Answer]) -> None:
    words, answer = helped
    assert (answer.code, answer.err) == (0, "")
    usage, _summary, examples, *_ = answer.out.split("\n\n")
    assert usage.startswith(" ".join(("Usage: unsco", *words)))
    examples = examples.replace("\\\n", "")
    assert all(line.startswith("  unsco ") for line in examples.splitlines())
    assert len(examples.splitlines()) >= 2
    assert max(map(len, answer.lines)) <= 80


def test_help_is_asked_for_by_a_letter_too(helped: tuple[tuple[str, ...], Answer]) -> None:
    words, answer = helped
    assert ask(*words, "-h") == answer


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of one's own that was changed once, and with files that can be taken in."""
    folder = tmp_path_factory.mktemp("kept")
    environ = {"HOME": str(folder)}
    assert ask("init", environ=environ).code == 0
    assert ask("edit", "iran", "--set", "notes=Once.", environ=environ).code == 0
    kinds = {name: ask("list", name, "-f", "jsonl").lines[0] for name in COLLECTIONS}
    for name, line in kinds.items():
        (folder / f"{name}.jsonl").write_text(line + "\n", encoding="utf-8")
    (folder / "events.csv").write_text(
        "title,start,sources\nTalks,2030,https://example.org/t\n", encoding="utf-8"
    )
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    (folder / "other-store.json").write_text(json.dumps({"events": {}}), encoding="utf-8")
    return folder


def test_each_example_in_a_help_runs(
    helped: tuple[tuple[str, ...], Answer], shell: Shell, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {}
    keeps = bool(set(helped[0]) & {*GROUPS["keep"], "info", "draft", "export"})
    if keeps:
        shutil.copytree(kept, shell.folder, dirs_exist_ok=True)
        environ = {"HOME": str(shell.folder), "PATH": os.environ["PATH"], "EDITOR": "true"}
        monkeypatch.chdir(shell.folder)
    if helped[0] == ("init",):
        shutil.rmtree(shell.folder / ".local")
    # What stands behind two spaces explains the example.
    lines = [line.strip().partition("  ")[0] for line in re.sub(r"\\\n +", "", helped[1].out).splitlines()]
    examples = [line for line in lines if line.startswith("unsco ")]
    assert len(examples) >= 2
    for example in examples:
        for_shell = any(sign in example for sign in "|<>$")
        run = shell.run(example) if for_shell else ask(*shlex.split(example)[1:], environ=environ)
        assert run.code == 0, (example, run.err)
        # What is kept may have been so already, and tells of what it did.
        assert keeps or (run.out and not run.err), example


def test_help_needs_no_store(tmp_path: Path) -> None:
    answer = ask("--store", str(tmp_path / "no.json"), "list", "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Usage: unsco list")


def test_help_goes_where_every_answer_goes() -> None:
    for words in ((), ("--help",), ("list", "--help")):
        assert ask(*words) == process(*words)


def test_without_a_word_the_program_explains_itself() -> None:
    answer = ask()
    assert answer == ask("--help")
    groups = [line.split() for line in answer.out.partition("Commands:\n")[2].splitlines()]
    assert [name for _, *names in groups for name in names] == NAMES


def test_the_help_of_the_program_is_one_screen() -> None:
    assert len(ask("--help").lines) <= 24


# Version


def test_the_version_is_one_line() -> None:
    answer = process("--version")
    assert (answer.code, answer.out, answer.err) == (0, f"unsco {__version__}\n", "")
    assert ask("--version").out == answer.out


def test_the_version_needs_no_store(tmp_path: Path) -> None:
    assert process("--store", str(tmp_path / "no.json"), "--version").out == f"unsco {__version__}\n"


# Streams


def reads_input(*words: str, folder: Path) -> int:
    """How many bytes of standard input a command reads, told by the offset it shares with us."""
    names = folder / "names"
    names.write_text("irn\nblr\n", encoding="utf-8")
    with names.open("rb") as stdin:
        subprocess.run(
            [*PROGRAM, *words], stdin=stdin, capture_output=True, env=BARE, timeout=60, check=False
        )
        return os.lseek(stdin.fileno(), 0, os.SEEK_CUR)


@pytest.mark.parametrize(
    "words",
    [
        ("list", "observers"),
        ("show", "iran"),
        ("status",),
        ("network", "--min", "20"),
        ("show",),
        (),
        ("--help",),
        ("schema",),
        ("info",),
    ],
)
def test_standard_input_is_left_alone(words: tuple[str, ...], tmp_path: Path) -> None:
    assert reads_input(*words, folder=tmp_path) == 0


@pytest.mark.parametrize(
    "words", [("show", "-"), ("status", "-"), ("network", "-"), ("show", "iran", "-")], ids=" ".join
)
def test_a_dash_reads_standard_input(words: tuple[str, ...], tmp_path: Path) -> None:
    assert reads_input(*words, folder=tmp_path) == len("irn\nblr\n")


def test_a_dash_stands_for_the_names_that_are_read() -> None:
    names = "blr\r\n\n  Mongolia  \nafg\tAfghanistan\t2012\n"
    answer = process("show", "irn", "-", "kaz", "-f", "ids", stdin=names)
    assert answer.lines == ["irn", "blr", "mng", "afg", "kaz"]
    assert process("show", "-", "-f", "json", stdin="").out == "[]\n"


@pytest.mark.parametrize("environ", [{"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, {"LC_ALL": "POSIX"}])
def test_output_is_utf_8_whatever_the_locale_says(environ: dict[str, str]) -> None:
    assert process("show", "tur", "-c", "name", environ=environ).out == "name\tTürkiye\n"
    assert "Türkiye" in process("list", "dialogue-partners", "-f", "json", environ=environ).out
    assert "Türkiyä" in process("show", "-", stdin="Türkiyä\n", environ=environ).err


def test_names_that_are_no_utf_8_are_told_on_one_line(shell: Shell) -> None:
    sentence = failure(shell.run("printf 'T\\xfcrkiye\\n' | unsco show -"), 3)
    assert "rkiye" in sentence
    failure(shell.run("unsco show $'T\\xfcrkiye'"), 3)


@pytest.mark.parametrize("format_", ["table", "tsv", "csv", "json", "jsonl", "md"])
def test_a_path_that_is_no_utf_8_is_shown_as_far_as_it_can_be(format_: str, shell: Shell) -> None:
    shell.run("""echo '{"events": {}}' > $'st\\xffre'""")
    answer = shell.run(f"unsco --store $'st\\xffre' info -c store -f {format_}")
    assert (answer.code, answer.err) == (0, "")
    assert "st" in answer.out
    assert "re" in answer.out


WHOLE_DISK = [
    "list observers",
    "show iran -f table",
    "schema",
    "",
    "--help",
    "--version",
    "--store x --version",
]


@full_device
@pytest.mark.parametrize("words", WHOLE_DISK)
def test_a_full_disk_is_told_on_one_line(words: str, shell: Shell) -> None:
    assert "No space left" in failure(shell.run(f"unsco {words} > /dev/full"), 1)


# With nowhere to write an answer, none or an error are both as good as can be.
CLOSED = {
    "unsco list observers >&-": (0, 1),
    "unsco list observers -f table >&-": (0, 1),
    "unsco --help >&-": (0, 1),
    "unsco --version >&-": (0, 1),
    "unsco show nobody >&-": (3,),
    "unsco list observers 2>&-": (0,),
    "unsco list observers --as-of 2012 2>&-": (0,),
    "unsco list observers --as-of 2012 2>/dev/full": (0,),
    "unsco list observrs 2>&-": (2,),
    "unsco show nobody 2>/dev/full": (3,),
    "unsco list observers <&-": (0,),
    "unsco show iran - <&-": (0,),
    "unsco list observers <&- >&- 2>&-": (0, 1),
    "unsco list observrs <&- >&- 2>&-": (2,),
}


@pytest.mark.parametrize("line", CLOSED)
def test_a_stream_that_is_closed_or_full_does_not_change_the_exit_code(line: str, shell: Shell) -> None:
    if "/dev/full" in line and not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full, as on macOS")
    answer = shell.run(line)
    assert answer.code in CLOSED[line]
    assert "Traceback" not in answer.err
    assert len(answer.err.splitlines()) <= 1


def test_the_answer_is_whole_where_standard_error_is_closed(shell: Shell) -> None:
    assert shell.run("unsco list observers 2>&-").out == ask("list", "observers").out


# Those who close the pipe


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store whose lists are longer than any pipe."""
    path = tmp_path_factory.mktemp("large") / "store.json"
    events = {f"event-{number}": event(f"event-{number}", title="x" * 60) for number in range(20_000)}
    path.write_text(json.dumps({"events": events}), encoding="utf-8")
    return str(path)


@posix
@pytest.mark.parametrize("format_", ["tsv", "json"])
def test_a_reader_that_leaves_early_ends_the_program_quietly(format_: str, large: str) -> None:
    words = ["--store", large, "list", "events", "--sort", "title", "-f", format_]
    with subprocess.Popen(
        [*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=BARE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 141


def test_a_reader_that_leaves_early_in_a_shell(large: str, shell: Shell) -> None:
    answer = shell.run(f"unsco --store {large} list events | head -1")
    assert (answer.code, answer.err) == (141, "")
    assert answer.lines == [f"event-0\t2018\tmeeting\t\t{'x' * 60}"]


@posix
@pytest.mark.parametrize("words", ["list observers -f table", "--help", "", "schema", "--version"])
def test_a_reader_that_left_before_the_first_line(words: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    running = subprocess.run(
        [*PROGRAM, *words.split()], stdout=theirs, stderr=subprocess.PIPE, env=BARE, timeout=60, check=False
    )
    os.close(theirs)
    assert (running.returncode, running.stderr) == (141, b"")


# Signals


@pytest.fixture
def foreground() -> Iterator[None]:
    """Have programs start as in the foreground, where Ctrl-C is not ignored, wherever the tests run."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@signals
@pytest.mark.usefixtures("foreground")
def test_ctrl_c_while_names_are_read_is_130_and_quiet() -> None:
    with subprocess.Popen(
        [*PROGRAM, "show", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=BARE,
    ) as running:
        assert running.stdin is not None
        # More than a pipe holds: once it is written, the program is reading.
        running.stdin.write(b"\n" * 1_000_000)
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err.strip()) == (130, b"", b"")


@signals
@pytest.mark.usefixtures("foreground")
@pytest.mark.parametrize("module", ["typer", "unsco_cli.commands.list", "msgspec", "rich.table"])
def test_ctrl_c_while_the_program_is_loaded_is_130_and_quiet(module: str, tmp_path: Path) -> None:
    # Python runs this before the program: it sends the signal at the moment when the module is looked for.
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            sys.meta_path.remove(self)\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n",
        encoding="utf-8",
    )
    finished = subprocess.run(
        [*PROGRAM, "list", "observers", "-f", "table"],
        capture_output=True,
        env={**BARE, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        timeout=60,
        check=False,
    )
    assert (finished.returncode, finished.stdout, finished.stderr.strip()) == (130, b"", b"")


# For those who build it


def test_a_traceback_is_shown_to_those_who_ask_for_it() -> None:
    for words, kind in ((("show", "nobody"), "UnknownName"), (("list", "observrs"), "UnknownView")):
        answer = process(*words, environ={"UNSCO_DEBUG": "1"})
        assert answer.code != 0
        assert answer.err.startswith("Traceback (most recent call last):\n")
        assert kind in answer.err.splitlines()[-2]
    assert "Traceback" not in process("show", "nobody", environ={"UNSCO_DEBUG": ""}).err


# Completion


def completed(line: str, *, word: int) -> list[str]:
    """What bash is offered for a word of a line."""
    environ = {"_UNSCO_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(word)}
    answer = process(environ=environ)
    assert (answer.code, answer.err) == (0, "")
    return answer.lines


@pytest.mark.parametrize(
    ("line", "word", "offered"),
    [
        ("unsco ", 1, NAMES),
        ("unsco li", 1, ["list"]),
        ("unsco list ob", 2, ["observers"]),
        ("unsco list d", 2, ["delegations", "dialogue-partners", "documents"]),
        ("unsco schema ob", 2, ["observers"]),
        ("unsco list observers --format j", 4, ["json", "jsonl"]),
        ("unsco show iran -f t", 4, ["table", "tsv"]),
        ("unsco network --format g", 3, ["graphml"]),
        ("unsco list observers --form", 3, ["--format"]),
        ("unsco list observers --as", 3, ["--as-of"]),
        ("unsco list events --un", 3, ["--un-involved"]),
        ("unsco why iran statu", 3, ["statuses"]),
        ("unsco cite iran --style b", 4, ["bibtex"]),
        ("unsco validate --only status-g", 3, ["status-gaps"]),
        ("unsco validate --explain cha", 3, ["chair"]),
        ("unsco coverage --by y", 3, ["year"]),
        ("unsco search iran --in d", 4, ["delegations", "documents"]),
        ("unsco draft release.txt --format h", 4, ["html"]),
        ("unsco draft release.txt --so", 3, ["--source", "--sort"]),
        ("unsco --st", 1, ["--store"]),
        ("unsco --store x li", 3, ["list"]),
    ],
)
def test_bash_completes_commands_views_formats_and_options(line: str, word: int, offered: list[str]) -> None:
    assert completed(line, word=word) == offered


def test_bash_completes_every_format() -> None:
    assert completed("unsco list observers -f ", word=4) == [
        "table",
        "tsv",
        "csv",
        "json",
        "jsonl",
        "md",
        "html",
        "svg",
        "ids",
    ]


def test_completion_can_be_shown_for_bash() -> None:
    answer = process("--show-completion", "bash")
    assert answer.code == 0
    assert "_UNSCO_COMPLETE=complete_bash" in answer.out
