"""The JSON Schemas that are printed: valid in themselves, and true of what the program holds and prints."""

import copy
import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import CITED, StoreMaker, ask, delegation, event

Shipped = dict[str, dict[str, Any]]

VIEWS = [
    "events",
    "delegations",
    "members",
    "observers",
    "dialogue-partners",
    "partners",
    "agencies",
    "people",
    "documents",
    "topics",
    "sources",
]
DATED = VIEWS[:6]
COLLECTIONS = ["events", "delegations", "agencies", "people", "documents", "topics", "sources"]


@functools.cache
def schema(*what: str) -> dict[str, Any]:
    answer = ask("schema", *what)
    assert (answer.code, answer.err) == (0, "")
    return dict(answer.json)


def problems(document: Any, *what: str) -> list[str]:
    """Return what a printed schema finds wrong with a document."""
    return [error.message for error in Draft202012Validator(schema(*what)).iter_errors(document)]


@pytest.mark.parametrize("what", [(), *((view,) for view in VIEWS)])
def test_every_schema_is_valid_and_names_its_dialect(what: tuple[str, ...]) -> None:
    printed = schema(*what)
    Draft202012Validator.check_schema(printed)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed["type"] == ("array" if what else "object")


@pytest.mark.parametrize("what", [(), *((view,) for view in VIEWS)])
def test_every_reference_in_a_schema_leads_into_it(what: tuple[str, ...]) -> None:
    printed = schema(*what)
    text = json.dumps(printed)
    named = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert named <= printed["$defs"].keys()


