"""Pictures: whole, well-formed, legible in both themes, the same everywhere, and needing nothing else."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from rich.cells import cell_len
from rich.style import Style

from tests.conftest import StoreMaker, ask, delegation, event, process
from tests.test_hostile import TEXTS, acting, laws, packed, store_of
from unsco_cli import __version__
from unsco_cli.render.legend import LETTERS

QUESTIONS = [
    ("list", "events", "--to", "2018"),
    ("list", "sources", "-n", "20"),
    ("list", "people", "-c", "id,name,post,sources", "-n", "9"),
    ("list", "observers", "--as-of", "2018"),
    ("list", "events", "--from", "2031"),
    ("list", "events", "-n", "3", "--no-header"),
    ("search", "drug", "trafficking", "-n", "9"),
    ("show", "un-sco-2018"),
    ("show", "belarus", "rashid-alimov", "--no-header"),
    ("why", "iran", "statuses"),
    ("cite", "iran"),
    ("validate",),
    ("coverage",),
    ("info",),
    ("status",),
    ("status", "iran", "--no-header"),
    ("status", "iran", "-c", "id,status,since,until,basis,note"),
    ("timeline", "iran"),
    ("diff", "2017-01-01", "2018-01-01"),
    ("attendance", "--series", "joint special event", "--to", "2018"),
    ("attendance", "--people", "--with", "unodc", "--to", "2016"),
    ("attendance", "iran", "--long"),
    ("stats",),
    ("stats", "--by", "topic", "--no-header"),
    ("stats", "--by", "year", "--by", "topic", "--from", "2022"),
    ("network", "--min", "20"),
]
PROGRAM = f"drawn by unsco {__version__}"
IMPRINT = f"UN-SCO cooperation · as of 2026-11-24 · CC-BY-4.0 · {PROGRAM}"
# How wide a picture is drawn at least, and what an SVG's sign and margins measure.
WIDTH, SIGN, MARGIN = 120, 12, 12
SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "wbr"}


@cache
def drawn(format_: str, *words: str) -> str:
    """The picture that a command draws."""
    answer = ask(*words, "--format", format_)
    assert answer.code == 0, answer.err
    assert answer.err == ""
    return answer.out


class Page(HTMLParser):
    """What a page of HTML holds; an element that is not closed where it should be is refused."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.feed(document)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.text[tag] = self.text.get(tag, "") + data


def lines_of(picture: str) -> list[str]:
    """The lines of a picture as it shows them."""
    return lines_of_svg(picture) if picture.startswith("<svg") else Page(picture).text["pre"].split("\n")


def lines_of_svg(picture: str) -> list[str]:
    root = ET.fromstring(picture)
    lines: dict[int, str] = {}
    for element in root.iter(f"{SVG}text"):
        number, column = (
            (int(element.attrib[axis]) - MARGIN) // size for axis, size in (("y", 24), ("x", SIGN))
        )
        before = lines.get(number, "")
        assert cell_len(before) <= column, "one text is drawn over another"
        lines[number] = f"{before}{' ' * (column - cell_len(before))}{element.text}"
    return [lines.get(number, "") for number in range(max(lines) + 1)]


def columns_of(picture: str) -> int:
    return (int(ET.fromstring(picture).attrib["width"]) - 2 * MARGIN) // SIGN


