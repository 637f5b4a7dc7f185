"""A store as text: indented, records by id, so that a change is a small diff."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from unsco_cli.schema.changes import Change
from unsco_cli.schema.collections import ABOUT, COLLECTIONS

# Undecoded records by collection and key.
RawTables = Mapping[str, Mapping[str, msgspec.Raw]]

_INDENT = b"  "


def store_text(tables: RawTables, changes: Sequence[Change]) -> bytes:
    """Return the file of a store after some changes; what doesn't change stays byte for byte.

    Args:
        tables: the undecoded records.
        changes: records in their canonical form.
    """
    after = {name: dict[str, bytes | msgspec.Raw](records) for name, records in tables.items()}
    for change in changes:
        records = after.setdefault(change.collection, {})
        if change.after is None:
            records.pop(change.id, None)
        else:
            records[change.id] = _record(change.after)
    known = [name for name in (ABOUT, *COLLECTIONS) if name in after]
    others = [name for name in after if name not in known]
    return b"{\n" + b",\n".join(_table(name, after[name]) for name in (*known, *others)) + b"\n}\n"


def _record(fields: Mapping[str, Any]) -> bytes:
    text: bytes = msgspec.json.format(msgspec.json.encode(fields), indent=len(_INDENT))
    # No text in JSON holds a line break of its own.
    return text.replace(b"\n", b"\n" + 2 * _INDENT)


def _table(name: str, records: Mapping[str, bytes | msgspec.Raw]) -> bytes:
    head = _INDENT + msgspec.json.encode(name) + b": "
    return head + (b"{\n" + b",\n".join(_lines(records)) + b"\n" + _INDENT + b"}" if records else b"{}")


def _lines(records: Mapping[str, bytes | msgspec.Raw]) -> Iterator[bytes]:
    for key in sorted(records):
        yield 2 * _INDENT + msgspec.json.encode(key) + b": " + bytes(records[key])
