"""A store that scripts and notebooks ask."""

from typing import Unpack

from unsco_cli.errors import word_among
from unsco_cli.knowledge import given
from unsco_cli.knowledge.given import Day, EventFilters, Words
from unsco_cli.knowledge.opened import Opened
from unsco_cli.knowledge.rows import Rows
from unsco_cli.query.attendance import Attendance, attendance
from unsco_cli.query.bibliography import bibliography
from unsco_cli.query.changes import difference, timeline
from unsco_cli.query.happenings import KINDS
from unsco_cli.query.history import history
from unsco_cli.query.network import network
from unsco_cli.query.question import Question, Who
from unsco_cli.query.why import why
from unsco_cli.schema import STATUS_HISTORY, VIEWS


class KnowledgeBase(Opened):
    """A store as it stood when it was opened; made by ``open_store``.

    Each method asks what the command of its name asks, and gives the same rows. What holds for all:

    A day is a text, a ``datetime.date`` or a ``PartialDate``: ``2018-11-27``, or a month or a year, which is
    ISO 8601 of reduced precision; it stands for one day that is not known, and is never filled up. An answer
    that depends on which day that is has ``unknown`` in the column ``certainty``, and ``certain=True`` leaves
    it out. Only the text ``today`` asks the clock. A period is half-open: its day ``since`` is in, its day
    ``until`` is out, so that on the day of a change the successor holds the status.

    A record goes by its id, name, alias, acronym or symbol, whatever its case and accents; delegations also
    by their codes of ISO 3166-1.

    What can't be answered raises an ``UnscoError``, whose text is the sentence that the command prints:
    ``UnknownName`` and ``AmbiguousName`` for names, ``UsageError`` for all else that was asked wrongly, and
    ``StoreInvalid`` for a record of the store that is broken. Nothing is printed.
    """

    def status(
        self,
        *names: str,
        as_of: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        certain: bool = False,
    ) -> Rows:
        """Return the periods in which delegations held a status with the SCO.

        Args:
            names: the delegations; all without one.
            as_of: who held one on that day.
            since: periods that reach this day.
            until: periods that begin by this day.
            certain: leave out what the dates do not settle.

        Raises:
            UnknownName, AmbiguousName: a delegation can't be told.
            UsageError: the days contradict each other.

        Examples:
            >>> from unsco_cli import open_store
            >>> for row in open_store().status("belarus").select("status", "since", "until"):
            ...     print(*row.values())
            dialogue-partner 2009-06-16 2015-07-10
            observer 2015-07-10 2024-07-04
            member 2024-07-04 None
        """
        question = Question(STATUS_HISTORY, given.day(as_of), names=given.names(names), certain=certain)
        return Rows(history(self._library, question, given.day(since), given.day(until)))

    def attendance(
        self, *names: str, who: Who = "delegations", certain: bool = False, **filters: Unpack[EventFilters]
    ) -> Rows:
        """Return who came to which events: a row for each of them and event.

        Args:
            names: some of them; all without one.
            who: ``delegations``, ``agencies`` or ``people``.
            certain: leave out events that the dates leave open.
            filters: at which events. See ``EventFilters``.

        Raises:
            UnknownName, AmbiguousName: a name, or one in a filter, can't be told.
            UsageError: what was asked contradicts itself.

        Examples:
            >>> from unsco_cli import open_store
            >>> came = open_store().attendance("iran", series="joint special event")
            >>> [(row["event"], row["capacity"]) for row in came]
            [('un-sco-2018', 'observer'), ('un-sco-2019', 'observer')]
        """
        asked = Attendance(
            who=given.who(who),
            names=given.names(names),
            filters=given.filters(**filters),
            certain=certain,
        )
        return Rows(attendance(self._library, asked))

    def network(
        self, *names: str, least: int = 1, certain: bool = False, **filters: Unpack[EventFilters]
    ) -> Rows:
        """Return who took part in the same events: a row for each two, with how many events in ``weight``.

        Args:
            names: only the links of these; all without one.
            least: how many events two have to share.
            certain: leave out events that the dates leave open.
            filters: which events. See ``EventFilters``.

        Raises:
            UnknownName, AmbiguousName: a name, or one in a filter, can't be told.
            UsageError: what was asked contradicts itself.
        """
        question = Question(
            VIEWS["events"],
            filters=given.filters(**filters),
            names=given.names(names),
            certain=certain,
        )
        return Rows(network(self._library, question, least))

    def timeline(
        self,
        *names: str,
        kind: Words = (),
        since: Day | None = None,
        until: Day | None = None,
        certain: bool = False,
    ) -> Rows:
        """Return what happened, in order of date.

        Args:
            names: records; what any of them has a part in. Everything without one.
            kind: ``event``, ``document``, ``status``, ``chairmanship`` or ``office``, one or several.
            since: entries that end on this day or later.
            until: entries that begin on this day or earlier.
            certain: leave out what the dates do not settle.

        Raises:
            UnknownName, AmbiguousName: a name can't be told.
            UsageError: there is no such kind, or the first day is after the last.
        """
        kinds = [word_among(word, KINDS) for word in given.words(kind)]
        days = (given.day(since), given.day(until))
        return Rows(timeline(self._library, given.names(names), kinds, *days, certain=certain))

    def diff(self, before: Day, after: Day, *names: str, certain: bool = False) -> Rows:
        """Return what changed between two days: statuses, the chair of the SCO, and offices.

        Args:
            before: a day; what is so on it already is no change.
            after: a later day; what has become so by then is one.
            names: records that the changes are about; all without one.
            certain: leave out what the dates do not settle.

        Raises:
            UnknownName, AmbiguousName: a name can't be told.
            UsageError: a day is none, or the first is after the second.

        Examples:
            >>> from unsco_cli import open_store
            >>> changes = open_store().diff("2017-06-08", "2017-06-09", "india", "pakistan")
            >>> [(row["id"], row["before"], row["after"]) for row in changes]
            [('ind', 'observer', 'member'), ('pak', 'observer', 'member')]
        """
        days = (given.the_day(before), given.the_day(after))
        return Rows(difference(self._library, *days, given.names(names), certain=certain))

    def why(self, name: str, field: str | None = None) -> Rows:
        """Return what each fact of a record rests on: a row for each fact and each source of it.

        Args:
            name: the record.
            field: the one field asked about, such as ``statuses``; all without it.

        Raises:
            UnknownName, AmbiguousName: the record can't be told.
            UsageError: such records have no such field.
        """
        return Rows(why(self._library, name, field))

    def cite(self, name: str, *names: str) -> Rows:
        """Return an entry of a bibliography for each source of some records; a document is one itself.

        Args:
            name: a record.
            names: more of them.

        Raises:
            UnknownName, AmbiguousName: a record can't be told.
        """
        return Rows(bibliography(self._library, (name, *names)))

    def validate(self, *checks: str) -> Rows:
        """Return what is wrong with the store, a row for each problem; there is none where all is well.

        Args:
            checks: the names of the checks; all without one. ``unsco validate --help`` has them.

        Raises:
            UsageError: there is no such check.

        Examples:
            >>> from unsco_cli import open_store
            >>> len(open_store().validate())
            0
        """
        # Loaded here because few ask for it.
        from unsco_cli.validate import check_named, contents_of, report  # noqa: PLC0415

        chosen = [check_named(name) for name in checks]
        return Rows(report(contents_of(self._contents), chosen, self._place).rows())
