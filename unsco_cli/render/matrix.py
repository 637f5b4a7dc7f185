"""Matrices: who came to which events, in as few signs as can be told apart, page by page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from unsco_cli.render.escape import line_text
from unsco_cli.render.grid import Rows, grid, no_room, taken
from unsco_cli.render.legend import LETTERS, legend_of
from unsco_cli.schema import ResultSet, text
from unsco_cli.schema.charts import Matrix, Presence

_PARTS = {
    "organised": "or",
    "chaired": "ch",
    "addressed": "ad",
    "reported": "re",
    "moderated": "mo",
    "signed": "si",
    "attended": "at",
    "offered-floor": "of",
    "sent-message": "sm",
    "received-message": "rm",
}


def matrix(result: ResultSet, drawn: Matrix, header: bool, width: int) -> Iterator[RenderableType]:
    """Yield a table for as many columns as have room, then one for the next of them, and the legend."""
    headings, rows, key, others = _table_of(result, drawn)
    totals = tuple(_total(result, rows, number, drawn.key) for number in range(len(result.columns)))
    pages = list(_pages(headings, rows, key, others, width))

    def colour_of(number: int, code: str) -> str:
        return _colour_of(code) if number in others else ""

    for number, page in enumerate(pages):
        if number:
            yield Text()
        shown = [row for row in rows if any(row[column] for column in page if column in others)]
        yield grid(headings, page, [*shown, totals], header, titled=True, colour_of=colour_of)
    yield from _legends(result, width)
    yield from no_room([result.columns[number] for number in key if number not in pages[0]])


def room_for_matrix(result: ResultSet, drawn: Matrix) -> int:
    """Return how many columns a matrix needs so that its key and each of its columns have room."""
    headings, rows, key, others = _table_of(result, drawn)
    own, wide = _key_and_others(headings, rows, key, others)
    return taken({**own, -1: max(wide.values(), default=0)})


def _colour_of(code: str) -> str:
    """Return the colour of a cell: that of the capacity whose letter it begins with."""
    letter, apart, _ = code.partition(" ")
    return next((colour for one, colour in LETTERS.values() if apart and one == letter), "")


def _table_of(
    result: ResultSet, drawn: Matrix
) -> tuple[tuple[str, ...], list[tuple[str, ...]], list[int], list[int]]:
    """Return the headings and texts of a matrix, and the numbers of its key and of its other columns."""
    key = [number for number, name in enumerate(result.columns) if name in drawn.key]
    others = [number for number in range(len(result.columns)) if number not in key]
    headings = tuple(
        _folded(line_text(name)) if number in others else name for number, name in enumerate(result.columns)
    )
    return headings, [tuple(map(_code, row)) for row in _cells(result)], key, others


def _cells(result: ResultSet) -> Iterator[tuple[Any, ...]]:
    for row in result.rows:
        yield tuple(row.cell(column) for column in result.columns)


def _code(cell: Any) -> str:
    """Return a cell in as few signs as can be told apart."""
    if isinstance(cell, tuple) and any(isinstance(part, Presence) for part in cell):
        return " ".join(_code(part) for part in cell)
    if not isinstance(cell, Presence):
        return line_text(text(cell))
    capacity = LETTERS[cell.capacity][0] if cell.capacity else ""
    held = f"({LETTERS[cell.status][0]})" if cell.status else ""
    return f"{capacity} {_PARTS[cell.part]}{held}".strip()


def _total(result: ResultSet, rows: Rows, number: int, key: Iterable[str]) -> str:
    """Return what stands under a column: how many took part, or what that row is."""
    if result.columns[number] in key:
        return "total" if number == 0 else ""
    return str(sum(1 for row in rows if row[number]))


def _folded(name: str) -> str:
    """Return an id that may be broken after its hyphens."""
    return name.replace("-", "- ")


def _pages(
    headings: Sequence[str], rows: Rows, key: Sequence[int], others: Sequence[int], width: int
) -> Iterator[dict[int, int]]:
    """Yield the widths of the columns of each page, by their number."""
    own, wide = _key_and_others(headings, rows, key, others)
    # Where the key leaves no room for a column, what stands second in it goes first: a name, beside its id.
    while len(own) > 1 and taken({**own, -1: max(wide.values(), default=0)}) > width:
        del own[list(own)[1]]
    page = dict(own)
    for number in others:
        if page.keys() - own.keys() and taken({**page, number: wide[number]}) > width:
            yield page
            page = dict(own)
        page[number] = wide[number]
    yield page


def _key_and_others(
    headings: Sequence[str], rows: Rows, key: Sequence[int], others: Sequence[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the widths of the columns of the key, which are not wrapped, and of the others."""
    own = {number: max(cell_len(row[number]) for row in rows) for number in key}
    own = {number: max(wide, cell_len(headings[number])) for number, wide in own.items()}
    return own, {number: _column_width(headings[number], rows, number) for number in others}


def _column_width(heading: str, rows: Rows, number: int) -> int:
    """Return the width of the widest cell, or of the longest word of the heading."""
    return max(cell_len(word) for word in (*heading.split(), *(row[number] for row in rows)))


def _legends(result: ResultSet, width: int) -> Iterator[RenderableType]:
    found = [
        part
        for row in _cells(result)
        for cell in row
        for part in (cell if isinstance(cell, tuple) else ())
        if isinstance(part, Presence)
    ]
    held = {part.status for part in found} - {None}
    named = held | {part.capacity for part in found}
    parts = {part.part for part in found}
    capacities = [(letter, name, colour) for name, (letter, colour) in LETTERS.items() if name in named]
    beside = [("( )", "status held that day, if another", "")] if held else []
    yield Text()
    if capacities:
        yield legend_of([*capacities, *beside], width)
    yield legend_of([(code, name, "") for name, code in _PARTS.items() if name in parts], width)
