"""Tables for a terminal; the only module that draws with rich.

Data goes in as rich Text, never as a string, so that nothing in it is read as markup or emoji.
"""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from unsco_cli.render.escape import line_text
from unsco_cli.schema import ResultSet, Sheet
from unsco_cli.world import World

# Off a terminal nothing is cut or wrapped: wider than any line.
_UNBOUNDED = 100_000
# A column that may wrap is not made narrower than this.
_NARROWEST = 12
# What is never broken over lines.
_WHOLE = frozenset(
    ("id", "date", "start", "end", "since", "until", "from", "published", "decided", "status", "now",
     "certainty", "capacity", "part", "acronym", "symbol")
)  # fmt: skip
_PADDING = 2


def draw(answer: ResultSet | tuple[Sheet, ...], header: bool, world: World) -> Iterator[str]:
    """Yield a result as a table, or sheets as a person reads them: facts, then a table for each list."""
    width = world.width or _UNBOUNDED
    if isinstance(answer, ResultSet):
        yield _paint(_table(answer, header, width, titled=True), world, width)
        return
    for number, sheet in enumerate(answer):
        if number:
            yield "\n"
        yield _paint(_sheet(sheet, header, width), world, width)


def _paint(parts: Iterable[RenderableType], world: World, width: int) -> str:
    """Draw with a console of our own: rich's would look at the process, not at the world."""
    file = StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=world.colour,
        color_system="standard" if world.colour else None,
        no_color=not world.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    console.print(Group(*parts))
    lines = file.getvalue().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _sheet(sheet: Sheet, header: bool, width: int) -> Iterator[RenderableType]:
    yield Text(line_text(sheet.caption), style="bold", overflow="fold")
    yield Text()
    facts = Table(box=None, show_header=False, padding=(0, _PADDING, 0, 0), pad_edge=False)
    facts.add_column(no_wrap=True, style="cyan")
    facts.add_column(overflow="fold")
    for name, value in sheet.facts:
        facts.add_row(Text(name.replace("_", " ")), Text(line_text(value)))
    yield facts
    for section in sheet.sections:
        yield Text()
        yield Text(line_text(section.result.title), style="bold")
        yield from _table(section.result, header, width, titled=False)


def _table(result: ResultSet, header: bool, width: int, *, titled: bool) -> Iterator[RenderableType]:
    if titled:
        yield Text(line_text(result.title), style="bold", overflow="fold")
    rows = [tuple(map(line_text, row)) for row in result.texts()]
    count = _fitting(result.columns, rows, width)
    yield _grid(result.columns[:count], rows, header, titled) if rows else Text(line_text(result.empty))
    if count < len(result.columns):
        hidden = ", ".join(result.columns[count:])
        yield Text(f"no room for: {hidden} (widen the terminal, or choose with --columns)")
    for note in result.notes:
        yield Text(line_text(note), style="yellow", overflow="fold")


def _grid(columns: tuple[str, ...], rows: list[tuple[str, ...]], header: bool, titled: bool) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD if titled else None,
        show_header=header and len(columns) > 1,
        show_edge=False,
        pad_edge=False,
        padding=(0, _PADDING, 0, 0),
        header_style="bold" if titled else "dim",
    )
    for name in columns:
        style = "cyan" if name == "id" else ""
        heading = Text(name.replace("_", " "))
        table.add_column(heading, style=style, no_wrap=name in _WHOLE, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row[: len(columns)]))
    return table


def _fitting(columns: tuple[str, ...], rows: list[tuple[str, ...]], width: int) -> int:
    """Return how many columns, from the left, have room; at least one always has."""
    used = 0
    for number, name in enumerate(columns):
        longest = max((cell_len(row[number]) for row in rows), default=0)
        longest = max(longest, len(name))
        used += (longest if name in _WHOLE else min(longest, _NARROWEST)) + _PADDING
        if number and used - _PADDING > width:
            return number
    return len(columns)
