"""What a Data Package says of itself and of its tables: ``datapackage.json``."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from unsco_cli.models import About, Source
from unsco_cli.schema import Library
from unsco_cli.schema.packages import LINE_END, file_of
from unsco_cli.schema.relational import tables
from unsco_cli.schema.tables import Column, Link, Table

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DESCRIBED = (
    "A table for each collection of records, and one for each list that a record or a part of one has: "
    "its rows are numbered in the order of the list. A date is written as precisely as it is known "
    "(2018, 2018-11 or 2018-11-27); two columns beside it have the first and the last day that it may "
    "mean. What is marked as derived follows from the rest. Cells are kept as they are, also where they "
    "begin with = + - or @, which a spreadsheet takes for a formula: import them as text."
)
# What a licence may be called by its name alone.
_LICENCE = re.compile(r"[-a-zA-Z0-9._]+")
_DIALECT = {
    "header": True,
    "delimiter": ",",
    "lineTerminator": LINE_END,
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
_TYPES = {"text": "string", "date": "string", "day": "date", "texts": "array"}


def descriptor(library: Library, about: About | None, missing: Mapping[str, str]) -> dict[str, Any]:
    """Return the descriptor of a store's package, as JSON has it.

    Args:
        library: the records.
        about: what the store says of itself, if it does.
        missing: what stands for no value in each table.
    """
    return {
        "$schema": _PROFILE,
        "name": "unsco",
        **(_said(about) if about else {}),
        "description": _DESCRIBED,
        "sources": list(_sources(library)),
        "resources": [_resource(table, missing[name]) for name, table in tables().items()],
    }


def _said(about: About) -> dict[str, Any]:
    """Return what a store says of itself, as far as a package has words for it."""
    return {
        "title": about.title,
        "version": about.version,
        # A day of the store, for a package that is written twice has to be the same.
        "created": f"{about.date.first.isoformat()}T00:00:00Z",
        "licenses": [_licence(about.licence)],
    }


def _licence(said: str) -> dict[str, str]:
    return {"name": said} if _LICENCE.fullmatch(said) else {"name": "other", "title": said}


def _sources(library: Library) -> Iterator[dict[str, str]]:
    for source in library.each(Source):
        yield {"title": source.label, "path": source.url}


def _resource(table: Table, missing: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": file_of(table.name),
        "description": table.description,
        **({"derived": True} if table.derived else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": _schema(table, missing),
    }


def _schema(table: Table, missing: str) -> dict[str, Any]:
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [missing],
        "primaryKey": list(table.key),
        **({"foreignKeys": [_foreign_key(link) for link in table.links]} if table.links else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "enum": list(column.choices) or None,
        "pattern": column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    said = {name: value for name, value in constraints.items() if value is not None}
    return {
        "name": column.name,
        "type": _TYPES.get(column.kind, column.kind),
        **({"description": column.description} if column.description else {}),
        **({"derived": True} if column.derived else {}),
        **({"constraints": said} if said else {}),
    }


def _foreign_key(link: Link) -> dict[str, Any]:
    return {"fields": list(link.columns), "reference": {"resource": link.table, "fields": list(link.key)}}
