"""The conditions of a question: TinyDB queries, which TinyDB runs over records that are not decoded yet.

Apart from the reader, because most answers ask for no condition and TinyDB takes a while to load.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from unsco_cli.schema.library import Condition
from unsco_cli.schema.partial import FieldsReader, fields_reader
from unsco_cli.store.storage import BROKEN, StoreInvalid, plainly

_WHOLE: msgspec.json.Decoder[dict[str, Any]] = msgspec.json.Decoder(dict[str, Any])


class _Record(Mapping[str, Any]):
    """A record as it stands in the file, of which only those fields are decoded that a question looks at.

    Args:
        raw: the undecoded record.
        key: the key it is kept under.
        table: the collection it belongs to.
    """

    __slots__ = ("_fields", "_table", "key", "raw")

    def __init__(self, raw: msgspec.Raw, key: str, table: "_Records") -> None:
        self.raw = raw
        self.key = key
        self._table = table
        self._fields: Mapping[str, Any] | None = None

    def __getitem__(self, name: str) -> Any:
        if self._fields is None or name not in self._table.asked:
            self._fields = self._read(self._table.reader_of(name))
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read(_WHOLE.decode))

    def __len__(self) -> int:
        return len(self._read(_WHOLE.decode))

    def _read(self, reader: FieldsReader) -> Mapping[str, Any]:
        try:
            return reader(self.raw)
        except BROKEN as error:
            raise StoreInvalid(f"{self._table.place}/{self.key}: {plainly(error)}") from error


class _Records(Mapping[str, _Record]):
    """The records of a collection by their keys, each made when it is looked at.

    A question looks at the same fields of every record: the first tells which these are, and of all others
    nothing else is decoded.

    Args:
        records: the undecoded records.
        place: the file and the collection, for whoever has to mend one of them.
    """

    def __init__(self, records: Mapping[str, msgspec.Raw], place: str) -> None:
        self._records = records
        self.place = place
        self.asked: tuple[str, ...] = ()
        self._reader = fields_reader()

    def __getitem__(self, key: str) -> _Record:
        return _Record(self._records[key], key, self)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def reader_of(self, name: str) -> FieldsReader:
        """Return what reads a field of a record, with those that were asked for before."""
        if name not in self.asked:
            self.asked = (*self.asked, name)
            self._reader = fields_reader(*self.asked)
        return self._reader


class _ReadStorage(Storage):
    """A storage over a collection that was read.

    TinyDB's own storage creates a missing file on reading, and decodes every record.
    """

    def __init__(self, tables: Mapping[str, _Records]) -> None:
        self._tables = tables

    def read(self) -> Mapping[str, _Records]:  # type: ignore[override]
        """Return the collection with its undecoded records."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Refuse: there is one way to write, and this is not it."""
        raise NotImplementedError


class _Found(Document):
    """A record that matched, still undecoded, with the key it is kept under."""

    def __init__(self, value: _Record, doc_id: str) -> None:
        # TinyDB would copy the fields, and so decode what is about to be decoded as a model.
        self.raw = value.raw
        self.key = doc_id


class _Table(Table):
    document_class = _Found  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]


class _Database(TinyDB):
    table_class = _Table


def meeting(
    condition: Condition, records: Mapping[str, msgspec.Raw], path: str, name: str
) -> Sequence[tuple[str, msgspec.Raw]]:
    """Return key and text of the records that meet a condition, in the order of the store.

    Args:
        condition: a TinyDB query, or any predicate over a record.
        records: the undecoded records.
        path: the file they stand in.
        name: the collection.

    Raises:
        StoreInvalid: a record that is looked at is no object.
    """
    database = _Database({name: _Records(records, f"{path}: {name}")}, storage=_ReadStorage)
    found = cast("list[_Found]", database.table(name).search(cast("QueryLike", condition)))
    return [(one.key, one.raw) for one in found]
