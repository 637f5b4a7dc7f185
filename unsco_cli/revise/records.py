"""Adding records, taking in those of others, and removing some."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs

from unsco_cli.errors import quoted
from unsco_cli.models import typed
from unsco_cli.plain import read, stands_twice
from unsco_cli.revise.differences import ABSENT
from unsco_cli.revise.merging import merge
from unsco_cli.revise.referring import Key, references_in
from unsco_cli.schema.changes import (
    MODELS,
    Change,
    Fields,
    Given,
    Intake,
    Left,
    Refused,
    Revision,
    Tables,
    canonical,
    changed,
    patched,
)
from unsco_cli.schema.collections import COLLECTIONS, Reference
from unsco_cli.schema.involvement import un_body_in
from unsco_cli.schema.places import DROPPED, mapped

# What happens to a record that is there already, and is another: a function from the record there and the
# one that is given to what it is to be; None leaves it. Without such a function the whole is refused.
_Settle = Callable[[Fields, Given], Fields | None]


def _merged(there: Fields, given: Given) -> Fields:
    """Return the fields of both, with the entries of both in lists, also where these have no ids."""
    merged, clashes = merge(None, there, given.fields, take_theirs=True)
    lists = {
        clash.path: [*clash.ours, *(one for one in clash.theirs if one not in clash.ours)]
        for clash in clashes
        if clash.path in there and isinstance(clash.ours, list) and isinstance(clash.theirs, list)
    }
    return {**merged, **lists}


CONFLICTS: Mapping[str, _Settle | None] = {
    "fail": None,
    "skip": lambda _there, _given: None,
    "replace": lambda _there, given: given.fields,
    "merge": _merged,
}


def added(tables: Tables, intake: Intake) -> Revision:
    """Return a store with new records.

    Args:
        tables: the records there are.
        intake: those that are given; one that is there already, and is another, refuses the whole.
    """
    return taken_in(tables, intake, "fail", to_try="'unsco edit' changes it, another id adds one")


def taken_in(tables: Tables, intake: Intake, conflict: str, to_try: str = "see --on-conflict") -> Revision:
    """Return a store with the records of others; those that are there already, and the same, are passed over.

    Args:
        tables: the records there are.
        intake: those that are given.
        conflict: one of CONFLICTS: what happens to one that is there already, and is another.
        to_try: what to do about one that is a fault.
    """
    settle = CONFLICTS[conflict]
    agencies = dict(tables.get("agencies", {}))
    agencies |= {given.id: given.fields for given in intake.records if given.collection == "agencies"}
    changes: list[Change] = []
    left: list[Left] = []
    obstacles: list[str] = []
    for given in intake.records:
        key = given.collection, given.id
        where = ": ".join(filter(None, (given.place, "/".join(key))))
        there = tables.get(given.collection, {}).get(given.id)
        whole = given if there and conflict == "merge" else _completed(given, there, agencies)
        change = list(changed(tables, given.collection, given.id, whole.fields, given.place))
        if there is None or not change:
            changes += change
        elif settle is None:
            obstacles.append(f"{where}: it is there already, and differs; {to_try}")
        elif (wanted := settle(canonical(given.collection, there), whole)) is None:
            left.append(Left(*key, "", there, given.fields, "it was there already"))
        else:
            changes += changed(tables, given.collection, given.id, wanted, given.place)
    revision = Revision(tuple(changes), tuple(left), intake.faults, tuple(obstacles))
    return answered_in_turn(tables, revision)


def _completed(given: Given, there: Fields | None, agencies: Mapping[str, Fields]) -> Given:
    """Return a record with what it need not say: an event's kind, and whether it involves the UN."""
    if given.collection != "events":
        return given
    made = {
        "kind": (there or {}).get("kind", "other"),
        "un_involved": un_body_in(given.fields, agencies) is not None,
    }
    return structs.replace(given, fields={**made, **given.fields})


def edited(tables: Tables, given: Given, sources: Iterable[Given] = ()) -> Revision:
    """Return a store in which one record has other fields.

    Args:
        tables: the records there are.
        given: what it is to be.
        sources: new sources that it cites.
    """
    said = given.fields.get("id")
    if said != given.id:
        told = (
            f"{given.collection}/{given.id} id: an id stays as it is for ever, and {quoted(str(said))} was "
            "found; add a record with the new id, and remove this one"
        )
        return Revision(obstacles=(": ".join(filter(None, (given.place, told))),))
    changes = tuple(
        change
        for one in (given, *sources)
        for change in changed(tables, one.collection, one.id, one.fields, one.place)
    )
    return answered_in_turn(tables, Revision(changes))


