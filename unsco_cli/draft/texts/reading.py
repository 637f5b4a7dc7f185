"""What a user gives, as text: a press release, plain or in HTML, in whatever encoding it was kept."""

from hashlib import sha256

from unsco_cli.draft.texts.cleaning import cleaned
from unsco_cli.draft.texts.decoding import decoded
from unsco_cli.draft.texts.pages import Page, is_page, page_of
from unsco_cli.draft.texts.refusals import NeedsExtra, Unreadable
from unsco_cli.errors import legible
from unsco_cli.schema.drafts import Text

__all__ = ["NeedsExtra", "Unreadable", "read_text"]

_MEBIBYTES = 32
_EMPTY = "is empty; give a text, such as a press release"
_NO_TEXT = "shows no text besides menus and the like; copy the text out of it, and give that"


def read_text(contents: bytes, called: str) -> Text:
    """Return what was given as text.

    Args:
        contents: the bytes of a plain text or of a page of HTML.
        called: what it is called: a file, or standard input.

    Raises:
        Unreadable: it is too large, empty, no text, or in an encoding that can't be told.
        NeedsExtra: a library is needed that is not installed.
    """
    called = legible(called)
    if len(contents) > _MEBIBYTES * 1024 * 1024:
        raise Unreadable(
            f"{called} has {len(contents):,} bytes, and {_MEBIBYTES} MiB are read at most; "
            "give the press release alone"
        )
    text = decoded(contents, called)
    is_html = is_page(text, called)
    page = page_of(text, called) if is_html else Page(text)
    content = cleaned(page.content)
    if not content:
        raise Unreadable(f"{called} {_NO_TEXT if is_html else _EMPTY}")
    digest = sha256(contents).hexdigest()
    return Text(called, content, digest, page.title, page.address, page.published)
