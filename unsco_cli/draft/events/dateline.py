"""The date of a text itself: in front of its first sentence, or in a line of its own; and its today."""

from collections.abc import Iterator, Sequence

from unsco_cli.draft.events.days import Days, days_in
from unsco_cli.draft.vocabulary import MONTHS
from unsco_cli.draft.words import Sentence, Word

_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
# A dateline has so many words at most, and as many first sentences may be a date alone.
REACH = 9
# Before so many sentences a text has said that it speaks of today.
FEW = 4
_FIRST = 2


def is_dateline(words: Sequence[Word], days: Days) -> bool:
    """Tell whether a date stands between the place and the dash that a text begins with."""
    if days.last + 1 >= min(REACH, len(words)) or words[days.last + 1].key not in ("–", ".", ":", "("):
        return False
    return all(one.key != "on" for one in words[: days.first])


def is_alone(words: Sequence[Word], days: Days) -> bool:
    """Tell whether a date has a line to itself."""
    return days.last - days.first + 2 >= len(words)


def dateline_of(sentences: Sequence[Sentence]) -> tuple[Sentence, Days] | None:
    """Return the date in front of one of the first sentences.

    Args:
        sentences: the sentences of a text that are no headings.
    """
    dated = (one for one in _dated(sentences[:_FIRST]) if is_dateline(one[0].words, one[1]))
    return next(dated, None)


def line_of(sentences: Sequence[Sentence]) -> tuple[Sentence, Days] | None:
    """Return the date that has a line to itself."""
    return next((one for one in _dated(sentences[:REACH]) if is_alone(one[0].words, one[1])), None)


def _dated(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Days]]:
    """Yield the days that sentences name, each with its sentence."""
    for sentence in sentences:
        yield from ((sentence, days) for days in days_in(sentence.words) if days.precise)


def today_of(sentences: Sequence[Sentence]) -> tuple[Sentence, int] | None:
    """Return where the first sentences say that it was today, yesterday, or on a weekday without a date.

    Args:
        sentences: the sentences of a text that are no headings.
    """
    for sentence in sentences[:FEW]:
        for number in range(len(sentence.words)):
            if _is_today(sentence.words, number) and not sentence.quoted[number]:
                return sentence, number
    return None


def _is_today(words: Sequence[Word], number: int) -> bool:
    key = words[number].key
    if key not in _WEEKDAYS or number == 0 or words[number - 1].key != "on":
        return key in ("today", "yesterday")
    after = words[number + 1].key if number + 1 < len(words) else ""
    return after != "," and after not in MONTHS
