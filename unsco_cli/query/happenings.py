"""What is on record as having happened: events, documents, and changes of status, of chair and of office."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, Literal, get_args

from msgspec import Struct

from unsco_cli.dates import PartialDate
from unsco_cli.models import Chairmanship, Delegation, Document, Event, Person, Post, Record, StatusPeriod
from unsco_cli.schema import COLLECTIONS, Called, Cell, Library, values_at

Kind = Literal["event", "document", "status", "chairmanship", "office"]
KINDS: tuple[str, ...] = get_args(Kind)
# What can be different on two days.
STATES: tuple[Kind, ...] = ("status", "chairmanship", "office")

# Where what an entry is about is kept.
_KEPT_IN = {
    "event": "events",
    "document": "documents",
    "status": "delegations",
    "chairmanship": "delegations",
    "office": "people",
}


class Entry(Struct, frozen=True, kw_only=True):
    """Something that happened on a date.

    Args:
        date: when, as given.
        end: its last day, where it lasted longer than one.
        kind: what it is.
        record: what it is about.
        change: what became of it, in a word or two.
        before: what was before: the status, chair or office.
        after: what has been since.
        act: the decision or the summit that did it.
        note: what is to be said of it.
        concerned: ids of all that have a part in it.
    """

    date: PartialDate
    end: PartialDate | None = None
    kind: Kind
    record: Record
    change: str
    before: str | None = None
    after: str | None = None
    act: str | None = None
    note: str | None = None
    concerned: frozenset[str]

    @property
    def order(self) -> tuple[Any, ...]:
        """What entries are ordered by: the date, then what they are."""
        return self.date, KINDS.index(self.kind), self.record.id, self.change, self.after or ""

    def cells(self) -> dict[str, Cell]:
        """Return the cells of its row."""
        return {
            "date": self.date,
            "kind": self.kind,
            "collection": _KEPT_IN[self.kind],
            "name": Called(record=self.record, day=self.date),
            "detail": self._detail,
            "change": self.change,
            "before": self.before,
            "after": self.after,
            "act": self.act,
            "note": self.note,
        }

    @property
    def _detail(self) -> str:
        if self.kind in ("event", "document"):
            return self.change
        sides = " → ".join(filter(None, (self.before, self.after)))
        return f"{self.change}: {sides}"


def entries(library: Library, kinds: Iterable[str], named: Iterable[str] | None = None) -> list[Entry]:
    """Return the entries of some kinds in order of date.

    Args:
        library: the records.
        kinds: some of ``KINDS``.
        named: ids; entries in which none of them has a part are left out, unless it is None.
    """
    asked = None if named is None else frozenset(named)
    found = [entry for kind in dict.fromkeys(kinds) for entry in _FOUND_BY[kind](library)]
    chosen = (entry for entry in found if asked is None or entry.concerned & asked)
    return sorted(chosen, key=lambda entry: entry.order)


def _events(library: Library) -> Iterator[Entry]:
    for event in library.find(Event):
        yield Entry(
            date=event.start,
            end=event.end,
            kind="event",
            record=event,
            change=event.kind,
            concerned=_referred("events", event),
        )


def _documents(library: Library) -> Iterator[Entry]:
    for document in library.find(Document):
        if document.date is not None:
            yield Entry(
                date=document.date,
                kind="document",
                record=document,
                change=document.kind,
                concerned=_referred("documents", document),
            )


def _referred(collection: str, record: Record) -> frozenset[str]:
    """Return the id of a record and those that it refers to; ids are unique over all collections."""
    references = COLLECTIONS[collection].references
    return frozenset(
        (record.id, *(one for reference in references for one in values_at(record, reference.path)))
    )


def _statuses(library: Library) -> Iterator[Entry]:
    for delegation in library.find(Delegation):
        periods = sorted(delegation.statuses, key=lambda period: period.since)
        for earlier, later in pairwise((None, *periods, None)):
            yield from _passage(delegation, earlier, later)


def _passage(
    delegation: Delegation, earlier: StatusPeriod | None, later: StatusPeriod | None
) -> Iterator[Entry]:
    """Yield what happened between a status and the next one: one change, or an end and a beginning."""
    follows = earlier is not None and later is not None and earlier.until == later.since
    own = frozenset((delegation.id,))
    if earlier is not None and earlier.until is not None and not follows:
        yield Entry(
            date=earlier.until,
            kind="status",
            record=delegation,
            change="left",
            before=earlier.status,
            concerned=own,
        )
    if later is not None:
        yield Entry(
            date=later.since,
            kind="status",
            record=delegation,
            change="changed" if follows else "joined",
            before=earlier.status if earlier is not None and follows else None,
            after=later.status,
            act=later.basis,
            note=later.note,
            concerned=own,
        )


def _chairmanships(library: Library) -> Iterator[Entry]:
    held = [(delegation, one) for delegation in library.find(Delegation) for one in delegation.chairmanships]
    for delegation, chairmanship in held:
        # The chair passes at the summit that closes the chairmanship before.
        handed = next((one for one in held if one[1].until == chairmanship.since), None)
        yield Entry(
            date=chairmanship.since,
            kind="chairmanship",
            record=delegation,
            change="took the chair",
            before=handed[0].id if handed else None,
            after=delegation.id,
            act=_summit(handed[1]) if handed else None,
            note=chairmanship.note,
            concerned=frozenset((delegation.id, *((handed[0].id,) if handed else ()))),
        )
        followed = any(one[1].since == chairmanship.until for one in held)
        if chairmanship.until is not None and not followed:
            yield Entry(
                date=chairmanship.until,
                kind="chairmanship",
                record=delegation,
                change="left the chair",
                before=delegation.id,
                act=_summit(chairmanship),
                concerned=frozenset((delegation.id,)),
            )


def _summit(chairmanship: Chairmanship) -> str | None:
    return f"summit in {chairmanship.summit.label}" if chairmanship.summit else None


def _offices(library: Library) -> Iterator[Entry]:
    for person in library.find(Person):
        for post in person.posts:
            if post.since is not None:
                yield _office(person, post, post.since, taken=True)
            if post.until is not None:
                yield _office(person, post, post.until, taken=False)


def _office(person: Person, post: Post, date: PartialDate, *, taken: bool) -> Entry:
    return Entry(
        date=date,
        kind="office",
        record=person,
        change="took office" if taken else "left office",
        before=None if taken else post.title,
        after=post.title if taken else None,
        note=post.note,
        concerned=frozenset(filter(None, (person.id, post.affiliation))),
    )


_FOUND_BY: dict[str, Callable[[Library], Iterator[Entry]]] = {
    "event": _events,
    "document": _documents,
    "status": _statuses,
    "chairmanship": _chairmanships,
    "office": _offices,
}
