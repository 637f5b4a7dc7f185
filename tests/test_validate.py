"""Every check finds its faults, one problem for each, and nothing in a store that is sound."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CITED, ROOT, SOURCE, Answer, ask, delegation, event, process
from tests.faults import (
    CONFLICT,
    DEEP,
    EVENT,
    FAULTS,
    FIELDS,
    HOSTS,
    OTHER,
    SOUND,
    WORDS,
    Change,
    add,
    assert_is,
    both,
    checked,
    drop,
    faulty,
    places,
    problems,
    put,
    source,
    state,
)
from tests.systems import bare
from tests.test_hostile import FORMATS, HOSTILE, acting, is_one_line
from unsco_cli.validate import CHECKS


def test_every_check_has_a_faulty_store() -> None:
    assert {one.check for one in FAULTS.values()} == set(CHECKS)


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_one_problem_of_its_check_with_its_place(what: str, tmp_path: Path) -> None:
    expected = FAULTS[what]
    contents = faulty(expected.change)
    assert_is(problems(tmp_path, contents), expected)
    assert_is(problems(tmp_path, contents, "--only", expected.check), expected)


# What the program does not do yet, with what it should say.


def test_an_acceptance_without_a_reason_accepts_nothing(tmp_path: Path) -> None:
    change = both(
        put(f"{EVENT}/participants/2/capacity", "observer"),
        put(f"{EVENT}/accepted", [{"check": "capacity", "path": "participants.india", "note": " "}]),
    )
    found = problems(tmp_path, faulty(change))
    assert [(one["check"], one["path"]) for one in found] == [
        ("capacity", "participants.india"),
        ("acceptances", "accepted[0]"),
    ]
    assert "no note says why" in found[-1]["message"]


def test_a_sound_store_has_no_problem(tmp_path: Path) -> None:
    contents = faulty()
    for words, out in ((("-f", "json"), "[]\n"), (("-f", "tsv"), ""), ((), ""), (("-f", "ids"), "")):
        assert checked(tmp_path, contents, *words) == Answer(0, out, "")
    table = checked(tmp_path, contents, "-f", "table")
    assert (table.code, table.err) == (0, "")
    records = sum(len(table) for name, table in SOUND.items() if name != "about")
    assert f"No problem: {len(CHECKS)} checks, {records} records." in table.out
    assert "accepted" not in table.out


def test_the_sound_store_has_every_collection_and_is_a_store(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(faulty())
    for name in set(SOUND) - {"about"}:
        for identifier in SOUND[name]:
            answer = ask("--store", str(path), "show", identifier, "-f", "json")
            assert answer.code == 0, answer.err


@pytest.mark.parametrize("collection", SOUND)
def test_a_store_may_leave_a_collection_out(collection: str, tmp_path: Path) -> None:
    """What refers to its records is dangling then, and nothing else is."""
    found = problems(tmp_path, faulty(drop(collection)))
    # Without agencies no body of the UN is known, either.
    more = {"involvement"} if collection == "agencies" else set()
    assert {one["check"] for one in found} <= {"references", "topics"} | more


@pytest.mark.parametrize("what", FAULTS)
def test_other_commands_refuse_only_what_is_found(what: str, tmp_path: Path) -> None:
    """Every file that another command can't read has a problem of text, shape, ids or dates."""
    path = tmp_path / "store.json"
    path.write_bytes(faulty(FAULTS[what].change))
    codes = {ask("--store", str(path), "list", name).code for name in ("events", "delegations", "people")}
    assert codes == {0} or FAULTS[what].check in ("text", "shape", "ids", "dates")


