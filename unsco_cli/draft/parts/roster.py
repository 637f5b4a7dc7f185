"""Everybody who took part, gathered from all sentences: once each, with the most that they did."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from unsco_cli.draft.findings import Doubt, Finding
from unsco_cli.draft.names.acquaintance import Acquaintance
from unsco_cli.draft.names.gazetteer import UNKNOWN, Gazetteer, Name
from unsco_cli.draft.names.people import Someone
from unsco_cli.draft.names.spellings import Spellings
from unsco_cli.draft.parts.gathered import Appears, Heading, Place, capacity_in, is_more, keep_stronger
from unsco_cli.draft.parts.lists import Listed, Run
from unsco_cli.draft.parts.participation import Deed
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.words import Sentence, keyed, words_in
from unsco_cli.models import Capacity, Confidence
from unsco_cli.schema.drafts import Span


class Roster:
    """Gathers who took part.

    Args:
        gazetteer: the names in the store.
        spellings: finds people under other spellings.
        content: the text.
    """

    def __init__(self, gazetteer: Gazetteer, spellings: Spellings, content: str) -> None:
        self._gazetteer = gazetteer
        self._content = content
        self._acquaintance = Acquaintance(gazetteer, spellings)
        self.parties: dict[str, Place] = {}
        self.people: dict[str, Appears] = {}
        self.groups: dict[str, Place] = {}
        # Who is named, and is none that the store has, or one of several.
        self.unknown: dict[str, Place] = {}
        self.organisers: dict[str, Finding] = {}
        self.hosts: dict[str, Finding] = {}
        self.absent: dict[str, Span] = {}
        self.doubts: list[Doubt] = []
        # Of everybody who is named, post and body as far as they are.
        self.met: dict[str, Span] = {}
        self._met: dict[str, tuple[Finding | None, Finding | None]] = {}

    @property
    def acquainted(self) -> Mapping[str, str]:
        """By last name, whom the text has named so far."""
        return self._acquaintance.named

    def meet(self, sentence: Sentence, someone: Someone, party: Found[Name] | None) -> str | None:
        """Take note of a person that a sentence names, whatever they did, and return who it is.

        Args:
            sentence: the sentence.
            someone: the person.
            party: whom they belong to.
        """
        identifier = self._acquaintance.meet(sentence, someone, party)
        if identifier is None:
            return None
        self.met.setdefault(identifier, sentence.span(*someone.name))
        post, whose = self._met.get(identifier, (None, None))
        if someone.post is not None and post is None:
            post = self._said(
                sentence, someone.post.first, someone.post.last, "high", "the post beside the name"
            )
        if party is not None and whose is None and not party.meaning.id.startswith(UNKNOWN):
            whose = Finding(
                self._gazetteer.takes_part_as(party.meaning.id),
                sentence.span(party.first, party.last),
                "high",
                "the body or state that the post belongs to",
            )
        self._met[identifier] = post, whose
        return identifier

    def take(self, sentence: Sentence, deed: Deed, led: int) -> None:
        """Take in what a sentence says that somebody did.

        Args:
            sentence: the sentence.
            deed: who did what.
            led: the first word of what leads up to them, for a group.
        """
        who, predicate = deed.who, deed.predicate
        phrase = deed.span or sentence.span(deed.first, deed.last)
        if predicate.absent:
            self._away(sentence, who, phrase)
            return
        part = Finding(predicate.part, phrase, deed.confidence, "what the sentence says they did")
        capacity = capacity_in(who.capacity, sentence, "the capacity that is named")
        if who.group:
            assert capacity is not None
            named = self._said(sentence, led, who.last, "medium", "a group that is not named one by one")
            keep_stronger(self.groups, Place(named.value, named, part, capacity))
            return
        if who.person is not None:
            if who.person.post is not None and who.person.post.former:
                return
            behalf = "behalf" in keyed(sentence.words[deed.first : deed.last + 1])
            if behalf and who.first > deed.last:
                # On whose behalf somebody speaks is not there.
                part = structs.replace(part, value="sent-message")
            self._take_person(sentence, who.person, who.party, part)
        if who.party is not None:
            self._take_party(sentence, who.party, part, capacity, listed=who.person is None)
            if predicate.part == "organised":
                self._organised(sentence, who.party, part, hosting=predicate.hosting)

    def take_line(self, line: Sentence, runs: Sequence[Run], heading: Heading | None) -> None:
        """Take in those whom a line of a list names.

        Args:
            line: the line.
            runs: the lists in it.
            heading: the heading above.
        """
        for who in (one for run in runs for one in run.entries if not one.group):
            span = line.span(who.first, who.last)
            part = Finding("attended", span, "medium", "a line of a list of names")
            if who.person is not None:
                self._take_person(line, who.person, who.party, part)
            if who.party is not None:
                capacity = heading.given_to(who.party) if heading else None
                self._take_party(line, who.party, part, capacity, listed=who.person is None)

    def _away(self, sentence: Sentence, who: Listed, phrase: Span) -> None:
        """Take note of who was not there: a person, or else a delegation or agency as a whole."""
        if who.person is not None:
            identifier = self.meet(sentence, who.person, who.party)
            if identifier is not None:
                self.absent.setdefault(identifier, phrase)
        elif who.party is not None:
            self.absent.setdefault(self._gazetteer.takes_part_as(who.party.meaning.id), phrase)

    def add(self, identifier: str, named: Finding, part: Finding) -> None:
        """Take in a delegation that took part by what is said elsewhere, where it is not there yet."""
        self.parties.setdefault(identifier, Place(identifier, named, part))

    def _take_party(
        self, sentence: Sentence, party: Found[Name], part: Finding, capacity: Finding | None, *, listed: bool
    ) -> None:
        if party.meaning.id.startswith(UNKNOWN):
            self._take_unknown(sentence, party, part, capacity)
            return
        identifier = self._gazetteer.takes_part_as(party.meaning.id)
        first, last = self._written(sentence, party, identifier)
        if listed and first > 0 and sentence.words[first - 1].key == "the":
            first -= 1
        reason = (
            "a name, alias or adjective of it"
            if party.meaning.known
            else "a state that the store does not have"
        )
        named = self._said(sentence, first, last, "high", reason)
        keep_stronger(self.parties, Place(identifier, named, part, capacity, listed))

    def _take_unknown(
        self, sentence: Sentence, party: Found[Name], part: Finding, capacity: Finding | None
    ) -> None:
        """Take in as it is written a body that the store does not have, or a name of several states."""
        body = party.meaning.collection == "agencies"
        named = self._said(sentence, party.first, party.last + 3 * body, "medium", "as it is written")
        plain: Capacity = "agency" if body else "guest"
        place = Place(
            named.value, named, part, capacity or Finding(plain, named.span, "low", "none is named")
        )
        if place.id not in self.unknown:
            note = "an organisation that the store does not have" if body else "several states are called so"
            self.doubts.append(Doubt(f"{note}; it is kept as a group", named.span))
        keep_stronger(self.unknown, place)

    def _written(self, sentence: Sentence, party: Found[Name], identifier: str) -> tuple[int, int]:
        """Return how a party is written: of an organ's name the part that is the name of its body."""
        words, last = sentence.words, party.last
        if identifier != party.meaning.id:
            starting = (self._gazetteer.at(words, number) for number in range(party.first, last + 1))
            inner = [one for one in starting if one and one.last <= last and one.meaning.id == identifier]
            if inner:
                longest = max(inner, key=lambda one: one.last - one.first)
                return longest.first, longest.last
        following = keyed(words[last + 1 : last + 4])
        if following[::2] == ["(", ")"] and words[last + 2].text.isupper():
            return party.first, last + 3
        return party.first, last + (following[:1] == ["headquarters"])

    def _organised(self, sentence: Sentence, party: Found[Name], part: Finding, *, hosting: bool) -> None:
        if party.meaning.id.startswith(UNKNOWN):
            return
        span = sentence.span(party.first, party.last)
        if hosting:
            self.hosts.setdefault(self._gazetteer.takes_part_as(party.meaning.id), part)
        after = party.last + 1
        if not (after < len(sentence.words) and sentence.words[after].key == "headquarters"):
            organiser = self._gazetteer.organises_as(party.meaning.id)
            self.organisers.setdefault(organiser, Finding(organiser, span, part.confidence, part.reason))

    def _take_person(
        self, sentence: Sentence, someone: Someone, party: Found[Name] | None, part: Finding
    ) -> None:
        identifier = self.meet(sentence, someone, party)
        first, last = someone.name
        name = self._said(sentence, first, last, "high", "the name")
        if identifier is None:
            self.doubts.append(Doubt("a person whom the text does not name in full", name.span))
            return
        post, whose = self._met[identifier]
        known = identifier in self._gazetteer.people
        if known and someone.id is None:
            name = structs.replace(
                name, confidence="medium", reason="another spelling, or a name said before"
            )
        entry = Appears(identifier, name, part, post, whose, known)
        held = self.people.get(identifier)
        if held is not None:
            more = part if is_more(part, held.part) else held.part
            entry = structs.replace(held, part=more, post=held.post or post, party=held.party or whose)
        self.people[identifier] = entry
        if party is None and whose is not None:
            self.join(whose, part)

    def join(self, whose: Finding, part: Finding) -> None:
        """Let the body of a person take part by what the person did.

        Args:
            whose: the body.
            part: what the person did.
        """
        text = self.quoted(whose.span)
        found = self._gazetteer.at(words_in(text), 0)
        # What is known of the person from the store is not how the text writes the body.
        own = found is not None and self._gazetteer.takes_part_as(found.meaning.id) == whose.value
        named = structs.replace(whose, value=text if own else None)
        keep_stronger(self.parties, Place(whose.value, named, part))

    def _said(
        self, sentence: Sentence, first: int, last: int, confidence: Confidence, reason: str
    ) -> Finding:
        span = sentence.span(first, last)
        return Finding(self.quoted(span), span, confidence, reason)

    def quoted(self, span: Span) -> str:
        """Return what stands at a place, in one line."""
        return " ".join(self._content[span.start : span.end].split())

    def unknown_people(self) -> Iterator[Appears]:
        """Yield the people whom the store does not have."""
        yield from (one for one in self.people.values() if not one.known)
