"""Help topics: what there is to read, and that it is so."""

import ast
import re

import pytest

from tests.conftest import ROOT, answered, ask
from unsco_cli.commands import COMMANDS
from unsco_cli.errors import ExitCode
from unsco_cli.export import TARGETS
from unsco_cli.render import FORMATS, GRAPHS, STYLES
from unsco_cli.shells.scripts import SCRIPTS
from unsco_cli.topics import ENVIRONMENT, TOPICS

# Told by the shell, by the system or within the program: nobody sets them for it.
NOT_FOR_USERS = {"HOME", "USERPROFILE", "LOCALAPPDATA", "TMPDIR", "COMP_WORDS", "COMP_CWORD"}
NOT_FOR_USERS |= {"_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE", "_TYPER_COMPLETE_FISH_ACTION"}


def test_the_topics_are_listed() -> None:
    listed = answered("help")
    for topic in TOPICS.values():
        assert f"  {topic.name} " in listed.out
        assert topic.told in listed.out
    assert max(map(len, listed.lines)) <= 80


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_plain_text_for_eighty_columns(name: str) -> None:
    lines = answered("help", name).lines
    assert lines[0] == f"{name}: {TOPICS[name].told}"
    assert max(map(len, lines)) <= 80
    assert all(line.isprintable() and line == line.rstrip() for line in lines)
    assert answered("help", name.upper(), terminal=40).lines == lines


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_is_that_command_s_help(name: str) -> None:
    assert answered("help", name) == answered(name, "--help")


def test_the_help_of_what_an_event_is_made_of() -> None:
    assert answered("help", "add", "event") == answered("add", "event", "--help")
    assert answered("--store", "nowhere", "help", "list") == answered("list", "--help")


@pytest.mark.parametrize(
    ("found", "meant"), [("format", "formats"), ("exit codes", None), ("lits", "list"), ("zzz", "")]
)
def test_an_unknown_topic_is_one_line_that_suggests_the_nearest(found: str, meant: str | None) -> None:
    answer = ask("help", found)
    if meant is None:
        assert answer.code == 0
        return
    assert (answer.code, answer.out) == (2, "")
    (line,) = answer.err.splitlines()
    assert line.startswith(f"unsco: no command and no topic is called '{found}'")
    assert (f"did you mean {meant}?" in line) is bool(meant)
    assert f"(topics: {', '.join(TOPICS)})" in line


def test_the_formats_are_those_there_are() -> None:
    text = answered("help", "formats").out
    for name in (*FORMATS, *GRAPHS, *STYLES, *TARGETS):
        assert re.search(rf"^  {re.escape(name)} +\S", text, re.MULTILINE), name


def test_the_exit_codes_are_those_there_are() -> None:
    text = answered("help", "exit-codes").out
    assert re.findall(r"^  (\d+) ", text, re.MULTILINE) == [str(int(code)) for code in ExitCode]


def test_every_variable_that_the_program_reads_is_told_of() -> None:
    told = {name for names in ENVIRONMENT for name in names.split(", ")}
    read = set()
    for source in (ROOT / "unsco_cli").rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get" and node.args:
                asked = ast.unparse(node.func).endswith("environ.get") and node.args[0]
                if isinstance(asked, ast.Constant):
                    read.add(asked.value)
    assert read - NOT_FOR_USERS == told - {"UNSCO_STORE"} | {"UNSCO_STORE"}


def test_the_scripts_are_where_the_topic_says() -> None:
    text = answered("help", "completion").out
    for path in SCRIPTS:
        assert f"  share/{path}\n" in text


def test_the_help_of_the_program_names_the_topics_and_leaves_room_on_a_screen() -> None:
    text = answered("--help")
    assert len(text.lines) < 24
    assert max(map(len, text.lines)) <= 80
    for name in TOPICS:
        assert name.replace("-", " ") in " ".join(text.out.split())


def test_the_readme_has_the_same_exit_codes_and_variables() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for code in ExitCode:
        assert f"\n| {int(code)} |" in text
    for names in ENVIRONMENT:
        for name in names.split(", "):
            assert f"`{name}" in text or f"${name}" in text, name
