"""What the facts of a record rest on."""

from collections.abc import Iterator, Sequence

from unsco_cli.errors import UsageError, did_you_mean, quoted
from unsco_cli.models import Record, Source
from unsco_cli.query.answers import VITAL
from unsco_cli.query.names import resolve
from unsco_cli.schema import Cell, Collection, Library, ResultSet, Row
from unsco_cli.schema.evidence import Fact, facts_of

# What is said of a fact, and then of each source of it.
CLAIM = ("field", "value", "basis", "decided", "memorandum", "confidence", "note", "conflicts")
EVIDENCE = ("source", "published", "publisher", "title", "supports", "dated", "url")


class UnknownField(UsageError):
    """The evidence for a field was asked for that such records do not have."""

    def __init__(self, found: str, collection: Collection) -> None:
        known = collection.factual or collection.fields
        super().__init__(
            f"no field of {collection.name} is called {quoted(found)}{did_you_mean(found, known)} "
            f"(fields: {', '.join(known)})"
        )


def why(library: Library, name: str, field: str | None = None) -> ResultSet:
    """Return a row for each fact of a record and each source that it rests on.

    Args:
        library: the records.
        name: the record.
        field: the one field asked about; all of them if None.

    Raises:
        UnknownName, AmbiguousName: the record can't be told.
        UnknownField: its collection has no such field.
    """
    collection, record = resolve(library, name)
    asked = None if field is None else _field(collection, field)
    facts = tuple(facts_of(collection, record))
    rows = [
        Row({"collection": collection.name, "id": record.id, **_claim(fact), **evidence}, record)
        for fact in facts
        if asked in (None, fact.field)
        for evidence in _evidence(library, fact)
    ]
    rows += [
        Row({"collection": collection.name, "id": record.id, **cells}, record)
        for cells in _others(facts, record, asked)
    ]
    about = f", {asked}" if asked else ""
    columns = ("collection", "id", *CLAIM, *EVIDENCE)
    return ResultSet(
        title=f"Evidence for {record.label} ({collection.singular} {record.id}){about}",
        columns=columns,
        available=columns,
        rows=tuple(rows),
        empty=_nothing(collection, record, asked),
        remarks=() if asked else tuple(_remarks(facts, record)),
        vital=(*VITAL, "url"),
        whole=False,
        implied=("collection", "id"),
        grouped=CLAIM,
        beneath=EVIDENCE[3:],
        once=True,
    )


def _field(collection: Collection, field: str) -> str:
    name = "_".join(field.lower().replace("-", " ").split())
    if name not in collection.fields:
        raise UnknownField(field, collection)
    return name


def _claim(fact: Fact) -> dict[str, Cell]:
    cells = {name: getattr(fact.part, name, None) for name in ("basis", "decided", "memorandum", "note")}
    alone = fact.part is not None or not isinstance(fact.record.value_of(fact.field), tuple)
    value = fact.values[0] if alone else fact.values
    return {
        **cells,
        "field": fact.field,
        "value": value,
        "confidence": fact.confidence,
        "conflicts": fact.conflicts,
    }


def _evidence(library: Library, fact: Fact) -> Iterator[dict[str, Cell]]:
    """Yield what is known of each source of a fact; for a fact without one, nothing at all, once."""
    for citation in fact.citations:
        source = library.get(Source, citation.id)
        known = ("published", "publisher", "title", "url")
        yield {
            "source": citation.id,
            **{name: getattr(source, name, None) for name in known},
            "supports": citation.supported or None,
            "dated": citation.dated,
        }
    if not fact.citations:
        yield dict.fromkeys(EVIDENCE)


def _others(facts: Sequence[Fact], record: Record, asked: str | None) -> Iterator[dict[str, Cell]]:
    """Yield conflicts about what is no fact of a record: about all of it, or about our own arrangement."""
    told = {fact.field for fact in facts}
    for conflict in getattr(record, "conflicts", ()):
        if conflict.field not in told and asked in (None, conflict.field):
            bare = dict.fromkeys((*CLAIM, *EVIDENCE))
            yield {**bare, "field": conflict.field, "conflicts": (conflict.note,)}


def _remarks(facts: Sequence[Fact], record: Record) -> Iterator[str]:
    bare = [fact.field for fact in facts if not fact.citations]
    if bare:
        yield f"without a source: {', '.join(dict.fromkeys(bare))}"
    if getattr(record, "notes", None):
        yield f"note: {record.value_of('notes')}"


def _nothing(collection: Collection, record: Record, asked: str | None) -> str:
    if not collection.factual:
        kind = collection.name.capitalize()
        return f"{kind} cite no sources; 'unsco show {record.id}' tells what refers to it."
    if asked is None or asked in collection.factual:
        return f"Nothing is recorded{f' as {asked}' if asked else ''} of {record.id}."
    return f"{asked} is the knowledge base's own wording or arrangement, and rests on no source."