def test_ten_faults_some_of_them_in_one_record_are_ten_problems(tmp_path: Path) -> None:
    expected = {
        ("shape", f"{EVENT}/venue"): put(f"{EVENT}/venue", 4),
        ("shape", f"{EVENT}/colour"): put(f"{EVENT}/colour", "red"),
        ("dates", f"{EVENT}/end"): put(f"{EVENT}/end", "2018-02-30"),
        ("topics", f"{EVENT}/topics[0]"): put(f"{EVENT}/topics/0", "sport"),
        ("capacity", f"{EVENT}/participants.india"): put(f"{EVENT}/participants/2/capacity", "guest"),
        ("references", f"{EVENT}/documents[0]"): put(f"{EVENT}/documents", ["lost"]),
        ("relations", f"{EVENT}/related[0]"): put(f"{OTHER}/related", []),
        ("status-gaps", "delegations/india/statuses[1]"): put("delegations/india/statuses/0/until", "2016"),
        ("names", "people/jane-doe/variants[0]"): put("people/jane-doe/variants", ["Serbia"]),
        ("unsourced", "agencies/sco/sources"): put("agencies/sco/sources", []),
    }
    assert len(expected) == 10
    found = problems(tmp_path, faulty(*expected.values()))
    assert Counter(places(found)) == Counter(list(expected))
    answer = checked(tmp_path, faulty(*expected.values()))
    assert answer.err.startswith("unsco: 10 problems in 4 records; ")


ONE_OF_EACH = {
    "shape": put(f"{EVENT}/colour", "red"),
    "ids": state("Not Safe"),
    "dates": put("people/jane-doe/posts/0/until", "2018-02-30"),
    "references": put("people/jane-doe/state", "atlantis"),
    "topics": add(f"{EVENT}/topics", "sport"),
    "addresses": source("again", "http://example.org/page"),
    "names": put("delegations/serbia/aliases", ["India"]),
    "repetitions": add(f"{EVENT}/organisers", {"id": "un"}),
    "relations": put(f"{EVENT}/related", []),
    "involvement": put(f"{EVENT}/un_involved", False),
    "periods": put(f"{OTHER}/end", "2019-06-12"),
    "precision": put("documents/un-sco-treaty/sources/0/dated", "2018"),
    "disagreements": put(f"{EVENT}/sources/0/dated", "2018-11-28"),
    "status-gaps": put("delegations/india/statuses/0/until", "2016"),
    "status-overlaps": put("delegations/sri-lanka/statuses/0/until", "2026"),
    "status-transitions": put("delegations/kyrgyzstan/statuses/0/from", "2001-06-14"),
    "capacity": put(f"{EVENT}/participants/2/capacity", "guest"),
    "chair": put(f"{EVENT}/chair", "serbia"),
    "unsourced": put("agencies/sco/sources", []),
    "citations": put(f"{OTHER}/sources/0/fields", ["colour"]),
    "acceptances": put(f"{EVENT}/accepted", [{"check": "x", "path": "title", "note": WORDS}]),
}


def test_a_fault_of_each_check_at_once_hides_none(tmp_path: Path) -> None:
    found = problems(tmp_path, faulty(*ONE_OF_EACH.values()))
    assert [name for name in CHECKS if name not in {one["check"] for one in found}] == ["text"]
    # In the order of the checks.
    order = list(CHECKS)
    assert [one["check"] for one in found] == sorted((one["check"] for one in found), key=order.index)


def test_every_faulty_file_is_told_of_without_the_others_in_any_way(tmp_path: Path) -> None:
    """Faults of different records together give what each gives alone."""
    chosen = ("a person twice", "a record that is a list", "a broader topic that is none", "no address")
    chosen += ("a parent that is none", "a founder in another year", "the store's own date")
    faults = [FAULTS[what] for what in chosen]
    found = problems(tmp_path, faulty(*(one.change for one in faults)))
    assert Counter(places(found)) == Counter((one.check, one.place) for one in faults)


# disagreements


