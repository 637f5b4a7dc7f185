"""Bibliographies: as text for people, and as BibTeX, CSL-JSON and RIS for reference managers.

The fields are those of BibTeX's ``misc``, of CSL-JSON 1.0.2 and of RIS as Zotero and pandoc read them.
A source is a web page; a document is a document, with its kind as its genre.
"""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from unsco_cli.dates import PartialDate
from unsco_cli.render.escape import address, line_text, one_line
from unsco_cli.render.structured import document
from unsco_cli.schema import ResultSet, Row, text

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # Braces that are escaped are counted all the same, and have to be paired.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def plain(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield a reference a line: who, what, when, where."""
    for row in result.rows:
        date = row.cell("published")
        parts = (
            "; ".join(row.cell("authors")),
            f'"{row.cell("title")}"',
            row.cell("number"),
            _in_words(date) if date else None,
            row.cell("url"),
            row.cell("note"),
        )
        yield ". ".join(line_text(str(part)) for part in parts if part) + "\n"


def bibtex(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield an entry of BibTeX for each row, in UTF-8."""
    for key, row in _keyed(result):
        date = row.cell("published")
        year, month, day = _parts(date)
        fields = {
            "author": " and ".join(f"{{{_latex(name)}}}" for name in row.cell("authors")),
            "title": f"{{{_latex(row.cell('title'))}}}",
            "number": _latex(row.cell("number") or ""),
            "type": _latex("" if row.cell("kind") == "webpage" else row.cell("kind")),
            "year": year,
            "month": str(int(month)) if month else "",
            "day": str(int(day)) if day else "",
            "language": _latex(row.cell("language") or ""),
            "url": address(row.cell("url")),
            "note": _latex(row.cell("note") or ""),
        }
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
        yield f"@misc{{{key},\n{''.join(lines)}}}\n"


def csl_json(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield one array of items of CSL-JSON."""
    yield document([_item(row) for row in result.rows])


def ris(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield a record of RIS for each row; a document is a government document, which has a number."""
    for key, row in _keyed(result):
        page = row.cell("kind") == "webpage"
        year, month, day = _parts(row.cell("published"))
        fields = [
            ("TY", "ELEC" if page else "GOVDOC"),
            # A comma parts family and given name; one at the end says that there is no given name.
            *(("AU", f"{one_line(name.replace(',', ''))},") for name in row.cell("authors")),
            ("TI", row.cell("title")),
            ("SN", row.cell("number")),
            ("M3", None if page else row.cell("kind")),
            ("PY", year),
            ("DA", f"{year}/{month}/{day}/" if year else None),
            ("LA", row.cell("language")),
            ("UR", address(row.cell("url"))),
            ("N1", row.cell("note")),
            ("ID", key),
        ]
        lines = [f"{tag}  - {one_line(text(value))}\n" for tag, value in fields if value]
        yield f"{''.join(lines)}ER  - \n\n"


def _item(row: Row) -> dict[str, Any]:
    page = row.cell("kind") == "webpage"
    date = row.cell("published")
    item = {
        "id": row.id,
        "type": "webpage" if page else "document",
        "title": row.cell("title"),
        "author": [{"literal": name} for name in row.cell("authors")],
        "issued": {"date-parts": [[int(part) for part in str(date).split("-")]]} if date else None,
        "number": row.cell("number"),
        "genre": None if page else row.cell("kind"),
        "language": row.cell("language"),
        "URL": address(row.cell("url")),
        "note": row.cell("note"),
    }
    return {name: value for name, value in item.items() if value}


def _parts(date: PartialDate | None) -> tuple[str, str, str]:
    year, month, day = (*(str(date).split("-") if date else ()), "", "", "")[:3]
    return year, month, day


def _in_words(date: PartialDate) -> str:
    """Return a date as a person writes it: 27 November 2018, November 2018, 2018."""
    year, month, day = _parts(date)
    return " ".join(filter(None, (day.lstrip("0"), _MONTHS[int(month) - 1] if month else "", year)))


def _latex(value: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda found: _LATEX[found[0]], one_line(value))


def _keyed(result: ResultSet) -> Iterator[tuple[str, Row]]:
    """Yield each row with a citation key: its id, without what a key can't hold, and unlike the others."""
    taken: set[str] = set()
    for row in result.rows:
        plain = re.sub(r"[^A-Za-z0-9-]", "-", row.id)
        key = next(key for key in _numbered(plain) if key.lower() not in taken)
        taken.add(key.lower())
        yield key, row


def _numbered(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}-{number}" for number in count(2))
