"""What is sent to the disk before what, and a death after every step of the way."""

from collections.abc import Sequence
from pathlib import Path

from tests.conftest import ask
from tests.reliability.figures import Figures, Tally
from tests.reliability.running import Forks
from tests.reliability.stores import (
    TOLD,
    adding,
    changes_told,
    files,
    fresh,
    goes_on,
    is_whole,
    litter,
    put_back,
    record,
    small_store,
)

NEXT = "store.json.history/next"
ENTRY = "store.json.history/000003.json"
GENERATION = "store.json.history/000003.store"
FOLDER = "store.json.history"
_BEFORE = ["events/third", "events/second"]
_AFTER = ["events/new", *_BEFORE]
_UNDONE = ["events/second"]


def order(folder: Path) -> Figures:
    """Hold the order of the calls with which a record is added."""
    tally = Tally("The order of calls of an add", "calls", "orders held", "orders broken")
    with Forks() as forks:
        store = _template(forks, folder)
        calls = forks.run(*adding(store), stdin=record("new"), folder=str(store.parent)).calls
    tally.count("calls", len(calls))
    flushed = _only(calls, ["fsync", NEXT])
    replaced = _only(calls, ["replace", NEXT, store.name])
    entry = _only(calls, ["fsync", ENTRY])
    generation = _only(calls, ["link", store.name, GENERATION])
    kept = _only(calls, ["replace", store.name + ".bak.new", store.name + ".bak"])
    settled = [number for number, call in enumerate(calls) if call == ["fsync", FOLDER]]
    folders = [number for number, call in enumerate(calls) if call == ["fsync", "."]]
    held = {
        "the new store is written, then sent to the disk": _last(calls, "file.write", NEXT) < flushed,
        "and not written to after that": _last(calls, "file.flush", NEXT) < flushed,
        "the new store is on the disk before it takes its place": flushed < replaced,
        "the entry is on the disk before that": entry < replaced,
        "the old store is kept before that": generation < replaced,
        "both are in a folder that is on the disk before that": any(
            max(entry, generation) < number < replaced for number in settled
        ),
        "the backup is made before that": kept < replaced,
        "the store is looked at once more before that": _last(calls[:replaced], "stat", store.name) > kept,
        "the folder is sent to the disk after that": any(number > replaced for number in folders),
        "and the history's, too": any(number > replaced for number in settled),
        "the store itself is never opened to be written": not any(
            call[0].startswith("open ") and call[0] != "open rb" and call[1] == store.name for call in calls
        ),
        "the lock is held from before the first write to after the last": _is_locked_throughout(calls),
    }
    for sentence, kept_order in held.items():
        if tally.hold("orders broken", kept_order, sentence):
            tally.count("orders held")
    return tally.figures()


def deaths(folder: Path, *, every: int = 1) -> Figures:
    """Let a writer and somebody who undoes die before each of their calls in turn.

    Args:
        folder: where the stores are made.
        every: of so many calls one is died at.
    """
    tally = Tally(
        "Deaths at every step of add and undo",
        *("steps died at", "old store left", "new store left", "stores damaged", "histories that disagree"),
        *("undone to other bytes", "writers after it that failed", "litter"),
    )
    with Forks() as forks:
        template = _template(forks, folder)
        undo = ("--store", str(folder / "tried" / template.name), "undo", "--yes")
        add = adding(folder / "tried" / template.name)
        for words, after in ((add, _AFTER), (undo, _UNDONE)):
            store = fresh(template, folder / "tried")
            old = store.read_bytes()
            assert forks.run(*words, stdin=record("new")).answer.code == 0
            new, step = store.read_bytes(), 1
            while _dies(forks, words, step, template, (old, new), after, tally):
                step += every
    return tally.figures()


def deaths_while_removing(folder: Path) -> Figures:
    """Let a writer die at every step after the replace where several old changes are to be removed."""
    tally = Tally("Deaths while old changes are removed", "steps died at", "histories with a gap")
    template = small_store(folder / "template")
    names = [f"earlier-{number}" for number in range(TOLD)]
    for name in names:
        assert ask(*adding(template), stdin=record(name)).code == 0
    with Forks() as forks:
        # Writers that died just after the replace have removed none.
        for name in ("late-0", "late-1", "late-2"):
            step = _replacing(forks, template, folder / "tried") + 1
            job = {"stdin": record(name), "folder": str(template.parent), "stop": step}
            assert forks.run(*adding(template), **job).answer.code < 0
            names.append(name)
        step = _replacing(forks, template, folder / "tried") + 1
        told = [f"events/{name}" for name in reversed([*names, "new"])]
        while _dies_removing(forks, fresh(template, folder / "tried"), step, told, tally):
            step += 1
    return tally.figures()


