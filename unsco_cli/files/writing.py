"""Writing a file or a folder, or having somebody write it."""

import os
import stat
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress

from unsco_cli.errors import CannotWrite, legible
from unsco_cli.files.refusals import (
    FileExists,
    NoFile,
    NoRegularFile,
    refuse_folder,
    refuse_foreign,
    refuse_target,
)
from unsco_cli.files.steps import beside, exchange, own, put, settle, settle_file, settle_files

# Writes what belongs at a path, or into the folder that stands there.
Writing = Callable[[str], None]


def write_file(path: str, contents: bytes, *, replace: bool) -> None:
    """Write a file so that whoever looks sees the old one or the new one, and never a part.

    A link is followed and stays one; a file that is replaced keeps its permissions and, where they can be
    kept, its owner and group. What is no file, such as ``/dev/stdout``, is written to as it is.

    Args:
        path: the file.
        contents: what it is to hold.
        replace: whether a file that is there may be overwritten.

    Raises:
        FileExists: there is one, and it may not.
        CannotWrite: the folder is missing or read-only, the disk is full, or the like.
    """
    if not os.path.basename(path):
        raise NoFile(path)
    with _told(path):
        old = _stat(path)
        if old is not None and not stat.S_ISREG(old.st_mode):
            # By the path as it was given: what a pipe's resolves to is no path.
            with open(path, "wb") as device:
                device.write(contents)
            return
        _make_file(path, lambda place: _write(place, contents), old, replace=replace)


def make_file(path: str, write: Writing, *, replace: bool) -> None:
    """Have somebody write a file, as ``write_file`` does.

    Args:
        path: the file.
        write: writes it, at another place, beside which it may keep files of its own.
        replace: whether a file that is there may be overwritten.

    Raises:
        FileExists: there is one, and it may not.
        CannotWrite: the folder is missing or read-only, the disk is full, or the like.
    """
    refuse_target(path, replace=replace)
    with _told(path):
        _make_file(path, write, _stat(path), replace=replace)


def make_folder(path: str, fill: Writing, *, replace: bool, names: Container[str]) -> None:
    """Have somebody fill a folder so that whoever looks sees the old one or the new one, and never a part.

    Args:
        path: the folder; a link is followed and stays one.
        fill: writes files into an empty folder at another place.
        replace: whether a folder that is there may be replaced.
        names: the files that it may hold in that case, by their paths in it, and the folders,
            which end with a slash; with anything else in it, it stays.

    Raises:
        FileExists: there is something, and it may not.
        InTheWay: it may, but for what it holds.
        CannotWrite: the folder around it is missing or read-only, the disk is full, or the like.
    """
    refuse_folder(path, replace=replace, names=names)
    with _told(path):
        whole = os.path.realpath(path)
        with beside(whole) as place:
            os.mkdir(place)
            fill(place)
            settle_files(place)
            _put_folder(place, whole, path, replace=replace, names=names)
        with suppress(OSError):
            settle(os.path.dirname(whole))


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turn what the system refuses into a sentence about a path."""
    try:
        yield
    except FileExistsError:
        raise FileExists(legible(path)) from None
    except OSError as error:
        raise CannotWrite(f"{legible(path)} can't be written: {error.strerror or error}") from error
    except ValueError as error:
        raise CannotWrite(f"{legible(path)} can't be a path: {error}") from error


def _make_file(path: str, write: Writing, old: os.stat_result | None, *, replace: bool) -> None:
    if old is not None and not stat.S_ISREG(old.st_mode):
        # Whoever may do everything would put a file in the place of a device.
        raise NoRegularFile(path)
    if old is not None and not replace:
        raise FileExistsError
    path = os.path.realpath(path)
    with beside(path) as place:
        write(place)
        settle_file(place)
        if old is not None:
            own(place, old)
        put(place, path, replace=replace)
    # The file is there: what can't be done for the folder is no failure.
    with suppress(OSError):
        settle(os.path.dirname(path))


def _write(place: str, contents: bytes) -> None:
    # It is sent to the disk with what anybody else has written.
    with open(place, "xb") as file:
        file.write(contents)


def _put_folder(place: str, whole: str, path: str, *, replace: bool, names: Container[str]) -> None:
    old = _stat(whole)
    if old is None:
        # Takes the place of an empty folder at most.
        os.rename(place, whole)
        return
    if not replace:
        raise FileExistsError
    own(place, old)
    try:
        exchange(place, whole)
    except OSError:
        # So that it can be cleared away, whatever the permissions of the old one.
        os.chmod(place, stat.S_IRWXU)
        raise
    try:
        # What came there while the folder was filled.
        refuse_foreign(place, path, names)
    except BaseException:
        exchange(place, whole)
        raise


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
