"""Which sentences are about the event, and which about another one, or the background."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from unsco_cli.dates import PartialDate
from unsco_cli.draft.events.days import Days, days_in
from unsco_cli.draft.events.elsewhere import is_in_another_city, says, telling_of, tells_of_another
from unsco_cli.draft.events.ordinals import ordinal_at
from unsco_cli.draft.phrases import Phrases
from unsco_cli.draft.vocabulary import BACKGROUND, OCCASIONS
from unsco_cli.draft.words import Sentence, Word, keyed

About = Literal["event", "other", "background"]
# So many words after an ordinal the noun it belongs to may stand.
_REACH = 8
_CONTINUING = {
    *("it", "its", "that", "there", "then", "they", "both", "at", "those", "he", "she", "his", "her", "the"),
}
_REFERRING = {"its", "it", "there", "then", "that", "time"}
_BACK = 12
# What the background is headed by begins among so many first words, and says so after that many at most.
_HEADING, _LEAD = 4, 2
_BY_THE_WAY, _COLON = 5, 7
# What a clause begins after, and what it ends before.
_OPENING = {",", ";", ":", "(", "that", "which", "who", "–"}
_ENDING = {",", ";", ":", ")"}
_CLOSING = {*_ENDING, "–"}


class Anchor(Struct, frozen=True):
    """What tells the event from others: its days, and which one of its series it is.

    Args:
        start: its first day, where that is known.
        end: its last day, where it lasted several.
        ordinal: which one it is.
        year: the year that dates without one belong to.
        city: where it took place.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    ordinal: int | None = None
    year: int | None = None
    city: str | None = None


class Scope:
    """Follows a text, sentence by sentence.

    Args:
        anchor: what tells the event from others.
        cities: the cities that are known.
    """

    def __init__(self, anchor: Anchor, cities: Phrases[str]) -> None:
        self._anchor = anchor
        self._cities = cities
        self._headings: Phrases[str] = Phrases((phrase, phrase) for phrase in BACKGROUND)
        self._paragraph = -1
        # Before anything was told of the event, "About us" is a menu.
        self._told = False
        self._elsewhere = self._behind = False

    def about(self, sentence: Sentence) -> tuple[About, tuple[tuple[int, int], ...]]:
        """Return what a sentence is about, and which of its words are about another time all the same."""
        words = sentence.words
        if not words:
            return "event", ()
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._elsewhere = sentence.paragraph, False
        rule = all(word.key in ("*", "–") for word in words) and sentence.paragraph > 1
        if self._told and (rule or self._opens_background(sentence)):
            self._behind = True
        if self._behind:
            return "background", ()
        dates = list(days_in(words))
        strange = [one for one in dates if self._strange(one)]
        self._elsewhere = self._is_elsewhere(sentence, strange, own=self._says_own(words, dates))
        self._told = self._told or not (sentence.heading or self._elsewhere)
        return ("other" if self._elsewhere else "event"), tuple(_clauses(words, strange))

    def _says_own(self, words: Sequence[Word], dates: Sequence[Days]) -> bool:
        """Tell whether a sentence names the time of the event."""
        named = any(self._own(one) for one in dates)
        return named or says(words, "this", "year") or any(word.key == "today" for word in words)

    def _is_elsewhere(self, sentence: Sentence, strange: Sequence[Days], *, own: bool) -> bool:
        """Tell whether a sentence is about something else, or goes on with that.

        Args:
            sentence: the sentence.
            strange: the dates in it that are not those of the event.
            own: whether it names the time of the event, too.
        """
        if own:
            return False
        words = sentence.words
        ordinal = self._other_ordinal(words)
        if self._leaves(sentence, strange, ordinal=bool(ordinal)):
            return True
        refers = words[0].key in _CONTINUING or any(word.key in _REFERRING for word in words[:_BACK])
        return self._elsewhere and refers and ordinal is not False

    def _leaves(self, sentence: Sentence, strange: Sequence[Days], *, ordinal: bool) -> bool:
        telling, city = telling_of(sentence, strange), self._anchor.city
        if sentence.heading and not telling.strange:
            return False
        away = city is not None and is_in_another_city(telling, self._cities, city)
        return ordinal or away or tells_of_another(telling)

    def _opens_background(self, sentence: Sentence) -> bool:
        words = sentence.words
        for number in range(min(_HEADING, len(words))):
            found = self._headings.at(words, number)
            if found is not None and words[found.first].capital:
                after = words[found.last + 1].key if found.last + 1 < len(words) else ""
                alone = after == "" and len(words) <= _REACH
                return (alone or after in (":", ".", "–", ")")) and number <= _LEAD
        return says(words[:_BY_THE_WAY], "way", "of", "background") and ":" in keyed(words[:_COLON])

    def _own(self, found: Days) -> bool:
        start = found.start.date(self._anchor.year)
        known = self._anchor.start is not None and start is not None
        return known and found.precise and not self._strange(found)

    def _strange(self, found: Days) -> bool:
        """Tell whether a date is surely not within the days of the event."""
        ours, start = self._anchor.start, found.start.date(self._anchor.year)
        if ours is None or start is None:
            return False
        end = (found.end.date(self._anchor.year) if found.end else None) or start
        return end.last < ours.first or start.first > (self._anchor.end or ours).last

    def _other_ordinal(self, words: Sequence[Word]) -> bool | None:
        """Tell whether an occasion is named by another ordinal; None where by none."""
        if self._anchor.ordinal is None:
            return None
        for number in range(len(words)):
            value, last = ordinal_at(words, number)
            if value is None:
                continue
            for word in words[last + 1 : last + 1 + _REACH]:
                if word.key in OCCASIONS:
                    return value != self._anchor.ordinal
                if not word.text[0].isalnum():
                    break
        return None


def _clauses(words: Sequence[Word], dates: Sequence[Days]) -> Iterator[tuple[int, int]]:
    """Yield the words that belong to each of some dates: those between the commas around it."""
    if not dates:
        return
    opening, ending, closing = (_places(words, marks) for marks in (_OPENING, _ENDING, _CLOSING))
    for found in dates:
        place = bisect_left(opening, found.first)
        first = opening[place - 1] + 1 if place else 0
        last = _until(closing, found.last, len(words))
        after = keyed(words[last + 1 : last + 3])
        if after in ([",", "when"], [",", "where"], [",", "which"], [",", "held"]):
            last = _until(ending, last + 2, len(words))
        yield first, last


def _places(words: Sequence[Word], marks: set[str]) -> list[int]:
    return [number for number, word in enumerate(words) if word.key in marks]


def _until(marks: Sequence[int], number: int, end: int) -> int:
    """Return the last word from one on before any of some marks."""
    place = bisect_left(marks, number + 1)
    return (marks[place] if place < len(marks) else end) - 1
