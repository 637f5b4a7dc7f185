"""What holds of every draft of any text: each value has its place in the text, and nothing is invented."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import ValidationError

from unsco_cli.models import Event
from unsco_cli.models.base import convert
from unsco_cli.schema import COLLECTIONS, Library
from unsco_cli.schema.drafts import Draft, Evidence, Unsettled
from unsco_cli.schema.places import located

# What 'unsco add event' asks for where a text does not tell it.
LEAST = {
    "id": "new",
    "title": "New",
    "kind": "other",
    "un_involved": False,
    "start": "2030",
    "sources": [{"id": "page"}],
}
# These stand for an entry of a list as a whole, which has a path of its own.
_WHO = ("id", "named")


def broken(library: Library, draft: Draft, *, cited: bool = False) -> list[str]:
    """Return what does not hold of a draft, in words.

    Args:
        library: the store that it was drafted by.
        draft: the draft.
        cited: whether the source was given with the text.
    """
    laws = (_unproved, _misquoted, _unwritten, _unknown, _unfit)
    return [problem for law in laws for problem in law(library, draft)] + [
        f"{name} is cited, and the text does not say so"
        for name in _sources(draft) - _proved(draft)
        if not (cited or draft.text.address)
    ]


def _proved(draft: Draft) -> set[str]:
    return {one.path for one in draft.evidence}


def _sources(draft: Draft) -> set[str]:
    return {f"sources.{one['id']}" for one in draft.record.get("sources", ())}


def leaves(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a record by their paths, each entry of a list under who or what it is."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, list):
            for place, entry in enumerate(value):
                found |= _entry(name, place, entry)
        elif name != "id":
            found[name] = value
    return found


def _entry(name: str, place: int, entry: Any) -> dict[str, Any]:
    if isinstance(entry, str):
        return {f"{name}.{entry}": entry}
    path = f"{name}.{entry['id']}" if "id" in entry else f"{name}[{place}]"
    who = entry.get("named", entry.get("id"))
    return {path: who, **{f"{path}.{key}": value for key, value in entry.items() if key not in _WHO}}


def _unproved(_library: Library, draft: Draft) -> Iterator[str]:
    """Find values without evidence, evidence of other values, and evidence of nothing."""
    proofs = {one.path: one.value for one in draft.evidence}
    if len(proofs) < len(draft.evidence):
        yield "two values are at one path"
    values = leaves(draft.record)
    for path in values.keys() - proofs.keys() - _sources(draft):
        yield f"{path} has no evidence"
    for path in proofs.keys() - values.keys():
        yield f"{path} has evidence, and is not in the record"
    for path in proofs.keys() & values.keys():
        # A person is found by name, and is in the record by id.
        if not re.fullmatch(r"people\.[^.]*", path) and proofs[path] != values[path]:
            yield f"{path} is {values[path]!r}, and its evidence is of {proofs[path]!r}"


def _misquoted(_library: Library, draft: Draft) -> Iterator[str]:
    content = draft.text.content
    said: tuple[Evidence | Unsettled, ...] = (*draft.evidence, *draft.unsettled)
    for one in said:
        placed = 0 <= one.start < one.end <= len(content)
        if not placed and (one in draft.evidence or (one.start, one.end) != (0, 0)):
            yield f"{one.label} is at {one.start} to {one.end} of {len(content)}"
        if one.quote != content[one.start : one.end]:
            yield f"{one.label} is not what stands at {one.start} to {one.end}"
    for proof in draft.evidence:
        if proof.confidence not in ("high", "medium", "low") or not proof.reason:
            yield f"{proof.path} is {proof.confidence!r} for {proof.reason!r}"
    if [one.start for one in draft.unsettled] != sorted(one.start for one in draft.unsettled):
        yield "what is not settled is not in the order of the text"


def squeezed(text: str) -> str:
    """Return a text with one space for each gap."""
    return " ".join(text.split())


def _unwritten(_library: Library, draft: Draft) -> Iterator[str]:
    """Find names that do not stand in the text."""
    content = squeezed(draft.text.content)
    named = (one for one in draft.record.get("participants", ()) if "named" in one)
    names = {f"participants.{one['id']}": one["named"] for one in named}
    names |= {f"groups.{one['named']}": one["named"] for one in draft.record.get("groups", ())}
    names |= {one.path: one.value for one in draft.evidence if re.fullmatch(r"people\.[^.]*", one.path)}
    names |= {f"needs.people.{one['id']}": one["name"] for one in draft.needs.get("people", ())}
    for path, name in names.items():
        if not name or name not in content:
            yield f"{path} is called {name!r}, which is not in the text"


def _unknown(library: Library, draft: Draft) -> Iterator[str]:
    """Find ids that are nowhere, and what is needed though the store has it."""
    records = {name: {one["id"]: one for one in several} for name, several in draft.needs.items()}

    def there(name: str, identifier: str) -> bool:
        return library.get(COLLECTIONS[name].model, identifier) is not None

    for name, several in records.items():
        if len(several) < len(draft.needs[name]):
            yield f"needs.{name} has one of them twice"
        for identifier, record in several.items():
            if there(name, identifier):
                yield f"needs.{name}.{identifier} is in the store"
            yield from _dangling(name, record, there, records)
    if draft.known is not None and not there("events", draft.known):
        yield f"there is no event {draft.known!r}"
    if draft.record.get("id") != draft.known:
        yield f"the record is of {draft.record.get('id')!r}, and {draft.known!r} is known"
    yield from _dangling("events", draft.record, there, records)


def _dangling(
    name: str, record: Mapping[str, Any], there: Callable[[str, str], bool], needed: Mapping[str, Any]
) -> Iterator[str]:
    for reference in COLLECTIONS[name].references:
        for path, value in located(record, reference.path):
            if not any(value in needed.get(one, ()) or there(one, value) for one in reference.to):
                yield f"{name} {path} is {value!r}, which is nowhere"


def _unfit(_library: Library, draft: Draft) -> Iterator[str]:
    """Find what is no record."""
    try:
        convert({**LEAST, **draft.record}, Event)
        for name, several in draft.needs.items():
            for one in several:
                cited = {} if name == "sources" else {"sources": LEAST["sources"]}
                convert({**cited, **one}, COLLECTIONS[name].model)
    except ValidationError as error:
        yield str(error)
    start, end = draft.record.get("start"), draft.record.get("end")
    if start and end and end < start:
        yield f"it ends on {end}, before it starts on {start}"
