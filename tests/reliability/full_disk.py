"""Disks that are really full, and calls that the kernel itself makes fail."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import Answer
from tests.reliability.figures import Figures, Tally
from tests.reliability.running import ENVIRON, ran
from tests.reliability.stores import (
    adding,
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

_COUNTED = (
    *("runs", "refusals", "done all the same", "tracebacks", "stores changed on refusal", "stores damaged"),
    *("records lost", "writers after it that failed", "histories that disagree", "undone to other bytes"),
    "litter",
)
_TRACED = ("openat", "write", "fsync", "linkat,link", "rename,renameat,renameat2", "mkdir,mkdirat", "close")
_PAGE = 4096


def small_files(folder: Path, *, every: int = 1) -> Figures:
    """Write where no file may grow beyond a size, which is raised until the store fits.

    Args:
        folder: where the stores are made.
        every: of so many sizes one is tried.
    """
    tally = Tally("Files that may not grow (RLIMIT_FSIZE)", *_COUNTED)
    template = small_store(folder / "template", events=40)
    size = template.stat().st_size
    for limit in (0, 1, 100, size // 2, size - 1, size + 100, size * 2)[::every]:
        store = fresh(template, folder / "tried")

        def limited(limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        _tries(store, tally, f"at most {limit} bytes", preexec_fn=limited)
    return tally.figures()


def full_disk(folder: Path) -> Figures:
    """Write to a small disk of its own that is filled but for some pages, more of them each time."""
    tally = Tally("A full disk (tmpfs)", *_COUNTED)
    disk = folder / "disk"
    disk.mkdir()
    with _mounted(disk) as reason:
        if reason:
            tally.say("skipped", reason)
            return tally.figures()
        template = small_store(folder / "template", events=100)
        free = 0
        while tally.counts["done all the same"] < 2 and free < 100:
            store = fresh(template, disk / "tried")
            (disk / "filling").unlink(missing_ok=True)
            room = os.statvfs(disk).f_bavail - free
            _fill(disk / "filling", room)
            _tries(store, tally, f"{free} pages free", disk / "filling")
            free += 1
    return tally.figures()


def traced(folder: Path) -> Figures:
    """Let the kernel fail the first call of a kind that concerns the store, the second, and so on."""
    tally = Tally("Calls that the kernel fails (strace)", *_COUNTED)
    reason = _untraceable()
    if reason:
        tally.say("skipped", reason)
        return tally.figures()
    template = small_store(folder / "template")
    store = folder / "tried" / template.name
    watched = [store, *(Path(f"{store}{end}") for end in (".bak", ".bak.new", ".history"))]
    watched += [Path(f"{store}.history/{name}") for name in ("lock", "next", "000001.json", "000001.store")]
    for kind in _TRACED:
        number, before = 1, -1
        while before != tally.counts["injected"] and number < 20:
            before = tally.counts["injected"]
            fresh(template, store.parent)
            told = f"{kind} {number}"
            words = ["strace", "-f", "-qq", "-o", str(folder / "trace"), "-e", f"trace={kind}"]
            words += ["-e", f"inject={kind}:error=ENOSPC:when={number}"]
            words += [word for path in (store.parent, *watched) for word in ("-P", str(path))]
            _tries(store, tally, told, words=words)
            if "(INJECTED)" in (folder / "trace").read_text(encoding="utf-8"):
                tally.count("injected")
            number += 1
    return tally.figures()


def _tries(
    store: Path,
    tally: Tally,
    told: str,
    filling: Path | None = None,
    words: list[str] | None = None,
    **named: object,
) -> None:
    """Add a record where that may fail, and hold what is promised."""
    old = files(store.parent)
    told = f"{told}: "
    if words is None:
        answer = ran(*adding(store), stdin=record("new"), **named)
    else:
        finished = subprocess.run(
            [*words, sys.executable, "-m", "unsco_cli", *adding(store)],
            input=record("new").encode(),
            capture_output=True,
            env=ENVIRON,
            timeout=60,
            check=False,
        )
        answer = Answer(finished.returncode, finished.stdout.decode(), finished.stderr.decode())
    told += str(answer)
    tally.count("runs")
    tally.hold("tracebacks", "Traceback" not in answer.err, told)
    contents = is_whole(store, tally, told)
    if answer.code == 0:
        tally.count("done all the same")
        tally.hold("records lost", "new" in ids(contents), told)
    else:
        tally.count("refusals")
        tally.hold("not one line told", is_refusal(answer), told)
        tally.hold("stores changed on refusal", contents == old[store.name], told)
    tally.hold("litter", not litter(store), f"{told}: {litter(store)}")
    if filling is not None:
        filling.unlink()
    goes_on(store, tally, told, ["events/new"] if answer.code == 0 else [])


def _fill(path: Path, pages: int) -> None:
    with path.open("wb") as file:
        file.write(bytes(max(0, pages) * _PAGE))


@contextmanager
def _mounted(folder: Path) -> Iterator[str]:
    """Mount a disk of a megabyte; yields why that can't be done, or the empty text."""
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        yield "only root mounts a disk"
        return
    words = [mount, "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    finished = subprocess.run(words, capture_output=True, check=False)
    if finished.returncode:
        yield f"no disk can be mounted: {finished.stderr.decode().strip()}"
        return
    try:
        yield ""
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _untraceable() -> str:
    if shutil.which("strace") is None:
        return "there is no strace"
    finished = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "" if finished.returncode == 0 else f"no process may be traced: {finished.stderr.decode().strip()}"