def tags_and_attributes(picture: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if picture.startswith("<svg"):
        yield from ((one.tag.removeprefix(SVG), dict(one.attrib)) for one in ET.fromstring(picture).iter())
    else:
        yield from Page(picture).seen


def style_of(picture: str) -> str:
    found = re.findall("<style>(.*?)</style>", picture, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def is_alone_and_harmless(picture: str) -> bool:
    """Whether a picture is made of a few elements that load nothing, run nothing and lead nowhere."""
    tags = {tag for tag, _ in tags_and_attributes(picture)}
    attributes = {name for _, named in tags_and_attributes(picture) for name in named}
    return (
        tags
        <= {"svg", "title", "style", "rect", "g", "text"} | {"html", "head", "meta", "body", "pre", "bdi"}
        and attributes
        <= {"role", "viewBox", "width", "height", "class", "x", "y", "rx", "textLength", "shape-rendering"}
        | {"lang", "charset", "name", "content"}
        and not re.search(r"url\(|@import|https?:|src", style_of(picture))
        and "://" not in "".join(re.findall("<[^>]*>", picture)).replace("http://www.w3.org/2000/svg", "")
    )


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_a_picture_has_every_line_of_the_table_and_where_it_comes_from(words: tuple[str, ...]) -> None:
    picture, page = drawn("svg", *words), drawn("html", *words)
    lines = lines_of(picture)
    table = ask(*words, "-f", "table", terminal=max(WIDTH, columns_of(picture))).lines
    # What is validated need not be a store that says anything of itself.
    assert lines == [*table, "", PROGRAM if words[0] == "validate" else IMPRINT]
    assert lines_of(page) == lines
    assert max(map(cell_len, lines)) == columns_of(picture)
    assert "no room for" not in " ".join(lines)
    title = ET.fromstring(picture).findtext(f"{SVG}title") or ""
    assert Page(page).text["title"] == title
    assert title.split(";")[0] == lines[0]
    for one in (picture, page):
        assert is_alone_and_harmless(one)
        assert classes_of(one) <= themes(one)[0].keys() | {"unsco-bold"}
        assert classes_of(one) >= {"unsco-paper", "unsco-ink", "unsco-faint"}


def test_addresses_may_stand_in_the_text() -> None:
    for format_ in ("svg", "html"):
        assert "https://" in "".join(lines_of(drawn(format_, "why", "iran", "statuses")))


def classes_of(picture: str) -> set[str]:
    return {name for _, named in tags_and_attributes(picture) for name in named.get("class", "").split()}


def themes(picture: str) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """The colours of each class in the light theme and in the dark one: by property."""
    light, dark = re.split(r"@media \(prefers-color-scheme: dark\) \{", style_of(picture))
    return colours_in(light), colours_in(dark)


def colours_in(sheet: str) -> dict[str, dict[str, str]]:
    return {
        found[1]: dict(re.findall(r"([a-z-]+): (#[0-9a-f]{6})", found[2]))
        for found in re.finditer(r"\.([\w-]+) \{ ([^}]*) \}", sheet)
        if "#" in found[2]
    }


def contrast(one: str, other: str) -> float:
    """How far two colours are apart: the ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("format_", ["svg", "html"])
def test_all_colours_are_in_both_themes_and_legible(format_: str) -> None:
    light, dark = themes(drawn(format_, "status"))
    letters, behind = ("fill", "fill") if format_ == "svg" else ("color", "background-color")
    assert light.keys() == dark.keys()
    for theme in (light, dark):
        paper = theme["unsco-paper"][behind]
        on = {name for name in theme if name.startswith("unsco-on-")}
        for name in theme.keys() - on - {"unsco-paper", "unsco-0"}:
            assert contrast(theme[name][letters], paper) >= 4.5, name
        for name in on:
            assert contrast(theme["unsco-0"][letters], theme[name][behind]) >= 4.5, name
            # Seen on the paper at all, or told by the letter alone.
            assert theme[name][behind] != paper


def test_every_colour_of_a_chart_is_explained() -> None:
    explained = themes(drawn("svg", "status"))[0].keys()
    for colours in filter(None, (colours for _, colours in LETTERS.values())):
        style = Style.parse(colours)
        assert style.color
        assert style.bgcolor
        assert {f"unsco-{style.color.number}", f"unsco-on-{style.bgcolor.number}"} <= explained


@pytest.mark.parametrize("format_", ["svg", "html"])
def test_a_picture_is_the_same_everywhere(format_: str) -> None:
    words = ("list", "events", "-n", "9")
    expected = drawn(format_, *words)
    for around in ({"COLUMNS": "33"}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "dumb"}):
        assert ask(*words, "-f", format_, environ=around).out == expected
    assert ask(*words, "-f", format_, terminal=40, environ={"NO_COLOR": ""}).out == expected
    environ = {"COLUMNS": "20", "NO_COLOR": "1", "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Bishkek"}
    assert process("status", "-f", format_, environ=environ).out == drawn(format_, "status")


@pytest.mark.parametrize("format_", ["svg", "html"])
def test_a_store_that_says_nothing_of_itself_is_drawn_all_the_same(
    format_: str, make_store: StoreMaker
) -> None:
    picture = ask("--store", make_store(), "list", "events", "-f", format_).out
    assert lines_of(picture) == ["Events", "No event matches.", "", PROGRAM]


def test_a_note_beside_an_answer_is_in_the_picture_and_not_told(make_store: StoreMaker) -> None:
    store = make_store(delegations=[delegation("aaa", ("observer", "2018", None))])
    words = ("--store", store, "list", "observers", "--as-of", "2018")
    note = ask(*words, "-f", "ids").err.removeprefix("unsco: ").strip()
    picture = ask(*words, "-f", "svg")
    assert note
    assert picture.err == ""
    assert note in lines_of(picture.out)


@settings(laws, max_examples=12)
@given(TEXTS, TEXTS)
def test_no_text_acts_in_a_picture_or_gets_lost_in_it(
    tmp_path_factory: pytest.TempPathFactory, text: str, other: str
) -> None:
    store = store_of(tmp_path_factory.getbasetemp(), text, other)
    escaped = packed(ask("--store", store, "list", "events", "-c", "title", "-n", "1", "-f", "tsv").out)
    for format_ in ("svg", "html"):
        for words in (("list", "events", "-c", "title"), ("show", "event-0", "aaa"), ("why", "aaa")):
            answer = ask("--store", store, *words, "-f", format_)
            assert answer.code == 0
            assert is_alone_and_harmless(answer.out)
            assert not acting(answer.out)
            if words[0] != "why":
                assert escaped in packed("".join(lines_of(answer.out)))


@pytest.mark.parametrize(
    "text",
    [
        "</title><script>alert(1)</script>",
        "</style><style>* { display: none }",
        "</text></svg><svg onload='x()'>",
        "]]><!-- --> <?php ?> &amp; &#0; &lt;",
        "{} {0} {title} {{drawn}} {width!r} %s %(title)s %% $x ${x}",
        "url(https://example.org/x) @import 'x'; javascript:x()",
        "\x00\x1b[31m\u202e\u200f\ufffe\uffff\ud7ff\ue000\U0010ffff",
    ],
)
def test_what_looks_like_markup_or_a_template_is_shown_as_it_is(text: str, make_store: StoreMaker) -> None:
    about = {
        "store": {"id": "store", "title": text, "format": 1, "version": "1", "date": "2026", "licence": text}
    }
    store = make_store(events=[event("one", title=text)], about=list(about.values()))
    escaped = ask("--store", store, "list", "events", "-c", "title", "-f", "tsv").out.strip()
    for format_ in ("svg", "html"):
        for words in (("list", "events", "-c", "title"), ("show", "one"), ("status", text)):
            picture = ask("--store", store, *words, "-f", format_).out
            if words[0] == "status":
                assert picture == ""
                continue
            assert is_alone_and_harmless(picture)
            assert packed(escaped) in packed("".join(lines_of(picture)))


@pytest.mark.parametrize("text", ["x" * 100_000, "中a\u0301 " * 20_000])
def test_an_endless_text_is_drawn_whole_and_soon(text: str, make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title=text)])
    for format_ in ("svg", "html"):
        lines = lines_of(ask("--store", store, "list", "events", "-c", "title", "-f", format_).out)
        assert packed(text) in packed("".join(lines))
        assert max(map(cell_len, lines)) <= WIDTH


def test_wide_letters_are_not_squeezed(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title="上海合作组织", city="Те\u0301ст")])
    picture = ask("--store", store, "list", "events", "-c", "title,city,id", "-f", "svg").out
    texts = {one.text: one.attrib for one in ET.fromstring(picture).iter(f"{SVG}text")}
    assert "textLength" not in texts["上海合作组织"]
    assert "textLength" not in texts["Те\u0301ст"]
    assert int(texts["one"]["textLength"]) == 3 * SIGN
    # Two columns to a letter, and two between columns.
    assert int(texts["Те\u0301ст"]["x"]) - int(texts["上海合作组织"]["x"]) == 14 * SIGN


def test_cells_from_right_to_left_stay_in_their_columns(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title="منظمة", city="شانغهاي")])
    page = ask("--store", store, "list", "events", "-c", "title,city", "-f", "html").out
    assert "<bdi>منظمة</bdi>" in page
    assert "<bdi>شانغهاي</bdi>" in page


def wide_answers() -> Iterator[tuple[str, tuple[str, ...], dict[str, Any], str]]:
    """Answers that have no room in a picture of the usual width: what is asked, of which records."""
    name = "Name " * 12
    held = delegation("aaa", ("observer", "1900", "1905"), ("member", "2018", None), name=name)
    came = {"id": "aaa", "capacity": "observer", "part": "attended"}
    yield "years", ("status",), {"delegations": [held]}, "Name"
    yield "years and periods", ("status", "aaa"), {"delegations": [held]}, "Name"
    many = [event(f"one-{'y' * 50}", series="w" * 70, city="c" * 70, participants=[came])]
    columns = "id,series,city,kind,start,un_involved,title,participants,sources,venue,notes"
    yield "a list", ("list", "events", "-c", columns), {"events": many}, "notes"
    long = delegation("aaa", name="N" * 130)
    yield "a matrix", ("attendance",), {"delegations": [long], "events": many}, "N" * 130


@pytest.mark.parametrize(
    ("words", "records", "expected"), [pytest.param(*one[1:], id=one[0]) for one in wide_answers()]
)
def test_a_picture_is_as_wide_as_it_takes(
    words: tuple[str, ...], records: dict[str, Any], expected: str, make_store: StoreMaker
) -> None:
    answer = ask("--store", make_store(**records), *words, "-f", "svg")
    assert answer.code == 0, answer.err
    text = "\n".join(lines_of(answer.out))
    assert columns_of(answer.out) > WIDTH
    assert expected in text
    assert "no room for" not in text


def test_addresses_are_left_whole_where_that_is_possible(make_store: StoreMaker) -> None:
    usual = "https://example.org/" + "x" * 100
    page = {"id": "page", "url": usual, "title": "A page", "publisher": "A publisher"}
    endless = {**page, "id": "other", "url": usual * 100}
    statuses = ("observer", "2018", None)
    cited = delegation("aaa", statuses, sources=[{"id": "page"}, {"id": "other"}])
    store = Path(make_store(delegations=[cited]))
    tables = json.loads(store.read_text())
    tables["sources"] = {"page": page, "other": endless}
    store.write_text(json.dumps(tables))
    picture = ask("--store", str(store), "why", "aaa", "-f", "svg").out
    assert any(line.endswith(usual) for line in lines_of(picture))
    assert WIDTH < columns_of(picture) < 160
    assert packed(usual * 100) in packed("".join(lines_of(picture)))
