"""The source that a draft rests on, where the store does not have it yet."""

import re

from unsco_cli.schema import fold
from unsco_cli.schema.changes import Fields
from unsco_cli.schema.drafts import Text

_ADDRESS = re.compile(r"[^:/?#]*://(?:[^/?#@]*@)?([^/?#:]*)(?::[0-9]*)?([^?#]*)")
_LONGEST = 60


def source_of(address: str, text: Text, heading: str | None) -> Fields:
    """Return a new source for the page that a text is from.

    Args:
        address: its address.
        text: the text.
        heading: its first line, where there is one.
    """
    found = _ADDRESS.match(address)
    host = found[1].lower().removeprefix("www.") if found else address
    words = f"{host} {found[2]}".replace(".", " ") if found else address
    identifier = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:_LONGEST].strip("-")
    source = {"id": identifier, "url": address, "title": text.title or heading or address, "publisher": host}
    return {**source, "published": text.published} if text.published else source
