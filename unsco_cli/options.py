"""Options that commands share: text becomes a value here, and commands get values."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import typer

from unsco_cli.bundles import Bundle
from unsco_cli.dates import PartialDate
from unsco_cli.errors import NoMatch, UsageError, did_you_mean, quoted
from unsco_cli.query.question import Filters
from unsco_cli.render import FORMATS, STYLES, Answer, Format, format_named, style_named, write
from unsco_cli.schema import FACTUAL, VIEWS, ResultSet, View, select, view_named
from unsco_cli.session import Session, session_of
from unsco_cli.world import World

# Digits of a number of rows: more than any store has.
_LONGEST_COUNT = 12


class TwoFormats(UsageError):
    """A bibliography was asked for in a style and in a format."""

    def __init__(self) -> None:
        super().__init__("--style and --format both say how to write it; leave one of them out")


class BadDate(UsageError):
    """A text given as a date is none."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"{quoted(found)} is not a date; write a day, a month or a year, "
            "like 2018-11-27, 2018-11 or 2018, or today"
        )


class BadCount(UsageError):
    """A text given as a number of rows is none."""

    def __init__(self, found: str) -> None:
        super().__init__(f"{quoted(found)} is not a number of rows; write 0 or more")


class NoNames(UsageError):
    """Nothing was named on the command line or on standard input."""

    def __init__(self) -> None:
        super().__init__("no name was given; name a record, like: unsco show iran")


def names_given(names: Iterable[str], world: World) -> tuple[str, ...]:
    """Return the names, with ``-`` replaced by those on standard input.

    Of a line of input what stands before the first tab is the name, so that lists can be piped in.

    Raises:
        NoNames: not even ``-`` was given.
    """
    names = tuple(names)
    if not names:
        raise NoNames
    return tuple(_read(names, world))


def _read(names: tuple[str, ...], world: World) -> Iterator[str]:
    for name in names:
        if name == "-":
            fields = (line.partition("\t")[0].strip() for line in world.lines())
            yield from (field for field in fields if field)
        else:
            yield name


def _date(context: typer.Context, text: str | None) -> PartialDate | None:
    """Turn a text into a date; ``today`` is the world's."""
    if text is None:
        return None
    asked = text.strip()
    try:
        return PartialDate(_today(context) if asked.lower() == "today" else asked)
    except ValueError:
        raise BadDate(text) from None


def _today(context: typer.Context) -> str:
    return session_of(context).world.today().isoformat()


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > _LONGEST_COUNT:
        raise BadCount(text)
    return int(text)