@pytest.mark.parametrize(
    ("start", "end", "given", "disagrees"),
    [
        ("2018-11-27", None, "2018-11-27", False),
        ("2018-11-27", None, "2018-11", False),
        ("2018-11-27", None, "2018", False),
        ("2018-11", None, "2018-11-30", False),
        ("2018", None, "2018-12-31", False),
        ("2018-11-27", "2018-11-29", "2018-11-29", False),
        ("2018-11-27", "2018-11-29", "2018-11-30", True),
        ("2018-11-27", "2018-11-29", "2018-11-26", True),
        ("2018-11-27", None, "2018-10", True),
        ("2018", None, "2019-01-01", True),
    ],
)
def test_a_source_disagrees_only_where_no_day_suits_both(
    start: str, end: str | None, given: str, disagrees: bool, tmp_path: Path
) -> None:
    record = event("one", un_involved=False, start=start, sources=[*CITED, {"id": "record", "dated": given}])
    record |= {"end": end} if end else {}
    found = problems(tmp_path, faulty(put("events/one", record)))
    assert places(found) == ([("disagreements", "events/one/start")] if disagrees else [])
    found = problems(tmp_path, faulty(put("events/one", {**record, "conflicts": [CONFLICT]})))
    assert found == []


def test_a_source_for_other_fields_does_not_disagree(tmp_path: Path) -> None:
    citation = {"id": "record", "fields": ["title"], "dated": "2017"}
    assert problems(tmp_path, faulty(put(f"{EVENT}/sources", [*CITED, citation]))) == []


# capacity


OBSERVER, MEMBER = ("observer", "2005-07-05", "2017-06-09"), ("member", "2017-06-09", None)
SINCE_2017 = ("observer", "2017", None)


@pytest.mark.parametrize(
    ("statuses", "start", "end", "capacities"),
    [
        # on the days around the accession: the successor holds the day
        ((OBSERVER, MEMBER), "2017-06-08", None, {"observer"}),
        ((OBSERVER, MEMBER), "2017-06-09", None, {"member"}),
        ((OBSERVER, MEMBER), "2017-06-10", None, {"member"}),
        ((OBSERVER, MEMBER), "2005-07-05", None, {"observer"}),
        # before any status, and without one
        ((OBSERVER, MEMBER), "2005-07-04", None, {"guest"}),
        ((), "2018-11-27", None, {"guest"}),
        # several days: each status held on one of them
        ((OBSERVER, MEMBER), "2017-06-08", "2017-06-09", {"observer", "member"}),
        ((OBSERVER, MEMBER), "2017-06-07", "2017-06-08", {"observer"}),
        ((OBSERVER, MEMBER), "2005-07-04", "2005-07-05", {"guest", "observer"}),
        ((OBSERVER, MEMBER), "2017-06-09", "2017-06-10", {"member"}),
        # imprecise, and settled all the same
        ((OBSERVER, MEMBER), "2018", None, {"member"}),
        ((OBSERVER, MEMBER), "2016", None, {"observer"}),
        ((OBSERVER, MEMBER), "2017-05", None, {"observer"}),
        ((SINCE_2017,), "2016-12-31", None, {"guest"}),
        ((SINCE_2017,), "2018-01-01", None, {"observer"}),
        # imprecise, and not judged
        ((OBSERVER, MEMBER), "2017", None, None),
        ((OBSERVER, MEMBER), "2017-06", None, None),
        ((OBSERVER, MEMBER), "2017-05", "2017-06", None),
        ((SINCE_2017,), "2017-03-01", None, None),
    ],
)
def test_a_capacity_is_held_against_the_status_of_the_day(
    statuses: tuple[tuple[str, str, str | None], ...],
    start: str,
    end: str | None,
    capacities: set[str] | None,
    tmp_path: Path,
) -> None:
    """Whoever is the host contradicts nothing; None stands for: nothing is judged."""
    words = ("member", "observer", "dialogue-partner", "partner", "guest", "agency", "host")
    days = {"start": start, **({"end": end} if end else {})}
    records = [
        event(
            f"{word}-event",
            un_involved=False,
            participants=[{"id": "iran", "capacity": word, "part": "attended"}],
            **days,
        )
        for word in words
    ]
    changes = [put(f"events/{record['id']}", record) for record in records]
    found = problems(tmp_path, faulty(state("iran", *statuses), *changes))
    refused = {one["id"].removesuffix("-event") for one in found}
    assert set(words) - refused == ({*capacities, "host"} if capacities is not None else set(words))
    assert {(one["check"], one["path"]) for one in found} <= {("capacity", "participants.iran")}


