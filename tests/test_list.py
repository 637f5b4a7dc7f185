"""Lists: every view with its columns, what chooses among events, and how rows are ordered, cut and told."""

import json
import re
import unicodedata
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CITED, Answer, StoreMaker, ask, delegation, event
from unsco_cli.query.listing import listing
from unsco_cli.query.question import Filters, Question
from unsco_cli.schema import VIEWS
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path

Shipped = dict[str, dict[str, Any]]

# What is shown of each view, unasked: plainly, for a day and for an event.
PLAIN = {
    "events": "id,date,kind,city,title",
    "delegations": "id,name,official_name,now",
    "members": "id,name,since,until,now",
    "observers": "id,name,since,until,now",
    "dialogue-partners": "id,name,since,until,now",
    "partners": "id,name,status,since,until,now",
    "agencies": "id,acronym,name,kind,seat",
    "people": "id,name,post",
    "documents": "id,date,kind,symbol,title",
    "topics": "id,label,broader,description",
    "sources": "id,published,publisher,title,url",
}
ON_A_DAY = {
    "events": "id,date,kind,city,title,certainty",
    "delegations": "id,name,status,since,until,certainty",
    "members": "id,name,since,until,certainty",
    "observers": "id,name,since,until,certainty",
    "dialogue-partners": "id,name,since,until,certainty",
    "partners": "id,name,status,since,until,certainty",
}
AT_AN_EVENT = {
    "events": "id,date,kind,city,title",
    "delegations": "id,name,capacity,part,status,named",
    "members": "id,name,capacity,part,status,named",
    "observers": "id,name,capacity,part,status,named",
    "dialogue-partners": "id,name,capacity,part,status,named",
    "partners": "id,name,capacity,part,status,named",
    "agencies": "id,acronym,name,capacity,part,named",
    "people": "id,name,part,on_behalf_of,post",
    "documents": "id,date,kind,symbol,title",
    "topics": "id,label,broader,description",
    "sources": "id,published,publisher,title,supports",
}
SINGULAR = {
    "events": "event",
    "delegations": "delegation",
    "members": "member",
    "observers": "observer",
    "dialogue-partners": "dialogue-partner",
    "partners": "partner",
    "agencies": "agency",
    "people": "person",
    "documents": "document",
    "topics": "topic",
    "sources": "source",
}
STATUSES = {
    "members": {"member"},
    "observers": {"observer"},
    "dialogue-partners": {"dialogue-partner"},
    "partners": {"dialogue-partner", "partner"},
}

# The three events whose ids begin with un-sco-.
SPECIAL = ("--series", "joint-special-event")


def ids(*words: str) -> list[str]:
    answer = ask(*words, "-f", "ids")
    assert (answer.code, answer.err) == (0, "")
    return answer.lines


def usage(answer: Answer) -> str:
    """Return the one line that says what was wrong with the command line."""
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    return answer.err


def in_order(shipped: Shipped, held: Iterable[str]) -> list[str]:
    """Return events in the order in which they are listed.

    As texts, dates are in order of their first days, of two that begin together the less precise first.
    """
    return sorted(held, key=lambda identifier: (shipped["events"][identifier]["start"], identifier))


