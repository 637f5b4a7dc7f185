"""Links, owners, permissions, other programs, editors, and locks that are held or left behind."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT, SOURCE, ask
from tests.reliability.figures import Figures, Tally
from tests.reliability.running import ENVIRON, Forks, ran
from tests.reliability.stores import (
    adding,
    changes_told,
    files,
    fresh,
    goes_on,
    ids,
    is_refusal,
    is_whole,
    litter,
    record,
    small_store,
)

_NOBODY = 65534
# Holds the lock of a store until it is killed, and says so once it does.
_HOLDER = """
import sys, time
from datetime import UTC, datetime
from unsco_cli.store.lock import locked
with locked(sys.argv[1], "", "update", 0, lambda: datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)):
    print(flush=True)
    time.sleep(600)
"""
# An editor that lets somebody else change the store, and then changes the text.
_EDITOR = """#!/bin/sh
"$PYTHON" -m unsco_cli --store "$STORE" edit "$OTHER" --set notes=theirs >&2 || exit 1
sed -i 's/"title": "first-0"/"title": "ours"/' "$1"
"""


def behind_a_link(folder: Path) -> Figures:
    """Write to a store by a link to a link: both stay links, and what stands beside it is beside it."""
    tally = Tally("A store behind links", "changes", "links broken", "litter beside the links")
    store, links = small_store(folder / "target"), folder / "links"
    links.mkdir()
    first, second = links / "first", links / "second"
    first.symlink_to("../target/store.json")
    second.symlink_to(first)
    for number, words in enumerate((("add", "event", "-"), ("add", "event", "-"), ("undo", "--yes"))):
        answer = ask("--store", str(second), *words, stdin=record(f"new-{number}"))
        tally.hold("writers that failed", answer.code == 0, answer)
        tally.count("changes")
        tally.hold(
            "links broken", first.is_symlink() and second.is_symlink() and not store.is_symlink(), words
        )
        tally.hold("litter beside the links", sorted(os.listdir(links)) == ["first", "second"], links)
        tally.hold("litter", not litter(store) and (folder / "target/store.json.bak").exists(), litter(store))
    tally.hold("records lost", set(ids(store.read_bytes())) == {"first-0", "first-1", "new-0"}, "undone")
    goes_on(store, tally, "a link", ["events/new-0"])
    return tally.figures()


def permissions(folder: Path, *, modes: tuple[int, ...] = (0o640, 0o600, 0o664)) -> Figures:
    """Hold that owner and permissions stay, and that where nothing may be written that is said.

    Args:
        folder: where the stores are made.
        modes: the permissions.
    """
    tally = Tally(
        "Owners and permissions", "changes", "permissions lost", "owners lost", "refusals", "skipped"
    )
    root = os.geteuid() == 0
    for mode in modes:
        store = small_store(folder / f"{mode:o}")
        if root:
            os.chown(store, 1234, 5678)
        store.chmod(mode)
        for words in (("add", "event", "-"), ("update",), ("undo", "--yes"), ("undo", "--yes")):
            answer = ask("--store", str(store), *words, stdin=record("new"))
            tally.hold("writers that failed", answer.code == 0, answer)
            tally.count("changes")
            for path in (store, Path(f"{store}.bak")):
                now = path.stat()
                tally.hold("permissions lost", stat.S_IMODE(now.st_mode) == mode, f"{words} {mode:o} {path}")
                if root:
                    tally.hold("owners lost", (now.st_uid, now.st_gid) == (1234, 5678), f"{words} {path}")
    store = small_store(folder / "read-only")
    with Forks() as forks:
        _read_only(forks, store, tally, {"uid": _NOBODY} if root else {})
    return tally.figures()


def _read_only(forks: Forks, store: Path, tally: Tally, job: dict[str, int]) -> None:
    assert forks.run(*adding(store), stdin=record("second")).answer.code == 0
    before = files(store.parent)
    for path in (store.parent, Path(f"{store}.history")):
        path.chmod(0o555)
    try:
        for words in (adding(store), ("--store", str(store), "undo", "--yes")):
            seen = forks.run(*words, stdin=record("new"), **job)
            # A folder above that may not be entered would be another reason.
            if job and "can't be read" in seen.answer.err:
                tally.count("skipped")
                continue
            tally.hold("writers that were let in", is_refusal(seen.answer), seen.answer)
            tally.count("refusals")
            tally.hold("stores changed on refusal", files(store.parent) == before, seen.answer)
    finally:
        for path in (store.parent, Path(f"{store}.history")):
            path.chmod(0o755)
    goes_on(store, tally, "read-only", ["events/second"])


def other_programs(folder: Path, *, every: int = 1) -> Figures:
    """Let another program replace the store, or write into it, before each call of a writer in turn.

    Args:
        folder: where the stores are made.
        every: of so many calls one is tried.
    """
    tally = Tally(
        "Another program writes meanwhile",
        *("times", "refusals", "theirs was read, and both are there", "refused, and theirs is not there"),
        *("theirs lost in the last gap of all", "stores damaged", "litter"),
    )
    template = small_store(folder / "template")
    theirs_alone = small_store(folder / "theirs", events=3).read_text(encoding="utf-8")
    store = folder / "tried" / template.name
    with Forks() as forks:
        fresh(template, store.parent)
        calls = forks.run(*adding(store), stdin=record("new"), folder=str(store.parent)).calls
        gap = calls.index(["replace", "store.json.history/next", "store.json"]) + 1
        for way in ("replaced", "written"):
            for number in [*range(1, gap - 1, every), gap - 1, gap]:
                fresh(template, store.parent)
                swap = [number, str(store), theirs_alone, way]
                answer = forks.run(
                    *adding(store), stdin=record("new"), folder=str(store.parent), swap=swap
                ).answer
                tally.count("times")
                told = f"{way} before call {number} ({' '.join(calls[number - 1])}): {answer}"
                _hold_theirs(store, theirs_alone, answer.code, tally, told, last=number == gap)
    return tally.figures()


def _hold_theirs(store: Path, theirs: str, code: int, tally: Tally, told: str, *, last: bool) -> None:
    contents = is_whole(store, tally, told)
    tally.hold("litter", not litter(store), f"{told}: {litter(store)}")
    if last:
        # Between the last look and the replacing no system leaves a way to look again.
        tally.count("theirs lost in the last gap of all")
    elif code == 0:
        both = {"first-2", "new"} <= set(ids(contents))
        tally.hold("records lost", both, told)
        tally.count("theirs was read, and both are there")
    else:
        tally.count("refusals")
        tally.hold("refused, and theirs is not there", contents == theirs.encode(), told)


def unreadable(folder: Path) -> Figures:
    """Hold that a store of which not all can be read is not changed: what is there could pass for new."""
    tally = Tally("Stores of which not all can be read", "stores", "refusals", "stores changed on refusal")
    (folder / "unreadable").mkdir()
    given = folder / "given.json"
    page = json.dumps({**SOURCE, "title": "Another page"})
    given.write_text(page, encoding="utf-8")
    for held in (
        b"caf\xe9",
        b"\xed\xa0\x80",
        b'x", "attendance": {"count": %s}, "notes": "x' % (b"9" * 5000),
    ):
        store = small_store(folder / "unreadable")
        store.write_bytes(store.read_bytes().replace(b'"title": "first-1', b'"title": "' + held))
        before = files(store.parent)
        tally.count("stores")
        for words in (
            *(
                ("add", "source", "-"),
                ("import", str(given), "--into", "sources", "--on-conflict", "replace"),
            ),
            *(("edit", "page", "--set", "title=Another page"), ("remove", "first-0"), ("update",)),
        ):
            answer = ask(
                "--store", str(store), *words, *(() if words[0] == "add" else ("--yes",)), stdin=page
            )
            tally.count("refusals")
            told = f"{words[0]}: {answer}"
            tally.hold("writers that were let in", is_refusal(answer), told)
            tally.hold("stores changed on refusal", files(store.parent) == before, told)
    return tally.figures()


def editors(folder: Path) -> Figures:
    """Let the store change underneath an open editor."""
    tally = Tally(
        "A store that changes underneath an editor", "edits", "refusals", "texts lost", "records lost"
    )
    script = folder / "editor"
    folder.mkdir(exist_ok=True)
    script.write_text(_EDITOR, encoding="utf-8")
    script.chmod(0o755)
    for other in ("first-0", "first-1"):
        store = small_store(folder / other)
        environ = {**ENVIRON, "EDITOR": str(script), "PYTHON": sys.executable, "STORE": str(store)}
        answer = ran("--store", str(store), "edit", "first-0", environ={**environ, "OTHER": other})
        tally.count("edits")
        held = store.read_text(encoding="utf-8")
        tally.hold("records lost", '"notes": "theirs"' in held, answer)
        if other == "first-1":
            tally.hold("records lost", answer.code == 0 and '"title": "ours"' in held, answer)
            continue
        tally.count("refusals")
        tally.hold("writers that were let in", answer.code in (1, 4) and '"ours"' not in held, answer)
        path = next(
            (line.partition(" is kept in ")[2] for line in answer.err.splitlines() if " kept in " in line), ""
        )
        kept = Path(path).read_text(encoding="utf-8") if path else ""
        tally.hold("texts lost", '"title": "ours"' in kept, answer)
        if path:
            shutil.rmtree(Path(path).parent)
        goes_on(store, tally, other, ["events/first-0"])
    return tally.figures()


def locks(folder: Path) -> Figures:
    """Wait for a lock that is held, and find one that was left behind."""
    tally = Tally(
        "Locks", "waited for one that is held", "refusals", "locks left behind", "blocked by the dead"
    )
    store = small_store(folder / "locks")
    assert ask(*adding(store), stdin=record("second")).code == 0
    before = files(store.parent)
    with _holder(store) as holder:
        for wait in (0.0, 0.2):
            start = time.monotonic()
            answer = ask(*adding(store, "--wait", str(wait)), stdin=record("new"))
            took = time.monotonic() - start
            tally.count("waited for one that is held")
            tally.count("refusals")
            named = f"process {holder.pid} (update) since 2030-01-02T03:04:05" in answer.err
            tally.hold("holders not named", is_refusal(answer) and named, answer)
            tally.hold("waits of another length", wait <= took < wait + 2, f"{wait}: {took}")
            after = {name: held for name, held in files(store.parent).items() if not name.endswith("lock")}
            tally.hold("stores changed on refusal", after.items() <= before.items(), answer)
        tally.hold("readers that failed", changes_told(store) == ["events/second"], "locked")
        tally.hold("readers that failed", ask("--store", str(store), "list", "events").code == 0, "locked")
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        tally.count("locks left behind")
        goes_on(store, tally, "a holder that was killed", ["events/second"])
    for left in (b"", b"\xff\x00", b'{"process": 1, "command": "add", "since": "2020"}', b"x" * 100_000):
        Path(f"{store}.history/lock").write_bytes(left)
        tally.count("locks left behind")
        answer = ask(*adding(store, "--wait", "0", "--dry-run"), stdin=record("new"))
        tally.hold("blocked by the dead", answer.code == 0, answer)
        goes_on(store, tally, left[:20], ["events/second"])
    return tally.figures()


@contextmanager
def _holder(store: Path) -> "Iterator[subprocess.Popen[bytes]]":
    words = [sys.executable, "-c", _HOLDER, f"{store}.history/lock"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=ENVIRON, cwd=ROOT) as holder:
        assert holder.stdout
        assert holder.stdout.readline()
        try:
            yield holder
        finally:
            holder.kill()
