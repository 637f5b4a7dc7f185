"""Bringing newly shipped records into a store of one's own, without losing what its user changed."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from unsco_cli.revise.editing import NoSuchField, NothingThere, without
from unsco_cli.revise.merging import merge
from unsco_cli.revise.records import answered_in_turn
from unsco_cli.revise.referring import Key, references_in
from unsco_cli.schema.changes import (
    Change,
    ClashPlace,
    Fields,
    Left,
    Revision,
    Tables,
    canonical,
    changed,
    patched,
)

_BOTH = "changed by you and in the shipped store"


def updated(base: Tables, ours: Tables, shipped: Tables, *, take_theirs: bool) -> Revision:
    """Return a store with what changed in the shipped one.

    What only one side has changed since they were the same is as that side has it. What both have changed is
    merged field by field, and a field that both have changed stays ours.

    Args:
        base: the shipped records that ours were last merged with; empty where these are not known, which
            makes every record that differs one that both have changed.
        ours: our records.
        shipped: the shipped records as they are now.
        take_theirs: whether the shipped value counts where both sides have changed one.
    """
    changes: dict[Key, Change] = {}
    left: list[Left] = []
    for key in _keys(base, ours, shipped):
        sides = [_whole(tables, key) for tables in (base, ours, shipped)]
        wanted, clashes = _settled(key, *sides, take_theirs=take_theirs)
        left += clashes
        for one in changed(ours, *key, wanted):
            changes[key] = one
    left += _kept(ours, changes)
    left += _brought_back(ours, shipped, changes)
    return answered_in_turn(ours, Revision(tuple(changes.values()), tuple(left)))


def reopened(base: Tables, clashes: Iterable[ClashPlace]) -> Tables:
    """Return the records that ours were last merged with as if what was left open then were so still.

    Args:
        base: the records.
        clashes: what both sides had changed in a merge, and what was left as we had it.
    """
    opened = {name: dict(records) for name, records in base.items()}
    for name, key, path in clashes:
        records = opened.setdefault(name, {})
        if not path:
            # Neither ours nor theirs, whichever of them is no longer there.
            records[key] = {"id": key}
        elif key in records:
            # Where it had no such value both have added theirs, which is open anyway.
            with suppress(NoSuchField, NothingThere):
                records[key] = without(name, records[key], path)
    return opened


def _keys(*sides: Tables) -> Iterator[Key]:
    yield from dict.fromkeys(
        (name, key) for tables in sides for name, records in tables.items() for key in records
    )


def _whole(tables: Tables, key: Key) -> Fields | None:
    fields = tables.get(key[0], {}).get(key[1])
    return None if fields is None else canonical(key[0], fields)


def _settled(
    key: Key, base: Fields | None, ours: Fields | None, shipped: Fields | None, *, take_theirs: bool
) -> tuple[Fields | None, list[Left]]:
    """Return what becomes of a record, and what of it both sides have changed."""
    if shipped in (ours, base):
        return ours, []
    if ours == base:
        return shipped, []
    if ours is None or shipped is None:
        # One side has removed what the other has changed.
        kept, other = (shipped, ours) if take_theirs else (ours, shipped)
        removed = "removed by you, changed in the shipped store"
        why = removed if ours is None else "changed by you, removed from the shipped store"
        return kept, [Left(*key, "", kept, other, why)]
    merged, clashes = merge(base, ours, shipped, take_theirs=take_theirs)
    told = [
        Left(*key, path, *((theirs, mine) if take_theirs else (mine, theirs)), _BOTH)
        for path, mine, theirs in clashes
    ]
    return merged, told


def _kept(ours: Tables, changes: dict[Key, Change]) -> Iterator[Left]:
    """Keep records that are no longer shipped while others refer to them, and tell of each."""
    while True:
        gone = [key for key, change in changes.items() if change.after is None]
        referring = _referring(patched(ours, tuple(changes.values())))
        needed = [key for key in gone if key in referring]
        for key in needed:
            why = f"no longer shipped, and {referring[key]} refers to it"
            yield Left(*key, "", changes.pop(key).before, None, why)
        if not needed:
            return


def _brought_back(ours: Tables, shipped: Tables, changes: dict[Key, Change]) -> Iterator[Left]:
    """Bring back records that were removed and that a shipped record now refers to, and tell of each."""
    while True:
        after = patched(ours, tuple(changes.values()))
        referring = _referring(_only(after, changes))
        missing = [
            key
            for key in referring
            if key[1] not in after.get(key[0], {}) and key[1] in shipped.get(key[0], {})
        ]
        if not missing:
            return
        for key in missing:
            for one in changed(ours, *key, shipped[key[0]][key[1]]):
                changes[key] = one
                yield Left(*key, "", one.after, None, f"removed by you, and {referring[key]} refers to it")


def _only(tables: Tables, changes: Mapping[Key, Change]) -> Tables:
    found: dict[str, dict[str, Fields]] = {}
    for name, key in changes:
        if key in tables.get(name, {}):
            found.setdefault(name, {})[key] = tables[name][key]
    return found


def _referring(tables: Tables) -> dict[Key, str]:
    """Return what is referred to, with a record that does."""
    found: dict[Key, str] = {}
    for owner, reference, _, value in references_in(tables):
        for place in reference.to:
            found.setdefault((place, value), "/".join(owner))
    return found
