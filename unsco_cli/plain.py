"""JSON read as plain values, with all that is odd in the text told rather than passed over.

Python's own reader takes NaN, keys that stand several times, and halves of signs without a word.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from unsco_cli.errors import legible, position, quoted

_BYTE_ORDER_MARK = "\ufeff"


class Repeated(NamedTuple):
    """A key that stands several times in one object: a reader sees the last, and the others are lost."""

    path: tuple[str, ...]


class Unreadable(str):
    """What stands for NaN, an infinity or half of a sign: Python reads these, and JSON does not have them."""

    __slots__ = ()


class Start(NamedTuple):
    """Where in its file a text begins, both counted from 1."""

    line: int = 1
    column: int = 1

    def shifted(self, line: int, column: int) -> tuple[int, int]:
        """Return where in the file a place of the text is."""
        return line + self.line - 1, column + (self.column - 1 if line == 1 else 0)


_BEGINNING = Start()


class Reading(NamedTuple):
    """What a text holds.

    Args:
        value: the value; None where there is none to be read.
        faults: what is wrong with the text, in words.
        repeated: the keys that stand several times in one object.
        line: the line of the file from which on nothing could be read, where there is one.
    """

    value: Any = None
    faults: tuple[str, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    line: int | None = None


def read(text: bytes, start: Start = _BEGINNING) -> Reading:
    """Return the value that a JSON text stands for, or only what is wrong with a text that is none.

    Args:
        text: the bytes, which should be UTF-8 without a byte order mark.
        start: where in its file the text begins.
    """
    faults: list[str] = []
    try:
        decoded = text.decode()
    except UnicodeDecodeError as error:
        at = start.shifted(*position(text, error.start))
        return Reading(faults=(f"it is not UTF-8 in line {at[0]}, column {at[1]}",), line=at[0])
    if decoded.startswith(_BYTE_ORDER_MARK):
        faults.append("it begins with a byte order mark, which other programs trip over")
        decoded = decoded.removeprefix(_BYTE_ORDER_MARK)
    odd: list[Any] = []
    line: int | None = None
    try:
        value = json.loads(decoded, object_pairs_hook=_object(odd), parse_constant=_constant(odd))
        told: list[Repeated | str] = []
        # The rule is a text with nothing odd in it, and this is the quick way to see it.
        if odd or "\\ud" in decoded or "\\uD" in decoded:
            value = _legible(value, (), told)
    except json.JSONDecodeError as error:
        line, column = start.shifted(error.lineno, error.colno)
        sentence = f"{error.msg[:1].lower()}{error.msg[1:]} in line {line}, column {column}"
        faults.append(f"it is not JSON: {sentence}")
    except RecursionError:
        faults.append("it is nested too deeply to be read")
    except ValueError as error:
        # Python reads no number of thousands of digits.
        faults.append(f"it can't be read: {error}")
    else:
        sentences = (one for one in told if isinstance(one, str))
        repeated = tuple(one for one in told if isinstance(one, Repeated))
        return Reading(value, (*faults, *sentences), repeated)
    return Reading(faults=tuple(faults), line=line)


def stands_twice(name: str) -> str:
    """Return the sentence about a key that an object has several times."""
    return f"{name} stands twice; readers see only the last one"


class _Object(dict[str, Any]):
    """A JSON object in which keys came several times, with these keys."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]


def _object(odd: list[Any]) -> Callable[[Sequence[tuple[str, Any]]], dict[str, Any]]:
    def read_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        odd.append(repeating := _Object(pairs))
        return repeating

    return read_object


def _constant(odd: list[Any]) -> Callable[[str], Unreadable]:
    def read_constant(word: str) -> Unreadable:
        odd.append(found := Unreadable(word))
        return found

    return read_constant


def _legible(value: Any, path: tuple[str, ...], told: list[Repeated | str]) -> Any:
    """Return a value with texts that can be written, and tell of what JSON does not allow in it."""
    if isinstance(value, dict):
        repeated = value.repeated if isinstance(value, _Object) else ()
        told += [Repeated((*path, legible(key))) for key in repeated]
        return {
            _legible(key, path, told): _legible(held, (*path, legible(key)), told)
            for key, held in value.items()
        }
    if isinstance(value, list):
        return [_legible(held, (*path, str(number)), told) for number, held in enumerate(value)]
    place = "/".join(path) or "it"
    if isinstance(value, Unreadable):
        told.append(f"{place} is {value}, which JSON does not have")
    elif isinstance(value, str) and not value.isascii() and legible(value) != value:
        told.append(f"{place} holds half of a sign, which UTF-8 does not have: {quoted(legible(value))}")
        return Unreadable(legible(value))
    return value
