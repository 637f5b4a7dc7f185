"""Nothing in a record or on the command line acts on a terminal, forges a row or gets lost on the way."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import CITED, Answer, StoreMaker, ask, delegation, event, process

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "html", "svg", "ids")
WIDTH = 80
# Set against the width, which also tells the program not to colour.
COLOURED = {"NO_COLOR": "", "FORCE_COLOR": "1"}

# Signs that act instead of being shown, or are not shown at all, beyond the control characters.
# The joiners U+200C and U+200D are letters' business.
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SEPARATING = "\u2028\u2029"
HIDDEN = "\u00ad\u200b\u2060\ufeff\U000e0001\U000e0041"
ACTING = TURNING + SEPARATING + HIDDEN
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

PIECES = (
    # markup, emoji names, links
    *("[/x]", "[bold]x", "[red]red[/red]", "[link=https://example.org]x[/link]", ":ok:", ":smile:", "[]"),
    # ends of lines and other control characters
    *("a\tb", "a\nb", "a\rb", "a\r\nb", "\x00", "\x07\x08\x0b\x0c", "\x1c\x1d\x1e\x1f", "\x7f"),
    *("\x80", "\x85", "\x9f", "\x9b31m", "\u2028", "\u2029", "\u202e321", "\u2066x\u2069", "\ufeffbom"),
    # colour, the window's title, a link, a cleared screen
    *("\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;https://example.org\x1b\\", "\x1b[2J\x1b[H"),
    # what formats and shells make something of
    *("|", "a | b", "\\", "\\n", "\\t", "\\x1b", "\\\\", '"', '""', "'", ",", ";", "`", "<b>", "&amp;", "~"),
    *("#", "--", "---", "-", "=1+1", "@x", "{}", "$(x)", "%s", "{0}"),
    # marks, scripts, wide letters, emoji, what has no width
    *("é", "e\u0301", "a\u0327\u0301\u0302", "\u0301", "العربية", "עברית", "ภาษาไทย", "हिन्दी", "ﷺ", "𒐫"),
    *("中国", "日本語の長い文章", "한국어", "👩\u200d👩\u200d👧", "🇰🇬", "👍🏽"),
    *("\u200d", "\u200b", "\u200e", "\u200f", "\u00ad", "\u00a0", "\u3000", "\U000e0001", "\U0010ffff"),
    *("x" * 90, "word " * 40, " ", "  ", "\ufffe", "\ue000"),
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=("Cs",)), max_size=8)),
    max_size=6,
).map("".join)
laws = settings(max_examples=15, deadline=None, database=None)


def store_of(folder: Path, *texts: str) -> str:
    """A store whose records hold these texts wherever a text may stand."""
    events = [
        event(f"event-{number}", title=text, venue=text, notes=text, outcomes=[text, text])
        for number, text in enumerate(texts)
    ]
    delegations = [delegation("aaa", ("observer", "2018", None), aliases=list(texts), official_name=texts[0])]
    source = {"id": "page", "url": "https://example.org", "title": texts[0], "publisher": texts[-1]}
    collections = {"events": events, "delegations": delegations, "sources": [source]}
    tables = {name: {record["id"]: record for record in records} for name, records in collections.items()}
    path = folder / "store.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    return str(path)


def unescaped(text: str) -> str:
    """What a text of an answer stands for: the README's rule, read backwards."""
    named = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
    return re.sub(
        r"\\(?:([\\tnr])|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))",
        lambda found: named[found[1]] if found[1] else chr(int(found[2] or found[3] or found[4], 16)),
        text,
    )


def acting(text: str) -> set[str]:
    """The signs of a text that are not shown but do something; a newline ends a line and is none."""
    controls = {sign for sign in text if unicodedata.category(sign) == "Cc" and sign != "\n"}
    return controls | (set(text) & set(ACTING))


def packed(text: str) -> str:
    """A text without spaces, which wrapping moves."""
    return "".join(text.split())


