"""The names in a store, read without the rest: what completes a word has to be there while it is typed.

A record is not decoded as its model but only the fields that hold its names, and where these are not of the
right kind, or not read by anything, it has fewer names and is no failure.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from unsco_cli.schema import COLLECTIONS, Named
from unsco_cli.schema.partial import FieldsReader, fields_reader
from unsco_cli.schema.places import texts_at
from unsco_cli.store.storage import BROKEN, file_bytes, split


def named(path: str, collections: Iterable[str]) -> Iterator[Named]:
    """Yield the records of some collections with their names, in the order of the store.

    Args:
        path: the store.
        collections: where to look.

    Raises:
        StoreUnusable: there is no store, or it can't be read.
    """
    tables = split(path, file_bytes(path))
    for name in collections:
        paths = COLLECTIONS[name].names
        reader = fields_reader(*dict.fromkeys(path.partition(".")[0] for path in paths))
        for identifier, raw in tables.get(name, {}).items():
            record = _read(reader, raw)
            yield Named(name, identifier, tuple(text for path in paths for text in texts_at(record, path)))


def texts(path: str, collection: str, field: str) -> Iterator[str]:
    """Yield the texts that a field of the records of a collection holds, each once.

    Args:
        path: the store.
        collection: the collection.
        field: the field.

    Raises:
        StoreUnusable: as for ``named``.
    """
    reader = fields_reader(field)
    records = split(path, file_bytes(path)).get(collection, {}).values()
    yield from dict.fromkeys(text for raw in records for text in texts_at(_read(reader, raw), field))


def _read(reader: FieldsReader, raw: msgspec.Raw) -> Mapping[str, Any]:
    """Return some fields of a record; none of one that can't be read."""
    try:
        return reader(raw)
    except BROKEN:
        return {}
