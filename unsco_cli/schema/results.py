"""Answers between a question and a renderer: result sets, and sheets about one record."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct, structs

from unsco_cli.dates import PartialDate
from unsco_cli.errors import UsageError, did_you_mean, quoted
from unsco_cli.models import Base, Party, Record
from unsco_cli.schema.naming import Called

if TYPE_CHECKING:
    # Few answers are charts, and the others need not load them.
    from unsco_cli.schema.charts import Chart

# A cell is what a record may hold: text, number, truth value, date, part of a record,
# a tuple of these, or None; or what stands for it as plain JSON.
Cell = Any


# What a sheet adds to the fields of its record.
ADDED = ("collection", "referred_by")


class UnknownColumn(UsageError):
    """A column was asked for that the answer does not have."""

    def __init__(self, name: str, available: tuple[str, ...]) -> None:
        self.available = available
        super().__init__(
            f"no column is called {quoted(name)}{did_you_mean(name, available)} "
            f"(columns: {', '.join(available)})"
        )


class Row(Struct, frozen=True):
    """One row: the record it speaks of, where there is one, and the cells computed for it."""

    cells: Mapping[str, Cell]
    record: Record | None = None

    @property
    def id(self) -> str:
        """The id of the record the row speaks of, also of one that can't be read."""
        return self.record.id if self.record else str(self.cells.get("id") or "")

    def cell(self, column: str) -> Cell:
        """Return the value of a column: computed for this row, or the record's own."""
        if column in self.cells or self.record is None:
            return self.cells[column]
        return self.record.value_of(column)

    def named(self, naming: str) -> "Row":
        """Return the row with each name in it settled."""
        settled = {name: cell.by(naming) for name, cell in self.cells.items() if isinstance(cell, Called)}
        if naming == "code" and "name" not in self.cells and isinstance(self.record, Party):
            settled["name"] = self.record.code
        return structs.replace(self, cells={**self.cells, **settled}) if settled else self


