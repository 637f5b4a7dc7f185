"""Tables for a terminal; the only module that draws with rich.

Data goes in as rich Text, never as a string, so that nothing in it is read as markup or emoji.
"""

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby

from msgspec import structs
from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from unsco_cli.render.escape import line_text
from unsco_cli.schema import ResultSet, Row, Sheet, text
from unsco_cli.world import World

# Off a terminal nothing is cut or wrapped: wider than any line.
_UNBOUNDED = 10**9
# A column is no narrower than its longest word, or than this where a word is longer; the second where
# room is short, before a column is left out.
_LONGEST_WORDS = (40, 16)
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
    if sheet.facts:
        yield Text()
        yield _facts(sheet.facts)
    for section in sheet.sections:
        yield Text()
        yield Text(line_text(section.result.title), style="bold")
        yield from _table(section.result, header, width, titled=False)


def _facts(facts: Iterable[tuple[str, str]]) -> Table:
    """Return names with their values, a line each."""
    table = Table(box=None, show_header=False, padding=(0, _GAP, 0, 0), pad_edge=False)
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
            shown.update((head, one) for one in beneath)
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
    return Padding(part, (0, 0, 0, _GAP), expand=False)


def _table(result: ResultSet, header: bool, width: int, *, titled: bool) -> Iterator[RenderableType]:
    if titled:
        yield Text(line_text(result.title), style="bold", overflow="fold")
    if titled and result.grouped and result.rows:
        yield from _groups(result)
    else:
        yield from _rows(result, header, width, titled=titled)
    for note in (*result.notes, *result.remarks):
        yield Text(line_text(note), style="yellow", overflow="fold")


def _rows(result: ResultSet, header: bool, width: int, *, titled: bool) -> Iterator[RenderableType]:
    result = structs.replace(
        result, columns=tuple(name for name in result.columns if name not in result.aside)
    )
    rows = [tuple(map(line_text, row)) for row in result.texts()]
    if not rows:
        if result.empty:
            yield Text(line_text(result.empty), overflow="fold")
    else:
        widths = _widths(result, rows, width)
        yield _grid(result.columns, widths, rows, header, titled)
        hidden = [name for number, name in enumerate(result.columns) if number not in widths]
        if hidden:
            # Of a list the columns can be chosen, of a sheet the fields.
            way = "widen the terminal, or choose with --columns" if titled else "widen the terminal"
            yield Text(f"no room for: {', '.join(hidden)} ({way})")
        if result.aside:
            yield Text(f"left out: {', '.join(result.aside)} (choose with --columns)")


def _grid(
    columns: tuple[str, ...], widths: dict[int, int], rows: list[tuple[str, ...]], header: bool, titled: bool
) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD if titled else None,
        # A lone column of a sheet has the name of its section.
        show_header=header and (titled or len(columns) > 1),
        show_edge=False,
        pad_edge=False,
        # A box has a divider of its own between columns.
        padding=(0, _GAP - titled, 0, 0),
        header_style="bold" if titled else "dim",
    )
    for number, width in widths.items():
        style = "cyan" if columns[number] == "id" else ""
        heading = Text(columns[number].replace("_", " "))
        table.add_column(heading, style=style, width=width, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[number]) for number in widths))
    return table


def _widths(result: ResultSet, rows: list[tuple[str, ...]], width: int) -> dict[int, int]:
    """Return the widths of the columns that have room, by their number; the first one always has.

    Rich would shrink a column below its longest word while another has room to spare.
    """
    cells = [
        [name.replace("_", " "), *(row[number] for row in rows)] for number, name in enumerate(result.columns)
    ]
    full = [max(map(cell_len, column)) for column in cells]
    for longest in _LONGEST_WORDS:
        # An id is there to be copied.
        bounds = [_LONGEST_WORDS[0] if name == "id" else longest for name in result.columns]
        least = {number: _longest_word(column, bounds[number]) for number, column in enumerate(cells)}
        if _taken(least) <= width:
            break
    # From the right, those last without which a row can't be understood.
    going = sorted(range(len(cells) - 1, 0, -1), key=lambda number: result.columns[number] in result.vital)
    for number in going:
        if _taken(least) > width:
            del least[number]
    if _taken(least) > width:
        return {0: width}
    return _shared_out(width - _taken(least), least, full)


def _taken(widths: dict[int, int]) -> int:
    return sum(widths.values()) + _GAP * (len(widths) - 1)


def _shared_out(spare: int, least: dict[int, int], full: list[int]) -> dict[int, int]:
    """Return the widths with room to spare shared evenly among columns that want more."""
    widths = dict(least)
    # Those that want least are served first, so that what they leave goes to the others.
    wanting = sorted(least, key=lambda column: full[column] - least[column])
    for position, column in enumerate(wanting):
        more = min(full[column] - least[column], spare // (len(wanting) - position))
        widths[column] += more
        spare -= more
    return widths


def _longest_word(cells: Iterable[str], longest: int) -> int:
    return min(max(cell_len(word) for cell in cells for word in (cell.split() or [""])), longest)
