"""Where in a store's text each record stands, in a text that is as this program writes it.

Of such a text nothing has to be written anew but what changes, and no key stands twice in it.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from unsco_cli.schema.changes import Change
from unsco_cli.schema.store_text import (
    BEGIN,
    BETWEEN,
    CLOSE,
    EMPTY,
    END,
    OPEN,
    line_begin,
    record_line,
    table_begin,
    tables_in_order,
)
from unsco_cli.store.storage import RawTables

# A text in pieces, which are written one after the other.
Pieces = Sequence[bytes | memoryview]


class Place(Struct, frozen=True):
    """Where a collection stands.

    Args:
        begin: where its name begins, with what stands before that in its line.
        end: the end of its last bracket.
        keys: the keys of its records, in order.
        begins: where the line of each record begins.
        last: where the last record ends.
    """

    begin: int
    end: int
    keys: Sequence[str]
    begins: Sequence[int]
    last: int


class Layout(Struct, frozen=True):
    """Where everything stands in a store's text.

    Args:
        text: the text.
        places: the collections in their order.
    """

    text: bytes
    places: dict[str, Place]

    def changed(self, changes: Sequence[Change]) -> Pieces | None:
        """Return the text after some changes; None where there is a collection in it that was not before.

        Args:
            changes: records in their canonical form.
        """
        by_table: dict[str, dict[str, Change]] = {}
        for change in changes:
            by_table.setdefault(change.collection, {})[change.id] = change
        if by_table.keys() - self.places.keys():
            return None
        return list(self._pieces(by_table))

    def _pieces(self, by_table: dict[str, dict[str, Change]]) -> Iterator[bytes | memoryview]:
        whole = memoryview(self.text)
        done = 0
        for name, place in self.places.items():
            changes = by_table.get(name)
            if changes is None:
                continue
            yield whole[done : place.begin]
            runs = list(_runs(place, changes))
            yield table_begin(name) + (OPEN if runs else EMPTY)
            for number, run in enumerate(runs):
                yield BETWEEN if number else b""
                yield whole[run] if isinstance(run, slice) else run
            yield CLOSE if runs else b""
            done = place.end
        yield whole[done:]


def _runs(place: Place, changes: dict[str, Change]) -> Iterator[bytes | slice]:
    """Yield what a collection holds after its changes: records that stay together, and lines of others."""
    begin = 0
    for key in sorted(changes):
        at = bisect_left(place.keys, key)
        if begin < at:
            yield slice(place.begins[begin], _end(place, at - 1))
        after = changes[key].after
        if after is not None:
            yield record_line(key, after)
        there = at < len(place.keys) and place.keys[at] == key
        begin = at + 1 if there else at
    if begin < len(place.keys):
        yield slice(place.begins[begin], place.last)


def _end(place: Place, number: int) -> int:
    """Return where a record ends: before what stands between it and the next."""
    following = number + 1
    return place.begins[following] - len(BETWEEN) if following < len(place.begins) else place.last


def layout_of(text: bytes, tables: RawTables) -> Layout | None:
    """Return where everything stands in a text, or None of one that is not as this program writes it.

    Args:
        text: the text.
        tables: the undecoded records that it holds.
    """
    position = _after(text, 0, BEGIN)
    places: dict[str, Place] = {}
    for number, name in enumerate(tables_in_order(tables)):
        if number:
            position = _after(text, position, BETWEEN)
        begin = position
        position = _after(text, position, table_begin(name))
        if position < 0:
            return None
        place = _place(text, begin, position, tables[name])
        if place is None:
            return None
        places[name] = place
        position = place.end
    end = _after(text, position, END)
    return Layout(text, places) if end == len(text) else None


def _place(text: bytes, begin: int, position: int, records: dict[str, msgspec.Raw]) -> Place | None:
    """Return where a collection stands whose name ends at a position."""
    if not records:
        end = _after(text, position, EMPTY)
        return None if end < 0 else Place(begin, end, (), (), end)
    begins = array("Q")
    keys = sorted(records)
    position = _after(text, position, OPEN)
    for number, key in enumerate(keys):
        if number:
            position = _after(text, position, BETWEEN)
        begins.append(max(position, 0))
        raw = bytes(records[key])
        position = _after(text, position, line_begin(key) + raw)
        if position < 0 or raw[:1] != b"{":
            return None
    last = position
    end = _after(text, position, CLOSE)
    return None if end < 0 else Place(begin, end, keys, begins, last)


def _after(text: bytes, position: int, expected: bytes) -> int:
    """Return where a text ends that is expected at a position; a negative number where it is not there."""
    return position + len(expected) if position >= 0 and text.startswith(expected, position) else -1
