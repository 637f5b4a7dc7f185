"""The fields of a record as options: one for each field of its collection, as the model has them.

Apart from the other options, so that only the command which adds records loads it.
"""

from collections.abc import Iterator, Mapping
from inspect import Parameter
from typing import Annotated, Any, Literal, get_args, get_origin

import typer
from msgspec import structs

from unsco_cli.models import Base
from unsco_cli.options.completing import Completes, naming, starting
from unsco_cli.schema import Collection, Reference
from unsco_cli.schema.words import JSON, SINGULAR, without_none, written_as


def field_options(collection: Collection) -> list[Parameter]:
    """Return a parameter for each field of a collection, named like the field."""
    return [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in _annotations(collection)
    ]


def words_given(collection: Collection, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields for which something was given, by their names in the store.

    Args:
        collection: the collection.
        values: what the options hold; None, or an empty list, where one was not given.
    """
    fields = {field.name: field.encode_name for field in structs.fields(collection.model)}
    return {fields[name]: value for name, value in values.items() if value not in (None, [])}


def _annotations(collection: Collection) -> Iterator[tuple[str, Any]]:
    for field in structs.fields(collection.model):
        kind = without_none(field.type)
        many = get_origin(kind) is tuple
        name = SINGULAR[field.encode_name] if many else field.encode_name.replace("_", "-")
        words = get_args(kind) if get_origin(kind) is Literal else ()
        told = _told(collection, field, get_args(kind)[0] if many else kind, words, many=many)
        if kind is bool:
            yield field.name, Annotated[bool | None, typer.Option(f"--{name}/--no-{name}", help=told)]
            continue
        reference = collection.reference_of(field.encode_name)
        named = reference is not None and reference.path == field.encode_name
        option = typer.Option(
            f"--{name}",
            metavar="NAME" if named else "WORD" if words else written_as(kind),
            autocompletion=_completes(words, reference),
            help=told,
        )
        yield field.name, Annotated[(list[str] | None) if many else (str | None), option]


def _completes(words: tuple[str, ...], reference: Reference | None) -> Completes | None:
    """Return what completes one of some words, or the record that is referred to."""
    return starting(words) if words else naming(*reference.to) if reference else None


# What is made where it is left out.
_MADE = {
    "id": "Made from the name, title or address if it is left out.",
    "un_involved": "Told by who came if it is left out.",
    ("events", "kind"): "'other' if it is left out.",
}


def _told(
    collection: Collection, field: structs.FieldInfo, entry: Any, words: tuple[str, ...], *, many: bool
) -> str | None:
    made = _MADE.get(field.encode_name) or _MADE.get((collection.name, field.encode_name))
    pieces = [
        f"One of {', '.join(words)}." if words else "",
        "Repeat for several." if many else "",
        _told_of_part(entry) if isinstance(entry, type) and issubclass(entry, Base) else "",
        made or ("Needed." if field.required else ""),
    ]
    return " ".join(filter(None, pieces)) or None


def _told_of_part(kind: type[Base]) -> str:
    return "A JSON object." if written_as(kind) == JSON else "Or a JSON object."
