"""Changes as lines: what was after a minus, what is after a plus."""

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from unsco_cli.render.escape import line_text
from unsco_cli.render.grid import GAP
from unsco_cli.schema import ResultSet, Row, text
from unsco_cli.schema.charts import Sides

# The sign before a line, and its colour.
_GONE, _COME, _STAYS, _OTHER = ("-", "red"), ("+", "green"), ("=", "yellow"), ("~", "")


def sides(result: ResultSet, drawn: Sides, _header: bool, _width: int) -> Iterator[RenderableType]:
    """Yield a line for each value that goes, and one for each that comes, under the record it belongs to.

    Args:
        result: a row for each field.
        drawn: which columns play which part.
    """
    for heads, rows in groupby(result.rows, lambda row: [text(row.cell(one)) for one in drawn.heads]):
        act, *names = heads
        yield Text()
        yield Text(line_text(f"{act} {'/'.join(filter(None, names))}"), style="bold", overflow="fold")
        signs = (_STAYS, _OTHER) if act == drawn.kept else (_GONE, _COME)
        lines = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
        lines.add_column(no_wrap=True)
        lines.add_column(overflow="fold")
        for row in rows:
            for (sign, style), column in zip(signs, (drawn.before, drawn.after), strict=True):
                if row.cell(column) is not None:
                    lines.add_row(sign, Text(_line(row, drawn, column)), style=style)
        yield Padding(lines, (0, 0, 0, GAP), expand=False)
    yield Text()


def room_for_sides(result: ResultSet, drawn: Sides) -> int:
    """Return how many columns leave the words of the changes whole."""
    lines = (_line(row, drawn, column) for row in result.rows for column in (drawn.before, drawn.after))
    return 2 * GAP + max(cell_len(word) for line in lines for word in line.split())


def _line(row: Row, drawn: Sides, column: str) -> str:
    field = text(row.cell(drawn.field))
    return line_text(" ".join(filter(None, (f"{field}:" if field else "", text(row.cell(column))))))
