"""What kind of event a text is about: title, kind, series and ordinal."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from unsco_cli.draft.events.acts import acts_in
from unsco_cli.draft.events.ordinals import ordinal_at
from unsco_cli.draft.events.titles import headline_of, title_of
from unsco_cli.draft.findings import Finding
from unsco_cli.draft.names.gazetteer import Gazetteer
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import FUNCTION_WORDS, KINDS, OCCASIONS
from unsco_cli.draft.words import Sentence, Word, keyed, keys_of
from unsco_cli.models import Confidence, EventKind
from unsco_cli.schema.drafts import Span

# Kinds that say more of an event than others which stand beside them.
_RANKS: tuple[EventKind, ...] = (
    *("side-event", "special-event", "summit", "adoption", "signing", "conference", "address", "meeting"),
    "other",
)
# Words that tell less of a kind than others do, and what is named as part of something else.
_WEAK = ("event", "week", "dialogue", "presentation", "session")
_WEAKER, _ASIDE, _LATER = 6, 4, 2
# In so many first sentences the kind of an event is told; among so many are headings.
_SHORT, _LEAD = 3, 6
# In so many the title is.
_TITLED = 18
# So many words after an ordinal the noun it belongs to may stand.
_REACH = 8
_SESSION_LED = ("of", "at", "during", "to")
_NO_NOUN = ("of", "anniversary", "time", "in", "on")
# Of the words of a series so many have to be there.
_ENOUGH = 0.8
_DRUG = ("drugs", "narcotic", "narcotics", "antidrug", "counternarcotics", "antinarcotics")
_SAME = {**dict.fromkeys(_DRUG, "drug"), "secretariats": "secretariat", "events": "event"}


class _Series(Struct, frozen=True):
    """A series of the store.

    Args:
        keys: the words of its name.
        kinds: of what kinds its events are.
        cities: where they took place.
    """

    keys: frozenset[str]
    kinds: set[str]
    cities: set[str]


class Occasions:
    """Reads what kind of event a text is about.

    Args:
        gazetteer: the names in the store.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._kinds: Phrases[EventKind] = Phrases(KINDS.items())

    def find(self, content: str, sentences: Sequence[Sentence]) -> Iterator[tuple[str, Finding]]:
        """Yield field and finding for title, kind and ordinal.

        Args:
            content: the text.
            sentences: its first sentences, as far as they are about the event.
        """
        lead = _lead(sentences)
        kind = self._kind(lead)
        title = title_of(content, sentences[:_TITLED]) or headline_of(content, sentences)
        if title is not None:
            yield "title", title
        if kind is not None:
            yield "kind", kind
        ordinal = _ordinal(lead)
        if ordinal is not None:
            yield "ordinal", ordinal

    def series(
        self, sentences: Sequence[Sentence], city: str | None, ordinal: Finding | None, kind: str | None
    ) -> Finding | None:
        """Return the series of the store whose name the first sentences spell out.

        Args:
            sentences: the sentences.
            city: where the event took place.
            ordinal: which one of the series it is, where that is said.
            kind: what kind of event it is.
        """
        lead = _lead(sentences)
        said = self._said(lead)
        best: tuple[float, str] | None = None
        for name, one in _series(self._gazetteer).items():
            share = len(one.keys & said) / len(one.keys)
            elsewhere = city is not None and one.cities and city not in one.cities
            if share >= _ENOUGH and not elsewhere and kind in one.kinds and (best is None or share > best[0]):
                best = share, name
        span = ordinal.span if ordinal else _occasion_span(lead)
        if best is None or span is None:
            return None
        grade: Confidence = "high" if best[0] == 1 else "medium"
        return Finding(best[1], span, grade, "the words of a series in the store")

    def _said(self, lead: Sequence[Sentence]) -> set[str]:
        said = {_SAME.get(word.key, word.key) for sentence in lead for word in sentence.words}
        for sentence in lead:
            for found in self._gazetteer.find(sentence):
                agency = self._gazetteer.agencies.get(found.meaning.id)
                if agency is not None:
                    said |= {agency.id, "un"} if agency.kind.startswith("un") else {agency.id}
                    said |= {"sco"} if agency.kind == "sco-body" else set()
        return said

    def _kind(self, lead: Sequence[Sentence]) -> Finding | None:
        found: list[tuple[int, int, Finding]] = []
        for place, sentence in enumerate(lead):
            words = sentence.words
            for one in self._kinds.within(words):
                confidence: Confidence = "high" if one.first < one.last else "medium"
                span = sentence.span(one.first, one.last)
                finding = Finding(one.meaning, span, confidence, "what it is called")
                found.append((_rank(words, one, place), place, finding))
            found += [(_rank_of(one.value), place, one) for one in acts_in(sentence)]
        return min(found, key=lambda one: one[:2])[2] if found else None


