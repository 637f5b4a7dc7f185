"""One record with everything that refers to it."""

from collections.abc import Iterable, Iterator, Sequence

from unsco_cli.dates import PartialDate
from unsco_cli.models import Base, Party, Record, Source
from unsco_cli.query.answers import VITAL
from unsco_cli.query.names import by_id, resolve
from unsco_cli.schema import (
    CAPACITY_PLURALS,
    CITED,
    COLLECTIONS,
    Called,
    Cell,
    Collection,
    Library,
    Reference,
    Referral,
    ResultSet,
    Row,
    Section,
    Sheet,
    parts_at,
    text,
    values_at,
)
from unsco_cli.schema.evidence import citations_of

Mention = tuple[Collection, Reference, Record, Base]

# Shown by the caption already.
_CAPTIONED = ("id", "title", "name", "label")


def sheets(library: Library, names: Iterable[str]) -> tuple[Sheet, ...]:
    """Return a sheet for each name; none if one of them can't be told.

    Raises:
        UnknownName, AmbiguousName: a name is not known, or means several records.
    """
    found = [resolve(library, name) for name in names]
    return tuple(sheet(library, collection, record) for collection, record in found)


def sheet(library: Library, collection: Collection, record: Record) -> Sheet:
    """Return a record with its facts, its parts, what refers to it, and the sources of all of them."""
    referring = list(referrers(library, collection, record))
    referrals = dict.fromkeys(
        Referral(collection=other.name, id=candidate.id, field=reference.field)
        for other, reference, candidate, _ in referring
    )
    fields = {name: record.value_of(name) for name in collection.fields}
    return Sheet(
        caption=f"{record.label} ({collection.singular} {record.id})",
        fields={"collection": collection.name, **fields, "referred_by": tuple(referrals)},
        facts=tuple(_facts(library, collection, record)),
        sections=(
            *_parts(library, collection, record),
            *_mentions(record, collection, referring),
            *_sources(library, collection, record),
        ),
        record=record,
    )


def referrers(library: Library, collection: Collection, record: Record) -> Iterator[Mention]:
    """Yield each reference to a record: its collection, the field, the record and the part that refers."""
    for other in COLLECTIONS.values():
        references = [one for one in other.references if collection.name in one.to]
        candidates = library.mentioning(other.model, record.id) if references else ()
        for reference in references:
            for candidate in candidates:
                if candidate is not record:
                    yield from (
                        (other, reference, candidate, part)
                        for part, value in parts_at(candidate, reference.path)
                        if value == record.id
                    )


