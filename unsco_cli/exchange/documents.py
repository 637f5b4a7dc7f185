"""JSON documents and JSON Lines, taken apart into what is to become records."""

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO

from unsco_cli.errors import did_you_mean, quoted
from unsco_cli.exchange.pieces import Piece, faulty
from unsco_cli.exchange.splitting import Lines, Member, members_of, value_begin
from unsco_cli.plain import Reading, Start, read, stands_twice
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.changes import MODELS
from unsco_cli.schema.collections import ABOUT


def pieces_of_document(text: bytes, collection: str | None) -> Iterator[Piece]:
    """Yield the pieces of a JSON document: a store, an array of records, or one record.

    A store is an object with collections among its keys: all keys are collections, or one of them holds an
    object, which no field of a record with such a name does. What has a field that a record goes by, such as
    an id or a title, is a record whatever else it holds, and so is what says its collection.

    Args:
        text: the document.
        collection: the collection that was asked for; a store may not have others then.
    """
    begin = value_begin(text)
    if begin == len(text):
        yield faulty(None, "it is empty; a JSON document is a record, an array of records, or a store")
        return
    bracket = text[begin : begin + 1]
    members = members_of(text, begin, len(text)) if bracket in (b"{", b"[") else None
    if members is None:
        yield _unsplit(text)
    elif bracket == b"[":
        yield from _read_each(text, members, Lines(text))
    elif _is_store(text, members):
        yield from _of_store(text, members, collection)
    else:
        yield Piece(Lines(text).at(begin).line, read(text))


def pieces_of_lines(text: bytes, _collection: str | None) -> Iterator[Piece]:
    """Yield the pieces of JSON Lines: one document a line; blank lines are passed over.

    Args:
        text: the lines.
    """
    for number, line in enumerate(BytesIO(text), start=1):
        if line.strip():
            yield Piece(number, read(line.rstrip(b"\r\n"), Start(number)))


def is_lines(text: bytes) -> bool:
    """Tell whether a text is several documents, one a line: whether its first line is one and others follow.

    Args:
        text: the text.
    """
    begin = value_begin(text)
    line_end = text.find(b"\n", begin)
    if line_end < 0 or value_begin(text, line_end) == len(text):
        return begin == len(text)
    return read(text[begin:line_end]).value is not None


def _unsplit(text: bytes) -> Piece:
    """Return what is wrong with a document that can't be taken apart."""
    reading = read(text)
    if reading.faults or reading.repeated:
        return Piece(reading.line, reading)
    return faulty(None, "it is neither a record nor an array of records nor a store")


def _read_each(
    text: bytes, members: Sequence[Member], lines: Lines, collection: str | None = None
) -> Iterator[Piece]:
    """Yield a piece for each value; a key that came before is a fault."""
    seen: set[str] = set()
    for member in members:
        start = lines.at(member.begin)
        if collection is not None and member.name in seen:
            yield faulty(start.line, stands_twice(f"{collection}/{member.name}"))
        seen.add(member.name)
        reading = read(text[member.begin : member.end], start)
        yield Piece(start.line, reading, collection, None if collection is None else member.name)


def _of_store(text: bytes, tables: Sequence[Member], asked: str | None) -> Iterator[Piece]:
    lines = Lines(text)
    seen: set[str] = set()
    for table in tables:
        start = lines.at(table.begin)
        if table.name in seen:
            yield faulty(start.line, stands_twice(table.name))
        seen.add(table.name)
        if table.name in COLLECTIONS and asked not in (None, table.name):
            yield faulty(start.line, f"it has {table.name}, and only {asked} are to be given")
            continue
        is_table = table.name in COLLECTIONS and text[table.begin] == ord("{")
        records = members_of(text, table.begin, table.end) if is_table else None
        if records is None:
            yield from _faults_of(table.name, read(text[table.begin : table.end], start), start.line)
        else:
            yield from _read_each(text, records, lines, table.name)


def _faults_of(name: str, reading: Reading, line: int) -> Iterator[Piece]:
    """Yield what is wrong with a value of a store that is no collection of records."""
    if reading.faults or reading.repeated:
        yield Piece(reading.line or line, reading._replace(value=None))
    elif name in COLLECTIONS:
        yield faulty(line, f"{name} is no object of records by their ids")
    elif name != ABOUT:
        yield faulty(line, f"no collection is called {quoted(name)}{did_you_mean(name, COLLECTIONS)}")


def _is_store(text: bytes, members: Sequence[Member]) -> bool:
    names = {member.name for member in members}
    tables = [member for member in members if member.name in MODELS]
    if not tables or names & _telling():
        return False
    return names <= MODELS.keys() or any(text[table.begin] == ord("{") for table in tables)


@cache
def _telling() -> frozenset[str]:
    """Return the keys by which a record is told from a store, and so is one within an envelope."""
    naming = (one.partition("+")[0] for collection in COLLECTIONS.values() for one in collection.identified)
    return frozenset({"id", "collection", "record", *naming})
