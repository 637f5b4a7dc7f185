"""The store: which one is asked, that asking never writes, and what is said of one that can't be used."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CITED, SOURCE, Answer, StoreMaker, ask, delegation, event, process
from tests.systems import posix
from unsco_cli.store.location import shipped_path

EVENTS = ("list", "events")
ABOUT = {"title": "A store", "format": 1, "version": "1", "date": "2026", "licence": "none"}
DEEP = "[" * 100_000 + "]" * 100_000


def refusal(answer: Answer) -> str:
    """The one line that an unusable store is refused with."""
    assert answer.code == 4
    assert answer.out == ""
    assert answer.err.startswith("unsco: ")
    assert len(answer.err.splitlines()) == 1
    assert answer.err.endswith("\n")
    return answer.err


def refused(path: Path | str, *question: str) -> str:
    """What is said of a store, which has to be its path first of all."""
    sentence = refusal(ask("--store", str(path), *(question or EVENTS)))
    assert str(path) in sentence
    return sentence


def written(folder: Path, contents: str | bytes) -> Path:
    path = folder / "store.json"
    path.write_bytes(contents.encode() if isinstance(contents, str) else contents)
    return path


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything in a folder: when it was changed, how, and what it holds."""
    files = sorted(folder.rglob("*"))
    return {
        str(path): (
            path.stat().st_mtime_ns,
            path.stat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in [folder, *files]
    }


# What a file holds that is no store, and what has to be said of it.
NO_STORES: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "is empty"),
    "blank": (" \n\t\n ", "is empty"),
    "truncated": ('{"events": {"one": {"id": "one",\n "title"', "line 2"),
    "truncated in a word": ('{"events": {}}\n'[:-4], "line 1"),
    "not JSON": ("hello", "line 1, column 1"),
    "not JSON further down": ('{\n "events": {\n  "one": oops\n }\n}\n', "line 3, column 10"),
    "a comma too many": ('{"events": {},}', "line 1, column 15"),
    "two documents": ('{"events": {}}\n{"events": {}}\n', "line 2"),
    "half a sign": ('{"events": {"one":\n{"id": "\\ud800"}}}', "line 2"),
    "a byte order mark": (b'\xef\xbb\xbf{"events": {}}', "byte order mark"),
    "UTF-16": ('{"events": {}}'.encode("utf-16"), "line 1, column 1"),
    "no UTF-8 in the name of a collection": (b'{\n"ev\xffents": {}\n}\n\n\n', "line 2"),
    "no UTF-8 in the name of a record": (b'{"events":\n{"a\xff": {}}\n}\n\n\n', "line 2"),
    "a binary": (bytes(range(256)) * 10, "line 1, column 1"),
    "an array": ("[]", "expected object, got array"),
    "an array of records": (json.dumps([event("one")]), "expected object, got array"),
    "a number": ("3", "expected object, got int"),
    "a text": ('"events"', "expected object, got str"),
    "null": ("null", "expected object, got null"),
    "an object of numbers": ('{"count": 1}', "count"),
    "a collection that is an array": ('{"delegations": {}, "events": [1]}', "events"),
    "no collections": ("{}", "none of the collections"),
    "collections of something else": ('{"users": {"1": {"id": 1}}}', "none of the collections"),
    "another program's": (
        json.dumps({"name": "left-pad", "version": "1.3.0", "dependencies": {"a": "^1"}}, indent=2),
        "not a store",
    ),
    "nested without end": ("[" * 100_000, "not a store"),
    "nested deeply": ('{"events": {},\n"x": {"y": ' + DEEP + "}}\n\n\n", "not JSON"),
}


@pytest.mark.parametrize("what", NO_STORES)
def test_a_file_that_is_no_store_is_refused_on_one_line_that_says_where(what: str, tmp_path: Path) -> None:
    contents, said = NO_STORES[what]
    path = written(tmp_path, contents)
    before = snapshot(tmp_path)
    assert said in refused(path)
    assert refused(path, "info") == refused(path, "show", "iran") == refused(path)
    assert snapshot(tmp_path) == before


