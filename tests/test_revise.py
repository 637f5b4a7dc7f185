"""Laws of changing records: what differs is told and no more, and a merge loses nothing."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CITED, event
from unsco_cli.revise.differences import ABSENT, differences
from unsco_cli.revise.merging import merge
from unsco_cli.revise.records import answered_in_turn, removed
from unsco_cli.revise.updating import updated
from unsco_cli.schema.changes import Revision, Tables, canonical, changed, patched
from unsco_cli.schema.store_text import store_text
from unsco_cli.store.storage import split
from unsco_cli.validate import contents_of

laws = settings(max_examples=60, deadline=None, database=None)

WORDS = st.sampled_from(["a", "b", "c"])
PARTIES = ("irn", "chn", "afg")
PARTS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(PARTIES),
            "capacity": st.sampled_from(["member", "guest"]),
            "part": st.sampled_from(["attended", "addressed"]),
        },
        optional={"named": WORDS},
    ),
    max_size=3,
    unique_by=lambda part: part["id"],
)
GROUPS = st.lists(
    st.fixed_dictionaries({"named": WORDS, "capacity": st.just("guest"), "part": st.just("attended")}),
    max_size=2,
)
FIELDS = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "city": WORDS,
        "ordinal": st.integers(0, 2),
        "attendance": st.fixed_dictionaries({"count": st.integers(0, 2)}),
        "topics": st.lists(WORDS, max_size=3, unique=True),
        "participants": PARTS,
        "groups": GROUPS,
    },
)


@st.composite
def records(draw: st.DrawFn, identifier: str = "one") -> dict[str, Any]:
    return dict(canonical("events", {**event(identifier, un_involved=False), **draw(FIELDS)}))


TABLES = st.lists(st.sampled_from(["one", "two", "three"]), unique=True).flatmap(
    lambda names: st.fixed_dictionaries({"events": st.fixed_dictionaries({n: records(n) for n in names})})
)


def loosely(value: Any) -> Any:
    """A record without the order of its lists."""
    if isinstance(value, dict):
        return {name: loosely(held) for name, held in value.items()}
    if isinstance(value, list):
        return sorted((loosely(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


@laws
@given(records(), records())
def test_records_differ_where_that_is_told_and_nowhere_else(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    found = list(differences(one, other))
    assert (found == []) is (one == other)
    assert len({difference.path for difference in found}) == len(found)
    assert all(difference.before != difference.after for difference in found)
    back = [(path, after, before) for path, before, after in differences(other, one)]
    assert sorted(found, key=str) == sorted(back, key=str)


@laws
@given(records(), records())
def test_a_side_that_changed_nothing_gives_way(base: dict[str, Any], other: dict[str, Any]) -> None:
    for take_theirs in (False, True):
        assert merge(base, other, base, take_theirs=take_theirs) == (other, ())
        assert loosely(merge(base, base, other, take_theirs=take_theirs)[0]) == loosely(other)
        assert merge(base, other, other, take_theirs=take_theirs) == (other, ())


@laws
@given(records(), records(), records())
def test_a_merge_loses_no_change_of_ours_and_tells_of_each_of_theirs_that_it_leaves(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged, clashes = merge(base, ours, theirs, take_theirs=False)
    told = [clash.path for clash in clashes]
    for path, _, mine in differences(base, ours):
        if not any(path.startswith(one) or one.startswith(path) for one in told):
            # What we changed is as we have it, or theirs is the same or lies within it.
            now = {difference.path for difference in differences(ours, merged)}
            assert path not in now or mine is ABSENT
    taken, same = merge(base, ours, theirs, take_theirs=True)
    assert same == clashes
    assert (loosely(taken) == loosely(merged)) is all(
        loosely(clash.ours) == loosely(clash.theirs) for clash in clashes
    )
    # Whose value counts where both have changed one is the only thing that the sides decide.
    assert loosely(merge(base, theirs, ours, take_theirs=True)[0]) == loosely(merged)


@laws
@given(TABLES, TABLES, TABLES)
def test_an_update_said_again_changes_nothing_and_follows_where_ours_are_untouched(
    base: Tables, ours: Tables, shipped: Tables
) -> None:
    for take_theirs in (False, True):
        revision = updated(base, ours, shipped, take_theirs=take_theirs)
        after = patched(ours, revision.changes)
        # From then on the shipped records are those that ours were merged with.
        assert updated(shipped, after, shipped, take_theirs=take_theirs) == Revision()
        for name in {*base["events"], *shipped["events"]}:
            if ours["events"].get(name) == base["events"].get(name):
                assert after["events"].get(name) == shipped["events"].get(name)
            if shipped["events"].get(name) == base["events"].get(name):
                assert after["events"].get(name) == ours["events"].get(name)
    assert patched(base, updated(base, base, shipped, take_theirs=False).changes).get("events", {}) == dict(
        shipped["events"]
    )


@laws
@given(TABLES, TABLES)
def test_a_store_after_some_changes_is_the_text_of_its_records_and_back_again(
    one: Tables, other: Tables
) -> None:
    before = store_text(
        {}, [change for key in one["events"] for change in changed({}, "events", key, one["events"][key])]
    )
    there = split("x", before) if one["events"] else {}
    names = {*one["events"], *other["events"]}
    there_and = [
        change for name in sorted(names) for change in changed(one, "events", name, other["events"].get(name))
    ]
    text = store_text(there, there_and)
    assert contents_of(text).tables.get("events", {}) == other["events"]
    back = [
        change for name in sorted(names) for change in changed(other, "events", name, one["events"].get(name))
    ]
    again = store_text(split("x", text), back) if text != b"{\n\n}\n" else before
    assert contents_of(again).tables.get("events", {}) == one["events"]
    assert json.loads(text) is not None


@laws
@given(st.lists(st.tuples(*[st.sampled_from(["one", "two", "three"])] * 2), max_size=6))
def test_what_names_each_other_does_so_after_any_change(pairs: list[tuple[str, str]]) -> None:
    tables: Tables = {"events": {n: event(n, un_involved=False) for n in ("one", "two", "three")}}
    for one, other in pairs:
        if one != other:
            held = tables["events"][one]
            named = held.get("related", [])
            wanted = [n for n in named if n != other] if other in named else [*named, other]
            revision = Revision(tuple(changed(tables, "events", one, {**held, "related": wanted})))
            tables = patched(tables, answered_in_turn(tables, revision).changes)
    relations = {(one, n) for one, held in tables["events"].items() for n in held.get("related", [])}
    assert relations == {(other, one) for one, other in relations}


@laws
@given(st.sets(st.sampled_from(["irn", "chn", "page"]), min_size=1), records())
def test_a_cascade_leaves_no_reference_to_what_is_gone(gone: set[str], record: dict[str, Any]) -> None:
    people = {
        "x": {
            "id": "x",
            "name": "X",
            "state": "irn",
            "posts": [{"title": "T", "affiliation": "chn"}],
            "sources": CITED,
        }
    }
    tables: Tables = {
        "events": {"one": {**record, "country": "irn"}},
        "people": people,
        "delegations": {
            name: {"id": name, "kind": "state", "name": name, "sources": CITED} for name in PARTIES
        },
        "sources": {"page": {"id": "page", "url": "https://example.org", "title": "T", "publisher": "P"}},
    }
    keys = [("sources" if name == "page" else "delegations", name) for name in gone]
    after = patched(tables, removed(tables, keys, cascade=True).changes)
    text = json.dumps(after)
    assert not any(f'"{name}"' in text for name in gone)
