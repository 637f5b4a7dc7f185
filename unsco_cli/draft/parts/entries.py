"""The entries of lists: which names, posts and people of a sentence may stand in one."""

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct

from unsco_cli.draft.names.gazetteer import Name
from unsco_cli.draft.names.people import Cast, Post, Someone
from unsco_cli.draft.parts.beside import Named, is_party, party_beside
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.vocabulary import (
    ADVERBS,
    GLUE,
    INSTITUTIONS,
    POST_MODIFIERS,
    PREDICATES,
    PREPOSITIONS,
    REPRESENTATIVES,
)
from unsco_cli.draft.words import Word
from unsco_cli.models import Capacity

_AUXILIARIES = {
    *("is", "are", "was", "were", "has", "have", "had", "will", "would", "did", "do", "does", "be", "been"),
    *("not", "who", "which", "that", "whose", "where", "when", "while", "because", "but", "as", "if"),
}
# Of the words for those who speak for somebody, those that may follow the name of a body.
_OF_BODIES = {
    *("representative", "representatives", "delegation", "delegations", "official", "officials", "expert"),
    *("experts", "team", "staff", "mission", "side", "headquarters", "secretariat", "envoy", "leadership"),
    *("specialists", "delegates", "observers", "diplomats", "speaker", "speakers", "leaders", "coordinator"),
}
# What may follow whoever did something.
_VERBS = {phrase.partition(" ")[0] for phrase, predicate in PREDICATES if predicate.side != "after"}
# Of the words between two names, those that make another thing of the name before them.
_THINGS = {"states", "state", "countries", "system", "organisations", "organisation", "agency"}
# What may follow a name that stands for itself.
_FOLLOWING = ADVERBS | PREPOSITIONS | _AUXILIARIES | (GLUE - _THINGS) | _VERBS
# What may stand between an adjective and the noun it belongs to, and so many words at most.
_BEFORE_NOUN = POST_MODIFIERS | INSTITUTIONS | {"high", "ranking", "level", "own", "and"}
_REACH = 4
# A past tense has more letters than this.
_SHORT = 4
_EXCEPT = {"except", "excluding", "without", "minus", "unlike"}
_LINKS = {",", "and", "as", "well", "or", "the"}
# The organisations whose chair is a state.
_ROOTS = ("sco", "un")
# The name of a city has so many words at most.
_CITY = 3


class Listed(Struct, frozen=True):
    """An entry of a list: a delegation, an agency, a person, or a group that is not named one by one.

    Args:
        first: its first word.
        last: its last.
        party: the delegation or agency, or the one that the person or the post belongs to, with its place.
        person: the person.
        capacity: the capacity that is named for it, with its place.
        group: whether it is a capacity that nobody is named for.
    """

    first: int
    last: int
    party: Found[Name] | None = None
    person: Someone | None = None
    capacity: Found[Capacity] | None = None
    group: bool = False

    @property
    def is_body(self) -> bool:
        """Whether it is an agency, and not a person of it."""
        return self.person is None and self.party is not None and self.party.meaning.collection == "agencies"


def entries(named: Named, cast: Cast, capacities: Iterable[int]) -> list[Listed]:
    """Return what may be an entry of a list in a sentence, in order.

    Args:
        named: the sentence, with the names in it.
        cast: the people and posts in it.
        capacities: the words in it that name a capacity.
    """
    words = named.words
    people = [_person(named, someone) for someone in cast.people]
    taken = {number for one in people for number in range(one.first, one.last + 1)}
    posts = [
        Listed(post.first, post.last, post.affiliation)
        for post in _standing_alone(words, cast.posts, taken)
        if not post.former and not _possessive(words, post.last)
    ]
    taken.update(capacities)
    parties = _parties(named, {someone.first for someone in cast.people}, taken)
    return sorted([*people, *posts, *parties], key=lambda one: one.first)


def _person(named: Named, someone: Someone) -> Listed:
    affiliation = (someone.post and someone.post.affiliation) or party_beside(named, someone)
    last = someone.last
    if affiliation and affiliation.first > last:
        last = affiliation.last + (named.words[last + 1].key == "(")
    return Listed(someone.first, last, affiliation, someone)


def _standing_alone(words: Sequence[Word], posts: Sequence[Post], taken: set[int]) -> Iterator[Post]:
    """Yield the posts whose words nobody has taken yet, and take them."""
    for post in posts:
        place = range(post.first, post.last + 1)
        if post.affiliation is not None and not _is_chair(words, post) and taken.isdisjoint(place):
            taken.update(place)
            yield post


def _is_chair(words: Sequence[Word], post: Post) -> bool:
    """Tell whether a post is the chair of one of the two organisations themselves, which a state has."""
    root = post.affiliation is not None and post.affiliation.meaning.id in _ROOTS
    return root and any(words[number].key in ("chair", "chairman") for number in (post.first, post.last))


