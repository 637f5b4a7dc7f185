"""The pieces that a text is read in: what is to become one record, or what is wrong in one place."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from unsco_cli.errors import UnscoError, quoted
from unsco_cli.plain import Reading, stands_twice

# Returns what a file beside a text holds, by its plain relative path; raises an UnscoError if it can't.
Beside = Callable[[str], bytes]


class NothingBeside(UnscoError):
    """A text names files, and comes without them."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{quoted(name)} does not come with it; name the folder that both are in")


def nothing_beside(name: str) -> bytes:
    """Read no file: a text stands alone.

    Raises:
        NothingBeside: always.
    """
    raise NothingBeside(name)


class Piece(NamedTuple):
    """What was read in one place of a text.

    Args:
        line: the line it begins in, where that is known.
        reading: the plain value, or the faults.
        collection: the collection it stands under, in a store.
        key: the id it stands under, likewise.
        file: the file beside the text that it stands in instead, if it does.
    """

    line: int | None
    reading: Reading
    collection: str | None = None
    key: str | None = None
    file: str | None = None

    def sentences(self) -> Iterator[str]:
        """Yield what is wrong with the text of the piece."""
        yield from self.reading.faults
        yield from (stands_twice("/".join(one.path)) for one in self.reading.repeated)


def faulty(line: int | None, *faults: str, file: str | None = None) -> Piece:
    """Return a piece of which there is nothing but its faults."""
    return Piece(line, Reading(faults=faults), file=file)
