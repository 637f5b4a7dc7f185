"""A store of one's own: made, changed, refused, taken back, and brought up to date."""

import io
import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import (
    CITED,
    NOW,
    SOURCE,
    TODAY,
    Answer,
    Terminal,
    answered,
    ask,
    delegation,
    event,
    process,
)
from tests.systems import WINDOWS, posix
from unsco_cli.main import run
from unsco_cli.store.location import shipped_path
from unsco_cli.world import World

ABOUT = {"unsco": {"title": "A store", "format": 1, "version": "1", "date": "2026", "licence": "none"}}
IRAN = delegation("irn", ("observer", "2005", "2023"), ("member", "2023", None), name="Iran", sources=CITED)
UNODC = {"id": "unodc", "name": "Office on Drugs", "acronym": "UNODC", "kind": "un", "sources": CITED}
ONE = event("one", un_involved=False, related=["two"])
TWO = event("two", un_involved=False, related=["one"])


class Own:
    """A store of one's own in a folder, and the program run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "store.json"

    def make(self, **collections: list[dict[str, Any]]) -> "Own":
        tables = {name: {record["id"]: record for record in records} for name, records in collections.items()}
        tables = {"about": ABOUT, **tables, "sources": {"page": SOURCE, **tables.get("sources", {})}}
        self.path.write_text(json.dumps(tables, indent=2) + "\n", encoding="utf-8")
        return self

    def ask(self, *words: str, **circumstances: Any) -> Answer:
        return ask("--store", str(self.path), *words, **circumstances)

    def done(self, *words: str, **circumstances: Any) -> Answer:
        return answered("--store", str(self.path), *words, **circumstances)

    def refused(self, *words: str, code: int = 1, **circumstances: Any) -> list[str]:
        """The lines of a refusal, which changes nothing and leaves nothing behind."""
        before = self.snapshot()
        answer = self.ask(*words, **circumstances)
        assert (answer.code, answer.out) == (code, ""), answer
        assert self.snapshot() == before
        lines = answer.err.splitlines()
        assert all(line.startswith("unsco: ") for line in lines)
        return [line.removeprefix("unsco: ") for line in lines]

    def snapshot(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.name != "lock"
        }

    @property
    def records(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = json.loads(self.path.read_text(encoding="utf-8"))
        return found

    def file(self, name: str, *records: Any) -> str:
        path = self.folder / name
        path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        return str(path)


@pytest.fixture
def store(tmp_path: Path) -> Own:
    return Own(tmp_path).make(events=[ONE, TWO], delegations=[IRAN], agencies=[UNODC])


# init


def test_init_makes_the_shipped_store_ones_own_and_the_one_in_use(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    answer = answered("init", environ=environ)
    made = tmp_path / ".local/share/unsco/unsco.json"
    assert made.read_bytes() == Path(shipped_path()).read_bytes()
    assert answer.err == f"unsco: {made} is the store in use from now on\n"
    said = answered("info", "-f", "json", environ=environ).json[0]
    assert (said["store"], said["chosen_by"]) == (str(made), "own")
    assert (said["added"], said["changed"], said["removed"]) == (0, 0, 0)


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    answered("init", environ=environ)
    answered("edit", "iran", "--set", "notes=Mine.", environ=environ)
    made = tmp_path / ".local/share/unsco/unsco.json"
    before = made.read_bytes()
    again = ask("init", environ=environ)
    assert (again.code, again.out) == (1, "")
    assert "is there already" in again.err
    assert made.read_bytes() == before
    other = tmp_path / "other.json"
    other.write_text("mine", encoding="utf-8")
    assert ask("init", str(other), environ=environ).code == 1
    assert other.read_text(encoding="utf-8") == "mine"


@posix
def test_a_store_elsewhere_is_the_one_in_use_by_a_link_unless_there_is_one(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    first, second = tmp_path / "deep" / "first.json", tmp_path / "second.json"
    answered("init", str(first), environ=environ)
    usual = tmp_path / ".local/share/unsco/unsco.json"
    assert usual.is_symlink()
    assert usual.resolve() == first
    answered("edit", "iran", "--set", "notes=Mine.", environ=environ)
    assert usual.is_symlink()
    assert "Mine." in first.read_text(encoding="utf-8")
    told = answered("init", str(second), environ=environ).err
    assert f"{usual} stays the store in use" in told
    assert usual.resolve() == first


def test_a_link_that_leads_nowhere_is_not_passed_over_for_the_shipped_store(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    answered("init", str(tmp_path / "first.json"), environ=environ)
    (tmp_path / "first.json").unlink()
    answer = ask("list", "observers", environ=environ)
    assert (answer.code, answer.out) == (4, "")
    assert "there is no store" in answer.err


def test_init_says_where_it_can_not_tell() -> None:
    assert ask("init").code == 2


@pytest.mark.parametrize(
    "words",
    [("add", "topic", "--label", "x", "--description", "y"), ("remove", "iran"), ("undo",), ("update",)],
    ids=lambda words: words[0],
)
def test_the_shipped_store_stays_as_it_is(words: tuple[str, ...]) -> None:
    answer = ask(*words, "--yes")
    assert (answer.code, answer.out) == (4, "")
    assert "'unsco init'" in answer.err


# add


def test_a_record_is_added_from_options_with_names_for_ids_and_an_address_for_a_source(store: Own) -> None:
    told = store.done(
        *("add", "event", "--title", "Talks in Vienna", "--start", "2020-06-01"),
        *("--participant", "Iran:observer:addressed", "--participant", "UNODC:agency:organised:the Office"),
        *("--source", "https://www.example.org/talks/", "--attendance", "100:over"),
    )
    assert told.lines == [
        "added\tevents\ttalks-in-vienna-2020\tTalks in Vienna",
        "added\tsources\texample-org-talks\texample.org: https://www.example.org/talks/",
    ]
    added = store.records["events"]["talks-in-vienna-2020"]
    assert added == {
        "id": "talks-in-vienna-2020",
        "title": "Talks in Vienna",
        "kind": "other",
        "un_involved": True,
        "start": "2020-06-01",
        "attendance": {"count": 100, "qualifier": "over"},
        "participants": [
            {"id": "irn", "capacity": "observer", "part": "addressed"},
            {"id": "unodc", "capacity": "agency", "part": "organised", "named": "the Office"},
        ],
        "sources": [{"id": "example-org-talks"}],
    }
    assert store.records["sources"]["example-org-talks"]["url"] == "https://www.example.org/talks/"
    assert ask("--store", str(store.path), "validate").code == 0


def test_a_topic_is_added_with_the_words_that_texts_have_for_it(store: Own) -> None:
    new = ("add", "topic", "--label", "Archives", "--description", "Keeping records.")
    store.done(*new, "--alias", "record keeping", "--alias", "archivists")
    assert list(store.records["topics"]["archives"].items())[1:3] == [
        ("label", "Archives"),
        ("aliases", ["record keeping", "archivists"]),
    ]
    assert store.done("show", "archivists", "-f", "ids").lines == ["archives"]


def test_a_known_address_is_cited_and_not_added_again(store: Own) -> None:
    store.done("add", "agency", "--name", "Bureau", "--kind", "other", "--source", SOURCE["url"])
    assert store.records["agencies"]["bureau"]["sources"] == [{"id": "page"}]
    assert list(store.records["sources"]) == ["page"]


def test_what_names_another_event_is_named_by_it_in_turn_and_no_longer(store: Own) -> None:
    store.done("add", "event", "--title", "Three", "--start", "2019", "--related", "one", "--source", "page")
    assert store.records["events"]["three-2019"]["related"] == ["one"]
    assert store.records["events"]["one"]["related"] == ["two", "three-2019"]
    store.done("edit", "three-2019", "--unset", "related")
    assert store.records["events"]["one"]["related"] == ["two"]


@pytest.mark.parametrize("way", ["file", "stdin", "array", "envelope"])
def test_many_records_are_added_from_a_file_or_a_stream(way: str, store: Own) -> None:
    new = [event("three", un_involved=False), event("four", un_involved=False)]
    given: list[Any] = [new] if way == "array" else [{"record": one, "evidence": []} for one in new]
    given = new if way in ("file", "stdin") else given
    path = store.file("new.json" if way == "array" else "new.jsonl", *given)
    words = ("add", "event", "-") if way == "stdin" else ("add", "event", path)
    answer = store.done(*words, "-f", "ids", stdin=Path(path).read_text(encoding="utf-8"))
    assert answer.lines == ["three", "four"]
    assert list(store.records["events"]) == ["four", "one", "three", "two"]


def test_all_or_nothing_and_every_problem_is_named_with_file_and_line(store: Own) -> None:
    path = store.file(
        "new.jsonl",
        event("three", un_involved=False),
        event("four", kind="party", un_involved=False),
        event("five", un_involved=False, country="atlantis", start="2018-02-30"),
        event("one", un_involved=False, title="Another"),
        event("../six", un_involved=False),
    )
    lines = store.refused("add", "event", path)
    assert [line.partition(": ")[0] for line in lines[:-1]] == [f"{path}:{n}" for n in (4, 2, 5, 3, 3)]
    assert "'party' is none of" in lines[1]
    assert lines[-1].startswith("nothing was changed: 5 problems")


def test_a_line_that_can_not_be_read_does_not_hide_what_is_wrong_with_others(store: Own) -> None:
    path = store.folder / "new.jsonl"
    bad = json.dumps(event("four", kind="party", un_involved=False))
    path.write_text(f'{{"id": "three",\n{bad}\n{{"id": NaN}}\n', encoding="utf-8")
    lines = store.refused("add", "event", str(path))
    assert {line.partition(": ")[0] for line in lines[:-1]} == {f"{path}:{n}" for n in (1, 2, 3)}


def test_problems_that_a_store_has_already_do_not_stand_in_the_way(tmp_path: Path) -> None:
    store = Own(tmp_path).make(events=[event("one", country="atlantis")], delegations=[IRAN])
    assert store.ask("validate").code == 1
    store.done("edit", "one", "--set", "city=Vienna")
    assert store.records["events"]["one"]["city"] == "Vienna"
    assert store.refused("edit", "one", "--set", "chair=lemuria")[0].startswith("events/one chair:")


def test_what_is_right_as_it_stands_is_accepted_with_a_reason(store: Own) -> None:
    words = ("add", "event", "--title", "Talks", "--start", "2024", "--participant", "irn:observer:attended")
    lines = store.refused(*words, "--source", "page")
    assert "[capacity]" in lines[0]
    accept = "capacity:participants.irn:The source says so."
    store.done(*words, "--source", "page", "--accept", accept)
    assert store.ask("validate").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add",), "add what?"),
        (("add", "evnts"), "did you mean events"),
        (("add", "event"), "no event was given"),
        (("add", "event", "x.json", "--title", "X"), "leave out the file"),
        (("add", "event", "--colour", "red"), "--colour"),
        (("edit", "one", "--set", "city"), "says no value"),
        (("edit", "one", "--set", "cty=Vienna"), "did you mean city"),
        (("edit", "one", "--set", "related.three=x"), "three"),
        (("edit", "one", "--unset", "city"), "city"),
        (("edit", "one", "--wait", "long", "--set", "city=X"), "'long' is not a number of seconds"),
        (("edit", "one"), "set VISUAL or EDITOR"),
        (("import",), "FILE"),
        (("import", "x.json", "--on-conflict", "ask"), "fail, skip, replace, merge"),
        (("import", "x.json", "--from", "xml"), "csv"),
        (("remove", "one", "--cascade"), "add --yes"),
        (("remove",), "no name was given"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_a_wrong_command_line_is_one_line_and_changes_nothing(
    words: tuple[str, ...], told: str, store: Own
) -> None:
    (line,) = store.refused(*words, code=2)
    assert told in line


def test_names_and_files_that_are_not_there_have_their_exit_codes(store: Own) -> None:
    new = ("add", "event", "--title", "Talks", "--start", "2019", "--source", "page")
    assert "did you mean irn" in store.refused(*new, "--participant", "Irann:observer:attended", code=3)[0]
    assert "nobody" in store.refused("edit", "nobody", "--set", "a=b", code=3)[0]
    assert "nobody" in store.refused("remove", "one", "nobody", "--yes", code=3)[0]
    assert "there is no file at 'no.json'" in store.refused("add", "event", "no.json")[0]
    assert "datapackage.json" in store.refused("import", str(store.folder))[0]


def test_columns_and_files_that_can_not_be_are_told_before_anything_is_changed(store: Own) -> None:
    new = ("add", "topic", "--label", "peace", "--description", "Peace.")
    store.refused(*new, "--columns", "nothing", code=2)
    store.refused(*new, "--sort", "nothing", code=2)
    store.refused(*new, "--force", code=2)
    store.refused(*new, "-o", str(store.path))


# edit


def test_fields_entries_and_parts_are_set_added_and_taken_out(store: Own) -> None:
    store.done("edit", "one", "--add", "participants=iran:observer:attended", "--set", "ordinal=2")
    store.done("edit", "one", "--set", "participants.irn.part=addressed", "--add", "outcomes=a; b")
    record = store.records["events"]["one"]
    assert record["participants"] == [{"id": "irn", "capacity": "observer", "part": "addressed"}]
    assert (record["ordinal"], record["outcomes"]) == (2, ["a; b"])
    store.done("edit", "one", "--unset", "participants.irn", "--unset", "outcomes.a; b", "--unset", "ordinal")
    assert store.records["events"]["one"] == ONE
    store.done("edit", "irn", "--set", "statuses[0].note=Seen.")
    assert store.records["delegations"]["irn"]["statuses"][0]["note"] == "Seen."


def test_a_dry_run_shows_the_difference_and_changes_nothing(store: Own) -> None:
    before = store.snapshot()
    answer = store.done("edit", "one", "--set", "city=Vienna", "--unset", "related", "--dry-run")
    assert answer.lines == [
        "changed\tevents\tone\tcity\t\tVienna",
        "changed\tevents\tone\trelated\ttwo\t",
        "changed\tevents\ttwo\trelated\tone\t",
    ]
    assert answer.err == "unsco: nothing was changed: this was --dry-run\n"
    assert store.snapshot() == before
    as_json = store.done("edit", "one", "--unset", "related", "--dry-run", "-f", "json").json
    assert as_json[0]["before"] == ["two"]
    assert not (store.folder / "store.json.history").exists()


def editor(folder: Path, script: str) -> dict[str, str]:
    """An environment whose editor is a shell script that gets the file as $1."""
    if WINDOWS:
        pytest.skip("Windows has no sh")
    path = folder / "my editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return {"EDITOR": f"'{path}'", "PATH": os.environ["PATH"], "TMPDIR": str(folder)}


def test_a_record_is_edited_as_json_in_the_users_editor(store: Own) -> None:
    environ = editor(store.folder, 'grep -q \'"title": "one"\' "$1" && sed -i s/2018/2019/ "$1"')
    assert store.done("edit", "one", environ=environ).lines == ["changed\tevents\tone\tone"]
    assert store.records["events"]["one"]["start"] == "2019"


def test_visual_goes_before_editor(store: Own) -> None:
    environ = editor(store.folder, "exit 1")
    assert store.done("edit", "one", environ={**environ, "VISUAL": "true"}).lines == []


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('sed -i \'s/"one"/one/\' "$1"', "what you wrote: it is not JSON"),
        ('sed -i s/meeting/party/ "$1"', "events/one kind: 'party'"),
        ("echo '[]' > \"$1\"", "it is not an object"),
        ('sed -i \'s/"id": "one"/"id": "three"/\' "$1"', "an id stays as it is"),
        ('printf \'{"id": "one", "id": "one"}\' > "$1"', "stands twice"),
    ],
)
def test_what_was_written_in_the_editor_is_kept_where_it_is_refused(
    script: str, told: str, store: Own
) -> None:
    environ = editor(store.folder, script)
    answer = store.ask("edit", "one", environ=environ)
    assert (answer.code, answer.out) == (1, "")
    assert told in answer.err
    (kept,) = [line.rpartition(" ")[2] for line in answer.err.splitlines() if "is kept in" in line]
    assert Path(kept).read_text(encoding="utf-8")
    shutil.rmtree(Path(kept).parent)
    assert store.records["events"]["one"] == ONE


@pytest.mark.parametrize(("script", "code"), [("exit 3", 1), ("exit 0", 0)])
def test_an_editor_that_fails_or_changes_nothing_changes_nothing(script: str, code: int, store: Own) -> None:
    environ = editor(store.folder, script)
    before = store.path.read_bytes()
    answer = store.ask("edit", "one", environ=environ)
    assert answer.code == code
    assert store.path.read_bytes() == before
    assert "is kept in" not in answer.err
    assert store.ask("edit", "one", environ={"EDITOR": "/no/such/editor"}).code == 1
    assert store.ask("edit", "one", environ={"EDITOR": "'"}).code == 2


def test_a_record_that_was_changed_under_an_open_editor_is_not_overwritten(store: Own) -> None:
    changed = json.dumps({**ONE, "city": "Vienna"})
    script = (
        f'python3 - <<END\nimport json\np = "{store.path}"\nd = json.load(open(p))\n'
        f"d['events']['one'] = json.loads('''{changed}''')\njson.dump(d, open(p, 'w'))\nEND\n"
        'sed -i s/2018/2019/ "$1"'
    )
    answer = store.ask("edit", "one", environ=editor(store.folder, script))
    assert answer.code == 1
    assert "changed by another process while you edited it" in answer.err
    assert store.records["events"]["one"]["city"] == "Vienna"


# remove


def test_nothing_is_removed_that_others_refer_to(store: Own) -> None:
    lines = store.refused("remove", "one", "--yes")
    assert lines[0] == "events/two related[0]: it refers to one (related event)"
    assert "--cascade" in lines[-1]
    assert len(store.refused("remove", "page", "--yes")) == 1 + 6


def test_what_is_accepted_of_a_part_goes_with_the_part(store: Own) -> None:
    part = ("--participant", "irn:member:attended", "--accept", "capacity:participants.irn:So it says.")
    store.done("add", "event", "--title", "Talks", "--start", "2019", "--source", "page", *part)
    store.done("remove", "irn", "--cascade", "--yes")
    assert not {"participants", "accepted"} & store.records["events"]["talks-2019"].keys()


def test_no_event_is_related_to_itself(store: Own) -> None:
    assert "it names itself" in store.refused("edit", "one", "--add", "related=one")[0]


def test_what_refers_to_each_other_goes_together(store: Own) -> None:
    assert store.done("remove", "one", "two", "--yes", "-f", "ids").lines == ["one", "two"]
    assert store.records["events"] == {}


def test_a_cascade_takes_the_references_out_with_the_parts_that_need_them(store: Own) -> None:
    store.done(
        "edit",
        "one",
        "--add",
        "participants=irn:observer:attended",
        "--set",
        "country=irn",
        "--set",
        "city=X",
    )
    store.done("remove", "irn", "two", "--cascade", "--yes")
    assert store.records["events"]["one"] == {
        **{name: value for name, value in ONE.items() if name != "related"},
        "city": "X",
    }
    assert store.ask("validate").code == 0
    assert "rests on no source" in store.refused("remove", "page", "--cascade", "--yes")[0]


# import


def test_a_store_is_taken_in(store: Own, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    Own(other).make(events=[event("three", un_involved=False), ONE], delegations=[IRAN])
    assert store.done("import", str(other / "store.json"), "-f", "ids").lines == ["three"]
    assert store.done("import", str(other / "store.json")).lines == []


@pytest.mark.parametrize(
    ("conflict", "city", "venue"),
    [("skip", "Vienna", "Hall"), ("replace", "Geneva", None), ("merge", "Geneva", "Hall")],
)
def test_a_record_that_is_there_already_is_left_replaced_or_merged(
    conflict: str, city: str, venue: str | None, store: Own
) -> None:
    store.done("edit", "one", "--set", "city=Vienna", "--set", "venue=Hall", "--add", "outcomes=a")
    path = store.file("events.jsonl", {**ONE, "city": "Geneva", "outcomes": ["b"]})
    (line, *_) = store.refused("import", path)
    assert "it is there already, and differs" in line
    words = ("import", path, "--on-conflict", conflict)
    if conflict != "skip":
        assert "add --yes" in store.refused(*words, code=2)[0]
    answer = store.done(*words, "--yes")
    record = store.records["events"]["one"]
    assert (record["city"], record.get("venue")) == (city, venue)
    outcomes = {"skip": ["a"], "replace": ["b"], "merge": ["a", "b"]}
    assert record["outcomes"] == outcomes[conflict]
    assert [line.split("\t")[0] for line in answer.lines] == ["kept" if conflict == "skip" else "changed"]


def test_a_table_is_taken_in(store: Own) -> None:
    path = store.folder / "events.csv"
    path.write_text(
        "title,start,country,participants,sources\n"
        'Talks,2019-05,Iran,"Iran:observer:attended; UNODC:agency:organised",https://example.org/t\n',
        encoding="utf-8",
    )
    store.done("import", str(path))
    record = store.records["events"]["talks-2019"]
    assert [one["id"] for one in record["participants"]] == ["irn", "unodc"]
    assert (record["country"], record["un_involved"]) == ("irn", True)


def test_what_lists_and_sheets_print_comes_back_the_same(store: Own) -> None:
    for words in (("list", "events"), ("list", "delegations"), ("show", "one", "irn")):
        printed = store.done(*words, "-f", "json").out
        into = ("--into", words[1]) if words[0] == "list" else ()
        assert store.done("import", "-", *into, stdin=printed).lines == []


def test_records_given_twice_are_refused(store: Own) -> None:
    three = event("three", un_involved=False)
    path = store.file("events.jsonl", three, {**three, "city": "Vienna"})
    assert "with other values" in store.refused("import", path)[0]


def test_a_replaced_event_keeps_its_kind_where_the_other_does_not_say_one(store: Own) -> None:
    path = store.file("events.jsonl", {"id": "one", "title": "One", "start": "2018", "sources": CITED})
    store.done("import", path, "--on-conflict", "replace", "--yes")
    assert (store.records["events"]["one"]["kind"], store.records["events"]["one"]["title"]) == (
        "meeting",
        "One",
    )


# undo and history


def test_each_change_is_taken_back_to_the_same_bytes(store: Own) -> None:
    states = [store.path.read_bytes()]
    for city in ("Vienna", "Geneva", "Moscow"):
        store.done("edit", "one", "--set", f"city={city}")
        states.append(store.path.read_bytes())
    for state in reversed(states[:-1]):
        undone = store.path.read_bytes()
        store.done("undo", "--yes")
        assert store.path.read_bytes() == state
        assert (store.folder / "store.json.bak").read_bytes() == undone
    assert "no change" in store.refused("undo", "--yes")[0]


def test_history_tells_when_by_what_and_which_records_the_last_first(store: Own) -> None:
    store.done("add", "topic", "--label", "peace", "--description", "Peace.")
    store.done("edit", "one", "--set", "city=Vienna")
    rows = store.done("history", "-f", "json").json
    assert [(row["command"], row["records"]) for row in rows] == [
        ("edit", ["events/one"]),
        ("add topic", ["topics/peace"]),
    ]
    assert rows[0]["when"] == NOW.isoformat()
    assert [(row["added"], row["changed"], row["removed"]) for row in rows] == [(0, 1, 0), (1, 0, 0)]
    store.done("undo", "--yes")
    assert len(store.done("history").lines) == 1


def test_a_file_that_is_no_store_has_no_history(store: Own) -> None:
    store.path.write_text("{}", encoding="utf-8")
    store.refused("history", code=4)


def test_what_another_program_did_is_not_undone_unasked(store: Own) -> None:
    store.done("edit", "one", "--set", "city=Vienna")
    records = store.records
    records["events"]["two"]["city"] = "Geneva"
    store.path.write_text(json.dumps(records), encoding="utf-8")
    assert "changed by another program" in store.refused("undo", "--yes")[0]
    assert "changed by another program" in store.done("history").err
    store.done("edit", "one", "--set", "city=Moscow")
    store.done("undo", "--yes")
    assert store.records == records
    answer = store.done("undo", "--yes", "--outside", "-f", "ids")
    assert answer.lines == ["one", "two"]
    assert "city" not in store.records["events"]["two"]


def test_a_store_that_another_program_has_ruined_is_brought_back(store: Own) -> None:
    before = store.path.read_bytes()
    store.done("edit", "one", "--set", "city=Vienna")
    store.path.write_text("{ruined", encoding="utf-8")
    assert "--outside goes back" in store.refused("undo", "--yes")[0]
    store.done("undo", "--yes", "--outside")
    assert store.path.read_bytes() == before
    assert (store.folder / "store.json.bak").read_text(encoding="utf-8") == "{ruined"


def test_only_so_many_stores_are_kept(store: Own) -> None:
    for number in range(22):
        store.done("edit", "one", "--set", f"ordinal={number}")
    kept = sorted((store.folder / "store.json.history").glob("*.store"))
    assert len(kept) == 20
    rows = store.done("history", "-f", "json", "-c", "number,undoable").json
    assert [row["undoable"] for row in rows] == [True] * 20 + [False] * 2
    for _ in range(20):
        store.done("undo", "--yes")
    assert "is not kept any longer" in store.refused("undo", "--yes")[0]


def test_a_generation_that_was_changed_is_not_brought_back(store: Own) -> None:
    store.done("edit", "one", "--set", "city=Vienna")
    (kept,) = (store.folder / "store.json.history").glob("*.store")
    kept.write_text("{}", encoding="utf-8")
    assert "was changed since" in store.refused("undo", "--yes")[0]


def test_whatever_stands_among_the_changes_history_and_undo_live_with_it(store: Own) -> None:
    store.done("edit", "one", "--set", "city=Vienna")
    folder = store.folder / "store.json.history"
    for name, contents in {
        "000000.json": "{}",
        "000009.json": "x",
        "9.json": "",
        "notes.txt": "mine",
    }.items():
        (folder / name).write_text(contents, encoding="utf-8")
    (folder / "000007.json").mkdir()
    assert len(store.done("history").lines) == 1
    store.done("edit", "one", "--set", "city=Geneva")
    store.done("undo", "--yes")
    store.done("undo", "--yes")
    assert store.records["events"]["one"] == ONE


# Questions


def on_terminal(store: Own, answer: str, *words: str) -> tuple[int, str, str]:
    """Run a command with somebody at the terminal, who types an answer."""

    class Typing(io.StringIO):
        def isatty(self) -> bool:
            return True

    out, err = Terminal(), Terminal()
    environ = {"NO_COLOR": "1", "COLUMNS": "80"}
    world = World(Typing(answer), out, err, environ, lambda: TODAY, lambda: NOW)
    return run(("--store", str(store.path), *words), world), out.getvalue(), err.getvalue()


def test_a_question_is_asked_on_a_terminal_and_no_means_no(store: Own) -> None:
    before = store.snapshot()
    for answer in ("n\n", "", "\n", "maybe\n"):
        code, out, err = on_terminal(store, answer, "remove", "one", "two")
        assert (code, out) == (1, "")
        assert err.startswith("unsco: remove events/one, events/two? [y/N] ")
        assert store.snapshot() == before
    code, out, _ = on_terminal(store, "y\n", "remove", "one", "two")
    assert code == 0
    assert "removed" in out
    assert store.records["events"] == {}


def test_what_was_agreed_to_is_what_is_done(store: Own) -> None:
    class Meddling(io.StringIO):
        def isatty(self) -> bool:
            return True

        def readline(self, *_size: Any) -> str:
            store.done("edit", "two", "--set", "city=Vienna")
            return "y\n"

    world = World(Meddling(), Terminal(), Terminal(), {"COLUMNS": "80"}, lambda: TODAY, lambda: NOW)
    assert run(("--store", str(store.path), "remove", "one", "two"), world) == 4
    assert list(store.records["events"]) == ["one", "two"]


# update


@pytest.fixture
def upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Own]:
    """A function that ships other records from now on, and returns the store of one's own."""
    shipping = tmp_path / "shipping"
    shipping.mkdir()
    mine = Own(tmp_path)

    def ship(**collections: list[dict[str, Any]]) -> Own:
        shipped = Own(shipping).make(**collections)
        for room in ("own", "location"):
            monkeypatch.setattr(f"unsco_cli.store.{room}.shipped_path", lambda: str(shipped.path))
        if not mine.path.exists():
            mine.done("init")
        return mine

    return ship