def test_an_agency_has_no_status_to_contradict(tmp_path: Path) -> None:
    for word in ("guest", "agency", "host", "observer"):
        assert problems(tmp_path, faulty(put(f"{EVENT}/participants/0/capacity", word))) == []


# chair


@pytest.mark.parametrize(
    ("day", "chairs"),
    [
        ("2018-06-09", {"russia"}),
        # handed over at the close of the summit: both hold it on that day
        ("2018-06-10", {"russia", "kyrgyzstan"}),
        ("2018-06-11", {"kyrgyzstan"}),
        ("2019-06-14", {"kyrgyzstan"}),
        ("2019-06-15", set()),
        ("2017-06-08", set()),
        # as imprecise as this, either may have held it
        ("2018", {"russia", "kyrgyzstan"}),
        ("2018-06", {"russia", "kyrgyzstan"}),
        ("2018-07", {"kyrgyzstan"}),
        ("2017", {"russia"}),
    ],
)
def test_a_chair_held_the_chair_that_day(day: str, chairs: set[str], tmp_path: Path) -> None:
    term = {"from": "2017-06-09", "until": "2018-06-10", "sources": CITED}
    found = problems(
        tmp_path,
        faulty(
            state("russia", chairmanships=[term]),
            *(
                put(f"events/by-{name}", event(f"by-{name}", un_involved=False, start=day, chair=name))
                for name in ("russia", "kyrgyzstan", "india")
            ),
        ),
    )
    refused = {"russia", "kyrgyzstan", "india"} - chairs
    assert set(places(found)) == {("chair", f"events/by-{name}/chair") for name in refused}


# statuses that are in order


@pytest.mark.parametrize(
    "statuses",
    [
        (("dialogue-partner", "2005", "2010"), ("observer", "2010", "2020"), ("member", "2020", None)),
        (("dialogue-partner", "2005", "2010"), ("member", "2010", None)),
        (("observer", "2005-07-05", "2025-09-01"), ("partner", "2025-09-01", None)),
        (("partner", "2025-09-01", "2026-09-01"), ("member", "2026-09-01", None)),
        (("observer", "2025-08-31", None),),
        (("partner", "2025-09", None),),
        # imprecise dates that may be one day
        (("observer", "2005", "2017-06"), ("member", "2017-06-09", None)),
        (("observer", "2005", "2017-06-09"), ("member", "2017", None)),
    ],
)
def test_statuses_in_order_are_no_problem(
    statuses: tuple[tuple[str, str, str | None], ...], tmp_path: Path
) -> None:
    assert problems(tmp_path, faulty(state("iran", *statuses))) == []


# acceptance


def accepting(path: str = "participants.india", note: str = WORDS, check: str = "capacity") -> Change:
    return put(f"{EVENT}/accepted", [{"check": check, "path": path, "note": note}])


AS_OBSERVER = put(f"{EVENT}/participants/2/capacity", "observer")


def test_what_is_accepted_with_a_reason_is_no_problem(tmp_path: Path) -> None:
    contents = faulty(AS_OBSERVER, accepting())
    assert problems(tmp_path, contents) == []
    assert problems(tmp_path, contents, "--only", "capacity") == []
    table = checked(tmp_path, contents, "-f", "table")
    assert table.code == 0
    assert "No problem" in table.out
    assert "un-sco-2018 (capacity)" in table.out + table.err
    (row,) = checked(tmp_path, contents, "--accepted", "-f", "json").json
    assert list(row) == [*FIELDS, "reason"]
    assert places([row]) == [("capacity", f"{EVENT}/participants.india")]
    assert row["reason"] == WORDS
    assert "observer" in row["message"]


