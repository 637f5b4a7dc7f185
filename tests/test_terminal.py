"""What a person sees: a table on a terminal of any width, in colour where that is wanted."""

import re
import sys
from collections.abc import Mapping

import pytest
from rich.cells import cell_len

from tests.conftest import ROOT, StoreMaker, ask, event, process
from tests.systems import bare, on_terminal

QUESTIONS = [
    ("list", "observers"),
    ("list", "events"),
    ("list", "sources", "-n", "15"),
    ("list", "people", "--event", "un-sco-2018"),
    ("list", "members", "--as-of", "2017"),
    ("list", "observers", "--as-of", "2001"),
    ("list", "observers", "-n", "1"),
    ("search", "drug", "trafficking", "-n", "9"),
    ("status", "iran", "belarus", "-c", "id,status,since,until,basis,note"),
    ("network", "--topic", "drug-trafficking", "--min", "9"),
    ("timeline", "unodc"),
    ("diff", "2017", "2018"),
    ("attendance", "--series", "joint special"),
    ("attendance", "--people", "--to", "2011"),
    ("stats", "--by", "topic", "-n", "9"),
    ("status",),
    ("status", "iran", "--from", "2015"),
    ("show", "un-sco-2018"),
    ("show", "iran", "unodc", "rashid-alimov"),
    ("info", "-c", "program,title,version,events,licence"),
]
WIDTHS = (20, 40, 80, 200)
ESCAPE = "\x1b["


def seen(*words: str, width: int = 80, environ: Mapping[str, str] | None = None) -> str:
    """What a command prints on a real terminal."""
    circumstances = bare(
        **{"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PAGER": "cat", **(environ or {})}
    )
    code, shown = on_terminal([sys.executable, "-m", "unsco_cli", *words], width, circumstances)
    assert code == 0
    return shown


def packed(text: str) -> str:
    """A text without spaces, which wrapping moves."""
    return "".join(text.split())


def test_a_terminal_gets_a_table_and_a_pipe_gets_lines() -> None:
    lines = process("list", "observers")
    assert lines.out == process("list", "observers", "-f", "tsv").out
    assert lines.lines[0].split("\t") == ["mng", "Mongolia", "2004-06-17", "2025-09-01", "partner"]
    table = seen("list", "observers", environ={"NO_COLOR": "1"}).splitlines()
    assert table[0] == "Observers, whole history"
    assert table[1].split() == ["id", "name", "since", "until", "now"]
    assert table[3].split() == ["mng", "Mongolia", "2004-06-17", "2025-09-01", "partner"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_table_is_as_wide_as_the_terminal(width: int) -> None:
    plain = seen("list", "events", width=width, environ={"NO_COLOR": "1"})
    assert plain == ask("list", "events", terminal=width).out
    assert max(map(cell_len, plain.splitlines())) <= width


def test_the_width_that_is_set_goes_before_the_terminals() -> None:
    environ = {"NO_COLOR": "1", "COLUMNS": "40"}
    assert seen("list", "events", width=200, environ=environ) == ask("list", "events", terminal=40).out
    # What is no width is no wish.
    for nonsense in ("0", "-1", "wide", ""):
        environ = {"NO_COLOR": "1", "COLUMNS": nonsense}
        assert seen("info", "-c", "title", environ=environ) == ask("info", "-c", "title", terminal=80).out


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
    ids=str,
)
def test_a_terminal_is_coloured_where_that_is_wanted(environ: dict[str, str], coloured: bool) -> None:
    out = seen("list", "observers", environ=environ)
    assert (ESCAPE in out) is coloured
    plain = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines()]
    assert plain == ask("list", "observers", terminal=80).lines


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
    ],
    ids=str,
)
def test_a_pipe_is_coloured_only_where_that_is_forced(environ: dict[str, str], coloured: bool) -> None:
    assert (ESCAPE in process("show", "iran", "-f", "table", environ=environ).out) is coloured


@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "md", "ids"])
def test_data_is_never_coloured_nor_cut(format_: str) -> None:
    question = ("list", "events", "-f", format_)
    forced = ask(*question, terminal=20, environ={"FORCE_COLOR": "1", "NO_COLOR": ""})
    assert forced == ask(*question)


def test_errors_and_help_are_not_coloured() -> None:
    environ = {"FORCE_COLOR": "1"}
    assert ESCAPE not in process("show", "nobody", environ=environ).err
    assert ESCAPE not in process("list", "--help", environ=environ).out


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_no_line_is_wider_than_the_terminal(question: tuple[str, ...], width: int) -> None:
    answer = ask(*question, terminal=width)
    assert answer.code == 0
    assert max(map(cell_len, answer.lines)) <= width


