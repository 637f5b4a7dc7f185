"""What a question may ask of a store, without knowing how it is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from unsco_cli.models import Record

RecordType = TypeVar("RecordType", bound=Record)

# A TinyDB query, or any predicate over a record as the store keeps it.
Condition = Callable[[Mapping[str, Any]], bool]


class Library(Protocol):
    """The records of a store, read once and unchanged while they are asked."""

    def get(self, model: type[RecordType], identifier: str) -> RecordType | None:
        """Return the record of this type with this id, or None."""

    def find(
        self, model: type[RecordType], condition: Condition | None = None, naming: Sequence[str] = ()
    ) -> Sequence[RecordType]:
        """Return the records of a type that meet a condition, in the order of the store.

        Args:
            model: the type.
            condition: the condition.
            naming: ids that no record meets the condition without, so that others need not be looked into.
        """

    def each(self, model: type[RecordType]) -> Iterator[RecordType]:
        """Yield the records of a type in the order of the store, and keep none."""

    def mentioning(self, model: type[RecordType], identifier: str) -> Sequence[RecordType]:
        """Return the records of a type in which an id occurs as a value."""