def test_the_accepted_ones_are_listed_alone(tmp_path: Path) -> None:
    contents = faulty(AS_OBSERVER, accepting(), put(f"{EVENT}/participants/4/capacity", "observer"))
    accepted = checked(tmp_path, contents, "--accepted")
    # The others are problems all the same.
    assert accepted.code == 1
    assert accepted.err.startswith("unsco: 1 problem in 1 record, besides 1 accepted; ")
    assert len(accepted.lines) == 1
    (other,) = problems(tmp_path, contents)
    assert other["path"] == "participants.serbia"
    nothing = checked(tmp_path, faulty(), "--accepted", "-f", "table")
    assert nothing.code == 0
    assert "Nothing is accepted" in nothing.out
    assert checked(tmp_path, contents, "--accepted", "--only", "chair") == Answer(0, "", "")


def test_an_acceptance_reaches_what_stands_below_and_nothing_beside(tmp_path: Path) -> None:
    assert problems(tmp_path, faulty(AS_OBSERVER, accepting("participants"))) == []
    for path in ("participants.indi", "participants.india-2", "participants.serbia", "people", "x"):
        found = problems(tmp_path, faulty(AS_OBSERVER, accepting(path)))
        assert [one["check"] for one in found] == ["capacity", "acceptances"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (accepting("participants.serbia"), "participants.serbia"),
        (accepting(check="chair"), "chair"),
        (accepting(check="capacty"), "capacty"),
        (accepting(note=""), "capacity"),
        (accepting(note=" \t"), "capacity"),
    ],
)
def test_an_acceptance_that_is_not_right_is_a_problem_and_accepts_nothing(
    change: Change, said: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, faulty(AS_OBSERVER, change))
    assert places(found) == [
        ("capacity", f"{EVENT}/participants.india"),
        ("acceptances", f"{EVENT}/accepted[0]"),
    ]
    assert said in found[1]["message"]
    assert checked(tmp_path, faulty(AS_OBSERVER, change), "--accepted").out == ""


def test_every_kind_of_problem_of_a_record_can_be_accepted(tmp_path: Path) -> None:
    for what in ("a field that is unknown", "a topic that is none", "another day", "a topic twice"):
        one = FAULTS[what]
        path = one.place.removeprefix(f"{EVENT}/")
        assert problems(tmp_path, faulty(one.change, accepting(path, check=one.check))) == []


# the command line


def test_only_the_checks_asked_for_run(tmp_path: Path) -> None:
    contents = faulty(*ONE_OF_EACH.values())
    whole = problems(tmp_path, contents)
    for name in CHECKS:
        assert problems(tmp_path, contents, "--only", name) == [one for one in whole if one["check"] == name]
    two = problems(tmp_path, contents, "--only", "chair", "--only", "IDS")
    assert {one["check"] for one in two} == {"chair", "ids"}
    assert (
        "No problem: 2 checks"
        in checked(tmp_path, faulty(), "--only", "chair", "--only", "ids", "-f", "table").out
    )