def plain(text: str) -> str:
    """Return the words of a text in small letters without accents."""
    letters = unicodedata.normalize("NFD", text.casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


# What the words below name.
MEANT = {"us": "usa", "china": "chn", "iran": "irn", "kazakhstan": "kaz"}


def chosen(shipped: Shipped, words: str) -> list[str]:
    """Work out from the plain file which events have, or may have, all that is asked for."""
    asked: dict[str, list[str]] = {}
    options, values = words.split()[::2], words.split()[1::2]
    for option, value in zip(options, values, strict=True):
        asked.setdefault(option, []).append(MEANT.get(value, value))

    def fits(record: dict[str, Any]) -> bool:
        # What ~ is put behind is the last day that may be meant: it comes after every digit and dash.
        first, last = record["start"], record.get("end", record["start"]) + "~"
        present = {one["id"] for one in (*record["participants"], *record.get("people", ()))}
        answers = {
            "--from": lambda: all(day <= last for day in asked["--from"]),
            "--to": lambda: all(first <= f"{day}~" for day in asked["--to"]),
            "--as-of": lambda: all(day <= last and first <= f"{day}~" for day in asked["--as-of"]),
            "--topic": lambda: set(asked["--topic"]) <= set(record["topics"]),
            "--with": lambda: set(asked["--with"]) <= present,
            "--country": lambda: record.get("country") in asked["--country"],
            "--kind": lambda: plain(record["kind"]) in map(plain, asked["--kind"]),
            "--city": lambda: plain(record.get("city", "")) in map(plain, asked["--city"]),
            "--series": lambda: any(
                plain(word) in plain(record.get("series", "")) for word in asked["--series"]
            ),
        }
        return all(answers[option]() for option in asked)

    return in_order(shipped, (held for held, record in shipped["events"].items() if fits(record)))


# Every view.


@pytest.mark.parametrize(("view", "columns"), PLAIN.items())
def test_each_view_has_its_columns(view: str, columns: str) -> None:
    answer = ask("list", view, "-f", "csv")
    assert answer.code == 0
    assert answer.lines[0] == columns
    assert len(answer.lines) > 1


@pytest.mark.parametrize(("view", "columns"), ON_A_DAY.items())
def test_each_view_of_a_day_has_its_columns(view: str, columns: str) -> None:
    answer = ask("list", view, "--as-of", "2018-11-27", "-f", "csv")
    assert answer.code == 0
    assert answer.lines[0] == columns
    assert len(answer.lines) > 1


@pytest.mark.parametrize(("view", "columns"), AT_AN_EVENT.items())
def test_each_view_of_an_event_has_its_columns(view: str, columns: str) -> None:
    answer = ask("list", view, "--event", "un-sco-2016", "-f", "csv")
    assert answer.code == 0
    assert answer.lines[0] == columns


@pytest.mark.parametrize("view", PLAIN)
def test_the_columns_of_a_line_the_header_and_the_json_are_the_same(view: str) -> None:
    columns = PLAIN[view].split(",")
    answer = ask("list", view, "--header")
    assert answer.lines[0].split("\t") == columns
    assert {line.count("\t") for line in answer.lines} == {len(columns) - 1}
    assert all(set(columns) <= row.keys() for row in ask("list", view, "-f", "json").json)


@pytest.mark.parametrize(
    "view", ["events", "delegations", "agencies", "people", "documents", "topics", "sources"]
)
def test_a_collection_is_listed_whole(shipped: Shipped, view: str) -> None:
    assert sorted(ids("list", view)) == sorted(shipped[view])


@pytest.mark.parametrize(("view", "statuses"), STATUSES.items())
def test_a_status_is_listed_with_its_whole_history(shipped: Shipped, view: str, statuses: set[str]) -> None:
    expected = [
        (identifier, period["status"], period["from"], period.get("until", ""))
        for identifier, record in shipped["delegations"].items()
        for period in record.get("statuses", [])
        if period["status"] in statuses
    ]
    rows = [tuple(line.split("\t")) for line in ask("list", view, "-c", "id,status,since,until").lines]
    assert sorted(rows) == sorted(expected)
    assert [row[2] for row in rows] == sorted(row[2] for row in rows)


def test_the_history_of_a_status_tells_what_each_holds_now() -> None:
    now = dict(line.split("\t") for line in ask("list", "observers", "-c", "id,now").lines)
    assert now == {
        "afg": "partner",
        "blr": "member",
        "ind": "member",
        "irn": "member",
        "mng": "partner",
        "pak": "member",
    }


def test_a_json_row_is_the_whole_record_with_the_columns_of_the_view(shipped: Shipped) -> None:
    for row in ask("list", "observers", "-f", "json").json:
        record = shipped["delegations"][row["id"]]
        assert {name: row[name] for name in record} == record
        assert row.keys() == record.keys() | {"since", "until", "now"}


@pytest.mark.parametrize("view", SINGULAR)
def test_what_is_listed_may_be_named_in_the_singular_and_in_any_case(view: str) -> None:
    plain = ask("list", view)
    for word in (SINGULAR[view], view.upper(), SINGULAR[view].title()):
        assert ask("list", word) == plain


@pytest.mark.parametrize(
    ("word", "hint"),
    [("obsrvers", "observers"), ("state", ""), ("", ""), ("peoples", "people"), ("\x1b[1m", "")],
)
def test_what_can_not_be_listed_is_refused_with_what_can(word: str, hint: str) -> None:
    line = usage(ask("list", word))
    assert "can be listed" in line
    assert line.count(f"did you mean {hint}?") == bool(hint)
    assert all(view in line for view in PLAIN)
    assert "\x1b" not in line


def test_without_what_to_list_the_command_line_is_refused() -> None:
    assert "WHAT" in usage(ask("list"))


@pytest.mark.parametrize("view", ["delegations", "agencies"])
def test_a_store_keeps_the_order_of_ids_in_lists_of_records(view: str) -> None:
    assert ids("list", view) == sorted(ids("list", view))


# --event


@pytest.mark.parametrize("held", ["un-sco-2016", "un-sco-2018", "un-sco-2019"])
@pytest.mark.parametrize(("view", "kind"), [("delegations", "delegations"), ("agencies", "agencies")])
def test_who_took_part_is_who_the_event_names(shipped: Shipped, held: str, view: str, kind: str) -> None:
    expected = {
        (one["id"], one["capacity"], one["part"], one.get("named", ""))
        for one in shipped["events"][held]["participants"]
        if one["id"] in shipped[kind]
    }
    answer = ask("list", view, "--event", held, "-c", "id,capacity,part,named")
    assert {tuple(line.split("\t")) for line in answer.lines} == expected


@pytest.mark.parametrize("held", ["un-sco-2018", "un-sco-2019"])
@pytest.mark.parametrize(("view", "capacities"), STATUSES.items())
def test_who_came_in_a_capacity_is_who_the_event_records_in_it(
    shipped: Shipped, held: str, view: str, capacities: set[str]
) -> None:
    participants = shipped["events"][held]["participants"]
    expected = [one["id"] for one in participants if one["capacity"] in capacities]
    assert ids("list", view, "--event", held) == sorted(expected)


@pytest.mark.parametrize("held", ["un-sco-2016", "un-sco-2018", "un-sco-2019"])
def test_what_else_belongs_to_an_event(shipped: Shipped, held: str) -> None:
    record = shipped["events"][held]
    assert ids("list", "events", "--event", held) == in_order(shipped, record["related"])
    assert sorted(ids("list", "topics", "--event", held)) == sorted(record["topics"])
    assert ids("list", "documents", "--event", held) == record.get("documents", [])
    assert sorted(ids("list", "people", "--event", held)) == sorted(one["id"] for one in record["people"])
    assert sorted(ids("list", "sources", "--event", held)) == sorted(one["id"] for one in record["sources"])


def test_related_events_are_listed_in_order_of_time() -> None:
    related = ids("list", "events", "--event", "un-sco-2016")
    told = ["unga-2016", "vienna-2017", "un-sco-2018", "un-sco-2019"]
    assert [held for held in related if held in told] == told


def test_people_at_an_event_have_the_post_and_the_part_they_had_there() -> None:
    rows = ask("list", "people", "--event", "un-sco-2018", "-c", "id,part,on_behalf_of").lines
    assert "rashid-alimov\treported\tsco" in rows
    assert "maleeha-lodhi\taddressed\tpak" in rows
    posts = dict(
        line.split("\t") for line in ask("list", "people", "--event", "un-sco-2018", "-c", "id,post").lines
    )
    assert posts["vladimir-voronkov"].endswith("Chief of the UN Counter-Terrorism Office")


def test_sources_of_an_event_say_what_they_support() -> None:
    rows = ask("list", "sources", "--event", "un-sco-2018", "-c", "id,supports").lines
    assert "sectsco-491703\tGuterres' speech" in rows


def test_a_delegation_at_an_event_has_the_status_it_held_that_day_beside_its_capacity(
    make_store: StoreMaker,
) -> None:
    held = event(
        "held",
        start="2018-11-27",
        participants=[
            {"id": "aaa", "capacity": "guest", "part": "attended"},
            {"id": "bbb", "capacity": "member", "part": "addressed"},
            {"id": "ccc", "capacity": "guest", "part": "attended"},
            {"id": "ddd", "capacity": "observer", "part": "attended"},
        ],
    )
    store = make_store(
        events=[held],
        delegations=[
            delegation("aaa", ("observer", "2010-01-01", None)),
            delegation("bbb", ("observer", "2010-01-01", "2018-11-27"), ("member", "2018-11-27", None)),
            delegation("ccc"),
            delegation("ddd", ("observer", "2018", None)),
        ],
    )
    rows = ask("--store", store, "list", "delegations", "--event", "held", "-c", "id,capacity,status").lines
    assert rows == ["aaa\tguest\tobserver", "bbb\tmember\tmember", "ccc\tguest\t", "ddd\tobserver\tunknown"]
    members = ask("--store", store, "list", "members", "--event", "held", "-f", "ids")
    assert members.lines == ["bbb"]


def test_an_event_is_named_like_any_record() -> None:
    by_id = ask("list", "observers", "--event", "un-sco-2018")
    title = "un-sco cooperation aimed at strengthening peace security and stability"
    assert ask("list", "observers", "--event", title) == by_id
    assert ask("list", "observers", "--event", "UN-SCO-2018") == by_id


def test_a_table_of_an_event_names_it_with_its_day() -> None:
    answer = ask("list", "observers", "--event", "un-sco-2018", terminal=100)
    assert answer.lines[0] == "Observers at un-sco-2018 (2018-11-27)"


def test_a_participant_without_a_record_leaves_the_others_listed(make_store: StoreMaker) -> None:
    here, gone = ({"id": name, "capacity": "guest", "part": "attended"} for name in ("aaa", "gone"))
    store = make_store(events=[event("held", participants=[gone, here])], delegations=[delegation("aaa")])
    answer = ask("--store", store, "list", "delegations", "--event", "held", "-f", "ids")
    assert answer == Answer(0, "aaa\n", "unsco: named there, but not in the store: gone\n")
    table = ask("--store", store, "list", "delegations", "--event", "held", terminal=100)
    assert table.err == ""
    assert table.lines[-1] == "named there, but not in the store: gone"
    # As an agency it may be missing just as well, but a delegation is none.
    agencies = ask("--store", store, "list", "agencies", "--event", "held")
    assert agencies == Answer(0, "", "unsco: named there, but not in the store: gone\n")
    # Nobody was named as a member.
    assert ask("--store", store, "list", "members", "--event", "held") == Answer(0, "", "")


def test_an_event_of_which_all_is_in_the_store_has_no_note_but_on_its_groups(shipped: Shipped) -> None:
    store = Store(shipped_path())
    told = "named there as a group, or not clearly enough to tell who is meant"
    noted: dict[tuple[str, str], tuple[str, ...]] = {}
    for held, record in shipped["events"].items():
        for view in AT_AN_EVENT:
            # Delegations may stand behind any group but those of agencies, those with a status behind
            # groups that have it.
            groups = [
                group["named"]
                for group in record.get("groups", ())
                if (view == "delegations" and group["capacity"] != "agency")
                or (view == "agencies" and group["capacity"] == "agency")
                or group["capacity"] in STATUSES.get(view, ())
            ]
            notes = listing(store, Question(VIEWS[view], event=held)).notes
            assert notes == ((f"{told}: {', '.join(groups)}",) if groups else ())
            noted |= {(held, view): notes} if notes else {}
    assert noted["un-sco-2019", "delegations"] == (f"{told}: Congo, EU countries",)
    assert noted["rats-conf-2018", "observers"] == (f"{told}: observers",)
    assert {view for held, view in noted if held.startswith("un-sco-")} == {"delegations"}
    # And so it is told on the command line.
    for held in ("un-sco-2018", "un-sco-2019", "rats-conf-2018"):
        for view in AT_AN_EVENT:
            notes = noted.get((held, view), ())
            answer = ask("list", view, "--event", held, "-f", "ids")
            assert answer.err == "".join(f"unsco: {note}\n" for note in notes)


# What chooses among events.


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("--from 2018", "2018 2019"),
        ("--from 2018-11-27", "2018 2019"),
        ("--from 2018-11-28", "2019"),
        ("--from 2020", ""),
        ("--from 2100", ""),
        ("--to 2018", "2016 2018"),
        ("--to 2018-11", "2016 2018"),
        ("--to 2018-11-27", "2016 2018"),
        ("--to 2018-11-26", "2016"),
        ("--to 2015", ""),
        ("--to 2000", ""),
        ("--from 2017 --to 2018", "2018"),
        ("--from 2018-11-27 --to 2018-11-27", "2018"),
        ("--from 2018-11-27 --to 2018-11", "2018"),
        ("--from 2018 --to 2018-01", ""),
        ("--topic counter-terrorism", "2016 2018 2019"),
        ("--topic counter-extremism", "2016 2018"),
        ("--topic terrorist-financing", "2018 2019"),
        ("--topic terrorist-financing --topic counter-extremism", "2018"),
        ("--kind special-event", "2016 2018 2019"),
        ("--kind SPECIAL-EVENT", "2016 2018 2019"),
        ("--kind Special_Event", "2016 2018 2019"),
        ("--kind .special.-.event!", "2016 2018 2019"),
        ("--kind summit", ""),
        ("--kind summit --kind special-event", "2016 2018 2019"),
        ("--series un-sco", "2016 2018 2019"),
        ("--series joint-special-event", "2016 2018 2019"),
        ("--series UN-SCO_joint", "2016 2018 2019"),
        ("--series summit", ""),
        ("--series nothing --series SPECIAL", "2016 2018 2019"),
        ("--city new-york", "2016 2018 2019"),
        ("--city NEW_YÖRK!", "2016 2018 2019"),
        ("--city new", ""),
        ("--city york", ""),
        ("--city new-york-city", ""),
        ("--city geneva", ""),
        ("--city geneva --city New-York", "2016 2018 2019"),
        ("--country usa", "2016 2018 2019"),
        ("--country us", "2016 2018 2019"),
        ("--country china", ""),
        ("--country china --country usa", "2016 2018 2019"),
        ("--with iran", "2018 2019"),
        ("--with kazakhstan", "2016 2018 2019"),
        ("--with eu", "2018"),
        ("--with oecd", "2018"),
        ("--with interpol", "2019"),
        ("--with rashid-alimov", "2016 2018"),
        ("--with ban-ki-moon", "2016"),
        ("--with sco-secretariat", ""),
        ("--with maleeha-lodhi", "2018"),
        ("--with rashid-alimov --with iran", "2018"),
        ("--with rashid-alimov --with vladimir-norov", ""),
        ("--with unodc --topic counter-extremism", "2018"),
        ("--with iran --from 2019", "2019"),
        ("--with kazakhstan --to 2018 --topic counter-terrorism --kind special-event", "2016 2018"),
        ("--as-of 2018-11-27 --with iran", "2018"),
        ("--as-of 2018-11-27 --with ban-ki-moon", ""),
    ],
)
def test_events_are_chosen_by(shipped: Shipped, words: str, years: str) -> None:
    found = ids("list", "events", *words.split())
    assert found == chosen(shipped, words)
    special = [f"un-sco-{year}" for year in years.split()]
    assert [held for held in found if held.startswith("un-sco-")] == special
    if "--series" not in words:
        assert ids("list", "events", *words.split(), *SPECIAL) == special


