"""Formats that nest: json and jsonl, whole records with the columns of the view."""

from collections.abc import Iterator
from typing import Any

import msgspec

from unsco_cli.models import builtins
from unsco_cli.render.escape import json_text
from unsco_cli.schema import ResultSet, Row


def json(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield one JSON array, indented."""
    yield document([_object(result, row) for row in result.rows])


def json_lines(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield one JSON object a line."""
    for row in result.rows:
        yield json_text(msgspec.json.encode(_object(result, row)).decode()) + "\n"


def document(value: Any) -> str:
    """Return a value as an indented JSON document."""
    return json_text(msgspec.json.format(msgspec.json.encode(value), indent=2).decode()) + "\n"


def _object(result: ResultSet, row: Row) -> dict[str, Any]:
    record = builtins(row.record) if result.whole and row.record else {}
    return {**record, **{name: builtins(row.cell(name)) for name in result.columns}}
