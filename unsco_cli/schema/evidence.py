"""What a record claims, and what each claim rests on."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from unsco_cli.models import Base, Citation, Confidence, Record
from unsco_cli.schema.collections import COLLECTIONS, Collection


class Fact(Struct, frozen=True):
    """What a field says, or one part of it that has sources of its own, with its evidence.

    Args:
        field: the field of the record.
        values: the value, or the values that rest on the same evidence.
        part: the part of the record that has the evidence, where it is not the record itself.
        citations: the sources it rests on.
        conflicts: what sources say differently.
    """

    field: str
    values: tuple[Any, ...]
    record: Record
    part: Base | None
    citations: tuple[Citation, ...]
    conflicts: tuple[str, ...]

    @property
    def confidence(self) -> Confidence | None:
        """How sure it is, where that was judged: of the part, or else of the record."""
        judged: Confidence | None = getattr(self.part, "confidence", None) or getattr(
            self.record, "confidence", None
        )
        return judged

    @property
    def sources(self) -> int:
        """How many sources it rests on."""
        return len({citation.id for citation in self.citations})


def factual_fields() -> tuple[str, ...]:
    """Return every field whose values need a source, of any collection, each once."""
    return tuple(dict.fromkeys(name for collection in COLLECTIONS.values() for name in collection.factual))


def facts_of(collection: Collection, record: Record) -> Iterator[Fact]:
    """Yield everything a record claims, in the order of its fields.

    A part that cites sources of its own, as a status does, is a fact by itself; of other fields all
    values are one fact, for they rest on the same sources.
    """
    for name in collection.factual:
        value = record.value_of(name)
        parts = value if isinstance(value, tuple) else () if value is None else (value,)
        for part in parts:
            if _claims(part):
                yield _fact(record, name, (part,), part)
        plain = tuple(part for part in parts if not _claims(part))
        if plain:
            yield _fact(record, name, plain, None)


def citations_of(collection: Collection, record: Record) -> Iterator[tuple[Citation, Base | None]]:
    """Yield each source that a record cites, then those of its parts with the part."""
    if "sources" in collection.fields:
        yield from ((citation, None) for citation in record.value_of("sources"))
    for name in collection.factual:
        held = record.value_of(name)
        for part in held if isinstance(held, tuple) else ():
            if _claims(part):
                yield from ((citation, part) for citation in part.sources)


def _fact(record: Record, field: str, values: tuple[Any, ...], part: Base | None) -> Fact:
    own = part.value_of("sources") if part is not None else ()
    shared = (citation for citation in record.value_of("sources") if citation.covers(field))
    noted = [*(part.value_of("conflicts") if part is not None else ())]
    noted += [conflict for conflict in record.value_of("conflicts") if conflict.field == field]
    return Fact(
        field=field,
        values=values,
        record=record,
        part=part,
        citations=own or tuple(shared),
        conflicts=tuple(conflict.note for conflict in noted),
    )


def _claims(part: Any) -> bool:
    """Tell whether a part has sources of its own, as a status does."""
    return isinstance(part, Base) and "sources" in part.field_names()
