"""From a text to a draft on the command line: its formats, its page, and how it becomes a record.

What is read out of a text is not tried here: drafts are made by hand.
"""

import hashlib
import io
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CITED, NOW, SOURCE, TODAY, Answer, Terminal, ask
from tests.test_formats import csv_of_text, markdown_of_text
from tests.test_hostile import TEXTS, acting, laws
from tests.test_keep import IRAN, ONE, UNODC, Own
from tests.test_pictures import Page
from unsco_cli.errors import UnscoError
from unsco_cli.main import run
from unsco_cli.render.marking import stretches
from unsco_cli.schema import Library
from unsco_cli.schema.drafts import Draft, Evidence, Text, Unsettled
from unsco_cli.world import World

RELEASE = "Talks on archives\n\nVienna, 1 June 2030. The member states, among them Iran, and others spoke.\n"
PERSON = {"id": "ada-example", "name": "Ada Example", "sources": [{"id": "talks-page"}]}
PAGE = {"id": "talks-page", "url": "https://example.org/t", "title": "Talks", "publisher": "Example"}
RECORD = {
    "id": "talks-2030",
    "title": "Talks on archives",
    "start": "2030-06-01",
    "city": "Vienna",
    "participants": [{"id": "irn", "capacity": "member", "part": "addressed", "named": "Iran"}],
    "people": [{"id": "ada-example", "post": "Director", "part": "addressed"}],
    "sources": [{"id": "talks-page"}],
}
# Path, value, words, how sure.
READ = (
    ("title", "Talks on archives", "Talks on archives", "high"),
    ("start", "2030-06-01", "1 June 2030", "high"),
    ("city", "Vienna", "Vienna", "high"),
    ("participants.irn", RECORD["participants"][0], "Iran", "medium"),
    ("participants.irn.capacity", "member", "member states, among them Iran, and others", "low"),
)
# A participant is one row, with all that it rests on.
VALUES = ["title", "start", "city", "participants.irn"]


def evidence(content: str, path: str, value: Any, quote: str, confidence: Any) -> Evidence:
    start = content.index(quote)
    end = start + len(quote)
    return Evidence(
        path=path, value=value, start=start, end=end, quote=quote, confidence=confidence, reason="a rule"
    )


def made(text: Text, known: str | None = None, **record: Any) -> Draft:
    """A draft of a text that holds RELEASE."""
    start = text.content.index("others")
    unsettled = (
        Unsettled(note="who the others are", start=start, end=start + 6, quote="others"),
        Unsettled(note="no year is said"),
    )
    needs = {} if known else {"people": (PERSON,), "sources": (PAGE,)}
    fields = {**RECORD, **record}
    read = tuple(evidence(text.content, *one) for one in READ)
    return Draft(text, fields, needs, read, unsettled, known)


class Unreadable(UnscoError):
    """A text can't be read."""


Drafts = Callable[..., None]


@pytest.fixture
def drafts(monkeypatch: pytest.MonkeyPatch) -> Drafts:
    """A function that says how a text becomes a draft; before it is called each is of RELEASE."""
    return by_hand(monkeypatch)


def by_hand(monkeypatch: pytest.MonkeyPatch) -> Drafts:
    reading = ModuleType("unsco_cli.draft.texts.reading")

    def read_text(contents: bytes, called: str) -> Text:
        if not contents:
            raise Unreadable(f"{called} is empty")
        return Text(called, contents.decode(), hashlib.sha256(contents).hexdigest())

    reading.read_text = read_text  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "unsco_cli.draft.texts.reading", reading)

    def say(making: Callable[[Library, Text, str | None], Draft]) -> None:
        class ByHand:
            def __init__(self, library: Library) -> None:
                self.library = library

            def draft(self, text: Text, source: str | None) -> Draft:
                return making(self.library, text, source)

        monkeypatch.setattr("unsco_cli.draft.Drafter", ByHand)

    say(lambda _library, text, _source: made(text))
    return say


