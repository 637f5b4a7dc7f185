"""What an export is made of, and what there is to say of it."""

from collections.abc import Mapping

from msgspec import Struct

from unsco_cli.models import About
from unsco_cli.schema import COLLECTIONS, Library
from unsco_cli.schema.store_text import RawTables


class Exported(Struct, frozen=True):
    """A whole store that is handed on.

    Args:
        library: its records.
        about: what it says of itself, if it does.
        raw: all that it holds, undecoded, also collections that are not ours.
    """

    library: Library
    about: About | None
    raw: RawTables


class Written(Struct, frozen=True):
    """What was written of a store.

    Args:
        counts: how many of what.
        notes: what else there is to say, a line each.
    """

    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()


class Text(Struct, frozen=True):
    """A store as one text.

    Args:
        contents: the text.
        written: what it has of the store.
    """

    contents: str
    written: Written


def everything(exported: Exported) -> Written:
    """Return what there is to say where all records of a store were written."""
    return Written({name: len(exported.raw.get(name, ())) for name in COLLECTIONS})
