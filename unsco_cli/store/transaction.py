"""The one way to change a store: lock, read, change, check, write whole, unlock."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

from msgspec import structs

from unsco_cli.errors import legible
from unsco_cli.schema.changes import ABOUT, Change, Refused, Revision, Tables, canonical
from unsco_cli.store.commit import Snapshot, StoreChanged, bring, replace, snapshot, writing
from unsco_cli.store.history import CannotUndo, Entry, History, digest
from unsco_cli.store.lock import locked
from unsco_cli.store.reader import Store
from unsco_cli.store.storage import StoreInvalid, split
from unsco_cli.store.text import store_text
from unsco_cli.validate import Contents, contents_of, refuse

Revise = Callable[[Tables], Revision]


def _quietly(_what: str) -> None:
    """Tell nobody."""


class Transaction:
    """One change of a store.

    Args:
        path: the store.
        command: what is told to change it, for the history.
        now: the clock.
        wait: seconds to wait for another writer.
        step: is told what is being done, before it is.
    """

    def __init__(
        self,
        path: str,
        command: str,
        now: Callable[[], datetime],
        wait: float = 10,
        step: Callable[[str], None] = _quietly,
    ) -> None:
        self.path = path
        self._command = command
        self._now = now
        self._wait = wait
        self._step = step
        self._prepared: tuple[_Standing, Revision] | None = None
        self._undoing_shown: Revision | None = None

    def preview(self, revise: Revise) -> Revision:
        """Return what a change would do; nothing is written, and nothing is locked.

        Args:
            revise: returns what is to become of the records.

        Raises:
            StoreUnusable: the store can't be read.
            Refused: the change would bring in problems.
        """
        self._prepared = self._revised(revise)
        return self._prepared[1]

    def change(self, revise: Revise, base: bytes | None = None, *, as_shown: bool = False) -> Revision:
        """Make a change.

        Args:
            revise: returns what is to become of the records; asked again where another writer comes first.
            base: the shipped store that the records are merged with, if they are.
            as_shown: whether it has to do what ``preview`` told, because the user has agreed to that.

        Raises:
            StoreUnusable: the store can't be read or written, or another process has its lock.
            Refused: the change would bring in problems.
            StoreChanged: it would not do what was told.
        """
        # Most of the work is done before others have to wait for it.
        standing, shown = self._prepared or self._revised(revise)
        history = History(standing.old.path)
        if not shown.changes and (base is None or base == _base(standing, history)):
            return shown
        with self._locked(history):
            revision = shown
            if not standing.old.is_current():
                standing, revision = self._revised(revise)
            if as_shown and revision.changes != shown.changes:
                raise StoreChanged(legible(self.path))
            self._write(standing, revision, history, base)
        return revision

    def undo(self, *, outside: bool = False, as_shown: bool = False) -> Revision:
        """Return to the store before the last change.

        Args:
            as_shown: whether it has to do what ``undoing`` told, because the user has agreed to that.
            outside: whether what another program did since the last change may go, too.

        Raises:
            CannotUndo: there is nothing to undo, or the store was changed by another program.
            StoreUnusable: it can't be read or written, or another process has its lock.
        """
        # Refused before anything is locked, which leaves a file.
        shown = self._undoing_shown or self.undoing(outside=outside)
        history = History(os.path.realpath(self.path))
        with self._locked(history):
            standing = _Standing(snapshot(self.path))
            entry, contents, revision = self._undoing(standing, history, outside=outside)
            if as_shown and revision.changes != shown.changes:
                raise StoreChanged(legible(self.path))
            history.forget_unmade(digest(standing.old.contents))
            replace(standing.old, contents, history)
            # The store tells that the change is not in it, also where this is not reached.
            history.forget(entry)
        return revision

    def undoing(self, *, outside: bool = False) -> Revision:
        """Return what ``undo`` would do; nothing is written.

        Raises:
            CannotUndo, StoreUnusable: as for ``undo``.
        """
        history = History(os.path.realpath(self.path))
        self._undoing_shown = self._undoing(_Standing(snapshot(self.path)), history, outside=outside)[2]
        return self._undoing_shown

    def _undoing(
        self, standing: "_Standing", history: History, *, outside: bool
    ) -> tuple[Entry, bytes, Revision]:
        found = digest(standing.old.contents)
        made = history.made(found)
        if not made or made[-1].before is None:
            raise CannotUndo(f"there is no change of {legible(self.path)} on record that could be undone")
        entry = made[-1]
        if entry.after != found and not outside:
            raise CannotUndo(
                f"{legible(self.path)} was changed by another program after the last change on record "
                f"({entry.command}, {entry.when}); --outside goes back behind that, too"
            )
        contents = history.generation(entry)
        before = _Standing(structs.replace(standing.old, contents=contents))
        return entry, contents, Revision(changes=tuple(compared(standing.tables, before.tables)))

    def _revised(self, revise: Revise) -> tuple["_Standing", Revision]:
        self._step("reading")
        standing = _Standing(snapshot(self.path))
        standing.refuse_unreadable()
        revision = revise(standing.tables)
        self._step("checking")
        if revision.changes or revision.faults:
            refuse(standing.contents, revision)
        return standing, revision

    def _write(self, standing: "_Standing", revision: Revision, history: History, base: bytes | None) -> None:
        self._step("writing")
        text = store_text(standing.raw, revision.changes)
        made = history.made(digest(standing.old.contents))
        last = made[-1] if made else None
        entry = Entry(
            number=last.number + 1 if last else 1,
            when=self._now().isoformat(timespec="seconds"),
            command=self._command,
            records=tuple((one.act, one.collection, one.id) for one in revision.changes),
            before=digest(standing.old.contents),
            after=digest(text),
            base=digest(base) if base is not None else last.base if last else None,
        )
        replace(standing.old, text, history, entry, base)
        history.prune([*made, entry])

    @contextmanager
    def _locked(self, history: History) -> Iterator[None]:
        with writing(self.path):
            os.makedirs(history.folder, exist_ok=True)
            with locked(history.lock, legible(self.path), self._command, self._wait, self._now):
                yield


class _Standing:
    """A store as it stands: read once, and decoded as far as is asked for."""

    def __init__(self, old: Snapshot) -> None:
        self.old = old
        # Refused as it would be by a command that reads: no store, or one for a newer program.
        Store(old.path, old.contents)
        self.raw = split(old.path, old.contents)

    @cached_property
    def contents(self) -> Contents:
        """The records with all that is odd about them."""
        contents = contents_of(self.old.contents)
        lost = [one for one in contents.repeated if len(one.path) <= 2]  # noqa: PLR2004
        if lost:
            raise StoreInvalid(
                f"{self.old.path}: {'/'.join(lost[0].path)} stands twice, and one of the two would be lost; "
                "join them before the store is changed"
            )
        return contents

    def refuse_unreadable(self) -> None:
        """Refuse a store of which not every record can be read: one that is there would pass for a new one.

        Raises:
            StoreInvalid: there is one that can't.
        """
        if self.contents.faults and not self.contents.tables:
            fault = self.contents.faults[0]
            raise StoreInvalid(f"{self.old.path} can't be changed: {fault}; correct it first")

    @cached_property
    def tables(self) -> Tables:
        """The plain records, and what the store says of itself."""
        return {**self.contents.tables, ABOUT: self.contents.about}


def merged_last(path: str) -> Tables:
    """Return the shipped records that those of a store were last merged with; none if that is not on record.

    Raises:
        StoreUnusable: the store can't be read.
    """
    standing = _Standing(snapshot(path))
    contents = _base(standing, History(standing.old.path))
    return {} if contents is None else tables_of(path, contents)


def _base(standing: _Standing, history: History) -> bytes | None:
    made = history.made(digest(standing.old.contents))
    return history.base(made[-1]) if made else None


def create(path: str, contents: bytes, command: str, now: Callable[[], datetime], wait: float = 10) -> None:
    """Make a store that does not exist yet from the shipped one.

    Args:
        path: where.
        contents: the shipped store.
        command: what was told to make it, for the history.
        now: the clock.
        wait: seconds to wait for another process that does the same.

    Raises:
        Refused: there is something already.
        CannotWriteStore: it can't be written.
    """
    path = os.path.realpath(path)
    history = History(path)
    with writing(path):
        os.makedirs(history.folder, exist_ok=True)
        with locked(history.lock, legible(path), command, wait, now):
            _create(path, contents, history, command, now)


def _create(path: str, contents: bytes, history: History, command: str, now: Callable[[], datetime]) -> None:
    if os.path.lexists(path):
        raise Refused(f"{legible(path)} is there already; it stays as it is")
    made = history.entries()
    found = digest(contents)
    entry = Entry(
        number=made[-1].number + 1 if made else 1,
        when=now().isoformat(timespec="seconds"),
        command=command,
        after=found,
        base=found,
    )
    try:
        bring(contents, path, history, entry)
    except FileExistsError:
        raise Refused(f"{legible(path)} is there already; it stays as it is") from None


def tables_of(path: str, contents: bytes | None = None) -> Tables:
    """Return the plain records of a store, and what it says of itself.

    Args:
        path: the store.
        contents: what it holds, if that was read already.

    Raises:
        StoreUnusable: it can't be read, or that is no store.
    """
    old = snapshot(path)
    return _Standing(old if contents is None else structs.replace(old, contents=contents)).tables


def compared(now: Tables, then: Tables) -> Iterator[Change]:
    """Yield what makes the records of one store those of another.

    Args:
        now: the records of the one.
        then: those of the other.
    """
    for name in dict.fromkeys((*now, *then)):
        ours: Tables = {name: now.get(name, {})}
        for key in dict.fromkeys((*ours[name], *then.get(name, {}))):
            after = then.get(name, {}).get(key)
            before = ours[name].get(key)
            if before != after:
                whole = [None if one is None else canonical(name, one) for one in (before, after)]
                yield Change(name, key, whole[0], whole[1])
