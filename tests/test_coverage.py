"""How much of a store rests on sources, and which events a UN body was part of."""

import csv
import io
import re
from typing import Any

import pytest

from tests.conftest import CITED, SOURCE, Answer, StoreMaker, ask, delegation, event, process

Shipped = dict[str, dict[str, Any]]

COUNTED = ("facts", "unsourced", "one_source", "several_sources", "low_confidence", "conflicting")
SECOND = {**SOURCE, "id": "second", "url": "https://example.org/second"}
BOTH = [{"id": "page"}, {"id": "second"}]
BY = ("collection", "year")


@pytest.fixture
def store(make_store: StoreMaker) -> str:
    """A store of twenty facts, two of them without a source."""
    came = [{"id": name, "capacity": "guest", "part": "attended"} for name in ("aaa", "bbb", "ccc")]
    full = event(
        "full",
        start="2018-11",
        city="Here",
        participants=came,
        outcomes=["One", "Two"],
        topics=["ours"],
        summary="Ours.",
        confidence="low",
        conflicts=[{"field": "participants", "note": "Four, says one."}, {"note": "Of all."}],
        sources=BOTH,
    )
    half = event("half", start="2019", sources=[{"id": "page", "fields": ["title"]}])
    aaa = delegation(
        "aaa",
        ("observer", "2010-06-11", "2018"),
        ("member", "2018", None),
        aliases=["A", "B"],
        adjectives=["Aan"],
    )
    aaa["statuses"][1] |= {"sources": BOTH, "confidence": "low", "conflicts": [{"note": "Later."}]}
    posts = [{"title": "Envoy", "from": "2015-01", "sources": [{"id": "second"}]}, {"title": "Head"}]
    return make_store(
        events=[full, half],
        delegations=[aaa],
        agencies=[{"id": "body", "name": "Body", "kind": "other", "sources": [*CITED, *CITED]}],
        people=[{"id": "ann", "name": "Ann", "posts": posts, "sources": CITED}],
        documents=[
            {"id": "dated", "kind": "plan", "title": "Dated", "date": "2016-11-21", "sources": CITED},
            {"id": "undated", "kind": "plan", "title": "Undated", "sources": CITED},
        ],
        topics=[{"id": "ours", "label": "Ours", "description": "Of all"}],
        sources=[SECOND],
    )


