"""How answers are ordered, cut and written."""

from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Annotated, Any, ClassVar

import typer

from unsco_cli.bundles import Bundle
from unsco_cli.errors import NoMatch, UsageError
from unsco_cli.options.completing import columns_chosen, ordering_column, starting
from unsco_cli.options.values import count_of, ending, word_option
from unsco_cli.render import (
    FORMATS,
    Answer,
    Format,
    default_format,
    format_named,
    write,
)
from unsco_cli.schema import NAMINGS, ResultSet, Sheet, select
from unsco_cli.session import Session
from unsco_cli.world import World


def format_option(named: Callable[[str], Format], known: Iterable[str], piped: str = "tsv") -> Any:
    """Return the option that takes one of these formats.

    Args:
        named: reads the name of a format.
        known: the names.
        piped: what is written off a terminal if none is named.
    """
    return typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        parser=named,
        autocompletion=starting(known),
        help=f"One of {', '.join(known)}; table on a terminal, else {piped}.",
    )


class NothingForced(UsageError):
    """A file may be overwritten, and none is to be written."""

    def __init__(self) -> None:
        super().__init__("--force is for --output, which is missing; name the file, or leave it out")


class SheetOutput(Bundle, frozen=True):
    """How sheets are written."""

    # The format that the ending of a file stands for.
    endings: ClassVar[Mapping[str, Format]] = FORMATS

    format: Annotated[Format | None, format_option(format_named, FORMATS)] = None
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns", "-c", metavar="A,B", autocompletion=columns_chosen, help="These columns only."
        ),
    ] = None
    header: Annotated[
        bool | None,
        typer.Option("--header/--no-header", help="Column names first, or not."),
    ] = None
    target: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, in the format of its ending."),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False

    def write(self, answer: Answer, session: Session) -> None:
        """Write sheets, or a list that is as it should be.

        Raises:
            UnknownColumn: a column was asked for that the answer lacks.
            NothingForced: a file may be overwritten, and none is named.
            CannotWrite: the file can't be written.
        """
        answer, chosen = self._chosen(answer)
        if self._file is None:
            self._write(answer, session.world, chosen, session.imprint)
            return
        # Loaded here because few answers go to a file.
        from unsco_cli.files import write_file  # noqa: PLC0415

        contents = StringIO()
        self._write(answer, session.world.elsewhere(contents), chosen, session.imprint)
        # As standard output has it: half a surrogate pair may come in with a path.
        written = contents.getvalue().encode(errors="backslashreplace")
        write_file(self._file, written, replace=self.force)

    def refuse_early(self, answer: Answer) -> None:
        """Refuse what could not be written, before something is done that the answer is to tell of.

        Args:
            answer: one with the columns that the answer will have.

        Raises:
            UnknownColumn, NothingForced, CannotWrite: as for ``write``.
        """
        self._chosen(answer)
        if self._file is not None:
            # Loaded here because few answers go to a file.
            from unsco_cli.files import refuse_target  # noqa: PLC0415

            refuse_target(self._file, replace=self.force)

    def _chosen(self, answer: Answer) -> tuple[Answer, tuple[str, ...]]:
        if self.force and self.target is None:
            raise NothingForced
        chosen = tuple(name.strip() for name in (self.columns or "").split(",") if name.strip())
        if chosen:
            answer = answer.select(chosen) if isinstance(answer, ResultSet) else select(answer, chosen)
        return answer, chosen

    def _write(self, answer: Answer, world: World, chosen: tuple[str, ...], imprint: str) -> None:
        write(answer, world, self.written_as(), self.header, chosen, imprint)

    @property
    def _file(self) -> str | None:
        """The file that is written, or None where it is standard output."""
        return None if self.target == "-" else self.target

    def is_drawn(self, session: Session) -> bool:
        """Tell whether the answer is drawn for people, so that a chart of it can be."""
        world = session.world if self._file is None else session.world.elsewhere(StringIO())
        return (self.written_as() or default_format(world)).drawn

    def written_as(self) -> Format | None:
        """Return the format asked for, or that of the file's ending; None for what suits the output."""
        return self.format or self.endings.get(ending(self.target))


class RowsOutput(SheetOutput, frozen=True):
    """How rows are ordered, cut and written."""

    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            "-s",
            metavar="COLUMN",
            autocompletion=ordering_column,
            help="Order by it; -COLUMN descending.",
        ),
    ] = None
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", metavar="N", parser=count_of("rows"), help="At most N rows."),
    ] = None

    def write_rows(self, result: ResultSet, session: Session) -> None:
        """Order, cut and write rows.

        Raises:
            UnknownColumn: a column was asked for that the rows lack.
        """
        arranged = result.sort(self.sort) if self.sort else result
        self.write(arranged if self.limit is None else arranged.head(self.limit), session)


NamesOption = Annotated[
    str,
    word_option(
        "--names", "WHICH", NAMINGS, "Of the day that is spoken of (then), of today (current), or codes."
    ),
]


class RecordOutput(SheetOutput, frozen=True):
    """How records are written."""

    naming: NamesOption = NAMINGS[0]

    def write_records(self, sheets: tuple[Sheet, ...], session: Session) -> None:
        """Write records.

        Raises:
            UnknownColumn: a field was asked for that none of them has.
        """
        self.write(tuple(sheet.named(self.naming) for sheet in sheets), session)


class ListOutput(RowsOutput, frozen=True):
    """How a list is ordered, cut and written, and whether its being empty is told."""

    naming: NamesOption = NAMINGS[0]

    exit_status: Annotated[bool, typer.Option("--exit-status", help="Exit with 1 when nothing matched.")] = (
        False
    )

    def write_list(self, result: ResultSet, session: Session) -> None:
        """Order, cut and write a list.

        Raises:
            UnknownColumn: a column was asked for that the list lacks.
            NoMatch: the list is empty and that was to be told.
        """
        self.write_rows(result.named(self.naming), session)
        if self.exit_status and not result.rows:
            session.world.flush()
            raise NoMatch
