"""Records taken in: from a text of any kind, or from the words of a command line."""

import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from unsco_cli.errors import UnscoError
from unsco_cli.exchange.documents import is_lines, pieces_of_document, pieces_of_lines
from unsco_cli.exchange.package import pieces_of_package
from unsco_cli.exchange.pieces import Beside, Piece, nothing_beside
from unsco_cli.exchange.records import Unfit, given_of, needed_with
from unsco_cli.exchange.references import Known, Meanings, nobody
from unsco_cli.exchange.rows import pieces_of_rows
from unsco_cli.exchange.splitting import value_begin
from unsco_cli.plain import Reading
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.changes import Given, Intake
from unsco_cli.schema.packages import DESCRIPTOR
from unsco_cli.schema.places import field_types, part_type
from unsco_cli.schema.words import entry_of, plain_of


class Kind(Struct, frozen=True):
    """A kind of text that records are given in.

    Args:
        endings: how the names of such files end.
        pieces: takes such a text apart, for the collection that was asked for; it may read files beside it.
        worded: whether values are words, among them names of other records.
    """

    endings: tuple[str, ...]
    pieces: Callable[[bytes, str | None, Beside], Iterator[Piece]]
    worded: bool = False


def _alone(
    pieces: Callable[[bytes, str | None], Iterator[Piece]],
) -> Callable[[bytes, str | None, Beside], Iterator[Piece]]:
    """Return what takes a text apart that is all there is."""
    return lambda text, collection, _beside: pieces(text, collection)


KINDS = {
    "json": Kind((".json",), _alone(pieces_of_document)),
    "jsonl": Kind((".jsonl", ".ndjson"), _alone(pieces_of_lines)),
    "csv": Kind((".csv",), _alone(pieces_of_rows), worded=True),
    "datapackage": Kind((DESCRIPTOR,), pieces_of_package),
}


def kind_of(called: str, text: bytes) -> str:
    """Return of which of KINDS a text is, by the ending of its name or else by how it begins.

    Args:
        called: what the text is called.
        text: the text, without a byte order mark.
    """
    low = called.lower()
    fitting = [(len(one), name) for name, kind in KINDS.items() for one in kind.endings if low.endswith(one)]
    if fitting:
        return max(fitting)[1]
    begin = value_begin(text)
    if begin < len(text) and not text.startswith((b"{", b"["), begin):
        return "csv"
    return "jsonl" if is_lines(text) else "json"


def intake(
    text: bytes,
    called: str,
    kind: str | None = None,
    collection: str | None = None,
    known: Known = nobody,
    beside: Beside = nothing_beside,
) -> Intake:
    """Return the records in a text, and what of it can't be read.

    Args:
        text: the text.
        called: what it is called where something is wrong with it.
        kind: one of KINDS, which no other word can get this far; told from name and text if None.
        collection: where records belong that don't say so themselves; none else may be among them.
        known: finds the records that words mean.
        beside: reads a file beside the text, by its relative path.
    """
    taken = _Taken(called, collection, known)
    bare = text.removeprefix(BOM_UTF8)
    if len(bare) < len(text):
        taken.fault(1, "it begins with a byte order mark; save it as UTF-8 without one")
    kept = KINDS[kind or kind_of(called, bare)]
    for piece in kept.pieces(bare, collection, beside):
        taken.take(piece, worded=kept.worded)
    return taken.intake()


def intake_of(value: Any, called: str, collection: str) -> Intake:
    """Return the record that a plain value stands for, with those that come with it in an envelope.

    Args:
        value: the value, as a JSON document would have it.
        called: what it is called where something is wrong with it.
        collection: the collection that the record belongs to.
    """
    taken = _Taken(called, collection, nobody)
    taken.take(Piece(None, Reading(value)), worded=False)
    return taken.intake()


def joined(intakes: Iterable[Intake]) -> Intake:
    """Return what was read from several texts as one; a record that two of them have has to be the same.

    Args:
        intakes: what was read from each.
    """
    kept = _Kept()
    for one in intakes:
        kept.faults += one.faults
        for given in one.records:
            kept.keep(given)
    return kept.intake()


def given_of_words(
    collection: str, words: Mapping[str, str | bool | list[str]], known: Known, place: str
) -> Intake:
    """Return the record that the options of a command line stand for, with the sources made for it.

    Args:
        collection: the collection it belongs to.
        words: a text, a truth value, or the entries of a list for each field.
        known: finds the records that words mean.
        place: what the options are called where something is wrong with them.
    """
    model = COLLECTIONS[collection].model
    types = field_types(model)
    fields: dict[str, Any] = {}
    for name, said in words.items():
        if isinstance(said, list):
            fields[name] = [entry_of(part_type(model, name), one) for one in said]
        else:
            fields[name] = plain_of(types.get(name, str), said) if isinstance(said, str) else said
    taken = _Taken(place, collection, known)
    taken.take(Piece(None, Reading(fields)), worded=True)
    return taken.intake()


class _Kept:
    """The records that were read, each once, and the faults."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._records: dict[tuple[str, str], Given] = {}

    def keep(self, given: Given) -> None:
        """Keep a record; it may be given again as it was, as lists of periods do."""
        earlier = self._records.setdefault((given.collection, given.id), given)
        if earlier.fields != given.fields:
            told = f"{given.collection}/{given.id} is at {earlier.place}, too, with other values"
            self.faults.append(": ".join(filter(None, (given.place, told))))

    def intake(self) -> Intake:
        """Return all that was kept."""
        return Intake(tuple(self._records.values()), tuple(self.faults))


class _Taken:
    """What was taken in so far.

    Args:
        called: what the text is called.
        asked: the collection that records belong to if they don't say so.
        known: finds the records that words mean.
    """

    def __init__(self, called: str, asked: str | None, known: Known) -> None:
        self._called = called
        self._asked = asked
        self._meanings = Meanings(known)
        self._kept = _Kept()

    def fault(self, line: int | None, *sentences: str, file: str | None = None) -> None:
        """Note what is wrong in a line, each in a line of its own."""
        place = f"{where}: " if (where := self._place(line, file)) else ""
        self._kept.faults += [f"{place}{' '.join(sentence.splitlines())}" for sentence in sentences]

    def take(self, piece: Piece, *, worded: bool) -> None:
        """Take in one piece: its record, or what is wrong with it."""
        sentences = tuple(piece.sentences())
        if sentences:
            self.fault(piece.reading.line or piece.line, *sentences, file=piece.file)
            return
        try:
            given = given_of(piece, self._place(piece.line, piece.file), self._asked)
            self._kept.keep(self._meanings.settled(given) if worded else given)
            for needed in needed_with(piece):
                self._kept.keep(given_of(needed, given.place, None))
        except Unfit as error:
            self.fault(piece.line, str(error), file=piece.file)
        except UnscoError as error:
            # A name that means several records; where one was given as an option there is no line to tell.
            if not self._called:
                raise
            self.fault(piece.line, str(error), file=piece.file)
        except RecursionError:
            self.fault(piece.line, "it is nested too deeply to be read")

    def intake(self) -> Intake:
        """Return all that was taken in."""
        for source in self._meanings.sources.values():
            self._kept.keep(source)
        return self._kept.intake()

    def _place(self, line: int | None, file: str | None = None) -> str:
        called = os.path.join(os.path.dirname(self._called), file) if file else self._called
        return called if line is None else f"{called}:{line}"
