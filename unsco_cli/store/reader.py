"""Reading a store: tables in, records out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from unsco_cli.errors import quoted
from unsco_cli.models import FORMAT, About, decode
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.library import Condition, RecordType
from unsco_cli.store.storage import (
    BROKEN,
    FileStorage,
    RawRecord,
    StoreInvalid,
    StoreUnusable,
    Tables,
    plainly,
)


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


class Store:
    """An opened store; a Library of its records.

    Args:
        path: the file.
        contents: what it holds, if that was read already.

    Attributes:
        about: what the store says of itself, if it does.

    Raises:
        StoreUnusable: the file is missing, unreadable, or not a store this program knows.
    """

    def __init__(self, path: str, contents: bytes | None = None) -> None:
        self.path = path
        self._storage = FileStorage(path, contents)
        self._database = _Database(path, storage=lambda _path: self._storage)
        self._tables = {collection.model: name for name, collection in COLLECTIONS.items()}
        self._decoded: dict[tuple[str, str], Any] = {}
        if not COLLECTIONS.keys() & self._storage.read().keys():
            raise StoreUnusable(
                f"{path} is JSON but not a store: it has none of the collections {', '.join(COLLECTIONS)}"
            )
        self.about = self._about()

    def _about(self) -> About | None:
        """Read what the store says of itself; one for a newer program is refused first of all."""
        about = self._storage.table("about").get("unsco")
        if about is None:
            return None
        found = about.get("format")
        if isinstance(found, int) and found > FORMAT:
            raise StoreUnusable(
                f"{self.path} has format {found}, and this program knows formats up to {FORMAT}; "
                "install a newer unsco"
            )
        said: About = self._decode("about", "unsco", about.raw, About)
        return said

    @property
    def raw(self) -> Tables:
        """The undecoded records by collection and key, also those of collections that are not ours."""
        return {name: table.records for name, table in self._storage.read().items()}

    @property
    def counts(self) -> dict[str, int]:
        """How many records each collection has."""
        return {name: self.count(name) for name in COLLECTIONS}

    def count(self, collection: str) -> int:
        """Return how many records a collection has."""
        return len(self._storage.table(collection))

    def get(self, model: type[RecordType], identifier: str) -> RecordType | None:
        """Return the record of this type with this id, or None.

        Raises:
            StoreInvalid: the record does not have the shape of its collection.
        """
        found = self._storage.table(self._tables[model]).get(identifier)
        return self._record(model, identifier, found.raw) if found is not None else None

    def find(self, model: type[RecordType], condition: Condition | None = None) -> Sequence[RecordType]:
        """Return the records of a type that meet a condition, in the order of the store.

        Raises:
            StoreInvalid: one that meets it does not have the shape of its collection.
        """
        table = self._database.table(self._tables[model])

        def met(record: Mapping[str, Any]) -> bool:
            assert isinstance(record, RawRecord)
            return condition is None or record.meets(condition)

        found = cast("list[_Found]", table.search(cast("QueryLike", met)))
        return [self._record(model, one.key, one.raw) for one in found]

    def each(self, model: type[RecordType]) -> Iterator[RecordType]:
        """Yield the records of a type in the order of the store, and keep none.

        Raises:
            StoreInvalid: one does not have the shape of its collection.
        """
        table = self._storage.table(self._tables[model])
        for key, raw in table.records.items():
            yield self._checked(model, key, raw)

    def mentioning(self, model: type[RecordType], identifier: str) -> Sequence[RecordType]:
        """Return the records of a type in which an id occurs as a value.

        The undecoded text is looked through, so that records that don't mention the id cost little.

        Raises:
            StoreInvalid: one that does has not the shape of its collection.
        """
        value = msgspec.json.encode(identifier)
        return self.find(model, lambda record: value in bytes(_raw(record)))

    def _record(self, model: type[RecordType], key: str, raw: msgspec.Raw) -> RecordType:
        table = self._tables[model]
        if (table, key) not in self._decoded:
            self._decoded[table, key] = self._checked(model, key, raw)
        found: RecordType = self._decoded[table, key]
        return found

    def _checked(self, model: type[RecordType], key: str, raw: msgspec.Raw) -> RecordType:
        table = self._tables[model]
        record: RecordType = self._decode(table, key, raw, model)
        if record.id != key:
            raise StoreInvalid(f"{self.path}: {table}/{key}: its id says {quoted(record.id)}")
        return record

    def _decode(self, table: str, key: str, raw: msgspec.Raw, model: type[Any]) -> Any:
        try:
            return decode(raw, model)
        except BROKEN as error:
            raise StoreInvalid(f"{self.path}: {table}/{key}: {plainly(error)}") from error


def _raw(record: Any) -> msgspec.Raw:
    raw: msgspec.Raw = record.raw
    return raw
