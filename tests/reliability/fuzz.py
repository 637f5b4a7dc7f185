"""Whatever is given: one of the documented exits, a line for a line, and no change where it is refused."""

import io
import json
import random
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.conftest import NOW, TODAY, Answer
from tests.reliability.figures import Figures, Tally
from tests.reliability.mutations import RECORDS, THERE, document, store_text
from tests.reliability.running import ENVIRON
from tests.reliability.stores import NAME, files, is_whole, put_back
from unsco_cli.main import run
from unsco_cli.validate import contents_of
from unsco_cli.validate.report import report
from unsco_cli.world import World

# What a store is asked, and told, that somebody has damaged.
_COMMANDS: Sequence[tuple[str, ...]] = (
    *(("validate",), ("list", "events"), ("show", "first-0"), ("search", "act"), ("info",), ("history",)),
    *(
        ("timeline",),
        ("why", "irn"),
        ("cite", "irn"),
        ("attendance",),
        ("stats",),
        ("coverage",),
        ("network",),
    ),
    *(
        ("status",),
        ("undo", "--yes"),
        ("update", "--theirs", "--yes"),
        ("remove", "act", "--cascade", "--yes"),
    ),
    *(("edit", "irn", "--set", "notes=x"), ("add", "topic", "-"), ("list", "observers", "--as-of", "2018")),
)
_LONG = 100_000_000
# Runs the program, and prints its exit code and the most memory that it held, in kilobytes.
_MEASURED = """
import json, os, resource, subprocess, sys
words = [sys.executable, "-m", "unsco_cli", *sys.argv[1:]]
code = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode
print(json.dumps([code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


class _Run(NamedTuple):
    answer: Answer
    raised: str
    seconds: float


def fuzz(inputs: int, folder: Path, *, seed: int = 1) -> Figures:
    """Give so many damaged texts to the program, each in a store that is right or as the store itself.

    Args:
        inputs: how many.
        folder: where the store is made.
        seed: of what is wrong with them.
    """
    tally = Tally(
        f"Fuzz, seed {seed}",
        *("inputs", "accepted", "refusals", "tracebacks", "undocumented exits", "lines that are none"),
        *("control characters told", "stores changed on refusal", "stores damaged", "problems brought in"),
    )
    chance = random.Random(seed)
    store = folder / "store" / NAME
    store.parent.mkdir(parents=True, exist_ok=True)
    store.write_text(json.dumps(THERE), encoding="utf-8")
    # With a change on record, so that there is something to be kept beside it.
    assert (
        _run(("--store", str(store), "add", "topic", "-"), json.dumps(RECORDS["topics"]).encode()).answer.code
        == 0
    )
    whole = files(store.parent)
    slowest = 0.0
    for name, record in RECORDS.items():
        found = _run(("--store", str(store), "add", name, "-"), json.dumps(record).encode())
        tally.hold("records refused that are right", found.answer.code == 0, found.answer)
        put_back(store.parent, whole)
    for number in range(inputs):
        words, text = _asked(store, folder, chance)
        before = files(store.parent)
        had = _problems(store)
        found = _run(words, text)
        slowest = max(slowest, found.seconds)
        _hold(found, tally, f"seed {seed}, input {number}, {' '.join(words)}: {text[:200]!r}")
        _hold_store(found.answer.code, store, before, had, tally, f"input {number}, {words}: {text[:200]!r}")
        if files(store.parent) != whole:
            put_back(store.parent, whole)
    tally.say("slowest, seconds", slowest)
    return tally.figures()


def _asked(store: Path, folder: Path, chance: random.Random) -> tuple[tuple[str, ...], bytes]:
    """Return a command line, and what it is given: by a pipe, in a file, or as the store itself."""
    at = ("--store", str(store))
    if chance.random() < 0.25:
        store.write_bytes(store_text(chance))
        return (*at, *chance.choice(_COMMANDS)), json.dumps(RECORDS["topics"]).encode()
    kind, name, text = document(chance)
    if kind != "csv" and chance.random() < 0.5:
        return (*at, "add", name, "-"), text
    path = folder / f"given.{chance.choice(('json', 'jsonl', 'csv', 'txt'))}"
    path.write_bytes(text)
    words = ["import", chance.choice((str(path), "-")), "--on-conflict"]
    words += [chance.choice(("fail", "skip", "replace", "merge")), "--yes"]
    words += ["--into", name] if kind != "store" and chance.random() < 0.8 else []
    words += ["--from", "json" if kind == "store" else kind] if chance.random() < 0.7 else []
    return (*at, *words), text


def _run(words: tuple[str, ...], text: bytes) -> _Run:
    """Run a command line in this process, which may raise."""
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", errors="replace")
    world = World(stdin, out, err, {}, lambda: TODAY, lambda: NOW)
    raised, code, start = "", -1, time.perf_counter()
    try:
        code = run(words, world)
    except BaseException as error:  # noqa: BLE001
        raised = repr(error)[:300]
    return _Run(Answer(code, out.getvalue(), err.getvalue()), raised, time.perf_counter() - start)


def _hold(found: _Run, tally: Tally, told: str) -> None:
    answer = found.answer
    tally.count("inputs")
    tally.count("accepted" if answer.code == 0 else "refusals")
    if not tally.hold("tracebacks", not found.raised, f"{found.raised} {told}"):
        return
    tally.hold("undocumented exits", answer.code in range(5), f"{answer.code} {told}")
    lines = answer.err.split("\n")[:-1]
    are_lines = answer.err.endswith("\n") or not answer.err
    tally.hold(
        "lines that are none",
        are_lines and all(one.startswith("unsco: ") for one in lines),
        f"{lines} {told}",
    )
    acting = {sign for sign in answer.err if unicodedata.category(sign) == "Cc" and sign != "\n"}
    tally.hold("control characters told", not acting, f"{acting} {told}")
    tally.hold("lines that are none", lines or answer.code in (0, 1), f"nothing is told: {told}")


def _problems(store: Path) -> Counter[str]:
    """How many problems each check finds; their places may change, as the order of records does."""
    return Counter(check for check, _ in report(contents_of(store.read_bytes()), (), "x").problems)


def _hold_store(
    code: int, store: Path, before: dict[str, bytes], had: Counter[str], tally: Tally, told: str
) -> None:
    after = files(store.parent)
    if code:
        same = {name: held for name, held in after.items() if not name.endswith("/lock")}
        tally.hold(
            "stores changed on refusal", same.items() <= before.items() and len(same) >= len(before) - 1, told
        )
    elif after != before:
        # Which of two records is said to be at fault depends on their order, so kinds are compared.
        new = set(_problems(store)) - set(had)
        tally.hold("stores damaged" if not had else "problems brought in", not new, f"{told}: {sorted(new)}")


def long_lines(folder: Path) -> Figures:
    """Give single lines of 100 MB, and measure how long that takes and how much memory."""
    tally = Tally(
        "Single lines of 100 MB", "inputs", "accepted", "refusals", "tracebacks", "stores changed on refusal"
    )
    store, given = folder / "store" / NAME, folder / "given.txt"
    store.parent.mkdir(parents=True)
    small = json.dumps(RECORDS["topics"]).encode()
    lines: dict[str, Callable[[], bytes]] = {
        "one text": lambda: small.replace(b"Records", b"x" * _LONG),
        "brackets": lambda: b"[" * _LONG,
        "not JSON": lambda: b"x" * _LONG,
        "digits": lambda: b'[{"id": ' + b"1" * _LONG + b"}]",
        "one record, many times": lambda: b"[" + b", ".join([small] * (_LONG // len(small))) + b"]",
        "words, as CSV": lambda: b"id,label\n" + b"a," * (_LONG // 2),
    }
    for name, line in lines.items():
        store.write_text(json.dumps(THERE), encoding="utf-8")
        given.write_bytes(line())
        before = files(store.parent)
        start = time.perf_counter()
        # The system counts to a process what the one held that started it, so that is a small one.
        words = [
            sys.executable,
            "-c",
            _MEASURED,
            "--store",
            str(store),
            "import",
            str(given),
            "--into",
            "topics",
        ]
        finished = subprocess.run(words, capture_output=True, env=ENVIRON, timeout=600, check=False)
        code, used = json.loads(finished.stdout)
        err = finished.stderr.decode()
        tally.count("inputs")
        tally.count("accepted" if code == 0 else "refusals")
        tally.say(
            f"{name}: exit, seconds, MB", f"{code}, {time.perf_counter() - start:.1f}, {used / 1024:.0f}"
        )
        tally.hold("tracebacks", "Traceback" not in err and code in range(5), f"{name}: {code} {err[-300:]}")
        tally.hold("lines told that are long", max(map(len, err.split("\n"))) < 2000, f"{name}: {err[:100]}")
        tally.hold("too slow, or too large", time.perf_counter() - start < 120 and used < 2**21, name)
        if code:
            tally.hold("stores changed on refusal", files(store.parent) == before, name)
        else:
            is_whole(store, tally, name)
    given.unlink()
    return tally.figures()
