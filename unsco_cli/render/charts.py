"""Charts: bars, years and matrices, drawn with signs, so that they can be read without colour too."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from unsco_cli.render.escape import line_text
from unsco_cli.render.grid import GAP, drawn_texts, grid, least_room, no_room, table, taken, widths_for
from unsco_cli.render.legend import LETTERS, legend_of
from unsco_cli.render.matrix import matrix, room_for_matrix
from unsco_cli.render.sides import room_for_sides, sides
from unsco_cli.schema import ResultSet, Row, text
from unsco_cli.schema.charts import Bars, Chart, Matrix, Sides, Years

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
        Matrix: matrix,
        Sides: sides,
    }
    return ways[type(drawn)](result, drawn, header, width)


def room_for_chart(result: ResultSet, drawn: Chart) -> int:
    """Return how many columns a chart needs so that nothing of its rows is left out.

    Args:
        result: the rows, of which there are some.
        drawn: as which chart.
    """
    if isinstance(drawn, Sides):
        return room_for_sides(result, drawn)
    if isinstance(drawn, Matrix):
        return room_for_matrix(result, drawn)
    least = least_room(result)
    if isinstance(drawn, Bars):
        return least + GAP + _LONGEST_BAR // 4
    _, both = _labels(result.rows)
    lanes = max(map(cell_len, both)) + GAP + _LEAST_YEAR * (drawn.last - drawn.first + 1)
    return max(lanes, least) if drawn.listed else lanes


def _bars(result: ResultSet, drawn: Bars, header: bool, width: int) -> Iterator[RenderableType]:
    """Yield the table with a bar at the end of each row, as far as it leaves room for one."""
    rows = drawn_texts(result)
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
    yield legend_of([(sign, one, colour) for one, (sign, colour) in LETTERS.items() if one in held], width)
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
        letter, colour = LETTERS.get(held, (" ", ""))
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
