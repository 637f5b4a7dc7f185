"""The names in a store, read without the rest: what completes a word has to be there while it is typed.

A record is not decoded as its model but only the fields that hold its names, and where these are not of the
right kind, or not read by anything, it has fewer names and is no failure.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from unsco_cli.schema import COLLECTIONS, Collection, Named
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
        fields = _decoder([path.partition(".")[0] for path in COLLECTIONS[name].names])
        for identifier, raw in tables.get(name, {}).items():
            yield Named(name, identifier, _names(COLLECTIONS[name], fields, raw))


def texts(path: str, collection: str, field: str) -> Iterator[str]:
    """Yield the texts that a field of the records of a collection holds, each once.

    Args:
        path: the store.
        collection: the collection.
        field: the field.

    Raises:
        StoreUnusable: as for ``named``.
    """
    fields = _decoder([field])
    seen: set[str] = set()
    for raw in split(path, file_bytes(path)).get(collection, {}).values():
        for text in _strings(_decoded(fields, raw), field):
            if text not in seen:
                seen.add(text)
                yield text


def _decoder(fields: Iterable[str]) -> "msgspec.json.Decoder[Any]":
    """Return what decodes these fields of a record and passes over the others."""
    wanted = [(field, Any, None) for field in dict.fromkeys(fields)]
    return msgspec.json.Decoder(msgspec.defstruct("Names", wanted))


def _decoded(fields: "msgspec.json.Decoder[Any]", raw: msgspec.Raw) -> Any:
    try:
        return fields.decode(raw)
    except BROKEN:
        return None


def _names(collection: Collection, fields: "msgspec.json.Decoder[Any]", raw: msgspec.Raw) -> tuple[str, ...]:
    record = _decoded(fields, raw)
    return tuple(name for path in collection.names for name in _strings(record, path))


def _strings(value: Any, path: str) -> Iterator[str]:
    """Yield the texts at a dotted path of a value of any shape, through lists on the way."""
    if isinstance(value, list):
        for entry in value:
            yield from _strings(entry, path)
    elif not path:
        if isinstance(value, str):
            yield value
    else:
        name, _, rest = path.partition(".")
        inner = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
        yield from _strings(inner, rest)