def test_everyone_who_was_at_an_event_finds_it(shipped: Shipped) -> None:
    present: dict[str, set[str]] = {}
    others: set[str] = set()
    for held, record in shipped["events"].items():
        people = record.get("people", ())
        for one in (*record["participants"], *people):
            present.setdefault(one["id"], set()).add(held)
        others |= {one["id"] for one in record.get("organisers", ())}
        others |= {one["on_behalf_of"] for one in people if "on_behalf_of" in one}
    assert len(present) > 250
    store = Store(shipped_path())
    for identifier in present.keys() | others:
        # To have organised an event, or to be spoken for there, is not to have taken part.
        question = Question(VIEWS["events"], filters=Filters(taking_part=(identifier,)))
        found = [row.id for row in listing(store, question).rows]
        assert found == in_order(shipped, present.get(identifier, ()))
    assert others - present.keys() == {"sco-secretariat", "unga"}
    # And so they do on the command line.
    for identifier in ("rashid-alimov", "unodc", "irn", "sco-secretariat"):
        assert ids("list", "events", "--with", identifier) == in_order(shipped, present.get(identifier, ()))


@pytest.fixture
def calendar(make_store: StoreMaker) -> str:
    """A store with events of every precision, kind and place."""
    present, body = (
        [{"id": name, "capacity": capacity, "part": "attended"}]
        for name, capacity in (("aaa", "member"), ("body", "agency"))
    )
    spoke = [{"id": "ann", "post": "Envoy", "part": "addressed", "on_behalf_of": "bbb"}]
    return make_store(
        events=[
            event("day", start="2018-11-27", city="São Paulo", kind="summit", country="aaa", ordinal=10),
            event(
                "days", start="2018-12-30", end="2019-01-02", kind="meeting", series="Alpha forum", ordinal=9
            ),
            event("month", start="2018-11", kind="summit", participants=present, topics=["one"], ordinal=2),
            event(
                "year",
                start="2018",
                organisers=[{"id": "office"}],
                participants=body,
                topics=["one", "two"],
                city="Bern",
            ),
            event(
                "later",
                start="2019-02-01",
                participants=present,
                people=spoke,
                topics=["two"],
                country="bbb",
                series="Beta",
            ),
        ],
        delegations=[delegation("aaa"), delegation("bbb"), delegation("ccc")],
        agencies=[
            {"id": name, "name": name, "kind": "other", "sources": CITED} for name in ("body", "office")
        ],
        people=[{"id": "ann", "name": "Ann", "sources": CITED}],
        topics=[{"id": name, "label": name, "description": name} for name in ("one", "two", "three")],
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--kind summit", "day month"),
        ("--kind summit --kind meeting", "day days later month year"),
        ("--kind SUMMIT --kind .Meeting.", "day days later month year"),
        ("--city sao-paulo", "day"),
        ("--city sao", ""),
        ("--city paulo", ""),
        ("--city ber", ""),
        ("--city the-bern", "year"),
        ("--city SÃO_PAULO --city bern", "day year"),
        ("--country aaa", "day"),
        ("--country aaa --country bbb", "day later"),
        ("--country ccc", ""),
        ("--series forum", "days"),
        ("--series ALPHA", "days"),
        ("--series lpha-for", "days"),
        ("--series alpha-beta", ""),
        ("--series forum --series beta", "days later"),
        ("--topic one", "month year"),
        ("--topic one --topic two", "year"),
        ("--topic two", "later year"),
        ("--topic three", ""),
        ("--with aaa", "later month"),
        ("--with bbb", ""),
        ("--with ann", "later"),
        ("--with body", "year"),
        ("--with office", ""),
        ("--with ccc", ""),
        ("--with ann --with aaa", "later"),
        ("--with ann --with bbb", ""),
        ("--with ann --with body", ""),
        ("--topic two --with body --city bern", "year"),
        ("--topic two --with body --city sao", ""),
    ],
)
def test_one_filter_given_twice_widens_single_values_and_narrows_lists(
    calendar: str, words: str, expected: str
) -> None:
    assert sorted(ids("--store", calendar, "list", "events", *words.split())) == expected.split()


