"""Dates as press releases write them: single days, several days, months and years."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from unsco_cli.dates import PartialDate
from unsco_cli.draft.vocabulary import MONTHS
from unsco_cli.draft.words import Word

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)")
_TO = {"–", "to", "and", "through", "until", "till"}
_LAST_DAY, _LAST_MONTH = 31, 12
# Year, month and day with a hyphen between each two.
_ISO_WORDS = 5
# Before a year, or a month without day and year, that is a date.
_BEFORE_YEAR = {
    *("in", "since", "of", "from", "until", "by", "during", "year", "summer", "early", "late", "autumn"),
}
_BEFORE_MONTH = {"in", "since", "until", "by", "last", "of"}
# So many days are named one by one at most.
_MOST_LISTED = 8
# An abbreviated month has so many letters at most.
_ABBREVIATION = 4


class Day(Struct, frozen=True):
    """A day, month or year, as far as it is written.

    Args:
        year: None where it is not written.
        month: from 1; None where only a year is written.
        day: from 1; None where only a month or year is written.
    """

    year: int | None
    month: int | None = None
    day: int | None = None

    def date(self, year: int | None = None) -> PartialDate | None:
        """Return the date, in a year if it has none of its own; None where no calendar has it."""
        known = self.year or year
        if known is None:
            return None
        parts = [f"{known:04}", *(f"{one:02}" for one in (self.month, self.day) if one is not None)]
        try:
            return PartialDate("-".join(parts))
        except ValueError:
            return None


class Days(Struct, frozen=True):
    """A date that was found.

    Args:
        first: the first of its words.
        last: the last.
        start: the day, or the first of several.
        end: the last of several.
    """

    first: int
    last: int
    start: Day
    end: Day | None = None

    @property
    def precise(self) -> bool:
        """Whether a day is named."""
        return self.start.day is not None


def days_in(words: Sequence[Word]) -> Iterator[Days]:
    """Yield the dates in a row of words."""
    number = 0
    while number < len(words):
        word = words[number]
        # Most words are none that a date begins with.
        found = _at(words, number) if word.key[0].isdecimal() or word.key in MONTHS else None
        if found is not None:
            yield found
            number = found.last + 1
        elif word.key[0].isdecimal() and _day(words, number) is not None:
            # If 8, 9 and 10 are no days of a month, then 9 and 10 are none.
            number = _listed(words, number + 1)
        else:
            number += 1


def _at(words: Sequence[Word], number: int) -> Days | None:
    numeric = _NUMERIC.fullmatch(words[number].text)
    if numeric:
        day, month = int(numeric[1]), int(numeric[2])
        if 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY:
            return Days(number, number, Day(int(numeric[3]), month, day))
    return (
        _iso(words, number)
        or _day_first(words, number)
        or _month_first(words, number)
        or _year_alone(words, number)
    )


def _iso(words: Sequence[Word], number: int) -> Days | None:
    if not _YEAR.fullmatch(words[number].key) or number + _ISO_WORDS > len(words):
        return None
    last = number + _ISO_WORDS - 1
    year, mark, month, other, day = (word.key for word in words[number : last + 1])
    long = words[last].end - words[number].start == len("2018-11-27")
    if mark == other == "–" and month.isdecimal() and day.isdecimal() and long:
        return Days(number, last, Day(int(year), int(month), int(day)))
    return None


def _day_first(words: Sequence[Word], number: int, *, alone: bool = False) -> Days | None:
    """Read 27 November 2018, 22 to 23 June, 31 August to 1 September 2025, 8 and 9 June."""
    first = _day(words, number)
    if first is None:
        return None
    place, second = _listed(words, number + 1), None
    if _key(words, place) in _TO and (second := _day(words, place + 1)) is not None:
        place += 2
    place += _key(words, place) == "of"
    month = _month(words, place)
    if month is None:
        return None
    last = place
    year, last = _year(words, last)
    if second is None and not alone and _key(words, last + 1) in _TO:
        other = _day_first(words, last + 2, alone=True)
        if other is not None and other.end is None and other.start.month and _key(words, last + 1) != "and":
            return Days(number, other.last, Day(year or other.start.year, month, first), other.start)
    end = None if second is None else Day(year, month, second)
    return Days(number, last, Day(year, month, first), end)


def _listed(words: Sequence[Word], place: int) -> int:
    """Return what stands before the last of several days: of 8, 9 and 10 December the outer ones are kept."""
    for _ in range(_MOST_LISTED):
        if _key(words, place) != "," or _key(words, place + 2) not in ("and", ","):
            break
        if _day(words, place + 1) is None:
            break
        place += 2
    return place


def _month_first(words: Sequence[Word], number: int) -> Days | None:
    """Read November 27, 2018, June 22 to 23, August 31 to September 1, November 2018."""
    month = _month(words, number)
    if month is None:
        return None
    # The dot of Nov.
    number_of_day = number + 1 + (_key(words, number + 1) == "." and len(words[number].text) <= _ABBREVIATION)
    first = _day(words, number_of_day)
    if first is None:
        place = number + 1 + (_key(words, number + 1) in ("of", ","))
        if _YEAR.fullmatch(_key(words, place)):
            return Days(number, place, Day(int(_key(words, place)), month))
        if _key(words, number - 1) in _BEFORE_MONTH:
            return Days(number, number, Day(None, month))
        return None
    last, end = number_of_day, None
    if _key(words, last + 1) in _TO:
        second, other = _day(words, last + 2), _month(words, last + 2)
        if second is not None and _month(words, last + 3) is None:
            last, end = last + 2, Day(None, month, second)
        elif (
            other is not None
            and (day := _day(words, last + 3)) is not None
            and _key(words, last + 1) != "and"
        ):
            last, end = last + 3, Day(None, other, day)
    year, last = _year(words, last)
    if end is not None:
        end = Day(year, end.month, end.day)
    return Days(number, last, Day(year, month, first), end)


def _year_alone(words: Sequence[Word], number: int) -> Days | None:
    if _YEAR.fullmatch(words[number].text) and _key(words, number - 1) in _BEFORE_YEAR:
        return Days(number, number, Day(int(words[number].text)))
    return None


def _key(words: Sequence[Word], number: int) -> str:
    return words[number].key if 0 <= number < len(words) else ""


def _day(words: Sequence[Word], number: int) -> int | None:
    found = _DAY.fullmatch(_key(words, number))
    return int(found[1]) if found and 1 <= int(found[1]) <= _LAST_DAY else None


def _month(words: Sequence[Word], number: int) -> int | None:
    if not 0 <= number < len(words) or not words[number].capital:
        return None
    return MONTHS.get(words[number].key.rstrip("."))


def _year(words: Sequence[Word], last: int) -> tuple[int | None, int]:
    place = last + 1
    if _key(words, place) in (",", ".") and _YEAR.fullmatch(_key(words, place + 1)):
        place += 1
    if _YEAR.fullmatch(_key(words, place)):
        return int(_key(words, place)), place
    return None, last
