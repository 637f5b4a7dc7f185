"""From bytes to text: in which encoding they are, and what is no text at all."""

import codecs
import re
import unicodedata
from contextlib import suppress
from typing import Any

from unsco_cli.draft.texts.refusals import SAVE_ITS_TEXT, NeedsExtra, Unreadable

# How other things than texts begin, and what to do about them.
_NO_TEXTS = {
    b"%PDF": "is a PDF; save its text, as with pdftotext, and give that",
    b"PK\x03\x04": f"is a ZIP archive, as Word's .docx is one; {SAVE_ITS_TEXT}",
    b"\xd0\xcf\x11\xe0": f"is a document of an old Word or the like; {SAVE_ITS_TEXT}",
    b"{\\rtf": f"is Rich Text; {SAVE_ITS_TEXT}",
    b"\x1f\x8b": "is compressed by gzip; unpack it, as with gunzip",
    b"BZh": "is compressed by bzip2; unpack it, as with bunzip2",
    b"\xfd7zXZ": "is compressed by xz; unpack it, as with unxz",
    b"7z\xbc\xaf": "is a 7z archive; unpack it",
    b"\x28\xb5\x2f\xfd": "is compressed by zstd; unpack it, as with unzstd",
    b"\x89PNG": f"is a picture; {SAVE_ITS_TEXT}",
    b"\xff\xd8\xff": f"is a picture; {SAVE_ITS_TEXT}",
    b"GIF8": f"is a picture; {SAVE_ITS_TEXT}",
    b"RIFF": f"is a picture or a sound; {SAVE_ITS_TEXT}",
    b"II*\x00": f"is a picture; {SAVE_ITS_TEXT}",
    b"MM\x00*": f"is a picture; {SAVE_ITS_TEXT}",
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


def decoded(contents: bytes, called: str) -> str:
    """Return the text that bytes stand for.

    Args:
        contents: the bytes.
        called: what the text is called.

    Raises:
        Unreadable: they are no text, or in an encoding that can't be told.
        NeedsExtra: a guess is needed, and what guesses is not installed.
    """
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
        raise Unreadable(f"{called} has NUL bytes and is no text; {SAVE_ITS_TEXT}")
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
