"""Events counted by what they have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from msgspec import Struct

from unsco_cli.dates import Certainty
from unsco_cli.models import Delegation, Event, Record
from unsco_cli.query.answers import VITAL, unsettled
from unsco_cli.query.events import chosen, counted, in_words
from unsco_cli.query.names import by_id
from unsco_cli.query.question import CannotCombine, Filters, check_days
from unsco_cli.query.statuses import status_on
from unsco_cli.schema import Called, Cell, Library, ResultSet, Row
from unsco_cli.schema.charts import Bars

_MOST_DIMENSIONS = 2


class Dimension(Struct, frozen=True):
    """Something that events can be counted by.

    Args:
        values: returns what an event has of it: one value, several, or none.
        collection: the collection whose ids the values are, where they are ids.
        in_order: whether its values have an order of their own; the most frequent come first otherwise.
    """

    values: Callable[[Library, Event], Iterable[str | None]]
    collection: str = ""
    in_order: bool = False


def _participants(collection: str) -> Callable[[Library, Event], Iterator[str]]:
    def named(library: Library, event: Event) -> Iterator[str]:
        return (part.id for part in event.participants if by_id(library, part.id, (collection,)))

    return named


def _statuses(library: Library, event: Event) -> Iterator[str]:
    delegations = (library.get(Delegation, part.id) for part in event.participants)
    return (status_on(one, event.start) or "none" for one in delegations if one is not None)


DIMENSIONS = {
    "kind": Dimension(lambda _, event: (event.kind,)),
    "year": Dimension(lambda _, event: (str(event.start)[:4],), in_order=True),
    "topic": Dimension(lambda _, event: event.topics, "topics"),
    "city": Dimension(lambda _, event: (event.city,)),
    "country": Dimension(lambda _, event: (event.country,), "delegations"),
    "series": Dimension(lambda _, event: (event.series,)),
    "delegation": Dimension(_participants("delegations"), "delegations"),
    "agency": Dimension(_participants("agencies"), "agencies"),
    "person": Dimension(lambda _, event: (one.id for one in event.people), "people"),
    "status": Dimension(_statuses),
}


def statistics(library: Library, by: Sequence[str], filters: Filters, *, certain: bool = False) -> ResultSet:
    """Return how many events there are of each value of one dimension, or of each pair of values of two.

    An event with several values counts once for each; one with none counts for none, as an empty value.

    Args:
        library: the records.
        by: one or two of ``DIMENSIONS``; years if none.
        filters: which events are counted.
        certain: whether events that the dates leave open are left out.

    Raises:
        UnknownName, AmbiguousName, UnknownKind, EmptyFilter: a filter can't be told.
        CannotCombine: there are more than two dimensions, or the first day is after the last.
    """
    check_days(filters.since, filters.until)
    dimensions = tuple(dict.fromkeys(by)) or ("year",)
    if len(dimensions) > _MOST_DIMENSIONS:
        raise CannotCombine(f"--by takes one or two, and found {', '.join(dimensions)}; leave one out")
    judged = chosen(library, filters)
    events = [event for event, certainty in judged if certainty.admitted(certain=certain)]
    unknown = [event.id for event, certainty in judged if certainty is Certainty.UNKNOWN]
    counts = _counts(library, dimensions, events)
    columns = tuple(name for one in dimensions for name in _columns(one))
    return ResultSet(
        title=f"{' '.join(('Events by', ' and '.join(dimensions), *in_words(filters)))}: {counted(events)}",
        columns=(*columns, "count", "share"),
        available=(*columns, "count", "share"),
        rows=tuple(_row(library, dimensions, key, counts[key], len(events)) for key in counts),
        empty="No event matches.",
        notes=() if certain else unsettled(unknown),
        vital=(*VITAL, "count", "share"),
        whole=False,
        chart=Bars("count"),
    )


Key = tuple[str | None, ...]


def _counts(library: Library, dimensions: tuple[str, ...], events: Sequence[Event]) -> dict[Key, int]:
    """Return the count of each value or pair of values, in the order in which they are told."""
    counts: dict[Key, int] = {}
    alone: dict[tuple[str, str | None], int] = {}
    for event in events:
        had = [_values(library, dimension, event) for dimension in dimensions]
        for key in product(*had):
            counts[key] = counts.get(key, 0) + 1
        for dimension, values in zip(dimensions, had, strict=True):
            for value in values:
                alone[dimension, value] = alone.get((dimension, value), 0) + 1

    def order(key: Key) -> tuple[object, ...]:
        return tuple(_order(one, value, alone) for one, value in zip(dimensions, key, strict=True))

    return {key: counts[key] for key in sorted(counts, key=order)}


def _order(
    dimension: str, value: str | None, alone: dict[tuple[str, str | None], int]
) -> tuple[bool, int, str]:
    often = 0 if DIMENSIONS[dimension].in_order else -alone[dimension, value]
    return value is None, often, value or ""


def _values(library: Library, dimension: str, event: Event) -> tuple[str | None, ...]:
    return tuple(dict.fromkeys(DIMENSIONS[dimension].values(library, event))) or (None,)


def _columns(dimension: str) -> tuple[str, ...]:
    return (dimension, f"{dimension}_name") if DIMENSIONS[dimension].collection else (dimension,)


def _row(library: Library, dimensions: tuple[str, ...], key: Key, count: int, total: int) -> Row:
    cells: dict[str, Cell] = {}
    spoken_of: Record | None = None
    for dimension, value in zip(dimensions, key, strict=True):
        cells[dimension] = value
        collection = DIMENSIONS[dimension].collection
        record = by_id(library, value, (collection,)) if collection and value else None
        if collection:
            cells[f"{dimension}_name"] = Called(record=record) if record else None
        spoken_of = spoken_of or record
    return Row({**cells, "count": count, "share": round(100 * count / total, 1)}, spoken_of)
