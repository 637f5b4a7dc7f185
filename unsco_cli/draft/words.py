"""A text as paragraphs, sentences and words, each with its place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from msgspec import Struct

from unsco_cli.errors import UnscoError
from unsco_cli.schema import fold
from unsco_cli.schema.drafts import Span

# A word that would be two by its hyphen and is written as one as often: anti-terrorist, co-operation.
_JOINED = r"(?:(?:anti|counter|co|inter|non)[-‐‑])?"
_TOKEN = re.compile(
    r"A(?:/[A-Z0-9.]+)+"  # the symbol of a document
    r"|\d+(?:st|nd|rd|th)\b|\d[\d.,/]*\d|\d"
    r"|(?:[^\W\d_]\.){2,}|\b[A-Z][a-z]?\.(?=[ -]?[A-Z])"  # U.N., an initial
    rf"|['’]s\b|{_JOINED}[^\W_]+(?:['’](?!s\b)[^\W\d_]+)*"
    r"|[-‐‑–—](?=\s)|(?<=\d)[-‐‑–—](?=\d)|(?<=[\s\d])[–—]|[–—](?=\d)"
    r"|[,;:.()\[\]\"“”„«»?!•*]",
    re.IGNORECASE,
)
# Spellings that differ by country or by house style.
_SPELLINGS = {
    "organization": "organisation",
    "organizations": "organisations",
    "organized": "organised",
    "organizes": "organises",
    "organizing": "organising",
    "organizers": "organisers",
    "organizer": "organiser",
    "center": "centre",
    "centers": "centres",
    "program": "programme",
    "labor": "labour",
    "defense": "defence",
    "emphasized": "emphasised",
    "emphasizes": "emphasises",
    "emphasizing": "emphasising",
    "intl": "international",
}
_MARKS = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‐": "–",
    "‑": "–",
    "-": "–",
    "—": "–",
    "’s": "'s",
}
_HYPHENS = "-‐‑–/"
_LONGEST_INITIAL = 2
_INITIAL = re.compile(r"(?:[A-Z][a-z]?\.)+")
_ABBREVIATED = {
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "gen",
    "col",
    "lt",
    "amb",
    "hon",
    "st",
    "messrs",
    "ye",
    "yu",
    "ts",
    # Months, before a day.
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
}
# Of a sentence that goes on and on so many words are looked at together.
_LONGEST = 1_500
# So many spellings of words are remembered.
_KEPT = 20_000
# A paragraph that is longer is given to the splitter piece by piece, for it looks back for brackets.
_PIECE = 5_000
# So many signs tell how a sentence ends.
_TAIL = 24
_BULLET = re.compile(r"\s*(?:[•*·▪–—-]|\(?\d{1,2}[.)])\s+")
# A heading is no longer than this.
_LONGEST_HEADING = 300
_LINE = re.compile(r"[^\n]+")
# A paragraph of lines that go on has so many signs at most.
_LONGEST_PARAGRAPH = 200_000
# A line that was broken for a page has so many signs.
_PAGE = range(45, 121)
# After these a line goes on in the next.
_GOING_ON = {
    *("and", "or", "of", "the", "by", "with", "to", "in", "for", "from", "as", "a", "an", "at", "on", "that"),
    *("which", "who", "including", "between", "its", "their", "was", "were", "is", "are"),
}
_ENDS = (".", "!", "?", '."', ".”", ":", ";")


class LibrariesMissing(UnscoError):
    """A library that drafting takes is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "reading a press release needs libraries that are not installed; "
            "pip install 'unsco[draft]' gets them"
        )


class Word(Struct, frozen=True, gc=False):
    """A word, number or mark, with its place in the text.

    Args:
        text: as it is written.
        key: without case, accents and variants of spelling; what rules compare.
        start: its first sign in the text.
        end: the sign after its last.
        joined: whether a hyphen joins it to the word before.
    """

    text: str
    key: str
    start: int
    end: int
    joined: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


class Sentence(Struct, frozen=True, gc=False):
    """A sentence, with its words.

    Args:
        words: its words and marks.
        paragraph: which paragraph of the text it stands in, counted from 0.
        heading: whether it is a line of its own above the text.
        quoted: for each word whether it is within quotation marks.
    """

    words: tuple[Word, ...]
    paragraph: int
    heading: bool
    quoted: tuple[bool, ...]

    def span(self, first: int, last: int) -> Span:
        """Return the place of some words, from one to another that belongs to them."""
        return Span(self.words[first].start, self.words[last].end)


def keys_of(text: str) -> list[str]:
    """Return the keys of the words in a name."""
    return keyed(words_in(text))


def words_in(text: str) -> list[Word]:
    """Return the words of a whole text, as of a name or a title."""
    return list(words_of(text, 0, len(text)))


def keyed(words: Iterable[Word]) -> list[str]:
    """Return the keys of words."""
    return [word.key for word in words]


