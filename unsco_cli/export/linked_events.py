"""Events as nodes of a graph, and who took part in them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from unsco_cli.export.nodes import Node, pages, reference, urn
from unsco_cli.models import Event, Part
from unsco_cli.schema import PARTIES, Library

# What schema.org calls those who did something at an event. Who received a message need not have been there.
_Relation = Literal["organizer", "performer", "attendee", "contributor"]
_PLAYED: Mapping[Part, _Relation | None] = {
    "organised": "organizer",
    "chaired": "performer",
    "addressed": "performer",
    "reported": "performer",
    "moderated": "performer",
    "signed": "attendee",
    "attended": "attendee",
    "offered-floor": "attendee",
    "sent-message": "contributor",
    "received-message": None,
}


def event_of(library: Library, event: Event) -> Node:
    """Return the node of an event, but for its name in the graph."""
    return {
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "keywords": event.kind,
        "startDate": event.start,
        "endDate": event.end,
        # It took place as it was meant to: the store has no others.
        "eventStatus": "https://schema.org/EventScheduled",
        "superEvent": {"@id": _series(event.series)} if event.series else None,
        "location": _location(library, event),
        **_took_part(library, event),
        "about": [reference(library, topic, ("topics",), "DefinedTerm") for topic in event.topics],
        "workFeatured": [
            reference(library, work, ("documents",), "CreativeWork") for work in event.documents
        ],
        "subjectOf": pages(library, event.sources),
    }


def series_of(events: Iterable[Event]) -> Iterator[Node]:
    """Yield a node for each series of events."""
    for series in dict.fromkeys(event.series for event in events if event.series):
        yield {"@id": _series(series), "@type": "EventSeries", "name": series}


def _series(name: str) -> str:
    return urn("series", name)


def _location(library: Library, event: Event) -> Node | None:
    where = {
        "addressLocality": event.city,
        "addressCountry": reference(library, event.country, ("delegations",), "Country"),
    }
    if not event.venue and not any(where.values()):
        return None
    return {
        "@type": "Place",
        "name": event.venue or event.city,
        "address": {"@type": "PostalAddress", **where} if any(where.values()) else None,
    }


def _took_part(library: Library, event: Event) -> dict[str, list[Node | None]]:
    """Return who took part, by what they did; who did several things is named for each."""
    organising = {one.id for one in event.participants if one.part == "organised"}
    alone = (one.id for one in event.organisers if one.id not in organising)
    played: dict[str, list[Node | None]] = {relation: [] for relation in get_args(_Relation)}
    played["organizer"] += [reference(library, one, PARTIES, "Organization") for one in alone]
    for part, role, who in _roles(library, event):
        relation = _PLAYED[part]
        if relation is not None:
            played[relation].append({"@type": "Role", "roleName": role, relation: who})
    return played


def _roles(library: Library, event: Event) -> Iterator[tuple[Part, str, Node | None]]:
    """Yield what each participant did, in what capacity or with what post."""
    for one in event.participants:
        yield one.part, one.capacity, reference(library, one.id, PARTIES, "Organization")
    for group in event.groups:
        yield group.part, group.capacity, {"@type": "Organization", "name": group.named}
    for person in event.people:
        yield person.part, person.post, reference(library, person.id, ("people",), "Person")
