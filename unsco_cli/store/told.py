"""The changes of a store, as an answer."""

from unsco_cli.errors import legible
from unsco_cli.schema import ResultSet, Row
from unsco_cli.store.commit import snapshot
from unsco_cli.store.history import Entry, History
from unsco_cli.store.standing import Standing

COLUMNS = ("number", "when", "command", "added", "changed", "removed", "records")


def history(path: str) -> ResultSet:
    """Return a row for each change of a store that is on record, the last one first.

    Args:
        path: the store.

    Raises:
        StoreUnusable: it can't be read, or is none.
    """
    standing = Standing(snapshot(path))
    changes = History(standing.old.path)
    found = standing.digest
    made = changes.made(found)
    outside = bool(made) and made[-1].after != found
    return ResultSet(
        title=f"Changes of {legible(path)}",
        columns=COLUMNS,
        available=(*COLUMNS, "undoable"),
        rows=tuple(_row(entry, changes) for entry in reversed(made)),
        empty="No change is on record.",
        notes=("The store was changed by another program since.",) if outside else (),
        vital=("when", "command", "records"),
        whole=False,
    )


def _row(entry: Entry, changes: History) -> Row:
    acts = [act for act, _, _ in entry.records]
    return Row(
        {
            "number": entry.number,
            "when": entry.when,
            "command": entry.command,
            **{act: acts.count(act) for act in ("added", "changed", "removed")},
            "records": tuple(f"{collection}/{identifier}" for _, collection, identifier in entry.records),
            "undoable": changes.keeps(entry),
        }
    )
