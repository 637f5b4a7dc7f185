"""On which days an event took place, among all the dates of a text."""

import re
from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from unsco_cli.dates import PartialDate
from unsco_cli.draft.events.candidates import Candidate, candidates_in
from unsco_cli.draft.events.dateline import dateline_of, line_of, today_of
from unsco_cli.draft.events.days import Day, Days
from unsco_cli.draft.findings import Doubt, Finding
from unsco_cli.draft.words import Sentence
from unsco_cli.models import Confidence, Event

# So many days after it an event is still news.
_NEWS = 62
# A date for which so much speaks is sure.
_SURE = 6
_NO_YEAR = "no year is given for this date"


class Dating(Struct, frozen=True):
    """The days of an event.

    Args:
        start: the day, or the first.
        end: the last of several.
        year: the year that dates without one belong to.
        doubts: what could not be settled.
    """

    start: Finding | None = None
    end: Finding | None = None
    year: int | None = None
    doubts: tuple[Doubt, ...] = ()


def dating(sentences: Sequence[Sentence], published: str | None, events: Sequence[Event]) -> Dating:
    """Return the days on which the event of a text took place.

    Args:
        sentences: its first sentences.
        published: the date that the markup of the text gives.
        events: the events of the store.
    """
    body = [one for one in sentences if not one.heading]
    candidates = list(candidates_in(sentences))
    year, written = _year(candidates, published, events)
    dateline = dateline_of(body) or line_of(sentences)
    today = today_of(body)
    if today is not None and (dateline is not None or published):
        return _widened(_on_the_day(today, dateline, published, year), candidates, year)
    best = _best_of(candidates, year)
    if best is None:
        lost = (one for one in candidates if one.days.start.year is None and one.days.precise)
        doubts = [Doubt(_NO_YEAR, one.sentence.span(one.days.first, one.days.last)) for one in lost]
        return Dating(year=year, doubts=tuple(doubts[:1]))
    return _widened(_dated(best, year, written), candidates, year)


def _best_of(candidates: Sequence[Candidate], year: int | None) -> Candidate | None:
    """Return the date that is likeliest that of the event, or None."""
    usable = [one for one in candidates if one.score > 0 and one.days.start.date(year) is not None]
    best = _likeliest([one for one in usable if one.days.precise] or usable)
    own = _text_date(candidates, year)
    if best is not None and own is not None and _far_apart(best, own, year):
        # What is told is new: a date long before that of the text is another event's.
        return own
    return best


def _likeliest(candidates: Sequence[Candidate]) -> Candidate | None:
    return max(candidates, key=lambda one: (one.score, -one.place), default=None)


def _text_date(candidates: Sequence[Candidate], year: int | None) -> Candidate | None:
    """Return the date of the text itself: alone in a line, or in front of the first sentence."""
    own = (one for one in candidates if one.days.precise and one.own and one.days.start.date(year))
    return next(own, None)


def _far_apart(one: Candidate, other: Candidate, year: int | None) -> bool:
    here, there = one.days.start.date(year), other.days.start.date(year)
    return here is not None and there is not None and abs((here.first - there.first).days) > _NEWS


def _widened(dating: Dating, candidates: Sequence[Candidate], year: int | None) -> Dating:
    """Return the several days among which the one that was found is, where the text names them."""
    if dating.start is None or dating.end is not None:
        return dating
    known, reason = dating.year or year, "the days of the event"
    for one in candidates:
        if one.score <= 0 or one.days.end is None:
            continue
        start, last = one.days.start.date(known), one.days.end.date(known)
        if start and last and str(start) <= dating.start.value <= str(last) and not one.aside:
            span = one.sentence.span(one.days.first, one.days.last)
            first, final = (Finding(str(day), span, "high", reason) for day in (start, last))
            return Dating(first, final, dating.year)
    return dating


def _dated(best: Candidate, year: int | None, written: str) -> Dating:
    days, sentence = best.days, best.sentence
    span = sentence.span(days.first, days.last)
    own = days.start.year is not None
    confidence: Confidence = "high" if best.score >= _SURE and own else "medium"
    reason = "the date beside what took place" + ("" if own else f", in the year {written}")
    start = Finding(str(days.start.date(year)), span, confidence, reason)
    end = None
    if days.end is not None:
        last = days.end.date(year)
        end = Finding(str(last), span, confidence, reason) if last else None
    return Dating(start, end, days.start.year or year)


def _year(
    candidates: Sequence[Candidate], published: str | None, events: Sequence[Event]
) -> tuple[int | None, str]:
    """Return the year that dates without one belong to, and how that is known.

    It is that of the text's own date, else the year in which the store has events on the day that is named
    first, else that of the best of the other dates.
    """
    if published and re.match(r"\d{4}", published):
        return int(published[:4]), "in which the text was published"
    dated = [one for one in candidates if one.days.start.year is not None]
    own = [one for one in dated if one.sentence.heading or one.own]
    if own:
        return own[0].days.start.year, "of the text"
    bare = [one for one in candidates if one.days.start.year is None and one.days.precise]
    first = next((one for one in bare if one.own), _likeliest(bare))
    years = {one.start.first.year for one in events if first and _on(one, first.days.start)}
    if len(years) == 1:
        return years.pop(), "of the events in the store on that day"
    best = _likeliest([one for one in dated if one.days.precise] or dated)
    return (best.days.start.year, "of the other dates") if best else (None, "")


def _on_the_day(
    today: tuple[Sentence, int],
    dateline: tuple[Sentence, Days] | None,
    published: str | None,
    year: int | None,
) -> Dating:
    """Return the day that a text calls today or yesterday.

    Args:
        today: where it does so.
        dateline: the date of the text.
        published: the date that its markup gives.
        year: the year that dates without one belong to.
    """
    sentence, number = today
    if dateline is not None:
        days = dateline[1]
        date, span = days.start.date(year), dateline[0].span(days.first, days.last)
    else:
        date, span = PartialDate(published or ""), sentence.span(number, number)
    if date is None:
        return Dating(year=year, doubts=(Doubt(_NO_YEAR, span),))
    day, reason = str(date), "today, on the date of the text"
    if sentence.words[number].key == "yesterday" and date.is_day:
        day = (date.first - timedelta(days=1)).isoformat()
        reason = "yesterday, on the day before that of the text"
    return Dating(Finding(day, span, "high", reason), None, date.first.year)


def _on(event: Event, day: Day) -> bool:
    start = event.start
    return start.is_day and (start.first.month, start.first.day) == (day.month, day.day)
