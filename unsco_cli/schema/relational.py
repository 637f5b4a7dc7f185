"""The collections as relational tables, for programs that know rows and keys.

Nothing is written by hand here: they follow from ``COLLECTIONS`` and the models. A collection is a table; a
part that a record has once is flattened into it, as ``attendance_count``; a list of parts or of references is
a table of its own, as ``events_participants``, whose rows are numbered in their order.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import getdoc
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Struct, structs

from unsco_cli.dates import PartialDate
from unsco_cli.models import Base
from unsco_cli.schema.changes import MODELS
from unsco_cli.schema.collections import ABOUT, COLLECTIONS, SUPERTYPES, Reference
from unsco_cli.schema.tables import Column, Edge, Link, Table
from unsco_cli.schema.words import SINGULAR, without_none

KEY = "id"
POSITION = "position"
DATE_PATTERN = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_EDGES: tuple[Edge, ...] = ("first", "last")
_ID = Column(name=KEY, kind="text", description="its id", required=True)
_PLACE = Column(
    name=POSITION, kind="integer", description="its place in the list, from 1", required=True, minimum=1
)
# An entry in the docstring of a model: "name: what it is".
_ARGUMENT = r"^ +(\w+): ((?:.+)(?:\n {6,}.+)*)"

_References = Mapping[str, Reference]


@cache
def tables() -> Mapping[str, Table]:
    """Return all tables by their names: what a store says of itself, supertypes, then every collection."""
    supertypes = (_supertype(name, members) for name, members in SUPERTYPES.items())
    collections = (table for name in COLLECTIONS for table in _tables_of(name))
    made = (*_tables_of(ABOUT), *supertypes, *collections)
    for one in ([table.name for table in made], *(table.column_names for table in made)):
        if repeated := [name for name in one if one.count(name) > 1]:
            raise TypeError(f"{repeated[0]} would stand twice among {', '.join(one)}")
    return {table.name: table for table in made}


@cache
def children(name: str) -> tuple[Table, ...]:
    """Return the tables of the lists that the rows of a table have."""
    return tuple(table for table in tables().values() if table.parent == name)


@cache
def supertypes_of(collection: str) -> tuple[Table, ...]:
    """Return the derived tables that have a row for each record of a collection."""
    return tuple(tables()[name] for name, members in SUPERTYPES.items() if collection in members)


def _supertype(name: str, members: tuple[str, ...]) -> Table:
    columns = (
        _ID,
        Column(
            name="collection", kind="text", description="the table it is in", required=True, choices=members
        ),
        Column(name="name", kind="text", description="what it is called", required=True),
    )
    return Table(
        name=name,
        description=f"The records of {' and '.join(members)}, which some references may mean alike.",
        columns=tuple(structs.replace(column, derived=True) for column in columns),
        key=(KEY,),
        derived=True,
    )


def _tables_of(name: str) -> Iterator[Table]:
    """Yield the table of a collection and those of the lists in it."""
    model = MODELS[name]
    known = COLLECTIONS.get(name)
    references = {one.path: one for one in known.references} if known else {}
    columns = tuple(column for column in _columns(model, references) if column.name != KEY)
    supertypes = (Link((KEY,), table, (KEY,)) for table, members in SUPERTYPES.items() if name in members)
    yield Table(
        name=name,
        description=_summary(model),
        columns=(_ID, *columns),
        key=(KEY,),
        links=(*supertypes, *_links(columns, references)),
        collection=name,
        model=model,
    )
    singular = known.singular if known else name
    owner = Column(name=singular, kind="text", description=f"the {singular} it belongs to", required=True)
    yield from _tables_of_lists(model, _Owner(name, (KEY,), (owner,), name), references)


class _Owner(Struct, frozen=True):
    """The table whose rows have lists: its key, and the columns that hold it in the tables of these."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    collection: str


def _tables_of_lists(model: type[Base], owner: _Owner, references: _References) -> Iterator[Table]:
    """Yield a table for each list of parts or references in a record or part, and for those in the parts."""
    for path, entry in _lists(model):
        within = _within(references, path)
        reference = references.get(".".join(path))
        part = _part(entry)
        if part is None and reference is None:
            continue
        columns = tuple(_columns(part, within)) if part else (_referring(path, owner, reference),)
        links = _links(columns, within) if part else _link(columns[0].name, reference)
        keys = (*owner.columns, _PLACE)
        table = Table(
            name="_".join((owner.name, *path)),
            description=_summary(part) if part else _meaning(reference),
            columns=(*keys, *columns),
            key=tuple(column.name for column in keys),
            links=(Link(tuple(one.name for one in owner.columns), owner.name, owner.key), *links),
            collection=owner.collection,
            model=part,
            parent=owner.name,
            path=path,
        )
        yield table
        if part:
            word = _singular(path)
            described = f"the place of the {word.replace('_', ' ')} it belongs to"
            numbered = structs.replace(_PLACE, name=f"{word}_{POSITION}", description=described)
            inner = _Owner(table.name, table.key, (*owner.columns, numbered), owner.collection)
            yield from _tables_of_lists(part, inner, within)


