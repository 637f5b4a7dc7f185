"""The names that a store knows, found in a text: whoever and whatever is called so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from unsco_cli.draft.names.variants import is_organ, variants
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.words import LibrariesMissing, Sentence, Word, keys_of
from unsco_cli.models import Agency, Delegation, Document, Event, Person, Topic
from unsco_cli.schema.library import Library

# A name of so many letters, all of them capitals, is written in capitals or is another word.
_SHORT = 6
# States that a bare name does not settle.
_AMBIGUOUS = {"congo": "Congo", "korea": "Korea"}
# What an id begins with that is none: what is called so is not known, or may be one of several.
UNKNOWN = "?"
# The name of a body has so many words at least and at most, and an acronym so many letters.
_BODY = range(2, 16)
_ACRONYM = range(2, 10)
_WITHIN = {"of", "the", "and", "for", "on", "in", "to", "against"}


class Name(Struct, frozen=True):
    """What a phrase may be.

    Args:
        collection: the collection of what is called so.
        id: its id.
        form: ``name``, ``acronym`` or ``adjective``.
        known: whether the store has it.
    """

    collection: str
    id: str
    form: str
    known: bool = True


class Gazetteer:
    """The names in a store, and those of all other states.

    Args:
        library: the records.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.delegations = {record.id: record for record in library.find(Delegation)}
        self.agencies = {record.id: record for record in library.find(Agency)}
        self.people = {record.id: record for record in library.find(Person)}
        self.documents = {record.id: record for record in library.find(Document)}
        self.topics = {record.id: record for record in library.find(Topic)}
        self.events = tuple(library.find(Event))
        self.others: dict[str, tuple[str, str, str]] = {}
        self._phrases: Phrases[Name] = Phrases()
        for keys, name in self._names():
            self._phrases.add(keys, name)

    def at(self, words: Sequence[Word], number: int) -> Found[Name] | None:
        """Return the longest name that begins with a word, however it is written."""
        return self._phrases.at(words, number)

    def find(self, sentence: Sentence) -> Iterator[Found[Name]]:
        """Yield the names in a sentence."""
        words = sentence.words
        number = 0
        while number < len(words):
            found = self._phrases.at(words, number)
            meanings = _written_so(found, words, heading=sentence.heading) if found else ()
            if found is None or not meanings:
                number += 1
                continue
            yield Found(found.first, found.last, meanings)
            number = found.last + 1

    def unknown(self, sentence: Sentence, names: Sequence[Found[Name]]) -> Iterator[Found[Name]]:
        """Yield the bodies in a sentence that the store does not have: names with an acronym in brackets.

        Args:
            sentence: the sentence.
            names: the names in it that the store has.
        """
        words = sentence.words
        taken = {number for one in names for number in range(one.first, one.last + 1)}
        for number in range(2, len(words) - 2):
            acronym = words[number + 1].text
            closed = words[number].key == "(" and words[number + 2].key == ")" and number + 1 not in taken
            if not closed or not acronym.isupper() or len(acronym) not in _ACRONYM or not acronym.isalpha():
                continue
            first = _beginning(words, number, taken)
            if number - first in _BODY:
                text = " ".join(word.text for word in words[first:number])
                name = Name("agencies", f"{UNKNOWN}{text}", "name", known=False)
                yield Found(first, number - 1, (name,))

    def takes_part_as(self, agency: str) -> str:
        """Return the agency that an organ of it stands for, as a secretariat does for its organisation.

        An organ that has itself taken part in an event of the store stands for itself.
        """
        record = self.agencies.get(agency)
        while record is not None and record.parent and record.id not in self._participants:
            parent = self.agencies.get(record.parent)
            if parent is None or not is_organ(record, parent):
                break
            record = parent
        return record.id if record else agency

    def organises_as(self, identifier: str) -> str:
        """Return the organiser that a body is: itself, where the store has an event that it organised."""
        return identifier if identifier in self._organisers else self.takes_part_as(identifier)

    @cached_property
    def _organisers(self) -> frozenset[str]:
        return frozenset(one.id for event in self.events for one in event.organisers)

    @cached_property
    def common(self) -> frozenset[str]:
        """The words of which names of bodies, posts and documents are made, and names of people are not."""
        texts = [
            *(name for one in self.agencies.values() for name in (one.name, *one.aliases)),
            *(post.title for one in self.people.values() for post in one.posts),
            *(one.title for one in self.documents.values()),
            *(name for one in self.topics.values() for name in (one.name, one.description)),
            *(text for one in self.events for text in (one.title, one.series or "", one.venue or "")),
            *(one.city or "" for one in self.events),
            *(name for one in self.delegations.values() for name in (one.name, one.official_name or "")),
        ]
        of_people = {key for one in self.people.values() for name in _called(one) for key in keys_of(name)}
        return frozenset(key for text in texts for key in keys_of(text)) - of_people

    @cached_property
    def _participants(self) -> frozenset[str]:
        return frozenset(one.id for event in self.events for one in event.participants)

    def _names(self) -> Iterator[tuple[list[str], Name]]:
        for state in self.delegations.values():
            yield from _of_state(state)
        for agency in self.agencies.values():
            yield from _of_agency(agency, self.agencies)
        for person in self.people.values():
            for keys in map(keys_of, _called(person)):
                if len(keys) > 1:
                    yield keys, Name("people", person.id, "name")
        for document in self.documents.values():
            for text in filter(None, (document.symbol, document.title)):
                yield keys_of(text), Name("documents", document.id, "name")
        for text, name in self._other_states():
            yield keys_of(text), name

    def _other_states(self) -> Iterator[tuple[str, Name]]:
        """Yield the states of ISO 3166-1 that the store does not have."""
        try:
            # Loaded here because it is an extra.
            import pycountry  # noqa: PLC0415
        except ImportError:
            # Without them the same text would have another draft.
            raise LibrariesMissing from None
        for country in pycountry.countries:
            identifier = country.alpha_3.lower()
            if identifier in self.delegations:
                continue
            common = getattr(country, "common_name", "")
            names = [country.name, common, getattr(country, "official_name", "")]
            # Tanzania, United Republic of.
            turned = (one.partition(", ") for one in names)
            names += [f"{after} {before}" for before, _, after in turned if after]
            plain = common or country.name.partition(",")[0]
            self.others[identifier] = (plain, country.alpha_2, country.alpha_3)
            for name in names:
                if name and ", " not in name and name.lower() not in _AMBIGUOUS:
                    yield name, Name("delegations", identifier, "name", known=False)
        for name in _AMBIGUOUS.values():
            yield name, Name("delegations", f"{UNKNOWN}{name}", "name", known=False)


