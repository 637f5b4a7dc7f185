"""The records of the knowledge base, and what one record knows of itself.

Every record and every part of one is frozen. A field with no known value is absent from the store;
here it is None or empty. A reference is the id of a record, and the schema says of which collection.
"""

from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct, field

from unsco_cli.dates import Certainty, PartialDate, held_on

Status = Literal["member", "observer", "dialogue-partner", "partner"]
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
]
Confidence = Literal["high", "medium", "low"]
EventKind = Literal[
    "special-event",
    "side-event",
    "summit",
    "conference",
    "meeting",
    "signing",
    "address",
    "other",
]
DocumentKind = Literal[
    "resolution",
    "memorandum",
    "declaration",
    "convention",
    "protocol",
    "charter",
    "plan",
]
AgencyKind = Literal[
    "un-principal-organ",
    "un-secretariat-office",
    "un-programme",
    "un-specialised-agency",
    "sco-body",
    "other-igo",
    "other",
]


class Base(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What records and their parts have in common: frozen, keyword-only, absent when empty."""

    def value_of(self, name: str) -> Any:
        """Return a field by the name it has in the store, or a property."""
        fields = dict(zip(self.__struct_encode_fields__, self.__struct_fields__, strict=True))
        return getattr(self, fields.get(name, name))


class Citation(Base, frozen=True, kw_only=True):
    """One source of a fact, and which facts it supports."""

    id: str
    supports: str | None = None

    @property
    def label(self) -> str:
        """The source's id, with what it supports."""
        return f"{self.id} ({self.supports})" if self.supports else self.id


class Record(Base, frozen=True, kw_only=True):
    """Anything with an id of its own, unique over all collections."""

    id: str

    @property
    def label(self) -> str:
        """What a person calls the record."""
        return self.id


class DatedName(Base, frozen=True, kw_only=True):
    """A name that was in force from one day to another."""

    name: str
    since: PartialDate | None = field(name="from", default=None)
    until: PartialDate | None = None

    @property
    def label(self) -> str:
        """The name with the days it was in force."""
        return f"{self.name} ({span(self.since, self.until)})"


class StatusPeriod(Base, frozen=True, kw_only=True):
    """A status held with the SCO over a half-open period, and the act it rests on."""

    status: Status
    since: PartialDate = field(name="from")
    until: PartialDate | None = None
    founding: bool = False
    basis: str
    decided: PartialDate | None = None
    memorandum: PartialDate | None = None
    note: str | None = None
    conflicts: tuple[str, ...] = ()
    confidence: Confidence | None = None
    sources: tuple[Citation, ...]

    @property
    def label(self) -> str:
        """The status with its days."""
        return f"{self.status} ({span(self.since, self.until)})"

    def on(self, day: PartialDate) -> Certainty:
        """Tell whether the status was held on a day."""
        return held_on(day, self.since, self.until)


class Summit(Base, frozen=True, kw_only=True):
    """The meeting of heads of state that closes a chairmanship."""

    city: str
    country: str
    start: PartialDate
    end: PartialDate | None = None
    mode: Literal["in-person", "online", "hybrid", "planned"] | None = None

    @property
    def label(self) -> str:
        """The place with its days."""
        mode = f", {self.mode}" if self.mode else ""
        return f"{self.city} ({days(self.start, self.end)}{mode})"


class Chairmanship(Base, frozen=True, kw_only=True):
    """The chair of the SCO held by a state over a half-open period."""

    since: PartialDate = field(name="from")
    until: PartialDate | None = None
    summit: Summit | None = None
    note: str | None = None
    conflicts: tuple[str, ...] = ()
    confidence: Confidence | None = None
    sources: tuple[Citation, ...]

    @property
    def label(self) -> str:
        """The days of the chairmanship with its summit."""
        place = f", {self.summit.label}" if self.summit else ""
        return f"{span(self.since, self.until)}{place}"


class Delegation(Record, frozen=True, kw_only=True):
    """A state or a union of states, with every status it has held with the SCO."""

    kind: Literal["state", "union"]
    name: str
    official_name: str | None = None
    names: tuple[DatedName, ...] = ()
    aliases: tuple[str, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    statuses: tuple[StatusPeriod, ...] = ()
    chairmanships: tuple[Chairmanship, ...] = ()
    un_member_since: PartialDate | None = None
    notes: str | None = None
    sources: tuple[Citation, ...] = ()

    @property
    def label(self) -> str:
        """The everyday name."""
        return self.name

    @property
    def now(self) -> Status | None:
        """The status that no record says has ended; it does not depend on a clock."""
        held = [period.status for period in self.statuses if period.until is None]
        return held[-1] if held else None

    def statuses_on(self, day: PartialDate) -> list[tuple[StatusPeriod, Certainty]]:
        """Return the periods that cover a day, or may, with how certain that is."""
        answers = [(period, period.on(day)) for period in self.statuses]
        return [answer for answer in answers if answer[1] is not Certainty.NO]


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

    count: int
    qualifier: Literal["over", "about", "around", "nearly"] | None = None

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
        """The id with capacity and part."""
        return f"{self.id} ({self.capacity}, {self.part})"


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

    @property
    def label(self) -> str:
        """The person with post and part."""
        return f"{self.id} ({self.post}, {self.part})"


class Event(Record, frozen=True, kw_only=True):
    """A meeting, signing, address or other occasion, with who took part and on what evidence."""

    title: str
    kind: EventKind
    un_involved: bool
    series: str | None = None
    ordinal: int | None = None
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
    notes: str | None = None

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def date(self) -> str:
        """The day or days of the event, as given."""
        return days(self.start, self.end)


class Agency(Record, frozen=True, kw_only=True):
    """A UN body, an SCO body or another organisation."""

    name: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    kind: AgencyKind
    parent: str | None = None
    seat: str | None = None
    website: str | None = None
    founded: PartialDate | None = None
    relation: str | None = None
    documents: tuple[str, ...] = ()
    notes: str | None = None
    sources: tuple[Citation, ...]

    @property
    def label(self) -> str:
        """The full name."""
        return self.name


class Post(Base, frozen=True, kw_only=True):
    """An office or function of a person, half-open where its days are known."""

    title: str
    affiliation: str | None = None
    since: PartialDate | None = field(name="from", default=None)
    until: PartialDate | None = None
    note: str | None = None
    conflicts: tuple[str, ...] = ()
    confidence: Confidence | None = None
    sources: tuple[Citation, ...] = ()

    @property
    def label(self) -> str:
        """The title, with its days where any is known."""
        dated = self.since is not None or self.until is not None
        return f"{self.title} ({span(self.since, self.until)})" if dated else self.title


class Person(Record, frozen=True, kw_only=True):
    """A person who spoke, signed or was present, under every spelling seen."""

    name: str
    variants: tuple[str, ...] = ()
    state: str | None = None
    posts: tuple[Post, ...] = ()
    notes: str | None = None
    sources: tuple[Citation, ...]

    @property
    def label(self) -> str:
        """The name in its usual spelling."""
        return self.name

    @property
    def post(self) -> str | None:
        """The title of the latest post on record."""
        return self.posts[-1].title if self.posts else None


class Vote(Base, frozen=True, kw_only=True):
    """How a resolution was adopted."""

    form: str | None = None
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    voting_against: tuple[str, ...] = ()
    requested_by: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The form of adoption, or the count."""
        if self.in_favour is None:
            return self.form or "not recorded"
        return f"{self.in_favour} for, {self.against} against, {self.abstaining} abstaining"


class Document(Record, frozen=True, kw_only=True):
    """A resolution, memorandum, declaration or other text."""

    kind: DocumentKind
    title: str
    symbol: str | None = None
    date: PartialDate | None = None
    parties: tuple[str, ...] = ()
    vote: Vote | None = None
    summary: str | None = None
    conflicts: tuple[str, ...] = ()
    notes: str | None = None
    sources: tuple[Citation, ...]

    @property
    def label(self) -> str:
        """The symbol, where there is one, and the title."""
        return f"{self.symbol}: {self.title}" if self.symbol else self.title


class Topic(Record, frozen=True, kw_only=True):
    """A subject of the controlled vocabulary."""

    name: str = field(name="label")
    description: str
    broader: str | None = None

    @property
    def label(self) -> str:
        """The topic in words."""
        return self.name


class Source(Record, frozen=True, kw_only=True):
    """A page that was seen, on which facts rest."""

    url: str
    title: str
    publisher: str
    published: PartialDate | None = None
    language: str | None = None

    @property
    def label(self) -> str:
        """Publisher, title and date."""
        dated = f" ({self.published})" if self.published else ""
        return f"{self.publisher}: {self.title}{dated}"


class About(Base, frozen=True, kw_only=True):
    """What a store says of itself."""

    title: str
    format: int
    version: str
    date: PartialDate
    licence: str


def span(since: PartialDate | None, until: PartialDate | None) -> str:
    """Return a half-open period in words: ``since 2018``, ``2017-06-09 to 2023-07-04``."""
    if until is None:
        return f"since {since}" if since else "undated"
    return f"{since} to {until}" if since else f"until {until}"


def days(start: PartialDate, end: PartialDate | None) -> str:
    """Return the day, or the first and the last day, of something that took place."""
    return f"{start} to {end}" if end and end != start else str(start)


Model = TypeVar("Model", bound=Base)


def decode(text: msgspec.Raw | bytes, model: type[Model]) -> Model:
    """Return the record or part that a JSON text stands for.

    Raises:
        msgspec.ValidationError: the JSON has another shape than the model.
        msgspec.DecodeError: the text is not JSON.
    """
    return msgspec.json.decode(text, type=model, dec_hook=_decode_date)


def builtins(value: Any) -> Any:
    """Return a record, part or cell as the values JSON knows: dates as text, empty fields left out."""
    return msgspec.to_builtins(value, enc_hook=str)


def _decode_date(_kind: type[Any], value: Any) -> PartialDate:
    # A ValueError is what msgspec turns into a ValidationError that says where the value stands.
    if not isinstance(value, str):
        raise ValueError(f"not a date: {value!r}")  # noqa: TRY004
    return PartialDate(value)
