"""What is settled once everybody is gathered: who was host, whose people came, and in what capacities."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import structs

from unsco_cli.dates import PartialDate
from unsco_cli.draft.findings import Doubt, Finding
from unsco_cli.draft.names.gazetteer import Gazetteer
from unsco_cli.draft.parts.gathered import Appears, Place
from unsco_cli.draft.parts.roster import Roster
from unsco_cli.draft.words import words_in
from unsco_cli.models import Confidence, Post
from unsco_cli.schema import fold
from unsco_cli.schema.drafts import Span

# A title is the one that the text names if they share so many words, or all of what is named.
_SHARED = 2
# The organisations that every text names.
_ROOTS = ("un", "sco")


class Settling:
    """Settles what no single sentence tells.

    Args:
        gazetteer: the names in the store.
        roster: everybody who took part.
        date: the first day of the event.
    """

    def __init__(self, gazetteer: Gazetteer, roster: Roster, date: PartialDate | None) -> None:
        self._gazetteer = gazetteer
        self._roster = roster
        self._date = date

    def settle_hosts(self, venue: Finding | None) -> None:
        """Let the body at whose seat it was, or who alone organised it, be the host."""
        if venue is not None:
            words = words_in(venue.value)
            owner = self._gazetteer.at(words, 0) if words else None
            if owner is not None:
                self._let_host(owner.meaning.id, venue)
        if len(self._roster.organisers) == 1:
            only = next(iter(self._roster.organisers.values()))
            self._let_host(only.value, only)

    def _let_host(self, identifier: str, why: Finding) -> None:
        whose = self._gazetteer.takes_part_as(identifier)
        if whose in self._gazetteer.agencies and whose in self._roster.parties:
            self._roster.hosts.setdefault(whose, why)

    def left_out(self) -> Iterator[Doubt]:
        """Leave out those who are said to have been absent, unless they sent a message."""
        roster = self._roster
        messages = {one.id for one in roster.people.values() if one.part.value == "sent-message"}
        for absent, span in roster.absent.items():
            if absent in messages:
                continue
            if roster.people.pop(absent, None) or roster.parties.pop(absent, None):
                yield Doubt("said to have been absent, and named elsewhere as present", span)

    def merely_named(self, named: Mapping[str, Span], places: Iterable[str]) -> Iterator[Doubt]:
        """Yield whoever is named, and not said to have taken part.

        Args:
            named: where each delegation and agency is named.
            places: the states that are named for where it was, or who had the chair.
        """
        roster = self._roster
        known = {*roster.parties, *places, *_ROOTS, *roster.absent}
        for identifier, span in named.items():
            if identifier not in known:
                yield Doubt("named, and not said to have taken part", span)
        for identifier, span in roster.met.items():
            if identifier not in roster.people and identifier not in roster.absent:
                yield Doubt("a person who is named, and not said to have taken part", span)

    def settle_people(self) -> None:
        """Give people whose post or body the text does not name those that the store has."""
        for identifier, entry in self._roster.people.items():
            person = self._gazetteer.people.get(identifier)
            if person is None or (entry.post and entry.party):
                continue
            posts = [one for one in person.posts if one.affiliation]
            if posts:
                self._roster.people[identifier] = self._settled(entry, posts)

    def _settled(self, entry: Appears, posts: Sequence[Post]) -> Appears:
        """Return somebody with the likeliest of the posts that the store has."""
        fitting = self._fitting(entry, posts)
        dated = [one for one in fitting if one.since is not None]
        chosen = (dated or fitting or posts)[-1]
        grade: Confidence = "medium" if fitting else "low"
        reason = "the post that the store has for that day" if fitting else "a post that the store has"
        post = entry.post or Finding(chosen.title, entry.name.span, grade, reason)
        whose = self._gazetteer.takes_part_as(chosen.affiliation or "")
        party = entry.party or Finding(whose, entry.name.span, grade, reason)
        if entry.party is None:
            self._roster.join(party, entry.part)
        return structs.replace(entry, post=post, party=party)

    def _fitting(self, entry: Appears, posts: Sequence[Post]) -> list[Post]:
        """Return the posts that are called as the text calls one, or else were held on the day."""
        if entry.post is not None:
            said = set(fold(entry.post.value).split())
            enough = min(_SHARED, len(said))
            alike = [one for one in posts if len(said & set(fold(one.title).split())) >= enough]
            if alike:
                return alike
        day = self._date
        return [
            one
            for one in posts
            if day and (one.since is None or one.since <= day) and (one.until is None or day < one.until)
        ]

    def capacity_of(self, place: Place) -> tuple[Finding, Doubt | None]:
        """Return in what capacity a party came: as the text says, or by its status on the day."""
        if place.id in self._gazetteer.agencies:
            return self._of_agency(place), None
        held = self._statuses(place.id)
        said = place.capacity
        if said is None:
            return self._of_state(place, held), None
        if held and said.value not in held and said.value != "guest":
            note = f"named as {said.value}, and in the store it was {' or '.join(held)} on that day"
            return said, Doubt(note, said.span)
        return said, None

    def _statuses(self, identifier: str) -> list[str]:
        state = self._gazetteer.delegations.get(identifier)
        return [period.status for period, _ in state.statuses_on(self._date)] if state and self._date else []

    def _of_agency(self, place: Place) -> Finding:
        named = place.capacity or Finding("agency", place.named.span, "high", "an organisation")
        return self._as_host(place) or named

    def _of_state(self, place: Place, held: Sequence[str]) -> Finding:
        span = place.named.span
        if held:
            return Finding(held[0], span, "medium", "its status in the store on that day")
        host = self._as_host(place) if place.id in self._gazetteer.delegations else None
        return host or Finding("guest", span, "medium", "no capacity is named, and it had no status")

    def _as_host(self, place: Place) -> Finding | None:
        host = self._roster.hosts.get(place.id)
        return None if host is None else structs.replace(host, value="host", reason="it was held there")
