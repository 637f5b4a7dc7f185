"""What the benchmarks stand on: sound stores, right figures, and runs that are what they say."""

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks import scaling, starting
from tests.benchmarks.figures import Held, Spread, Verdict, growth, ratios, spread
from tests.benchmarks.installing import PEERS, Installed
from tests.benchmarks.page import PAGE, replaced, table
from tests.benchmarks.running import Command, Failed, Run, measure, run
from tests.benchmarks.synthetic import events, further_event, write
from tests.conftest import ROOT, answered, ask

COUNT = 300
SECOND = Run(1.0, 1.0)


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    """A store of some events, which no test changes."""
    path = folder / "synthetic.json"
    with path.open("wb") as file:
        write(file, COUNT)
    return path


@pytest.fixture
def changed(store: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed."""
    path = tmp_path / "changed.json"
    path.write_bytes(store.read_bytes())
    return path


# Synthetic stores.


def test_every_check_finds_a_synthetic_store_sound(store: Path) -> None:
    assert answered("--store", str(store), "validate").out == ""


def test_the_smallest_stores_are_sound_too(tmp_path: Path) -> None:
    for count in (0, 2):
        path = tmp_path / f"{count}.json"
        words = [sys.executable, "-m", "tests.benchmarks.synthetic", str(count), str(path)]
        subprocess.run(words, check=True, cwd=ROOT, timeout=60)
        assert answered("--store", str(path), "validate").out == ""
        assert len(json.loads(path.read_bytes())["events"]) == count


def test_a_store_is_the_same_every_time_and_another_from_another_seed(store: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again.json", tmp_path / "other.json"
    for path, seed in ((again, {}), (other, {"seed": 7})):
        with path.open("wb") as file:
            write(file, COUNT, **seed)
    assert again.read_bytes() == store.read_bytes()
    assert other.read_bytes() != store.read_bytes()


def test_events_stream_as_they_stand_in_the_store(store: Path) -> None:
    written = json.loads(store.read_bytes())["events"]
    assert list(events(COUNT)) == list(written.values())
    assert [event["id"] for event in events(COUNT)] == list(written)


def test_the_first_of_very_many_events_comes_at_once() -> None:
    assert [event["id"] for event in islice(events(9_000_000), 2)] == ["event-0000000", "event-0000001"]


def test_a_synthetic_store_is_in_canonical_form(store: Path) -> None:
    contents = json.loads(store.read_bytes())
    assert (json.dumps(contents, indent=2, ensure_ascii=False) + "\n").encode() == store.read_bytes()
    assert all(list(records) == sorted(records) for records in contents.values())


def test_one_more_event_can_be_added_and_taken_out_again(store: Path, changed: Path, tmp_path: Path) -> None:
    added = tmp_path / "added.json"
    added.write_text(json.dumps(further_event(COUNT)), encoding="utf-8")
    words = ("--store", str(changed))
    answered(*words, "add", "event", str(added))
    assert answered(*words, "validate").out == ""
    after = json.loads(changed.read_bytes())["events"]
    assert list(after)[-1] == further_event(COUNT)["id"]
    assert len(after) == COUNT + 1
    answered(*words, "remove", further_event(COUNT)["id"], "--yes")
    assert changed.read_bytes() == store.read_bytes()


def figures_of(every: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """What is typical of events: bytes, and how many took part and spoke."""
    counted = {
        name: [len(one.get(name, ())) for one in every.values()] for name in ("participants", "people")
    }
    sizes = [len(json.dumps(one, indent=2, ensure_ascii=False)) for one in every.values()]
    return {name: statistics.median(many) for name, many in {"size": sizes, **counted}.items()}


def test_an_event_is_of_the_size_of_a_shipped_one(store: Path, shipped: dict[str, dict[str, Any]]) -> None:
    ours = figures_of(json.loads(store.read_bytes())["events"])
    theirs = figures_of(shipped["events"])
    assert 0.6 < ours["size"] / theirs["size"] < 1.2
    assert (ours["participants"], ours["people"]) == (theirs["participants"], theirs["people"])


def test_all_but_events_sources_and_people_is_shipped(
    store: Path, shipped: dict[str, dict[str, Any]]
) -> None:
    made = json.loads(store.read_bytes())
    assert list(made) == list(shipped)
    for name in shipped.keys() - {"events"}:
        assert shipped[name].items() <= made[name].items()
    assert len(made["sources"]) == len(shipped["sources"]) + COUNT // 2


# Figures.


def test_quartiles_are_those_between_which_half_of_the_figures_lie() -> None:
    assert spread([5, 1, 4, 2, 3]) == Spread(2, 3, 4)
    assert spread([7]) == Spread(7, 7, 7)


def test_ratios_are_taken_pair_by_pair() -> None:
    # The medians, 20 and 10, would give 2.
    assert ratios([10, 20, 60], [10, 5, 20]) == Spread(2, 3, 3.5)
    assert ratios([4, 9], [2]) == Spread(2, 2, 2)


@given(st.lists(st.sampled_from([0.01, 0.3, 2.0, 70.0]), min_size=1, max_size=9), st.floats(0.1, 10))
def test_what_takes_so_many_times_as_long_has_that_ratio(seconds: list[float], times: float) -> None:
    assert ratios([times * one for one in seconds], seconds) == pytest.approx((times, times, times))


@given(st.floats(0, 10), st.floats(0.001, 10))
def test_growth_is_one_where_cost_is_linear_whatever_a_start_costs(start: float, each: float) -> None:
    assert growth([(size, start + each * size) for size in scaling.SIZES]) == pytest.approx(1)


def test_growth_is_told_where_cost_is_not_linear() -> None:
    assert growth([(size, size**2) for size in scaling.SIZES]) == pytest.approx(10)


def test_a_target_is_missed_when_the_middle_is_above_the_limit() -> None:
    runs = {"ours": [Run(2.0, 30)] * 3, "theirs": [Run(1.0, 100)] * 3}
    time, memory = Held("ours", "theirs", 1.9), Held("ours", "theirs", 0.3, "peak")
    assert [one.verdict(runs).met for one in (time, memory)] == [False, True]
    assert "MISSED" in str(time.verdict(runs))
    assert Held("ours", "theirs").verdict(runs).met
    assert Held("ours", "not there", 1).verdict(runs) is None


# Runs.


def python(code: str, **more: Any) -> Command:
    return Command(more.pop("name", "python"), [sys.executable, "-S", "-c", code], **more)


def test_a_run_has_the_time_and_the_memory_of_the_child_alone(tmp_path: Path) -> None:
    small = run(python("pass"), tmp_path)
    large = run(python("held = b'x' * 100_000_000; import time; time.sleep(0.2)"), tmp_path)
    assert large.seconds > 0.2
    # What this process holds does not count, nor what the child before it held.
    assert 1_000_000 < small.peak < 30_000_000
    assert 100_000_000 < large.peak < 130_000_000


def test_commands_are_run_in_turn_and_the_first_round_is_not_counted(tmp_path: Path) -> None:
    noting = "import os; open('log', 'a').write(os.environ['NOTED'])"
    restored: list[str] = []
    commands = [
        python(noting, name="a", environ={"NOTED": "a"}, before=lambda: restored.append("a")),
        python(noting, name="b", environ={"NOTED": "b"}),
        python(noting, name="slow", environ={"NOTED": "s"}, most=1),
    ]
    runs = measure(commands, 2, tmp_path)
    assert (tmp_path / "log").read_text() == "ab" + "abs" + "ab"
    assert {name: len(every) for name, every in runs.items()} == {"a": 2, "b": 2, "slow": 1}
    assert restored == ["a"] * 3


def test_what_fails_is_not_timed(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"broken ended with .*'3'.*: so it is"):
        run(python("import sys; print('so it is', file=sys.stderr); sys.exit(3)", name="broken"), tmp_path)


# Peers.


def test_the_peers_that_are_scripts_ask_the_same(store: Path) -> None:
    script = [sys.executable, str(PEERS / "stock_tinydb.py"), str(store)]
    for option, word in (("topic", scaling.TOPIC), ("with", scaling.WITH)):
        words = [*script, f"list-{option}", word]
        found = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        ours = answered("--store", str(store), "list", "events", f"--{option}", word, "-f", "ids")
        assert {line.split("\t")[0] for line in found.splitlines()} == set(ours.lines)


def test_a_copy_has_the_same_bytes(store: Path, changed: Path) -> None:
    before = changed.stat().st_ino
    subprocess.run([sys.executable, str(PEERS / "rewrite.py"), str(changed), "--fsync"], check=True)
    assert changed.read_bytes() == store.read_bytes()
    assert changed.stat().st_ino != before


def test_peers_that_are_not_there_are_named_and_left_out(tmp_path: Path) -> None:
    there = Installed("python", "unsco", "empty", "table", {}, {})
    assert set(there.missing) == {"jq", "recsel", "sqlite-utils", "csvgrep", "papis"}
    names = {one.name for one in starting.commands(there, tmp_path)}
    assert {starting.EMPTY, starting.LISTING} < names
    assert not names & set(there.missing)
    assert all(one.verdict({starting.LISTING: [SECOND]}) is None for one in starting.held())


def test_every_target_is_about_commands_that_are_run(tmp_path: Path) -> None:
    there = Installed("python", "unsco", "empty", "table", {}, {})
    names = {one.name for one in starting.commands(there, tmp_path)} | {
        *there.missing,
        "jq over the whole store",
    }
    assert {name for one in starting.held() for name in (one.ours, one.peer)} <= names


def test_what_is_asked_at_scale_are_commands_that_work(store: Path, tmp_path: Path) -> None:
    added = tmp_path / "added.json"
    added.write_text(json.dumps(further_event(COUNT)), encoding="utf-8")
    asked = scaling.Prepared(COUNT, tmp_path, store, "event-0000150", added)
    there = Installed(sys.executable, "unsco", "", "", {}, {})
    for one in scaling.commands(there, asked):
        if one.name.startswith("unsco: "):
            if one.before:
                one.before()
            assert ask(*one.words[1:]).code == 0, one.name
    assert len(json.loads(asked.fresh.read_bytes())["events"]) == COUNT + 1
    assert len(json.loads(store.read_bytes())["events"]) == COUNT


# The page.


def test_a_part_of_the_page_is_replaced_and_what_is_kept_by_hand_stays() -> None:
    page = PAGE.read_text(encoding="utf-8")
    made = replaced(page, "scale", "nothing \\1 yet")
    assert "<!-- scale -->\n\nnothing \\1 yet\n\n<!-- end of scale -->" in made
    assert replaced(made, "scale", "") == replaced(page, "scale", "")
    for kept in ("gained", "startup"):
        begin, end = f"<!-- {kept} -->", f"<!-- end of {kept} -->"
        assert made.partition(begin)[2].partition(end)[0] == page.partition(begin)[2].partition(end)[0]
    with pytest.raises(ValueError, match="nowhere"):
        replaced(page, "nowhere", "")


def test_the_page_says_nothing_of_where_it_was_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert not [word for word in ("/tmp", "/home", "/root", "/work", "file:", str(ROOT)) if word in page]


def test_a_table_has_its_figures_on_the_right() -> None:
    assert table(("what", "ms"), [("pass", "11")]) == "| what | ms |\n| --- | --: |\n| pass | 11 |"


def test_a_verdict_reads_as_a_sentence() -> None:
    missed = Verdict("show", "time × jq", Spread(0.1, 0.2, 0.3), 0.15)
    assert str(missed) == "show: time × jq 0.20 (0.10–0.30), MISSED: at most 0.15"
