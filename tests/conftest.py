"""What the tests share: running the program in this process or in its own, and stores made by hand."""

import gc
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from tests.systems import WINDOWS, bare
from unsco_cli.main import run
from unsco_cli.schema import COLLECTIONS
from unsco_cli.store.location import shipped_path
from unsco_cli.world import World

# The program runs without looking for cycles, which costs the tests a part of their time, too.
gc.set_threshold(200_000, 20, 100)

# No test is timed: a slow machine is no fault of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

# One record of each collection, as small as its model allows.
SOURCE = {"id": "page", "url": "https://example.org/page", "title": "A page", "publisher": "A publisher"}
CITED = [{"id": "page"}]


class Answer(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def ask(
    *words: str,
    stdin: str = "",
    terminal: int | None = None,
    environ: Mapping[str, str] | None = None,
    today: date = TODAY,
) -> Answer:
    """Run a command line in this process.

    Args:
        words: the command line after the program's name.
        stdin: what standard input holds.
        terminal: the width of the terminal, if standard output is one.
        environ: the environment, which is otherwise empty.
        today: the current day.
    """
    out = io.StringIO() if terminal is None else Terminal()
    err = io.StringIO()
    width = {} if terminal is None else {"COLUMNS": str(terminal), "NO_COLOR": "1"}
    world = World(io.StringIO(stdin), out, err, {**width, **(environ or {})}, lambda: today, lambda: NOW)
    code = run(words, world)
    return Answer(code, out.getvalue(), err.getvalue())


def answered(*words: str, **circumstances: Any) -> Answer:
    """Run a command line that has to have an answer."""
    answer = ask(*words, **circumstances)
    assert answer.code == 0, answer.err
    return answer


def rows(*words: str, **circumstances: Any) -> list[dict[str, Any]]:
    """The rows of an answer, as JSON has them."""
    found: list[dict[str, Any]] = answered(*words, "-f", "json", **circumstances).json
    return found


def process(
    *words: str, stdin: str = "", environ: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Answer:
    """Run a command line as a process of its own, with an environment in which nothing is set."""
    finished = subprocess.run(
        [sys.executable, "-m", "unsco_cli", *words],
        input=stdin.encode(),
        capture_output=True,
        env=bare(PYTHONPATH=str(ROOT), **(environ or {})),
        cwd=cwd,
        timeout=60,
        check=False,
    )
    out, err = (
        # There a line that is printed ends in two signs.
        stream.replace(b"\r\n", b"\n") if WINDOWS else stream
        for stream in (finished.stdout, finished.stderr)
    )
    return Answer(finished.returncode, out.decode(), err.decode())


@pytest.fixture(scope="session")
def shipped() -> dict[str, dict[str, Any]]:
    """The shipped store as plain JSON."""
    return json.loads(Path(shipped_path()).read_text(encoding="utf-8"))


StoreMaker = Callable[..., str]


@pytest.fixture
def make_store(tmp_path: Path) -> StoreMaker:
    """A function that writes a store with these records of each collection and returns its path."""

    def make(**collections: list[dict[str, Any]]) -> str:
        tables = {name: {record["id"]: record for record in records} for name, records in collections.items()}
        tables.setdefault("sources", {})["page"] = SOURCE
        path = tmp_path / "store.json"
        path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return make


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the tests of a module share, also the many runs of one test."""
    return tmp_path_factory.mktemp("folder")


def written(folder: Path, **collections: list[dict[str, Any]]) -> str:
    """Write a store with these records, and every other collection empty, and return its path."""
    tables = {name: {record["id"]: record for record in records} for name, records in collections.items()}
    path = folder / "store.json"
    path.write_text(json.dumps({**{name: {} for name in COLLECTIONS}, **tables}), encoding="utf-8")
    return str(path)


def event(identifier: str, **fields: Any) -> dict[str, Any]:
    """A record of an event."""
    least = {"title": identifier, "kind": "meeting", "un_involved": True, "start": "2018", "sources": CITED}
    return {"id": identifier, **least, **fields}


def delegation(identifier: str, *statuses: tuple[str, str, str | None], **fields: Any) -> dict[str, Any]:
    """A record of a delegation with its statuses: which, from, until."""
    periods = [
        {
            "status": status,
            "from": since,
            **({"until": until} if until else {}),
            "basis": "act",
            "sources": CITED,
        }
        for status, since, until in statuses
    ]
    return {"id": identifier, "kind": "state", "name": identifier.title(), "statuses": periods, **fields}


def at(value: Any, path: str) -> Iterator[Any]:
    """Yield every value at a dotted path of plain JSON, through all lists on the way."""
    if isinstance(value, list):
        for part in value:
            yield from at(part, path)
    elif not path:
        yield value
    elif isinstance(value, dict):
        name, _, rest = path.partition(".")
        yield from at(value.get(name, []), rest)