def test_a_schema_does_not_depend_on_a_store(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.json")
    assert ask("--store", missing, "schema") == ask("schema")
    assert ask("--store", missing, "schema", "members") == ask("schema", "members")


def test_what_is_described_may_be_named_as_for_list() -> None:
    assert ask("schema", "observer") == ask("schema", "OBSERVERS") == ask("schema", "observers")
    refused = ask("schema", "weather")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.count("\n") == 1


def test_the_shipped_store_is_as_its_schema_says(shipped: Shipped) -> None:
    assert problems(shipped) == []
    assert [name for name in schema()["properties"] if name != "about"] == COLLECTIONS


@pytest.mark.parametrize("view", VIEWS)
def test_a_list_is_as_its_schema_says(view: str) -> None:
    rows = ask("list", view, "-f", "json").json
    assert rows
    assert problems(rows, view) == []


@pytest.mark.parametrize("day", ["2018-11-27", "2017", "2025", "today", "1999"])
@pytest.mark.parametrize("view", DATED)
def test_a_list_of_a_day_is_as_its_schema_says(view: str, day: str) -> None:
    assert problems(ask("list", view, "--as-of", day, "-f", "json").json, view) == []


@pytest.mark.parametrize("held", ["un-sco-2016", "un-sco-2018", "un-sco-2019"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_list_of_an_event_is_as_its_schema_says(view: str, held: str) -> None:
    assert problems(ask("list", view, "--event", held, "-f", "json").json, view) == []


@pytest.mark.parametrize("view", VIEWS)
def test_each_line_of_jsonl_is_as_the_schema_says(view: str) -> None:
    rows = [json.loads(line) for line in ask("list", view, "-f", "jsonl").lines]
    assert problems(rows, view) == []


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_list_is_as_its_schema_says(view: str, make_store: StoreMaker) -> None:
    store = make_store(events=[])
    rows = ask("--store", store, "list", view, "-f", "json").json
    assert problems(rows, view) == []


@pytest.fixture
def least(make_store: StoreMaker) -> str:
    """A store of records with the least they may have, whose dates leave open what they can."""
    return make_store(
        events=[
            event("bare"),
            event(
                "held",
                start="2018",
                participants=[
                    {"id": "aaa", "capacity": "guest", "part": "attended"},
                    {"id": "bbb", "capacity": "observer", "part": "attended"},
                    {"id": "body", "capacity": "agency", "part": "attended"},
                ],
                people=[{"id": "ann", "post": "Envoy", "part": "attended"}],
                topics=["one"],
                documents=["text"],
                related=["bare"],
            ),
        ],
        delegations=[delegation("aaa"), delegation("bbb", ("observer", "2018-11", "2019"))],
        agencies=[{"id": "body", "name": "Body", "kind": "other", "sources": CITED}],
        people=[{"id": "ann", "name": "Ann", "sources": CITED}],
        documents=[{"id": "text", "kind": "plan", "title": "Text", "sources": CITED}],
        topics=[{"id": "one", "label": "One", "description": "Of all"}],
    )


def modes(view: str) -> list[list[str]]:
    return [[], ["--event", "held"], ["--event", "bare"], *([["--as-of", "2018"]] if view in DATED else [])]


@pytest.mark.parametrize(("view", "mode"), [(view, mode) for view in VIEWS for mode in modes(view)])
def test_lists_of_records_with_the_least_they_may_have_are_as_their_schemas_say(
    least: str, view: str, mode: list[str]
) -> None:
    answer = ask("--store", least, "list", view, *mode, "-f", "json")
    assert answer.code == 0
    assert problems(answer.json, view) == []


def test_the_status_on_the_day_of_an_event_may_be_unknown_or_none(least: str) -> None:
    rows = ask("--store", least, "list", "delegations", "--event", "held", "-f", "json").json
    assert {row["id"]: row["status"] for row in rows} == {"aaa": None, "bbb": "unknown"}
    for view in ("delegations", "members", "observers", "dialogue-partners", "partners"):
        assert problems(rows, view) == []


@pytest.mark.parametrize("written", ["2018", "2018-01", "2018-12", "2018-11-01", "2018-11-30", "2020-02-29"])
def test_dates_of_every_precision_are_as_the_schema_says(shipped: Shipped, written: str) -> None:
    held = {**shipped["events"]["un-sco-2018"], "start": written}
    assert problems({"events": {held["id"]: held}}) == []


def test_a_hand_made_store_is_as_the_schema_says(least: str) -> None:
    assert problems(json.loads(Path(least).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_schema_describes_every_field_that_a_record_has(shipped: Shipped, collection: str) -> None:
    described = schema()
    reference = described["properties"][collection]["additionalProperties"]["$ref"]
    model = described["$defs"][reference.rpartition("/")[2]]
    used = {field for record in shipped[collection].values() for field in record}
    assert used <= model["properties"].keys()
    shared = set.intersection(*({*record} for record in shipped[collection].values()))
    assert {*model["required"]} <= shared
    assert "id" in model["required"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_list_with_a_wrong_row_is_refused(view: str) -> None:
    rows = ask("list", view, "-f", "json").json
    wrong: list[Callable[[dict[str, Any]], object]] = [
        lambda row: row.update(invented="field"),
        lambda row: row.update(id=7),
        lambda row: row.pop("id"),
    ]
    for spoil in wrong:
        spoiled = copy.deepcopy(rows[:1])
        spoil(spoiled[0])
        assert problems(spoiled, view) != []


@pytest.mark.parametrize(
    ("collection", "identifier", "field", "value"),
    [
        ("events", "un-sco-2018", "kind", "party"),
        ("events", "un-sco-2018", "start", "27 November 2018"),
        ("events", "un-sco-2018", "start", "2018-1"),
        ("events", "un-sco-2018", "start", 2018),
        ("events", "un-sco-2018", "start", "2018-13"),
        ("events", "un-sco-2018", "start", "2018-00"),
        ("events", "un-sco-2018", "start", "2018-11-00"),
        ("events", "un-sco-2018", "start", "2018-11-32"),
        ("events", "un-sco-2018", "start", "２０１８"),
        ("events", "un-sco-2018", "start", "2018-１１"),
        ("events", "un-sco-2018", "start", "٢٠١٨"),
        ("events", "un-sco-2018", "start", " 2018"),
        ("events", "un-sco-2018", "end", "2018-13-01"),
        ("sources", "sectsco-491786", "published", "2018-19"),
        (
            "delegations",
            "tur",
            "statuses",
            [{"status": "partner", "from": "2018-13", "basis": "act", "sources": []}],
        ),
        ("events", "un-sco-2018", "participants", [{"id": "tur"}]),
        ("events", "un-sco-2018", "participants", [{"id": "tur", "capacity": "friend", "part": "attended"}]),
        ("events", "un-sco-2018", "attendance", 100),
        ("events", "un-sco-2018", "ordinal", "second"),
        ("events", "un-sco-2018", "venues", "UN Headquarters"),
        ("delegations", "tur", "statuses", [{"status": "guest", "from": "2018", "basis": "", "sources": []}]),
        ("delegations", "tur", "statuses", [{"status": "member"}]),
        ("delegations", "tur", "now", "partner"),
        ("agencies", "unodc", "kind", "agency"),
        ("people", "rashid-alimov", "posts", ["SCO Secretary-General"]),
        ("documents", "a-res-71-14", "date", "21.11.2016"),
        ("topics", "counter-terrorism", "description", None),
        ("sources", "sectsco-491786", "url", 491786),
    ],
)
def test_a_store_with_a_wrong_field_is_refused(
    shipped: Shipped, collection: str, identifier: str, field: str, value: Any
) -> None:
    record = shipped[collection][identifier]
    assert problems({collection: {identifier: record}}) == []
    assert problems({collection: {identifier: {**record, field: value}}}) != []


@pytest.mark.parametrize(
    ("view", "mode", "column", "value"),
    [
        ("members", ["--as-of", "2017"], "certainty", "perhaps"),
        ("members", [], "since", "long ago"),
        ("members", [], "since", "2018-13"),
        ("members", [], "until", "２０１８-１１"),
        ("members", [], "now", "friend"),
        # What is on record is a status, and only what was held on the day of an event may be unknown.
        ("members", [], "now", "unknown"),
        ("delegations", ["--event", "un-sco-2018"], "status", "friend"),
        ("delegations", ["--event", "un-sco-2018"], "status", "Unknown"),
        ("delegations", ["--event", "un-sco-2018"], "status", ""),
        ("delegations", ["--event", "un-sco-2018"], "capacity", "friend"),
        ("delegations", ["--event", "un-sco-2018"], "part", "slept"),
        ("people", ["--event", "un-sco-2018"], "post", 7),
        ("events", [], "date", 2018),
    ],
)
def test_a_list_with_a_wrong_computed_column_is_refused(
    view: str, mode: list[str], column: str, value: Any
) -> None:
    rows = ask("list", view, *mode, "-f", "json").json
    assert column in rows[0]
    rows[0][column] = value
    assert problems(rows, view) != []


@pytest.mark.parametrize("view", VIEWS)
def test_a_schema_describes_every_column_of_the_view(view: str) -> None:
    described = schema(view)
    row = described["$defs"][described["items"]["$ref"].rpartition("/")[2]]
    dated = [["--as-of", "2018-11-27"]] if view in DATED else []
    for mode in ([], ["--event", "un-sco-2018"], *dated):
        header = ask("list", view, *mode, "-f", "csv").lines[0].split(",")
        assert {*header} <= row["properties"].keys()
