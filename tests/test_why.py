"""What each fact of a record rests on: the act, the sources, how sure it is, what sources say differently."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from rich.cells import cell_len

from tests.conftest import CITED, SOURCE, Answer, StoreMaker, answered, ask, delegation, event, process

Shipped = dict[str, dict[str, Any]]
Rows = list[dict[str, Any]]

# A promise: new ones may come, none changes.
KEYS = (
    *("collection", "id", "field", "value", "basis", "decided", "memorandum", "confidence", "note"),
    *("conflicts", "source", "published", "publisher", "title", "supports", "dated", "url"),
)
FORMATS = ("tsv", "csv", "json", "jsonl", "md", "ids")
# Every source is padded to the width, which off a terminal is a thousand million.
SOURCED = ("events", "delegations", "agencies", "people", "documents")
WIDTHS = (40, 80, 200)
# What stands before an address on a terminal at most: two steps in, and the name of the line.
BEFORE_ADDRESS = 2 + 2 + len("published") + 2


def source(identifier: str, **fields: Any) -> dict[str, Any]:
    """A record of a source."""
    said = {"url": f"https://example.org/{identifier}", "title": f"Of {identifier}", "publisher": "Someone"}
    return {"id": identifier, **said, **fields}


def state() -> dict[str, Any]:
    """A delegation of whose fields some have sources, some have none, and some have their own."""
    return {
        "id": "aaa",
        "kind": "state",
        "name": "Aaa",
        "official_name": "Republic of Aaa",
        "aliases": ["Triple A"],
        "adjectives": ["Aaan"],
        "un_member_since": "1945",
        "statuses": [
            {
                "status": "observer",
                "from": "2010-06-11",
                "until": "2018",
                "basis": "act of 2010",
                "decided": "2010-06",
                "memorandum": "2009",
                "note": "noted then",
                "confidence": "low",
                "conflicts": [{"note": "One paper has 2011."}],
                "sources": [
                    {"id": "second", "supports": "the day", "dated": "2010-06-11"},
                    {"id": "page"},
                ],
            },
            {"status": "member", "from": "2018", "basis": "act of 2018", "sources": [{"id": "third"}]},
        ],
        "chairmanships": [{"from": "2018", "until": "2019", "sources": [{"id": "third"}]}],
        "conflicts": [{"field": "statuses", "note": "Their number is disputed."}, {"note": "Of the whole."}],
        "notes": "A remark.",
        "sources": [
            {"id": "page", "fields": ["name"]},
            {"id": "second", "fields": ["name", "official_name"], "dated": "2018"},
        ],
    }


SOURCES = [
    source("second", published="2018-11", publisher="Second", language="en"),
    source("third", published="2018-11-27"),
]


@pytest.fixture
def store(make_store: StoreMaker) -> str:
    return make_store(delegations=[state()], sources=SOURCES)


def evidence(store: str | None, *words: str) -> Rows:
    """Return what is printed as JSON of the evidence for a record of a store, or of the shipped one."""
    place = ("--store", store) if store else ()
    answer = ask(*place, "why", *words, "-f", "json")
    assert answer.code == 0, answer.err
    rows: Rows = answer.json
    return rows


def said(rows: Rows, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in keys) for row in rows]


def citing(value: Any) -> Iterator[str]:
    """Yield the id of every source that a record of plain JSON cites, itself or in a part."""
    if isinstance(value, dict):
        yield from (citation["id"] for citation in value.get("sources", ()))
        value = [held for name, held in value.items() if name != "sources"]
    if isinstance(value, list):
        for held in value:
            yield from citing(held)


# Facts and sources.


def test_there_is_a_row_for_each_fact_and_each_source_of_it_in_the_order_of_the_fields(store: str) -> None:
    assert said(evidence(store, "aaa"), "field", "source") == [
        ("name", "page"),
        ("name", "second"),
        ("official_name", "second"),
        ("statuses", "second"),
        ("statuses", "page"),
        ("statuses", "third"),
        ("chairmanships", "third"),
        ("un_member_since", None),
        # A conflict about all of the record.
        (None, None),
    ]


def test_a_row_tells_all_of_the_fact_and_all_of_the_source(store: str) -> None:
    row, *_ = evidence(store, "aaa", "statuses")
    assert row == {
        "collection": "delegations",
        "id": "aaa",
        "field": "statuses",
        "value": state()["statuses"][0],
        "basis": "act of 2010",
        "decided": "2010-06",
        "memorandum": "2009",
        "confidence": "low",
        "note": "noted then",
        "conflicts": ["One paper has 2011.", "Their number is disputed."],
        "source": "second",
        "published": "2018-11",
        "publisher": "Second",
        "title": "Of second",
        "supports": "the day",
        "dated": "2010-06-11",
        "url": "https://example.org/second",
    }


def test_the_keys_of_json_are_the_columns(store: str) -> None:
    assert {tuple(row) for row in evidence(store, "aaa")} == {KEYS}
    header = answered("--store", store, "why", "aaa", "-f", "tsv", "--header", "-n", "0").out
    assert tuple(header.rstrip("\n").split("\t")) == KEYS


def test_the_fields_of_a_citation_say_which_facts_rest_on_it(make_store: StoreMaker) -> None:
    fields = {"city": "Here", "venue": "There", "outcomes": ["One", "Two"]}
    cited = [{"id": "page", "fields": ["title", "city"]}, {"id": "second", "fields": ["city"]}]
    held = event("held", **fields, sources=[*cited, {"id": "third", "supports": "all of it"}])
    rows = evidence(make_store(events=[held], sources=SOURCES), "held")
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["field"], []).append(row["source"])
    assert found == {
        "title": ["page", "third"],
        "start": ["third"],
        "venue": ["third"],
        "city": ["page", "second", "third"],
        "outcomes": ["third"],
    }
    # In words, whether they were written or follow from the fields.
    assert dict(said(rows, "source", "supports")) == {
        "page": "title, city",
        "second": "city",
        "third": "all of it",
    }


def test_the_values_of_a_field_without_sources_of_its_own_are_one_fact(make_store: StoreMaker) -> None:
    came = [{"id": name, "capacity": "guest", "part": "attended"} for name in ("aaa", "bbb")]
    store = make_store(events=[event("held", participants=came, outcomes=["One"])])
    assert said(evidence(store, "held", "participants"), "value", "source") == [(came, "page")]
    assert said(evidence(store, "held", "outcomes"), "value", "source") == [(["One"], "page")]
    assert answered("--store", store, "why", "held", "participants", "-c", "value").lines == [
        "aaa (guest, attended); bbb (guest, attended)"
    ]


def test_what_a_record_does_not_say_is_no_fact(store: str) -> None:
    assert not {"names", "iso2", "kind", "notes", "sources"} & {
        row["field"] for row in evidence(store, "aaa")
    }


def test_a_part_with_sources_of_its_own_does_not_borrow_those_of_the_record(make_store: StoreMaker) -> None:
    own = [{"id": "third"}]
    aaa = delegation("aaa", ("observer", "2010", None), sources=[{"id": "page"}, {"id": "second"}])
    aaa["statuses"][0]["sources"] = own
    aaa["chairmanships"] = [{"from": "2018", "sources": own}]
    ann = {"id": "ann", "name": "Ann", "posts": [{"title": "Envoy", "sources": own}], "sources": CITED}
    store = make_store(delegations=[aaa], people=[ann], sources=SOURCES)
    assert said(evidence(store, "aaa"), "field", "source") == [
        ("name", "page"),
        ("name", "second"),
        ("statuses", "third"),
        ("chairmanships", "third"),
    ]
    assert said(evidence(store, "ann"), "field", "source") == [("name", "page"), ("posts", "third")]


def test_a_part_without_sources_of_its_own_rests_on_those_of_the_record(make_store: StoreMaker) -> None:
    cited = [{"id": "page"}, {"id": "second", "fields": ["name"]}, {"id": "third", "fields": ["posts"]}]
    posts = [{"title": "Envoy", "from": "2018", "note": "so called"}, {"title": "Head", "sources": CITED}]
    ann = {"id": "ann", "name": "Ann", "posts": posts, "sources": cited}
    aaa = delegation("aaa", ("observer", "2010", None), sources=[{"id": "second"}])
    aaa["statuses"][0]["sources"] = []
    store = make_store(people=[ann], delegations=[aaa], sources=SOURCES)
    rows = evidence(store, "ann", "posts")
    assert said(rows, "value", "note", "source") == [
        (posts[0], "so called", "page"),
        (posts[0], "so called", "third"),
        (posts[1], None, "page"),
    ]
    assert said(evidence(store, "aaa", "statuses"), "source", "basis") == [("second", "act")]


def test_a_fact_without_a_source_is_one_row_in_which_no_source_is_told(store: str) -> None:
    (row,) = evidence(store, "aaa", "un_member_since")
    assert (row["field"], row["value"]) == ("un_member_since", "1945")
    assert {row[key] for key in KEYS[KEYS.index("source") :]} == {None}
    (line,) = answered("--store", store, "why", "aaa", "un_member_since", "-f", "tsv").lines
    assert line.split("\t") == ["delegations", "aaa", "un_member_since", "1945", *[""] * 13]
    out = answered("--store", store, "why", "aaa", "un_member_since", terminal=80).out
    assert re.search(r"^un member since  1945$", out, re.MULTILINE)


def test_of_a_source_that_is_not_in_the_store_its_id_is_told(make_store: StoreMaker) -> None:
    cited = [{"id": "gone", "supports": "the day", "dated": "2018"}]
    store = make_store(events=[event("held", sources=cited)])
    row, *_ = evidence(store, "held", "start")
    assert (row["source"], row["supports"], row["dated"]) == ("gone", "the day", "2018")
    assert {row[key] for key in ("published", "publisher", "title", "url")} == {None}
    for format_ in FORMATS[:-1]:
        assert "gone" in answered("--store", store, "why", "held", "-f", format_).out
    assert "gone" in answered("--store", store, "why", "held", terminal=80).out


def test_a_fact_is_as_sure_as_its_part_or_else_its_record(make_store: StoreMaker) -> None:
    aaa = delegation("aaa", ("observer", "2010", "2018"), ("member", "2018", None), sources=CITED)
    aaa["statuses"][0]["confidence"] = "low"
    aaa["chairmanships"] = [{"from": "2018", "confidence": "medium", "sources": CITED}]
    store = make_store(events=[event("held", city="Here", confidence="high")], delegations=[aaa])
    assert said(evidence(store, "aaa"), "field", "confidence") == [
        ("name", None),
        ("statuses", "low"),
        ("statuses", None),
        ("chairmanships", "medium"),
    ]
    assert {row["confidence"] for row in evidence(store, "held")} == {"high"}


def test_what_sources_say_differently_stands_with_the_fact(make_store: StoreMaker) -> None:
    conflicts = [
        {"field": "city", "note": "There, says one."},
        {"field": "city", "note": "Nowhere, says another."},
        {"field": "start", "note": "A day later."},
        {"note": "Of all."},
    ]
    store = make_store(events=[event("held", city="Here", conflicts=conflicts)])
    assert said(evidence(store, "held"), "field", "conflicts") == [
        ("title", []),
        ("start", ["A day later."]),
        ("city", ["There, says one.", "Nowhere, says another."]),
        (None, ["Of all."]),
    ]


@pytest.mark.parametrize("field", ["end", "kind", "summary"])
def test_no_conflict_of_a_record_is_left_out(field: str, make_store: StoreMaker) -> None:
    conflicts = [{"field": field, "note": "They differ."}]
    store = make_store(events=[event("held", conflicts=conflicts)])
    (row,) = [row for row in evidence(store, "held") if row["conflicts"]]
    assert (row["field"], row["value"], row["source"]) == (field, None, None)
    assert row["conflicts"] == ["They differ."]
    for asked in ((), (field,)):
        assert "They differ." in answered("--store", store, "why", "held", *asked, terminal=80).out


def test_what_is_said_of_the_record_as_a_whole_is_a_row_or_a_remark(store: str) -> None:
    assert said(evidence(store, "aaa"), "field", "conflicts")[-1] == (None, ["Of the whole."])
    remarks = ["without a source: un_member_since", "note: A remark."]
    for width in WIDTHS:
        lines = answered("--store", store, "why", "aaa", terminal=width).lines
        assert lines[-2:] == remarks
        assert any("Of the whole." in line for line in lines)
    # The record has it for those who read no table.
    for format_ in ("tsv", "csv", "json", "ids"):
        assert answered("--store", store, "why", "aaa", "-f", format_).err == ""
    # Who asks about one field is not told of others.
    assert answered("--store", store, "why", "aaa", "name").err == ""


# The shipped store.


def test_both_statuses_of_iran_rest_on_a_decision_with_sources() -> None:
    rows = evidence(None, "irn", "statuses")
    statuses = {(row["value"]["status"], row["value"]["from"], row["value"].get("until")) for row in rows}
    assert statuses == {("observer", "2005-07-05", "2023-07-04"), ("member", "2023-07-04", None)}
    for row in rows:
        assert row["basis"]
        assert row["decided"] == row["value"]["from"]
        assert row["source"]
        assert re.match(r"https?://", row["url"])
    out = answered("why", "iran", "statuses", terminal=80).out
    assert out.startswith("Evidence for Iran (delegation irn), statuses\n")
    assert "observer (2005-07-05 to 2023-07-04)" in out
    assert "member (since 2023-07-04)" in out
    assert len(re.findall(r"^basis ", out, re.MULTILINE)) == 2
    assert all(row["source"] in out for row in rows)


def test_why_is_a_command_of_the_program() -> None:
    answer = process("why", "irn", "statuses", "--columns", "field,source")
    assert (answer.code, answer.err) == (0, "")
    assert answer.lines == [
        "\t".join(pair) for pair in said(evidence(None, "irn", "statuses"), *KEYS[2:11:8])
    ]


def test_only_sources_that_exist_and_that_the_record_cites_are_named(shipped: Shipped) -> None:
    for collection in SOURCED:
        for identifier, record in shipped[collection].items():
            rows = evidence(None, f"{collection}/{identifier}")
            assert said(rows, "collection", "id") == [(collection, identifier)] * len(rows)
            named = {row["source"] for row in rows} - {None}
            assert named <= set(shipped["sources"])
            assert named <= set(citing(record))
            # What a citation without fields supports, its name or title for one, is told.
            assert named >= {one["id"] for one in record.get("sources", ()) if not one.get("fields")}
            for row in rows:
                if row["source"]:
                    held = shipped["sources"][row["source"]]
                    assert all(
                        row[key] == held.get(key) for key in ("published", "publisher", "title", "url")
                    )


def test_a_source_is_referred_to_by_exactly_the_records_that_cite_it(shipped: Shipped) -> None:
    citers: dict[str, set[tuple[str, str]]] = {name: set() for name in shipped["sources"]}
    for collection in SOURCED:
        for identifier, record in shipped[collection].items():
            for name in citing(record):
                citers[name].add((collection, identifier))
    names = "".join(f"sources/{name}\n" for name in citers)
    shown = answered("show", "-", "-f", "json", stdin=names).json
    found = {one["id"]: {(by["collection"], by["id"]) for by in one["referred_by"]} for one in shown}
    assert found == citers


# The field asked about.


@pytest.mark.parametrize("field", ["statuses", "STATUSES", "Statuses", " statuses "])
def test_a_field_goes_by_its_name_in_any_case(field: str, store: str) -> None:
    rows = evidence(store, "aaa", field)
    assert rows == evidence(store, "aaa", "statuses")
    assert len(rows) == 3


@pytest.mark.parametrize("field", ["un-member-since", "un_member_since", "UN-Member_Since"])
def test_a_field_may_be_written_with_hyphens(field: str, store: str) -> None:
    assert said(evidence(store, "aaa", field), "field", "value") == [("un_member_since", "1945")]


@pytest.mark.parametrize(
    ("field", "suggested"), [("statuse", "statuses"), ("oficial-name", "official_name"), ("nmae", "name")]
)
def test_a_field_that_does_not_exist_is_refused_with_the_nearest(
    field: str, suggested: str, store: str
) -> None:
    answer = ask("--store", store, "why", "aaa", field)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert f"'{field}'; did you mean {suggested}?" in answer.err
    assert "un_member_since" in answer.err


def test_a_field_of_another_collection_is_refused(store: str) -> None:
    answer = ask("--store", store, "why", "aaa", "participants")
    assert (answer.code, answer.out) == (2, "")
    assert "'participants'" in answer.err


@pytest.mark.parametrize("field", ["aliases", "adjectives", "notes", "kind", "id", "sources"])
def test_our_own_words_rest_on_no_source(field: str, store: str) -> None:
    assert evidence(store, "aaa", field) == []
    title, *sentence = answered("--store", store, "why", "aaa", field, terminal=200).lines
    assert title == f"Evidence for Aaa (delegation aaa), {field}"
    assert sentence == [
        f"{field} is the knowledge base's own wording or arrangement, and rests on no source."
    ]


def test_a_field_that_is_empty_has_no_evidence(store: str) -> None:
    assert evidence(store, "aaa", "names") == []
    answer = answered("--store", store, "why", "aaa", "names", terminal=80)
    assert answer.lines[1:] == ["Nothing is recorded as names of aaa."]


def test_records_that_cite_nothing_have_no_evidence(make_store: StoreMaker) -> None:
    store = make_store(topics=[{"id": "one", "label": "One", "description": "Of all"}])
    for name, kind in (("one", "Topics"), ("page", "Sources")):
        for asked in ((name,), (name, "id")):
            assert evidence(store, *asked) == []
            answer = answered("--store", store, "why", *asked, terminal=200)
            assert answer.lines[1:] == [
                f"{kind} cite no sources; 'unsco show {name}' tells what refers to it."
            ]
        answer = ask("--store", store, "why", name, "basis")
        assert (answer.code, answer.out) == (2, "")


@pytest.mark.parametrize(("format_", "empty"), [("tsv", ""), ("json", "[]\n"), ("jsonl", ""), ("ids", "")])
def test_an_answer_without_facts_is_an_empty_document(format_: str, empty: str, store: str) -> None:
    assert ask("--store", store, "why", "aaa", "aliases", "-f", format_) == Answer(0, empty, "")


def test_a_name_that_is_unknown_or_ambiguous_is_refused(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title="Same"), event("two", title="Same")])
    for name in ("gone", "same"):
        answer = ask("--store", store, "why", name)
        assert (answer.code, answer.out) == (3, "")
        assert f"'{name}'" in answer.err
    assert ask("--store", store, "why").code == 2
    assert ask("--store", store, "why", "one", "title", "more").code == 2


def test_a_record_goes_by_any_of_its_names(store: str) -> None:
    assert evidence(store, "Triple a") == evidence(store, "delegations/aaa") == evidence(store, "aaa")


# Every format.


def test_every_format_has_the_same_cells(store: str) -> None:
    question = ("--store", store, "why", "aaa")
    lines = [line.split("\t") for line in answered(*question, "-f", "tsv").lines]
    assert len(lines) == 9
    assert all(len(line) == len(KEYS) for line in lines)
    read = csv.reader(io.StringIO(answered(*question, "-f", "csv").out, newline=""))
    assert list(read) == [list(KEYS), *lines]
    header, _, *rows = (
        [re.sub(r"\\(.)", r"\1", cell) for cell in re.split(r" ?\| ?", line)[1:-1]]
        for line in answered(*question, "-f", "md").lines
    )
    assert [header, *rows] == [list(KEYS), *lines]
    objects = evidence(store, "aaa")
    assert [answer["source"] or "" for answer in objects] == [line[KEYS.index("source")] for line in lines]
    assert "\n".join(answered(*question, "-f", "jsonl").lines).count("\n") == len(objects) - 1
    assert answered(*question, "-f", "ids").out == "aaa\n"


@pytest.mark.parametrize("width", [None, 2000])
def test_a_table_has_the_cells_of_lines(width: int | None, store: str) -> None:
    question = ("--store", store, "why", "aaa")
    lines = [line.split("\t") for line in answered(*question, "-f", "tsv").lines]
    table = answered(*question, "-f", "table", terminal=width).out
    # A table says once what several rows have in common.
    assert all(cell in table for line in lines for cell in line[4:] if cell)
    assert not any(line.endswith(" ") for line in table.splitlines())


@pytest.mark.parametrize("format_", [*FORMATS, "table"])
def test_an_answer_is_whole_lines(format_: str) -> None:
    out = answered("why", "irn", "-f", format_).out
    assert out.endswith("\n")


def test_columns_are_chosen_sorted_and_cut(store: str) -> None:
    question = ("--store", store, "why", "aaa", "-c", "source,field")
    assert answered(*question, "-n", "2").lines == ["page\tname", "second\tname"]
    ordered = [line.partition("\t")[0] for line in answered(*question, "--sort", "-source").lines]
    assert ordered == ["third", "third", "second", "second", "second", "page", "page", "", ""]
    assert [list(row) for row in answered(*question, "-f", "json").json] == [["source", "field"]] * 9
    table = answered(*question, terminal=80).lines
    assert table[1].split() == ["source", "field"]
    assert table[3].split() == ["page", "name"]
    refused = ask("--store", store, "why", "aaa", "-c", "sorce")
    assert (refused.code, refused.out) == (2, "")
    assert "did you mean source?" in refused.err


# On a terminal.


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["irn", "un-sco-2018", "mou-unodc-2011", "a-res-71-14"])
def test_no_line_is_wider_than_the_terminal_and_addresses_stand_whole(width: int, name: str) -> None:
    out = answered("why", name, terminal=width).out
    assert max(map(cell_len, out.splitlines())) <= width
    words = set(out.split())
    addresses = {row["url"] for row in evidence(None, name)} - {None}
    assert addresses
    assert {one for one in addresses if len(one) + BEFORE_ADDRESS <= width} <= words
    # Also one that has to be broken is there to the last letter.
    assert all(one in "".join(out.split()) for one in addresses)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("missing", [-30, -1, 0, 1, 30])
def test_an_address_is_broken_only_where_it_has_no_room(
    width: int, missing: int, make_store: StoreMaker
) -> None:
    url = "https://example.org/".ljust(width - BEFORE_ADDRESS + missing, "x")
    cited = [{"id": "long", "supports": "word " * 20, "dated": "2018"}]
    store = make_store(
        events=[event("held", sources=cited)],
        sources=[source("long", url=url, title="word " * 50, publisher="word " * 20)],
    )
    out = answered("--store", store, "why", "held", terminal=width).out
    assert max(map(cell_len, out.splitlines())) <= width
    assert url in "".join(out.split())
    assert missing > 0 or url in out.split()


def test_a_fact_is_headed_by_its_field_and_value_once(store: str) -> None:
    out = answered("--store", store, "why", "aaa", terminal=80).out
    assert out.splitlines()[0] == "Evidence for Aaa (delegation aaa)"
    headings = re.findall(
        r"^(name|official name|statuses|chairmanships|un member since)  +(.+)$", out, re.MULTILINE
    )
    assert headings == [
        ("name", "Aaa"),
        ("official name", "Republic of Aaa"),
        ("statuses", "observer (2010-06-11 to 2018)"),
        ("statuses", "member (since 2018)"),
        ("chairmanships", "2018 to 2019"),
        ("un member since", "1945"),
    ]
    for line in ("basis +act of 2010", "decided +2010-06", "memorandum +2009", "confidence +low"):
        assert len(re.findall(rf"^{line}$", out, re.MULTILINE)) == 1
    assert re.search(r"^conflicts +One paper has 2011.; Their number is disputed.$", out, re.MULTILINE)
    assert re.search(r"^ +dated +2010-06-11$", out, re.MULTILINE)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_source_is_told_in_full_only_where_it_is_first_named(width: int, make_store: StoreMaker) -> None:
    held = event("held", city="Here", venue="There", sources=[{"id": "second", "supports": "all"}])
    store = make_store(events=[held], sources=SOURCES)
    out = answered("--store", store, "why", "held", terminal=width).out
    assert len(re.findall(r"^ +second", out, re.MULTILINE)) == 4
    assert out.count("Of second") == out.count("https://example.org/second") == 1
    assert out.index("https://example.org/second") < out.index("start")


def test_a_source_is_told_in_full_only_once_whatever_it_supports(make_store: StoreMaker) -> None:
    aaa = delegation("aaa", ("observer", "2010", "2018"), ("member", "2018", None))
    aaa["statuses"][0]["sources"] = [{"id": "second", "supports": "the beginning"}]
    aaa["statuses"][1]["sources"] = [{"id": "second", "supports": "the end", "dated": "2018"}]
    store = make_store(delegations=[aaa], sources=SOURCES)
    out = answered("--store", store, "why", "aaa", terminal=80).out
    assert all(part in out for part in ("the beginning", "the end", "2018"))
    assert out.count("https://example.org/second") == 1


@pytest.mark.parametrize("width", [None, *WIDTHS])
def test_nothing_in_a_record_acts_on_a_terminal(width: int | None, make_store: StoreMaker) -> None:
    hostile = "\x1b[31mred\x07\n[bold]x\t\u202e"
    aaa = delegation("aaa", ("observer", "2010", None), name=hostile, notes=hostile)
    aaa["statuses"][0] |= {"basis": hostile, "note": hostile, "conflicts": [{"note": hostile}]}
    aaa["statuses"][0]["sources"] = [{"id": "bad", "supports": hostile}]
    bad = {**SOURCE, "id": "bad", "title": hostile, "publisher": hostile, "url": f"https://x/{hostile}"}
    store = make_store(delegations=[aaa], sources=[bad])
    answer = answered("--store", store, "why", "aaa", "-f", "table", terminal=width)
    assert not set(answer.out + answer.err) & set("\x1b\x07\t\u202e")
    assert "[bold]x" in answer.out