def answered(*words: str, terminal: int | None = None, environ: dict[str, str] | None = None) -> Answer:
    answer = ask(*words, terminal=terminal, environ=environ)
    assert answer.code == 0, answer.err
    assert answer.err == ""
    return answer


@laws
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_no_format_lets_a_text_act(folder: Path, texts: list[str]) -> None:
    store = store_of(folder, *texts)
    for question in (("list", "events", "-c", "id,title,venue,notes,outcomes"), ("show", "event-0", "aaa")):
        for format_ in FORMATS:
            allowed = {"\t"} if format_ == "tsv" else set()
            assert acting(answered("--store", store, *question, "-f", format_).out) <= allowed
        assert not acting(answered("--store", store, *question, terminal=WIDTH).out)
        coloured = answered("--store", store, *question, terminal=WIDTH, environ=COLOURED).out
        assert not acting(COLOUR.sub("", coloured))


@laws
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_lines_have_a_row_each_and_a_tab_between_cells_and_give_the_text_back(
    folder: Path, texts: list[str]
) -> None:
    question = ("--store", store_of(folder, *texts), "list", "events", "-c", "id,title,notes")
    expected = [[f"event-{number}", text, text] for number, text in enumerate(texts)]
    tsv = answered(*question, "-f", "tsv").out
    # Split as the weakest reader would, at any sign that some program takes for the end of a line.
    assert tsv.count("\n") == len(tsv.splitlines()) == len(texts)
    assert [[unescaped(cell) for cell in line.split("\t")] for line in tsv.splitlines()] == expected
    table = csv.reader(io.StringIO(answered(*question, "-f", "csv", "--no-header").out, newline=""))
    assert [[unescaped(cell) for cell in row] for row in table] == expected


@laws
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_json_decodes_to_the_exact_text(folder: Path, texts: list[str]) -> None:
    store = store_of(folder, *texts)
    whole = answered("--store", store, "list", "events", "-f", "json").json
    lines = answered("--store", store, "list", "events", "-f", "jsonl").out
    assert len(lines.splitlines()) == len(texts)
    assert [json.loads(line) for line in lines.splitlines()] == whole
    assert [(row["title"], row["notes"], row["outcomes"]) for row in whole] == [
        (text, text, [text, text]) for text in texts
    ]
    shown = answered("--store", store, "show", "event-0", "-f", "json").json
    assert shown[0]["title"] == texts[0]


@laws
@given(TEXTS)
def test_a_markdown_table_keeps_its_shape_and_its_text(folder: Path, text: str) -> None:
    store = store_of(folder, text)
    out = answered("--store", store, "list", "events", "-c", "title,id", "-f", "md").out
    lines = out.splitlines()
    assert len(lines) == 3
    # Bars that no backslash stands before: those of a table with two columns.
    assert [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines] == [3, 3, 3]
    cell = lines[2].removeprefix("| ").removesuffix(" | event-0 |")
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_<>\[\]]", cell)
    assert unescaped(re.sub(r"\\([^A-Za-z0-9\s])", r"\1", cell)) == text


@laws
@given(TEXTS)
def test_a_table_off_a_terminal_has_the_text_on_one_line(folder: Path, text: str) -> None:
    store = store_of(folder, text)
    out = answered("--store", store, "list", "events", "-c", "title", "-f", "table", "--no-header").out
    title, line = out.removesuffix("\n").split("\n")
    assert title == "Events"
    # A line has no spaces at its end, to be safe to copy.
    assert unescaped(line).rstrip() == text.rstrip()


@laws
@given(TEXTS, st.sampled_from((20, 40, 80)), st.booleans())
def test_a_terminal_shows_the_whole_text_and_no_line_is_wider(
    folder: Path, text: str, width: int, colour: bool
) -> None:
    store = store_of(folder, text)
    environ = COLOURED if colour else {}
    for question in (("list", "events", "-c", "title", "--no-header"), ("show", "event-0")):
        answer = answered("--store", store, *question, terminal=width, environ=environ)
        out = COLOUR.sub("", answer.out)
        assert max(cell_len(line) for line in out.split("\n")) <= width
        escaped = packed(ask("--store", store, "list", "events", "-c", "title", "-f", "tsv").out)
        assert escaped in packed(out)


