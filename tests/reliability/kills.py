"""Writers that are killed at any moment leave the old store or the new one, and nothing in the way."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ask
from tests.reliability.figures import Figures, Tally
from tests.reliability.running import ran, started
from tests.reliability.stores import (
    TOLD,
    adding,
    changes_told,
    goes_on,
    ids,
    is_whole,
    record,
    repeated,
    shipped_store,
    small_store,
)

# The companions whose coming is waited for, with what is under way then.
_TRIGGERS = ("next", "store", "json", "bak.new", "replaced")
# So many writers after each other are followed by somebody who undoes.
_UNDO_EVERY = 7


def kills(writers: int, folder: Path, *, shipped: bool = False, changes: int = 0, seed: int = 1) -> Figures:
    """Kill so many writers, one after another, on one store.

    Args:
        writers: how many.
        folder: where the store is made.
        shipped: whether to write to a copy of the shipped store rather than to a small one.
        changes: how many changes are on record already, of which only so many are kept.
        seed: of the moments.
    """
    chance = random.Random(seed)
    path = (shipped_store if shipped else small_store)(folder / ("shipped" if shipped else "small"))
    tally = Tally(
        f"Kills, {'the shipped' if shipped else 'a small'} store, {changes} changes before",
        *("writers started", "acknowledged", "killed", "killed before the write", "killed within the write"),
        *("killed after the replace", "survivors (killed, and in the store)", "undone", "records lost"),
        *("records twice", "stores damaged", "histories that disagree", "undone to other bytes"),
    )
    line = _Line(path, tally)
    for number in range(changes):
        line.add(f"earlier-{number}")
    usual = line.usual_duration(3 if writers > _UNDO_EVERY * 2 else 1)
    tally.say("usual duration of a writer, ms", usual * 1000)
    for number in range(writers):
        wanted = _TRIGGERS[number // 2 % len(_TRIGGERS)] if number % 2 else None
        moment = chance.uniform(0, 0.002) if wanted else chance.uniform(0, 1.05 * usual)
        line.kill_one(f"killed-{number}", wanted, moment)
        if number % _UNDO_EVERY == _UNDO_EVERY - 1:
            line.undo()
    goes_on(path, tally, "the last kill", line.goes_on())
    while line.before and tally.counts["undone"] < writers // _UNDO_EVERY + 10:
        line.undo()
    return tally.figures()


class _Line:
    """A store with the changes that it should have on record."""

    def __init__(self, path: Path, tally: Tally) -> None:
        self._path = path
        self._tally = tally
        self.contents = path.read_bytes()
        self._expected = set(ids(self.contents))
        # The record of each change, and the store before it.
        self.before: list[tuple[str, bytes]] = []
        # How many of them may be told: whether one that was killed came to removing the oldest is not known.
        self._least = self._most = 0

    def told(self) -> list[str]:
        """The records of all changes, the last first."""
        return [f"events/{name}" for name, _ in reversed(self.before)]

    def goes_on(self) -> list[str]:
        """The records of the changes that are told, before another is made and undone."""
        told = changes_told(self._path)
        self._least, self._most = min(self._least, TOLD - 1), min(self._most, TOLD - 1)
        return told

    def add(self, identifier: str) -> None:
        """Add a record in this process."""
        answer = ask(*adding(self._path), stdin=record(identifier))
        self._tally.hold("ordinary writers that failed", answer.code == 0, answer.err)
        self._check(identifier, must=True)

    def usual_duration(self, runs: int) -> float:
        seconds = []
        for number in range(runs):
            start = time.perf_counter()
            answer = ran(*adding(self._path), stdin=record(f"usual-{number}"))
            seconds.append(time.perf_counter() - start)
            self._tally.hold("ordinary writers that failed", answer.code == 0, answer.err)
            self._check(f"usual-{number}", must=True)
        return sorted(seconds)[runs // 2]

    def kill_one(self, identifier: str, wanted: str | None, moment: float) -> None:
        """Start a writer, kill it at a moment or after a companion came, and hold what is promised."""
        came = self._coming(wanted) if wanted else None
        self._tally.count("writers started")
        with started(*adding(self._path, "--wait", "0")) as writer:
            assert writer.stdin
            assert writer.stderr
            writer.stdin.write(record(identifier).encode())
            writer.stdin.close()
            while came and not came() and writer.poll() is None:
                pass
            time.sleep(moment)
            writer.kill()
            said = writer.stderr.read().decode()
        killed = writer.returncode == -signal.SIGKILL
        self._tally.count("killed" if killed else "acknowledged")
        self._tally.hold("ordinary writers that failed", killed or writer.returncode == 0, said)
        begun = os.path.exists(self._companion("next")) or os.path.exists(self._companion("json"))
        survived = self._check(identifier, must=not killed)
        if killed:
            place = "after the replace" if survived else "within the write" if begun else "before the write"
            self._tally.count(f"killed {place}")
            self._tally.count("survivors (killed, and in the store)", int(survived))

    def _check(self, identifier: str, *, must: bool) -> bool:
        """Hold that the store is the one before or the one after, and return whether it is that."""
        contents = is_whole(self._path, self._tally, identifier)
        found = ids(contents)
        made = identifier in found
        lost = (self._expected | ({identifier} if must else set())) - set(found)
        self._tally.hold("records lost", not lost, f"{identifier}: {sorted(lost)}")
        self._tally.hold("records twice", len(found) == len(set(found)), identifier)
        self._tally.hold("records twice", not repeated(contents), identifier)
        strange = set(found) - self._expected - {identifier}
        self._tally.hold("records of nobody", not strange, f"{identifier}: {sorted(strange)}")
        if made:
            self.before.append((identifier, self.contents))
            self._least = min(self._least + 1, TOLD)
            self._most = min(self._most + 1, TOLD) if must else self._most + 1
            self._expected.add(identifier)
        else:
            self._tally.hold("stores damaged", contents == self.contents, f"{identifier}: other bytes")
        self.contents = contents
        self._agrees(identifier)
        return made

    def _agrees(self, told: str) -> None:
        changes = changes_told(self._path)
        agrees = changes == self.told()[: len(changes)] and self._least <= len(changes) <= self._most
        self._tally.hold("histories that disagree", agrees, f"{told}: {len(changes)} changes, {changes[:3]}")

    def undo(self) -> None:
        """Undo the last change, whatever killed writers have left, and hold that the bytes come back."""
        identifier, before = self.before.pop()
        self._least, self._most = max(self._least - 1, 0), self._most - 1
        answer = ask("--store", str(self._path), "undo", "--yes", "--wait", "0")
        self.contents = self._path.read_bytes()
        self._expected.discard(identifier)
        told = f"{identifier}: {answer.err}"
        self._tally.hold("undone to other bytes", answer.code == 0 and self.contents == before, told)
        self._tally.count("undone")
        self._agrees(f"undo of {identifier}")

    def _companion(self, kind: str) -> str:
        number = len(self.before) + 1
        name = kind if kind == "next" else f"{number:06}.{kind}"
        return os.path.join(f"{self._path}.history", name)

    def _coming(self, kind: str) -> Callable[[], bool]:
        """Return what tells whether a companion has come, or the store was replaced."""
        if kind == "replaced":
            inode = os.stat(self._path).st_ino
            return lambda: os.stat(self._path).st_ino != inode
        path = f"{self._path}.{kind}" if kind == "bak.new" else self._companion(kind)
        stale = os.stat(path).st_ino if os.path.exists(path) else None

        def came() -> bool:
            try:
                return os.stat(path).st_ino != stale
            except FileNotFoundError:
                return False

        return came