EVENTS = [event("one", un_involved=False), event("two", un_involved=False)]


def test_what_only_one_side_has_changed_is_as_that_side_has_it(upgrade: Callable[..., Own]) -> None:
    mine = upgrade(events=EVENTS)
    mine.done("edit", "one", "--set", "notes=Mine.")
    mine.done("add", "event", "--id", "own", "--title", "Own", "--start", "2020", "--source", "page")
    upgrade(events=[EVENTS[0], {**EVENTS[1], "city": "Vienna"}, event("three", un_involved=False)])
    before = mine.snapshot()
    shown = mine.done("update", "--dry-run", "-f", "ids").lines
    assert mine.snapshot() == before
    assert mine.done("update", "-f", "ids").lines == shown == ["two", "three"]
    events = mine.records["events"]
    assert list(events) == ["one", "own", "three", "two"]
    assert (events["one"]["notes"], events["two"]["city"]) == ("Mine.", "Vienna")
    after = mine.snapshot()
    assert mine.done("update").lines == []
    assert mine.snapshot() == after


def test_what_both_sides_have_changed_stays_mine_and_is_told_field_by_field(
    upgrade: Callable[..., Own],
) -> None:
    mine = upgrade(events=EVENTS, topics=[{"id": "peace", "label": "peace", "description": "Peace."}])
    mine.done("edit", "one", "--set", "city=Vienna", "--set", "venue=Hall", "--add", "outcomes=mine")
    upgrade(
        events=[{**EVENTS[0], "city": "Geneva", "end": "2018", "outcomes": ["theirs"]}, EVENTS[1]],
        topics=[{"id": "peace", "label": "peace", "description": "Peace."}],
    )
    rows = mine.done("update", "-f", "json").json
    assert [(row["change"], row["field"], row["before"], row["after"]) for row in rows] == [
        ("changed", "", None, None),
        ("kept", "city", "Vienna", "Geneva"),
    ]
    record = mine.records["events"]["one"]
    assert (record["city"], record["venue"], record["end"]) == ("Vienna", "Hall", "2018")
    assert record["outcomes"] == ["mine", "theirs"]
    assert mine.done("update").lines == []


