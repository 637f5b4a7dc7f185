"""What a second reader found in the commands that change a store, and what goes back and forth whole."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CITED, SOURCE, answered, delegation, event
from tests.test_keep import ABOUT, IRAN, ONE, TWO, UNODC, Own
from unsco_cli.options import editing
from unsco_cli.store import own
from unsco_cli.store.location import shipped_path


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
