"""Which of the posts in a sentence belongs to which of the people that are named in it."""

from collections.abc import Sequence

from msgspec import Struct

from unsco_cli.draft.names.posts import Post, most_telling
from unsco_cli.draft.vocabulary import HONORIFICS
from unsco_cli.draft.words import Word

_MARKS = (",", "–", "(")


class Called(Struct, frozen=True):
    """What may be the name of a person.

    Args:
        first: its first word.
        last: its last.
        id: the person in the store who is called just so.
    """

    first: int
    last: int
    id: str | None = None


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


def attached(
    words: Sequence[Word], called: Sequence[Called], posts: Sequence[Post]
) -> tuple[list[Someone], tuple[Post, ...]]:
    """Give each name the post that stands before it, or after it, and return the posts that are left."""
    attaching = _Attaching(words, posts)
    following = [*(one.first for one in called[1:]), len(words)]
    people = [attaching.take(one, after) for one, after in zip(called, following, strict=False)]
    return people, tuple(attaching.free.values())


class _Attaching:
    def __init__(self, words: Sequence[Word], posts: Sequence[Post]) -> None:
        self._words = words
        # By their first words, those that nobody has yet.
        self.free = {post.first: post for post in posts}
        self._ending = {post.last: post for post in posts}
        # The last words of the names so far.
        self._named: set[int] = set()

    def take(self, called: Called, following: int) -> Someone:
        """Return a person with their post.

        Args:
            called: the name.
            following: the first word of the next name.
        """
        begin, end = self._address(called.first), called.last
        titled = begin < called.first
        before = self._before(begin)
        parted = before is not None and before.last < begin - 1
        post = self.free.pop(before.first, None) if before is not None else None
        if post is not None:
            post = self._with_others(post)
        after = self.free.get(self._after(called.last))
        if after is not None and not parted and after.last != self._address(following) - 1:
            del self.free[after.first]
            post, end = post or after, after.last
        self._named.add(called.last)
        begin = min(begin, post.first) if post else begin
        return Someone(begin, end, (called.first, called.last), called.id, post, titled)

    def _before(self, begin: int) -> Post | None:
        """Return the post right before a name, or before a comma or dash where it is not the last one's."""
        post = self._ending.get(begin - 1)
        if post is None and begin > 1 and self._words[begin - 1].key in (",", "–"):
            post = self._ending.get(begin - 2)
            return None if post is not None and self._is_the_last_ones(post) else post
        return post

    def _is_the_last_ones(self, post: Post) -> bool:
        """Tell whether a post that a comma parts from a name stands after another name."""
        return self._words[post.first - 1].key == "," and post.first - 2 in self._named

    def _with_others(self, post: Post) -> Post:
        """Return a post with those before it that a comma parts from it, where they are nobody else's."""
        while self._words[post.first - 1].key == ",":
            earlier = self._ending.get(post.first - 2)
            if earlier is None or earlier.first not in self.free or self._is_the_last_ones(earlier):
                break
            del self.free[earlier.first]
            whole = most_telling((earlier.affiliation, post.affiliation))
            post = Post(earlier.first, post.last, whole, post.former)
        return post

    def _address(self, first: int) -> int:
        """Return the first of the forms of address before a name."""
        while 0 < first < len(self._words) and self._is_address(self._words[first - 1]):
            first -= 1
        return first

    @staticmethod
    def _is_address(word: Word) -> bool:
        return word.key in HONORIFICS and word.capital

    def _after(self, last: int) -> int:
        """Return the first word of what may be a post after a name and a comma, dash or bracket, or -1."""
        words, begin = self._words, last + 1
        if begin >= len(words) or words[begin].key not in _MARKS:
            return -1
        begin += 1
        while begin < len(words) and words[begin].key in ("the", "a", "an", "who", "is", "former"):
            begin += 1
        return begin
