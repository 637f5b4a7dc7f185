"""The source that a draft rests on, where the store does not have it yet."""

from unsco_cli.schema.changes import Fields
from unsco_cli.schema.drafts import Text
from unsco_cli.schema.identifiers import host_of, identifier_of


def source_of(address: str, text: Text, heading: str | None) -> Fields:
    """Return a new source for the page that a text is from.

    Args:
        address: its address.
        text: the text.
        heading: its first line, where there is one.
    """
    source: Fields = {
        "id": identifier_of("sources", {"url": address}) or address,
        "url": address,
        "title": text.title or heading or address,
        "publisher": host_of(address) or address,
    }
    return {**source, "published": text.published} if text.published else source
