"""A store as a Data Package: checked by Frictionless, changed by others, and read back as it was."""

import csv
import json
import os
import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.conftest import Answer, StoreMaker, answered, ask, event
from tests.faults import SOUND
from tests.generated import ODD, abouts, stores
from unsco_cli.exchange import intake
from unsco_cli.export.datapackage import write
from unsco_cli.export.exported import Exported
from unsco_cli.models import plain
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.changes import Change, canonical
from unsco_cli.schema.packages import DESCRIPTOR
from unsco_cli.schema.relational import tables
from unsco_cli.schema.store_text import store_text
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path
from unsco_cli.store.storage import beside_bytes
from unsco_cli.validate import contents_of
from unsco_cli.validate.report import report

Rows = list[list[str]]


@pytest.fixture(scope="module")
def package(folder: Path) -> Path:
    """The shipped store as a package, which no test changes."""
    path = folder / "package"
    answered("export", "datapackage", str(path))
    return path


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    """The same, for a test that changes it."""
    return Path(shutil.copytree(package, tmp_path / "copy"))


def small_package(folder: Path, changes: Mapping[str, Any] | None = None) -> Path:
    """A sound store made by hand, as a package."""
    store = folder / "sound.json"
    store.write_bytes(text_of({**SOUND, **(changes or {})}))
    answered("--store", str(store), "export", "datapackage", str(folder / "sound"))
    return folder / "sound"


