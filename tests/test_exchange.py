"""What users hand in: JSON, JSON Lines, CSV and words, read as records or told to be faulty, line by line."""

import csv
import functools
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ask, rows
from unsco_cli.exchange import KINDS, Known, given_of_words, identifier_of, intake, kind_of
from unsco_cli.plain import Start, read
from unsco_cli.schema import COLLECTIONS, VIEWS
from unsco_cli.schema.changes import Intake
from unsco_cli.store.location import shipped_path

SHIPPED: dict[str, dict[str, Any]] = json.loads(Path(shipped_path()).read_text(encoding="utf-8"))
RECORDS = [(name, key) for name in COLLECTIONS for key in SHIPPED[name]]
NAMES = {"Iran": "irn", "UNODC": "unodc", "Talks": "talks", "https://old.org/": "old-page"}


def find(name: str, collections: tuple[str, ...]) -> str | None:
    """Know four names, a source among them, and every id of the shipped store."""
    if any(name in SHIPPED[one] for one in collections):
        return name
    return NAMES.get(name) if ("sources" in collections) == ("://" in name) else None


def taken(text: str | bytes | Any, called: str = "f.json", *, known: Known = find, **asked: Any) -> Intake:
    """Take in a text, or a value as JSON."""
    if not isinstance(text, str | bytes):
        text = json.dumps(text)
    return intake(text.encode() if isinstance(text, str) else text, called, known=known, **asked)


def fields(read: Intake) -> list[dict[str, Any]]:
    assert read.faults == ()
    return [dict(one.fields) for one in read.records]


def faults(text: str | bytes | Any, called: str = "f.json", **asked: Any) -> list[str]:
    return list(taken(text, called, **asked).faults)


def places(read: Intake) -> list[tuple[str, str]]:
    return [(one.id, one.place) for one in read.records]


def table(*lines: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue()


# Round trips


def test_the_shipped_store_is_taken_in_whole() -> None:
    text = Path(shipped_path()).read_bytes()
    read = taken(text, "unsco.json")
    assert [(one.collection, one.id) for one in read.records] == RECORDS
    assert fields(read) == [SHIPPED[name][key] for name, key in RECORDS]
    lines = text.decode().splitlines()
    assert all(f'"{one.id}": {{' in lines[int(one.place.rpartition(":")[2]) - 1] for one in read.records)


SHAPES = ("array", "lines", "store", "envelopes", "one line a record")


@given(st.lists(st.sampled_from(RECORDS), unique=True, max_size=4), st.sampled_from(SHAPES), st.booleans())
def test_records_come_back_from_every_shape(
    chosen: list[tuple[str, str]], shape: str, indented: bool
) -> None:
    records = [{"collection": name, **SHIPPED[name][key]} for name, key in chosen]
    indent = 2 if indented else None
    if shape == "lines":
        text = "\n".join(json.dumps(one) for one in records)
    elif shape == "one line a record":
        text = "[" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in records) + "]"
    elif shape == "store":
        tables: dict[str, Any] = {"about": {"unsco": {"title": "Mine"}}}
        for name, key in chosen:
            tables.setdefault(name, {})[key] = SHIPPED[name][key]
        text = json.dumps(tables, indent=indent)
    else:
        given_records = [{"record": one, "evidence": []} if shape == "envelopes" else one for one in records]
        text = json.dumps(given_records, indent=indent)
    read = taken(text, "f.jsonl" if shape == "lines" else "f.json")
    found = {(one.collection, one.id): one.fields for one in read.records}
    assert read.faults == ()
    assert found == {place: SHIPPED[place[0]][place[1]] for place in chosen}


@functools.cache
def printed(*words: str) -> str:
    answer = ask(*words)
    assert answer.code == 0, answer.err
    return answer.out


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("view", VIEWS)
def test_what_list_prints_is_taken_back(view: str, form: str) -> None:
    collection = VIEWS[view].collection
    read = taken(printed("list", view, "-f", form), f"f.{form}", collection=collection)
    records = SHIPPED[collection]
    assert fields(read) == [records[one.id] for one in read.records]
    assert [one.id for one in read.records] == list(dict.fromkeys(one["id"] for one in rows("list", view)))


