"""Making data harmless to the medium it is shown on.

Data may come from anyone. Nothing in it may end a line or a cell, move a cursor, colour a terminal
or turn the direction of the text around it. Letters of every script, with their accents, stay as they are.
"""

import re

# Everything that acts instead of being shown: control characters, line and paragraph separators, what
# changes the direction of writing, and what is invisible and makes two texts look alike. The joiners
# U+200C and U+200D stay, for Persian and Indic words need them.
_ACTING = (
    r"\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
# Patterns are compiled when they are first needed: most answers have nothing to escape.
_IN_LINE = rf"[\\\x00-\x1f{_ACTING}]"
# JSON has escaped the first 32 signs itself; those left in a document are its own layout.
_IN_JSON = f"[{_ACTING}]"
_IN_MARKDOWN = r"[\\`*_\[\]<>|#~&]"
# What XML 1.0 can't hold in any form, besides the control characters.
_NOT_IN_XML = r"[\ud800-\udfff\ufffe\uffff]"
# What an address may hold as it is; the rest is percent-encoded, for braces and spaces would end it.
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%~-._"
_NAMED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def line_text(text: str) -> str:
    r"""Return a text on one line with what could act on a terminal written as ``\t``, ``\x1b``, ``\u202e``.

    A backslash is doubled, so that the text can be told from its escapes.
    """
    if text.isprintable() and "\\" not in text:
        return text
    return re.sub(_IN_LINE, lambda found: _NAMED.get(found[0]) or _code(found[0]), text)


def one_line(text: str) -> str:
    """Return a text in which all that acts, line ends among it, is a space, and spaces are single."""
    plain = text if text.isprintable() else re.sub(f"[\x00-\x1f{_ACTING}]", " ", text)
    return " ".join(plain.split())


def address(url: str | None) -> str:
    """Return an address with all that no address can hold percent-encoded; empty where there is none."""
    # Loaded here because most answers have no addresses of their own.
    from urllib.parse import quote  # noqa: PLC0415

    return quote(url or "", safe=_IN_ADDRESS)


def json_text(document: str) -> str:
    """Return a JSON document in which no sign can act on a terminal; it still decodes to the same."""
    if document.isascii() and "\x7f" not in document:
        return document
    return re.sub(_IN_JSON, lambda found: _units(found[0]), document)


def markdown_text(text: str) -> str:
    """Return a text for a cell of a Markdown table."""
    return re.sub(_IN_MARKDOWN, lambda found: "\\" + found[0], line_text(text))


def xml_text(text: str) -> str:
    r"""Return a text for XML, with what that can't hold written as ``\ufffe``.

    The signs of XML itself are left to the one who writes it.
    """
    return xml_document(line_text(text))


def xml_document(document: str) -> str:
    r"""Return a document with what XML can't hold, and no escape of its own can bring in, as ``\ufffe``."""
    return re.sub(_NOT_IN_XML, lambda found: _code(found[0]), document)


def _code(sign: str) -> str:
    if sign <= "\xff":
        return f"\\x{ord(sign):02x}"
    return f"\\u{ord(sign):04x}" if sign <= "\uffff" else f"\\U{ord(sign):08x}"


def _units(sign: str) -> str:
    """Return the escape that JSON has for a sign: one for each UTF-16 code unit."""
    units = sign.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
