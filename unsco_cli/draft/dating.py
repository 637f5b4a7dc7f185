"""On which days an event took place, among all the dates of a text."""

import re
from datetime import timedelta
from collections.abc import Iterator, Sequence

from msgspec import Struct

from unsco_cli.dates import PartialDate
from unsco_cli.draft.days import Day, Days, days_in
from unsco_cli.draft.findings import Doubt, Finding, least
from unsco_cli.draft.vocabulary import EARLIER, LATER, MONTHS, OCCASIONS
from unsco_cli.draft.words import Sentence, Word
from unsco_cli.models import Confidence, Event

_HAPPENED = {
    *(
        "place",
        "held",
        "hosted",
        "hosts",
        "convened",
        "met",
        "opened",
        "signed",
        "gathered",
        "organised",
        "attended",
    ),
    *(
        "spoke",
        "addressed",
        "received",
        "visited",
        "adopted",
        "participated",
        "part",
        "began",
        "discussed",
        "holds",
    ),
    *(
        "took",
        "concluded",
        "chaired",
        "brought",
        "meets",
        "adopts",
        "signs",
        "delivered",
        "reported",
        "presented",
    ),
    *("talks", "conferred", "sent", "moderated", "celebrated", "marked", "joined", "welcomed", "came"),
}
# What a date after them is a date of.
_OF_OTHER = {
    *(
        "resolution",
        "memorandum",
        "declaration",
        "convention",
        "charter",
        "agreement",
        "protocol",
        "statement",
    ),
    *(
        "strategy",
        "decision",
        "since",
        "born",
        "until",
        "dated",
        "published",
        "posted",
        "updated",
        "deadline",
    ),
    *("concept", "treaty", "founded", "established", "created", "appointed", "accession"),
}
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_REACH = 6
_DATELINE = 9
_FEW = 4
# So many days after it an event is still news.
_NEWS = 62


class Dating(Struct, frozen=True):
    """The days of an event.

    Args:
        start: the day, or the first.
        end: the last of several.
        year: the year that dates without one belong to.
        doubts: what could not be settled.
    """

    start: Finding | None
    end: Finding | None
    year: int | None
    doubts: tuple[Doubt, ...] = ()


class _Candidate(Struct, frozen=True):
    days: Days
    sentence: Sentence
    place: int
    score: int


def dating(sentences: Sequence[Sentence], published: str | None, events: Sequence[Event]) -> Dating:
    """Return the days on which the event of a text took place.

    Args:
        sentences: its first sentences.
        published: the date that the markup of the text gives.
        events: the events of the store.
    """
    body = [one for one in sentences if not one.heading]
    candidates = list(_candidates(sentences, body))
    year, written = _year(candidates, published, events)
    dateline = _dateline(body) or _alone(sentences)
    today = _today(body)
    if today is not None and (dateline is not None or published):
        return _widened(_on_the_day(today, dateline, published, year), candidates, year)
    usable = [one for one in candidates if one.days.start.date(year) is not None and one.score > 0]
    precise = [one for one in usable if one.days.precise] or usable
    if not precise:
        lost = [one for one in candidates if one.days.start.year is None and one.days.precise]
        doubts = tuple(
            Doubt("no year is given for this date", one.sentence.span(one.days.first, one.days.last))
            for one in lost[:1]
        )
        return Dating(None, None, year, doubts)
    best = max(precise, key=lambda one: (one.score, -one.place))
    own = _text_date(candidates, year)
    if own is not None and _far_apart(best, own, year):
        # What is told is new: a date long before that of the text is another event's.
        best = own
    return _widened(_dated(best, year, written), candidates, year)


def _in_clause(candidate: _Candidate) -> bool:
    """Tell whether a date stands in a clause that tells what else there was: where the leaders have been meeting."""
    words, number = candidate.sentence.words, candidate.days.first
    while number > 0 and words[number].key not in (",", ";"):
        number -= 1
        if words[number].key in ("where", "while", "when"):
            return True
    return False


