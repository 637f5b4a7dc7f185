"""Every format says the same of the same answer, and prints what its golden file holds."""

import csv
import io
import json
import re
from functools import cache
from typing import Any

import pytest

from tests.conftest import Answer, StoreMaker, ask, event
from tests.golden import CASES, FOLDER, kept, printed
from unsco_cli.schema import VIEWS

DATED = ("events", "delegations", "members", "observers", "dialogue-partners", "partners")
QUESTIONS = [
    *(("list", view) for view in VIEWS),
    *(("list", view, "--as-of", "2018-11-27") for view in DATED),
    *(("list", view, "--event", "un-sco-2018") for view in VIEWS),
    ("list", "members", "--as-of", "2017"),
    ("status",),
    ("status", "iran", "belarus"),
    ("status", "--as-of", "2018-11-27"),
]
# The rows of a search are of several collections, and are no whole records.
SEARCHES = [
    ("search", "drug", "trafficking"),
    ("search", "country", "--in", "sources"),
    ("search", '"special event"', "vienna"),
    ("search", "nothingofthekind"),
    ("timeline", "unodc", "--from", "2018"),
    ("diff", "2017", "2018"),
    ("diff", "2017-06-08", "2017-06-09", "bgd"),
]
WITH_LISTS = [
    ("list", "delegations", "--columns", "id,aliases,statuses,un_member_since,now"),
    ("list", "events", "--columns", "un_involved,topics,participants,attendance,ordinal"),
    ("list", "observers", "--columns", "founding,memorandum,names,name"),
    ("why", "iran", "--columns", "id,field,value,source,title,conflicts"),
    ("cite", "un-sco-2016", "a-res-71-14"),
    ("network", "--min", "20"),
    ("attendance", "iran", "turkey", "--kind", "special-event", "--to", "2018"),
    ("stats", "--by", "topic"),
    ("stats", "--by", "year", "--by", "status"),
]
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids")


def named(question: tuple[str, ...]) -> str:
    return " ".join(question)


@cache
def answered(*words: str) -> Answer:
    answer = ask(*words)
    assert answer.code == 0, answer.err
    return answer


def columns_of(*question: str) -> list[str]:
    return answered(*question, "-f", "tsv", "--header", "-n", "0").out.rstrip("\n").split("\t")


def tsv_of(*question: str) -> list[list[str]]:
    return [line.split("\t") for line in answered(*question, "-f", "tsv").out.splitlines()]


def csv_of(*question: str) -> list[list[str]]:
    return csv_of_text(answered(*question, "-f", "csv", "--no-header").out)


