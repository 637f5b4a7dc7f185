"""Which collections exist: their records, names, references, and how one record is laid out.

This table is the one place to add a collection; lookup, ``show``, ``schema`` and the checks ask it.
"""

from collections.abc import Mapping
from functools import cache
from typing import get_args, get_origin

from msgspec import Struct, structs

from unsco_cli.errors import quoted
from unsco_cli.models import (
    Agency,
    Base,
    Capacity,
    Delegation,
    Document,
    Event,
    Person,
    Record,
    Source,
    Topic,
)

PARTIES = ("delegations", "agencies")
# Where a store says what it is, beside its collections; the record is called "unsco".
ABOUT = "about"
# What the records of several collections are called together, where a reference may mean any of them.
SUPERTYPES: Mapping[str, tuple[str, ...]] = {"parties": PARTIES}


class Reference(Struct, frozen=True):
    """A field that holds ids of other records.

    Args:
        path: the field, dotted through lists of parts: ``participants.id``.
        to: the collections the id may belong to.
        reverse: as what the record referred to is named there.
        columns: fields of the part that say more about the reference.
        mutual: whether the record referred to has to name this one in turn, in the same field.
    """

    path: str
    to: tuple[str, ...]
    reverse: str
    columns: tuple[str, ...] = ()
    mutual: bool = False

    @property
    def field(self) -> str:
        """The field of the record that the path begins with."""
        return self.path.partition(".")[0]

    def not_there(self, identifier: str) -> str:
        """Return what is wrong with an id that no record has which may be meant."""
        return f"there is no {quoted(identifier, longest=None)} in {' or '.join(self.to)}"


