"""Where nothing can be written, as far as that is seen before it is."""

import errno
import os
from collections.abc import Collection

from unsco_cli.errors import CannotWrite, legible, quoted


class FileExists(CannotWrite):
    """There is a file or a folder already where one was to be written."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} exists already; add --force to overwrite it, or name another file")


class NoFile(CannotWrite):
    """A path ends where the name of a file should be."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{quoted(legible(path))} names no file; give the path of one, or - for standard output"
        )


class InTheWay(CannotWrite):
    """A folder was to be replaced that holds something else than what was written there before."""

    def __init__(self, path: str, name: str) -> None:
        super().__init__(
            f"{legible(os.path.join(path, name))} is in the way, for it is no file of an earlier export; "
            "move it, or name another folder"
        )


def refuse_target(path: str, *, replace: bool) -> None:
    """Refuse a path to which no file can be written, as far as that is seen before it is.

    Args:
        path: the file.
        replace: whether a file that is there may be overwritten.

    Raises:
        FileExists: there is one, and it may not.
        CannotWrite: it is a folder, or its folder is missing or read-only.
    """
    if not os.path.basename(path):
        raise NoFile(path)
    if os.path.isfile(path) and not replace:
        raise FileExists(legible(path))
    _refuse_place(path, errno.EISDIR if os.path.isdir(path) else 0)


def refuse_folder(path: str, *, replace: bool, names: Collection[str]) -> None:
    """Refuse a path at which no folder can be made, as far as that is seen before it is.

    Args, Raises: as for ``make_folder``.
    """
    if not path:
        raise NoFile(path)
    if os.path.lexists(path) and not replace:
        raise FileExists(legible(path))
    there = os.path.exists(path)
    _refuse_place(path.rstrip(os.sep) or path, errno.ENOTDIR if there and not os.path.isdir(path) else 0)
    if there:
        refuse_foreign(path, path, names)


def _refuse_place(path: str, fault: int) -> None:
    folder = os.path.dirname(os.path.realpath(path)) if "\0" not in path else ""
    if not fault and not os.path.isdir(folder):
        fault = errno.ENOENT
    if not fault and not os.path.exists(path) and not os.access(folder, os.W_OK):
        fault = errno.EACCES
    if fault:
        raise CannotWrite(f"{legible(path)} can't be written: {os.strerror(fault)}")


def refuse_foreign(folder: str, path: str, names: Collection[str]) -> None:
    """Refuse to replace a folder that holds anything but some files.

    Args:
        folder: the folder.
        path: what it is called.
        names: the files.

    Raises:
        InTheWay: it does.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name not in names or not entry.is_file(follow_symlinks=False):
                raise InTheWay(path, entry.name)
