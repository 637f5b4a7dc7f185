"""Which store is used: the one asked for, the user's own, or the shipped one."""

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

FILE_NAME = "unsco.json"
SHIPPED = "shipped"


class Location(NamedTuple):
    """A store's path, and why it is that one.

    Args:
        path: the file.
        reason: ``--store``, ``UNSCO_STORE``, ``own`` or ``shipped``.
    """

    path: str
    reason: str


def locate(asked: str | None, environ: Mapping[str, str]) -> Location:
    """Return the store to use.

    Args:
        asked: the path given on the command line, if any; it wins.
        environ: the environment, whose UNSCO_STORE comes next.
    """
    if asked is not None:
        return Location(asked, "--store")
    if environ.get("UNSCO_STORE"):
        return Location(environ["UNSCO_STORE"], "UNSCO_STORE")
    own = own_path(environ)
    # A link that leads nowhere is the user's own all the same: the shipped store would be another answer.
    if own and os.path.lexists(own):
        return Location(own, "own")
    return Location(shipped_path(), SHIPPED)


def shipped_path() -> str:
    """Return the path of the store that came with the program.

    An installed package carries it; a source tree and an editable install have it beside the package.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (package, os.path.dirname(package)):
        path = os.path.join(folder, "data", FILE_NAME)
        if os.path.exists(path):
            break
    return path


def own_path(environ: Mapping[str, str]) -> str | None:
    """Return where the user's own store is kept on this platform, whether or not it exists.

    See the XDG Base Directory Specification; relative paths in XDG_DATA_HOME are ignored, as it says.
    """
    home = environ.get("HOME") or environ.get("USERPROFILE")
    folder = environ.get("XDG_DATA_HOME", "")
    if not os.path.isabs(folder):
        if sys.platform == "win32":
            folder = environ.get("LOCALAPPDATA", "")
        elif home and sys.platform == "darwin":
            folder = os.path.join(home, "Library", "Application Support")
        else:
            folder = os.path.join(home, ".local", "share") if home else ""
    return os.path.join(folder, "unsco", FILE_NAME) if folder else None
