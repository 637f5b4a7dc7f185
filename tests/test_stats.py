"""Events counted: each count against the list that the filter for it gives."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import StoreMaker, answered, ask, delegation, event, process, written
from tests.test_hostile import TEXTS, acting
from unsco_cli.query.statistics import DIMENSIONS

Row = dict[str, Any]
Shipped = dict[str, dict[str, Any]]

# Of these an event has one value, or none.
SINGLE = ("kind", "year", "city", "country", "series")
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids", "html", "svg")
BLOCKS = " ▏▎▍▌▋▊▉█"


def stats(*by: str, more: tuple[str, ...] = ()) -> list[Row]:
    found: list[Row] = answered("stats", *(w for one in by for w in ("--by", one)), *more, "-f", "json").json
    return found


def counts(*by: str, more: tuple[str, ...] = ()) -> dict[Any, int]:
    """The count of each value, or of each pair of values."""
    found = stats(*by, more=more)
    assert all(row["count"] > 0 for row in found)
    return {tuple(row[one] for one in by) if len(by) > 1 else row[by[0]]: row["count"] for row in found}


@pytest.mark.parametrize("by", SINGLE)
def test_what_an_event_has_once_adds_up_to_all_events(by: str, shipped: Shipped) -> None:
    assert sum(counts(by).values()) == len(shipped["events"])
    assert sum(counts(by, more=("--from", "2018", "--to", "2019")).values()) == len(
        answered("list", "events", "--from", "2018", "--to", "2019", "-f", "ids").lines
    )


@pytest.mark.parametrize("by", ["kind", "topic", "city", "country", "series"])
def test_a_count_is_the_length_of_the_list_that_its_filter_gives(by: str) -> None:
    found = counts(by)
    for value, count in [*found.items()][::3]:
        if value is not None:
            listed = answered("list", "events", f"--{by}", value, "-f", "ids").lines
            # A series is found by words of its name, and another name may have them too.
            assert len(listed) == count or by == "series"
            assert len(listed) >= count


def test_a_year_counts_the_events_that_began_in_it(shipped: Shipped) -> None:
    assert counts("year") == Counter(record["start"][:4] for record in shipped["events"].values())
    # No event of the store lasts into another year, so that the list of a year is the same.
    for year in ("2008", "2018", "2019", "2023"):
        listed = answered("list", "events", "--from", year, "--to", year, "-f", "ids").lines
        assert counts("year")[year] == len(listed)


@pytest.mark.parametrize("by", ["delegation", "agency"])
def test_who_took_part_is_counted_in_each_event_as_with_finds_it(by: str, shipped: Shipped) -> None:
    found = counts(by)
    for value in [*found][::8]:
        if value is not None:
            assert found[value] == len(answered("list", "events", "--with", value, "-f", "ids").lines)
    collection = {"delegation": "delegations", "agency": "agencies"}[by]
    alone = sum(
        not any(part["id"] in shipped[collection] for part in record["participants"])
        for record in shipped["events"].values()
    )
    assert found.get(None, 0) == alone


def test_a_person_is_counted_in_each_event_where_it_was() -> None:
    found = counts("person")
    for value in ("rashid-alimov", "ban-ki-moon", "yury-fedotov"):
        assert found[value] == len(answered("list", "events", "--with", value, "-f", "ids").lines)


def test_a_status_is_counted_in_each_event_to_which_one_came_that_held_it() -> None:
    expected: dict[str, set[str]] = {}
    for row in answered("attendance", "-f", "json").json:
        expected.setdefault(row["status"] or "none", set()).add(row["event"])
    found = counts("status")
    assert {one: count for one, count in found.items() if one} == {
        one: len(events) for one, events in expected.items()
    }


def test_of_two_the_sums_over_one_are_the_counts_of_the_other() -> None:
    for by, other in (("year", "kind"), ("city", "year"), ("kind", "country"), ("series", "city")):
        both = counts(by, other)
        for number, one in enumerate((by, other)):
            sums: Counter[Any] = Counter()
            for pair, count in both.items():
                sums[pair[number]] += count
            assert dict(sums) == counts(one)
        assert {pair[::-1]: count for pair, count in counts(other, by).items()} == both
    # Where an event has several topics it counts for each of them, and for each year once.
    both = counts("year", "topic")
    for topic, count in counts("topic").items():
        assert sum(had for (_, one), had in both.items() if one == topic) == count
    assert counts("year", "year") == {(one, one): count for one, count in counts("year").items()}


def test_a_share_is_the_part_of_all_events_that_were_counted(shipped: Shipped) -> None:
    for more in ((), ("--from", "2019"), ("--kind", "summit")):
        total = len(answered("list", "events", *more, "-f", "ids").lines)
        for by in ("year", "topic"):
            found = stats(by, more=more)
            assert [row["share"] for row in found] == [round(100 * row["count"] / total, 1) for row in found]
            assert f"{total} events" in answered("stats", "--by", by, *more, "-f", "table").lines[0]
    assert stats("year", more=("--limit", "2")) == stats("year")[:2]
    assert len(shipped["events"]) > 100


@pytest.mark.parametrize("by", DIMENSIONS)
def test_the_most_frequent_come_first_but_years_in_order_and_what_has_none_last(by: str) -> None:
    found = [(row[by], row["count"]) for row in stats(by)]
    values = [value for value, _ in found if value is not None]
    if by == "year":
        assert values == sorted(values)
    else:
        expected = sorted((one for one in found if one[0] is not None), key=lambda one: (-one[1], one[0]))
        assert [one for one in found if one[0] is not None] == expected
    assert None not in [value for value, _ in found[:-1]]


def test_ids_have_their_names_beside_them() -> None:
    for by, collection in (("topic", "topics"), ("country", "delegations"), ("person", "people")):
        for row in stats(by)[:4]:
            shown = answered("show", f"{collection}/{row[by]}", "-f", "json").json[0]
            assert row[f"{by}_name"] == shown.get("label", shown.get("name"))
    assert {row["country_name"] for row in stats("country", more=("--names", "code"))} >= {"USA", "UZB"}
    assert answered("stats", "--by", "country", "-n", "2", "-f", "ids").lines == ["usa", "uzb"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--by", "year", "--by", "kind", "--by", "city"), 2, "leave one out"),
        (("--by", "yaer"), 2, "did you mean year?"),
        (("--from", "2019", "--to", "2018"), 2, "turn them round"),
        (("--to", "x"), 2, "is not a date"),
        (("--with", "nobody"), 3, "nobody"),
        (("-c", "cuont"), 2, "did you mean count?"),
        (("-f", "dot"), 2, "no format is called"),
        (("iran",), 2, "iran"),
    ],
)
def test_a_wrong_question_is_told_on_one_line(words: tuple[str, ...], code: int, said: str) -> None:
    answer = ask("stats", *words)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (code, "", 1)
    assert said in answer.err


def test_years_are_counted_by_unless_something_else_is_asked_for() -> None:
    assert stats() == stats("year") == stats("YEAR", more=()) == stats("year", "year")


def test_what_the_days_leave_open_is_counted_and_noted_or_not_counted() -> None:
    question = ("stats", "--from", "2018-10-15", "--to", "2018-10-31", "-f", "json")
    answer = answered(*question)
    assert "unknown for signing-ctc-2018" in answer.err
    certain = answered(*question, "--certain")
    assert certain.err == ""
    assert sum(row["count"] for row in answer.json) == sum(row["count"] for row in certain.json) + 1


# Bars


def eighths(line: str) -> int:
    """How long the bar at the end of a line is."""
    return sum(8 if sign == "█" else BLOCKS.index(sign) for sign in line if sign in BLOCKS.strip())


@pytest.mark.parametrize("width", [80, 200, None])
def test_the_longest_bar_is_the_largest_count_and_the_others_in_proportion(width: int | None) -> None:
    found = stats("kind")
    answer = answered("stats", "--by", "kind", "-f", "table", terminal=width)
    drawn = {line.split()[0]: eighths(line) for line in answer.lines[3:]}
    longest = max(row["count"] for row in found)
    for row in found:
        assert abs(drawn[row["kind"]] - 8 * 40 * row["count"] / longest) <= 0.5


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize(
    "by", [("topic",), ("year", "kind"), ("person",), ("delegation", "status")], ids=" ".join
)
def test_a_bar_is_drawn_where_there_is_room_and_the_table_is_whole(by: tuple[str, ...], width: int) -> None:
    question = ("stats", *(w for one in by for w in ("--by", one)), "-n", "6")
    answer = answered(*question, terminal=width)
    assert max(map(cell_len, answer.lines)) <= width
    columns = answered(*question, "-f", "tsv", "--header").lines[0].split("\t")
    words = " ".join(answer.out.split())
    hidden = [name for name in columns if f"{name}, " in words or f"{name} (widen" in words]
    rule = next(number for number, line in enumerate(answer.lines) if set(line) == {"─"})
    heading = " ".join(answer.lines[:rule]).split()
    assert all(word in heading for name in columns if name not in hidden for word in name.split("_"))
    for row in stats(*by, more=("-n", "6")):
        assert all(str(row[name]) in words for name in ("count", "share") if name not in hidden)
    assert ("no room for" in words) is bool(hidden)
    # No bar beside a table from which a column was left out.
    assert not (hidden and "█" in answer.out)
    assert "█" in answer.out or width < 80


def test_chosen_columns_are_a_table_without_bars() -> None:
    assert "█" in answered("stats", terminal=80).out
    assert "█" not in answered("stats", "-c", "year,count,share", terminal=80).out


def test_no_bars_and_no_colour_off_a_terminal_unless_they_are_asked_for() -> None:
    question = ("stats", "--by", "kind")
    assert process(*question) == ask(*question)
    assert "█" not in ask(*question).out
    assert "\x1b[" not in ask(*question, "-f", "table").out
    assert "\x1b[" in ask(*question, "-f", "table", environ={"FORCE_COLOR": "1"}).out


@pytest.mark.parametrize("format_", FORMATS)
def test_of_an_empty_store_nothing_is_counted(format_: str, folder: Path) -> None:
    store = written(folder)
    for by in DIMENSIONS if format_ == "tsv" else ("year",):
        answer = answered("--store", store, "stats", "--by", by, "-f", format_)
        assert answer.err == ""
    if format_ in ("table", "html", "svg"):
        assert "No event matches." in answer.out.replace("&#160;", " ").replace("\xa0", " ")
    else:
        assert len(answer.lines) == {"csv": 1, "md": 2, "json": 1}.get(format_, 0)
    assert ask("--store", store, "stats", "--exit-status").code == 1
    assert stats("year", more=("-n", "0", "--exit-status")) == []
    assert stats("year", more=("--from", "2090")) == []


def test_an_event_without_a_value_is_counted_as_one_without(make_store: StoreMaker) -> None:
    present = [{"id": one, "capacity": "guest", "part": "attended"} for one in ("aaa", "aaa", "nowhere")]
    store = make_store(
        events=[event("one", participants=present, city="Here"), event("two", start="2019-02")],
        delegations=[delegation("aaa")],
    )

    def told(by: str) -> list[list[str]]:
        return [
            line.split("\t") for line in answered("--store", store, "stats", "--by", by, "-f", "tsv").lines
        ]

    assert told("city") == [["Here", "1", "50.0"], ["", "1", "50.0"]]
    # Once, though it is named twice; who is not in the store is nobody.
    assert told("delegation") == [["aaa", "Aaa", "1", "50.0"], ["", "", "1", "50.0"]]
    assert told("status") == [["none", "1", "50.0"], ["", "1", "50.0"]]
    assert answered("--store", store, "stats", "--kind", "meeting", "--to", "2018", "-f", "table").lines[
        0
    ] == ("Events by year to 2018 of kind meeting: 1 event, 2018")


@settings(max_examples=10, deadline=None, database=None)
@given(TEXTS, st.sampled_from([None, 20, 80]))
def test_no_text_acts(folder: Path, text: str, width: int | None) -> None:
    store = written(folder, events=[event("one", city=text, series=text), event("two")])
    for by in ("city", "series"):
        out = answered("--store", store, "stats", "--by", by, "-f", "table", terminal=width).out
        assert not acting(out)
        assert max(map(cell_len, out.split("\n"))) <= (width or 10**6)
