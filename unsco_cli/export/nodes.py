"""What the nodes of a graph have in common: their names, and how they refer to each other."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from unsco_cli.models import Citation, builtins
from unsco_cli.schema import COLLECTIONS, Library

Node = dict[str, Any]


def urn(collection: str, identifier: str) -> str:
    """Return the name of a node, which is one whatever else the graph is put together with."""
    return f"urn:unsco:{collection}/{quote(identifier, safe='', errors='replace')}"


def reference(library: Library, identifier: str | None, to: Iterable[str], kind: str) -> Node | None:
    """Return what refers to a record; a record that the store does not have is described by its id.

    Args:
        library: the records.
        identifier: the record; None refers to nothing.
        to: the collections in which it may be.
        kind: what it is, in the words of schema.org.
    """
    if identifier is None:
        return None
    for collection in to:
        if library.get(COLLECTIONS[collection].model, identifier) is not None:
            return {"@id": urn(collection, identifier)}
    return {"@type": kind, "name": identifier}


def pages(library: Library, citations: Iterable[Citation]) -> list[Node | None]:
    """Return the pages that a record rests on, each once."""
    cited = dict.fromkeys(citation.id for citation in citations)
    return [reference(library, identifier, ("sources",), "WebPage") for identifier in cited]


def others(name: str, *names: Iterable[str | None]) -> list[str]:
    """Return what somebody is called besides a name, each once."""
    found = dict.fromkeys(one for several in names for one in several if one and one != name)
    return list(found)


def filled(node: Any) -> Any:
    """Return a node without what it leaves empty, in the values that JSON knows."""
    if isinstance(node, dict):
        below = {name: filled(value) for name, value in node.items()}
        return {name: value for name, value in below.items() if value not in (None, "", [], {})}
    if isinstance(node, list):
        return [one for one in map(filled, node) if one is not None]
    return builtins(node)
