"""People in a sentence: their names, with the posts that stand before or after them."""

from collections.abc import Collection as Container
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from unsco_cli.draft.gazetteer import Gazetteer, Name, first_known
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.spellings import Spellings
from unsco_cli.draft.vocabulary import (
    FORMER,
    FUNCTION_WORDS,
    HONORIFICS,
    INSTITUTIONS,
    PARTICLES,
    POST_MODIFIERS,
    POSTS,
)
from unsco_cli.draft.words import Sentence, Word

_OF = {"of", "for", "to", "in", "at", "on", "under", "with"}
# What an office is turned to is not what it belongs to: the ambassador of China to Russia.
_TURNED_TO = {"to", "in", "for", "with", "on", "at", "under"}
# The organisations whose own bodies tell more: UN Under-Secretary-General and head of UNODC.
_ROOTS = ("un", "sco")
_LONGEST_NAME = 4
_LONGEST_POST = 40


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


class Someone(Struct, frozen=True):
    """A person as a sentence names them.

    Args:
        first: the first word of what names them, with post and form of address.
        last: the last.
        name: the first and the last word of the name itself.
        id: the person in the store who is called just so.
        post: the post that is named with them.
        titled: whether a form of address stands before the name.
    """

    first: int
    last: int
    name: tuple[int, int]
    id: str | None
    post: Post | None
    titled: bool


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
        self._gazetteer = gazetteer
        self._spellings = spellings
        self._posts: Phrases[str] = Phrases((post, post) for post in POSTS)

    def find(self, sentence: Sentence, names: Sequence[Found[Name]], acquainted: Container[str]) -> Cast:
        """Return the people in a sentence, and the posts without a name.

        Args:
            sentence: the sentence.
            names: the names of the store that are in it.
            acquainted: the last names of people whom the text has named before.
        """
        words = sentence.words
        covering = _covering(len(words), names)
        called = list(self._called(sentence, names, covering, acquainted))
        posts = self._posts_in(words, covering, called)
        people, free = _attached(words, called, posts)
        known = (self._recognised(words, one) for one in people)
        kept = tuple(one for one in known if _somebody(words, one, covering, acquainted))
        return Cast(kept, free)

    def _recognised(self, words: Sequence[Word], someone: Someone) -> Someone:
        """Return a person with their id, where the store has them under another spelling of the name."""
        first, last = someone.name
        if someone.id is not None or first == last:
            return someone
        whose = someone.post.affiliation.meaning.id if someone.post and someone.post.affiliation else None
        found = self._spellings.find([word.text for word in words[first : last + 1]], whose)
        return structs.replace(someone, id=found)

    def _called(
        self,
        sentence: Sentence,
        names: Sequence[Found[Name]],
        covering: Sequence[Found[Name] | None],
        acquainted: Container[str],
    ) -> Iterator[tuple[int, int, str | None]]:
        """Yield what may be names of people: first word, last word, and who is called just so."""
        words = sentence.words
        known = {found.first: found for found in names if first_known(found.meanings, "people")}
        number = 0
        while number < len(words):
            if number in known:
                found = known[number]
                person = first_known(found.meanings, "people")
                assert person is not None
                yield found.first, found.last, person.id
                number = found.last + 1
                continue
            last = number
            while last < len(words) and self._may_be_name(words, last, covering, begun=last > number):
                last += 1
            if last > number:
                yield from self._cut(words, number, last - 1, acquainted)
            number = max(last, number + 1)

    def _may_be_name(
        self, words: Sequence[Word], number: int, covering: Sequence[Found[Name] | None], *, begun: bool
    ) -> bool:
        word = words[number]
        if covering[number] is not None or not word.text[0].isalpha():
            return False
        if begun and word.start - words[number - 1].end > 1:
            return False
        if word.key in PARTICLES:
            following = words[number + 1] if number + 1 < len(words) else None
            return following is not None and following.capital and (begun or word.capital)
        if not word.capital or "/" in word.text:
            return False
        if word.text.endswith("."):
            return word.key not in HONORIFICS
        ordinary = (self._gazetteer.common, INSTITUTIONS, FUNCTION_WORDS, HONORIFICS, POST_MODIFIERS)
        if any(word.key in kind for kind in ordinary) or self._posts.at(words, number):
            return False
        return not (word.text.isupper() and len(word.text) > 1 and not begun) or _surname_in_capitals(
            words, number
        )

    def _cut(
        self, words: Sequence[Word], first: int, last: int, acquainted: Container[str]
    ) -> Iterator[tuple[int, int, str | None]]:
        """Yield the name in a run of words with capitals; what follows "of" is no name of a person."""
        before = words[first - 1].key if first else ""
        if before in ("of", "for", "in", "at", "on", "to") and last - first + 1 > 2:  # noqa: PLR2004
            first += 1
        elif before in ("of", "for", "in", "at", "on", "the") and words[last].key not in acquainted:
            return
        if last - first < _LONGEST_NAME and not words[last].text.endswith("."):
            yield first, last, None

    def _posts_in(
        self,
        words: Sequence[Word],
        covering: Sequence[Found[Name] | None],
        called: Sequence[tuple[int, int, str | None]],
    ) -> list[Post]:
        taken = {number for first, last, _ in called for number in range(first, last + 1)}
        spans: list[tuple[int, int]] = []
        for found in self._posts.within(words):
            if any(covering[number] is not None for number in range(found.first, found.last + 1)):
                continue
            first = self._leftwards(words, covering, taken, found.first)
            last = self._rightwards(words, covering, taken, found.last)
            if spans and first <= spans[-1][1] + 1:
                spans[-1] = spans[-1][0], max(last, spans[-1][1])
            elif spans and _only_and(words, spans[-1][1] + 1, first - 1):
                spans[-1] = spans[-1][0], last
            else:
                spans.append((first, last))
        return [self._post(words, covering, first, last) for first, last in spans]

    def _leftwards(
        self,
        words: Sequence[Word],
        covering: Sequence[Found[Name] | None],
        taken: Container[int],
        number: int,
    ) -> int:
        while number > 0:
            before = number - 1
            found, word = covering[before], words[before]
            if before in taken or number - before > _LONGEST_POST:
                break
            if found is not None and first_known(found.meanings, "people") is None:
                number = found.first
                # A list of names is not one name.
                break
            if word.key == "'s" or (word.key in POST_MODIFIERS and word.key not in ("and", "of", "office")) or (word.capital and word.key in INSTITUTIONS and word.key not in FUNCTION_WORDS):
                number = before
            else:
                break
        return number

    def _rightwards(
        self,
        words: Sequence[Word],
        covering: Sequence[Found[Name] | None],
        taken: Container[int],
        number: int,
    ) -> int:
        last = number
        number += 1
        while number < len(words) and number - last < _LONGEST_POST:
            word, found = words[number], covering[number]
            if number in taken:
                break
            if found is not None and first_known(found.meanings, "people") is None:
                last = number = found.last
            elif word.key == "(" and _closes(words, number):
                last = number = number + 2
            elif word.key == "'s" or (word.capital and word.key in INSTITUTIONS | self._gazetteer.common) or (self._posts.at(words, number) and words[number - 1].key in ("of", "the", "and", *_OF)) or (word.key in INSTITUTIONS and words[number - 1].key in (
                "of",
                "the",
                "a",
                "an",
                "under",
                "for",
                *INSTITUTIONS,
            )):
                last = number
            elif (
                word.key in _OF
                or word.key in ("a", "an", "the", "and", "its", "his", "–")
                or word.key in POST_MODIFIERS
            ):
                pass
            elif word.capital and words[number - 1].key in (*_OF, "and", "the"):
                last = number
            elif word.key == "," and self._continues(words, covering, number + 1):
                pass
            else:
                break
            number += 1
        return last

    def _continues(self, words: Sequence[Word], covering: Sequence[Found[Name] | None], number: int) -> bool:
        """Tell whether the name of an institution goes on after a comma: Europe, Central Asia and Americas."""
        if number >= len(words) or covering[number] is not None:
            return False
        run = number
        while (
            run < len(words)
            and words[run].capital
            and words[run].key in INSTITUTIONS | self._gazetteer.common
        ):
            run += 1
        return (
            run > number
            and run < len(words)
            and words[run].key in ("and", "of")
            and not self._posts.at(words, number)
        )

    def _post(
        self, words: Sequence[Word], covering: Sequence[Found[Name] | None], first: int, last: int
    ) -> Post:
        former = words[first].key in FORMER or (first > 0 and words[first - 1].key in FORMER)
        return Post(first, last, self._affiliation(words, covering, first, last), former)

    def _affiliation(
        self, words: Sequence[Word], covering: Sequence[Found[Name] | None], first: int, last: int
    ) -> Found[Name] | None:
        """Return whom a post belongs to: the first that is no root, else the first at all."""
        candidates: list[Found[Name]] = []
        number = first
        while number <= last:
            found = covering[number]
            if found is None:
                number += 1
                continue
            before = number - 1
            while before > first and words[before].key in ("the", "his", "its"):
                before -= 1
            turned = (
                before >= first
                and words[before].key in _TURNED_TO
                and (candidates or words[before].key != "for")
            )
            party = [one for one in found.meanings if one.collection in ("delegations", "agencies")]
            if party and not turned:
                candidates.append(Found(found.first, found.last, tuple(party)))
            number = found.last + 1
        specific = [one for one in candidates if one.meaning.id not in _ROOTS]
        return next(iter(specific or candidates), None)