@pytest.fixture
def release(tmp_path: Path, drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> str:
    assert drafts
    monkeypatch.chdir(tmp_path)
    Path("release.txt").write_text(RELEASE, encoding="utf-8")
    return "release.txt"


@pytest.fixture
def other(release: str) -> str:
    assert release
    Path("other.txt").write_text(RELEASE, encoding="utf-8")
    return "other.txt"


@pytest.fixture
def store(tmp_path: Path) -> Own:
    folder = tmp_path / "own"
    folder.mkdir()
    return Own(folder).make(events=[ONE], delegations=[IRAN], agencies=[UNODC])


def known_as_one(_library: Library, text: Text, _source: str | None) -> Draft:
    """A draft of the event "one", which the store has."""
    draft = made(text, known="one")
    fields = {"id": "one", "city": "Vienna", "sources": CITED}
    return Draft(text, fields, {}, draft.evidence, draft.unsettled, "one")


def answered(*words: str, **circumstances: Any) -> Answer:
    answer = ask("draft", *words, **circumstances)
    assert (answer.code, answer.err) == (0, "")
    return answer


# Whole drafts


def test_in_a_pipe_a_draft_is_one_object(release: str) -> None:
    found = answered(release).json
    assert list(found) == ["file", "collection", "record", "needs", "evidence", "unsettled"]
    assert (found["file"], found["collection"], found["record"]) == (release, "events", RECORD)
    assert found["needs"] == {"people": [PERSON], "sources": [PAGE]}
    assert [one["path"] for one in found["evidence"]] == [one[0] for one in READ]
    for one in found["evidence"]:
        assert list(one) == ["path", "value", "start", "end", "quote", "confidence", "reason"]
        assert RELEASE[one["start"] : one["end"]] == one["quote"]
    assert found["unsettled"] == [
        {"note": "who the others are", "start": 80, "end": 86, "quote": "others"},
        {"note": "no year is said", "start": 0, "end": 0, "quote": ""},
    ]
    assert answered(release, "-f", "json") == answered(release)


def test_standard_input_is_read_for_a_dash(release: str) -> None:
    found = answered("-", stdin=RELEASE).json
    assert found == {**answered(release).json, "file": "standard input"}


def test_several_drafts_are_lines_in_a_pipe_and_an_array_if_asked_for(release: str, other: str) -> None:
    lines = [json.loads(line) for line in answered(release, other).lines]
    assert [one["file"] for one in lines] == [release, other]
    assert answered(release, other, "-f", "json").json == lines
    assert answered(release, "-f", "jsonl").lines == answered(release, other).lines[:1]


def test_what_the_store_has_is_told_with_what_would_change(release: str, store: Own, drafts: Drafts) -> None:
    drafts(known_as_one)
    found = store.done("draft", release).json
    assert found["known"] == "one"
    assert found["differences"] == [{"path": "city", "before": None, "after": "Vienna"}]
    assert "needs" not in found
    table = store.done("draft", release, terminal=80).out
    assert table.startswith("Draft of events/one from release.txt (in the store already)\n")
    assert "\n\nWhat release.txt would change\n\n" in table
    assert table.endswith("changed events/one\n  + city: Vienna\n\n")


def test_where_nothing_would_change_that_is_told(release: str, store: Own, drafts: Drafts) -> None:
    drafts(lambda _library, text, _source: Draft(text, {"id": "one"}, {}, (), (), "one"))
    assert store.done("draft", release).json["differences"] == []
    assert store.done("draft", release, terminal=80).out.endswith("Nothing changes.\n")
    assert "<p>Nothing.</p>" in store.done("draft", release, "--html").out


# Rows


def test_a_draft_is_a_row_a_value(release: str) -> None:
    rows = answered(release, "-f", "tsv").lines
    assert [row.split("\t")[0] for row in rows] == [
        *VALUES,
        *("needs.people.ada-example", "needs.sources.talks-page", "unsettled", "unsettled"),
    ]
    quote = "member states, among them Iran, and others"
    assert rows[3] == f"participants.irn\tirn (member, addressed) Iran\tlow\t{quote}"
    assert rows[4:] == [
        "needs.people.ada-example\tAda Example\t\t",
        "needs.sources.talks-page\tExample: Talks\t\t",
        "unsettled\twho the others are\t\tothers",
        "unsettled\tno year is said\t\t",
    ]


def test_the_rows_of_several_drafts_have_their_file(release: str, other: str) -> None:
    rows = [row.split("\t") for row in answered(release, other, "-f", "tsv").lines]
    assert [row[0] for row in rows] == [release] * 8 + [other] * 8
    assert answered(release, other, "-c", "path").lines == [row[1] for row in rows]


@pytest.mark.parametrize("several", [False, True])
def test_all_formats_of_rows_agree_cell_for_cell(release: str, other: str, several: bool) -> None:
    files = (release, other) if several else (release,)
    columns = answered(*files, "-f", "tsv", "--header", "-n", "0").out.rstrip("\n").split("\t")
    tsv = [row.split("\t") for row in answered(*files, "-f", "tsv").lines]
    assert csv_of_text(answered(*files, "-f", "csv", "--no-header").out) == tsv
    assert markdown_of_text(answered(*files, "-f", "md").out) == [columns, *tsv]
    for number, column in enumerate(columns):
        lines = answered(*files, "-c", column, "-f", "table", "--no-header").lines
        assert lines[1:] == [row[number] for row in tsv]
    objects = answered(*files, "-c", "path,confidence,start", "-f", "json").json
    assert [one["path"] for one in objects] == [row[columns.index("path")] for row in tsv]
    assert objects[0] == {"path": "title", "confidence": "high", "start": 0}
    lines = answered(*files, "-c", "path,confidence,start", "-f", "jsonl").lines
    assert [json.loads(line) for line in lines] == objects


def test_rows_are_sorted_and_cut_in_every_format(release: str) -> None:
    assert answered(release, "--sort", "path", "-n", "2").lines[0].startswith("city\t")
    assert [one["path"] for one in answered(release, "-n", "2", "-f", "json").json] == VALUES[:2]
    assert "<pre" in answered(release, "-n", "2", "--html").out
    assert answered(release, "--columns", "path").lines[:4] == VALUES


def test_on_a_terminal_a_draft_is_a_table(release: str) -> None:
    answer = answered(release, terminal=80)
    assert answer.lines[0] == "Draft of events/talks-2030 from release.txt (new)"
    assert answer.lines[1].split() == ["path", "value", "confidence", "quote"]
    assert max(map(len, answer.lines)) <= 80
    assert "no room" not in answer.out


def test_ids_are_those_of_the_events(release: str, other: str) -> None:
    assert answered(release, other, "-f", "ids").lines == ["talks-2030"]


def test_a_draft_is_written_to_a_file_in_the_format_of_its_ending(release: str, tmp_path: Path) -> None:
    for ending, start in (("json", "{\n"), ("jsonl", '{"file"'), ("html", "<!DOCTYPE"), ("csv", "path,")):
        target = tmp_path / f"review.{ending}"
        assert answered(release, "-o", str(target)).out == ""
        assert target.read_text(encoding="utf-8").startswith(start)
    target = tmp_path / "review"
    answered(release, "-o", str(target), terminal=80)
    assert target.read_text(encoding="utf-8") == answered(release).out


# What can't be


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--html", "-f", "json"), "--html and --format"),
        (("--columns", "pth"), "did you mean path?"),
        (("--sort", "pth"), "did you mean path?"),
        (("--format", "jsn"), "did you mean json?"),
        (("--add", "-f", "json"), "leave out --format, --html and --output"),
        (("--add", "--html"), "leave out --format, --html and --output"),
        (("--add", "--output", "x"), "leave out --format, --html and --output"),
        (("--add",), "unsco add event -"),
    ],
)
def test_a_wrong_command_line_is_told_on_one_line(release: str, words: tuple[str, ...], said: str) -> None:
    answer = ask("draft", release, *words)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (2, "", 1)
    assert said in answer.err


