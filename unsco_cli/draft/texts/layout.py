"""What a page shows: which elements are its text, and where their lines end."""

import re
from collections.abc import Mapping

from msgspec import Struct

from unsco_cli.draft.texts.imprint import Imprint
from unsco_cli.draft.texts.refusals import SAVE_ITS_TEXT, Unreadable

INVISIBLE = frozenset(
    {
        *("head", "title", "script", "style", "noscript", "template", "noframes", "noembed"),
        *("svg", "math", "iframe", "object", "canvas", "audio", "video"),
        *("button", "select", "textarea", "datalist", "dialog"),
    }
)
MENUS = frozenset({"nav", "header", "footer", "aside", "form"})
# What older pages say of a part instead of by its tag.
_ROLES = {
    "main": "main",
    "article": "article",
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
}
_TEXTS = frozenset({"article", "main"})
# The elements before and after which a line ends, and those that a blank line sets apart.
_LINES = ("div", "li", "tr", "td", "th", "dt", "dd", "caption", "option", "legend", "summary", "body")
_PARAGRAPHS = (
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "blockquote", "pre", "hr", "address"),
    *("article", "main", "section", "header", "footer", "nav", "aside", "form", "details", "fieldset"),
    *("figure", "figcaption", "table", "ul", "ol", "dl"),
)
_GAPS = {**dict.fromkeys(_LINES, 1), **dict.fromkeys(_PARAGRAPHS, 2)}
_BLANKS = re.compile(r"[ \t\n\f\r]+")
# Deeper than browsers nest. An end tag is looked for among all that is open, so depth costs time.
_DEEPEST = 500


class _Part(Struct):
    """A part of a page: which pieces of its text it has, and how many signs they have."""

    tag: str
    begin: int
    end: int
    length: int


class Body:
    """What a parser tells of a page, element by element: where it begins, what stands in it, where it ends.

    Args:
        left_out: the elements that are not part of the text.
        called: what the page is called.
    """

    def __init__(self, left_out: frozenset[str], called: str) -> None:
        self.length = 0
        self.in_forms = 0
        self.imprint = Imprint()
        self._left_out = left_out
        self._called = called
        self._pieces: list[str] = []
        self._parts: list[_Part] = []
        # What is open now: all elements, the parts among them, the number of <pre>.
        self._tags: list[str] = []
        self._open_parts: list[_Part] = []
        self._verbatim = 0
        # The depth of the element that is left out now with all that is in it, or 0; and while the heading in
        # a header is shown all the same, its depth with that of the header.
        self._hidden = 0
        self._heading: tuple[int, int] | None = None
        self._titled = False
        # The text since the last tag, and the line feeds that are due before the next.
        self._words: list[str] = []
        self._gap = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element; the parser calls this and the three below."""
        self._settle()
        if len(self._tags) == _DEEPEST:
            raise Unreadable(f"{self._called} is HTML nested more than {_DEEPEST} deep; {SAVE_ITS_TEXT}")
        meant = _ROLES.get(attributes.get("role", "").lower(), tag)
        self._tags.append(meant)
        if tag == "title":
            self._titled = "svg" not in self._tags
        elif tag != "time" or not self._hidden:
            self.imprint.note(tag, attributes)
        self._break(tag)
        if self._hidden:
            if meant == "h1" and self._tags[self._hidden - 1] == "header":
                self._heading, self._hidden = (len(self._tags), self._hidden), 0
        elif self._is_left_out(meant):
            self._hidden = len(self._tags)
        if not self._hidden:
            self._open(meant)

    def end(self, _tag: str) -> None:
        """End the element that was begun last of those that are open."""
        self._settle()
        self._titled = False
        depth = len(self._tags)
        meant = self._tags.pop()
        if self._hidden == depth:
            self._hidden = 0
        elif not self._hidden:
            self._close(meant)
        self._break(meant)
        if self._heading and self._heading[0] == depth:
            self._hidden, self._heading = self._heading[1], None

    def data(self, text: str) -> None:
        """Take a piece of text, which may be as short as one sign."""
        self._words.append(text)

    def close(self) -> None:
        """Take what stands after the last tag."""
        self._settle()

    def content(self) -> str:
        """Return the text: that of the smallest part that has most of it, under the page's heading."""
        most = [part for part in self._parts if part.tag in _TEXTS and part.length * 2 > self.length]
        if not most:
            return "".join(self._pieces)
        chosen = min(most, key=lambda part: part.length)
        headings = [part for part in self._parts if part.tag == "h1" and part.begin < chosen.end]
        pieces = self._pieces[chosen.begin : chosen.end]
        if headings and headings[-1].end <= chosen.begin:
            pieces = [*self._pieces[headings[-1].begin : headings[-1].end], "\n\n", *pieces]
        return "".join(pieces)

    def _is_left_out(self, meant: str) -> bool:
        # The header of an article is not that of the page: it has the heading, the date and the place.
        return meant in self._left_out and not (meant == "header" and self._open_parts)

    def _open(self, meant: str) -> None:
        self._verbatim += meant == "pre"
        if meant in _TEXTS or meant == "h1":
            self._open_parts.append(_Part(meant, len(self._pieces), 0, self.length))

    def _close(self, meant: str) -> None:
        self._verbatim -= meant == "pre"
        if meant in _TEXTS or meant == "h1":
            part = self._open_parts.pop()
            part.end, part.length = len(self._pieces), self.length - part.length
            self._parts.append(part)

    def _break(self, tag: str) -> None:
        if tag == "br":
            # Counted where it begins and where it ends, and one line feed all the same.
            self._gap += self._tags[-1:] == ["br"]
        else:
            self._gap = max(self._gap, _GAPS.get(tag, 0))

    def _settle(self) -> None:
        """Take the text since the last tag for what it is where it stands."""
        if not self._words:
            return
        text = "".join(self._words)
        self._words.clear()
        if self._titled:
            self.imprint.tell("<title>", text)
        if self._hidden:
            self.in_forms += len(text.strip()) if self._tags[self._hidden - 1] == "form" else 0
        else:
            self._show(text if self._verbatim else _BLANKS.sub(" ", text))

    def _show(self, text: str) -> None:
        if self._gap and not self._verbatim:
            text = text.lstrip(" ")
        if not text:
            return
        if self._gap:
            self._pieces.append("\n" * min(self._gap, 2))
            self._gap = 0
        self._pieces.append(text)
        self.length += len(text)
