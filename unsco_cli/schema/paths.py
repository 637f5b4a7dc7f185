"""What stands at a dotted path of a record."""

from collections.abc import Iterator
from typing import Any

from unsco_cli.models import Base


def parts_at(record: Base, path: str) -> Iterator[tuple[Any, Any]]:
    """Yield each value at a dotted path with the part of the record that holds it.

    Lists on the way, and a list at the end, are passed through one by one; empty fields yield nothing.
    """
    name, _, rest = path.partition(".")
    value = record.value_of(name)
    for part in value if isinstance(value, tuple) else (value,):
        if rest and part is not None:
            yield from parts_at(part, rest)
        elif part is not None:
            yield record, part


def values_at(record: Base, path: str) -> Iterator[Any]:
    """Yield each value at a dotted path of a record."""
    for _, value in parts_at(record, path):
        yield value
