"""Where in a JSON text each entry of an array and each value of an object stands.

Only what is between the values is looked at here: each of them is read by itself, so that a fault in one
hides none in another, and has its line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
# No record has so many fields; a text with more values that are no objects is not taken apart further.
_MOST_SINGLE = 10_000

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
    try:
        return list(_members(text, begin, end))
    except _Unsplit:
        return None


class _Unsplit(Exception):
    """A text is no array or object, or there is no sense in taking it apart."""


def _members(text: bytes, begin: int, end: int) -> Iterator[Member]:
    named = text.startswith(b"{", begin)
    values = _values(text, begin, end, named=named)
    position, separator = begin + 1, re.compile(_EMPTY).match(text, begin, end)
    number = single = 0
    while separator is None or separator[1] == b",":
        before = _found(_NAME if named else _BEFORE, text, position, end)
        name = _name(before[1]) if named else ""
        value = _value(values, name, number)
        member = Member(name, before.end(), _end(text, before.end(), end, value))
        yield member
        single += text[member.begin] not in _OPENING
        if single > _MOST_SINGLE:
            raise _Unsplit
        separator = _found(_AFTER, text, member.end, end)
        position = separator.end(1)
        number += 1
    if separator.end() != end or _CLOSING.index(separator[1]) != _OPENING.index(text[begin]):
        raise _Unsplit


def _found(pattern: bytes, text: bytes, position: int, end: int) -> re.Match[bytes]:
    found = re.compile(pattern).match(text, position, end)
    if found is None:
        raise _Unsplit
    return found


def _values(text: bytes, begin: int, end: int, *, named: bool) -> _Values:
    """Return the undecoded values of an object or array, or none where msgspec can't read it."""
    # What does not begin with a record may be millions of numbers.
    if not named and not text.startswith(b"{", value_begin(text, begin + 1)):
        return ()
    kind: Any = dict[str, msgspec.Raw] if named else list[msgspec.Raw]
    try:
        values: _Values = msgspec.json.decode(memoryview(text)[begin:end], type=kind)
    except _BROKEN:
        return ()
    return values


def _value(values: _Values, name: str, number: int) -> bytes:
    """Return the text that should come next; of a key that stands several times only the last is known."""
    if isinstance(values, Mapping):
        return bytes(values.get(name, b""))
    return bytes(values[number]) if number < len(values) else b""


def _name(key: bytes) -> str:
    try:
        return msgspec.json.decode(key, type=str)
    except _BROKEN:
        raise _Unsplit from None


def _end(text: bytes, begin: int, end: int, expected: bytes) -> int:
    """Return where a value ends: after the text expected, or else after its last bracket."""
    if expected[:1] in (b"{", b"[") and text.startswith(expected, begin):
        return begin + len(expected)
    if text[begin : begin + 1] not in (b"{", b"["):
        return _found(_SINGLE, text, begin, end).end()
    depth = 0
    for token in re.compile(_TOKEN).finditer(text, begin, end):
        sign = text[token.start()]
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth == 0:
            return token.end()
        if depth > _DEEPEST:
            break
    raise _Unsplit
