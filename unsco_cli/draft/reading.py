"""What a user gives, as text: a press release, plain or in HTML, in whatever encoding it was kept."""

import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec import Struct

from unsco_cli.errors import UnscoError, legible
from unsco_cli.schema.drafts import Text

_MEBIBYTES = 32
_EMPTY = "is empty; give a text, such as a press release"
_NO_TEXT = "shows no text besides menus and the like; copy the text out of it, and give that"


class Unreadable(UnscoError):
    """What was given holds no text, or none that can be read."""


class NeedsExtra(UnscoError):
    """What was given can be read only with libraries that are not installed.

    Args:
        called: what the text is called.
        reason: why they are needed.
    """

    def __init__(self, called: str, reason: str) -> None:
        super().__init__(f"{called} {reason}; to read it: pip install 'unsco[draft]'")


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
    text = _decoded(contents, called)
    is_page = _is_page(text, called)
    page = _page(text, called) if is_page else _Page(text)
    content = _cleaned(page.content)
    if not content:
        raise Unreadable(f"{called} {_NO_TEXT if is_page else _EMPTY}")
    digest = sha256(contents).hexdigest()
    return Text(called, content, digest, page.title, page.address, page.published)


# From bytes to signs

# How other things than texts begin, and what to do about them.
_SAVE = "save its text, and give that"
_NO_TEXTS = {
    b"%PDF": "is a PDF; save its text, as with pdftotext, and give that",
    b"PK\x03\x04": f"is a ZIP archive, as Word's .docx is one; {_SAVE}",
    b"\xd0\xcf\x11\xe0": f"is a document of an old Word or the like; {_SAVE}",
    b"{\\rtf": f"is Rich Text; {_SAVE}",
    b"\x1f\x8b": "is compressed by gzip; unpack it, as with gunzip",
    b"BZh": "is compressed by bzip2; unpack it, as with bunzip2",
    b"\xfd7zXZ": "is compressed by xz; unpack it, as with unxz",
    b"7z\xbc\xaf": "is a 7z archive; unpack it",
    b"\x28\xb5\x2f\xfd": "is compressed by zstd; unpack it, as with unzstd",
    b"\x89PNG": f"is a picture; {_SAVE}",
    b"\xff\xd8\xff": f"is a picture; {_SAVE}",
    b"GIF8": f"is a picture; {_SAVE}",
    b"RIFF": f"is a picture or a sound; {_SAVE}",
    b"II*\x00": f"is a picture; {_SAVE}",
    b"MM\x00*": f"is a picture; {_SAVE}",
}
# The longer marks first, for one of UTF-32 begins like one of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAVE_AS_UTF_8 = "save it as UTF-8, and give that"


def _decoded(contents: bytes, called: str) -> str:
    """Return the signs that bytes stand for."""
    for begin, encoding in _MARKS.items():
        if contents.startswith(begin):
            return _decoded_as(contents, encoding, "begins like", called)
    for begin, sentence in _NO_TEXTS.items():
        if contents.startswith(begin):
            raise Unreadable(f"{called} {sentence}")
    if b"\0" in contents:
        return _decoded_wide(contents, called)
    try:
        return contents.decode()
    except UnicodeDecodeError:
        pass
    if declared := _declared(contents):
        return _decoded_as(contents, declared, "says that it is", called)
    western = contents.decode("cp1252", errors="replace")
    if _WESTERN.fullmatch(western):
        return western
    return _decoded_as(contents, _detected(contents, called), "looks like", called)


def _decoded_as(contents: bytes, encoding: str, claim: str, called: str) -> str:
    try:
        return contents.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{called} {claim} {encoding}, and byte {error.start + 1:,} is none of that; {_SAVE_AS_UTF_8}"
        ) from error


def _decoded_wide(contents: bytes, called: str) -> str:
    """Return the signs of UTF-16 without a byte order mark; anything else with NULs is no text."""
    # Signs of the first 256, of which a text always has some, have NUL for their higher half; few have it
    # for their lower.
    first, second = contents[::2].count(0), contents[1::2].count(0)
    text = ""
    if first != second:
        with suppress(UnicodeDecodeError):
            text = contents.decode("utf-16-le" if first < second else "utf-16-be")
    # A look at the beginning: what is no text soon has a sign that no text has.
    if not text or any(_is_no_sign(sign) for sign in text[:4096]) or "\0" in text:
        raise Unreadable(f"{called} has NUL bytes and is no text; {_SAVE}")
    return text


