"""The SQL that makes the tables of a store, with their keys, checks, indexes and full-text search."""

from collections.abc import Iterator

from unsco_cli.schema.tables import Column, Table

_DIGIT, _YEAR = "[0-9]", "[0-9]" * 4
_MONTH = _DAY = f"-{_DIGIT * 2}"
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


def named(name: str) -> str:
    """Return a name as SQL has it: some are words of SQL, such as ``from``."""
    return f'"{name}"'


def create_table(table: Table, *, strict: bool) -> str:
    """Return the statement that makes a table.

    Args:
        table: the table.
        strict: whether it is to refuse values of other types than its columns have.
    """
    key = f"PRIMARY KEY ({_list(table.key)})"
    links = [
        f"FOREIGN KEY ({_list(link.columns)}) REFERENCES {named(link.table)} ({_list(link.key)})"
        for link in table.links
    ]
    lines = [*((_column(column), column.description) for column in table.columns)]
    lines += [(line, "") for line in (key, *links)]
    last = len(lines) - 1
    body = "\n".join(
        f"  {line}{',' if number < last else ''}{f' -- {told}' if told else ''}"
        for number, (line, told) in enumerate(lines)
    )
    # Rows that a full-text search finds need a number; all others are kept by their keys.
    options = ", ".join(
        option for option, wanted in (("STRICT", strict), ("WITHOUT ROWID", table.parent)) if wanted
    )
    return f"CREATE TABLE {named(table.name)} ( -- {table.description}\n{body}\n) {options}".rstrip()


def insert(table: Table) -> str:
    """Return the statement that puts a row into a table."""
    # No name here is from a store: they follow from the models.
    return f"INSERT INTO {named(table.name)} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608


def create_indexes(table: Table) -> Iterator[str]:
    """Yield the statements that make an index for each foreign key that the primary key is none for."""
    for link in table.links:
        if link.columns != table.key[: len(link.columns)]:
            name = "_".join((table.name, *link.columns))
            yield f"CREATE INDEX {named(name)} ON {named(table.name)} ({_list(link.columns)})"


def create_search(table: Table) -> Iterator[str]:
    """Yield the statements that make the words of a collection's table searchable, without accents."""
    columns = searched(table)
    if not columns:
        return
    search = named(f"{table.name}_fts")
    yield (
        f"CREATE VIRTUAL TABLE {search} USING fts5 ({_list(columns)}, content={named(table.name)}, "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    for command in ("rebuild", "optimize"):
        yield f"INSERT INTO {search} ({search}) VALUES ('{command}')"  # noqa: S608 - as above


def searched(table: Table) -> tuple[str, ...]:
    """Return the columns of a collection's table that hold words, and not those of a list or an id."""
    if table.parent is not None or table.derived:
        return ()
    others = {*table.key, *(name for link in table.links for name in link.columns)}
    return tuple(
        column.name
        for column in table.columns
        if column.kind in ("text", "texts") and not column.choices and column.name not in others
    )


def _column(column: Column) -> str:
    words = [named(column.name), _TYPES.get(column.kind, "TEXT")]
    words += ["NOT NULL"] if column.required else []
    words += [f"CHECK ({check})" for check in _checks(column)]
    return " ".join(words)


def _checks(column: Column) -> Iterator[str]:
    name = named(column.name)
    if column.choices:
        yield f"{name} IN ({', '.join(_text(one) for one in column.choices)})"
    if column.minimum is not None:
        yield f"{name} >= {column.minimum}"
    if column.maximum is not None:
        yield f"{name} <= {column.maximum}"
    match column.kind:
        case "boolean":
            yield f"{name} IN (0, 1)"
        case "date":
            shapes = (_YEAR, _YEAR + _MONTH, _YEAR + _MONTH + _DAY)
            yield " OR ".join(f"{name} GLOB '{shape}'" for shape in shapes)
        case "day":
            yield f"{name} GLOB '{_YEAR}{_MONTH}{_DAY}'"
        case "texts":
            # Not every SQLite says NULL of NULL here.
            yield f"{name} IS NULL OR json_valid({name})"


def _text(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(map(named, names))
