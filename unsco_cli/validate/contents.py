"""A store as plain values, read so that a fault in one place hides none in another."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Struct, structs

from unsco_cli.errors import line_and_column
from unsco_cli.models import Base, convert
from unsco_cli.schema import COLLECTIONS

Fields = Mapping[str, Any]
Kind = TypeVar("Kind")
Part = TypeVar("Part", bound=Base)

_BYTE_ORDER_MARK = "\ufeff"


class Repeated(Struct, frozen=True):
    """A key that stands several times in one object: a reader sees the last, and the others are lost."""

    path: tuple[str, ...]


class Contents(Struct, frozen=True):
    """What a file holds.

    Args:
        tables: the collections known, each with those of its records that are objects.
        strange: what stands where a collection or a record was expected, by its place.
        faults: what is wrong with the text of the file.
        repeated: the keys that stand several times in one object.
        about: what the store says of itself, if anything.
    """

    tables: Mapping[str, Mapping[str, Fields]]
    strange: Mapping[tuple[str, str], Any] = {}
    faults: Sequence[str] = ()
    repeated: Sequence[Repeated] = ()
    about: Any = None

    def records(self, collection: str) -> Iterator[tuple[str, Fields]]:
        """Yield the records of a collection with the keys they are kept under."""
        yield from self.tables.get(collection, {}).items()

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
    faults: list[str] = []
    try:
        decoded = text.decode()
    except UnicodeDecodeError as error:
        return Contents({}, faults=[f"it is not UTF-8 {line_and_column(text, error.start)}"])
    if decoded.startswith(_BYTE_ORDER_MARK):
        faults.append("it begins with a byte order mark, which other programs trip over")
        decoded = decoded.removeprefix(_BYTE_ORDER_MARK)
    try:
        value = json.loads(decoded, object_pairs_hook=_Object, parse_constant=_Constant)
    except json.JSONDecodeError as error:
        at = f"in line {error.lineno}, column {error.colno}"
        return Contents({}, faults=[*faults, f"it is not JSON: {error.msg[:1].lower()}{error.msg[1:]} {at}"])
    except (RecursionError, ValueError) as error:
        deep = isinstance(error, RecursionError)
        return Contents(
            {}, faults=[*faults, "it is nested too deeply" if deep else f"it is not JSON: {error}"]
        )
    if not isinstance(value, dict):
        return Contents({}, faults=[*faults, "it is not an object of collections"])
    return _sorted_out(value, faults)


class _Constant(str):
    """NaN, Infinity or -Infinity, which Python reads as numbers and JSON does not have."""

    __slots__ = ()


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys came several times."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counted = Counter(key for key, _ in pairs) if len(self) < len(pairs) else Counter[str]()
        self.repeated = [key for key, count in counted.items() if count > 1]


def _sorted_out(value: Fields, faults: list[str]) -> Contents:
    strange: dict[tuple[str, str], Any] = {}
    tables: dict[str, dict[str, Fields]] = {}
    for name, table in value.items():
        if name in COLLECTIONS and isinstance(table, dict):
            tables[name] = {key: record for key, record in table.items() if isinstance(record, dict)}
            strange |= {(name, key): record for key, record in table.items() if key not in tables[name]}
        elif name != "about":
            strange[name, ""] = table
    told = list(_told(value, ()))
    repeated = [one for one in told if isinstance(one, Repeated)]
    faults += [one for one in told if isinstance(one, str)]
    return Contents(tables, strange, faults, repeated, value.get("about"))


def _told(value: Any, path: tuple[str, ...]) -> Iterator[Repeated | str]:
    """Yield the repeated keys and the numbers that JSON does not have, below a value."""
    if isinstance(value, _Object):
        for key in value.repeated:
            yield Repeated((*path, key))
        for key, held in value.items():
            yield from _told(held, (*path, key))
    elif isinstance(value, list):
        for number, held in enumerate(value):
            yield from _told(held, (*path, str(number)))
    elif isinstance(value, _Constant):
        yield f"{'/'.join(path)} is {value}, which JSON does not have"


def typed(value: Any, kind: type[Kind]) -> Kind | None:
    """Return a plain value as what it stands for, or None where it stands for no such thing."""
    try:
        converted: Kind = convert(value, kind)
    except (msgspec.ValidationError, RecursionError):
        return None
    return converted


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
            found = (typed(part, get_args(field.type)[0]) for _, part in parts_of(held, ""))
            value = tuple(part for part in found if part is not None)
        if value is not None or field.required:
            values[field.name] = value
    return model(**values)


def parts_of(held: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a list with their paths; what is no list has none."""
    if isinstance(held, list):
        yield from ((path_of(path, number, part), part) for number, part in enumerate(held))


def typed_parts(record: Fields, field: str, kind: type[Part]) -> Iterator[tuple[str, Part]]:
    """Yield those parts of a list that are what they should be, with their paths."""
    for path, part in parts_of(record.get(field), field):
        converted = typed(part, kind)
        if converted is not None:
            yield path, converted


def path_of(field: str, number: int, part: Any) -> str:
    """Return the path of one part of a list: by its id where it has one, which stays when others come."""
    named = part.get("id") if isinstance(part, dict) else None
    return f"{field}.{named}" if isinstance(named, str) else f"{field}[{number}]"


def located(value: Any, dotted: str, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each plain value at a dotted path, through all lists on the way, with its own path."""
    name, _, rest = dotted.partition(".")
    if not isinstance(value, dict) or value.get(name) is None:
        return
    below = f"{path}.{name}" if path else name
    held = value[name]
    for place, part in parts_of(held, below) if isinstance(held, list) else ((below, held),):
        if rest:
            yield from located(part, rest, place)
        else:
            yield place, part
