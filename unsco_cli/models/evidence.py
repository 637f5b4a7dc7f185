"""What facts rest on and are sorted by: documents, topics, sources, and the store itself."""

from typing import Literal

from msgspec import field

from unsco_cli.dates import PartialDate
from unsco_cli.models.base import Acceptance, Base, Citation, Conflict, Count, Record

DocumentKind = Literal[
    "resolution",
    "memorandum",
    "declaration",
    "convention",
    "agreement",
    "treaty",
    "protocol",
    "charter",
    "plan",
    "strategy",
    "concept",
    "decision",
    "regulation",
    "statement",
]


class Vote(Base, frozen=True, kw_only=True):
    """How a resolution was adopted."""

    form: str | None = None
    in_favour: Count | None = None
    against: Count | None = None
    abstaining: Count | None = None
    voting_against: tuple[str, ...] = ()
    requested_by: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The form of adoption, or the count."""
        counts = ((self.in_favour, "for"), (self.against, "against"), (self.abstaining, "abstaining"))
        counted = ", ".join(f"{count} {word}" for count, word in counts if count is not None)
        return counted or self.form or "not recorded"


class Document(Record, frozen=True, kw_only=True):
    """A resolution, memorandum, declaration or other text."""

    kind: DocumentKind
    title: str
    symbol: str | None = None
    date: PartialDate | None = None
    parties: tuple[str, ...] = ()
    vote: Vote | None = None
    summary: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    notes: str | None = None
    sources: tuple[Citation, ...]
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """The symbol, where there is one, and the title."""
        return f"{self.symbol}: {self.title}" if self.symbol else self.title


class Topic(Record, frozen=True, kw_only=True):
    """A subject of the controlled vocabulary."""

    name: str = field(name="label")
    aliases: tuple[str, ...] = ()
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


# The format of stores that this program reads and writes.
FORMAT = 1


class About(Base, frozen=True, kw_only=True):
    """What a store says of itself."""

    title: str
    format: int
    version: str
    date: PartialDate
    licence: str
