"""Who came to which events, in what capacity: a row for each time, or a matrix."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from unsco_cli.dates import Certainty
from unsco_cli.models import Appearance, Base, Delegation, Event, Participant, Record
from unsco_cli.query.answers import VITAL, unsettled
from unsco_cli.query.events import chosen, counted, in_words
from unsco_cli.query.names import resolve
from unsco_cli.query.presence import GROUPED_AS
from unsco_cli.query.question import TOOK_PART, Filters, Who, check_days
from unsco_cli.query.statuses import status_on
from unsco_cli.schema import COLLECTIONS, Called, Cell, Library, ResultSet, Row
from unsco_cli.schema.charts import Matrix, Presence

# What a row says besides who and where.
_SAID = {
    "delegations": ("capacity", "part", "status"),
    "agencies": ("capacity", "part"),
    "people": ("part", "post", "on_behalf_of"),
}
# Capacities in which only who has that status comes.
_SAYING_STATUS = ("member", "observer", "dialogue-partner", "partner")

Times = tuple[Record, Event, Base]


class Attendance(Base, frozen=True, kw_only=True):
    """Which attendance is asked for.

    Args:
        who: delegations, agencies or people.
        names: some of them; all if None.
        filters: at which events.
        certain: whether events that the dates leave open are left out.
        wide: whether it is told as a matrix.
    """

    who: Who = "delegations"
    names: tuple[str, ...] | None = None
    filters: Filters = Filters()
    certain: bool = False
    wide: bool = False


def attendance(library: Library, asked: Attendance) -> ResultSet:
    """Return who came to which events, in what capacity and with what part.

    Raises:
        UnknownName, AmbiguousName, UnknownKind, EmptyFilter: a name or a filter can't be told.
        CannotCombine: the first day is after the last.
    """
    check_days(asked.filters.since, asked.filters.until)
    names = asked.names
    named = None if names is None else {resolve(library, name, asked.who)[1].id for name in names}
    judged = chosen(library, asked.filters)
    unsure = {event.id for event, certainty in judged if certainty is Certainty.UNKNOWN}
    events = [event for event, certainty in judged if certainty.admitted(certain=asked.certain)]
    events.sort(key=lambda event: (event.start, event.id))
    times = [
        one
        for event in events
        for one in _present(library, event, asked.who)
        if named is None or one[0].id in named
    ]
    came = {record.id for record, _, _ in times}
    seen = list({event.id: event for _, event, _ in times}.values())
    title = " ".join((f"Attendance of {asked.who}", *in_words(asked.filters)))
    title = f"{title}: {len(came)} at {counted(seen)}"
    unknown = [event.id for _, event, _ in times if event.id in unsure]
    told = _matrix(title, asked.who, times) if asked.wide else _rows(title, asked, times, unknown)
    return structs.replace(told, notes=(*unsettled(unknown), *_left_out(library, events, asked.who)))


def _present(library: Library, event: Event, who: Who) -> Iterator[Times]:
    model = COLLECTIONS[who].model
    parts: Iterable[Participant | Appearance] = event.people if who == "people" else event.participants
    for part in parts:
        record = library.get(model, part.id)
        if record is not None:
            yield record, event, part


def _left_out(library: Library, events: Sequence[Event], who: Who) -> Iterator[str]:
    """Yield what a reader has to know of those who came and are in no row."""
    capacities = GROUPED_AS.get(who, ())
    grouped = [event.id for event in events if any(one.capacity in capacities for one in event.groups)]
    if grouped:
        yield f"named as a group, and not counted, at {', '.join(grouped)}"
    named = (
        part.id for event in events for part in (event.people if who == "people" else event.participants)
    )
    places = [COLLECTIONS[name].model for name in TOOK_PART]
    missing = [one for one in dict.fromkeys(named) if not any(library.get(place, one) for place in places)]
    if missing:
        yield f"named there, but not in the store: {', '.join(missing)}"


def _rows(title: str, asked: Attendance, times: Sequence[Times], unknown: Sequence[str]) -> ResultSet:
    singular = COLLECTIONS[asked.who].singular
    ordered = sorted(times, key=lambda one: (one[0].id, one[1].start, one[1].id))
    dated = asked.filters.since or asked.filters.until
    columns = (singular, "event", *_SAID[asked.who], *(("certainty",) if dated else ()))
    more = ("date", "name", "named" if asked.who != "people" else "note", "certainty")
    return ResultSet(
        title=title,
        columns=columns,
        available=tuple(dict.fromkeys((*columns, *more))),
        rows=tuple(
            Row(
                {
                    singular: record.id,
                    **_cells(record, event, part),
                    "certainty": (Certainty.UNKNOWN if event.id in unknown else Certainty.YES).value,
                },
                record,
            )
            for record, event, part in ordered
        ),
        empty="Nobody is on record.",
        vital=(*VITAL, "event"),
        whole=False,
        implied=() if unknown else ("certainty",),
    )


def _cells(record: Record, event: Event, part: Base) -> dict[str, Cell]:
    said = {name: part.value_of(name) for name in part.field_names() if name != "id"}
    held = status_on(record, event.start) if isinstance(record, Delegation) else None
    return {
        "event": event.id,
        "date": event.date,
        "name": Called(record=record, day=event.start),
        "status": held,
        **said,
    }


def _matrix(title: str, who: Who, times: Sequence[Times]) -> ResultSet:
    singular = COLLECTIONS[who].singular
    key = (singular, "name", "total")
    events = tuple(dict.fromkeys(_column(event, key) for _, event, _ in times))
    cells: dict[str, dict[str, tuple[Presence, ...]]] = {}
    records = {}
    for record, event, part in times:
        records[record.id] = record
        row = cells.setdefault(record.id, {})
        column = _column(event, key)
        row[column] = (*row.get(column, ()), _presence(record, event, part))
    rows = tuple(
        Row(
            {
                singular: identifier,
                "name": Called(record=records[identifier]),
                "total": len(cells[identifier]),
                **{event: cells[identifier].get(event, ()) for event in events},
            },
            records[identifier],
        )
        for identifier in sorted(cells)
    )
    return ResultSet(
        title=title,
        columns=(*key, *events),
        available=(*key, *events),
        rows=rows,
        empty="Nobody is on record.",
        vital=key,
        whole=False,
        chart=Matrix(key),
    )


def _column(event: Event, key: Sequence[str]) -> str:
    """Return what the column of an event is called: by its id, if no other column is called so."""
    return f"events/{event.id}" if event.id in key else event.id


def _presence(record: Record, event: Event, part: Base) -> Presence:
    capacity = part.value_of("capacity") if isinstance(part, Participant) else None
    return Presence(capacity=capacity, part=part.value_of("part"), status=_differing(record, event, capacity))


def _differing(record: Record, event: Event, capacity: str | None) -> str | None:
    """Return the status that a delegation had on the day, where the capacity does not say it."""
    if not isinstance(record, Delegation):
        return None
    held = status_on(record, event.start)
    if held is None:
        return "none" if capacity in _SAYING_STATUS else None
    return held if held != capacity else None