@pytest.mark.parametrize(
    ("words", "found", "unknown"),
    [
        ("--from 2018", "day days month year later", ""),
        ("--to 2018", "day days month year", ""),
        ("--from 2018 --to 2018", "day days month year", ""),
        ("--from 2018-12", "days year later", "year"),
        ("--from 2018-11-15", "day days month year later", "month year"),
        ("--from 2019", "days later", ""),
        ("--from 2019-01-03", "later", ""),
        ("--to 2018-11", "day month year", "year"),
        ("--to 2018-11-15", "month year", "month year"),
        ("--to 2018-12-30", "day days month year", "year"),
        ("--to 2018-12-31", "day days month year", ""),
        ("--from 2018-11-28 --to 2018-12-29", "month year", "month year"),
        ("--from 2018-11-27 --to 2018-11-27", "day month year", "month year"),
        ("--as-of 2018-11-27", "day month year", "month year"),
        ("--as-of 2018-11", "day month year", "day month year"),
        ("--as-of 2018-12-31", "days year", "year"),
        ("--as-of 2019-01", "days", "days"),
        ("--as-of 2019-02", "later", "later"),
        ("--as-of 2017", "", ""),
        ("--as-of 2018-12-30 --from 2018-11-15", "days year", "year"),
    ],
)
def test_days_that_are_asked_for_leave_imprecise_events_unknown(
    calendar: str, words: str, found: str, unknown: str
) -> None:
    answer = ask("--store", calendar, "list", "events", *words.split(), "-f", "ids")
    assert answer.code == 0
    assert sorted(answer.lines) == sorted(found.split())
    asked = words.partition("--as-of ")[2].partition(" ")[0]
    reason = "the dates on record are not precise enough"
    if asked and len(asked) < len("2018-11-27"):
        reason = f"{asked} is not one day, and the answer depends on which"
    note = re.fullmatch(rf"unsco: (unknown for (.+): {reason})\n", answer.err)
    assert sorted(note[2].split(", ") if note else []) == sorted(unknown.split())
    assert bool(answer.err) == bool(unknown)
    table = ask("--store", calendar, "list", "events", *words.split(), terminal=100)
    assert table.err == ""
    assert table.out.count("unknown for") == bool(unknown)
    if note:
        assert table.lines[-1] == note[1]
    rows = ask("--store", calendar, "list", "events", *words.split(), "-c", "id,certainty").lines
    assert dict(row.split("\t") for row in rows) == {
        name: "unknown" if name in unknown.split() else "certain" for name in found.split()
    }
    certain = ask("--store", calendar, "list", "events", *words.split(), "--certain", "-f", "ids")
    assert (certain.code, certain.err) == (0, "")
    assert certain.lines == [name for name in answer.lines if name not in unknown.split()]
    table = ask("--store", calendar, "list", "events", *words.split(), "--certain", terminal=100)
    assert "unknown" not in table.out


