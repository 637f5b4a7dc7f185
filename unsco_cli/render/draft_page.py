"""Drafts as a page: the text with marks on what was read, beside the values, each leading to the other.

A page stands alone: it loads nothing, runs nothing, and can be read on paper.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from msgspec import Struct

from unsco_cli.render.escape import line_text, one_line, xml_document
from unsco_cli.render.marking import Stretch, stretches
from unsco_cli.render.page import Page
from unsco_cli.render.page_style import KINDS, STYLE, kind_of
from unsco_cli.render.theme import PAGE_HEAD
from unsco_cli.schema import ResultSet, Row, text

_LEGEND = (
    "<p class=\"legend\">Marked by what it says: {kinds}. How sure it is: <mark class='high'>high</mark> "
    "<mark class='medium'>medium</mark> <mark class='low'>low</mark>. "
    "<mark class='open'>Not settled.</mark> A number leads from the text to the value and back.</p>\n"
)
_SURE = ("low", "medium", "high")


class _Place(Struct):
    """A place in a text with all that was read there.

    Args:
        start: its first sign.
        end: the sign after its last.
        values: the numbers of the values that rest on it.
        notes: the numbers of what is not settled there.
    """

    start: int
    end: int
    values: list[int]
    notes: list[int]


def html(result: ResultSet, page: Page) -> Iterator[str]:
    """Yield drafts as one HTML page.

    Args:
        result: a row a draft, with its text.
        page: what it is drawn on.
    """
    pieces = [PAGE_HEAD.format(title=escape(one_line(result.title)), styles=STYLE), "<body>\n"]
    for number, row in enumerate(result.rows, start=1):
        pieces += _Drawn(row, f"d{number}-").pieces()
    pieces.append(f"<footer>{_safe(page.imprint)}</footer>\n</body>\n</html>\n")
    yield xml_document("".join(pieces))


class _Drawn:
    """One draft on the page.

    Args:
        row: the draft.
        prefix: what the anchors of this draft begin with.
    """

    def __init__(self, row: Row, prefix: str) -> None:
        self._row = row
        self._prefix = prefix
        self._content: str = row.cell("content")
        self._values: list[Mapping[str, Any]] = row.cell("evidence")
        self._notes: list[Mapping[str, Any]] = row.cell("unsettled")
        self._places = _places(len(self._content), self._values, self._notes)
        self._numbers = {(one.start, one.end): number for number, one in enumerate(self._places)}

    def pieces(self) -> Iterator[str]:
        """Yield the draft: what it is, the text, what was read in it, and what it would change."""
        yield f"<article>\n<h1>{_safe(self._row.cell('title'))}</h1>\n"
        yield _LEGEND.format(kinds=" ".join(f'<mark class="{kind}">{kind}</mark>' for kind in KINDS))
        yield '<div class="both">\n<section>\n<h2>Text</h2>\n<div class="text" dir="auto">'
        for stretch in stretches(len(self._content), [(one.start, one.end) for one in self._places]):
            yield self._marked(stretch)
        yield "</div>\n</section>\n<section>\n"
        yield from self._read()
        yield from self._unsettled()
        yield from self._differing()
        yield from self._needed()
        yield "</section>\n</div>\n</article>\n"

    def _marked(self, stretch: Stretch) -> str:
        shown = _safe_lines(self._content[stretch.start : stretch.end])
        if stretch.mark is None:
            return shown
        # The first that begins here has the mark itself as its anchor, so that this is lit up.
        first, *others = [f'id="{self._anchor(number)}"' for number in stretch.beginning] or [""]
        anchors = "".join(f"<span {one}></span>" for one in others)
        place = self._places[stretch.mark]
        classes = f"{self._classes(place)}{' several' if stretch.several else ''}"
        named = f" {first}" if first else ""
        mark = f'<mark{named} class="{classes}" title="{self._told(place)}">{anchors}{shown}</mark>'
        return mark + "".join(map(self._back, stretch.ending))

    def _classes(self, place: _Place) -> str:
        """Return what a place looks like: by its first value, and by what is least sure of it."""
        opened = ["open"] if place.notes else []
        if not place.values:
            return opened[0]
        values = [self._values[number] for number in place.values]
        sure = min((str(one["confidence"]) for one in values), key=_SURE.index)
        return " ".join([kind_of(values[0]["path"]), sure, *opened])

    def _told(self, place: _Place) -> str:
        values = (self._values[number] for number in place.values)
        said = [f"{one['path']} ({one['confidence']})" for one in values]
        return _safe("; ".join([*said, *(str(self._notes[number]["note"]) for number in place.notes)]))

    def _back(self, number: int) -> str:
        """Return the number of a place, which leads to the first of what was read there."""
        place = self._places[number]
        to = f"value{place.values[0]}" if place.values else f"note{place.notes[0]}"
        return f'<sup><a href="#{self._prefix}{to}">{number + 1}</a></sup>'

    def _anchor(self, number: int) -> str:
        return f"{self._prefix}place{number + 1}"

    def _link(self, one: Mapping[str, Any]) -> str:
        """Return the number of the place that something was read in, which leads there."""
        number = self._numbers.get((one["start"], one["end"]))
        return "" if number is None else f'<a href="#{self._anchor(number)}">{number + 1}</a>'

    def _read(self) -> Iterator[str]:
        yield "<h2>Values</h2>\n"
        lines = [
            (
                f'id="{self._prefix}value{number}"',
                self._link(one),
                f'<mark class="{kind_of(one["path"])}">{_path(one["path"])}</mark>',
                _isolated(told),
                f'<mark class="{one["confidence"]}">{one["confidence"]}</mark>',
                _isolated(one["quote"]),
                _safe(one["reason"]),
            )
            for number, (one, told) in enumerate(zip(self._values, self._row.cell("told"), strict=True))
        ]
        yield from _table(("place", "path", "value", "confidence", "quote", "reason"), lines)

    def _unsettled(self) -> Iterator[str]:
        if self._notes:
            yield "<h2>Not settled</h2>\n"
            lines = [
                (f'id="{self._prefix}note{n}"', self._link(one), _safe(one["note"]), _isolated(one["quote"]))
                for n, one in enumerate(self._notes)
            ]
            yield from _table(("place", "note", "quote"), lines)

    def _differing(self) -> Iterator[str]:
        differences = self._row.cell("differences")
        if differences is not None:
            yield f"<h2>What would change in the store</h2>\n{'' if differences else '<p>Nothing.</p>'}"
            lines = [
                (
                    "",
                    _path(one["path"]),
                    "" if one["before"] is None else f"<del>{_isolated(text(one['before']))}</del>",
                    "" if one["after"] is None else f"<ins>{_isolated(text(one['after']))}</ins>",
                )
                for one in differences
            ]
            yield from _table(("path", "before", "after"), lines)

    def _needed(self) -> Iterator[str]:
        for key, fields in self._row.cell("needed"):
            yield f"<h2>Comes with it: {_safe(key)}</h2>\n"
            yield from _table(
                ("field", "value"), [("", _safe(name), _isolated(value)) for name, value in fields]
            )


def _places(length: int, *read: Iterable[Mapping[str, Any]]) -> list[_Place]:
    """Return the places of values and of notes, each once, in the order of the text."""
    places: dict[tuple[int, int], _Place] = {}
    for kind, parts in enumerate(read):
        for number, one in enumerate(parts):
            start, end = one["start"], one["end"]
            # What is about no place has an empty one.
            if 0 <= start < end <= length:
                place = places.setdefault((start, end), _Place(start, end, [], []))
                (place.notes if kind else place.values).append(number)
    return sorted(places.values(), key=lambda place: (place.start, -place.end))


def _table(names: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield a table; each line is the attributes of its row, and its cells as HTML."""
    lines = list(lines)
    if not lines:
        return
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for attributes, *cells in lines:
        # On a narrow screen a row is a block, and its cells are named one by one.
        named = zip(names, cells, strict=True)
        shown = "".join(f'<td data-name="{name}">{cell}</td>' for name, cell in named)
        yield f"<tr{f' {attributes}' if attributes else ''}>{shown}</tr>\n"
    yield "</tbody>\n</table>\n"


def _safe(shown: str) -> str:
    return escape(line_text(shown))


def _path(shown: str) -> str:
    """Return a path that is broken at its dots where it has to be broken."""
    return _safe(shown).replace(".", ".<wbr>")


def _safe_lines(shown: str) -> str:
    """Return a piece of a text with its lines, and tabs as the room that they take."""
    return "\n".join(map(_safe, shown.replace("\t", "    ").split("\n")))


def _isolated(shown: str) -> str:
    """Return a text whose direction of writing is its own."""
    return f"<bdi>{_safe(shown)}</bdi>" if shown else ""
