"""In what two plain values differ, field by field and part by part."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from unsco_cli.schema.changes import Fields


class _Absent:
    """Stands where there is no value: null is one."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


class Difference(NamedTuple):
    """One place where two records differ.

    Args:
        path: the place, as in ``participants.irn.capacity`` and ``statuses[1].until``.
        before: the value in the one; ABSENT where it has none.
        after: likewise, in the other.
    """

    path: str
    before: Any
    after: Any


def differences(before: Fields | None, after: Fields | None) -> Iterator[Difference]:
    """Yield where two records differ; None is a record that is not there."""
    yield from _differences(before or {}, after or {}, "")


def _differences(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if before == after:
        return
    pairs = _pairs(before, after, path)
    if pairs is None:
        yield Difference(path, before, after)
        return
    for place, one, other in pairs:
        sides = [side for side in (one, other) if side is not ABSENT]
        if len(sides) == 1 and isinstance(sides[0], list) and _has_ids(sides[0]):
            # Parts are told one by one, also where the whole list comes or goes.
            yield from _differences([] if one is ABSENT else one, [] if other is ABSENT else other, place)
        elif len(sides) == 1:
            yield Difference(place, one, other)
        else:
            yield from _differences(one, other, place)


def _pairs(before: Any, after: Any, path: str) -> list[tuple[str, Any, Any]] | None:
    """Return what stands in the same places of two values; None where they can only be told as a whole."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return [
            (f"{path}.{name}" if path else name, before.get(name, ABSENT), after.get(name, ABSENT))
            for name in dict.fromkeys((*after, *before))
        ]
    if isinstance(before, list) and isinstance(after, list):
        ours, theirs = keyed(before), keyed(after)
        if ours is not None and theirs is not None and list(ours) != list(theirs):
            # Where only the order differs, the list is told as a whole.
            if set(ours) == set(theirs):
                return None
            return _by_key(ours, theirs, path)
        if ours is not None and theirs is not None and _has_ids(before):
            return _by_key(ours, theirs, path)
        if len(before) == len(after) and not _has_ids(before):
            return [(f"{path}[{n}]", *both) for n, both in enumerate(zip(before, after, strict=True))]
    return None


def _by_key(ours: Mapping[str, Any], theirs: Mapping[str, Any], path: str) -> list[tuple[str, Any, Any]]:
    return [
        (f"{path}.{key}", ours.get(key, ABSENT), theirs.get(key, ABSENT))
        for key in dict.fromkeys((*ours, *theirs))
    ]


def _has_ids(entries: list[Any]) -> bool:
    return bool(entries) and isinstance(entries[0], Mapping) and "id" in entries[0]


def keyed(entries: list[Any]) -> dict[str, Any] | None:
    """Return the entries of a list by what tells them apart: the id of a part, or the text itself.

    None where they have no ids, or two have the same.
    """
    keys = [one.get("id") if isinstance(one, Mapping) else one for one in entries]
    texts = [key for key in keys if isinstance(key, str)]
    if len(texts) != len(entries) or len(set(texts)) != len(texts):
        return None
    return dict(zip(texts, entries, strict=True))