def without(record: dict[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != field}


HOST = {"id": "page", "capacity": "king", "part": "attended"}
# A record that is none, kept under the id "one"; and the words that say what is wrong and where.
NO_RECORDS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "an unknown field": (event("one", colour="red"), ("colour",)),
    "an unknown field of a part": (
        event("one", sources=[{"id": "page", "colour": 1}]),
        ("colour", "sources[0]"),
    ),
    "a wrong type": (event("one", title=3), ("title", "expected str, got int")),
    "a wrong type in a list": (event("one", topics=["peace", 3]), ("topics[1]", "expected str, got int")),
    "a list that is none": (event("one", topics="peace"), ("topics", "expected array, got str")),
    "null": (event("one", title=None), ("title", "null")),
    "a missing field": (without(event("one"), "title"), ("title", "missing")),
    "a missing field of a part": (
        event("one", participants=[{"id": "page"}]),
        ("participants[0]", "capacity"),
    ),
    "a word that is none": (event("one", kind="party"), ("kind", "party")),
    "a word that is none in a part": (
        event("one", participants=[HOST]),
        ("participants[0].capacity", "king"),
    ),
    "no date": (event("one", start="yesterday"), ("start", "yesterday")),
    "a month that is none": (event("one", start="2018-13"), ("start", "2018-13")),
    "a day that is none": (event("one", end="2018-02-30"), ("end", "2018-02-30")),
    "a date with a time": (event("one", start="2018-11-27T10:00"), ("start", "2018-11-27T10:00")),
    "a date that is a number": (event("one", start=2018), ("start", "2018")),
    "another id": (event("two"), ("its id says 'two'",)),
    "an empty object": ({}, ("missing",)),
    "a number": (3, ("expected object, got int",)),
    "a list": ([event("one")], ("expected object, got array",)),
    "nothing": (None, ("expected object, got null",)),
}


@pytest.mark.parametrize("what", NO_RECORDS)
def test_a_record_that_is_none_is_refused_on_one_line_that_says_where(what: str, tmp_path: Path) -> None:
    record, said = NO_RECORDS[what]
    path = written(tmp_path, json.dumps({"events": {"zero": event("zero"), "one": record}}, indent=1))
    before = snapshot(tmp_path)
    sentence = refused(path)
    assert "events/one" in sentence
    assert [word for word in said if word not in sentence] == []
    # Neither the signs of msgspec's paths nor those of Python are for people.
    assert not any(sign in sentence for sign in ("$", "`", "Traceback", "msgspec", "<class"))
    assert refused(path, "show", "one") == sentence
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", b"\xed\xa0\x80"])
def test_a_record_that_is_no_utf_8_is_refused_with_its_place(bad: bytes, tmp_path: Path) -> None:
    text = json.dumps({"events": {"one": event("one", title="@")}}).encode().replace(b"@", bad)
    assert "events/one" in refused(written(tmp_path, text))


def test_a_record_that_a_filter_looks_into_is_refused_with_its_place(tmp_path: Path) -> None:
    text = json.dumps({"events": {"one": event("one", city="@")}}).encode().replace(b"@", b"\xff")
    path = written(tmp_path, text)
    assert "events/one" in refused(path, *EVENTS, "--city", "york")
    path = written(tmp_path, '{"events": {"one": 3}}')
    assert "events/one" in refused(path, *EVENTS, "--city", "york")


def test_a_fault_in_another_collection_does_not_stand_in_the_way(make_store: StoreMaker) -> None:
    broken = {**event("one"), "title": 3}
    store = make_store(events=[broken], delegations=[delegation("aaa", ("observer", "2018", None))])
    assert ask("--store", store, "list", "observers").lines == ["aaa\tAaa\t2018\t\tobserver"]
    assert "events/one" in refused(store)


@pytest.mark.parametrize("more", [{}, {"licenses": ["a", "b"]}, {"date": {"made": "2030"}}])
def test_a_newer_store_is_refused_as_newer(more: dict[str, Any], tmp_path: Path) -> None:
    about = {**ABOUT, "format": 2, **more}
    path = written(tmp_path, json.dumps({"about": {"unsco": about}, "events": {}}))
    sentence = refused(path)
    assert "format 2" in sentence
    assert "newer" in sentence


@pytest.mark.parametrize("about", [3, {**ABOUT, "format": "1"}, {"title": "x"}])
def test_a_store_that_says_nonsense_of_itself_is_refused_with_the_place(about: Any, tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"about": {"unsco": about}, "events": {}}))
    assert "about/unsco" in refused(path)


def test_a_store_need_not_say_anything_of_itself(make_store: StoreMaker) -> None:
    answer = ask("--store", make_store(), "info", "-f", "json")
    assert answer.code == 0
    assert answer.json[0]["sources"] == 1
    assert "version" not in answer.json[0]


def test_a_store_that_is_missing_is_not_made(tmp_path: Path) -> None:
    assert "no store" in refused(tmp_path / "no.json")
    assert "no store" in refused(tmp_path / "no" / "no.json")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path)
    assert "folder" in refused(f"{tmp_path}/")


