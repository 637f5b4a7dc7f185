"""Who came to which events: against the lists of each event, and drawn in any width."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import Answer, StoreMaker, answered, ask, delegation, event, process, rows, written
from tests.test_hostile import PIECES, TEXTS, acting

Row = dict[str, Any]
Shipped = dict[str, dict[str, Any]]

# Who is asked about, with the column that names them and the view of an event that lists them.
WHO = [
    ((), "delegation", "delegations"),
    (("--agencies",), "agency", "agencies"),
    (("--people",), "person", "people"),
]
FILTERS = [
    ("--from", "2018-06", "--to", "2019"),
    ("--topic", "drug-trafficking", "--city", "Vienna"),
    ("--kind", "summit", "--kind", "signing"),
    ("--series", "joint special"),
    ("--country", "uzbekistan", "--with", "iran"),
    ("--no-un-involved",),
    ("--to", "2018-10-15", "--certain"),
]
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids", "html", "svg")
MEANINGS = {
    "M": "member",
    "O": "observer",
    "D": "dialogue partner",
    "P": "partner",
    "G": "guest",
    "A": "agency",
    "H": "host",
    "?": "unknown",
    "-": "none",
    "or": "organised",
    "ch": "chaired",
    "ad": "addressed",
    "re": "reported",
    "mo": "moderated",
    "si": "signed",
    "at": "attended",
    "of": "offered floor",
    "sm": "sent message",
    "rm": "received message",
}


def held(identifier: str, *parts: tuple[str, str], **fields: Any) -> Row:
    """An event to which these came in these capacities."""
    present = [{"id": one, "capacity": capacity, "part": "attended"} for one, capacity in parts]
    return event(identifier, participants=present, **fields)


# A row for each time


@pytest.mark.parametrize(("whom", "column", "view"), WHO, ids=[view for *_, view in WHO])
def test_the_rows_of_an_event_are_those_that_its_list_gives(
    whom: tuple[str, ...], column: str, view: str, shipped: Shipped
) -> None:
    said = {
        "delegations": "capacity,part,status,named,name",
        "agencies": "capacity,part,named,name",
        "people": "part,post,on_behalf_of",
    }[view].split(",")
    by_event: dict[str, list[tuple[Any, ...]]] = {one: [] for one in shipped["events"]}
    for row in rows("attendance", *whom, "-c", ",".join((column, "event", *said))):
        by_event[row["event"]].append((row[column], *(row[name] for name in said)))
    for one in [*list(shipped["events"])[::6], "un-sco-2018", "un-sco-2019", "summit-2023"]:
        listed = rows("list", view, "--event", one, "-c", ",".join(("id", *said)))
        expected = [(row["id"], *(row[name] for name in said)) for row in listed]
        assert sorted(by_event[one], key=str) == sorted(expected, key=str), one


def test_the_default_columns_of_rows_are_promised() -> None:
    def header(*words: str) -> list[str]:
        return answered("attendance", *words, "-n", "0", "-f", "tsv", "--header").out.strip().split("\t")

    assert header() == ["delegation", "event", "capacity", "part", "status"]
    assert header("--agencies") == ["agency", "event", "capacity", "part"]
    assert header("--people") == ["person", "event", "part", "post", "on_behalf_of"]
    assert header("--from", "2018") == [*header(), "certainty"]


def test_a_delegation_is_called_as_it_was_on_the_day() -> None:
    def names(*words: str) -> set[tuple[str, str]]:
        found = rows("attendance", "turkey", *words, "-c", "event,name")
        return {
            (row["event"], row["name"]) for row in found if row["event"] in ("un-sco-2018", "summit-2025")
        }

    assert ("un-sco-2018", "Turkey") in names()
    assert ("un-sco-2018", "Türkiye") in names("--names", "current")
    assert ("un-sco-2018", "TUR") in names("--names", "code")
    # A matrix speaks of several days.
    assert rows("attendance", "turkey", "--wide")[0]["name"] == "Türkiye"


@pytest.mark.parametrize("filters", FILTERS, ids=" ".join)
def test_events_are_chosen_as_a_list_chooses_them(filters: tuple[str, ...], shipped: Shipped) -> None:
    listed = answered("list", "events", *filters, "-f", "ids").lines
    expected = {
        (part["id"], one)
        for one in listed
        for part in shipped["events"][one].get("participants", [])
        if part["id"] in shipped["delegations"]
    }
    answer = answered("attendance", *filters, "-f", "json")
    assert {(row["delegation"], row["event"]) for row in answer.json} == expected
    wide = rows("attendance", *filters, "--wide")
    assert {(row["delegation"], one) for row in wide for one in listed if row.get(one)} == expected


def test_what_the_days_leave_open_is_marked_and_noted_or_left_out() -> None:
    question = ("attendance", "--agencies", "--from", "2019-07", "--to", "2019-08", "-f", "json")
    answer = answered(*question)
    unknown = {row["event"] for row in answer.json if row["certainty"] == "unknown"}
    assert unknown == {"signing-ocha-2019"}
    assert "unknown for signing-ocha-2019" in answer.err
    certain = answered(*question, "--certain")
    assert certain.json == [row for row in answer.json if row["certainty"] == "certain"]
    assert "unknown" not in certain.err
    # Where none of those asked about came, nothing about them is open.
    assert "unknown" not in ask(*question[:2], "unodc", *question[2:]).err


def test_names_narrow_it_and_two_give_what_each_gives() -> None:
    everything = rows("attendance")
    iran, turkey = rows("attendance", "iran"), rows("attendance", "Türkiye")
    assert iran == [row for row in everything if row["delegation"] == "irn"]
    assert turkey == [row for row in everything if row["delegation"] == "tur"]
    assert rows("attendance", "TUR", "Islamic Republic of Iran", "iran") == [*iran, *turkey]
    assert rows("attendance", "-", stdin="irn\tIran\ntur\n") == [*iran, *turkey]
    assert rows("attendance", "-", stdin="") == []
    assert rows("attendance", "--wide", "-", stdin="\n") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--agencies", "--people"), 2, "leave one out"),
        (("nobody",), 3, "no delegation is called"),
        (("unodc",), 3, "no delegation is called"),
        (("--agencies", "iran"), 3, "no agency is called"),
        (("--people", "iran"), 3, "no person is called"),
        (("--from", "2019", "--to", "2018"), 2, "turn them round"),
        (("--from", "2018-13"), 2, "is not a date"),
        (("--kind", "sumit"), 2, "did you mean summit?"),
        (("--city", ""), 2, "no word to look for"),
        (("-c", "nmae"), 2, "did you mean name?"),
        (("--wide", "--sort", "nmae"), 2, "did you mean name?"),
        (("-f", "graphml"), 2, "no format is called"),
    ],
)
def test_a_wrong_question_is_told_on_one_line(words: tuple[str, ...], code: int, said: str) -> None:
    answer = ask("attendance", *words)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (code, "", 1)
    assert said in answer.err


# The matrix


@pytest.mark.parametrize(("whom", "column"), [one[:2] for one in WHO], ids=[view for *_, view in WHO])
def test_a_matrix_says_what_the_rows_say(whom: tuple[str, ...], column: str) -> None:
    long, wide = rows("attendance", *whom), rows("attendance", *whom, "--wide")
    assert [row[column] for row in wide] == sorted({row[column] for row in long})
    events: dict[str, set[str]] = {}
    for row in long:
        events.setdefault(row[column], set()).add(row["event"])
    for row in wide:
        assert row["total"] == len(events[row[column]])
        assert {one for one, cell in row.items() if isinstance(cell, list) and cell} == events[row[column]]
    parts = Counter((row[column], row["event"], row.get("capacity"), row["part"]) for row in long)
    assert parts == Counter(
        (row[column], one, part.get("capacity"), part["part"])
        for row in wide
        for one, cell in row.items()
        if isinstance(cell, list)
        for part in cell
    )
    dates = {row["event"]: row["date"] for row in rows("attendance", *whom, "-c", "event,date")}
    order = [one for one in wide[0] if one in dates]
    assert order == sorted(dates, key=lambda one: (dates[one].split()[0], one))


def test_a_status_that_is_not_the_capacity_stands_beside_it() -> None:
    iran = rows("attendance", "iran", "--wide")[0]
    assert iran["summit-2023"] == [{"capacity": "observer", "part": "attended", "status": "member"}]
    assert iran["summit-2024"] == [{"capacity": "member", "part": "attended"}]
    beside = {
        (row["delegation"], row["event"])
        for row in rows("attendance")
        if (row["status"] or row["capacity"]) != row["capacity"]
    }
    assert beside == {
        (row["delegation"], one)
        for row in rows("attendance", "--wide")
        for one, cell in row.items()
        if isinstance(cell, list) and any("status" in part for part in cell)
    }
    assert "observer, attended (status: member)" in answered("attendance", "iran", "--wide", "-f", "tsv").out
    assert "O at(M)" in answered("attendance", "iran", "--from", "2023", "--to", "2023", terminal=80).out


class Page:
    """A part of a drawn matrix: which events it has, how many came, and who."""

    def __init__(self, lines: list[str]) -> None:
        rule = next(number for number, line in enumerate(lines) if set(line) == {"─"})
        *body, totals = lines[rule + 1 :]
        assert totals.startswith("total")
        heading = lines[:rule]
        # Cells of the last line of the heading are where the columns begin.
        names = lines[rule - 1]
        starts = [found.start() for found in re.finditer(r"\S+(?: \S+)*", names)]
        starts = [start for start in starts if names[start:].split()[0] not in ("name", "total")][1:]
        ends = [*starts[1:], 10**6]
        spans = list(zip(starts, ends, strict=True))
        self.events = ["".join("".join(line[a:b].split()) for line in heading) for a, b in spans]
        self.totals = [int(totals[a:b]) for a, b in spans]
        self.cells = {line.split()[0]: [line[a:b].strip() for a, b in spans] for line in body}


def pages(answer: Answer) -> list[Page]:
    """The parts of a drawn matrix, without its title, its legend and its notes."""
    blocks = [block.split("\n") for block in answer.out.split("\n\n")]
    found = [block for block in blocks if any(set(line) == {"─"} for line in block)]
    first = next(number for number, line in enumerate(found[0]) if re.match(" {8}|delegation", line))
    found[0] = found[0][first:]
    return [Page(block) for block in found]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    "question",
    [
        ("--from", "2018", "--to", "2019-06"),
        ("--agencies", "--from", "2019", "--to", "2019"),
        ("--people", "--to", "2013"),
    ],
    ids=" ".join,
)
def test_each_event_is_on_one_page_with_its_total_and_nobody_is_lost(
    question: tuple[str, ...], width: int
) -> None:
    answer = answered("attendance", *question, terminal=width)
    long = rows("attendance", *question)
    found = pages(answer)
    events = [one for page in found for one in page.events]
    dates = {row["event"]: row["date"] for row in rows("attendance", *question, "-c", "event,date")}
    assert events == sorted(dates, key=lambda one: (dates[one].split()[0], one))
    totals = dict(zip(events, [count for page in found for count in page.totals], strict=True))
    assert totals == Counter(row["event"] for row in long)
    present = {(row.get("delegation", row.get("agency", row.get("person"))), row["event"]) for row in long}
    assert present == {
        (one, held_then)
        for page in found
        for one, cells in page.cells.items()
        for held_then, cell in zip(page.events, cells, strict=True)
        if cell
    }
    assert max(map(cell_len, answer.lines)) <= width
    assert "\n\n\n" not in answer.out
    # What stands in every row and has no room is named.
    heading = next(line for line in answer.lines if line.startswith(("delegation", "agency", "person")))
    assert ("name" in heading.split()) is ("no room for: name" not in answer.out)


def test_the_total_under_an_event_is_how_many_its_list_has() -> None:
    for page in pages(answered("attendance", "--series", "joint special", terminal=80)):
        for one, total in zip(page.events, page.totals, strict=True):
            assert total == len(answered("list", "delegations", "--event", one, "-f", "ids").lines)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    "question",
    [
        ("--series", "joint special"),
        ("--from", "2023"),
        ("--agencies", "--to", "2012"),
        ("--people", "--to", "2007"),
    ],
    ids=" ".join,
)
def test_the_legend_names_each_code_that_is_used_and_no_other(question: tuple[str, ...], width: int) -> None:
    answer = answered("attendance", *question, terminal=width)
    used = {
        sign
        for page in pages(answer)
        for cells in page.cells.values()
        for cell in cells
        for sign in re.findall(r"\w+", cell)
    }
    legend = answer.out.split("\n\n")[-1].replace("\n", "   ")
    said = {code for code, meaning in MEANINGS.items() if f"   {code} {meaning}   " in f"   {legend}   "}
    assert said == used
    beside = any("(" in cell for page in pages(answer) for cells in page.cells.values() for cell in cells)
    assert ("( ) status held that day, if another" in answer.out) is beside


def test_who_is_named_twice_at_an_event_came_once_and_both_parts_are_told(make_store: StoreMaker) -> None:
    one = held("one", ("aaa", "member"), ("aaa", "guest"), ("bbb", "guest"))
    store = make_store(events=[one], delegations=[delegation("aaa"), delegation("bbb")])
    assert [(row["delegation"], row["capacity"]) for row in rows("--store", store, "attendance")] == [
        ("aaa", "member"),
        ("aaa", "guest"),
        ("bbb", "guest"),
    ]
    assert rows("--store", store, "attendance", "--wide")[0]["total"] == 1
    drawn = answered("--store", store, "attendance", terminal=80)
    assert pages(drawn)[0].totals == [2]
    # Neither was a member that day, and that is said, and explained.
    assert pages(drawn)[0].cells == {"aaa": ["M at(-) G at"], "bbb": ["G at"]}
    assert "- none" in drawn.out
    assert drawn.lines[0] == "Attendance of delegations: 2 at 1 event, 2018"


def test_a_status_that_the_dates_leave_open_is_a_question_mark(make_store: StoreMaker) -> None:
    store = make_store(
        events=[held("one", ("aaa", "member"), start="2018-05-05")],
        delegations=[delegation("aaa", ("member", "2018", None))],
    )
    assert rows("--store", store, "attendance")[0]["status"] == "unknown"
    out = answered("--store", store, "attendance", terminal=80).out
    assert "M at(?)" in out
    assert "? unknown" in out


def test_who_is_not_in_the_store_is_in_no_row_and_is_named(make_store: StoreMaker) -> None:
    store = make_store(
        events=[held("one", ("aaa", "guest"), ("nowhere", "guest"))], delegations=[delegation("aaa")]
    )
    for form in ("--wide", "--long"):
        answer = answered("--store", store, "attendance", form, "-f", "json")
        assert [row["delegation"] for row in answer.json] == ["aaa"]
        assert answer.err == "unsco: named there, but not in the store: nowhere\n"
    assert "not in the store: nowhere" in answered("--store", store, "attendance", terminal=80).lines[-1]


@pytest.mark.parametrize("format_", FORMATS)
def test_each_form_is_had_in_each_format(format_: str) -> None:
    question = ("attendance", "iran", "turkey", "--kind", "special-event")
    default = answered(*question, "-f", format_).out
    wide, long = (answered(*question, form, "-f", format_).out for form in ("--wide", "--long"))
    assert default == (wide if format_ in ("table", "html", "svg") else long)
    if format_ != "ids":
        assert wide != long
    else:
        assert wide == long == "irn\ntur\n"


def test_a_matrix_agrees_in_every_format_of_text() -> None:
    question = ("attendance", "iran", "turkey", "--from", "2023", "--wide")
    lines = [line.split("\t") for line in answered(*question, "-f", "tsv", "--header").lines]
    assert answered(*question, "-f", "csv").lines[0].split(",") == lines[0]
    markdown = [line.strip("| ").split(" | ") for line in answered(*question, "-f", "md").lines]
    assert markdown[0] == lines[0]
    objects = rows(*question)
    assert [list(one) for one in objects] == [lines[0]] * len(objects)
    assert [json.loads(line) for line in answered(*question, "-f", "jsonl").lines] == objects
    for one, (*_, total) in zip(objects, (line[:3] for line in lines[1:]), strict=True):
        assert str(one["total"]) == total


def test_columns_make_a_table_of_it_and_rows_are_sorted_and_cut() -> None:
    question = ("attendance", "--series", "joint special")
    table = answered(*question, "-c", "delegation,event,status", terminal=100)
    assert table.lines[1].split() == ["delegation", "event", "status"]
    assert table.lines[3].split() == ["afg", "un-sco-2018", "observer"]
    table = answered(*question, "--wide", "-c", "delegation,total", terminal=100)
    assert table.lines[1].split() == ["delegation", "total"]
    totals = [row["total"] for row in rows(*question, "--wide", "--sort", "-total")]
    assert totals == sorted(totals, reverse=True)
    assert rows(*question, "-n", "2") == rows(*question)[:2]
    assert rows(*question, "-n", "0", "--exit-status") == []
    for form in ("--wide", "--long"):
        assert len(answered(*question, form, "-n", "0", terminal=200).lines) in (1, 2)
    drawn = answered(*question, "-n", "2", terminal=80)
    assert [list(page.cells) for page in pages(drawn)] == [["afg", "arg"]]


@pytest.mark.parametrize("form", ["--wide", "--long"])
@pytest.mark.parametrize("format_", FORMATS)
def test_of_an_empty_store_nobody_came(format_: str, form: str, folder: Path) -> None:
    store = written(folder)
    answer = answered("--store", store, "attendance", form, "-f", format_)
    assert answer.err == ""
    if format_ in ("table", "html", "svg"):
        assert "Nobody is on record." in answer.out.replace("&#160;", " ").replace("\xa0", " ")
    else:
        assert len(answer.lines) == {"csv": 1, "md": 2, "json": 1}.get(format_, 0)
    assert ask("--store", store, "attendance", form, "--exit-status").code == 1


# Names that nobody should have


@settings(max_examples=8, deadline=None, database=None)
@given(TEXTS, st.sampled_from(PIECES), st.sampled_from([None, 20, 80]))
def test_no_name_and_no_id_acts(folder: Path, name: str, identifier: str, width: int | None) -> None:
    store = written(
        folder,
        events=[held(f"x{identifier}", (f"y{identifier}", "guest"), start="2018-05")],
        delegations=[delegation(f"y{identifier}", name=name)],
    )
    for form in ("--wide", "--long"):
        for format_ in ("table", "tsv", "csv", "md"):
            out = answered(
                "--store", store, "attendance", form, "-f", format_, "--header", terminal=width
            ).out
            assert not acting(out) - ({"\t"} if format_ == "tsv" else set())
            if format_ == "table":
                assert max(map(cell_len, out.split("\n"))) <= (width or 10**6)


@pytest.mark.parametrize("identifier", ["total", "name", "delegation"])
def test_an_event_that_is_called_as_a_column_is_in_a_column_of_its_own(
    identifier: str, make_store: StoreMaker
) -> None:
    store = make_store(events=[held(identifier, ("aaa", "guest"))], delegations=[delegation("aaa")])
    (row,) = rows("--store", store, "attendance", "--wide")
    assert (row["delegation"], row["name"], row["total"]) == ("aaa", "Aaa", 1)
    assert row[f"events/{identifier}"] == [{"capacity": "guest", "part": "attended"}]


def test_a_pipe_gets_rows_and_a_terminal_a_matrix_without_colour() -> None:
    question = ("attendance", "iran", "--to", "2016")
    assert process(*question) == ask(*question, "--long")
    assert "\x1b[" not in ask(*question, "-f", "table").out
    assert "\x1b[" in ask(*question, "-f", "table", environ={"FORCE_COLOR": "1"}).out
