"""A store that was opened, and the records in it."""

from collections.abc import Callable
from typing import Unpack, overload

from unsco_cli.knowledge import given
from unsco_cli.knowledge.given import Day, EventFilters, Words
from unsco_cli.knowledge.rows import Rows
from unsco_cli.knowledge.shared import Shared
from unsco_cli.models import Record
from unsco_cli.query.listing import listing
from unsco_cli.query.names import collection_named, resolve
from unsco_cli.query.question import Question
from unsco_cli.query.search import search
from unsco_cli.schema import COLLECTIONS, view_named
from unsco_cli.schema.library import RecordType
from unsco_cli.store import Store


class Opened:
    """A store as it stood when it was opened, and what finds its records.

    Args:
        store: the store.
        contents: what its file holds.
        place: what it is called.
    """

    def __init__(self, store: Store, contents: bytes, place: str) -> None:
        self._library = Shared(store)
        self._contents = contents
        self._place = place
        self._path = store.path

    @property
    def path(self) -> str:
        """The file of the store."""
        return self._path

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._path!r})"

    @overload
    def get(self, name: str) -> Record: ...
    @overload
    def get(self, name: str, kind: type[RecordType]) -> RecordType: ...
    def get(self, name: str, kind: type[Record] = Record) -> Record:
        """Return one record.

        Args:
            name: what it is called.
            kind: the class it is of, such as ``Event``; any without it.

        Raises:
            UnknownName: there is no such record; the sentence suggests the nearest.
            AmbiguousName: there are several.

        Examples:
            >>> from unsco_cli import Delegation, open_store
            >>> iran = open_store().get("IR", Delegation)
            >>> iran.id, [(period.status, str(period.since)) for period in iran.statuses]
            ('irn', [('observer', '2005-07-05'), ('member', '2023-07-04')])
        """
        return resolve(self._library, name, *given.collections(kind))[1]

    def find(
        self, kind: type[RecordType], condition: Callable[[RecordType], bool] | None = None
    ) -> tuple[RecordType, ...]:
        """Return the records of one class, in the order of their ids.

        Args:
            kind: ``Event``, ``Delegation``, ``Agency``, ``Person``, ``Document``, ``Topic`` or ``Source``.
            condition: tells of a record whether it is wanted; all are without it.

        Examples:
            >>> from unsco_cli import Event, open_store
            >>> found = open_store().find(Event, lambda event: event.ordinal == 3)
            >>> [event.id for event in found]
            ['un-sco-2019', 'vienna-2019']
        """
        models = [COLLECTIONS[name].model for name in given.collections(kind)]
        found = [record for model in models for record in self._library.find(model)]
        return tuple(
            record
            for record in found
            if isinstance(record, kind) and (condition is None or condition(record))
        )

    def list(
        self,
        what: str,
        *,
        as_of: Day | None = None,
        event: str | None = None,
        certain: bool = False,
        **filters: Unpack[EventFilters],
    ) -> Rows:
        """Return the records of a collection, who held a status, or who was at an event.

        Args:
            what: ``events``, ``delegations``, ``members``, ``observers``, ``dialogue-partners``,
                ``partners``, ``agencies``, ``people``, ``documents``, ``topics`` or ``sources``.
            as_of: who held the status on that day, or which events ran; a status has a row for each of its
                periods without it.
            event: who or what took part in this event, in the capacity recorded there.
            certain: leave out what the dates do not settle.
            filters: which events; for ``events`` alone. See ``EventFilters``.

        Raises:
            UnknownName, AmbiguousName: an event, or a name in a filter, can't be told.
            UsageError: there is no such list, or what was asked contradicts itself.

        Examples:
            >>> from unsco_cli import open_store
            >>> held = open_store().list("events", kind="special-event", since="2018", until="2018")
            >>> [(row["id"], row["date"], row["certainty"]) for row in held]
            [('un-sco-2018', '2018-11-27', 'certain')]
        """
        question = Question(
            view_named(what), given.day(as_of), event, given.filters(**filters), None, certain
        )
        return Rows(listing(self._library, question))

    def search(self, words: Words, within: Words = ()) -> Rows:
        """Return the records that hold all of some words, best first.

        Args:
            words: words in any form, and phrases in double quotes.
            within: the collections to search; all without one.

        Raises:
            UsageError: there is no word to look for, or no such collection.
            UnscoError: the SQLite of this Python has no FTS5.

        Examples:
            >>> from unsco_cli import open_store
            >>> open_store().search("counter-terrorism directorate", within="agencies")[0]["id"]
            'cted'
        """
        places = [collection_named(name) for name in given.words(within)]
        return Rows(search(self._library, given.words(words), places))
