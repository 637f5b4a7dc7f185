"""What happened, and what changed between two days: against the plain file, and the laws of dates."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import CITED, Answer, StoreMaker, answered, ask, delegation, event, process, rows, written
from tests.test_hostile import TEXTS, acting
from unsco_cli.dates import PartialDate
from unsco_cli.query.happenings import KINDS
from unsco_cli.schema import COLLECTIONS

Row = dict[str, Any]
Shipped = dict[str, dict[str, Any]]

DAY = timedelta(days=1)
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids", "html", "svg")
EMPTY = {name: {} for name in COLLECTIONS}


def timeline(*words: str, store: str = "", **circumstances: Any) -> list[Row]:
    named = ("--store", store) if store else ()
    columns = "date,kind,collection,id,name,detail,certainty"
    return rows(*named, "timeline", *words, "-c", columns, **circumstances)


def diff(*words: str, store: str = "") -> list[Row]:
    return rows(*(("--store", store) if store else ()), "diff", *words)


def keys(found: list[Row]) -> list[tuple[str, ...]]:
    """What each row is about, whatever its certainty."""
    return [tuple(str(row[name]) for name in ("date", "kind", "id", "change", "after")) for row in found]


def certain(found: list[Row]) -> list[tuple[str, ...]]:
    return keys([row for row in found if row["certainty"] == "certain"])


def boundaries(shipped: Shipped) -> list[date]:
    """Each day on which a status, a chairmanship or an office of the shipped data begins or ends."""
    parts = (
        part
        for collection, fields in (("delegations", ("statuses", "chairmanships")), ("people", ("posts",)))
        for record in shipped[collection].values()
        for field in fields
        for part in record.get(field, [])
    )
    found = (part[end] for part in parts for end in ("from", "until") if end in part)
    return sorted({PartialDate(text).first for text in found} | {PartialDate(text).last for text in found})


@pytest.fixture(scope="module")
def days(shipped: Shipped) -> list[str]:
    """The boundaries with the days around them."""
    around = {day + step for day in boundaries(shipped) for step in (-DAY, timedelta(), DAY)}
    return [day.isoformat() for day in sorted(around)]


def person(identifier: str, *posts: Row, **fields: Any) -> Row:
    return {"id": identifier, "name": identifier.title(), "sources": CITED, "posts": list(posts), **fields}


def chairs(identifier: str, *held: Row) -> Row:
    return delegation(identifier, chairmanships=[{**one, "sources": CITED} for one in held])


# The laws of differences


def assert_parts_make_the_whole(whole: list[Row], parts: tuple[list[Row], list[Row]]) -> None:
    first, second = parts
    told = certain(first) + certain(second)
    assert len(set(told)) == len(told)
    # Nothing is certain of a part that is not certain of the whole.
    assert set(told) <= set(certain(whole))
    # What is certain of the whole and not of a part is open in both: its date lies about the middle day.
    for straddling in set(certain(whole)) - set(told):
        assert straddling in keys(first)
        assert straddling in keys(second)
        assert not PartialDate(straddling[0]).is_day
    exact = [key for key in certain(whole) if PartialDate(key[0]).is_day]
    assert exact == [key for key in told if PartialDate(key[0]).is_day]
    assert set(keys(whole)) <= set(keys(first)) | set(keys(second))


@settings(max_examples=10, deadline=None, database=None)
@given(st.data())
def test_two_differences_one_after_the_other_are_the_difference_of_both(
    days: list[str], drawn_from: st.DataObject
) -> None:
    start, middle, end = sorted(drawn_from.draw(st.tuples(*[st.sampled_from(days)] * 3)))
    assert_parts_make_the_whole(diff(start, end), (diff(start, middle), diff(middle, end)))


IMPRECISE = ("2010", "2010-03", "2010-03-05", "2010-03-06", "2010-12-31", "2011-01-01", "2011", "2011-07")
MADE = st.lists(st.sampled_from(IMPRECISE), max_size=5, unique=True).map(sorted)
ASKED = st.dates(date(2009, 12, 30), date(2012, 1, 2)).map(date.isoformat)
WHENEVER = st.one_of(ASKED, st.sampled_from(["2009", "2010", "2010-03", "2010-12", "2011", "2012"]))


def made(folder: Path, changes: list[list[str]], open_ended: bool) -> str:
    """A store with a delegation for each list of dates, at each of which its status begins or ends."""
    statuses = ("observer", "dialogue-partner", "member", "partner")
    return written(
        folder,
        delegations=[
            delegation(
                f"state-{number}",
                *(
                    (statuses[step % 4], since, until)
                    for step, (since, until) in enumerate(pairwise([*dates, None]))
                    if until or open_ended
                    if since
                ),
            )
            for number, dates in enumerate(changes)
        ],
        people=[person("someone", *({"title": "post", "from": one} for one in changes[0]))],
    )


@settings(max_examples=25, deadline=None, database=None)
@given(st.lists(MADE, min_size=1, max_size=3), st.booleans(), st.tuples(ASKED, ASKED, ASKED))
def test_the_parts_make_the_whole_where_dates_are_imprecise(
    folder: Path, changes: list[list[str]], open_ended: bool, asked: tuple[str, str, str]
) -> None:
    store = made(folder, changes, open_ended)
    start, middle, end = sorted(asked)
    whole, parts = (
        diff(start, end, store=store),
        (diff(start, middle, store=store), diff(middle, end, store=store)),
    )
    assert_parts_make_the_whole(whole, parts)
    # A day differs in nothing from itself, even where it may be the day of a change.
    assert diff(start, start, store=store) == []


@settings(max_examples=25, deadline=None, database=None)
@given(MADE, WHENEVER, WHENEVER)
def test_a_change_is_certain_or_open_as_every_choice_of_days_has_it(
    folder: Path, dates: list[str], before: str, after: str
) -> None:
    store = made(folder, [dates], open_ended=True)
    first, last = PartialDate(before), PartialDate(after)
    if first.first > last.last:
        return
    found = {
        row["date"]: row["certainty"] for row in diff(before, after, store=store) if row["kind"] == "status"
    }
    for text in dates:
        change = PartialDate(text)
        # The extreme choices decide, for all between them lie between their answers.
        choices = [
            start < day <= end
            for start in (first.first, first.last)
            for end in (last.first, last.last)
            for day in {
                change.first,
                change.last,
                *(min(max(change.first, one), change.last) for one in (first.first + DAY, last.last)),
            }
        ]
        assert found.get(text) == ("certain" if all(choices) else "unknown" if any(choices) else None)


def test_a_day_differs_in_nothing_from_itself(days: list[str]) -> None:
    for day in days[::25]:
        assert diff(day, day) == []


def held(day: str) -> dict[str, str]:
    return {row["id"]: row["status"] for row in rows("status", "--as-of", day, "-c", "id,status")}


def test_statuses_of_one_day_and_the_changes_give_those_of_a_later_day(days: list[str]) -> None:
    sample = ["2001-01-01", *days[::26], "2026-01-01"]
    for before, after in [*pairwise(sample), *zip(sample, sample[5:], strict=False)]:
        statuses = held(before)
        for row in diff(before, after):
            if row["kind"] == "status":
                assert row["certainty"] == "certain"
                assert statuses.pop(row["id"], None) == row["before"]
                statuses |= {row["id"]: row["after"]} if row["after"] else {}
        assert statuses == held(after), (before, after)
    for view in ("members", "observers", "dialogue-partners"):
        status = view.removesuffix("s")
        listed = answered("list", view, "--as-of", "2020-01-01", "-f", "ids").lines
        assert sorted(listed) == sorted(one for one, other in held("2020-01-01").items() if other == status)


def test_each_change_of_status_is_made_by_an_act_and_the_chair_passes_with_a_summit() -> None:
    found = diff("2001-01-01", "2026-01-01")
    assert all(row["act"] for row in found if row["kind"] == "status")
    chair = [row for row in found if row["kind"] == "chairmanship"]
    assert [row["before"] for row in chair[1:]] == [row["after"] for row in chair[:-1]]
    assert all(row["id"] == row["after"] for row in chair)
    assert all(row["act"].startswith("summit in ") for row in chair[1:])
    assert next(row for row in chair if row["date"] == "2017-06-09")["act"].startswith("summit in Astana")


def test_who_joined_changed_left_and_came_back(make_store: StoreMaker) -> None:
    periods = (
        ("observer", "2010-01-01", "2012-01-01"),
        ("member", "2012-01-01", "2014-01-01"),
        ("member", "2016-01-01", None),
    )
    store = make_store(delegations=[delegation("aaa", *periods)])
    found = diff("2009-01-01", "2020-01-01", store=store)
    assert [(row["date"], row["change"], row["before"], row["after"], row["act"]) for row in found] == [
        ("2010-01-01", "joined", None, "observer", "act"),
        ("2012-01-01", "changed", "observer", "member", "act"),
        ("2014-01-01", "left", "member", None, None),
        ("2016-01-01", "joined", None, "member", "act"),
    ]
    # The act is told each time, also where the same words tell of another change.
    shown = answered("--store", store, "diff", "2009-01-01", "2020-01-01", terminal=80)
    assert shown.out.count("act  act") == 3


def test_the_same_note_of_two_changes_is_told_twice(make_store: StoreMaker) -> None:
    post = {"title": "Chair", "note": "An acting chair."}
    posts = [
        {**post, "from": day, "until": until}
        for day, until in (("2010-01-01", "2011-01-01"), ("2015-01-01", "2016-01-01"))
    ]
    store = make_store(people=[person("someone", *posts)])
    assert (
        answered("--store", store, "diff", "2009-01-01", "2020-01-01", terminal=80).out.count("acting chair")
        == 4
    )


def test_the_chair_is_taken_handed_on_and_left(make_store: StoreMaker) -> None:
    summit = {"city": "Here", "country": "aaa", "start": "2011-06-15"}
    store = make_store(
        delegations=[
            chairs("aaa", {"from": "2010-06-15", "until": "2011-06-15", "summit": summit}),
            chairs("bbb", {"from": "2011-06-15", "until": "2012-06"}),
        ]
    )
    found = diff("2009-01-01", "2013-01-01", store=store)
    told = [(row["date"], row["id"], row["change"], row["before"], row["after"], row["act"]) for row in found]
    assert told == [
        ("2010-06-15", "aaa", "took the chair", None, "aaa", None),
        ("2011-06-15", "bbb", "took the chair", "aaa", "bbb", "summit in Here (2011-06-15)"),
        ("2012-06", "bbb", "left the chair", "bbb", None, None),
    ]
    # It concerns the one who hands it on, too.
    assert keys(diff("2011-06-14", "2011-06-15", "aaa", store=store)) == keys(found[1:2])
    assert [row["id"] for row in timeline("aaa", "--kind", "chairmanship", store=store)] == ["aaa", "bbb"]


def test_who_held_the_chair_and_handed_it_on_is_asked_for_by_name() -> None:
    assert diff("2017-06-08", "2017-06-09", "kazakhstan") == [
        row for row in diff("2017-06-08", "2017-06-09") if row["kind"] == "chairmanship"
    ]


def test_names_narrow_a_difference_to_what_concerns_them() -> None:
    everything = diff("2001-01-01", "2026-01-01")
    for names in (["iran"], ["Islamic Republic of Iran", "BLR"], ["rashid-alimov"], ["sco"]):
        found = diff("2001-01-01", "2026-01-01", *names)
        assert found
        assert [row for row in everything if row in found] == found
    assert diff("2001-01-01", "2026-01-01", "bgd") == []
    one, other = diff("2001-01-01", "2026-01-01", "iran"), diff("2001-01-01", "2026-01-01", "india")
    assert [row for row in everything if row in one or row in other] == diff(
        "2001-01-01", "2026-01-01", "india", "iran"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("diff", "2018", "2017"), 2, "2018 is after 2017; turn them round"),
        (("diff", "2018-01-02", "2018-01-01"), 2, "turn them round"),
        (("diff", "2018"), 2, "DATE"),
        (("diff",), 2, "DATE"),
        (("diff", "2018-02-30", "2019"), 2, "'2018-02-30' is not a date"),
        (("diff", "2018", "iran"), 2, "'iran' is not a date"),
        (("diff", "2018", "2019", "nobody"), 3, "nobody"),
        (("timeline", "nobody"), 3, "nobody"),
        (("timeline", "iran", "nobody"), 3, "nobody"),
        (("timeline", "--from", "2019", "--to", "2018"), 2, "turn them round"),
        (("timeline", "--from", "whenever"), 2, "'whenever' is not a date"),
        (("timeline", "--kind", "evnt"), 2, "did you mean event?"),
        (("timeline", "-c", "nmae"), 2, "did you mean name?"),
        (("timeline", "--sort", "nmae"), 2, "did you mean name?"),
        (("timeline", "-f", "graphml"), 2, "no format is called"),
    ],
)
def test_a_wrong_question_is_told_on_one_line(words: tuple[str, ...], code: int, said: str) -> None:
    answer = ask(*words)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (code, "", 1)
    assert said in answer.err


def test_between_years_what_depends_on_the_day_is_open_and_the_note_names_the_year_that_leaves_it_so() -> (
    None
):
    question = ("diff", "2016", "2017")
    answer = answered(*question, "-f", "json")
    unknown = {row["date"]: row["id"] for row in answer.json if row["certainty"] == "unknown"}
    assert unknown["2016-06-24"] == "kaz"
    by_2016, by_2017 = answer.err.splitlines()
    assert by_2016 == "unsco: unknown for kaz: 2016 is not one day, and the answer depends on which"
    assert by_2017.endswith(": 2017 is not one day, and the answer depends on which")
    assert "ind, pak" in by_2017
    only_certain = answered(*question, "--certain", "-f", "json")
    assert only_certain.err == ""
    assert only_certain.json == [row for row in answer.json if row["certainty"] == "certain"]
    assert [row["date"] for row in only_certain.json] == ["2017-01-01"]
    # A day that is no day leaves open what lies within it.
    assert {row["certainty"] for row in diff("2017", "2018", "ind")} == {"unknown"}
    assert answered("diff", "2017-01-01", "2018-01-01", "vladimir-voronkov").err == (
        "unsco: unknown for vladimir-voronkov: the dates on record are not precise enough\n"
    )


def test_a_table_of_changes_tells_certainty_only_where_there_is_a_doubt() -> None:
    sure = answered("diff", "2017-06-08", "2017-06-09", "india", terminal=80).out
    assert "certain" not in sure
    assert "member" in sure
    assert "unknown" in answered("diff", "2017", "2018", terminal=80).out


def test_today_is_the_day_it_is() -> None:
    words = ("diff", "2025-08-31", "today", "mng", "-f", "json")
    assert answered(*words, today=date(2025, 8, 31)).json == []
    assert [row["after"] for row in answered(*words, today=date(2025, 9, 1)).json] == ["partner"]


# The timeline


def test_every_entry_is_about_a_record_that_can_be_shown(shipped: Shipped) -> None:
    found = timeline()
    assert all(row["id"] in shipped[row["collection"]] for row in found)
    for row in found[::90]:
        shown = rows("show", f"{row['collection']}/{row['id']}", "-c", "id")
        assert shown == [{"id": row["id"]}]
    lines = [line.split("\t") for line in answered("timeline", "-f", "tsv").lines]
    assert [line[3] for line in lines] == [row["id"] for row in found]


def test_the_order_is_that_of_the_dates_and_a_year_stands_at_its_beginning() -> None:
    found = timeline()
    dates = [row["date"] for row in found]
    assert dates == sorted(dates, key=PartialDate)
    assert {len(day) for day in dates} == {4, 7, 10}
    assert next(row for row in found if row["id"] == "apfsd-2023")["date"] == "2023"
    assert timeline("--sort", "date") == found
    backwards = [row["date"] for row in timeline("--sort", "-date")]
    assert backwards == sorted(dates, key=PartialDate, reverse=True)


def test_each_event_and_each_dated_document_is_in_it_once(shipped: Shipped) -> None:
    found = timeline()
    events = {row["id"]: row["date"] for row in found if row["kind"] == "event"}
    assert events == {one: record["start"] for one, record in shipped["events"].items()}
    documents = {row["id"]: row["date"] for row in found if row["kind"] == "document"}
    assert documents == {
        one: record["date"] for one, record in shipped["documents"].items() if "date" in record
    }
    count = Counter(row["kind"] for row in found)
    assert (count["event"], count["document"]) == (len(events), len(documents))


def test_there_is_an_entry_for_each_beginning_and_for_each_end_without_a_successor(shipped: Shipped) -> None:
    expected = Counter[str]()
    for collection, field, kind in (
        ("delegations", "statuses", "status"),
        ("people", "posts", "office"),
    ):
        for record in shipped[collection].values():
            begun = [part["from"] for part in record.get(field, []) if "from" in part]
            ended = [part["until"] for part in record.get(field, []) if "until" in part]
            # An office is left, whoever follows; a status changes.
            lone = [day for day in ended if kind == "office" or day not in begun]
            expected[kind] += len(begun) + len(lone)
    terms = [one for record in shipped["delegations"].values() for one in record.get("chairmanships", [])]
    begun = [one["from"] for one in terms]
    expected["chairmanship"] = len(terms) + sum(one.get("until", begun[0]) not in begun for one in terms)
    count = Counter(row["kind"] for row in timeline())
    assert {kind: count[kind] for kind in expected} == expected


def test_kinds_are_chosen_and_all_of_them_are_everything() -> None:
    everything = timeline()
    apart = {kind: timeline("--kind", kind) for kind in KINDS}
    for kind, found in apart.items():
        assert found == [row for row in everything if row["kind"] == kind]
        assert found
    assert timeline("--kind", "office", "--kind", "STATUS") == [
        row for row in everything if row["kind"] in ("status", "office")
    ]
    assert timeline(*(word for kind in reversed(KINDS) for word in ("--kind", kind))) == everything
    assert sum(map(len, apart.values())) == len(everything)


@pytest.mark.parametrize(
    "bounds",
    [
        ("--from", "2018", "--to", "2018"),
        ("--from", "2018-10-15"),
        ("--to", "2018-10-15"),
        ("--from", "2021-06", "--to", "2023-06-30"),
        ("--from", "2008-02-29", "--to", "2008-02-29"),
        ("--from", "2030"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("sure", [(), ("--certain",)], ids=["all", "certain"])
def test_events_of_some_days_are_those_that_a_list_gives(
    bounds: tuple[str, ...], sure: tuple[str, ...]
) -> None:
    told = answered("timeline", "--kind", "event", *bounds, *sure, "-f", "tsv")
    listed = answered("list", "events", *bounds, *sure, "-c", "id,certainty")
    cells = [line.split("\t") for line in told.lines]
    assert sorted((line[3], line[-1]) for line in cells) == sorted(
        tuple(line.split("\t")) for line in listed.lines
    )
    # The same are named in the note, in the order of each answer.
    assert sorted(re.split("[,: ]+", told.err)) == sorted(re.split("[,: ]+", listed.err))


def test_of_days_asked_about_a_row_says_how_certain_it_is() -> None:
    question = ("timeline", "--from", "2018-10-15", "--to", "2018-10-31")
    header, *lines = (line.split("\t") for line in answered(*question, "-f", "tsv", "--header").lines)
    assert header[-1] == "certainty"
    assert {line[3]: line[-1] for line in lines}["signing-ctc-2018"] == "unknown"
    assert "certainty" in answered(*question, terminal=200).lines[1]
    # A table says so only where something is open, and other formats always.
    assert "certainty" not in answered(*question, "--certain", terminal=200).out
    assert "certainty" in answered(*question, "--certain", "-f", "csv").lines[0]
    assert "certainty" not in answered("timeline", "-f", "csv").lines[0]


def test_records_named_narrow_it_and_two_give_what_each_gives() -> None:
    everything = timeline()
    for one, other in (
        ("unodc", "iran"),
        ("drug-trafficking", "rashid-alimov"),
    ):
        first, second = timeline(one), timeline(other)
        assert 0 < len(first) < len(everything)
        assert [row for row in everything if row in first] == first
        assert timeline(one, other) == [row for row in everything if row in first or row in second]
        assert timeline(one, one) == first
    assert timeline("Türkiye") == timeline("turkey") == timeline("TUR") == timeline("delegations/tur")
    assert timeline("-", stdin="unodc\tUNODC\niran\n") == timeline("unodc", "iran")


def test_an_event_is_told_of_all_who_took_part(shipped: Shipped) -> None:
    for name in ("unodc", "irn", "rashid-alimov"):
        found = {row["id"] for row in timeline(name, "--kind", "event")}
        present = set(answered("list", "events", "--with", name, "-f", "ids").lines)
        assert present <= found
        text = {one for one, record in shipped["events"].items() if f'"{name}"' in json.dumps(record)}
        assert found <= text


@pytest.mark.parametrize("words", [("timeline", "-"), ("diff", "2001", "2026-01-01", "-")], ids=" ".join)
def test_of_no_names_on_standard_input_there_is_nothing_to_tell(words: tuple[str, ...]) -> None:
    assert answered(*words, stdin="\n") == Answer(0, "", "")
    assert ask(*words, "--exit-status", stdin="").code == 1


def test_a_record_is_called_as_it_was_then_or_as_is_asked() -> None:
    def named(*words: str) -> set[str]:
        return {row["name"] for row in timeline("turkey", "--kind", "status", "--to", "2015", *words)}

    assert named() == named("--names", "then") == {"Turkey"}
    assert named("--names", "current") == {"Türkiye"}
    assert named("--names", "code") == {"TUR"}


# Of both


QUESTIONS = [("timeline",), ("timeline", "--from", "2018"), ("diff", "2001", "2026-01-01")]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_of_an_empty_store_there_is_nothing_to_tell(
    question: tuple[str, ...], format_: str, folder: Path
) -> None:
    answer = answered("--store", written(folder), *question, "-f", format_)
    assert answer.err == ""
    if format_ in ("table", "html", "svg"):
        assert "Nothing is on record." in answer.out.replace("&#160;", " ").replace("\xa0", " ")
    else:
        assert len(answer.lines) == {"csv": 1, "md": 2, "json": 1}.get(format_, 0)
    assert ask("--store", written(folder), *question, "--exit-status").code == 1


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_answer_is_cut_as_asked(question: tuple[str, ...]) -> None:
    found = rows(*question)
    assert rows(*question, "--limit", "3") == found[:3]
    assert rows(*question, "--limit", "0", "--exit-status") == []
    assert f"– 0 of {len(found)} rows" in " ".join(answered(*question, "-n", "0", terminal=80).out.split())


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_terminal_shows_all_changes_in_any_width(width: int) -> None:
    answer = answered("diff", "2004-01-01", "2006-01-01", terminal=width)
    assert max(map(cell_len, answer.lines)) <= width
    shown = "".join(answer.out.split())
    for row in diff("2004-01-01", "2006-01-01"):
        for column in ("date", "id", "name", "change", "before", "after", "act", "note"):
            assert "".join((row[column] or "").split()) in shown


@settings(max_examples=10, deadline=None, database=None)
@given(TEXTS, st.sampled_from([None, 20, 80]))
def test_no_text_acts(folder: Path, text: str, width: int | None) -> None:
    period = {"status": "observer", "from": "2018-05", "basis": text, "note": text, "sources": CITED}
    store = written(
        folder,
        events=[event("one", title=text)],
        delegations=[{**chairs("aaa", {"from": "2019", "note": text}), "name": text, "statuses": [period]}],
        people=[person("someone", {"title": text, "until": "2020"}, name=text)],
    )
    for question in QUESTIONS:
        answer = answered("--store", store, *question, "-f", "table", terminal=width)
        assert not acting(answer.out)
        assert max(map(cell_len, answer.out.split("\n"))) <= (width or 10**6)


def test_a_pipe_gets_lines_without_colour() -> None:
    question = ("diff", "2017-06-08", "2017-06-09", "india")
    assert process(*question) == ask(*question)
    coloured = ask(*question, "-f", "table", environ={"FORCE_COLOR": "1"})
    assert "\x1b[" in coloured.out
    assert "\x1b[" not in ask(*question, "-f", "table").out