@pytest.mark.parametrize(
    "text", ["[/x]", "[bold]x", ":ok:", "[link=file:///]x", "https://example.org", "12.5"]
)
@pytest.mark.parametrize("environ", [{}, COLOURED], ids=["plain", "coloured"])
def test_markup_is_shown_as_it_was_typed(text: str, environ: dict[str, str], make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title=text)])
    for question in (("list", "events"), ("show", "one")):
        assert text in answered("--store", store, *question, terminal=WIDTH, environ=environ).out


@pytest.mark.parametrize(
    "text",
    [
        "منظمة شانغهاي للتعاون",
        "ארגון שיתוף הפעולה",
        "上海合作组织",
        "Türkiye",
        "Turkiye\u0308",
        "नेपाल",
        "👩\u200d👩\u200d👧 🇰🇬",
    ],
)
@pytest.mark.parametrize("format_", ["table", "tsv", "csv", "json", "jsonl", "md", "html", "svg"])
def test_letters_of_every_direction_and_their_marks_arrive_unchanged(
    text: str, format_: str, make_store: StoreMaker
) -> None:
    store = make_store(events=[event("one", title=text)])
    assert text in answered("--store", store, "list", "events", "-f", format_).out
    assert text in answered("--store", store, "list", "events", "-f", format_, terminal=WIDTH).out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc\rd", r"a\tb\nc\rd"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b31m", r"\x9b31m"),
        ("\x7f", r"\x7f"),
        ("a\u202eb", r"a\u202eb"),
        ("\u2066", r"\u2066"),
        ("\u2028", r"\u2028"),
        ("\ufeff", r"\ufeff"),
        ("\u200b", r"\u200b"),
        ("\U000e0001", r"\U000e0001"),
        ("\ufffe", r"\ufffe"),
        (r"\t", r"\\t"),
    ],
)
@pytest.mark.parametrize("format_", ["table", "tsv", "csv", "html", "svg"])
def test_what_would_act_is_written_in_ascii(
    text: str, shown: str, format_: str, make_store: StoreMaker
) -> None:
    store = make_store(events=[event("one", title=text)])
    assert shown in answered("--store", store, "list", "events", "-c", "title", "-f", format_).out


@pytest.mark.parametrize("format_", FORMATS)
def test_an_id_that_somebody_wrote_into_the_file_forges_no_row(format_: str, make_store: StoreMaker) -> None:
    hostile = "one\ntwo\tthree\x1b[31m|"
    store = make_store(events=[event(hostile)])
    for question in (("list", "events", "-c", "id"), ("show", hostile, "-c", "id")):
        out = answered("--store", store, *question, "-f", format_).out
        assert acting(out) <= ({"\t"} if format_ == "tsv" else set())
        assert not any(line.strip("| ") == "two" for line in out.splitlines())
    if format_ == "ids":
        assert unescaped(out.removesuffix("\n")) == hostile


HOSTILE = [*PIECES, "x" * 2000, "\x1b]0;" + "y" * 50 + "\x07\n\n\nunsco: all is well"]
WORDS = st.one_of(st.sampled_from(HOSTILE), TEXTS).filter(lambda text: not text.startswith("-"))


def is_one_line(answer: Answer) -> bool:
    """Whether a failure was told on one line on which nothing acts."""
    line = answer.err.removesuffix("\n")
    return (
        answer.code in (2, 3, 4)
        and answer.out == ""
        and line.startswith("unsco: ")
        and len(line.splitlines()) == 1
        and not acting(line)
    )


