"""Who held a status on a day: the answers promised, and the laws behind them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import Answer, StoreMaker, ask, delegation
from unsco_cli.dates import Certainty, PartialDate
from unsco_cli.models import Delegation
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path

Shipped = dict[str, dict[str, Any]]

# What each view of delegations lists.
STATUSES = {
    "delegations": {"member", "observer", "dialogue-partner", "partner"},
    "members": {"member"},
    "observers": {"observer"},
    "dialogue-partners": {"dialogue-partner"},
    "partners": {"dialogue-partner", "partner"},
}
FOUNDERS = {"chn", "kaz", "kgz", "rus", "tjk", "uzb"}
IN_2017 = "unknown for ind, pak: 2017 is not one day, and the answer depends on which"
DAY = timedelta(days=1)


def holders(shipped: Shipped, view: str, day: date) -> set[str]:
    """Work out from the plain file who held a status of a view on a day."""
    return {
        identifier
        for identifier, record in shipped["delegations"].items()
        for period in record.get("statuses", [])
        if period["status"] in STATUSES[view]
        and date.fromisoformat(period["from"]) <= day
        and ("until" not in period or day < date.fromisoformat(period["until"]))
    }


def days_of_change(shipped: Shipped) -> list[date]:
    """Return each day on which a period of the shipped data begins or ends, and the day before."""
    changes = {
        date.fromisoformat(period[end])
        for record in shipped["delegations"].values()
        for period in record.get("statuses", [])
        for end in ("from", "until")
        if end in period
    }
    return sorted(changes | {change - DAY for change in changes})


@pytest.mark.parametrize("view", STATUSES)
def test_around_every_change_the_holders_are_those_that_the_file_says(shipped: Shipped, view: str) -> None:
    days = days_of_change(shipped)
    assert len(days) > 20
    for day in days:
        answer = ask("list", view, "--as-of", day.isoformat(), "-f", "ids")
        assert (answer.code, answer.err) == (0, ""), day
        assert sorted(answer.lines) == sorted(holders(shipped, view, day)), day


@pytest.mark.parametrize(
    ("view", "ids"),
    [("observers", "afg blr irn mng"), ("dialogue-partners", "arm aze khm lka npl tur")],
)
def test_who_held_a_status_on_the_day_of_the_second_special_event(view: str, ids: str) -> None:
    on_day = ask("list", view, "--as-of", "2018-11-27", "-f", "ids")
    at_event = ask("list", view, "--event", "un-sco-2018", "-f", "ids")
    assert sorted(on_day.lines) == ids.split()
    assert sorted(at_event.lines) == ids.split()


def test_members_the_day_before_and_the_day_of_the_change() -> None:
    before = ask("list", "members", "--as-of", "2017-06-08", "-f", "ids")
    after = ask("list", "members", "--as-of", "2017-06-09", "-f", "ids")
    assert set(before.lines) == FOUNDERS
    assert set(after.lines) == FOUNDERS | {"ind", "pak"}


def test_india_and_pakistan_stop_being_observers_on_the_day_they_become_members() -> None:
    before = ask("list", "observers", "--as-of", "2017-06-08", "-f", "ids")
    after = ask("list", "observers", "--as-of", "2017-06-09", "-f", "ids")
    assert set(before.lines) - set(after.lines) == {"ind", "pak"}
    assert set(after.lines) == {"afg", "blr", "irn", "mng"}


def test_a_year_of_change_leaves_the_newcomers_unknown_in_every_row() -> None:
    answer = ask("list", "members", "--as-of", "2017", "-c", "id,certainty")
    assert dict(line.split("\t") for line in answer.lines) == {
        **dict.fromkeys(FOUNDERS, "certain"),
        "ind": "unknown",
        "pak": "unknown",
    }
    rows = [line.split("\t") for line in ask("list", "members", "--as-of", "2017").lines]
    assert {row[0]: row[-1] for row in rows} == dict(line.split("\t") for line in answer.lines)


def test_a_year_of_change_leaves_the_newcomers_unknown_in_json() -> None:
    rows = ask("list", "members", "--as-of", "2017", "-f", "json").json
    assert {row["id"] for row in rows if row["certainty"] == "unknown"} == {"ind", "pak"}
    assert {row["id"] for row in rows if row["certainty"] == "certain"} == FOUNDERS


@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "md", "ids"])
def test_what_is_unknown_is_named_on_standard_error_in_every_format_of_a_pipe(format_: str) -> None:
    answer = ask("list", "members", "--as-of", "2017", "-f", format_)
    assert answer.code == 0
    assert answer.err == f"unsco: {IN_2017}\n"
    assert "depends on which" not in answer.out


def test_a_table_tells_what_is_unknown_in_itself() -> None:
    answer = ask("list", "members", "--as-of", "2017", terminal=100)
    rows = {
        line.split()[0]: line.split()[-1] for line in answer.lines if line[:3] in FOUNDERS | {"ind", "pak"}
    }
    assert rows == {**dict.fromkeys(FOUNDERS, "certain"), "ind": "unknown", "pak": "unknown"}
    assert answer.lines[0] == "Members on 2017"
    assert answer.lines[-1] == IN_2017
    assert answer.out.count("unknown for") == 1
    assert answer.err == ""


@pytest.mark.parametrize(("month", "certain"), [("2017-05", 6), ("2017-07", 8)])
def test_a_month_without_a_change_is_certain_throughout(month: str, certain: int) -> None:
    answer = ask("list", "members", "--as-of", month, "-c", "certainty")
    assert answer.lines == ["certain"] * certain
    assert answer.err == ""


@pytest.mark.parametrize(
    ("format_", "empty"), [("tsv", ""), ("ids", ""), ("jsonl", ""), ("json", []), ("csv", "header")]
)
def test_nobody_is_an_observer_any_more_and_that_is_an_empty_document(format_: str, empty: Any) -> None:
    answer = ask("list", "observers", "--as-of", "today", "-f", format_)
    assert (answer.code, answer.err) == (0, "")
    if format_ == "json":
        assert answer.json == empty
    elif format_ == "csv":
        assert answer.lines == ["id,name,since,until,certainty"]
    else:
        assert answer.out == empty


def test_a_table_says_since_when_nobody_is_an_observer() -> None:
    answer = ask("list", "observers", "--as-of", "today", terminal=80)
    assert answer.code == 0
    assert answer.lines == [
        "Observers on 2026-11-23",
        "No observer status is held on 2026-11-23: the last one ended on 2025-09-01.",
    ]


@pytest.mark.parametrize(
    ("view", "first"),
    [
        ("members", "2001-06-15"),
        ("observers", "2004-06-17"),
        ("dialogue-partners", "2009-06-16"),
        ("partners", "2009-06-16"),
        ("delegations", "2001-06-15"),
    ],
)
def test_before_the_first_status_of_a_kind_the_table_says_when_it_began(view: str, first: str) -> None:
    day = (date.fromisoformat(first) - DAY).isoformat()
    assert ask("list", view, "--as-of", day, "-f", "json").json == []
    table = ask("list", view, "--as-of", day, terminal=80)
    assert table.code == 0
    assert len(table.lines) == 2
    assert f"began on {first}" in table.lines[1]
    assert ask("list", view, "--as-of", first, "-f", "json").json != []


def test_without_any_status_on_record_a_table_says_so(make_store: StoreMaker) -> None:
    store = make_store(delegations=[delegation("aaa")])
    answer = ask("--store", store, "list", "members", "--as-of", "2018", terminal=80)
    assert answer.code == 0
    assert answer.lines[1:] == ["No status with the SCO is on record."]


@pytest.mark.parametrize("word", ["today", "TODAY", "Today"])
@pytest.mark.parametrize(("day", "observers"), [(date(2025, 8, 31), ["mng", "afg"]), (date(2025, 9, 1), [])])
def test_today_is_the_day_it_is(word: str, day: date, observers: list[str]) -> None:
    today = ask("list", "observers", "--as-of", word, "-f", "ids", today=day)
    assert today.lines == observers
    assert today == ask("list", "observers", "--as-of", day.isoformat(), "-f", "ids", today=date(1999, 1, 1))


def test_no_answer_depends_on_the_day_unless_it_is_asked_for() -> None:
    for words in (["list", "members"], ["list", "delegations"], ["status"], ["show", "irn"], ["info"]):
        early, late = (ask(*words, "-f", "json", today=date(year, 1, 1)) for year in (1999, 2999))
        assert early == late


@pytest.mark.parametrize(
    ("day", "members", "observers", "dialogue_partners", "partners"),
    [
        ("2004-06-16", 6, 0, 0, 0),
        ("2004-06-17", 6, 1, 0, 0),
        ("2005-07-05", 6, 4, 0, 0),
        ("2009-06-16", 6, 4, 2, 0),
        ("2012-06-07", 6, 5, 3, 0),
        ("2015-07-10", 6, 6, 6, 0),
        ("2016-11-22", 6, 6, 6, 0),
        ("2017-06-09", 8, 4, 6, 0),
        ("2019-11-19", 8, 4, 6, 0),
        ("2021-09-17", 8, 4, 9, 0),
        ("2022-09-16", 8, 4, 14, 0),
        ("2023-07-04", 9, 3, 14, 0),
        ("2024-07-04", 10, 2, 14, 0),
        ("2025-08-31", 10, 2, 14, 0),
        ("2025-09-01", 10, 0, 0, 17),
    ],
)
def test_so_many_held_each_status(
    day: str, members: int, observers: int, dialogue_partners: int, partners: int
) -> None:
    def count(view: str) -> int:
        return len(ask("list", view, "--as-of", day, "-f", "ids").lines)

    assert (count("members"), count("observers"), count("dialogue-partners")) == (
        members,
        observers,
        dialogue_partners,
    )
    assert count("partners") == dialogue_partners + partners
    assert count("delegations") == members + observers + dialogue_partners + partners


# Who changed to which status on which day: written down from the decisions, not from the store.
CHANGES = [
    ("2001-06-15", "member", "chn kaz kgz rus tjk uzb"),
    ("2004-06-17", "observer", "mng"),
    ("2005-07-05", "observer", "ind irn pak"),
    ("2009-06-16", "dialogue-partner", "blr lka"),
    ("2012-06-07", "observer", "afg"),
    ("2012-06-07", "dialogue-partner", "tur"),
    ("2015-07-10", "observer", "blr"),
    ("2015-07-10", "dialogue-partner", "arm aze khm npl"),
    ("2017-06-09", "member", "ind pak"),
    ("2021-09-17", "dialogue-partner", "egy qat sau"),
    ("2022-09-16", "dialogue-partner", "are bhr kwt mdv mmr"),
    ("2023-07-04", "member", "irn"),
    ("2024-07-04", "member", "blr"),
    ("2025-09-01", "partner", "afg mng arm aze khm npl tur lka egy qat sau are bhr kwt mdv mmr lao"),
]


@pytest.mark.parametrize(
    "day",
    [
        "2004-06-17",
        "2005-07-05",
        "2009-06-16",
        "2012-06-06",
        "2012-06-07",
        "2015-07-10",
        "2017-06-08",
        "2017-06-09",
        "2018-11-27",
        "2021-09-17",
        "2022-09-16",
        "2023-07-04",
        "2024-07-04",
        "2025-08-31",
        "2025-09-01",
    ],
)
def test_these_held_each_status(day: str) -> None:
    held = {who: status for since, status, ids in CHANGES if since <= day for who in ids.split()}
    for view in ("members", "observers", "dialogue-partners"):
        expected = {who for who, status in held.items() if f"{status}s" == view}
        assert set(ask("list", view, "--as-of", day, "-f", "ids").lines) == expected
    partners = {who for who, status in held.items() if status in STATUSES["partners"]}
    assert set(ask("list", "partners", "--as-of", day, "-f", "ids").lines) == partners


# The records are read once: a law over days asks them many times.
DELEGATIONS = Store(shipped_path()).find(Delegation)
any_precision = st.builds(
    lambda day, signs: day.isoformat()[:signs],
    st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    st.sampled_from((4, 7, 10)),
)


@given(any_precision)
@example("2017-06-09")
@example("2025-09-01")
@example("2025-09")
@example("2025")
def test_nobody_has_two_certain_statuses_on_a_day(day: str) -> None:
    for record in DELEGATIONS:
        answers = [period.on(PartialDate(day)) for period in record.statuses]
        assert answers.count(Certainty.YES) <= 1, record.id
        # A day that is surely of one period is surely of no other.
        if Certainty.YES in answers:
            assert Certainty.UNKNOWN not in answers, record.id


@given(st.dates())
def test_a_precise_day_is_never_unknown_in_the_shipped_data(day: date) -> None:
    found = [period.on(PartialDate(day.isoformat())) for record in DELEGATIONS for period in record.statuses]
    assert found
    assert Certainty.UNKNOWN not in found


@settings(max_examples=25)
@given(any_precision)
@example("2017")
@example("2025")
def test_the_views_of_a_day_agree_with_each_other(day: str) -> None:
    def rows(view: str) -> set[str]:
        return set(ask("list", view, "--as-of", day, "-c", "id,status,since,certainty").lines)

    single = rows("members") | rows("observers") | rows("partners")
    assert single == rows("delegations")
    assert rows("dialogue-partners") <= rows("partners")


def test_who_has_an_imprecise_status_is_certain_only_where_the_days_can_not_differ(
    make_store: StoreMaker,
) -> None:
    store = make_store(delegations=[delegation("aaa", ("observer", "2010", "2012-06"))])
    expected = {
        "2009-12-31": None,
        "2010-01-01": "unknown",
        "2010-12-30": "unknown",
        "2010-12-31": "certain",
        "2011": "certain",
        "2012-05": "certain",
        "2012-06-01": "unknown",
        "2012-06-29": "unknown",
        "2012-06-30": None,
        "2012": "unknown",
        "2013": None,
    }
    for day, certainty in expected.items():
        answer = ask("--store", store, "list", "observers", "--as-of", day, "-c", "certainty")
        assert answer.lines == ([certainty] if certainty else []), day
        reason = (
            "the dates on record are not precise enough"
            if len(day) == len("2010-01-01")
            else f"{day} is not one day, and the answer depends on which"
        )
        assert answer.err == (f"unsco: unknown for aaa: {reason}\n" if certainty == "unknown" else ""), day


@pytest.mark.parametrize(
    ("view", "day", "named"),
    [
        # From dialogue-partner to partner: one of the two is certain. Observers had neither before.
        ("partners", "2025", ["afg", "lao", "mng"]),
        # The day of the change is the first of its month: all of the month lies after it.
        ("partners", "2025-09", []),
        # Only Laos had no status before.
        ("delegations", "2025", ["lao"]),
        ("delegations", "2017", []),
        ("members", "2017", ["ind", "pak"]),
        ("observers", "2017", ["ind", "pak"]),
        ("observers", "2025", ["afg", "mng"]),
        ("members", "2025", []),
    ],
)
def test_only_those_are_named_who_may_have_had_no_status_asked_for(
    view: str, day: str, named: list[str]
) -> None:
    answer = ask("list", view, "--as-of", day, "-c", "id,certainty")
    assert answer.code == 0
    reason = f"{day} is not one day, and the answer depends on which"
    found = re.fullmatch(rf"unsco: unknown for (.*): {reason}\n", answer.err)
    assert (sorted(found[1].split(", ")) if found else []) == named
    assert bool(answer.err) == bool(named)
    unknown = {line.split("\t")[0] for line in answer.lines if line.endswith("\tunknown")}
    assert unknown >= set(named)
    if (view, day) == ("partners", "2025"):
        # Every row of a change is unknown, and still most of them are certain of one of the two.
        assert len(unknown) == 17
        assert {line.split("\t")[1] for line in answer.lines} == {"unknown"}


def test_the_status_of_all_in_a_year_of_change_names_only_who_may_have_had_none() -> None:
    said = "unsco: unknown for lao: 2025 is not one day, and the answer depends on which\n"
    assert ask("status", "--as-of", "2025").err == said
    assert ask("status", "tur", "lao", "afg", "--as-of", "2025").err == said
    assert ask("status", "tur", "afg", "--as-of", "2025").err == ""


def test_a_delegation_that_changed_status_is_certain_of_one_and_unknown_of_each(
    make_store: StoreMaker,
) -> None:
    changed = delegation("aaa", ("observer", "2010", "2018-06-10"), ("member", "2018-06-10", None))
    gap = delegation("bbb", ("observer", "2010", "2018-06-10"), ("member", "2018-06-11", None))
    store = make_store(delegations=[changed, gap])
    answer = ask("--store", store, "list", "delegations", "--as-of", "2018", "-c", "id,status,certainty")
    assert sorted(answer.lines) == [
        f"{name}\t{status}\tunknown" for name in ("aaa", "bbb") for status in ("member", "observer")
    ]
    reason = "2018 is not one day, and the answer depends on which"
    assert answer.err == f"unsco: unknown for bbb: {reason}\n"
    for view in ("observers", "members"):
        alone = ask("--store", store, "list", view, "--as-of", "2018", "-f", "ids")
        assert alone.err == f"unsco: unknown for aaa, bbb: {reason}\n"
        assert alone.lines == ["aaa", "bbb"]


def test_whoever_changed_status_on_an_imprecise_day_had_one_of_them(make_store: StoreMaker) -> None:
    changed = delegation("aaa", ("observer", "2010", "2018-06"), ("member", "2018-06", None))
    store = make_store(delegations=[changed])
    answer = ask("--store", store, "list", "delegations", "--as-of", "2018-06-10", "-c", "status,certainty")
    assert sorted(answer.lines) == ["member\tunknown", "observer\tunknown"]
    assert answer.err == ""


def test_the_order_in_which_a_store_has_the_statuses_changes_nothing(make_store: StoreMaker) -> None:
    changed = delegation("aaa", ("member", "2018-06-10", None), ("observer", "2010", "2018-06-10"))
    store = make_store(delegations=[changed])
    answer = ask("--store", store, "list", "delegations", "--as-of", "2018", "-c", "status,certainty")
    assert sorted(answer.lines) == ["member\tunknown", "observer\tunknown"]
    assert answer.err == ""


# --certain


@pytest.mark.parametrize("view", STATUSES)
@pytest.mark.parametrize("day", ["2009", "2017", "2018-11-27", "2025"])
def test_only_certain_rows_are_left_and_nothing_is_noted(view: str, day: str) -> None:
    both = ask("list", view, "--as-of", day, "-c", "id,status,since,certainty")
    certain = ask("list", view, "--as-of", day, "--certain", "-c", "id,status,since,certainty")
    assert (certain.code, certain.err) == (0, "")
    assert certain.lines == [line for line in both.lines if line.endswith("\tcertain")]
    table = ask("list", view, "--as-of", day, "--certain", terminal=100)
    assert (table.code, table.err) == (0, "")
    assert "unknown" not in table.out


def test_members_of_a_year_of_change_that_are_certain() -> None:
    answer = ask("list", "members", "--as-of", "2017", "--certain", "-f", "ids")
    assert (set(answer.lines), answer.err) == (FOUNDERS, "")
    status = ask("status", "ind", "chn", "--as-of", "2017", "--certain", "-c", "id,status,certainty")
    assert (status.lines, status.err) == (["chn\tmember\tcertain"], "")


@pytest.mark.parametrize("words", [["list", "members"], ["list", "events"], ["list", "topics"], ["status"]])
def test_where_no_day_is_asked_for_everything_is_certain(words: list[str]) -> None:
    assert ask(*words, "--certain") == ask(*words)


@pytest.mark.parametrize(
    "words",
    [
        # In this year the first six became members: on which day of it is not asked.
        ["list", "members", "--as-of", "2001"],
        ["list", "delegations", "--as-of", "2001"],
        ["list", "observers", "--as-of", "2004"],
        ["list", "partners", "--as-of", "2025"],
        ["status", "lao", "--as-of", "2025"],
    ],
)
def test_where_nothing_is_certain_an_answer_is_empty_and_claims_no_more(words: list[str]) -> None:
    assert ask(*words).lines != []
    assert ask(*words, "--certain") == Answer(0, "", "")
    assert ask(*words, "--certain", "-f", "json") == Answer(0, "[]\n", "")
    table = ask(*words, "--certain", terminal=200)
    assert (table.code, table.err) == (0, "")
    # They may well have held it on some day of the year.
    assert "is held on" not in table.out
    assert "began on" not in table.out


def test_a_status_that_returns_is_held_in_each_of_its_periods(make_store: StoreMaker) -> None:
    returned = delegation("aaa", ("observer", "2010-01-01", "2012-01-01"), ("observer", "2015-01-01", None))
    store = make_store(delegations=[returned])
    held = {
        day: len(ask("--store", store, "list", "observers", "--as-of", day).lines)
        for day in ("2009", "2011", "2012-01-01", "2014-12-31", "2015-01-01", "2020")
    }
    assert held == {"2009": 0, "2011": 1, "2012-01-01": 0, "2014-12-31": 0, "2015-01-01": 1, "2020": 1}


@pytest.mark.parametrize("view", STATUSES)
def test_a_day_shows_from_when_and_until_when_the_status_was_held(shipped: Shipped, view: str) -> None:
    rows = ask("list", view, "--as-of", "2018-11-27", "-f", "json").json
    assert rows
    for row in rows:
        periods = shipped["delegations"][row["id"]]["statuses"]
        assert (row["since"], row["until"]) in [(one["from"], one.get("until")) for one in periods]
        assert row["since"] <= "2018-11-27"
        assert row["until"] is None or row["until"] > "2018-11-27"
        assert row["certainty"] == "certain"


def running(shipped: Shipped, day: str) -> list[str]:
    """Work out from the plain file which events ran on a day, each with how certain that is.

    Only a day is certain, and only between days: no event lasts for a month. As texts, dates are in
    order of their first days; with ~ behind them, which follows every digit and dash, of their last.
    """
    held = sorted(
        (record["start"], identifier, record.get("end", record["start"]))
        for identifier, record in shipped["events"].items()
    )
    return [
        f"{identifier}\t{'certain' if {len(day), len(first), len(last)} == {10} else 'unknown'}"
        for first, identifier, last in held
        if first <= f"{day}~" and day <= f"{last}~"
    ]


@pytest.mark.parametrize(
    ("day", "special"),
    [
        ("2018-11-27", ["un-sco-2018\tcertain"]),
        ("2018-11-26", []),
        ("2018-11-28", []),
        ("2018-11", ["un-sco-2018\tunknown"]),
        ("2019", ["un-sco-2019\tunknown"]),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_events_of_a_day(shipped: Shipped, day: str, special: list[str], whole: bool) -> None:
    events = running(shipped, day) if whole else special
    assert [line for line in events if line.startswith("un-sco-")] == special
    series = () if whole else ("--series", "joint-special-event")
    words = ("list", "events", "--as-of", day, *series, "-c", "id,certainty")
    answer = ask(*words)
    assert answer.code == 0
    assert answer.lines == events
    # Noted in the order of the store.
    unknown = ", ".join(sorted(line.split("\t")[0] for line in events if line.endswith("\tunknown")))
    reason = f"{day} is not one day, and the answer depends on which"
    assert answer.err == (f"unsco: unknown for {unknown}: {reason}\n" if unknown else "")
    certain = ask(*words, "--certain")
    assert (certain.lines, certain.err) == ([line for line in events if line.endswith("\tcertain")], "")


@pytest.mark.parametrize(
    ("day", "events"),
    [
        ("2018-11-26", []),
        ("2018-11-27", ["geneva-2018", "un-sco-2018"]),
        ("2018-11-28", ["geneva-2018"]),
        ("2018-11-29", []),
    ],
)
def test_an_event_of_two_days_ran_on_both(day: str, events: list[str]) -> None:
    assert ask("list", "events", "--as-of", day, "-f", "ids") == Answer(
        0, "".join(f"{one}\n" for one in events), ""
    )


@pytest.mark.parametrize(
    ("view", "title"),
    [
        ("delegations", "Delegations with a status on 2018-11-27"),
        ("members", "Members on 2018-11-27"),
        ("observers", "Observers on 2018-11-27"),
        ("dialogue-partners", "Dialogue partners on 2018-11-27"),
        ("partners", "Dialogue partners and SCO partners on 2018-11-27"),
        ("events", "Events on 2018-11-27"),
    ],
)
def test_a_table_of_a_day_says_what_it_lists(view: str, title: str) -> None:
    assert ask("list", view, "--as-of", "2018-11-27", terminal=100).lines[0] == title


# The command status.


def test_statuses_come_in_the_order_in_which_delegations_are_named_each_once() -> None:
    answer = ask("status", "ind", "BLR", "Iran", "India", "-c", "id,status")
    assert (answer.code, answer.err) == (0, "")
    assert answer.lines == [
        "ind\tobserver",
        "ind\tmember",
        "blr\tdialogue-partner",
        "blr\tobserver",
        "blr\tmember",
        "irn\tobserver",
        "irn\tmember",
    ]
    on_day = ask("status", "tur", "irn", "chn", "Turkey", "--as-of", "2018-11-27", "-f", "ids")
    assert on_day.lines == ["tur", "irn", "chn"]
    piped = ask("status", "tur", "-", "chn", "-f", "ids", stdin="irn\ntur\nirn\n")
    assert piped.lines == ["tur", "irn", "chn"]


@pytest.mark.parametrize("words", [[], ["--as-of", "2018-11-27"], ["--as-of", "2018", "--certain"]])
def test_of_a_delegation_without_a_status_that_is_said(words: list[str]) -> None:
    assert ask("status", "bgd", *words) == Answer(0, "", "")
    table = ask("status", "bgd", *words, terminal=100)
    assert (table.code, table.err) == (0, "")
    title = "Status with the SCO on" if words else "Status with the SCO, whole history"
    assert table.lines[0].startswith(title)
    assert table.lines[1:] == ["No status with the SCO is on record."]


@pytest.mark.parametrize("view", [*(view for view in STATUSES if view != "delegations"), None])
def test_a_history_without_rows_says_that_no_status_is_on_record(
    make_store: StoreMaker, view: str | None
) -> None:
    store = make_store(delegations=[delegation("aaa")])
    words = ["list", view] if view else ["status"]
    assert ask("--store", store, *words) == Answer(0, "", "")
    table = ask("--store", store, *words, terminal=100)
    assert (table.code, table.lines[1:]) == (0, ["No status with the SCO is on record."])
