"""The rows of a Data Package's tables, put together as records while they are read."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from unsco_cli.errors import did_you_mean, legible, quoted
from unsco_cli.exchange.package_cells import Unfitting, value_of
from unsco_cli.exchange.rows import Dialect, rows_in
from unsco_cli.schema.relational import children
from unsco_cli.schema.rows import Key, part_of, put_list
from unsco_cli.schema.tables import Column, Table

# A line of a file, and what is wrong there.
Fault = tuple[int, str]


class _Entry(NamedTuple):
    """An entry of a list: where it is in the list and in its file, and what it is."""

    position: int
    line: int
    part: Any


class Taken:
    """The records that rows were read of so far."""

    def __init__(self) -> None:
        # Records, and those parts that have lists, by their keys, with the line of their row.
        self._held: dict[str, dict[Key, tuple[int, Any]]] = {}
        self._faulty: set[tuple[str, str]] = set()
        self._tables: list[Table] = []
        self._lost: set[str] = set()

    def lose(self, table: Table) -> None:
        """Note that the rows of a table can't be read."""
        self._lost.add(table.name)

    def lacks(self, table: Table) -> bool:
        """Tell whether what the rows of a table belong to can't be read, so that they can't be either."""
        if table.parent in self._lost:
            self.lose(table)
        return table.name in self._lost

    def has_rows(self, table: Table) -> bool:
        """Tell whether there were rows of a table."""
        return table.name in self._held

    def records(self) -> Iterator[tuple[tuple[str, str], int, dict[str, Any]]]:
        """Yield collection and id, line and fields of each record that nothing is wrong with."""
        for table in self._tables:
            for (key,), (line, fields) in self._held[table.name].items():
                if (table.name, key) not in self._faulty:
                    yield (table.name, key), line, fields

    def spoil(self, table: Table, key: Key) -> None:
        """Note that something is wrong with a record or one of its parts."""
        self._faulty.add((table.collection, key[0]))

    def keep(self, table: Table, key: Key, line: int, part: Any) -> str | None:
        """Keep a record or part that has lists, and say so if there is one with its key already."""
        if table.parent is None and not self.has_rows(table):
            self._tables.append(table)
        held = self._held.setdefault(table.name, {})
        if key in held:
            self.spoil(table, key)
            return f"{_named(table, key)} is in line {held[key][0]}, too"
        held[key] = line, part
        return None

    def put(self, table: Table, lists: Mapping[Key, list[_Entry]]) -> Iterator[Fault]:
        """Give records or parts their lists, and yield what is wrong with those."""
        assert table.parent is not None
        held = self._held.get(table.parent, {})
        for owner, entries in lists.items():
            entries.sort(key=lambda entry: entry.position)
            faults = list(_faults_of_list(table, owner, entries))
            if owner not in held:
                line = min(entry.line for entry in entries)
                faults = [(line, f"there is no {_named(table, owner, owner=True)} in {table.parent}")]
            if faults:
                self.spoil(table, owner)
                yield from faults
            else:
                put_list(held[owner][1], table, (entry.part for entry in entries))


def take_rows(
    taken: Taken, table: Table, text: bytes, dialect: Dialect, missing: Sequence[str]
) -> Iterator[Fault]:
    """Take in the rows of a table, and yield what is wrong with them, in the order of their lines.

    Args:
        taken: where they are kept, with those that they belong to.
        table: the table.
        text: its file.
        dialect: how that is written.
        missing: the cells that stand for no value.
    """
    rows = rows_in(text.removeprefix(b"\xef\xbb\xbf"), dialect)
    line, first = next(rows, (1, []))
    header = [first] if isinstance(first, str) else list(_faults_of_header(table, first))
    if header:
        taken.lose(table)
        yield from ((line, fault) for fault in header)
        return
    assert isinstance(first, list)
    reader = _Reader(table, first, missing)
    lists: dict[Key, list[_Entry]] = {}
    faults: list[Fault] = []
    for number, cells in rows:
        faults += ((number, fault) for fault in _take_row(taken, reader, number, cells, lists))
    if table.parent is not None:
        faults += taken.put(table, lists)
    yield from sorted(faults)


