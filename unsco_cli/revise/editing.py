"""Setting, adding and taking out single values of a record, by their paths."""

import re
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from msgspec import structs

from unsco_cli.errors import UsageError, did_you_mean, quoted
from unsco_cli.models import Base
from unsco_cli.revise.differences import ABSENT
from unsco_cli.schema.changes import MODELS, Fields
from unsco_cli.schema.words import entry_of, plain_of, without_none

_NUMBER = re.compile(r"\[(\d{1,9})\]$")


class NoSuchField(UsageError):
    """A path names a field that there is not, or an entry that is not in the list."""

    def __init__(self, path: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"there is no {quoted(name)} at {quoted(path)}{did_you_mean(name, known)} "
            f"(there: {', '.join(known) or 'nothing'})"
        )


def with_value(collection: str, fields: Fields, path: str, text: str) -> Fields:
    """Return a record with a value set.

    Args:
        collection: where the record belongs.
        fields: the record.
        path: the field, or what stands in it, as ``participants.irn.capacity`` or ``statuses[1].until``.
        text: the value, as it is written on a command line.

    Raises:
        NoSuchField: the path leads nowhere.
    """
    put: Fields = _put(fields, MODELS[collection], _steps(path), path, text)
    return put


def with_entry(collection: str, fields: Fields, path: str, text: str) -> Fields:
    """Return a record with an entry added to a list.

    Args, Raises: as for ``with_value``.
    """
    put: Fields = _put(fields, MODELS[collection], [*_steps(path), ""], path, text)
    return put


def without(collection: str, fields: Fields, path: str) -> Fields:
    """Return a record without what stands at a path.

    Args, Raises: as for ``with_value``.
    """
    put: Fields = _put(fields, MODELS[collection], _steps(path), path, ABSENT)
    return put


def _steps(path: str) -> list[str]:
    """Return the steps of a path: ``statuses``, ``[1]`` and ``until`` of ``statuses[1].until``."""
    return [step for step in re.split(r"\.|(?=\[\d+\])", path) if step]


def _put(held: Any, kind: Any, steps: list[str], path: str, value: Any) -> Any:
    """Return what stands at a place with a value put in further down; ABSENT takes it out."""
    kind = without_none(kind)
    if not steps:
        return value if value is ABSENT else plain_of(kind, value)
    if get_origin(kind) is tuple:
        return _put_entry(held if isinstance(held, list) else [], get_args(kind)[0], steps, path, value)
    if not (isinstance(kind, type) and issubclass(kind, Base)):
        raise NoSuchField(path, steps[0], ())
    types: Mapping[str, Any] = {field.encode_name: field.type for field in structs.fields(kind)}
    name, *rest = steps
    fields = dict(held) if isinstance(held, Mapping) else {}
    if name not in types or (value is ABSENT and name not in fields):
        raise NoSuchField(path, name, tuple(fields) if name in types else tuple(types))
    return _with(fields, name, _put(fields.get(name, ABSENT), types[name], rest, path, value))


def _with(fields: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    if value is ABSENT:
        del fields[name]
        return fields
    return {**fields, name: value}


def _put_entry(entries: list[Any], kind: Any, steps: list[str], path: str, value: Any) -> list[Any]:
    if steps == [""]:
        return [*entries, entry_of(kind, value)]
    # A word of a list may have dots of its own.
    whole = ".".join(steps)
    names = [_name(one) for one in entries]
    key, rest = (whole, []) if whole in names else (steps[0], steps[1:])
    number = _NUMBER.match(key)
    at = int(number[1]) if number else names.index(key) if key in names else len(entries)
    if at >= len(entries):
        raise NoSuchField(path, key, tuple(names))
    put = _put(entries[at], kind, rest, path, value) if rest else _entry(kind, value)
    return [*entries[:at], *([] if put is ABSENT else [put]), *entries[at + 1 :]]


def _entry(kind: Any, value: Any) -> Any:
    return value if value is ABSENT else entry_of(kind, value)


def _name(entry: Any) -> str:
    named = entry.get("id") if isinstance(entry, Mapping) else entry
    return named if isinstance(named, str) else ""
