"""Phrases found in a row of words, the longest first, in one pass."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct

from unsco_cli.draft.words import Word, keys_of

Meaning = TypeVar("Meaning")
# Of what a phrase has of these words any will do.
_ALIKE = {"on": "for", "at": "in"}
# A phrase may leave these out, or have them more.
_SILENT = ("'s", "the")
_END = ""


class Found(Struct, Generic[Meaning], frozen=True):
    """A phrase that was found.

    Args:
        first: the number of its first word.
        last: the number of its last.
        meanings: what it stands for, in the order in which that was told.
    """

    first: int
    last: int
    meanings: tuple[Meaning, ...]

    @property
    def meaning(self) -> Meaning:
        """What it stands for first of all."""
        return self.meanings[0]


class Phrases(Generic[Meaning]):
    """Phrases with what each stands for.

    Args:
        pairs: each phrase with its meaning; the same phrase may come again.
    """

    def __init__(self, pairs: Iterable[tuple[str, Meaning]] = ()) -> None:
        self._root: dict[str, Any] = {}
        for phrase, meaning in pairs:
            self.add(keys_of(phrase), meaning)

    def add(self, keys: Sequence[str], meaning: Meaning) -> None:
        """Add a phrase, as the keys of its words."""
        node = self._root
        for key in _audible(keys):
            node = node.setdefault(key, {})
        if node is not self._root:
            held = node.setdefault(_END, [])
            if meaning not in held:
                held.append(meaning)

    def at(self, words: Sequence[Word], first: int) -> Found[Meaning] | None:
        """Return the longest phrase that begins with a word, or None."""
        node, found = self._root, None
        if words[first].key in _SILENT:
            return None
        for number in range(first, len(words)):
            key = words[number].key
            following = node.get(_ALIKE.get(key, key))
            if following is None:
                if key in _SILENT and node is not self._root:
                    continue
                break
            node = following
            if _END in node:
                found = Found(first, number, tuple(node[_END]))
        return found

    def within(self, words: Sequence[Word]) -> Iterator[Found[Meaning]]:
        """Yield the phrases in a row of words, each the longest, none within another."""
        number = 0
        while number < len(words):
            found = self.at(words, number)
            if found is None:
                number += 1
            else:
                yield found
                number = found.last + 1


def _audible(keys: Sequence[str]) -> list[str]:
    return [_ALIKE.get(key, key) for key in keys if key not in _SILENT]
