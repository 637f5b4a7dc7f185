"""Setting, adding and taking out single values of a record, by their paths."""

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args, get_origin

from unsco_cli.errors import UsageError, did_you_mean, quoted
from unsco_cli.models import Base
from unsco_cli.revise.differences import ABSENT
from unsco_cli.schema.changes import MODELS, Fields
from unsco_cli.schema.places import field_types
from unsco_cli.schema.words import entry_of, plain_of, without_none

_NUMBER = re.compile(r"\[(\d{1,9})\]$")
# The first step of a path, up to a dot or a number: ``statuses``, ``[1]`` and ``until``.
_STEP = re.compile(r"(\[\d+\]|.+?)(?:\.(?=.)|(?=\[\d+\])|$)", re.DOTALL)

# Returns what is to stand at the end of a path, from the type and what stands there; ABSENT takes it out.
_End = Callable[[Any, Any], Any]


class NoSuchField(UsageError):
    """A path names a field that there is not, or an entry that is not in the list."""

    def __init__(self, path: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"there is no {quoted(name)} at {quoted(path)}{did_you_mean(name, known)} "
            f"(there: {', '.join(known) or 'nothing'})"
        )


class NoList(UsageError):
    """An entry was to be added where there is no list."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{quoted(path)} is no list that an entry could be added to; --set gives it a value")


class NothingThere(UsageError):
    """Something was to be taken out where there is nothing."""

    def __init__(self, path: str) -> None:
        super().__init__(f"there is nothing at {quoted(path)} that could be taken out")


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
    return _changed(collection, fields, path, lambda kind, _held: plain_of(kind, text))


def with_entry(collection: str, fields: Fields, path: str, text: str) -> Fields:
    """Return a record with an entry added to a list.

    Args: as for ``with_value``.

    Raises:
        NoSuchField: the path leads nowhere.
        NoList: it leads to no list.
    """

    def put(kind: Any, held: Any) -> list[Any]:
        if get_origin(kind) is not tuple:
            raise NoList(path)
        return [*(held if isinstance(held, list) else ()), entry_of(get_args(kind)[0], text)]

    return _changed(collection, fields, path, put)


def without(collection: str, fields: Fields, path: str) -> Fields:
    """Return a record without what stands at a path.

    Args: as for ``with_value``.

    Raises:
        NoSuchField: the path leads nowhere.
        NothingThere: nothing stands there.
    """

    def take(_kind: Any, held: Any) -> Any:
        if held is ABSENT:
            raise NothingThere(path)
        return ABSENT

    return _changed(collection, fields, path, take)


def _changed(collection: str, fields: Fields, path: str, end: _End) -> Fields:
    model = MODELS[collection]
    if not path:
        raise NoSuchField(path, path, tuple(field_types(model)))
    changed: Fields = _put(fields, model, path, path, end)
    return changed


def _first_step(path: str) -> tuple[str, str]:
    found = _STEP.match(path)
    return (path, "") if found is None else (found[1], path[found.end() :])


def _put(held: Any, kind: Any, rest: str, path: str, end: _End) -> Any:
    """Return what stands at a place with what is to stand at the end of the rest of the path."""
    kind = without_none(kind)
    if not rest:
        return end(kind, held)
    if get_origin(kind) is tuple:
        return _put_entry(held if isinstance(held, list) else [], get_args(kind)[0], rest, path, end)
    if not (isinstance(kind, type) and issubclass(kind, Base)):
        raise NoSuchField(path, rest, ())
    types = field_types(kind)
    name, further = _first_step(rest)
    if name not in types:
        raise NoSuchField(path, name, tuple(types))
    fields = dict(held) if isinstance(held, Mapping) else {}
    value = _put(fields.pop(name, ABSENT), types[name], further, path, end)
    return fields if value is ABSENT else {**fields, name: value}


def _put_entry(entries: list[Any], kind: Any, rest: str, path: str, end: _End) -> list[Any]:
    names = [_name(one) for one in entries]
    # A word of a list may have dots of its own.
    key, further = (rest, "") if rest in names else _first_step(rest)
    number = _NUMBER.match(key)
    at = names.index(key) if key in names else int(number[1]) if number else len(entries)
    if at >= len(entries):
        there = tuple(name or f"[{place}]" for place, name in enumerate(names))
        raise NoSuchField(path, key, there)
    put = _put(entries[at], kind, further, path, end)
    return [*entries[:at], *([] if put is ABSENT else [put]), *entries[at + 1 :]]


def _name(entry: Any) -> str:
    named = entry.get("id") if isinstance(entry, Mapping) else entry
    return named if isinstance(named, str) else ""