def _is_no_sign(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"}


# Where pages say how they are encoded, as far in as browsers look for it and somewhat farther.
_DECLARING = 4096
_DECLARATION = re.compile(
    rb"""<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})"""
    rb"""|<meta[^>]{0,500}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""",
    re.IGNORECASE,
)
# The encodings that pages have, by Python's names; those that have several names are, as in browsers, read
# as the largest one that is called so. Python knows others, and not all of them are safe to decode.
_READ_AS = {
    **dict.fromkeys(("ascii", "iso8859-1", "cp1252"), "cp1252"),
    **dict.fromkeys(("iso8859-9", "cp1254"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("shift_jis", "cp932"), "cp932"),
    **dict.fromkeys(("euc_kr", "cp949"), "cp949"),
    **{f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"cp{page}": f"cp{page}" for page in (866, 874, 1250, 1251, 1253, 1255, 1256, 1257, 1258)},
    **{name: name for name in ("utf-8", "koi8-r", "koi8-u", "big5", "big5hkscs", "euc_jp", "mac-cyrillic")},
}


def _declared(contents: bytes) -> str | None:
    """Return the encoding that a page says it has, if it says one that is known."""
    found = _DECLARATION.search(contents, 0, _DECLARING)
    if not found:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode()).name
    except LookupError:
        return None
    return _READ_AS.get(name)


# All that texts in English, French, Spanish, Italian and German have. Few of other languages have nothing
# else when they are read as Western ones, while a guess takes Polish for it, or Czech, or Turkish.
_WESTERN = re.compile(
    "[\x01-\x7f\xa0¡§©«®°²·»¿ºª‘’“”„–—…•€™ÀÂÄÁÇÈÉÊËÎÏÍÑÓÔÖÙÛÜÚŒßàâäáçèéêëîïìíñòóôöùûüúÿœ]*+"
)
# The encodings that other press releases are likely to have: of those that fit equally the first is taken.
_LIKELY = ("cp1251", "koi8_r", "cp866", "iso8859_5", "gb18030")
_SAMPLE = 64 * 1024
# In parts of 1: how much disorder a text may show, and how much of a language it has to.
_MOST_CHAOS = 0.04
_LEAST_COHERENCE = 0.1


def _detected(contents: bytes, called: str) -> str:
    """Return the encoding that the bytes look like.

    Raises:
        Unreadable: they look like none, or like several.
    """
    try:
        # Loaded here because most texts are in UTF-8 and need no guess.
        from charset_normalizer import from_bytes  # noqa: PLC0415
    except ImportError as error:
        raise NeedsExtra(called, "is not in UTF-8, and does not say in which encoding it is") from error
    fitting = {
        match.encoding: match
        for match in from_bytes(_sample(contents), cp_isolation=list(_LIKELY))
        if match.chaos <= _MOST_CHAOS and match.coherence >= _LEAST_COHERENCE
    }
    if not fitting:
        raise Unreadable(f"{called} is in an encoding that can't be told, or no text; {_SAVE_AS_UTF_8}")
    best = min(fitting.values(), key=lambda match: (match.chaos, -match.coherence))
    equal = (best.chaos, best.coherence)
    return next(name for name in _LIKELY if name in fitting and _rank(fitting[name]) == equal)


def _rank(match: Any) -> tuple[float, float]:
    return match.chaos, match.coherence


def _sample(contents: bytes) -> bytes:
    """Return whole lines, from the first that is not ASCII; a line feed is no part of any other sign."""
    first = re.search(rb"[\x80-\xff]", contents)
    begin = contents.rfind(b"\n", 0, first.start()) + 1 if first else 0
    sample = contents[max(begin, first.start() - _SAMPLE // 2 if first else 0) :][:_SAMPLE]
    if len(sample) < _SAMPLE:
        return sample
    end = max(sample.rfind(b"\n"), sample.rfind(b" "))
    return sample[:end] if end > 0 else sample


# From signs to clean text

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What is not seen, though it may turn or hide what is: soft hyphens, joiners, directions, byte order marks.
_UNSEEN = re.compile(
    "[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]+"
)
# Spaces of any kind, and control characters.
_SPACES = re.compile("[\x00-\x09\x0e-\x1b\x1f \x7f-\x84\x86-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_LINES = re.compile(" ?\n ?")
_BLANK_LINES = re.compile("\n{3,}")
# Accents and what else is neither letter, space nor ASCII, in numbers in which no text has them.
_CROWD = re.compile(r"[^\w\s!-~]{100,}")
# As many accents may stand on a letter in a stream-safe text (Unicode Standard Annex 15).
_MOST_ACCENTS = 30


def _cleaned(text: str) -> str:
    """Return a text with line feeds and single spaces for all that divides, and nothing that is not seen."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    text = _SPACES.sub(" ", text)
    if not text.isascii():
        # To normalise takes the square of the accents on a letter.
        text = unicodedata.normalize("NFC", _CROWD.sub(_thinned, text))
    return _BLANK_LINES.sub("\n\n", _AROUND_LINES.sub("\n", text)).strip(" \n")


def _thinned(crowd: re.Match[str]) -> str:
    return "".join(_without_surplus(crowd[0]))


def _without_surplus(signs: str) -> Iterator[str]:
    accents = 0
    for sign in signs:
        accents = accents + 1 if unicodedata.combining(sign) else 0
        if accents <= _MOST_ACCENTS:
            yield sign


# From a page to its text


class _Page(Struct, frozen=True):
    """What a page shows, and what its markup tells about it."""

    content: str
    title: str | None = None
    address: str | None = None
    published: str | None = None


_BEGINNING = 4096
_PAGE_BEGIN = re.compile(
    r"\s*+(?>(?:<\?xml[^>]*+>|<!--(?>.*?-->))\s*+)*+"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|main|article|section|header|nav"
    r"|div|p|h[1-6]|table|ul|ol|span|center|font|blockquote|pre)(?=[\s/>]))",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")


def _is_page(text: str, called: str) -> bool:
    """Tell whether a text is HTML: by how it begins, or by its name if it has tags."""
    if _PAGE_BEGIN.match(text, 0, _BEGINNING):
        return True
    return called.lower().endswith(_PAGE_ENDINGS) and _TAG.search(text, 0, _SAMPLE) is not None


_INVISIBLE = frozenset(
    {
        *("head", "title", "script", "style", "noscript", "template", "noframes", "noembed"),
        *("svg", "math", "iframe", "object", "canvas", "audio", "video"),
        *("button", "select", "textarea", "datalist", "dialog"),
    }
)
_MENUS = frozenset({"nav", "header", "footer", "aside", "form"})
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
_BLANKS = re.compile(r"[ \t\n\f\r]+")
# Deeper than browsers nest. An end tag is looked for among all that is open, so depth costs time.
_DEEPEST = 500
# How much is parsed before it is seen that the nesting is too deep.
_STRIDE = 64 * 1024
# No sign has such a number, and the parser would read one again with every stride.
_ENDLESS_NUMBER = re.compile("&#[xX]?[0-9a-fA-F]{40,}")


def _page(text: str, called: str) -> _Page:
    """Return what a page shows."""
    body = _parsed(text, called, _INVISIBLE | _MENUS)
    if body.in_forms > body.length:
        # Some pages are one large form.
        body = _parsed(text, called, _INVISIBLE | _MENUS - {"form"})
    return body.page()


def _parsed(text: str, called: str, left_out: frozenset[str]) -> "_Body":
    try:
        # Loaded here because most texts are plain.
        from lxml.etree import HTMLParser, LxmlError  # noqa: PLC0415
    except ImportError as error:
        raise NeedsExtra(called, "is HTML") from error
    body = _Body(left_out, called)
    # No tree is built: to build one of hostile HTML takes the square of its length, in time or in memory.
    # The limits that 'huge_tree' lifts are on the lengths of texts, and that of all is bounded.
    parser = HTMLParser(target=body, encoding="utf-8", huge_tree=True)
    encoded = _ENDLESS_NUMBER.sub("\ufffd", text).encode()
    try:
        for begin in range(0, len(encoded), _STRIDE):
            parser.feed(encoded[begin : begin + _STRIDE])
        parser.close()
    except LxmlError as error:
        raise Unreadable(f"{called} is HTML that can't be read: {error}; {_SAVE}") from error
    return body


class _Part(Struct):
    """A part of a page: which pieces of its text it has, and how many signs they have."""

    tag: str
    begin: int
    end: int
    length: int


class _Body:
    """What a parser tells of a page, element by element: where it begins, what stands in it, where it ends.

    Args:
        left_out: the elements that are not part of the text.
        called: what the page is called.
    """

    def __init__(self, left_out: frozenset[str], called: str) -> None:
        self.length = 0
        self.in_forms = 0
        self._left_out = left_out
        self._called = called
        self._told: dict[str, str] = {}
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
            raise Unreadable(f"{self._called} is HTML nested more than {_DEEPEST} deep; {_SAVE}")
        meant = _ROLES.get(attributes.get("role", "").lower(), tag)
        self._tags.append(meant)
        self._note(tag, attributes)
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

    def page(self) -> _Page:
        """Return what was gathered."""
        title = next((self._told[name] for name in _TITLES if name in self._told), None)
        address = next((self._told[name] for name in _ADDRESSES if name in self._told), None)
        published = next((self._told[name] for name in _DATES if name in self._told), None)
        return _Page(self._content(), title, address, published)

    def _content(self) -> str:
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
            self._tell("<title>", text)
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

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keep what an element tells about the page."""
        if tag == "title":
            self._titled = "svg" not in self._tags
        elif tag == "meta":
            for key in ("property", "name", "itemprop"):
                self._tell(attributes.get(key, "").strip().lower(), attributes.get("content", ""))
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self._tell("<link>", attributes.get("href", ""))
        elif tag == "time" and not self._hidden:
            self._tell("<time>", attributes.get("datetime", ""))

    def _tell(self, name: str, value: str) -> None:
        if name in _TOLD and name not in self._told and (sound := _sound(name, value)):
            self._told[name] = sound


def _sound(name: str, value: str) -> str | None:
    """Return what a page tells under a name if it can be that: a title, an address or a day."""
    if name in _TITLES:
        return " ".join(_cleaned(value).split()) or None
    if name in _ADDRESSES:
        bare = value.strip()
        return bare if _ADDRESS.fullmatch(bare) and _cleaned(bare) == bare else None
    found = _DAY.fullmatch(value.strip())
    if not found:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[1]
