"""Tables of comma-separated values, with the names of the fields in their first line."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from unsco_cli.errors import did_you_mean, legible, quoted
from unsco_cli.exchange.pieces import Piece, faulty
from unsco_cli.exchange.records import COLLECTION
from unsco_cli.plain import Reading
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.collections import collection_called
from unsco_cli.schema.places import field_types
from unsco_cli.schema.words import plain_of

# The csv module keeps its limit as a C long, which is this long at least.
_LONGEST_CELL = 2**31 - 1


class Dialect(NamedTuple):
    """How a table is written; as in RFC 4180, if nothing else is said.

    Args:
        delimiter: what stands between cells.
        quote: what stands around a cell that has anything odd in it.
        escape: what stands before a sign that is meant as it is.
        doubled: whether a quote within a cell stands twice.
        spaced: whether spaces after a delimiter belong to it.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    doubled: bool = True
    spaced: bool = False


_RFC_4180 = Dialect()


def pieces_of_rows(text: bytes, collection: str | None) -> Iterator[Piece]:
    """Yield a piece for each row of a table; rows without any text are passed over.

    Args:
        text: the table.
        collection: the collection whose fields the columns are; without it a column says that of each row.
    """
    rows = rows_in(text)
    line, first = next(rows, (1, []))
    columns = [] if isinstance(first, str) else [column.strip() for column in first]
    faults = (first,) if isinstance(first, str) else tuple(_faults_of_header(columns, collection))
    if faults:
        yield faulty(line, *faults)
        return
    for number, cells in rows:
        if isinstance(cells, str):
            yield faulty(number, cells)
        elif any(cell.strip() for cell in cells):
            yield Piece(number, _read_row(columns, cells, collection))


def _faults_of_header(columns: Sequence[str], collection: str | None) -> Iterator[str]:
    if not columns:
        yield "it is empty; a table begins with a line that names its columns"
        return
    kinds = COLLECTIONS.values() if collection is None else (COLLECTIONS[collection],)
    known = dict.fromkeys((COLLECTION, *(field for kind in kinds for field in kind.fields)))
    for number, column in enumerate(columns, start=1):
        if not column:
            yield f"column {number} has no name"
        elif column in columns[: number - 1]:
            yield f"the column {quoted(legible(column))} stands twice"
        elif column not in known:
            yield f"no field is called {quoted(legible(column))}{did_you_mean(column, known)}"
    if collection is None and COLLECTION not in columns:
        yield f"no column '{COLLECTION}' says which collection each record belongs to; --into does"


def _read_row(columns: Sequence[str], cells: Sequence[str], collection: str | None) -> Reading:
    if len(cells) > len(columns):
        return Reading(
            faults=(f"it has {len(cells)} cells, and the first line names {len(columns)} columns",)
        )
    texts = {column: cell for column, cell in zip(columns, cells, strict=False) if cell.strip()}
    faults = tuple(
        f"{column} {'holds a NUL' if chr(0) in cell else 'is not UTF-8'}"
        for column, cell in texts.items()
        if chr(0) in cell or legible(cell) != cell
    )
    if faults:
        return Reading(faults=faults)
    own = collection_called(texts.get(COLLECTION, "")) or collection
    types = field_types(COLLECTIONS[own].model) if own else {}
    return Reading({column: plain_of(types.get(column, str), cell) for column, cell in texts.items()})


def rows_in(text: bytes, dialect: Dialect = _RFC_4180) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row that has cells, with the line it begins in; of one that can't be read what is wrong.

    What is no UTF-8 comes as halves of surrogate pairs.

    Args:
        text: the table.
        dialect: how it is written.
    """
    # Loaded here because few texts are tables.
    import csv  # noqa: PLC0415

    reader = csv.reader(
        (line.decode(errors="surrogateescape") for line in BytesIO(text)),
        strict=True,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape,
        doublequote=dialect.doubled,
        skipinitialspace=dialect.spaced,
    )
    cells: list[str] | str | None = []
    while cells is not None:
        line = reader.line_num + 1
        # The limit is one for the whole process, so that it is lifted for a moment only.
        limit = csv.field_size_limit(_LONGEST_CELL)
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells = f"it is no row of a table: {error}"
        finally:
            csv.field_size_limit(limit)
        if cells:
            yield line, cells
