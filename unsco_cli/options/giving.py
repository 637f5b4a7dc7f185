"""What a user gives to a store: from files, from standard input, or from options."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from unsco_cli.errors import UsageError
from unsco_cli.exchange import given_of_words, intake, joined, nothing_beside
from unsco_cli.exchange.references import Known
from unsco_cli.options.fields import words_given
from unsco_cli.options.values import kept_text
from unsco_cli.query.names import meant, resolve
from unsco_cli.schema import COLLECTIONS, Collection
from unsco_cli.schema.changes import Intake
from unsco_cli.schema.packages import DESCRIPTOR
from unsco_cli.session import Session


class NothingNamed(UsageError):
    """Something was to be added, and what is not said."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__(f"add what? Name one of {', '.join(known)}, as in 'unsco add events records.jsonl'")


class NothingGiven(UsageError):
    """Neither a file nor a field was given."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(
            f"no {collection.singular} was given; name a FILE, - for standard input, or its fields, "
            f"such as --{collection.names[0]}"
        )


class GivenTwice(UsageError):
    """A file and fields were given."""

    def __init__(self) -> None:
        super().__init__(
            "a FILE has the fields of its records; leave out the file, or the options for fields"
        )


def known_in(session: Session) -> Known:
    """Return what finds the record of the store in use that a name means."""
    store = session.open_store()
    return lambda name, collections: meant(store, name, collections)


# Reads what is given when it is first asked for, and then has it.
Reads = Callable[[], Intake]


def _surely_known_in(session: Session) -> Known:
    """Return what finds the record that a name means, and refuses a name that means none.

    A source need not be there: an address makes a new one.
    """
    store = session.open_store()

    def known(name: str, collections: tuple[str, ...]) -> str | None:
        if "sources" in collections:
            return meant(store, name, collections)
        return resolve(store, name, *collections)[1].id

    return known


def given(session: Session, collection: Collection, file: str | None, values: Mapping[str, Any]) -> Reads:
    """Return what reads the records that are given in a file, or the one whose fields are.

    Args:
        session: the run.
        collection: where they belong.
        file: the file, ``-`` for standard input.
        values: what the options for fields hold.

    Raises:
        NothingGiven, GivenTwice: neither is given, or both are.
        NotUtf8: a field can't be written.
    """
    words = words_given(collection, values)
    for said in words.values():
        for text in said if isinstance(said, list) else [said]:
            kept_text(str(text))
    if file is not None:
        if words:
            raise GivenTwice
        return read_files(session, [file], collection=collection.name)
    if not words:
        raise NothingGiven(collection)
    return cache(lambda: given_of_words(collection.name, words, _surely_known_in(session), ""))


def read_files(
    session: Session, files: Iterable[str], kind: str | None = None, collection: str | None = None
) -> Reads:
    """Return what reads files; it raises GivenUnreadable where one of them can't be read.

    Args:
        session: the run.
        files: the files; ``-`` is standard input.
        kind: what they are; told from their names and contents if None.
        collection: where records belong that do not say so themselves; told by the name of a file, as
            ``events.csv``, if None.
    """

    def read() -> Intake:
        known = known_in(session)
        return joined(
            _taken_in(session, file, kind, collection or _collection_of(file), known) for file in files
        )

    return cache(read)


def _taken_in(session: Session, file: str, kind: str | None, collection: str | None, known: Known) -> Intake:
    """Return the records in a file; of a folder those in the package that is there."""
    called, text = session.given(os.path.join(file, DESCRIPTOR) if os.path.isdir(file) else file)
    beside = nothing_beside if file == "-" else session.beside(called)
    return intake(text, called, kind, collection, known, beside)


def _collection_of(file: str) -> str | None:
    """Return the collection that a file is named after, if it is after one."""
    stem = os.path.basename(file).partition(".")[0].lower()
    return stem if stem in COLLECTIONS and not os.path.isdir(file) else None