@pytest.mark.parametrize("view", VIEWS)
def test_what_list_prints_of_an_event_is_taken_back(view: str) -> None:
    collection = VIEWS[view].collection
    text = printed("list", view, "--event", "un-sco-2018", "--names", "current", "-f", "json")
    read = taken(text, collection=collection)
    assert all(one["id"] in SHIPPED[collection] for one in fields(read))
    assert all(one.fields.keys() <= set(COLLECTIONS[collection].fields) for one in read.records)


def test_what_show_prints_is_taken_back() -> None:
    read = taken(printed("show", "irn", "un-sco-2018", "sco", "-f", "json"))
    assert [one.collection for one in read.records] == ["delegations", "events", "agencies"]
    assert fields(read) == [SHIPPED[one.collection][one.id] for one in read.records]


# JSON


@pytest.mark.parametrize(
    ("value", "collection"),
    [
        ({"id": "a", "sources": {}, "topics": {}}, "events"),
        ({"title": "A", "collection": "documents", "sources": {}}, None),
        ({"record": {"id": "a"}, "documents": {}}, "events"),
        ({"record": {"id": "a"}, "collection": "topic"}, None),
        ([{"id": "a"}], "topics"),
        ({"topics": {"a": {}}}, None),
        ({"about": {}, "topics": {"a": {"id": None}}, "events": {}}, "topics"),
    ],
)
def test_a_record_is_told_from_a_store(value: Any, collection: str | None) -> None:
    read = taken(value, collection=collection)
    if isinstance(value, dict) and "events" in value:
        assert read.faults == ("f.json:1: it has events, and only topics are to be given",)
    else:
        assert read.faults == ()
    assert [one.id for one in read.records] == ["a"]
    assert [one.fields["id"] for one in read.records] == ["a"]


def test_unknown_fields_and_ids_that_are_not_safe_stay_for_the_checks() -> None:
    given_record = {"id": "../x", "tilte": "A", "note": "not printed by any list of events", "title": None}
    (found,) = fields(taken(given_record, collection="events"))
    assert found == {"id": "../x", "tilte": "A", "note": "not printed by any list of events"}


def test_the_key_of_a_store_is_the_id_and_what_the_record_says_stays() -> None:
    read = taken({"topics": {"key": {"id": "other", "label": "L"}}})
    assert [(one.id, one.fields["id"]) for one in read.records] == [("key", "other")]


