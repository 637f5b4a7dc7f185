"""What kind of event a text is about: title, kind, series and ordinal."""

from collections.abc import Iterator, Sequence

from unsco_cli.draft.findings import Finding
from unsco_cli.draft.gazetteer import Gazetteer
from unsco_cli.draft.ordinals import ordinal_at
from unsco_cli.draft.phrases import Found, Phrases
from unsco_cli.draft.vocabulary import FUNCTION_WORDS, KINDS, OCCASIONS
from unsco_cli.draft.words import Sentence, Word
from unsco_cli.models import Confidence, EventKind
from unsco_cli.schema.drafts import Span

# Kinds that say more of an event than others which stand beside them.
_RANKS: tuple[EventKind, ...] = (
    *(
        "side-event",
        "special-event",
        "summit",
        "adoption",
        "signing",
        "conference",
        "address",
        "meeting",
        "other",
    ),
)
_LEAD = 6
_SHORT = 3
_ASIDE = ("margins", "sidelines")
_REACH = 8
_THEMED = {
    "theme",
    "topic",
    "title",
    "titled",
    "entitled",
    "themed",
    "motto",
    "called",
    "named",
    "subject",
    "headlined",
}
# Of the words of a series so many have to be there.
_ENOUGH = 0.8
_SAME = {
    **dict.fromkeys(
        ("drugs", "narcotic", "narcotics", "antidrug", "counternarcotics", "antinarcotics"), "drug"
    ),
    **dict.fromkeys(("secretariats",), "secretariat"),
    **dict.fromkeys(("events",), "event"),
}


