"""Checks of what facts rest on."""

from collections.abc import Iterator

from unsco_cli.models import Record
from unsco_cli.schema import COLLECTIONS, Collection, facts_of
from unsco_cli.validate.contents import Contents, located, readable
from unsco_cli.validate.problems import Problem


def unsourced_problems(contents: Contents) -> Iterator[Problem]:
    """Find facts that rest on no source."""
    for name, collection in COLLECTIONS.items():
        for key, plain in contents.records(name) if collection.factual else ():
            # Where the list of sources itself can't be read, the check of shapes tells why.
            if isinstance(plain.get("sources", []), list):
                yield from _unsourced(collection, key, readable(plain, collection.model))


def _unsourced(collection: Collection, key: str, record: Record) -> Iterator[Problem]:
    bare = [fact for fact in facts_of(collection, record) if not fact.citations]
    if bare and not record.value_of("sources") and all(fact.part is None for fact in bare):
        yield Problem(collection.name, key, "sources", "the record rests on no source at all")
        return
    for fact in bare:
        value = f": {fact.part.value_of('label')}" if fact.part is not None else ""
        yield Problem(collection.name, key, fact.field, f"it rests on no source{value}")


def citation_problems(contents: Contents) -> Iterator[Problem]:
    """Find citations for fields that a record doesn't have, or that need no source."""
    for name, collection in COLLECTIONS.items():
        for key, record in contents.records(name):
            for path, field in (*located(record, "sources.fields"), *located(record, "conflicts.field")):
                if isinstance(field, str) and field not in record:
                    yield Problem(name, key, path, f"the record has no {field}")
                elif (
                    isinstance(field, str) and path.startswith("sources") and field not in collection.factual
                ):
                    yield Problem(name, key, path, f"{field} is our own arrangement, and rests on no source")
