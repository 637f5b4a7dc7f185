"""Which capacity belongs to which entry of a list."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import copy

from msgspec import Struct, structs

from unsco_cli.draft.parts.beside import Named
from unsco_cli.draft.parts.entries import Listed
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.vocabulary import ADVERBS, GLUE, REPRESENTATIVES
from unsco_cli.draft.words import Word
from unsco_cli.models import Capacity

_PLURALS = {"states", "members", "observers", "partners", "countries", "nations", "guests"}
# What stands before a capacity that is named as such.
_AS_SUCH = {"status", "its", "full", "for", "to", "between", "among", "new"}
# What lets names follow a capacity that "and" would part from them.
_NAMING = {"(", ":", "including", "namely", "–", ",", "of", "represented"}
_BETWEEN = GLUE | REPRESENTATIVES | ADVERBS
# What may stand between entries after a bracket only.
_REPRESENTED_BY = {"represented", "by", "headed", "led"}
# A capacity is looked for so many words behind the last entry.
_BEHIND = 4


class Row(Struct, frozen=True):
    """The words of a sentence, with the capacities among them.

    Args:
        words: the words.
        marks: the capacities by their first words, with the name of the organisation before them.
        inside: the words that belong to a capacity.
    """

    words: Sequence[Word]
    marks: dict[int, Found[Capacity]]
    inside: frozenset[int]

    def key(self, number: int) -> str:
        """Return the key of a word; before the first one there is none, nor behind the last."""
        return self.words[number].key if 0 <= number < len(self.words) else ""

    def joins(self, number: int) -> bool:
        """Tell whether a word may stand in a list between entries."""
        key = self.words[number].key
        if key in _REPRESENTED_BY:
            return "(" in (self.key(number - 1), self.key(number - 2))
        return number in self.inside or key in _BETWEEN


def row(named: Named, capacities: Iterable[Found[Capacity]]) -> Row:
    """Return the words of a sentence with the capacities that were found in it."""
    marks: dict[int, Found[Capacity]] = {}
    for mark in capacities:
        whose = named.ending.get(mark.first - 1)
        named_for = whose is not None and whose.meaning.collection == "agencies"
        first = whose.first if whose is not None and named_for else mark.first
        marks[first] = Found(first, mark.last, mark.meanings)
    inside = frozenset(number for mark in marks.values() for number in range(mark.first, mark.last + 1))
    return Row(named.words, marks, inside)


def with_groups(row: Row, entries: Sequence[Listed]) -> list[Listed]:
    """Return the entries, and as entries the capacities that no entry follows in the same list."""
    firsts, starts = [one.first for one in entries], sorted(row.marks)
    groups = [
        Listed(mark.first, mark.last, capacity=mark, group=True)
        for mark in row.marks.values()
        if not _is_followed(row, mark, firsts, starts) and not _of_nobody(row, mark)
    ]
    return sorted([*entries, *groups], key=lambda one: one.first)


def _is_followed(row: Row, mark: Found[Capacity], firsts: Sequence[int], starts: Sequence[int]) -> bool:
    """Tell whether an entry follows a capacity in the same list, or another capacity before any entry."""
    end = len(row.words)
    entry, another = (_next(numbers, mark.last, end) for numbers in (firsts, starts))
    if another < entry:
        return True
    return entry < end and all(row.joins(number) for number in range(mark.last + 1, entry))


def _next(numbers: Sequence[int], after: int, end: int) -> int:
    place = bisect_right(numbers, after)
    return numbers[place] if place < len(numbers) else end


def _plural(row: Row, mark: Found[Capacity]) -> bool:
    """Tell whether a capacity is named as that of several."""
    return any(row.words[number].key in _PLURALS for number in range(mark.first, mark.last + 1))


def about_one(row: Row, mark: Found[Capacity]) -> bool:
    """Tell whether a capacity is said of somebody named before: as an observer, both of them members."""
    before = row.key(mark.first - 1)
    if before == "as":
        return row.key(mark.first - 2) not in ("well", "such")
    if before == "(":
        return row.key(mark.last + 1) == ")"
    return before == "both" or (before in ("an", "a", "all") and not _plural(row, mark))


def _of_nobody(row: Row, mark: Found[Capacity]) -> bool:
    """Tell whether a capacity is named as such, and not as those who have it."""
    status = any(row.words[number].key == "status" for number in range(mark.first, mark.last + 1))
    return status or row.key(mark.first - 1) in _AS_SUCH or about_one(row, mark)


class Standing:
    """Tells which capacity belongs to which entry, list by list in their order.

    Args:
        row: the sentence.
    """

    def __init__(self, row: Row) -> None:
        self._row = row
        # Many lists may begin with the same word, and what leads up to their first entries is read once.
        self._first = self._read = 0
        self._leading = _Naming(row)

    def entries(self, first: int, entries: Sequence[Listed]) -> tuple[Listed, ...]:
        """Return the entries of a list with the capacity that is named before them, or right after.

        Args:
            first: the first word of the list.
            entries: its entries.
        """
        row, last = self._row, entries[-1].last
        starting = {entry.first: entry for entry in entries}
        self._lead(first, entries[0].first)
        naming, out = copy(self._leading), list[Listed]()
        number, end = self._read, min(last + _BEHIND + 1, len(row.words))
        while number < end:
            entry, mark = starting.get(number), row.marks.get(number)
            if entry is not None:
                out.append(naming.given(entry))
                number = entry.last + 1
            elif mark is not None:
                one = about_one(row, mark)
                if one and out and not out[-1].group:
                    _give_back(row, out, mark)
                elif number <= last and (out or not one):
                    naming.name(mark)
                number += 1
            else:
                naming.leave(number)
                number += 1
        return tuple(out)

    def _lead(self, first: int, head: int) -> None:
        """Read what leads up to the first entry of a list."""
        if first != self._first:
            self._first = self._read = first
            self._leading = _Naming(self._row)
        while self._read < head:
            mark = self._row.marks.get(self._read)
            if mark is None:
                self._leading.leave(self._read)
                self._read += 1
            else:
                if not about_one(self._row, mark):
                    self._leading.name(mark)
                self._read += 1


class _Naming:
    """The capacities that hold for what follows, while a list is read from left to right.

    Args:
        row: the sentence.
    """

    def __init__(self, row: Row) -> None:
        self._row = row
        self._current: tuple[Found[Capacity], ...] = ()
        # Whether no entry has followed yet; whether just one may; whether they stand in brackets.
        self._fresh = self._single = self._bracket = False

    def name(self, mark: Found[Capacity]) -> None:
        """Take in a capacity; those named together hold together."""
        self._current = (*self._current, mark) if self._fresh else (mark,)
        self._fresh, self._bracket = True, False
        self._single = not _plural(self._row, mark)

    def given(self, entry: Listed) -> Listed:
        """Return an entry with the capacity that holds, unless it has one of its own."""
        if self._fresh and self._current and self._parted(entry.first):
            self._current = ()
        capacity = entry.capacity or _meant(self._current, entry)
        self._fresh = False
        if self._single:
            self._current, self._single = (), False
        return structs.replace(entry, capacity=capacity)

    def leave(self, number: int) -> None:
        """Take in any other word, which may end what the capacities hold for."""
        key = self._row.words[number].key
        if key == "(" and self._current:
            self._bracket = True
        elif (key == ")" and self._bracket) or (key == "as" and self._as_well(number)):
            self._current = ()

    def _parted(self, first: int) -> bool:
        """Tell whether "and" alone joins a capacity to a name, which has another: the members and Iran."""
        gap = {word.key for word in self._row.words[self._current[-1].last + 1 : first]}
        return "and" in gap and _NAMING.isdisjoint(gap)

    def _as_well(self, number: int) -> bool:
        return self._row.key(number + 1) == "well" and self._row.key(number + 2) == "as"


def _give_back(row: Row, out: list[Listed], mark: Found[Capacity]) -> None:
    """Give a capacity to those named before it: all since the last capacity, or one where it is one's."""
    several = _plural(row, mark)
    for place in range(len(out) - 1, -1, -1):
        entry = out[place]
        if entry.capacity is not None or entry.group:
            break
        out[place] = structs.replace(entry, capacity=mark)
        if not several:
            break


def given(entries: Iterable[Listed], capacity: Found[Capacity] | None) -> tuple[Listed, ...]:
    """Return entries with a capacity, as far as they have none of their own."""
    current = [capacity] if capacity else []
    return tuple(
        one if one.capacity or one.group else structs.replace(one, capacity=_meant(current, one))
        for one in entries
    )


def _meant(current: Sequence[Found[Capacity]], entry: Listed) -> Found[Capacity] | None:
    """Return the capacity named for an entry; of several named together none is."""
    if not current or any(mark.meaning != current[-1].meaning for mark in current):
        return None
    state = entry.party is not None and entry.party.meaning.collection == "delegations"
    return current[-1] if state or current[-1].meaning == "guest" else None