class Collection(Struct, frozen=True):
    """One kind of record.

    Args:
        name: its name, which is also the name of its table in the store.
        singular: the name of one record of it.
        model: the type of its records.
        names: the fields under which a record may be looked up, besides its id.
        addressed: whether these are addresses rather than words.
        searched: what a full-text search looks through besides the names; of a reference also the caption
            of the record it means.
        references: the fields that refer to other records.
        properties: what a record knows beyond its fields, usable as columns.
        brief: the columns that identify a record to one it refers to.
        sort: the column by which records that refer to one are ordered.
        layout: the columns a person sees of a field that is a list of parts, where not all.
        grouped: the field that is shown in groups, and what its parts are grouped by.
        editorial: the fields that are our own words or arrangement, and so rest on no source; besides
            those that every record has.
        dated: the field with the date of a record, which a citation's ``dated`` is about.
        identified: the fields of which an id is made for a record that has none: the first that holds a text
            will do. After a plus stands the date whose year comes in, too: ``title+start``.
    """

    name: str
    singular: str
    model: type[Record]
    names: tuple[str, ...]
    addressed: bool = False
    searched: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    properties: tuple[str, ...] = ()
    brief: tuple[str, ...] = ("id", "name")
    sort: str = "id"
    layout: Mapping[str, tuple[str, ...]] = {}
    grouped: tuple[str, str] | None = None
    editorial: tuple[str, ...] = ()
    dated: str | None = None
    identified: tuple[str, ...] = ("name",)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of a record as the store names them."""
        return self.model.field_names()

    def reference_of(self, field: str) -> Reference | None:
        """Return the reference that a field holds, itself or as the id of its parts, if it holds one."""
        paths = (field, f"{field}.id")
        return next((reference for reference in self.references if reference.path in paths), None)

    @property
    def parts(self) -> Mapping[str, type[Base]]:
        """The fields that hold lists of parts, with what these are."""
        return _parts(self.model)

    @property
    def factual(self) -> tuple[str, ...]:
        """The fields whose values need a source; none where records cite none."""
        return _factual(self.model, self.editorial)

    @property
    def columns(self) -> tuple[str, ...]:
        """Everything about a record that a table can show."""
        return self.fields + self.properties


# What we say of a record rather than what a source says.
_EDITORIAL = ("id", "kind", "confidence", "conflicts", "notes", "sources", "accepted")


@cache
def _parts(model: type[Record]) -> Mapping[str, type[Base]]:
    items = {
        field.encode_name: get_args(field.type)[0]
        for field in structs.fields(model)
        if get_origin(field.type) is tuple
    }
    return {name: kind for name, kind in items.items() if issubclass(kind, Base)}


@cache
def _factual(model: type[Record], editorial: tuple[str, ...]) -> tuple[str, ...]:
    fields = model.field_names()
    needing = (name for name in fields if name not in (*_EDITORIAL, *editorial))
    return tuple(needing) if "sources" in fields else ()


def _sources(*fields: str) -> tuple[Reference, ...]:
    paths = ("sources.id", *(f"{field}.sources.id" for field in fields))
    return tuple(Reference(path, ("sources",), "source") for path in paths)


COLLECTIONS = {
    collection.name: collection
    for collection in (
        Collection(
            name="events",
            singular="event",
            model=Event,
            names=("title",),
            searched=(
                *("summary", "outcomes", "notes", "conflicts.note", "topics", "series", "venue", "city"),
                *("country", "participants.named", "groups.named", "groups.note", "organisers.named"),
                *("people.post", "people.note", "kind", "start"),
            ),
            properties=("date",),
            brief=("id", "date", "title"),
            sort="start",
            grouped=("participants", "capacity"),
            editorial=("un_involved", "topics", "summary", "related"),
            dated="start",
            identified=("title+start",),
            layout={
                "organisers": ("id", "name", "named"),
                "participants": ("id", "name", "part", "named"),
                "people": ("id", "name", "post", "part", "on_behalf_of", "note"),
            },
            references=(
                Reference("chair", ("delegations",), "SCO chair"),
                Reference("country", ("delegations",), "host country"),
                Reference("organisers.id", PARTIES, "organiser", ("named",)),
                Reference("participants.id", PARTIES, "took part", ("capacity", "part")),
                Reference("people.id", ("people",), "spoke or was present", ("post", "part")),
                Reference("people.on_behalf_of", PARTIES, "spoken for", ("post", "part")),
                Reference("topics", ("topics",), "topic"),
                Reference("documents", ("documents",), "document"),
                Reference("related", ("events",), "related event", mutual=True),
                *_sources(),
            ),
        ),
        Collection(
            name="delegations",
            singular="delegation",
            model=Delegation,
            names=("name", "official_name", "names.name", "aliases", "adjectives", "iso2", "iso3"),
            searched=(
                *("statuses.basis", "statuses.note", "statuses.conflicts.note"),
                *("chairmanships.summit.city", "chairmanships.note", "chairmanships.conflicts.note"),
                *("notes", "conflicts.note"),
            ),
            properties=("now",),
            editorial=("aliases", "adjectives", "iso2", "iso3"),
            identified=("iso3", "name"),
            layout={
                "statuses": ("status", "since", "until", "basis", "note", "conflicts"),
                "chairmanships": ("since", "until", "summit", "confidence", "note", "conflicts"),
            },
            references=(
                Reference("chairmanships.summit.country", ("delegations",), "host of the summit"),
                *_sources("statuses", "chairmanships"),
            ),
        ),
        Collection(
            name="agencies",
            singular="agency",
            model=Agency,
            names=("name", "acronym", "names.name", "aliases"),
            searched=("relation", "seat", "notes", "conflicts.note"),
            editorial=("aliases",),
            identified=("acronym", "name"),
            references=(
                Reference("parent", ("agencies",), "parent"),
                Reference("documents", ("documents",), "document"),
                *_sources(),
            ),
        ),
        Collection(
            name="people",
            singular="person",
            model=Person,
            names=("name", "variants"),
            searched=(
                *("posts.title", "posts.affiliation", "posts.note", "posts.conflicts.note"),
                *("notes", "conflicts.note"),
            ),
            properties=("post",),
            editorial=("variants",),
            layout={"posts": ("title", "affiliation", "since", "until", "note", "conflicts")},
            references=(
                Reference("state", ("delegations",), "home state"),
                Reference("posts.affiliation", PARTIES, "office", ("title", "since", "until")),
                *_sources("posts"),
            ),
        ),
        Collection(
            name="documents",
            singular="document",
            model=Document,
            names=("title", "symbol"),
            searched=(
                *("summary", "notes", "conflicts.note", "parties", "vote.form", "vote.note", "kind", "date"),
            ),
            sort="date",
            brief=("id", "date", "title"),
            editorial=("summary",),
            dated="date",
            identified=("symbol", "title+date"),
            references=(
                Reference("parties", PARTIES, "party"),
                Reference("vote.voting_against", ("delegations",), "voted against"),
                Reference("vote.requested_by", ("delegations",), "asked for the vote"),
                *_sources(),
            ),
        ),
        Collection(
            name="topics",
            singular="topic",
            model=Topic,
            names=("label", "aliases"),
            searched=("description",),
            brief=("id", "label"),
            editorial=("aliases",),
            identified=("label",),
            references=(Reference("broader", ("topics",), "broader topic"),),
        ),
        Collection(
            name="sources",
            singular="source",
            model=Source,
            names=("url",),
            addressed=True,
            searched=("title", "publisher", "published"),
            dated="published",
            identified=("url",),
            brief=("id", "published", "publisher", "title"),
        ),
    )
}

# The order in which participants are shown, and the word for several of them.
CAPACITY_PLURALS: dict[Capacity, str] = {
    "host": "hosts",
    "member": "members",
    "observer": "observers",
    "dialogue-partner": "dialogue partners",
    "partner": "partners",
    "guest": "guests",
    "agency": "agencies",
}


# What a person sees of a source, wherever it is cited.
CITED = ("id", "published", "publisher", "title", "supports")


def collection_called(name: str) -> str | None:
    """Return the collection with this name, in the plural or the singular, whatever its case; or None."""
    folded = name.lower()
    return next((one.name for one in COLLECTIONS.values() if folded in (one.name, one.singular)), None)
