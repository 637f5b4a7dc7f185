"""The event of the store that a text is about, where the store has it."""

from collections.abc import Mapping
from typing import Any

from unsco_cli.dates import PartialDate
from unsco_cli.draft.findings import Finding
from unsco_cli.draft.names.gazetteer import Gazetteer
from unsco_cli.models import Event
from unsco_cli.schema import fold


def known_event(gazetteer: Gazetteer, facts: Mapping[str, Finding]) -> Event | None:
    """Return the event of the store that a text is about: by series and ordinal, or by day and place."""
    value = {name: finding.value for name, finding in facts.items()}
    start = PartialDate(value["start"]) if "start" in value else None
    numbered = value.get("series"), value.get("ordinal")
    if None not in numbered:
        for event in gazetteer.events:
            same = (event.series, event.ordinal) == numbered
            if same and (start is None or start.first.year == event.start.first.year):
                return event
    fitting = [one for one in gazetteer.events if start and _fits(one, start, value)]
    best, *others = sorted((_likeness(one, value) for one in fitting), reverse=True) or (0.0,)
    if best < 1 or (others and others[0] == best):
        return None
    return next(one for one in fitting if _likeness(one, value) == best)


def _fits(event: Event, start: PartialDate, value: Mapping[str, Any]) -> bool:
    """Tell whether an event began on a day, and neither its end nor its city is another."""
    if str(event.start) != str(start):
        return False
    told = {"city": event.city, "end": str(event.end) if event.end else None}
    return not any(held and name in value and held != value[name] for name, held in told.items())


def _likeness(event: Event, value: Mapping[str, Any]) -> float:
    words = set(fold(value.get("title", "")).split())
    title = set(fold(event.title).split())
    alike = len(words & title) / max(1, len(words | title))
    place = event.city is not None and event.city == value.get("city")
    return (event.kind == value.get("kind")) + place + 2 * alike
