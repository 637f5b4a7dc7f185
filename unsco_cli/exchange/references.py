"""Names and addresses among the references of a record that was given in words."""

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import structs

from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.changes import Given
from unsco_cli.schema.identifiers import host_of, identifier_of
from unsco_cli.schema.places import mapped

# Returns the id of the record that a name means among some collections, or None.
Known = Callable[[str, tuple[str, ...]], str | None]

_SOURCES = ("sources",)
# So many addresses that would get the same id are told apart.
_MOST_ALIKE = 1000


def nobody(_name: str, _collections: tuple[str, ...]) -> None:
    """Know no name."""


class Meanings:
    """What the names in given records mean; an unknown address becomes a source, once.

    Args:
        known: finds the record that a name means.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._cited: dict[str, str] = {}
        self.sources: dict[str, Given] = {}

    def settled(self, given: Given) -> Given:
        """Return a record with ids where it has names; an unknown name stays as it is."""
        collection = COLLECTIONS[given.collection]
        fields = given.fields
        for reference in collection.references:
            put = partial(self._meant, reference.to, given.place)
            fields = mapped(fields, reference.path, collection.model, put)
        return structs.replace(given, fields=fields)

    def _meant(self, collections: tuple[str, ...], place: str, name: Any) -> Any:
        if not isinstance(name, str):
            return name
        found = self._known(name, collections)
        if found is None and collections == _SOURCES and "://" in name:
            found = self._cited.get(name) or self._new_source(name, place)
        return name if found is None else found

    def _new_source(self, address: str, place: str) -> str | None:
        """Return the id of a source made for an address, or None for an address that has no host."""
        identifier = self._free(identifier_of("sources", {"url": address}))
        host = host_of(address)
        if not host or identifier is None:
            return None
        fields = {"id": identifier, "url": address, "title": address, "publisher": host}
        self.sources[identifier] = Given("sources", identifier, fields, place)
        self._cited[address] = identifier
        return identifier

    def _free(self, wanted: str | None) -> str | None:
        """Return an id that no source has yet: the one wanted, or the same with a number."""
        if wanted is None:
            return None
        alike = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, _MOST_ALIKE))
        free = (one for one in alike if one not in self.sources and self._known(one, _SOURCES) is None)
        return next(free, None)