def test_theirs_takes_the_shipped_value_where_both_have_changed_one(upgrade: Callable[..., Own]) -> None:
    mine = upgrade(events=EVENTS)
    mine.done("edit", "one", "--set", "city=Vienna", "--set", "venue=Hall")
    upgrade(events=[{**EVENTS[0], "city": "Geneva"}, EVENTS[1]])
    assert "add --yes" in mine.refused("update", "--theirs", code=2)[0]
    mine.done("update", "--theirs", "--yes")
    record = mine.records["events"]["one"]
    assert (record["city"], record["venue"]) == ("Geneva", "Hall")


def test_theirs_takes_what_an_update_before_has_left(upgrade: Callable[..., Own]) -> None:
    part = {"id": "irn", "capacity": "guest", "part": "attended"}
    events = [{**EVENTS[0], "participants": [part]}, EVENTS[1], event("three", un_involved=False)]
    mine = upgrade(events=events, delegations=[IRAN])
    mine.done(
        "edit", "one", "--set", "city=Vienna", "--set", "participants.irn.named=Mine", "--set", "venue=Hall"
    )
    mine.done("edit", "three", "--set", "city=Vienna")
    mine.done("remove", "two", "--yes")
    changed = {**EVENTS[0], "city": "Geneva", "participants": [{**part, "named": "Theirs"}]}
    upgrade(events=[changed, {**EVENTS[1], "city": "Geneva"}], delegations=[IRAN])
    left = mine.done("update", "-f", "json").json
    assert sorted((row["id"], row["field"]) for row in left) == [
        ("one", "city"),
        ("one", "participants.irn.named"),
        ("three", ""),
        ("two", ""),
    ]
    mine.done("add", "topic", "--label", "peace", "--description", "Peace.")
    assert mine.done("update").lines == []
    mine.done("update", "--theirs", "--yes")
    events = mine.records["events"]
    assert list(events) == ["one", "two"]
    assert (events["one"]["city"], events["one"]["venue"]) == ("Geneva", "Hall")
    assert events["one"]["participants"][0]["named"] == "Theirs"
    mine.done("edit", "one", "--set", "city=Moscow")
    # It is settled, and what comes after it is mine.
    assert mine.done("update", "--theirs", "--yes").lines == []


