"""A store as text: indented, records by id, so that a change is a small diff."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from unsco_cli.schema.changes import Change
from unsco_cli.schema.collections import ABOUT, COLLECTIONS

# Undecoded records by collection and key.
RawTables = Mapping[str, Mapping[str, msgspec.Raw]]

_INDENT = b"  "
# The first and the last lines of a file; what stands around the records of a collection, and in their place
# where there are none; what stands between two collections, and between two records.
BEGIN, END = b"{\n", b"\n}\n"
OPEN, CLOSE, EMPTY = b"{\n", b"\n" + _INDENT + b"}", b"{}"
BETWEEN = b",\n"


def store_text(tables: RawTables, changes: Sequence[Change]) -> bytes:
    """Return the file of a store after some changes; what doesn't change stays byte for byte.

    Args:
        tables: the undecoded records.
        changes: records in their canonical form.
    """
    after = {
        name: {key: line_begin(key) + bytes(raw) for key, raw in records.items()}
        for name, records in tables.items()
    }
    for change in changes:
        lines = after.setdefault(change.collection, {})
        if change.after is None:
            lines.pop(change.id, None)
        else:
            lines[change.id] = record_line(change.id, change.after)
    return BEGIN + BETWEEN.join(_table(name, after[name]) for name in tables_in_order(after)) + END


def tables_in_order(names: Collection[str]) -> list[str]:
    """Return the names of the collections of a store in the order in which they stand in its file."""
    known = [name for name in (ABOUT, *COLLECTIONS) if name in names]
    return known + [name for name in names if name not in known]


def record_line(key: str, fields: Mapping[str, Any]) -> bytes:
    """Return a record as it stands in the file, with its key."""
    text: bytes = msgspec.json.format(msgspec.json.encode(fields), indent=len(_INDENT))
    # No text in JSON holds a line break of its own.
    return line_begin(key) + text.replace(b"\n", b"\n" + 2 * _INDENT)


def line_begin(key: str) -> bytes:
    """Return what stands before a record in its line."""
    return 2 * _INDENT + msgspec.json.encode(key) + b": "


def table_begin(name: str) -> bytes:
    """Return what stands before the records of a collection, up to their bracket."""
    return _INDENT + msgspec.json.encode(name) + b": "


def _table(name: str, lines: Mapping[str, bytes]) -> bytes:
    held = OPEN + BETWEEN.join(lines[key] for key in sorted(lines)) + CLOSE if lines else EMPTY
    return table_begin(name) + held
