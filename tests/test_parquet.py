"""A store as a Parquet dataset: nothing is lost, and others get from it what the program answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.conftest import StoreMaker, answered, ask, delegation, event, rows
from unsco_cli.dates import PartialDate
from unsco_cli.export import parquet as target
from unsco_cli.export.parquet import write_rows
from unsco_cli.export.rows import rows_of_store
from unsco_cli.schema.relational import tables
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path

ASKED = ("delegations", "delegations_statuses", "events", "events_participants")
# Ordinary days, days of change and those before, a year and months in which something changed.
DAYS = ("2001-06-14", "2001-06-15", "2017-06-08", "2017-06-09", "2017", "2017-06", "2018-11-27", "2024-07-04")
VIEWS = {"members": "member", "observers": "observer", "dialogue-partners": "dialogue-partner"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet") / "dataset"
    answered("export", "parquet", str(path))
    return path


def database(dataset: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB with the tables that are asked."""
    connection = duckdb.connect()
    for name in ASKED:
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{dataset}/{name}/*.parquet'")
    connection.execute("CREATE TABLE asked (day VARCHAR, first_day DATE, last_day DATE)")
    return connection


def told(connection: duckdb.DuckDBPyConnection, dataset: Path, question: str) -> list[dict[str, Any]]:
    answer = connection.execute((dataset / f"{question}.sql").read_text(encoding="utf-8"))
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def held(connection: duckdb.DuckDBPyConnection, dataset: Path, *days: str) -> list[dict[str, Any]]:
    asked = [(day, PartialDate(day).first, PartialDate(day).last) for day in days]
    connection.executemany("INSERT INTO asked VALUES (?, ?, ?)", asked)
    return told(connection, dataset, "as_of")


def test_the_rows_are_those_of_the_store(dataset: Path) -> None:
    store = Store(shipped_path())
    expected: dict[str, list[Any]] = {name: [] for name in tables()}
    for name, row in rows_of_store(store, store.about):
        expected[name].append(row)
    for name, table in tables().items():
        read = parquet.read_table(dataset / name)
        assert read.column_names == list(table.column_names)
        found = zip(*(column.to_pylist() for column in read.columns), strict=True)
        assert [plain(row) for row in found] == [plain(row) for row in expected[name]]


def plain(row: Any) -> list[Any]:
    return [list(cell) if isinstance(cell, tuple) else cell for cell in row]


def test_columns_have_types_and_say_what_they_are(dataset: Path) -> None:
    schema = parquet.read_schema(dataset / "events" / "part-00000.parquet")
    kinds = {
        name: schema.field(name).type for name in ("id", "start", "start_first", "un_involved", "ordinal")
    }
    assert kinds == {
        "id": pa.string(),
        "start": pa.string(),
        "start_first": pa.date32(),
        "un_involved": pa.bool_(),
        "ordinal": pa.int64(),
    }
    assert pa.types.is_list(schema.field("outcomes").type)
    assert not schema.field("start").nullable
    assert schema.field("end").nullable
    assert schema.field("start_first").metadata[b"description"] == b"the first day that start may mean"
    info = answered("info", "-f", "json").json
    assert schema.metadata[b"version"].decode() in json.dumps(info)
    assert {b"description", b"title", b"date", b"licence"} <= set(schema.metadata)


def test_every_part_is_packed_and_has_statistics(dataset: Path) -> None:
    parts = list(dataset.glob("*/*.parquet"))
    assert {part.parent.name for part in parts} == set(tables())
    for part in parts:
        group = parquet.read_metadata(part)
        if group.num_rows:
            column = group.row_group(0).column(0)
            assert (column.compression, column.is_stats_set) == ("ZSTD", True)


@pytest.mark.parametrize("view", VIEWS)
def test_duckdb_tells_who_held_a_status_on_a_day(dataset: Path, view: str) -> None:
    found = held(database(dataset), dataset, *DAYS)
    for day in DAYS:
        answer = rows("list", view, "--as-of", day, "-c", "id,status,certainty", "--sort", "id")
        assert [
            {"id": row["delegation"], "status": row["status"], "certainty": row["certainty"]}
            for row in found
            if row["day"] == day and row["status"] == VIEWS[view]
        ] == answer
    assert {row["certainty"] for row in found} == {"certain", "unknown"}


def test_duckdb_tells_who_came_to_every_event(dataset: Path) -> None:
    found = told(database(dataset), dataset, "attendance")
    assert len(found) > 300
    assert found == rows("attendance")