def starting(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Return what completes an option that takes one of these words."""
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


class UnknownWord(UsageError):
    """An option takes one of a few words, and this is none of them."""

    def __init__(self, found: str, words: Iterable[str]) -> None:
        known = tuple(words)
        super().__init__(f"{quoted(found)} is none of {', '.join(known)}{did_you_mean(found, known)}")


def word_of(words: Iterable[str]) -> Callable[[str], str]:
    """Return what reads an option that takes one of these words, whatever its case.

    Raises:
        UnknownWord: what is read is none of them.
    """

    def word(text: str) -> str:
        if text.lower() not in words:
            raise UnknownWord(text, words)
        return text.lower()

    return word


_WHAT = typer.Argument(
    metavar="WHAT",
    parser=view_named,
    autocompletion=starting(VIEWS),
    help=f"One of {', '.join(VIEWS)}.",
    show_default=False,
)
WhatArgument = Annotated[View, _WHAT]
AnyWhatArgument = Annotated[View | None, _WHAT]
NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME...",
        help="An id, name, alias, acronym or symbol; - reads them from standard input, one a line.",
        show_default=False,
    ),
]
NameArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help="An id, name, alias, acronym or symbol.", show_default=False),
]
FieldArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="FIELD",
        autocompletion=starting(FACTUAL),
        help="The field asked about, such as statuses or participants; all of them without it.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    PartialDate | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=str,
        callback=_date,
        help="The day that is asked about: 2018-11-27, 2018-11, 2018 or today.",
    ),
]
CertainOption = Annotated[bool, typer.Option("--certain", help="Leave out what the dates do not settle.")]


class SheetOutput(Bundle, frozen=True):
    """How sheets are written."""

    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=format_named,
            autocompletion=starting(FORMATS),
            help=f"One of {', '.join(FORMATS)}; table on a terminal, else tsv.",
        ),
    ] = None
    columns: Annotated[
        str | None, typer.Option("--columns", "-c", metavar="A,B", help="These columns only.")
    ] = None
    header: Annotated[
        bool | None,
        typer.Option("--header/--no-header", help="Column names first, or not."),
    ] = None

    def write(self, answer: Answer, session: Session) -> None:
        """Write sheets, or a list that is as it should be.

        Raises:
            UnknownColumn: a column was asked for that the answer lacks.
        """
        chosen = tuple(name.strip() for name in (self.columns or "").split(",") if name.strip())
        if chosen:
            answer = answer.select(chosen) if isinstance(answer, ResultSet) else select(answer, chosen)
        write(answer, session.world, self.written_as(), self.header, chosen)

    def written_as(self) -> Format | None:
        """Return the format asked for, or None for the one that suits the output."""
        return self.format


class RowsOutput(SheetOutput, frozen=True):
    """How rows are ordered, cut and written."""

    sort: Annotated[
        str | None,
        typer.Option("--sort", "-s", metavar="COLUMN", help="Order by it; -COLUMN descending."),
    ] = None
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", metavar="N", parser=_count, help="At most N rows.")
    ] = None

    def write_rows(self, result: ResultSet, session: Session) -> None:
        """Order, cut and write rows.

        Raises:
            UnknownColumn: a column was asked for that the rows lack.
        """
        arranged = result.sort(self.sort) if self.sort else result
        self.write(arranged if self.limit is None else arranged.head(self.limit), session)


class ListOutput(RowsOutput, frozen=True):
    """How a list is ordered, cut and written, and whether its being empty is told."""

    exit_status: Annotated[bool, typer.Option("--exit-status", help="Exit with 1 when nothing matched.")] = (
        False
    )

    def write_list(self, result: ResultSet, session: Session) -> None:
        """Order, cut and write a list.

        Raises:
            UnknownColumn: a column was asked for that the list lacks.
            NoMatch: the list is empty and that was to be told.
        """
        self.write_rows(result, session)
        if self.exit_status and not result.rows:
            session.world.flush()
            raise NoMatch


class CitationOutput(RowsOutput, frozen=True):
    """How a bibliography is ordered, cut and written."""

    style: Annotated[
        Format | None,
        typer.Option(
            "--style",
            metavar="STYLE",
            parser=style_named,
            autocompletion=starting(STYLES),
            help=f"One of {', '.join(STYLES)}; text unless --format is given.",
        ),
    ] = None

    def written_as(self) -> Format | None:
        """Return the style or the format asked for; a text for people if neither is.

        Raises:
            TwoFormats: both are.
        """
        if self.style and self.format:
            raise TwoFormats
        return self.style or self.format or STYLES["text"]


class EventFilters(Bundle, frozen=True):
    """Which events are asked for."""

    since: Annotated[
        PartialDate | None,
        typer.Option(
            "--from", metavar="DATE", parser=str, callback=_date, help="Events ending on it or later."
        ),
    ] = None
    until: Annotated[
        PartialDate | None,
        typer.Option(
            "--to", metavar="DATE", parser=str, callback=_date, help="Events beginning on it or earlier."
        ),
    ] = None
    topics: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="NAME", help="Events on it; repeat: on all."),
    ] = None
    kinds: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Events of this kind; repeat: of any."),
    ] = None
    series: Annotated[
        list[str] | None,
        typer.Option("--series", metavar="TEXT", help="Events of this series; repeat: of any."),
    ] = None
    cities: Annotated[
        list[str] | None,
        typer.Option("--city", metavar="TEXT", help="Events in this city; repeat: in any."),
    ] = None
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="NAME", help="Events in this country; repeat: in any."),
    ] = None
    taking_part: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help="Events it took part in; repeat: with all."),
    ] = None

    un_involved: Annotated[
        bool | None,
        typer.Option("--un-involved/--no-un-involved", help="Events in which a UN body took part, or none."),
    ] = None

    def filters(self) -> Filters:
        """Return them as the question has them."""
        return Filters(
            since=self.since,
            until=self.until,
            topics=tuple(self.topics or ()),
            kinds=tuple(self.kinds or ()),
            series=tuple(self.series or ()),
            cities=tuple(self.cities or ()),
            countries=tuple(self.countries or ()),
            taking_part=tuple(self.taking_part or ()),
            un_involved=self.un_involved,
        )
