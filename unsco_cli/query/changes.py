"""Timelines, and what changed between two days."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from unsco_cli.dates import Certainty, PartialDate, passed_between, took_place
from unsco_cli.query.answers import days_in_words, unsettled
from unsco_cli.query.happenings import KINDS, STATES, Entry, entries
from unsco_cli.query.names import resolve
from unsco_cli.query.question import CannotCombine, check_days
from unsco_cli.schema import Library, ResultSet, Row

TIMELINE = ("date", "kind", "collection", "id", "name", "detail")
TIMELINE_VITAL = ("date", "id", "name", "detail")
DIFFERENCE = ("date", "kind", "id", "name", "change", "before", "after", "act", "note", "certainty")


def timeline(
    library: Library,
    names: Iterable[str] | None,
    kinds: Iterable[str] = (),
    since: PartialDate | None = None,
    until: PartialDate | None = None,
    *,
    certain: bool = False,
) -> ResultSet:
    """Return what happened, in order of date; of records named, what they have a part in.

    Args:
        library: the records.
        names: records; everything if None.
        kinds: the kinds of entry; all if none is named.
        since: entries that end on this day or later.
        until: entries that begin on this day or earlier.
        certain: whether what the dates don't settle is left out.

    Raises:
        UnknownName, AmbiguousName: a name is not known, or means several records.
        CannotCombine: the first day is after the last.
    """
    check_days(since, until)
    named = _named(library, names)
    judged = [
        (entry, took_place(entry.date, entry.end, since, until))
        for entry in entries(library, tuple(kinds) or KINDS, named)
    ]
    title = " ".join(("Timeline", *_of(named), *(days_in_words(since, until) or _span(judged))))
    columns = (*TIMELINE, "certainty") if since or until else TIMELINE
    result = _answer(title, columns, judged, certain=certain)
    return structs.replace(result, notes=unsettled([row.id for row in _open(result)]), vital=TIMELINE_VITAL)


def difference(
    library: Library,
    before: PartialDate,
    after: PartialDate,
    names: Iterable[str] | None,
    *,
    certain: bool = False,
) -> ResultSet:
    """Return what changed between two days: statuses, the chair and offices.

    A change is counted from its first day on, so what is so on the first of the two days is not in the
    answer, and what has become so by the second is.

    Args:
        library: the records.
        before: the first of the days.
        after: the second.
        names: records that the changes are about; all if None.
        certain: whether what the dates don't settle is left out.

    Raises:
        UnknownName, AmbiguousName: a name is not known, or means several records.
        CannotCombine: the first day is after the second.
    """
    if before.first > after.last:
        raise CannotCombine(f"{before} is after {after}; turn them round")
    named = _named(library, names)
    judged = [(entry, passed_between(entry.date, before, after)) for entry in entries(library, STATES, named)]
    title = " ".join(("Changes", *_of(named), f"from {before} to {after}"))
    result = _answer(title, DIFFERENCE, judged, certain=certain)
    return structs.replace(
        result,
        notes=tuple(_reasons(_open(result), before, after)),
        grouped=("date", "kind"),
        beneath=("act", "note"),
    )


def _named(library: Library, names: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(dict.fromkeys(resolve(library, name)[1].id for name in names))


def _of(named: tuple[str, ...] | None) -> Iterator[str]:
    if named:
        yield f"of {', '.join(named)}"


def _span(judged: Sequence[tuple[Entry, Certainty]]) -> Iterator[str]:
    if judged:
        yield from days_in_words(judged[0][0].date, judged[-1][0].date)


def _answer(
    title: str,
    columns: tuple[str, ...],
    judged: list[tuple[Entry, Certainty]],
    *,
    certain: bool,
) -> ResultSet:
    rows = tuple(
        Row({**entry.cells(), "certainty": certainty.value}, entry.record)
        for entry, certainty in judged
        if certainty.admitted(certain=certain)
    )
    result = ResultSet(
        title=title,
        columns=columns,
        available=tuple(dict.fromkeys((*columns, *TIMELINE, *DIFFERENCE))),
        rows=rows,
        empty="Nothing is on record.",
        whole=False,
    )
    return structs.replace(result, implied=() if _open(result) else ("certainty",))


def _open(result: ResultSet) -> list[Row]:
    return [row for row in result.rows if row.cell("certainty") == Certainty.UNKNOWN.value]


def _reasons(rows: Sequence[Row], before: PartialDate, after: PartialDate) -> Iterator[str]:
    """Yield what is open, by the day asked about that leaves it so, or by the dates on record."""
    for day in dict.fromkeys((before, after, None)):
        left_open = [row.id for row in rows if _left_open_by(row.cell("date"), before, after) == day]
        yield from unsettled(left_open, day)


def _left_open_by(date: PartialDate, before: PartialDate, after: PartialDate) -> PartialDate | None:
    """Return the day asked about that leaves open whether a change on a date lies between the two, if any."""
    if not before.is_day and before.last >= date.first:
        return before
    return after if not after.is_day and date.last > after.first else None