def _covering(count: int, names: Sequence[Found[Name]]) -> list[Found[Name] | None]:
    covering: list[Found[Name] | None] = [None] * count
    for found in names:
        covering[found.first : found.last + 1] = [found] * (found.last - found.first + 1)
    return covering


def _surname_in_capitals(words: Sequence[Word], number: int) -> bool:
    after = words[number + 1] if number + 1 < len(words) else None
    return (
        after is not None
        and after.capital
        and not after.text.isupper()
        and len(words[number].text) > _LONGEST_NAME
    )


def _only_and(words: Sequence[Word], first: int, last: int) -> bool:
    return first == last and words[first].key == "and"


def _closes(words: Sequence[Word], number: int) -> bool:
    """Tell whether brackets hold one word in capitals, as an acronym is."""
    return number + 2 < len(words) and words[number + 1].text.isupper() and words[number + 2].key == ")"


def _attached(
    words: Sequence[Word],
    called: Sequence[tuple[int, int, str | None]],
    posts: Sequence[Post],
) -> tuple[list[Someone], tuple[Post, ...]]:
    """Give each name the post that stands before it, or after it."""
    free = dict(enumerate(posts))
    ending = {post.last: number for number, post in enumerate(posts)}
    starting = {post.first: number for number, post in enumerate(posts)}
    people: list[Someone] = []
    for place, (first, last, identifier) in enumerate(called):
        begin = _address(words, first)
        titled = begin < first
        number = ending.get(begin - 1)
        if number is None and begin > 1 and words[begin - 1].key in (",", "–"):
            number = ending.get(begin - 2)
            number = None if number is not None and _belongs_to_last(words, posts[number], people) else number
        parted = number is not None and posts[number].last == begin - 2
        post = free.pop(number, None) if number is not None else None
        if post is not None:
            post = _with_others(words, post, free, ending, people)
        end = last
        after = _after(words, last, starting)
        follower = called[place + 1][0] if place + 1 < len(called) else len(words)
        if after in free and not parted and not _belongs_to_next(words, free[after], follower):
            second = free.pop(after)
            post, end = post or second, second.last
        begin = min(begin, post.first) if post else begin
        people.append(Someone(begin, end, (first, last), identifier, post, titled))
    return people, tuple(free.values())