def test_a_record_that_is_no_longer_shipped_goes_unless_it_is_changed_or_needed(
    upgrade: Callable[..., Own],
) -> None:
    old = [event(name, un_involved=False) for name in ("changed", "needed", "one", "untouched")]
    mine = upgrade(events=old)
    mine.done("edit", "changed", "--set", "notes=Mine.")
    mine.done("edit", "one", "--set", "related=needed")
    mine.done("undo", "--yes")
    mine.done(
        *("add", "event", "--id", "own", "--title", "Own", "--start", "2020", "--source", "page"),
        *("--related", "needed"),
    )
    upgrade(events=[old[2]])
    told = mine.done("update")
    assert list(mine.records["events"]) == ["changed", "needed", "one", "own"]
    assert "events/changed: changed by you, removed from the shipped store" in told.err
    assert mine.ask("validate").code == 0


def test_a_record_that_i_removed_stays_removed_unless_a_shipped_one_needs_it(
    upgrade: Callable[..., Own],
) -> None:
    peace = {"id": "peace", "label": "peace", "description": "Peace."}
    war = {"id": "war", "label": "war", "description": "War."}
    mine = upgrade(events=EVENTS, topics=[peace, war])
    mine.done("remove", "peace", "war", "--yes")
    upgrade(events=[{**EVENTS[0], "topics": ["peace"]}, EVENTS[1]], topics=[peace, war])
    mine.done("update")
    assert list(mine.records["topics"]) == ["peace"]
    assert mine.ask("validate").code == 0


