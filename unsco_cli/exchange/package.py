"""Data Packages: a descriptor, and beside it the tables that it names, put together again as records."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from unsco_cli.errors import UnscoError, did_you_mean, legible, quoted
from unsco_cli.exchange.package_rows import Taken, take_rows
from unsco_cli.exchange.pieces import Beside, Piece, faulty
from unsco_cli.exchange.rows import Dialect
from unsco_cli.plain import Reading, read
from unsco_cli.schema.collections import ABOUT
from unsco_cli.schema.relational import tables
from unsco_cli.schema.tables import Table

# A cell with nothing in it holds no value, where a descriptor does not say otherwise.
_MISSING = ("",)
_UTF_8 = ("utf-8", "utf8", "utf-8-sig")


class Resource(NamedTuple):
    """A table of a package.

    Args:
        table: the table.
        path: its file.
        dialect: how that is written.
        missing: the cells that stand for no value.
    """

    table: Table
    path: str
    dialect: Dialect
    missing: tuple[str, ...]


def pieces_of_package(text: bytes, collection: str | None, beside: Beside) -> Iterator[Piece]:
    """Yield a piece for each record that a package has rows of, and for what is wrong with these.

    Derived tables and columns, and what the store said of itself, are passed over.

    Args:
        text: the descriptor.
        collection: the collection that was asked for; there may be rows of no other then.
        beside: reads the files.
    """
    reading = read(text)
    if reading.faults or reading.repeated:
        yield Piece(reading.line, reading)
        return
    resources: dict[str, Resource] = {}
    for number, described in enumerate(_described(reading.value), start=1):
        try:
            resource = _resource(described, number)
        except Misdescribed as error:
            yield faulty(None, str(error))
            continue
        if resource.table.name in resources:
            yield faulty(None, f"the table {resource.table.name} stands twice among its resources")
        resources.setdefault(resource.table.name, resource)
    if not resources:
        yield faulty(None, "it names no table; a Data Package has a list of 'resources'")
    yield from _pieces(resources, collection, beside)


def _pieces(resources: Mapping[str, Resource], asked: str | None, beside: Beside) -> Iterator[Piece]:
    taken = Taken()
    for name, table in tables().items():
        # Tables come after those that their rows belong to.
        resource = resources.get(name)
        if resource is None or table.derived or table.collection == ABOUT or taken.lacks(table):
            continue
        try:
            text = beside(resource.path)
        except UnscoError as error:
            yield faulty(None, str(error))
            taken.lose(table)
            continue
        faults = tuple(take_rows(taken, table, text, resource.dialect, resource.missing))
        yield from (faulty(line, sentence, file=resource.path) for line, sentence in faults)
        if asked not in (None, table.collection) and taken.has_rows(table):
            told = f"it has {name}, and only {asked} are to be given"
            yield faulty(None, told, file=resource.path)
    for (name, key), line, fields in taken.records():
        if asked in (None, name):
            yield Piece(line, Reading(fields), name, key, resources[name].path)


class Misdescribed(UnscoError):
    """A descriptor says of a table what can't be, or what is not for this program."""


def _described(value: Any) -> list[Any]:
    resources = value.get("resources") if isinstance(value, dict) else None
    return resources if isinstance(resources, list) else []


def _resource(described: Any, number: int) -> Resource:
    """Return a table of a package.

    Raises:
        Misdescribed: it is no table that a store has, or its file can't be read here.
    """
    if not isinstance(described, dict):
        raise Misdescribed(f"resource {number} is not an object")
    name, path = described.get("name"), described.get("path")
    table = tables().get(name) if isinstance(name, str) else None
    if table is None:
        called = quoted(legible(name)) if isinstance(name, str) else f"resource {number}, which has no name,"
        raise Misdescribed(f"no table is called {called}{did_you_mean(str(name), tables())}")
    if isinstance(path, list) and len(path) == 1:
        path = path[0]
    if not isinstance(path, str):
        raise Misdescribed(f"the table {name} has no path to one file")
    if not is_plain(path):
        told = quoted(legible(path))
        raise Misdescribed(f"the path of the table {name} does not lead to a file of the package: {told}")
    encoding = described.get("encoding", _UTF_8[0])
    if not isinstance(encoding, str) or encoding.lower() not in _UTF_8:
        raise Misdescribed(f"the table {name} is not in UTF-8; save it as that, and say so")
    schema = described.get("schema")
    dialect = _dialect(described.get("dialect"), table.name)
    return Resource(table, path, dialect, _missing(schema if isinstance(schema, dict) else {}))


def is_plain(path: str) -> bool:
    """Tell whether a path leads down from where it is said, whatever the system it is read on."""
    # A colon and a backslash mean something elsewhere, and a control character nothing good.
    odd = any(sign in '\\:*?"<>|' or not sign.isprintable() for sign in path)
    return not odd and all(part not in ("", ".", "..") and part[0] != "~" for part in path.split("/"))


def _missing(schema: Mapping[str, Any]) -> tuple[str, ...]:
    said = schema.get("missingValues")
    if not isinstance(said, list):
        return _MISSING
    values = (one.get("value") if isinstance(one, dict) else one for one in said)
    return tuple(one for one in values if isinstance(one, str))


_DIALECT: Mapping[str, Callable[[Any], bool]] = {
    "delimiter": lambda value: isinstance(value, str) and len(value) == 1 and value not in '\r\n"',
    "quoteChar": lambda value: isinstance(value, str) and len(value) == 1 and value not in "\r\n",
    "escapeChar": lambda value: value is None or (isinstance(value, str) and len(value) == 1),
    "doubleQuote": lambda value: isinstance(value, bool),
    "skipInitialSpace": lambda value: isinstance(value, bool),
}


def _dialect(said: Any, table: str) -> Dialect:
    """Return how a table is written; what is not said is as in RFC 4180.

    Raises:
        Misdescribed: it is written in a way that is not read here.
    """
    told = {**said, **said["csv"]} if isinstance(said, dict) and isinstance(said.get("csv"), dict) else said
    if told is None:
        return Dialect()
    if not isinstance(told, dict) or told.get("header") is False:
        raise Misdescribed(f"the table {table} has a dialect that is not read: its first line names columns")
    for name, fits in _DIALECT.items():
        if name in told and not fits(told[name]):
            raise Misdescribed(f"the table {table} has a dialect that is not read: its {name}")
    return Dialect(
        delimiter=told.get("delimiter", ","),
        quote=told.get("quoteChar", '"'),
        escape=told.get("escapeChar"),
        doubled=told.get("doubleQuote", True),
        spaced=told.get("skipInitialSpace", False),
    )
