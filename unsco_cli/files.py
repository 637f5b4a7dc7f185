"""Writing a file whole or not at all."""

import errno
import os
import stat
from contextlib import suppress

from unsco_cli.errors import CannotWrite, legible, quoted


class FileExists(CannotWrite):
    """There is a file already where one was to be written."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} exists already; add --force to overwrite it, or name another file")


class NoFile(CannotWrite):
    """A path ends where the name of a file should be."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{quoted(legible(path))} names no file; give --output a path, or - for standard output"
        )


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
    try:
        _write(path, contents, replace=replace)
    except FileExistsError:
        raise FileExists(legible(path)) from None
    except OSError as error:
        raise CannotWrite(f"{legible(path)} can't be written: {error.strerror}") from error
    except ValueError as error:
        raise CannotWrite(f"{legible(path)} can't be a path: {error}") from error


def refuse_target(path: str, *, replace: bool) -> None:
    """Refuse a path to which no file can be written, as far as that is seen before it is.

    Args:
        path: the file.
        replace: whether a file that is there may be overwritten.

    Raises:
        FileExists: there is one, and it may not.
        CannotWrite: it is a folder, or its folder is missing or read-only.
    """
    folder = os.path.dirname(os.path.realpath(path)) if "\0" not in path else ""
    if not os.path.basename(path):
        raise NoFile(path)
    if os.path.isfile(path) and not replace:
        raise FileExists(legible(path))
    if os.path.isdir(path):
        fault = errno.EISDIR
    elif not os.path.isdir(folder):
        fault = errno.ENOENT
    elif not os.path.exists(path) and not os.access(folder, os.W_OK):
        fault = errno.EACCES
    else:
        return
    raise CannotWrite(f"{legible(path)} can't be written: {os.strerror(fault)}")


def _write(path: str, contents: bytes, *, replace: bool) -> None:
    old = _stat(path)
    if old is not None and not stat.S_ISREG(old.st_mode):
        # By the path as it was given: what a pipe's resolves to is no path.
        with open(path, "wb") as device:
            device.write(contents)
        return
    if old is not None and not replace:
        raise FileExistsError
    path = os.path.realpath(path)
    folder, name = os.path.split(path)
    # In the same folder, for only within one file system does a file take another's place at once. A name
    # may have 255 bytes, and a letter four.
    temporary = os.path.join(folder, f".{name[:50]}.{os.urandom(8).hex()}")
    try:
        write_new(temporary, contents, like=old)
        put(temporary, path, replace=replace)
        # The file is there: what can't be done for the folder is no failure.
        with suppress(OSError):
            settle(folder)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


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
            _own(path, like)
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())


def _own(path: str, like: os.stat_result) -> None:
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
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
