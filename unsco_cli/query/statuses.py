"""Who held a status: over the years, and on a day."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import structs

from unsco_cli.dates import Certainty, PartialDate, held_on, held_within
from unsco_cli.models import Delegation, Status, StatusPeriod
from unsco_cli.query.answers import answer, unsettled
from unsco_cli.query.names import resolve
from unsco_cli.query.question import CannotCombine, Question, check_days
from unsco_cli.schema import DATED, PERIOD, Called, Cell, Library, ResultSet, Row, View
from unsco_cli.schema.charts import Years

NO_STATUS = "No status with the SCO is on record."

Held = tuple[Delegation, StatusPeriod]


def histories(library: Library, question: Question) -> ResultSet:
    """Return every period in which a status was held, a row each.

    Raises:
        UnknownName, AmbiguousName: a delegation named can't be told.
    """
    view = question.view
    rows = [Row(_cells(period), delegation) for delegation, period in _periods(library, question)]
    title = f"{view.title}, whole history"
    result = answer(view, title, view.columns, rows, computed=PERIOD, sort=_order(question))
    return structs.replace(result, empty=NO_STATUS)


def held(library: Library, question: Question, day: PartialDate) -> ResultSet:
    """Return who held a status on a day, or may have.

    Raises:
        UnknownName, AmbiguousName: a delegation named can't be told.
    """
    view = question.view
    asked = list(_periods(library, question))
    rows = [
        Row(
            {"name": Called(record=delegation, day=day), **_cells(period), "certainty": certainty.value},
            delegation,
        )
        for delegation, period in asked
        if question.admits(certainty := period.on(day))
    ]
    title = f"{view.title if view.statuses else f'{view.title} with a status'} on {day}"
    result = answer(view, title, view.as_of, rows, computed=DATED, sort=_order(question))
    return structs.replace(
        result,
        empty="" if rows else _nobody(view, day, [period for _, period in asked]),
        notes=() if question.certain else unsettled(_open(asked, day), day),
    )


def history(
    library: Library,
    question: Question,
    since: PartialDate | None = None,
    until: PartialDate | None = None,
) -> ResultSet:
    """Return the periods in which a status was held, to be drawn by years; or who held one on a day.

    Args:
        library: the records.
        question: the view of statuses, the delegations, and the day if one is asked for.
        since: periods that reach this day.
        until: periods that begin by this day.

    Raises:
        UnknownName, AmbiguousName: a delegation named can't be told.
        CannotCombine: the days contradict each other.
    """
    check_days(since, until)
    if question.as_of is not None:
        if since or until:
            raise CannotCombine("--as-of is one day; leave it out, or --from and --to")
        return held(library, question, question.as_of)
    result = histories(library, question)
    if since or until:
        result = _within(result, question, since, until)
    listed = question.names is not None
    return structs.replace(result, chart=_years(library, result.rows, since, until, listed=listed))


def _within(
    result: ResultSet, question: Question, since: PartialDate | None, until: PartialDate | None
) -> ResultSet:
    """Return the periods that touch some days, or may, with how certain that is."""
    judged = [(row, held_within(row.cell("since"), row.cell("until"), since, until)) for row in result.rows]
    rows = tuple(
        Row({**row.cells, "certainty": certainty.value}, row.record)
        for row, certainty in judged
        if question.admits(certainty)
    )
    unknown = [row.id for row in rows if row.cell("certainty") == Certainty.UNKNOWN.value]
    return structs.replace(
        result,
        title=" ".join((question.view.title, *days_in_words(since, until))),
        columns=(*result.columns, "certainty"),
        available=tuple(dict.fromkeys((*result.available, "certainty"))),
        rows=rows,
        empty="No status is on record for these days." if result.rows else result.empty,
        notes=unsettled(unknown),
        implied=() if unknown else ("certainty",),
    )


def days_in_words(since: PartialDate | None, until: PartialDate | None) -> Iterator[str]:
    """Yield the days that are asked about in words, for a title."""
    yield from (f"{word} {day}" for word, day in (("from", since), ("to", until)) if day)


def _years(
    library: Library,
    rows: Sequence[Row],
    since: PartialDate | None,
    until: PartialDate | None,
    *,
    listed: bool,
) -> Years | None:
    """Return which years are drawn: to the last change on record, where nothing else is asked."""
    if not rows:
        return None
    periods = [period for delegation in library.find(Delegation) for period in delegation.statuses]
    latest = max(date.first.year for one in periods for date in (one.since, one.until) if date)
    earliest = min(row.cell("since").first.year for row in rows)
    first = since.first.year if since else earliest
    return Years(first, max(first, until.last.year if until else latest), listed=listed)


def status_on(delegation: Delegation, day: PartialDate) -> Status | Literal["unknown"] | None:
    """Return the status that a delegation held on a day; ``unknown`` where the dates leave it open."""
    held = delegation.statuses_on(day)
    certain = [period.status for period, certainty in held if certainty is Certainty.YES]
    return certain[0] if certain else "unknown" if held else None


def _periods(library: Library, question: Question) -> Iterable[Held]:
    statuses = question.view.statuses
    for delegation in _delegations(library, question):
        for period in delegation.statuses:
            if not statuses or period.status in statuses:
                yield delegation, period


def _delegations(library: Library, question: Question) -> Iterable[Delegation]:
    if question.names is None:
        return library.find(Delegation)
    named = (resolve(library, name, "delegations")[1] for name in question.names)
    # In the order in which they are named, each once.
    return {record.id: record for record in named if isinstance(record, Delegation)}.values()


def _order(question: Question) -> str | None:
    return None if question.names is None else ""


def _cells(period: StatusPeriod) -> dict[str, Cell]:
    return {name: period.value_of(name) for name in PERIOD}


def _open(asked: Sequence[Held], day: PartialDate) -> list[str]:
    """Return the delegations of which it is open whether they held any of the statuses asked for.

    One that passed from one of them to the next on an open day held one of them all the same.
    """
    identifiers = dict.fromkeys(delegation.id for delegation, _ in asked)
    return [identifier for identifier in identifiers if _is_open(identifier, asked, day)]


def _is_open(identifier: str, asked: Sequence[Held], day: PartialDate) -> bool:
    joined: list[tuple[PartialDate, PartialDate | None]] = []
    periods = (period for delegation, period in asked if delegation.id == identifier)
    for period in sorted(periods, key=lambda period: period.since):
        if joined and joined[-1][1] == period.since:
            joined[-1] = (joined[-1][0], period.until)
        else:
            joined.append((period.since, period.until))
    answers = [held_on(day, since, until) for since, until in joined]
    return Certainty.YES not in answers and Certainty.UNKNOWN in answers


def _nobody(view: View, day: PartialDate, periods: Sequence[StatusPeriod]) -> str:
    """Return why a table of a day is empty: not yet, no longer, or not at all."""
    what = f"{view.singular.replace('-', ' ')} status" if len(view.statuses) == 1 else "such status"
    begun = [period for period in periods if period.since.first <= day.last]
    ended = [period.until for period in begun if period.until is not None]
    if not periods:
        return NO_STATUS
    if not begun:
        return f"The first {what} began on {min(period.since for period in periods)}."
    if len(ended) < len(begun) or max(ended).last > day.first:
        return f"It is not certain of any delegation that it held {what} on {day}."
    return f"No {what} is held on {day}: the last one ended on {max(ended)}."
