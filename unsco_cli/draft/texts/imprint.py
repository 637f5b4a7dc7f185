"""What the markup of a page tells about it: its title, its address and its date."""

import re
from collections.abc import Mapping
from datetime import date

from unsco_cli.draft.texts.cleaning import cleaned

# Where a page tells its title, its address and its date, the surest first; what stands in angle brackets is
# an element, and the rest are names of <meta>.
_TITLES = ("og:title", "<title>")
_ADDRESSES = ("<link>", "og:url")
_DATES = (
    "article:published_time",
    "<time>",
    *("date", "dc.date", "dcterms.date", "dc.date.issued", "dcterms.issued", "datepublished", "pubdate"),
)
_TOLD = frozenset({*_TITLES, *_ADDRESSES, *_DATES})
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)


class Imprint:
    """What a page has told about itself so far."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}

    @property
    def title(self) -> str | None:
        """The title, if it told one."""
        return self._surest(_TITLES)

    @property
    def address(self) -> str | None:
        """The address, if it told one."""
        return self._surest(_ADDRESSES)

    @property
    def published(self) -> str | None:
        """The day on which it was published, if it told one."""
        return self._surest(_DATES)

    def note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keep what an element tells by its attributes."""
        if tag == "meta":
            for key in ("property", "name", "itemprop"):
                self.tell(attributes.get(key, "").strip().lower(), attributes.get("content", ""))
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.tell("<link>", attributes.get("href", ""))
        elif tag == "time":
            self.tell("<time>", attributes.get("datetime", ""))

    def tell(self, name: str, value: str) -> None:
        """Keep what is told under a name, if it is the first under it and can be that."""
        if name in _TOLD and name not in self._told and (sound := _sound(name, value)):
            self._told[name] = sound

    def _surest(self, names: tuple[str, ...]) -> str | None:
        return next((self._told[name] for name in names if name in self._told), None)


def _sound(name: str, value: str) -> str | None:
    """Return what a page tells under a name if it can be that: a title, an address or a day."""
    if name in _TITLES:
        return " ".join(cleaned(value).split()) or None
    if name in _ADDRESSES:
        bare = value.strip()
        return bare if _ADDRESS.fullmatch(bare) and cleaned(bare) == bare else None
    found = _DAY.fullmatch(value.strip())
    if not found:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[1]
