"""The dates in a text, with what speaks for each of them as the date of the event."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from unsco_cli.draft.events.dateline import FEW, REACH, is_alone, is_dateline
from unsco_cli.draft.events.days import Days, days_in
from unsco_cli.draft.vocabulary import EARLIER, LATER, OCCASIONS
from unsco_cli.draft.words import Sentence, keyed

_HAPPENED = {
    *("place", "held", "hosted", "hosts", "convened", "met", "opened", "signed", "gathered", "organised"),
    *("spoke", "addressed", "received", "visited", "adopted", "participated", "part", "began", "discussed"),
    *("took", "concluded", "chaired", "brought", "meets", "adopts", "signs", "delivered", "reported"),
    *("talks", "conferred", "sent", "moderated", "celebrated", "marked", "joined", "welcomed", "came"),
    *("attended", "holds", "presented"),
}
# What a date after them is a date of.
_OF_OTHER = {
    *("resolution", "memorandum", "declaration", "convention", "charter", "agreement", "protocol"),
    *(
        "strategy",
        "decision",
        "since",
        "born",
        "until",
        "dated",
        "published",
        "posted",
        "updated",
        "deadline",
    ),
    *("concept", "treaty", "founded", "established", "created", "appointed", "accession", "statement"),
}
_ASIDE = {"sidelines", "margins"}
# So many words before a date tell what it is a date of.
_BEFORE = 6


class Candidate(Struct, frozen=True):
    """A date.

    Args:
        days: the date.
        sentence: the sentence it stands in.
        keys: the words of the sentence.
        place: which sentence that is.
        score: how much speaks for it.
    """

    days: Days
    sentence: Sentence
    keys: AbstractSet[str]
    place: int
    score: int

    @property
    def own(self) -> bool:
        """Whether it is that of the text: alone in its line, or at its beginning."""
        words = self.sentence.words
        first = self.place <= FEW and is_dateline(words, self.days)
        return self.place <= REACH and (first or is_alone(words, self.days))

    @property
    def aside(self) -> bool:
        """Whether it is one of something else that took place then, or of what the event was a part of."""
        summit = "summit" in self.keys and self.place > 1
        return summit or not _ASIDE.isdisjoint(self.keys) or self._in_clause()

    def _in_clause(self) -> bool:
        """Tell whether it stands in a clause that tells what else there was: where leaders have met."""
        words, number = self.sentence.words, self.days.first
        while number > 0 and words[number].key not in (",", ";"):
            number -= 1
            if words[number].key in ("where", "while", "when"):
                return True
        return False


def candidates_in(sentences: Sequence[Sentence]) -> Iterator[Candidate]:
    """Yield the dates in the first sentences of a text."""
    body = 0
    for place, sentence in enumerate(sentences):
        keys = {word.key for word in sentence.words}
        within = 0 if sentence.heading else body
        for days in days_in(sentence.words):
            yield Candidate(days, sentence, keys, place, _score(sentence, days, keys, within))
        body += not sentence.heading


def _score(sentence: Sentence, days: Days, keys: AbstractSet[str], place: int) -> int:
    """Return what speaks for a date, less what speaks against it.

    Args:
        sentence: the sentence it stands in.
        days: the date.
        keys: the words of the sentence.
        place: which of those that are no headings that is.
    """
    before = keyed(sentence.words[max(0, days.first - _BEFORE) : days.first])
    last = before[-1] if before else ""
    score = 2 if days.precise else -1
    score += 3 if sentence.heading else max(0, 4 - place // 2)
    score += 3 * (not _HAPPENED.isdisjoint(keys))
    score += 2 * (last in ("on", "from"))
    score += not OCCASIONS.isdisjoint(keys)
    score += days.end is not None
    coming = not LATER.isdisjoint(keys) or "will" in keys
    score -= 6 * (coming or before[-4:-1] in (["to", "be", "held"], ["be", "held", "in"]))
    score -= 6 * ({"to", "be", "held"} <= {*before})
    earlier = keys if place > 1 else before
    score -= 5 * (not EARLIER.isdisjoint(earlier))
    score -= 5 * (not _OF_OTHER.isdisjoint(before))
    score -= 4 * (place > 1 and "had" in keys)
    score -= 5 * (last == "(" and not keys.isdisjoint({*_ASIDE, "during"}))
    score -= 4 * (place == 0 and days.first <= FEW and is_dateline(sentence.words, days))
    return score
