"""A store as a Parquet dataset: a folder for each table, for programs that ask many machines at once."""

import os
import re
from collections.abc import Container, Iterable, Mapping
from importlib.resources import files

import pyarrow as pa
from pyarrow import parquet

from unsco_cli.errors import CannotWrite
from unsco_cli.export.exported import Exported, Written, everything
from unsco_cli.export.rows import refuse_broken, rows_of_store
from unsco_cli.models import About
from unsco_cli.schema.relational import tables
from unsco_cli.schema.rows import Cell, Row
from unsco_cli.schema.tables import Column, Table

# The questions that every dataset brings along, to ask it.
QUESTIONS = ("as_of.sql", "attendance.sql")
# So many rows are held as Python has them, stand in a row group, and in a part: a reader skips row groups,
# and shares parts out among machines.
_BATCH, _GROUP, _PART = 4_096, 65_536, 524_288
_PART_NAME = r"part-[0-9]{5,}\.parquet"

_TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.string(),
    "day": pa.date32(),
    "texts": pa.list_(pa.field("element", pa.string(), nullable=False)),
}


class Names(Container[str]):
    """The names of the files that a dataset may hold, and of its folders, which end with a slash."""

    def __contains__(self, name: object) -> bool:
        if name in QUESTIONS:
            return True
        table, slash, part = str(name).partition("/")
        return bool(slash) and table in tables() and (not part or bool(re.fullmatch(_PART_NAME, part)))


def write(exported: Exported, folder: str) -> Written:
    """Fill an empty folder with the tables of a store.

    Args:
        exported: the store.
        folder: the folder.

    Raises:
        BrokenReferences: references of the store do not lead to records.
        CannotWrite: it holds a number that Parquet can't.
        OSError: it can't be written.
    """
    refuse_broken(exported.library)
    write_rows(rows_of_store(exported.library, exported.about), exported.about, folder)
    return everything(exported)


def write_rows(rows: Iterable[tuple[str, Row]], about: About | None, folder: str) -> None:
    """Fill an empty folder with rows, of which few are held at a time, however many there are.

    Args:
        rows: the rows, each with the name of its table.
        about: what the store says of itself, if it does.
        folder: the folder.

    Raises:
        CannotWrite: they hold a number that Parquet can't.
        OSError: it can't be written.
    """
    parts = {name: _Parts(folder, table, about) for name, table in tables().items()}
    try:
        for name, row in rows:
            parts[name].add(row)
        for one in parts.values():
            one.finish()
    finally:
        for one in parts.values():
            one.close()
    for question in QUESTIONS:
        with open(os.path.join(folder, question), "xb") as file:
            file.write(question_text(question).encode())


def question_text(name: str) -> str:
    """Return one of the questions, in the SQL that DuckDB and Spark share."""
    return (files("unsco_cli.export") / "queries" / name).read_text(encoding="utf-8")


class _Parts:
    """The files of a table, one open at a time.

    Args:
        folder: the folder of the dataset.
        table: the table.
        about: what the store says of itself, if it does.
    """

    def __init__(self, folder: str, table: Table, about: About | None) -> None:
        self._folder = os.path.join(folder, table.name)
        self._table = table
        self._schema = _schema(table, about)
        self._rows: list[Row] = []
        self._batches: list[pa.RecordBatch] = []
        self._writer: parquet.ParquetWriter | None = None
        self._count = self._held = self._written = 0
        os.mkdir(self._folder)

    def add(self, row: Row) -> None:
        """Add a row, which is written with others."""
        self._rows.append(row)
        if len(self._rows) == _BATCH:
            self._gather()
            if self._held >= _GROUP:
                self._write()

    def finish(self) -> None:
        """Write what is left; a table without rows gets a part that says what they would be."""
        self._gather()
        if self._batches or not self._count:
            self._write()

    def close(self) -> None:
        """Close the file that is open, if one is."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _gather(self) -> None:
        """Turn the rows into columns, which take a fraction of the room."""
        if self._rows:
            columns = zip(self._table.columns, zip(*self._rows, strict=True), strict=True)
            arrays = [_array(self._table, column, cells) for column, cells in columns]
            self._batches.append(pa.RecordBatch.from_arrays(arrays, schema=self._schema))
            self._held += len(self._rows)
            self._rows = []

    def _write(self) -> None:
        """Write a row group, into the next part if this one is full."""
        if self._writer is None:
            path = os.path.join(self._folder, f"part-{self._count:05}.parquet")
            # zstd is read by all that read Parquet, and takes half the room of what is usual.
            self._writer = parquet.ParquetWriter(
                path, self._schema, version="2.6", compression="zstd", write_statistics=True
            )
            self._count += 1
        self._writer.write_table(pa.Table.from_batches(self._batches, self._schema), row_group_size=_GROUP)
        self._written += self._held
        self._batches, self._held = [], 0
        if self._written >= _PART:
            self.close()
            self._written = 0


def _array(table: Table, column: Column, cells: Iterable[Cell]) -> pa.Array:
    kind = _TYPES[column.kind]
    try:
        return pa.array(cells, kind)
    except UnicodeEncodeError:
        # Half a surrogate pair may come in with a record.
        return pa.array([_encodable(cell) for cell in cells], kind)
    except (OverflowError, pa.ArrowInvalid) as error:
        raise CannotWrite(f"{table.name}.{column.name} holds what Parquet can't: {error}") from error


def _encodable(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return cell.encode(errors="backslashreplace").decode()
    return tuple(str(_encodable(one)) for one in cell) if isinstance(cell, tuple) else cell


def _schema(table: Table, about: About | None) -> pa.Schema:
    """Return what a table is, in the words of Arrow; its parts all say so."""
    said = {} if about is None else {name: about.value_of(name) for name in about.field_names()}
    told = {"description": table.description, **{name: str(value) for name, value in said.items()}}
    return pa.schema([_field(column) for column in table.columns], metadata=told)


def _field(column: Column) -> pa.Field:
    told = {"description": column.description} if column.description else None
    return pa.field(column.name, _TYPES[column.kind], nullable=not column.required, metadata=told)