def words_of(content: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a part of a text."""
    last = start
    for found in _TOKEN.finditer(content, start, end):
        written, begin = found[0], found.start()
        joined = begin == last + 1 and content[last] in _HYPHENS and last > start
        yield Word(written, _key(written), begin, found.end(), joined)
        last = found.end()


def sentences(content: str) -> Iterator[Sentence]:
    """Yield the sentences of a text.

    Raises:
        LibrariesMissing: the library for it is not installed.
    """
    try:
        # Loaded here because nothing else needs it, and it is an extra.
        from sentencex import get_sentence_boundaries  # noqa: PLC0415
    except ImportError:
        raise LibrariesMissing from None
    above = True
    for number, (start, end) in enumerate(_paragraphs(content)):
        piece = content[start:end]
        closed = piece.rstrip("\"”’' ").endswith(_ENDS)
        heading = above and not closed and len(piece) <= _LONGEST_HEADING
        above = above and (heading or number == 0)
        within, begin = False, 0
        for found in _boundaries(piece, get_sentence_boundaries):
            stop = found[1]
            tail = list(words_of(content, max(start + begin, start + stop - _TAIL), start + stop))
            if _goes_on(tail) and stop < len(piece) and stop - begin < _PIECE:
                continue
            for cut in _cuts(words_of(content, start + begin, start + stop)):
                quoted, within = _quoted(cut, within=within)
                if not any(word.text[0].isalnum() for word in cut):
                    continue
                yield Sentence(tuple(cut), number, heading, quoted)
            begin = stop


def _boundaries(piece: str, split: Callable[[str, str], list[dict[str, Any]]]) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph begin and end; one that goes on and on is cut at a space."""
    begin = 0
    while begin < len(piece):
        end = len(piece)
        if end - begin > _PIECE:
            space = piece.rfind(" ", begin + _PIECE // 2, begin + _PIECE)
            end = space if space > begin else begin + _PIECE
        for found in split("en", piece[begin:end]):
            yield begin + found["start_index"], begin + found["end_index"]
        begin = end


def _goes_on(words: Sequence[Word]) -> bool:
    """Tell whether what was taken for the end of a sentence is that of an abbreviation or a number."""
    if not words or words[-1].key != ".":
        return bool(words) and _INITIAL.fullmatch(words[-1].text) is not None
    if len(words) == 1:
        return False
    last, alone = words[-2], len(words) == len(("1", "."))
    initial = last.capital and len(last.text) <= _LONGEST_INITIAL and last.text.isalpha()
    return last.key in _ABBREVIATED or initial or (alone and last.text.isdecimal())


def _cuts(words: Iterator[Word]) -> Iterator[list[Word]]:
    while cut := list(islice(words, _LONGEST)):
        yield cut


@lru_cache(_KEPT)
def _key(written: str) -> str:
    mark = _MARKS.get(written)
    if mark is not None:
        return mark
    if not written[0].isalnum():
        return written.lower()
    plain = fold(written).replace(" ", "") or written
    return _SPELLINGS.get(plain, plain)


def _quoted(words: Iterable[Word], *, within: bool) -> tuple[tuple[bool, ...], bool]:
    flags = []
    for word in words:
        if word.key == '"':
            within = word.text in "“„«" or (word.text == '"' and not within)
            flags.append(True)
        else:
            flags.append(within)
    return tuple(flags), within


def _paragraphs(content: str) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs begin and end: at blank lines, bullets, and line breaks that are no page's."""
    width = _width(content)
    begin = line = last = -1
    for found in _LINE.finditer(content):
        start, end = found.span()
        goes_on = begin >= 0 and start == last + 1 and not _BULLET.match(content, start, end)
        if not (
            goes_on and end - begin < _LONGEST_PARAGRAPH and _is_wrapped(content, (line, last), start, width)
        ):
            if begin >= 0:
                yield begin, last
            begin = start
        line, last = start, end
    if begin >= 0:
        yield begin, last


def _width(content: str) -> int | None:
    """Return how many signs a line has at most, where the lines of a text are broken for a page."""
    longest = max((found.end() - found.start() for found in _LINE.finditer(content)), default=0)
    return longest if longest in _PAGE else None


def _is_wrapped(content: str, line: tuple[int, int], start: int, width: int | None) -> bool:
    """Tell whether a line goes on in the next one: it was full, or ends or begins within a clause.

    Args:
        content: the text.
        line: the line.
        start: where the next line begins.
        width: how many signs a line has at most.
    """
    begin, end = line
    last = content[max(begin, end - _PAGE.stop) : end].rstrip().rpartition(" ")[2].lower()
    if content[start].islower() or last in _GOING_ON:
        return True
    following = content[start : start + _PAGE.stop].split(maxsplit=1)
    return width is not None and bool(following) and end - begin + 1 + len(following[0]) > width
