"""What a second reader found in the commands that change a store, and what goes back and forth whole."""

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CITED, NOW, SOURCE, TODAY, answered, delegation, event
from tests.test_keep import ABOUT, IRAN, ONE, TWO, UNODC, Own
from unsco_cli.main import run
from unsco_cli.options import editing
from unsco_cli.store import own
from unsco_cli.store.location import shipped_path
from unsco_cli.world import World


@pytest.fixture
def store(tmp_path: Path) -> Own:
    return Own(tmp_path).make(events=[ONE, TWO], delegations=[IRAN], agencies=[UNODC])


Ship = Callable[..., None]


@pytest.fixture
def ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ship:
    """A function that puts a store with these records in the place of the shipped one."""
    path = tmp_path / "shipped.json"
    monkeypatch.setattr(own, "shipped_path", lambda: str(path))

    def ship(**collections: list[dict[str, Any]]) -> None:
        tables = {name: {record["id"]: record for record in records} for name, records in collections.items()}
        path.write_text(json.dumps({"about": ABOUT, "sources": {"page": SOURCE}, **tables}), encoding="utf-8")

    return ship


# What goes back and forth whole


def test_the_shipped_store_comes_into_an_empty_one_byte_for_byte(tmp_path: Path) -> None:
    empty = Own(tmp_path)
    empty.path.write_text(json.dumps({"about": ABOUT, "events": {}}), encoding="utf-8")
    empty.done("import", shipped_path())
    records = Path(shipped_path()).read_text(encoding="utf-8").partition('  "events"')[2]
    assert empty.path.read_text(encoding="utf-8").partition('  "events"')[2] == records
    assert empty.done("import", shipped_path()).out == ""


# Events that name one another


def test_an_update_that_keeps_one_of_two_events_keeps_both_in_step(ship: Ship, tmp_path: Path) -> None:
    ship(events=[ONE, TWO])
    store = Own(tmp_path / "own")
    store.done("init")
    store.done("edit", "one", "--set", "notes=Mine.")
    ship(events=[{**TWO, "related": []}])
    told = store.done("update")
    assert "events/one: changed by you, removed from the shipped store" in told.err
    assert "related" not in store.records["events"]["one"]
    assert store.done("validate").out == ""


# What is told of a merge


def test_what_both_sides_changed_is_told_whichever_of_them_stays(ship: Ship, tmp_path: Path) -> None:
    ship(events=[ONE, TWO])
    store = Own(tmp_path / "own")
    store.done("init")
    store.done("edit", "one", "--set", "notes=Mine.")
    ship(events=[{**ONE, "notes": "Theirs.", "summary": "New."}, TWO])
    sentence = "unsco: events/one: changed by you and in the shipped store\n"
    assert store.done("update", "--dry-run").err.startswith(sentence)
    assert store.done("update", "--theirs", "--yes").err == sentence
    assert store.records["events"]["one"]["notes"] == "Theirs."


