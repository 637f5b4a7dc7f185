"""The one way in which a store is written: whole or not at all, and never over what another program wrote."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from msgspec import Struct

from unsco_cli.errors import legible
from unsco_cli.files import put, settle, write_new
from unsco_cli.schema.layout import Pieces
from unsco_cli.store.history import Entry, History, keep
from unsco_cli.store.storage import StoreUnusable, opened

BACKUP = ".bak"
# How often a file that is being read on Windows is tried again, and the seconds between.
_TRIES = 50
_PAUSE = 0.02


class CannotWriteStore(StoreUnusable):
    """The store can't be written: a full disk, a folder that is read-only, or the like."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"{path} can't be changed: {error.strerror or error}; it is as it was")


class StoreChanged(StoreUnusable):
    """Another program changed the store while a change was being made."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed by another program meanwhile; nothing was written; try again")


class NotSettled(StoreUnusable):
    """The store was written, and neither could that be sent to the disk nor taken back."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(
            f"{path} was written, but the disk does not say that it has it: {error.strerror or error}"
        )


class Snapshot(Struct, frozen=True):
    """A store as it was read.

    Args:
        path: its own path, not a link's.
        contents: what it held.
        status: what the system knew of it.
    """

    path: str
    contents: bytes
    status: os.stat_result

    def is_current(self) -> bool:
        """Tell whether the store still is the one that was read."""
        try:
            now = os.stat(self.path)
        except OSError:
            return False
        return all(
            getattr(now, name) == getattr(self.status, name)
            for name in ("st_dev", "st_ino", "st_size", "st_mtime_ns")
        )


def snapshot(path: str) -> Snapshot:
    """Read a store.

    Raises:
        StoreUnusable: there is none, or it can't be read.
    """
    contents, status = opened(path)
    return Snapshot(os.path.realpath(path), contents, status)


@contextmanager
def writing(path: str) -> Iterator[None]:
    """Turn what the system refuses into a sentence about the store.

    Raises:
        CannotWriteStore: in the place of OSError.
    """
    try:
        yield
    except OSError as error:
        raise CannotWriteStore(legible(path), error) from error


def replace(
    old: Snapshot,
    text: Pieces | None,
    history: History,
    entry: Callable[[], Entry] | None = None,
    base: bytes | None = None,
) -> None:
    """Put a text in the place of a store, whose lock is held.

    The new store is written beside the old one and sent to the disk; the change is written down, and the old
    store kept as a generation and as the backup; the new one takes its place; the folder is sent to the disk.
    Wherever this stops, the store is the old one or the new one.

    Args:
        old: the store as it was read.
        text: what it is to hold; None where that stays as it is.
        history: where the change is written down.
        entry: returns the change, if it is written down; asked once the new store is written.
        base: the shipped store that the records were merged with, if it is not kept already.

    Raises:
        StoreChanged: the store is not the one that was read.
        NotSettled: it was changed, and that may be lost with the power.
        OSError: something can't be written; the store is as it was.
    """
    with _on_record(history) as recorded:
        if text is not None:
            _prepare(old, text, history.next)
        if entry is not None:
            recorded.append(entry())
            history.record(recorded[0], base)
        if text is not None:
            _back_up(old.path)
            if not old.is_current():
                raise StoreChanged(legible(old.path))
            _take_the_place(history.next, old.path)
            _settle(old, history)


def bring(text: bytes, path: str, history: History, entry: Entry) -> None:
    """Write a store where there is none, whose lock is held.

    Args:
        text: what it is to hold.
        path: where it is to be.
        history: where that is written down.
        entry: what is done.

    Raises:
        FileExistsError: there is something.
        NotSettled: it was written, and that may be lost with the power.
        OSError: it can't be written.
    """
    with _on_record(history) as recorded:
        _remove(history.next)
        write_new(history.next, text)
        recorded.append(entry)
        history.record(entry, text)
        put(history.next, path, replace=False)
        _settle_new(path)


@contextmanager
def _on_record(history: History) -> Iterator[list[Entry]]:
    """Take back what was written down of a change that is not made, and what was written for it."""
    recorded: list[Entry] = []
    try:
        yield recorded
    except NotSettled:
        # It is made, as far as the disk says anything.
        raise
    except BaseException:
        for entry in recorded:
            history.forget(entry)
        raise
    finally:
        _remove(history.next)


def _prepare(old: Snapshot, text: Pieces, path: str) -> None:
    # A writer that was killed may have left one.
    _remove(path)
    write_new(path, text, like=old.status)


def _back_up(path: str) -> None:
    beside = f"{path}{BACKUP}.new"
    try:
        keep(path, beside)
        os.replace(beside, path + BACKUP)
    finally:
        # Where both were one file already, the system has left both names.
        _remove(beside)


def _take_the_place(path: str, of: str) -> None:
    """Rename a file over another; on Windows this has to wait while somebody reads the other one."""
    for _ in range(_TRIES):
        try:
            os.replace(path, of)
        except PermissionError:
            if sys.platform != "win32":
                raise
            time.sleep(_PAUSE)
        else:
            return
    os.replace(path, of)


def _settle(old: Snapshot, history: History) -> None:
    """Send the folders to the disk; if that fails the new store may be lost with the power, so it goes.

    Raises:
        OSError: it failed, and the old store is back.
        NotSettled: it failed, and so did bringing back the old one.
    """
    try:
        for folder in (os.path.dirname(old.path), history.folder):
            settle(folder)
    except OSError as error:
        try:
            _remove(history.next)
            keep(old.path + BACKUP, history.next)
            os.replace(history.next, old.path)
        except OSError:
            raise NotSettled(legible(old.path), error) from error
        raise


def _settle_new(path: str) -> None:
    """Send the folder of a new store to the disk; if that fails the store goes, as after ``_settle``."""
    try:
        settle(os.path.dirname(path))
    except OSError as error:
        try:
            os.unlink(path)
        except OSError:
            raise NotSettled(legible(path), error) from error
        raise


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
