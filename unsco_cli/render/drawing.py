"""Answers as rich draws them, for a terminal and for pictures.

Data goes in as rich Text, never as a string, so that nothing in it is read as markup or emoji.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from unsco_cli.render.escape import line_text
from unsco_cli.render.grid import GAP, least_room, table
from unsco_cli.schema import ResultSet, Row, Sheet, text

# Off a terminal nothing is cut or wrapped: wider than any line.
UNBOUNDED = 10**9
# An address is left whole where it is no longer than this, so that it can be copied.
_LONGEST_ADDRESS = 140


def parts(answer: ResultSet | Sheet, header: bool, width: int) -> Iterator[RenderableType]:
    """Yield what a result or a sheet is drawn of.

    Args:
        answer: the result, or the sheet.
        header: whether column names come first.
        width: how many columns there are.
    """
    return _sheet(answer, header, width) if isinstance(answer, Sheet) else _titled(answer, header, width)


def console_for(file: IO[str], width: int, *, colour: bool) -> Console:
    """Return a console of our own: rich's would look at the process, not at the world."""
    return Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def room_for(answer: ResultSet | Sheet) -> int:
    """Return how many columns an answer needs so that none of its own is left out."""
    if isinstance(answer, Sheet):
        return max((_room_for_table(section.result) for section in answer.sections), default=0)
    own = _room_for_groups(answer) if answer.grouped else _room_for_table(answer)
    return max([own, *map(room_for, answer.below)])


def _sheet(sheet: Sheet, header: bool, width: int) -> Iterator[RenderableType]:
    yield Text(line_text(sheet.caption), style="bold", overflow="fold")
    if sheet.facts:
        yield Text()
        yield _facts(sheet.facts)
    for section in sheet.sections:
        yield Text()
        yield Text(line_text(section.result.title), style="bold")
        yield from _body(section.result, header, width, titled=False)


def _facts(facts: Iterable[tuple[str, str]]) -> Table:
    """Return names with their values, a line each."""
    table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(Text(line_text(name.replace("_", " "))), Text(line_text(value)))
    return table


def _groups(result: ResultSet) -> Iterator[RenderableType]:
    """Yield the rows that agree in the grouped columns under what they agree in."""
    said = (*result.implied, *result.grouped, *result.beneath)
    heading = tuple(name for name in result.columns if name not in said)
    name, value, *others = result.grouped
    shown: set[tuple[str, tuple[str, str]]] = set()
    for _, group in groupby(result.rows, lambda row: [text(row.cell(column)) for column in result.grouped]):
        rows = tuple(group)
        first = rows[0]
        label = text(first.cell(name))
        yield Text()
        yield _facts([*([(label, text(first.cell(value)))] if label else []), *_filled(first, others)])
        for row in rows:
            head = "  ".join(value for _, value in _filled(row, heading))
            # What was told of the same source above needs no second telling.
            beneath = [one for one in _filled(row, result.beneath) if (head, one) not in shown]
            shown.update((head, one) for one in beneath if result.once)
            if head:
                yield _indented(Text(line_text(head), overflow="fold"))
            if beneath:
                yield _indented(_indented(_facts(beneath)))
    yield Text()


def _filled(row: Row, columns: Iterable[str]) -> Iterator[tuple[str, str]]:
    texts = ((column, text(row.cell(column))) for column in columns)
    return ((column, value) for column, value in texts if value)


def _indented(part: RenderableType) -> RenderableType:
    # As wide as it has to be: off a terminal a line has no end to be filled up to.
    return Padding(part, (0, 0, 0, GAP), expand=False)


def _titled(result: ResultSet, header: bool, width: int) -> Iterator[RenderableType]:
    yield Text(line_text(result.title), style="bold", overflow="fold")
    yield from _body(result, header, width, titled=True)
    for below in result.below:
        yield Text()
        yield from _titled(below, header, width)


def _body(result: ResultSet, header: bool, width: int, *, titled: bool) -> Iterator[RenderableType]:
    if not result.rows:
        if result.empty:
            yield Text(line_text(result.empty), overflow="fold")
    elif result.chart:
        # Loaded only here: few answers are charts.
        from unsco_cli.render.charts import chart  # noqa: PLC0415

        yield from chart(result, result.chart, header, width)
    elif titled and result.grouped:
        yield from _groups(result)
    else:
        yield from _rows(result, header, width, titled=titled)
    for note in (*result.notes, *result.remarks):
        yield Text(line_text(note), style="yellow", overflow="fold")


def _rows(result: ResultSet, header: bool, width: int, *, titled: bool) -> Iterator[RenderableType]:
    yield from table(result, header, width, titled=titled)
    if result.aside:
        yield Text(f"left out: {', '.join(result.aside)} (choose with --columns)")


def _room_for_groups(result: ResultSet) -> int:
    """Return how many columns leave the words whole that stand beneath rows."""
    beneath = [line_text(value) for row in result.rows for _, value in _filled(row, result.beneath)]
    longest = max((cell_len(word) for value in beneath for word in value.split()), default=0)
    return 3 * GAP + max(map(cell_len, result.beneath), default=0) + min(longest, _LONGEST_ADDRESS)


def _room_for_table(result: ResultSet) -> int:
    if result.chart and result.rows:
        # Loaded only here: few answers are charts.
        from unsco_cli.render.charts import room_for_chart  # noqa: PLC0415

        return room_for_chart(result, result.chart)
    return least_room(result)
