"""People in a sentence: their names, with the posts that stand before or after them."""

from collections.abc import Collection as Container
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from unsco_cli.draft.names.attaching import Called, Someone, attached
from unsco_cli.draft.names.gazetteer import Gazetteer, Name, first_known
from unsco_cli.draft.names.posts import Post, Posts, Row
from unsco_cli.draft.names.spellings import Spellings
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.vocabulary import FUNCTION_WORDS, HONORIFICS, INSTITUTIONS, PARTICLES, POST_MODIFIERS
from unsco_cli.draft.words import Sentence, Word

# A name has so many words at most, and a last name in capitals more letters.
_LONGEST = 4
# A place may stand between a preposition and a name that is not longer.
_SHORT = 2
_BEFORE_THINGS = ("of", "for", "in", "at", "on")


class Cast(Struct, frozen=True):
    """The people of a sentence, and the posts that stand without a name."""

    people: tuple[Someone, ...]
    posts: tuple[Post, ...]


class Casting:
    """Finds people in sentences.

    Args:
        gazetteer: the names in the store.
        spellings: finds people under other spellings.
    """

    def __init__(self, gazetteer: Gazetteer, spellings: Spellings) -> None:
        self._spellings = spellings
        self._posts = Posts(gazetteer)
        # The words of which no name consists.
        self._ordinary = gazetteer.common.union(INSTITUTIONS, FUNCTION_WORDS, HONORIFICS, POST_MODIFIERS)

    def find(self, sentence: Sentence, names: Sequence[Found[Name]], acquainted: Container[str]) -> Cast:
        """Return the people in a sentence, and the posts without a name.

        Args:
            sentence: the sentence.
            names: the names of the store that are in it.
            acquainted: the last names of people whom the text has named before.
        """
        words = sentence.words
        covering = _covering(len(words), names)
        called = list(self._called(Row(words, covering), names, acquainted))
        taken = {number for one in called for number in range(one.first, one.last + 1)}
        people, free = attached(words, called, self._posts.find(Row(words, covering, taken)))
        known = (self._recognised(words, one) for one in people)
        kept = (one for one in known if _is_somebody(words, one, covering, acquainted))
        return Cast(tuple(kept), free)

    def _recognised(self, words: Sequence[Word], someone: Someone) -> Someone:
        """Return a person with their id, where the store has them under another spelling of the name."""
        first, last = someone.name
        if someone.id is not None or first == last:
            return someone
        whose = someone.post.affiliation.meaning.id if someone.post and someone.post.affiliation else None
        found = self._spellings.find([word.text for word in words[first : last + 1]], whose)
        return structs.replace(someone, id=found)

    def _called(self, row: Row, names: Sequence[Found[Name]], acquainted: Container[str]) -> Iterator[Called]:
        """Yield what may be names of people."""
        words = row.words
        known = {found.first: (found, person) for found in names if (person := _person(found))}
        number = 0
        while number < len(words):
            if number in known:
                found, person = known[number]
                yield Called(found.first, found.last, person.id)
                number = found.last + 1
                continue
            last = number
            while last < len(words) and self._may_be_name(row, last, begun=last > number):
                last += 1
            if last > number:
                yield from _cut(words, number, last - 1, acquainted)
            number = max(last, number + 1)

    def _may_be_name(self, row: Row, number: int, *, begun: bool) -> bool:
        """Tell whether a word may be part of a name.

        Args:
            row: the words.
            number: which of them.
            begun: whether the word before is part of the same name.
        """
        words, word = row.words, row.words[number]
        if row.covering[number] is not None or not word.text[0].isalpha():
            return False
        if begun and word.start - words[number - 1].end > 1:
            return False
        if word.key in PARTICLES:
            following = words[number + 1] if number + 1 < len(words) else None
            return following is not None and following.capital and (begun or word.capital)
        return word.capital and "/" not in word.text and self._names_somebody(words, number, begun=begun)

    def _names_somebody(self, words: Sequence[Word], number: int, *, begun: bool) -> bool:
        """Tell whether a word with a capital may be part of a name."""
        word = words[number]
        if word.text.endswith("."):
            return word.key not in HONORIFICS
        if word.key in self._ordinary or self._posts.begins(words, number):
            return False
        shouted = word.text.isupper() and len(word.text) > 1 and not begun
        return not shouted or _surname_in_capitals(words, number)


def _person(found: Found[Name]) -> Name | None:
    return first_known(found.meanings, "people")


def _cut(words: Sequence[Word], first: int, last: int, acquainted: Container[str]) -> Iterator[Called]:
    """Yield the name in a run of words with capitals; what follows "of" is no name of a person."""
    before = words[first - 1].key if first else ""
    if before in (*_BEFORE_THINGS, "to") and last - first >= _SHORT:
        first += 1
    elif before in (*_BEFORE_THINGS, "the") and words[last].key not in acquainted:
        return
    if last - first < _LONGEST and not words[last].text.endswith("."):
        yield Called(first, last)


def _covering(count: int, names: Sequence[Found[Name]]) -> list[Found[Name] | None]:
    covering: list[Found[Name] | None] = [None] * count
    for found in names:
        covering[found.first : found.last + 1] = [found] * (found.last - found.first + 1)
    return covering


def _surname_in_capitals(words: Sequence[Word], number: int) -> bool:
    after = words[number + 1] if number + 1 < len(words) else None
    mixed = after is not None and after.capital and not after.text.isupper()
    return mixed and len(words[number].text) > _LONGEST


def _is_somebody(
    words: Sequence[Word], one: Someone, covering: Sequence[Found[Name] | None], acquainted: Container[str]
) -> bool:
    """Tell whether words that may be a name are one: by post, form of address, acquaintance or body."""
    first, last = one.name
    if one.post is not None and first == last and words[first].text.isupper():
        return False
    told = one.id or one.post or one.titled or words[last].key in acquainted
    return bool(told) or (first < last and _is_of_body(words, one.last, covering))


def _is_of_body(words: Sequence[Word], last: int, covering: Sequence[Found[Name] | None]) -> bool:
    """Tell whether a bracket or preposition with a name of the store follows a word."""
    after = last + 2
    while after < len(words) and words[after].key == "the":
        after += 1
    led = after < len(words) and words[last + 1].key in ("(", "of", "from", "for")
    return led and covering[after] is not None


__all__ = ["Cast", "Casting", "Post", "Someone"]
