"""Who takes part: delegations, agencies, people."""

from typing import Literal

from msgspec import field

from unsco_cli.dates import FIRST_DAY, Certainty, PartialDate, held_on
from unsco_cli.models.base import Acceptance, Base, Citation, Confidence, Conflict, Record, days, span

Status = Literal["member", "observer", "dialogue-partner", "partner"]
AgencyKind = Literal[
    "un",
    "un-principal-organ",
    "un-secretariat-office",
    "un-programme",
    "un-specialised-agency",
    "un-subsidiary-organ",
    "sco-body",
    "other-igo",
    "other",
]


class DatedName(Base, frozen=True, kw_only=True):
    """A name that was in force from one day to another."""

    name: str
    since: PartialDate | None = field(name="from", default=None)
    until: PartialDate | None = None

    @property
    def label(self) -> str:
        """The name with the days it was in force."""
        return f"{self.name} ({span(self.since, self.until)})"

    def on(self, day: PartialDate) -> Certainty:
        """Tell whether the name was in force on a day."""
        return held_on(day, self.since or FIRST_DAY, self.until)


class Party(Record, frozen=True, kw_only=True):
    """Who may take part in an event, under names that may have changed."""

    def name_on(self, day: PartialDate) -> str:
        """Return the name in force on a day; the current one where that is not on record."""
        return next(
            (dated.name for dated in self.value_of("names") if dated.on(day) is Certainty.YES), self.label
        )

    @property
    def code(self) -> str:
        """What it goes by in short: the id, where nothing else is."""
        return self.id.upper()


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
    conflicts: tuple[Conflict, ...] = ()
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
    conflicts: tuple[Conflict, ...] = ()
    confidence: Confidence | None = None
    sources: tuple[Citation, ...]

    @property
    def label(self) -> str:
        """The days of the chairmanship with its summit."""
        place = f", {self.summit.label}" if self.summit else ""
        return f"{span(self.since, self.until)}{place}"


class Delegation(Party, frozen=True, kw_only=True):
    """A state or a union of states, with every status it has held with the SCO."""

    kind: Literal["state", "union"]
    name: str
    official_name: str | None = None
    names: tuple[DatedName, ...] = ()
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    statuses: tuple[StatusPeriod, ...] = ()
    chairmanships: tuple[Chairmanship, ...] = ()
    un_member_since: PartialDate | None = None
    conflicts: tuple[Conflict, ...] = ()
    notes: str | None = None
    sources: tuple[Citation, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """The everyday name."""
        return self.name

    @property
    def now(self) -> Status | None:
        """The status that no record says has ended; it does not depend on a clock."""
        held = [period.status for period in self.statuses if period.until is None]
        return held[-1] if held else None

    @property
    def code(self) -> str:
        """The ISO 3166 alpha-3 code, or the id of what has none."""
        return self.iso3 or self.id.upper()

    def statuses_on(self, day: PartialDate) -> list[tuple[StatusPeriod, Certainty]]:
        """Return the periods that cover a day, or may, with how certain that is."""
        answers = [(period, period.on(day)) for period in self.statuses]
        return [answer for answer in answers if answer[1] is not Certainty.NO]


class Agency(Party, frozen=True, kw_only=True):
    """A UN body, an SCO body or another organisation."""

    name: str
    acronym: str | None = None
    names: tuple[DatedName, ...] = ()
    aliases: tuple[str, ...] = ()
    kind: AgencyKind
    parent: str | None = None
    seat: str | None = None
    website: str | None = None
    founded: PartialDate | None = None
    relation: str | None = None
    documents: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: str | None = None
    sources: tuple[Citation, ...]
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """The full name."""
        return self.name

    @property
    def code(self) -> str:
        """The acronym, or the id of what has none."""
        return self.acronym or self.id.upper()


class Post(Base, frozen=True, kw_only=True):
    """An office or function of a person, half-open where its days are known."""

    title: str
    affiliation: str | None = None
    since: PartialDate | None = field(name="from", default=None)
    until: PartialDate | None = None
    note: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    confidence: Confidence | None = None
    sources: tuple[Citation, ...] = ()

    @property
    def label(self) -> str:
        """The title, with its body and its days where they are known."""
        dated = self.since is not None or self.until is not None
        where = f", {self.affiliation}" if self.affiliation else ""
        return f"{self.title}{where} ({span(self.since, self.until)})" if dated else f"{self.title}{where}"


class Person(Record, frozen=True, kw_only=True):
    """A person who spoke, signed or was present, under every spelling seen."""

    name: str
    variants: tuple[str, ...] = ()
    state: str | None = None
    posts: tuple[Post, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: str | None = None
    sources: tuple[Citation, ...]
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """The name in its usual spelling."""
        return self.name

    @property
    def post(self) -> str | None:
        """The title of the latest post on record."""
        return self.posts[-1].title if self.posts else None
