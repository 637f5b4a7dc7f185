"""Records as somebody may give them who means ill, or whose disk or editor was at fault."""

import copy
import csv
import io
import json
import random
from collections.abc import Callable
from typing import Any

from tests.conftest import CITED, SOURCE, delegation, event

# A record of each collection that can be added to the store they are made for.
RECORDS: dict[str, dict[str, Any]] = {
    "events": event(
        "meeting",
        un_involved=False,
        start="2018-11-27",
        end="2018-11-27",
        city="Vienna",
        participants=[{"id": "irn", "capacity": "observer", "part": "addressed"}],
        topics=["drugs"],
        summary="What was said.",
        outcomes=["A memorandum."],
    ),
    "delegations": delegation("mng", ("observer", "2004-06-17", None), iso2="MN", iso3="MNG", sources=CITED),
    "agencies": {"id": "institute", "name": "Institute", "kind": "other", "acronym": "IOP", "sources": CITED},
    "people": {
        "id": "somebody",
        "name": "Some Body",
        "posts": [{"title": "Director", "affiliation": "irn", "from": "2018", "sources": CITED}],
        "sources": CITED,
    },
    "documents": {"id": "act-2", "kind": "memorandum", "title": "An act", "date": "2018", "sources": CITED},
    "topics": {"id": "archives", "label": "archives", "description": "Records and their keeping."},
    "sources": {**SOURCE, "id": "page-2", "url": "https://example.org/2", "published": "2018-01"},
}
# What these refer to.
THERE: dict[str, dict[str, dict[str, Any]]] = {
    "events": {"first-0": event("first-0", un_involved=False)},
    "delegations": {"irn": delegation("irn", ("observer", "2005-07-05", None), name="Iran", sources=CITED)},
    "agencies": {},
    "people": {},
    "documents": {
        "act": {"id": "act", "kind": "memorandum", "title": "The act", "date": "2001", "sources": CITED}
    },
    "topics": {"drugs": {"id": "drugs", "label": "drugs", "description": "Drugs."}},
    "sources": {"page": SOURCE},
}
DEEP = 100_000
_TOKENS = (
    *(b"NaN", b"-Infinity", b"1e999", b"-0.0", b"9" * 5000, b"1." + b"3" * 5000, b"null", b"true", b'""'),
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\x1b[2J",
        b"\n",
        b"\r",
        b"\xe2\x80\xa8",
        b'"',
    ),
    *(b'"id": "again", ', b"{", b"}", b"[", b"]", b",", b":", b"\\u0000", b"\\ud800", b"\\", b";", b"'"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**53 + 1, 2**70, 1.5, float("nan"), float("inf"), "", " ", "\x00", "\n"),
    *(
        "../../etc/passwd",
        "/etc/passwd",
        "$(touch pwned)",
        "`touch pwned`",
        "a\nb",
        "a\tb",
        "\x1b[31mred\x1b[0m",
    ),
    *(
        "\ud800",
        "\udc00x",
        "\u202e",
        "\u2028",
        "\ufeff",
        "x" * 70_000,
        "长" * 5000,
        "-",
        "--store",
        "{}",
        "[/x]",
    ),
    *(
        [],
        {},
        [[]],
        [{}],
        [None],
        {"": ""},
        {"id": None},
        {"id": ["x"]},
        "9999-99-99",
        "2018-13",
        "0000",
        "today",
    ),
    *(
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "irn",
        "first-0",
        "page",
        "__proto__",
        "0" * 5000,
    ),
)


def document(chance: random.Random) -> tuple[str, str, bytes]:
    """Return a kind of text, the collection that it is for, and such a text with something wrong in it."""
    name = chance.choice(list(RECORDS))
    record = copy.deepcopy(RECORDS[name])
    for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 4))):
        record = _with_strange(record, chance)
    kind = chance.choice(("json", "jsonl", "csv", "store"))
    text = _WRITTEN[kind](name, record, chance)
    return kind, name, _damaged(text, chance) if chance.random() < 0.55 else text


