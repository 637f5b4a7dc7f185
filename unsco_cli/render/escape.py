"""Making data harmless to the medium it is shown on.

Data may come from anyone. Nothing in it may end a line or a cell, move a cursor, colour a terminal
or turn the direction of the text around it. Letters of every script, with their accents, stay as they are.
"""

import re

# Control characters, line and paragraph separators, directional overrides and isolates,
# the byte order mark, interlinear annotation: everything that acts instead of being shown.
_ACTING = r"\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
_IN_LINE = re.compile(rf"[\\\x00-\x1f{_ACTING}]")
# JSON has escaped the first 32 signs itself; those left in a document are its own layout.
_IN_JSON = re.compile(f"[{_ACTING}]")
_IN_MARKDOWN = re.compile(r"[\\`*_\[\]<>|#~&]")
_NAMED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def line_text(text: str) -> str:
    r"""Return a text on one line with what could act on a terminal written as ``\t``, ``\x1b``, ``\u202e``.

    A backslash is doubled, so that the text can be told from its escapes.
    """
    return _IN_LINE.sub(lambda found: _NAMED.get(found[0]) or _code(found[0]), text)


def json_text(document: str) -> str:
    """Return a JSON document in which no sign can act on a terminal; it still decodes to the same."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def markdown_text(text: str) -> str:
    """Return a text for a cell of a Markdown table."""
    return _IN_MARKDOWN.sub(lambda found: "\\" + found[0], line_text(text))


def _code(sign: str) -> str:
    return f"\\x{ord(sign):02x}" if sign <= "\xff" else f"\\u{ord(sign):04x}"
