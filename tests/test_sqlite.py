"""A store as a SQLite database: what it holds, refuses and answers, and Datasette on top of it."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SOURCE, StoreMaker, answered, ask, delegation, event, rows, written
from tests.generated import stores
from unsco_cli.dates import Certainty, PartialDate, held_on
from unsco_cli.export.exported import Exported
from unsco_cli.export.rows import rows_of_store
from unsco_cli.export.sqlite import VIEWS, write
from unsco_cli.export.sqlite_tables import searched
from unsco_cli.models import plain
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.relational import tables
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path

DAYS = ["2001-06-15", "2004-06-17", "2005-07-05", "2017-06-09", "2018-11-27", "2025-09-01", "2026-11-23"]
AS_OF = "first_day <= :day AND (until_day IS NULL OR :day < until_day)"


@pytest.fixture(scope="module")
def path(folder: Path) -> Path:
    """The shipped store as a database, which no test changes."""
    answered("export", "sqlite", str(folder / "unsco.db"))
    return folder / "unsco.db"


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """The same, in memory, for a test that changes it, with what SQLite itself does about foreign keys."""
    with closing(sqlite3.connect(path)) as file, closing(sqlite3.connect(":memory:")) as memory:
        file.backup(memory)
        memory.execute("PRAGMA foreign_keys = ON")
        yield memory


def column(database: sqlite3.Connection, question: str, **values: Any) -> list[Any]:
    """The first column of an answer."""
    return [row[0] for row in database.execute(question, values)]


@contextmanager
def made_of(store: Store, place: Path) -> Iterator[sqlite3.Connection]:
    """A store as a database that is opened."""
    place.unlink(missing_ok=True)
    write(Exported(store, store.about, store.raw), str(place))
    with closing(sqlite3.connect(place)) as database:
        yield database


def test_the_file_is_sound_and_its_foreign_keys_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def holds_every_row(store: Store, database: sqlite3.Connection) -> None:
    """Hold that a database has the rows of a store, and no others."""
    expected: dict[str, list[tuple[Any, ...]]] = {name: [] for name in tables()}
    for name, row in rows_of_store(store, store.about):
        cells = (json.loads(json.dumps(cell, default=str)) for cell in row)
        expected[name].append(
            tuple(json.dumps(one, ensure_ascii=False) if isinstance(one, list) else one for one in cells)
        )
    for name, table in tables().items():
        texts = [number for number, one in enumerate(table.columns) if one.kind == "texts"]
        found = [list(row) for row in database.execute(f'SELECT * FROM "{name}"')]
        for row in found:
            for number in texts:
                row[number] = row[number] and json.dumps(json.loads(row[number]), ensure_ascii=False)
        assert sorted(map(tuple, found), key=repr) == sorted(expected[name], key=repr)


def test_the_database_has_every_row_of_the_shipped_store(database: sqlite3.Connection) -> None:
    holds_every_row(Store(shipped_path()), database)


@given(stores())
@settings(max_examples=10)
def test_any_store_makes_a_sound_database_with_all_its_rows(folder: Path, records: dict[str, Any]) -> None:
    plain_tables = {name: {key: plain(one) for key, one in held.items()} for name, held in records.items()}
    store = Store("store.json", json.dumps(plain_tables).encode())
    with made_of(store, folder / "any.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        holds_every_row(store, database)


def test_the_same_store_makes_the_same_file(path: Path, tmp_path: Path) -> None:
    answered("export", "sqlite", str(tmp_path / "again.db"))
    assert (tmp_path / "again.db").read_bytes() == path.read_bytes()
    assert os.listdir(tmp_path) == ["again.db"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events_participants SET id = 'nobody' WHERE position = 1",
        "DELETE FROM events WHERE id = 'un-sco-2018'",
        "INSERT INTO events_topics VALUES ('gone', 1, 'drugs')",
        "UPDATE events SET title = NULL",
        "UPDATE events SET kind = 'party'",
        "UPDATE events SET start = '27 November 2018'",
        "UPDATE events SET start_first = '2018'",
        "UPDATE events SET outcomes = 'one; two'",
        "UPDATE events SET un_involved = 2",
        "UPDATE events SET attendance_count = -1",
        "UPDATE events SET attendance_count = 'many'",
        "UPDATE events_participants SET position = 0 WHERE position = 1",
        "INSERT INTO events_participants SELECT * FROM events_participants LIMIT 1",
    ],
)
def test_the_database_refuses_what_the_models_do(database: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)


def test_every_foreign_key_has_an_index(database: sqlite3.Connection) -> None:
    for name, table in tables().items():
        indexed = [
            tuple(column(database, "SELECT name FROM pragma_index_info(:index)", index=index))
            for index in column(database, "SELECT name FROM pragma_index_list(:name)", name=name)
        ]
        for link in table.links:
            assert any(one[: len(link.columns)] == link.columns for one in indexed), (name, link)


def test_names_of_views_are_none_of_tables(database: sqlite3.Connection) -> None:
    assert not set(VIEWS) & set(tables())
    assert column(database, "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name") == [*VIEWS]


# Words.


def test_every_collection_can_be_searched_for_words(database: sqlite3.Connection) -> None:
    made = set(column(database, "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'"))
    assert {f"{name}_fts" for name in COLLECTIONS} <= made
    assert searched(tables()["people"]) == ("name", "variants", "notes")


@pytest.mark.parametrize(
    ("table", "words", "identifier"),
    [
        ("delegations", "turkiye", "tur"),
        ("delegations", "Türkiye", "tur"),
        ("events", '"new york" SCO', "un-sco-2018"),
        ("agencies", "UNODC", "unodc"),
    ],
)
def test_a_search_finds_words_whatever_their_case_and_accents(
    database: sqlite3.Connection, table: str, words: str, identifier: str
) -> None:
    question = (
        f"SELECT {table}.id FROM {table}_fts JOIN {table} ON {table}.rowid = {table}_fts.rowid "
        f"WHERE {table}_fts MATCH :words"
    )
    assert identifier in column(database, question, words=words)


# The standing questions.


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("view", ["members", "observers", "dialogue-partners"])
def test_who_held_a_status_as_of_a_day_is_what_the_program_says(
    database: sqlite3.Connection, view: str, day: str
) -> None:
    question = f"SELECT delegation, certainty FROM statuses_as_of WHERE status = :status AND {AS_OF}"
    found = database.execute(question, {"status": view.removesuffix("s"), "day": day}).fetchall()
    expected = [(row["id"], row["certainty"]) for row in rows("list", view, "--as-of", day)]
    assert sorted(found) == sorted(expected)


near_dates = st.builds(
    lambda year, month, day, length: f"{year}-{month:02}-{day:02}"[:length],
    st.integers(2018, 2019),
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from((4, 7, 10)),
)
periods = st.lists(st.tuples(st.just("observer"), near_dates, st.none() | near_dates), min_size=1, max_size=3)


@given(periods, near_dates.filter(lambda date: len(date) == 10), near_dates)
@settings(max_examples=40)
def test_the_views_are_as_certain_as_the_dates(
    folder: Path, held: list[tuple[str, str, str | None]], day: str, start: str
) -> None:
    came = [{"id": "iran", "capacity": "guest", "part": "attended"}]
    store = Store(
        written(
            folder,
            delegations=[delegation("iran", *held)],
            events=[event("meeting", start=start, participants=came)],
            sources=[SOURCE],
        )
    )
    iran = store.get(COLLECTIONS["delegations"].model, "iran")
    expected = [
        certainty.value
        for period in iran.value_of("statuses")
        if (certainty := held_on(PartialDate(day), period.since, period.until)) is not Certainty.NO
    ]
    with made_of(store, folder / "near.db") as database:
        question = f"SELECT certainty FROM statuses_as_of WHERE {AS_OF}"
        assert sorted(column(database, question, day=day)) == sorted(expected)
        (status,) = column(database, "SELECT status FROM attendance")
    (told,) = rows("--store", store.path, "attendance")
    assert told["status"] == status


def test_the_attendance_of_the_shipped_store_is_what_the_program_says(database: sqlite3.Connection) -> None:
    found = database.execute("SELECT delegation, event, capacity, part, status FROM attendance").fetchall()
    told = rows("attendance")
    expected = [
        tuple(row[name] for name in ("delegation", "event", "capacity", "part", "status")) for row in told
    ]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


# What can't be done.


def test_a_store_with_broken_references_makes_no_database(make_store: StoreMaker, tmp_path: Path) -> None:
    store = make_store(events=[event("meeting", chair="nobody")])
    answer = ask("--store", store, "export", "sqlite", str(tmp_path / "unsco.db"))
    assert answer.code == 1
    assert "events/meeting chair: there is no 'nobody' in delegations" in answer.err
    assert not (tmp_path / "unsco.db").exists()


def test_a_database_does_not_go_to_standard_output() -> None:
    answer = ask("export", "sqlite", "-")
    assert answer.code == 2
    assert "sqlite is a file and can't go to standard output" in answer.err


def test_nothing_is_left_where_a_database_can_not_be_written(make_store: StoreMaker, tmp_path: Path) -> None:
    said = {"title": "A store", "format": -(2**70), "version": "1", "date": "2026", "licence": "none"}
    store = Path(make_store())
    store.write_text(json.dumps({"about": {"unsco": said}, "events": {}}), encoding="utf-8")
    (tmp_path / "out").mkdir()
    answer = ask("--store", str(store), "export", "sqlite", str(tmp_path / "out" / "unsco.db"))
    assert answer.code != 0
    assert len(answer.err.splitlines()) == 1
    assert os.listdir(tmp_path / "out") == []


def test_a_python_without_sqlite_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    answer = ask("export", "sqlite", str(tmp_path / "unsco.db"))
    assert answer.code == 1
    assert answer.err.startswith("unsco: this Python has no SQLite")
    assert os.listdir(tmp_path) == []


def test_a_sqlite_without_full_text_search_makes_a_database_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unsco_cli.export.sqlite._has_search", lambda _database: False)
    answer = answered("export", "sqlite", str(tmp_path / "unsco.db"))
    assert "unsco: there is no full-text search in it: this SQLite has no FTS5" in answer.err.splitlines()
    with closing(sqlite3.connect(tmp_path / "unsco.db")) as database:
        assert column(database, "SELECT name FROM sqlite_master WHERE name LIKE '%fts%'") == []


# Datasette.


@pytest.fixture(scope="module")
def datasette(path: Path) -> Iterator[str]:
    """Datasette on the database, as a process of its own that is always stopped; its address."""
    pytest.importorskip("datasette", reason="Datasette is not installed: pip install -e '.[test]'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["-m", "datasette", "serve", "--immutable", str(path), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(
        [sys.executable, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={"PATH": os.environ["PATH"], "HOME": str(path.parent)},
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, server)
            yield address
        finally:
            server.kill()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            fetched(address, "/-/versions.json")
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    server.kill()
    raise AssertionError(server.communicate()[0].decode())


def fetched(address: str, path: str, **asked: str) -> Any:
    with urlopen(f"{address}{path}?{urlencode(asked)}", timeout=30) as response:
        return json.load(response)


def test_datasette_answers_who_was_an_observer(datasette: str) -> None:
    question = (
        "SELECT delegation FROM statuses_as_of WHERE status = 'observer' AND certainty = 'certain' "
        f"AND {AS_OF} ORDER BY delegation"
    )
    found = fetched(datasette, "/unsco.json", sql=question, day="2018-11-27", _shape="arrayfirst")
    assert found == sorted(answered("list", "observers", "--as-of", "2018-11-27", "-f", "ids").lines)


def test_datasette_finds_the_words_of_events(datasette: str) -> None:
    found = fetched(datasette, "/unsco/events.json", _search="kyrgyz chairmanship", _shape="objects")
    assert found["rows"]
    words = [json.dumps(row, ensure_ascii=False).lower() for row in found["rows"]]
    assert all("kyrgyz" in one and "chairmanship" in one for one in words)


def test_datasette_follows_foreign_keys(datasette: str) -> None:
    found = fetched(
        datasette, "/unsco/events_participants.json", event="un-sco-2018", _labels="on", _shape="objects"
    )
    assert {"event": "un-sco-2018"}.items() <= {"event": found["rows"][0]["event"]["value"]}.items()
    assert len(found["rows"]) == len(rows("list", "delegations", "--event", "un-sco-2018")) + len(
        rows("list", "agencies", "--event", "un-sco-2018")
    )
