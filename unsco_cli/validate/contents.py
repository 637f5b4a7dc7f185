"""A store as plain values, read so that a fault in one place hides none in another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

from msgspec import Struct, structs

from unsco_cli.models import Base, Record, typed
from unsco_cli.plain import Reading, Repeated, read
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.changes import MODELS, Change, patched
from unsco_cli.schema.collections import ABOUT
from unsco_cli.schema.places import parts_of, required_fields

Fields = Mapping[str, Any]
Part = TypeVar("Part", bound=Base)


class Contents(Struct, frozen=True):
    """What a file holds.

    Args:
        tables: the collections known, each with those of its records that are objects.
        whole: those records that have the shape of their collection, by collection and key.
        strange: what stands where a collection or a record was expected, by its place.
        faults: what is wrong with the text of the file.
        repeated: the keys that stand several times in one object.
        about: what the store says of itself.
    """

    tables: Mapping[str, Mapping[str, Fields]]
    whole: Mapping[tuple[str, str], Record] = {}
    strange: Mapping[tuple[str, str], Any] = {}
    faults: Sequence[str] = ()
    repeated: Sequence[Repeated] = ()
    about: Fields = {}

    def records(self, collection: str) -> Iterator[tuple[str, Fields]]:
        """Yield the records of a collection with the keys they are kept under."""
        yield from self.tables.get(collection, {}).items()

    def patched(self, changes: Sequence[Change]) -> "Contents":
        """Return what the file would hold after some changes."""
        whole = dict(self.whole)
        for change in changes:
            model = MODELS.get(change.collection)
            record = typed(change.after, model) if model else None
            whole.pop((change.collection, change.id), None)
            if isinstance(record, Record):
                whole[change.collection, change.id] = record
        after = patched({**self.tables, ABOUT: self.about}, changes)
        about = after.pop(ABOUT)
        return structs.replace(self, tables=after, whole=whole, about=about)

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
        whole={
            (name, key): record
            for name, table in tables.items()
            for key, fields in table.items()
            if (record := typed(fields, COLLECTIONS[name].model)) is not None
        },
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