@pytest.mark.parametrize("option", ["--only", "--explain"])
def test_an_unknown_check_is_a_mistake_with_a_suggestion(option: str) -> None:
    answer = ask("validate", option, "capacty")
    assert (answer.code, answer.out) == (2, "")
    assert "'capacty'; did you mean capacity?" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert all(name in answer.err for name in CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_explained(name: str, tmp_path: Path) -> None:
    check = CHECKS[name]
    answer = ask("validate", "--explain", name, "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    told = answer.json[0] if isinstance(answer.json, list) else answer.json
    assert told == {"check": name, "finds": check.finds, "reason": check.reason}
    assert check.finds in ask("validate", "--explain", name, "-f", "table").out
    # Nothing is checked, and so nothing to be checked may be named.
    for more in ((str(tmp_path / "none.json"),), ("--only", name), ("--accepted",)):
        refused = ask("validate", *more, "--explain", name)
        assert (refused.code, refused.out) == (2, "")
        assert "--explain checks nothing" in refused.err


def test_problems_have_the_same_fields_in_every_format(tmp_path: Path) -> None:
    contents = faulty(*ONE_OF_EACH.values())
    found = problems(tmp_path, contents)
    assert {tuple(one) for one in found} == {tuple(FIELDS)}
    assert {type(value) for one in found for value in one.values()} == {str}
    lines = checked(tmp_path, contents, "-f", "jsonl").lines
    assert [json.loads(line) for line in lines] == found
    rows = checked(tmp_path, contents, "-f", "tsv", "--header").lines
    assert rows[0].split("\t") == FIELDS
    assert [row.split("\t") for row in rows[1:]] == [list(one.values()) for one in found]
    chosen = checked(tmp_path, contents, "-c", "path,id")
    assert chosen.code == 1
    assert [row.split("\t") for row in chosen.lines] == [[one["path"], one["id"]] for one in found]


def test_ids_are_those_of_the_records(tmp_path: Path) -> None:
    contents = faulty(*ONE_OF_EACH.values())
    answer = checked(tmp_path, contents, "-f", "ids")
    assert answer.code == 1
    assert set(answer.lines) == {one["id"] for one in problems(tmp_path, contents)}


def test_rows_are_sorted_and_cut_and_the_summary_counts_them_all(tmp_path: Path) -> None:
    contents = faulty(*ONE_OF_EACH.values())
    found = problems(tmp_path, contents)
    ids = {(one["id"]) for one in found}
    cut = checked(tmp_path, contents, "--limit", "2", "-f", "json")
    assert (cut.code, cut.json) == (1, found[:2])
    assert cut.err.startswith(f"unsco: {len(found)} problems in {len(ids)} records; ")
    none = checked(tmp_path, contents, "--limit", "0")
    assert (none.code, none.out) == (1, "")
    by_message = [one["message"] for one in problems(tmp_path, contents, "--sort", "message")]
    assert sorted(by_message) == sorted(one["message"] for one in found)
    assert by_message[0].casefold() == min(by_message, key=str.casefold).casefold()
    backwards = problems(tmp_path, contents, "--sort", "-message")
    assert backwards[-1]["message"] == by_message[0]
    unknown = checked(tmp_path, contents, "--sort", "colour")
    assert (unknown.code, unknown.out) == (2, "")


def test_the_summary_is_one_line_that_names_a_check(tmp_path: Path) -> None:
    one = checked(tmp_path, faulty(FAULTS["a topic twice"].change))
    assert one.err == (
        "unsco: 1 problem in 1 record; 'unsco validate --explain repetitions' tells what a check looks for\n"
    )
    two = checked(tmp_path, faulty(FAULTS["a topic twice"].change, AS_OBSERVER))
    assert two.err.startswith("unsco: 2 problems in 1 record; ")
    apart = checked(tmp_path, faulty(FAULTS["a topic twice"].change, state("x", name="India")))
    assert apart.err.startswith("unsco: 2 problems in 2 records; ")
    table = checked(tmp_path, faulty(AS_OBSERVER), terminal=100)
    assert table.code == 1
    assert "participants.india" in table.out.replace("\n", "")


def test_the_store_in_use_is_checked_without_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(faulty(AS_OBSERVER))
    sound = tmp_path / "sound.json"
    sound.write_bytes(faulty())
    by_option = ask("--store", str(path), "validate")
    assert by_option.code == 1
    assert by_option == ask("validate", environ={"UNSCO_STORE": str(path)}) == ask("validate", str(path))
    # A file goes before the store.
    assert ask("--store", str(path), "validate", str(sound)) == Answer(0, "", "")
    assert ask("--store", str(tmp_path / "none.json"), "validate", str(sound)).code == 0


def test_standard_input_is_checked(tmp_path: Path) -> None:
    contents = faulty(AS_OBSERVER, put(f"{EVENT}/venue", 5))
    path = tmp_path / "store.json"
    path.write_bytes(contents)
    answer = ask("validate", "-", "-f", "json", stdin=contents.decode())
    assert answer == ask("validate", str(path), "-f", "json")
    assert ask("validate", "-", stdin=faulty().decode()) == Answer(0, "", "")
    assert "standard input" in ask("validate", "-", "-f", "table", stdin=faulty().decode()).out
    real = process("validate", "-", "-f", "json", stdin=contents.decode())
    assert real == answer


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b'{"events": {"a\xff": {}}}', "not UTF-8"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b"", "not JSON"),
        (DEEP.encode(), "nested too deeply"),
    ],
)
def test_any_bytes_on_the_standard_input_of_a_process_are_told_of(contents: bytes, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unsco_cli", "validate", "-", "--only", "text"],
        input=contents,
        capture_output=True,
        env=bare(PYTHONPATH=str(ROOT)),
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.decode().startswith("text\t\t\t\t")
    assert said in done.stdout.decode()
    assert done.stderr.decode().startswith("unsco: 1 problem; ")


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        answer = ask("validate", str(path))
        assert answer.code == 4
        assert is_one_line(answer)
        assert str(path) in answer.err
    assert ask("--store", str(tmp_path), "validate").code == 4
    assert ask("validate", "a\0b").code == 4


def test_checking_leaves_a_file_as_it_was(tmp_path: Path) -> None:
    contents = faulty(*ONE_OF_EACH.values())
    path = tmp_path / "store.json"
    problems(tmp_path, contents)
    assert path.read_bytes() == contents
    assert [one.name for one in tmp_path.iterdir()] == ["store.json"]


# hostile files


def hostile_faults(word: str) -> bytes:
    """A store with faults that hold a word wherever one of them is repeated."""
    tables = json.loads(json.dumps(SOUND))
    first = tables["events"]["un-sco-2018"]
    first |= {word: 1, "kind": word, "end": word, "chair": word, "id": word, "venue": 3}
    first["topics"] += [word, word]
    first["participants"].append({"id": word, "capacity": word, "part": "attended"})
    first["accepted"] = [{"check": word, "path": word, "note": word}]
    first["sources"].append({"id": word, "fields": [word]})
    tables["events"][word] = event(word, title="Special event", participants=[HOSTS], sources=[])
    tables["delegations"]["aaa"] = {**delegation("aaa"), "aliases": [word, "India"]}
    tables["delegations"]["bbb"] = {**delegation("bbb"), "aliases": [word]}
    tables["sources"][word] = {**SOURCE, "id": word, "url": "a book " + word}
    tables[f"x{word}"] = 3
    accepted = {"check": "capacity", "path": "participants.india", "note": f"Because {word}"}
    as_guest = [{"id": "india", "capacity": "guest", "part": "attended"}]
    tables["events"]["two"] = event("two", participants=as_guest, accepted=[accepted])
    return json.dumps(tables).encode()


def check_harmless(tmp_path: Path, word: str, formats: Sequence[str], *more: str) -> None:
    contents = hostile_faults(word)
    for format_ in formats:
        answer = checked(tmp_path, contents, "-f", format_, *more)
        assert answer.code == 1
        assert acting(answer.out) <= ({"\t"} if format_ == "tsv" else set())
        assert not acting(answer.err)
        assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize("more", [(), ("--accepted",)], ids=["problems", "accepted"])
def test_nothing_in_a_faulty_file_acts_on_a_terminal(more: tuple[str, ...], tmp_path: Path) -> None:
    everything = " ".join(HOSTILE)
    check_harmless(tmp_path, everything, FORMATS, *more)
    answer = checked(tmp_path, hostile_faults(everything), *more, terminal=80)
    assert not acting(answer.out)
    coloured = checked(
        tmp_path,
        hostile_faults(everything),
        *more,
        terminal=80,
        environ={"NO_COLOR": "", "FORCE_COLOR": "1"},
    )
    assert not acting(re.sub(r"\x1b\[[0-9;]*m", "", coloured.out))


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_hostile_word_alone_acts_in_a_pipe(number: int, tmp_path: Path) -> None:
    # Each word in one of the formats in turn; all of them together are tried in every one.
    check_harmless(tmp_path, HOSTILE[number], FORMATS[number % len(FORMATS) :][:1])


def test_a_row_of_a_faulty_file_can_not_be_forged(tmp_path: Path) -> None:
    contents = hostile_faults("x\ntext\t\t\t\tall is well\r\u2028")
    found = problems(tmp_path, contents)
    lines = checked(tmp_path, contents, "-f", "tsv").out
    assert lines.count("\n") == len(lines.splitlines()) == len(found)
    assert {line.count("\t") for line in lines.splitlines()} == {4}


def test_markup_is_told_as_it_stands(tmp_path: Path) -> None:
    contents = faulty(put(f"{EVENT}/kind", "[bold]x[/bold]"))
    for terminal in (None, 300):
        assert "'[bold]x[/bold]'" in checked(tmp_path, contents, "-f", "table", terminal=terminal).out


def test_a_hostile_check_or_file_is_told_on_one_line(tmp_path: Path) -> None:
    for word in HOSTILE:
        unknown = f"no such thing {word}"
        for words in (
            ("--only", unknown),
            ("--explain", unknown),
            (str(tmp_path / unknown.replace("/", "")),),
        ):
            assert is_one_line(ask("validate", *words)), words


# any file at all


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
    | st.sampled_from(["india", "un", "page", "un-sco-2018", "2018", "2018-11-27", "member", "drugs"]),
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "capacity", "part", "from", "until", "status", "sources", "fields", "x", ""]
            ),
            values,
            max_size=4,
        )
    ),
    max_leaves=8,
)