def csv_of_text(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def markdown_of(*question: str) -> list[list[str]]:
    return markdown_of_text(answered(*question, "-f", "md").out)


def markdown_of_text(text: str) -> list[list[str]]:
    rows = [
        [
            re.sub(r"\\([^A-Za-z0-9\s])", r"\1", cell)
            for cell in re.split(r"(?<!\\) \| ", line.removeprefix("| ").removesuffix(" |"))
        ]
        for line in text.splitlines()
    ]
    assert set(rows[1][0]) <= set("|- ")
    return [rows[0], *rows[2:]]


def text_of(value: Any) -> str:
    """What lines of text hold of a JSON value without parts of its own."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", CASES)
def test_what_is_printed_is_what_the_golden_file_holds(name: str) -> None:
    assert printed(CASES[name]).decode() == (FOLDER / name).read_bytes().decode()


def test_each_golden_file_has_its_case() -> None:
    assert kept() == set(CASES)


@pytest.mark.parametrize("question", [*QUESTIONS, *SEARCHES], ids=named)
def test_the_values_in_json_are_the_cells_of_tsv(question: tuple[str, ...]) -> None:
    columns = columns_of(*question)
    objects = answered(*question, "-f", "json").json
    cells = [[text_of(row[name]) for name in columns] for row in objects]
    # Nothing in the shipped store needs an escape, so texts can be compared as they are.
    assert cells == tsv_of(*question)


@pytest.mark.parametrize("question", [*QUESTIONS, *SEARCHES, *WITH_LISTS], ids=named)
def test_json_lines_are_the_objects_of_json(question: tuple[str, ...]) -> None:
    objects = [json.loads(line) for line in answered(*question, "-f", "jsonl").lines]
    assert objects == answered(*question, "-f", "json").json


@pytest.mark.parametrize(
    "question", [*QUESTIONS, *SEARCHES, *WITH_LISTS, ("show", "iran", "un-sco-2018")], ids=named
)
def test_csv_and_markdown_have_the_cells_of_tsv(question: tuple[str, ...]) -> None:
    expected = tsv_of(*question)
    assert csv_of(*question) == expected
    header, *rows = markdown_of(*question)
    assert rows == expected
    assert header == answered(*question, "-f", "tsv", "--header").lines[0].split("\t")


@pytest.mark.parametrize("question", [*QUESTIONS[::2], *SEARCHES, *WITH_LISTS], ids=named)
def test_a_table_has_the_cells_of_tsv(question: tuple[str, ...]) -> None:
    expected = tsv_of(*question)
    # An earlier choice of columns is replaced by a later one.
    for number, column in enumerate(columns_of(*question)):
        _title, *below = answered(*question, "-c", column, "-f", "table", "--no-header").lines
        cells, notes = below[: len(expected)], below[len(expected) :]
        assert cells == [row[number] for row in expected]
        # What is unknown, or the sentence of a table without rows.
        assert all(note.startswith("unknown ") if expected else note.endswith(".") for note in notes)


@pytest.mark.parametrize(
    "question", [*QUESTIONS, *SEARCHES, ("show", "iran", "un-sco-2018", "irn")], ids=named
)
def test_ids_are_those_of_the_records_each_once(question: tuple[str, ...]) -> None:
    records = [row["id"] for row in answered(*question, "-f", "json").json]
    assert answered(*question, "-f", "ids").lines == list(dict.fromkeys(records))


def test_a_record_with_two_periods_is_one_id() -> None:
    rows = tsv_of("list", "partners")
    assert len({row[0] for row in rows}) < len(rows)
    assert len(answered("list", "partners", "-f", "ids").lines) == len({row[0] for row in rows})


@pytest.mark.parametrize(
    ("format_", "usual"), [("table", True), ("tsv", False), ("csv", True), ("md", True), ("ids", False)]
)
def test_column_names_come_first_or_not_as_asked(format_: str, usual: bool) -> None:
    question = ("list", "observers", "-n", "2", "-f", format_)
    with_names = answered(*question, "--header").out
    without = answered(*question, "--no-header").out
    assert re.search(r"\bid\b", with_names)
    assert not re.search(r"\bid\b", without)
    assert answered(*question).out == (with_names if usual else without)
    rows = without.splitlines()[-2:]
    assert with_names.splitlines()[-2:] == rows
    assert rows[0].startswith(("mng", "| mng"))


def test_the_name_of_a_lone_column_of_a_table_is_shown_when_asked_for() -> None:
    table = answered("list", "observers", "-c", "until", "-f", "table", "--header")
    assert "until" in [line.strip() for line in table.lines]


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_structured_formats_have_no_header(format_: str) -> None:
    question = ("list", "observers", "-f", format_)
    assert answered(*question, "--header").out == answered(*question, "--no-header").out


@pytest.mark.parametrize("question", QUESTIONS, ids=named)
def test_json_gives_the_whole_record_and_the_columns(
    question: tuple[str, ...], shipped: dict[str, dict[str, Any]]
) -> None:
    columns = columns_of(*question)
    collection = VIEWS[question[1]].collection if question[0] == "list" else "delegations"
    for row in answered(*question, "-f", "json").json:
        record = shipped[collection][row["id"]]
        assert row.keys() == record.keys() | set(columns)
        assert {name: row[name] for name in record if name not in columns} == {
            name: value for name, value in record.items() if name not in columns
        }


@pytest.mark.parametrize("format_", ["json", "jsonl"])
@pytest.mark.parametrize("question", [("list", "observers"), ("show", "iran"), ("info",)], ids=named)
def test_json_gives_the_columns_alone_when_they_were_chosen(question: tuple[str, ...], format_: str) -> None:
    chosen = "store,events" if question[0] == "info" else "name,id"
    answer = answered(*question, "-c", chosen, "-f", format_)
    objects = answer.json if format_ == "json" else [json.loads(line) for line in answer.lines]
    assert objects
    assert all(list(one) == chosen.split(",") for one in objects)


@pytest.mark.parametrize("format_", ["table", "tsv", "csv", "md"])
def test_a_column_chosen_twice_is_the_same_twice_and_moves_no_other(format_: str) -> None:
    chosen = answered("list", "observers", "-c", "id,id,name", "-f", format_)
    rows = [re.split(r"\t|,| \| |  +", line.removeprefix("| ")) for line in chosen.lines]
    mongolia = [cell.removesuffix(" |") for cell in next(row for row in rows if row[0] == "mng")]
    assert mongolia in (["mng", "mng", "Mongolia"], ["mng", "Mongolia"])


@pytest.mark.parametrize("format_", FORMATS)
def test_letters_of_every_script_are_written_as_they_are(format_: str, make_store: StoreMaker) -> None:
    words = "Türkiye 中国 Россия ایران Հայաստան"
    store = make_store(events=[event("türkiye-中国", title=words)])
    out = answered("--store", store, "list", "events", "-f", format_).out
    assert "türkiye-中国" in out
    assert format_ == "ids" or words in out
    assert "\\u" not in out


@pytest.mark.parametrize("format_", FORMATS)
def test_an_answer_is_whole_lines(format_: str) -> None:
    for question in (("list", "observers"), ("show", "iran"), ("info",), ("status",)):
        out = answered(*question, "-f", format_).out
        assert not out or out.endswith("\n")
        assert not out.endswith("\n\n")


@pytest.mark.parametrize(
    ("format_", "empty"),
    [
        ("table", None),
        ("tsv", ""),
        ("csv", "id,name,since,until,certainty\n"),
        ("json", "[]\n"),
        ("jsonl", ""),
        ("md", "| id | name | since | until | certainty |\n| --- | --- | --- | --- | --- |\n"),
        ("ids", ""),
    ],
)
def test_an_empty_answer_is_an_empty_document(format_: str, empty: str | None) -> None:
    out = answered("list", "observers", "--as-of", "2001", "-f", format_).out
    if empty is None:
        assert len(out.splitlines()) == 2
        assert out.splitlines()[1].endswith(".")
    else:
        assert out == empty


def test_the_name_of_a_format_has_no_case() -> None:
    assert answered("list", "observers", "-f", "JSON").out == answered("list", "observers", "-f", "json").out
