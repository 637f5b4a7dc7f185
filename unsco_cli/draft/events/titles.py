"""What an event is called: in quotation marks, after the word for it, by its number, or in the headline."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from unsco_cli.draft.events.ordinals import ordinal_at
from unsco_cli.draft.findings import Finding
from unsco_cli.draft.vocabulary import FUNCTION_WORDS, MONTHS, OCCASIONS
from unsco_cli.draft.words import Sentence, Word, keyed
from unsco_cli.models import Confidence
from unsco_cli.schema.drafts import Span

# A headline has so many signs at most.
_LONGEST = 300
# A title has more words than that.
_SHORT = 3
# So many words before a quotation tell that it is a title, and so many that somebody said it.
_BEFORE, _NEAR = 16, 3
_SAID = {"said", "that", "as", "stressed", "noted", ":"}
_NAMING = OCCASIONS | {
    *("theme", "topic", "title", "titled", "entitled", "themed", "motto", "called", "named", "subject"),
    "headlined",
}
_LABELS = {
    *("press", "release", "news", "statement", "media", "advisory", "communique", "information", "for"),
    *("immediate", "published", "the", "and", "update", "note", "date", "service", "centre", *MONTHS),
}
_ENDS = (".", ";", '"', "?")
_GLUE = ("of", "the")


def title_of(content: str, sentences: Sequence[Sentence]) -> Finding | None:
    """Return the title that some sentences give an event: in quotation marks, else without, else by number.

    Args:
        content: the text.
        sentences: the sentences.
    """
    for reader in (_quoted, _titled, _numbered):
        for sentence in sentences:
            found = reader(content, sentence)
            if found is not None:
                return found
    return None


def headline_of(content: str, sentences: Sequence[Sentence]) -> Finding | None:
    """Return the first line, which has to do for a title where there is no other.

    Args:
        content: the text.
        sentences: its first sentences.
    """
    first = next((one for one in sentences if one.words and not _is_label(one)), None)
    if first is None:
        return None
    last = len(first.words) - 1 - (first.words[-1].key == ".")
    while last > 0 and first.words[last].end - first.words[0].start > _LONGEST:
        last -= 1
    if first.words[0].end - first.words[0].start > _LONGEST:
        return None
    span = first.span(0, max(last, 0))
    grade: Confidence = "medium" if first.heading else "low"
    return Finding(_clean(content, span), span, grade, "the first line; no other title is given")


def _is_label(sentence: Sentence) -> bool:
    """Tell whether a line says what kind of text it is, or when it is from, rather than what it tells."""
    return sentence.heading and all(key in _LABELS or not key.isalpha() for key in keyed(sentence.words))


def _quoted(content: str, sentence: Sentence) -> Finding | None:
    for first, last in _quotations(sentence):
        before = keyed(sentence.words[max(0, first - _BEFORE) : first])
        near = before[-_NEAR:]
        said = not _SAID.isdisjoint(near) and OCCASIONS.isdisjoint(near)
        named = sentence.heading or not _NAMING.isdisjoint(before)
        if named and not said and last - first >= _SHORT and sentence.words[first + 1].capital:
            span = sentence.span(first + 1, last - 1)
            return Finding(_clean(content, span), span, "high", "the title in quotation marks")
    return None


def _quotations(sentence: Sentence) -> Iterator[tuple[int, int]]:
    marks = [number for number, word in enumerate(sentence.words) if word.key == '"']
    for first, last in pairwise(marks):
        if sentence.quoted[first] and last - first > 1 and all(sentence.quoted[first + 1 : last]):
            yield first, last


def _titled(content: str, sentence: Sentence) -> Finding | None:
    """Return the title that follows the word for the event without marks: event UN-SCO: Cooperation in …."""
    if sentence.heading:
        return None
    words = sentence.words
    ends = _title_ends(words)
    for number, word in enumerate(words[:-_SHORT]):
        if word.key in _NAMING:
            first = number + 1 + (words[number + 1].key in (":", ","))
            last = ends[first]
            if last is not None:
                span = sentence.span(first, last)
                return Finding(_clean(content, span), span, "high", "the title after the word for the event")
    return None


def _title_ends(words: Sequence[Word]) -> list[int | None]:
    """Return for each word the last one of the title that would begin there, or None where none would.

    It has a colon in it, and all its words have capitals.
    """
    ends: list[int | None] = []
    last, telling, plain, colon = len(words) - 1, 0, False, False
    for number in range(len(words) - 1, -1, -1):
        word = words[number]
        if word.key in _ENDS:
            last, telling, plain, colon = number - 1, 0, False, False
        elif word.text[0].isalpha() and word.key not in FUNCTION_WORDS:
            telling += 1
            plain = plain or not word.capital
        colon = colon or word.key == ":"
        ends.append(last if colon and not plain and telling > _SHORT else None)
    return ends[::-1]


def _numbered(content: str, sentence: Sentence) -> Finding | None:
    """Return the name of a numbered meeting of a council: 21st meeting of the Council of Ministers."""
    if sentence.heading:
        return None
    words = sentence.words
    for number in range(len(words)):
        value, last = ordinal_at(words, number)
        if value is None or keyed(words[last + 1 : last + 3]) != ["meeting", "of"]:
            continue
        end = last + 3
        while end + 1 < len(words) and (words[end + 1].capital or words[end + 1].key in _GLUE):
            end += 1
        end = min(end, len(words) - 1)
        while words[end].key in _GLUE:
            end -= 1
        if any(word.key == "council" for word in words[last : end + 1]):
            span = sentence.span(number, end)
            return Finding(_clean(content, span), span, "medium", "the numbered meeting")
    return None


def _clean(content: str, span: Span) -> str:
    return " ".join(content[span.start : span.end].split()).strip(" ,;:")
