"""From press releases to drafts: which texts are read, and how drafts are written.

Apart from the other options, so that only the command which drafts loads it.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

import typer
from msgspec import structs

from unsco_cli.errors import UsageError
from unsco_cli.options.output import RowsOutput, format_option
from unsco_cli.options.reviewing import drafts_of
from unsco_cli.render import DRAFT_FORMATS, DRAFTS, FORMATS, Format, draft_format_named
from unsco_cli.revise.drafts import Review, drafts_whole, values_drafted
from unsco_cli.session import Session


class HtmlTwice(UsageError):
    """A draft was asked for as a page, and in a format."""

    def __init__(self) -> None:
        super().__init__("--html and --format both say how to write it; leave one of them out")


class OneSource(UsageError):
    """Several texts were said to be from one page."""

    def __init__(self) -> None:
        super().__init__("--source says where one text is from; draft each FILE by itself, or leave it out")


class NotShown(UsageError):
    """A draft was to be asked about, and shown in another way than on the terminal."""

    def __init__(self) -> None:
        super().__init__("--add shows a draft on the terminal; leave out --format, --html and --output")


class DraftOutput(RowsOutput, frozen=True):
    """How drafts are written: whole, or their values as rows; and whether they are to be added."""

    endings: ClassVar[Mapping[str, Format]] = DRAFT_FORMATS

    format: Annotated[
        Format | None,
        format_option(draft_format_named, DRAFT_FORMATS, "json; jsonl of several files"),
    ] = None
    html: Annotated[
        bool, typer.Option("--html", help="A page with the text and what was read where; --format html.")
    ] = False
    add: Annotated[
        bool, typer.Option("--add", help="Show each draft, ask, and add it to your own store.")
    ] = False

    def carry_out(self, session: Session, files: Sequence[str], source: str | None) -> None:
        """Draft what texts tell of, and write the drafts, or ask for each whether it is to be added.

        Args:
            session: the run.
            files: the texts; ``-`` is standard input.
            source: the page, or the source in the store, that the text is from.

        Raises:
            UsageError: options contradict each other, or nobody can be asked.
            UnscoError: a text can't be read, or as for the store and the output.
        """
        if source is not None and len(files) > 1:
            raise OneSource
        if not self.add:
            self.write_drafts(drafts_of(session, files, source), session)
            return
        if self.format or self.html or self.target:
            raise NotShown
        # Loaded here because most drafts only are looked at.
        from unsco_cli.options.adopting import adopt  # noqa: PLC0415

        adopt(session, files, source, self.write_drafts)

    def write_drafts(self, reviews: Sequence[Review], session: Session) -> None:
        """Write drafts: whole in JSON and as a page, in any other format as a row a value.

        Raises:
            UnknownColumn: a column was asked for that the rows lack.
        """
        format_ = self.written_as() or self._usual(session, len(reviews))
        if self._asks_for_rows or format_ not in DRAFTS.values():
            output = structs.replace(self, format=FORMATS[format_.name], html=False)
            output.write_rows(values_drafted(reviews), session)
        else:
            structs.replace(self, format=format_, html=False).write(drafts_whole(reviews), session)

    def written_as(self) -> Format | None:
        """Return the format asked for, or that of the file's ending; None for what suits the output.

        Raises:
            HtmlTwice: a page was asked for, and a format.
        """
        if self.html and self.format:
            raise HtmlTwice
        return DRAFTS["html"] if self.html else RowsOutput.written_as(self)

    @property
    def _asks_for_rows(self) -> bool:
        """Whether something is said of rows, which a whole draft does not have."""
        return bool(self.columns or self.sort) or self.limit is not None

    def _usual(self, session: Session, texts: int) -> Format:
        """Return the format for this output where none is named: in a pipe, what ``add`` takes."""
        if self.is_drawn(session) or self._asks_for_rows:
            return FORMATS["table" if self.is_drawn(session) else "tsv"]
        return DRAFTS["json" if texts == 1 else "jsonl"]
