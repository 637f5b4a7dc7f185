"""One record with everything that refers to it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from unsco_cli.models import Base, Record
from unsco_cli.query.names import resolve
from unsco_cli.schema import (
    CAPACITY_PLURALS,
    CITED,
    COLLECTIONS,
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
    """Return a record with its facts, its parts and what refers to it."""
    referring = list(referrers(library, collection, record))
    referrals = tuple(
        dict.fromkeys(
            Referral(collection=other.name, id=row.id, field=reference.field)
            for other, reference, row in referring
        )
    )
    fields = {name: record.value_of(name) for name in collection.fields}
    own = list(_parts(library, collection, record))
    return Sheet(
        caption=f"{record.label} ({collection.singular} {record.id})",
        fields={"collection": collection.name, **fields, "referred_by": referrals},
        facts=tuple(_facts(library, collection, record)),
        sections=(
            *(section for section in own if section.field != "sources"),
            *_referring_sections([one for one in referring if not _mutual(record, *one)]),
            *(section for section in own if section.field == "sources"),
        ),
        record=record,
    )


def referrers(
    library: Library, collection: Collection, record: Record
) -> Iterator[tuple[Collection, Reference, Row]]:
    """Yield each reference to a record: from which collection, by which field, and what it says."""
    for other in COLLECTIONS.values():
        references = [one for one in other.references if collection.name in one.to]
        candidates = library.mentioning(other.model, record.id) if references else ()
        for reference in references:
            for candidate in candidates:
                if candidate is not record:
                    yield from (
                        (other, reference, Row(_columns(part, reference.columns), candidate))
                        for part, value in parts_at(candidate, reference.path)
                        if value == record.id
                    )


def _mutual(record: Record, _other: Collection, reference: Reference, row: Row) -> bool:
    """Tell whether a record refers by the same field to what refers to it, so that it is shown already."""
    same_collection = isinstance(row.record, type(record))
    return same_collection and row.id in values_at(record, reference.path)


def _columns(part: Base, names: Iterable[str]) -> dict[str, Cell]:
    return {name: part.value_of(name) for name in names}


def _facts(library: Library, collection: Collection, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the single-valued fields in words; a reference shows whom it means."""
    references = {one.path: one for one in collection.references}
    for name in collection.fields:
        value = record.value_of(name)
        if name in _CAPTIONED or value is None or isinstance(value, tuple):
            continue
        target = _target(library, references.get(name), value)
        yield name, f"{target.label} ({value})" if target else text(value)


def _target(library: Library, reference: Reference | None, value: Cell) -> Record | None:
    if reference is None or not isinstance(value, str):
        return None
    places = (COLLECTIONS[name] for name in reference.to)
    return next(filter(None, (library.get(place.model, value) for place in places)), None)


def _parts(library: Library, collection: Collection, record: Record) -> Iterator[Section]:
    """Yield a section for each field that holds a list."""
    references = {one.path: one for one in collection.references}
    for name in collection.fields:
        parts = record.value_of(name)
        if not isinstance(parts, tuple) or not parts:
            continue
        reference = references.get(name) or references.get(f"{name}.id")
        rows = [_part_row(library, reference, name, part) for part in parts]
        columns = collection.layout.get(name) or _natural_columns(reference, name, parts)
        if collection.grouped and collection.grouped[0] == name:
            yield from _grouped(name, collection.grouped[1], columns, rows)
        else:
            yield _section(name, name, columns, rows)


def _part_row(library: Library, reference: Reference | None, field: str, part: Cell) -> Row:
    """Return a row for one part of a list: its own fields, then those of the record it refers to."""
    cells = _columns(part, part.fields()) if isinstance(part, Base) else {}
    target = _target(library, reference, cells.get("id", part))
    if target is None:
        return Row(cells or {field: part})
    return Row(cells, target)


def _natural_columns(reference: Reference | None, field: str, parts: Sequence[Cell]) -> tuple[str, ...]:
    if reference is not None and reference.to == ("sources",):
        return CITED
    if isinstance(parts[0], Base):
        return parts[0].fields()
    return COLLECTIONS[reference.to[0]].brief if reference else (field,)


def _grouped(field: str, by: str, columns: tuple[str, ...], rows: Sequence[Row]) -> Iterator[Section]:
    for value, plural in CAPACITY_PLURALS.items():
        group = [row for row in rows if row.cells[by] == value]
        if group:
            yield _section(field, f"{field}: {plural} ({len(group)})", columns, group)


def _referring_sections(
    referring: Sequence[tuple[Collection, Reference, Row]],
) -> Iterator[Section]:
    """Yield a section for each way in which other records refer to one, in order of date."""
    headings = dict.fromkeys((other.name, reference.reverse) for other, reference, _ in referring)
    for name, reverse in headings:
        found = [
            (reference, row)
            for other, reference, row in referring
            if (other.name, reference.reverse) == (name, reverse)
        ]
        other = COLLECTIONS[name]
        said = chain.from_iterable(reference.columns for reference, _ in found)
        columns = tuple(dict.fromkeys((*other.brief, *said)))
        section = _section("referred_by", f"{reverse} {name}", columns, [row for _, row in found])
        yield Section(section.field, section.result.sort(other.sort))


def _section(field: str, heading: str, columns: tuple[str, ...], rows: Sequence[Row]) -> Section:
    """Return a section without repeated rows and without columns that nothing fills."""
    unique = list({(row.id, tuple(text(_cell(row, name)) for name in columns)): row for row in rows}.values())
    filled = tuple(name for name in columns if any(text(_cell(row, name)) for row in unique))
    complete = tuple(Row({name: _cell(row, name) for name in columns}, row.record) for row in unique)
    available = tuple(dict.fromkeys((*filled, "id", "start", "date")))
    heading = heading.replace("_", " ")
    return Section(field, ResultSet(heading, filled, available, complete))


def _cell(row: Row, column: str) -> Cell:
    """Return a cell, or nothing where a part refers to no record or to one without the field."""
    if column in row.cells:
        return row.cells[column]
    return getattr(row.record, column, None)