# Paths and words of a command line


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--unset", ""), "there is no '' at ''"),
        (("--set", ".=x"), "there is no '.' at '.'"),
        (("--set", "venue..=x"), "there is no '.' at 'venue..'"),
        (("--set", "related..two=x"), "there is no '.two' at 'related..two'; did you mean two? (there: two)"),
        (("--set", "conflicts[1].note=x"), "there is no '[1]' at 'conflicts[1].note' (there: nothing)"),
        (("--unset", "notes"), "there is nothing at 'notes' that could be taken out"),
        (("--unset", "attendance.count"), "there is nothing at 'attendance.count' that could be taken out"),
        (("--add", "notes=x"), "'notes' is no list that an entry could be added to; --set gives it a value"),
        (("--add", "sources.page=x"), "'sources.page' is no list that an entry could be added to"),
        (("--set", "notes=\udc80"), "'notes=\udc80' is not UTF-8"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_of(store: Own, words: tuple[str, ...], sentence: str) -> None:
    assert store.refused("edit", "one", *words, code=2)[0].startswith(sentence)


def test_a_word_with_dots_and_numbers_is_an_entry_by_that_name(store: Own) -> None:
    store.done("edit", "one", "--set", 'outcomes=["First. Second.", "See [1].", "Third"]')
    store.done("edit", "one", "--unset", "outcomes.First. Second.", "--set", "outcomes.See [1].=Seen.")
    assert store.records["events"]["one"]["outcomes"] == ["Seen.", "Third"]


def test_an_edited_record_that_has_gone_meanwhile_is_told_of(
    store: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = editing.resolve

    def resolve_and_lose(*arguments: Any) -> Any:
        found = resolve(*arguments)
        store.done("remove", "one", "--cascade", "--yes")
        return found

    monkeypatch.setattr(editing, "resolve", resolve_and_lose)
    answer = store.ask("edit", "one", "--set", "notes=Mine.")
    assert answer.code == 1
    assert answer.err.startswith("unsco: events/one was removed by another process meanwhile\n")


def test_what_options_say_is_told_of_without_a_place(store: Own) -> None:
    lines = store.refused("add", "topic", "--label", "北京", "--description", "A city.")
    assert lines[0] == "it has no id, and none can be made of its label"
    lines = store.refused("add", "topic", "--label", "\udc80", "--description", "A byte.", code=2)
    assert lines == ["'\udc80' is not UTF-8"]


# What can't be told is not done, or said to be done


@pytest.mark.parametrize(
    ("target", "code", "sentence"),
    [
        ("gone/told.csv", 1, "can't be written: No such file or directory"),
        ("gone/", 1, "names no file"),
        (".", 1, "can't be written: Is a directory"),
        ("\0", 1, "can't be written"),
        ("store.json", 1, "exists already"),
    ],
)
@pytest.mark.parametrize("command", ["edit one --set notes=x", "init own.json"])
def test_nothing_is_changed_where_the_answer_has_no_place(
    store: Own, monkeypatch: pytest.MonkeyPatch, command: str, target: str, code: int, sentence: str
) -> None:
    monkeypatch.chdir(store.folder)
    assert sentence in store.refused(*command.split(), "--output", target, code=code)[0]


def test_nothing_is_made_where_a_column_is_unknown(store: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(store.folder)
    store.refused("init", "own.json", "--columns", "nope", code=2)
    store.refused("edit", "one", "--set", "notes=x", "--sort", "nope", code=2)


def test_a_change_that_can_not_be_told_of_is_said_to_be_made(store: Own) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    err = io.StringIO()
    world = World(io.StringIO(), Full(), err, {}, lambda: TODAY, lambda: NOW)
    assert run(("--store", str(store.path), "edit", "one", "--set", "notes=Mine."), world) == 1
    assert err.getvalue().splitlines() == [
        "unsco: the change was made, and can't be told of",
        "unsco: the answer can't be written: No space left on device",
    ]
    assert store.records["events"]["one"]["notes"] == "Mine."


# Tables


def test_a_name_in_a_file_that_means_several_records_is_told_of_with_its_line(tmp_path: Path) -> None:
    alike = delegation("irq", name="Iraq", aliases=["Persia"], sources=CITED)
    store = Own(tmp_path).make(delegations=[{**IRAN, "aliases": ["Persia"]}, alike])
    table = tmp_path / "events.csv"
    table.write_text("title,start,country,sources\nA,2030,irn,page\nB,2030,Persia,page\n", encoding="utf-8")
    sentence = "'Persia' may mean delegations/irn, delegations/irq; name one of these"
    assert store.refused("import", str(table))[0] == f"{table}:3: {sentence}"
    words = ("--title", "B", "--start", "2030", "--source", "page", "--country", "Persia")
    assert store.refused("add", "event", *words, code=3) == [sentence]


def test_a_json_object_in_a_cell_may_have_semicolons(store: Own, tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    cell = '"{""note"": ""One; two: three.""}"'
    table.write_text(f"title,start,conflicts,sources\nA,2030,{cell},page\n", encoding="utf-8")
    store.done("import", str(table))
    assert store.records["events"]["a-2030"]["conflicts"] == [{"note": "One; two: three."}]


# What is left behind, and what help says


def test_an_editor_that_removes_the_file_leaves_nothing_behind(store: Own, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    environ = {"VISUAL": "rm", "TMPDIR": str(tmp_path / "temporary"), "PATH": os.environ["PATH"]}
    assert "can't be used" in store.refused("edit", "one", environ=environ)[0]
    assert not list((tmp_path / "temporary").iterdir())


def test_a_part_that_only_json_can_write_is_said_to_be_json() -> None:
    told = " ".join(answered("add", "delegation", "--help").out.split())
    assert "--status JSON Repeat for several. A JSON object." in told
    assert "--dated-name NAME[:FROM][:UNTIL] Repeat for several. Or a JSON object." in told


# Merging


def test_a_merge_has_the_entries_of_both_also_of_lists_without_ids(store: Own) -> None:
    old, new = {"title": "Clerk", "from": "2010"}, {"title": "Director", "affiliation": "unodc"}
    person = {"id": "ada", "name": "Ada", "posts": [old], "sources": CITED}
    store.done("add", "person", store.file("ada.json", person))
    words = ("import", "--into", "people", "--on-conflict", "merge", "--yes")
    store.done(*words, store.file("new.json", {**person, "posts": [new, old]}))
    assert store.records["people"]["ada"]["posts"] == [old, new]
    assert store.done(*words, store.file("none.json", {**person, "posts": []})).lines == []


# Cascades


def test_a_cascade_takes_out_what_sources_say_of_a_field_that_goes(tmp_path: Path) -> None:
    pages = {name: {**SOURCE, "id": name, "url": f"https://example.org/{name}"} for name in ("a", "b")}
    held = event("one", un_involved=False, country="irn", city="X")
    cited = [{"id": "page"}, {"id": "a", "fields": ["country", "city"]}, {"id": "b", "fields": ["country"]}]
    store = Own(tmp_path).make(
        events=[{**held, "sources": cited}], delegations=[IRAN], sources=[SOURCE, *pages.values()]
    )
    store.done("remove", "irn", "--cascade", "--yes")
    record = store.records["events"]["one"]
    assert "country" not in record
    assert record["sources"] == [{"id": "page"}, {"id": "a", "fields": ["city"]}]
    assert store.done("validate").out == ""
