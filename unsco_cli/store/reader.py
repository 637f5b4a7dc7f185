"""Reading a store: tables in, records out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from unsco_cli.errors import quoted
from unsco_cli.models import FORMAT, About, decode
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.collections import ABOUT
from unsco_cli.schema.library import Condition, RecordType
from unsco_cli.store.storage import (
    BROKEN,
    RawTables,
    StoreInvalid,
    StoreUnusable,
    file_bytes,
    plainly,
    split,
)


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
        # The undecoded records by collection and key, also those of collections that are not ours.
        self.raw: RawTables = split(path, file_bytes(path) if contents is None else contents)
        self._tables = {collection.model: name for name, collection in COLLECTIONS.items()}
        self._decoded: dict[tuple[str, str], Any] = {}
        if not COLLECTIONS.keys() & self.raw.keys():
            raise StoreUnusable(
                f"{path} is JSON but not a store: it has none of the collections {', '.join(COLLECTIONS)}"
            )
        self.about = self._about()

    def _about(self) -> About | None:
        """Read what the store says of itself; one for a newer program is refused first of all."""
        about = self.raw.get(ABOUT, {}).get("unsco")
        if about is None:
            return None
        try:
            said: About = self._decode(ABOUT, "unsco", about, About)
        except StoreInvalid:
            # A newer store may have other fields.
            self._refuse_newer(self._decode(ABOUT, "unsco", about, dict[str, Any]).get("format"))
            raise
        self._refuse_newer(said.format)
        return said

    def _refuse_newer(self, found: Any) -> None:
        if isinstance(found, int) and found > FORMAT:
            raise StoreUnusable(
                f"{self.path} has format {found}, and this program knows formats up to {FORMAT}; "
                "install a newer unsco"
            )

    @property
    def counts(self) -> dict[str, int]:
        """How many records each collection has."""
        return {name: self.count(name) for name in COLLECTIONS}

    def count(self, collection: str) -> int:
        """Return how many records a collection has."""
        return len(self.raw.get(collection, {}))

    def get(self, model: type[RecordType], identifier: str) -> RecordType | None:
        """Return the record of this type with this id, or None.

        Raises:
            StoreInvalid: the record does not have the shape of its collection.
        """
        found = self.raw.get(self._tables[model], {}).get(identifier)
        return self._record(model, identifier, found) if found is not None else None

    def find(
        self, model: type[RecordType], condition: Condition | None = None, naming: Sequence[str] = ()
    ) -> Sequence[RecordType]:
        """Return the records of a type that meet a condition, in the order of the store.

        Args: as for ``Library.find``.

        Raises:
            StoreInvalid: one that meets it does not have the shape of its collection.
        """
        name = self._tables[model]
        found = self._naming(name, naming)
        if condition is not None:
            # Loaded here because most answers ask for no condition.
            from unsco_cli.store.conditions import meeting  # noqa: PLC0415

            found = meeting(condition, dict(found), self.path, name)
        return [self._record(model, key, raw) for key, raw in found]

    def each(self, model: type[RecordType]) -> Iterator[RecordType]:
        """Yield the records of a type in the order of the store, and keep none.

        Raises:
            StoreInvalid: one does not have the shape of its collection.
        """
        for key, raw in self.raw.get(self._tables[model], {}).items():
            yield self._checked(model, key, raw)

    def mentioning(self, model: type[RecordType], identifier: str) -> Sequence[RecordType]:
        """Return the records of a type in which an id occurs as a value.

        The undecoded text is looked through, so that records that don't mention the id cost little.

        Raises:
            StoreInvalid: one that does has not the shape of its collection.
        """
        return [
            self._record(model, key, raw) for key, raw in self._naming(self._tables[model], (identifier,))
        ]

    def _naming(self, table: str, identifiers: Sequence[str]) -> Iterable[tuple[str, msgspec.Raw]]:
        """Return key and text of the records in which ids occur as values, by the undecoded text."""
        found: Iterable[tuple[str, msgspec.Raw]] = self.raw.get(table, {}).items()
        for value in map(msgspec.json.encode, identifiers):
            found = [(key, raw) for key, raw in found if value in bytes(raw)]
        return found

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