def shown_and_hidden(out: str, columns: list[str]) -> tuple[list[str], list[str]]:
    """The columns of a table that are shown, and those that its note names."""
    note = re.search(
        r"no room for: (.*) \(widen the terminal, or choose with --columns\)", " ".join(out.split())
    )
    hidden = note[1].split(", ") if note else []
    return [column for column in columns if column not in hidden], hidden


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "question",
    [one for one in QUESTIONS if one[0] in ("list", "timeline") or one[:1] + one[3:4] == ("status", "-c")],
    ids=" ".join,
)
def test_what_has_no_room_is_named_and_the_rest_is_there_in_full(
    question: tuple[str, ...], width: int
) -> None:
    columns, *rows = (line.split("\t") for line in ask(*question, "-f", "tsv", "--header").lines)
    out = ask(*question, terminal=width).out
    shown, hidden = shown_and_hidden(out, columns)
    assert shown
    assert sorted((*shown, *hidden)) == sorted(columns)
    # One column at a time: side by side the lines of wrapped cells are mixed.
    for number, column in enumerate(columns):
        alone = packed(ask(*question, "-c", column, "--no-header", terminal=width).out)
        assert packed("".join(row[number] for row in rows)) in alone
    # Side by side, each cell is a block of its own: its words are all there.
    words = set(out.split())
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            assert column in hidden or all(
                word in words for word in cell.split() if cell_len(word) <= min(width, 16)
            )


def test_a_wider_terminal_shows_more_and_never_less() -> None:
    columns = ["id", "date", "kind", "city", "title"]
    counts = [
        len(shown_and_hidden(ask("list", "events", terminal=width).out, columns)[0])
        for width in range(10, 200, 6)
    ]
    assert counts == sorted(counts)
    assert counts[0] == 1
    assert counts[-1] == len(columns)


@pytest.mark.parametrize("width", [1, 2, 5, 10])
@pytest.mark.parametrize("question", [("list", "observers"), ("show", "iran")], ids=" ".join)
def test_a_terminal_of_hardly_any_width_loses_nothing(question: tuple[str, ...], width: int) -> None:
    answer = ask(*question, terminal=width)
    assert answer.code == 0
    assert "irn" in packed(answer.out)


def test_facts_are_whole_on_a_narrow_terminal() -> None:
    for width in WIDTHS:
        facts, *_ = ask("show", "iran", terminal=width).out.split("\n\naliases")
        values = packed("".join(line[17:] for line in facts.splitlines()[2:]))
        assert packed("Islamic Republic of Iran") in values


WORDS = {
    "chinese": "中国 " * 30,
    "a long chinese word": "長" * 200,
    "a long word": "x" * 500,
    "marks": "e\u0301" * 100,
    "emoji": "👩\u200d👩\u200d👧 " * 30,
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_wide_letters_and_long_words_are_folded_and_never_lost(
    words: str, width: int, make_store: StoreMaker
) -> None:
    store = make_store(events=[event("one", title=words, notes=words)])
    titles = ask("--store", store, "list", "events", "-c", "title", "--no-header", terminal=width)
    assert packed(titles.out) == f"Events{packed(words)}"
    shown = ask("--store", store, "show", "one", terminal=width)
    # In the caption and in the notes; no other word has this sign.
    rare = max(words)
    assert shown.out.count(rare) == 2 * words.count(rare)
    assert max(map(cell_len, (*titles.lines, *shown.lines))) <= width


@pytest.mark.parametrize("length", [1_000, 150_000])
def test_off_a_terminal_nothing_is_cut_or_wrapped(length: int, make_store: StoreMaker) -> None:
    words = "word " * (length // 5) + "end"
    store = make_store(events=[event("one", title=words, notes="x" * length)])
    out = ask("--store", store, "list", "events", "-c", "id,title,notes", "-f", "table").out
    assert f"one  {words}  {'x' * length}" in out
    assert len(out.splitlines()) == 4
    assert f"notes        {'x' * length}\n" in ask("--store", store, "show", "one", "-f", "table").out


def test_off_a_terminal_no_width_matters() -> None:
    for columns in ("10", "80"):
        narrow = ask("list", "events", "-f", "table", environ={"COLUMNS": columns})
        assert narrow == ask("list", "events", "-f", "table")
    assert "no room" not in narrow.out


def test_no_line_ends_in_spaces() -> None:
    for question in QUESTIONS:
        for width in (None, 80):
            lines = ask(*question, "-f", "table", terminal=width).lines
            assert [line for line in lines if line != line.rstrip()] == []


def test_no_two_lines_are_empty_one_after_the_other() -> None:
    for question in (*QUESTIONS, ("show", "iran", "-c", "id,statuses")):
        assert "\n\n\n" not in ask(*question, terminal=80).out


def test_what_is_unknown_is_said_under_the_table_and_beside_the_lines() -> None:
    question = ("list", "members", "--as-of", "2017")
    table, lines = ask(*question, terminal=200), ask(*question)
    assert table.err == ""
    assert "ind, pak" in table.lines[-1]
    assert lines.err == f"unsco: {table.lines[-1]}\n"