@posix
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # A process that waited for somebody to write into the pipe would run into the time limit.
    assert "not a regular file" in refusal(process("--store", str(pipe), *EVENTS))


@posix
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/stdin"])
def test_a_device_is_refused_at_once(device: str) -> None:
    assert device in refusal(process("--store", device, *EVENTS))


@posix
def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    assert "Not a directory" in refused(written(tmp_path, "{}") / "store.json")


@posix
def test_a_path_that_ends_nowhere_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert "symbolic links" in refused(loop)
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "no.json")
    assert "no store" in refused(dangling)
    assert not (tmp_path / "no.json").exists()


@posix
def test_a_path_that_no_system_has_is_refused(tmp_path: Path) -> None:
    sentence = refusal(ask("--store", f"{tmp_path}/a\0b", *EVENTS))
    assert str(tmp_path) in sentence
    assert "\0" not in sentence
    assert "too long" in refused(tmp_path / ("x" * 5000))


@posix
def test_a_store_that_may_not_be_read_is_refused(make_store: StoreMaker) -> None:
    store = Path(make_store())
    store.chmod(0)
    if os.access(store, os.R_OK):
        pytest.skip("this user, like root, may read everything")
    assert "Permission denied" in refused(store)


@posix
def test_a_folder_that_may_not_be_entered_is_refused(make_store: StoreMaker) -> None:
    store = Path(make_store())
    store.parent.chmod(0)
    try:
        if os.access(store, os.R_OK):
            pytest.skip("this user, like root, may enter every folder")
        assert "Permission denied" in refused(store)
    finally:
        store.parent.chmod(0o700)


