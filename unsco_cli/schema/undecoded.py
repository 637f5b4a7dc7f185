"""The records of a collection as they stand in a file, each decoded when it is looked at."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

import msgspec

from unsco_cli.plain import read
from unsco_cli.schema.layout import Extent
from unsco_cli.schema.partial import fields_reader

Fields = Mapping[str, Any]


class Undecoded(Mapping[str, Fields]):
    """The records of a collection by their keys; one that was decoded stays so.

    Args:
        records: the undecoded records, each of which is a JSON object.
        extent: where they stand in the text of a store.
    """

    def __init__(self, records: Mapping[str, msgspec.Raw], extent: Extent) -> None:
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
        """Yield the keys of the records in which one of some ids occurs as a value, each once."""
        # All records at once: to look into each by itself takes four times as long.
        values = map(msgspec.json.encode, identifiers)
        yield from dict.fromkeys(chain.from_iterable(map(self._extent.holding, values)))

    def fields(self, names: tuple[str, ...]) -> Iterator[tuple[str, Fields]]:
        """Yield each record with some of its fields, those it has; nothing is kept of them.

        Args:
            names: the fields, by their names in the store.
        """
        read_fields = fields_reader(*names)
        yield from ((key, read_fields(raw)) for key, raw in self.records.items())