def _columns(
    model: type[Base], references: _References, path: tuple[str, ...] = (), *, sure: bool = True
) -> Iterator[Column]:
    """Yield the columns for what a record or part has once; lists of texts that refer to nothing are such.

    Args:
        model: what it is.
        references: those within it.
        path: where it is within a larger part.
        sure: whether the larger part always has it.
    """
    described = _arguments(model)
    for field in structs.fields(model):
        kind = without_none(field.type)
        here = (*path, field.encode_name)
        told = described.get(field.name, "")
        if _is_part(kind):
            if not _says_that_it_is(kind):
                yield Column(
                    name="_".join(here),
                    kind="boolean",
                    description=told or f"whether there is one: {_summary(kind)}",
                    path=here,
                    presence=True,
                )
            yield from _columns(kind, references, here, sure=sure and field.required)
        elif not _is_list(kind, ".".join(here), references):
            yield from _column(field, kind, here, told, sure=sure)


def _column(
    field: structs.FieldInfo, kind: Any, path: tuple[str, ...], told: str, *, sure: bool
) -> Iterator[Column]:
    """Yield the column for a single value; and for a date the first and the last day that it may mean."""
    default = None if field.default in (NODEFAULT, ()) else field.default
    column = Column(
        name="_".join(path),
        kind="text",
        description=told,
        required=sure and (field.required or default is not None),
        default=default,
        path=path,
    )
    column = structs.replace(column, **_constraints(kind))
    yield column
    for edge in _EDGES if column.kind == "date" else ():
        yield structs.replace(
            column,
            name=f"{column.name}_{edge}",
            kind="day",
            description=f"the {edge} day that {column.name} may mean",
            pattern=None,
            derived=True,
            edge=edge,
        )


def _constraints(kind: Any) -> Mapping[str, Any]:
    """Return what a column says of the values of a type.

    Raises:
        TypeError: there is no kind of column for it.
    """
    if get_origin(kind) is Annotated:
        plain, *limits = get_args(kind)
        return {**_constraints(plain), "minimum": limits[0].ge, "maximum": limits[0].le}
    if get_origin(kind) is Literal:
        return {"kind": "text", "choices": get_args(kind)}
    if kind == tuple[str, ...]:
        return {"kind": "texts"}
    if kind is PartialDate:
        return {"kind": "date", "pattern": DATE_PATTERN}
    return {"kind": _PLAIN[kind]}


_PLAIN = {str: "text", int: "integer", bool: "boolean"}


def _referring(path: tuple[str, ...], owner: _Owner, reference: Reference | None) -> Column:
    """Return the column of a list of references."""
    word = _singular(path)
    taken = any(column.name == word for column in owner.columns)
    name = path[-1] if taken else word
    return Column(name=name, kind="text", description=reference.reverse if reference else "", required=True)


def _links(columns: tuple[Column, ...], references: _References) -> Iterator[Link]:
    for column in columns:
        if not column.derived:
            yield from _link(column.name, references.get(".".join(column.path)))


def _link(column: str, reference: Reference | None) -> Iterator[Link]:
    """Yield the foreign key of a column that refers to something, if it does."""
    if reference is not None:
        yield Link((column,), _referred(reference), (KEY,))


def _referred(reference: Reference) -> str:
    """Return the table that has whatever a reference may mean."""
    if len(reference.to) == 1:
        return reference.to[0]
    return next(name for name, members in SUPERTYPES.items() if members == reference.to)


def _says_that_it_is(part: type[Base]) -> bool:
    """Tell whether a part has a single value whenever it is there."""
    required = (field.type for field in structs.fields(part) if field.required)
    return any(get_origin(kind) is not tuple and not _is_part(kind) for kind in required)


def _within(references: _References, path: tuple[str, ...]) -> _References:
    """Return the references within a field, by their paths from there on."""
    before = ".".join(path) + "."
    return {one.removeprefix(before): held for one, held in references.items() if one.startswith(before)}


def _lists(model: type[Base], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the lists of a record or part with what their entries are, also those of what it has once."""
    for field in structs.fields(model):
        kind = without_none(field.type)
        here = (*path, field.encode_name)
        if get_origin(kind) is tuple:
            yield here, get_args(kind)[0]
        elif _is_part(kind):
            yield from _lists(kind, here)


def _is_list(kind: Any, path: str, references: _References) -> bool:
    """Tell whether a field is a list that has a table of its own."""
    return get_origin(kind) is tuple and (path in references or _is_part(get_args(kind)[0]))


def _part(kind: Any) -> type[Base] | None:
    return kind if _is_part(kind) else None


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Base)


def _singular(path: tuple[str, ...]) -> str:
    return SINGULAR.get(path[-1], path[-1]).replace("-", "_")


def _summary(model: type[Base]) -> str:
    return (getdoc(model) or "").partition("\n")[0]


def _meaning(reference: Reference | None) -> str:
    """Return what a list of references holds, as ``Party (delegations, agencies).``."""
    assert reference is not None
    words = reference.reverse
    return f"{words[:1].upper()}{words[1:]} ({', '.join(reference.to)})."


def _arguments(model: type[Base]) -> Mapping[str, str]:
    """Return what the docstring of a model says of its fields."""
    found = re.finditer(_ARGUMENT, getdoc(model) or "", re.MULTILINE)
    return {one[1]: " ".join(one[2].split()).rstrip(".") for one in found}