def _possessive(words: Sequence[Word], last: int) -> bool:
    return last + 1 < len(words) and words[last + 1].key == "'s"


def _parties(named: Named, people: Container[int], taken: set[int]) -> Iterator[Listed]:
    """Yield the delegations and agencies whose words nobody has taken yet, and take them."""
    sharing = _sharing(named, [one for one in named.names if one.first not in taken], people)
    for found in named.names:
        if found.first in sharing:
            yield Listed(found.first, found.last, found)
        elif is_party(found) and found.first not in taken and not _is_none_of_them(named, found):
            last = _reach(named.words, found, people)
            if last is not None:
                taken.update(range(found.first, last + 1))
                yield Listed(found.first, last, found)


def _sharing(named: Named, names: Sequence[Found[Name]], people: Container[int]) -> set[int]:
    """Return where adjectives share the noun of another: the Kazakh, Kyrgyz and Uzbek presidents."""
    sharing: set[int] = set()
    following: Found[Name] | None = None
    # Whether the adjective that follows has a noun.
    reaching = False
    for found in reversed(names):
        if found.meaning.form != "adjective":
            continue
        if _reach(named.words, found, people) is not None:
            reaching = True
        elif following is not None and reaching and _linked(named.words, found, following):
            sharing.add(found.first)
        else:
            reaching = False
        following = found
    return sharing


def _linked(words: Sequence[Word], found: Found[Name], following: Found[Name]) -> bool:
    gap = range(found.last + 1, following.first)
    return bool(gap) and all(words[number].key in _LINKS for number in gap)


def _is_none_of_them(named: Named, found: Found[Name]) -> bool:
    """Tell whether a name says where a city is, or who is not among those who are named."""
    before = found.first - 1
    while before > 0 and named.words[before].key == "the":
        before -= 1
    keys = [word.key for word in named.words[max(0, before - 1) : before + 1]]
    excepted = bool(keys) and (keys[-1] in _EXCEPT or keys in (["apart", "from"], ["exception", "of"]))
    return excepted or _names_place(named, found)


def _names_place(named: Named, found: Found[Name]) -> bool:
    """Tell whether a state says in which country a city is: in Tashkent, Uzbekistan."""
    words = named.words
    comma = found.first - 1
    if comma > 0 and words[comma].key == "the":
        comma -= 1
    city = comma - 1
    if city < 0 or words[comma].key != "," or city in named.ending:
        return False
    before = city
    while before > 0 and city - before < _CITY and words[before].capital and words[before].text.isalpha():
        before -= 1
    if before == 0 and _is_dateline(named, found, city):
        return True
    return before < city and words[before].key in ("in", "at")


def _is_dateline(named: Named, found: Found[Name], city: int) -> bool:
    """Tell whether a sentence begins with where it was written."""
    first, after = named.words[0], found.last + 1
    marked = after < len(named.words) and named.words[after].key in (",", "–", "(", ".", ":")
    return (first.capital and marked) or (city == 0 and first.text.isupper())


def _reach(words: Sequence[Word], found: Found[Name], people: Container[int]) -> int | None:
    """Return the last word of what a name is part of, or None where it makes another thing of that."""
    if _hyphenated(words, found):
        return None
    after = found.last + 1
    if _acronym(words, after):
        after += 3
    adjective = found.meaning.form == "adjective"
    if after >= len(words):
        return None if adjective else after - 1
    key = words[after].key
    if adjective or key == "'s":
        return _noun(words, after + (key == "'s"))
    if key in _OF_BODIES:
        return after
    return after - 1 if _stands_for_itself(words[after], after in people) else None


def _hyphenated(words: Sequence[Word], found: Found[Name]) -> bool:
    """Tell whether a name is one half of a word, as in UN-SCO."""
    after = found.last + 1
    return words[found.first].joined or (after < len(words) and words[after].joined)


def _acronym(words: Sequence[Word], number: int) -> bool:
    """Tell whether an acronym in brackets begins with a word."""
    if number + 2 >= len(words) or words[number].key != "(":
        return False
    return words[number + 1].text.isupper() and words[number + 2].key == ")"


def _noun(words: Sequence[Word], begin: int) -> int | None:
    """Return the word for those who speak for somebody, after what may stand before it."""
    for number in range(begin, min(begin + _REACH, len(words))):
        if words[number].key in REPRESENTATIVES:
            return number
        if words[number].key not in _BEFORE_NOUN:
            break
    return None


def _stands_for_itself(after: Word, person: bool) -> bool:
    """Tell whether a name is not the first half of the word after it, which may begin a person's name."""
    if after.capital:
        return person
    past = after.key.endswith("ed") and len(after.key) > _SHORT
    return past or not after.text[0].isalpha() or after.key in _FOLLOWING
