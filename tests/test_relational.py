"""The collections as relational tables: what follows from the models, and that nothing is lost on the way."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import StoreMaker, at, delegation, event
from tests.generated import abouts, records
from unsco_cli.export.rows import BrokenReferences, refuse_broken, rows_of_store
from unsco_cli.models import Base, plain
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.collections import SUPERTYPES
from unsco_cli.schema.relational import tables
from unsco_cli.schema.rows import assembled, rows_of
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path

any_record = st.sampled_from(list(COLLECTIONS)).flatmap(records)


def named_rows(record: Base) -> list[tuple[str, dict[str, Any]]]:
    return [(name, dict(zip(tables()[name].column_names, row, strict=True))) for name, row in rows_of(record)]


def without_derived(rows: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    derived = {name: {one.name for one in table.columns if one.derived} for name, table in tables().items()}
    return [
        (name, {column: cell for column, cell in cells.items() if column not in derived[name]})
        for name, cells in rows
        if not tables()[name].derived
    ]


@given(any_record | abouts)
@settings(max_examples=150)
def test_a_record_comes_back_from_its_rows(record: Base) -> None:
    rows = named_rows(record)
    said = {"id": "unsco"} if not hasattr(record, "id") else {}
    assert assembled(rows) == {**said, **plain(record)}
    assert assembled(without_derived(rows)) == {**said, **plain(record)}


@given(any_record)
def test_every_row_has_a_key_of_its_own_and_belongs_to_one_before_it(record: Base) -> None:
    seen: dict[str, set[Any]] = {}
    for name, cells in named_rows(record):
        table = tables()[name]
        key = tuple(cells[column] for column in table.key)
        assert None not in key
        assert key not in seen.setdefault(name, set())
        seen[name].add(key)
        if table.parent:
            assert key[:-1] in seen[table.parent]
            assert key[-1] == 1 or (*key[:-1], key[-1] - 1) in seen[name]


@given(any_record)
def test_cells_are_what_their_columns_promise(record: Base) -> None:
    kinds = {"text": str, "date": str, "integer": int, "boolean": bool, "texts": tuple}
    for name, cells in named_rows(record):
        for column in tables()[name].columns:
            cell = cells[column.name]
            if cell is None:
                assert not column.required
                continue
            if column.kind == "day":
                assert cell.isoformat()[:4] == cells[column.name.rpartition("_")[0]][:4]
            else:
                assert type(cell) is kinds[column.kind]
            assert not column.choices or cell in column.choices
            assert column.minimum is None or cell >= column.minimum


def test_every_value_of_the_shipped_store_is_in_a_row() -> None:
    store = Store(shipped_path())
    for collection in COLLECTIONS.values():
        for record in store.find(collection.model):
            assert assembled(named_rows(record)) == plain(record)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_reference_is_a_foreign_key(name: str) -> None:
    own = [table for table in tables().values() if table.collection == name]
    found = {
        (table.name, link.columns, link.table) for table in own for link in table.links if link.key == ("id",)
    }
    expected = set()
    for reference in COLLECTIONS[name].references:
        (table, column), *more = places_of(name, reference.path)
        assert not more
        to = next((one for one, members in SUPERTYPES.items() if members == reference.to), reference.to[0])
        expected.add((table, (column,), to))
    assert expected <= found


def places_of(name: str, path: str) -> list[tuple[str, str]]:
    """The table and column in which a field of a collection is, told by the name alone."""
    fields = path.split(".")
    found = []
    for table in tables().values():
        if table.collection == name:
            for column in table.columns:
                whole = [*lists_of(table.name), *column.path]
                if whole == fields and not column.derived and column.name not in table.key:
                    found.append((table.name, column.name))
    return found


def lists_of(name: str) -> list[str]:
    table = tables()[name]
    return [*lists_of(table.parent), *table.path] if table.parent else []


def test_foreign_keys_lead_to_keys() -> None:
    for table in tables().values():
        columns = set(table.column_names)
        for link in table.links:
            assert set(link.columns) <= columns
            assert tables()[link.table].key == link.key
            kinds = {column.name: column.kind for column in table.columns}
            keys = {column.name: column.kind for column in tables()[link.table].columns}
            assert [kinds[one] for one in link.columns] == [keys[one] for one in link.key]


def test_tables_and_columns_can_be_named_in_any_database() -> None:
    for table in tables().values():
        for name in (table.name, *table.column_names):
            assert name.replace("_", "").isalnum()
            assert name == name.lower()
        assert table.description.endswith(".")
        folded = [one.casefold() for one in table.column_names]
        assert len(folded) == len(set(folded))


def test_the_parts_of_events_stand_where_one_would_look_for_them() -> None:
    assert {"events", "events_participants", "events_topics", "delegations_statuses_sources"} <= set(tables())
    assert {"attendance_count", "start", "start_first", "start_last"} <= set(tables()["events"].column_names)
    assert tables()["delegations_statuses_sources"].key == ("delegation", "status_position", "position")
    assert tables()["events_topics"].column_names == ("event", "position", "topic")


def test_all_participants_are_in_their_order(shipped: dict[str, dict[str, Any]]) -> None:
    store = Store(shipped_path())
    event = next(one for one in store.find(COLLECTIONS["events"].model) if one.id == "un-sco-2018")
    rows = [cells for name, cells in named_rows(event) if name == "events_participants"]
    assert [row["id"] for row in rows] == list(at(shipped["events"]["un-sco-2018"], "participants.id"))
    assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))


def test_a_store_is_all_rows_of_its_records() -> None:
    store = Store(shipped_path())
    rows = list(rows_of_store(store, store.about))
    for name, count in store.counts.items():
        assert sum(table == name for table, _ in rows) == count
    assert rows[0][0] == "about"
    assert {table for table, _ in rows} <= set(tables())


def test_a_reference_to_what_is_not_there_is_named(make_store: StoreMaker) -> None:
    broken = event(
        "meeting", chair="nobody", participants=[{"id": "gone", "capacity": "guest", "part": "attended"}]
    )
    store = Store(make_store(events=[broken, event("other")]))
    with pytest.raises(BrokenReferences) as caught:
        refuse_broken(store)
    assert caught.value.details == (
        "events/meeting chair: there is no 'nobody' in delegations",
        "events/meeting participants.gone.id: there is no 'gone' in delegations or agencies",
    )
    assert "2 broken references" in str(caught.value)
    assert "unsco validate" in str(caught.value)


def test_two_parties_with_one_id_are_refused(make_store: StoreMaker) -> None:
    agency = {"id": "iran", "name": "Iran", "kind": "other", "sources": []}
    store = Store(make_store(delegations=[delegation("iran")], agencies=[agency]))
    with pytest.raises(BrokenReferences, match="1 broken reference;") as caught:
        refuse_broken(store)
    assert caught.value.details == ("delegations/iran id: agencies has a record with this id, too",)


def test_the_shipped_store_is_not_refused() -> None:
    refuse_broken(Store(shipped_path()))