def test_records_have_the_line_they_begin_in() -> None:
    text = '\n[\n  {"id": "a"},\n\n {"id":\n "b"}, {"id": "c"}\n]\n'
    assert places(taken(text, collection="topics")) == [
        ("a", "f.json:3"),
        ("b", "f.json:5"),
        ("c", "f.json:6"),
    ]
    text = '{"topics": {\n"{}": {},\n"b\\u0061": {}\n}, "people":\n{"c": {"id": "c"}}}'
    found = places(taken(text))
    assert found == [("{}", "f.json:2"), ("ba", "f.json:3"), ("c", "f.json:5")]
    assert places(taken('\n\n{"id": "a"}', collection="topics")) == [("a", "f.json:3")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", ["f.json: it is empty; a JSON document is a record, an array of records, or a store"]),
        (b"[%s1]" % (b"1," * 20_000), ["f.json: it is neither a record nor an array of records nor a store"]),
        (b"3", ["f.json: it is neither a record nor an array of records nor a store"]),
        (b"[1]", ["f.json:1: it is no record: a record is an object of fields"]),
        (
            b'\n[{"id": "a"},\n{"id" "b"},\n{"id": "c"}]',
            ["f.json:3: it is not JSON: expecting ':' delimiter in line 3, column 7"],
        ),
        (
            b'[{"id": "a"},\n {"id": "b",}\n]',
            ["f.json:2: it is not JSON: "],
        ),
        (b'[{"id": "a"}\n,]', ["f.json:2: it is not JSON: "]),
        (b'[{"id": "a"}]\n]', ["f.json:2: it is not JSON: extra data in line 2, column 1"]),
        (b'[{"id": "a"}\n', ["f.json:2: it is not JSON: expecting ',' delimiter in line 2, column 1"]),
        (b'[{"id": "a"}}', ["f.json:1: it is not JSON: expecting ',' delimiter in line 1, column 13"]),
        (b'[{"id": "a"},\n {"id": "\xff"}]', ["f.json:2: it is not UTF-8 in line 2, column 10"]),
        (b'[{"id": "a"},\n{"id": "b", "label": NaN}]', ["f.json:2: label is NaN, which JSON does not have"]),
        (
            b'[\n{"id": "a", "label": 1,\n "label": 2}]',
            ["f.json:2: label stands twice; readers see only the last one"],
        ),
        (
            b'{"topics": {"a": {},\n "b": {"id": "b"},\n "a": {}}}',
            ["f.json:3: topics/a stands twice; readers see only the last one"],
        ),
        (
            b'{"topics": {"a": {}},\n "topics": {"b": {}}}',
            ["f.json:2: topics stands twice; readers see only the last one"],
        ),
        (
            b'{"topics": {},\n "evnts": {}}',
            ["f.json:2: no collection is called 'evnts'; did you mean events?"],
        ),
        (b'{"topics": {},\n "events": []}', ["f.json:2: events is no object of records by their ids"]),
        (
            b'{"topics": {},\n "events": {"a" {}}}',
            ["f.json:2: it is not JSON: expecting ':' delimiter in line 2, column 17"],
        ),
        (b'{"topics": {},\n "about": {"a": NaN}}', ["f.json:2: a is NaN, which JSON does not have"]),
        (b'{"\\ud800": 1}', ["f.json: it holds half of a sign"]),
        (b"\xef\xbb\xbf[]", ["f.json:1: it begins with a byte order mark; save it as UTF-8 without one"]),
        (b"[" * 100_000, ["f.json: it is nested too deeply to be read"]),
        (b'[{"id": 5}]', ["f.json:1: its id is no text"]),
        (
            b'[{"id": "a", "collection": "event"}]',
            ["f.json:1: it is one of the events, and is to be one of the topics"],
        ),
        (
            b'[{"id": "a", "collection": "tpic"}]',
            ["f.json:1: no collection is called 'tpic'; did you mean topics?"],
        ),
        (b'[{"id": "a", "collection": 5}]', ["f.json:1: no collection is called 'int'"]),
        (b'[{"label": "\xd0\xa8"}]', ["f.json:1: it has no id, and none can be made of its label"]),
        (
            b'[{"id": "a"},\n{"id": "a", "label": "b"}]',
            ["f.json:2: topics/a is at f.json:1, too, with other values"],
        ),
    ],
)
def test_faults_of_json_are_told_with_their_lines(text: bytes, told: list[str]) -> None:
    collection = None if text.startswith(b"{") else "topics"
    found = faults(text, collection=collection)
    assert len(found) == len(told)
    assert all(one.startswith(expected) for one, expected in zip(found, told, strict=True)), found


def test_a_fault_in_one_record_hides_none_of_the_others() -> None:
    read = taken(b'[{"id": "a"},\n{"id" 2},\n{"id": NaN},\n{"id": "d"}]', collection="topics")
    assert places(read) == [("a", "f.json:1"), ("d", "f.json:4")]
    assert [fault.split(": ")[0] for fault in read.faults] == ["f.json:2", "f.json:3"]


def test_a_record_has_to_say_where_it_belongs_if_nobody_else_does() -> None:
    known = ", ".join(COLLECTIONS)
    said = f"f.json:1: it does not say which collection it belongs to; --into does (one of {known})"
    assert faults({"id": "a"}) == [said]
    assert faults({"topics": {"a": {"collection": "event"}}}) == [
        "f.json:1: it says that it is one of the events, and stands among the topics"
    ]


def test_the_same_record_may_be_given_again() -> None:
    record = {"id": "a", "label": "A"}
    assert fields(taken([record, record], collection="topics")) == [record]


# JSON Lines


def test_each_line_is_read_by_itself() -> None:
    text = b'{"id": "a"}\r\n\n  {"id": \xff}\n{"id": "c"\n{"record": {"id": "d"}}\nnull'
    read = taken(text, "f.jsonl", collection="topics")
    assert places(read) == [("a", "f.jsonl:1"), ("d", "f.jsonl:5")]
    assert list(read.faults) == [
        "f.jsonl:3: it is not UTF-8 in line 3, column 10",
        "f.jsonl:4: it is not JSON: expecting ',' delimiter in line 4, column 11",
        "f.jsonl:6: it is no record: a record is an object of fields",
    ]


