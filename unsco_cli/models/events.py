"""What took place, and who was there in what capacity."""

from typing import Literal

from unsco_cli.dates import PartialDate
from unsco_cli.models.base import Acceptance, Base, Citation, Confidence, Conflict, Count, Record, days

EventKind = Literal[
    "special-event",
    "side-event",
    "summit",
    "conference",
    "meeting",
    "signing",
    "address",
    "adoption",
    "other",
]
Capacity = Literal["member", "observer", "dialogue-partner", "partner", "guest", "agency", "host"]
Part = Literal[
    "organised",
    "chaired",
    "addressed",
    "reported",
    "moderated",
    "signed",
    "attended",
    "offered-floor",
    "sent-message",
    "received-message",
]


class Organiser(Base, frozen=True, kw_only=True):
    """Who organised an event, with the office named in the source."""

    id: str
    named: str | None = None

    @property
    def label(self) -> str:
        """The id, with the office where the source names one."""
        return f"{self.id} ({self.named})" if self.named else self.id


class Attendance(Base, frozen=True, kw_only=True):
    """How many people came, as exactly as the source says."""

    count: Count
    qualifier: Literal["over", "about", "around", "nearly"] | None = None

    @property
    def order(self) -> int | str:
        """The number."""
        return self.count

    @property
    def label(self) -> str:
        """The number as it is said, such as ``over 100``."""
        return f"{self.qualifier} {self.count}" if self.qualifier else str(self.count)


class Participant(Base, frozen=True, kw_only=True):
    """A delegation or agency at an event: in what capacity, and what it did there."""

    id: str
    capacity: Capacity
    part: Part
    named: str | None = None

    @property
    def label(self) -> str:
        """The id with capacity and part, and the name as written."""
        named = f" {self.named}" if self.named else ""
        return f"{self.id} ({self.capacity}, {self.part}){named}"


class Group(Base, frozen=True, kw_only=True):
    """A collective or ambiguous entry in a list of participants, kept as it was written."""

    named: str
    capacity: Capacity
    part: Part
    note: str | None = None

    @property
    def label(self) -> str:
        """The entry as written, with capacity and part."""
        return f"{self.named} ({self.capacity}, {self.part})"


class Appearance(Base, frozen=True, kw_only=True):
    """A person at an event: with which post, for whom, and what they did."""

    id: str
    post: str
    on_behalf_of: str | None = None
    part: Part
    note: str | None = None

    @property
    def label(self) -> str:
        """The person with post, whom they spoke for, and part."""
        whom = f", for {self.on_behalf_of}" if self.on_behalf_of else ""
        return f"{self.id} ({self.post}{whom}, {self.part})"


class Event(Record, frozen=True, kw_only=True):
    """A meeting, signing, address or other occasion, with who took part and on what evidence."""

    title: str
    kind: EventKind
    un_involved: bool
    series: str | None = None
    ordinal: Count | None = None
    start: PartialDate
    end: PartialDate | None = None
    venue: str | None = None
    city: str | None = None
    country: str | None = None
    chair: str | None = None
    organisers: tuple[Organiser, ...] = ()
    attendance: Attendance | None = None
    participants: tuple[Participant, ...] = ()
    people: tuple[Appearance, ...] = ()
    groups: tuple[Group, ...] = ()
    topics: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    summary: str | None = None
    documents: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[Citation, ...]
    confidence: Confidence | None = None
    conflicts: tuple[Conflict, ...] = ()
    notes: str | None = None
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def date(self) -> str:
        """The day or days of the event, as given."""
        return days(self.start, self.end)
