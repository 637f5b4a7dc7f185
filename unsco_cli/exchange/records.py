"""A plain value that was given, as a record of a collection with an id."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from unsco_cli.errors import UnscoError, did_you_mean, quoted
from unsco_cli.exchange.pieces import Piece
from unsco_cli.plain import Reading
from unsco_cli.schema import COLLECTIONS, COMPUTED, DATED, VIEWS
from unsco_cli.schema.changes import Fields, Given
from unsco_cli.schema.collections import collection_called
from unsco_cli.schema.identifiers import identifier_of
from unsco_cli.schema.results import ADDED

# Where a record says which collection it belongs to, what it is wrapped in by `draft`, and where that has,
# by their collections, the records that it refers to and the store may lack.
COLLECTION = "collection"
_ENVELOPE = "record"
_NEEDS = "needs"


class Unfit(UnscoError):
    """What was given is no record, or does not say of what collection or by which id."""


def given_of(piece: Piece, place: str, asked: str | None) -> Given:
    """Return the record that was read in one place.

    What the program adds to a record when it prints one is left out, and so is what holds null.

    Args:
        piece: what was read there.
        place: the place, as ``file.json:3``.
        asked: the collection that records belong to if they don't say so.

    Raises:
        Unfit: it is no record of a collection, or one without an id.
    """
    fields = piece.reading.value
    said = None
    if _is_envelope(fields):
        said, fields = fields.get(COLLECTION), fields[_ENVELOPE]
    if not isinstance(fields, dict):
        raise Unfit("it is no record: a record is an object of fields")
    own = fields.get(COLLECTION)
    collection = _collection(said if own is None else own, piece.collection, asked)
    added = _added(collection)
    kept = {name: held for name, held in fields.items() if held is not None and name not in added}
    identifier = _identifier(kept, piece.key, collection)
    return Given(collection, identifier, {"id": identifier, **kept}, place)


def needed_with(piece: Piece) -> Iterator[Piece]:
    """Yield a piece for each record that comes with the one in an envelope because that refers to it.

    Args:
        piece: what was read in one place.

    Raises:
        Unfit: what should be records by their collections is something else.
    """
    value = piece.reading.value
    needs = value.get(_NEEDS) if _is_envelope(value) else None
    if needs is None:
        return
    if not isinstance(needs, dict):
        raise Unfit(f"its {_NEEDS} are no object of records by their collections")
    for name, records in needs.items():
        collection = _collection(name, None, None)
        if not isinstance(records, list):
            raise Unfit(f"its {_NEEDS} have {collection} that are no array of records")
        for fields in records:
            yield Piece(piece.line, Reading(fields), collection)


def _is_envelope(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get(_ENVELOPE), dict)


def _collection(said: Any, stands: str | None, asked: str | None) -> str:
    """Return the collection that a record is of, by what it says, where it stands, and what was asked for."""
    named = collection_called(said) if isinstance(said, str) else None
    if said is not None and named is None:
        word = said if isinstance(said, str) else type(said).__name__
        raise Unfit(f"no collection is called {quoted(word)}{did_you_mean(word.lower(), COLLECTIONS)}")
    if named and stands and named != stands:
        raise Unfit(f"it says that it is one of the {named}, and stands among the {stands}")
    collection = named or stands or asked
    if collection is None:
        raise Unfit(
            f"it does not say which collection it belongs to; --into does (one of {', '.join(COLLECTIONS)})"
        )
    if asked not in (None, collection):
        raise Unfit(f"it is one of the {collection}, and is to be one of the {asked}")
    return collection


def _identifier(fields: Fields, key: str | None, collection: str) -> str:
    said = fields.get("id")
    if said is not None and not isinstance(said, str):
        raise Unfit("its id is no text")
    identifier = said if key is None else key
    if identifier is None:
        identifier = identifier_of(collection, fields)
    if identifier is None:
        naming = " or ".join(one.partition("+")[0] for one in COLLECTIONS[collection].identified)
        raise Unfit(f"it has no id, and none can be made of its {naming}")
    return identifier


@cache
def _added(name: str) -> Mapping[str, None]:
    """Return what is no field of a collection's records and yet is printed with them."""
    collection = COLLECTIONS[name]
    views = [view for view in VIEWS.values() if view.collection == name]
    shown = [column for view in views for column in (*view.columns, *view.as_of, *view.at_event)]
    dated = DATED if any(view.statuses for view in views) else ()
    computed = [column for column in (*shown, *dated) if column in COMPUTED]
    return {one: None for one in (*ADDED, *collection.properties, *computed) if one not in collection.fields}