def _text_date(candidates: Sequence[_Candidate], year: int | None) -> _Candidate | None:
    """Return the date of the text itself: alone in a line, or in front of the first sentence."""
    own = (one for one in candidates if one.days.precise and _is_own(one) and one.days.start.date(year))
    return next(own, None)


def _far_apart(one: _Candidate, other: _Candidate, year: int | None) -> bool:
    here, there = one.days.start.date(year), other.days.start.date(year)
    return here is not None and there is not None and abs((here.first - there.first).days) > _NEWS


def _widened(dating: Dating, candidates: Sequence[_Candidate], year: int | None) -> Dating:
    """Return the several days among which the one that was found is, where the text names them."""
    if dating.start is None or dating.end is not None:
        return dating
    for one in candidates:
        start, last = (
            one.days.start.date(dating.year or year),
            one.days.end and one.days.end.date(dating.year or year),
        )
        keys = {word.key for word in one.sentence.words}
        beside = {"summit"} & keys
        aside = (beside and one.place > 1) or {"sidelines", "margins"} & keys or _in_clause(one)
        if start and last and one.score > 0 and not aside and str(start) <= dating.start.value <= str(last):
            span = one.sentence.span(one.days.first, one.days.last)
            first = Finding(str(start), span, "high", "the days of the event")
            return Dating(first, Finding(str(last), span, "high", "the days of the event"), dating.year)
    return dating


def _dated(best: _Candidate, year: int | None, written: str) -> Dating:
    days, sentence = best.days, best.sentence
    span = sentence.span(days.first, days.last)
    own = days.start.year is not None
    confidence: Confidence = "high" if best.score >= _REACH else "medium"
    reason = (
        "the date beside what took place"
        if own
        else f"the date beside what took place, in the year {written}"
    )
    confidence = confidence if own else least(confidence, "medium")
    start = Finding(str(days.start.date(year)), span, confidence, reason)
    end = None
    if days.end is not None:
        last = days.end.date(year)
        end = Finding(str(last), span, confidence, reason) if last else None
    return Dating(start, end, days.start.year or year)


def _candidates(sentences: Sequence[Sentence], body: Sequence[Sentence]) -> Iterator[_Candidate]:
    first = {id(one): number for number, one in enumerate(body)}
    for place, sentence in enumerate(sentences):
        for days in days_in(sentence.words):
            yield _Candidate(days, sentence, place, _score(sentence, days, first.get(id(sentence), 0)))