class Occasions:
    """Reads what kind of event a text is about.

    Args:
        gazetteer: the names in the store.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._kinds: Phrases[EventKind] = Phrases(KINDS.items())

    def find(self, content: str, sentences: Sequence[Sentence]) -> Iterator[tuple[str, Finding]]:
        """Yield field and finding for title, kind and ordinal.

        Args:
            content: the text.
            sentences: its first sentences, as far as they are about the event.
        """
        lead = _lead(sentences)
        kind = self._kind(lead)
        first = sentences[: _LEAD * 3]
        title = _title(content, first) or _numbered(content, first) or _headline(content, sentences)
        if title is not None:
            yield "title", title
        if kind is not None:
            yield "kind", kind
        ordinal = _ordinal(lead)
        if ordinal is not None:
            yield "ordinal", ordinal

    def series(
        self, sentences: Sequence[Sentence], city: str | None, ordinal: Finding | None, kind: str | None
    ) -> Finding | None:
        """Return the series of the store whose name the first sentences spell out.

        Args:
            sentences: the sentences.
            city: where the event took place.
            ordinal: which one of the series it is, where that is said.
            kind: what kind of event it is.
        """
        lead = _lead(sentences)
        said = self._said(lead)
        best: tuple[float, str] | None = None
        for name, cities in _series(self._gazetteer).items():
            keys = {_SAME.get(one.key, one.key) for one in _words(name) if one.key not in FUNCTION_WORDS}
            share = len(keys & said) / len(keys)
            elsewhere = city is not None and cities and city not in cities
            kinds = {one.kind for one in self._gazetteer.events if one.series == name}
            if share >= _ENOUGH and not elsewhere and kind in kinds and (best is None or share > best[0]):
                best = share, name
        if best is None:
            return None
        span = ordinal.span if ordinal else _occasion_span(lead)
        if span is None:
            return None
        return Finding(
            best[1], span, "high" if best[0] == 1 else "medium", "the words of a series in the store"
        )

    def _said(self, lead: Sequence[Sentence]) -> set[str]:
        said = {_SAME.get(word.key, word.key) for sentence in lead for word in sentence.words}
        for sentence in lead:
            for found in self._gazetteer.find(sentence):
                agency = self._gazetteer.agencies.get(found.meaning.id)
                if agency is not None:
                    said |= {agency.id, "un"} if agency.kind.startswith("un") else {agency.id}
                    said |= {"sco"} if agency.kind == "sco-body" else set()
        return said

    def _kind(self, lead: Sequence[Sentence]) -> Finding | None:
        found: list[tuple[int, int, Finding]] = []
        for place, sentence in enumerate(lead):
            words = sentence.words
            for one in self._kinds.within(words):
                confidence: Confidence = "high" if one.first < one.last else "medium"
                finding = Finding(
                    one.meaning, sentence.span(one.first, one.last), confidence, "what it is called"
                )
                found.append((_rank(words, one, place), place, finding))
            found += [(_rank_of(one.value), place, one) for one in _acts(sentence)]
        return min(found, key=lambda one: one[:2])[2] if found else None


def _rank(words: Sequence[Word], found: Found[EventKind], place: int) -> int:
    before = words[found.first - 1].key if found.first else ""
    aside = before == "of" or (
        before in ("the", "this") and found.first > 1 and words[found.first - 2].key in ("of", "margins")
    )
    rank = _rank_of(found.meaning) + (place >= 2) * 2  # noqa: PLR2004
    weak = (
        words[found.last].key in ("event", "week", "dialogue", "presentation", "session")
        and found.first == found.last
    )
    return (
        rank
        + (6 if weak else 0)
        + (4 if aside and found.meaning not in ("side-event", "special-event") else 0)
    )


def _rank_of(kind: EventKind) -> int:
    return _RANKS.index(kind)


def _acts(sentence: Sentence) -> Iterator[Finding]:
    """Yield the kinds that a sentence tells by what was done."""
    keys = [word.key for word in sentence.words]
    for number, key in enumerate(keys):
        near = {*keys[max(0, number - _REACH * 3) : number + _REACH * 2]}
        span = sentence.span(number, number)
        if key in _ASIDE and {"event", "events", "gathering"} & {*keys[:number]}:
            yield Finding("side-event", span, "medium", "it was held beside something else")
        elif key in ("signed", "sign", "signs", "signing", "concluded", "inked", "signatures") and near & {
            "memorandum",
            "memoranda",
            "mou",
            "agreement",
            "protocol",
        }:
            yield Finding("signing", span, "high", "a document was signed")
        elif key in ("adopted", "adopts") and "resolution" in near and "assembly" in keys:
            yield Finding("adoption", span, "high", "a resolution was adopted")
        elif key in ("met", "meets", "meet", "received", "talks"):
            yield Finding("meeting", span, "medium", "they met")
        elif key in ("addressed", "addresses", "spoke", "floor", "speech", "told") and near & {
            "session",
            "council",
        }:
            yield Finding("address", span, "medium", "a session was addressed")


def _lead(sentences: Sequence[Sentence]) -> list[Sentence]:
    headings = [one for one in sentences[:_LEAD] if one.heading]
    body = [one for one in sentences if not one.heading][:_SHORT]
    return [*headings, *body]


def _title(content: str, sentences: Sequence[Sentence]) -> Finding | None:
    """Return the title that stands in quotation marks, or after the word for the event and a colon."""
    for sentence in sentences:
        for first, last in _quotations(sentence):
            before = [word.key for word in sentence.words[max(0, first - _REACH * 2) : first]]
            near = before[-3:]
            named = OCCASIONS & {*before} or _THEMED & {*before} or sentence.heading
            said = {"said", "that", "as", "stressed", "noted", ":"} & {*near} and not OCCASIONS & {*near}
            if named and not said and last - first >= _SHORT and sentence.words[first + 1].capital:
                span = sentence.span(first + 1, last - 1)
                return Finding(_clean(content, span), span, "high", "the title in quotation marks")
    for sentence in sentences:
        found = _titled(content, sentence)
        if found is not None:
            return found
    return None


def _numbered(content: str, sentences: Sequence[Sentence]) -> Finding | None:
    """Return the name of a numbered meeting of a council: 21st meeting of the Council of Heads of Government."""
    for sentence in sentences:
        words = sentence.words
        for number in range(len(words)):
            value, last = ordinal_at(words, number)
            after = [word.key for word in words[last + 1 : last + 4]]
            if value is None or sentence.heading or after[:2] != ["meeting", "of"]:
                continue
            end = last + 3
            while end + 1 < len(words) and (words[end + 1].capital or words[end + 1].key in ("of", "the")):
                end += 1
            while words[end].key in ("of", "the"):
                end -= 1
            if any(words[place].key == "council" for place in range(last, end + 1)):
                span = sentence.span(number, end)
                return Finding(_clean(content, span), span, "medium", "the numbered meeting")
    return None


def _quotations(sentence: Sentence) -> Iterator[tuple[int, int]]:
    marks = [number for number, word in enumerate(sentence.words) if word.key == '"']
    for first, last in zip(marks, marks[1:], strict=False):
        if sentence.quoted[first] and last - first > 1 and all(sentence.quoted[first + 1 : last]):
            yield first, last


def _titled(content: str, sentence: Sentence) -> Finding | None:
    """Return the title without marks that follows the word for the event: event UN-SCO: Cooperation Aimed at …"""
    words = sentence.words
    if sentence.heading:
        return None
    for number, word in enumerate(words):
        if word.key not in OCCASIONS | _THEMED or number + _SHORT >= len(words):
            continue
        first = number + 1 + (words[number + 1].key in (":", ","))
        last = first
        while last < len(words) and words[last].key not in (".", ";", '"', "?"):
            last += 1
        rest = words[first:last]
        content_words = [one for one in rest if one.text[0].isalpha() and one.key not in FUNCTION_WORDS]
        capitals = [one for one in content_words if one.capital]
        colon = any(one.key == ":" for one in rest)
        if colon and len(content_words) > _SHORT and len(capitals) == len(content_words):
            span = Span(rest[0].start, rest[-1].end)
            return Finding(_clean(content, span), span, "high", "the title after the word for the event")
    return None


def _headline(content: str, sentences: Sequence[Sentence]) -> Finding | None:
    """Return the first heading, which has to do for a title where there is no other."""
    for sentence in sentences:
        if sentence.words:
            last = len(sentence.words) - 1 - (sentence.words[-1].key == ".")
            span = sentence.span(0, max(last, 0))
            kind: Confidence = "medium" if sentence.heading else "low"
            return Finding(_clean(content, span), span, kind, "the first line; no other title is given")
    return None


def _clean(content: str, span: Span) -> str:
    return " ".join(content[span.start : span.end].split()).strip(" ,;:")


def _ordinal(lead: Sequence[Sentence]) -> Finding | None:
    found: list[tuple[int, Finding]] = []
    for sentence in lead:
        words = sentence.words
        for number in range(len(words)):
            value, last = ordinal_at(words, number)
            if value is None:
                continue
            for after in range(last + 1, min(last + 1 + _REACH, len(words))):
                key = words[after].key
                aside = (
                    number > 1
                    and words[number - 1].key == "the"
                    and words[number - 2].key in ("of", "at", "during", "to")
                )
                if key == "session" and aside:
                    break
                if key in OCCASIONS:
                    rank = (key == "session") * 2 + (number > 0 and words[number - 1].key == "of")
                    finding = Finding(value, sentence.span(number, after), "high", "the ordinal of the event")
                    found.append((rank, finding))
                    break
                if not words[after].text[0].isalnum() or key in ("of", "anniversary", "time", "in", "on"):
                    break
    return min(found, key=lambda one: one[0])[1] if found else None


def _series(gazetteer: Gazetteer) -> dict[str, set[str]]:
    """Return the series of the store with the cities in which events of each took place."""
    series: dict[str, set[str]] = {}
    for event in gazetteer.events:
        if event.series:
            cities = series.setdefault(event.series, set())
            if event.city:
                cities.add(event.city)
    return series


def _words(name: str) -> list[Word]:
    # Loaded here to keep this list of imports to what is read.
    from unsco_cli.draft.words import words_of  # noqa: PLC0415

    return list(words_of(name, 0, len(name)))


def _occasion_span(lead: Sequence[Sentence]) -> Span | None:
    for sentence in lead:
        for number, word in enumerate(sentence.words):
            if word.key in OCCASIONS:
                return sentence.span(max(0, number - 1), number)
    return None
