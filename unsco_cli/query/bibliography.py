"""Sources and documents as entries of a bibliography."""

from collections.abc import Iterable, Iterator

from unsco_cli.models import Document, Record, Source
from unsco_cli.query.answers import VITAL
from unsco_cli.query.names import by_id, resolve
from unsco_cli.schema import PARTIES, Collection, Library, ResultSet, Row, text
from unsco_cli.schema.evidence import citations_of

ENTRY = ("id", "kind", "authors", "title", "number", "published", "publisher", "language", "url", "note")


def bibliography(library: Library, names: Iterable[str]) -> ResultSet:
    """Return an entry for each source that the records named rest on; a document is an entry itself.

    The author of a page is its publisher, those of a document are its parties.

    Each entry stands once, in the order in which it is first cited.

    Raises:
        UnknownName, AmbiguousName: a name is not known, or means several records.
    """
    cited: dict[str, Row] = {}
    missing: dict[str, None] = {}
    found = [resolve(library, name) for name in names]
    for collection, record in found:
        for identifier, row in _entries(library, collection, record):
            if row is None:
                missing[identifier] = None
            else:
                cited.setdefault(identifier, row)
    labels = ", ".join(record.id for _, record in found)
    notes = tuple(_remarks(cited, missing)) if found else ()
    return _answer(f"Bibliography of {labels}", cited.values(), notes)


def whole_bibliography(library: Library) -> ResultSet:
    """Return an entry for each document and each source of a store, in its order."""
    documents = (_document(library, document) for document in library.find(Document))
    return _answer("Bibliography", (*documents, *map(_source, library.find(Source))))


def _answer(title: str, rows: Iterable[Row], notes: tuple[str, ...] = ()) -> ResultSet:
    return ResultSet(
        title=title,
        columns=ENTRY,
        available=ENTRY,
        rows=tuple(rows),
        empty="",
        notes=notes,
        vital=VITAL,
        whole=False,
    )


def _remarks(cited: Iterable[str], missing: Iterable[str]) -> Iterator[str]:
    if missing:
        yield f"cited, but not in the store: {', '.join(missing)}"
    elif not cited:
        yield "no source is cited"


def _entries(library: Library, collection: Collection, record: Record) -> Iterator[tuple[str, Row | None]]:
    """Yield the entries of a record by their ids; a source that the store does not have has none."""
    if isinstance(record, Source):
        yield record.id, _source(record)
    elif isinstance(record, Document):
        yield record.id, _document(library, record)
    else:
        for citation, _ in citations_of(collection, record):
            source = library.get(Source, citation.id)
            yield citation.id, _source(source) if source is not None else None


def _source(source: Source) -> Row:
    return Row(
        {
            "kind": "webpage",
            "authors": (source.publisher,),
            "number": None,
            "note": None,
            **{
                name: source.value_of(name) for name in ("title", "published", "publisher", "language", "url")
            },
        },
        source,
    )


def _document(library: Library, document: Document) -> Row:
    """Return the entry of a document, noting the first page that tells of it, which seldom is its text."""
    pages = (library.get(Source, one.id) for one in document.sources if one.covers("title"))
    page = next((source for source in pages if source is not None), None)
    return Row(
        {
            "kind": document.kind,
            "authors": tuple(_name_of(library, party) for party in document.parties),
            "title": document.title,
            "number": document.symbol,
            "published": document.date,
            "publisher": None,
            "language": None,
            "url": None,
            "note": f"Reported by {page.publisher}, {page.url}" if page else None,
        },
        document,
    )


def _name_of(library: Library, identifier: str) -> str:
    party = by_id(library, identifier, PARTIES)
    return text(party) if party is not None else identifier