def _score(sentence: Sentence, days: Days, place: int) -> int:
    words = sentence.words
    keys = {word.key for word in words}
    before = [word.key for word in words[max(0, days.first - _REACH) : days.first]]
    score = 2 if days.precise else -1
    score += 3 if sentence.heading else max(0, 4 - place // 2)
    score += 3 if keys & _HAPPENED else 0
    score += 2 if days.first and words[days.first - 1].key in ("on", "from") else 0
    score += 1 if keys & OCCASIONS else 0
    score += 1 if days.end is not None else 0
    score -= (
        6
        if keys & LATER or "will" in keys or before[-4:-1] in (["to", "be", "held"], ["be", "held", "in"])
        else 0
    )
    score -= 6 if {"to", "be", "held"} <= {*before} else 0
    score -= 5 if EARLIER & {*before} or (EARLIER & keys and place > 1) else 0
    score -= 5 if _OF_OTHER & {*before} else 0
    score -= 4 if "had" in keys and place > 1 else 0
    score -= 5 if days.first and words[days.first - 1].key == "(" and {"sidelines", "margins", "during"} & keys else 0
    score -= 4 if place == 0 and days.first <= _FEW and _is_dateline(words, days) else 0
    return score


def _is_dateline(words: Sequence[Word], days: Days) -> bool:
    """Tell whether a date stands between the place and the dash that a text begins with."""
    after = words[days.last + 1].key if days.last + 1 < len(words) else ""
    return (
        days.last + 1 < _DATELINE
        and after in ("–", ".", ":", "(")
        and "on" not in [one.key for one in words[: days.first]]
    )


def _dateline(body: Sequence[Sentence]) -> tuple[Sentence, Days] | None:
    for sentence in body[:2]:
        for days in days_in(sentence.words):
            if days.precise and _is_dateline(sentence.words, days):
                return sentence, days
    return None


def _alone(sentences: Sequence[Sentence]) -> tuple[Sentence, Days] | None:
    """Return the date that has a line to itself."""
    for sentence in sentences[:_DATELINE]:
        for days in days_in(sentence.words):
            if days.precise and days.last - days.first + 2 >= len(sentence.words):
                return sentence, days
    return None


def _today(body: Sequence[Sentence]) -> tuple[Sentence, int] | None:
    """Return where the first sentences say that it was today, or without a word of it after a dateline."""
    for sentence in body[:_FEW]:
        for number, word in enumerate(sentence.words):
            weekday = word.key in _WEEKDAYS and number > 0 and sentence.words[number - 1].key == "on"
            dated = number + 1 < len(sentence.words) and sentence.words[number + 1].key in (",", *MONTHS)
            named = word.key in ("today", "yesterday") or (weekday and not dated)
            if named and not sentence.quoted[number]:
                return sentence, number
    return None


def _on_the_day(
    today: tuple[Sentence, int],
    dateline: tuple[Sentence, Days] | None,
    published: str | None,
    year: int | None,
) -> Dating:
    if dateline is not None:
        sentence, days = dateline
        date = days.start.date(year)
        span = sentence.span(days.first, days.last)
    else:
        date = PartialDate(published or "")
        span = today[0].span(today[1], today[1])
    if date is None:
        return Dating(None, None, year, (Doubt("no year is given for this date", span),))
    sentence, number = today
    if sentence.words[number].key == "yesterday" and date.is_day:
        day = (date.first - timedelta(days=1)).isoformat()
        return Dating(Finding(day, span, "high", "yesterday, on the day before that of the text"), None, date.first.year)
    return Dating(Finding(str(date), span, "high", "today, on the date of the text"), None, date.first.year)


def _year(
    candidates: Sequence[_Candidate], published: str | None, events: Sequence[Event]
) -> tuple[int | None, str]:
    """Return the year that dates without one belong to, and how that is known.

    It is that of the text's own date, else the year in which the store has events on the day that is named
    first, else that of the best of the other dates.
    """
    if published and re.match(r"\d{4}", published):
        return int(published[:4]), "in which the text was published"
    dated = [one for one in candidates if one.days.start.year is not None]
    own = [one for one in dated if one.sentence.heading or _is_own(one)]
    if own:
        return own[0].days.start.year, "of the text"
    bare = [one for one in candidates if one.days.start.year is None and one.days.precise]
    if bare:
        lines = [one for one in bare if _is_own(one)]
        first = (lines[0] if lines else max(bare, key=lambda one: (one.score, -one.place))).days.start
        years = {one.start.first.year for one in events if _on(one, first)}
        if len(years) == 1:
            return years.pop(), "of the events in the store on that day"
    precise = [one for one in dated if one.days.precise] or dated
    if not precise:
        return None, ""
    best = max(precise, key=lambda one: (one.score, -one.place))
    return best.days.start.year, "of the other dates"


def _is_own(candidate: _Candidate) -> bool:
    """Tell whether a date is that of the text: alone in its line, or at its beginning."""
    words, days = candidate.sentence.words, candidate.days
    alone = days.last - days.first + 2 >= len(words)
    return candidate.place <= _DATELINE and (alone or (_is_dateline(words, days) and candidate.place <= _FEW))


def _on(event: Event, day: Day) -> bool:
    start = event.start
    return start.is_day and (start.first.month, start.first.day) == (day.month, day.day)
