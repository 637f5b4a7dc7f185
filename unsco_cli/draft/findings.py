"""What was read out of a text, before it becomes a record: values with their places."""

from typing import Any

from msgspec import Struct

from unsco_cli.models import Confidence
from unsco_cli.schema.drafts import Span


class Finding(Struct, frozen=True):
    """A value with the place it rests on.

    Args:
        value: the value, as plain JSON.
        span: the place in the text.
        confidence: how sure it is.
        reason: the rule by which it was read so.
    """

    value: Any
    span: Span
    confidence: Confidence
    reason: str


class Doubt(Struct, frozen=True):
    """What was seen and could not be settled.

    Args:
        note: what is not settled.
        span: the place; None where it is about no place.
    """

    note: str
    span: Span | None = None


_GRADES: tuple[Confidence, ...] = ("high", "medium", "low")


def least(*grades: Confidence) -> Confidence:
    """Return the lowest of several degrees of confidence."""
    return max(grades, key=_GRADES.index)
