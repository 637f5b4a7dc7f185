"""Events as a calendar: iCalendar (RFC 5545), which calendar programs take in."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText
from icalendar.prop import vCategory, vUri

from unsco_cli import __version__
from unsco_cli.export.exported import Exported, Text, Written
from unsco_cli.export.naming import name_of
from unsco_cli.models import About, Source
from unsco_cli.models import Event as Record
from unsco_cli.render.escape import address, one_line
from unsco_cli.schema import CAPACITY_PLURALS, PARTIES, Library

# So many of the events that are left out are named.
_NAMED = 10


class _Text(vText):
    r"""A text whose backslashes stay: the library's own takes a backslash before an N for a line's end."""

    def to_ical(self) -> bytes:
        """Return the text as a property has it."""
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def text(exported: Exported) -> Text:
    """Return the events whose days are known; the others are told of, for no day may be made up."""
    calendar = _head(exported.about)
    left: list[str] = []
    events = exported.library.find(Record)
    for event in events:
        days = _days(event)
        if days is None:
            left.append(event.id)
        else:
            calendar.add_component(_entry(exported, event, *days))
    written = Written({"events": len(events) - len(left)}, tuple(_left_out(left)))
    return Text(calendar.to_ical().decode(), written)


def _head(about: About | None) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//unsco//unsco {__version__}//EN")
    calendar.add("version", "2.0")
    if about is not None:
        title = one_line(about.title)
        # The one is of RFC 7986, the other what calendar programs knew before it.
        calendar.add("name", _Text(title))
        calendar.add("x-wr-calname", _Text(title))
        calendar.add("description", _Text(f"{title}, as of {about.date}. {one_line(about.licence)}."))
    return calendar


def _days(event: Record) -> tuple[date, date] | None:
    """Return the first day of an event and the first day after it, where a calendar can have them."""
    last = event.end or event.start
    if not (event.start.is_day and last.is_day and event.start.first <= last.first < date.max):
        return None
    return event.start.first, last.first + timedelta(days=1)


def _left_out(left: list[str]) -> Iterator[str]:
    if left:
        named = ", ".join(left[:_NAMED]) + (f" and {len(left) - _NAMED} more" if len(left) > _NAMED else "")
        what = "1 event whose date is" if len(left) == 1 else f"{len(left)} events whose dates are"
        yield f"left out {what} no day that a calendar can hold: {named}; 'unsco show' has all dates"


def _entry(exported: Exported, event: Record, begun: date, over: date) -> Event:
    library = exported.library
    entry = Event()
    # Made of the id alone, so that a calendar knows the event again.
    entry.add("uid", _Text(f"{one_line(event.id)}@unsco"))
    entry.add("dtstamp", _stamp(exported.about))
    entry.add("dtstart", begun)
    entry.add("dtend", over)
    # Whoever takes in the calendar is not busy on these days.
    entry.add("transp", "TRANSPARENT")
    entry.add("summary", _Text(one_line(event.title)))
    for name, parts, between in (
        ("location", _place(library, event), ", "),
        ("description", _description(library, event), "\n\n"),
    ):
        if joined := between.join(parts):
            entry.add(name, _Text(joined))
    if event.topics:
        topics = vCategory([])
        topics.cats = [_Text(one_line(name_of(library, topic, ("topics",)))) for topic in event.topics]
        entry.add("categories", topics)
    if page := _page(library, event):
        entry.add("url", vUri(page))
    return entry


def _stamp(about: About | None) -> datetime:
    """Return when the events were last revised: the day of the store, never that of the clock."""
    day = about.date.first if about is not None else date(1970, 1, 1)
    return datetime.combine(day, time(), UTC)


def _place(library: Library, event: Record) -> Iterator[str]:
    country = name_of(library, event.country, PARTIES, event.start) if event.country else None
    yield from (one_line(part) for part in (event.venue, event.city, country) if part)


def _description(library: Library, event: Record) -> Iterator[str]:
    if event.summary:
        yield one_line(event.summary)
    if lines := "\n".join(_who(library, event)):
        yield lines


def _who(library: Library, event: Record) -> Iterator[str]:
    """Yield a line for the organisers, for each capacity, and for people, with the names of the day."""

    def named(identifier: str, collections: Iterable[str] = PARTIES) -> str:
        return one_line(name_of(library, identifier, collections, event.start))

    parts = [(one.capacity, named(one.id)) for one in event.participants]
    parts += [(group.capacity, one_line(group.named)) for group in event.groups]
    lines = [("organised by", [named(one.id) for one in event.organisers])]
    for capacity, plural in CAPACITY_PLURALS.items():
        lines.append((plural, [name for held, name in parts if held == capacity]))
    people = [f"{named(one.id, ('people',))} ({one_line(one.post)})" for one in event.people]
    for title, names in (*lines, ("people", people)):
        if names:
            yield f"{title.capitalize()}: {'; '.join(dict.fromkeys(names))}"


def _page(library: Library, event: Record) -> str | None:
    """Return the address of the first source that is a page of the web."""
    sources = (library.get(Source, citation.id) for citation in event.sources)
    pages = (address(source.url) for source in sources if source is not None)
    return next((page for page in pages if page.lower().startswith(("http://", "https://"))), None)