QUESTIONS: tuple[tuple[str, ...], ...] = (
    EVENTS,
    (*EVENTS, "--with", "aaa", "--topic", "page", "--city", "x", "-f", "json"),
    ("list", "observers", "--as-of", "2018"),
    ("list", "observers", "--event", "one"),
    ("show", "one"),
    ("show", "nobody"),
    ("status", "aaa", "-f", "table"),
    ("schema",),
    ("info",),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_asking_changes_nothing_and_leaves_nothing_behind(
    question: tuple[str, ...], make_store: StoreMaker, tmp_path: Path
) -> None:
    store = make_store(
        events=[event("one")],
        delegations=[delegation("aaa", ("observer", "2018", None))],
        topics=[{"id": "peace", "label": "Peace", "description": "Peace"}],
    )
    before = snapshot(tmp_path)
    ask("--store", store, *question)
    ask(*question, environ={"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)})
    assert snapshot(tmp_path) == before


def test_a_process_leaves_nothing_behind_either(make_store: StoreMaker, tmp_path: Path) -> None:
    store = make_store(events=[event("one")])
    home = tmp_path / "home"
    home.mkdir()
    before = snapshot(tmp_path)
    environ = {"HOME": str(home), "UNSCO_STORE": store, "PYTHONDONTWRITEBYTECODE": "1"}
    assert process(*EVENTS, "-f", "ids", environ=environ, cwd=home).lines == ["one"]
    assert process("list", environ=environ, cwd=home).code == 2
    assert snapshot(tmp_path) == before


@posix
def test_a_store_in_a_folder_that_may_not_be_written_to_is_read(make_store: StoreMaker) -> None:
    store = Path(make_store(events=[event("one")]))
    store.chmod(0o400)
    store.parent.chmod(0o500)
    try:
        assert ask("--store", str(store), *EVENTS, "-f", "ids").lines == ["one"]
    finally:
        store.parent.chmod(0o700)


@posix
def test_a_store_is_found_through_a_link(make_store: StoreMaker, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(make_store(events=[event("one")]))
    assert ask("--store", str(link), *EVENTS, "-f", "ids").lines == ["one"]


def asked(*words: str, **environ: str) -> tuple[str, str]:
    """Which store is asked, and why it is that one."""
    row = ask(*words, "info", "-f", "json", "-c", "store,chosen_by", environ=environ).json[0]
    return row["store"], row["chosen_by"]


@pytest.fixture
def homes(tmp_path: Path) -> Callable[[str], Path]:
    """A function that makes a store at a path below the test's folder and returns that path."""

    def make(below: str) -> Path:
        path = tmp_path / below
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"events": {}, "sources": {"page": SOURCE}}), encoding="utf-8")
        return path

    return make


def test_the_nearest_wish_decides_which_store_is_asked(homes: Callable[[str], Path], tmp_path: Path) -> None:
    option, variable = homes("option.json"), homes("variable.json")
    own, at_home = homes("data/unsco/unsco.json"), homes("home/.local/share/unsco/unsco.json")
    home = {"HOME": str(tmp_path / "home")}
    data = {"XDG_DATA_HOME": str(tmp_path / "data"), **home}
    every = {"UNSCO_STORE": str(variable), **data}
    assert asked("--store", str(option), **every) == (str(option), "--store")
    assert asked(f"--store={option}", **every) == (str(option), "--store")
    assert asked(**every) == (str(variable), "UNSCO_STORE")
    assert asked(**data) == (str(own), "own")
    assert asked(**home) == (str(at_home), "own")
    assert asked() == (shipped_path(), "shipped")


def test_what_is_set_to_nothing_is_not_set(homes: Callable[[str], Path], tmp_path: Path) -> None:
    at_home = homes("home/.local/share/unsco/unsco.json")
    home = {"HOME": str(tmp_path / "home")}
    assert asked(UNSCO_STORE="", XDG_DATA_HOME="", **home) == (str(at_home), "own")
    # The XDG specification has relative paths ignored.
    assert asked(XDG_DATA_HOME="data", **home) == (str(at_home), "own")
    assert asked(HOME="", XDG_DATA_HOME="") == (shipped_path(), "shipped")


def test_without_an_own_store_the_shipped_one_is_asked(tmp_path: Path) -> None:
    empty = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    assert asked(**empty) == (shipped_path(), "shipped")


def test_a_wish_that_cannot_be_met_is_not_replaced_by_another_store(tmp_path: Path) -> None:
    missing = tmp_path / "no.json"
    assert str(missing) in refusal(ask(*EVENTS, environ={"UNSCO_STORE": str(missing)}))
    own = tmp_path / "unsco" / "unsco.json"
    own.parent.mkdir()
    own.write_text("", encoding="utf-8")
    assert str(own) in refusal(ask(*EVENTS, environ={"XDG_DATA_HOME": str(tmp_path)}))


def test_a_process_finds_the_same_store(homes: Callable[[str], Path], tmp_path: Path) -> None:
    own = homes(".local/share/unsco/unsco.json")
    answer = process("info", "-f", "json", environ={"HOME": str(tmp_path)})
    assert (answer.json[0]["store"], answer.json[0]["chosen_by"]) == (str(own), "own")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
EVENT = event(
    "one",
    end="2018-11-28",
    city="New York",
    series="A series",
    country="aaa",
    participants=[{"id": "aaa", "capacity": "observer", "part": "attended"}],
    people=[{"id": "x", "post": "Y", "part": "attended", "on_behalf_of": "aaa"}],
    organisers=[{"id": "aaa"}],
    topics=["peace"],
)
DELEGATION = delegation("aaa", ("observer", "2018", "2019"), aliases=["The A"])


@settings(max_examples=40, deadline=None, database=None)
@given(st.sampled_from(sorted(EVENT)), st.sampled_from(sorted(DELEGATION)), JSON, st.sampled_from(QUESTIONS))
def test_whatever_stands_in_a_field_the_answer_is_an_answer_or_one_line(
    tmp_path_factory: pytest.TempPathFactory,
    of_event: str,
    of_delegation: str,
    value: Any,
    question: tuple[str, ...],
) -> None:
    tables = {
        "events": {"one": {**EVENT, of_event: value}},
        "delegations": {"aaa": {**DELEGATION, of_delegation: value}},
        "topics": {"peace": {"id": "peace", "label": "Peace", "description": "x"}},
        "sources": {"page": SOURCE},
    }
    path = written(tmp_path_factory.getbasetemp(), json.dumps(tables))
    answer = ask("--store", str(path), *question)
    if answer.code == 4:
        refusal(answer)
    else:
        assert answer.code in (0, 3)


@settings(max_examples=40, deadline=None, database=None)
@given(st.integers(min_value=0), st.binary(max_size=3), st.integers(0, 3))
def test_a_file_with_any_byte_changed_is_read_or_refused_on_one_line(
    tmp_path_factory: pytest.TempPathFactory, position: int, instead: bytes, length: int
) -> None:
    whole = json.dumps(
        {"about": {"unsco": ABOUT}, "events": {"one": EVENT}, "sources": {"page": SOURCE}}
    ).encode()
    start = position % len(whole)
    path = written(tmp_path_factory.getbasetemp(), whole[:start] + instead + whole[start + length :])
    answer = ask("--store", str(path), *EVENTS)
    if answer.code != 0:
        refusal(answer)


def test_a_citation_of_a_source_that_is_missing_is_no_hindrance(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"events": {"one": event("one", sources=CITED)}}))
    assert ask("--store", str(path), "show", "one", terminal=80).code == 0
    assert ask("--store", str(path), "list", "sources", "--event", "one").out == ""
