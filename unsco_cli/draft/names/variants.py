"""How the name of a body may be written: with the name of the body it belongs to, its acronym, or neither."""

from collections.abc import Iterator, Mapping

from unsco_cli.draft.words import keys_of
from unsco_cli.models import Agency

# Words that a body adds to the name of the one whose organ it is.
_ORGANS = {
    *("secretariat", "headquarters", "executive", "committee", "council", "general", "assembly", "security"),
    *("office", "liaison", "permanent", "mission", "new", "york", "of", "the", "heads", "state", "states"),
    *("foreign", "ministers", "national", "coordinators", "government", "vienna", "geneva", "in", "at"),
}
# So many words of more letters than that tell a body without the name of its parent.
_TELLING = 3
_LETTERS = 3


def is_organ(agency: Agency, parent: Agency) -> bool:
    """Tell whether a body's name is its parent's with the word for an organ."""
    own = set(keys_of(agency.name)) | set(keys_of(agency.acronym or ""))
    for text in (parent.name, parent.acronym or ""):
        words = set(keys_of(text))
        if text and words <= own:
            return all(key in _ORGANS or key in words for key in keys_of(agency.name) if key not in words)
    return False


def variants(agency: Agency, agencies: Mapping[str, Agency]) -> Iterator[list[str]]:
    """Yield the keys of the names of a body: with the name of its parent, or the parent's acronym."""
    parents = [agencies[one] for one in ("un", "sco", agency.parent or "") if one in agencies]
    for text in (agency.name, *agency.aliases, *(one.name for one in agency.names), agency.acronym or ""):
        keys = keys_of(text)
        if len(keys) > 1:
            yield keys
        own = agencies.get(agency.parent or "")
        if own is not None and own.parent:
            yield from _nested(keys, own, agencies)
        for parent in (one for one in parents if one is not agency):
            yield from _renamed(keys, parent, of_it=agency.kind.startswith("un") == (parent.id == "un"))


def _nested(keys: list[str], parent: Agency, agencies: Mapping[str, Agency]) -> Iterator[list[str]]:
    """Yield a name in which that of the parent is written in each way that the parent's own may be."""
    inner = list(variants(parent, agencies))
    for name in sorted(inner, key=len, reverse=True):
        for place in range(len(keys) - len(name) + 1):
            if keys[place : place + len(name)] == name:
                for other in inner:
                    yield [*keys[:place], *other, *keys[place + len(name) :]]
                return


def _renamed(keys: list[str], parent: Agency, *, of_it: bool) -> Iterator[list[str]]:
    """Yield a name with that of the parent in full or in short, before or after its own, or without it."""
    short, long = keys_of(parent.acronym or parent.name), keys_of(parent.name)
    for here, there in ((short, long), (long, short)):
        if keys[: len(here)] == here and len(keys) > len(here):
            rest = keys[len(here) :]
            yield [*there, *rest]
            for name in (short, long):
                yield [*rest, "of", *name]
            if sum(len(key) > _LETTERS for key in rest) >= _TELLING:
                yield rest
        if keys[-len(here) - 1 :] == ["of", *here] or keys[-len(here) - 2 :] == ["of", "the", *here]:
            rest = keys[: keys.index("of", len(keys) - len(here) - 2)]
            for name in (short, long):
                yield [*rest, "of", *name]
                yield [*name, *rest]
    if of_it and len(keys) >= _TELLING and not {*short, *long} & {*keys}:
        for name in (short, long):
            yield [*name, *keys]
