"""Checks of dates and periods, and of what held on a day against what is recorded of it."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from unsco_cli.dates import Certainty, PartialDate
from unsco_cli.models import Chairmanship, Citation, Conflict, Participant, Status, StatusPeriod, typed
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.places import located, parts_of
from unsco_cli.validate.contents import Contents, Fields, typed_parts
from unsco_cli.validate.problems import Problem

# Where there are spans, whose last day is in: records themselves, and what they hold.
_SPANS = ("", "chairmanships.summit")

# The founders are members from the day of the founding declaration (Declaration on the Establishment of the
# SCO, Shanghai, 2001-06-15); observers and dialogue partners became partners by the decision of the Council
# of Heads of State, Tianjin, 2025-09-01.
FOUNDED = PartialDate("2001-06-15")
MERGED = PartialDate("2025-09-01")
# What may follow a status; nobody has gone back, and a membership is the end of the way.
_NEXT: dict[Status | None, tuple[Status, ...]] = {
    None: ("observer", "dialogue-partner", "partner"),
    "dialogue-partner": ("observer", "member", "partner"),
    "observer": ("member", "partner"),
    "partner": ("member",),
    "member": (),
}


def period_problems(contents: Contents) -> Iterator[Problem]:
    """Find periods that end before, or when, they begin, and spans whose last day comes before the first."""
    for name, collection in COLLECTIONS.items():
        # A period is half-open: its last day is the one before "until".
        periods = [field for field, part in collection.parts.items() if "until" in part.field_names()]
        for key, record in contents.records(name):
            for field in periods:
                for path, part in located(record, field):
                    since, until = _dates(part, "from", "until")
                    if since and until and until.last <= since.first:
                        yield Problem(name, key, path, f"it is over on {until}, before it begins on {since}")
            for field in _SPANS:
                for path, part in located(record, field) if field else (("", record),):
                    start, end = _dates(part, "start", "end")
                    if start and end and end.last < start.first:
                        place = f"{path}.end" if path else "end"
                        yield Problem(name, key, place, f"it ends on {end}, before it begins on {start}")


def precision_problems(contents: Contents) -> Iterator[Problem]:
    """Find dates that are more precise than any of the sources they rest on."""
    for name, key, field, date, citations in _dated(contents):
        given = [citation.dated for citation in citations if citation.dated is not None]
        if given and len(given) == len(citations) and all(len(str(one)) < len(str(date)) for one in given):
            told = ", ".join(dict.fromkeys(map(str, given)))
            yield Problem(name, key, field, f"it says {date}, and its sources say no more than {told}")


def disagreement_problems(contents: Contents) -> Iterator[Problem]:
    """Find sources that give another date than the record, where no conflict says so."""
    for name, key, field, date, citations in _dated(contents):
        record = contents.tables[name][key]
        told = typed_parts(record, "conflicts", Conflict, "field")
        if any(conflict.field == field for _, conflict in told):
            continue
        end = typed(record.get("end"), PartialDate) or date
        for citation in citations:
            given = citation.dated
            if given is not None and (given.last < date.first or given.first > end.last):
                yield Problem(name, key, field, f"it says {date}, and the source {citation.id} says {given}")


def _dated(contents: Contents) -> Iterator[tuple[str, str, str, PartialDate, Sequence[Citation]]]:
    """Yield each date that citations may give, too, with the citations it rests on."""
    for name, collection in COLLECTIONS.items():
        field = collection.dated
        for key, record in contents.records(name) if field else ():
            date = typed(record.get(field or ""), PartialDate)
            if field and date:
                cited = (
                    citation
                    for _, citation in typed_parts(record, "sources", Citation, "id", "fields", "dated")
                )
                yield name, key, field, date, [one for one in cited if one.covers(field)]


def gap_problems(contents: Contents) -> Iterator[Problem]:
    """Find time between two statuses of a delegation in which it held none."""
    for key, path, earlier, later in _successions(contents):
        if earlier.until is not None and earlier.until.last < later.since.first:
            message = (
                f"{earlier.status} was over on {earlier.until}, and {later.status} begins on {later.since}"
            )
            yield Problem("delegations", key, path, message)


def overlap_problems(contents: Contents) -> Iterator[Problem]:
    """Find a status that begins while the one before it still lasts."""
    for key, path, earlier, later in _successions(contents):
        if earlier.until is None or earlier.until.first > later.since.last:
            until = f"lasts until {earlier.until}" if earlier.until else "has no end"
            message = f"{later.status} begins on {later.since}, and {earlier.status} before it {until}"
            yield Problem("delegations", key, path, message)


def transition_problems(contents: Contents) -> Iterator[Problem]:
    """Find a status that can't follow the one before it, or can't begin on its day."""
    for key, record in contents.records("delegations"):
        before: Status | None = None
        for path, period in typed_parts(record, "statuses", StatusPeriod, "status", "from"):
            message = _impossible(before, period)
            if message:
                yield Problem("delegations", key, path, message)
            before = period.status


def _impossible(before: Status | None, period: StatusPeriod) -> str | None:
    if period.founding:
        founder = before is None and period.status == "member" and period.since == FOUNDED
        return None if founder else f"a founder is a member from {FOUNDED} on, and nothing before"
    if period.status not in _NEXT[before]:
        after = f"after {before}" if before else "without a status before it, other than for founders"
        return f"{period.status} can't come {after}"
    if period.status == "partner" and period.since.last < MERGED.first:
        return f"there are no partners before {MERGED}"
    if period.status in ("observer", "dialogue-partner") and period.since.first >= MERGED.first:
        return f"nobody becomes {period.status} after {MERGED}, when the status was merged into partner"
    return None


def _successions(contents: Contents) -> Iterator[tuple[str, str, StatusPeriod, StatusPeriod]]:
    """Yield each two statuses that follow each other, where the days of both can be told."""
    for key, record in contents.records("delegations"):
        every = [path for path, _ in parts_of(record.get("statuses"), "statuses")]
        sound = {path: period for path, period in _statuses(record) if not _is_reversed(period)}
        for before, path in pairwise(every):
            if before in sound and path in sound:
                yield key, path, sound[before], sound[path]


def _is_reversed(period: StatusPeriod) -> bool:
    """Tell whether a period is over before it begins, which the check of periods tells of."""
    return period.until is not None and period.until.last <= period.since.first


def _statuses(record: Fields) -> Iterator[tuple[str, StatusPeriod]]:
    return typed_parts(record, "statuses", StatusPeriod, "status", "from", "until")


def capacity_problems(contents: Contents) -> Iterator[Problem]:
    """Find delegations that came in another capacity than the status they held on that day.

    Who holds no status comes as a guest, and a host may have any. Of an event of several days every
    status counts that was held on one of them.
    """
    delegations = contents.tables.get("delegations", {})
    histories = cache(lambda identifier: _history(delegations[identifier]))
    for key, record in contents.records("events"):
        start, end = _dates(record, "start", "end")
        for path, one in typed_parts(record, "participants", Participant, "id", "capacity") if start else ():
            if start and one.capacity != "host" and one.id in delegations:
                expected = _capacities(histories(one.id), start, end or start)
                if expected and one.capacity not in expected:
                    held = " or ".join(expected).replace("guest", "none")
                    yield Problem(
                        "events", key, path, f"it came as {one.capacity}, and its status was {held}"
                    )


def _history(record: Fields) -> list[StatusPeriod] | None:
    """Return the statuses of a delegation, or None where one of them can't be read."""
    periods = [period for _, period in _statuses(record)]
    return periods if len(periods) == len(list(parts_of(record.get("statuses"), ""))) else None


