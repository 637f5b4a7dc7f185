"""How answers are written that have formats of their own: bibliographies and networks.

Apart from the other options, and not among those that the package names, so that only the commands which
take them load them.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar

import typer

from unsco_cli.errors import UsageError
from unsco_cli.options.completing import starting
from unsco_cli.options.output import ListOutput, RowsOutput, SheetOutput, format_option
from unsco_cli.render import (
    FORMATS,
    GRAPHS,
    NETWORK_FORMATS,
    STYLES,
    Format,
    network_format_named,
    style_named,
)


class TwoFormats(UsageError):
    """A bibliography was asked for in a style and in a format."""

    def __init__(self) -> None:
        super().__init__("--style and --format both say how to write it; leave one of them out")


class NoColumns(UsageError):
    """Columns were chosen or named, and what is written has none."""

    def __init__(self, what: str, way: str) -> None:
        super().__init__(f"--columns and --header are for rows, which a {what} does not have; {way}")


class CitationOutput(RowsOutput, frozen=True):
    """How a bibliography is ordered, cut and written."""

    endings: ClassVar[Mapping[str, Format]] = {**FORMATS, "bib": STYLES["bibtex"], "ris": STYLES["ris"]}

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
            NoColumns: columns were chosen or named, which no style has.
        """
        if self.style and self.format:
            raise TwoFormats
        format_ = self.style or SheetOutput.written_as(self) or STYLES["text"]
        if format_ in STYLES.values() and (self.columns or self.header is not None):
            raise NoColumns("style", "add --format")
        return format_


class NetworkOutput(ListOutput, frozen=True):
    """How a network is ordered, cut and written: as rows, or as a graph."""

    endings: ClassVar[Mapping[str, Format]] = NETWORK_FORMATS

    format: Annotated[Format | None, format_option(network_format_named, NETWORK_FORMATS)] = None

    def written_as(self) -> Format | None:
        """Return the format asked for, or None for the one that suits the output.

        Raises:
            NoColumns: columns were chosen or named, which no graph has.
        """
        format_ = SheetOutput.written_as(self)
        if format_ in GRAPHS.values() and (self.columns or self.header is not None):
            raise NoColumns("graph", "choose another --format")
        return format_
