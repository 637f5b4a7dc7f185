"""How rows can be drawn besides as a table: which columns play which part in a chart.

A chart says nothing that its rows do not; formats without pictures give the rows.
"""

from msgspec import Struct

from unsco_cli.models import Base, Capacity, Part, Status


class Bars(Struct, frozen=True):
    """A bar a row, as long as a number in it.

    Args:
        length: the column that holds the number.
    """

    length: str


class Years(Struct, frozen=True):
    """A row a record, a column a year, and in it what the record had then; the answer has a row a period.

    Args:
        first: the first year.
        last: the last year, to the end of which open periods are drawn.
        value: the column that says what was had.
        since: the column with the first day of a period.
        until: the column with the first day after it.
        listed: whether the periods are told below, too.
    """

    first: int
    last: int
    value: str = "status"
    since: str = "since"
    until: str = "until"
    listed: bool = False


class Matrix(Struct, frozen=True):
    """A row a record, and columns that go on below where they have no room beside each other.

    Args:
        key: the columns that are said again on every page.
    """

    key: tuple[str, ...]


class Sides(Struct, frozen=True):
    """What was, and beneath it what is, for each field under the record that it belongs to.

    Args:
        heads: the columns that name the record, and what is done to it.
        field: the column that names the field.
        before: the column with the old value.
        after: the column with the new one.
        kept: the word in the first of the heads for a value that stays although another was offered.
    """

    heads: tuple[str, ...] = ("change", "collection", "id")
    field: str = "field"
    before: str = "before"
    after: str = "after"
    kept: str = "kept"


Chart = Bars | Years | Matrix | Sides


class Presence(Base, frozen=True, kw_only=True):
    """A cell of a matrix: how someone took part in an event, and the status held that day if it differs."""

    capacity: Capacity | None = None
    part: Part
    status: Status | str | None = None

    @property
    def label(self) -> str:
        """Capacity and part, and the status that the capacity does not say."""
        held = f" (status: {self.status})" if self.status else ""
        return f"{self.capacity}, {self.part}{held}" if self.capacity else self.part
