"""Which events took place, when, on what, and with whom."""

from collections.abc import Sequence

from msgspec import structs

from unsco_cli.dates import Certainty, PartialDate, least_certain, running_on, took_place
from unsco_cli.models import Event, days
from unsco_cli.query.answers import answer, number, unsettled
from unsco_cli.query.question import Filters, Question
from unsco_cli.schema import Library, ResultSet, Row


def events(library: Library, question: Question) -> ResultSet:
    """Return the events that a question asks for; where it asks for days, with how certain each is.

    Raises:
        UnknownName, AmbiguousName, UnknownKind, EmptyFilter: a filter can't be told.
    """
    view, filters, day = question.view, question.filters, question.as_of
    judged = chosen(library, filters, day)
    asks_for_days = day is not None or filters.since is not None or filters.until is not None
    rows = [
        Row({"certainty": certainty.value} if asks_for_days else {}, event)
        for event, certainty in judged
        if question.admits(certainty)
    ]
    unknown = [row.id for row in rows if row.cells.get("certainty") == Certainty.UNKNOWN.value]
    columns = view.as_of if asks_for_days else view.columns
    title = " ".join((view.title, *in_words(filters, day)))
    result = answer(view, title, columns, rows)
    return structs.replace(result, empty="No event matches.", notes=unsettled(unknown, day))


def chosen(
    library: Library, filters: Filters, day: PartialDate | None = None
) -> list[tuple[Event, Certainty]]:
    """Return the events that match, each with how certain it is that it took place in the days asked for.

    Raises:
        UnknownName, AmbiguousName, UnknownKind, EmptyFilter: a filter can't be told.
    """
    found = _found(library, filters)
    judged = ((event, _within(event, filters, day)) for event in found)
    return [answer for answer in judged if answer[1] is not Certainty.NO]


def _found(library: Library, filters: Filters) -> Sequence[Event]:
    """Return the events that meet the filters on fields."""
    if structs.replace(filters, since=None, until=None) == Filters():
        return library.find(Event)
    # Loaded here because most questions have no filter on fields.
    from unsco_cli.query.conditions import sought  # noqa: PLC0415

    return library.find(Event, *sought(library, filters))


def _within(event: Event, filters: Filters, day: PartialDate | None) -> Certainty:
    """Tell whether an event took place on the day and in the days asked for."""
    return least_certain(
        running_on(day, event.start, event.end) if day else Certainty.YES,
        took_place(event.start, event.end, filters.since, filters.until),
    )


def counted(events: Sequence[Event]) -> str:
    """Return how many events there are, with their first and last day."""
    if not events:
        return number(0, "event")
    first = min(event.start for event in events)
    last = max(event.end or event.start for event in events)
    return f"{number(len(events), 'event')}, {days(first, last)}"


def in_words(filters: Filters, day: PartialDate | None = None) -> list[str]:
    """Return filters in words, for a title."""
    words: tuple[tuple[str, object], ...] = (
        ("on", day),
        ("from", filters.since),
        ("to", filters.until),
        ("of kind", " or ".join(filters.kinds)),
        ("of series", " or ".join(filters.series)),
        ("on topic", " and ".join(filters.topics)),
        ("in", " or ".join(filters.cities)),
        ("in", " or ".join(filters.countries)),
        ("with", " and ".join(filters.taking_part)),
        ("with", "the UN" if filters.un_involved else None),
        ("without", "the UN" if filters.un_involved is False else None),
    )
    return [f"{word} {asked}" for word, asked in words if asked]
