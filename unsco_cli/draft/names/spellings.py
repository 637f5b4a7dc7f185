"""People under another spelling of their name than the store has."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from unsco_cli.models import Person
from unsco_cli.schema import fold

# How one sound is written in names that come from another script; the first that fits is put in.
_SOUNDS = (
    ("dzh", "j"), ("kh", "h"), ("zh", "j"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("sch", "sh"),
    ("tch", "ch"), ("ts", "c"), ("tz", "c"), ("iye", "ie"), ("iyo", "io"), ("yev", "ev"), ("yov", "ov"),
    ("ye", "e"), ("yo", "o"), ("yu", "u"),
    ("ya", "a"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("ei", "e"), ("ey", "e"), ("ai", "a"),
    ("ay", "a"), ("oo", "u"), ("ou", "u"), ("w", "v"), ("y", "i"), ("q", "k"), ("x", "ks"),
)  # fmt: skip
# Two spellings are of one name from this likeness on: of the last name, and of a given name.
_ALIKE = 0.82
_GIVEN_ALIKE = 0.7
_SHORT = 4
_INITIAL = 2
# A name of so many words is a full one.
_FULL = 2
# So many names are remembered; a text of other names is looked at name by name.
_KEPT = 10_000


class Spellings:
    """The people of a store, found under spellings that it does not have.

    Args:
        people: the people.
        stands_for: returns the agency that takes part for an organ.
    """

    def __init__(self, people: Iterable[Person], stands_for: Callable[[str], str]) -> None:
        self._stands_for = stands_for
        self._found: dict[tuple[str, ...], tuple[Person, ...]] = {}
        self._by_sound: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            for word in {_sound(one) for name in (person.name, *person.variants) for one in name.split()}:
                # By its first letter: a name that begins with another is another name.
                self._by_sound[word[:1]].append(person)

    def find(self, names: Sequence[str], affiliation: str | None) -> str | None:
        """Return the id of the one person who may be meant, or None.

        Args:
            names: the words of the name.
            affiliation: the delegation or agency that the person is said to belong to.
        """
        key = tuple(names)
        if key not in self._found and len(self._found) < _KEPT:
            self._found[key] = self._alike(names)
        found = self._found[key] if key in self._found else self._alike(names)
        fitting = [one for one in found if self._fits(one, affiliation)]
        return fitting[0].id if len(fitting) == 1 else None

    def _alike(self, names: Sequence[str]) -> tuple[Person, ...]:
        sounds = [_sound(name) for name in names]
        candidates = {one.id: one for sound in sounds for one in self._by_sound.get(sound[:1], ())}
        return tuple(
            one
            for one in candidates.values()
            if any(_alike(names, name) for name in (one.name, *one.variants))
        )

    def _fits(self, person: Person, affiliation: str | None) -> bool:
        if affiliation is None:
            return True
        own = {self._stands_for(post.affiliation) for post in person.posts if post.affiliation}
        return not own or self._stands_for(affiliation) in own | {person.state}


@lru_cache(_KEPT)
def _sound(name: str) -> str:
    plain = fold(name).replace(" ", "")
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", plain)


def _alike(names: Sequence[str], known: str) -> bool:
    """Tell whether two names may be one: last names alike, given names alike or an initial of the other."""
    ours, theirs = list(names), known.split()
    if min(len(ours), len(theirs)) < _FULL:
        return False
    # Some write the last name first; never an initial.
    orders = [ours] if ours[0].endswith(".") else [ours, [*ours[1:], ours[0]]]
    return any(_same(one[-1], theirs[-1], _ALIKE) and _given(one[:-1], theirs[:-1]) for one in orders)


def _given(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return all(_same(here, there, _GIVEN_ALIKE) for here, there in zip(ours, theirs, strict=False))


def _same(here: str, there: str, alike: float) -> bool:
    short, long = sorted((_sound(here), _sound(there)), key=len)
    if here.count(".") > 1:
        # Of several initials the first is of the first name: I.V.
        return _sound(there)[:1] == _sound(here)[:1]
    if here.endswith(".") or there.endswith("."):
        # An initial may be of two letters, and its sound one of them: Yu., Ts.
        return bool(short) and long.startswith(short if len(short) <= _INITIAL else short[:-1])
    if len(short) < _SHORT:
        return short == long
    if len(short) < len(long) * alike / (2 - alike):
        # No two words of such lengths are so much alike.
        return False
    # Loaded here because most names are spelt as in the store.
    from difflib import SequenceMatcher  # noqa: PLC0415

    return SequenceMatcher(None, short, long).ratio() >= alike