@pytest.mark.parametrize(
    "words",
    ["--from 2018", "--to 2018", "--from 2018 --to 2018", "--as-of 2018-11-27", "--to today --with iran"],
)
def test_whoever_asks_for_days_is_told_how_certain_they_are(words: str) -> None:
    answer = ask("list", "events", *words.split(), "-f", "csv")
    assert answer.lines[0] == ON_A_DAY["events"]
    assert len(answer.lines) > 1
    assert all(line.endswith(",certain") for line in answer.lines[1:])
    assert {row["certainty"] for row in ask("list", "events", *words.split(), "-f", "json").json} == {
        "certain"
    }


def test_whoever_asks_for_no_days_is_not_told_how_certain_they_are() -> None:
    answer = ask("list", "events", "--with", "iran", "-f", "csv")
    assert answer.lines[0] == PLAIN["events"]
    assert all("certainty" not in row for row in ask("list", "events", "-f", "json").json)
    assert "no column is called" in usage(ask("list", "events", "-c", "id,certainty"))


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("", "Events"),
        ("--from 2017 --to 2018-12", "Events from 2017 to 2018-12"),
        (
            "--with Iran --topic drug_trafficking --from 2018",
            "Events from 2018 on topic drug_trafficking with Iran",
        ),
        ("--as-of 2018 --with iran", "Events on 2018 with iran"),
        ("--to today", "Events to 2026-11-23"),
        ("--kind summit --kind special-event", "Events of kind summit or special-event"),
        ("--series un-sco --series beta", "Events of series un-sco or beta"),
        (
            "--topic counter-terrorism --topic drug-trafficking",
            "Events on topic counter-terrorism and drug-trafficking",
        ),
        ("--city bern --city new-york", "Events in bern or new-york"),
        ("--country usa --country china", "Events in usa or china"),
        ("--with iran --with rashid-alimov", "Events with iran and rashid-alimov"),
        (
            "--with eu --country us --topic drug-trafficking --series un --kind summit --to 2019 --from 2016",
            "Events from 2016 to 2019 of kind summit of series un on topic drug-trafficking in us with eu",
        ),
    ],
)
def test_a_table_of_chosen_events_names_what_they_were_chosen_by(words: str, title: str) -> None:
    answer = ask("list", "events", *words.split(), terminal=300)
    assert (answer.code, answer.lines[0]) == (0, title)


