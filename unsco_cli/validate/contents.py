"""A store as plain values, read so that a fault in one place hides none in another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Raw, Struct, structs

from unsco_cli.models import Base, Record, typed
from unsco_cli.plain import Reading, Repeated, read
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.changes import Change, patched
from unsco_cli.schema.collections import ABOUT
from unsco_cli.schema.layout import Extent
from unsco_cli.schema.places import parts_of, required_fields
from unsco_cli.schema.undecoded import Undecoded

Fields = Mapping[str, Any]
Part = TypeVar("Part", bound=Base)
# A record: its collection and its id.
Place = tuple[str, str]


class Contents(Struct, frozen=True):
    """What a file holds.

    Args:
        tables: the collections known, each with those of its records that are objects.
        strange: what stands where a collection or a record was expected, by its place.
        faults: what is wrong with the text of the file.
        repeated: the keys that stand several times in one object.
        about: what the store says of itself.
        scope: the records that are checked, by collection; all of them if None.
    """

    tables: Mapping[str, Mapping[str, Fields]]
    strange: Mapping[tuple[str, str], Any] = {}
    faults: Sequence[str] = ()
    repeated: Sequence[Repeated] = ()
    about: Fields = {}
    scope: Mapping[str, Sequence[str]] | None = None
    # What was read of the records as such, or None of those that have another shape.
    _read: dict[Place, Record | None] = msgspec.field(default_factory=dict)

    def record(self, collection: str, key: str) -> Record | None:
        """Return a record that has the shape of its collection; None of one that has not."""
        place = collection, key
        if place not in self._read:
            self._read[place] = typed(self.tables[collection][key], COLLECTIONS[collection].model)
        return self._read[place]

    def records(self, collection: str) -> Iterator[tuple[str, Fields]]:
        """Yield the records of a collection that are checked, with the keys they are kept under."""
        table = self.tables.get(collection, {})
        if self.scope is None:
            yield from table.items()
        else:
            yield from ((key, table[key]) for key in self.scope.get(collection, ()) if key in table)

    def patched(self, changes: Sequence[Change]) -> "Contents":
        """Return what the file would hold after some changes."""
        after = patched({**self.tables, ABOUT: self.about}, changes)
        about = after.pop(ABOUT)
        changed = {(change.collection, change.id) for change in changes}
        unchanged = {place: record for place, record in self._read.items() if place not in changed}
        return structs.replace(self, tables=after, about=about, _read=unchanged)

    def within(self, scope: Mapping[str, Sequence[str]] | None) -> "Contents":
        """Return the same, of which only some records are checked."""
        return structs.replace(self, scope=scope)

    def has(self, identifier: Any, collections: Sequence[str]) -> bool:
        """Tell whether one of the collections has a record with this id."""
        return isinstance(identifier, str) and any(
            identifier in self.tables.get(name, {}) for name in collections
        )


def contents_of(text: bytes) -> Contents:
    """Return what a file holds; of one that is no JSON object only what is wrong with it.

    Args:
        text: the bytes of the file.
    """
    reading = read(text)
    if isinstance(reading.value, dict):
        return _sorted_out(reading.value, reading)
    none = () if reading.value is None and reading.faults else ("it is not an object of collections",)
    return Contents({}, faults=(*reading.faults, *none))


def contents_of_records(tables: Mapping[str, Mapping[str, Raw]], extents: Mapping[str, Extent]) -> Contents:
    """Return what a file holds of which it is known that it is JSON in which no key stands twice.

    No record is decoded before it is looked at.

    Args:
        tables: the undecoded records, each of which is an object.
        extents: where the collections stand in its text.
    """
    known = {name: Undecoded(tables[name], extents[name]) for name in COLLECTIONS if name in tables}
    about = Undecoded(tables[ABOUT], extents[ABOUT]) if ABOUT in tables else {}
    return Contents(known, about=dict(about))


def _sorted_out(value: Fields, reading: Reading) -> Contents:
    strange: dict[tuple[str, str], Any] = {}
    tables: dict[str, dict[str, Fields]] = {}
    for name, table in value.items():
        if name in COLLECTIONS and isinstance(table, dict):
            tables[name] = {key: record for key, record in table.items() if isinstance(record, dict)}
            strange |= {(name, key): record for key, record in table.items() if key not in tables[name]}
        elif name != "about" or not isinstance(table, dict):
            strange[name, ""] = table
    about = value.get("about")
    return Contents(
        tables=tables,
        strange=strange,
        faults=reading.faults,
        repeated=reading.repeated,
        about=about if isinstance(about, dict) else {},
    )


def readable(record: Fields, model: type[Part]) -> Part:
    """Return a record with what can be read of it: a field that can't is empty, a required one None."""
    whole = typed(record, model)
    if whole is not None:
        return whole
    values: dict[str, Any] = {}
    for field in structs.fields(model):
        held = record.get(field.encode_name)
        value = typed(held, field.type)
        if value is None and get_origin(field.type) is tuple:
            value = tuple(_readable_parts(held, get_args(field.type)[0]))
        if value is not None or field.required:
            values[field.name] = value
    return model(**values)


def _readable_parts(held: Any, kind: Any) -> Iterator[Any]:
    for _, part in parts_of(held, ""):
        is_part = isinstance(kind, type) and issubclass(kind, Base) and isinstance(part, dict)
        value = readable(part, kind) if is_part else typed(part, kind)
        if value is not None:
            yield value


def typed_parts(record: Fields, field: str, kind: type[Part], *needed: str) -> Iterator[tuple[str, Part]]:
    """Yield the parts of a list of which the fields needed can be read, whatever else is wrong with them.

    Args:
        record: the record.
        field: the field that holds the list.
        kind: what the parts are.
        needed: the fields, by their names in the store; all of them if none is named.
    """
    required = required_fields(kind)
    for path, part in parts_of(record.get(field), field):
        if isinstance(part, dict):
            value = readable(part, kind)
            if all(
                value.value_of(name) is not None or (part.get(name) is None and name not in required)
                for name in needed or kind.field_names()
            ):
                yield path, value
