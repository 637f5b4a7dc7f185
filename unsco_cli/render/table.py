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
# A column that may wrap is as wide as its longest word, or this where a word is longer.
_LONGEST_WORD = 24
# What is never broken over lines.
_WHOLE = frozenset(
    ("id", "date", "start", "end", "since", "until", "from", "published", "decided", "status", "now",
     "certainty", "capacity", "part", "acronym", "symbol")
)  # fmt: skip
# Between two columns.
_GAP = 2


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
    facts = Table(box=None, show_header=False, padding=(0, _GAP, 0, 0), pad_edge=False)
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
    widths = _widths(result.columns, rows, width)
    if rows:
        yield _grid(dict(zip(result.columns, widths, strict=False)), rows, header, titled)
    else:
        yield Text(line_text(result.empty), overflow="fold")
    if len(widths) < len(result.columns):
        hidden = ", ".join(result.columns[len(widths) :])
        yield Text(f"no room for: {hidden} (widen the terminal, or choose with --columns)")
    for note in result.notes:
        yield Text(line_text(note), style="yellow", overflow="fold")


def _grid(columns: dict[str, int], rows: list[tuple[str, ...]], header: bool, titled: bool) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD if titled else None,
        show_header=header and len(columns) > 1,
        show_edge=False,
        pad_edge=False,
        # A box has a divider of its own between columns.
        padding=(0, _GAP - titled, 0, 0),
        header_style="bold" if titled else "dim",
    )
    for name, width in columns.items():
        style = "cyan" if name == "id" else ""
        table.add_column(Text(name.replace("_", " ")), style=style, width=width, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row[: len(columns)]))
    return table


def _widths(columns: tuple[str, ...], rows: list[tuple[str, ...]], width: int) -> list[int]:
    """Return the widths of the columns that have room, from the left; the first one always has.

    Rich would shrink a column below its longest word while another has room to spare.
    """
    cells = [[name, *(row[number] for row in rows)] for number, name in enumerate(columns)]
    full = [max(map(cell_len, column)) for column in cells]
    least = [
        longest if name in _WHOLE else max(map(_longest_word, column))
        for name, longest, column in zip(columns, full, cells, strict=True)
    ]
    while len(least) > 1 and sum(least) + _GAP * (len(least) - 1) > width:
        least.pop()
    spare = width - sum(least) - _GAP * (len(least) - 1)
    if spare < 0:
        return [width]
    return _shared_out(spare, least, full)


def _shared_out(spare: int, least: list[int], full: list[int]) -> list[int]:
    """Return the widths with room to spare shared evenly among columns that want more."""
    widths = list(least)
    # Those that want least are served first, so that what they leave goes to the others.
    wanting = sorted(range(len(least)), key=lambda column: full[column] - least[column])
    for position, column in enumerate(wanting):
        more = min(full[column] - least[column], spare // (len(wanting) - position))
        widths[column] += more
        spare -= more
    return widths


def _longest_word(cell: str) -> int:
    return min(max(map(cell_len, cell.split()), default=0), _LONGEST_WORD)
