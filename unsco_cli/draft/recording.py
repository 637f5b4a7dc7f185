"""From findings to a record with its evidence, and the records that it needs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs

from unsco_cli.draft.citing import source_of
from unsco_cli.draft.findings import Doubt, Finding
from unsco_cli.draft.names.gazetteer import Gazetteer
from unsco_cli.draft.parts.gathered import Appears, Place
from unsco_cli.draft.parts.roster import Roster
from unsco_cli.draft.parts.settling import Settling
from unsco_cli.models import Event, Source
from unsco_cli.schema import fold
from unsco_cli.schema.changes import Fields
from unsco_cli.schema.drafts import Draft, Evidence, Span, Text, Unsettled

_PLAIN = (
    *("title", "kind", "series", "ordinal", "start", "end", "venue", "city", "country", "chair"),
    "attendance",
)
_LISTS = ("topics", "documents", "related")
_ORDER = ("id", *Event.field_names())
# In so many first signs of a text the title of a source is looked for, if that is longer than a few words.
_HEAD, _LONG = 400, 30


class Record(Struct, frozen=True):
    """All that was found in a text.

    Args:
        text: the text.
        gazetteer: the names in the store.
        facts: by field, what is one value.
        found: by field, what are several.
        roster: who took part.
        settling: in what capacities.
        known: the event, where the store has it.
        source: the id or address of the source that is given.
    """

    text: Text
    gazetteer: Gazetteer
    facts: Mapping[str, Finding]
    found: Mapping[str, Mapping[Any, Finding]]
    roster: Roster
    settling: Settling
    known: Event | None = None
    source: str | None = None


def recorded(record: Record, doubts: Sequence[Doubt]) -> Draft:
    """Return the draft that findings make.

    Args:
        record: the findings.
        doubts: what could not be settled.
    """
    return _Recorder(record, doubts).draft()


class _Recorder:
    def __init__(self, record: Record, doubts: Sequence[Doubt]) -> None:
        self._record = record
        self._content = record.text.content
        self._doubts = list(doubts)
        self._evidence: list[Evidence] = []
        self._fields: dict[str, Any] = {}
        self._needs: dict[str, tuple[Fields, ...]] = {}

    def draft(self) -> Draft:
        """Return the draft."""
        self._gather()
        self._cite()
        self._need_states()
        self._need_people()
        if "start" not in self._fields:
            self._doubts.append(
                Doubt("no date of the event was found; --start gives it to 'unsco add event'")
            )
        kept = {name: held for name, held in self._fields.items() if held not in ([], None)}
        evidence = sorted(
            self._evidence, key=lambda one: _ORDER.index(re.split(r"[.\[]", one.path, maxsplit=1)[0])
        )
        return Draft(
            text=self._record.text,
            record={name: kept[name] for name in _ORDER if name in kept},
            needs=self._needs,
            evidence=tuple(evidence),
            unsettled=tuple(sorted(self._unsettled(), key=lambda one: one.start)),
            known=self._own_id,
        )

    def _gather(self) -> None:
        """Put together the fields, with what each rests on in the order in which it stands in the record."""
        facts, found = self._record.facts, self._record.found
        self._fields["id"] = self._own_id
        participants = list(self._participants())
        for name in _PLAIN:
            weak = name == "title" and name in facts and facts[name].confidence != "high"
            if weak and self._record.known is not None:
                # A headline is no better a title than the one that the store has.
                continue
            if name in facts:
                self._put(name, facts[name])
            if name == "kind":
                self._un_involved(participants)
            if name == "chair":
                self._organisers()
        self._fields["participants"] = participants
        self._fields["people"] = list(self._people())
        self._fields["groups"] = list(self._groups(participants))
        for name in _LISTS:
            self._list(name, [one for one in found[name].values() if one.value != self._own_id])

    @property
    def _own_id(self) -> str | None:
        return self._record.known.id if self._record.known else None

    def _put(self, name: str, finding: Finding) -> None:
        self._fields[name] = finding.value
        self._prove(name, finding)

    def _prove(self, path: str, finding: Finding) -> None:
        span = finding.span
        self._evidence.append(
            Evidence(
                path=path,
                value=finding.value,
                start=span.start,
                end=span.end,
                quote=self._content[span.start : span.end],
                confidence=finding.confidence,
                reason=finding.reason,
            )
        )

    def _participants(self) -> Iterator[Fields]:
        roster = self._record.roster
        for place in roster.parties.values():
            capacity, doubt = self._record.settling.capacity_of(place)
            if doubt is not None:
                self._doubts.append(doubt)
            part = place.part
            if place.id in roster.hosts and part.value == "organised" and place.id not in roster.organisers:
                part = _besides_hosting(roster, place)
            path = f"participants.{place.id}"
            written = place.named.value
            self._prove(path, place.named if written else structs.replace(place.named, value=place.id))
            self._prove(f"{path}.capacity", capacity)
            self._prove(f"{path}.part", part)
            named = {"named": written} if written else {}
            yield {"id": place.id, "capacity": capacity.value, "part": part.value, **named}

    def _un_involved(self, participants: Sequence[Fields]) -> None:
        agencies = self._record.gazetteer.agencies
        for one in participants:
            agency = agencies.get(one["id"])
            if agency is not None and agency.kind.startswith("un"):
                place = self._record.roster.parties[one["id"]]
                span = place.named.span
                self._put("un_involved", Finding(True, span, "high", "a UN body took part"))
                return

    def _organisers(self) -> None:
        made = []
        for identifier, finding in self._record.roster.organisers.items():
            made.append({"id": identifier})
            self._prove(f"organisers.{identifier}", finding)
        self._fields["organisers"] = made

    def _people(self) -> Iterator[Fields]:
        for one in self._record.roster.people.values():
            if one.post is None:
                self._doubts.append(Doubt("a person who took part, and no post is named", one.name.span))
            if one.post is None and one.party is None:
                continue
            path = f"people.{one.id}"
            self._prove(path, one.name)
            post = one.post or self._by_party(one)
            self._prove(f"{path}.post", post)
            made: Fields = {"id": one.id, "post": post.value}
            if one.party is not None:
                self._prove(f"{path}.on_behalf_of", one.party)
                made = {**made, "on_behalf_of": one.party.value}
            self._prove(f"{path}.part", one.part)
            yield {**made, "part": one.part.value}

    def _by_party(self, one: Appears) -> Finding:
        """Return what stands for a post that is not named: whom the person is of."""
        assert one.party is not None
        span = one.party.span
        return Finding(f"of {self._content[span.start : span.end]}", span, "low", "no post is named")

    def _groups(self, participants: Sequence[Fields]) -> Iterator[Fields]:
        named = {one["capacity"] for one in participants}
        alone = [
            *(
                one
                for one in self._record.roster.groups.values()
                if one.capacity and one.capacity.value not in named
            ),
            *self._record.roster.unknown.values(),
        ]
        for number, place in enumerate(alone):
            assert place.capacity is not None
            path = f"groups[{number}]"
            self._prove(path, place.named)
            self._prove(f"{path}.capacity", place.capacity)
            self._prove(f"{path}.part", place.part)
            yield {"named": place.named.value, "capacity": place.capacity.value, "part": place.part.value}

    def _list(self, name: str, findings: Sequence[Finding]) -> None:
        self._fields[name] = [one.value for one in findings]
        for one in findings:
            self._prove(f"{name}.{one.value}", one)

    def _cite(self) -> None:
        """Cite the source: the one that is given, or that has the text's address or title, or a new one."""
        text, sources = self._record.text, list(self._record.gazetteer.library.find(Source))
        given = self._record.source or text.address
        cited = next((one for one in sources if given in (one.id, one.url)), None)
        if cited is None and given is not None and "://" in given:
            heading = self._record.facts.get("title")
            source = source_of(given, text, heading.value if heading else None)
            self._needs["sources"] = (source,)
            self._fields["sources"] = [{"id": source["id"]}]
            return
        if cited is None:
            cited = self._titled(sources)
        if cited is not None:
            self._fields["sources"] = [{"id": cited.id}]
        else:
            self._doubts.append(
                Doubt("the page that the text is from is not known; --source ADDRESS names it")
            )

    def _titled(self, sources: Sequence[Source]) -> Source | None:
        """Return the source whose title the text begins with."""
        first = fold(self._content[:_HEAD])
        for source in sources:
            title = fold(source.title)
            if len(title) > max(len(source.publisher), _LONG) and first.startswith(title):
                span = Span(0, len(self._content[: len(source.title)].rstrip()))
                reason = "the title of a source in the store"
                self._prove(f"sources.{source.id}", Finding(source.id, span, "high", reason))
                return source
        return None

    def _need_states(self) -> None:
        gazetteer = self._record.gazetteer
        made: list[Fields] = []
        country = self._record.facts.get("country")
        for identifier in dict.fromkeys(
            (*self._record.roster.parties, *([country.value] if country else ()))
        ):
            if identifier in gazetteer.others:
                name, alpha2, alpha3 = gazetteer.others[identifier]
                state = {"id": identifier, "kind": "state", "name": name, "iso2": alpha2, "iso3": alpha3}
                made.append({**state, **self._sourced})
        if made:
            self._needs["delegations"] = tuple(made)

    def _need_people(self) -> None:
        made = [self._person(one) for one in self._record.roster.unknown_people() if one.post or one.party]
        if made:
            self._needs["people"] = tuple(made)

    def _person(self, one: Appears) -> Fields:
        title = (one.post or self._by_party(one)).value
        affiliation = {"affiliation": one.party.value} if one.party else {}
        post = {"title": title, **affiliation, **self._sourced}
        return {"id": one.id, "name": one.name.value, "posts": [post], **self._sourced}

    @property
    def _sourced(self) -> Fields:
        return {"sources": self._fields["sources"]} if self._fields.get("sources") else {}

    def _unsettled(self) -> Iterator[Unsettled]:
        for doubt in self._doubts:
            span = doubt.span
            if span is None:
                yield Unsettled(note=doubt.note)
            else:
                quote = self._content[span.start : span.end]
                yield Unsettled(note=doubt.note, start=span.start, end=span.end, quote=quote)


def _besides_hosting(roster: Roster, place: Place) -> Finding:
    """Return what a host did besides: what its people did, or that it was there."""
    own = (one.part for one in roster.people.values() if one.party and one.party.value == place.id)
    return next(own, place.part)