@pytest.mark.parametrize(
    ("called", "text", "kind"),
    [
        ("a.JSON", b"id", "json"),
        ("a.ndjson", b"", "jsonl"),
        ("a.csv", b"{}", "csv"),
        ("standard input", b"", "jsonl"),
        ("standard input", b" {}\n\n", "json"),
        ("standard input", b"{}\n{}", "jsonl"),
        ("standard input", b"{\n}", "json"),
        ("standard input", b"[\n{}]", "json"),
        ("standard input", b"id,title\n", "csv"),
        ("list.txt", b"{}", "json"),
    ],
)
def test_the_kind_is_told_from_name_or_text(called: str, text: bytes, kind: str) -> None:
    assert kind_of(called, text) == kind


# CSV


def test_cells_become_values_names_become_ids_and_addresses_become_sources() -> None:
    text = table(
        ["title", "start", "participants", "country", "ordinal", "sources", "summary"],
        [
            "First talks",
            "2018-11",
            "Iran:guest:addressed; UNODC:agency:attended",
            "Iran",
            "3",
            "https://old.org/",
            "",
        ],
        [],
        [
            "Second\ntalks",
            "2019",
            "",
            "Nowhere",
            "x",
            "https://www.New.org:80/a/b.html?q=1;https://new.org/a/b.html",
            "  ",
        ],
        ["Third", "2020", "", "", "", "https://www.New.org:80/a/b.html?q=1;file:///x;Nobody's page", ""],
    )
    read = taken(text, "f.csv", collection="events")
    first, second, third, *sources = fields(read)
    assert first == {
        "id": "first-talks-2018",
        "title": "First talks",
        "start": "2018-11",
        "participants": [
            {"id": "irn", "capacity": "guest", "part": "addressed"},
            {"id": "unodc", "capacity": "agency", "part": "attended"},
        ],
        "country": "irn",
        "ordinal": 3,
        "sources": [{"id": "old-page"}],
    }
    assert (second["country"], second["ordinal"]) == ("Nowhere", "x")
    assert second["sources"] == [{"id": "new-org-a-b-html"}, {"id": "new-org-a-b-html-2"}]
    assert third["sources"] == [{"id": "new-org-a-b-html"}, {"id": "file:///x"}, {"id": "Nobody's page"}]
    address = "https://www.New.org:80/a/b.html?q=1"
    assert sources[0] == {"id": "new-org-a-b-html", "url": address, "title": address, "publisher": "new.org"}
    assert len(sources) == 2
    assert [one.place for one in read.records] == ["f.csv:2", "f.csv:4", "f.csv:6", "f.csv:4", "f.csv:4"]


def test_each_row_may_say_its_collection() -> None:
    text = table(
        ["collection", "label", "name", "kind"], ["topic", "Water", "", ""], ["people", "", "Ann Lee", ""]
    )
    read = taken(text, "f.csv")
    assert [(one.collection, one.id) for one in read.records] == [("topics", "water"), ("people", "ann-lee")]
    assert faults(table(["collection", "id"], ["", "a"], ["tpics", "b"]), "f.csv")[1] == (
        "f.csv:3: no collection is called 'tpics'; did you mean topics?"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", ["f.csv:1: it is empty; a table begins with a line that names its columns"]),
        (b'"id', ["f.csv:1: it is no row of a table: unexpected end of data"]),
        (
            b"\nid,lable,id,\n",
            [
                "f.csv:2: no field is called 'lable'; did you mean label?",
                "f.csv:2: the column 'id' stands twice",
                "f.csv:2: column 4 has no name",
            ],
        ),
        (b'id,label\na,"x\ny",z\nb,c\n', ["f.csv:2: it has 3 cells, and the first line names 2 columns"]),
        (b"id,label\na\nb,\0\nc,\xff\n", ["f.csv:3: label holds a NUL", "f.csv:4: label is not UTF-8"]),
        (b'id,label\na,"b"c\nd,e\n', ["f.csv:2: it is no row of a table: ',' expected after '\"'"]),
        (b"id,\xff\n", ["f.csv:1: no field is called '\\udcff'"]),
    ],
)
def test_faults_of_tables_are_told_with_their_lines(text: bytes, told: list[str]) -> None:
    assert faults(text, "f.csv", collection="topics") == told


