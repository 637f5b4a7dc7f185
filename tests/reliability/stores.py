"""Stores to write to, and what has to be true of one whatever happened to its writers."""

import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.conftest import SOURCE, Answer, ask, event, written
from tests.reliability.figures import Tally
from unsco_cli.models.events import Event
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path
from unsco_cli.validate import contents_of
from unsco_cli.validate.report import report

NAME = "store.json"
# So many changes are told.
TOLD = 200
_COMPANION = re.compile(r"lock|next|\d{6}\.(json|store)|shipped-[0-9a-f]{16}\.store")


def small_store(folder: Path, events: int = 2) -> Path:
    """A store of one source and a few events, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    records = [event(f"first-{number}", un_involved=False) for number in range(events)]
    return Path(written(folder, events=records, sources=[SOURCE]))


def shipped_store(folder: Path) -> Path:
    """A copy of the shipped store, to which small records can be added as to a small one."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = json.loads(Path(shipped_path()).read_text(encoding="utf-8"))
    tables["sources"][SOURCE["id"]] = SOURCE
    path = folder / NAME
    path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    return path


def fresh(template: Path, folder: Path) -> Path:
    """A copy of a store with all that stands beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template.parent, folder, symlinks=True)
    return folder / template.name


def record(identifier: str, source: str = SOURCE["id"]) -> str:
    """A small event, as a line that can be added."""
    return json.dumps(event(identifier, un_involved=False, sources=[{"id": source}])) + "\n"


def adding(store: Path, *words: str) -> tuple[str, ...]:
    """The command line that adds an event from standard input."""
    return ("--store", str(store), "add", "event", "-", *words)


def ids(contents: bytes) -> list[str]:
    """The ids of the events in a store, each as often as it stands there."""
    found: list[str] = []

    def pairs(held: list[tuple[str, Any]]) -> dict[str, Any]:
        for name, value in held:
            if name == "events":
                found.extend(value)
        return dict(held)

    json.loads(contents, object_pairs_hook=pairs)
    return found


def repeated(contents: bytes) -> int:
    """How many keys stand twice in one object."""
    return len(contents_of(contents).repeated)


def is_whole(path: Path, tally: Tally, told: object) -> bytes:
    """Hold that a store opens, and that 'unsco validate' finds nothing in it; return what it holds."""
    contents = path.read_bytes()
    try:
        Store(str(path)).find(Event)
        problems = report(contents_of(contents), (), "x").problems
    except Exception as error:  # noqa: BLE001
        problems = (repr(error),)
    tally.hold("stores damaged", not problems, f"{told}: {problems}")
    return contents


def files(folder: Path) -> dict[str, bytes]:
    """All that stands in a folder, by its path there; links by where they lead."""
    found: dict[str, bytes] = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            held = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
            found[str(path.relative_to(folder))] = held
    return found


def put_back(folder: Path, held: dict[str, bytes]) -> None:
    """Make a folder hold again what it held; no two of its files are one."""
    shutil.rmtree(folder)
    for path, contents in held.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(contents)


def litter(store: Path, others: Iterable[str] = ()) -> set[str]:
    """What stands beside a store, and in its history, under a name that nobody is told of."""
    folder = store.name + ".history"
    known = {store.name, store.name + ".bak", folder, *others}
    beside = set(os.listdir(store.parent)) - known
    within = os.listdir(store.parent / folder) if (store.parent / folder).is_dir() else []
    return beside | {name for name in within if not _COMPANION.fullmatch(name)}


def changes_told(store: Path) -> list[str]:
    """The records that the changes on record are about, the last change first."""
    answer = ask("--store", str(store), "history", "-f", "json")
    assert answer.code == 0, answer.err
    return [name for row in answer.json for name in row["records"]]


def goes_on(store: Path, tally: Tally, told: object, expected: list[str] | None = None) -> None:
    """Hold that the next writer succeeds at once, that history tells of it, and undo takes it back exactly.

    Args:
        store: the store.
        tally: where that is counted.
        told: what was done to it before.
        expected: the records that the changes on record should be about, the last first, if that is known.
    """
    before = store.read_bytes()
    source = min(json.loads(before)["sources"])
    answer = ask(*adding(store, "--wait", "0"), stdin=record("goes-on", source))
    if not tally.hold("writers after it that failed", answer.code == 0, f"{told}: {answer.err}"):
        return
    contents = is_whole(store, tally, told)
    tally.hold("records lost", set(ids(contents)) == {*ids(before), "goes-on"}, f"{told}: the next one")
    changes = changes_told(store)
    # What is older than is promised goes when a change is made, and does not come back.
    expected = None if expected is None else expected[: TOLD - 1]
    agrees = changes[:1] == ["events/goes-on"] and expected in (None, changes[1:])
    tally.hold("histories that disagree", agrees, f"{told}: {changes}, expected {expected}")
    answer = ask("--store", str(store), "undo", "--yes")
    tally.hold(
        "undone to other bytes", answer.code == 0 and store.read_bytes() == before, f"{told}: {answer}"
    )
    tally.hold("histories that disagree", expected in (None, changes_told(store)), f"{told}: after undo")
    tally.hold("litter", not litter(store), f"{told}: {litter(store)}")


def is_refusal(answer: Answer, code: int = 4) -> bool:
    """Whether a failure has this exit code, and was told on one line."""
    err = answer.err.removesuffix("\n")
    return answer.code == code and err.startswith("unsco: ") and len(err.splitlines()) == 1 and not answer.out
