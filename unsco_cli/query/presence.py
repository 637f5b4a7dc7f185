"""Who and what took part in an event, as recorded there."""

from collections.abc import Iterator

from msgspec import structs

from unsco_cli.models import Base, Capacity, Citation, Delegation, Event, Party, Record
from unsco_cli.query.answers import answer
from unsco_cli.query.names import by_id, resolve
from unsco_cli.query.statuses import status_on
from unsco_cli.schema import COLLECTIONS, Called, Cell, Library, ResultSet, Row, View

# In which capacities a group may stand for delegations, and for agencies.
GROUPED_AS: dict[str, tuple[Capacity, ...]] = {
    "delegations": ("member", "observer", "dialogue-partner", "partner", "guest", "host"),
    "agencies": ("agency",),
}


def presence(library: Library, view: View, name: str) -> ResultSet:
    """Return what an event names for a view: its delegations, agencies, people, topics and so on.

    Raises:
        UnknownName, AmbiguousName: the event can't be told.
    """
    event = resolve(library, name, "events")[1]
    assert isinstance(event, Event)
    rows = []
    missing = []
    for identifier, cells in _named(event, view):
        record = library.get(view.kept_in.model, identifier)
        if record is not None:
            rows.append(Row({**cells, **_that_day(record, event)}, record))
        elif by_id(library, identifier, _places(view)) is None:
            missing.append(identifier)
    title = f"{view.title} {view.event_word} {event.id} ({event.date})"
    result = answer(view, title, view.at_event, rows, sort=view.sort_at_event)
    said = (
        ("named there, but not in the store", missing),
        ("named there as a group, or not clearly enough to tell who is meant", _groups(event, view)),
    )
    return structs.replace(result, notes=tuple(f"{what}: {', '.join(who)}" for what, who in said if who))


def _named(event: Event, view: View) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Yield the ids that an event names for a view, each with what is said of it there."""
    for part in event.value_of(view.event_field):
        if not isinstance(part, Base):
            yield part, {}
        elif not view.statuses or part.value_of("capacity") in view.statuses:
            yield part.value_of("id"), _said(part)


def _said(part: Base) -> dict[str, Cell]:
    cells = {name: part.value_of(name) for name in part.field_names()}
    return {**cells, "supports": part.supported} if isinstance(part, Citation) else cells


def _groups(event: Event, view: View) -> list[str]:
    """Return the collective entries that may stand for some of what is listed."""
    capacities = view.statuses or GROUPED_AS.get(view.collection, ())
    return [group.named for group in event.groups if group.capacity in capacities]


def _places(view: View) -> tuple[str, ...]:
    """Return the collections to which what an event names in this field may belong."""
    reference = COLLECTIONS["events"].reference_of(view.event_field)
    assert reference is not None
    return reference.to


def _that_day(record: Record, event: Event) -> dict[str, Cell]:
    """Return the name, and of a delegation the status, that it had on the first day of the event."""
    if not isinstance(record, Party):
        return {}
    named = {"name": Called(record=record, day=event.start)}
    if not isinstance(record, Delegation):
        return named
    return {**named, "status": status_on(record, event.start)}