def ways(value: Any, *way: str) -> list[tuple[str, ...]]:
    """Every place of the store at which a value stands."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(found for name, part in parts for found in ways(part, *way, str(name)))]


WAYS = ["/".join(way) for way in ways(SOUND) if way]
RECORDS = [f"{name}/{key}" for name, table in SOUND.items() for key in table]
NEW = [
    f"{place}/{field}" for place in RECORDS for field in ("accepted", "conflicts", "sources", "statuses", "x")
]
anything = settings(max_examples=60, deadline=None, database=None)


def assert_clean(answer: Answer) -> None:
    """Assert that a file was judged, whatever it held."""
    assert answer.code == (1 if answer.json else 0)
    assert {tuple(one) for one in answer.json} <= {tuple(FIELDS)}
    assert len(answer.err.splitlines()) == answer.code


@anything
@given(st.lists(st.tuples(st.sampled_from(WAYS + NEW), JSON), min_size=1, max_size=1))
def test_any_value_in_any_field_is_judged(folder: Path, values: list[tuple[str, Any]]) -> None:
    contents = faulty(*(put(place, value) for place, value in values))
    assert_clean(checked(folder, contents, "-f", "json"))


@anything
@given(st.lists(st.tuples(st.sampled_from(RECORDS), JSON), min_size=1, max_size=4))
def test_any_records_are_judged(folder: Path, values: list[tuple[str, Any]]) -> None:
    contents = faulty(*(put(place, value) for place, value in values))
    assert_clean(checked(folder, contents, "-f", "json"))


@anything
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_judged(folder: Path, contents: bytes) -> None:
    assert_clean(checked(folder, contents, "-f", "json"))


WHOLE = faulty()


@anything
@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=20))
def test_a_damaged_store_is_judged(folder: Path, start: int, length: int, put_in: bytes) -> None:
    assert_clean(checked(folder, WHOLE[:start] + put_in + WHOLE[start + length :], "-f", "json"))


@pytest.mark.parametrize(("place", "value"), [*zip(WAYS[::2], cycle((None, "x", [[]], {"id": []})))])
def test_null_a_text_a_list_and_an_object_in_a_field_are_judged(
    place: str, value: Any, tmp_path: Path
) -> None:
    # One of them in every second field, and each of them in every eighth.
    assert_clean(checked(tmp_path, faulty(put(place, value)), "-f", "json"))


# what ships


def test_the_shipped_store_has_no_problem() -> None:
    answer = ask("validate", "-f", "json")
    assert answer.json == []
    assert answer.code == 0
    # What is accepted may be named.
    assert all(line.startswith("unsco: accepted, with a reason: ") for line in answer.err.splitlines())


def test_what_is_accepted_in_the_shipped_store_has_a_reason() -> None:
    answer = ask("validate", "--accepted", "-f", "json")
    assert answer.code == 0
    assert all(row["reason"].strip() for row in answer.json)
