"""Timelines, and what changed between two days."""

from collections.abc import Iterable, Iterator

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
    names: Iterable[str],
    kinds: Iterable[str] = (),
    since: PartialDate | None = None,
    until: PartialDate | None = None,
    *,
    certain: bool = False,
) -> ResultSet:
    """Return what happened, in order of date; of records named, what they have a part in.

    Args:
        library: the records.
        names: records; everything if none is named.
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
    title = " ".join(("Timeline", *_of(named), *days_in_words(since, until)))
    return structs.replace(_answer(title, TIMELINE, judged, None, certain=certain), vital=TIMELINE_VITAL)


def difference(
    library: Library, before: PartialDate, after: PartialDate, names: Iterable[str], *, certain: bool = False
) -> ResultSet:
    """Return what changed between two days: statuses, the chair and offices.

    A change is counted from its first day on, so what is so on the first of the two days is not in the
    answer, and what has become so by the second is.

    Args:
        library: the records.
        before: the first of the days.
        after: the second.
        names: records that the changes are about; all if none is named.
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
    imprecise = next((day for day in (before, after) if not day.is_day), None)
    result = _answer(title, DIFFERENCE, judged, imprecise, certain=certain)
    unsettled_rows = any(row.cells["certainty"] != Certainty.YES.value for row in result.rows)
    return structs.replace(
        result,
        implied=() if unsettled_rows else ("certainty",),
        grouped=("date", "kind"),
        beneath=("act", "note"),
    )


def _named(library: Library, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(resolve(library, name)[1].id for name in names))


def _of(named: tuple[str, ...]) -> Iterator[str]:
    if named:
        yield f"of {', '.join(named)}"


def _answer(
    title: str,
    columns: tuple[str, ...],
    judged: list[tuple[Entry, Certainty]],
    imprecise: PartialDate | None,
    *,
    certain: bool,
) -> ResultSet:
    admitted = (Certainty.YES,) if certain else (Certainty.YES, Certainty.UNKNOWN)
    found = [(entry, certainty) for entry, certainty in judged if certainty in admitted]
    rows = tuple(
        Row({**entry.cells(), "certainty": certainty.value}, entry.record) for entry, certainty in found
    )
    unknown = [entry.record.id for entry, certainty in found if certainty is Certainty.UNKNOWN]
    available = tuple(dict.fromkeys((*columns, *TIMELINE, *DIFFERENCE)))
    return ResultSet(
        title=title,
        columns=columns,
        available=available,
        rows=rows,
        empty="Nothing is on record.",
        notes=unsettled(unknown, imprecise),
        whole=False,
    )
