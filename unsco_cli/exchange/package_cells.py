"""What the cells of a Data Package's tables stand for, and what is wrong with one that stands for nothing."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from unsco_cli.dates import PartialDate
from unsco_cli.errors import did_you_mean, legible, quoted
from unsco_cli.plain import read
from unsco_cli.schema.tables import Column

# Programs that know no whole number beside a missing one write 100.0.
_WHOLE = re.compile(r"-?[0-9]{1,18}(\.0*)?")
_TRUTH = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "0"), False),
}


class Unfitting(Exception):
    """A cell does not stand for a value of its column."""


def value_of(column: Column, cell: str) -> Any:
    """Return the plain value that a cell stands for.

    Args:
        column: its column.
        cell: what stands in it.

    Raises:
        Unfitting: it does not fit, with what was expected.
    """
    if legible(cell) != cell:
        raise Unfitting(f"{column.name} is not UTF-8")
    value = _READINGS[column.kind](column, cell)
    if column.choices and value not in column.choices:
        known = f"none of {', '.join(column.choices)}{did_you_mean(cell, column.choices)}"
        raise Unfitting(f"{column.name}: {quoted(cell)} is {known}")
    return value


def _whole(column: Column, cell: str) -> int:
    number = int(cell.partition(".")[0]) if _WHOLE.fullmatch(cell) else None
    least, most = column.minimum, column.maximum
    if number is None or (least is not None and number < least) or (most is not None and number > most):
        limits = f" of {least} or more" if least is not None else ""
        raise Unfitting(f"{column.name}: {quoted(cell)} is not a whole number{limits}")
    return number


def _truth(column: Column, cell: str) -> bool:
    if cell not in _TRUTH:
        raise Unfitting(f"{column.name}: {quoted(cell)} is neither true nor false")
    return _TRUTH[cell]


def _date(column: Column, cell: str) -> str:
    try:
        PartialDate(cell)
    except ValueError as error:
        raise Unfitting(f"{column.name}: {error}") from None
    return cell


def _texts(column: Column, cell: str) -> list[str]:
    reading = read(cell.encode())
    if reading.faults or not isinstance(reading.value, list):
        raise Unfitting(f"{column.name}: {quoted(cell)} is not a JSON array of texts")
    if not all(isinstance(one, str) for one in reading.value):
        raise Unfitting(f"{column.name}: {quoted(cell)} has an entry that is no text")
    return reading.value


_READINGS: Mapping[str, Callable[[Column, str], Any]] = {
    "text": lambda _column, cell: cell,
    "integer": _whole,
    "boolean": _truth,
    "date": _date,
    "texts": _texts,
}
