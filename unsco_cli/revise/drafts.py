"""Drafts as an answer: value by value with what it rests on, and whole, beside what the store has."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypeGuard

from msgspec import Struct

from unsco_cli.errors import legible
from unsco_cli.models import Event, plain
from unsco_cli.revise.answers import fields_changed, told_record, told_value
from unsco_cli.revise.differences import ABSENT, differences
from unsco_cli.revise.records import taken_in
from unsco_cli.schema import Library, ResultSet, Row, text
from unsco_cli.schema.changes import Fields, Given, Intake, Revision
from unsco_cli.schema.drafts import Draft, Evidence, Unsettled

EVENTS = "events"
# What stands for a path where there is none: of what could not be settled.
UNSETTLED = "unsettled"
SHOWN = ("path", "value", "confidence", "quote")
VALUES = ("file", "id", *SHOWN, "start", "end", "reason")
# From what is surest to what is least sure.
_GRADES = ("high", "medium", "low")
WHOLE = ("file", "collection", "record", "needs", "known", "differences", "evidence", "unsettled")


class Review(Struct, frozen=True):
    """A draft beside what the store has.

    Args:
        draft: the draft.
        revision: what it would make of the event in the store; None where the store does not have that.
    """

    draft: Draft
    revision: Revision | None = None

    @property
    def id(self) -> str:
        """The id of the event, empty where it has none yet."""
        return str(self.draft.known or self.draft.record.get("id") or "")

    @property
    def file(self) -> str:
        """What the text is called."""
        return legible(self.draft.text.called)

    @property
    def title(self) -> str:
        """What the draft is of, and where it comes from."""
        named = f"{EVENTS}/{self.id}" if self.id else "an event"
        standing = "new" if self.revision is None else "in the store already"
        return f"Draft of {named} from {self.file} ({standing})"


def reviewed(draft: Draft, library: Library) -> Review:
    """Return a draft beside the event that the store has, if it is about one.

    Args:
        draft: the draft.
        library: the store.
    """
    there = library.get(Event, draft.known) if draft.known else None
    if there is None:
        return Review(draft)
    given = Given(EVENTS, there.id, draft.record, "")
    return Review(draft, taken_in({EVENTS: {there.id: plain(there)}}, Intake((given,)), "merge"))


def values_drafted(reviews: Sequence[Review]) -> ResultSet:
    """Return a row for each value of drafts, each needed record, and all that could not be settled.

    Args:
        reviews: the drafts; of those whose event the store has, it is told below what they would change.
    """
    several = len(reviews) > 1
    changing = [(one, one.revision) for one in reviews if one.revision is not None]
    return ResultSet(
        title=f"Drafts of {len(reviews)} texts" if several else reviews[0].title,
        columns=("file", *SHOWN) if several else SHOWN,
        available=VALUES,
        rows=tuple(row for one in reviews for row in _rows(one)),
        empty="Nothing was found in it.",
        vital=("path", "value"),
        whole=False,
        below=tuple(fields_changed(made, f"What {one.file} would change") for one, made in changing),
    )


def drafts_whole(reviews: Sequence[Review]) -> ResultSet:
    """Return a row for each draft with all that is in it, as plain JSON.

    What only a page shows stands in cells that are no columns: the text, and values and needs in words.
    """
    return ResultSet(
        title="; ".join(one.title for one in reviews),
        columns=WHOLE,
        available=WHOLE,
        rows=tuple(Row({**_whole(one), "id": one.id, "title": one.title}) for one in reviews),
        whole=False,
    )


def enveloped(review: Review) -> dict[str, Any]:
    """Return the record of a draft with the records that it needs, as ``add`` takes them."""
    return {name: value for name, value in _whole(review).items() if name in WHOLE and value is not None}


def _rows(review: Review) -> Iterator[Row]:
    about = {"file": review.file, "id": review.id}
    nothing = dict.fromkeys(VALUES)
    for path, value, evidence in _facts(review.draft):
        first = evidence[0]
        cells = {
            "path": path,
            "value": told_value(EVENTS, path, value),
            "confidence": max((one.confidence for one in evidence), key=_GRADES.index),
            "quote": _quoted(evidence),
            "start": first.start,
            "end": first.end,
            "reason": "; ".join(dict.fromkeys(one.reason for one in evidence)),
        }
        yield Row({**about, **cells})
    for name, records in review.draft.needs.items():
        for fields in records:
            path = ".".join(filter(None, ("needs", name, str(fields.get("id") or ""))))
            value = told_record(name, fields) or dict(fields)
            yield Row({**nothing, **about, "path": path, "value": value})
    for note in review.draft.unsettled:
        place = {"quote": note.quote, "start": note.start, "end": note.end} if note.end else {}
        yield Row({**nothing, **about, "path": UNSETTLED, "value": note.note, **place})


def _facts(draft: Draft) -> Iterator[tuple[str, Any, tuple[Evidence, ...]]]:
    """Yield each value, or each part as a whole, with its path and all that it rests on."""
    for path, several in groupby(draft.evidence, key=lambda one: _part_path(one.path)):
        evidence = tuple(several)
        field, _, key = path.replace("[", ".").rstrip("]").partition(".")
        parts = draft.record.get(field)
        part = next((one for one in parts if one.get("id") == key), None) if _has_parts(parts) else None
        if part is None and _has_parts(parts) and key.isdigit():
            part = parts[int(key)]
        yield path, evidence[0].value if part is None else part, evidence


def _quoted(evidence: Sequence[Evidence]) -> str:
    """Return the quotes of several values, each once and without those that another one has in it."""
    quotes = list(dict.fromkeys(one.quote for one in evidence))
    whole = [one for one in quotes if not any(one != other and one in other for other in quotes)]
    return " … ".join(whole)


def _has_parts(value: Any) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _part_path(path: str) -> str:
    """Return the path of the part that a value belongs to: participants.rus of participants.rus.capacity."""
    return ".".join(path.split(".")[: 1 if "[" in path else 2])


def _whole(review: Review) -> dict[str, Any]:
    draft = review.draft
    needs = {name: list(records) for name, records in draft.needs.items() if records}
    return {
        "file": review.file,
        "collection": EVENTS,
        "record": dict(draft.record),
        "needs": needs or None,
        "known": draft.known,
        "differences": None if review.revision is None else list(_differences(review.revision)),
        "evidence": [_plainly(one) for one in draft.evidence],
        "unsettled": [_plainly(one) for one in draft.unsettled],
        "content": draft.text.content,
        "told": [text(told_value(EVENTS, one.path, one.value)) for one in draft.evidence],
        "needed": [_needed(name, fields) for name, records in needs.items() for fields in records],
    }


def _needed(collection: str, fields: Fields) -> tuple[str, list[tuple[str, str]]]:
    """Return the key of a needed record, and the name and the text of each of its fields."""
    told = [(name, text(told_value(collection, name, value))) for name, value in fields.items()]
    return f"{collection}/{fields.get('id') or ''}", told


def _differences(revision: Revision) -> Iterator[dict[str, Any]]:
    for change in revision.changes:
        for path, *sides in differences(change.before, change.after):
            before, after = (None if side is ABSENT else side for side in sides)
            yield {"path": path, "before": before, "after": after}


def _plainly(one: Evidence | Unsettled) -> dict[str, Any]:
    """Return a part with all of its fields, also those that are as they are where nothing is said."""
    return {name: getattr(one, name) for name in one.field_names()}
