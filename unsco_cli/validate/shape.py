"""Checks of the text of a file, of the shape of its records, and of their ids."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from msgspec import inspect

from unsco_cli.dates import PartialDate
from unsco_cli.errors import did_you_mean
from unsco_cli.models import FORMAT, About
from unsco_cli.plain import Unreadable, stands_twice
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.places import parts_of
from unsco_cli.validate.contents import Contents
from unsco_cli.validate.problems import Problem, cited

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Fault(NamedTuple):
    """What is wrong with one value of a record.

    Args:
        path: where it stands.
        message: what is wrong.
        of_date: whether it is a text that should be a date and is none.
    """

    path: str
    message: str
    of_date: bool = False


def text_problems(contents: Contents) -> Iterator[Problem]:
    """Find what is wrong with the file before anything in it can be read."""
    for fault in contents.faults:
        yield Problem("", "", "", fault)


def shape_problems(contents: Contents) -> Iterator[Problem]:
    """Find what is missing, unknown or of the wrong type, in every field of every record."""
    if not contents.faults and not contents.tables:
        yield Problem("", "", "", f"it has none of the collections {', '.join(COLLECTIONS)}")
    for (name, key), value in contents.strange.items():
        if name in COLLECTIONS or name == "about":
            what = "a record is an object" if key else "an object of records is expected"
            yield Problem(name, key, "", f"{what}, and this is {_kind(value)}")
        else:
            known = did_you_mean(name, COLLECTIONS)
            yield Problem(name, key, "", f"there is no such collection{known} (found {_kind(value)})")
    for name, key, fault in _faults(contents):
        if not fault.of_date:
            yield Problem(name, key, fault.path, fault.message)


def date_problems(contents: Contents) -> Iterator[Problem]:
    """Find texts that should be dates and are none, or name a day that no calendar has."""
    for name, key, fault in _faults(contents):
        if fault.of_date:
            yield Problem(name, key, fault.path, fault.message)


# What a model is made of, told once and not for each of its records.
_shape_of = cache(inspect.type_info)


def _faults(contents: Contents) -> Iterator[tuple[str, str, Fault]]:
    for name, collection in COLLECTIONS.items():
        for key, record in contents.records(name):
            if contents.record(name, key) is None:
                for fault in _visit(record, _shape_of(collection.model), ""):
                    yield name, key, fault
    if "unsco" in contents.about:
        said = contents.about["unsco"]
        for fault in _visit(said, _shape_of(About), ""):
            yield "about", "unsco", fault
        written = said.get("format") if isinstance(said, dict) else None
        if isinstance(written, int) and written > FORMAT:
            message = f"the format is {written}, and this program knows formats up to {FORMAT}"
            yield "about", "unsco", Fault("format", message)


def id_problems(contents: Contents) -> Iterator[Problem]:
    """Find ids that are not the key, that a shell would trip over, or that stand twice."""
    owners: dict[str, str] = {}
    for one in contents.repeated:
        collection, identifier, *rest = (*one.path, "", "")
        where = ".".join(filter(None, rest))
        what = "the field" if where else "the record" if identifier else "the collection"
        yield Problem(collection, identifier, where, stands_twice(what))
    for name in COLLECTIONS:
        for key, record in contents.records(name):
            said = record.get("id")
            if isinstance(said, str) and said != key:
                yield Problem(name, key, "id", f"its id says {cited(said)}")
            if not _ID.fullmatch(key):
                yield Problem(name, key, "id", "an id has only a-z, 0-9 and single hyphens between them")
            if key in owners:
                yield Problem(name, key, "id", f"{owners[key]} has a record with this id, too")
            owners.setdefault(key, name)


def _visit(value: Any, kind: Any, path: str) -> Iterator[Fault]:
    """Yield what is wrong with a value and with everything in it."""
    if isinstance(value, Unreadable):
        # The check of the text has told of it.
        return
    match kind:
        case inspect.UnionType():
            if value is not None or not kind.includes_none:
                yield from _visit(value, _only(kind), path)
        case inspect.StructType():
            yield from _visit_object(value, kind, path)
        case inspect.VarTupleType():
            yield from _visit_list(value, kind, path)
        case inspect.LiteralType():
            yield from _visit_word(value, kind, path)
        case inspect.CustomType():
            yield from _visit_date(value, path)
        case _:
            if not _is(value, kind):
                yield Fault(path, f"{_expected(kind)} was expected, and this is {_kind(value)}")


def _visit_list(value: Any, kind: inspect.VarTupleType, path: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(path, f"a list was expected, and this is {_kind(value)}")
        return
    for place, part in parts_of(value, path):
        yield from _visit(part, kind.item_type, place)


def _visit_word(value: Any, kind: inspect.LiteralType, path: str) -> Iterator[Fault]:
    known = [str(one) for one in kind.values]
    if not isinstance(value, str):
        yield Fault(path, f"one of {', '.join(known)} was expected, and this is {_kind(value)}")
    elif value not in known:
        yield Fault(path, f"{cited(value)} is none of {', '.join(known)}{did_you_mean(value, known)}")


def _visit_object(value: Any, kind: inspect.StructType, path: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(path, f"an object was expected, and this is {_kind(value)}")
        return
    fields = {field.encode_name: field for field in kind.fields}
    for name, field in fields.items():
        below = f"{path}.{name}" if path else name
        if name in value:
            yield from _visit(value[name], field.type, below)
        elif field.required:
            yield Fault(below, "it is missing")
    for name in value:
        if name not in fields and not isinstance(name, Unreadable):
            below = f"{path}.{name}" if path else name
            yield Fault(below, f"there is no such field{did_you_mean(name, fields)}")


def _visit_date(value: Any, path: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(path, f"a date was expected, and this is {_kind(value)}")
        return
    try:
        PartialDate(value)
    except ValueError as error:
        yield Fault(path, str(error), of_date=True)


def _only(kind: inspect.UnionType) -> Any:
    """Return the one type of a union besides None: the models have no other unions."""
    (only,) = (one for one in kind.types if not isinstance(one, inspect.NoneType))
    return only


_EXPECTED: dict[type, str] = {
    inspect.StrType: "a text",
    inspect.IntType: "a whole number",
    inspect.BoolType: "true or false",
}


def _expected(kind: Any) -> str:
    within = isinstance(kind, inspect.IntType) and kind.le is not None
    return f"{_EXPECTED[type(kind)]} from {kind.ge} to {kind.le}" if within else _EXPECTED[type(kind)]


def _is(value: Any, kind: Any) -> bool:
    if isinstance(kind, inspect.IntType):
        return isinstance(value, int) and not isinstance(value, bool) and _is_within(value, kind)
    return isinstance(value, bool if isinstance(kind, inspect.BoolType) else str)


def _is_within(value: int, kind: inspect.IntType) -> bool:
    return (kind.ge is None or value >= kind.ge) and (kind.le is None or value <= kind.le)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "a number")