@settings(laws, max_examples=12)
@given(WORDS)
def test_a_hostile_word_anywhere_on_the_command_line_is_told_on_one_line(folder: Path, word: str) -> None:
    unknown = f"no such thing {word}"
    store = store_of(folder, "A title")
    for words in (
        ("show", unknown),
        ("status", unknown),
        ("list", unknown),
        ("list", "observers", "--as-of", unknown),
        ("list", "observers", "--event", unknown),
        ("list", "observers", "-c", unknown.replace(",", "")),
        ("list", "observers", "-s", unknown),
        ("list", "observers", "-f", unknown),
        ("list", "observers", "-n", unknown),
        ("list", "observers", unknown),
        ("list", "events", "--from", unknown),
        ("list", "events", "--kind", unknown),
        ("list", "events", "--with", unknown),
        ("network", unknown),
        ("network", "--min", unknown),
        ("network", "-f", unknown),
        ("search", "--in", unknown),
        ("schema", unknown),
        (unknown,),
        (f"--{unknown}",),
        ("list", f"--{unknown}"),
        ("list", "observers", f"--no-header={unknown}"),
        ("--store", unknown, "info"),
    ):
        answer = ask("--store", store, *words)
        assert is_one_line(answer), (words, answer)


def test_hostile_names_on_standard_input_are_told_on_one_line(folder: Path) -> None:
    store = store_of(folder, "A title")
    for word in HOSTILE:
        first = next(iter(word.split("\n")), "").partition("\t")[0].strip()
        if first:
            answer = ask("--store", store, "show", "-", stdin=f"no such thing {word}\n")
            assert is_one_line(answer), answer


@pytest.mark.parametrize("word", ["\x1b[31m", "a\nb", "\x9bx", "\u202e", "a\u2028b"])
def test_hostile_words_in_a_store_are_told_on_one_line(word: str, make_store: StoreMaker) -> None:
    unknown_field = {**event("one"), word: 1}
    wrong_key = {"events": {word: event("one")}}
    no_kind = event("one", kind=word)
    for tables in (wrong_key, {"events": {"one": unknown_field}}, {"events": {"one": no_kind}}, {word: {}}):
        path = Path(make_store())
        path.write_text(json.dumps(tables), encoding="utf-8")
        answer = ask("--store", str(path), "list", "events")
        assert answer.code == 4
        assert is_one_line(answer), answer


@pytest.mark.parametrize("word", ["\x1b[31m", "a\nb", "\x9bx", "\u202e", "a\u2028b"])
def test_candidates_and_suggestions_from_the_store_are_told_on_one_line(
    word: str, make_store: StoreMaker
) -> None:
    name = f"ambiguous{word}name"
    pair = [delegation("aaa", name=name), delegation(f"b{word}", name=name)]
    store = make_store(delegations=pair)
    for asked in (name, f"ambigous{word}name"):
        answer = ask("--store", store, "show", asked)
        assert answer.code == 3
        assert is_one_line(answer), answer


def test_a_note_beside_the_answer_is_one_line(make_store: StoreMaker) -> None:
    hostile = "a\nb\x1b[31m"
    store = make_store(delegations=[delegation(hostile, ("observer", "2018", None))])
    answer = ask("--store", store, "list", "observers", "--as-of", "2018", "-f", "ids")
    assert answer.code == 0
    assert len(answer.err.splitlines()) == 1
    assert not acting(answer.err)


def test_a_word_that_is_escaped_in_an_error_is_escaped_once() -> None:
    for words in (("show", "a\x1bb"), ("list", "a\x1bb"), ("list", "observers", "--as-of", "a\x1bb")):
        assert r"a\x1bb" in ask(*words).err
        assert r"a\\x1bb" not in ask(*words).err


def test_hostile_words_reach_a_real_process_and_stay_one_line() -> None:
    answer = process("show", "\x1b]0;owned\x07\nunsco: all is well")
    assert is_one_line(answer)
    assert process("list", "\udcff\udcfe").code == 2


def test_the_sources_of_a_hostile_record_are_cited_all_the_same(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title="\x1b[2J", sources=CITED)])
    assert "https://example.org/page" in answered("--store", store, "list", "sources").out
    assert "page" in answered("--store", store, "show", "one", terminal=WIDTH).out
