"""Charts: bars, years and matrices, drawn with signs, so that they can be read without colour too."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from unsco_cli.render.escape import line_text
from unsco_cli.render.grid import GAP, Rows, grid, in_table, least_widths, no_room, table, taken, widths_for
from unsco_cli.schema import ResultSet, Row, text
from unsco_cli.schema.charts import Bars, Chart, Matrix, Presence, Years

# What a status or capacity is drawn as: a letter, and a colour behind it that leaves black legible.
_LETTERS = {
    "member": ("M", "black on bright_green"),
    "observer": ("O", "black on bright_yellow"),
    "dialogue-partner": ("D", "black on bright_cyan"),
    "partner": ("P", "black on bright_magenta"),
    "guest": ("G", "black on bright_white"),
    "agency": ("A", "black on bright_blue"),
    "host": ("H", "black on bright_red"),
    "unknown": ("?", "black on bright_white"),
    "none": ("-", ""),
}
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
# Columns of the longest bar, of a year where there is no end to the line, and of one beside a name.
_LONGEST_BAR = 40
_WIDEST_YEAR = 5
_LEAST_YEAR = 2
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def chart(result: ResultSet, drawn: Chart, header: bool, width: int) -> Iterator[RenderableType]:
    """Yield what a result with rows is drawn of as a chart.

    Args:
        result: the rows.
        drawn: as which chart.
        header: whether column names come first.
        width: how many columns there are.
    """
    ways: dict[type[Chart], Callable[[ResultSet, Any, bool, int], Iterator[RenderableType]]] = {
        Bars: _bars,
        Years: _years,
        Matrix: _matrix,
    }
    return ways[type(drawn)](result, drawn, header, width)


def room_for_chart(result: ResultSet, drawn: Chart) -> int:
    """Return how many columns a chart needs so that nothing of its rows is left out.

    Args:
        result: the rows, of which there are some.
        drawn: as which chart.
    """
    if isinstance(drawn, Matrix):
        headings, rows, key, others = _table_of(result, drawn)
        own, wide = _key_and_others(headings, rows, key, others)
        return taken({**own, -1: max(wide.values(), default=0)})
    shown = in_table(result)
    least = taken(least_widths(shown, [tuple(map(line_text, row)) for row in shown.texts()]))
    if isinstance(drawn, Bars):
        return least + GAP + _LONGEST_BAR // 4
    _, both = _labels(result.rows)
    lanes = max(map(cell_len, both)) + GAP + _LEAST_YEAR * (drawn.last - drawn.first + 1)
    return max(lanes, least) if drawn.listed else lanes


def _bars(result: ResultSet, drawn: Bars, header: bool, width: int) -> Iterator[RenderableType]:
    """Yield the table with a bar at the end of each row, as far as it leaves room for one."""
    rows = [tuple(map(line_text, row)) for row in result.texts()]
    # A bar is drawn where there is room for more than a stump of it.
    widths = widths_for(result, rows, width - GAP - _LONGEST_BAR // 4)
    if len(widths) < len(result.columns):
        yield from table(result, header, width, titled=True)
        return
    room = min(_LONGEST_BAR, width - GAP - taken(widths))
    longest = max(row.cell(drawn.length) for row in result.rows) or 1
    lengths = (_bar(row.cell(drawn.length) / longest, room) for row in result.rows)
    with_bars = [(*row, bar) for row, bar in zip(rows, lengths, strict=True)]
    yield grid((*result.columns, ""), {**widths, len(result.columns): room}, with_bars, header, titled=True)


def _bar(share: float, room: int) -> str:
    eighths = round(share * room * 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _years(result: ResultSet, drawn: Years, header: bool, width: int) -> Iterator[RenderableType]:
    """Yield a line for each record with a letter for each year, and the legend."""
    lines: dict[str, list[Row]] = {}
    for row in result.rows:
        lines.setdefault(row.id, []).append(row)
    labels, years, wide = _laid_out([rows[0] for rows in lines.values()], drawn, width)
    margin = max(map(cell_len, labels)) + GAP
    if margin >= width:
        # No room for a single year.
        yield from table(result, header, width, titled=True)
        return
    lanes = [[_held_in(periods, drawn, year) for year in years] for periods in lines.values()]
    if header:
        yield Text(" " * margin + _scale(years, wide, width - margin), style="bold")
    for label, lane in zip(labels, lanes, strict=True):
        yield Text.assemble(f"{label}{' ' * (margin - cell_len(label))}", *_signs(lane, wide))
    yield Text()
    held = {one for lane in lanes for one in lane}
    yield _legend([(sign, one, colour) for one, (sign, colour) in _LETTERS.items() if one in held], width)
    if years[0] > drawn.first:
        hidden = dict.fromkeys((str(drawn.first), str(years[0] - 1)))
        yield from no_room([" to ".join(hidden)], "--from and --to")
    if drawn.listed:
        yield Text()
        yield from table(result, header, width, titled=True)


def _laid_out(firsts: Sequence[Row], drawn: Years, width: int) -> tuple[list[str], range, int]:
    """Return the label of each line, which years have room, and how many columns each of them has."""
    count = drawn.last - drawn.first + 1
    ids, both = _labels(firsts)
    for labels, least in ((both, _LEAST_YEAR), (ids, 1)):
        room = width - GAP - max(map(cell_len, labels))
        if room // count >= least:
            return labels, range(drawn.first, drawn.last + 1), min(_WIDEST_YEAR, room // count)
    return ids, range(drawn.last + 1 - max(1, room), drawn.last + 1), 1


def _labels(firsts: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return what a line for each record may begin with: the ids alone, or names beside them."""
    ids = [line_text(row.id) for row in firsts]
    longest = max(map(cell_len, ids)) + GAP
    both = [
        f"{one}{' ' * (longest - cell_len(one))}{line_text(text(row.cell('name')))}"
        for one, row in zip(ids, firsts, strict=True)
    ]
    return ids, both


