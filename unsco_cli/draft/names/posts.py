"""Posts in a sentence, with whatever each is a post of."""

from collections.abc import Collection as Container
from collections.abc import Iterable, Sequence

from msgspec import Struct

from unsco_cli.draft.names.gazetteer import Gazetteer, Name, first_known
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import FORMER, FUNCTION_WORDS, INSTITUTIONS, POST_MODIFIERS, POSTS
from unsco_cli.draft.words import Word

# The organisations whose own bodies tell more: UN Under-Secretary-General and head of UNODC.
ROOTS = ("un", "sco")
_OF = {"of", "for", "to", "in", "at", "on", "under", "with"}
# What an office is turned to is not what it belongs to: the ambassador of China to Russia.
_TURNED_TO = {"to", "in", "for", "with", "on", "at", "under"}
# What may stand within a post.
_WITHIN = _OF | {"a", "an", "the", "and", "its", "his", "–"} | POST_MODIFIERS
_BEFORE_POST = _OF | {"the", "and"}
_BEFORE_INSTITUTION = {"of", "the", "a", "an", "under", "for"} | INSTITUTIONS
# What a post begins with, before the word for it.
_LEADING = POST_MODIFIERS - {"and", "of", "office"}
_LEADING_CAPITALS = INSTITUTIONS - FUNCTION_WORDS
# So many words later at most a post goes on.
_LONGEST = 40


class Post(Struct, frozen=True):
    """A post, with whatever it is a post of.

    Args:
        first: its first word.
        last: its last.
        affiliation: the delegation or agency that it belongs to, with its place among the words.
        former: whether it is said to be held no longer.
    """

    first: int
    last: int
    affiliation: Found[Name] | None
    former: bool = False


class Row(Struct, frozen=True):
    """The words of a sentence, with the names that cover them.

    Args:
        words: the words.
        covering: for each word the name of the store that it belongs to.
        taken: the words that belong to names of people.
    """

    words: Sequence[Word]
    covering: Sequence[Found[Name] | None]
    taken: Container[int] = ()

    def body_at(self, number: int) -> Found[Name] | None:
        """Return the name that a word belongs to, where that is nobody's own."""
        found = self.covering[number]
        return found if found is not None and first_known(found.meanings, "people") is None else None


class Posts:
    """Finds posts in sentences.

    Args:
        gazetteer: the names in the store.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._phrases: Phrases[str] = Phrases((post, post) for post in POSTS)
        self._naming = INSTITUTIONS | gazetteer.common

    def begins(self, words: Sequence[Word], number: int) -> bool:
        """Tell whether a post begins with a word."""
        return self._phrases.at(words, number) is not None

    def find(self, row: Row) -> list[Post]:
        """Return the posts in a sentence, in order."""
        spans: list[tuple[int, int]] = []
        reached: dict[int, int] = {}
        for found in self._phrases.within(row.words):
            if any(row.covering[number] is not None for number in range(found.first, found.last + 1)):
                continue
            # What lies within the post before belongs to that one.
            first = _leftwards(row, found.first, spans[-1][1] + 1 if spans else 0)
            last = self._rightwards(row, found.last, reached)
            if spans and first <= spans[-1][1] + 1:
                spans[-1] = spans[-1][0], max(last, spans[-1][1])
            elif spans and _only_and(row.words, spans[-1][1] + 1, first - 1):
                spans[-1] = spans[-1][0], last
            else:
                spans.append((first, last))
        return [_post(row, first, last) for first, last in spans]

    def _rightwards(self, row: Row, last: int, reached: dict[int, int]) -> int:
        """Return the last word of a post, step by step; from where it once came it need not go again."""
        passed = []
        while last not in reached:
            passed.append(last)
            further = self._further(row, last)
            if further is None:
                break
            last = further
        last = reached.get(last, last)
        reached.update(dict.fromkeys(passed, last))
        return last

    def _further(self, row: Row, last: int) -> int | None:
        """Return the next word after one that surely belongs to the same post, or None."""
        for number in range(last + 1, min(last + _LONGEST, len(row.words))):
            if number in row.taken:
                return None
            body = row.body_at(number)
            if body is not None:
                return body.last
            if row.words[number].key == "(" and _closes(row.words, number):
                return number + 2
            if self._belongs(row.words, number):
                return number
            if not self._may_lie_within(row, number):
                return None
        return None

    def _belongs(self, words: Sequence[Word], number: int) -> bool:
        """Tell whether a word is part of a post that stands before it."""
        word, before = words[number], words[number - 1].key
        if word.key == "'s" or (word.capital and word.key in self._naming):
            return True
        if word.key in INSTITUTIONS and before in _BEFORE_INSTITUTION:
            return True
        if before in _BEFORE_POST and self.begins(words, number):
            return True
        return word.capital and word.key not in _WITHIN and before in _BEFORE_POST

    def _may_lie_within(self, row: Row, number: int) -> bool:
        """Tell whether a post may go on after a word."""
        key = row.words[number].key
        return key in _WITHIN or (key == "," and self._continues(row, number + 1))

    def _continues(self, row: Row, number: int) -> bool:
        """Tell whether the name of an institution goes on after a comma: Europe, Asia and Americas."""
        words = row.words
        if number >= len(words) or row.covering[number] is not None:
            return False
        after = number
        while after < len(words) and words[after].capital and words[after].key in self._naming:
            after += 1
        joined = number < after < len(words) and words[after].key in ("and", "of")
        return joined and not self.begins(words, number)


def _leftwards(row: Row, number: int, floor: int) -> int:
    """Return the first word of a post whose own word is known, not before a floor."""
    while number > floor and number - 1 not in row.taken:
        word, body = row.words[number - 1], row.body_at(number - 1)
        if body is not None:
            # A list of names is not one name.
            return body.first
        leading = word.key == "'s" or word.key in _LEADING
        if not leading and not (word.capital and word.key in _LEADING_CAPITALS):
            break
        number -= 1
    return number


def _post(row: Row, first: int, last: int) -> Post:
    before = row.words[max(first - 1, 0)].key
    former = row.words[first].key in FORMER or before in FORMER
    return Post(first, last, _affiliation(row, first, last), former)


def _affiliation(row: Row, first: int, last: int) -> Found[Name] | None:
    """Return whom a post belongs to: the first that is no root, else the first at all."""
    candidates: list[Found[Name]] = []
    number = first
    while number <= last:
        found = row.covering[number]
        if found is None:
            number += 1
            continue
        before = number - 1
        while before > first and row.words[before].key in ("the", "his", "its"):
            before -= 1
        turning = row.words[before].key if before >= first else ""
        turned = turning in _TURNED_TO and (candidates or turning != "for")
        party = [one for one in found.meanings if one.collection in ("delegations", "agencies")]
        if party and not turned:
            candidates.append(Found(found.first, found.last, tuple(party)))
        number = found.last + 1
    return most_telling(candidates)


def most_telling(candidates: Iterable[Found[Name] | None]) -> Found[Name] | None:
    """Return the first of several bodies that is no root, else the first at all."""
    named = [one for one in candidates if one is not None]
    return next((one for one in named if one.meaning.id not in ROOTS), next(iter(named), None))


def _only_and(words: Sequence[Word], first: int, last: int) -> bool:
    return first == last and words[first].key == "and"


def _closes(words: Sequence[Word], number: int) -> bool:
    """Tell whether brackets hold one word in capitals, as an acronym is."""
    return number + 2 < len(words) and words[number + 1].text.isupper() and words[number + 2].key == ")"
