"""Changes as an answer: the records that change, or each field of them."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from unsco_cli.models import Record, typed
from unsco_cli.revise.differences import ABSENT, differences
from unsco_cli.schema.changes import MODELS, Change, Left, Revision
from unsco_cli.schema.charts import Sides
from unsco_cli.schema.collections import ABOUT
from unsco_cli.schema.places import field_types, part_type
from unsco_cli.schema.results import ResultSet, Row

RECORDS = ("change", "collection", "id", "label")
FIELDS = ("change", "collection", "id", "field", "before", "after")


def records_changed(revision: Revision, title: str = "Changes") -> ResultSet:
    """Return a row for each record that changed, and for each value that stays although another was offered.

    Args:
        revision: what became of a store.
        title: what its table is called.
    """
    rows = [*map(_record, revision.changes), *map(_stays, revision.left)]
    columns = (*RECORDS, "field", "before", "after") if revision.left else RECORDS
    return _answer(title, columns, rows, revision)


def fields_changed(revision: Revision, title: str = "Changes") -> ResultSet:
    """Return a row for each field that changes, and for each value that stays although another was offered.

    Args:
        revision: what is to become of a store.
        title: what its table is called.
    """
    rows = [row for change in revision.changes for row in _fields(change)]
    return structs.replace(
        _answer(title, FIELDS, [*rows, *map(_stays, revision.left)], revision), chart=Sides()
    )


def _answer(title: str, columns: tuple[str, ...], rows: list[Row], revision: Revision) -> ResultSet:
    told = tuple(dict.fromkeys(f"{one.collection}/{one.id}: {one.why}" for one in revision.left))
    return ResultSet(
        title=title,
        columns=columns,
        available=tuple(dict.fromkeys((*RECORDS, *FIELDS, "why"))),
        rows=tuple(rows),
        empty="Nothing changes.",
        notes=told,
        vital=("id", "field", "after"),
        whole=False,
    )


def _record(change: Change) -> Row:
    return Row(_cells(change.act, change, "", None, None))


def _fields(change: Change) -> Iterator[Row]:
    for path, before, after in differences(change.before, change.after):
        yield Row(_cells(change.act, change, path, before, after))


def _stays(left: Left) -> Row:
    sides = (left.kept, left.other) if left.path else (None, None)
    return Row({**_cells("kept", left, left.path, *sides), "why": left.why})


def _cells(act: str, one: Change | Left, path: str, before: Any, after: Any) -> dict[str, Any]:
    # What stays has its record only where that stays as a whole.
    whole = (one.after or one.before) if isinstance(one, Change) else one.kept
    fields = None if isinstance(one, Left) and one.path else whole
    return {
        "change": act,
        "collection": one.collection,
        # What a store says of itself is no record that could be asked for.
        "id": None if one.collection == ABOUT else one.id,
        "label": told_record(one.collection, fields),
        "field": path,
        "before": told_value(one.collection, path, before),
        "after": told_value(one.collection, path, after),
        "why": None,
    }


def told_value(collection: str, path: str, value: Any) -> Any:
    """Return a plain value as what it stands for, so that a part is told in words.

    Args:
        collection: the collection of its record.
        path: where it stands there.
        value: the value; None also where there is none.
    """
    if value is ABSENT or value is None:
        return None
    name, _, entry = path.partition(".")
    model = MODELS[collection]
    kind = part_type(model, name) if entry else field_types(model).get(name)
    if not isinstance(value, dict | list) or kind is None:
        return value
    whole = typed(value, kind)
    return value if whole is None else whole


def told_record(collection: str, fields: Any) -> str | None:
    """Return what a person calls a plain record, or None where it is none."""
    if fields is None or collection == ABOUT:
        return None
    record = typed(fields, MODELS[collection])
    return record.label if isinstance(record, Record) else None
