"""What tells that a sentence is about another occasion than the event."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from unsco_cli.draft.events.days import Days
from unsco_cli.draft.phrases import Phrases
from unsco_cli.draft.vocabulary import EARLIER, LATER, OCCASIONS
from unsco_cli.draft.words import Sentence, Word, keyed

# So many words before a date may stand what it is a date of.
_REACH = 8
# A date so near to the beginning of a sentence is that of all it says.
_OPENING = 7
# As near to it stand the words for another time.
_BEGINNING = 10
# In so many first words a sentence says where it was.
_WHERE = 3
_HELD = {
    *("held", "place", "hosted", "convened", "organised", "happened", "occurred", "started", "began"),
    *("adopted", "established", "founded", "created", "signed", "opened", "chaired", "presided", "concluded"),
    *("celebrated", "marked", "approved", "visited", "met", "inaugurated", "had", "brought", "launched"),
}
_TO_COME = {"be", "take", "host", "hold", "gather", "convene", "meet", "chair", "pass"}


class Telling(Struct, frozen=True):
    """A sentence with what may tell that it is about something else.

    Args:
        words: its words.
        keys: their keys.
        strange: the dates in it that are not those of the event.
        occasion: whether it speaks of an occasion.
        held: whether it says that something took place.
    """

    words: Sequence[Word]
    keys: Sequence[str]
    strange: Sequence[Days]
    occasion: bool
    held: bool

    def has(self, among: AbstractSet[str]) -> bool:
        """Tell whether one of some words is in it."""
        return not among.isdisjoint(self.keys)

    def begins(self, among: AbstractSet[str]) -> AbstractSet[str]:
        """Return which of some words are near to its beginning."""
        return among & {*self.keys[:_BEGINNING]}


def telling_of(sentence: Sentence, strange: Sequence[Days]) -> Telling:
    """Return what a sentence may tell by.

    Args:
        sentence: the sentence.
        strange: the dates in it that are not those of the event.
    """
    keys = keyed(sentence.words)
    # What somebody said of another year does not make the sentence one of then.
    said = keys.index("that") if "that" in keys else len(keys)
    own = [one for one in strange if one.first <= said]
    occasion = any(key in OCCASIONS or key == "events" for key in keys)
    return Telling(sentence.words, keys, own, occasion, any(key in _HELD for key in keys))


def tells_of_another(telling: Telling) -> bool:
    """Tell whether a sentence speaks of something that is to come, or long past."""
    return any(test(telling) for test in _TESTS)


def is_in_another_city(telling: Telling, cities: Phrases[str], city: str) -> bool:
    """Tell whether something took place in another city than the event: In New York …."""
    return telling.occasion and telling.held and _is_elsewhere(telling.words, cities, city)


def says(words: Sequence[Word], *keys: str) -> bool:
    """Tell whether some words stand one after another in a row of words."""
    found = keyed(words)
    return any(tuple(found[number : number + len(keys)]) == keys for number in range(len(found)))


def _is_to_come(telling: Telling) -> bool:
    return (telling.occasion or bool(telling.strange)) and _will_be(telling.keys)


def _is_scheduled(telling: Telling) -> bool:
    return telling.occasion and "will" in telling.keys and telling.has(LATER)


def _opens_with_date(telling: Telling) -> bool:
    if not (telling.strange and telling.held):
        return False
    return telling.strange[0].first <= _OPENING and telling.words[0].key != "the"


def _was_before(telling: Telling) -> bool:
    if not (telling.strange and telling.held):
        return False
    return telling.has(EARLIER) or any(
        key == "had" and telling.keys[max(0, number - 1)] not in ("has", "have")
        for number, key in enumerate(telling.keys)
    )


def _took_place_then(telling: Telling) -> bool:
    if not (telling.strange and telling.held and telling.occasion):
        return False
    first = telling.strange[0].first
    return not {"place", "held", "hosted"}.isdisjoint(telling.keys[max(0, first - _REACH) : first])


def _is_long_ago(telling: Telling) -> bool:
    opening = telling.words[:_OPENING]
    return bool(telling.begins({"ago", "previously"})) or says(opening, "year", "before")


def _looks_back(telling: Telling) -> bool:
    if not (telling.occasion and telling.held):
        return False
    earlier = telling.begins(EARLIER)
    return bool(earlier) and "recalled" not in earlier


_TESTS: tuple[Callable[[Telling], bool], ...] = (
    _is_to_come,
    _is_scheduled,
    _opens_with_date,
    _was_before,
    _took_place_then,
    _is_long_ago,
    _looks_back,
)


def _will_be(keys: Sequence[str]) -> bool:
    for number, key in enumerate(keys):
        if key == "will" and not _TO_COME.isdisjoint(keys[number + 1 : number + 4]):
            return True
        if key == "to" and keys[number + 1 : number + 3] in (["be", "held"], ["take", "place"]):
            return True
    return False


def _is_elsewhere(words: Sequence[Word], cities: Phrases[str], city: str) -> bool:
    for number in range(min(_WHERE, len(words) - 1)):
        if words[number].key == "in":
            found = cities.at(words, number + 1)
            return found is not None and found.meaning != city
    if not (any(word.key == "venue" for word in words) or _held_in(words, cities)):
        return False
    named = {found.meaning for found in cities.within(words) if words[found.first].capital}
    return bool(named) and city not in named


def _held_in(words: Sequence[Word], cities: Phrases[str]) -> bool:
    """Tell whether something is said to have been held in a city."""
    for number in range(1, len(words) - 1):
        if words[number].key == "in" and words[number - 1].key in ("held", "place", "hosted"):
            return cities.at(words, number + 1) is not None
    return False
