"""Where in a store's text each record stands, in a text that is as this program writes it.

Of such a text nothing has to be written anew but what changes, and no key stands twice in it.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

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
    RawTables,
    line_begin,
    record_line,
    table_begin,
    tables_in_order,
)

# A text in pieces, which are written one after the other.
Pieces = Sequence[bytes | memoryview]


class Extent(Struct, frozen=True):
    """Where a collection stands.

    Args:
        text: the text it stands in.
        begin: where its name begins, with what stands before that in its line.
        end: the end of its last bracket.
        keys: the keys of its records, in order.
        begins: where the line of each record begins.
        last: where the last record ends.
    """

    text: bytes
    begin: int
    end: int
    keys: Sequence[str]
    begins: Sequence[int]
    last: int

    def holding(self, value: bytes) -> Iterator[str]:
        """Yield the keys of the records in whose text another text occurs, in order.

        Args:
            value: the other text; not empty.
        """
        at = self.text.find(value, self.begin, self.last)
        while at >= 0:
            following = bisect_right(self.begins, at)
            if following:
                yield self.keys[following - 1]
            # What else occurs in the same record is passed over.
            begin = self.begins[following] if following < len(self.begins) else self.last
            at = self.text.find(value, begin, self.last)


class Layout(Struct, frozen=True):
    """Where everything stands in a store's text.

    Args:
        text: the text.
        extents: the collections in their order.
    """

    text: bytes
    extents: dict[str, Extent]

    def changed(self, changes: Sequence[Change]) -> Pieces | None:
        """Return the text after some changes; None where there is a collection in it that was not before.

        Args:
            changes: records in their canonical form.
        """
        by_table: dict[str, dict[str, Change]] = {}
        for change in changes:
            by_table.setdefault(change.collection, {})[change.id] = change
        if by_table.keys() - self.extents.keys():
            return None
        return list(self._pieces(by_table))

    def _pieces(self, by_table: dict[str, dict[str, Change]]) -> Iterator[bytes | memoryview]:
        whole = memoryview(self.text)
        done = 0
        for name, extent in self.extents.items():
            changes = by_table.get(name)
            if changes is None:
                continue
            yield whole[done : extent.begin]
            runs = list(_runs(extent, changes))
            yield table_begin(name) + (OPEN if runs else EMPTY)
            for number, run in enumerate(runs):
                yield BETWEEN if number else b""
                yield whole[run] if isinstance(run, slice) else run
            yield CLOSE if runs else b""
            done = extent.end
        yield whole[done:]


def _runs(extent: Extent, changes: dict[str, Change]) -> Iterator[bytes | slice]:
    """Yield what a collection holds after its changes: records that stay together, and lines of others."""
    begin = 0
    for key in sorted(changes):
        at = bisect_left(extent.keys, key)
        if begin < at:
            yield slice(extent.begins[begin], _end(extent, at - 1))
        after = changes[key].after
        if after is not None:
            yield record_line(key, after)
        there = at < len(extent.keys) and extent.keys[at] == key
        begin = at + 1 if there else at
    if begin < len(extent.keys):
        yield slice(extent.begins[begin], extent.last)


def _end(extent: Extent, number: int) -> int:
    """Return where a record ends: before what stands between it and the next."""
    following = number + 1
    return extent.begins[following] - len(BETWEEN) if following < len(extent.begins) else extent.last


def layout_of(text: bytes, tables: RawTables) -> Layout | None:
    """Return where everything stands in a text, or None of one that is not as this program writes it.

    Args:
        text: the text.
        tables: the undecoded records that it holds.
    """
    position = _after(text, 0, BEGIN)
    extents: dict[str, Extent] = {}
    for number, name in enumerate(tables_in_order(tables)):
        if number:
            position = _after(text, position, BETWEEN)
        begin = position
        position = _after(text, position, table_begin(name))
        if position < 0:
            return None
        extent = _extent(text, begin, position, tables[name])
        if extent is None:
            return None
        extents[name] = extent
        position = extent.end
    end = _after(text, position, END)
    return Layout(text, extents) if end == len(text) else None


def _extent(text: bytes, begin: int, position: int, records: Mapping[str, msgspec.Raw]) -> Extent | None:
    """Return where a collection stands whose name ends at a position."""
    if not records:
        end = _after(text, position, EMPTY)
        return None if end < 0 else Extent(text, begin, end, (), (), begin)
    begins = array("Q")
    keys = sorted(records)
    position = _after(text, position, OPEN)
    for number, key in enumerate(keys):
        name, record = line_begin(key), records[key]
        position = _after(text, position, BETWEEN + name if number else name)
        # It is compared where it stands: to copy every record would cost as much again.
        if position < 0 or text[position : position + 1] != b"{" or not text.startswith(record, position):
            return None
        begins.append(position - len(name))
        position += len(record)
    last = position
    end = _after(text, position, CLOSE)
    return None if end < 0 else Extent(text, begin, end, keys, begins, last)


def _after(text: bytes, position: int, expected: bytes) -> int:
    """Return where a text ends that is expected at a position; a negative number where it is not there."""
    return position + len(expected) if position >= 0 and text.startswith(expected, position) else -1
