"""The records of a collection as they stand in a file, each decoded when it is looked at."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from typing import Any

import msgspec

from unsco_cli.plain import read
from unsco_cli.schema.layout import Extent
from unsco_cli.schema.partial import beginning, fields_reader

Fields = Mapping[str, Any]


class Undecoded(Mapping[str, Fields]):
    """The records of a collection by their keys; one that was decoded stays so.

    Args:
        records: the undecoded records, each of which is a JSON object.
        extent: where they stand in the text of a store, if that is known.
    """

    def __init__(self, records: Mapping[str, msgspec.Raw], extent: Extent | None = None) -> None:
        self.records = records
        self._extent = extent
        self._decoded: dict[str, Fields] = {}

    def __getitem__(self, key: str) -> Fields:
        if key not in self._decoded:
            self._decoded[key] = read(bytes(self.records[key])).value
        return self._decoded[key]

    def __contains__(self, key: object) -> bool:
        return key in self.records

    def __iter__(self) -> Iterator[str]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def naming(self, identifiers: Collection[str]) -> Iterator[str]:
        """Yield the keys of the records in which one of some ids occurs as a value."""
        values = [msgspec.json.encode(identifier) for identifier in identifiers]
        if self._extent is not None:
            # At once: to look into every record by itself takes four times as long.
            yield from dict.fromkeys(chain.from_iterable(map(self._extent.holding, values)))
            return
        for key, raw in self.records.items():
            text = bytes(raw)
            if any(value in text for value in values):
                yield key

    def fields(
        self, names: tuple[str, ...], worth: Callable[[str], bool] = lambda _text: True
    ) -> Iterator[tuple[str, Fields]]:
        """Yield each record with some of its fields, those it has; nothing is kept of them.

        Args:
            names: the fields, by their names in the store.
            worth: tells of a text in which these stand, whether they are wanted; it may not be asked.
        """
        read_fields, begins = fields_reader(*names), beginning(*names)
        for key, raw in self.records.items():
            begun = begins(raw)
            if begun is None or worth(begun[0].decode()):
                yield key, read_fields(raw)
