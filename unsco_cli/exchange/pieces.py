"""The pieces that a text is read in: what is to become one record, or what is wrong in one place."""

from collections.abc import Iterator
from typing import NamedTuple

from unsco_cli.plain import Reading, stands_twice


class Piece(NamedTuple):
    """What was read in one place of a text.

    Args:
        line: the line it begins in, where that is known.
        reading: the plain value, or the faults.
        collection: the collection it stands under, in a store.
        key: the id it stands under, likewise.
    """

    line: int | None
    reading: Reading
    collection: str | None = None
    key: str | None = None

    def sentences(self) -> Iterator[str]:
        """Yield what is wrong with the text of the piece."""
        yield from self.reading.faults
        yield from (stands_twice("/".join(one.path)) for one in self.reading.repeated)


def faulty(line: int | None, *faults: str) -> Piece:
    """Return a piece of which there is nothing but its faults."""
    return Piece(line, Reading(faults=faults))
