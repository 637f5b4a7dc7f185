"""Where something stands in a plain record, and what stands there, however odd the record is."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from msgspec import structs

from unsco_cli.models import Base

Fields = Mapping[str, Any]

# What comes in the place of a value that is taken out.
DROPPED = object()


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


def texts_at(value: Any, dotted: str) -> Iterator[str]:
    """Yield the texts at a dotted path of a value of any shape, through lists on the way.

    Their places are of no interest here, and to tell them would take as long again.
    """
    if isinstance(value, str):
        if not dotted:
            yield value
    elif isinstance(value, list):
        for entry in value:
            yield from texts_at(entry, dotted)
    elif isinstance(value, dict):
        name, _, rest = dotted.partition(".")
        yield from texts_at(value.get(name), rest)


def parts_of(held: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a list with their paths; what is no list has none."""
    if isinstance(held, list):
        yield from ((path_of(path, number, part), part) for number, part in enumerate(held))


def path_of(field: str, number: int, part: Any) -> str:
    """Return the path of one part of a list: by its id where it has one, which stays when others come."""
    named = part.get("id") if isinstance(part, dict) else None
    return f"{field}.{named}" if isinstance(named, str) else f"{field}[{number}]"


@cache
def required_fields(kind: type[Base]) -> frozenset[str]:
    """Return the fields that a record or part has to have, by their names in the store."""
    return frozenset(field.encode_name for field in structs.fields(kind) if field.required)


def part_type(model: type[Base], name: str) -> Any:
    """Return what a field holds, or each entry of the list that it holds; None of no field."""
    kind = field_types(model).get(name)
    arguments = [one for one in get_args(kind) if one not in (type(None), Ellipsis)]
    wrapped = get_origin(kind) in (tuple, Union, UnionType)
    return arguments[0] if wrapped else kind


def mapped(part: Fields, dotted: str, model: type[Base], put: Callable[[Any], Any]) -> Any:
    """Return a plain record or part with each value at a dotted path replaced.

    Args:
        part: the record or part.
        dotted: the path, which goes through all lists on the way.
        model: what the record or part is.
        put: returns what comes in the place of a value, or DROPPED. A part that can't be without what is
            dropped is dropped as a whole.
    """
    name, _, rest = dotted.partition(".")
    if part.get(name) is None:
        return part
    value = _mapped_value(part[name], rest, part_type(model, name), put)
    if value is not DROPPED:
        return {**part, name: value}
    without = {field: held for field, held in part.items() if field != name}
    return DROPPED if name in required_fields(model) else without


def _mapped_value(held: Any, rest: str, kind: Any, put: Callable[[Any], Any]) -> Any:
    if isinstance(held, list):
        entries = (_mapped_value(one, rest, kind, put) for one in held)
        return [one for one in entries if one is not DROPPED]
    if rest:
        return mapped(held, rest, kind, put) if isinstance(held, dict) else held
    return put(held)


@cache
def field_types(model: type[Base]) -> Mapping[str, Any]:
    """Return what each field of a record or part holds, by the field's name in the store."""
    return {field.encode_name: field.type for field in structs.fields(model)}
