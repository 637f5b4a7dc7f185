"""The draft of an event: the text is gone through twice, first for which event it is, then for all else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from unsco_cli.dates import PartialDate
from unsco_cli.draft.dating import Dating, dating
from unsco_cli.draft.findings import Doubt, Finding
from unsco_cli.draft.gazetteer import Gazetteer
from unsco_cli.draft.lists import Lists, Run
from unsco_cli.draft.occasion import Occasions
from unsco_cli.draft.participation import Deed, Participation
from unsco_cli.draft.people import Casting
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.places import Places
from unsco_cli.draft.recording import Known, Record, known_event, recorded
from unsco_cli.draft.roster import Roster
from unsco_cli.draft.scope import Anchor, Scope
from unsco_cli.draft.spellings import Spellings
from unsco_cli.draft.subjects import Subjects
from unsco_cli.draft.vocabulary import Predicate
from unsco_cli.draft.words import Sentence, sentences
from unsco_cli.models import Capacity
from unsco_cli.schema.drafts import Draft, Span, Text
from unsco_cli.schema.library import Library

# So many sentences tell which event a text is about.
_LEAD = 60


def drafted(library: Library, text: Text, source: str | None = None) -> Draft:
    """Return the draft of the event that a text is about.

    Args:
        library: the records of the store: its names are what is looked for.
        text: the text.
        source: the id of a source of the store, or the address of the page that the text is from.

    Raises:
        SplitterMissing: a library that it takes is not installed.
    """
    gazetteer = Gazetteer(library)
    places = Places(gazetteer)
    facts, when = _identified(gazetteer, places, text)
    reading = _Reading(gazetteer, places, text, facts, when)
    for sentence in sentences(text.content):
        reading.read(sentence)
    return reading.draft(source)


def _identified(gazetteer: Gazetteer, places: Places, text: Text) -> tuple[dict[str, Finding], Dating]:
    """Return what tells which event a text is about."""
    lead = list(islice(sentences(text.content), _LEAD))
    when = dating(lead, text.published, gazetteer.events)
    first = _about_event(lead, _anchor(when, {}), places)
    occasions = Occasions(gazetteer)
    facts = dict(occasions.find(text.content, first))
    if when.start is not None:
        facts["start"] = when.start
    if when.end is not None:
        facts["end"] = when.end
    about = _about_event(lead, _anchor(when, facts), places)
    facts |= dict(places.find(about))
    value = {name: finding.value for name, finding in facts.items()}
    series = occasions.series(about, value.get("city"), facts.get("ordinal"), value.get("kind"))
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


# So many lines of names are a list; a heading between them has so many words.
_LINES = 3
_HEADER = 8
_LOOSE = 3


def _is_line(sentence: Sentence, runs: Sequence[Run]) -> bool:
    """Tell whether a line consists of names, with next to nothing beside them."""
    covered = {number for run in runs for number in range(run.first, run.last + 1)}
    rest = [
        word for number, word in enumerate(sentence.words) if number not in covered and word.text[0].isalpha()
    ]
    return bool(runs) and runs[0].first <= _LOOSE and len(rest) <= _LOOSE


class _Reading:
    """One text on its way to a draft.

    Args:
        gazetteer: the names in the store.
        places: the places in the store.
        text: the text.
        facts: what is known of the event from its first sentences.
        when: the days.
    """

    def __init__(
        self, gazetteer: Gazetteer, places: Places, text: Text, facts: dict[str, Finding], when: Dating
    ) -> None:
        self._gazetteer = gazetteer
        self._text = text
        self._facts = facts
        self._when = when
        self._anchor = _anchor(when, facts)
        self._scope = Scope(self._anchor, places.cities)
        spellings = Spellings(gazetteer.people.values(), gazetteer.takes_part_as)
        self._casting, self._lists = Casting(gazetteer, spellings), Lists(gazetteer)
        self._participation = Participation()
        self._subjects = Subjects(gazetteer)
        self._roster = Roster(gazetteer, spellings, text.content)
        self._chairs: list[tuple[Finding, bool, Span]] = []
        self._found: dict[str, dict[Any, Finding]] = {"topics": {}, "documents": {}, "related": {}}
        self._carried: tuple[Predicate, Span] | None = None
        self._assembly: Finding | None = None
        self._lines: list[tuple[Sentence, Sequence[Run], tuple[Found[Capacity] | None, Sentence] | None]] = []
        self._beneath = 0
        self._heads: tuple[Found[Capacity] | None, Sentence] | None = None

    def read(self, sentence: Sentence) -> None:
        """Take in a sentence."""
        if not sentence.words:
            return
        about, strange = self._scope.about(sentence)
        names = list(self._gazetteer.find(sentence))
        if self._assembly is None:
            self._assembly = next(
                (
                    Finding(one.meaning.id, sentence.span(one.first, one.last), "high", "")
                    for one in names
                    if one.meaning.id in ("unga", "unsc")
                ),
                None,
            )
        cast = self._casting.find(sentence, names, self._roster.acquainted)
        runs = self._lists.find(sentence, names, cast)
        for run in runs:
            for one in run.entries:
                if one.person is not None and about == "event":
                    self._roster.meet(sentence, one.person, one.party)
        if about == "event":
            self._take_part(sentence, runs, strange)
            self._take_line(sentence, runs)
            self._take_subjects(sentence, names)
        if about != "event" or strange:
            self._take_related(sentence, names)

    def _take_part(self, sentence: Sentence, runs: Sequence[Run], strange: Sequence[tuple[int, int]]) -> None:
        deeds = list(self._participation.find(sentence, runs, self._carried))
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
            phrases = list(self._participation.phrases(sentence))
            last = phrases[-1] if phrases else None
            self._carried = (last.meaning, sentence.span(last.first, last.last)) if last else None
        elif self._carried is not None and not any(deed.span == self._carried[1] for deed in deeds):
            self._carried = None

    def _take_line(self, sentence: Sentence, runs: Sequence[Run]) -> None:
        """Take in a line that is an entry of a list, once there are several such lines one after another."""
        header = (
            len(runs) == 1 and all(one.group for one in runs[0].entries) and len(sentence.words) <= _HEADER
        )
        if header:
            # Two headings in a row are those of columns, and which names stand under which is lost.
            again = self._heads is not None and self._beneath == 0
            self._heads, self._beneath = ((None if again else runs[0].entries[-1].capacity), sentence), 0
            return
        if len(sentence.words) <= 2 and not runs:  # noqa: PLR2004
            # A number, a mark or another heading.
            return
        if not _is_line(sentence, runs):
            self._lines, self._heads = [], None
            return
        self._lines.append((sentence, runs, self._heads))
        self._beneath += 1
        if len(self._lines) >= _LINES or (self._heads is not None and self._heads[0] is not None):
            for line, entries, heads in self._lines:
                self._roster.take_line(line, entries, heads)
            # Those to come are taken in one by one.
            self._lines = [self._lines[-1]] * (_LINES - 1)

    def _take_subjects(self, sentence: Sentence, names: Sequence[Any]) -> None:
        self._chairs += self._subjects.chairs(sentence, names)
        if "attendance" not in self._facts:
            attendance = self._subjects.attendance(sentence)
            if attendance is not None:
                self._facts["attendance"] = attendance
        self._note("topics", self._subjects.topics(sentence, names))
        self._note(
            "documents", self._subjects.documents(sentence, names, self._anchor.start, self._anchor.end)
        )

    def _take_related(self, sentence: Sentence, names: Sequence[Any]) -> None:
        series = self._facts["series"].value if "series" in self._facts else None
        self._note("related", self._subjects.related(sentence, names, series, self._anchor.year))

    def _note(self, field: str, findings: Iterator[Finding]) -> None:
        for finding in findings:
            self._found[field].setdefault(finding.value, finding)

    def draft(self, source: str | None) -> Draft:
        """Return the draft."""
        start = self._anchor.start
        doubts: list[Doubt] = [*self._when.doubts, *self._roster.doubts]
        chair, framed = self._chair(start, doubts)
        if chair is not None:
            self._facts["chair"] = chair
            if framed is not None:
                named = Finding(
                    self._quoted(framed), framed, "medium", "the state whose presidency it was held in"
                )
                part = Finding("organised", chair.span, "medium", "held as part of its presidency")
                self._roster.add(chair.value, named, part)
        self._roster.settle_people(start)
        self._adopted()
        venue = self._facts.get("venue")
        self._roster.settle_hosts(venue)
        messages = {one.id for one in self._roster.people.values() if one.part.value == "sent-message"}
        for absent, span in self._roster.absent.items():
            if absent in messages:
                continue
            if self._roster.people.pop(absent, None) or self._roster.parties.pop(absent, None):
                doubts.append(Doubt("said to have been absent, and named elsewhere as present", span))
        if "series" not in self._facts:
            # Which one it is of what is not known says nothing.
            self._facts.pop("ordinal", None)
        known = known_event(self._gazetteer, self._facts)
        return recorded(
            Record(self._text, self._gazetteer, self._facts, self._found, self._roster, known, source), doubts
        )

    def _adopted(self) -> None:
        """Let the assembly that adopted a resolution take part as its host."""
        kind = self._facts.get("kind")
        if kind is not None and kind.value == "adoption" and self._assembly is not None:
            whose = self._gazetteer.takes_part_as(self._assembly.value)
            named = Finding(
                self._quoted(self._assembly.span), self._assembly.span, "high", "whose resolution it is"
            )
            part = Finding("organised", kind.span, "medium", kind.reason)
            self._roster.add(whose, named, part)
            self._roster.hosts.setdefault(whose, part)

    def _quoted(self, span: Span) -> str:
        return " ".join(self._text.content[span.start : span.end].split())

    def _chair(self, start: PartialDate | None, doubts: list[Doubt]) -> tuple[Finding | None, Span | None]:
        """Return the state that had the chair: of several the one that had it on that day by the store."""
        if not self._chairs:
            return None, None
        fitting = [one for one in self._chairs if start and self._held(one[0].value, start)]
        chair = (fitting or self._chairs)[0][0]
        framed = next((place for one, also, place in self._chairs if also and one.value == chair.value), None)
        if start and not fitting:
            doubts.append(
                Doubt("said to have the chair, and by the store another state had it on that day", chair.span)
            )
            return None, None
        return chair, framed

    def _held(self, state: str, day: PartialDate) -> bool:
        record = self._gazetteer.delegations.get(state)
        held = record.chairmanships if record else ()
        return any(one.since <= day and (one.until is None or day <= one.until) for one in held)


__all__ = ["Known", "drafted"]
