"""What somebody did, and the sentence that says so, with its lists and phrases by their places."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from unsco_cli.draft.parts.entries import Listed
from unsco_cli.draft.parts.lists import Run
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.vocabulary import REPRESENTATIVES, Predicate
from unsco_cli.draft.words import Word
from unsco_cli.models import Confidence
from unsco_cli.schema.drafts import Span

_ADDING = {"along", "together", "alongside", "as", "so"}
# So many words back from its first entry a list may be added to another.
_NEAR = 4


class Deed(Struct, frozen=True):
    """Somebody in a list, with what a sentence says that they did.

    Args:
        who: who it was.
        predicate: what they did.
        first: the first word of the phrase that says so.
        last: the last.
        confidence: how sure it is that this phrase is about them.
        span: the place of the phrase, where it stands in another sentence.
    """

    who: Listed
    predicate: Predicate
    first: int
    last: int
    confidence: Confidence
    span: Span | None = None


class Clause:
    """The words of a sentence, with the lists and the phrases among them.

    Args:
        words: the words.
        runs: the lists, in order.
        phrases: the phrases that say what somebody did, in order.
        told: the words that repeat what somebody said, or tell of another occasion.
    """

    def __init__(
        self,
        words: Sequence[Word],
        runs: Sequence[Run],
        phrases: Sequence[Found[Predicate]],
        told: AbstractSet[int],
    ) -> None:
        self.words = words
        self.runs = runs
        self.phrases = phrases
        self.told = told
        # Lists and phrases are in the order in which they begin. Where they end another may have ended later,
        # so what is kept of the ends is how far any has reached.
        self._heads = [run.head for run in runs]
        self._firsts = [run.first for run in runs]
        self._reached = list(accumulate((run.last for run in runs), max))
        self._begun = [phrase.first for phrase in phrases]
        self._ended = list(accumulate((phrase.last for phrase in phrases), max))

    def key(self, number: int) -> str:
        """Return the key of a word; before the first one there is none, nor behind the last."""
        return self.words[number].key if 0 <= number < len(self.words) else ""

    def before(self, number: int) -> Iterator[Run]:
        """Yield the lists that end before a word, the nearest first."""
        for place in range(bisect_left(self._heads, number) - 1, -1, -1):
            if self.runs[place].last < number:
                yield self.runs[place]

    def after(self, number: int) -> Iterator[Run]:
        """Yield the lists that begin after a word, in order."""
        places = range(bisect_right(self._firsts, number), len(self.runs))
        return (self.runs[place] for place in places)

    def beyond(self, number: int) -> Run | None:
        """Return the first list that ends after a word."""
        place = bisect_right(self._reached, number)
        return self.runs[place] if place < len(self.runs) else None

    def phrases_between(self, after: int, before: int) -> Sequence[Found[Predicate]]:
        """Return the phrases that begin after one word and before another."""
        return self.phrases[bisect_right(self._begun, after) : bisect_left(self._begun, before)]

    def phrases_reaching(self, number: int, before: int) -> Iterator[Found[Predicate]]:
        """Yield the phrases that begin before a word and end at another or after it."""
        for place in range(bisect_left(self._ended, number), bisect_left(self._begun, before)):
            if self.phrases[place].last >= number:
                yield self.phrases[place]

    def is_relative(self, number: int) -> bool:
        """Tell whether a word stands in a clause that says more of somebody: X, who heads Y."""
        return self._relative[number]

    @cached_property
    def additions(self) -> Sequence[Run]:
        """The lists shortly after a word that may add them to another list: along with the UN."""
        adding = [number for number, word in enumerate(self.words) if word.key in _ADDING]
        return [run for run in self.runs if any_from(adding, min(run.first - 1, run.head - _NEAR), run.head)]

    def has_representative(self, first: int, stop: int) -> bool:
        """Tell whether any word from one to before another is one for those who speak for somebody."""
        return any_from(self._representatives, first, stop)

    @cached_property
    def _representatives(self) -> Sequence[int]:
        return [number for number, word in enumerate(self.words) if word.key in REPRESENTATIVES]

    @cached_property
    def _relative(self) -> Sequence[bool]:
        relative, opened = [], False
        for number, word in enumerate(self.words):
            relative.append(opened)
            if word.key in (",", ";", "."):
                opened = False
            elif number and word.key in ("who", "which", "whose", "where"):
                opened = True
        return relative


def any_from(numbers: Sequence[int], first: int, stop: int) -> bool:
    """Tell whether any of some numbers, in order, is one of those from one to before another."""
    place = bisect_left(numbers, first)
    return place < len(numbers) and numbers[place] < stop
