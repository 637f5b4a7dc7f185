"""The one door out: every answer is written here, in one of the formats of one table."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any, Literal, Protocol, cast

from msgspec import Struct

from unsco_cli.errors import UnscoError, UsageError, did_you_mean, quoted
from unsco_cli.render.escape import line_text
from unsco_cli.render.page import Page
from unsco_cli.schema import ResultSet, Sheet, fields_of, records_of
from unsco_cli.world import World

Answer = ResultSet | tuple[Sheet, ...]


class Format(Struct, frozen=True):
    """A way to write an answer.

    Args:
        name: the word for it on the command line.
        renderer: ``module:function`` in this package, loaded only when it is used.
        sheets: what it makes of a sheet: one nested row a record, a line a field, or the sheet itself.
        header: whether it has a header unless told otherwise.
        told: what it is, for the help.
        read: whether it is read where it is written, by people, and page by page where it is long.
    """

    name: str
    renderer: str
    sheets: Literal["records", "fields", "sheets"]
    header: bool
    told: str = ""
    read: bool = False

    @property
    def drawn(self) -> bool:
        """Whether it is a picture for people, in which a chart can be drawn."""
        return self.sheets == "sheets"


FORMATS = {
    format_.name: format_
    for format_ in (
        Format(
            "table",
            "table:draw",
            "sheets",
            True,
            "for people: what a terminal gets; it says which columns it had no room for",
            read=True,
        ),
        Format(
            "tsv", "lines:tsv", "fields", False, "tab-separated lines, without a header: what a pipe gets"
        ),
        Format("csv", "comma_separated:lines", "fields", True, "comma-separated lines with a header"),
        Format(
            "json",
            "structured:json",
            "records",
            False,
            "an array of whole records, each with the columns of the list",
        ),
        Format("jsonl", "structured:json_lines", "records", False, "the same, one record a line"),
        Format("md", "lines:markdown", "fields", True, "a Markdown table"),
        Format("html", "picture:html", "sheets", True, "what a terminal shows, as a page that stands alone"),
        Format("svg", "picture:svg", "sheets", True, "what a terminal shows, as a picture that stands alone"),
        Format("ids", "lines:ids", "records", False, "one id a line, for the next command"),
    )
}

# Formats of a bibliography, which other answers don't have.
STYLES = {
    format_.name: format_
    for format_ in (
        Format(
            "text",
            "bibliography:plain",
            "records",
            False,
            "for people; what 'cite' gives unless told otherwise",
            read=True,
        ),
        Format("bibtex", "bibliography:bibtex", "records", False, "BibTeX, for LaTeX and reference managers"),
        Format(
            "csl-json",
            "bibliography:csl_json",
            "records",
            False,
            "CSL-JSON, for pandoc and reference managers",
        ),
        Format("ris", "bibliography:ris", "records", False, "RIS, for reference managers"),
    )
}

# Formats of a network, which other answers don't have, besides those that every answer has.
GRAPHS = {
    format_.name: format_
    for format_ in (
        Format("graphml", "graphs:graphml", "records", False, "a graph for Gephi and NetworkX"),
        Format("dot", "graphs:dot", "records", False, "a graph for Graphviz"),
    )
}
NETWORK_FORMATS = {**FORMATS, **GRAPHS}

# How whole drafts are written, which other answers aren't; their values are rows as any others.
DRAFTS = {
    format_.name: format_
    for format_ in (
        Format("json", "structured:lone", "records", False),
        Format("jsonl", "structured:lone_lines", "records", False),
        Format("html", "draft_page:html", "sheets", True),
    )
}
DRAFT_FORMATS = {**FORMATS, **DRAFTS}

Renderer = Callable[[ResultSet, bool], Iterator[str]]


class Writes(Protocol):
    """What a text can be written to."""

    def write(self, text: str) -> None:
        """Write a piece of it."""


class UnknownFormat(UsageError):
    """An answer was asked for in a format, or a bibliography in a style, that does not exist."""

    def __init__(self, found: str, what: str, known: Iterable[str]) -> None:
        super().__init__(
            f"no {what} is called {quoted(found)}{did_you_mean(found.lower(), known)} "
            f"({what}s: {', '.join(known)})"
        )


def format_named(name: str) -> Format:
    """Return the format with this name.

    Raises:
        UnknownFormat: there is none.
    """
    return _named(name, "format", FORMATS)


def network_format_named(name: str) -> Format:
    """Return the format of a network with this name.

    Raises:
        UnknownFormat: there is none.
    """
    return _named(name, "format", NETWORK_FORMATS)


def draft_format_named(name: str) -> Format:
    """Return the format of a draft with this name.

    Raises:
        UnknownFormat: there is none.
    """
    return _named(name, "format", DRAFT_FORMATS)


def style_named(name: str) -> Format:
    """Return the style of a bibliography with this name.

    Raises:
        UnknownFormat: there is none.
    """
    return _named(name, "style", STYLES)


def _named(name: str, what: str, known: dict[str, Format]) -> Format:
    if name.lower() not in known:
        raise UnknownFormat(name, what, known)
    return known[name.lower()]


def default_format(world: World) -> Format:
    """Return the format for this output: a table on a terminal, lines in a pipe."""
    return FORMATS["table" if world.on_terminal else "tsv"]


def write(
    answer: Answer,
    world: World,
    format_: Format | None = None,
    header: bool | None = None,
    chosen: tuple[str, ...] = (),
    imprint: str = "",
) -> None:
    """Write an answer to standard output.

    Args:
        answer: a result set, or sheets.
        world: where to, and how wide and colourful.
        format_: the format; the one that suits the output if None.
        header: whether column names come first; as is usual for the format if None.
        chosen: for sheets, the fields that were asked for.
        imprint: where the answer comes from, for a picture that is passed on by itself.
    """
    format_ = format_ or default_format(world)
    page = Page(world.width, world.colour, format_.header if header is None else header, imprint)
    with _reader(world) if format_.read else nullcontext(world) as reader:
        for piece in _pieces(answer, world, format_, page, chosen):
            reader.write(piece)


def write_text(text: str, world: World) -> None:
    """Write a text for people that is no answer from the store, such as help."""
    with _reader(world) as reader:
        reader.write(text)


def _reader(world: World) -> AbstractContextManager[Writes]:
    """Return where a text for people goes: to a pager, if it is longer than the terminal."""
    if world.height is None or world.environ.get("UNSCO_PAGER") == "":
        return nullcontext(world)
    # Loaded here because only a terminal has pages.
    from unsco_cli.pager import Pages  # noqa: PLC0415

    return Pages(world)


def tell_of(failure: UnscoError, world: World) -> None:
    """Say what failed, after a line for each detail of it; what says nothing is not told of."""
    for line in (*failure.details, str(failure)):
        if line:
            world.tell(line_text(line))


def write_document(value: Any, world: World) -> None:
    """Write a value that is no answer from the store, such as a schema, as a JSON document."""
    # Loaded only here, as every renderer is.
    from unsco_cli.render.structured import document  # noqa: PLC0415

    world.write(document(value))


def _pieces(
    answer: Answer, world: World, format_: Format, page: Page, chosen: tuple[str, ...]
) -> Iterator[str]:
    module, _, function = format_.renderer.partition(":")
    renderer = getattr(import_module(f"{__name__}.{module}"), function)
    if format_.drawn:
        return cast(Iterator[str], renderer(answer, page))
    if not isinstance(answer, ResultSet):
        nested = format_.sheets == "records"
        answer = records_of(answer, chosen) if nested else fields_of(answer)
    for note in answer.notes:
        # What a table would say under its rows.
        world.tell(line_text(note))
    return cast(Renderer, renderer)(answer, page.header)
