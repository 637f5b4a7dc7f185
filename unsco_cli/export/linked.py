"""Events as linked data: one document of JSON-LD in the words of schema.org.

Every record is a node with an ``@id`` made of its collection and its id, such as
``urn:unsco:events/un-sco-2018``: a name that leads nowhere, for the records have no place on the web. In what
capacity somebody took part is the ``roleName`` of a ``Role``, as schema.org has it for what is true of
a relation only. Pages that tell of a record are its ``subjectOf``, for only works have a ``citation``.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from unsco_cli.export.exported import Exported, Text, everything
from unsco_cli.export.linked_events import event_of, series_of
from unsco_cli.export.nodes import Node, filled, others, pages, reference, urn
from unsco_cli.models import About, Agency, Delegation, Document, Event, Person, Record, Source, Topic
from unsco_cli.render.escape import address
from unsco_cli.render.structured import document
from unsco_cli.schema import COLLECTIONS, PARTIES, Library


def text(exported: Exported) -> Text:
    """Return a store as a graph."""
    graph = {"@context": "https://schema.org", "@graph": [filled(node) for node in _nodes(exported)]}
    # Whoever puts the document into a page must not have the page ended by it.
    return Text(document(graph).replace("<", "\\u003c"), everything(exported))


def _nodes(exported: Exported) -> Iterator[Node]:
    if exported.about is not None:
        yield _dataset(exported.about)
    yield from series_of(exported.library.find(Event))
    for name, collection in COLLECTIONS.items():
        for record in exported.library.find(collection.model):
            node = _NODES[collection.model](exported.library, record)
            yield {"@id": urn(name, record.id), **node, "identifier": record.id}


def _dataset(about: About) -> Node:
    return {
        "@id": "urn:unsco:about",
        "@type": "Dataset",
        "name": about.title,
        "version": about.version,
        "dateModified": str(about.date),
        "license": {"@type": "CreativeWork", "name": about.licence},
    }


def _delegation(library: Library, record: Delegation) -> Node:
    # A state takes part as an organisation does, which to schema.org a country is not.
    return {
        "@type": ["Country", "Organization"] if record.kind == "state" else "Organization",
        "name": record.name,
        "legalName": record.official_name,
        "alternateName": others(record.name, record.aliases, (dated.name for dated in record.names)),
        "subjectOf": pages(library, record.sources),
    }


def _agency(library: Library, record: Agency) -> Node:
    names = (dated.name for dated in record.names)
    return {
        "@type": "Organization",
        "name": record.name,
        "alternateName": others(record.name, (record.acronym,), record.aliases, names),
        "parentOrganization": reference(library, record.parent, ("agencies",), "Organization"),
        "location": {"@type": "Place", "name": record.seat} if record.seat else None,
        "url": address(record.website),
        "foundingDate": record.founded,
        "subjectOf": pages(library, record.sources),
    }


def _person(library: Library, record: Person) -> Node:
    return {
        "@type": "Person",
        "name": record.name,
        "alternateName": others(record.name, record.variants),
        "subjectOf": pages(library, record.sources),
    }


def _document(library: Library, record: Document) -> Node:
    return {
        "@type": "CreativeWork",
        "name": record.title,
        "alternateName": record.symbol,
        "genre": record.kind,
        "dateCreated": record.date,
        "author": [reference(library, party, PARTIES, "Organization") for party in record.parties],
        "abstract": record.summary,
        "subjectOf": pages(library, record.sources),
    }


def _topic(_library: Library, record: Topic) -> Node:
    return {
        "@type": "DefinedTerm",
        "name": record.label,
        "alternateName": others(record.label, record.aliases),
        "description": record.description,
    }


def _source(_library: Library, record: Source) -> Node:
    return {
        "@type": "WebPage",
        "name": record.title,
        "url": address(record.url),
        "publisher": {"@type": "Organization", "name": record.publisher},
        "datePublished": record.published,
        "inLanguage": record.language,
    }


_NODES = cast(
    Mapping[type[Record], Callable[[Library, Record], Node]],
    {
        Event: event_of,
        Delegation: _delegation,
        Agency: _agency,
        Person: _person,
        Document: _document,
        Topic: _topic,
        Source: _source,
    },
)