def _capacities(periods: list[StatusPeriod] | None, start: PartialDate, end: PartialDate) -> list[str]:
    """Return in which capacities a delegation is to be expected; none where that is open."""
    if periods is None:
        return []
    within = [period.since for period in periods if start < period.since < end]
    found: dict[str, None] = {}
    for day in (start, *within, end):
        answers = {period.status: period.on(day) for period in periods if period.on(day) is not Certainty.NO}
        if Certainty.UNKNOWN in answers.values():
            return []
        found |= dict.fromkeys(answers or ("guest",))
    return list(found)


def chair_problems(contents: Contents) -> Iterator[Problem]:
    """Find events whose SCO chair did not hold the chairmanship on that day.

    The chair passes at the close of a summit: on that day it is held by the outgoing chair and the next.
    """
    for key, record in contents.records("events"):
        (start,) = _dates(record, "start")
        chair = record.get("chair")
        state = contents.tables.get("delegations", {}).get(str(chair))
        if start and state is not None:
            terms = [term for _, term in typed_parts(state, "chairmanships", Chairmanship, "from", "until")]
            if not any(_in_the_chair(term, start) for term in terms):
                yield Problem(
                    "events", key, "chair", f"{chair} is not known to have held the chair on {start}"
                )


def _in_the_chair(term: Chairmanship, day: PartialDate) -> bool:
    return term.since.first <= day.last and (term.until is None or day.first <= term.until.last)


def _dates(value: object, *fields: str) -> tuple[PartialDate | None, ...]:
    held = value if isinstance(value, dict) else {}
    return tuple(typed(held.get(field), PartialDate) for field in fields)
