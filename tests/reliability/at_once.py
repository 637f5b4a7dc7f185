"""Many writers and readers at once: nothing is lost, nothing stands twice, nobody sees half a store."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.conftest import ROOT
from tests.reliability.figures import Figures, Tally
from tests.reliability.running import ENVIRON, ran
from tests.reliability.stores import (
    adding,
    changes_told,
    ids,
    is_whole,
    litter,
    record,
    repeated,
    small_store,
)

# Reads in one process until standard input ends, and prints how often, and what was wrong.
_READER = """
import json, select, sys, time
from unsco_cli.models.events import Event
from unsco_cli.store import Store

path, pause = sys.argv[1], float(sys.argv[2])
reads, errors, gone, seen = 0, [], [], set()
while not select.select([sys.stdin], [], [], pause)[0]:
    try:
        found = {event.id for event in Store(path).find(Event)}
    except Exception as error:
        errors.append(repr(error))
    else:
        gone += sorted(seen - found)
        seen |= found
    reads += 1
print(json.dumps([reads, errors, gone]))
"""


def at_once(writers: int, additions: int, folder: Path, *, pause: float = 0) -> Figures:
    """Let so many writers add so many records each, every one in a process of its own, beside two readers.

    Args:
        writers: how many at once.
        additions: how many each.
        folder: where the store is made.
        pause: seconds between two reads.
    """
    path = small_store(folder / "at-once")
    first = set(ids(path.read_bytes()))
    tally = Tally(
        f"At once: {writers} writers, 2 readers",
        *("processes that wrote", "acknowledged", "records lost", "records twice", "reads", "torn reads"),
        *("readers that failed", "records seen and gone", "stores damaged", "histories that disagree"),
    )
    names = [[f"by-{writer}-{number}" for number in range(additions)] for writer in range(writers)]
    threads = [threading.Thread(target=_write, args=(path, mine, tally)) for mine in names]
    over = threading.Event()
    lister = threading.Thread(target=_list, args=(path, over, tally, pause))
    reader = subprocess.Popen(
        [sys.executable, "-c", _READER, str(path), str(pause)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENVIRON,
        cwd=ROOT,
        text=True,
    )
    start = time.perf_counter()
    for thread in (*threads, lister):
        thread.start()
    for thread in threads:
        thread.join()
    tally.say("seconds", time.perf_counter() - start)
    over.set()
    lister.join()
    _told_by(reader, tally)
    _hold_all(path, first | {name for mine in names for name in mine}, tally)
    return tally.figures()


def _write(path: Path, names: list[str], tally: Tally) -> None:
    for name in names:
        answer = ran(*adding(path, "--wait", "600"), stdin=record(name))
        tally.count("processes that wrote")
        if tally.hold("writers that failed", answer.code == 0, f"{name}: {answer}"):
            tally.count("acknowledged")


def _list(path: Path, over: threading.Event, tally: Tally, pause: float) -> None:
    """Read in processes of their own until it is over."""
    seen: set[str] = set()
    while not over.wait(pause * 20):
        answer = ran("--store", str(path), "list", "events", "-f", "ids")
        tally.hold("readers that failed", answer.code == 0 and not answer.err, answer)
        found = set(answer.lines)
        tally.hold("records seen and gone", seen <= found, sorted(seen - found))
        seen |= found
        tally.count("reads")


def _told_by(reader: "subprocess.Popen[str]", tally: Tally) -> None:
    reads, errors, gone = json.loads(reader.communicate("over\n", timeout=60)[0])
    tally.count("reads", reads)
    for name, found in (("torn reads", errors), ("records seen and gone", gone)):
        for one in found:
            tally.hold(name, kept=False, told=one)


def _hold_all(path: Path, expected: set[str], tally: Tally) -> None:
    contents = is_whole(path, tally, "all of them")
    found = ids(contents)
    for lost in sorted(expected - set(found)):
        tally.hold("records lost", kept=False, told=lost)
    tally.hold("records twice", len(found) == len(set(found)) and not repeated(contents), len(found))
    added = {name for name in expected if name.startswith("by-")}
    told = changes_told(path)
    agrees = {f"events/{name}" for name in added} >= set(told) and len(set(told)) == min(len(added), 200)
    tally.hold("histories that disagree", agrees, told[:5])
    tally.hold("litter", not litter(path), litter(path))
