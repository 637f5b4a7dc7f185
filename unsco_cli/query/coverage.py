"""How much of a store rests on sources, in numbers."""

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from msgspec import Struct

from unsco_cli.dates import PartialDate
from unsco_cli.schema import COLLECTIONS, Collection, Library, ResultSet, Row
from unsco_cli.schema.evidence import Fact, facts_of

By = Literal["collection", "year"]

UNDATED = "undated"


class Tally(Struct):
    """Facts counted by what they rest on; each value of a field is a fact."""

    facts: int = 0
    unsourced: int = 0
    one_source: int = 0
    several_sources: int = 0
    low_confidence: int = 0
    conflicting: int = 0

    def count(self, fact: Fact) -> None:
        """Count the values of a fact."""
        number = len(fact.values)
        self.facts += number
        self.unsourced += number * (fact.sources == 0)
        self.one_source += number * (fact.sources == 1)
        self.several_sources += number * (fact.sources > 1)
        self.low_confidence += number * (fact.confidence == "low")
        # A conflict about a list seldom concerns more than one of its values.
        self.conflicting += min(number, len(fact.conflicts))

    @property
    def sourced(self) -> float:
        """The share with at least one source, in percent; 100 only where none is without."""
        return (1000 * (self.facts - self.unsourced) // self.facts) / 10 if self.facts else 100.0


COUNTED = Tally.__struct_fields__


def coverage(library: Library, by: By) -> ResultSet:
    """Return how many facts rest on no source, one or several, and how many are unsure or disputed.

    Args:
        library: the records.
        by: what the facts are counted by. The year of a fact is that in which its status, chairmanship
            or post begins, or else that of its event or document.
    """
    tallies: dict[str, Tally] = {}
    total = Tally()
    for collection in COLLECTIONS.values():
        for fact in _facts(library, collection):
            key = collection.name if by == "collection" else _year(collection, fact)
            tallies.setdefault(key, Tally()).count(fact)
            total.count(fact)
    order = tallies if by == "collection" else sorted(tallies)
    rows = tuple(Row({by: key, **_cells(tallies[key])}) for key in order)
    columns = (by, *COUNTED, "sourced")
    return ResultSet(
        title=f"Coverage by {by}: {total.facts} facts{f', {total.sourced} % with a source' if rows else ''}",
        columns=columns,
        available=columns,
        rows=rows,
        empty="There are no facts in this store.",
        vital=("unsourced", "sourced"),
        whole=False,
    )


def _facts(library: Library, collection: Collection) -> Iterator[Fact]:
    if not collection.factual:
        return iter(())
    return chain.from_iterable(facts_of(collection, record) for record in library.find(collection.model))


def _year(collection: Collection, fact: Fact) -> str:
    date = fact.part.value_of("from") if fact.part is not None else None
    if date is None and collection.dated and fact.part is None:
        date = fact.record.value_of(collection.dated)
    return str(date)[:4] if isinstance(date, PartialDate) else UNDATED


def _cells(tally: Tally) -> dict[str, float]:
    return {name: getattr(tally, name) for name in (*COUNTED, "sourced")}
