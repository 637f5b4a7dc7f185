"""Which records a change can bring problems into: those that change, and those that have to do with them.

What a check says of a record depends on the record, on those it refers to, and on those that are called or
addressed as it is. So a change reaches the records that change, those in which their ids occur, and those
that are called, or addressed, as they are or were. A test holds what is found in these against what is found
in the whole store.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from unsco_cli.schema import COLLECTIONS, fold
from unsco_cli.schema.changes import Change
from unsco_cli.schema.naming import may_hold
from unsco_cli.schema.places import texts_at
from unsco_cli.schema.undecoded import Fields, Undecoded
from unsco_cli.validate.contents import Contents, Place
from unsco_cli.validate.references import page_of

Scope = Mapping[str, Sequence[str]]


def scope_of(contents: Contents, changes: Sequence[Change]) -> Scope | None:
    """Return the records of a store that changes have to do with, in the order in which they would stand.

    Args:
        contents: the store before the changes.
        changes: the changes.

    Returns:
        The ids by collection; None where the whole store was decoded anyway, and is checked as quickly.
    """
    tables = {name: table for name, table in contents.tables.items() if isinstance(table, Undecoded)}
    if len(tables) < len(contents.tables):
        return None
    wanted = {(change.collection, change.id) for change in changes}
    wanted |= set(_of_same_id(contents, changes))
    wanted |= set(_mentioning(tables, {change.id for change in changes}))
    wanted |= set(_called_so(tables, changes))
    wanted |= set(_addressed_so(tables.get("sources"), changes))
    return {name: tuple(_in_order(name, contents, changes, wanted)) for name in COLLECTIONS}


def _in_order(name: str, contents: Contents, changes: Sequence[Change], wanted: set[Place]) -> Iterator[str]:
    there = contents.tables.get(name, {})
    yield from (key for key in there if (name, key) in wanted)
    yield from (change.id for change in changes if change.collection == name and change.id not in there)


def _of_same_id(contents: Contents, changes: Iterable[Change]) -> Iterator[Place]:
    for change in changes:
        yield from ((name, change.id) for name, table in contents.tables.items() if change.id in table)


def _mentioning(tables: Mapping[str, Undecoded], identifiers: set[str]) -> Iterator[Place]:
    for name, table in tables.items():
        yield from ((name, key) for key in table.naming(identifiers))


def _called_so(tables: Mapping[str, Undecoded], changes: Iterable[Change]) -> Iterator[Place]:
    """Yield the records that are called as some that change are, or were."""
    names = {
        fold(value) for change in changes for value in _names(change.collection, change.before, change.after)
    } - {""}
    # The longest word first: it is the one that most names don't hold.
    sought = [sorted(name.split(), key=len, reverse=True) for name in names]
    for name, table in tables.items() if names else ():
        paths = ("id", *COLLECTIONS[name].names)
        fields = tuple(dict.fromkeys(path.partition(".")[0] for path in paths))
        for key, record in table.fields(fields):
            if any(fold(value) in names for value in _values(record, paths) if _may_hold(value, sought)):
                yield name, key


def _may_hold(value: str, names: Iterable[Sequence[str]]) -> bool:
    return any(may_hold(value, words) for words in names)


def _names(collection: str, *records: Fields | None) -> Iterator[str]:
    known = COLLECTIONS.get(collection)
    for record in records:
        if record is not None and known is not None and not known.addressed:
            yield from _values(record, ("id", *known.names))


def _values(record: Fields, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield from texts_at(record, path)


def _addressed_so(sources: Undecoded | None, changes: Iterable[Change]) -> Iterator[Place]:
    """Yield the sources that are the same page as some that change are, or were."""
    pages = {
        page_of(url)
        for change in changes
        if change.collection == "sources"
        for record in (change.before, change.after)
        if record is not None and isinstance(url := record.get("url"), str)
    } - {None}
    for key, record in sources.fields(("url",)) if sources and pages else ():
        url = record.get("url")
        if isinstance(url, str) and page_of(url) in pages:
            yield "sources", key