def _scale(years: range, wide: int, room: int) -> str:
    """Return the years as a heading, as many of them as have room."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if step * wide > len("2001"))
    line = ""
    for number, year in enumerate(years):
        if year % step == 0 and number * wide + len("2001") <= room:
            line = f"{line:<{number * wide}}{year}"
    return line or str(years[0])


def _signs(lane: Sequence[str], wide: int) -> Iterator[tuple[str, str]]:
    """Yield the signs of a line, each with its colour; the same in several years as one."""
    for held, same in groupby(lane):
        letter, colour = _LETTERS.get(held, (" ", ""))
        yield letter * wide * len(list(same)), colour


def _held_in(periods: Sequence[Row], drawn: Years, year: int) -> str:
    """Return what was held last in a year; ``unknown`` where the dates leave open whether anything was."""
    begun = [row for row in periods if row.cell(drawn.since).first.year <= year]
    held = [row for row in begun if _last_year(row, drawn, latest=False) >= year]
    if held:
        return text(max(held, key=lambda row: row.cell(drawn.since)).cell(drawn.value))
    return "unknown" if any(_last_year(row, drawn, latest=True) >= year for row in begun) else ""


def _last_year(row: Row, drawn: Years, *, latest: bool) -> int:
    """Return the last year with a day on which a period was still held, by the earliest or latest end."""
    until = row.cell(drawn.until)
    if until is None:
        return drawn.last
    day = until.last if latest else until.first
    return int(day.year - (day.month == day.day == 1))


def _matrix(result: ResultSet, drawn: Matrix, header: bool, width: int) -> Iterator[RenderableType]:
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


def _colour_of(code: str) -> str:
    """Return the colour of a cell: that of the capacity whose letter it begins with."""
    letter, apart, _ = code.partition(" ")
    return next((colour for one, colour in _LETTERS.values() if apart and one == letter), "")


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
    capacity = _LETTERS[cell.capacity][0] if cell.capacity else ""
    held = f"({_LETTERS[cell.status][0]})" if cell.status else ""
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
    capacities = [(letter, name, colour) for name, (letter, colour) in _LETTERS.items() if name in named]
    beside = [("( )", "status held that day, if another", "")] if held else []
    yield Text()
    if capacities:
        yield _legend([*capacities, *beside], width)
    yield _legend([(code, name, "") for name, code in _PARTS.items() if name in parts], width)


def _legend(entries: Iterable[tuple[str, str, str]], width: int) -> Text:
    """Return signs with what they stand for, as many on a line as have room."""
    legend = Text(overflow="fold")
    used = 0
    for sign, meaning, colour in entries:
        needed = cell_len(f"{sign} {meaning}")
        apart = "   " if used and used + 3 + needed <= width else "\n" if used else ""
        used = used + 3 + needed if apart == "   " else needed
        legend.append(apart)
        legend.append(sign, style=colour)
        legend.append(f" {meaning.replace('-', ' ')}")
    return legend
