"""What a relational table is: columns, a primary key, foreign keys."""

from typing import Any, Literal

from msgspec import Struct

from unsco_cli.models import Base

# What a column holds: a date of reduced precision is a text, and a day is a real date.
ColumnKind = Literal["text", "integer", "boolean", "date", "day", "texts"]
Edge = Literal["first", "last"]


class Column(Struct, frozen=True, kw_only=True):
    """A column of a table.

    Args:
        name: its name.
        kind: what it holds.
        description: what that is, in words.
        required: whether every row has a value there.
        choices: the words it may hold, where these are few.
        pattern: what its texts look like, as a regular expression for the whole of one.
        minimum: the least number it may hold.
        maximum: the greatest.
        derived: whether it follows from others, so that a record can be put together without it.
        default: what a record has where it says nothing.
        path: the fields that lead to its value, by their names in the store; none for keys.
        edge: of a derived day, which of those that a date may mean.
        presence: whether it only says that a part is there, which need not have any value.
    """

    name: str
    kind: ColumnKind
    description: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    derived: bool = False
    default: Any = None
    path: tuple[str, ...] = ()
    edge: Edge | None = None
    presence: bool = False


class Link(Struct, frozen=True):
    """A foreign key: columns whose values are those of the key of another table.

    Args:
        columns: the columns.
        table: the other table.
        key: its key, in the same order.
    """

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True):
    """A table of records, of their parts, or of references.

    Args:
        name: its name.
        description: what a row is, in words.
        columns: its columns, the key first.
        key: the columns of its primary key: the id of a record, then positions in lists.
        links: its foreign keys.
        collection: the collection that its rows belong to.
        derived: whether it follows from others, as a derived column does.
        model: what a row is; None of ids of records.
        parent: the table whose rows have the lists that these rows are from.
        path: the fields that lead to the list there.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    collection: str = ""
    derived: bool = False
    model: type[Base] | None = None
    parent: str | None = None
    path: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)
