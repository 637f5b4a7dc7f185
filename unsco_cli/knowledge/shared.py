"""A store that several threads ask at once."""

from collections.abc import Iterator, Sequence
from threading import RLock

from unsco_cli.schema import Library
from unsco_cli.schema.library import Condition, RecordType


class Shared:
    """A Library that one thread at a time asks: its records are decoded, and kept, as they are asked for.

    Args:
        library: the records.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = RLock()

    def get(self, model: type[RecordType], identifier: str) -> RecordType | None:
        """Return the record of this type with this id, or None."""
        with self._lock:
            return self._library.get(model, identifier)

    def find(
        self, model: type[RecordType], condition: Condition | None = None, naming: Sequence[str] = ()
    ) -> Sequence[RecordType]:
        """Return the records of a type that meet a condition, in the order of the store.

        Args: as for ``Library.find``.
        """
        with self._lock:
            return self._library.find(model, condition, naming)

    def each(self, model: type[RecordType]) -> Iterator[RecordType]:
        """Yield the records of a type in the order of the store, and keep none."""
        # What is read here is not kept, so that no thread has to wait for another.
        return self._library.each(model)

    def mentioning(self, model: type[RecordType], identifier: str) -> Sequence[RecordType]:
        """Return the records of a type in which an id occurs as a value."""
        with self._lock:
            return self._library.mentioning(model, identifier)
