"""The phrases of a sentence that say what somebody did, and the words that tell of something else."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import structs

from unsco_cli.draft.parts.lists import Run
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import ADVERBS, PREDICATES, Predicate
from unsco_cli.draft.words import Sentence, Word
from unsco_cli.models import Part

# So many words at most stand between a phrase and what it is about.
FAR = 14
# With these a clause begins that says more of something.
CLAUSES = {
    *("which", "that", "who", "where", "whose", "when", "while", "because", "whereas", "although", "how"),
}
# Verbs that are as often nouns; only headings are told in the present.
_NOUNS = {
    *("states", "notes", "reports", "hosts", "addresses", "presents", "chairs", "visits", "remarks"),
    *("offers", "wishes", "appeals", "voices", "signs", "watches", "details", "receives", "briefs"),
    *("opens", "delivers", "meets", "present", "address", "report", "host", "chair", "visit", "open", "set"),
}
_BEFORE_VERB = ADVERBS | {"already", "ever"}
# After these it is of guests that somebody invited and of aims that somebody stated.
_BEFORE_NOUN = {"by", "the", "all", "other", "a", "an", "of"}
_BEING = {"is", "are", "was", "were", "been", "be", "being"}
_HAVING_BEEN = {"was", "were", "been", "be"}
# What, in the active, an event did with those after it.
_ACTIVE = {"heard", "drew", "assembled", "united", "involved", "brought", "gathered", "received"}
_PARTICIPLES = {"held", "put", "set", "led", "sent", "met"}
# What may stand before a phrase that is turned round, and so many words back "among" may stand.
_BEGINNING = {",", "also", ";", ".", "and"}
_AMONG = 5
_COPULAS = {"were", "was", "are", "is", ":"}
# Beside these, or before, another event took place.
_OCCASIONS = {"sidelines", "margins", "coincide", "coincided", "ahead", "eve"}
_RELATIVES = {"which", "where", "that", "whose"}


class Predicates:
    """Finds the phrases that say what somebody did."""

    def __init__(self) -> None:
        self._phrases: Phrases[Predicate] = Phrases(PREDICATES)

    def find(self, sentence: Sentence, runs: Sequence[Run] = ()) -> Iterator[Found[Predicate]]:
        """Yield the phrases in a sentence; adverbs within them are passed over.

        Args:
            sentence: the sentence.
            runs: the lists in it.
        """
        words, names = sentence.words, _named(runs)
        numbers = [number for number, word in enumerate(words) if word.key not in ADVERBS or number in names]
        for plain in self._phrases.within([words[number] for number in numbers]):
            found = Found(numbers[plain.first], numbers[plain.last], plain.meanings)
            if (
                names.isdisjoint(range(found.first, found.last + 1))
                and (sentence.heading or not _may_be_noun(words, found))
                and not _is_done_to(words, found)
            ):
                yield _turned_round(words, found, names)


def _named(runs: Sequence[Run]) -> set[int]:
    """Return the words that name somebody in a list."""
    return {
        number
        for run in runs
        for one in run.entries
        if one.party or one.person
        for number in range(one.first, one.last + 1)
    }


def _may_be_noun(words: Sequence[Word], found: Found[Predicate]) -> bool:
    return found.first == found.last and words[found.first].key in _NOUNS


def _is_done_to(words: Sequence[Word], found: Found[Predicate]) -> bool:
    """Tell whether something was done to whoever stands before a phrase, or had been done at another time."""
    predicate, verb = found.meaning, words[found.first].key
    number = found.first - 1
    while number > 0 and words[number].key in _BEFORE_VERB:
        number -= 1
    before = words[number].key if number >= 0 else ""
    if not predicate.absent and before in ("not", "never"):
        return True
    if predicate.saying and before in _BEFORE_NOUN:
        return True
    if before in ("had", "having"):
        return predicate.side != "after" and predicate.part not in ("sent-message", "organised")
    if predicate.side == "after":
        if before in ("is", "are") and predicate.part == "organised":
            return verb == "held"
        return before in _HAVING_BEEN and verb in _ACTIVE
    participle = verb.endswith("ed") or verb in _PARTICIPLES
    return participle and before in _BEING and not predicate.absent


def _turned_round(
    words: Sequence[Word], found: Found[Predicate], names: AbstractSet[int]
) -> Found[Predicate]:
    """Return a phrase that stands before whoever it is about: participating in the meeting were …."""
    if found.meaning.side != "before" or not _may_be_turned(words, found.first):
        return found
    for number in range(found.last + 1, min(found.last + FAR, len(words))):
        if number in names or words[number].key in (",", ";", "."):
            break
        if words[number].key in _COPULAS:
            part: Part = "attended" if found.meaning.saying else found.meaning.part
            turned = (structs.replace(one, side="after", saying=False, part=part) for one in found.meanings)
            return Found(found.first, number, tuple(turned))
    return found


def _may_be_turned(words: Sequence[Word], first: int) -> bool:
    if any(word.key == "among" for word in words[max(0, first - _AMONG) : first]):
        return True
    begins = first == 0 or words[first - 1].key in _BEGINNING
    return begins and words[first].key.endswith(("ing", "ed"))


def told(words: Sequence[Word], phrases: Sequence[Found[Predicate]]) -> set[int]:
    """Return the words of a sentence that repeat what somebody said, or tell of another occasion.

    Args:
        words: the words.
        phrases: the phrases among them that say what somebody did.
    """
    repeated: set[int] = set()
    for phrase in phrases:
        if phrase.meaning.saying and phrase.first > 0 and phrase.first not in repeated:
            repeated.update(_said(words, phrase.last))
    repeated.update(_of_another_occasion(words))
    return repeated


def _said(words: Sequence[Word], last: int) -> range:
    """Return the words for what was said, by the last word of the phrase that says so."""
    numbers = range(last, len(words))
    end = next((number for number in numbers if words[number].key == ";"), len(words))
    near = range(last + 1, min(end, last + FAR))
    return range(next((number for number in near if words[number].key in CLAUSES), last + 1), end)


def _of_another_occasion(words: Sequence[Word]) -> range:
    """Return the words of a sentence that are about an event beside which this one took place."""
    beside = False
    for number, word in enumerate(words):
        if word.key in _OCCASIONS:
            beside = True
        elif word.key in (";", "."):
            beside = False
        elif beside and word.key in _RELATIVES:
            return range(number, len(words))
    return range(0)
