"""Dates of reduced precision, half-open periods, and answers that may be unknown.

A date is kept exactly as its source gives it: a year, a month or a day (ISO 8601 reduced precision).
It stands for one unknown day between its first and its last; nothing is ever filled up.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache, total_ordering

from unsco_cli.errors import UsageError, quoted

# How many digits the parts of a date have.
_SHAPES = ((4,), (4, 2), (4, 2, 2))
_DECEMBER = 12


class BadDate(UsageError):
    """A text given as a date is none."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"{quoted(found)} is not a date; write a day, a month or a year, "
            "like 2018-11-27, 2018-11 or 2018, or today"
        )


class Certainty(Enum):
    """The answer to a question about a day: yes, no, or more than the dates can settle."""

    YES = "certain"
    NO = "no"
    UNKNOWN = "unknown"

    def admitted(self, *, certain: bool) -> bool:
        """Tell whether what is so certain belongs into an answer.

        Args:
            certain: whether what the dates leave open is to be left out.
        """
        return self is Certainty.YES or (self is Certainty.UNKNOWN and not certain)


@total_ordering
class PartialDate:
    """A year, a month or a day: ``2018``, ``2018-11`` or ``2018-11-27``.

    Ordered by the first day it may mean; of two that begin together, the less precise comes first.

    Args:
        text: the date in ISO 8601, reduced precision allowed.

    Raises:
        ValueError: the text has another shape, or names a day that no calendar has.
    """

    __slots__ = ("first", "last", "text")

    def __init__(self, text: str) -> None:
        self.first, self.last = _days_meant(text)
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, len(self.text)) < (other.first, len(other.text))

    @property
    def is_day(self) -> bool:
        """Whether the date is precise to the day."""
        return self.first == self.last


def day_named(text: str, today: Callable[[], date]) -> PartialDate:
    """Return the date that a person wrote.

    Args:
        text: a day, a month, a year, or ``today``.
        today: returns the current day; asked only where ``today`` is.

    Raises:
        BadDate: the text is none of these.
    """
    asked = text.strip()
    try:
        return PartialDate(today().isoformat() if asked.lower() == "today" else asked)
    except ValueError:
        raise BadDate(text) from None


def held_on(day: PartialDate, since: PartialDate, until: PartialDate | None) -> Certainty:
    """Tell whether a day lies in the half-open period from ``since`` to ``until``.

    Each date stands for one unknown day within its precision; the answer is certain only
    when it is the same whichever days are meant.

    Args:
        day: the day asked about.
        since: the first day of the period.
        until: the first day after the period, or None while it is open.
    """
    if day.last < since.first or (until is not None and day.first >= until.last):
        return Certainty.NO
    if day.first >= since.last and (until is None or day.last < until.first):
        return Certainty.YES
    return Certainty.UNKNOWN


def running_on(day: PartialDate, start: PartialDate, end: PartialDate | None) -> Certainty:
    """Tell whether something that ran from ``start`` to ``end``, both included, ran on a day.

    Args:
        day: the day asked about.
        start: its first day.
        end: its last day, or None when it lasted a day.
    """
    final = end or start
    if day.last < start.first or day.first > final.last:
        return Certainty.NO
    # One imprecise date is one unknown day, so even a question as wide as the date is not settled.
    within = start.last <= day.first and day.last <= final.first
    return Certainty.YES if within else Certainty.UNKNOWN


def took_place(
    start: PartialDate, end: PartialDate | None, since: PartialDate | None, until: PartialDate | None
) -> Certainty:
    """Tell whether something that ran from ``start`` to ``end`` touches the days from ``since`` to ``until``.

    Args:
        start: its first day.
        end: its last day, or None when it lasted a day.
        since: from its own first day on; from ever if None.
        until: to its own last day; for ever if None.
    """
    final = end or start
    return least_certain(
        _reaches(final, since) if since else Certainty.YES,
        _begins_by(start, until) if until else Certainty.YES,
    )


def held_within(
    begun: PartialDate, ended: PartialDate | None, since: PartialDate | None, until: PartialDate | None
) -> Certainty:
    """Tell whether the half-open period from ``begun`` to ``ended`` touches the days ``since`` to ``until``.

    Args:
        begun: the first day of the period.
        ended: the first day after it, or None while it is open.
        since: from its own first day on; from ever if None.
        until: to its own last day; for ever if None.
    """
    return least_certain(
        _outlasts(ended, since) if ended and since else Certainty.YES,
        _begins_by(begun, until) if until else Certainty.YES,
    )


def least_certain(*answers: Certainty) -> Certainty:
    """Return the answer to several questions that are all asked: no if one is, yes only if all are."""
    return next((one for one in (Certainty.NO, Certainty.UNKNOWN) if one in answers), Certainty.YES)


def passed_between(date: PartialDate, before: PartialDate, after: PartialDate) -> Certainty:
    """Tell whether a change on a date lies between two days: not yet on the one, and done on the other.

    Args:
        date: the first day after the change.
        before: the day on which it is not yet done.
        after: the day on which it is.
    """
    # Where both are one and the same day, nothing lies between them.
    if date.last <= before.first or date.first > after.last or after.last <= before.first:
        return Certainty.NO
    return Certainty.YES if before.last < date.first and date.last <= after.first else Certainty.UNKNOWN


def _outlasts(ended: PartialDate, bound: PartialDate) -> Certainty:
    if ended.first > bound.first:
        return Certainty.YES
    return Certainty.UNKNOWN if ended.last > bound.first else Certainty.NO


def _reaches(date: PartialDate, bound: PartialDate) -> Certainty:
    if date.first >= bound.first:
        return Certainty.YES
    return Certainty.UNKNOWN if date.last >= bound.first else Certainty.NO


def _begins_by(date: PartialDate, bound: PartialDate) -> Certainty:
    if date.last <= bound.last:
        return Certainty.YES
    return Certainty.UNKNOWN if date.first <= bound.last else Certainty.NO


# Few days are spoken of, and these often.
@lru_cache(maxsize=4096)
def _days_meant(text: str) -> tuple[date, date]:
    """Return the first and the last day that a date may mean."""
    parts = text.split("-")
    if tuple(map(len, parts)) not in _SHAPES or not all(map(_digits, parts)):
        raise ValueError(f"not a date: {text!r}")
    year, month, day = (*map(int, parts), None, None)[:3]
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"no such day: {text!r}") from error
    return first, first if day else _last_day(first.year, month or _DECEMBER)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _last_day(year: int, month: int) -> date:
    if month == _DECEMBER:
        return date(year, month, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


# Before all that is on record.
FIRST_DAY = PartialDate("0001-01-01")
