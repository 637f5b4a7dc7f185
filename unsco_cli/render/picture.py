"""Pictures of answers: SVG and HTML that stand alone, in light colours or dark ones as the viewer has it.

Rich records what it draws and exports it. Its own frames are left out: they load fonts from the network,
and imitate a window.
"""

from collections.abc import Iterator
from html import escape
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from unsco_cli.render.drawing import parts, room_for
from unsco_cli.render.escape import line_text, one_line, xml_document
from unsco_cli.render.page import Page
from unsco_cli.schema import ResultSet, Sheet

# A picture is as wide as this, wider where the answer would lose a column, and no wider than what is on it.
_WIDTH = 120
_FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

_Colour = tuple[int, int, int]
# Behind letters, the same in both themes: black is legible on all of them.
_BLACK: _Colour = (30, 34, 39)
_BRIGHT: list[_Colour] = [
    (140, 149, 159),
    (255, 171, 163),
    (126, 211, 133),
    (242, 204, 96),
    (128, 176, 255),
    (210, 168, 255),
    (118, 214, 227),
    (208, 215, 222),
]
# Rich numbers its styles by what they come to. So that they have the same numbers in both themes, no two
# colours of letters are the same in either.
_LIGHT = TerminalTheme(
    (255, 255, 255),
    (31, 35, 40),
    [
        _BLACK,
        (164, 14, 38),
        (17, 99, 41),
        (125, 78, 0),
        (5, 80, 174),
        (130, 80, 223),
        (2, 99, 117),
        (87, 96, 106),
    ],
    _BRIGHT,
)
_DARK = TerminalTheme(
    (13, 17, 23),
    (230, 237, 243),
    [
        _BLACK,
        (255, 123, 114),
        (126, 231, 135),
        (227, 179, 65),
        (121, 192, 255),
        (210, 168, 255),
        (86, 212, 221),
        (177, 186, 196),
    ],
    _BRIGHT,
)
_HTML = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
{light}
@media (prefers-color-scheme: dark) {{
{dark}
}}
</style>
</head>
<body>
<pre>{code}</pre>
</body>
</html>
"""
_HTML_STYLE = (
    "body {{ color: {foreground}; background-color: {background}; }}\n"
    f"pre {{{{ font-family: {_FONT}; line-height: 1.25; }}}}\n"
    "{stylesheet}"
)
_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img"
 viewBox="0 0 {width} {height}" width="{width}" height="{height}">
<title>%(title)s</title>
<style>
.unsco-matrix {{ font-family: %(font)s; font-size: {char_height}px; white-space: pre; }}
%(light)s
@media (prefers-color-scheme: dark) {{
%(dark)s
}}
</style>
<rect class="unsco-paper" width="100%%" height="100%%" rx="8"/>
<defs>
{lines}
</defs>
<g transform="translate(9, 20)">
{backgrounds}
<g class="unsco-matrix">
{matrix}
</g>
</g>
</svg>
"""
_SVG_STYLE = "{styles}"


def svg(answer: ResultSet | tuple[Sheet, ...], page: Page) -> Iterator[str]:
    """Yield an answer as one SVG picture."""
    console, title = _recorded(answer, page)
    light, dark = (
        _svg_style(console, theme).replace("{", "{{").replace("}", "}}") for theme in (_LIGHT, _DARK)
    )
    named = {"title": _braced(escape(title)), "font": _FONT, "light": light, "dark": dark}
    yield xml_document(
        console.export_svg(theme=_LIGHT, clear=False, unique_id="unsco", code_format=_SVG % named)
    )


def html(answer: ResultSet | tuple[Sheet, ...], page: Page) -> Iterator[str]:
    """Yield an answer as one HTML page."""
    console, title = _recorded(answer, page)
    light, dark = (
        console.export_html(theme=theme, clear=False, code_format=_HTML_STYLE) for theme in (_LIGHT, _DARK)
    )
    code = console.export_html(clear=False, code_format="{code}")
    yield xml_document(_HTML.format(title=escape(title), light=light, dark=dark, code=code.rstrip("\n")))


def _svg_style(console: Console, theme: TerminalTheme) -> str:
    paper = f".unsco-paper {{ fill: {theme.background_color.hex}; }}\n"
    return paper + console.export_svg(theme=theme, clear=False, unique_id="unsco", code_format=_SVG_STYLE)


def _recorded(answer: ResultSet | tuple[Sheet, ...], page: Page) -> tuple[Console, str]:
    """Return a console that has drawn an answer, and what the picture is called."""
    answers = (answer,) if isinstance(answer, ResultSet) else answer
    titles = [one.title if isinstance(one, ResultSet) else one.caption for one in answers]
    width = max([_WIDTH, *map(room_for, answers)])
    console = Console(
        file=StringIO(),
        width=width,
        record=True,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    console.print(Group(*_drawn(answers, page, width)))
    lines = console.export_text(clear=False).splitlines()
    console.width = max(map(cell_len, (line.rstrip() for line in lines)))
    return console, one_line("; ".join(titles))


def _drawn(answers: tuple[ResultSet | Sheet, ...], page: Page, width: int) -> Iterator[RenderableType]:
    for number, answer in enumerate(answers):
        if number:
            yield Text()
        yield from parts(answer, page.header, width)
    yield Text()
    yield Text(line_text(page.imprint), style="dim", overflow="fold")
    # Rich clips each line of an SVG but the last by a path, and refers to one for the last as well.
    yield Text()


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