def counted(store: str | None, by: str, *words: str) -> list[dict[str, Any]]:
    place = ("--store", store) if store else ()
    answer = ask(*place, "coverage", "--by", by, *words, "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    rows: list[dict[str, Any]] = answer.json
    return rows


def title_of(store: str | None, by: str) -> tuple[int, float]:
    """Return the number of facts and the share with a source that the title says."""
    place = ("--store", store) if store else ()
    title = ask(*place, "coverage", "--by", by, terminal=200).lines[0]
    found = re.fullmatch(rf"Coverage by {by}: (\d+) facts, (\d+\.\d) % with a source", title)
    assert found, title
    return int(found[1]), float(found[2])


def sums(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {name: sum(row[name] for row in rows) for name in COUNTED}


# Columns: facts, unsourced, one, several, low, conflicting, sourced.
BY_COLLECTION = {
    # title, start, city, three participants and two outcomes of one event; title and start of the other
    "events": (10, 1, 1, 8, 8, 1, 90.0),
    # the name has no source
    "delegations": (3, 1, 1, 1, 1, 1, 66.6),
    # one source, cited twice
    "agencies": (1, 0, 1, 0, 0, 0, 100.0),
    "people": (3, 0, 3, 0, 0, 0, 100.0),
    "documents": (3, 0, 3, 0, 0, 0, 100.0),
}
BY_YEAR = {
    "2010": (1, 0, 1, 0, 0, 0, 100.0),
    "2015": (1, 0, 1, 0, 0, 0, 100.0),
    "2016": (2, 0, 2, 0, 0, 0, 100.0),
    # an event, and the status that began then
    "2018": (9, 0, 0, 9, 9, 2, 100.0),
    "2019": (2, 1, 1, 0, 0, 0, 50.0),
    # three names, a post without days, the title of a document without one
    "undated": (5, 1, 4, 0, 0, 0, 80.0),
}


@pytest.mark.parametrize(("by", "expected"), [("collection", BY_COLLECTION), ("year", BY_YEAR)])
def test_facts_are_counted_by_what_they_rest_on(
    by: str, expected: dict[str, tuple[float, ...]], store: str
) -> None:
    rows = counted(store, by)
    assert {tuple(row) for row in rows} == {(by, *COUNTED, "sourced")}
    found = {row[by]: tuple(row[name] for name in (*COUNTED, "sourced")) for row in rows}
    assert found == expected
    assert list(found) == list(expected)


def test_they_are_counted_by_collection_unless_told_otherwise(store: str) -> None:
    assert ask("--store", store, "coverage") == ask("--store", store, "coverage", "--by", "collection")


@pytest.mark.parametrize("by", BY)
def test_the_title_says_the_sum(by: str, store: str) -> None:
    assert title_of(store, by) == (20, 90.0)
    assert sums(counted(store, by)) == dict(zip(COUNTED, (20, 2, 9, 9, 9, 2), strict=True))


def test_each_value_of_a_list_is_a_fact(make_store: StoreMaker) -> None:
    for number in range(4):
        store = make_store(events=[event("held", outcomes=[f"Outcome {one}" for one in range(number)])])
        (row,) = counted(store, "collection")
        assert row["facts"] == row["one_source"] == 2 + number


def test_an_event_counts_in_the_year_in_which_it_began(make_store: StoreMaker) -> None:
    store = make_store(events=[event("held", start="2018-12-30", end="2019-01-02")])
    assert [(row["year"], row["facts"]) for row in counted(store, "year")] == [("2018", 3)]


def test_a_status_counts_in_the_year_in_which_it_began(make_store: StoreMaker) -> None:
    aaa = delegation("aaa", ("observer", "2010", "2018"), ("member", "2018-01", None), un_member_since="1945")
    aaa["chairmanships"] = [{"from": "2019-06-14", "until": "2020", "sources": CITED}]
    rows = counted(make_store(delegations=[aaa]), "year")
    assert [(row["year"], row["facts"]) for row in rows] == [
        ("2010", 1),
        ("2018", 1),
        ("2019", 1),
        ("undated", 2),
    ]


def test_a_part_without_sources_of_its_own_has_those_of_its_record(make_store: StoreMaker) -> None:
    posts = [{"title": "Envoy", "from": "2018"}, {"title": "Head", "from": "2019", "sources": CITED}]
    ann = {"id": "ann", "name": "Ann", "posts": posts, "sources": BOTH}
    rows = counted(make_store(people=[ann], sources=[SECOND]), "year")
    assert [(row["year"], row["one_source"], row["several_sources"]) for row in rows] == [
        ("2018", 0, 1),
        ("2019", 1, 0),
        ("undated", 0, 1),
    ]


def test_sources_that_do_not_exist_are_for_validate_to_find(make_store: StoreMaker) -> None:
    (row,) = counted(make_store(events=[event("held", sources=[{"id": "gone"}])]), "collection")
    assert (row["facts"], row["one_source"]) == (2, 2)


@pytest.mark.parametrize("by", BY)
def test_a_store_without_facts_has_nothing_to_count(by: str, make_store: StoreMaker) -> None:
    store = make_store(topics=[{"id": "one", "label": "One", "description": "Of all"}])
    assert counted(store, by) == []
    answer = ask("--store", store, "coverage", "--by", by, terminal=80)
    # No share is told: there is nothing to be sourced.
    assert answer.lines == [f"Coverage by {by}: 0 facts", "There are no facts in this store."]
    assert answer.code == 0
    assert ask("--store", store, "coverage", "--by", by, "-f", "tsv") == Answer(0, "", "")


@pytest.mark.parametrize(("word", "suggested"), [("yaer", "year"), ("collections", "collection")])
def test_something_else_to_count_by_is_refused_with_the_nearest(word: str, suggested: str) -> None:
    answer = ask("coverage", "--by", word)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"unsco: '{word}' is none of collection, year; did you mean {suggested}?\n"
    assert ask("coverage", "--by", "").code == 2
    assert ask("coverage", "year").code == 2


def test_what_is_counted_by_has_no_case(store: str) -> None:
    assert counted(store, "YEAR") == counted(store, "year")


@pytest.mark.parametrize("by", BY)
def test_every_format_has_the_same_cells(by: str, store: str) -> None:
    question = ("--store", store, "coverage", "--by", by)
    lines = [line.split("\t") for line in ask(*question, "-f", "tsv").lines]
    header = [by, *COUNTED, "sourced"]
    assert [[str(value) for value in row.values()] for row in counted(store, by)] == lines
    assert list(csv.reader(io.StringIO(ask(*question, "-f", "csv").out))) == [header, *lines]
    assert len(ask(*question, "-f", "jsonl").lines) == len(lines)
    names, _, *rows = (line.removeprefix("| ").split(" | ") for line in ask(*question, "-f", "md").lines)
    assert [name.replace("\\", "").removesuffix(" |") for name in names] == header
    assert [[cell.removesuffix(" |") for cell in row] for row in rows] == lines
    _title, heading, _line, *drawn = ask(*question, terminal=200).lines
    assert [line.split() for line in drawn] == lines
    assert re.split(r" {2,}", heading.strip()) == [name.replace("_", " ") for name in header]


def test_rows_are_sorted_cut_and_chosen(store: str) -> None:
    words = ("--sort", "-facts", "-n", "2", "-c", "year,facts")
    assert counted(store, "year", *words) == [
        {"year": "2018", "facts": 9},
        {"year": "undated", "facts": 5},
    ]
    refused = ask("--store", store, "coverage", "-c", "fact")
    assert (refused.code, refused.out) == (2, "")
    assert "did you mean facts?" in refused.err


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_terminal_without_room_keeps_what_is_unsourced(width: int, store: str) -> None:
    for by in BY:
        lines = ask("--store", store, "coverage", "--by", by, terminal=width).lines
        assert max(map(len, lines)) <= width
        assert {by, "unsourced", "sourced"} <= set(" ".join(lines[1:5]).split())


# The shipped store.


def test_both_groupings_of_the_shipped_store_have_the_same_totals() -> None:
    by_collection, by_year = (counted(None, by) for by in BY)
    totals = sums(by_collection)
    assert totals == sums(by_year)
    assert title_of(None, "collection") == title_of(None, "year")
    facts, share = title_of(None, "year")
    assert facts == totals["facts"] > 0
    assert share == 1000 * (facts - totals["unsourced"]) // facts / 10


@pytest.mark.parametrize("by", BY)
def test_each_row_of_the_shipped_store_adds_up(by: str) -> None:
    for row in counted(None, by):
        assert row["facts"] == row["unsourced"] + row["one_source"] + row["several_sources"] > 0
        assert max(row["low_confidence"], row["conflicting"]) <= row["facts"]
        assert row["sourced"] == 1000 * (row["facts"] - row["unsourced"]) // row["facts"] / 10
    years = [row["year"] for row in counted(None, "year")]
    assert years == sorted(set(years))
    assert all(re.fullmatch(r"\d{4}|undated", year) for year in years)


def test_coverage_counts_what_why_tells(shipped: Shipped) -> None:
    """A row of why is a fact and a source; a value of a fact counts by how many sources it has."""
    for row in counted(None, "collection"):
        expected = dict.fromkeys(COUNTED[:4], 0)
        for identifier in shipped[row["collection"]]:
            rows = ask("why", f"{row['collection']}/{identifier}", "-f", "json").json
            facts: dict[str, tuple[int, set[str]]] = {}
            # A conflict about what is no fact has a row of its own, without a value.
            for one in (row for row in rows if row["value"] is not None):
                values = one["value"] if isinstance(one["value"], list) else [one["value"]]
                sources = facts.setdefault(f"{one['field']} {values}", (len(values), set()))[1]
                sources |= {one["source"]} - {None}
            for number, sources in facts.values():
                expected["facts"] += number
                expected[COUNTED[1 + min(len(sources), 2)]] += number
        assert {name: row[name] for name in expected} == expected


def test_coverage_is_a_command_of_the_program() -> None:
    answer = process("coverage", "--by", "year", "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json == counted(None, "year")


# Which events a UN body was part of.


def ids(*words: str) -> list[str]:
    answer = ask(*words, "-f", "ids")
    assert (answer.code, answer.err) == (0, "")
    return answer.lines


def test_events_with_and_without_a_un_body_are_all_of_them(make_store: StoreMaker) -> None:
    store = make_store(events=[event(name, un_involved=name in "ad") for name in "abcd"])
    question = ("--store", store, "list", "events")
    assert ids(*question, "--un-involved") == ["a", "d"]
    assert ids(*question, "--no-un-involved") == ["b", "c"]
    assert ids(*question) == list("abcd")
    # The last one counts.
    assert ids(*question, "--un-involved", "--no-un-involved") == ["b", "c"]


def test_the_shipped_events_are_parted_by_whether_a_un_body_was_involved(shipped: Shipped) -> None:
    involved = ids("list", "events", "--un-involved")
    others = ids("list", "events", "--no-un-involved")
    assert "un-sco-2018" in involved
    assert sorted((*involved, *others)) == sorted(shipped["events"])
    assert set(involved) == {name for name, record in shipped["events"].items() if record["un_involved"]}


def test_a_un_body_is_one_filter_among_others(make_store: StoreMaker) -> None:
    store = make_store(
        events=[event("a", city="Here"), event("b", city="There"), event("c", city="Here", un_involved=False)]
    )
    question = ("--store", store, "list", "events", "--city", "here")
    assert ids(*question, "--un-involved") == ["a"]
    assert ids(*question, "--no-un-involved") == ["c"]
    assert ids(*question) == ["a", "c"]


def test_the_title_says_which_events(make_store: StoreMaker) -> None:
    store = make_store(events=[event("a")])
    for option, word in (("--un-involved", "with"), ("--no-un-involved", "without")):
        title = ask("--store", store, "list", "events", option, terminal=80).lines[0]
        assert title == f"Events {word} the UN"


@pytest.mark.parametrize("option", ["--un-involved", "--no-un-involved"])
@pytest.mark.parametrize("what", [("members",), ("agencies",), ("events", "--event", "un-sco-2018")])
def test_it_chooses_among_events_only(option: str, what: tuple[str, ...]) -> None:
    answer = ask("list", *what, option)
    assert (answer.code, answer.out) == (2, "")
    assert "--un-involved" in answer.err
