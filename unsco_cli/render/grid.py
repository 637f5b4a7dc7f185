"""Grids: which columns have room, how wide each is, and the table that rich draws of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs
from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from unsco_cli.render.escape import line_text
from unsco_cli.schema import ResultSet

# A column is no narrower than its longest word, or than this where a word is longer; the second where
# room is short, before a column is left out.
_LONGEST_WORDS = (40, 16)
# Between two columns.
GAP = 2

# The colours of columns: of ids, which are there to be copied, and of bars, which have no heading.
_STYLES = {"id": "cyan", "": "blue"}

Rows = Sequence[tuple[str, ...]]


def grid(
    columns: tuple[str, ...],
    widths: dict[int, int],
    rows: Rows,
    header: bool,
    titled: bool,
    colour_of: Callable[[int, str], str] = lambda _number, _text: "",
) -> Table:
    """Return a table of some of the columns.

    Args:
        columns: the names of all columns.
        widths: the widths of those that are drawn, by their number.
        rows: the texts of all cells, safe to draw.
        header: whether column names come first.
        titled: whether it is an answer of its own, and not a section of a sheet.
        colour_of: returns the colour of a cell, by the number of its column and its text.
    """
    table = Table(
        box=box.SIMPLE_HEAD if titled else None,
        # A lone column of a sheet has the name of its section.
        show_header=header and (titled or len(columns) > 1),
        show_edge=False,
        pad_edge=False,
        # A box has a divider of its own between columns.
        padding=(0, GAP - titled, 0, 0),
        header_style="bold" if titled else "dim",
    )
    for number, width in widths.items():
        style = _STYLES.get(columns[number], "")
        heading = Text(columns[number].replace("_", " "))
        table.add_column(heading, style=style, width=width, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[number], style=colour_of(number, row[number])) for number in widths))
    return table


def table(result: ResultSet, header: bool, width: int, *, titled: bool) -> Iterator[RenderableType]:
    """Yield the rows in the columns that have room, and the names of those that have none."""
    result = in_table(result)
    rows = drawn_texts(result)
    widths = widths_for(result, rows, width)
    yield grid(result.columns, widths, rows, header, titled)
    hidden = [name for number, name in enumerate(result.columns) if number not in widths]
    # Of a list the columns can be chosen, of a sheet the fields.
    yield from no_room(hidden, "--columns" if titled else "")


def drawn_texts(result: ResultSet) -> list[tuple[str, ...]]:
    """Return the texts of all cells, safe to draw."""
    return [tuple(map(line_text, row)) for row in result.texts()]


def least_room(result: ResultSet) -> int:
    """Return how many columns a table needs so that it leaves out none of its own."""
    shown = in_table(result)
    return taken(least_widths(shown, drawn_texts(shown)))


def in_table(result: ResultSet) -> ResultSet:
    """Return a result with the columns that a table shows if it has room."""
    left_out = (*result.aside, *result.implied)
    return structs.replace(result, columns=tuple(name for name in result.columns if name not in left_out))


def no_room(hidden: Sequence[str], option: str = "--columns") -> Iterator[Text]:
    """Yield the note on what is not drawn, if anything is not, and how to see it."""
    way = f"widen the terminal, or choose with {option}" if option else "widen the terminal"
    if hidden:
        yield Text(f"no room for: {', '.join(hidden)} ({way})")


def widths_for(result: ResultSet, rows: Rows, width: int) -> dict[int, int]:
    """Return the widths of the columns that have room, by their number; the first one always has.

    Rich would shrink a column below its longest word while another has room to spare.
    """
    least = least_widths(result, rows, width)
    # From the right, those last without which a row can't be understood.
    going = sorted(range(len(least) - 1, 0, -1), key=lambda number: result.columns[number] in result.vital)
    for number in going:
        if taken(least) > width:
            del least[number]
    if taken(least) > width:
        return {0: width}
    full = [max(map(cell_len, column)) for column in _cells(result, rows)]
    return _shared_out(width - taken(least), least, full)


def least_widths(result: ResultSet, rows: Rows, width: int = 0) -> dict[int, int]:
    """Return the least width of each column, by its number; words are left whole as far as there is room."""
    cells = _cells(result, rows)
    for longest in _LONGEST_WORDS:
        # An id is there to be copied.
        bounds = [_LONGEST_WORDS[0] if name == "id" else longest for name in result.columns]
        least = {number: _longest_word(column, bounds[number]) for number, column in enumerate(cells)}
        if taken(least) <= width:
            break
    return least


def _cells(result: ResultSet, rows: Rows) -> list[list[str]]:
    """Return the texts of each column with its heading."""
    return [
        [name.replace("_", " "), *(row[number] for row in rows)] for number, name in enumerate(result.columns)
    ]


def taken(widths: dict[int, int]) -> int:
    """Return how wide a table of columns of these widths is."""
    return sum(widths.values()) + GAP * (len(widths) - 1)


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
