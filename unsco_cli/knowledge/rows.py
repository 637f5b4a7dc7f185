"""Rows of an answer, as notebooks like them."""

from collections.abc import Iterator, Sequence
from typing import Any, overload

from msgspec import structs

from unsco_cli.errors import word_among
from unsco_cli.models import Record
from unsco_cli.render.structured import objects
from unsco_cli.schema import NAMINGS, ResultSet

# A row as ``--format json`` has it.
Object = dict[str, Any]


class Rows(Sequence[Object]):
    """The rows of an answer, in order; each is a dictionary with what ``--format json`` has for it.

    Dates are texts in ISO 8601, of reduced precision where the record is: ``2018``, ``2018-11`` or
    ``2018-11-27``. A field of a record that has no value is absent; a column that has none is None.
    Each dictionary is made when it is asked for, and is yours to change.

    Args:
        result: the answer.
        naming: which names delegations and agencies have in it; one of ``then``, ``current`` and ``code``.

    Examples:
        >>> from unsco_cli import open_store
        >>> members = open_store().list("members", as_of="2017")
        >>> len(members), members[0]["id"], members.title
        (8, 'chn', 'Members on 2017')
        >>> members.notes
        ('unknown for ind, pak: 2017 is not one day, and the answer depends on which',)
    """

    def __init__(self, result: ResultSet, naming: str = NAMINGS[0]) -> None:
        self._asked = result
        self._naming = naming
        self._result = result.named(naming)

    @property
    def title(self) -> str:
        """What the answer is about, with the day or the event that it answers for."""
        return self._result.title

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the command shows; a row may have the whole record besides."""
        return self._result.columns

    @property
    def notes(self) -> tuple[str, ...]:
        """What one has to know to read the rows rightly, such as what is unknown and why."""
        return self._result.notes

    @property
    def records(self) -> tuple[Record, ...]:
        """The record that each row speaks of, frozen; rows that speak of none are left out."""
        return tuple(row.record for row in self._result.rows if row.record is not None)

    def to_dicts(self) -> list[Object]:
        """Return the rows as a list of dictionaries, which pandas and polars make a frame of.

        Examples:
            >>> from unsco_cli import open_store
            >>> open_store().list("observers").select("id", "until").to_dicts()[:1]
            [{'id': 'mng', 'until': '2025-09-01'}]
        """
        return list(objects(self._result))

    def select(self, *columns: str) -> "Rows":
        """Return the same rows with these columns only.

        Args:
            columns: columns of the answer, or fields of its records.

        Raises:
            UsageError: there is no such column; the sentence names those there are.
        """
        return Rows(self._asked.select(columns), self._naming)

    def named(self, naming: str) -> "Rows":
        """Return the same rows with delegations and agencies called otherwise.

        Args:
            naming: ``then``, by the name that they had on the day that is spoken of, as is usual;
                ``current``, by today's; ``code``, by their code in ISO 3166-1 or their acronym.

        Raises:
            UsageError: it is none of these.
        """
        return Rows(self._asked, word_among(naming, NAMINGS))

    @overload
    def __getitem__(self, index: int) -> Object: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows": ...
    def __getitem__(self, index: int | slice) -> "Object | Rows":
        if isinstance(index, slice):
            return self._part(index)
        # For a negative one, too, and with the error that a sequence has.
        at = range(len(self))[index]
        return next(objects(self._part(slice(at, at + 1))._result))  # noqa: SLF001

    def _part(self, part: slice) -> "Rows":
        return Rows(structs.replace(self._asked, rows=self._asked.rows[part]), self._naming)

    def __iter__(self) -> Iterator[Object]:
        return objects(self._result)

    def __len__(self) -> int:
        return len(self._result.rows)

    def __repr__(self) -> str:
        return f"<{self.title}: {len(self)} row{'s' * (len(self) != 1)}>"

    def _repr_html_(self) -> str:
        """Return the rows as the table that ``--format html`` draws, for notebooks."""
        # Loaded here because scripts draw nothing.
        from unsco_cli.render.page import Page  # noqa: PLC0415
        from unsco_cli.render.picture import html  # noqa: PLC0415

        return "".join(html(self._result, Page(width=None, colour=True, header=True)))
