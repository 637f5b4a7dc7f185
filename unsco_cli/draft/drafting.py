"""The draft of an event: the text is gone through twice, first for which event it is, then for all else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct, structs

from unsco_cli.dates import PartialDate
from unsco_cli.draft.events.chairs import Chair, Chairs
from unsco_cli.draft.events.dating import Dating, dating
from unsco_cli.draft.events.matching import known_event
from unsco_cli.draft.events.occasion import Occasions
from unsco_cli.draft.events.places import Places
from unsco_cli.draft.events.scope import Anchor, Scope
from unsco_cli.draft.events.subjects import Subjects
from unsco_cli.draft.findings import Doubt, Finding
from unsco_cli.draft.names.gazetteer import Gazetteer, Name
from unsco_cli.draft.names.people import Casting
from unsco_cli.draft.names.spellings import Spellings
from unsco_cli.draft.parts.lines import Lines
from unsco_cli.draft.parts.lists import Lists, Run
from unsco_cli.draft.parts.participation import Deed, Participation
from unsco_cli.draft.parts.roster import Roster
from unsco_cli.draft.parts.settling import Settling
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.recording import Record, recorded
from unsco_cli.draft.vocabulary import Predicate
from unsco_cli.draft.words import Sentence, sentences
from unsco_cli.schema import PARTIES
from unsco_cli.schema.drafts import Draft, Span, Text
from unsco_cli.schema.library import Library

# So many sentences tell which event a text is about.
_LEAD = 60
# Whose resolutions are events.
_ASSEMBLIES = ("unga", "unsc")


def drafted(library: Library, text: Text, source: str | None = None) -> Draft:
    """Return the draft of the event that a text is about.

    Args, Raises: as for ``Drafter`` and its ``draft``.
    """
    return Drafter(library).draft(text, source)


class Drafter:
    """Drafts the events that texts are about, with the names of one store.

    Args:
        library: the records of the store: its names are what is looked for.
    """

    def __init__(self, library: Library) -> None:
        gazetteer = Gazetteer(library)
        spellings = Spellings(gazetteer.people.values(), gazetteer.takes_part_as)
        self._readers = _Readers(
            gazetteer=gazetteer,
            spellings=spellings,
            places=Places(gazetteer),
            occasions=Occasions(gazetteer),
            casting=Casting(gazetteer, spellings),
            lists=Lists(),
            participation=Participation(),
            subjects=Subjects(gazetteer),
            chairs=Chairs(),
        )

    def draft(self, text: Text, source: str | None = None) -> Draft:
        """Return the draft of the event that a text is about.

        Args:
            text: the text.
            source: the id of a source of the store, or the address of the page that the text is from.

        Raises:
            LibrariesMissing: a library that it takes is not installed.
        """
        facts, when = _identified(self._readers, text)
        reading = _Reading(self._readers, text, facts, when)
        for sentence in sentences(text.content):
            reading.read(sentence)
        return reading.draft(source)


class _Readers(Struct, frozen=True, kw_only=True):
    """What finds each kind of thing in a sentence; none of it remembers one."""

    gazetteer: Gazetteer
    spellings: Spellings
    places: Places
    occasions: Occasions
    casting: Casting
    lists: Lists
    participation: Participation
    subjects: Subjects
    chairs: Chairs


def _identified(readers: _Readers, text: Text) -> tuple[dict[str, Finding], Dating]:
    """Return what tells which event a text is about."""
    lead = list(islice(sentences(text.content), _LEAD))
    when = dating(lead, text.published, readers.gazetteer.events)
    first = _about_event(lead, _anchor(when, {}), readers.places)
    facts = dict(readers.occasions.find(text.content, first))
    if when.start is not None:
        facts["start"] = when.start
    if when.end is not None:
        facts["end"] = when.end
    about = _about_event(lead, _anchor(when, facts), readers.places)
    facts |= dict(readers.places.find(about))
    value = {name: finding.value for name, finding in facts.items()}
    series = readers.occasions.series(about, value.get("city"), facts.get("ordinal"), value.get("kind"))
    if series is not None:
        facts["series"] = series
    return facts, when


def _anchor(when: Dating, facts: Mapping[str, Finding]) -> Anchor:
    value = {name: finding.value for name, finding in facts.items()}
    start = PartialDate(when.start.value) if when.start else None
    end = PartialDate(when.end.value) if when.end else None
    return Anchor(start, end, value.get("ordinal"), when.year, value.get("city"))


def _about_event(lead: Sequence[Sentence], anchor: Anchor, places: Places) -> list[Sentence]:
    scope = Scope(anchor, places.cities)
    return [sentence for sentence in lead if scope.about(sentence)[0] == "event"]


class _Reading:
    """One text on its way to a draft.

    Args:
        readers: what finds each kind of thing.
        text: the text.
        facts: what is known of the event from its first sentences.
        when: the days.
    """

    def __init__(self, readers: _Readers, text: Text, facts: dict[str, Finding], when: Dating) -> None:
        self._readers = readers
        self._gazetteer = readers.gazetteer
        self._text = text
        self._facts = facts
        self._when = when
        self._anchor = _anchor(when, facts)
        self._scope = Scope(self._anchor, readers.places.cities)
        self._roster = Roster(readers.gazetteer, readers.spellings, text.content)
        self._lines = Lines(self._roster)
        self._chairs: list[Chair] = []
        self._found: dict[str, dict[Any, Finding]] = {"topics": {}, "documents": {}, "related": {}}
        self._carried: tuple[Predicate, Span] | None = None
        self._assembly: Finding | None = None
        self._named: dict[str, Span] = {}

    def read(self, sentence: Sentence) -> None:
        """Take in a sentence."""
        if not sentence.words:
            return
        about, strange = self._scope.about(sentence)
        names = list(self._gazetteer.find(sentence))
        unknown = list(self._gazetteer.unknown(sentence, names))
        names = sorted((*names, *unknown), key=lambda one: one.first)
        for found in names:
            if self._assembly is None and found.meaning.id in _ASSEMBLIES:
                span = sentence.span(found.first, found.last)
                self._assembly = Finding(found.meaning.id, span, "high", "whose resolution it is")
        cast = self._readers.casting.find(sentence, names, self._roster.acquainted)
        runs = self._readers.lists.find(sentence, names, cast)
        if about == "event":
            self._note_named(sentence, names)
            for one in (one for run in runs for one in run.entries):
                if one.person is not None:
                    self._roster.meet(sentence, one.person, one.party)
            self._take_part(sentence, runs, strange)
            self._lines.read(sentence, runs)
            self._take_subjects(sentence, names)
        if about != "event" or strange:
            self._take_related(sentence, names)

    def _note_named(self, sentence: Sentence, names: Sequence[Found[Name]]) -> None:
        """Keep where each delegation and agency is first named, whatever is said of it."""
        for one in names:
            known = one.meaning.known and one.meaning.collection in PARTIES
            if known and one.meaning.form != "adjective" and not sentence.quoted[one.first]:
                whose = self._gazetteer.takes_part_as(one.meaning.id)
                self._named.setdefault(whose, sentence.span(one.first, one.last))

    def _take_part(self, sentence: Sentence, runs: Sequence[Run], strange: Sequence[tuple[int, int]]) -> None:
        deeds = list(self._readers.participation.find(sentence, runs, self._carried))
        for deed in deeds:
            if any(first <= deed.first <= last for first, last in strange):
                continue
            if sentence.quoted[deed.first] or sentence.quoted[deed.who.first]:
                continue
            run = next(
                one for one in runs if one.first <= deed.who.first <= one.last or deed.who in one.entries
            )
            self._roster.take(sentence, deed, run.first)
        self._carry(sentence, deeds)

    def _carry(self, sentence: Sentence, deeds: Sequence[Deed]) -> None:
        """Keep what a line that ends in a colon says of those listed below it."""
        if sentence.words[-1].key == ":":
            phrases = list(self._readers.participation.phrases(sentence))
            last = phrases[-1] if phrases else None
            self._carried = (last.meaning, sentence.span(last.first, last.last)) if last else None
        elif self._carried is not None and not any(deed.span == self._carried[1] for deed in deeds):
            self._carried = None

    def _take_subjects(self, sentence: Sentence, names: Sequence[Found[Name]]) -> None:
        self._chairs += self._readers.chairs.find(sentence, names)
        if "attendance" not in self._facts:
            attendance = self._readers.subjects.attendance(sentence)
            if attendance is not None:
                self._facts["attendance"] = attendance
        self._note("topics", self._readers.subjects.topics(sentence, names))
        days = self._anchor.start, self._anchor.end
        self._note("documents", self._readers.subjects.documents(sentence, names, *days))

    def _take_related(self, sentence: Sentence, names: Sequence[Found[Name]]) -> None:
        series = self._facts["series"].value if "series" in self._facts else None
        self._note("related", self._readers.subjects.related(sentence, names, series, self._anchor.year))

    def _note(self, field: str, findings: Iterator[Finding]) -> None:
        for finding in findings:
            self._found[field].setdefault(finding.value, finding)

    def draft(self, source: str | None) -> Draft:
        """Return the draft."""
        settling = Settling(self._gazetteer, self._roster, self._anchor.start)
        doubts: list[Doubt] = [*self._when.doubts, *self._roster.doubts]
        doubts += self._settle_chair()
        settling.settle_people()
        self._adopted()
        settling.settle_hosts(self._facts.get("venue"))
        doubts += settling.left_out()
        if "series" not in self._facts:
            # Which one it is of what is not known says nothing.
            self._facts.pop("ordinal", None)
        places = [self._facts[name].value for name in ("country", "chair") if name in self._facts]
        doubts += settling.merely_named(self._named, places)
        known = known_event(self._gazetteer, self._facts)
        made = (self._text, self._gazetteer, self._facts, self._found, self._roster, settling)
        return recorded(Record(*made, known=known, source=source), doubts)

    def _adopted(self) -> None:
        """Let the assembly that adopted a resolution take part as its host."""
        kind = self._facts.get("kind")
        if kind is not None and kind.value == "adoption" and self._assembly is not None:
            whose = self._gazetteer.takes_part_as(self._assembly.value)
            part = Finding("organised", kind.span, "medium", kind.reason)
            named = structs.replace(self._assembly, value=self._roster.quoted(self._assembly.span))
            self._roster.add(whose, named, part)
            self._roster.hosts.setdefault(whose, part)

    def _settle_chair(self) -> Iterator[Doubt]:
        """Settle which state had the chair: of several the one that had it on that day by the store."""
        if not self._chairs:
            return
        start = self._anchor.start
        fitting = [one for one in self._chairs if start and self._held(one.state.value, start)]
        chair = (fitting or self._chairs)[0].state
        if start and not fitting:
            note = "said to have the chair, and by the store another state had it on that day"
            yield Doubt(note, chair.span)
            return
        self._facts["chair"] = chair
        framed = (one.place for one in self._chairs if one.framed and one.state.value == chair.value)
        place = next(framed, None)
        if place is not None:
            reason = "the state whose presidency it was held in"
            named = Finding(self._roster.quoted(place), place, "medium", reason)
            part = Finding("organised", chair.span, "medium", "held as part of its presidency")
            self._roster.add(chair.value, named, part)

    def _held(self, state: str, day: PartialDate) -> bool:
        record = self._gazetteer.delegations.get(state)
        held = record.chairmanships if record else ()
        return any(one.since <= day and (one.until is None or day <= one.until) for one in held)
