"""The shipped data: whole, consistent, sourced, and written in one form."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import at
from unsco_cli.dates import Certainty, PartialDate, held_on
from unsco_cli.models import About, Record
from unsco_cli.schema import COLLECTIONS, values_at
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path

Shipped = dict[str, dict[str, Any]]
Located = tuple[str, dict[str, Any]]

PARTIES = ("delegations", "agencies")
# Every path of the plain file that holds an id, with the collections the id may be of.
REFERENCES = [
    ("events", "chair", ("delegations",)),
    ("events", "country", ("delegations",)),
    ("events", "organisers.id", PARTIES),
    ("events", "participants.id", PARTIES),
    ("events", "people.id", ("people",)),
    ("events", "people.on_behalf_of", PARTIES),
    ("events", "topics", ("topics",)),
    ("events", "documents", ("documents",)),
    ("events", "related", ("events",)),
    ("events", "sources.id", ("sources",)),
    ("delegations", "statuses.sources.id", ("sources",)),
    ("delegations", "chairmanships.sources.id", ("sources",)),
    ("delegations", "chairmanships.summit.country", ("delegations",)),
    ("delegations", "sources.id", ("sources",)),
    ("agencies", "parent", ("agencies",)),
    ("agencies", "documents", ("documents",)),
    ("agencies", "sources.id", ("sources",)),
    ("people", "state", ("delegations",)),
    ("people", "posts.affiliation", PARTIES),
    ("people", "posts.sources.id", ("sources",)),
    ("people", "sources.id", ("sources",)),
    ("documents", "parties", PARTIES),
    ("documents", "vote.voting_against", ("delegations",)),
    ("documents", "vote.requested_by", ("delegations",)),
    ("documents", "sources.id", ("sources",)),
    ("topics", "broader", ("topics",)),
]


def parts(shipped: Shipped, collection: str, field: str) -> list[Located]:
    """Return the parts of a list that records of a collection have, each with its record's id."""
    return [
        (identifier, part)
        for identifier, record in shipped[collection].items()
        for part in record.get(field, [])
    ]


def day(text: str) -> PartialDate:
    return PartialDate(text)


def on(one: str, period: dict[str, Any]) -> Certainty:
    """Tell whether a period of the plain file covers a day."""
    return held_on(day(one), day(period["from"]), day(period["until"]) if "until" in period else None)


# Shape.


def test_the_file_holds_the_collections_and_what_it_says_of_itself(shipped: Shipped) -> None:
    assert list(shipped) == ["about", *COLLECTIONS]
    assert shipped["about"].keys() == {"unsco"}
    about = Store(shipped_path()).about
    assert about is not None
    assert about.format == 1
    assert about.date.is_day
    assert re.fullmatch(r"\d+(\.\d+)*", about.version)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_record_has_the_shape_of_its_collection(shipped: Shipped, collection: str) -> None:
    records = Store(shipped_path()).find(COLLECTIONS[collection].model)
    assert [record.id for record in records] == list(shipped[collection])
    assert records


