"""The id that is made for a record which was given without one."""

import re
from typing import Any

from unsco_cli.schema.changes import Fields
from unsco_cli.schema.collections import COLLECTIONS
from unsco_cli.schema.naming import fold

_LONGEST = 60
# Scheme, user, host, port and path of an address.
_ADDRESS = r"[^:/?#]*://(?:[^/?#@]*@)?([^/?#:]*)(?::[0-9]*)?([^?#]*)"


def identifier_of(collection: str, fields: Fields) -> str | None:
    """Return an id for a record, or None where none of the fields it goes by leaves anything to make one of.

    Args:
        collection: the collection it belongs to; which fields these are is said there.
        fields: its plain values.
    """
    for naming in COLLECTIONS[collection].identified:
        name, _, dated = naming.partition("+")
        text = fields.get(name)
        if isinstance(text, str):
            parts = _host_and_path(text) if COLLECTIONS[collection].addressed else None
            # A dot within a word is no part of it, but one in an address is between two.
            words = text if parts is None else " ".join(parts).replace(".", " ")
            made = _dated(_hyphenated(words), fields.get(dated))
            if made:
                return made
    return None


def host_of(address: str) -> str:
    """Return the host of an address in lower case and without ``www.``, or the empty text."""
    parts = _host_and_path(address)
    return "" if parts is None else parts[0]


def _host_and_path(address: str) -> tuple[str, str] | None:
    found = re.match(_ADDRESS, address)
    return None if found is None else (found[1].lower().removeprefix("www."), found[2])


def _hyphenated(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")


def _dated(name: str, date: Any) -> str:
    """Return a name cut to the length of an id, with the year of a date where it is not in it already."""
    year = re.match(r"[0-9]{4}(?![0-9])", date) if isinstance(date, str) else None
    short = _cut(name, _LONGEST)
    if year is None or not short or year[0] in short.split("-"):
        return short
    return f"{_cut(name, _LONGEST - len(year[0]) - 1)}-{year[0]}"


def _cut(name: str, longest: int) -> str:
    """Return as much of a name as there is room for, cut between two words where that leaves one."""
    if len(name) <= longest:
        return name
    return name[: longest + 1].rpartition("-")[0] or name[:longest]
