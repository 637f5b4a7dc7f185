"""Full text: the records that hold all the words of a search, best first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from unsco_cli.errors import UnscoError, UsageError, quoted
from unsco_cli.models import Record
from unsco_cli.query.names import by_id
from unsco_cli.schema import (
    COLLECTIONS,
    Cell,
    Collection,
    Library,
    ResultSet,
    Row,
    fold,
    names_of,
    text,
    values_at,
)

if TYPE_CHECKING:
    import sqlite3

COLUMNS = ("collection", "id", "caption", "date", "snippet")

# The records; the words of their texts; the search, cut into words as the texts are; and the few words
# whose stems are compared.
_TABLES = """
CREATE VIRTUAL TABLE texts USING fts5(names, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, row);
CREATE VIRTUAL TABLE sought USING fts5(term, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE sought_words USING fts5vocab(sought, instance);
CREATE VIRTUAL TABLE stems USING fts5(stem, word UNINDEXED, tokenize = 'porter unicode61');
"""
# A name weighs as much as ten words of other text.
_FOUND = """
SELECT rowid, bm25(texts, 10.0, 1.0),
  snippet(texts, 1, '\ue001', '\ue002', '…', 14), snippet(texts, 0, '\ue001', '\ue002', '…', 14)
FROM texts WHERE texts MATCH ? ORDER BY rowid
"""
_WORDS_BETWEEN = "SELECT term FROM vocabulary WHERE term >= ? AND term < ?"
_LAST_SIGN = "\U0010ffff"
# A word of its own between two texts of a record, so that no phrase leads from one into the next.
_BETWEEN = "\ue000"
_MARKED = "\ue001([^\ue002]*)\ue002"
# These signs of ours, and the one at which SQLite ends a text.
_UNSEARCHED = "[\0\ue000-\ue002]"
# Text in quotes, or a word; a quote without its pair is none.
_TERMS = r'"([^"]*)"|([^\s"]+)'
# Stemming leaves that many letters of a word alone, and shorter words altogether.
_SAME_LETTERS = 3
# What Porter's stemmer does not know: traffic and trafficking, organise and organize.
_SPELLINGS = (
    (r"([aeiou][^aeiou]+ic)k", r"\1"),
    (r"iz(?=(?:e|ed|er|ers|es|ing|ation|ations|ational)$)", "is"),
)


class NothingSought(UsageError):
    """What is to be searched for has no word in it."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"there is no word in {quoted(found)} to search for; write letters or digits, "
            "such as drug trafficking"
        )


class NoFullText(UnscoError):
    """The SQLite that this Python has can't search texts."""

    def __init__(self) -> None:
        super().__init__(
            "this Python can't search: its SQLite is missing or lacks FTS5; "
            "use another Python, or see 'unsco list --help'"
        )


class Term(Struct, frozen=True):
    """What a record has to hold: words that follow each other.

    Args:
        words: the words, without case and accents.
        literal: whether they stand in quotes, so that nothing else will do.
    """

    words: tuple[str, ...]
    literal: bool

    @property
    def stemmed(self) -> bool:
        """Whether other forms of the word will do."""
        return not self.literal and len(self.words) == 1 and len(self.words[0]) >= _SAME_LETTERS


def search(library: Library, words: Iterable[str], within: Sequence[str] = ()) -> ResultSet:
    """Return the records that hold all words: those called so, then those that say most of it.

    Args:
        library: the records.
        words: words, and phrases in double quotes.
        within: the collections to search; all of them if empty.

    Raises:
        NothingSought: there is no word among them.
        NoFullText: SQLite can't search texts.
    """
    asked = " ".join(words)
    places = [place for name, place in COLLECTIONS.items() if not within or name in within]
    with closing(_database()) as database:
        terms = _terms(database, asked)
        records = [(place, record) for place in places for record in _in_order(library, place)]
        database.executemany(
            "INSERT INTO texts (rowid, names, text) VALUES (?, ?, ?)",
            ((number, *_texts(library, *match)) for number, match in enumerate(records)),
        )
        found = database.execute(_FOUND, (_expression(database, terms),)).fetchall()
    hits = [(*records[number], score, _shown(snippets)) for number, score, *snippets in found]
    called = fold(asked)
    # The order of what is equally good is that of the records.
    hits.sort(key=lambda hit: (not _is_called(called, hit[0], hit[1]), hit[2]))
    rows = tuple(_row(place, record, snippet) for place, record, _, snippet in hits)
    return _result(asked, [place.name for place in places] if within else [], rows)


def _database() -> "sqlite3.Connection":
    """Open a database in memory.

    Raises:
        NoFullText: SQLite can't search texts.
    """
    try:
        # Loaded here because the help of the program loads every command.
        import sqlite3  # noqa: PLC0415
    except ImportError:
        raise NoFullText from None
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(_TABLES)
    except sqlite3.OperationalError as error:
        database.close()
        raise NoFullText from error
    return database