def test_an_update_is_taken_back_with_what_it_was_merged_with(upgrade: Callable[..., Own]) -> None:
    mine = upgrade(events=EVENTS)
    upgrade(events=[{**EVENTS[0], "city": "Geneva"}, EVENTS[1]])
    mine.done("update")
    mine.done("undo", "--yes")
    assert mine.records["events"]["one"] == EVENTS[0]
    # Had the older records become the user's own by that, they would stay.
    assert mine.done("update", "-f", "ids").lines == ["one"]


def test_a_store_without_a_past_keeps_what_differs(upgrade: Callable[..., Own]) -> None:
    mine = upgrade(events=EVENTS)
    shutil.rmtree(mine.folder / "store.json.history")
    records = mine.records
    records["events"]["one"]["city"] = "Vienna"
    mine.path.write_text(json.dumps(records), encoding="utf-8")
    upgrade(events=[{**EVENTS[0], "city": "Geneva"}, EVENTS[1], event("three", un_involved=False)])
    mine.done("update")
    assert mine.records["events"]["one"]["city"] == "Vienna"
    assert "three" in mine.records["events"]


def test_info_tells_how_a_store_differs_from_the_shipped_one(upgrade: Callable[..., Own]) -> None:
    mine = upgrade(events=EVENTS)
    mine.done("edit", "one", "--set", "city=Vienna")
    mine.done("remove", "two", "--yes")
    mine.done("add", "topic", "--label", "peace", "--description", "Peace.")
    said = mine.done("info", "-f", "json").json[0]
    assert (said["added"], said["changed"], said["removed"], said["awaiting_update"]) == (1, 1, 1, 0)
    upgrade(events=[{**EVENTS[0], "venue": "Hall"}, EVENTS[1]])
    assert mine.done("info", "-f", "json").json[0]["awaiting_update"] == 1
    upgrade(events=EVENTS)
    lines = mine.done("info", "--differences", "-c", "change,id,field,after").lines
    assert "changed\tone\tcity\tVienna" in lines
    assert {line.split("\t")[0] for line in lines} == {"added", "changed", "removed"}


