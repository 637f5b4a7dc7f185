"""What a change to a store is made of: records as they are given, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from unsco_cli.errors import UnscoError
from unsco_cli.models import About, Base, plain, typed
from unsco_cli.schema.collections import ABOUT, COLLECTIONS

Fields = Mapping[str, Any]
# Plain records by collection and id; what a store says of itself is the record "unsco" of ABOUT.
Tables = Mapping[str, Mapping[str, Fields]]

MODELS: Mapping[str, type[Base]] = {
    **{name: collection.model for name, collection in COLLECTIONS.items()},
    ABOUT: About,
}


class Refused(UnscoError):
    """A change that is not made, with every reason why.

    Args:
        sentence: what was refused.
        details: a line for each reason.
    """

    def __init__(self, sentence: str, details: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.details = tuple(details)


class Given(Struct, frozen=True):
    """A record as it was given, not yet looked at.

    Args:
        collection: where it belongs.
        id: the id it goes by.
        fields: its plain values, as they stand.
        place: where it stands, as ``file.json:3``.
    """

    collection: str
    id: str
    fields: Fields
    place: str


class Intake(Struct, frozen=True):
    """What was read: the records, and a line for each fault of what could not be read."""

    records: tuple[Given, ...] = ()
    faults: tuple[str, ...] = ()


class Change(Struct, frozen=True):
    """A record before and after: added where there was none before, removed where there is none after.

    Args:
        collection: the collection.
        id: the record.
        before: its plain fields; None where it was not there.
        after: likewise; not yet checked.
        place: where the new fields stand, as ``file.json:3``.
    """

    collection: str
    id: str
    before: Fields | None
    after: Fields | None
    place: str = ""

    @property
    def act(self) -> str:
        """``added``, ``changed`` or ``removed``."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


class Left(Struct, frozen=True):
    """A value that stays, or came, though there was another: both sides of a merge have changed it.

    Args:
        collection: the collection.
        id: the record.
        path: the field, as ``participants.irn.capacity``; empty for the whole record.
        kept: the value in the store.
        other: the value that did not come in; None where there is none.
        why: the reason, in words.
    """

    collection: str
    id: str
    path: str
    kept: Any
    other: Any
    why: str


class Revision(Struct, frozen=True):
    """What is to become of a store.

    Args:
        changes: the records that change.
        left: what stays although another value was offered.
        faults: a line for each fault of what was given and can't be read; any of them refuses the whole.
        obstacles: a line for each thing that was given and can't be done; likewise.
    """

    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()
    faults: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()


# Where a value stands that both sides of a merge have changed: collection, id and path.
ClashPlace = tuple[str, str, str]


class Comparison(Struct, frozen=True):
    """How a store stands to the shipped one.

    Args:
        differing: what would make the shipped store this one.
        awaited: how many of its records an update would change.
    """

    differing: Revision
    awaited: int


def canonical(collection: str, fields: Fields) -> Fields:
    """Return a plain record as a store has it: fields in order, empty ones left out.

    One that has not the shape of its collection is returned as it is.
    """
    record = typed(fields, MODELS[collection]) if collection in MODELS else None
    return fields if record is None else plain(record)


def changed(
    tables: Tables, collection: str, identifier: str, after: Fields | None, place: str = ""
) -> Iterator[Change]:
    """Yield the change that makes a record what it is to be, if that is one."""
    before = tables.get(collection, {}).get(identifier)
    whole = None if before is None else canonical(collection, before)
    wanted = None if after is None else canonical(collection, after)
    if whole != wanted:
        yield Change(collection, identifier, whole, wanted, place)


def patched(tables: Tables, changes: Sequence[Change]) -> dict[str, dict[str, Fields]]:
    """Return the records as they are after the changes."""
    after = {name: dict(records) for name, records in tables.items()}
    for change in changes:
        records = after.setdefault(change.collection, {})
        if change.after is None:
            records.pop(change.id, None)
        else:
            records[change.id] = change.after
    return after


def between(now: Tables, then: Tables) -> Iterator[Change]:
    """Yield what makes the records of one store those of another.

    Args:
        now: the records of the one.
        then: those of the other.
    """
    for name in dict.fromkeys((*now, *then)):
        ours: Tables = {name: now.get(name, {})}
        for key in dict.fromkeys((*ours[name], *then.get(name, {}))):
            yield from changed(ours, name, key, then.get(name, {}).get(key))
