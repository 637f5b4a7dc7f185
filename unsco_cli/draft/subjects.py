"""What an event was about and who stood behind it: chair, attendance, topics, documents, other events."""

from collections.abc import Iterator, Sequence

from unsco_cli.dates import Certainty, PartialDate, running_on
from unsco_cli.draft.days import days_in
from unsco_cli.draft.findings import Finding
from unsco_cli.draft.gazetteer import Gazetteer, Name, first_known
from unsco_cli.draft.ordinals import ordinal_at
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import NUMBERS, OCCASIONS, PEOPLE, QUALIFIERS
from unsco_cli.draft.words import Sentence, Word
from unsco_cli.models import Document, Event
from unsco_cli.schema.drafts import Span

_NEAR = 8
_CLOSE = 4
_FRAMED = ("as part of", "within the framework of", "in the framework of", "under the auspices of", "within")
_ARRANGED = {"organised", "held", "prepared", "convened", "arranged", "initiated", "hosted", "takes", "took"}
_CAME = {
    *(
        "attended",
        "participated",
        "part",
        "together",
        "gathered",
        "present",
        "participants",
        "involved",
        "audience",
    ),
    *("guests", "attendance", "came", "drew", "delegates", "attending", "joined", "participation", "united"),
    *("assembled", "attend", "followed", "filled", "delegations", "gathering", "hall", "room", "brought"),
}
_DONE = {
    "signed",
    "adopted",
    "approved",
    "signing",
    "inked",
    "concluded",
    "initialled",
    "adopts",
    "signs",
    "endorsed",
}
_HUNDREDS = {"hundred": 100, "thousand": 1000}
_SMALL = {
    **{
        word: number for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), 1)
    },
    **dict(eight=8, nine=9, a=1),
}


