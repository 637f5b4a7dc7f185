"""Where in a JSON text each entry of an array and each value of an object stands.

Only what is between the values is looked at here: each of them is read by itself, so that a fault in one
hides none in another, and has its line.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from unsco_cli.plain import Start

# What the decoder raises for a text that is no JSON.
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_SPACE = rb"[ \t\n\r]*+"
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_BEFORE = rb"(?s:" + _SPACE + rb")"
_NAME = rb"(?s:" + _SPACE + rb"(" + _STRING + rb")" + _SPACE + rb":" + _SPACE + rb")"
_AFTER = _SPACE + rb"([,\]}])" + _SPACE
_EMPTY = rb"[\[{]" + _SPACE + rb"([\]}])" + _SPACE
_SINGLE = rb"(?s:" + _STRING + rb"|[^ \t\n\r,\[\]{}\"]++)"
_TOKEN = rb"(?s:" + _STRING + rb"|[{}\[\]])"
_OPENING, _CLOSING = b"{[", b"}]"
# Python reads nothing that is nested so deeply.
_DEEPEST = 5000

# What msgspec finds in a text, from which follows how long each value is.
_Values = Mapping[str, msgspec.Raw] | Sequence[msgspec.Raw]


class Member(NamedTuple):
    """A value of an array or object: its key, which is empty in an array, and where it stands."""

    name: str
    begin: int
    end: int


class Lines:
    """Where in their file the bytes of a text stand; they are asked for in their order.

    Args:
        text: the text.
    """

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._line = 1
        self._line_begin = self._seen = 0

    def at(self, offset: int) -> Start:
        """Return the line and the column of a byte that is none of those before the last one."""
        self._line += self._text.count(b"\n", self._seen, offset)
        self._line_begin = self._text.rfind(b"\n", self._seen, offset) + 1 or self._line_begin
        self._seen = offset
        return Start(self._line, offset - self._line_begin + 1)


def value_begin(text: bytes, begin: int = 0) -> int:
    """Return where the value in a JSON text begins, which is the end of the text where there is none.

    Args:
        text: the text.
        begin: where to look for it from.
    """
    found = re.compile(_BEFORE).match(text, begin)
    assert found is not None
    return found.end()


def members_of(text: bytes, begin: int, end: int) -> list[Member] | None:
    """Return the values in an array or object, or None where it can't be split into them.

    Args:
        text: the whole text.
        begin: where the array or object begins: its bracket.
        end: where it ends, or white space after it.
    """
    named = text.startswith(b"{", begin)
    before, after = re.compile(_NAME if named else _BEFORE), re.compile(_AFTER)
    values = _values(memoryview(text)[begin:end], named=named)
    members: list[Member] = []
    separator = re.compile(_EMPTY).match(text, begin, end)
    position = begin + 1
    while separator is None or separator[1] == b",":
        opened = before.match(text, position, end)
        name = None if opened is None else _name(opened[1]) if named else ""
        if opened is None or name is None:
            return None
        stop = _end(text, opened.end(), end, _value(values, name, len(members)))
        separator = None if stop is None else after.match(text, stop, end)
        if stop is None or separator is None:
            return None
        members.append(Member(name, opened.end(), stop))
        position = separator.end(1)
    return members if separator.end() == end and _closes(separator[1], text[begin]) else None


def _closes(sign: bytes, bracket: int) -> bool:
    return _CLOSING.index(sign) == _OPENING.index(bracket)


def _values(text: memoryview, *, named: bool) -> _Values:
    """Return the undecoded values of an object or array, or none where msgspec can't read it."""
    kind: Any = dict[str, msgspec.Raw] if named else list[msgspec.Raw]
    try:
        values: _Values = msgspec.json.decode(text, type=kind)
    except _BROKEN:
        return ()
    return values


def _value(values: _Values, name: str, number: int) -> bytes:
    """Return the text that should come next; of a key that stands several times only the last is known."""
    if isinstance(values, Mapping):
        return bytes(values.get(name, b""))
    return bytes(values[number]) if number < len(values) else b""


def _name(key: bytes) -> str | None:
    try:
        return msgspec.json.decode(key, type=str)
    except _BROKEN:
        return None


def _end(text: bytes, begin: int, end: int, expected: bytes) -> int | None:
    """Return where a value ends: after the text expected, or else after its last bracket."""
    if expected[:1] in (b"{", b"[") and text.startswith(expected, begin):
        return begin + len(expected)
    if text[begin : begin + 1] not in (b"{", b"["):
        single = re.compile(_SINGLE).match(text, begin, end)
        return None if single is None else single.end()
    depth = 0
    for token in re.compile(_TOKEN).finditer(text, begin, end):
        sign = text[token.start()]
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if not 0 < depth < _DEEPEST:
            return token.end() if depth == 0 else None
    return None