def test_a_table_of_no_collection_is_told_of_once() -> None:
    assert faults("id\na\nb\n", "f.csv") == [
        "f.csv:1: no column 'collection' says which collection each record belongs to; --into does"
    ]


def test_long_cells_are_read_and_the_limit_for_others_stays() -> None:
    limit = csv.field_size_limit()
    (found,) = fields(taken(table(["id", "label"], ["a", "x" * 300_000]), "f.csv", collection="topics"))
    assert len(found["label"]) == 300_000
    assert csv.field_size_limit() == limit


def test_a_cell_that_is_nested_deeply_is_a_fault_or_a_text() -> None:
    for depth in (200, 450, 900, 5000):
        cell = "[" * depth + "]" * depth
        read = taken(table(["title", "id", "topics"], ["A", "a", cell]), "f.csv", collection="events")
        assert len(read.records) + len(read.faults) == 1


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_texts_come_back_from_cells(pairs: list[tuple[str, str]]) -> None:
    lines = [[f"r{number}", *pair] for number, pair in enumerate(pairs)]
    found = fields(taken(table(["id", "label", "description"], *lines), "f.csv", collection="topics"))
    expected = [dict(zip(("id", "label", "description"), line, strict=True)) for line in lines]
    assert found == [{name: text for name, text in one.items() if text.strip()} for one in expected]


# Words


def test_words_of_a_command_line_become_a_record() -> None:
    words: dict[str, str | bool | list[str]] = {
        "title": "Talks on Water; part 2",
        "start": "2018-11-27",
        "un_involved": True,
        "participants": ["Iran:guest:attended:Iran, Islamic Republic of"],
        "outcomes": ["One; two", "Three"],
        "topics": "water;Talks",
        "sources": ["https://new.org/a", "Old page"],
        "tilte": ["x"],
    }
    read = given_of_words("events", words, find, "the options")
    event, source = fields(read)
    assert event == {
        **words,
        "id": "talks-on-water-part-2-2018",
        "participants": [
            {"id": "irn", "capacity": "guest", "part": "attended", "named": "Iran, Islamic Republic of"}
        ],
        "topics": ["water", "talks"],
        "sources": [{"id": "new-org-a"}, {"id": "Old page"}],
    }
    assert source["url"] == "https://new.org/a"
    assert {one.place for one in read.records} == {"the options"}
    assert (
        given_of_words("events", {"kind": "summit", "id": "a"}, find, "").records[0].fields["kind"]
        == "summit"
    )
    assert given_of_words("topics", {}, find, "the options").faults == (
        "the options: it has no id, and none can be made of its label",
    )


def test_an_address_does_not_take_the_id_of_another_source() -> None:
    def knows(name: str, _collections: tuple[str, ...]) -> str | None:
        return name if name in ("new-org-a", "new-org-a-2") else None

    _, source = fields(given_of_words("topics", {"id": "a"}, knows, "")) * 2
    assert source["id"] == "a"
    read = given_of_words("people", {"name": "Ann", "sources": ["https://new.org/a"]}, knows, "")
    assert [one.id for one in read.records] == ["ann", "new-org-a-3"]
    full = given_of_words("people", {"name": "Ann", "sources": ["https://new.org/a"]}, _all_but_addresses, "")
    assert fields(full)[0]["sources"] == [{"id": "https://new.org/a"}]


def test_a_table_may_not_give_a_source_and_cite_its_address_as_another() -> None:
    text = table(
        ["collection", "name", "url", "sources", "topics", "title"],
        ["source", "", "https://new.org/a", "", "", ""],
        ["person", "Ann", "", "https://new.org/a", "", ""],
        ["event", "", "", "", "[5]", "Talks"],
    )
    read = taken(text, "f.csv")
    assert [(one.id, one.fields.get("topics")) for one in read.records] == [
        ("new-org-a", None),
        ("ann", None),
        ("talks", [5]),
    ]
    assert read.faults == ("f.csv:3: sources/new-org-a is at f.csv:2, too, with other values",)