class ResultSet(Struct, frozen=True):
    """Rows and columns with a title; the one thing that renderers draw.

    Args:
        title: what the answer is about, with the day or event it answers for.
        columns: the columns shown, in order.
        available: every column that may be chosen or sorted by.
        rows: the rows, in order.
        empty: the sentence for a table without rows.
        notes: what a reader must know to read the rows rightly, such as what is unknown.
        remarks: what a reader of a table is told besides; all else has it in the rows, or in the record.
        vital: columns that a table without room for all keeps before others.
        whole: whether structured formats give the whole record with the columns.
        implied: columns whose one value the title says or nobody misses, so that a table leaves them out.
        aside: columns that are too long for a table, which shows them where they are chosen.
        grouped: columns that a table says once for all rows that agree in them, above those rows; the
            first two are the name and the value that head them.
        beneath: of a grouped result, columns that a table tells below each row, a line each: texts
            that are long, or have to be copied whole, as addresses have.
        once: whether what is told below a row is told only where such a row first comes.
        chart: how the rows are drawn, where not as a table.
        below: results that are drawn below this one; formats of rows have one kind of row only.
    """

    title: str
    columns: tuple[str, ...]
    available: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = "Nothing matches."
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    vital: tuple[str, ...] = ()
    whole: bool = True
    implied: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()
    beneath: tuple[str, ...] = ()
    once: bool = False
    chart: "Chart | None" = None
    below: "tuple[ResultSet, ...]" = ()

    def named(self, naming: str) -> "ResultSet":
        """Return the result with each delegation and agency called by one of ``naming.NAMINGS``."""
        return structs.replace(self, rows=tuple(row.named(naming) for row in self.rows))

    def select(self, columns: tuple[str, ...]) -> "ResultSet":
        """Return the result with these columns only.

        Raises:
            UnknownColumn: one of them is not available.
        """
        _require(columns, self.available)
        return structs.replace(
            self, columns=columns, whole=False, implied=(), aside=(), grouped=(), chart=None, below=()
        )

    def sort(self, column: str) -> "ResultSet":
        """Return the result ordered by a column, descending after ``-``; no value comes last.

        Raises:
            UnknownColumn: the column is not available.
        """
        name = column.removeprefix("-")
        _require((name,), self.available)
        held = [row for row in self.rows if not _missing(row.cell(name))]
        missing = [row for row in self.rows if _missing(row.cell(name))]
        held.sort(key=lambda row: _sort_key(row.cell(name)), reverse=column != name)
        return structs.replace(self, rows=(*held, *missing))

    def head(self, count: int) -> "ResultSet":
        """Return the result with at most ``count`` rows, telling in the title what is left out."""
        total = len(self.rows)
        if count >= total:
            return self
        title = f"{self.title} – {count} of {total} rows"
        return structs.replace(self, title=title, rows=self.rows[:count], empty="")

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Yield each row as the texts of its cells, not yet made safe for any medium."""
        for row in self.rows:
            yield tuple(text(row.cell(column)) for column in self.columns)


class Referral(Base, frozen=True, kw_only=True):
    """A record that refers to another, and the field in which it does."""

    collection: str
    id: str
    field: str

    @property
    def label(self) -> str:
        """Collection, id and field."""
        return f"{self.collection}/{self.id} {self.field}"


class Section(Struct, frozen=True):
    """A headed part of a sheet, drawn as a small table.

    Args:
        field: the field of the record it shows, or the one of the sheet it belongs to.
        result: its rows, titled with the heading.
    """

    field: str
    result: ResultSet


class Sheet(Struct, frozen=True):
    """One record as a person reads it, and the fields it is made of.

    Args:
        caption: what the record is called.
        fields: every field with its value, in order; what pipelines get.
        facts: the single-valued fields, for a person.
        sections: the many-valued fields and what refers to the record, for a person.
        record: the record, where the sheet is about one.
    """

    caption: str
    fields: Mapping[str, Cell]
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...] = ()
    record: Record | None = None

    def named(self, naming: str) -> "Sheet":
        """Return the sheet with each delegation and agency that a list names called by one of NAMINGS."""
        sections = (Section(part.field, part.result.named(naming)) for part in self.sections)
        return structs.replace(self, sections=tuple(sections))

    def select(self, columns: tuple[str, ...]) -> "Sheet":
        """Return the sheet with these fields only; one that it does not have is empty."""
        return structs.replace(
            self,
            fields={name: self.fields.get(name) for name in columns},
            facts=tuple(fact for fact in self.facts if fact[0] in columns),
            sections=tuple(part for part in self.sections if part.field in columns),
        )


def select(sheets: tuple[Sheet, ...], columns: tuple[str, ...]) -> tuple[Sheet, ...]:
    """Return the sheets with these fields only.

    Raises:
        UnknownColumn: none of the sheets has one of them.
    """
    available = tuple(dict.fromkeys(name for sheet in sheets for name in sheet.fields))
    if sheets:
        _require(columns, available)
    return tuple(sheet.select(columns) for sheet in sheets)


def records_of(sheets: tuple[Sheet, ...], chosen: tuple[str, ...] = ()) -> ResultSet:
    """Return one row a sheet, for formats that can nest.

    Args:
        sheets: what is shown.
        chosen: the fields asked for; without them the whole records.
    """
    about_records = all(sheet.record for sheet in sheets)
    fields = tuple(dict.fromkeys(name for sheet in sheets for name in sheet.fields))
    columns = chosen or (ADDED if about_records else fields)
    rows = tuple(Row({name: sheet.fields.get(name) for name in columns}, sheet.record) for sheet in sheets)
    return ResultSet("", columns, columns, rows, whole=not chosen)


def fields_of(sheets: tuple[Sheet, ...]) -> ResultSet:
    """Return one row a value with its field, for formats that are lines of text.

    Where there are several sheets each begins with the id of its record.
    """
    rows = tuple(
        Row({"field": name, "value": value}, sheet.record)
        for sheet in sheets
        for name, cell in _identified(sheet, len(sheets) > 1).items()
        for value in (cell if isinstance(cell, tuple) else (cell,))
        if not _missing(value)
    )
    return ResultSet("", ("field", "value"), ("field", "value"), rows)


def _identified(sheet: Sheet, among_others: bool) -> Mapping[str, Cell]:
    if among_others and sheet.record and "id" not in sheet.fields:
        return {"id": sheet.record.id, **sheet.fields}
    return sheet.fields


def text(value: Cell) -> str:
    """Return the one text of a cell, the same for every text format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(text(part) for part in value)
    if isinstance(value, Base):
        return str(getattr(value, "label", ""))
    if isinstance(value, dict | list):
        # Plain JSON, as the fields of a change are.
        return msgspec.json.encode(value).decode()
    return str(value)


def _require(columns: tuple[str, ...], available: tuple[str, ...]) -> None:
    for name in columns:
        if name not in available:
            raise UnknownColumn(name, available)


def _missing(value: Cell) -> bool:
    return value in (None, (), "")


def _sort_key(value: Cell) -> tuple[int, Any]:
    """Order numbers by size, dates by day and all else as text, never one against another."""
    if isinstance(value, Base):
        value = value.order
    if isinstance(value, int | float):
        return 0, value
    return (1, value) if isinstance(value, PartialDate) else (2, text(value).casefold())