def test_no_file_is_a_wrong_command_line() -> None:
    answer = ask("draft")
    assert (answer.code, answer.out) == (2, "")
    assert "FILE" in answer.err


def test_each_text_that_cannot_be_read_is_named_and_nothing_is_written(release: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    answer = ask("draft", release, str(empty), str(tmp_path / "no.txt"))
    assert (answer.code, answer.out) == (1, "")
    first, second = answer.err.splitlines()
    assert first == f"unsco: {empty} is empty"
    assert str(tmp_path / "no.txt") in second
    assert ask("draft", str(empty)).err == f"unsco: {empty} is empty\n"


def test_a_store_that_cannot_be_read_is_4(release: str, tmp_path: Path) -> None:
    assert ask("--store", str(tmp_path / "no.json"), "draft", release).code == 4


# Where a text is from


def test_a_source_is_one_of_the_store_or_an_address(release: str, store: Own, drafts: Drafts) -> None:
    told: list[str | None] = []

    def noting(_library: Library, text: Text, source: str | None) -> Draft:
        told.append(source)
        return made(text)

    drafts(noting)
    for source in ("page", SOURCE["url"], "https://example.org/new"):
        store.done("draft", release, "--source", source)
    store.done("draft", release)
    assert told == ["page", "page", "https://example.org/new", None]


def test_a_source_that_is_neither_is_an_unknown_name(release: str, store: Own) -> None:
    answer = store.ask("draft", release, "--source", "pgae")
    assert (answer.code, answer.out) == (3, "")
    assert "'pgae'" in answer.err


def test_a_source_is_of_one_text(release: str, other: str) -> None:
    answer = ask("draft", release, other, "--source", "https://example.org/t")
    assert (answer.code, answer.out) == (2, "")
    assert "--source" in answer.err


# A draft becomes a record


def test_a_draft_goes_into_add(release: str, store: Own) -> None:
    draft = store.done("draft", release).out
    store.done("add", "event", "-", stdin=draft)
    added = store.records["events"]["talks-2030"]
    assert {name: added[name] for name in RECORD} == RECORD
    assert store.records["people"] == {"ada-example": PERSON}
    assert store.records["sources"]["talks-page"] == PAGE


def test_drafts_go_into_add_line_by_line_and_what_they_both_need_once(
    release: str, other: str, store: Own, drafts: Drafts
) -> None:
    drafts(lambda _library, text, _source: made(text, id=Path(text.called).stem, title=text.called))
    lines = store.done("draft", release, other).out
    store.done("add", "event", "-", stdin=lines)
    assert {"release", "other"} <= store.records["events"].keys()
    assert list(store.records["people"]) == ["ada-example"]


def test_what_is_needed_and_there_already_is_passed_over_if_it_is_the_same(release: str, store: Own) -> None:
    store.make(events=[ONE], delegations=[IRAN], people=[PERSON], sources=[PAGE])
    draft = store.done("draft", release).out
    before = store.snapshot()
    changed = {**json.loads(draft)}
    changed["needs"]["people"] = [{**PERSON, "name": "Ada"}]
    lines = store.refused("add", "event", "-", stdin=json.dumps(changed))
    assert re.match(r"standard input:1: people/ada-example: it is there already, and differs", lines[0])
    assert store.snapshot() == before
    answer = store.done("add", "event", "-", "-f", "ids", stdin=draft)
    assert answer.lines == ["talks-2030"]


def test_problems_of_what_is_needed_are_named_with_the_line_of_the_draft(release: str, store: Own) -> None:
    draft = json.loads(store.done("draft", release).out)
    draft["needs"]["people"] = [{"id": "ada-example", "name": "Ada", "nme": "x"}]
    lines = store.refused("add", "event", "-", stdin=json.dumps(draft))
    assert any(line.startswith("standard input:1: people/ada-example") for line in lines)


def test_a_draft_of_a_known_event_is_merged_by_import(release: str, store: Own, drafts: Drafts) -> None:
    drafts(known_as_one)
    draft = store.done("draft", release).out
    store.refused("add", "event", "-", stdin=draft)
    store.done("import", "-", "--on-conflict", "merge", "--yes", stdin=draft)
    assert store.records["events"]["one"] == {**ONE, "city": "Vienna"}


def test_drafting_changes_nothing(release: str, store: Own) -> None:
    before = store.snapshot()
    for words in ((), ("--html",), ("-f", "table")):
        store.done("draft", release, *words)
    assert store.snapshot() == before


# --add


class Typing(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(typed: str, *words: str, environ: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Run a command with somebody at the terminal, who types answers."""
    out, err = Terminal(), Terminal()
    said = {"NO_COLOR": "1", "COLUMNS": "80", **(environ or {})}
    code = run(words, World(Typing(typed), out, err, said, lambda: TODAY, lambda: NOW))
    return code, out.getvalue(), err.getvalue()


def adding(store: Own, typed: str, *words: str) -> tuple[int, str, str]:
    return on_terminal(typed, "--store", str(store.path), "draft", "--add", *words)


def test_a_draft_is_added_after_a_yes(release: str, store: Own) -> None:
    code, out, err = adding(store, "y\n", release)
    assert (code, out.partition(" from")[0]) == (0, "Draft of events/talks-2030")
    question = "add events/talks-2030, people/ada-example, sources/talks-page? [y/N] "
    assert err == f"unsco: {question}"
    assert "added" in out
    assert store.records["events"]["talks-2030"]["city"] == "Vienna"
    assert store.records["people"] == {"ada-example": PERSON}
    assert store.done("history", "-c", "command", "-n", "1").out == "draft\n"


def test_a_draft_is_not_added_after_a_no(release: str, store: Own) -> None:
    before = store.snapshot()
    for typed in ("n\n", "\n", ""):
        code, out, err = adding(store, typed, release)
        assert code == 1
        assert "participants.irn" in out
        assert err.endswith("[y/N] unsco: nothing was changed\n")
        assert store.snapshot() == before


def test_a_known_event_is_changed_after_a_yes(release: str, store: Own, drafts: Drafts) -> None:
    drafts(known_as_one)
    code, out, err = adding(store, "y\n", release)
    assert (code, err) == (0, "unsco: change events/one? [y/N] ")
    assert "+ city: Vienna" in out
    assert store.records["events"]["one"] == {**ONE, "city": "Vienna"}
    code, out, err = adding(store, "", release)
    assert (code, err) == (0, "")
    assert out.endswith("Nothing changes.\n")


def test_several_drafts_are_asked_about_one_after_the_other(
    release: str, other: str, store: Own, drafts: Drafts
) -> None:
    drafts(lambda _library, text, _source: made(text, id=Path(text.called).stem, title=text.called))
    code, _out, err = adding(store, "n\ny\n", release, other)
    assert code == 1
    assert err.count("[y/N]") == 2
    assert store.records["events"].keys() == {"one", "other"}
    # What the one needed is there when the other is looked at.
    code, _out, err = adding(store, "y\n", release)
    assert (code, err) == (0, "unsco: add events/release? [y/N] ")


def test_a_draft_that_is_not_right_is_refused_with_every_problem(
    release: str, store: Own, drafts: Drafts
) -> None:
    drafts(lambda _library, text, _source: made(text, start="soon", city=3))
    before = store.snapshot()
    code, out, err = adding(store, "y\n", release)
    assert code == 1
    assert "participants.irn" in out
    assert "[y/N]" not in err
    *_, refusal, advice = err.splitlines()
    assert "nothing was changed" in refusal
    assert "--output draft.json" in advice
    assert store.snapshot() == before


def test_the_shipped_store_is_refused_before_anything_is_asked(release: str, tmp_path: Path) -> None:
    code, out, err = on_terminal("y\n", "draft", "--add", release, environ={"HOME": str(tmp_path)})
    assert (code, out) == (4, "")
    assert "unsco init" in err
    assert len(err.splitlines()) == 1


# The page


def page_of(*words: str) -> Page:
    return Page(answered(*words, "--html").out)


def test_the_page_holds_the_text_and_leads_from_it_to_the_values_and_back(release: str, other: str) -> None:
    out = answered(release, other, "--html").out
    assert answered(release, other, "-f", "html").out == out
    page = Page(out)
    ids = [found["id"] for _, found in page.seen if "id" in found]
    assert len(ids) == len(set(ids))
    links = [found["href"] or "" for tag, found in page.seen if tag == "a"]
    assert links
    assert {link[1:] for link in links} <= set(ids)
    assert {"script", "link", "img", "iframe"} & {tag for tag, _ in page.seen} == set()
    assert not re.search(r"https?:|url\(|@import|javascript", out.replace("https://example.org/t", ""))
    marked = re.search(r'<div class="text" dir="auto">(.*?)</div>', out, re.DOTALL)
    assert marked is not None
    shown = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", marked[1])
    assert shown == RELEASE


def test_marks_say_kind_and_confidence_and_what_lies_in_another_is_told_apart(release: str) -> None:
    out = answered(release, "--html").out
    marks = dict(
        re.findall(r'<mark id="[^"]+" class="([^"]+)" title="[^"]*">(?:<span[^>]*></span>)*([^<]*)', out)
    )
    assert marks["what high"] == "Talks on archives"
    assert marks["when high"] == "1 June 2030"
    assert marks["who low"] == "member states, among them "
    assert marks["who medium several"] == "Iran"
    assert marks["open several"] == "others"


@laws
@given(st.lists(TEXTS, min_size=1, max_size=3).map("others".join))
def test_nothing_in_a_text_acts_on_the_page_or_elsewhere(folder: Path, text: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        say = by_hand(monkeypatch)
        length = len(text)
        spans = {(at, end) for at in range(0, length, 7) for end in (at + 3, at + 20) if end <= length}

        def making(_library: Library, read: Text, _source: str | None) -> Draft:
            parts = tuple(
                Evidence(
                    path=f"outcomes.{text}", value=text, start=start, end=end, quote=text[start:end],
                    confidence="low", reason=text,
                )
                for start, end in sorted(spans)
            )  # fmt: skip
            notes = (Unsettled(note=text, start=0, end=len(read.content), quote=text),)
            needs = {"topics": ({"id": text, "label": text},)}
            return Draft(read, {"title": text, "summary": text}, needs, parts, notes)

        say(making)
        file = folder / "a.txt"
        file.write_bytes(("x" + text).encode())
        for words in (("--html",), (), ("-f", "tsv"), ("-f", "table"), ("-f", "svg")):
            out = answered(str(file), *words).out
            assert acting(out) <= ({"\t"} if "tsv" in words else set())
            if words == ("--html",):
                assert {tag for tag, _ in Page(out).seen} & {"b", "script", "img"} == set()


@laws
@given(st.integers(0, 40), st.data())
def test_stretches_are_the_text_and_each_mark_begins_and_ends_once(length: int, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, length), st.integers(0, length)).filter(lambda one: one[0] < one[1])
    marks = data.draw(st.lists(ends, max_size=12)) if length else []
    found = list(stretches(length, marks))
    assert [sign for one in found for sign in range(one.start, one.end)] == list(range(length))
    assert sorted(number for one in found for number in one.beginning) == list(range(len(marks)))
    assert sorted(number for one in found for number in one.ending) == list(range(len(marks)))
    for one in found:
        over = [mark for mark in marks if mark[0] <= one.start and one.end <= mark[1]]
        assert (one.mark is None) == (not over)
        assert one.several == (len(over) > 1)
        if one.mark is not None:
            assert marks[one.mark] == min(over, key=lambda mark: (-mark[0], mark[1]))
        assert all(marks[number][0] == one.start for number in one.beginning)
        assert all(marks[number][1] == one.end for number in one.ending)


def test_the_page_takes_time_in_step_with_its_text_and_marks() -> None:
    def taken(count: int) -> float:
        # All of them lie in each other.
        marks = [(number, 2 * count - number) for number in range(count)]
        begin = time.perf_counter()
        assert sum(1 for _ in stretches(2 * count, marks)) == 2 * count - 1
        return time.perf_counter() - begin

    small = min(taken(2_000) for _ in range(3))
    assert taken(20_000) < 100 * small
