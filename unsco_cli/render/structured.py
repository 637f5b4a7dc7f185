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
        yield _line(_object(result, row))


def lone(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield one JSON document: the object of a lone row, an array of several; nothing stands for no value."""
    objects = [_filled(result, row) for row in result.rows]
    yield document(objects[0] if len(objects) == 1 else objects)


def lone_lines(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield the same objects, one a line."""
    for row in result.rows:
        yield _line(_filled(result, row))


def objects(result: ResultSet) -> Iterator[dict[str, Any]]:
    """Yield the same objects as they are read back: lists, objects, texts, numbers and truth values."""
    for row in result.rows:
        read: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(_object(result, row)))
        yield read


def document(value: Any) -> str:
    """Return a value as an indented JSON document."""
    return json_text(msgspec.json.format(msgspec.json.encode(value), indent=2).decode()) + "\n"


def _object(result: ResultSet, row: Row) -> dict[str, Any]:
    record = builtins(row.record) if result.whole and row.record else {}
    return {**record, **{name: builtins(row.cell(name)) for name in result.columns}}


def _filled(result: ResultSet, row: Row) -> dict[str, Any]:
    return {name: value for name, value in _object(result, row).items() if value is not None}


def _line(value: Any) -> str:
    return json_text(msgspec.json.encode(value).decode()) + "\n"