def store_text(chance: random.Random) -> bytes:
    """Return a store with something wrong in it."""
    tables: Any = copy.deepcopy(THERE)
    for _ in range(chance.choice((1, 1, 2, 5))):
        tables = _with_strange(tables, chance)
    text = json.dumps(tables, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")
    return _damaged(text, chance) if chance.random() < 0.5 else text


def _with_strange(value: Any, chance: random.Random) -> Any:
    """Return a value with another one, or another name, somewhere in it."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        name = chance.choice(list(value))
        way = chance.random()
        if way < 0.08:
            return {key: held for key, held in value.items() if key != name}
        if way < 0.16:
            return {**value, str(chance.choice(VALUES)): value[name]}
        return {**value, name: _with_strange(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        return [*value[:at], _with_strange(value[at], chance), *value[at + chance.randrange(2) :]]
    return chance.choice((*VALUES, _nested(100)))


def _nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def _damaged(text: bytes, chance: random.Random) -> bytes:
    """Return a text with some of its bytes changed, lost or doubled."""
    return chance.choice(_DAMAGES)(text, chance)


def _flipped(text: bytes, chance: random.Random) -> bytes:
    changed = bytearray(text)
    for _ in range(chance.choice((1, 1, 3, 20))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(text: bytes, chance: random.Random) -> bytes:
    begin, end = sorted((chance.randrange(len(text)), chance.randrange(len(text))))
    return chance.choice((text[:end], text[begin:], text[:begin] + text[end:]))


def _doubled(text: bytes, chance: random.Random) -> bytes:
    begin, end = sorted((chance.randrange(len(text)), chance.randrange(len(text))))
    return chance.choice((text + text, text[:end] + text[begin:]))


def _inserted(text: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(_TOKENS) + text[at + chance.choice((0, 0, 1, 5)) :]
    return text


def _deep(text: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((100, DEEP))
    nest = chance.choice((b"[" * depth + b"]" * depth, b'{"a":' * depth + b"1" + b"}" * depth, b"[" * depth))
    at = text.find(b": ")
    return chance.choice((nest, text[: at + 2] + nest + text[at + 2 :], text[: at + 2] + nest + b"}"))


def _recoded(text: bytes, chance: random.Random) -> bytes:
    decoded = text.decode(errors="replace")
    codes = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp1252", "utf-7")
    return decoded.encode(chance.choice(codes), errors="replace")


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flipped, _flipped, _cut, _doubled, _inserted, _inserted, _inserted, _deep, _recoded),
    lambda _text, chance: chance.choice(
        (b"", b" ", b"\n\n", b"null", b"[]", b"{}", b"0", b'"x"', b"\xef\xbb\xbf")
    ),
)


def _json(_name: str, record: Any, chance: random.Random) -> bytes:
    indent = chance.choice((None, 2))
    whole = chance.choice((record, [record], [record, record]))
    return json.dumps(whole, indent=indent, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")


def _jsonl(_name: str, record: Any, chance: random.Random) -> bytes:
    line = json.dumps(record).encode()
    return chance.choice(
        (line, line + b"\n", line + b"\n\n" + line, line.replace(b"{", b'{"id": "twice", ', 1))
    )


def _csv(_name: str, record: Any, _chance: random.Random) -> bytes:
    out = io.StringIO()
    fields = record if isinstance(record, dict) else {"id": record}
    writer = csv.writer(out)
    writer.writerow(fields)
    writer.writerow(
        [";".join(map(str, held)) if isinstance(held, list) else held for held in fields.values()]
    )
    return out.getvalue().encode(errors="surrogatepass")


def _store(name: str, record: Any, _chance: random.Random) -> bytes:
    key = record.get("id") if isinstance(record, dict) else "x"
    return json.dumps({name: {str(key): record}}).encode()


_WRITTEN: dict[str, Callable[[str, Any, random.Random], bytes]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "store": _store,
}
