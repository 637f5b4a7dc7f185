"""Pictures of answers: SVG and HTML that stand alone, in light colours or dark ones as the viewer has it.

Rich lays out what is drawn. Its own pictures are not used: they load fonts from the network, imitate a
window, squeeze wide letters and have greys too faint to read.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from io import StringIO

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from unsco_cli.render.drawing import console_for, parts, room_for
from unsco_cli.render.escape import line_text, one_line, xml_document
from unsco_cli.render.page import Page
from unsco_cli.render.theme import BEHIND, BLACK, DARK, LIGHT, PAGE_HEAD, Theme
from unsco_cli.schema import ResultSet, Sheet

# A picture is as wide as this, wider where the answer would lose a column, and no wider than what is on it.
_WIDTH = 120
_FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
# Of a sign in an SVG, and of the margin.
_SIGN, _LINE, _SIZE, _MARGIN = 12, 24, 20, 12

_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img"
 viewBox="0 0 {width} {height}" width="{width}" height="{height}">
<title>{title}</title>
<style>
{styles}
</style>
<rect class="unsco-paper" width="100%" height="100%" rx="8"/>
<g class="unsco-ink">
{drawn}
</g>
</svg>
"""
_HTML = f"""\
{PAGE_HEAD}<body class="unsco-paper">
<pre class="unsco-ink">{{drawn}}</pre>
</body>
</html>
"""


def svg(answer: ResultSet | tuple[Sheet, ...], page: Page) -> Iterator[str]:
    """Yield an answer as one SVG picture."""
    title, lines = _laid_out(answer, page)
    pieces = [(number, *piece) for number, line in enumerate(lines) for piece in _pieces(line)]
    columns = max(at + cell_len(shown) for _, at, shown, _ in pieces)
    document = _SVG.format(
        width=columns * _SIGN + 2 * _MARGIN,
        height=len(lines) * _LINE + 2 * _MARGIN,
        title=escape(title),
        styles=_styles(letters="fill", behind="fill", size=_SIZE),
        drawn="\n".join(_placed(*piece) for piece in pieces),
    )
    yield xml_document(document)


def html(answer: ResultSet | tuple[Sheet, ...], page: Page) -> Iterator[str]:
    """Yield an answer as one HTML page."""
    title, lines = _laid_out(answer, page)
    document = _HTML.format(
        title=escape(title),
        styles=_styles(letters="color", behind="background-color"),
        drawn="\n".join(map(_in_line, lines)),
    )
    yield xml_document(document)


def _laid_out(answer: ResultSet | tuple[Sheet, ...], page: Page) -> tuple[str, list[list[Segment]]]:
    """Return what the picture is called, and the lines of it."""
    answers = (answer,) if isinstance(answer, ResultSet) else answer
    titles = [one.title if isinstance(one, ResultSet) else one.caption for one in answers]
    width = max([_WIDTH, *map(room_for, answers)])
    console = console_for(StringIO(), width, colour=True)
    return one_line("; ".join(titles)), console.render_lines(Group(*_drawn(answers, page, width)), pad=False)


def _drawn(answers: tuple[ResultSet | Sheet, ...], page: Page, width: int) -> Iterator[RenderableType]:
    for number, answer in enumerate(answers):
        if number:
            yield Text()
        yield from parts(answer, page.header, width)
    yield Text()
    yield Text(line_text(page.imprint), style="dim", overflow="fold")


def _pieces(line: Iterable[Segment]) -> Iterator[tuple[int, str, Style]]:
    """Yield what a line has between gaps, which viewers close: at which column, the text and its style."""
    at = 0
    for text, style, _ in line:
        for found in re.finditer(r"[^ ]+(?: [^ ]+)*", text):
            yield at + cell_len(text[: found.start()]), found[0], style or Style.null()
        at += cell_len(text)


def _placed(line: int, at: int, shown: str, style: Style) -> str:
    """Return a text where it stands in an SVG, over its background if it has one."""
    wide = cell_len(shown) * _SIGN
    x, y = _MARGIN + at * _SIGN, _MARGIN + line * _LINE
    behind = ""
    if style.bgcolor:
        behind = (
            f'<rect class="{_behind(style)}" x="{x}" y="{y}" width="{wide}" height="{_LINE}"'
            ' shape-rendering="crispEdges"/>'
        )
    # Signs of one column stand below each other in whatever font there is; others are left to theirs.
    length = f' textLength="{wide}"' if cell_len(shown) == len(shown) else ""
    inked = _attribute(_letters(style))
    return f'{behind}<text{inked} x="{x}" y="{y + _SIZE - 2}"{length}>{escape(shown, quote=False)}</text>'


def _in_line(line: Iterable[Segment]) -> str:
    """Return a line of an HTML page; what is written from right to left stays in its column."""
    written, end = "", 0
    for at, shown, style in _pieces(line):
        named = _attribute([*_letters(style), *([_behind(style)] if style.bgcolor else [])])
        written += f"{' ' * (at - end)}<bdi{named}>{escape(shown, quote=False)}</bdi>"
        end = at + cell_len(shown)
    return written


def _attribute(classes: list[str]) -> str:
    return f' class="{" ".join(classes)}"' if classes else ""


def _letters(style: Style) -> list[str]:
    coloured = [f"unsco-{style.color.number}"] if style.color else []
    return ["unsco-bold"] * bool(style.bold) + ["unsco-faint"] * bool(style.dim) + coloured


def _behind(style: Style) -> str:
    assert style.bgcolor
    return f"unsco-on-{style.bgcolor.number}"


def _styles(letters: str, behind: str, size: int | None = None) -> str:
    """Return the style sheet of a picture.

    Args:
        letters: the property that colours letters.
        behind: the property that colours what is behind them.
        size: the size of letters; the viewer's if None.
    """
    sized = f"font-size: {size}px;" if size else "line-height: 1.25;"
    return "\n".join(
        (
            f".unsco-ink {{ font-family: {_FONT}; {sized} }}",
            ".unsco-bold { font-weight: bold; }",
            *_colours(LIGHT, letters, behind),
            "@media (prefers-color-scheme: dark) {",
            *_colours(DARK, letters, behind),
            "}",
        )
    )


def _colours(theme: Theme, letters: str, behind: str) -> Iterator[str]:
    yield f".unsco-paper {{ {behind}: {theme.paper}; }}"
    yield f".unsco-ink {{ {letters}: {theme.ink}; }}"
    yield f".unsco-faint {{ {letters}: {theme.faint}; }}"
    for number, colour in {0: BLACK, **theme.letters}.items():
        yield f".unsco-{number} {{ {letters}: {colour}; }}"
    for number, colour in BEHIND.items():
        yield f".unsco-on-{number} {{ {behind}: {colour}; }}"