def test_what_a_store_says_of_itself_follows_and_is_no_record_to_be_asked_for(
    upgrade: Callable[..., Own],
) -> None:
    mine = upgrade(events=EVENTS)
    path = mine.folder / "shipping" / "store.json"
    shipped = json.loads(path.read_text(encoding="utf-8"))
    shipped["about"]["unsco"]["version"] = "2"
    path.write_text(json.dumps(shipped), encoding="utf-8")
    assert mine.done("update", "--dry-run", "-f", "ids").lines == []
    assert mine.done("update").lines == ["changed\tabout\t\t"]
    assert mine.done("info", "-f", "json").json[0]["version"] == "2"


# The file


def test_only_what_changes_changes_in_the_file(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    answered("init", environ=environ)
    answered("edit", "un-sco-2018", "--set", "venue=Hall", environ=environ)
    before = Path(shipped_path()).read_text(encoding="utf-8").splitlines()
    after = (tmp_path / ".local/share/unsco/unsco.json").read_text(encoding="utf-8").splitlines()
    differing = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert differing == [('      "venue": "UN Headquarters",', '      "venue": "Hall",')]


def test_collections_that_are_not_ours_and_records_that_are_odd_stay_as_they_stand(tmp_path: Path) -> None:
    store = Own(tmp_path).make(events=[ONE, TWO])
    text = store.path.read_text(encoding="utf-8").rstrip().removesuffix("}").rstrip()
    odd = '"mine": {"x": {"a":  1.50,\t"b": 1e3}}'
    store.path.write_text(f"{text},\n{odd}}}\n", encoding="utf-8")
    store.done("edit", "one", "--set", "city=Vienna")
    assert '{"a":  1.50,\t"b": 1e3}' in store.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        ('{"events": {"one": {}, "one": {}}}', "stands twice"),
        ('{"events": {}, "events": {}}', "stands twice"),
        ('\ufeff{"events": {}}', "byte order mark"),
        ('{"events": {"a": NaN}}', "not JSON"),
        ("[]", "not a store"),
        ("", "is empty"),
        ('{"about": {"unsco": {"format": 9}}, "events": {}}', "newer"),
    ],
)
def test_a_store_that_can_not_be_used_is_not_written_to(contents: str, told: str, tmp_path: Path) -> None:
    store = Own(tmp_path)
    store.path.write_text(contents, encoding="utf-8")
    new = ("add", "topic", "--label", "peace", "--description", "Peace.")
    assert told in store.refused(*new, code=4)[0]


@posix
def test_permissions_and_owner_are_kept(store: Own) -> None:
    store.path.chmod(0o640)
    if os.getuid() == 0:
        os.chown(store.path, 1234, 2345)
    before = store.path.stat()
    store.done("edit", "one", "--set", "city=Vienna")
    after = store.path.stat()
    assert (stat.S_IMODE(after.st_mode), after.st_uid, after.st_gid) == (0o640, before.st_uid, before.st_gid)
    # Else whoever owns the store could not change it after root has.
    beside = [store.folder / "store.json.history", store.folder / "store.json.history" / "lock"]
    assert {path.stat().st_uid for path in beside} == {before.st_uid}


def test_a_process_changes_a_store_as_this_one_does(store: Own) -> None:
    answer = process("--store", str(store.path), "edit", "one", "--set", "city=Vienna")
    assert (answer.code, answer.out, answer.err) == (0, "changed\tevents\tone\tone\n", "")
    assert store.records["events"]["one"]["city"] == "Vienna"