def _terms(database: "sqlite3.Connection", asked: str) -> list[Term]:
    """Return what a record has to hold, each once; SQLite says what a word is, as it does of the texts.

    Raises:
        NothingSought: there is no word.
    """
    typed: list[tuple[str, str]] = re.findall(_TERMS, _plain(asked))
    database.executemany(
        "INSERT INTO sought (rowid, term) VALUES (?, ?)",
        ((number, phrase or word) for number, (phrase, word) in enumerate(typed)),
    )
    cut = database.execute("SELECT doc, term FROM sought_words ORDER BY doc, offset")
    terms = [
        Term(tuple(word for _, word in words), bool(typed[number][0]))
        for number, words in groupby(cut, key=lambda one: int(one[0]))
    ]
    if not terms:
        raise NothingSought(asked)
    return list(dict.fromkeys(terms))


def _in_order(library: Library, place: Collection) -> Iterable[Record]:
    return sorted(library.find(place.model), key=lambda record: record.id)


def _texts(library: Library, place: Collection, record: Record) -> tuple[str, str]:
    """Return the names of a record and all its other text; an address weighs no more than text."""
    identifier, *names = names_of(place, record)
    said = list(_said(library, place, record))
    # In this order, for a snippet shows what stands around a match.
    if place.addressed:
        return _joined([identifier]), _joined([*said, *names])
    return _joined([*names, identifier]), _joined(said)


def _said(library: Library, place: Collection, record: Record) -> Iterator[str]:
    for path in place.searched:
        reference = next((one for one in place.references if one.path == path), None)
        for value in values_at(record, path):
            meant = by_id(library, value, reference.to) if reference else None
            yield f"{text(meant)} ({value})" if meant is not None else text(value)


def _joined(texts: Iterable[str]) -> str:
    return f" {_BETWEEN} ".join(map(_plain, texts))


def _plain(written: str) -> str:
    """Return a text without what SQLite can't hold or would mistake."""
    if written.isprintable():
        # None of that is.
        return written
    return re.sub(_UNSEARCHED, " ", written.encode(errors="replace").decode())


def _expression(database: "sqlite3.Connection", terms: Sequence[Term]) -> str:
    """Return the terms in FTS5's language: letters and digits in quotes, so that no word is an operator."""
    forms = _other_forms(database, [term.words[0] for term in terms if term.stemmed])
    return " AND ".join(_alternatives(term, forms) for term in terms)


def _alternatives(term: Term, forms: Mapping[str, Sequence[str]]) -> str:
    exact = f'"{" ".join(term.words)}"'
    if term.literal:
        return exact
    others = forms.get(term.words[0], ()) if term.stemmed else ()
    # The word is looked for as such and as a beginning, so that whole words count for more.
    ways = (exact, f"{exact} *", *(f'"{form}"' for form in others))
    return f"({' OR '.join(ways)})"


def _other_forms(database: "sqlite3.Connection", words: Sequence[str]) -> dict[str, list[str]]:
    """Return, for each of these words, the words of the texts that have its stem and do not begin with it."""
    for beginning in dict.fromkeys(word[:_SAME_LETTERS] for word in words):
        near = database.execute(_WORDS_BETWEEN, (beginning, beginning + _LAST_SIGN)).fetchall()
        database.executemany(
            "INSERT INTO stems (stem, word) VALUES (?, ?)", ((_respelled(word), word) for (word,) in near)
        )
    return {
        word: [
            form
            for (form,) in database.execute("SELECT word FROM stems(?)", (f'"{_respelled(word)}"',))
            if not form.startswith(word)
        ]
        for word in words
    }


def _respelled(word: str) -> str:
    for pattern, replaced in _SPELLINGS:
        word = re.sub(pattern, replaced, word)
    return word


def _is_called(called: str, place: Collection, record: Record) -> bool:
    return called in {fold(name) for name in names_of(place, record)}


def _row(place: Collection, record: Record, snippet: str) -> Row:
    cells: dict[str, Cell] = {
        "collection": place.name,
        "id": record.id,
        "caption": text(record),
        "date": record.value_of(place.dated) if place.dated else None,
        "snippet": snippet,
    }
    return Row(cells, record)


def _shown(snippets: Iterable[str]) -> str:
    """Return the snippet with most of the words, on one line, with a point between two texts.

    The first of the equally good, for what names a record is shown beside it.
    """
    best = max(snippets, key=_marked)
    cut = re.sub(f"^…{_BETWEEN} | {_BETWEEN}…$", "…", re.sub(_MARKED, r"[\1]", best))
    return " ".join(cut.replace(_BETWEEN, "·").split())


def _marked(snippet: str) -> int:
    return len({word.casefold() for word in re.findall(_MARKED, snippet)})


def _result(asked: str, within: Sequence[str], rows: tuple[Row, ...]) -> ResultSet:
    where = f" in {' and '.join(within)}" if within else ""
    count = f"{len(rows)} record{'s' * (len(rows) != 1)}"
    elsewhere = ", or leave out --in" if within else ""
    return ResultSet(
        title=f"Search for {quoted(asked)}{where}: {count}",
        columns=COLUMNS,
        available=COLUMNS,
        rows=rows,
        empty=f"No record holds all of that; try fewer words or the beginning of a word{elsewhere}.",
        vital=("id", "caption", "snippet"),
        whole=False,
    )
