"""Checks of what facts rest on."""

from collections.abc import Iterator
from typing import Any

from unsco_cli.models import Record
from unsco_cli.schema import COLLECTIONS, Collection
from unsco_cli.schema.evidence import facts_of
from unsco_cli.schema.places import located, parts_of, required_fields
from unsco_cli.validate.contents import Contents, Fields, readable
from unsco_cli.validate.problems import Problem, cited


def unsourced_problems(contents: Contents) -> Iterator[Problem]:
    """Find facts that rest on no source."""
    for name, collection in COLLECTIONS.items():
        for key, plain in contents.records(name) if collection.factual else ():
            missing: list[Any] | None = None if "sources" in required_fields(collection.model) else []
            # Where the list of sources itself can't be read, the check of shapes tells why.
            if isinstance(plain.get("sources", missing), list):
                record = contents.record(name, key) or readable(plain, collection.model)
                yield from _unsourced(collection, key, record)


def _unsourced(collection: Collection, key: str, record: Record) -> Iterator[Problem]:
    bare = [fact for fact in facts_of(collection, record) if not fact.citations]
    if bare and not record.value_of("sources") and all(fact.part is None for fact in bare):
        yield Problem(collection.name, key, "sources", "the record rests on no source at all")
        return
    for fact in bare:
        value = f": {fact.part.value_of('label')}" if fact.part is not None else ""
        yield Problem(collection.name, key, fact.field, f"it rests on no source{value}")


def citation_problems(contents: Contents) -> Iterator[Problem]:
    """Find citations and conflicts for fields that are not there, or that need no source."""
    for name, collection in COLLECTIONS.items():
        for key, record in contents.records(name):
            for path, field in located(record, "sources.fields"):
                if isinstance(field, str) and field in record and field not in collection.factual:
                    yield Problem(name, key, path, f"{field} is our own arrangement, and rests on no source")
            for part, path, field in _named_fields(collection, record):
                if isinstance(field, str) and field not in part:
                    yield Problem(name, key, path, f"there is no {cited(field)} that could rest on it")


def _named_fields(collection: Collection, record: Fields) -> Iterator[tuple[Fields, str, Any]]:
    """Yield each field that a citation or a conflict names, with the record or part it is a field of."""
    parts = (place for field in collection.parts for place in parts_of(record.get(field), field))
    for path, part in (("", record), *parts):
        if isinstance(part, dict):
            for dotted in ("sources.fields", "conflicts.field"):
                yield from ((part, place, field) for place, field in located(part, dotted, path))
