"""Merging records that were changed on two sides since they were the same."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from unsco_cli.revise.differences import ABSENT, keyed
from unsco_cli.schema.changes import Fields


class Clash(NamedTuple):
    """A place that both sides have changed, and not to the same.

    Args:
        path: the place, as ``participants.irn.capacity``.
        ours: our value; ABSENT where we have none.
        theirs: likewise.
    """

    path: str
    ours: Any
    theirs: Any


def merge(
    base: Fields | None, ours: Fields, theirs: Fields, *, take_theirs: bool
) -> tuple[Fields, tuple[Clash, ...]]:
    """Return a record with the changes of both sides, and where these clash.

    Lists of parts that have ids, and lists of words, are merged entry by entry; all else that both sides have
    changed is a clash.

    Args:
        base: the record as it was; None where it was not there.
        ours: the record as we have it.
        theirs: as they have it.
        take_theirs: whose value counts where they clash.
    """
    merging = _Merging(take_theirs=take_theirs)
    merged = merging.objects(base or {}, ours, theirs, "")
    return merged, tuple(merging.clashes)


class _Merging:
    """One merge, with the clashes that were found in it."""

    def __init__(self, *, take_theirs: bool) -> None:
        self.clashes: list[Clash] = []
        self._take_theirs = take_theirs

    def objects(self, base: Fields, ours: Fields, theirs: Fields, path: str) -> dict[str, Any]:
        """Return the fields of both sides, ours first."""
        return dict(self._entries(base, ours, theirs, path))

    def _entries(self, base: Fields, ours: Fields, theirs: Fields, path: str) -> Iterator[tuple[str, Any]]:
        for name in dict.fromkeys((*ours, *theirs)):
            place = f"{path}.{name}" if path else name
            sides = (base.get(name, ABSENT), ours.get(name, ABSENT), theirs.get(name, ABSENT))
            value = self._value(*sides, place)
            if value is not ABSENT:
                yield name, value

    def _value(self, base: Any, ours: Any, theirs: Any, path: str) -> Any:
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        if isinstance(ours, list) and isinstance(theirs, list):
            merged = self._lists([] if base is ABSENT else base, ours, theirs, path)
            if merged is not None:
                return merged
        if all(isinstance(one, Mapping) and "id" in one for one in (ours, theirs)):
            return self.objects(base if isinstance(base, Mapping) else {}, ours, theirs, path)
        self.clashes.append(Clash(path, ours, theirs))
        return theirs if self._take_theirs else ours

    def _lists(self, base: Any, ours: list[Any], theirs: list[Any], path: str) -> list[Any] | None:
        """Return the entries of both sides; None where entries can't be told apart."""
        known, one, other = (keyed(side) if isinstance(side, list) else None for side in (base, ours, theirs))
        if known is None or one is None or other is None:
            return None
        return [value for _, value in self._entries(known, one, other, path)]
