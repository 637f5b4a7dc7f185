"""A store as a Data Package: a folder of CSV files, with a descriptor that says what is in them."""

import csv
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import msgspec

from unsco_cli.export.exported import Exported, Written, everything
from unsco_cli.export.package_descriptor import descriptor
from unsco_cli.export.rows import cells_written, json_of, refuse_broken, rows_of_store
from unsco_cli.schema import COLLECTIONS, Library
from unsco_cli.schema.packages import DESCRIPTOR, LINE_END, file_of
from unsco_cli.schema.relational import tables
from unsco_cli.schema.rows import Cell, Row, rows_of
from unsco_cli.schema.tables import Table

# What stands for no value in a table that has empty texts, unless it is a text there.
_NOTHING = "(none)"


def file_names() -> Sequence[str]:
    """Return the names of all files of a package."""
    return (DESCRIPTOR, *(file_of(name) for name in tables()))


def write(exported: Exported, folder: str) -> Written:
    """Fill an empty folder with the tables of a store.

    Args:
        exported: the store.
        folder: the folder.

    Raises:
        BrokenReferences: references of the store do not lead to records.
        OSError: it can't be written.
    """
    refuse_broken(exported.library)
    missing = _missing(exported.library)
    with ExitStack() as files:
        writers = {name: _writer(files, folder, table, missing[name]) for name, table in tables().items()}
        for name, row in rows_of_store(exported.library, exported.about):
            writers[name](row)
    told = descriptor(exported.library, exported.about, missing)
    with open(os.path.join(folder, DESCRIPTOR), "xb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
    return everything(exported)


def _writer(files: ExitStack, folder: str, table: Table, missing: str) -> Callable[[Row], Any]:
    """Return what writes a row into the file of a table."""
    path = os.path.join(folder, file_of(table.name))
    # Closed with all others.
    file = files.enter_context(open(path, "x", encoding="utf-8", newline=""))  # noqa: SIM115
    write_row = csv.writer(file, lineterminator=LINE_END).writerow
    write_row(table.column_names)
    written = cells_written(table, _WRITINGS)
    if missing:
        return lambda row: write_row([missing if cell is None else cell for cell in written(row)])
    return lambda row: write_row(written(row))


# How cells are written that are neither texts nor written as Python has them.
_WRITINGS: Mapping[str, Callable[[Any], Cell]] = {
    "boolean": lambda cell: "true" if cell else "false",
    "texts": json_of,
}


def _missing(library: Library) -> dict[str, str]:
    """Return what stands for no value in each table: nothing, unless an empty text would look the same."""
    having = set(_with_empty_texts(library))
    mark = _NOTHING
    while having and any(_occurs(library, mark)):
        mark += "*"
    return {name: mark if name in having else "" for name in tables()}


def _with_empty_texts(library: Library) -> Iterator[str]:
    for collection in COLLECTIONS.values():
        for record in library.mentioning(collection.model, ""):
            for name, row in rows_of(record):
                if "" in row:
                    yield name


def _occurs(library: Library, text: str) -> Iterator[bool]:
    for collection in COLLECTIONS.values():
        yield bool(library.mentioning(collection.model, text))
