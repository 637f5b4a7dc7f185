"""From HTML to text: what is a page, and what it shows and tells."""

import re

from msgspec import Struct

from unsco_cli.draft.texts.layout import INVISIBLE, MENUS, Body
from unsco_cli.draft.texts.refusals import SAVE_ITS_TEXT, NeedsExtra, Unreadable


class Page(Struct, frozen=True):
    """What a page shows, and what its markup tells about it."""

    content: str
    title: str | None = None
    address: str | None = None
    published: str | None = None


# How far in a page is told by how it begins, and by its tags.
_BEGINNING = 4096
_LOOKED_THROUGH = 64 * 1024
_PAGE_BEGIN = re.compile(
    r"\s*+(?>(?:<\?xml[^>]*+>|<!--(?>.*?-->))\s*+)*+"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|main|article|section|header|nav"
    r"|div|p|h[1-6]|table|ul|ol|span|center|font|blockquote|pre)(?=[\s/>]))",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")


def is_page(text: str, called: str) -> bool:
    """Tell whether a text is HTML: by how it begins, or by its name if it has tags."""
    if _PAGE_BEGIN.match(text, 0, _BEGINNING):
        return True
    return called.lower().endswith(_PAGE_ENDINGS) and _TAG.search(text, 0, _LOOKED_THROUGH) is not None


# How much is parsed before it is seen that the nesting is too deep.
_STRIDE = 64 * 1024
# No sign has such a number, and the parser would read one again with every stride.
_ENDLESS_NUMBER = re.compile("&#[xX]?[0-9a-fA-F]{40,}")


def page_of(text: str, called: str) -> Page:
    """Return what a page shows.

    Args:
        text: the HTML.
        called: what the page is called.

    Raises:
        Unreadable: it is nested too deep, or can't be read.
        NeedsExtra: what reads HTML is not installed.
    """
    body = _parsed(text, called, INVISIBLE | MENUS)
    if body.in_forms > body.length:
        # Some pages are one large form.
        body = _parsed(text, called, INVISIBLE | MENUS - {"form"})
    told = body.imprint
    return Page(body.content(), told.title, told.address, told.published)


def _parsed(text: str, called: str, left_out: frozenset[str]) -> Body:
    try:
        # Loaded here because most texts are plain.
        from lxml.etree import HTMLParser, LxmlError  # noqa: PLC0415
    except ImportError as error:
        raise NeedsExtra(called, "is HTML") from error
    body = Body(left_out, called)
    # No tree is built: to build one of hostile HTML takes the square of its length, in time or in memory.
    # The limits that 'huge_tree' lifts are on the lengths of texts, and that of all is bounded.
    parser = HTMLParser(target=body, encoding="utf-8", huge_tree=True)
    encoded = _ENDLESS_NUMBER.sub("\ufffd", text).encode()
    try:
        for begin in range(0, len(encoded), _STRIDE):
            parser.feed(encoded[begin : begin + _STRIDE])
        parser.close()
    except LxmlError as error:
        raise Unreadable(f"{called} is HTML that can't be read: {error}; {SAVE_ITS_TEXT}") from error
    return body
