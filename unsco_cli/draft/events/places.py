"""Where an event took place: venue, city and country, as far as the text and the store tell."""

from collections import Counter
from collections.abc import Iterator, Sequence

from unsco_cli.draft.findings import Finding
from unsco_cli.draft.names.gazetteer import Gazetteer, first_known
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import FUNCTION_WORDS, INSTITUTIONS, OCCASIONS, VENUES
from unsco_cli.draft.words import Sentence, Word

_AT = {"at", "in"}
# In so many first sentences a city that is named is that of the event.
_FEW = 3
# So many of them tell a city that the store does not have.
_LEAD = 8
# So many words at most a venue has.
_LONGEST = 8
# Seats of many bodies, whether or not a store says so.
_SEATS = ("New York", "Geneva", "Vienna")
# What follows a city whose name is part of another.
_THINGS = INSTITUTIONS | {"declaration"}
_HELD = OCCASIONS | {
    *("organised", "prepared", "discuss", "meet", "held", "place", "hosted", "hosts", "convened", "met"),
    *("gathered", "opened", "signed", "spoke", "meets"),
}
_AFTER_CITY = ("on", "from", "with", "and", "for", "under")


class Places:
    """The places that a store knows, found in a text.

    Args:
        gazetteer: the names in the store.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._countries: dict[str, str] = {}
        cities: Counter[tuple[str, str]] = Counter()
        for event in gazetteer.events:
            if event.city and event.country:
                cities[event.city, event.country] += 1
        summits = [one.summit for state in gazetteer.delegations.values() for one in state.chairmanships]
        named = [(one.city, one.country) for one in summits if one is not None]
        for city, country in (*named, *(pair for pair, _ in sorted(cities.items(), key=lambda one: one[1]))):
            self._countries[city] = country
        seats = [one.seat for one in gazetteer.agencies.values() if one.seat]
        known = dict.fromkeys((*self._countries, *seats, *_SEATS))
        self.cities: Phrases[str] = Phrases((city, city) for city in known)
        self._venues = _venues(gazetteer)
        written = ((one, venue) for venue in self._venues for one in _written_out(venue))
        self._at_venue: Phrases[str] = Phrases(written)

    def find(self, sentences: Sequence[Sentence]) -> Iterator[tuple[str, Finding]]:
        """Yield field and finding for venue, city and country.

        Args:
            sentences: the sentences about the event.
        """
        venue = self._venue(sentences)
        city = self._city(sentences)
        if venue is not None:
            yield "venue", venue
        where = self._venues.get(venue.value) if venue else None
        if venue is not None and where and city is None:
            city = Finding(where, venue.span, "medium", f"where {venue.value} is, by other events")
        if city is None:
            return
        yield "city", city
        country = self._country(sentences, city) or self._countries.get(city.value)
        if isinstance(country, Finding):
            yield "country", country
        elif country:
            yield "country", Finding(country, city.span, "medium", f"where {city.value} is, by other records")

    def _venue(self, sentences: Sequence[Sentence]) -> Finding | None:
        for sentence in sentences:
            for found in self._at_venue.within(sentence.words):
                if sentence.words[found.first].capital and not _of_somebody(sentence.words, found):
                    span = sentence.span(found.first, found.last)
                    return Finding(found.meaning, span, "high", "a venue of other events")
        unknown = (_unknown_venue(one) for one in sentences if not one.heading)
        return next((one for one in unknown if one is not None), None)

    def _city(self, sentences: Sequence[Sentence]) -> Finding | None:
        """Return the city: the first that something is in, or that the text begins with."""
        fallback = None
        for place, sentence in enumerate(sentences):
            words, cities = sentence.words, list(self.cities.within(sentence.words))
            unknown = _unknown_city(sentence, self._gazetteer) if place <= _FEW + 1 and not cities else None
            if unknown is not None:
                return unknown
            for found in cities:
                name = found.meaning
                if not words[found.first].capital or _names_a_thing(words, found):
                    continue
                before = words[found.first - 1].key if found.first else ""
                span = sentence.span(found.first, found.last)
                if before == "in" and place <= _FEW and _held_there(sentence):
                    return Finding(name, span, "high", "the city it was held in")
                if found.first == 0 and not sentence.heading and place <= _FEW:
                    fallback = fallback or Finding(name, span, "medium", "the place of the text's dateline")
                elif before in _AT and place <= _FEW:
                    fallback = fallback or Finding(name, span, "medium", "the city that is named")
        unknown_ones = (_unknown_city(one, self._gazetteer) for one in sentences[:_LEAD])
        return fallback or next((one for one in unknown_ones if one is not None), None)

    def _country(self, sentences: Sequence[Sentence], city: Finding) -> Finding | None:
        """Return the state that stands after the city, where one does."""
        for sentence in sentences:
            for found in self._gazetteer.find(sentence):
                state = first_known(found.meanings, "delegations")
                words = sentence.words
                before = found.first - 1
                while before >= 0 and words[before].key in (",", "the", "("):
                    before -= 1
                if state and state.form != "adjective" and before >= 0 and words[before].end == city.span.end:
                    span = sentence.span(found.first, found.last)
                    return Finding(state.id, span, "high", "named after the city")
        return None


def _written_out(venue: str) -> tuple[str, ...]:
    """Return how a venue may be written: the UN by its acronym or its name."""
    words = venue.split()
    return (venue, " ".join("United Nations" if word == "UN" else word for word in words))


def _venues(gazetteer: Gazetteer) -> dict[str, str | None]:
    """Return the venues of the store, each with its city where all events there agree."""
    venues: dict[str, set[tuple[str, str]]] = {}
    for event in gazetteer.events:
        if event.venue:
            place = venues.setdefault(event.venue, set())
            if event.city:
                place.add((event.city, event.country or ""))
    return {venue: next(iter(places))[0] if len(places) == 1 else None for venue, places in venues.items()}


def _of_somebody(words: Sequence[Word], found: Found[str]) -> bool:
    """Tell whether a venue's name is that of somebody's office, as in the head of the UN Office at Vienna."""
    before = found.first - 1
    while before >= 0 and words[before].key in ("the", "at", "in"):
        before -= 1
    led = words[found.first - 1].key if found.first else ""
    if led in ("of", "to") or (before >= 0 and words[before].key in ("of", "to", "for") and led == "the"):
        return True
    return (
        "secretariat" in found.meaning.lower()
        and led not in ("at", "in")
        and words[max(before, 0)].key not in _AT
        and not (before + 1 < found.first and words[before + 1].key in ("at", "in"))
    )


def _unknown_venue(sentence: Sentence) -> Finding | None:
    """Return what something was held at whose name says that it is a place, as a palace or a hotel."""
    words = sentence.words
    for number, word in enumerate(words):
        if word.key not in VENUES or not word.capital:
            continue
        first = number
        while first > 0 and words[first - 1].capital and words[first - 1].key not in FUNCTION_WORDS:
            first -= 1
        last = number
        while (
            last + 1 < len(words)
            and last - first < _LONGEST
            and (words[last + 1].capital or words[last + 1].key == "of")
        ):
            last += 1
        while words[last].key == "of":
            last -= 1
        before = first - 1 - (first > 0 and words[first - 1].key == "the")
        if last > first and before >= 0 and words[before].key in _AT:
            value = " ".join(one.text for one in words[first : last + 1])
            return Finding(value, sentence.span(first, last), "medium", "the place it was held at")
    return None


def _names_a_thing(words: Sequence[Word], found: Found[str]) -> bool:
    """Tell whether a city is part of another name: the Shanghai Convention, the New York Liaison Office."""
    after = found.last + 1
    if after < len(words) and words[after].capital and words[after].key not in FUNCTION_WORDS:
        return words[after].key in _THINGS or words[after].joined
    before = words[found.first - 2].key if found.first > 1 else ""
    if before == "summit" and any(one.key == "that" for one in words[: found.first]):
        return True
    return (
        after < len(words)
        and words[after].key in ("summit", "'s")
        and words[max(found.first - 1, 0)].key != "in"
    )


def _held_there(sentence: Sentence) -> bool:
    return sentence.heading or any(word.key in _HELD for word in sentence.words)


def _unknown_city(sentence: Sentence, gazetteer: Gazetteer) -> Finding | None:
    """Return a city that the store does not know, which something is held in: in Ufa, Russia."""
    words = sentence.words
    taken = {number for found in gazetteer.find(sentence) for number in range(found.first, found.last + 1)}
    for number in range(1, len(words)):
        if words[number - 1].key != "in":
            continue
        last = number
        while last < len(words) and last not in taken and _plain(words[last], gazetteer):
            last += 1
        following = words[last].key if last < len(words) else "."
        if last > number and (not following[0].isalnum() or following in _AFTER_CITY):
            value = " ".join(one.text for one in words[number:last])
            return Finding(value, sentence.span(number, last - 1), "medium", "what it was held in")
    return None


def _plain(word: Word, gazetteer: Gazetteer) -> bool:
    ordinary = word.key in INSTITUTIONS or word.key in gazetteer.common or word.key in FUNCTION_WORDS
    return word.capital and word.text.isalpha() and not ordinary and not word.text.isupper()
