"""A store of one's own: made from the shipped one, compared with it, merged with what is new."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from unsco_cli.errors import UsageError, legible
from unsco_cli.revise.updating import updated
from unsco_cli.schema.changes import Revision
from unsco_cli.store.location import Location, locate, own_path, shipped_path
from unsco_cli.store.storage import file_bytes
from unsco_cli.store.transaction import Revise, compared, create, merged_last, tables_of


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
    create(path, shipped_contents(), "init", now, wait)
    if asked is not None and own is not None:
        _link(asked, own)
    found = locate(None, environ)
    if os.path.realpath(found.path) == os.path.realpath(path):
        return found, f"{legible(path)} is the store in use from now on"
    return Location(path, "--store"), (
        f"{legible(found.path)} stays the store in use; --store {legible(path)} asks the new one"
    )


def _link(path: str, own: str) -> None:
    """Put a link to a store in the usual place, where there is nothing and links are to be had."""
    with suppress(OSError):
        os.makedirs(os.path.dirname(own), exist_ok=True)
        os.symlink(os.path.abspath(path), own)


def differences_from_shipped(path: str) -> Revision:
    """Return what would make the shipped store another one.

    Raises:
        StoreUnusable: one of them can't be read.
    """
    return Revision(tuple(compared(tables_of(shipped_path(), shipped_contents()), tables_of(path))))


def update(path: str, *, theirs: bool) -> tuple[Revise, bytes]:
    """Return what brings the newly shipped records into a store, and the shipped store.

    Args:
        path: the store.
        theirs: whether the shipped value counts where both have changed one.

    Raises:
        StoreUnusable: the shipped store can't be read.
    """
    contents = shipped_contents()
    shipped = tables_of(shipped_path(), contents)
    return lambda tables: updated(merged_last(path), tables, shipped, take_theirs=theirs), contents
