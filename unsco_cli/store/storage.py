"""A store's file: read whole, and split into records that are not decoded yet.

Reading never creates a file.
"""

import os
import re
import stat
from codecs import BOM_UTF8

import msgspec

from unsco_cli.errors import ExitCode, UnscoError, line_and_column

# Undecoded records by collection and key.
RawTables = dict[str, dict[str, msgspec.Raw]]

# What the decoder raises for a text that is no JSON, or JSON of another shape.
BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_TABLES: msgspec.json.Decoder[RawTables] = msgspec.json.Decoder(RawTables)


class StoreUnusable(UnscoError):
    """The store is missing, unreadable or not a store at all."""

    exit_code = ExitCode.STORE


class StoreInvalid(StoreUnusable):
    """A record of the store does not have the shape of its collection."""


class GivenUnreadable(UnscoError):
    """A file with what a user gives to a store is missing or can't be read."""


# What to try when there is no store.
_OTHER_STORES = "check --store and UNSCO_STORE, or leave both out to use the shipped one"


def file_bytes(path: str, to_try: str = _OTHER_STORES, *, pipe: bool = False) -> bytes:
    """Return what a file holds that should be a store.

    Args:
        path: the file.
        to_try: what to try when there is none.
        pipe: whether it may be a pipe, which some other process writes.

    Raises:
        StoreUnusable: there is no such file, or it can't be read.
    """
    return _opened(path, StoreUnusable, "store", to_try, pipe=pipe)[0]


def opened(path: str) -> tuple[bytes, os.stat_result]:
    """Return what a store's file holds, and what the system knows of that very file.

    Raises:
        StoreUnusable: there is no such file, or it can't be read.
    """
    return _opened(path, StoreUnusable, "store", _OTHER_STORES, pipe=False)


def given_bytes(path: str) -> bytes:
    """Return what a file holds that a user gives to a store; a pipe is one, too.

    Raises:
        GivenUnreadable: there is no such file, or it can't be read.
    """
    return _opened(path, GivenUnreadable, "file", "name another, or - for standard input", pipe=True)[0]


def beside_bytes(folder: str, name: str) -> bytes:
    """Return what a file within a folder holds that another file there names.

    Args:
        folder: the folder.
        name: the file's plain relative path.

    Raises:
        GivenUnreadable: it is missing or no file, a link leads out of the folder, or it can't be read.
    """
    path = os.path.join(folder, name)
    root, whole = os.path.realpath(folder), os.path.realpath(path)
    if os.path.commonpath((root, whole)) != root:
        raise GivenUnreadable(f"{path} leads out of the folder, where nothing is read")
    # Links were followed above, and a pipe that has no writer would be waited for.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(whole, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise GivenUnreadable(f"{path} is not a regular file")
            return file.read()
    except FileNotFoundError:
        raise GivenUnreadable(f"there is no file at '{path}', which the package names") from None
    except OSError as error:
        raise GivenUnreadable(f"{path} can't be read: {error.strerror}") from error


def _opened(
    path: str, failure: type[UnscoError], what: str, to_try: str, *, pipe: bool
) -> tuple[bytes, os.stat_result]:
    try:
        # A pipe or a device would block or never end.
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode) and not (pipe and stat.S_ISFIFO(mode)):
            kind = "a folder" if os.path.isdir(path) else "not a regular file"
            raise failure(f"{path} is {kind}; " + ("a store is a JSON file" if what == "store" else to_try))
        with open(path, "rb") as file:
            # Before it is read: whoever writes to it from now on is found out.
            status = os.fstat(file.fileno())
            return file.read(), status
    except FileNotFoundError:
        raise failure(f"there is no {what} at '{path}'; {to_try}") from None
    except OSError as error:
        raise failure(f"{path} can't be read: {error.strerror}") from error
    except ValueError as error:
        raise failure(f"{path} can't be a path: {error}") from error


def split(path: str, contents: bytes) -> RawTables:
    """Return the collections of a store with their undecoded records.

    Args:
        path: the file.
        contents: what it holds.

    Raises:
        StoreUnusable: that is no store.
    """
    if contents.startswith(BOM_UTF8):
        raise StoreUnusable(f"{path} begins with a byte order mark; save it as UTF-8 without one")
    if not contents or contents.isspace():
        raise StoreUnusable(f"{path} is empty; a store is a JSON object of collections")
    try:
        return _TABLES.decode(contents)
    except msgspec.ValidationError as error:
        raise StoreUnusable(
            f"{path} is JSON but not a store: {_misshapen(contents) or plainly(error)}; "
            "a store is an object of collections, each an object of records"
        ) from error
    except BROKEN as error:
        raise StoreUnusable(f"{path} is not JSON: {_place(error, contents)}") from error


def _misshapen(contents: bytes) -> str | None:
    """Return which collection is none, for msgspec's sentence leaves that open."""
    try:
        collections = msgspec.json.decode(contents, type=dict[str, msgspec.Raw])
    except BROKEN:
        return None
    for name, raw in collections.items():
        try:
            msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        except BROKEN as error:
            return f"{plainly(error)} at {name}"
    return None


def plainly(error: Exception) -> str:
    """Return msgspec's sentence about a value without its quotes and signs for paths."""
    sentence, _, path = str(error).replace("`", "").partition(" - at ")
    sentence = sentence[:1].lower() + sentence[1:]
    return f"{sentence} at {path.removeprefix('$.')}" if path else sentence


def _place(error: Exception, contents: bytes) -> str:
    """Return what is wrong with a text that is no JSON, and in which line and column."""
    found = re.fullmatch(r"JSON is malformed: (.*) \(byte (\d+)\)", str(error))
    if found is not None:
        return f"{found[1]} {line_and_column(contents, int(found[2]))}"
    if isinstance(error, UnicodeDecodeError):
        try:
            contents.decode()
        except UnicodeDecodeError as first:
            return f"not UTF-8 {line_and_column(contents, first.start)}"
    return f"{plainly(error)} {line_and_column(contents, len(contents))}"
