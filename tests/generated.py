"""Stores and records of every shape that the models allow, for laws that hold of any."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from msgspec import NODEFAULT, structs

from unsco_cli.dates import PartialDate
from unsco_cli.models import About, Base, Record
from unsco_cli.schema import COLLECTIONS, Collection
from unsco_cli.schema.words import without_none

# Ids that records of each collection may have; those that refer to one have one of these.
IDS = {name: [f"{one.singular}-{number}" for number in range(1, 4)] for name, one in COLLECTIONS.items()}

# What tables, spreadsheets and readers of text trip over, and what nobody expects.
ODD = (
    *("", " ", "=1+1", "+1", "-1", "@a", '"', '""', "a,b", "a;b", "\n", "\r", "\r\n", "\t", "\ufeff", "\0"),
    *(
        "NA",
        "null",
        "true",
        "007",
        "1e5",
        "[]",
        '["a"]',
        "{}",
        "\\N",
        "(none)",
        "é",
        "e\u0301",
        "中文",
        "\u2028",
    ),
)
texts = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
dates = st.sampled_from(
    [PartialDate(text) for text in ("0001", "1991", "2000-02", "2018-11-27", "2024-02-29", "9999-12-31")]
)

_PLAIN: Mapping[Any, st.SearchStrategy[Any]] = {str: texts, bool: st.booleans(), PartialDate: dates}


def _kind(
    kind: Any, to: tuple[str, ...] | None, within: Mapping[str, tuple[str, ...]]
) -> st.SearchStrategy[Any]:
    """Values of a type; ids of records of some collections, where it refers to them."""
    if get_origin(kind) is tuple:
        entry = _kind(get_args(kind)[0], to, within)
        return st.lists(entry, max_size=3, unique=to is not None).map(tuple)
    if to is not None:
        return st.sampled_from([one for name in to for one in IDS[name]])
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is Annotated:
        limits = get_args(kind)[1]
        return st.integers(limits.ge, limits.le)
    if isinstance(kind, type) and issubclass(kind, Base):
        return _part(kind, within)
    return st.integers(0, 9) if kind is int else _PLAIN[kind]


def _part(model: type[Base], references: Mapping[str, tuple[str, ...]]) -> st.SearchStrategy[Any]:
    """Records or parts of a model, with every field or without some."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for field in structs.fields(model):
        kind, path = without_none(field.type), field.encode_name
        within = {
            one.removeprefix(f"{path}."): to for one, to in references.items() if one.startswith(f"{path}.")
        }
        value = _kind(kind, references.get(path), within)
        fields[field.name] = value if field.default is NODEFAULT else st.none() | value
    made = st.fixed_dictionaries(fields)
    return made.map(lambda values: model(**{name: one for name, one in values.items() if one is not None}))


@cache
def records(name: str) -> st.SearchStrategy[Any]:
    """Records of a collection."""
    collection: Collection = COLLECTIONS[name]
    references = {one.path: one.to for one in collection.references}
    made = _part(collection.model, references)
    return st.tuples(st.sampled_from(IDS[name]), made).map(lambda pair: structs.replace(pair[1], id=pair[0]))


abouts: st.SearchStrategy[About] = _part(About, {})


@cache
def stores() -> st.SearchStrategy[dict[str, dict[str, Record]]]:
    """The records of a store, by collection and id: one for each id that is referred to."""
    return st.fixed_dictionaries(
        {
            name: st.tuples(*(_part_with_id(name, one) for one in IDS[name])).map(
                lambda made: {record.id: record for record in made}
            )
            for name in COLLECTIONS
        }
    )


def _part_with_id(name: str, identifier: str) -> st.SearchStrategy[Any]:
    return records(name).map(lambda record: structs.replace(record, id=identifier))