def _facts(library: Library, collection: Collection, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the single-valued fields in words; a reference shows whom it means."""
    for name in collection.fields:
        value = record.value_of(name)
        if name in _CAPTIONED or value is None or isinstance(value, tuple):
            continue
        target = _target(library, collection.reference_of(name), value)
        day = _day(collection, record)
        yield name, f"{Called(record=target, day=day).label} ({value})" if target else text(value)


def _day(collection: Collection, record: Record) -> PartialDate | None:
    """Return the day of an event or document, for the names in force on it."""
    return record.value_of(collection.dated) if collection.dated else None


def _target(library: Library, reference: Reference | None, value: Cell) -> Record | None:
    if reference is None or not isinstance(value, str):
        return None
    return by_id(library, value, reference.to)


def _parts(library: Library, collection: Collection, record: Record) -> Iterator[Section]:
    """Yield a section for each field that holds a list, but for the sources."""
    for name in collection.fields:
        parts = record.value_of(name)
        if not isinstance(parts, tuple) or not parts or name == "sources":
            continue
        reference = collection.reference_of(name)
        day = _day(collection, record)
        rows = [_part_row(library, reference, name, part, day) for part in parts]
        columns = collection.layout.get(name) or _natural_columns(reference, name, parts)
        if collection.grouped and collection.grouped[0] == name:
            yield from _grouped(name, collection.grouped[1], columns, rows)
        else:
            yield _section(name, name, columns, rows)


def _part_row(
    library: Library, reference: Reference | None, field: str, part: Cell, day: PartialDate | None
) -> Row:
    """Return a row for one part of a list: its own fields, then those of the record it refers to."""
    cells = {name: part.value_of(name) for name in part.attribute_names()} if isinstance(part, Base) else {}
    target = _target(library, reference, cells.get("id", part))
    if target is None and not cells:
        # A text, or an id that no record has.
        cells = {"id" if reference else field: part}
    if isinstance(target, Party):
        cells = {**cells, "name": Called(record=target, day=day)}
    return Row(cells, target)


def _natural_columns(reference: Reference | None, field: str, parts: Sequence[Cell]) -> tuple[str, ...]:
    if isinstance(parts[0], Base):
        return parts[0].attribute_names()
    return COLLECTIONS[reference.to[0]].brief if reference else (field,)


def _grouped(field: str, by: str, columns: tuple[str, ...], rows: Sequence[Row]) -> Iterator[Section]:
    for value, plural in CAPACITY_PLURALS.items():
        group = [row for row in rows if row.cells[by] == value]
        if group:
            yield _section(field, f"{field}: {plural} ({len(group)})", columns, group)


def _mentions(record: Record, collection: Collection, referring: Sequence[Mention]) -> Iterator[Section]:
    """Yield a section for each collection that refers to a record: each of its records once, with what as.

    A record that is shown already, and says no more of this one than that, is left out.
    """
    shown = {
        (place, identifier)
        for reference in collection.references
        # A record named deeper within a part is not shown as one.
        if reference == collection.reference_of(reference.field)
        for identifier in values_at(record, reference.path)
        for place in reference.to
    }
    for name, other in COLLECTIONS.items():
        said: dict[str, tuple[Record, dict[str, None]]] = {}
        for place, reference, candidate, part in referring:
            if place.name == name and (reference.columns or (name, candidate.id) not in shown):
                ways = said.setdefault(candidate.id, (candidate, {}))[1]
                ways[_way(reference, part)] = None
        rows = [Row({"as": "; ".join(ways)}, candidate) for candidate, ways in said.values()]
        if rows:
            section = _section("referred_by", f"named in {name}", (*other.brief, "as"), rows, other.sort)
            yield section


def _way(reference: Reference, part: Base) -> str:
    """Return in words as what a record is referred to: ``took part: observer, addressed``."""
    details = [text(part.value_of(name)) for name in reference.columns]
    return f"{reference.reverse}: {', '.join(filter(None, details))}" if any(details) else reference.reverse


def _sources(library: Library, collection: Collection, record: Record) -> Iterator[Section]:
    """Yield the sources of a record and of its parts, each once with all that it supports."""
    supports: dict[str, dict[str, None]] = {}
    for citation, part in citations_of(collection, record):
        said = citation.supported or (text(part) if part is not None else "")
        supports.setdefault(citation.id, {})[said] = None
    rows = [
        Row({"id": identifier, "supports": "; ".join(filter(None, facts))}, library.get(Source, identifier))
        for identifier, facts in supports.items()
    ]
    if rows:
        yield _section("sources", "sources", CITED, rows)


def _section(
    field: str, heading: str, columns: tuple[str, ...], rows: Sequence[Row], sort: str = ""
) -> Section:
    """Return a section without columns that nothing fills."""
    filled = tuple(name for name in columns if any(text(_cell(row, name)) for row in rows))
    complete = tuple(
        Row({name: _cell(row, name) for name in (*columns, sort) if name}, row.record) for row in rows
    )
    result = ResultSet(heading.replace("_", " "), filled, (*columns, sort), complete, vital=VITAL)
    return Section(field, result.sort(sort) if sort else result)


def _cell(row: Row, column: str) -> Cell:
    """Return a cell, or nothing where a part refers to no record or to one without the field."""
    if column in row.cells:
        return row.cells[column]
    return getattr(row.record, column, None)
