"""Records as rows of relational tables, and rows as records again.

What one way takes apart the other puts together: no field, no order and no empty text is lost between them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from unsco_cli.models import Base, Record
from unsco_cli.schema.changes import MODELS, Fields
from unsco_cli.schema.places import part_type, required_fields
from unsco_cli.schema.relational import KEY, children, supertypes_of, tables
from unsco_cli.schema.tables import Column, Table

# A real date stands in the columns of days, and several texts where a field is a list of them.
Cell = str | int | bool | date | tuple[str, ...] | None
Row = tuple[Cell, ...]
Key = tuple[Any, ...]

# The key of the one record in which a store says something of itself.
_ABOUT_KEY = "unsco"

_Reader = Callable[[Any], Cell]


def rows_of(record: Base) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a record, each with the name of its table and with a cell for each of its columns.

    A row comes after those that it belongs to: first what is derived for a supertype, then the record, then
    its parts.

    Args:
        record: a record, or what a store says of itself.
    """
    table = tables()[_collections()[type(record)]]
    key = (record.id if isinstance(record, Record) else _ABOUT_KEY,)
    for supertype in supertypes_of(table.name):
        yield supertype.name, (*key, table.name, str(record.value_of("label")))
    yield from _rows(_plan(table.name), key, record)


def part_of(table: Table, cells: Mapping[str, Any]) -> Any:
    """Return what a row stands for, without the lists that have rows of their own.

    Args:
        table: the table that the row is from.
        cells: its cells by the names of their columns, in the types of JSON. None, and what is not there,
            is what a record leaves out; derived columns are passed over.

    Returns:
        The plain record or part; the id, in a list of references.
    """
    if table.model is None:
        return cells[table.columns[-1].name]
    part: dict[str, Any] = {}
    if table.parent is None:
        part[KEY] = cells[KEY]
    for column in table.columns:
        value = cells.get(column.name)
        unsaid = value is None or value == column.default or (column.presence and not value)
        if unsaid or column.derived or not column.path:
            continue
        *before, last = column.path
        if column.presence:
            _holder(part, column.path)
        else:
            _holder(part, before)[last] = list(value) if isinstance(value, tuple) else value
    for path in _needed_lists(table.name):
        # There are no rows of a list that a record can't be without, and that is empty.
        *before, last = path
        if (holder := _held(part, before)) is not None:
            holder[last] = []
    return part


def put_list(part: dict[str, Any], table: Table, entries: Iterable[Any]) -> None:
    """Give a record or part a list that has rows of its own.

    Args:
        part: the record or part, which is changed.
        table: the table of the list.
        entries: what its rows stand for, in their order.
    """
    *before, last = table.path
    _holder(part, before)[last] = list(entries)


def assembled(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Fields:
    """Return the plain record that rows stand for, its fields in no order of their own.

    Args:
        rows: all rows of one record, by the names of their tables, with their cells by those of the columns;
            each after those that it belongs to.
    """
    record: Fields = {}
    holders: dict[tuple[str, Key], Any] = {}
    lists: dict[tuple[str, Key], list[tuple[int, Any]]] = {}
    for name, cells in rows:
        table = tables()[name]
        if table.derived:
            continue
        key = tuple(cells[column] for column in table.key)
        part = holders[name, key] = part_of(table, cells)
        if table.parent is None:
            record = part
        else:
            lists.setdefault((name, key[:-1]), []).append((key[-1], part))
    for (name, owner), entries in lists.items():
        table = tables()[name]
        assert table.parent is not None
        ordered = (part for _, part in sorted(entries, key=lambda entry: entry[0]))
        put_list(holders[table.parent, owner], table, ordered)
    return record


def _holder(part: dict[str, Any], path: Iterable[str]) -> dict[str, Any]:
    """Return the part at a path, which comes into being where it is not there yet."""
    for name in path:
        part = part.setdefault(name, {})
    return part


def _held(part: Fields, path: Iterable[str]) -> Any:
    """Return the part at a path, or None."""
    held: Any = part
    for name in path:
        held = held.get(name) if held is not None else None
    return held


@cache
def _needed_lists(name: str) -> tuple[tuple[str, ...], ...]:
    """Return where the rows of a table have lists of their own that must be there, be they empty."""
    model = tables()[name].model
    assert model is not None
    return tuple(below.path for below in children(name) if _needs(model, below.path))


def _needs(model: type[Base], path: Sequence[str]) -> bool:
    *before, last = path
    for name in before:
        model = part_type(model, name)
    return last in required_fields(model)


class _Plan(NamedTuple):
    """How the rows of a table are read from what they stand for, with those of its lists."""

    table: str
    readers: tuple[_Reader, ...]
    lists: tuple[tuple[Callable[[Any], Any], "_Plan"], ...]


def _rows(plan: _Plan, key: Key, part: Any) -> Iterator[tuple[str, Row]]:
    yield plan.table, (*key, *[read(part) for read in plan.readers])
    for entries_of, below in plan.lists:
        for number, entry in enumerate(entries_of(part) or (), start=1):
            yield from _rows(below, (*key, number), entry)


@cache
def _plan(name: str) -> _Plan:
    table = tables()[name]
    readers = [_reader(column, table.model) for column in table.columns[len(table.key) :]]
    below = children(name) if table.model else ()
    lists = ((_value_at(one.path, table.model), _plan(one.name)) for one in below if table.model)
    return _Plan(name, tuple(readers), tuple(lists))


def _reader(column: Column, model: type[Base] | None) -> _Reader:
    """Return what reads the cell of a column from a record or part."""
    if model is None:
        return lambda entry: entry
    value_of = _value_at(column.path, model)
    match column.kind:
        case "date":
            return lambda part: None if (value := value_of(part)) is None else value.text
        case "day":
            return _edge_reader(column, value_of)
        case "texts":
            return lambda part: value_of(part) or None
    if column.presence:
        return lambda part: None if value_of(part) is None else True
    return value_of


def _edge_reader(column: Column, value_of: Callable[[Any], Any]) -> _Reader:
    edge = column.edge
    assert edge is not None
    return lambda part: None if (value := value_of(part)) is None else getattr(value, edge)


def _value_at(path: Sequence[str], model: type[Base]) -> Callable[[Any], Any]:
    """Return what reads the value at a path, and None where a part on the way is not there."""
    first, *rest = path
    # Several times as fast as to ask for a field by its name in the store, and this is asked of every cell.
    name = dict(zip(model.field_names(), model.attribute_names(), strict=True))[first]
    value_of = attrgetter(name)
    if not rest:
        return value_of
    below = _value_at(rest, part_type(model, first))
    return lambda part: None if (inner := value_of(part)) is None else below(inner)


@cache
def _collections() -> Mapping[type[Base], str]:
    return {model: name for name, model in MODELS.items()}
