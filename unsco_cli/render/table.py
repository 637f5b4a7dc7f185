"""The table format: answers drawn on a terminal, or on a stream without end to its lines."""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Group, RenderableType

from unsco_cli.render.drawing import UNBOUNDED, console_for, parts
from unsco_cli.render.page import Page
from unsco_cli.schema import ResultSet, Sheet


def draw(answer: ResultSet | tuple[Sheet, ...], page: Page) -> Iterator[str]:
    """Yield a result as a table, or sheets as a person reads them: facts, then a table for each list."""
    width = page.width or UNBOUNDED
    if isinstance(answer, ResultSet):
        yield _paint(parts(answer, page.header, width), page.colour, width)
        return
    for number, sheet in enumerate(answer):
        if number:
            yield "\n"
        yield _paint(parts(sheet, page.header, width), page.colour, width)


def _paint(drawn: Iterable[RenderableType], colour: bool, width: int) -> str:
    file = StringIO()
    console_for(file, width, colour=colour).print(Group(*drawn))
    lines = file.getvalue().split("\n")
    return "\n".join(line.rstrip() for line in lines)
