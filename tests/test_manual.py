"""The manual: made from the help, and right for its readers; that the wheel has it is tested there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, answered
from unsco_cli import __version__
from unsco_cli.commands import COMMANDS
from unsco_cli.manual import escaped, share
from unsco_cli.shells.scripts import SCRIPTS
from unsco_cli.topics import TOPICS

NAMES = ("unsco", *(f"unsco-{name}" for name in COMMANDS))
ESCAPES = {"rs": "\\", "aq": "'", "ga": "`", "ha": "^", "ti": "~", "dq": '"'}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages of the manual by their names."""
    files = share()
    return {name: files[f"man/man1/{name}.1"] for name in NAMES}


def drawn(page: str) -> str:
    """A page as it is read on a terminal of 80 columns, without bold letters."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed here")
    finished = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-rLL=80n", "-P-c", "-P-b", "-P-u"],
        input=page.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert finished.stderr == b""
    return finished.stdout.decode()


def packed(text: str) -> str:
    """A text without what a formatter moves: spaces, and the hyphens at the ends of lines."""
    return "".join(re.sub(r"‐\n\s*", "", text).split())


def test_there_is_a_page_for_the_program_and_each_command_and_a_script_for_each_shell() -> None:
    assert set(share()) == {f"man/man1/{name}.1" for name in NAMES} | set(SCRIPTS)


def test_it_depends_on_neither_day_nor_place(tmp_path: Path) -> None:
    for folder in ("one", "another"):
        subprocess.run(
            [sys.executable, "-m", "unsco_cli.manual", str(tmp_path / folder)],
            env={"PYTHONPATH": str(ROOT), "COLUMNS": "40", "TZ": "Asia/Tokyo", "UNSCO_STORE": "/nowhere"},
            cwd=tmp_path,
            check=True,
            timeout=60,
        )
    for path, text in share().items():
        for folder in ("one", "another"):
            assert (tmp_path / folder / path).read_bytes() == text.encode()
        assert __version__ in text or not path.startswith("man/")
        assert not re.search(r"\b20\d\d-\d\d-\d\dT|/tmp/|/home/|/root", text)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_ascii_and_no_text_in_it_acts(name: str, pages: dict[str, str]) -> None:
    page = pages[name]
    assert page.isascii()
    requests = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi"}
    assert set(re.findall(r"\\(.)", page)) <= set("-(fe[&")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_says_all_that_the_help_says(name: str, pages: dict[str, str]) -> None:
    page = packed(drawn(pages[f"unsco-{name}"]))
    for line in answered(name, "--help").lines[1:]:
        for word in re.findall(r"(?<!\S)--?[a-z][a-z-]*|unsco [a-z].*?(?=  |$)", line):
            assert packed(word) in page, word


def test_the_page_of_the_program_has_every_command_and_topic(pages: dict[str, str]) -> None:
    page = drawn(pages["unsco"])
    for name in COMMANDS:
        assert f"unsco-{name}(1)" in page
    for topic in TOPICS.values():
        for line in topic.plain().splitlines()[1:]:
            for word in line.split():
                assert word in packed(page)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_page_is_cut_on_eighty_columns(name: str, pages: dict[str, str]) -> None:
    # Examples stay as they are typed, and the manual indents them more than the help.
    assert max(map(len, drawn(pages[name]).splitlines())) <= 100


@pytest.mark.parametrize("name", ["unsco", "unsco-list", "unsco-add"])
def test_mandoc_finds_nothing_wrong(name: str, pages: dict[str, str]) -> None:
    if shutil.which("mandoc") is None:
        pytest.skip("mandoc is not installed here")
    finished = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning"],
        input=pages[name].encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    told = [line for line in finished.stdout.decode().splitlines() if "missing date" not in line]
    # A date would make each build another one.
    assert told == []


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")))
def test_what_is_escaped_is_what_was_said_and_does_nothing(text: str) -> None:
    page = escaped(text)
    assert page.isascii()
    assert all(not line.startswith((".", "'")) for line in page.split("\n"))

    def sign(found: re.Match[str]) -> str:
        named, code = found[1], found[2]
        if code:
            return chr(int(code, 16))
        return {"-": "-", "&": ""}.get(named) or (ESCAPES[named[1:]] if named.startswith("(") else "")

    assert re.sub(r"\\(?:(-|&|\(..)|\[u([0-9A-F]+)\])", sign, page) == text


def test_what_is_escaped_is_shown_as_it_is() -> None:
    odd = ".so /etc/passwd\n'br\n\\fBbold\\fR \\*[x] --long-option `quoted' \"so\" ~^ Türkiye"
    shown = drawn(f'.TH X 1 "" "" ""\n.SH NAME\n.nf\n{escaped(odd)}\n')
    for line in odd.split("\n"):
        assert line in shown
