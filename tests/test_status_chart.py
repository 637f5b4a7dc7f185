"""Statuses drawn by years: each letter against the periods, in any width."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import Answer, StoreMaker, answered, ask, delegation, process, written
from tests.test_hostile import PIECES, TEXTS, acting

Row = dict[str, Any]

LETTERS = {"M": "member", "O": "observer", "D": "dialogue-partner", "P": "partner", "?": "unknown"}
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids", "html", "svg")
LATEST = 2025


def periods(*words: str) -> list[Row]:
    found: list[Row] = answered("status", *words, "-f", "json").json
    return found


def lanes(answer: Answer) -> dict[str, str]:
    """What is drawn for each delegation, with its margin: all lines between the heading and the legend."""
    drawn = answer.out.split("\n\n")[0].split("\n")
    heading = max(number for number, line in enumerate(drawn) if not line.strip() or re.match(r" +\d", line))
    return {line.split()[0]: line for line in drawn[heading + 1 :]}


def letters(answer: Answer, first: int, last: int) -> dict[str, dict[int, str]]:
    """The letter of each delegation and year, of years that are all drawn."""
    found = lanes(answer)
    heading = answer.lines[
        list(map(str.split, answer.lines)).index(
            next(line.split() for line in answer.lines if re.match(r" +\d{4}", line))
        )
    ]
    year = re.search(r"\d{4}", heading)
    assert year
    count = last - first + 1
    years = [*map(int, heading.split())]
    # Where the heading has several years, their distance is the width of a year.
    starts = [found.start() for found in re.finditer(r"\d{4}", heading)]
    wide = (starts[1] - starts[0]) // (years[1] - years[0]) if len(years) > 1 else 5
    margin = starts[0] - (years[0] - first) * wide
    cells: dict[str, dict[int, str]] = {}
    for one, line in found.items():
        lane = line[margin:].ljust(count * wide)
        assert len(lane) == count * wide
        parts = [lane[number * wide : (number + 1) * wide] for number in range(count)]
        assert all(len(set(part)) == 1 for part in parts)
        cells[one] = {first + number: part[0] for number, part in enumerate(parts)}
    return cells


def expected(found: list[Row], first: int, last: int) -> dict[str, dict[int, str]]:
    """The letter of each year: of the status held on the last day of it on which there was one."""
    cells: dict[str, dict[int, str]] = {
        row["id"]: dict.fromkeys(range(first, last + 1), " ") for row in found
    }
    sign = {status: letter for letter, status in LETTERS.items()}
    for row in sorted(found, key=lambda row: row["since"]):
        end = date.fromisoformat(row["until"]) - timedelta(days=1) if row["until"] else date(last, 12, 31)
        for year in range(max(first, int(row["since"][:4])), min(last, end.year) + 1):
            cells[row["id"]][year] = sign[row["status"]]
    return cells


@pytest.mark.parametrize("width", [33, 40, 80, 200, None])
def test_the_letter_of_a_year_is_the_status_with_which_it_ended(width: int | None) -> None:
    answer = answered("status", "-f", "table", terminal=width)
    assert letters(answer, 2001, LATEST) == expected(periods(), 2001, LATEST)
    assert width is None or max(map(cell_len, answer.lines)) <= width
    assert "no room" not in answer.out


def test_the_letter_is_what_a_list_of_the_last_day_says() -> None:
    drawn = letters(answered("status", terminal=200), 2001, LATEST)
    for year in (2005, 2017, 2021, 2024):
        listed = dict(
            line.split("\t")
            for line in answered("status", "--as-of", f"{year}-12-31", "-c", "id,status").lines
        )
        assert {one: LETTERS[had[year]] for one, had in drawn.items() if had[year] != " "} == listed


@pytest.mark.parametrize("order", ["since", "-since", "status", "-until", "name"])
def test_the_order_of_the_rows_moves_lines_and_no_letter(order: str) -> None:
    answer = answered("status", "--sort", order, terminal=80)
    assert letters(answer, 2001, LATEST) == expected(periods(), 2001, LATEST)
    assert list(lanes(answer)) == list(dict.fromkeys(row["id"] for row in periods("--sort", order)))


def test_lines_come_in_the_order_of_the_first_status_or_as_they_are_named() -> None:
    first = list(dict.fromkeys(row["id"] for row in sorted(periods(), key=lambda row: row["since"])))
    assert list(lanes(answered("status", terminal=80))) == first
    assert list(lanes(answered("status", "tur", "irn", "chn", terminal=80))) == ["tur", "irn", "chn"]


def test_periods_that_stand_in_the_store_out_of_order_are_drawn_in_order(make_store: StoreMaker) -> None:
    store = make_store(
        delegations=[
            delegation("aaa", ("member", "2012-06-01", None), ("observer", "2010-06-01", "2012-06-01"))
        ]
    )
    for words in (["status"], ["status", "aaa"]):
        answer = answered("--store", store, *words, terminal=80)
        assert lanes(answer) == {"aaa": "aaa  Aaa  OOOOOOOOOOMMMMM"}


@pytest.mark.parametrize(
    ("until", "lane"),
    [
        ("2012-01-01", "OOOOO" * 2),
        ("2012-01-02", "OOOOO" * 3),
        ("2012", "OOOOO" * 2 + "?????"),
        ("2012-01", "OOOOO" * 2 + "?????"),
        ("2012-02", "OOOOO" * 3),
        ("2011-12", "OOOOO" * 2),
    ],
)
def test_a_year_of_which_it_is_open_whether_it_was_reached_is_a_question_mark(
    until: str, lane: str, make_store: StoreMaker
) -> None:
    store = make_store(
        delegations=[
            delegation("aaa", ("observer", "2010", until)),
            delegation("bbb", ("member", "2010-03", None)),
        ]
    )
    answer = answered("--store", store, "status", terminal=80)
    assert lanes(answer)["aaa"] == f"aaa  Aaa  {lane}"
    assert ("? unknown" in answer.out) is ("?" in lane)


def test_a_successor_settles_a_year_of_change(make_store: StoreMaker) -> None:
    store = make_store(
        delegations=[
            delegation(
                "aaa", ("observer", "2010", "2012"), ("member", "2012", "2014-05"), ("partner", "2016", None)
            )
        ]
    )
    answer = answered("--store", store, "status", terminal=80)
    assert lanes(answer)["aaa"].split("  ")[-1].strip() == "PPPPP"
    assert re.sub(r"(.)\1{4}", r"\1", lanes(answer)["aaa"][10:]) == "OOMMM P"


@pytest.mark.parametrize("width", [10, 16, 20, 28])
def test_years_without_room_are_named(width: int) -> None:
    for words in (["status"], ["status", "iran"]):
        answer = answered(*words, terminal=width)
        assert max(map(cell_len, answer.lines)) <= width
        first = min(int(row["since"][:4]) for row in periods(*words[1:]))
        room = width - len("irn") - 2
        last_hidden = LATEST - room
        said = f"no room for: {first} to {last_hidden} (widen"
        assert (said in " ".join(answer.out.split())) is (last_hidden > first)
        assert ("--from and --to" in " ".join(answer.out.split())) is (last_hidden >= first)
        if last_hidden < first:
            continue
        shown = expected(periods(*words[1:]), last_hidden + 1, LATEST)
        assert {one: line[5:].ljust(room) for one, line in lanes(answer).items()} == {
            one: "".join(had.values()) for one, had in shown.items()
        }
    one_year_short = answered("status", terminal=29)
    assert "no room for: 2001 (widen the terminal" in " ".join(one_year_short.out.split())


def test_every_year_of_the_heading_is_whole_and_above_its_column() -> None:
    for width in (10, 20, 29, 30, 31, 33, 40, 56, 79, 80, 81, 120, 200):
        answer = answered("status", terminal=width)
        numbers = [word for line in answer.lines if re.match(r" +\d", line) for word in line.split()]
        assert all(re.fullmatch(r"20\d\d", word) for word in numbers)
        assert numbers or width < 20


def test_without_any_room_for_years_there_is_a_table(folder: Path) -> None:
    long = "x" * 60
    store = written(folder, delegations=[delegation(long, ("member", "2010", None))])
    answer = answered("--store", store, "status", terminal=40)
    assert "member" in answer.out.replace("\n", "") or "no room for" in answer.out
    assert "".join(answer.out.split()).count("x") == 60


@pytest.mark.parametrize("width", [20, 40, 80])
def test_of_those_named_the_periods_are_told_below_and_what_has_no_room_is_named(width: int) -> None:
    answer = answered("status", "iran", "belarus", terminal=width)
    said = " ".join(answer.out.split())
    for column in ("id", "name", "status", "since", "until", "decided"):
        assert re.search(rf"\b{column}\b", said), column
    assert ("no room for: until" in said or "until, decided (widen" in said) is (width < 80)


def test_the_legend_names_each_letter_that_is_drawn_and_no_other() -> None:
    for words in ([], ["iran"], ["--from", "2025"], ["--to", "2008"], ["lka", "tur"]):
        for width in (12, 40, 80):
            answer = answered("status", *words, terminal=width)
            drawn = {
                sign
                for line in lanes(answer).values()
                for sign in re.sub(r"^\w+(  \S+( \S+)*(?=  ))?", "", line)
            } - {" "}
            legend = r"(?:^|   )([MODP?]) (?=member|observer|dialogue|partner|unknown)"
            named = set(re.findall(legend, answer.out, re.MULTILINE))
            assert named == drawn, (words, width)


# Days


def touching(first: str, last: str) -> Iterator[Row]:
    for row in periods():
        if row["since"] <= last and (row["until"] is None or row["until"] > first):
            yield row


@pytest.mark.parametrize(
    ("since", "until"), [("2015", "2017"), ("2017-06-09", "2024"), ("2009", "2009"), ("2025", "2030")]
)
def test_days_choose_the_periods_and_the_years(since: str, until: str) -> None:
    first, last = f"{since}-01-01"[:10], f"{until}-12-31"[:10]
    chosen = list(touching(first, last))
    words = ("--from", since, "--to", until)
    found = periods(*words)
    assert [{name: one for name, one in row.items() if name != "certainty"} for row in found] == chosen
    assert {row["certainty"] for row in found} == {"certain"}
    answer = answered("status", *words, terminal=200)
    years = int(since[:4]), int(until[:4])
    assert letters(answer, *years) == expected(chosen, *years)
    assert answer.lines[0] == f"Status with the SCO from {since} to {until}"


def test_only_one_end_may_be_given() -> None:
    assert letters(answered("status", "--from", "2015", terminal=200), 2015, LATEST) == expected(
        list(touching("2015-01-01", "9999")), 2015, LATEST
    )
    assert letters(answered("status", "--to", "2012", terminal=200), 2001, 2012) == expected(
        list(touching("0000", "2012-12-31")), 2001, 2012
    )


def test_what_the_dates_leave_open_is_marked_and_noted_or_left_out(make_store: StoreMaker) -> None:
    store = make_store(
        delegations=[
            delegation("aaa", ("observer", "2010", "2012")),
            delegation("bbb", ("member", "2010-03", None)),
        ]
    )
    question = ("--store", store, "status", "--from", "2012-06")
    answer = answered(*question, "-f", "json")
    assert {row["id"]: row["certainty"] for row in answer.json} == {"aaa": "unknown", "bbb": "certain"}
    assert answer.err == "unsco: unknown for aaa: the dates on record are not precise enough\n"
    certain = answered(*question, "--certain", "-f", "json")
    assert ([row["id"] for row in certain.json], certain.err) == (["bbb"], "")
    drawn = answered(*question, terminal=80)
    assert "unknown for aaa" in drawn.lines[-1]
    assert lanes(drawn)["aaa"] == "aaa  Aaa  ?????"
    assert "unknown" in answered(*question, "aaa", terminal=80).out.split("\n\n")[-1]


def test_when_nobody_had_a_status_is_no_claim_that_nobody_ever_had() -> None:
    table = answered("status", "--to", "1990", terminal=80)
    assert table.lines[1:] == ["No status is on record for these days."]
    assert periods("--to", "1990") == []
    assert answered("status", "bgd", "--to", "1990", terminal=80).lines[1:] == [
        "No status with the SCO is on record."
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--as-of", "2018", "--from", "2017"), 2, "--as-of is one day"),
        (("--as-of", "2018", "--to", "2019"), 2, "--as-of is one day"),
        (("--from", "2019", "--to", "2018"), 2, "turn them round"),
        (("--from", "2018-02-30"), 2, "is not a date"),
        (("nobody",), 3, "no delegation is called"),
        (("-c", "nmae"), 2, "did you mean name?"),
        (("-f", "dot"), 2, "no format is called"),
    ],
)
def test_a_wrong_question_is_told_on_one_line(words: tuple[str, ...], code: int, said: str) -> None:
    answer = ask("status", *words)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (code, "", 1)
    assert said in answer.err


# Ways out


def test_columns_and_a_day_make_a_table_of_it() -> None:
    for words in (["-c", "id,status,since"], ["--as-of", "2018-11-27"]):
        answer = answered("status", *words, terminal=80)
        assert "MMM" not in answer.out
        assert answer.lines[1].split()[0] == "id"
    assert "MMM" in answered("status", "--no-header", terminal=80).out
    assert "2005" not in answered("status", "--no-header", terminal=80).out


def test_other_formats_have_a_row_for_each_period() -> None:
    found = [line.split("\t") for line in answered("status", "-f", "tsv").lines]
    assert found == [
        [row[name] or "" for name in ("id", "name", "status", "since", "until", "decided")]
        for row in periods()
    ]
    assert periods("-n", "3") == periods()[:3]
    assert periods("-n", "0", "--exit-status") == []


@pytest.mark.parametrize("format_", FORMATS)
def test_of_an_empty_store_no_status_is_on_record(format_: str, folder: Path) -> None:
    store = written(folder)
    for words in ([], ["--from", "2018"]):
        answer = answered("--store", store, "status", *words, "-f", format_)
        assert answer.err == ""
        if format_ in ("table", "html", "svg"):
            assert "No status with the SCO is on record." in answer.out.replace("&#160;", " ").replace(
                "\xa0", " "
            )
        else:
            assert len(answer.lines) == {"csv": 1, "md": 2, "json": 1}.get(format_, 0)
        assert ask("--store", store, "status", *words, "--exit-status").code == 1


def test_colours_are_only_where_they_are_wanted() -> None:
    assert process("status", "iran") == ask("status", "iran")
    assert "\x1b[" not in ask("status", "iran", "-f", "table").out
    coloured = ask("status", "iran", "-f", "table", environ={"FORCE_COLOR": "1"}).out
    assert "\x1b[" in coloured
    plain = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()]
    assert plain == ask("status", "iran", "-f", "table").lines


# A longer id is folded in its column, where other columns come between its lines.
SHORT = [piece for piece in PIECES if len(piece) < 20]


@settings(max_examples=10, deadline=None, database=None)
@given(TEXTS, st.sampled_from(SHORT), st.sampled_from([None, 20, 40, 80]))
def test_no_name_and_no_id_acts_or_gets_lost(
    folder: Path, name: str, identifier: str, width: int | None
) -> None:
    one = delegation(f"y{identifier}", ("observer", "2010", "2012-05"), name=name)
    store = written(folder, delegations=[one, delegation("bbb", ("member", "2001", None))])
    for words in (["status"], ["status", f"delegations/y{identifier}"]):
        out = answered("--store", store, *words, "-f", "table", terminal=width).out
        assert not acting(out)
        assert max(map(cell_len, out.split("\n"))) <= (width or 10**6)
        escaped = "".join(
            answered("--store", store, "status", f"delegations/y{identifier}", "-f", "ids").out.split()
        )
        assert escaped in "".join(out.split())