class Subjects:
    """Reads what a sentence says beside who was there.

    Args:
        gazetteer: the names in the store.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._qualifiers: Phrases[str] = Phrases(QUALIFIERS.items())
        self._framed: Phrases[str] = Phrases((phrase, phrase) for phrase in _FRAMED)
        self._topics: Phrases[str] = Phrases(
            (name, topic.id)
            for topic in gazetteer.topics.values()
            for name in (topic.name, *(topic.value_of("aliases") if "aliases" in topic.field_names() else ()))
        )

    def chairs(
        self, sentence: Sentence, names: Sequence[Found[Name]]
    ) -> Iterator[tuple[Finding, bool, Span]]:
        """Yield the states said to chair the SCO, whether the event is a part of that, and where they are named."""
        words = sentence.words
        states = [one for one in names if one.meaning.collection == "delegations"]
        for number, word in enumerate(words):
            if not _presides(words, number) or _of_another_body(words, names, number):
                continue
            state = _presiding(words, states, number)
            if state is not None:
                arranged = any(one.key in _ARRANGED for one in words[:number])
                framed = arranged and any(found.first < number for found in self._framed.within(words))
                first, last = min(state.first, number), max(state.last, number)
                span = sentence.span(first, last)
                finding = Finding(state.meaning.id, span, "high", f"it has the {word.key} of the SCO")
                article = state.first > 0 and words[state.first - 1].key == "the"
                yield finding, framed, sentence.span(state.first - article, state.last)

    def attendance(self, sentence: Sentence) -> Finding | None:
        """Return how many people came, where a sentence says so."""
        words = sentence.words
        if not {word.key for word in words} & _CAME:
            return None
        for number in range(len(words)):
            count, last = _number(words, number)
            if count is None or not 10 <= count < 100_000 or not _of_people(words, last):  # noqa: PLR2004
                continue
            value: dict[str, object] = {"count": count}
            first = number
            for back in (3, 2, 1):
                begin = number - back
                found = self._qualifiers.at(words, begin) if begin >= 0 else None
                if found is not None and found.last == number - 1:
                    value["qualifier"], first = found.meaning, begin
                    break
            return Finding(value, sentence.span(first, last + 1), "high", "the number of people")
        return None

    def topics(self, sentence: Sentence, names: Sequence[Found[Name]]) -> Iterator[Finding]:
        """Yield the topics of the vocabulary that a sentence names, outside of the names of bodies."""
        words = sentence.words
        bodies = {
            one.first: one for one in names if one.meaning.collection == "agencies" and one.last > one.first
        }
        number = 0
        while number < len(words):
            if number in bodies:
                number = bodies[number].last + 1
                continue
            found = self._topics.at(words, number)
            if found is not None:
                span = sentence.span(found.first, found.last)
                yield from (
                    Finding(topic, span, "medium", "a word for the topic") for topic in found.meanings
                )
            number = found.last + 1 if found else number + 1

    def documents(
        self,
        sentence: Sentence,
        names: Sequence[Found[Name]],
        start: PartialDate | None,
        end: PartialDate | None,
    ) -> Iterator[Finding]:
        """Yield the documents of the store that a sentence says were signed or adopted."""
        keys = [word.key for word in sentence.words]
        done = [number for number, key in enumerate(keys) if key in _DONE]
        if not done:
            return
        parties = {self._gazetteer.takes_part_as(one.meaning.id) for one in names}
        for document in self._gazetteer.documents.values():
            span = self._named(sentence, document, keys, parties)
            same = start is not None and document.date is not None and running_on(document.date, start, end)
            if span is not None and same is not Certainty.NO and same:
                yield Finding(document.id, span, "high", "signed or adopted, with the date of the event")
        for found in names:
            if found.meaning.collection == "documents" and start is None:
                yield Finding(
                    found.meaning.id, sentence.span(found.first, found.last), "medium", "signed or adopted"
                )

    def _named(
        self, sentence: Sentence, document: Document, keys: Sequence[str], parties: set[str]
    ) -> object:
        """Return where a sentence names a document: by its kind and parties, or by the first words of its title."""
        title = [word.key for word in _words_of(document.title)]
        for number in range(len(keys) - 1):
            if len(title) > 1 and keys[number : number + 2] == title[:2] and title[1] == document.kind:
                return sentence.span(number, number + 1)
        whole = {self._gazetteer.takes_part_as(one) for one in document.parties}
        kinds = {document.kind, "memoranda", "mou"} if document.kind == "memorandum" else {document.kind}
        agencies = all(one in self._gazetteer.agencies for one in document.parties)
        met = [number for number, key in enumerate(keys) if key in kinds]
        if met and document.parties and agencies and whole <= parties:
            return sentence.span(met[0], met[0])
        if document.symbol and document.symbol.lower() in {word.text.lower() for word in sentence.words}:
            return sentence.span(0, len(keys) - 1)
        return None

    def related(
        self, sentence: Sentence, names: Sequence[Found[Name]], series: str | None, year: int | None
    ) -> Iterator[Finding]:
        """Yield the events of the store that a sentence about another event refers to."""
        words = sentence.words
        for days in days_in(words):
            date = days.start.date(year)
            if date is None:
                continue
            same = [
                one for one in self._gazetteer.events if _began(one, date) and days.start.month is not None
            ]
            fitting = [one for one in same if one.series and one.series == series] or [
                one for one in same if _fits(one, words, names)
            ]
            if not fitting and days.precise and len(same) == 1:
                fitting = same
            if len(fitting) == 1:
                span = sentence.span(days.first, days.last)
                yield Finding(fitting[0].id, span, "medium", "an event of the store on that date")
        for number in range(len(words)):
            value, last = ordinal_at(words, number)
            if value is None or series is None:
                continue
            near = {word.key for word in words[last + 1 : last + _NEAR]}
            for event in self._gazetteer.events:
                if (
                    event.series == series
                    and event.ordinal == value
                    and near & (OCCASIONS | {"event", "events"})
                ):
                    yield Finding(
                        event.id, sentence.span(number, last), "high", "the series with the ordinal"
                    )


def _presides(words: Sequence[Word], number: int) -> bool:
    key = words[number].key
    after = words[number + 1].key if number + 1 < len(words) else ""
    if key in ("presidency", "chairmanship", "chairship"):
        return True
    near = {word.key for word in words[max(0, number - _CLOSE) : number + _CLOSE + 1]}
    before = words[number - 1].key if number else ""
    if key == "chair" and not {"incoming", "next", "future"} & near:
        return "sco" in near or "organisation" in near or before in ("as", "'s", "current", "rotating")
    if key in ("chairs", "chairing", "chaired", "presides", "presiding", "presided"):
        return (
            after in ("the", "over", "sco") and bool(near & {"sco", "organisation"}) and "meeting" not in near
        )
    return False


def _presiding(words: Sequence[Word], states: Sequence[Found[Name]], number: int) -> Found[Name] | None:
    """Return the state that has a presidency: the one it is of, or the nearest before it."""
    for state in states:
        between = [word.key for word in words[number + 1 : state.first]]
        if (
            state.first > number
            and len(between) <= _NEAR
            and between
            and between[0] in ("of", "by", "held", "exercised", "passed")
        ):
            passing = {"to", "pass", "passes", "passed"} & {*between}
            return None if passing else state
        if state.first > number and between[:1] == ["("]:
            return state
    for state in reversed(states):
        if state.last < number:
            between = [word.key for word in words[state.last + 1 : number]]
            if len(between) > _NEAR + _CLOSE or {";", "."} & {*between}:
                return None
            owned = "'s" in between[:1] or state.meaning.form == "adjective"
            if owned and len(between) <= _NEAR:
                return state
            if {
                "holds",
                "held",
                "holding",
                "has",
                "as",
                "which",
                "exercises",
                "assumed",
                ",",
                "is",
                "chairs",
            } & {*between} or len(between) <= 1:
                return state
            return None
    return None


def _of_another_body(words: Sequence[Word], names: Sequence[Found[Name]], number: int) -> bool:
    """Tell whether a presidency is not that of the SCO, but of the Security Council, say."""
    for found in names:
        if found.meaning.collection != "agencies" or found.meaning.id.startswith("sco"):
            continue
        after = 0 < found.first - number <= _CLOSE and words[number + 1].key in ("of", "in")
        if after or found.last == number - 1:
            return True
    return False


def _number(words: Sequence[Word], number: int) -> tuple[int | None, int]:
    text = words[number].text.replace(",", "")
    if text.isdigit() and len(text) <= 6:  # noqa: PLR2004
        if (
            len(text) <= 3
            and number + 1 < len(words)
            and words[number + 1].text.isdigit()
            and len(words[number + 1].text) == 3
        ):
            return int(text + words[number + 1].text), number + 1
        return int(text), number
    key = words[number].key
    after = words[number + 1].key if number + 1 < len(words) else ""
    if key in _SMALL and after in _HUNDREDS:
        return _SMALL[key] * _HUNDREDS[after], number + 1
    if key in NUMBERS and NUMBERS[key] != 100:  # noqa: PLR2004
        return NUMBERS[key], number
    return None, number


def _of_people(words: Sequence[Word], last: int) -> bool:
    for word in words[last + 1 : last + 4]:
        if word.key in PEOPLE:
            return True
        if not word.text[0].isalpha() or word.key in ("of", "and", "states", "countries", "years"):
            return False
    return False


def _words_of(text: str) -> list[Word]:
    # Loaded here to keep this list of imports to what is read.
    from unsco_cli.draft.words import words_of  # noqa: PLC0415

    return list(words_of(text, 0, len(text)))


def _began(event: Event, date: PartialDate) -> bool:
    last = event.end or event.start
    if date.is_day:
        return event.start.first <= date.first <= last.last and event.start.is_day
    return date.first <= event.start.first and event.start.last <= date.last


def _fits(event: Event, words: Sequence[Word], names: Sequence[Found[Name]]) -> bool:
    keys = {word.key for word in words}
    cities = {word.key for word in _words_of(event.city or "")}
    kinds = {*event.kind.split("-")}
    named = {found.meaning.id for found in names} & {one.id for one in event.participants}
    return bool(keys & kinds) and bool((cities and cities <= keys) or named)


def state_in(names: Sequence[Found[Name]]) -> Name | None:
    """Return the first state among names."""
    return next((one for found in names if (one := first_known(found.meanings, "delegations"))), None)