def text_of(plain_tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A store file as the program writes it."""
    none: dict[str, Any] = {name: {} for name in ("about", *COLLECTIONS)}
    return store_text(
        none,
        [
            Change(name, key, None, canonical(name, record))
            for name, records in plain_tables.items()
            for key, record in records.items()
        ],
    )


def imported(package: Path, folder: Path, about: Mapping[str, Any], *words: str) -> Answer:
    """Import a package into an empty store in a folder."""
    store = folder / "empty.json"
    store.write_bytes(text_of({"about": about}))
    return ask("--store", str(store), "import", str(package), *words)


def comes_back(package: Path, folder: Path) -> None:
    """Hold that the shipped store is what a package has."""
    shipped = Path(shipped_path()).read_bytes()
    answer = imported(package, folder, json.loads(shipped)["about"])
    assert answer.code == 0, answer.err
    assert (folder / "empty.json").read_bytes() == shipped


def read_rows(path: Path, **dialect: Any) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, **dialect))


def write_rows(path: Path, rows: Rows, encoding: str = "utf-8", **dialect: Any) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **dialect).writerows(rows)


def described(package: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((package / DESCRIPTOR).read_bytes())
    return found


def describe(package: Path, change: Callable[[dict[str, Any]], object]) -> None:
    descriptor = described(package)
    change(descriptor)
    (package / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")


def frictionless_faults(package: Path) -> list[tuple[str, str]]:
    """What Frictionless finds: the table and the kind of each fault."""
    found = Package(str(package / DESCRIPTOR)).validate()
    faults = [("", error.type) for error in found.errors]
    return faults + [(task.name, error.type) for task in found.tasks for error in task.errors]


def test_frictionless_accepts_the_shipped_store(package: Path) -> None:
    assert frictionless_faults(package) == []


BROKEN = [
    ("events_participants", "id", "nobody", "foreign-key"),
    ("events_topics", "event", "no-such-event", "foreign-key"),
    ("delegations_statuses_sources", "status_position", "99", "foreign-key"),
    ("parties", "id", "atlantis", "foreign-key"),
    ("documents", "kind", "party", "constraint-error"),
    ("sources", "published", "27 November 2018", "constraint-error"),
    ("people_posts", "from_first", "2018-02-30", "type-error"),
    ("events", "title", "", "constraint-error"),
    ("events_groups", "position", "-1", "constraint-error"),
    ("agencies", "aliases", "one, two", "type-error"),
]


def test_frictionless_finds_what_is_broken_by_hand(copy: Path) -> None:
    for table, column, value, _ in BROKEN:
        rows = read_rows(copy / f"{table}.csv")
        rows[1][rows[0].index(column)] = value
        write_rows(copy / f"{table}.csv", rows)
    # Of a table that a party is gone from, the others refer to what is not there.
    broken = {("delegations" if table == "parties" else table, fault) for table, _, _, fault in BROKEN}
    assert broken <= set(frictionless_faults(copy))


def test_the_package_says_what_it_is(package: Path, shipped: dict[str, Any]) -> None:
    said, about = described(package), shipped["about"]["unsco"]
    assert said["title"] == about["title"]
    assert said["version"] == about["version"]
    assert said["created"] == f"{about['date']}T00:00:00Z"
    assert said["licenses"] == [{"name": about["licence"]}]
    assert [one["path"] for one in said["sources"]] == [one["url"] for one in shipped["sources"].values()]
    assert {one["path"] for one in said["resources"]} | {DESCRIPTOR} == set(os.listdir(package))


def test_no_clock_and_no_place_gets_into_a_package(package: Path, tmp_path: Path) -> None:
    answered("export", "datapackage", str(tmp_path / "again"), today=date(1999, 1, 1))
    for name in os.listdir(package):
        assert (tmp_path / "again" / name).read_bytes() == (package / name).read_bytes()


def test_files_are_as_rfc_4180_has_them(package: Path) -> None:
    for name in os.listdir(package):
        contents = (package / name).read_bytes()
        if name != DESCRIPTOR:
            outside = contents[::1].decode().split('"')[::2]
            assert all("\n" not in text.replace("\r\n", "") for text in outside)
            assert contents.endswith(b"\r\n")
        assert not contents.startswith(b"\xef\xbb\xbf")


def test_what_looks_like_a_formula_stays_as_it_is(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@a", '=HYPERLINK("http://example.org")']
    changed = deepcopy(SOUND)
    changed["events"]["un-sco-2018"] |= {"outcomes": texts, "summary": texts[-1], "notes": texts[0]}
    path = small_package(tmp_path, changed)
    rows = read_rows(path / "events.csv")
    row = dict(zip(rows[0], next(row for row in rows if row[0] == "un-sco-2018"), strict=True))
    assert (row["summary"], row["notes"]) == (texts[-1], texts[0])
    assert json.loads(row["outcomes"]) == texts


# Back again.


def test_the_shipped_store_comes_back_byte_for_byte(package: Path, tmp_path: Path) -> None:
    comes_back(package, tmp_path)
    comes_back(package / DESCRIPTOR, tmp_path)


def every_table(change: Callable[[Path], None]) -> Callable[[Path], None]:
    def edit(package: Path) -> None:
        for path in sorted(package.glob("*.csv")):
            change(path)

    return edit


def rewritten(**dialect: Any) -> Callable[[Path], None]:
    return every_table(lambda path: write_rows(path, read_rows(path), **dialect))


def reordered(path: Path) -> None:
    rows = read_rows(path)
    order = sorted(range(len(rows[0])), key=lambda number: rows[0][number][::-1])
    head, *rest = ([row[number] for number in order] for row in rows)
    write_rows(path, [head, *reversed(rest)])


def without_derived(path: Path) -> None:
    table = tables()[path.stem]
    if table.derived:
        path.unlink()
        return
    rows = read_rows(path)
    kept = [number for number, column in enumerate(table.columns) if not column.derived]
    write_rows(path, [[row[number] for number in kept] for row in rows])


def as_pandas_would(path: Path) -> None:
    """Truth values and numbers as pandas writes them once a value is missing."""
    table = tables()[path.stem]
    rows = read_rows(path)
    for row in rows[1:]:
        for number, column in enumerate(table.columns):
            if column.kind == "boolean":
                row[number] = row[number].title()
            elif column.kind == "integer" and row[number] and column.name not in table.key:
                row[number] += ".0"
    write_rows(path, rows, lineterminator="\n")


def semicolons(package: Path) -> None:
    rewritten(delimiter=";")(package)
    describe(package, lambda said: [one.update(dialect={"delimiter": ";"}) for one in said["resources"]])


def moved(package: Path) -> None:
    (package / "tables").mkdir()
    every_table(lambda path: path.rename(package / "tables" / path.name) and None)(package)
    describe(package, lambda said: [one.update(path=f"tables/{one['path']}") for one in said["resources"]])


def without_empty_tables(package: Path) -> None:
    empty = {path.name for path in package.glob("*.csv") if len(read_rows(path)) == 1}
    assert empty
    describe(
        package,
        lambda said: said.update(resources=[one for one in said["resources"] if one["path"] not in empty]),
    )


def only_paths(package: Path) -> None:
    describe(
        package,
        lambda said: said.update(
            resources=[{"name": one["name"], "path": one["path"]} for one in said["resources"]]
        ),
    )


def by_frictionless(package: Path) -> None:
    """Every table read and written again by Frictionless."""
    for resource in Package(str(package / DESCRIPTOR)).resources:
        target = package / "written.csv"
        resource.write(path=str(target))
        target.replace(package / resource.path)


EDITS = {
    "line feeds": rewritten(lineterminator="\n"),
    "all quoted": rewritten(quoting=csv.QUOTE_ALL),
    "a byte order mark": rewritten(encoding="utf-8-sig"),
    "semicolons": semicolons,
    "columns and rows in another order": every_table(reordered),
    "nothing derived": every_table(without_derived),
    "truth values and numbers as pandas writes them": every_table(as_pandas_would),
    "in a folder of their own": moved,
    "empty tables gone": without_empty_tables,
    "hardly described": only_paths,
    "written by Frictionless": by_frictionless,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_a_package_that_others_have_written_comes_back(
    copy: Path, tmp_path: Path, edit: Callable[[Path], None]
) -> None:
    edit(copy)
    comes_back(copy, tmp_path)


@given(stores(), st.none() | abouts)
@settings(max_examples=15)
def test_any_store_comes_back(folder: Path, records: dict[str, dict[str, Any]], about: Any) -> None:
    plain_tables = {name: {key: plain(one) for key, one in held.items()} for name, held in records.items()}
    contents = text_of({**plain_tables, "about": {"unsco": plain(about)} if about else {}})
    store = Store("store.json", contents)
    shutil.rmtree(folder / "any", ignore_errors=True)
    (folder / "any").mkdir()
    write(Exported(store, store.about, store.raw), str(folder / "any"))
    descriptor = (folder / "any" / DESCRIPTOR).read_bytes()
    taken = intake(descriptor, DESCRIPTOR, beside=lambda name: beside_bytes(str(folder / "any"), name))
    assert taken.faults == ()
    made = {name: {} for name in COLLECTIONS} | {
        name: {one.id: one.fields for one in taken.records if one.collection == name} for name in COLLECTIONS
    }
    assert text_of({**made, "about": {"unsco": plain(about)} if about else {}}) == contents


any_text = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.data())
@settings(max_examples=15)
def test_any_sound_store_comes_back_by_the_command_line(folder: Path, data: st.DataObject) -> None:
    changed = deepcopy(SOUND)
    for fields in (changed["events"]["un-sco-2018"], changed["delegations"]["kyrgyzstan"]["statuses"][0]):
        for name in ("summary", "notes", "basis", "note", "venue", "series"):
            if name in fields:
                fields[name] = data.draw(any_text, label=name)
    changed["events"]["un-sco-2018"]["outcomes"] = data.draw(st.lists(any_text, max_size=3))
    changed["people"]["jane-doe"]["notes"] = data.draw(any_text)
    contents = text_of(changed)
    assume(not report(contents_of(contents), (), "x").problems)
    place = folder / "sound"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    package = small_package(place, changed)
    answer = imported(package, place, changed["about"])
    assert answer.code == 0, answer.err
    assert (place / "empty.json").read_bytes() == contents
    # What others make of the whole store in one document has to come back, too.
    answered("--store", str(place / "sound.json"), "export", "json", str(place / "whole.json"))
    assert imported(place / "whole.json", place, changed["about"]).code == 0
    assert (place / "empty.json").read_bytes() == contents


def test_an_empty_text_is_not_taken_for_none(tmp_path: Path) -> None:
    changed = deepcopy(SOUND)
    changed["events"]["un-sco-2018"]["notes"] = ""
    changed["events"]["bishkek-2019"]["notes"] = "(none)"
    package = small_package(tmp_path, changed)
    missing = {one["name"]: one["schema"]["missingValues"] for one in described(package)["resources"]}
    assert missing["events"] == ["(none)*"]
    assert missing["events_participants"] == [""]
    assert frictionless_faults(package) == []
    assert imported(package, tmp_path, SOUND["about"]).code == 0
    assert (tmp_path / "empty.json").read_bytes() == text_of(changed)


# What is refused.


def edited(table: str, change: Callable[[Rows], object]) -> Callable[[Path], None]:
    def edit(package: Path) -> None:
        rows = read_rows(package / f"{table}.csv")
        change(rows)
        write_rows(package / f"{table}.csv", rows)

    return edit


def cell(table: str, line: int, column: str, value: str) -> Callable[[Path], None]:
    def change(rows: Rows) -> None:
        rows[line - 1][rows[0].index(column)] = value

    return edited(table, change)


def resources(change: Callable[[dict[str, Any]], object], name: str = "events") -> Callable[[Path], None]:
    return lambda package: describe(
        package, lambda said: [change(one) for one in said["resources"] if one["name"] == name]
    )


def raw(table: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def edit(package: Path) -> None:
        path = package / f"{table}.csv"
        path.write_bytes(change(path.read_bytes()))

    return edit


def linked(name: str, target: str) -> Callable[[Path], None]:
    def edit(package: Path) -> None:
        (package / name).unlink()
        (package / name).symlink_to(target)

    return edit


def piped(package: Path) -> None:
    (package / "events.csv").unlink()
    os.mkfifo(package / "events.csv")


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a column that is not known": (
        edited("events", lambda rows: rows[0].__setitem__(1, "titel")),
        "events.csv:1: events has no column 'titel'; did you mean title?",
    ),
    "a column that is missing": (
        edited("events", lambda rows: rows[0].__setitem__(1, "summary")),
        "events.csv:1: it has no column 'title'",
    ),
    "a column twice": (
        edited("events", lambda rows: [row.append(row[1]) for row in rows]),
        "events.csv:1: the column 'title' stands twice",
    ),
    "a column without a name": (
        edited("events", lambda rows: [row.append("") for row in rows]),
        "events.csv:1: column 23 has no name",
    ),
    "an empty file": (raw("events", lambda _: b""), "events.csv:1: it has no column 'id'"),
    "a key twice": (
        edited("events", lambda rows: rows.append(rows[1])),
        "events.csv:4: event bishkek-2019 is in line 2, too",
    ),
    "a position twice": (
        cell("events_participants", 4, "position", "1"),
        "events_participants.csv:4: position 1 of event un-sco-2018 stands twice",
    ),
    "a gap": (
        edited("events_participants", lambda rows: rows.pop(3)),
        "events_participants.csv:4: position 3 of event un-sco-2018 comes without position 2",
    ),
    "a list that begins late": (
        cell("delegations_statuses_sources", 2, "position", "2"),
        "delegations_statuses_sources.csv:2: position 2 of delegation india, status position 1",
    ),
    "no position": (
        cell("events_participants", 4, "position", ""),
        "events_participants.csv:4: position is missing",
    ),
    "no such owner": (
        cell("events_topics", 2, "event", "gone"),
        "events_topics.csv:2: there is no event gone in events",
    ),
    "no such part": (
        cell("delegations_statuses_sources", 2, "status_position", "7"),
        "delegations_statuses_sources.csv:2: there is no delegation india, status position 7 in deleg",
    ),
    "no such word": (
        cell("events_participants", 4, "capacity", "observr"),
        "events_participants.csv:4: capacity: 'observr' is none of member, observer,",
    ),
    "no number": (
        cell("events", 3, "attendance_count", "1e3"),
        "events.csv:3: attendance_count: '1e3' is not a whole number of 0 or more",
    ),
    "no date": (cell("events", 3, "start", "27/11/2018"), "events.csv:3: start: not a date: '27/11/2018'"),
    "no truth": (
        cell("events", 3, "un_involved", "maybe"),
        "events.csv:3: un_involved: 'maybe' is neither true nor false",
    ),
    "no array": (
        cell("events", 3, "outcomes", "one; two"),
        "events.csv:3: outcomes: 'one; two' is not a JSON array of texts",
    ),
    "an array of numbers": (
        cell("events", 3, "outcomes", "[1]"),
        "events.csv:3: outcomes: '[1]' has an entry that is no text",
    ),
    "no title": (cell("events", 3, "title", ""), "events.csv:3: title is missing"),
    "a cell too many": (
        edited("events", lambda rows: rows[2].append("more")),
        "events.csv:3: it has 23 cells, and the first line names 22 columns",
    ),
    "a cell too few": (
        edited("events", lambda rows: rows[2].pop()),
        "events.csv:3: it has 21 cells, and the first line names 22 columns",
    ),
    "an open quote": (raw("topics", lambda text: text + b'"oops'), "topics.csv:5: it is no row of a table"),
    "no UTF-8": (
        raw("topics", lambda text: text.replace(b"Crime.", b"Cr\xefme.")),
        "topics.csv:2: description is not UTF-8",
    ),
    "a reference to nobody": (
        cell("events_participants", 4, "id", "nobody"),
        "events/un-sco-2018 participants.nobody.id: there is no 'nobody' in delegations or agencies",
    ),
    "a table that is not known": (
        resources(lambda one: one.update(name="event")),
        f"{DESCRIPTOR}: no table is called 'event'; did you mean events?",
    ),
    "a table twice": (
        resources(lambda one: one.update(name="topics")),
        f"{DESCRIPTOR}: the table topics stands twice among its resources",
    ),
    "a file that is not there": (
        lambda package: (package / "events.csv").unlink(),
        "which the package names",
    ),
    "another encoding": (
        resources(lambda one: one.update(encoding="cp1252")),
        f"{DESCRIPTOR}: the table events is not in UTF-8",
    ),
    "no first line": (
        resources(lambda one: one.update(dialect={"header": False})),
        f"{DESCRIPTOR}: the table events has a dialect that is not read",
    ),
    "a long delimiter": (
        resources(lambda one: one.update(dialect={"delimiter": "ab"})),
        f"{DESCRIPTOR}: the table events has a dialect that is not read: its delimiter",
    ),
    "no path": (resources(lambda one: one.pop("path")), f"{DESCRIPTOR}: the table events has no path"),
    "several paths": (
        resources(lambda one: one.update(path=["events.csv", "events.csv"])),
        f"{DESCRIPTOR}: the table events has no path to one file",
    ),
    "no resources": (
        lambda package: describe(package, lambda said: said.clear()),
        f"{DESCRIPTOR}: it names no table",
    ),
    "no JSON": (
        lambda package: (package / DESCRIPTOR).write_text("{", encoding="utf-8") and None,
        f"{DESCRIPTOR}:1: it is not JSON",
    ),
    "a pipe": (piped, "events.csv is not a regular file"),
    "a link out": (linked("events.csv", "/etc/passwd"), "events.csv leads out of the folder"),
    **{
        f"the path {path!r}": (
            resources(lambda one, path=path: one.update(path=path)),
            f"{DESCRIPTOR}: the path of the table events does not lead to a file of the package",
        )
        for path in (
            *("../sound.json", "/etc/passwd", "a/../../sound.json", "./events.csv", "", "C:\\events.csv"),
            *(
                "..\\sound.json",
                "~/events.csv",
                "a//b",
                "http://example.org/events.csv",
                "events.csv\0",
                "a/",
            ),
        )
    },
}


@pytest.fixture(scope="module")
def sound(folder: Path) -> Path:
    """A small package, which no test changes."""
    (folder / "refused").mkdir()
    return small_package(folder / "refused")


@pytest.mark.parametrize(("edit", "told"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_written(
    sound: Path, tmp_path: Path, edit: Callable[[Path], None], told: str
) -> None:
    package = Path(shutil.copytree(sound, tmp_path / "sound"))
    edit(package)
    answer = imported(package, tmp_path, SOUND["about"])
    assert answer.code != 0
    assert answer.out == ""
    assert told in answer.err
    assert "Traceback" not in answer.err
    assert "root:" not in answer.err
    assert (tmp_path / "empty.json").read_bytes() == text_of({"about": SOUND["about"]})


def test_all_that_is_wrong_is_told_at_once(sound: Path, tmp_path: Path) -> None:
    package = Path(shutil.copytree(sound, tmp_path / "sound"))
    cell("events", 3, "start", "then")(package)
    cell("topics", 2, "label", "")(package)
    cell("events_participants", 4, "capacity", "x")(package)
    lines = imported(package, tmp_path, SOUND["about"]).err.splitlines()
    assert len(lines) == 4
    assert "3 problems" in lines[-1]
    assert [line.split(": ")[1].removeprefix(f"{package}/") for line in lines[:3]] == [
        "events.csv:3",
        "events_participants.csv:4",
        "topics.csv:2",
    ]


def test_a_link_within_the_folder_is_followed(sound: Path, tmp_path: Path) -> None:
    package = Path(shutil.copytree(sound, tmp_path / "sound"))
    (package / "events.csv").rename(package / "other.csv")
    (package / "events.csv").symlink_to("other.csv")
    assert imported(package, tmp_path, SOUND["about"]).code == 0


def test_a_descriptor_alone_says_that_its_files_are_missing(sound: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    store.write_bytes(text_of({}))
    contents = (sound / DESCRIPTOR).read_text(encoding="utf-8")
    answer = ask("--store", str(store), "import", "-", "--from", "datapackage", stdin=contents)
    assert answer.code == 1
    assert "standard input: 'events.csv' does not come with it" in answer.err


def test_a_folder_without_a_descriptor_is_named(tmp_path: Path) -> None:
    answer = imported(tmp_path, tmp_path, SOUND["about"])
    assert answer.code == 1
    assert f"there is no file at '{tmp_path / DESCRIPTOR}'" in answer.err


def test_one_collection_can_be_asked_for_of_a_package_with_no_other(sound: Path, tmp_path: Path) -> None:
    package = Path(shutil.copytree(sound, tmp_path / "sound"))
    answer = imported(package, tmp_path, SOUND["about"], "--into", "sources")
    assert "events.csv: it has events, and only sources are to be given" in answer.err
    describe(
        package,
        lambda said: said.update(resources=[one for one in said["resources"] if one["name"] == "sources"]),
    )
    assert imported(package, tmp_path, SOUND["about"], "--into", "sources").code == 0


def test_what_others_changed_is_merged_like_any_other_record(sound: Path, tmp_path: Path) -> None:
    package = Path(shutil.copytree(sound, tmp_path / "sound"))
    cell("events", 3, "venue", "Conference Room 5")(package)
    store = tmp_path / "store.json"
    store.write_bytes(text_of(SOUND))
    answer = ask("--store", str(store), "import", str(package), "--on-conflict", "replace", "--dry-run")
    assert [line.split("\t")[1:4] for line in answer.lines] == [["events", "un-sco-2018", "venue"]]


def test_a_store_with_broken_references_makes_no_package(make_store: StoreMaker, tmp_path: Path) -> None:
    store = make_store(events=[event("meeting", chair="nobody")])
    answer = ask("--store", store, "export", "datapackage", str(tmp_path / "package"))
    assert answer.code == 1
    assert answer.err.splitlines() == [
        "unsco: events/meeting chair: there is no 'nobody' in delegations",
        "unsco: nothing was written: the store has 1 broken reference; 'unsco validate' tells what to do",
    ]
    assert not (tmp_path / "package").exists()
