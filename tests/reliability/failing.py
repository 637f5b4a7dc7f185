"""Every call that a writer makes fails in turn: the store stays as it was, or is the new one whole."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.conftest import Answer
from tests.reliability.figures import Figures, Tally
from tests.reliability.running import Forks
from tests.reliability.stores import (
    adding,
    files,
    fresh,
    goes_on,
    is_refusal,
    is_whole,
    litter,
    record,
    small_store,
)

_COUNTED = (
    *("runs", "calls that failed", "refusals", "done all the same", "tracebacks", "not one line told"),
    *("stores changed on refusal", "stores damaged", "records lost", "changes lost from history"),
    *("writers after it that failed", "histories that disagree", "undone to other bytes", "litter"),
)
# Calls that change something, or make room for it: what fails on a disk that is full, and stays so.
_NEED_ROOM = "ENOSPC"


class Command(NamedTuple):
    """A command whose calls fail, with what it should do."""

    name: str
    words: tuple[str, ...]
    stdin: str = ""
    # The records of the changes that are on record before it, and after it where it was done.
    before: tuple[str, ...] = ()
    after: tuple[str, ...] | None = ()


def commands(forks: Forks, folder: Path, asked: Iterable[str]) -> list[tuple[Command, Path]]:
    """Make the stores that commands are tried on, and return both."""
    store = small_store(folder / "template")
    for name in ("second", "third"):
        assert forks.run(*adding(store), stdin=record(name)).answer.code == 0
    at = ("--store", str(folder / "tried" / store.name))
    told = ("events/third", "events/second")
    known = {
        "add": Command("add", (*at, "add", "event", "-"), record("new"), told, ("events/new", *told)),
        "undo": Command("undo", (*at, "undo", "--yes"), "", told, told[1:]),
        "update": Command("update", (*at, "update"), "", told, None),
        "init": Command("init", ("init", at[1]), "", (), ()),
    }
    return [(known[name], store if name != "init" else folder / "none" / store.name) for name in asked]


def failing(
    folder: Path,
    asked: Sequence[str] = ("add", "undo", "init", "update"),
    errors: Sequence[str] = ("ENOSPC", "EIO"),
    *,
    every: int = 1,
) -> Figures:
    """Let the first call of a command fail, then the second, and so on, until there is none to fail.

    Args:
        folder: where the stores are made.
        asked: the commands.
        errors: as what a call fails.
        every: of so many calls one is tried.
    """
    tally = Tally(f"Failing calls of {', '.join(asked)}: {', '.join(errors)}", *_COUNTED)
    (folder / "none").mkdir(parents=True)
    with Forks() as forks:
        for command, template in commands(forks, folder, asked):
            new = _done(forks, command, template, folder / "tried")
            for error in errors:
                number = 1
                while _fails(
                    forks, command, template, new, folder / "tried", tally, fail=number, error=error
                ):
                    number += every
    return tally.figures()


def failing_on(folder: Path, asked: Sequence[str] = ("add", "undo"), *, every: int = 1) -> Figures:
    """Let all calls fail from the first on, from the second on, and so on, as where a disk has gone.

    Args:
        folder: where the stores are made.
        asked: the commands.
        every: of so many calls one is tried.
    """
    tally = Tally(f"A disk that has gone from a call on: {', '.join(asked)}", *_COUNTED)
    (folder / "none").mkdir(parents=True)
    with Forks() as forks:
        for command, template in commands(forks, folder, asked):
            new = _done(forks, command, template, folder / "tried")
            number = 1
            while _fails(
                forks, command, template, new, folder / "tried", tally, error=_NEED_ROOM, **{"from": number}
            ):
                number += every
    return tally.figures()


def _done(forks: Forks, command: Command, template: Path, folder: Path) -> bytes:
    """Return what the store holds where nothing fails."""
    store = fresh(template, folder)
    seen = forks.run(*command.words, stdin=command.stdin, environ=_home(folder))
    assert seen.answer.code == 0, seen.answer
    return store.read_bytes()


def _home(folder: Path) -> dict[str, str]:
    return {"HOME": str(folder.parent / "home")}


def _fails(
    forks: Forks, command: Command, template: Path, new: bytes, folder: Path, tally: Tally, **failure: object
) -> bool:
    """Try a command of which a call fails; return whether there was one to fail."""
    store = fresh(template, folder)
    old = files(folder)
    seen = forks.run(
        *command.words, stdin=command.stdin, folder=str(folder), environ=_home(folder), **failure
    )
    tally.count("runs")
    number = int(str(failure.get("fail") or failure["from"]))
    if number > len(seen.calls):
        return False
    call = " ".join(seen.calls[number - 1])
    told = f"{command.name}, call {number} ({call}) {failure['error']}: {seen.answer}"
    tally.count("calls that failed")
    tally.hold("tracebacks", "Traceback" not in seen.answer.err, told)
    done = _is_done(command, seen.answer, store, tally, told, sticky="from" in failure)
    held = files(folder)
    if done:
        tally.hold("stores damaged", is_whole(store, tally, told) == new, f"{told}: not the new one")
    else:
        tally.hold("stores changed on refusal", held.get(store.name) == old.get(store.name), told)
    others = {f"{store.name}.bak.new"} if "from" in failure else set()
    tally.hold("litter", not litter(store, others), f"{told}: {litter(store, others)}")
    _hold_history(command, old, held, tally, told, done=done)
    if store.exists():
        expected = command.after if done else command.before
        goes_on(store, tally, told, None if expected is None else list(expected))
    else:
        again = forks.run(*command.words, environ=_home(folder)).answer
        tally.hold("writers after it that failed", again.code == 0, f"{told}, again: {again}")
    return True


def _is_done(command: Command, answer: Answer, store: Path, tally: Tally, told: str, *, sticky: bool) -> bool:
    """Hold that a command says what it did, and return whether the new store should be there."""
    if answer.code == 0:
        tally.count("done all the same")
        return True
    tally.count("refusals")
    # A store that was made is told of first, whether it can be read or not.
    made, _, rest = answer.err.partition(" is the store in use from now on\n")
    failure = answer._replace(err=rest) if command.name == "init" and made != answer.err else answer
    tally.hold("not one line told", is_refusal(failure), told)
    # What can't be taken back on a disk that fails for good is told as it is; and a store that was made is
    # read once more, to be told of.
    told_as_done = sticky and "was written, but" in answer.err
    if told_as_done or (command.name == "init" and "can't be read" in answer.err and store.exists()):
        tally.count("done, and the failure told")
        return True
    return False


def _hold_history(
    command: Command, old: dict[str, bytes], held: dict[str, bytes], tally: Tally, told: str, *, done: bool
) -> None:
    """Hold that no change on record is gone, but the one that was undone."""
    kept = [name for name in old if os.path.basename(name)[:6].isdigit()]
    if done and command.name == "undo":
        kept = [name for name in kept if "000002" not in name]
    lost = [name for name in kept if held.get(name) != old[name]]
    tally.hold("changes lost from history", not lost, f"{told}: {lost}")
