"""What can be listed: the views, their columns, and the columns computed for a row."""

from typing import Literal

from msgspec import Struct

from unsco_cli.dates import PartialDate
from unsco_cli.errors import UsageError, did_you_mean, quoted
from unsco_cli.models import Capacity, Confidence, Part, Status
from unsco_cli.schema.collections import COLLECTIONS, Collection

PERIOD = (
    "status",
    "since",
    "until",
    "founding",
    "basis",
    "decided",
    "memorandum",
    "note",
    "conflicts",
    "confidence",
    "sources",
)
DATED = (*PERIOD, "certainty")


class View(Struct, frozen=True):
    """A way to list a collection.

    Args:
        name: the word for it on the command line.
        singular: the same in the singular.
        collection: the collection it lists.
        title: what its table is called.
        columns: the columns shown without further options.
        statuses: for views of a status: its rows are the periods in which one of these was held.
        as_of: the columns shown for a day; none where the question has no meaning.
        at_event: the columns shown for an event.
        event_field: the field of an event that names what is listed for it.
        event_word: what stands between the title and the event.
        sort: the column its rows are ordered by.
        sort_at_event: the same for an event.
    """

    name: str
    singular: str
    collection: str
    title: str
    columns: tuple[str, ...]
    at_event: tuple[str, ...]
    event_field: str = "participants"
    event_word: str = "at"
    sort: str = "id"
    sort_at_event: str = "id"
    as_of: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()

    @property
    def kept_in(self) -> Collection:
        """The collection that the view lists."""
        return COLLECTIONS[self.collection]


def _status_view(name: str, singular: str, title: str, *statuses: Status) -> View:
    own = ("status",) if len(statuses) > 1 else ()
    return View(
        name=name,
        singular=singular,
        collection="delegations",
        title=title,
        statuses=statuses,
        columns=("id", "name", *own, "since", "until", "now"),
        as_of=("id", "name", *own, "since", "until", "certainty"),
        at_event=_AT_EVENT,
        sort="since",
    )


_AT_EVENT = ("id", "name", "capacity", "part", "status", "named")

VIEWS = {
    view.name: view
    for view in (
        View(
            name="events",
            singular="event",
            collection="events",
            title="Events",
            columns=("id", "date", "kind", "city", "title"),
            as_of=("id", "date", "kind", "city", "title", "certainty"),
            event_field="related",
            event_word="related to",
            at_event=("id", "date", "kind", "city", "title"),
            sort="start",
            sort_at_event="start",
        ),
        View(
            name="delegations",
            singular="delegation",
            collection="delegations",
            title="Delegations",
            columns=("id", "name", "official_name", "now"),
            as_of=("id", "name", "status", "since", "until", "certainty"),
            at_event=_AT_EVENT,
        ),
        _status_view("members", "member", "Members", "member"),
        _status_view("observers", "observer", "Observers", "observer"),
        _status_view("dialogue-partners", "dialogue-partner", "Dialogue partners", "dialogue-partner"),
        _status_view(
            "partners", "partner", "Dialogue partners and SCO partners", "dialogue-partner", "partner"
        ),
        View(
            name="agencies",
            singular="agency",
            collection="agencies",
            title="Agencies",
            columns=("id", "acronym", "name", "kind", "seat"),
            at_event=("id", "acronym", "name", "capacity", "part", "named"),
        ),
        View(
            name="people",
            singular="person",
            collection="people",
            title="People",
            columns=("id", "name", "post"),
            event_field="people",
            at_event=("id", "name", "part", "on_behalf_of", "post"),
        ),
        View(
            name="documents",
            singular="document",
            collection="documents",
            title="Documents",
            columns=("id", "date", "kind", "symbol", "title"),
            event_field="documents",
            event_word="of",
            at_event=("id", "date", "kind", "symbol", "title"),
            sort="date",
        ),
        View(
            name="topics",
            singular="topic",
            collection="topics",
            title="Topics",
            columns=("id", "label", "broader", "description"),
            event_field="topics",
            at_event=("id", "label", "broader", "description"),
        ),
        View(
            name="sources",
            singular="source",
            collection="sources",
            title="Sources",
            columns=("id", "published", "publisher", "title", "url"),
            event_field="sources",
            event_word="on",
            at_event=("id", "published", "publisher", "title", "supports"),
        ),
    )
}

# Not listed by name: what the command `status` draws.
STATUS_HISTORY = View(
    name="status",
    singular="status",
    collection="delegations",
    title="Status with the SCO",
    columns=("id", "name", "status", "since", "until", "decided"),
    as_of=("id", "name", "status", "since", "until", "certainty"),
    at_event=_AT_EVENT,
    sort="since",
    statuses=("member", "observer", "dialogue-partner", "partner"),
)

# The columns that are computed for a row, with their types, for the JSON Schema.
COMPUTED: dict[str, object] = {
    # On the day of an event it may be unknown.
    "status": Status | Literal["unknown"] | None,
    "since": PartialDate,
    "until": PartialDate | None,
    "founding": bool,
    "basis": str,
    "decided": PartialDate | None,
    "memorandum": PartialDate | None,
    "note": str | None,
    "confidence": Confidence | None,
    "certainty": Literal["certain", "unknown"],
    "now": Status | None,
    "capacity": Capacity,
    "part": Part,
    "named": str | None,
    "post": str | None,
    "on_behalf_of": str | None,
    "supports": str | None,
    "date": str,
}


class UnknownView(UsageError):
    """Something was to be listed that there is no view of."""

    def __init__(self, found: str) -> None:
        known = [*VIEWS, *(view.singular for view in VIEWS.values())]
        super().__init__(
            f"nothing called {quoted(found)} can be listed{did_you_mean(found.lower(), known)} "
            f"(choose from {', '.join(VIEWS)})"
        )


def view_named(name: str) -> View:
    """Return the view with this name, in the plural or the singular.

    Raises:
        UnknownView: there is none.
    """
    folded = name.lower()
    for view in VIEWS.values():
        if folded in (view.name, view.singular):
            return view
    raise UnknownView(name)
