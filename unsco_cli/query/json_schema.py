"""The JSON Schema (2020-12) of the store and of what lists print."""

from typing import Any

import msgspec

from unsco_cli.dates import PartialDate
from unsco_cli.models import About
from unsco_cli.schema import COLLECTIONS, COMPUTED, View

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE = {
    "type": "string",
    "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
}
_REF = "#/$defs/{name}"


def store_schema() -> dict[str, Any]:
    """Return the schema of a store: an object of collections, each an object of records by id."""
    models = [collection.model for collection in COLLECTIONS.values()]
    (about, *records), defs = _components([About, *models])
    tables = {
        name: {"type": "object", "additionalProperties": schema}
        for name, schema in zip(COLLECTIONS, records, strict=True)
    }
    return {
        "$schema": DIALECT,
        "title": "unsco store",
        "type": "object",
        "properties": {"about": {"type": "object", "properties": {"unsco": about}}, **tables},
        "$defs": defs,
    }


def view_schema(view: View) -> dict[str, Any]:
    """Return the schema of what ``list`` prints of a view as JSON: whole records plus the view's columns."""
    model = view.kept_in.model
    computed = [name for name in _columns(view) if name in COMPUTED and name not in model.field_names()]
    (_, *columns), defs = _components([model, *(COMPUTED[name] for name in computed)])
    row = defs[model.__name__]
    properties = {**row["properties"], **dict(zip(computed, columns, strict=True))}
    optional = {
        name: {"anyOf": [schema, {"type": "null"}]}
        for name, schema in properties.items()
        if name in _columns(view) and name not in row["required"]
    }
    defs[model.__name__] = {**row, "properties": {**properties, **optional}}
    return {
        "$schema": DIALECT,
        "title": f"unsco list {view.name} --format json",
        "type": "array",
        "items": {"$ref": _REF.format(name=model.__name__)},
        "$defs": defs,
    }


def _columns(view: View) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*view.columns, *view.as_of, *view.at_event)))


def _components(types: list[Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    schemas, defs = msgspec.json.schema_components(types, schema_hook=_schema_of, ref_template=_REF)
    return tuple(schemas), defs


def _schema_of(kind: type[Any]) -> dict[str, Any]:
    if kind is PartialDate:
        return _DATE
    raise NotImplementedError(kind)