def _beginning(words: Sequence[Word], end: int, taken: set[int]) -> int:
    """Return where the words with capitals begin that stand before a bracket."""
    first = number = end
    while number > 0 and number - 1 not in taken:
        number -= 1
        word = words[number]
        if word.capital and word.text[0].isalpha():
            first = number
        elif word.key not in _WITHIN:
            break
    return first + (first < end and words[first].key == "the")


def _of_state(state: Delegation) -> Iterator[tuple[list[str], Name]]:
    dated = (one.name for one in state.names)
    for text in filter(None, (state.name, state.official_name, *dated, *state.aliases)):
        form = "acronym" if text.isupper() else "name"
        yield keys_of(text), Name("delegations", state.id, form)
    for text in state.adjectives:
        yield keys_of(text), Name("delegations", state.id, "adjective")


def _of_agency(agency: Agency, agencies: Mapping[str, Agency]) -> Iterator[tuple[list[str], Name]]:
    for keys in variants(agency, agencies):
        yield keys, Name("agencies", agency.id, "name")
    for text in (agency.acronym, *agency.aliases, agency.name):
        if text and " " not in text:
            yield keys_of(text), Name("agencies", agency.id, "acronym")


def _called(person: Person) -> tuple[str, ...]:
    return (person.name, *person.variants)


def _written_so(found: Found[Name], words: Sequence[Word], *, heading: bool) -> tuple[Name, ...]:
    """Return what a phrase may be by its capitals."""
    first = words[found.first]
    single = found.first == found.last
    return tuple(
        one
        for one in found.meanings
        if (first.capital or not first.text[0].isalpha())
        and not (one.form == "acronym" and single and not heading and not _shouted(first.text))
    )


def _shouted(text: str) -> bool:
    bare = text.replace(".", "")
    return not bare.isalpha() or bare.isupper() or len(bare) > _SHORT


def first_known(meanings: Iterable[Name], collection: str) -> Name | None:
    """Return the first meaning that belongs to a collection."""
    return next((one for one in meanings if one.collection == collection), None)