class _Reader:
    """What reads the rows of a table.

    Args:
        table: the table.
        header: the names of the columns, as its first line has them.
        missing: the cells that stand for no value.
    """

    def __init__(self, table: Table, header: Sequence[str], missing: Sequence[str]) -> None:
        columns = {column.name: column for column in table.columns}
        self.table = table
        self.width = len(header)
        self._missing = frozenset(missing)
        known = ((number, columns[name]) for number, name in enumerate(header))
        self._columns = [(number, column) for number, column in known if not column.derived]

    def read(self, cells: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
        """Return the values in a row by the names of their columns, and what is wrong with others."""
        values: dict[str, Any] = {}
        faults: list[str] = []
        for number, column in self._columns:
            cell = cells[number]
            if cell in self._missing or (not cell and column.kind != "text"):
                if column.required and column.default is None:
                    faults.append(f"{column.name} is missing")
                continue
            if column.kind == "text" and not column.choices and cell.isascii():
                # By far the most of all cells.
                values[column.name] = cell
                continue
            try:
                values[column.name] = value_of(column, cell)
            except Unfitting as error:
                faults.append(str(error))
        return values, faults


def _take_row(
    taken: Taken, reader: _Reader, line: int, cells: list[str] | str, lists: dict[Key, list[_Entry]]
) -> Iterator[str]:
    table = reader.table
    if isinstance(cells, str):
        yield cells
        return
    if not any(cells):
        return
    if len(cells) != reader.width:
        yield f"it has {len(cells)} cells, and the first line names {reader.width} columns"
        return
    values, faults = reader.read(cells)
    yield from faults
    key: Key = tuple(values.get(name) for name in table.key)
    if None in key:
        return
    if faults:
        taken.spoil(table, key)
    part = {} if faults else part_of(table, values)
    if table.parent is None or _has_lists(table.name):
        told = taken.keep(table, key, line, part)
        if told is not None:
            yield told
            return
    if table.parent is not None:
        lists.setdefault(key[:-1], []).append(_Entry(key[-1], line, part))


@cache
def _has_lists(name: str) -> bool:
    return bool(children(name))


def _faults_of_header(table: Table, header: Sequence[str]) -> Iterator[str]:
    known: dict[str, Column] = {column.name: column for column in table.columns}
    for number, name in enumerate(header, start=1):
        if name in header[: number - 1]:
            yield f"the column {quoted(legible(name))} stands twice"
        elif not name:
            yield f"column {number} has no name"
        elif name not in known:
            yield f"{table.name} has no column {quoted(legible(name))}{did_you_mean(name, known)}"
    for column in known.values():
        if column.required and column.default is None and not column.derived and column.name not in header:
            yield f"it has no column '{column.name}'"


def _faults_of_list(table: Table, owner: Key, entries: Sequence[_Entry]) -> Iterator[Fault]:
    """Yield what is wrong with the positions of a list's entries, which are in the order of these."""
    expected = 1
    for entry in entries:
        where = f"of {_named(table, owner, owner=True)}"
        if entry.position < expected:
            yield entry.line, f"position {entry.position} {where} stands twice"
        elif entry.position > expected:
            yield entry.line, f"position {entry.position} {where} comes without position {expected}"
        expected = max(expected, entry.position + 1)


def _named(table: Table, key: Key, *, owner: bool = False) -> str:
    """Return the key of a row, or of what it belongs to, in words: ``delegation irn, position 2``."""
    names = table.key[:-1] if owner else table.key
    pairs = zip(names, key, strict=True)
    return ", ".join(f"{name.replace('_', ' ')} {legible(str(value))}" for name, value in pairs)
