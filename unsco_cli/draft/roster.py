"""Everybody who took part, gathered from all sentences: once each, with the most that they did."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from unsco_cli.dates import PartialDate
from unsco_cli.draft.findings import Doubt, Finding, least
from unsco_cli.draft.gazetteer import Gazetteer, Name
from unsco_cli.draft.lists import Listed, Run
from unsco_cli.draft.participation import Deed
from unsco_cli.draft.people import Someone
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.spellings import Spellings
from unsco_cli.draft.words import Sentence, words_of
from unsco_cli.models import Capacity, Part
from unsco_cli.schema import fold
from unsco_cli.schema.drafts import Span

# The more somebody did, the further to the left.
_PARTS: tuple[Part, ...] = (
    *("signed", "organised", "chaired", "moderated", "reported", "addressed", "received-message"),
    *("sent-message", "offered-floor", "attended"),
)


class Place(Struct, frozen=True):
    """A delegation, agency or group at the event, as far as it is gathered."""

    id: str
    named: Finding
    part: Finding
    capacity: Finding | None = None
    listed: bool = False


class Appears(Struct, frozen=True):
    """A person at the event, as far as they are gathered."""

    id: str
    name: Finding
    part: Finding
    post: Finding | None = None
    party: Finding | None = None
    known: bool = True


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
        self._spellings = spellings
        self.parties: dict[str, Place] = {}
        self.people: dict[str, Appears] = {}
        self.groups: dict[str, Place] = {}
        self.organisers: dict[str, Finding] = {}
        self.hosts: dict[str, Finding] = {}
        self.absent: dict[str, Span] = {}
        self.doubts: list[Doubt] = []
        # By last name, whom the text has named so far.
        self.acquainted: dict[str, str] = {}
        self._met: dict[str, tuple[Finding | None, Finding | None]] = {}
        self._unknown: dict[str, str] = {}

    def meet(self, sentence: Sentence, someone: Someone, party: Found[Name] | None) -> str | None:
        """Take note of a person that a sentence names, whatever they did, and return who it is.

        Args:
            sentence: the sentence.
            someone: the person.
            party: whom they belong to.
        """
        first, last = someone.name
        words = sentence.words
        surname = words[last].key
        identifier = (
            someone.id or self._respelled(sentence, someone, party) or self._who(sentence, someone, party)
        )
        if identifier is None:
            return None
        if first < last:
            self.acquainted[surname] = identifier
            self.acquainted.setdefault(words[first].key, identifier)
        else:
            self.acquainted.setdefault(surname, identifier)
        post, whose = self._met.get(identifier, (None, None))
        if someone.post is not None and post is None:
            post = self._said(
                sentence, someone.post.first, someone.post.last, "high", "the post beside the name"
            )
        if party is not None and whose is None:
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
        capacity = None
        if who.capacity is not None:
            span = sentence.span(who.capacity.first, who.capacity.last)
            capacity = Finding(who.capacity.meaning, span, "high", "the capacity that is named")
        if who.group:
            assert capacity is not None
            named = self._said(sentence, led, who.last, "medium", "a group that is not named one by one")
            _stronger(self.groups, Place(named.value, named, part, capacity))
            return
        if who.person is not None:
            self._take_person(sentence, who.person, who.party, part)
        if who.party is not None:
            self._take_party(sentence, who.party, part, capacity, who.person is None)
            if predicate.part == "organised":
                self._organised(sentence, who.party, part, hosting=predicate.hosting)

    def take_line(
        self, line: Sentence, runs: Sequence[Run], heads: tuple[Found[Capacity] | None, Sentence] | None
    ) -> None:
        """Take in those whom a line of a list names.

        Args:
            line: the line.
            runs: the lists in it.
            heads: the capacity that a heading above gives, with that heading.
        """
        for run in runs:
            for who in run.entries:
                if who.group:
                    continue
                span = line.span(who.first, who.last)
                part = Finding("attended", span, "medium", "a line of a list of names")
                if who.person is not None:
                    self._take_person(line, who.person, who.party, part)
                if who.party is None:
                    continue
                capacity = None
                state = who.party.meaning.collection == "delegations"
                if heads is not None and heads[0] is not None and (state or heads[0].meaning == "guest"):
                    place = heads[1].span(heads[0].first, heads[0].last)
                    capacity = Finding(heads[0].meaning, place, "high", "the heading of the list")
                self._take_party(line, who.party, part, capacity, who.person is None)

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
        self, sentence: Sentence, party: Found[Name], part: Finding, capacity: Finding | None, listed: bool
    ) -> None:
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
        _stronger(self.parties, Place(identifier, named, part, capacity, listed))

    def _written(self, sentence: Sentence, party: Found[Name], identifier: str) -> tuple[int, int]:
        """Return how a party is written: of an organ's name the part that is the name of its body."""
        words = sentence.words
        last = party.last
        if identifier != party.meaning.id:
            inner = [
                found
                for number in range(party.first, party.last + 1)
                if (found := self._gazetteer.at(words, number))
                and found.last <= party.last
                and self._gazetteer.takes_part_as(found.meaning.id) == identifier
                and found.meaning.id == identifier
            ]
            if inner:
                longest = max(inner, key=lambda one: one.last - one.first)
                return longest.first, longest.last
        if (
            last + 3 < len(words)
            and words[last + 1].key == "("
            and words[last + 3].key == ")"
            and words[last + 2].text.isupper()
        ):
            last += 3
        elif last + 1 < len(words) and words[last + 1].key == "headquarters":
            last += 1
        return party.first, last

    def _organised(self, sentence: Sentence, party: Found[Name], part: Finding, *, hosting: bool) -> None:
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
        if someone.post is not None and someone.post.former:
            return
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
        if held is None:
            self.people[identifier] = entry
        else:
            better = _PARTS.index(part.value) < _PARTS.index(held.part.value)
            self.people[identifier] = structs.replace(
                held, part=part if better else held.part, post=held.post or post, party=held.party or whose
            )
        if party is None and whose is not None:
            self._by_person(whose, part)

    def _by_person(self, whose: Finding, part: Finding) -> None:
        """Let the body of a person named before take part by what the person did."""
        named = self._finding_text(whose)
        _stronger(self.parties, Place(whose.value, named, part))

    def _respelled(self, sentence: Sentence, someone: Someone, party: Found[Name] | None) -> str | None:
        """Return the person of the store whose name is spelt so elsewhere, and who belongs to the same party."""
        first, last = someone.name
        if first == last or party is None:
            return None
        words = [word.text for word in sentence.words[first : last + 1]]
        return self._spellings.find(words, party.meaning.id)

    def _who(self, sentence: Sentence, someone: Someone, party: Found[Name] | None) -> str | None:
        """Return who is meant by a name that the store does not have so."""
        first, last = someone.name
        words = sentence.words
        if words[last].key in self.acquainted:
            before = self.acquainted[words[last].key]
            given = fold(words[first].text)[:1]
            if first == last or before.startswith(given) or f"-{given}" in before:
                return before
        if first == last:
            return self._by_surname(words[last].key, party)
        name = " ".join(word.text for word in words[first : last + 1])
        return "-".join(fold(name.title() if name.isupper() else name).split()) or None

    def _by_surname(self, surname: str, party: Found[Name] | None) -> str | None:
        """Return the one person of the store with a last name, who belongs to a party if one is named."""
        whose = self._gazetteer.takes_part_as(party.meaning.id) if party else None
        found = [
            one.id
            for one in self._gazetteer.people.values()
            if fold(one.name).split()[-1] == surname
            and (
                whose is None
                or whose in {self._gazetteer.takes_part_as(post.affiliation or "") for post in one.posts}
            )
        ]
        return found[0] if len(found) == 1 else None

    def _said(self, sentence: Sentence, first: int, last: int, confidence: Any, reason: str) -> Finding:
        span = sentence.span(first, last)
        return Finding(" ".join(self._content[span.start : span.end].split()), span, confidence, reason)

    def _finding_text(self, finding: Finding) -> Finding:
        text = " ".join(self._content[finding.span.start : finding.span.end].split())
        return structs.replace(finding, value=text)

    def settle_hosts(self, venue: Finding | None) -> None:
        """Let the body at whose seat it was, or who alone organised it, be the host."""
        if venue is not None:
            words = list(words_of(venue.value, 0, len(venue.value)))
            owner = self._gazetteer.at(words, 0) if words else None
            whose = self._gazetteer.takes_part_as(owner.meaning.id) if owner else None
            if whose in self._gazetteer.agencies and whose in self.parties:
                self.hosts.setdefault(whose, venue)
        if len(self.organisers) == 1:
            only = next(iter(self.organisers.values()))
            whose = self._gazetteer.takes_part_as(only.value)
            if whose in self._gazetteer.agencies and whose in self.parties:
                self.hosts.setdefault(whose, only)

    def settle_people(self, date: PartialDate | None) -> None:
        """Give people whose post or body the text does not name those that the store has."""
        for identifier, entry in self.people.items():
            person = self._gazetteer.people.get(identifier)
            if person is None or (entry.post and entry.party):
                continue
            posts = [one for one in person.posts if one.affiliation]
            fitting = [
                one
                for one in posts
                if date
                and (one.since is None or one.since <= date)
                and (one.until is None or date < one.until)
            ]
            if entry.post is not None:
                said = set(fold(entry.post.value).split())
                alike = [
                    one for one in posts if len(said & set(fold(one.title).split())) >= min(2, len(said))
                ]
                fitting = alike or fitting
            if not (fitting or posts):
                continue
            dated = [one for one in fitting if one.since is not None]
            chosen = (dated or fitting or posts)[-1]
            reason = "the post that the store has for that day" if fitting else "a post that the store has"
            grade = "medium" if fitting else "low"
            post = entry.post or Finding(chosen.title, entry.name.span, grade, reason)  # type: ignore[arg-type]
            whose = entry.party or Finding(
                self._gazetteer.takes_part_as(chosen.affiliation or ""),
                entry.name.span,
                grade,
                reason,  # type: ignore[arg-type]
            )
            self.people[identifier] = structs.replace(entry, post=post, party=whose)
            if entry.party is None:
                _stronger(self.parties, Place(whose.value, self._finding_text(whose), entry.part))

    def capacity_of(self, place: Place, date: PartialDate | None) -> tuple[Finding, Doubt | None]:
        """Return in what capacity a party came: as the text says, or by its status on the day.

        Args:
            place: the party.
            date: the first day of the event.
        """
        state = self._gazetteer.delegations.get(place.id)
        if place.id in self._gazetteer.agencies:
            if place.id in self.hosts:
                return structs.replace(self.hosts[place.id], value="host", reason="it was held there"), None
            if place.capacity is not None:
                return place.capacity, None
            return Finding("agency", place.named.span, "high", "an organisation"), None
        held = [period.status for period, _ in state.statuses_on(date)] if state and date else []
        said = place.capacity
        if said is not None:
            doubt = None
            if held and said.value not in held and said.value != "guest":
                doubt = Doubt(
                    f"named as {said.value}, and in the store it was {' or '.join(held)} on that day",
                    said.span,
                )
            return said, doubt
        if held:
            capacity: Capacity = held[0]
            return Finding(capacity, place.named.span, "medium", "its status in the store on that day"), None
        if place.id in self.hosts and state is not None:
            return structs.replace(self.hosts[place.id], value="host", reason="it was held there"), None
        return Finding(
            "guest", place.named.span, "medium", "no capacity is named, and it had no status"
        ), None

    def unknown_people(self) -> Iterator[Appears]:
        """Yield the people whom the store does not have."""
        yield from (one for one in self.people.values() if not one.known)


def _stronger(places: dict[str, Place], place: Place) -> None:
    """Keep of two mentions the one that says more, and a capacity that either gives."""
    held = places.get(place.id)
    if held is None:
        places[place.id] = place
        return
    better = _PARTS.index(place.part.value) < _PARTS.index(held.part.value)
    part = place.part if better else held.part
    # The name that a list has says more than that in somebody's post.
    fuller = place.listed and not held.listed
    sure = place.named if fuller or (place.capacity and not held.capacity) else held.named
    if place.part.value == held.part.value and place.part.confidence != held.part.confidence:
        part = structs.replace(part, confidence=least(place.part.confidence, part.confidence))
    places[place.id] = Place(
        place.id, sure, part, held.capacity or place.capacity, held.listed or place.listed
    )