def _rank(words: Sequence[Word], found: Found[EventKind], place: int) -> int:
    """Return how little a word for a kind says of the event; what says most has the lowest rank."""
    before = words[found.first - 1].key if found.first else ""
    led = words[found.first - 2].key if found.first > 1 else ""
    aside = before == "of" or (before in ("the", "this") and led in ("of", "margins"))
    beside = found.meaning in ("side-event", "special-event")
    weak = found.first == found.last and words[found.last].key in _WEAK
    late = place >= _LATER
    return _rank_of(found.meaning) + late * _LATER + weak * _WEAKER + (aside and not beside) * _ASIDE


def _rank_of(kind: EventKind) -> int:
    return _RANKS.index(kind)


def _lead(sentences: Sequence[Sentence]) -> list[Sentence]:
    headings = [one for one in sentences[:_LEAD] if one.heading]
    body = [one for one in sentences if not one.heading][:_SHORT]
    return [*headings, *body]


def _ordinal(lead: Sequence[Sentence]) -> Finding | None:
    found: list[tuple[int, Finding]] = []
    for sentence in lead:
        words = sentence.words
        for number in range(len(words)):
            value, last = ordinal_at(words, number)
            noun = None if value is None else _noun_of(words, number, last)
            if noun is not None:
                rank = (words[noun].key == "session") * 2 + (number > 0 and words[number - 1].key == "of")
                span = sentence.span(number, noun)
                found.append((rank, Finding(value, span, "high", "the ordinal of the event")))
    return min(found, key=lambda one: one[0])[1] if found else None


def _noun_of(words: Sequence[Word], number: int, last: int) -> int | None:
    """Return the word for the occasion that an ordinal counts; a session may be what another was part of."""
    led = keyed(words[max(0, number - 2) : number])
    aside = led[1:] == ["the"] and led[0] in _SESSION_LED
    for after in range(last + 1, min(last + 1 + _REACH, len(words))):
        key = words[after].key
        if key == "session" and aside:
            return None
        if key in OCCASIONS:
            return after
        if not words[after].text[0].isalnum() or key in _NO_NOUN:
            return None
    return None


def _series(gazetteer: Gazetteer) -> dict[str, _Series]:
    """Return the series of the store by their names."""
    series: dict[str, _Series] = {}
    for event in gazetteer.events:
        if event.series:
            one = series.get(event.series) or _Series(_told(event.series), set(), set())
            series[event.series] = one
            one.kinds.add(event.kind)
            if event.city:
                one.cities.add(event.city)
    return series


def _told(name: str) -> frozenset[str]:
    return frozenset(_SAME.get(key, key) for key in keys_of(name) if key not in FUNCTION_WORDS)


def _occasion_span(lead: Sequence[Sentence]) -> Span | None:
    for sentence in lead:
        for number, word in enumerate(sentence.words):
            if word.key in OCCASIONS:
                return sentence.span(max(0, number - 1), number)
    return None