def _all_but_addresses(name: str, _collections: tuple[str, ...]) -> str | None:
    return None if "://" in name else name


# Ids


@pytest.mark.parametrize(
    ("collection", "record", "identifier"),
    [
        ("delegations", {"iso3": "IRN", "name": "Iran"}, "irn"),
        ("delegations", {"iso3": 3, "name": "Türkiye"}, "turkiye"),
        ("agencies", {"acronym": "ШОС", "name": "The Shanghai Organisation"}, "shanghai-organisation"),
        ("agencies", {"acronym": "CIS ATC"}, "cis-atc"),
        ("events", {"title": "Talks – in  U.N.!", "start": "2018-11"}, "talks-in-un-2018"),
        ("events", {"title": "Talks 2018", "start": "2018"}, "talks-2018"),
        ("events", {"title": "Talks 20181", "start": "2018"}, "talks-20181-2018"),
        ("events", {"title": "Talks", "start": 2018}, "talks"),
        ("events", {"title": "x" * 90, "start": "2018"}, "x" * 55 + "-2018"),
        ("events", {"title": "word " * 30}, "-".join(["word"] * 12)),
        ("events", {"title": "会议", "start": "2018"}, None),
        ("events", {"start": "2018"}, None),
        ("documents", {"symbol": "A/RES/59/48", "title": "T", "date": "2004"}, "a-res-59-48"),
        ("documents", {"title": "Plan", "date": "2004-05"}, "plan-2004"),
        ("people", {"name": "Rashid O'Alimov"}, "rashid-oalimov"),
        ("topics", {"label": "Drug_control"}, "drug-control"),
        ("sources", {"url": "HTTPS://me@www.UN.org:8080/ga/res.html?x=1#y"}, "un-org-ga-res-html"),
        ("sources", {"url": "an old book"}, "an-old-book"),
        ("sources", {"url": "://"}, None),
    ],
)
def test_an_id_is_made_of_what_a_record_goes_by(
    collection: str, record: dict[str, Any], identifier: str | None
) -> None:
    assert identifier_of(collection, record) == identifier


@given(
    st.sampled_from(list(COLLECTIONS)),
    st.dictionaries(st.sampled_from(["title", "name", "label", "url", "start"]), st.text()),
)
def test_made_ids_are_safe(collection: str, record: dict[str, str]) -> None:
    made = identifier_of(collection, record)
    assert made is None or (made == "-".join(filter(None, made.split("-"))) and 0 < len(made) <= 60)
    assert made is None or (made.isascii() and made.replace("-", "").isalnum() and made == made.lower())


def test_the_fields_ids_are_made_of_exist() -> None:
    for collection in COLLECTIONS.values():
        for one in collection.identified:
            assert set(filter(None, one.split("+"))) <= set(collection.fields)


# Laws

WORDS = '{ } [ ] " , : \\ "id" "a" "events" "topics" "label" 1 NaN null "\\ud800" id {"id":"a"} "record"'
SCRAPS = st.lists(
    st.sampled_from([*map(str.encode, WORDS.split()), b"\n", b" ", b"\xff", b"\0", b"\xef\xbb\xbf"]),
    max_size=25,
).map(b"".join)


