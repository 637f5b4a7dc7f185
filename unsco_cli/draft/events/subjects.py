"""What an event was about and what else is said of it: attendance, topics, documents, other events."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from msgspec import Struct

from unsco_cli.dates import Certainty, PartialDate, running_on
from unsco_cli.draft.events.counting import Counting
from unsco_cli.draft.events.days import days_in
from unsco_cli.draft.events.ordinals import ordinal_at
from unsco_cli.draft.findings import Finding
from unsco_cli.draft.names.gazetteer import Gazetteer, Name
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import OCCASIONS
from unsco_cli.draft.words import Sentence, keyed, keys_of
from unsco_cli.models import Document, Event
from unsco_cli.schema.drafts import Span

# So many words after an ordinal at most stands what it is the ordinal of.
_NEAR = 8
_DONE = {
    *("signed", "adopted", "approved", "signing", "inked", "concluded", "initialled", "adopts", "signs"),
    "endorsed",
}
_EVENTS = OCCASIONS | {"event", "events"}
_OF_TITLE = 2


class _Paper(Struct, frozen=True):
    """A document with what a sentence may name it by.

    Args:
        document: the document.
        title: the first words of its title, where these say what it is.
        kinds: the words for what it is.
        parties: those who signed it, where all of them are agencies.
    """

    document: Document
    title: tuple[str, ...]
    kinds: frozenset[str]
    parties: frozenset[str]


class Subjects:
    """Reads what a sentence says beside who was there.

    Args:
        gazetteer: the names in the store.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._counting = Counting()
        self._papers = [self._paper(one) for one in gazetteer.documents.values()]
        self._topics: Phrases[str] = Phrases(
            (name, topic.id) for topic in gazetteer.topics.values() for name in (topic.name, *topic.aliases)
        )

    def _paper(self, document: Document) -> _Paper:
        title = tuple(keys_of(document.title)[:_OF_TITLE])
        kinds = {"memorandum", "memoranda", "mou"} if document.kind == "memorandum" else {document.kind}
        agencies = all(one in self._gazetteer.agencies for one in document.parties)
        parties = {self._gazetteer.takes_part_as(one) for one in document.parties if agencies}
        telling = title if title[1:] == (document.kind,) else ()
        return _Paper(document, telling, frozenset(kinds), frozenset(parties))

    def attendance(self, sentence: Sentence) -> Finding | None:
        """Return how many people came, where a sentence says so."""
        return self._counting.find(sentence)

    def topics(self, sentence: Sentence, names: Sequence[Found[Name]]) -> Iterator[Finding]:
        """Yield the topics of the vocabulary that a sentence names, outside of the names of bodies."""
        words = sentence.words
        bodies = {
            one.first: one for one in names if one.meaning.collection == "agencies" and one.last > one.first
        }
        number = 0
        while number < len(words):
            if number in bodies:
                number = bodies[number].last + 1
                continue
            found = self._topics.at(words, number)
            if found is not None:
                span = sentence.span(found.first, found.last)
                yield from (
                    Finding(topic, span, "medium", "a word for the topic") for topic in found.meanings
                )
            number = found.last + 1 if found else number + 1

    def documents(
        self,
        sentence: Sentence,
        names: Sequence[Found[Name]],
        start: PartialDate | None,
        end: PartialDate | None,
    ) -> Iterator[Finding]:
        """Yield the documents of the store that a sentence says were signed or adopted."""
        keys = keyed(sentence.words)
        if _DONE.isdisjoint(keys):
            return
        named = _Named(
            sentence,
            first={key: number for number, key in reversed([*enumerate(keys)])},
            pairs={pair: number for number, pair in reversed([*enumerate(pairwise(keys))])},
            written={word.text.lower() for word in sentence.words},
            parties={self._gazetteer.takes_part_as(one.meaning.id) for one in names},
        )
        for paper in self._papers:
            date = paper.document.date
            if start is None or date is None or running_on(date, start, end) is Certainty.NO:
                continue
            span = named.place_of(paper)
            if span is not None:
                reason = "signed or adopted, with the date of the event"
                yield Finding(paper.document.id, span, "high", reason)
        for found in names:
            if found.meaning.collection == "documents" and start is None:
                span = sentence.span(found.first, found.last)
                yield Finding(found.meaning.id, span, "medium", "signed or adopted")

    def related(
        self, sentence: Sentence, names: Sequence[Found[Name]], series: str | None, year: int | None
    ) -> Iterator[Finding]:
        """Yield the events of the store that a sentence about another event refers to."""
        words, keys = sentence.words, {word.key for word in sentence.words}
        for days in days_in(words):
            date = days.start.date(year)
            if date is None or days.start.month is None:
                continue
            same = [one for one in self._gazetteer.events if _began(one, date)]
            fitting = [one for one in same if one.series and one.series == series]
            fitting = fitting or [one for one in same if _fits(one, keys, names)]
            if not fitting and days.precise and len(same) == 1:
                fitting = same
            if len(fitting) == 1:
                span = sentence.span(days.first, days.last)
                yield Finding(fitting[0].id, span, "medium", "an event of the store on that date")
        if series is not None:
            yield from self._numbered(sentence, series)

    def _numbered(self, sentence: Sentence, series: str) -> Iterator[Finding]:
        """Yield the events of a series that a sentence names by their ordinals."""
        words = sentence.words
        for number in range(len(words)):
            value, last = ordinal_at(words, number)
            if value is None or not any(word.key in _EVENTS for word in words[last + 1 : last + _NEAR]):
                continue
            for event in self._gazetteer.events:
                if event.series == series and event.ordinal == value:
                    span = sentence.span(number, last)
                    yield Finding(event.id, span, "high", "the series with the ordinal")


class _Named(Struct, frozen=True):
    """What a sentence names.

    Args:
        sentence: the sentence.
        first: for each of its words where it stands first.
        pairs: for each two words in a row where they do.
        written: its words as they are written, in small letters.
        parties: the parties in it.
    """

    sentence: Sentence
    first: Mapping[str, int]
    pairs: Mapping[tuple[str, ...], int]
    written: AbstractSet[str]
    parties: AbstractSet[str]

    def place_of(self, paper: _Paper) -> Span | None:
        """Return where a document is named: by the first words of its title, kind and parties, or symbol."""
        titled = self.pairs.get(paper.title)
        if titled is not None:
            return self.sentence.span(titled, titled + 1)
        kinds = [self.first[kind] for kind in paper.kinds if kind in self.first]
        if kinds and paper.parties and paper.parties <= self.parties:
            return self.sentence.span(min(kinds), min(kinds))
        if paper.document.symbol and paper.document.symbol.lower() in self.written:
            return self.sentence.span(0, len(self.sentence.words) - 1)
        return None


def _began(event: Event, date: PartialDate) -> bool:
    last = event.end or event.start
    if date.is_day:
        return event.start.first <= date.first <= last.last and event.start.is_day
    return date.first <= event.start.first and event.start.last <= date.last


def _fits(event: Event, keys: AbstractSet[str], names: Sequence[Found[Name]]) -> bool:
    """Tell whether a sentence has the kind of an event, and its city or one of its participants."""
    if keys.isdisjoint(event.kind.split("-")):
        return False
    cities = {*keys_of(event.city or "")}
    took_part = {one.id for one in event.participants}
    return bool(cities and cities <= keys) or any(found.meaning.id in took_part for found in names)
