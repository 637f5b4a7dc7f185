"""What is read out of a text: a draft of a record, with the place in the text that each value rests on."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from unsco_cli.models import Base, Confidence
from unsco_cli.schema.changes import Fields


class Text(Struct, frozen=True):
    """A text as it is read: without markup, its lines ended by a line feed.

    Args:
        called: what it is called where it came from: a file, or standard input.
        content: the text; all places are counted in its signs, from 0.
        title: the title that its markup gives, if it has markup and that gives one.
        address: the address that its markup gives, likewise.
        published: the ISO 8601 date that its markup gives, likewise.
        digest: SHA-256 of the bytes it was read from, in hexadecimal digits.
    """

    called: str
    content: str
    digest: str
    title: str | None = None
    address: str | None = None
    published: str | None = None


class Span(Struct, frozen=True, order=True):
    """A place in a text, from its first sign to the sign after its last."""

    start: int
    end: int


class Evidence(Base, frozen=True, kw_only=True):
    """What one value of a draft rests on.

    Args:
        path: where the value stands in the record, as ``start`` or ``participants.rus.capacity``.
        value: the value, as plain JSON.
        start: the first sign of the place in the text, counted from 0.
        end: the sign after its last.
        quote: what stands there.
        confidence: how sure it is that the text says so.
        reason: the rule by which it was read so, in words.
    """

    path: str
    value: Any
    start: int
    end: int
    quote: str
    confidence: Confidence
    reason: str

    @property
    def label(self) -> str:
        """The path with the quote."""
        return f"{self.path}: {self.quote}"


class Unsettled(Base, frozen=True, kw_only=True):
    """What was seen in a text and could not be settled.

    Args:
        note: what is not settled, and what to do about it.
        start, end, quote: the place in the text, as in ``Evidence``; empty at 0 where it is about no place.
    """

    note: str
    start: int = 0
    end: int = 0
    quote: str = ""

    @property
    def label(self) -> str:
        """The note, after the quote."""
        return f"{self.quote}: {self.note}" if self.quote else self.note


class Draft(Struct, frozen=True):
    """An event as one text tells it.

    Args:
        text: the text.
        record: the plain event; of a known one, only what the text says, under the id it has in the store.
        needs: by collection, plain records that the event refers to and the store does not have.
        evidence: what each value rests on, in the order of the record.
        unsettled: what could not be settled, in the order of the text.
        known: the id of the event in the store that the text is about, where the store has it already.
    """

    text: Text
    record: Fields
    needs: Mapping[str, tuple[Fields, ...]]
    evidence: tuple[Evidence, ...]
    unsettled: tuple[Unsettled, ...]
    known: str | None = None