@settings(max_examples=300)
@given(
    st.one_of(SCRAPS, st.binary(max_size=60)),
    st.sampled_from([None, *KINDS]),
    st.sampled_from([None, "topics", "events"]),
)
def test_no_bytes_are_a_bug(text: bytes, kind: str | None, collection: str | None) -> None:
    found = intake(text, "some file", kind, collection, find)
    assert all(one.startswith(("some file: ", "some file:")) for one in found.faults)
    assert all(len(one.splitlines()) == 1 for one in found.faults)
    assert all(isinstance(one.id, str) and "id" in one.fields for one in found.records)
    if kind == "json" and not found.faults:
        # What is taken without a fault is what every reader of JSON takes.
        json.loads(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


# What comes with a record in an envelope


PERSON = {"id": "ada-example", "name": "Ada Example"}
PAGE = {"id": "page", "url": "https://example.org/page", "title": "A page", "publisher": "Example"}
ENVELOPE = {
    "file": "release.txt",
    "collection": "events",
    "record": {"id": "talks", "title": "Talks"},
    "needs": {"people": [PERSON], "sources": [PAGE]},
    "evidence": [{"path": "title"}],
    "unsettled": [],
}


@pytest.mark.parametrize("asked", [None, "events"])
@pytest.mark.parametrize("lines", [False, True])
def test_an_envelope_brings_the_records_that_its_record_needs(asked: str | None, lines: bool) -> None:
    text = json.dumps(ENVELOPE) + "\n"
    text = text + text.replace("talks", "more-talks") if lines else text
    read = taken(text, "f.jsonl" if lines else "f.json", collection=asked)
    assert read.faults == ()
    found = [(one.collection, one.id, one.place) for one in read.records]
    place = "f.jsonl:1" if lines else "f.json:1"
    needed = [("people", "ada-example", place), ("sources", "page", place)]
    more = [("events", "more-talks", "f.jsonl:2")] if lines else []
    assert found == [("events", "talks", place), *needed, *more]
    assert read.records[1].fields == PERSON


def test_what_a_record_needs_may_lack_an_id_that_can_be_made() -> None:
    needs = {"person": [{"name": "Ada Example"}]}
    assert places(taken({**ENVELOPE, "needs": needs}))[1] == ("ada-example", "f.json:1")


@pytest.mark.parametrize(
    ("needs", "fault"),
    [
        (["x"], "its needs are no object of records by their collections"),
        ({"peple": []}, "no collection is called 'peple'; did you mean people?"),
        ({"people": PERSON}, "its needs have people that are no array of records"),
        ({"people": ["x"]}, "it is no record: a record is an object of fields"),
        ({"people": [{"post": "x"}]}, "it has no id, and none can be made of its name"),
        (
            {"people": [{**PERSON, "collection": "topics"}]},
            "it says that it is one of the topics, and stands among the people",
        ),
        ({"people": [PERSON, {**PERSON, "name": "x"}]}, "people/ada-example is at f.json:1, too, with other"),
    ],
)
def test_needs_that_are_none_are_faults(needs: Any, fault: str) -> None:
    found = faults({**ENVELOPE, "needs": needs})
    assert [one.startswith(f"f.json:1: {fault}") for one in found] == [True]


def test_needs_mean_nothing_outside_an_envelope() -> None:
    read = taken({"id": "talks", "needs": {"people": [PERSON]}}, collection="events")
    assert fields(read) == [{"id": "talks", "needs": {"people": [PERSON]}}]


# A record says with these where it belongs, or is within an envelope: tested above.
PLAIN_NAMES = TEXTS.filter(lambda name: name not in ("collection", "record"))


@settings(max_examples=50)
@given(
    st.lists(st.dictionaries(PLAIN_NAMES, VALUES, max_size=4), max_size=4),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_arrays_are_split_where_their_records_begin(
    records: list[dict[str, Any]], indent: int | None, ascii_only: bool
) -> None:
    records = [{**one, "id": f"r{number}"} for number, one in enumerate(records)]
    text = json.dumps(records, indent=indent, ensure_ascii=ascii_only)
    read = taken(text, collection="topics")
    assert [one.id for one in read.records] == [one["id"] for one in records]
    for one, record in zip(read.records, records, strict=True):
        kept = {name: held for name, held in record.items() if held is not None}
        assert kept.items() >= one.fields.items()
        assert kept.keys() - one.fields.keys() <= {"collection", "referred_by"}
    if indent:
        lines = [number for number, line in enumerate(text.split("\n"), 1) if line == " {"]
        assert [one.place for one in read.records] == [f"f.json:{number}" for number in lines]


def test_a_fault_is_placed_in_the_file_a_text_is_of() -> None:
    assert read(b'{"a" 1}', Start(7, 5)).faults == (
        "it is not JSON: expecting ':' delimiter in line 7, column 10",
    )
    assert read(b'{\n"a" 1}', Start(7, 5)).line == 8
    assert read(b"\xff", Start(7, 5)).faults == ("it is not UTF-8 in line 7, column 5",)
    assert read(b"3", Start(7, 5)).line is None