def test_a_title_does_not_take_a_city_and_a_country_for_alternatives() -> None:
    # Each filter narrows the others: nothing took place in Geneva, in the United States.
    answer = ask("list", "events", "--city", "geneva", "--country", "usa", terminal=300)
    assert answer.lines[1:] == ["No event matches."]
    assert "geneva" in answer.lines[0]
    assert "usa" in answer.lines[0]
    assert " or " not in answer.lines[0]


@pytest.mark.parametrize(
    ("since", "until"),
    [("2019", "2016"), ("2018-11-28", "2018-11-27"), ("2018-12", "2018-11"), ("today", "2018")],
)
def test_days_that_end_before_they_begin_are_refused(since: str, until: str) -> None:
    line = usage(ask("list", "events", "--from", since, "--to", until))
    assert f"--from {since.replace('today', '2026-11-23')} is after --to {until}" in line


@pytest.mark.parametrize("option", ["--city", "--series", "--kind"])
@pytest.mark.parametrize("word", ["", " ", "!!", "-_-", "\u0301"])
def test_a_filter_without_a_word_is_refused(option: str, word: str) -> None:
    line = usage(ask("list", "events", f"{option}={word}"))
    assert f"'{word}'" in line
    assert option.strip("-") in line
    # Beside one that has a word, too.
    usage(ask("list", "events", option, FILTERS[option], f"{option}={word}"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--kind party", 2, "no kind of event is called 'party'"),
        ("--kind sumit", 2, "did you mean summit"),
        ("--topic weather", 3, "no topic is called 'weather'"),
        ("--country atlantis", 3, "no delegation is called 'atlantis'"),
        ("--with nobody", 3, "is called 'nobody'"),
        ("--from 2018-13", 2, "'2018-13' is not a date"),
        ("--to yesterday", 2, "'yesterday' is not a date"),
        ("--kind !!", 2, "no kind of event is called '!!'"),
        ("--limit -1", 2, "unsco: '-1' is not a number of rows; write 0 or more\n"),
        ("--limit many", 2, "unsco: 'many' is not a number of rows; write 0 or more\n"),
        ("--limit 1.5", 2, "unsco: '1.5' is not a number of rows; write 0 or more\n"),
        ("--limit=", 2, "unsco: '' is not a number of rows; write 0 or more\n"),
        ("--format xlsx", 2, "no format is called 'xlsx'"),
        ("--colour red", 2, "--colour"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_in_one_line(words: str, code: int, said: str) -> None:
    answer = ask("list", "events", *words.split())
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.count("\n") == 1
    assert said in answer.err


# What can't be combined.

FILTERS = {
    "--from": "2018",
    "--to": "2018",
    "--topic": "counter-terrorism",
    "--kind": "summit",
    "--series": "un",
    "--city": "New York",
    "--country": "usa",
    "--with": "iran",
}


@pytest.mark.parametrize("view", PLAIN)
def test_an_event_has_its_own_day(view: str) -> None:
    line = usage(ask("list", view, "--event", "un-sco-2018", "--as-of", "2018-11-27"))
    assert "--event" in line
    assert "--as-of" in line


@pytest.mark.parametrize("option", FILTERS)
@pytest.mark.parametrize("view", [view for view in PLAIN if view != "events"])
def test_filters_of_events_are_refused_for_other_views(view: str, option: str) -> None:
    line = usage(ask("list", view, option, FILTERS[option]))
    assert view in line
    assert "list events" in line


@pytest.mark.parametrize("option", FILTERS)
def test_filters_of_events_are_refused_beside_an_event(option: str) -> None:
    for view in ("events", "observers"):
        usage(ask("list", view, "--event", "un-sco-2018", option, FILTERS[option]))


@pytest.mark.parametrize("view", sorted(PLAIN.keys() - ON_A_DAY.keys()))
def test_a_day_has_no_meaning_for_what_has_no_status(view: str) -> None:
    line = usage(ask("list", view, "--as-of", "2018-11-27"))
    assert f"--as-of has no meaning for {view}" in line
    assert all(dated in line for dated in ON_A_DAY)


@pytest.mark.parametrize(("one", "other"), list(combinations(FILTERS, 2)))
def test_filters_of_events_go_together_and_narrow_each_other(one: str, other: str) -> None:
    first, second = (set(ids("list", "events", option, FILTERS[option])) for option in (one, other))
    both = set(ids("list", "events", one, FILTERS[one], other, FILTERS[other]))
    assert both == first & second


# --columns


def test_columns_come_in_the_order_they_are_asked_for() -> None:
    answer = ask("list", "observers", "--as-of", "2018-11-27", "-c", "until,name,id", "-f", "csv")
    assert answer.lines[0] == "until,name,id"
    assert "2024-07-04,Belarus,blr" in answer.lines
    assert ask("list", "observers", "-c", " id , name ").lines[0] == "mng\tMongolia"


def test_columns_alone_are_what_json_has_of_a_row(shipped: Shipped) -> None:
    rows = ask("list", "events", "-c", "date,id", "-f", "json").json
    assert [list(row) for row in rows] == [["date", "id"]] * len(shipped["events"])
    assert len(rows) > 3


@pytest.mark.parametrize(
    "view", ["events", "delegations", "agencies", "people", "documents", "topics", "sources"]
)
def test_every_field_of_a_record_can_be_a_column(shipped: Shipped, view: str) -> None:
    fields = {field for record in shipped[view].values() for field in record}
    for field in sorted(fields):
        rows = ask("list", view, "-c", f"id,{field}", "-f", "json").json
        assert {row["id"]: row[field] for row in rows if row[field] not in (None, [], "")} == {
            identifier: record[field] for identifier, record in shipped[view].items() if field in record
        }


def test_a_field_that_is_a_list_is_one_cell() -> None:
    statuses = dict(line.split("\t") for line in ask("list", "delegations", "-c", "id,statuses").lines)
    assert statuses["irn"] == "observer (2005-07-05 to 2023-07-04); member (since 2023-07-04)"
    assert statuses["usa"] == ""


@pytest.mark.parametrize("column", ["nam", "capacity", "ID", "certainty", "\x1b"])
def test_an_unknown_column_is_refused_with_those_there_are(column: str) -> None:
    line = usage(ask("list", "delegations", "-c", f"id,{column}"))
    assert "no column is called" in line
    assert "official_name" in line
    assert "\x1b" not in line


def test_a_comma_too_many_is_no_column() -> None:
    assert ask("list", "delegations", "-c", ",id,").lines == ids("list", "delegations")


@pytest.mark.parametrize("terminal", [None, 80])
@pytest.mark.parametrize("format_", ["table", "tsv", "csv", "md"])
def test_a_column_asked_for_twice_is_shown_alike_in_every_text_format(
    format_: str, terminal: int | None
) -> None:
    words = ("list", "events", "-c", "id,ordinal,id")
    answer = ask(*words, "-f", format_, terminal=terminal)
    assert answer.code == 0
    counts = {line.count("un-sco-2018") for line in answer.lines if "un-sco-2018" in line}
    once = ask(*words, *SPECIAL, "-f", "tsv").lines[1].count("un-sco-2018")
    assert counts == {once} == {2}


# --sort


@pytest.mark.parametrize("view", PLAIN)
def test_every_column_shown_can_be_sorted_by_both_ways(view: str) -> None:
    for column in PLAIN[view].split(","):
        up = ask("list", view, "-s", column, "-c", column).lines
        down = ask("list", view, f"--sort=-{column}", "-c", column).lines
        held, missing = [cell for cell in up if cell], [cell for cell in up if not cell]
        assert up == held + missing, "no value comes last"
        assert down == held[::-1] + missing, "no value comes last, descending too"
        assert [cell.casefold() for cell in held] == sorted(cell.casefold() for cell in held)


def test_numbers_are_sorted_as_numbers(calendar: str) -> None:
    up = ask("--store", calendar, "list", "events", "-s", "ordinal", "-c", "id,ordinal").lines
    down = ask("--store", calendar, "list", "events", "-s", "-ordinal", "-c", "id,ordinal").lines
    assert up[:3] == ["month\t2", "days\t9", "day\t10"]
    assert down[:3] == ["day\t10", "days\t9", "month\t2"]
    assert {*up[3:]} == {*down[3:]} == {"year\t", "later\t"}


def test_an_attendance_is_sorted_by_how_many_came(make_store: StoreMaker) -> None:
    said = {"a": (100, "over"), "b": (180, "around"), "c": (20, None), "d": (1000, "nearly")}
    store = make_store(
        events=[
            event(name, attendance={"count": count, **({"qualifier": qualifier} if qualifier else {})})
            for name, (count, qualifier) in said.items()
        ]
        + [event("e")]
    )
    assert ids("--store", store, "list", "events", "-s", "attendance") == ["c", "a", "b", "d", "e"]
    assert ids("--store", store, "list", "events", "-s", "-attendance") == ["d", "b", "a", "c", "e"]


def test_dates_are_sorted_as_days_a_less_precise_one_at_its_start(calendar: str) -> None:
    order = ["year", "month", "day", "days", "later"]
    assert ids("--store", calendar, "list", "events") == order
    assert ids("--store", calendar, "list", "events", "-s", "start") == order
    assert ids("--store", calendar, "list", "events", "-s", "-start") == order[::-1]
    assert ids("--store", calendar, "list", "events", "-s", "date") == order


def test_texts_are_sorted_whatever_their_case(make_store: StoreMaker) -> None:
    names = {"a": "zulu", "b": "Alpha", "c": "bravo", "d": "Yankee"}
    store = make_store(delegations=[delegation(key, name=name) for key, name in names.items()])
    assert ids("--store", store, "list", "delegations", "-s", "name") == ["b", "c", "d", "a"]


def test_rows_can_be_sorted_by_a_column_that_is_not_shown() -> None:
    answer = ask("list", "members", "--as-of", "2025", "-s", "un_member_since", "-c", "id")
    assert answer.lines.index("chn") < answer.lines.index("tjk")


@pytest.mark.parametrize("column", ["nothing", "-nothing", "-", "--id", "capacity"])
def test_an_unknown_column_to_sort_by_is_refused(column: str) -> None:
    assert "no column is called" in usage(ask("list", "delegations", f"--sort={column}"))


def test_sorting_comes_before_cutting(shipped: Shipped) -> None:
    assert ids("list", "events", *SPECIAL, "-s", "-start", "-n", "1") == ["un-sco-2019"]
    starts = sorted((record["start"], held) for held, record in shipped["events"].items())
    assert ids("list", "events", "-s", "-start", "-n", "1") == [starts[-1][1]]
    assert ids("list", "events", "-n", "1") == [starts[0][1]] == ["signing-asean-2005"]


# --limit and --exit-status


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 1000])
def test_a_limit_cuts_to_at_most_so_many_rows(shipped: Shipped, count: int) -> None:
    assert ids("list", "events", "--limit", str(count)) == ids("list", "events")[:count]
    rows = ask("list", "events", "-n", str(count), "-f", "json").json
    assert len(rows) == min(count, len(shipped["events"]))
    assert len(ask("list", "events", *SPECIAL, "-n", str(count), "-f", "json").json) == min(count, 3)


@pytest.fixture
def of_three(make_store: StoreMaker) -> str:
    """A store with three events."""
    return make_store(events=[event("one"), event("two"), event("three")])


def test_a_table_that_is_cut_says_so_in_its_title(of_three: str) -> None:
    cut = ask("--store", of_three, "list", "events", "-n", "2", terminal=100)
    assert cut.lines[0] == "Events – 2 of 3 rows"
    whole = ask("--store", of_three, "list", "events", "-n", "3", terminal=100)
    assert whole.lines[0] == "Events"


def test_a_limit_of_no_rows_does_not_say_that_nothing_matched(of_three: str) -> None:
    answer = ask("--store", of_three, "list", "events", "-n", "0", terminal=100)
    assert answer.code == 0
    assert answer.lines[0] == "Events – 0 of 3 rows"
    assert "match" not in answer.out


def test_only_when_asked_for_does_an_empty_answer_have_an_exit_code_of_its_own() -> None:
    nothing = ("list", "events", "--kind", "summit", *SPECIAL, "-f", "json")
    assert ask(*nothing) == Answer(0, "[]\n", "")
    assert ask(*nothing, "--exit-status") == Answer(1, "[]\n", "")
    assert ask("list", "events", "--exit-status").code == 0
    assert ask("list", "observers", "--as-of", "today", "--exit-status") == Answer(1, "", "")


def test_what_is_cut_off_by_a_limit_has_matched() -> None:
    assert ask("list", "events", "-n", "0", "--exit-status") == Answer(0, "", "")


def test_an_error_keeps_its_own_exit_code() -> None:
    assert ask("list", "events", "--with", "nobody", "--exit-status").code == 3
    assert ask("list", "events", "--kind", "party", "--exit-status").code == 2


# Empty collections and other stores.


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """A store with nothing in it."""
    path = tmp_path / "bare.json"
    path.write_text('{"events": {}}', encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("view", PLAIN)
def test_a_store_without_records_has_empty_lists(bare: str, view: str) -> None:
    days = [[]] if view not in ON_A_DAY else [[], ["--as-of", "2018"], ["--as-of", "today"]]
    for words in days:
        asked = ["--store", bare, "list", view, *words]
        assert ask(*asked) == Answer(0, "", "")
        assert ask(*asked, "-f", "json") == Answer(0, "[]\n", "")
        assert ask(*asked, "-f", "ids", "-s", "id", "-n", "3") == Answer(0, "", "")
        table = ask(*asked, terminal=80)
        assert table.code == 0
        assert len(table.lines) == 2
        assert table.lines[1].endswith(".")


def test_a_store_without_records_knows_no_name(bare: str) -> None:
    for words in (["list", "members", "--event", "un-sco-2018"], ["show", "tur"], ["status", "tur"]):
        answer = ask("--store", bare, *words)
        assert (answer.code, answer.out) == (3, "")
        assert answer.err.count("\n") == 1


def test_a_store_without_records_tells_so(bare: str) -> None:
    answer = ask("--store", bare, "info", "-f", "json")
    assert answer.code == 0
    assert {answer.json[0][name] for name in ("events", "people", "sources")} == {0}
    assert ask("--store", bare, "status") == Answer(0, "", "")


def test_a_record_may_leave_out_all_that_is_not_known(make_store: StoreMaker) -> None:
    store = make_store(
        events=[event("held")],
        delegations=[delegation("aaa")],
        agencies=[{"id": "body", "name": "Body", "kind": "other", "sources": CITED}],
        people=[{"id": "ann", "name": "Ann", "sources": CITED}],
        documents=[{"id": "text", "kind": "plan", "title": "Text", "sources": CITED}],
        topics=[{"id": "one", "label": "One", "description": "Of all"}],
    )
    for view in ("events", "delegations", "agencies", "people", "documents", "topics", "sources"):
        answer = ask("--store", store, "list", view)
        assert (answer.code, len(answer.lines), answer.err) == (0, 1, "")
        assert answer.lines[0].count("\t") == PLAIN[view].count(",")
        for column in PLAIN[view].split(","):
            assert ask("--store", store, "list", view, "-s", f"-{column}").lines == answer.lines
    for view in AT_AN_EVENT:
        assert ask("--store", store, "list", view, "--event", "held").code == 0


def test_json_says_null_where_a_column_has_no_value(make_store: StoreMaker) -> None:
    store = make_store(delegations=[delegation("aaa", ("member", "2001", None))])
    (row,) = ask("--store", store, "list", "members", "-f", "json").json
    assert (row["until"], row["now"]) == (None, "member")
    assert "official_name" not in row, "what is absent and not a column stays absent"


def test_a_list_reads_the_store_and_leaves_it_as_it_was(make_store: StoreMaker) -> None:
    store = make_store(events=[event("held")])
    before = Path(store).read_bytes()
    ask("--store", store, "list", "events")
    assert Path(store).read_bytes() == before
    assert json.loads(before)["events"].keys() == {"held"}


def test_groups_that_an_event_names_are_told_beside_those_it_names_one_by_one(make_store: StoreMaker) -> None:
    groups = [
        {"named": "SCO observers", "capacity": "observer", "part": "attended"},
        {"named": "Congo", "capacity": "guest", "part": "attended"},
    ]
    store = make_store(events=[event("held", groups=groups)], delegations=[])
    told = "named there as a group, or not clearly enough to tell who is meant"
    for view, named in (("observers", "SCO observers"), ("delegations", "SCO observers, Congo")):
        assert ask("--store", store, "list", view, "--event", "held") == Answer(
            0, "", f"unsco: {told}: {named}\n"
        )
    for view in ("members", "agencies", "people"):
        assert ask("--store", store, "list", view, "--event", "held") == Answer(0, "", "")


def test_the_evidence_of_a_row_of_a_status_is_that_of_the_period(shipped: dict[str, Any]) -> None:
    periods = shipped["delegations"]["irn"]["statuses"]
    for row, period in zip(
        ask("status", "irn", "-c", "status,sources", "-f", "json").json, periods, strict=True
    ):
        assert row == {"status": period["status"], "sources": period["sources"]}
