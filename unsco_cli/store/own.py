"""A store of one's own: made from the shipped one, compared with it, merged with what is new."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from unsco_cli.errors import UsageError, legible
from unsco_cli.revise.updating import reopened, updated
from unsco_cli.schema.changes import ClashPlace, Comparison, Refused, Revision, Tables, between
from unsco_cli.store.commit import bring, snapshot, writing
from unsco_cli.store.digests import digest
from unsco_cli.store.history import Entry, History
from unsco_cli.store.location import Location, locate, own_path, shipped_path
from unsco_cli.store.lock import locked
from unsco_cli.store.standing import Standing, tables_of
from unsco_cli.store.storage import file_bytes
from unsco_cli.store.transaction import Revise

# What makes a store, as the history has it.
_COMMAND = "init"


class NoPlace(UsageError):
    """Nothing says where a user's own files are."""

    def __init__(self) -> None:
        super().__init__("neither HOME nor XDG_DATA_HOME says where your own files are; name a PATH")


def shipped_contents() -> bytes:
    """Return the shipped store.

    Raises:
        StoreUnusable: it can't be read.
    """
    return file_bytes(shipped_path())


def make_own(
    asked: str | None,
    located: Location,
    environ: Mapping[str, str],
    now: Callable[[], datetime],
    wait: float,
) -> tuple[Location, str]:
    """Make a store from the shipped one, and the one in use if there was none.

    Args:
        asked: where; where stores are asked for, or else among the user's own files, if None.
        located: the store in use so far.
        environ: the environment.
        now: the clock.
        wait: seconds to wait for another process that does the same.

    Returns:
        The store that was made, and what to say of it.

    Raises:
        NoPlace: nothing says where.
        Refused: there is something already.
        StoreUnusable: it can't be written.
    """
    own = own_path(environ)
    path = asked or (located.path if located.reason in ("--store", "UNSCO_STORE") else own)
    if path is None:
        raise NoPlace
    _make(path, shipped_contents(), now, wait)
    if asked is not None and own is not None:
        _link(asked, own)
    found = locate(None, environ)
    if os.path.realpath(found.path) == os.path.realpath(path):
        return found, f"{legible(path)} is the store in use from now on"
    return Location(path, "--store"), (
        f"{legible(found.path)} stays the store in use; --store {legible(path)} asks the new one"
    )


def _make(path: str, contents: bytes, now: Callable[[], datetime], wait: float) -> None:
    """Make a store that does not exist yet from the shipped one.

    Args:
        path: where.
        contents: the shipped store.
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
        with locked(history.lock, legible(path), _COMMAND, wait, now):
            _make_locked(path, contents, history, now)


def _make_locked(path: str, contents: bytes, history: History, now: Callable[[], datetime]) -> None:
    if os.path.lexists(path):
        raise Refused(f"{legible(path)} is there already; it stays as it is")
    made = history.entries()
    found = digest(contents)
    entry = Entry(
        number=made[-1].number + 1 if made else 1,
        when=now().isoformat(timespec="seconds"),
        command=_COMMAND,
        after=found,
        base=found,
    )
    try:
        bring(contents, path, history, entry)
    except FileExistsError:
        raise Refused(f"{legible(path)} is there already; it stays as it is") from None


def _link(path: str, own: str) -> None:
    """Put a link to a store in the usual place, where there is nothing and links are to be had."""
    with suppress(OSError):
        os.makedirs(os.path.dirname(own), exist_ok=True)
        os.symlink(os.path.abspath(path), own)


def compared(path: str) -> Comparison:
    """Return how a store stands to the shipped one.

    Raises:
        StoreUnusable: one of them can't be read.
    """
    contents = shipped_contents()
    shipped = tables_of(shipped_path(), contents)
    standing = Standing(snapshot(path))
    differing = between(shipped, standing.tables)
    history = History(standing.old.path)
    is_merged = history.base(history.last(standing.digest)) == contents
    awaited = 0 if is_merged else len(_merging(path, shipped, theirs=False)(standing.tables).changes)
    return Comparison(Revision(tuple(differing)), awaited)


def update(path: str, *, theirs: bool) -> tuple[Revise, bytes]:
    """Return what brings the newly shipped records into a store, and the shipped store.

    Args:
        path: the store.
        theirs: whether the shipped value counts where both have changed one, now or in an update before.

    Raises:
        StoreUnusable: the shipped store can't be read.
    """
    contents = shipped_contents()
    return _merging(path, tables_of(shipped_path(), contents), theirs=theirs), contents


def _merging(path: str, shipped: Tables, *, theirs: bool) -> Revise:
    """Return what brings shipped records into a store."""

    def revise(tables: Tables) -> Revision:
        base, clashes = _merged_last(path)
        return updated(reopened(base, clashes) if theirs else base, tables, shipped, take_theirs=theirs)

    return revise


def _merged_last(path: str) -> tuple[Tables, tuple[ClashPlace, ...]]:
    """Return the shipped records that those of a store were last merged with, and what was left open.

    Raises:
        StoreUnusable: the store can't be read.
    """
    standing = Standing(snapshot(path))
    history = History(standing.old.path)
    last = history.last(standing.digest)
    contents = history.base(last)
    return {} if contents is None else tables_of(path, contents), last.clashes if last else ()
