"""A text cut where marks begin and end, so that each stretch of it has one mark or none."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple


class Stretch(NamedTuple):
    """A stretch of a text within which no mark begins or ends.

    Args:
        start: its first sign.
        end: the sign after its last.
        mark: the number of the innermost mark over it: of those there the last one to begin.
        several: whether others lie over it, too.
        beginning: the numbers of the marks that begin with it.
        ending: the numbers of those that end with it.
    """

    start: int
    end: int
    mark: int | None
    several: bool
    beginning: Sequence[int]
    ending: Sequence[int]


def stretches(length: int, marks: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """Yield the stretches of a text in their order; all of them together are the text.

    Args:
        length: how many signs the text has.
        marks: where each mark begins and ends; none is empty, and all are within the text.
    """
    beginning: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(marks):
        beginning.setdefault(start, []).append(number)
        ending.setdefault(end, []).append(number)
    # Of the marks the last to begin is first, of two that begin together the first to end.
    over: list[tuple[int, int, int]] = []
    count = 0
    for at, following in pairwise(sorted({0, length, *beginning, *ending})):
        begun = beginning.get(at, ())
        count += len(begun) - len(ending.get(at, ()))
        for number in begun:
            heappush(over, (-at, marks[number][1], number))
        # Each goes once, when it comes to be the first: what lies over much is not asked of every stretch.
        while over and over[0][1] <= at:
            heappop(over)
        mark = over[0][2] if over else None
        yield Stretch(at, following, mark, count > 1, begun, ending.get(following, ()))