@pytest.fixture
def doubtful(make_store: StoreMaker, tmp_path: Path) -> tuple[str, Path]:
    """A store whose dates leave open what was held, and its dataset."""
    store = make_store(
        delegations=[
            delegation("alpha", ("observer", "2005", "2010-06"), ("member", "2010-06", None)),
            delegation("beta", ("observer", "2004-06-17", "2010")),
            delegation("gamma"),
        ],
        events=[
            event(
                name,
                start=start,
                participants=[
                    {"id": party, "capacity": "guest", "part": "attended"}
                    for party in ("alpha", "beta", "gamma")
                ],
            )
            for name, start in (
                ("a", "2010-06-15"),
                ("b", "2010"),
                ("c", "2009-12"),
                ("d", "2004-06-17"),
                ("e", "2011"),
                ("f", "2010-01"),
                ("g", "2010-01-01"),
                ("h", "2010-12-31"),
                ("i", "2005-12-31"),
            )
        ],
    )
    answered("--store", store, "export", "parquet", str(tmp_path / "dataset"))
    return store, tmp_path / "dataset"


def test_what_dates_leave_open_is_open_in_duckdb_too(doubtful: tuple[str, Path]) -> None:
    store, dataset = doubtful
    found = told(database(dataset), dataset, "attendance")
    assert found == rows("--store", store, "attendance")
    assert {row["status"] for row in found} == {None, "unknown", "observer", "member"}
    days = ("2004", "2004-06-16", "2005-01-01", "2010-05", "2010-06-30", "2010", "2010-12-31", "2011")
    found = held(database(dataset), dataset, *days)
    for day in days:
        assert [
            (row["delegation"], row["status"], row["certainty"]) for row in found if row["day"] == day
        ] == [
            (row["id"], row["status"], row["certainty"])
            for row in rows(
                "--store", store, "list", "delegations", "--as-of", day, "-c", "id,status,certainty"
            )
        ]


def test_a_table_without_rows_has_a_part_that_says_its_columns(doubtful: tuple[str, Path]) -> None:
    _, dataset = doubtful
    for name, table in tables().items():
        assert parquet.read_schema(dataset / name / "part-00000.parquet").names == list(table.column_names)
    assert parquet.read_table(dataset / "people").num_rows == 0


def test_the_same_store_gives_the_same_bytes(dataset: Path, tmp_path: Path) -> None:
    answered("export", "parquet", str(tmp_path / "again"))
    assert contents(tmp_path / "again") == contents(dataset)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def topics(count: int) -> Iterator[tuple[str, Any]]:
    for number in range(count):
        yield "topics", (f"topic-{number:06}", f"Topic {number}", ("one", "two"), "About it", None)


def test_many_rows_become_several_parts_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in (("_BATCH", 10), ("_GROUP", 40), ("_PART", 80)):
        monkeypatch.setattr(target, name, size)
    write_rows(topics(175), None, str(tmp_path))
    parts = sorted((tmp_path / "topics").iterdir())
    assert [part.name for part in parts] == [f"part-0000{number}.parquet" for number in range(3)]
    assert [parquet.read_metadata(part).num_rows for part in parts] == [80, 80, 15]
    assert [parquet.read_metadata(part).num_row_groups for part in parts] == [2, 2, 1]
    read = parquet.read_table(tmp_path / "topics")
    assert read["id"].to_pylist() == [row[0] for _, row in topics(175)]


def test_an_export_is_replaced_and_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / "dataset"
    answered("export", "parquet", str(path))
    assert ask("export", "parquet", str(path)).code != 0
    (path / "events" / "part-00007.parquet").write_bytes(b"old")
    answered("export", "parquet", str(path), "--force")
    assert [part.name for part in (path / "events").iterdir()] == ["part-00000.parquet"]


@pytest.mark.parametrize("foreign", ["notes.txt", "events/notes.txt", "photos/part-00000.parquet", "photos/"])
def test_a_folder_with_something_of_somebody_else_stays(tmp_path: Path, foreign: str) -> None:
    path = tmp_path / "dataset"
    answered("export", "parquet", str(path))
    place = path / foreign
    if foreign.endswith("/"):
        place.mkdir()
    else:
        place.parent.mkdir(exist_ok=True)
        place.write_text("mine", encoding="utf-8")
    before = contents(path)
    answer = ask("export", "parquet", str(path), "--force")
    assert answer.code != 0
    assert "is in the way" in answer.err
    assert contents(path) == before
    assert place.exists()
    assert list(tmp_path.iterdir()) == [path]


def test_it_does_not_go_into_a_pipe() -> None:
    assert "name a folder" in ask("export", "parquet", "-").err