def test_ids_are_unique_over_all_collections_shell_safe_and_the_keys_of_their_records(
    shipped: Shipped,
) -> None:
    every = [(key, record["id"]) for name in COLLECTIONS for key, record in shipped[name].items()]
    assert [key for key, _ in every] == [identifier for _, identifier in every]
    assert [key for key, count in Counter(key for key, _ in every).items() if count > 1] == []
    assert [key for key, _ in every if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_a_delegation_goes_by_its_code_in_lower_case(shipped: Shipped) -> None:
    for identifier, record in shipped["delegations"].items():
        if record["kind"] == "state":
            assert record["iso3"].lower() == identifier
            assert re.fullmatch(r"[A-Z]{2}", record["iso2"])
        else:
            assert identifier == "eu"
    codes = [record["iso2"] for record in shipped["delegations"].values() if "iso2" in record]
    assert len(codes) == len(set(codes))


def test_the_readme_of_the_data_counts_the_records(shipped: Shipped) -> None:
    readme = (Path(shipped_path()).parent / "README.md").read_text(encoding="utf-8")
    counted = dict(re.findall(r"^\| (\w+) \| (\d+) \|", readme, flags=re.MULTILINE))
    assert counted == {name: str(len(shipped[name])) for name in COLLECTIONS}


# References.


@pytest.mark.parametrize(("collection", "path", "targets"), REFERENCES)
def test_every_reference_leads_to_a_record(
    shipped: Shipped, collection: str, path: str, targets: tuple[str, ...]
) -> None:
    for identifier, record in shipped[collection].items():
        for target in at(record, path):
            assert any(target in shipped[name] for name in targets), (identifier, path, target)


def test_the_table_of_collections_knows_the_same_references(shipped: Shipped) -> None:
    known = {
        (name, one.path, one.to) for name, collection in COLLECTIONS.items() for one in collection.references
    }
    assert known == set(REFERENCES)
    store = Store(shipped_path())
    for name, collection in COLLECTIONS.items():
        for record in store.find(collection.model):
            for one in collection.references:
                plain = list(at(shipped[name][record.id], one.path))
                assert list(values_at(record, one.path)) == plain


def test_no_id_of_a_record_stands_where_no_reference_is_known(shipped: Shipped) -> None:
    # A field that holds nothing but ids of other records is a reference that the table forgot.
    known = {(collection, path) for collection, path, _ in REFERENCES}
    every = {identifier for name in COLLECTIONS for identifier in shipped[name]}

    def paths(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for name, part in value.items():
                yield from paths(part, f"{path}.{name}" if path else name)
        elif isinstance(value, list):
            for part in value:
                yield from paths(part, path)
        elif isinstance(value, str):
            yield path, value

    for name in COLLECTIONS:
        found: dict[str, list[bool]] = {}
        for record in shipped[name].values():
            for path, value in paths(record):
                found.setdefault(path, []).append(value in every)
        all_ids = {(name, path) for path, answers in found.items() if all(answers) and path != "id"}
        assert all_ids <= known


def test_topics_and_agencies_are_trees(shipped: Shipped) -> None:
    for collection, field in (("topics", "broader"), ("agencies", "parent")):
        for identifier in shipped[collection]:
            seen, above = {identifier}, shipped[collection][identifier].get(field)
            while above:
                assert above not in seen, identifier
                seen.add(above)
                above = shipped[collection][above].get(field)


def test_related_events_name_each_other(shipped: Shipped) -> None:
    pairs = {(one, other) for one, record in shipped["events"].items() for other in record.get("related", [])}
    assert pairs == {(other, one) for one, other in pairs}
    assert all(one != other for one, other in pairs)


def test_nobody_is_listed_twice_in_one_list(shipped: Shipped) -> None:
    for collection in COLLECTIONS:
        for identifier, record in shipped[collection].items():
            for field in ("participants", "people", "organisers", "sources"):
                names = [part["id"] for part in record.get(field, [])]
                assert len(names) == len(set(names)), (identifier, field)
            for field in ("topics", "documents", "related", "parties", "aliases", "adjectives", "variants"):
                assert len(record.get(field, [])) == len(set(record.get(field, []))), (identifier, field)


def test_every_state_has_the_adjective_of_its_name_unless_that_means_more_than_the_state(
    shipped: Shipped,
) -> None:
    without = {key for key, record in shipped["delegations"].items() if not record.get("adjectives")}
    assert without == {"caf", "eu"}


# What facts have to do with each other.


def test_the_capacity_at_an_event_is_the_status_held_that_day(shipped: Shipped) -> None:
    compared, contradicting = 0, set()
    for identifier, held in shipped["events"].items():
        for one in held.get("participants", []):
            if one["id"] not in shipped["delegations"] or one["capacity"] == "host":
                continue
            statuses = shipped["delegations"][one["id"]].get("statuses", [])
            days = [held["start"], held.get("end", held["start"])]
            certainties = [[on(when, period) for period in statuses] for when in days]
            if any(Certainty.UNKNOWN in answers for answers in certainties):
                continue
            expected = {
                period["status"]
                for answers in certainties
                for period, certainty in zip(statuses, answers, strict=True)
                if certainty is Certainty.YES
            } | {"guest" for answers in certainties if Certainty.YES not in answers}
            compared += bool(statuses)
            if one["capacity"] not in expected:
                contradicting.add((identifier, one["id"]))
    assert compared > 300
    accepted = {
        (identifier, one["id"])
        for identifier, held in shipped["events"].items()
        for excused in held.get("accepted", [])
        for one in held.get("participants", [])
        if f"participants.{one['id']}".startswith(excused["path"])
    }
    # What is accepted reaches no further than to delegations that came as what they were not.
    assert contradicting <= accepted
    assert {identifier for identifier, _ in contradicting} == {identifier for identifier, _ in accepted}


def test_delegations_and_agencies_come_in_capacities_of_their_own(shipped: Shipped) -> None:
    of_states = {"member", "observer", "dialogue-partner", "partner", "guest", "host"}
    for identifier, held in shipped["events"].items():
        for one in held.get("participants", []):
            expected = {"agency", "host", "guest"} if one["id"] in shipped["agencies"] else of_states
            assert one["capacity"] in expected, (identifier, one["id"])


def test_statuses_follow_each_other_without_overlap(shipped: Shipped) -> None:
    for identifier, record in shipped["delegations"].items():
        periods = record.get("statuses", [])
        for earlier, later in pairwise(periods):
            assert "until" in earlier, identifier
            assert day(earlier["until"]).last <= day(later["from"]).first, identifier
            assert earlier["status"] != later["status"], identifier
        assert all("until" in period for period in periods[:-1]), identifier


def test_every_period_and_span_ends_after_it_begins(shipped: Shipped) -> None:
    half_open = [
        *parts(shipped, "delegations", "statuses"),
        *parts(shipped, "delegations", "chairmanships"),
        *parts(shipped, "delegations", "names"),
        *parts(shipped, "people", "posts"),
    ]
    for identifier, period in half_open:
        if "from" in period and "until" in period:
            assert day(period["from"]) < day(period["until"]), identifier
    summits = [
        (who, one["summit"]) for who, one in parts(shipped, "delegations", "chairmanships") if "summit" in one
    ]
    for identifier, spanned in [*summits, *shipped["events"].items()]:
        if "end" in spanned:
            assert day(spanned["start"]) <= day(spanned["end"]), identifier


def test_a_status_begins_on_the_day_it_was_decided(shipped: Shipped) -> None:
    decided = [(who, one) for who, one in parts(shipped, "delegations", "statuses") if "decided" in one]
    assert len(decided) > 30
    assert [who for who, one in decided if one["decided"] != one["from"]] == []


def test_a_memorandum_comes_before_membership_and_after_any_lesser_status(shipped: Shipped) -> None:
    for who, one in parts(shipped, "delegations", "statuses"):
        if "memorandum" in one:
            signed, since = day(one["memorandum"]), day(one["from"])
            settled = signed.first < since.first if one["status"] == "member" else signed.last >= since.first
            assert settled, who


def test_founders_are_the_six_that_were_members_from_the_first_day(shipped: Shipped) -> None:
    periods = parts(shipped, "delegations", "statuses")
    founders = {who for who, period in periods if period.get("founding")}
    assert founders == {"chn", "kaz", "kgz", "rus", "tjk", "uzb"}
    first = min(period["from"] for _, period in periods)
    assert {who for who, period in periods if period["from"] == first} == founders
    assert all(period["status"] == "member" for who, period in periods if who in founders)


def test_the_chair_at_an_event_held_the_chairmanship_or_handed_it_over_that_day(shipped: Shipped) -> None:
    chaired = {key: held for key, held in shipped["events"].items() if "chair" in held}
    assert len(chaired) > 20
    for identifier, held in chaired.items():
        chairs = [
            who
            for who, period in parts(shipped, "delegations", "chairmanships")
            if on(held["start"], period) is Certainty.YES or held["start"] == period.get("until")
        ]
        assert held["chair"] in chairs, identifier


def test_chairmanships_follow_each_other_without_overlap_and_end_at_their_summit(shipped: Shipped) -> None:
    periods = sorted(parts(shipped, "delegations", "chairmanships"), key=lambda one: one[1]["from"])
    for (who, earlier), (_, later) in pairwise(periods):
        assert earlier["until"] == later["from"], who
    assert [who for who, period in periods if "until" not in period] == [periods[-1][0]]
    for who, period in periods:
        assert any(
            one["status"] == "member" and on(period["from"], one) is Certainty.YES
            for one in shipped["delegations"][who]["statuses"]
        )
        if "until" in period and "summit" in period:
            summit = period["summit"]
            assert summit.get("end", summit["start"]) == period["until"], who


# Who was there without the post, as the record says: elected and not yet in office; given a wrong title.
WITHOUT_THE_POST = {("message-unesco-2017", "audrey-azoulay"), ("uncct-seminar-2021", "nakamitsu")}


def test_people_at_an_event_held_a_post_that_allows_it(shipped: Shipped) -> None:
    found = set()
    for identifier, held in shipped["events"].items():
        for one in held.get("people", []):
            posts = shipped["people"][one["id"]].get("posts", [])
            answers = {
                held_on(
                    day(held["start"]),
                    day(post.get("from", "0001")),
                    day(post["until"]) if "until" in post else None,
                )
                for post in posts
                if post.get("affiliation") == one.get("on_behalf_of")
                or shipped["agencies"].get(post.get("affiliation"), {}).get("parent")
                == one.get("on_behalf_of")
            }
            if not answers & {Certainty.YES, Certainty.UNKNOWN}:
                found.add((identifier, one["id"]))
    assert found == WITHOUT_THE_POST


def test_a_document_that_concerns_an_agency_has_it_or_a_body_of_it_for_a_party(shipped: Shipped) -> None:
    def with_parents(identifier: str) -> set[str]:
        above = shipped["agencies"][identifier].get("parent")
        return {identifier, *(with_parents(above) if above else ())}

    for identifier, agency in shipped["agencies"].items():
        for document in agency.get("documents", []):
            parties = shipped["documents"][document]["parties"]
            assert identifier in set().union(*map(with_parents, parties)), (identifier, document)


def test_every_date_is_one_and_none_lies_after_the_date_of_the_data(shipped: Shipped) -> None:
    today = day(shipped["about"]["unsco"]["date"])
    past = ("decided", "memorandum", "published", "founded", "un_member_since", "date")
    for name in COLLECTIONS:
        for record in shipped[name].values():
            for field in past:
                if field in record:
                    assert day(record[field]).first <= today.first, record["id"]
            for period in record.get("statuses", []):
                assert day(period["from"]).last <= today.last, record["id"]


def test_ordinals_of_a_series_count_its_events_in_order(shipped: Shipped) -> None:
    series: dict[str, list[tuple[PartialDate, int]]] = {}
    for held in shipped["events"].values():
        if "ordinal" in held:
            series.setdefault(held["series"], []).append((day(held["start"]), held["ordinal"]))
    assert series
    for name, events in series.items():
        ordinals = [ordinal for _, ordinal in sorted(events)]
        assert ordinals == sorted(set(ordinals)), name


# Evidence.


def test_every_record_but_topics_has_a_source(shipped: Shipped) -> None:
    for name in COLLECTIONS:
        if name not in ("topics", "sources"):
            assert [key for key, record in shipped[name].items() if not record.get("sources")] == []


@pytest.mark.parametrize("field", ["statuses", "chairmanships"])
def test_every_status_and_chairmanship_has_a_source(shipped: Shipped, field: str) -> None:
    found = parts(shipped, "delegations", field)
    assert len(found) > 20
    assert [who for who, part in found if not part.get("sources")] == []


def test_every_status_names_the_act_it_rests_on(shipped: Shipped) -> None:
    assert all(period["basis"].strip() for _, period in parts(shipped, "delegations", "statuses"))


def test_every_source_has_an_address_of_its_own_a_title_and_a_publisher(shipped: Shipped) -> None:
    sources = shipped["sources"].values()
    assert [
        one["id"] for one in sources if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", one["url"])
    ] == []
    assert [url for url, count in Counter(one["url"] for one in sources).items() if count > 1] == []
    assert all(one["title"].strip() and one["publisher"].strip() for one in sources)


def test_every_source_is_cited(shipped: Shipped) -> None:
    cited = {
        target
        for collection, path, targets in REFERENCES
        if targets == ("sources",)
        for record in shipped[collection].values()
        for target in at(record, path)
    }
    assert cited == shipped["sources"].keys()


def test_no_text_is_empty_padded_or_acts_on_a_terminal(shipped: Shipped) -> None:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            for part in value.values() if isinstance(value, dict) else value:
                yield from texts(part)

    for name in COLLECTIONS:
        for record in shipped[name].values():
            for text in texts(record):
                assert text == text.strip() != "", record["id"]
                assert text.isprintable(), record["id"]


def test_no_field_is_written_without_a_value(shipped: Shipped) -> None:
    def values(value: Any) -> Iterator[Any]:
        yield value
        if isinstance(value, dict | list):
            for part in value.values() if isinstance(value, dict) else value:
                yield from values(part)

    for name in COLLECTIONS:
        for record in shipped[name].values():
            assert [one for one in values(record) if one in (None, "", [], {})] == [], record["id"]


# The form of the file.


def test_the_file_is_in_canonical_form(shipped: Shipped) -> None:
    written = json.dumps(shipped, indent=2, ensure_ascii=False) + "\n"
    assert Path(shipped_path()).read_bytes() == written.encode()


def test_records_stand_in_the_order_of_their_ids(shipped: Shipped) -> None:
    for name in COLLECTIONS:
        assert list(shipped[name]) == sorted(shipped[name])


def in_model_order(plain: Any, decoded: Any) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the fields of a record and of all its parts as written and as the model has them."""
    if isinstance(plain, list):
        for part, model in zip(plain, decoded, strict=True):
            yield from in_model_order(part, model)
    elif isinstance(plain, dict):
        order = type(decoded).__struct_encode_fields__
        yield list(plain), [name for name in order if name in plain]
        for name, part in plain.items():
            yield from in_model_order(part, decoded.value_of(name))


def test_fields_stand_in_the_order_of_the_model(shipped: Shipped) -> None:
    store = Store(shipped_path())
    decoded: list[tuple[Any, Record | About | None]] = [
        (shipped[name][record.id], record)
        for name, collection in COLLECTIONS.items()
        for record in store.find(collection.model)
    ]
    for plain, record in [*decoded, (shipped["about"]["unsco"], store.about)]:
        for written, expected in in_model_order(plain, record):
            assert written == expected, plain
