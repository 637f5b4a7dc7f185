"""The one way to change a store: lock, read, change, check, write whole, unlock."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from msgspec import structs

from unsco_cli.errors import legible
from unsco_cli.schema.changes import Revision, Tables, between
from unsco_cli.store.commit import Snapshot, StoreChanged, replace, snapshot, writing
from unsco_cli.store.digests import Digest, digest
from unsco_cli.store.history import CannotUndo, Entry, History
from unsco_cli.store.lock import locked
from unsco_cli.store.standing import Standing, tables_of
from unsco_cli.store.storage import StoreUnusable
from unsco_cli.validate import refuse

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
        self._prepared: tuple[Standing, Revision] | None = None
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

    def change(
        self, revise: Revise, base: bytes | None = None, *, settles: bool = False, as_shown: bool = False
    ) -> Revision:
        """Make a change.

        Args:
            revise: returns what is to become of the records; asked again where another writer comes first.
            base: the shipped store that the records are merged with, if they are.
            settles: whether nothing is left open by that.
            as_shown: whether it has to do what ``preview`` told, because the user has agreed to that.

        Raises:
            StoreUnusable: the store can't be read or written, or another process has its lock.
            Refused: the change would bring in problems.
            StoreChanged: it would not do what was told.
        """
        # Most of the work is done before others have to wait for it.
        standing, shown = self._prepared or self._revised(revise)
        history = History(standing.old.path)
        if not shown.changes and (base is None or base == history.base(history.last(standing.digest))):
            return shown
        with self._locked(history):
            history.belong_to(standing.old.status)
            revision = shown
            if not standing.old.is_current():
                standing, revision = self._revised(revise)
            if as_shown and revision.changes != shown.changes:
                raise StoreChanged(legible(self.path))
            self._write(standing, revision, history, base, settles=settles)
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
            old = snapshot(self.path)
            entry, contents, revision = self._undoing(old, history, outside=outside)
            if as_shown and revision.changes != shown.changes:
                raise StoreChanged(legible(self.path))
            self._step("writing")
            history.forget_unmade(digest(old.contents))
            replace(old, None if contents == old.contents else [contents], history)
            # The store tells that the change is not in it, also where this is not reached.
            history.forget(entry)
        return revision

    def undoing(self, *, outside: bool = False) -> Revision:
        """Return what ``undo`` would do; nothing is written.

        Raises:
            CannotUndo, StoreUnusable: as for ``undo``.
        """
        history = History(os.path.realpath(self.path))
        self._undoing_shown = self._undoing(snapshot(self.path), history, outside=outside)[2]
        return self._undoing_shown

    def _undoing(self, old: Snapshot, history: History, *, outside: bool) -> tuple[Entry, bytes, Revision]:
        self._step("comparing")
        found = digest(old.contents)
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
        try:
            tables = Standing(old).tables
        except StoreUnusable:
            # Another program has left something that is no store: there is nothing in it to go.
            tables = {}
        before = tables_of(old.path, contents)
        return entry, contents, Revision(changes=tuple(between(tables, before)))

    def _revised(self, revise: Revise) -> tuple[Standing, Revision]:
        self._step("reading")
        standing = Standing(snapshot(self.path))
        standing.refuse_unreadable()
        revision = revise(standing.tables)
        if revision.changes or revision.faults or revision.obstacles:
            refuse(standing.contents, revision, self._step)
        return standing, revision

    def _write(
        self, standing: Standing, revision: Revision, history: History, base: bytes | None, *, settles: bool
    ) -> None:
        self._step("writing")
        text = standing.text_after(revision.changes) if revision.changes else None
        after = Digest(text) if text is not None else None
        made = history.made(standing.digest)
        last = made[-1] if made else None
        clashes = last.clashes if last else ()
        if base is not None:
            left = ((one.collection, one.id, one.path) for one in revision.left)
            clashes = () if settles else tuple(dict.fromkeys((*clashes, *left)))
        entry = Entry(
            number=last.number + 1 if last else 1,
            when=self._now().isoformat(timespec="seconds"),
            command=self._command,
            records=tuple((one.act, one.collection, one.id) for one in revision.changes),
            before=standing.digest,
            after=standing.digest,
            base=digest(base) if base is not None else last.base if last else None,
            clashes=clashes,
        )

        def led_to() -> Entry:
            # By now the text is written, and its digest found out meanwhile.
            return structs.replace(entry, after=after.hexadecimal) if after is not None else entry

        replace(standing.old, text, history, led_to, base)
        history.prune([*made, entry])

    @contextmanager
    def _locked(self, history: History) -> Iterator[None]:
        with writing(self.path):
            os.makedirs(history.folder, exist_ok=True)
            with locked(history.lock, legible(self.path), self._command, self._wait, self._now):
                yield
