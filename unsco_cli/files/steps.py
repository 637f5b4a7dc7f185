"""The steps in which something is written whole or not at all, and each of which may fail."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def write_new(path: str, contents: bytes, like: os.stat_result | None = None) -> None:
    """Write a file that is not there yet, so that it outlives a power failure.

    Args:
        path: the file.
        contents: what it is to hold.
        like: the file whose place it is to take, and whose owner and permissions it gets.

    Raises:
        OSError: it can't be written; FileExistsError: it is there.
    """
    with open(path, "xb") as file:
        if like is not None:
            own(path, like)
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())


def own(path: str, like: os.stat_result) -> None:
    """Give a file or a folder the owner and the permissions of another, as far as that can be done."""
    mode = stat.S_IMODE(like.st_mode)
    if hasattr(os, "chown"):
        try:
            os.chown(path, like.st_uid, like.st_gid)
        except OSError:
            # Only root gives files away. The group, which may be one of ours, is kept where it can be;
            # where it can't, what the old group might do is not for the new one.
            try:
                os.chown(path, -1, like.st_gid)
            except OSError:
                mode &= ~stat.S_IRWXG
    os.chmod(path, mode)


def put(temporary: str, path: str, *, replace: bool) -> None:
    """Put a file in the place of another, or where there is none; it may keep its old name, too.

    Args:
        temporary: the file, in the same file system.
        path: where it is to be.
        replace: whether a file that is there may be overwritten.

    Raises:
        OSError: it can't be done; FileExistsError: there is a file.
    """
    if replace:
        os.replace(temporary, path)
        return
    try:
        # Unlike a renaming, a link does not take the place of a file that has come there since.
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links.
        os.replace(temporary, path)


def settle(folder: str) -> None:
    """See to it that a folder's new entries outlive a power failure, where a folder can be opened.

    Raises:
        OSError: it can't be done.
    """
    if hasattr(os, "O_DIRECTORY"):
        _settle(folder, os.O_RDONLY | os.O_DIRECTORY)


def settle_files(folder: str) -> None:
    """See to it that the files of a folder outlive a power failure."""
    with os.scandir(folder) as entries:
        for entry in entries:
            settle_file(entry.path)
    settle(folder)


def settle_file(path: str) -> None:
    """See to it that what was written to a file outlives a power failure."""
    # Windows settles only what may be written.
    _settle(path, os.O_RDWR)


def _settle(path: str, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def beside(path: str) -> Iterator[str]:
    """Give a place of the same name in a folder beside a path, which goes with all that is in it."""
    # In the same folder, for only within one file system does a file take another's place at once. A name
    # may have 255 bytes, and a letter four.
    folder, name = os.path.split(path)
    room = os.path.join(folder, f".{name[:50]}.{os.urandom(8).hex()}")
    try:
        # Nobody else may look while it is not yet known who may.
        os.mkdir(room, 0o700)
        yield os.path.join(room, name)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def exchange(one: str, other: str) -> None:
    """Let two folders change places: at once where the system can, else so that none is lost."""
    if _exchanged(one, other):
        return
    spare = f"{one}.old"
    os.rename(other, spare)
    try:
        os.rename(one, other)
    except BaseException:
        os.rename(spare, other)
        raise
    os.rename(spare, one)


def _exchanged(one: str, other: str) -> bool:
    if sys.platform != "linux":
        return False
    # Loaded here because few exports replace a folder.
    import ctypes  # noqa: PLC0415

    # Python has no name for it. -100 is the folder that paths begin from, 2 asks for the exchange.
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(-100, os.fsencode(one), -100, os.fsencode(other), 2) == 0