def _replacing(forks: Forks, template: Path, folder: Path) -> int:
    """Which of its calls replaces the store, counted from 1."""
    store = fresh(template, folder)
    calls = forks.run(*adding(store), stdin=record("new"), folder=str(folder)).calls
    return calls.index(["replace", NEXT, store.name]) + 1


def _dies_removing(forks: Forks, store: Path, step: int, told: list[str], tally: Tally) -> bool:
    seen = forks.run(*adding(store), stdin=record("new"), folder=str(store.parent), stop=step)
    if seen.answer.code == 0:
        return False
    tally.count("steps died at")
    where = f"before {' '.join(seen.calls[-1])}"
    found = changes_told(store)
    tally.hold("histories with a gap", found == told[: len(found)], f"{where}: {found[-3:]}")
    names = [path.name for path in (store.parent / FOLDER).glob("[0-9]*.store")]
    numbers = sorted(int(name[:6]) for name in names)
    whole = numbers == list(range(numbers[0], numbers[-1] + 1))
    tally.hold("histories with a gap", whole, f"{where}: {numbers}")
    return True


def _dies(
    forks: Forks,
    words: tuple[str, ...],
    step: int,
    template: Path,
    either: tuple[bytes, bytes],
    after: list[str],
    tally: Tally,
) -> bool:
    store = fresh(template, template.parent.parent / "tried")
    seen = forks.run(*words, stdin=record("new"), folder=str(store.parent), stop=step)
    if seen.answer.code == 0:
        return False
    told = f"{words[2]}, before call {step} ({' '.join(seen.calls[-1])})"
    tally.count("steps died at")
    contents = is_whole(store, tally, told)
    tally.hold("stores damaged", contents in either, f"{told}: neither the old one nor the new one")
    made = contents == either[1]
    tally.count("new store left" if made else "old store left")
    expected = after if made else _BEFORE
    tally.hold("histories that disagree", changes_told(store) == expected, f"{told}: {changes_told(store)}")
    tally.hold("litter", not litter(store, [store.name + ".bak.new"]), f"{told}: {litter(store)}")
    left = files(store.parent)
    goes_on(store, tally, told, expected)
    # Once more, with nobody but an undo after it.
    put_back(store.parent, left)
    _is_undone(store, tally, told, expected)
    return True


def _is_undone(store: Path, tally: Tally, told: str, expected: list[str]) -> None:
    """Hold that all that is on record can be undone, one change after another."""
    while expected:
        expected = expected[1:]
        answer = ask("--store", str(store), "undo", "--yes", "--wait", "0")
        tally.hold("undone to other bytes", answer.code == 0, f"{told}: {answer.err}")
        found = changes_told(store)
        tally.hold("histories that disagree", found == expected, f"{told}: undone to {found}")
        tally.hold("undone to other bytes", is_whole(store, tally, told), told)
    tally.hold("litter", not litter(store, [store.name + ".bak.new"]), f"{told}: {litter(store)}")


def _template(forks: Forks, folder: Path) -> Path:
    store = small_store(folder / "template")
    for name in ("second", "third"):
        assert forks.run(*adding(store), stdin=record(name)).answer.code == 0
    return store


def _only(calls: Sequence[list[str]], call: list[str]) -> int:
    """The place of a call that is made once; one that is not made would come last."""
    return calls.index(call) if calls.count(call) == 1 else len(calls)


def _last(calls: Sequence[list[str]], name: str, path: str) -> int:
    return max((number for number, call in enumerate(calls) if call[:2] == [name, path]), default=-1)


def _is_locked_throughout(calls: Sequence[list[str]]) -> bool:
    """Whether no call changes anything before the lock is held, or after it is let go."""
    lock = FOLDER + "/lock"
    changing = [
        number
        for number, (name, *paths) in enumerate(calls)
        if name in ("file.write", "open xb", "unlink", "link", "replace", "fsync") and lock not in paths
    ]
    return _only(calls, ["flock", lock]) < min(changing) and max(changing) < _last(calls, "close", lock)