def rewritten(collection: str, before: Fields, text: bytes, tables: Tables) -> Revision:
    """Return a store in which one record is what an edited text says.

    Args:
        collection: the collection.
        before: the record as it was when the text was opened.
        text: the text, which should be JSON.
        tables: the records there are.
    """
    place = "what you wrote"
    identifier = before["id"]
    there = tables.get(collection, {}).get(identifier)
    if there is None or canonical(collection, there) != before:
        told = f"{collection}/{identifier} was changed by another process while you edited it"
        return Revision(obstacles=(told,))
    reading = read(text)
    repeated = (stands_twice(".".join(one.path)) for one in reading.repeated)
    faults = [f"{place}: {fault}" for fault in (*reading.faults, *repeated)]
    if not isinstance(reading.value, dict):
        return Revision(faults=tuple(faults) or (f"{place}: it is not an object",))
    revision = edited(tables, Given(collection, identifier, reading.value, place))
    return structs.replace(revision, faults=(*faults, *revision.faults))


def removed(tables: Tables, records: Iterable[Key], *, cascade: bool) -> Revision:
    """Return a store without some records.

    Args:
        tables: the records there are.
        records: collection and id of each that goes.
        cascade: whether references to them go, too, with the parts that can't be without.

    Raises:
        Refused: other records refer to them; each is named.
    """
    gone = dict.fromkeys(records)
    changes = [change for key in gone for change in changed(tables, *key, None)]
    left = patched(tables, changes)
    referring = list(_referring(left, gone))
    owners = dict.fromkeys(owner for owner, *_ in referring)
    if referring and not cascade:
        lines = [
            f"{'/'.join(owner)} {path}: it refers to {value} ({reference.reverse})"
            for owner, reference, path, value in referring
        ]
        raise Refused(
            f"nothing was changed: {len(owners)} record{'s' * (len(owners) != 1)} would refer to what is "
            "gone; --cascade removes the references, too",
            lines,
        )
    for name, key in owners:
        changes += changed(tables, name, key, _unreferring(name, left[name][key], gone))
    return Revision(tuple(changes))


def _unreferring(collection: str, there: Fields, gone: Mapping[Key, None]) -> Fields:
    """Return a record without references to what is gone, and without what was said of them."""
    fields = there
    for reference in COLLECTIONS[collection].references:
        fields = mapped(fields, reference.path, MODELS[collection], _dropping(gone, reference))
    fields = canonical(collection, fields)
    lost = [field for field in there if field not in fields]
    return _without_acceptances(collection, _without_support(collection, fields, lost), gone)


def _without_acceptances(collection: str, fields: Fields, gone: Mapping[Key, None]) -> Fields:
    """Return a record in which nothing is accepted of a part that is gone."""
    if "accepted" not in fields or typed(fields, MODELS[collection]) is None:
        return fields
    ids = {key for _, key in gone}
    return {**fields, "accepted": [one for one in fields["accepted"] if not ids & {*one["path"].split(".")}]}


def _without_support(collection: str, fields: Fields, lost: Sequence[str]) -> Fields:
    """Return a record whose sources no longer say that what it has lost rests on them."""
    if not lost or typed(fields, MODELS[collection]) is None:
        return fields
    # A source that supported nothing else goes: without fields it would support all of them.
    kept = [
        {**source, "fields": [one for one in source["fields"] if one not in lost]}
        if "fields" in source
        else source
        for source in fields.get("sources", ())
        if not {*source.get("fields", ())} or {*source["fields"]} - {*lost}
    ]
    return {**fields, "sources": kept} if "sources" in fields else fields


def _dropping(gone: Mapping[Key, None], reference: Reference) -> Callable[[Any], Any]:
    return lambda value: DROPPED if any((name, value) in gone for name in reference.to) else value


def _referring(tables: Tables, gone: Mapping[Key, None]) -> Iterator[tuple[Key, Reference, str, str]]:
    for owner, reference, path, value in references_in(tables):
        if any((place, value) in gone for place in reference.to):
            yield owner, reference, path, value


def answered_in_turn(tables: Tables, revision: Revision) -> Revision:
    """Return a revision that also changes what has to name a record in turn, or no longer.

    Args:
        tables: the records there are.
        revision: what is to become of them.
    """
    after = patched(tables, revision.changes)
    turned: dict[Key, Fields] = {}
    changes = {(change.collection, change.id): change for change in revision.changes}
    for change in revision.changes:
        for field in _mutual(change.collection) if change.after is not None else ():
            before, now = _named(change.before, field), _named(change.after, field)
            for other in dict.fromkeys((*before, *now)):
                key = change.collection, other
                fields = turned.get(key) or after[change.collection].get(other)
                named = fields is not None and change.id in _named(fields, field)
                # What names it in turn already keeps its order.
                if fields is None or (other in before) is (other in now) or named is (other in now):
                    continue
                wanted = [one for one in _named(fields, field) if one != change.id]
                wanted += [change.id] if other in now else []
                turned[key] = {**fields, field: wanted}
                place = changes[key].place if key in changes else ""
                for one in changed(tables, *key, turned[key], place):
                    changes[key] = one
    return structs.replace(revision, changes=tuple(changes.values()))


def _mutual(collection: str) -> Sequence[str]:
    known = COLLECTIONS.get(collection)
    return [one.path for one in known.references if one.mutual] if known else []


def _named(fields: Fields | None, field: str) -> list[str]:
    held = (fields or {}).get(field, ABSENT)
    return [one for one in held if isinstance(one, str)] if isinstance(held, list) else []
