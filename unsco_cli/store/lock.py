"""One writer at a time: a lock that the system takes back when whoever holds it dies."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

import msgspec
from msgspec import Struct

from unsco_cli.store.storage import StoreUnusable

# Seconds between two attempts.
_PAUSE = 0.02
# On Windows a lock is on bytes: one that lies behind all that is written, so that this can be read.
_LOCKED_BYTE = 1 << 30
# Of what the holder says of itself so much is read.
_LONGEST_HOLDER = 1000


class Holder(Struct, frozen=True):
    """Who holds a lock.

    Args:
        process: the number of the process.
        command: what it was told to do.
        since: when it got the lock, as ISO 8601.
    """

    process: int
    command: str
    since: str


class StoreLocked(StoreUnusable):
    """Another process is writing to the store, and did not end in time."""

    def __init__(self, path: str, holder: Holder | None, wait: float) -> None:
        by = f"process {holder.process} ({holder.command}) since {holder.since}" if holder else "a process"
        super().__init__(
            f"{path} is being changed by {by}; waited {wait:g} seconds; try again, or say --wait"
        )


@contextmanager
def locked(lock: str, store: str, command: str, wait: float, now: Callable[[], datetime]) -> Iterator[None]:
    """Hold the lock of a store.

    Args:
        lock: the file that is locked, which is left behind: what it says counts only while it is locked.
        store: the store, for messages.
        command: what the lock is held for.
        wait: seconds to wait for whoever holds it.
        now: the clock, for those who have to wait.

    Raises:
        StoreLocked: it was not free in time.
        OSError: the folder can't be written to.
    """
    descriptor = _acquired(lock, store, wait)
    try:
        _sign(descriptor, Holder(os.getpid(), command, now().isoformat(timespec="seconds")))
        yield
    finally:
        # Closing is what unlocks, as it is when the process dies; what the system has to say of it comes
        # too late to be about the store.
        with suppress(OSError):
            os.close(descriptor)


def _acquired(lock: str, store: str, wait: float) -> int:
    deadline = time.monotonic() + wait
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if _lock(descriptor) and _is_at(descriptor, lock):
                kept, descriptor = descriptor, -1
                return kept
            if time.monotonic() >= deadline:
                raise StoreLocked(store, _holder(descriptor), wait)
        finally:
            if descriptor >= 0:
                os.close(descriptor)
        time.sleep(min(_PAUSE, max(0, deadline - time.monotonic())))


def _is_at(descriptor: int, lock: str) -> bool:
    """Tell whether the file that was locked still is the one at its path, and was not removed meanwhile."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(lock))
    except FileNotFoundError:
        return False


def _sign(descriptor: int, holder: Holder) -> None:
    # A full disk is no reason to leave: the name is for those who wait.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, msgspec.json.encode(holder))


def _holder(descriptor: int) -> Holder | None:
    """Return who holds the lock, where that is written already."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return msgspec.json.decode(os.read(descriptor, _LONGEST_HOLDER), type=Holder)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
