"""The conditions of a question: TinyDB queries, which TinyDB runs over records that are not decoded yet.

Apart from the reader, because most answers ask for no condition and TinyDB takes a while to load.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from unsco_cli.schema.library import Condition
from unsco_cli.store.storage import RawRecord, RawTable


class _ReadStorage(Storage):
    """A storage over a collection that was read.

    TinyDB's own storage creates a missing file on reading, and decodes every record.
    """

    def __init__(self, tables: Mapping[str, RawTable]) -> None:
        self._tables = tables

    def read(self) -> Mapping[str, RawTable]:  # type: ignore[override]
        """Return the collection with its undecoded records."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Refuse: there is one way to write, and this is not it."""
        raise NotImplementedError


class _Found(Document):
    """A record that matched, still undecoded, with the key it is kept under."""

    def __init__(self, value: RawRecord, doc_id: str) -> None:
        # TinyDB would copy the fields, and so decode what is about to be decoded as a model.
        self.raw = value.raw
        self.key = doc_id


class _Table(Table):
    document_class = _Found  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]


class _Database(TinyDB):
    table_class = _Table


def meeting(condition: Condition, name: str, table: RawTable) -> Sequence[tuple[str, msgspec.Raw]]:
    """Return key and text of the records that meet a condition, in the order of the store.

    Args:
        condition: a TinyDB query, or any predicate over a record.
        name: the collection.
        table: its records.
    """
    database = _Database({name: table}, storage=_ReadStorage)
    found = cast("list[_Found]", database.table(name).search(cast("QueryLike", condition)))
    return [(one.key, one.raw) for one in found]
