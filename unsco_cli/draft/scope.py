"""Which sentences are about the event, and which about another one, or the background."""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from unsco_cli.dates import PartialDate
from unsco_cli.draft.days import Days, days_in
from unsco_cli.draft.phrases import Phrases
from unsco_cli.draft.vocabulary import BACKGROUND, EARLIER, LATER, OCCASIONS, ORDINALS, TENS
from unsco_cli.draft.words import Sentence, Word

About = Literal["event", "other", "background"]
# So many words after an ordinal the noun it belongs to may stand.
_REACH = 8
# A date so near to the beginning of a sentence is that of all it says.
_OPENING = 7
_HELD = {
    *(
        "held",
        "place",
        "hosted",
        "convened",
        "organised",
        "happened",
        "occurred",
        "started",
        "began",
        "launched",
    ),
    *("adopted", "established", "founded", "created", "signed", "opened", "chaired", "presided", "concluded"),
    *("celebrated", "marked", "approved", "visited", "met", "inaugurated", "had", "brought"),
}
_CONTINUING = {
    "it",
    "its",
    "that",
    "there",
    "then",
    "they",
    "both",
    "at",
    "those",
    "he",
    "she",
    "his",
    "her",
    "the",
}
_REFERRING = {"its", "it", "there", "then", "that", "time"}
_BACK = 12
_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


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
        own = (
            any(self._own(one) for one in dates) or _says(words, ("this", "year")) or "today" in _keys(words)
        )
        ordinal = self._other_ordinal(words)
        elsewhere = self._is_elsewhere(sentence, strange, own=own, ordinal=ordinal)
        back = {word.key for word in words[:_BACK]} & _REFERRING
        if not elsewhere and self._elsewhere and not own and (words[0].key in _CONTINUING or back):
            elsewhere = ordinal is None or ordinal
        self._elsewhere = bool(elsewhere)
        self._told = self._told or not (sentence.heading or elsewhere)
        return ("other" if elsewhere else "event"), tuple(_around(words, one) for one in strange)

    def _opens_background(self, sentence: Sentence) -> bool:
        words = sentence.words
        for number in range(min(4, len(words))):
            found = self._headings.at(words, number)
            if found is not None and words[found.first].capital:
                after = words[found.last + 1].key if found.last + 1 < len(words) else ""
                alone = after == "" and len(words) <= _REACH
                return (alone or after in (":", ".", "–", ")")) and number <= 2  # noqa: PLR2004
        return _says(words[:5], ("way", "of", "background")) and ":" in _keys(words[:7])

    def _own(self, found: Days) -> bool:
        start = found.start.date(self._anchor.year)
        return (
            self._anchor.start is not None
            and start is not None
            and found.precise
            and not self._strange(found)
        )

    def _strange(self, found: Days) -> bool:
        """Tell whether a date is surely not within the days of the event."""
        ours, start = self._anchor.start, found.start.date(self._anchor.year)
        if ours is None or start is None:
            return False
        end = (found.end.date(self._anchor.year) if found.end else None) or start
        return end.last < ours.first or start.first > (self._anchor.end or ours).last

    def _other_ordinal(self, words: Sequence[Word]) -> bool | None:
        """Tell whether an occasion is named by another ordinal; None where by none."""
        for number in range(len(words)):
            value, last = ordinal_at(words, number)
            if value is None or self._anchor.ordinal is None:
                continue
            for word in words[last + 1 : last + 1 + _REACH]:
                if word.key in OCCASIONS:
                    return value != self._anchor.ordinal
                if not word.text[0].isalnum():
                    break
        return None

    def _is_elsewhere(
        self, sentence: Sentence, strange: Sequence[Days], *, own: bool, ordinal: bool | None
    ) -> bool:
        words = sentence.words
        keys = _keys(words)
        # What somebody said of another year does not make the sentence one of then.
        strange = [one for one in strange if "that" not in keys[: one.first]]
        if sentence.heading and not strange:
            return False
        if own:
            return False
        if ordinal:
            return True
        occasion = any(key in OCCASIONS or key == "events" for key in keys)
        if {"will", "to"} & {*keys} and _will_be(words, keys) and (occasion or strange):
            return True
        if occasion and LATER & {*keys} and "will" in keys:
            return True
        held = any(key in _HELD for key in keys)
        if strange:
            opening = strange[0].first <= _OPENING and words[0].key not in ("the",)
            if opening and held:
                return True
            past = any(
                key == "had" and keys[max(0, number - 1)] not in ("has", "have")
                for number, key in enumerate(keys)
            )
            if held and (EARLIER & {*keys} or past):
                return True
            if occasion and held and _took_place(words, strange[0]):
                return True
        if {"ago", "previously"} & {*keys[: _OPENING + 3]} or _says(words[:_OPENING], ("year", "before")):
            return True
        if _elsewhere(words, self._cities, self._anchor.city) and occasion and held:
            return True
        earlier = EARLIER & {*keys[: _OPENING + 3]}
        return bool(earlier) and occasion and any(key in _HELD for key in keys) and "recalled" not in earlier