def _somebody(
    words: Sequence[Word], one: Someone, covering: Sequence[Found[Name] | None], acquainted: Container[str]
) -> bool:
    """Tell whether words that may be a name are one: by post, form of address, acquaintance or body."""
    after = one.last + 2
    while after < len(words) and words[after].key == "the":
        after += 1
    bracketed = (
        one.name[0] < one.name[1]
        and after < len(words)
        and words[one.last + 1].key in ("(", "of", "from", "for")
        and covering[after] is not None
    )
    if one.post is not None and one.name[0] == one.name[1] and words[one.name[0]].text.isupper():
        return False
    return bool(one.id or one.post or one.titled or bracketed or words[one.name[1]].key in acquainted)


def _with_others(
    words: Sequence[Word],
    post: Post,
    free: dict[int, Post],
    ending: dict[int, int],
    people: Sequence[Someone],
) -> Post:
    """Return a post with those before it that a comma parts from it, where they are no other person's."""
    while True:
        number = ending.get(post.first - 2)
        apart = number is not None and words[post.first - 1].key == ","
        if number is None or not apart or number not in free or _belongs_to_last(words, free[number], people):
            return post
        earlier = free.pop(number)
        specific = [
            one for one in (earlier.affiliation, post.affiliation) if one and one.meaning.id not in _ROOTS
        ]
        whole = next(iter(specific), earlier.affiliation or post.affiliation)
        post = Post(earlier.first, post.last, whole, post.former)


def _address(words: Sequence[Word], first: int) -> int:
    """Return the first of the forms of address before a name."""
    while first > 0 and words[first - 1].key in HONORIFICS and words[first - 1].capital:
        first -= 1
    return first


def _after(words: Sequence[Word], last: int, starting: dict[int, int]) -> int:
    """Return which post begins after a name and a comma, dash or bracket; -1 where none does."""
    begin = last + 1
    if begin >= len(words) or words[begin].key not in (",", "–", "("):
        return -1
    begin += 1
    while begin < len(words) and words[begin].key in ("the", "a", "an", "who", "is"):
        begin += 1
    return starting.get(begin, -1)


def _belongs_to_last(words: Sequence[Word], post: Post, people: Sequence[Someone]) -> bool:
    """Tell whether a post that a comma parts from a name stands after another name, and so is that one's."""
    return any(words[post.first - 1].key == "," and one.name[1] == post.first - 2 for one in people)


def _belongs_to_next(words: Sequence[Word], post: Post, following: int) -> bool:
    """Tell whether a post stands right before the next name, without a comma."""
    begin = _address(words, following) if following < len(words) else following
    return post.last == begin - 1
