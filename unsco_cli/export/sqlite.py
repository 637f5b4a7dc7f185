"""A store as a SQLite database: tables with keys and checks, full-text search, and two standing questions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from msgspec import structs

from unsco_cli.errors import CannotWrite, UnscoError
from unsco_cli.export.exported import Exported, Written, everything
from unsco_cli.export.rows import cells_written, json_of, refuse_broken, rows_of_store
from unsco_cli.export.sqlite_tables import create_indexes, create_search, create_table, insert
from unsco_cli.schema.relational import tables
from unsco_cli.schema.rows import Cell, Row

if TYPE_CHECKING:
    import sqlite3

# So many rows of a table are handed over at a time.
_BATCH = 1_000
# The first release that has them.
_STRICT = (3, 37)
# The file is put in its place when it is whole, so that what is half written may be lost.
_SETTINGS = (
    "PRAGMA page_size = 4096",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -65536",
    # Rows that are referred to may come later than those that refer to them.
    "PRAGMA foreign_keys = OFF",
)
# The standing questions.
VIEWS = ("attendance", "statuses_as_of")


class NoSqlite(UnscoError):
    """This Python can't write a database."""

    def __init__(self) -> None:
        super().__init__("this Python has no SQLite; run unsco with another, or export a datapackage")


def write(exported: Exported, path: str) -> Written:
    """Write a database with the tables of a store.

    Args:
        exported: the store.
        path: the file, which is not there yet.

    Raises:
        NoSqlite: this Python has none.
        BrokenReferences: references of the store do not lead to records.
        CannotWrite: it can't be written.
    """
    try:
        # Not every Python has it, and that is told in a line.
        import sqlite3  # noqa: PLC0415
    except ImportError:
        raise NoSqlite from None
    refuse_broken(exported.library)
    strict = sqlite3.sqlite_version_info >= _STRICT
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            searchable = _fill(database, rows_of_store(exported.library, exported.about), strict=strict)
    except (sqlite3.Error, OverflowError) as error:
        raise CannotWrite(f"the database can't be written: {error}") from error
    notes = () if searchable else ("there is no full-text search in it: this SQLite has no FTS5",)
    return structs.replace(everything(exported), notes=notes)


def _fill(database: "sqlite3.Connection", rows: Iterable[tuple[str, Row]], *, strict: bool) -> bool:
    """Make the tables of a database, and return whether they can be searched for words."""
    for setting in _SETTINGS:
        database.execute(setting)
    searchable = _has_search(database)
    database.execute("BEGIN")
    for table in tables().values():
        database.execute(create_table(table, strict=strict))
    _insert(database, rows)
    for statement in _afterwards(searchable=searchable):
        database.execute(statement)
    database.execute("COMMIT")
    return searchable


def _insert(database: "sqlite3.Connection", rows: Iterable[tuple[str, Row]]) -> None:
    inserts = {name: insert(table) for name, table in tables().items()}
    written = {name: cells_written(table, _WRITINGS) for name, table in tables().items()}
    waiting: dict[str, list[Row]] = {name: [] for name in inserts}
    for name, row in rows:
        batch = waiting[name]
        batch.append(written[name](row))
        if len(batch) == _BATCH:
            database.executemany(inserts[name], batch)
            batch.clear()
    for name, batch in waiting.items():
        database.executemany(inserts[name], batch)


def _afterwards(*, searchable: bool) -> Iterator[str]:
    """Yield what is done once all rows are there, which is sooner done then."""
    for table in tables().values():
        yield from create_indexes(table)
        if searchable:
            yield from create_search(table)
    for name in VIEWS:
        yield view_text(name)
    yield "ANALYZE"


def view_text(name: str) -> str:
    """Return the statement that makes one of VIEWS."""
    return (files("unsco_cli.export") / "views" / f"{name}.sql").read_text(encoding="utf-8")


# How cells are written that SQLite does not know as they are.
_WRITINGS: Mapping[str, Callable[[Any], Cell]] = {"day": str, "texts": json_of}


def _has_search(database: "sqlite3.Connection") -> bool:
    return bool(database.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone())