def ordinal_at(words: Sequence[Word], number: int) -> tuple[int | None, int]:
    """Return the ordinal that begins with a word, and its last word; None where none does."""
    key = words[number].key
    numeric = _NTH.fullmatch(key)
    if numeric:
        return int(numeric[1]), number
    if key in ORDINALS:
        return ORDINALS[key], number
    if key in TENS and number + 1 < len(words) and ORDINALS.get(words[number + 1].key, 99) < 10:  # noqa: PLR2004
        return TENS[key] + ORDINALS[words[number + 1].key], number + 1
    return None, number


def _keys(words: Sequence[Word]) -> list[str]:
    return [word.key for word in words]


def _says(words: Sequence[Word], keys: tuple[str, ...]) -> bool:
    found = _keys(words)
    return any(tuple(found[number : number + len(keys)]) == keys for number in range(len(found)))


def _will_be(words: Sequence[Word], keys: list[str]) -> bool:
    for number, key in enumerate(keys):
        after = keys[number + 1 : number + 4]
        if key == "will" and {"be", "take", "host", "hold", "gather", "convene", "meet", "chair", "pass"} & {
            *after
        }:
            return True
        if key == "to" and after[:2] in (["be", "held"], ["take", "place"]):
            return True
    return False


def _took_place(words: Sequence[Word], found: Days) -> bool:
    near = _keys(words[max(0, found.first - _REACH) : found.first])
    return "place" in near or "held" in near or "hosted" in near


def _elsewhere(words: Sequence[Word], cities: Phrases[str], city: str | None) -> bool:
    """Tell whether a sentence begins in another city: In New York …"""
    for number in range(min(3, len(words) - 1)):
        if words[number].key == "in":
            found = cities.at(words, number + 1)
            return found is not None and city is not None and found.meaning != city
    named = {found.meaning for found in cities.within(words) if words[found.first].capital}
    venue = any(word.key == "venue" for word in words) or _held_in(words, cities)
    return venue and city is not None and bool(named) and city not in named


def _held_in(words: Sequence[Word], cities: Phrases[str]) -> bool:
    for number in range(1, len(words) - 1):
        if words[number].key == "in" and words[number - 1].key in ("held", "place", "hosted"):
            return cities.at(words, number + 1) is not None
    return False


def _around(words: Sequence[Word], found: Days) -> tuple[int, int]:
    """Return the words that belong to a date: those between the commas around it."""
    first, last = found.first, found.last
    while first > 0 and words[first - 1].key not in (",", ";", ":", "(", "that", "which", "who", "–"):
        first -= 1
    while last + 1 < len(words) and words[last + 1].key not in (",", ";", ":", ")", "–"):
        last += 1
    if (
        last + 2 < len(words)
        and words[last + 1].key == ","
        and words[last + 2].key in ("when", "where", "which", "held")
    ):
        last += 2
        while last + 1 < len(words) and words[last + 1].key not in (",", ";", ":", ")"):
            last += 1
    return first, last
