"""Scale: the same questions to synthetic stores of growing size, beside peers over the same file."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figures import Held, Spread, Verdict, growth, spread, taken
from tests.benchmarks.installing import PEERS, Installed
from tests.benchmarks.running import Command, Runs, surroundings
from tests.benchmarks.synthetic import events, further_event, write

SIZES = (1_000, 10_000, 100_000)
# From so many events on the targets hold.
LARGE = 100_000
QUESTIONS = ("list --topic", "list --with", "show", "search", "validate", "add")
TOPIC, WITH, WORDS = "drug-trafficking", "irn", "drug trafficking"
PROGRAMS = ("unsco", "jq", "sqlite-utils", "sqlite-utils memory", "TinyDB", "copy", "copy without fsync")
# What a question to a large store may take, of what a peer takes.
LIMITS = {
    ("list --topic", "jq", "seconds"): 0.35,
    ("list --with", "jq", "seconds"): 0.35,
    ("list --topic", "jq", "peak"): 0.3,
    ("list --with", "jq", "peak"): 0.3,
    ("show", "jq", "seconds"): 0.15,
    ("add", "copy", "seconds"): 1.5,
}
# So often at most is run what takes long with many events.
FEW = {1_000: None, 10_000: 3, 100_000: 2}
# How much more a further byte may cost in a large store than in a small one; see growth.
LINEAR = 1.5
_TOOK_PART = "[.organisers[]?.id, .participants[]?.id, .people[]?.id, .people[]?.on_behalf_of]"
_JQ_ROW = "[.id, .start, .kind, .city, .title] | @tsv"
_SQL_ROW = "select id, start, kind, city, title from events where"


class Prepared(NamedTuple):
    """A store with what the peers need to be asked the same.

    Args:
        count: how many events there are.
        folder: where it is.
        store: the file.
        middle: the id of an event in the midst of it.
        added: a file with the event that is added.
    """

    count: int
    folder: Path
    store: Path
    middle: str
    added: Path

    @property
    def few(self) -> int | None:
        """How often is run at most what takes long."""
        return next((FEW[size] for size in sorted(FEW, reverse=True) if size <= self.count), None)

    @property
    def fresh(self) -> Path:
        """The store that is changed."""
        return self.folder / "fresh" / "store.json"

    def link(self) -> None:
        """Put a fresh store in place, for those that never write into the file they found."""
        self._empty()
        os.link(self.store, self.fresh)
        os.sync()

    def copy(self) -> None:
        """Put a fresh store in place, for those that write into the file."""
        self._empty()
        shutil.copy(self.store, self.fresh)
        os.sync()

    def clear(self) -> None:
        """Make room for the next."""
        shutil.rmtree(self.folder)

    def _empty(self) -> None:
        shutil.rmtree(self.fresh.parent, ignore_errors=True)
        self.fresh.parent.mkdir()


def prepared(count: int, folder: Path, installed: Installed) -> Prepared:
    """Write a store of so many events, and the database that sqlite-utils is asked."""
    folder.mkdir()
    store = folder / "store.json"
    with store.open("wb") as file:
        write(file, count)
    added = folder / "added.json"
    added.write_text(json.dumps(further_event(count), ensure_ascii=False), encoding="utf-8")
    if "sqlite-utils" in installed.peers:
        _database(installed.peers["sqlite-utils"], count, folder)
    return Prepared(count, folder, store, f"event-{count // 2:07}", added)


def commands(installed: Installed, store: Prepared) -> list[Command]:
    """Return every question to every program that is there, one program after the other for each."""
    return [
        *_ours(installed.unsco, store),
        *(_jq(installed.peers["jq"], store) if "jq" in installed.peers else ()),
        *(_sqlite(installed.peers["sqlite-utils"], store) if "sqlite-utils" in installed.peers else ()),
        *_tinydb(installed.python, store),
        *_rewriting(installed.python, store),
    ]


def rounds(runs: int, count: int) -> int:
    """Return how many rounds a store of so many events is asked, when a small one is asked so many."""
    return max(1, runs // 5 if count >= LARGE else runs // 3 if count > min(SIZES) else runs)


def held(count: int) -> Iterator[Held]:
    """Yield what is held against what in a store of so many events, with the targets of a large one."""
    for question, program, of in product(QUESTIONS, PROGRAMS[1:], ("seconds", "peak")):
        limit = LIMITS.get((question, program, of)) if count >= LARGE else None
        yield Held(f"unsco: {question}", f"{program}: {question}", limit, of)


def grown(sizes: Sequence[tuple[int, Runs]]) -> Iterator[Verdict]:
    """Yield how the cost of each question grows, where there are three sizes.

    Args:
        sizes: the bytes of each store, with the runs.
    """
    for question in QUESTIONS if len(sizes) >= 3 else ():
        name = f"unsco: {question}"
        points = [(float(size), spread(taken(runs[name], "seconds")).middle) for size, runs in sizes]
        found = growth(points)
        yield Verdict(name, "cost of a further byte, large ÷ small", Spread(found, found, found), LINEAR)


def agreed(every: Sequence[Command], folder: Path) -> list[str]:
    """Return the names of lists that differ from ours in which events they have."""
    found: dict[str, dict[str, set[str]]] = {}
    for one in every:
        program, question = one.name.split(": ")[:2] if ": " in one.name else ("", "")
        if question.startswith("list"):
            text = subprocess.run(
                one.words, check=True, capture_output=True, text=True, env=surroundings(folder), cwd=folder
            ).stdout
            found.setdefault(question, {})[program] = {line.split("\t")[0] for line in text.splitlines()}
    return [
        f"{program}: {question}"
        for question, answers in found.items()
        for program, answer in answers.items()
        if answer != answers["unsco"] or not answer
    ]


def _ours(unsco: str, store: Prepared) -> Iterator[Command]:
    words = [unsco, "--store", str(store.store)]
    yield Command("unsco: list --topic", [*words, "list", "events", "--topic", TOPIC])
    yield Command("unsco: list --with", [*words, "list", "events", "--with", WITH])
    yield Command("unsco: show", [*words, "show", store.middle])
    yield Command("unsco: search", [*words, "search", *WORDS.split()], most=store.few)
    yield Command("unsco: validate", [*words, "validate"], most=store.few)
    fresh = [unsco, "--store", str(store.fresh), "add", "event", str(store.added)]
    yield Command("unsco: add", fresh, before=store.link)


def _jq(jq: str, store: Prepared) -> Iterator[Command]:
    file = str(store.store)
    chosen = {
        "list --topic": f'.topics | index("{TOPIC}")',
        "list --with": f'{_TOOK_PART} | index("{WITH}")',
        "search": f'any(.title, .summary, .notes | strings; test("{WORDS}"; "i"))',
    }
    for question, condition in chosen.items():
        asked = f".events[] | select({condition}) | {_JQ_ROW}"
        most = store.few if question == "search" else None
        yield Command(f"jq: {question}", [jq, "-r", asked, file], most=most)
    yield Command("jq: show", [jq, f'.events["{store.middle}"]', file])
    put = f"--slurpfile new {store.added} '.events[$new[0].id] = $new[0]'"
    adding = f"{jq} {put} {store.fresh} > {store.fresh}.next"
    yield Command("jq: add", ["sh", "-c", adding], before=store.link, most=store.few)


def _sqlite(program: str, store: Prepared) -> Iterator[Command]:
    database, rows = str(store.folder / "store.db"), str(store.folder / "events.jsonl")
    topic = f"exists (select 1 from json_each(topics) where value = '{TOPIC}')"
    plain = ["--tsv", "--no-headers"]
    came = " or ".join(
        f"exists (select 1 from json_each(events.{field}) where json_extract(value, '$.{part}') = '{WITH}')"
        for field, part in (
            *(("organisers", "id"), ("participants", "id"), ("people", "id"), ("people", "on_behalf_of")),
        )
    )
    yield Command("sqlite-utils: list --topic", [program, "query", database, f"{_SQL_ROW} {topic}", *plain])
    yield Command("sqlite-utils: list --with", [program, "query", database, f"{_SQL_ROW} {came}", *plain])
    yield Command(
        "sqlite-utils: show", [program, "rows", database, "events", "--where", f"id = '{store.middle}'"]
    )
    found = [program, "search", database, "events", f'"{WORDS}"', "-c", "id", "-c", "title", *plain]
    yield Command("sqlite-utils: search", found)
    inserted = [program, "insert", database, "events", str(store.added), "--pk", "id", "--replace"]
    yield Command("sqlite-utils: add", inserted)
    # The table has the name of the file.
    at_once = [program, "memory", f"{rows}:nl", f"{_SQL_ROW} {topic}", *plain, "--no-detect-types"]
    yield Command("sqlite-utils memory: list --topic", at_once, most=store.few)


def _tinydb(python: str, store: Prepared) -> Iterator[Command]:
    script = str(PEERS / "stock_tinydb.py")
    asked = {"list-topic": TOPIC, "list-with": WITH, "show": store.middle, "search": WORDS}
    for question, word in asked.items():
        name = f"TinyDB: {question.replace('list-', 'list --')}"
        yield Command(name, [python, script, str(store.store), question, word], most=store.few)
    adding = [python, script, str(store.fresh), "add", str(store.added)]
    yield Command("TinyDB: add", adding, before=store.copy, most=store.few)


def _rewriting(python: str, store: Prepared) -> Iterator[Command]:
    words = [python, str(PEERS / "rewrite.py"), str(store.fresh)]
    yield Command("copy: add", [*words, "--fsync"], before=store.link)
    yield Command("copy without fsync: add", words, before=store.link)


def _database(program: str, count: int, folder: Path) -> None:
    """Make a database of the events alone, with an index of their words."""
    with (folder / "events.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(event, ensure_ascii=False) + "\n" for event in events(count))
    insert = [program, "insert", "store.db", "events", "events.jsonl", "--nl", "--pk", "id", "--alter"]
    index = [program, "enable-fts", "store.db", "events", "title", "summary", "notes"]
    for words in (insert, index):
        subprocess.run(words, check=True, cwd=folder, env=surroundings(folder), stdout=subprocess.DEVNULL)
