"""What a change can bring problems into: checked in a part of a store, and held against the whole."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CITED, SOURCE, delegation, event
from unsco_cli.errors import UnscoError
from unsco_cli.schema.changes import Change, Revision, changed, patched
from unsco_cli.schema.layout import layout_of
from unsco_cli.schema.store_text import store_text
from unsco_cli.store.location import shipped_path
from unsco_cli.store.storage import split
from unsco_cli.validate import contents_of, contents_of_records, refuse

IDS = ("one", "two", "three")
STATES = ("irn", "chn")
NAMES = ("Talks", "The Talks", "tälks", "T.alks", "Other", "one")


def optional(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


EVENTS = optional(
    title=st.sampled_from(NAMES),
    start=st.sampled_from(("2018", "2006-05-01", "no day")),
    end=st.just("2017"),
    chair=st.sampled_from(STATES),
    related=st.lists(st.sampled_from(IDS), max_size=2),
    topics=st.lists(st.sampled_from(("drugs", "peace")), max_size=2),
    un_involved=st.booleans(),
    participants=st.lists(
        st.sampled_from([*STATES, "un", "nobody"]).map(
            lambda one: {"id": one, "capacity": "observer", "part": "attended"}
        ),
        max_size=2,
    ),
    odd=st.just(1),
)
STATUSES = st.lists(
    st.tuples(
        st.sampled_from(("observer", "member", "partner")),
        st.sampled_from(("2005", "2010-01-01", "2025-09-01")),
        st.sampled_from((None, "2015", "2017-06-09")),
    ),
    max_size=2,
)
PAGES = ("https://example.org/page", "http://www.example.org/page/", "https://example.org/other", "no page")
TABLES = st.fixed_dictionaries(
    {
        "events": st.dictionaries(st.sampled_from(IDS), EVENTS, max_size=3),
        "delegations": st.dictionaries(st.sampled_from(STATES), STATUSES, max_size=2),
        "topics": st.dictionaries(st.sampled_from(("drugs", "one")), st.sampled_from(NAMES), max_size=2),
        "sources": st.dictionaries(st.sampled_from(("page", "more")), st.sampled_from(PAGES), max_size=2),
        "agencies": st.dictionaries(st.just("un"), st.sampled_from(("un", "other")), max_size=1),
    }
)


def tables_of(drawn: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The plain records that drawn values stand for."""
    return {
        "events": {key: event(key, **fields) for key, fields in drawn["events"].items()},
        "delegations": {key: delegation(key, *statuses) for key, statuses in drawn["delegations"].items()},
        "topics": {
            key: {"id": key, "label": label, "description": "D"} for key, label in drawn["topics"].items()
        },
        "sources": {key: {**SOURCE, "id": key, "url": url} for key, url in drawn["sources"].items()},
        "agencies": {
            key: {"id": key, "name": "UN", "kind": kind, "sources": CITED}
            for key, kind in drawn["agencies"].items()
        },
    }


def text_of(tables: dict[str, dict[str, Any]]) -> bytes:
    """The text of a store with these records."""
    raw = {
        name: {key: msgspec.Raw(msgspec.json.encode(fields)) for key, fields in records.items()}
        for name, records in tables.items()
    }
    return store_text(raw, ())


def refusal(contents: Any, revision: Revision) -> tuple[str, ...]:
    """What a change is refused with, in any order."""
    try:
        refuse(contents, revision, lambda _check: None)
    except UnscoError as error:
        return (str(error).split(";")[0], *sorted(error.details))
    return ()


@given(TABLES, TABLES, st.data())
def test_a_change_is_refused_with_what_the_whole_store_would_be(
    drawn: dict[str, Any], other: dict[str, Any], data: st.DataObject
) -> None:
    before, wanted = tables_of(drawn), tables_of(other)
    keys = sorted({(name, key) for tables in (before, wanted) for name in tables for key in tables[name]})
    chosen = data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=3)) if keys else []
    changes: list[Change] = []
    for name, key in chosen:
        changes += changed(before, name, key, wanted[name].get(key))
    revision = Revision(tuple(changes))
    text = text_of(before)
    raw = split("x", text)
    layout = layout_of(text, raw)
    assert layout is not None
    in_part = refusal(contents_of_records(raw, layout.extents), revision)
    assert in_part == refusal(contents_of(text), revision)


@given(TABLES, TABLES)
def test_a_text_is_changed_in_place_as_if_it_were_written_anew(
    drawn: dict[str, Any], other: dict[str, Any]
) -> None:
    before, wanted = tables_of(drawn), tables_of(other)
    text = text_of(before)
    # As a transaction leaves it: every record in its own form.
    text = store_text(split("x", text), [])
    raw = split("x", text)
    layout = layout_of(text, raw)
    assert layout is not None
    changes = [
        one
        for name in before
        for key in dict.fromkeys((*before[name], *wanted[name]))
        for one in changed(before, name, key, wanted[name].get(key))
    ]
    pieces = layout.changed(changes)
    assert pieces is not None
    assert b"".join(pieces) == store_text(raw, changes)
    after = {name: dict(records) for name, records in patched(before, changes).items()}
    assert json.loads(b"".join(pieces)).keys() == after.keys()


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.replace(b'\n    "irn": {', b'\n    "irn": {}, "irn": {'),
        lambda text: text.replace(b'\n  "topics": {', b'\n  "topics": {},\n  "topics": {'),
        lambda text: text.replace(b'\n    "irn": {', b'\n   "irn": {'),
        lambda text: text + b"\n",
        lambda text: json.dumps(json.loads(text)).encode(),
        lambda text: text.replace(b'\n    "irn": {', b'\n    "aaa": [],\n    "irn": {'),
    ],
)
def test_a_text_that_is_not_as_written_here_is_told(spoilt: Any) -> None:
    text = Path(shipped_path()).read_bytes()
    assert layout_of(text, split("x", text)) is not None
    other = spoilt(text)
    assert other != text
    assert layout_of(other, split("x", other)) is None


def test_a_field_that_stands_twice_counts_as_it_does_for_the_whole_check() -> None:
    none: dict[str, Any] = {name: {} for name in ("delegations", "topics", "sources", "agencies")}
    text = text_of(tables_of(none | {"events": {"one": {"title": "Talks"}}}))
    text = text.replace(b'"title":"Talks"', b'"title":"Talks","note":"","title":"Other"')
    raw = split("x", text)
    layout = layout_of(text, raw)
    assert layout is not None
    added = changed({}, "events", "two", event("two", title="Other"))
    revision = Revision(tuple(added))
    in_part = refusal(contents_of_records(raw, layout.extents), revision)
    assert any("events/one answers to 'Other', too" in line for line in in_part)
