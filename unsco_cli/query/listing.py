"""Lists: a whole collection, who held a status, who was at an event."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from unsco_cli.dates import Certainty, PartialDate, running_on
from unsco_cli.errors import UsageError
from unsco_cli.models import Base, Delegation, Event, StatusPeriod
from unsco_cli.query.names import resolve
from unsco_cli.query.question import Filters, condition
from unsco_cli.schema import (
    DATED,
    PERIOD,
    VIEWS,
    Library,
    ResultSet,
    Row,
    View,
)


class Question(Struct, frozen=True):
    """What is asked of a list.

    Args:
        view: what is listed.
        as_of: the day it is asked for.
        event: the name of the event it is asked for.
        filters: which events, for the view of events.
        names: names of delegations, for the views of statuses; all of them if empty.
    """

    view: View
    as_of: PartialDate | None = None
    event: str | None = None
    filters: Filters = Filters()
    names: tuple[str, ...] = ()


class CannotCombine(UsageError):
    """Two parts of a question exclude each other, or one has no meaning for what is listed."""


def listing(library: Library, question: Question) -> ResultSet:
    """Answer a question for a list.

    Raises:
        CannotCombine: the question contradicts itself.
        UnknownName, AmbiguousName: a name in it can't be told.
    """
    view = question.view
    _check(question)
    if question.event is not None:
        return _at_event(library, view, question.event)
    if view.collection == "events":
        return _events(library, question)
    if question.as_of is not None:
        return _held_on(library, question, question.as_of)
    if view.statuses:
        return _histories(library, question)
    rows = [Row({}, record) for record in library.find(view.kept_in.model)]
    return _result(view, view.title, view.columns, rows)


def _check(question: Question) -> None:
    view = question.view
    if question.event is not None and question.as_of is not None:
        raise CannotCombine("--event has its own day; leave out --as-of or --event")
    if question.as_of is not None and not view.as_of:
        dated = ", ".join(name for name, other in VIEWS.items() if other.as_of)
        raise CannotCombine(f"--as-of has no meaning for {view.name}; it works for {dated}")
    if question.filters != Filters() and (view.collection != "events" or question.event):
        raise CannotCombine(
            "--from, --to, --topic, --kind, --series, --city, --country and --with choose among events; "
            f"found them with {view.name}{' --event' if question.event else ''}: use 'list events'"
        )


def _events(library: Library, question: Question) -> ResultSet:
    view, filters, day = question.view, question.filters, question.as_of
    found = library.find(Event, condition(library, filters))
    dated = [(event, _within(event, filters, day)) for event in found]
    rows = [
        Row({"certainty": certainty.value} if day else {}, event)
        for event, certainty in dated
        if certainty is not Certainty.NO
    ]
    unknown = [event.id for event, certainty in dated if certainty is Certainty.UNKNOWN]
    title = f"{view.title} {_days_asked(filters, day)}".strip()
    columns = view.as_of if day else view.columns
    result = _result(view, title, columns, rows, ("certainty",) if day else ())
    return structs.replace(result, empty="No event matches.", notes=_unsettled(unknown))


def _within(event: Event, filters: Filters, day: PartialDate | None) -> Certainty:
    """Tell whether an event took place on the day and in the days asked for."""
    answers = [Certainty.YES]
    if day is not None:
        answers.append(running_on(day, event.start, event.end))
    if filters.since is not None:
        # Its last day is on or after the first day asked for.
        final = event.end or event.start
        answers.append(_at_least(final, filters.since))
    if filters.until is not None:
        answers.append(_at_most(event.start, filters.until))
    for certainty in (Certainty.NO, Certainty.UNKNOWN):
        if certainty in answers:
            return certainty
    return Certainty.YES


def _at_least(date: PartialDate, bound: PartialDate) -> Certainty:
    if date.first >= bound.first:
        return Certainty.YES
    return Certainty.UNKNOWN if date.last >= bound.first else Certainty.NO


def _at_most(date: PartialDate, bound: PartialDate) -> Certainty:
    if date.last <= bound.last:
        return Certainty.YES
    return Certainty.UNKNOWN if date.first <= bound.last else Certainty.NO


def _days_asked(filters: Filters, day: PartialDate | None) -> str:
    words = (("on", day), ("from", filters.since), ("to", filters.until))
    return " ".join(f"{word} {date}" for word, date in words if date is not None)


def _histories(library: Library, question: Question) -> ResultSet:
    view = question.view
    rows = [
        Row(_cells(period), delegation)
        for delegation in _delegations(library, question)
        for period in delegation.statuses
        if period.status in view.statuses
    ]
    return _result(view, f"{view.title}, whole history", view.columns, rows, PERIOD)


def _held_on(library: Library, question: Question, day: PartialDate) -> ResultSet:
    view = question.view
    asked = [
        (delegation, period)
        for delegation in _delegations(library, question)
        for period in delegation.statuses
        if not view.statuses or period.status in view.statuses
    ]
    rows = [
        Row({**_cells(period), "certainty": certainty.value}, delegation)
        for delegation, period in asked
        if (certainty := period.on(day)) is not Certainty.NO
    ]
    unknown = [row.id for row in rows if row.cells["certainty"] != Certainty.YES.value]
    result = _result(view, f"{view.title} on {day}", view.as_of, rows, DATED)
    return structs.replace(
        result,
        empty="" if rows else _nobody(view, day, [period for _, period in asked]),
        notes=_unsettled(list(dict.fromkeys(unknown)), f" on {day}"),
    )


def _delegations(library: Library, question: Question) -> Sequence[Delegation]:
    if not question.names:
        return library.find(Delegation)
    return [
        record
        for name in question.names
        if isinstance(record := resolve(library, name, "delegations")[1], Delegation)
    ]


def _nobody(view: View, day: PartialDate, periods: list[StatusPeriod]) -> str:
    """Return why a table of a day is empty: not yet, no longer, or not at all."""
    what = view.singular.replace("-", " ") if len(view.statuses) == 1 else "such"
    begun = [period for period in periods if period.since.first <= day.last]
    ended = [period.until for period in begun if period.until is not None]
    if not periods:
        return "No status with the SCO is on record."
    if not begun:
        return f"The first {what} status began on {min(period.since for period in periods)}."
    return f"No {what} status is held on {day}: the last one ended on {max(ended)}."


def _at_event(library: Library, view: View, name: str) -> ResultSet:
    event = resolve(library, name, "events")[1]
    assert isinstance(event, Event)
    rows = [
        Row(cells, record)
        for identifier, cells in _taking_part(event, view)
        if (record := library.get(view.kept_in.model, identifier)) is not None
    ]
    if view.collection == "delegations":
        rows = [_with_status(row, event) for row in rows]
    title = f"{view.title} {view.event_word} {event.id} ({event.date})"
    return _result(view, title, view.at_event, rows, sort=view.sort_at_event)


def _taking_part(event: Event, view: View) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the ids that an event names for a view, each with what is said of it there."""
    for part in event.value_of(view.event_field):
        if not isinstance(part, Base):
            yield part, {}
        elif not view.statuses or part.value_of("capacity") in view.statuses:
            yield part.value_of("id"), {name: part.value_of(name) for name in part.fields()}


def _with_status(row: Row, event: Event) -> Row:
    """Add the status that a delegation held on the first day of the event."""
    assert isinstance(row.record, Delegation)
    held = row.record.statuses_on(event.start)
    certain = [period.status for period, certainty in held if certainty is Certainty.YES]
    status = certain[0] if certain else "unknown" if held else None
    return Row({**row.cells, "status": status}, row.record)


def _cells(period: StatusPeriod) -> dict[str, Any]:
    return {name: getattr(period, name) for name in PERIOD}


def _unsettled(identifiers: list[str], asked: str = "") -> tuple[str, ...]:
    if not identifiers:
        return ()
    return (f"unknown{asked}, a date is not precise enough: {', '.join(identifiers)}",)


def _result(
    view: View,
    title: str,
    columns: tuple[str, ...],
    rows: list[Row],
    extra: tuple[str, ...] = (),
    sort: str | None = None,
) -> ResultSet:
    available = tuple(dict.fromkeys((*columns, *extra, *view.kept_in.columns)))
    return ResultSet(title, columns, available, tuple(rows)).sort(sort or view.sort)
