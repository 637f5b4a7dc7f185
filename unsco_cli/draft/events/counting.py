"""How many people came."""

from collections.abc import Sequence

from unsco_cli.draft.findings import Finding
from unsco_cli.draft.phrases import Phrases
from unsco_cli.draft.vocabulary import NUMBERS, PEOPLE, QUALIFIERS
from unsco_cli.draft.words import Sentence, Word

_CAME = {
    *("attended", "participated", "part", "together", "gathered", "present", "participants", "involved"),
    *("guests", "attendance", "came", "drew", "delegates", "attending", "joined", "participation", "united"),
    *("assembled", "attend", "followed", "filled", "delegations", "gathering", "hall", "room", "brought"),
    "audience",
}
_HUNDREDS = {"hundred": 100, "thousand": 1000}
_SMALL = {
    **{word: number for number, word in enumerate(("one", "two", "three", "four", "five"), 1)},
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "a": 1,
}
# So many people are an attendance.
_ATTENDANCE = range(10, 100_000)
# What is no number of people; a hundred is one only after a small number.
_OTHERS = ("of", "and", "states", "countries", "years")
_HUNDRED = 100
_LONGEST = len("100000")
# A number may be written in groups of so many figures.
_GROUP = 3
# So many words may say how exact a number is, and so many stand between it and whom it counts.
_QUALIFYING = 3
_BETWEEN = 3


class Counting:
    """Reads how many people came."""

    def __init__(self) -> None:
        self._qualifiers: Phrases[str] = Phrases(QUALIFIERS.items())

    def find(self, sentence: Sentence) -> Finding | None:
        """Return how many people came, where a sentence says so."""
        words = sentence.words
        if not any(word.key in _CAME for word in words):
            return None
        for number in range(len(words)):
            count, last = _number(words, number)
            if count is None or count not in _ATTENDANCE or not _of_people(words, last):
                continue
            value: dict[str, object] = {"count": count}
            first = number
            for begin in range(max(0, number - _QUALIFYING), number):
                found = self._qualifiers.at(words, begin)
                if found is not None and found.last == number - 1:
                    value["qualifier"], first = found.meaning, begin
                    break
            return Finding(value, sentence.span(first, last + 1), "high", "the number of people")
        return None


def _number(words: Sequence[Word], number: int) -> tuple[int | None, int]:
    """Return the number that begins with a word, and its last word; None where none does."""
    text, key = words[number].text.replace(",", ""), words[number].key
    after = words[number + 1] if number + 1 < len(words) else None
    if text.isdecimal() and len(text) <= _LONGEST:
        grouped = after is not None and after.text.isdecimal() and len(after.text) == _GROUP
        if after is not None and grouped and len(text) <= _GROUP:
            return int(text + after.text), number + 1
        return int(text), number
    if after is not None and key in _SMALL and after.key in _HUNDREDS:
        return _SMALL[key] * _HUNDREDS[after.key], number + 1
    count = NUMBERS.get(key)
    return (None if count == _HUNDRED else count), number


def _of_people(words: Sequence[Word], last: int) -> bool:
    for word in words[last + 1 : last + 1 + _BETWEEN]:
        if word.key in PEOPLE:
            return True
        if not word.text[0].isalpha() or word.key in _OTHERS:
            return False
    return False
