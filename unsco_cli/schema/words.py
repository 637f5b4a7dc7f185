"""What a text on a command line or in a cell of a table stands for, by the type of its field.

A part of a list is written as its fields with colons between them (``irn:observer:addressed``) or as a JSON
object. What a text can't stand for stays a text, so that the checks tell what was expected instead of it.
"""

from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from msgspec import structs

from unsco_cli.dates import PartialDate
from unsco_cli.models import Base, Citation, Count
from unsco_cli.plain import read
from unsco_cli.schema.places import field_types

# What one entry of a list is called, where a list is written entry by entry.
SINGULAR = {
    "organisers": "organiser",
    "participants": "participant",
    "people": "person",
    "groups": "group",
    "topics": "topic",
    "outcomes": "outcome",
    "documents": "document",
    "related": "related",
    "sources": "source",
    "conflicts": "conflict",
    "accepted": "accept",
    "names": "dated-name",
    "aliases": "alias",
    "adjectives": "adjective",
    "statuses": "status",
    "chairmanships": "chairmanship",
    "variants": "variant",
    "posts": "post",
    "parties": "party",
}
# How a part is written that can't be without a list of parts of its own.
JSON = "JSON"
# Between the entries of a list in one cell.
SEPARATOR = ";"
# Digits of a number: more than anything is counted with.
_LONGEST_NUMBER = 18
# So many fields of a part are named in a help text.
_MOST_NAMED = 4
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}


def plain_of(kind: Any, text: str) -> Any:
    """Return the plain value that a text stands for in a field of some type.

    Args:
        kind: the type, as the model has it.
        text: the text; a list has its entries separated by semicolons, or is a JSON array or one JSON object.
    """
    kind = without_none(kind)
    if get_origin(kind) is not tuple:
        return entry_of(kind, text)
    if text.lstrip().startswith("["):
        return _json(text)
    if text.lstrip().startswith("{") and isinstance(part := _json(text), dict):
        return [part]
    entries = (one.strip() for one in text.split(SEPARATOR))
    return [entry_of(get_args(kind)[0], one) for one in entries if one]


def entry_of(kind: Any, text: str) -> Any:
    """Return the plain value that a text stands for where it is a single one, such as an entry of a list."""
    if isinstance(kind, type) and issubclass(kind, Base):
        return _part(kind, text)
    if kind is bool:
        return _TRUTH.get(text.lower(), text)
    if kind in (int, Count) and text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER:
        return int(text)
    return text


def written_as(kind: Any) -> str:
    """Return how a value is written, as the help has it: ``ID:CAPACITY:PART[:NAMED]``."""
    kind = without_none(kind)
    kind = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if kind is Citation:
        return "URL|NAME"
    if not (isinstance(kind, type) and issubclass(kind, Base)):
        return {int: "N", Count: "N", bool: "YES|NO", PartialDate: "DATE"}.get(kind, "TEXT")
    required = {field.encode_name for field in structs.fields(kind) if field.required}
    if not required <= set(_in_order(kind)):
        return JSON
    names = [(name.upper(), name in required) for name in _in_order(kind)]
    pieces = [f":{name}" if needed else f"[:{name}]" for name, needed in names[1:]]
    if len(pieces) > _MOST_NAMED:
        pieces = [*(piece for piece in pieces if piece.startswith(":")), "[:...]"]
    return names[0][0] + "".join(pieces)


def without_none(kind: Any) -> Any:
    """Return a type without None, which models unite it with where a field may be absent."""
    if get_origin(kind) not in (Union, UnionType):
        return kind
    return next(one for one in get_args(kind) if one is not type(None))


def _part(kind: type[Base], text: str) -> Any:
    if text.lstrip().startswith("{"):
        return _json(text)
    names = _in_order(kind)
    if kind is Citation:
        # An address has colons of its own.
        return {names[0]: text.strip()}
    types = field_types(kind)
    pieces = zip(names, text.split(":", len(names) - 1), strict=False)
    return {name: plain_of(types[name], piece.strip()) for name, piece in pieces if piece.strip()}


@cache
def _in_order(kind: type[Base]) -> tuple[str, ...]:
    """Return the fields of a part that hold a single value: those it needs come first."""
    return tuple(
        field.encode_name
        for needed in (True, False)
        for field in structs.fields(kind)
        if field.required is needed and _is_single(without_none(field.type))
    )


def _is_single(kind: Any) -> bool:
    return get_origin(kind) is not tuple and not (isinstance(kind, type) and issubclass(kind, Base))


def _json(text: str) -> Any:
    reading = read(text.encode(errors="surrogatepass"))
    return text if reading.faults or reading.repeated else reading.value
