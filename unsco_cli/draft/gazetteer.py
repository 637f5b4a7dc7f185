"""The names that a store knows, found in a text: whoever and whatever is called so."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.words import Sentence, Word, keys_of
from unsco_cli.models import Agency, Delegation, Document, Event, Person, Record, Topic
from unsco_cli.schema.library import Library

# A name of so many letters, all of them capitals, is written in capitals or is another word.
_SHORT = 6
# Words that a body adds to the name of the one whose organ it is.
_ORGANS = {
    *("secretariat", "headquarters", "executive", "committee", "council", "general", "assembly", "security"),
    *("office", "liaison", "permanent", "mission", "new", "york", "of", "the", "heads", "state", "states"),
    *("foreign", "ministers", "national", "coordinators", "government", "vienna", "geneva", "in", "at"),
}
# States that a bare name does not settle.
_AMBIGUOUS = {"congo", "korea", "guinea", "micronesia", "saint martin", "virgin islands"}


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

    def takes_part_as(self, agency: str) -> str:
        """Return the agency that an organ of it stands for, as a secretariat does for its organisation.

        An organ that has itself taken part in an event of the store stands for itself.
        """
        record = self.agencies.get(agency)
        while record is not None and record.parent and record.id not in self._participants:
            parent = self.agencies.get(record.parent)
            if parent is None or not _is_organ(record, parent):
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
            dated = (one.name for one in state.names)
            for text in (state.name, state.official_name, *dated, *state.aliases):
                if text:
                    form = "acronym" if text.isupper() else "name"
                    yield keys_of(text), Name("delegations", state.id, form)
            for text in state.value_of("adjectives") if "adjectives" in state.field_names() else ():
                yield keys_of(text), Name("delegations", state.id, "adjective")
        for agency in self.agencies.values():
            for keys in _variants(agency, self.agencies):
                yield keys, Name("agencies", agency.id, "name")
            for text in (agency.acronym, *agency.aliases, agency.name):
                if text and " " not in text:
                    yield keys_of(text), Name("agencies", agency.id, "acronym")
        for person in self.people.values():
            for text in _called(person):
                if len(keys_of(text)) > 1:
                    yield keys_of(text), Name("people", person.id, "name")
        for document in self.documents.values():
            for text in (document.symbol, document.title):
                if text:
                    yield keys_of(text), Name("documents", document.id, "name")
        for text, name in self._other_states():
            yield keys_of(text), name

    def _other_states(self) -> Iterator[tuple[str, Name]]:
        """Yield the states of ISO 3166-1 that the store does not have."""
        try:
            # Loaded here because it is an extra.
            import pycountry  # noqa: PLC0415
        except ImportError:
            return
        for country in pycountry.countries:
            identifier = country.alpha_3.lower()
            if identifier in self.delegations:
                continue
            names = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
            names += [
                f"{after} {before}" for before, _, after in (one.partition(", ") for one in names) if after
            ]
            plain = getattr(country, "common_name", "") or country.name.partition(",")[0]
            self.others[identifier] = (plain, country.alpha_2, country.alpha_3)
            for name in names:
                if name and ", " not in name and name.lower() not in _AMBIGUOUS:
                    yield name, Name("delegations", identifier, "name", known=False)


def _called(person: Record) -> tuple[str, ...]:
    assert isinstance(person, Person)
    return (person.name, *person.variants)


def _is_organ(agency: Agency, parent: Agency) -> bool:
    """Tell whether a body's name is its parent's with the word for an organ."""
    own = set(keys_of(agency.name)) | set(keys_of(agency.acronym or ""))
    for text in (parent.name, parent.acronym or ""):
        words = set(keys_of(text))
        if text and words <= own:
            return all(key in _ORGANS or key in words for key in keys_of(agency.name) if key not in words)
    return False


def _variants(agency: Agency, agencies: dict[str, Agency]) -> Iterator[list[str]]:
    """Yield the keys of the names of a body: with the name of its parent, or the parent's acronym."""
    parents = [agencies[one] for one in ("un", "sco", agency.parent or "") if one in agencies]
    for text in (agency.name, *agency.aliases, *(one.name for one in agency.names), agency.acronym or ""):
        keys = keys_of(text)
        if len(keys) > 1:
            yield keys
        own = agencies.get(agency.parent or "")
        if own is not None and own.parent:
            yield from _nested(keys, own, agencies)
        for parent in (one for one in parents if one is not agency):
            yield from _renamed(keys, parent, of_it=agency.kind.startswith("un") == (parent.id == "un"))


def _nested(keys: list[str], parent: Agency, agencies: dict[str, Agency]) -> Iterator[list[str]]:
    """Yield a name in which that of the parent is written in each way that the parent's own may be."""
    inner = [one for one in _variants(parent, agencies)]
    for name in sorted(inner, key=len, reverse=True):
        for place in range(len(keys) - len(name) + 1):
            if keys[place : place + len(name)] == name:
                for other in inner:
                    yield [*keys[:place], *other, *keys[place + len(name) :]]
                return


# So many words of a name tell a body without that of its parent.
_TELLING = 3


def _renamed(keys: list[str], parent: Agency, *, of_it: bool) -> Iterator[list[str]]:
    short, long = keys_of(parent.acronym or parent.name), keys_of(parent.name)
    for here, there in ((short, long), (long, short)):
        if keys[: len(here)] == here and len(keys) > len(here):
            rest = keys[len(here) :]
            yield [*there, *rest]
            for name in (short, long):
                yield [*rest, "of", *name]
            if len([key for key in rest if len(key) > _TELLING]) >= _TELLING:
                yield rest
        if keys[-len(here) - 1 :] == ["of", *here] or keys[-len(here) - 2 :] == ["of", "the", *here]:
            rest = keys[: keys.index("of", len(keys) - len(here) - 2)]
            for name in (short, long):
                yield [*rest, "of", *name]
                yield [*name, *rest]
    if of_it and len(keys) >= _TELLING and not {*short, *long} & {*keys}:
        for name in (short, long):
            yield [*name, *keys]


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
