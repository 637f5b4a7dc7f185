"""The rows of a whole store, one record at a time."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from unsco_cli.errors import UnscoError, legible
from unsco_cli.models import About, plain
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.collections import SUPERTYPES
from unsco_cli.schema.library import Library
from unsco_cli.schema.paths import values_at
from unsco_cli.schema.places import located
from unsco_cli.schema.rows import Cell, Row, rows_of
from unsco_cli.schema.tables import Table


class BrokenReferences(UnscoError):
    """Tables were to be made of records that refer to what is not there, so that foreign keys would not hold.

    Args:
        details: a line for each reference.
    """

    def __init__(self, details: tuple[str, ...]) -> None:
        broken = "1 broken reference" if len(details) == 1 else f"{len(details)} broken references"
        super().__init__(f"nothing was written: the store has {broken}; 'unsco validate' tells what to do")
        self.details = details


def rows_of_store(library: Library, about: About | None) -> Iterator[tuple[str, Row]]:
    """Yield every row of a store with the name of its table: what the store says of itself, then each record.

    Rows of one table are among those of others. Those that a row belongs to come before it; those that it
    refers to may come later.

    Args:
        library: the records.
        about: what the store says of itself, if it does.
    """
    if about is not None:
        yield from rows_of(about)
    for collection in COLLECTIONS.values():
        for record in library.each(collection.model):
            yield from rows_of(record)


def cells_written(table: Table, writings: Mapping[str, Callable[[Any], Cell]]) -> Callable[[Row], Row]:
    """Return what turns a row into what another program takes.

    Args:
        table: the table that the row is of.
        writings: how a cell is written, by the kinds of columns of which it is not as it is.
    """
    found = ((number, writings.get(column.kind)) for number, column in enumerate(table.columns))
    needed = [(number, writing) for number, writing in found if writing is not None]
    if not needed:
        return lambda row: row

    def written(row: Row) -> Row:
        cells = list(row)
        for number, writing in needed:
            if cells[number] is not None:
                cells[number] = writing(cells[number])
        return tuple(cells)

    return written


def json_of(texts: tuple[str, ...]) -> str:
    """Return the texts of a cell as a JSON array."""
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def refuse_broken(library: Library) -> None:
    """Refuse a store whose references do not all lead to one record.

    Args:
        library: the records.

    Raises:
        BrokenReferences: some lead nowhere, or two records of one supertype have one id.
    """
    ids: dict[str, set[str]] = {name: set() for name in COLLECTIONS}
    referred: dict[tuple[str, ...], set[str]] = {}
    for name, collection in COLLECTIONS.items():
        for record in library.each(collection.model):
            ids[name].add(record.id)
            for reference in collection.references:
                referred.setdefault(reference.to, set()).update(values_at(record, reference.path))
    missing = {to: values.difference(*(ids[name] for name in to)) for to, values in referred.items()}
    details = list(_repeated(ids))
    if any(missing.values()):
        details += _dangling(library, missing)
    if details:
        raise BrokenReferences(tuple(details))


def _repeated(ids: Mapping[str, set[str]]) -> Iterator[str]:
    for members in SUPERTYPES.values():
        for number, name in enumerate(members):
            for other in members[number + 1 :]:
                for one in sorted(ids[name] & ids[other]):
                    yield legible(f"{name}/{one} id: {other} has a record with this id, too")


def _dangling(library: Library, missing: Mapping[tuple[str, ...], set[str]]) -> Iterator[str]:
    for name, collection in COLLECTIONS.items():
        for record in library.each(collection.model):
            for reference in collection.references:
                for path, value in located(plain(record), reference.path):
                    if value in missing[reference.to]:
                        yield legible(f"{name}/{record.id} {path}: {reference.not_there(value)}")
