"""The manual in the form that ``man`` reads, made from the help of the commands and from the topics.

``python -m unsco_cli.manual FOLDER`` writes it, with the scripts that teach shells to complete, as the build
puts them below ``share``. Nothing in it depends on the day or the place.
"""

import os
import sys
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import typer
from typer.core import TyperGroup

from unsco_cli import __version__
from unsco_cli.commands import COMMANDS, GROUPS, SUMMARIES
from unsco_cli.main import build
from unsco_cli.shells.scripts import SCRIPTS
from unsco_cli.topics import TOPICS, Block, Listed, Shown

_LINE = 72
# A mark in a docstring: lines that stay as they are.
_AS_IT_IS = "\b"
# Signs that the formatter would turn into others, or act on.
_SIGNS = {
    "\\": r"\(rs",
    "-": r"\-",
    "'": r"\(aq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
    '"': r"\(dq",
}


def share() -> dict[str, str]:
    """Return what belongs below ``share``: the text of each file by its path."""
    pages = {"unsco": _overview()} | {f"unsco-{name}": _page_of(name) for name in COMMANDS}
    return {**{f"man/man1/{name}.1": page for name, page in pages.items()}, **SCRIPTS}


def escaped(text: str) -> str:
    """Return a text for the formatter, in which no sign acts, and no line begins as a request does."""
    signs = (_SIGNS.get(sign) or (sign if sign.isascii() else f"\\[u{ord(sign):04X}]") for sign in text)
    lines = "".join(signs).split("\n")
    return "\n".join(rf"\&{line}" if line.startswith(".") else line for line in lines)


def _overview() -> str:
    program: Any = typer.main.get_command(build([COMMANDS[0]]))
    lines = [
        _head("unsco"),
        *_name("unsco", program.help),
        *_section("SYNOPSIS", [r"\fBunsco\fR [\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGUMENTS\fR]"]),
        *_told(program.help),
        *_section("OPTIONS", _options(program)),
        ".SH COMMANDS",
    ]
    for group, names in GROUPS.items():
        lines += [f".SS {escaped(group)}"]
        for name in names:
            lines += _entry(rf"\fBunsco\-{escaped(name)}\fR(1)", SUMMARIES[name])
    for topic in TOPICS.values():
        lines.append(f".SH {escaped(_heading(topic.name))}")
        for block in topic.blocks():
            lines += _block(block)
    return _joined([*lines, *_also(COMMANDS)])


def _heading(topic: str) -> str:
    """Return how a manual calls a topic: what every manual has keeps its name."""
    return {"exit-codes": "EXIT STATUS"}.get(topic, topic.upper())


def _page_of(name: str) -> str:
    program: Any = typer.main.get_command(build([name]))
    command = program.commands[name]
    lines = [
        _head(f"unsco-{name}"),
        *_name(f"unsco-{name}", command.help),
        *_section("SYNOPSIS", [_usage(name, command)]),
        *_told(command.help),
        *_parameters(command, "SH"),
    ]
    if isinstance(command, TyperGroup):
        context = _context(command)
        for one in command.list_commands(context):
            inner = command.get_command(context, one)
            assert inner is not None
            lines += [f".SH {escaped(f'{name} {one}'.upper())}", _usage(f"{name} {one}", inner)]
            lines += [*_paragraphs(str(inner.help)), *_parameters(inner, "SS")]
    return _joined([*lines, *_also(("unsco",), "")])


def _head(name: str) -> str:
    return f'.TH {escaped(name.upper())} 1 "" "unsco {escaped(__version__)}" "unsco manual"'


def _name(name: str, told: str) -> list[str]:
    first = " ".join(told.partition("\n\n")[0].split()).rstrip(".")
    return [".SH NAME", rf"{escaped(name)} \- {escaped(first[:1].lower() + first[1:])}"]


def _section(heading: str, lines: list[str]) -> list[str]:
    return [f".SH {heading}", *lines]


def _usage(name: str, command: Any) -> str:
    pieces = command.collect_usage_pieces(_context(command))
    plain = [piece.strip("{}") if piece.startswith("{") else piece for piece in pieces]
    return rf"\fBunsco {escaped(name)}\fR {escaped(' '.join(plain))}"


def _told(told: str) -> list[str]:
    """Return what a help says, its examples in a section of their own."""
    pieces = told.split("\n\n")
    examples = [piece for piece in pieces if piece.startswith(_AS_IT_IS)]
    others = [piece for piece in pieces if not piece.startswith(_AS_IT_IS)]
    lines = [".SH DESCRIPTION", *_paragraphs("\n\n".join(others))]
    return lines + ([".SH EXAMPLES", *_paragraphs("\n\n".join(examples))] if examples else [])


def _paragraphs(told: str) -> Iterator[str]:
    for piece in told.split("\n\n"):
        if piece.startswith(_AS_IT_IS):
            yield from _block(Shown(tuple(piece.removeprefix(_AS_IT_IS).strip("\n").split("\n"))))
        elif piece.strip():
            yield from _block(" ".join(piece.split()))


def _parameters(command: Any, level: str) -> list[str]:
    arguments = [
        line
        for one in command.get_params(_context(command))
        if one.param_type_name == "argument" and one.help
        for line in _entry(rf"\fI{escaped(one.metavar)}\fR", one.help)
    ]
    lines = [f".{level} ARGUMENTS", *arguments] if arguments else []
    return [*lines, f".{level} OPTIONS", *_options(command)]


def _context(command: Any) -> typer.Context:
    # With the options of help as the whole program has them.
    return typer.Context(command, help_option_names=["-h", "--help"])


def _options(command: Any) -> list[str]:
    context = _context(command)
    lines = []
    for one in command.get_params(context):
        record = one.get_help_record(context) if one.param_type_name == "option" else None
        if record:
            lines += _entry(rf"\fB{escaped(record[0])}\fR", record[1])
    return lines


def _entry(term: str, told: str) -> list[str]:
    return [".TP", term, *_filled(told)]


def _block(block: Block) -> list[str]:
    if isinstance(block, str):
        return [".PP", *_filled(block)]
    if isinstance(block, Shown):
        lines = [escaped(line) or r"\&" for line in block.lines]
        return [".PP", ".RS 4", ".nf", *lines, ".fi", ".RE"]
    assert isinstance(block, Listed)
    return [line for word, told in block.words for line in _entry(rf"\fB{escaped(word)}\fR", told)]


def _filled(text: str) -> list[str]:
    """Return a text in lines as long as those who read the source like them."""
    lines = textwrap.wrap(text, _LINE, break_long_words=False, break_on_hyphens=False)
    return [escaped(line) for line in lines]


def _also(names: tuple[str, ...], before: str = "unsco-") -> list[str]:
    named = [rf"\fB{escaped(before + name)}\fR(1)" for name in names]
    return [".SH SEE ALSO", ",\n".join(named)]


def _joined(lines: list[str]) -> str:
    # A heading begins a paragraph.
    kept = (line for before, line in pairwise(["", *lines]) if line != ".PP" or not before.startswith(".S"))
    return "".join(f"{line}\n" for line in kept)


def write(folder: str) -> None:
    """Write the manual and the scripts into a folder.

    Args:
        folder: the folder that stands for ``share``.
    """
    for path, text in share().items():
        place = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


if __name__ == "__main__":
    write(sys.argv[1])
