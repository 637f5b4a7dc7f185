"""Nothing in a record opens a file, starts a program or reaches the network."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tests.reliability.figures import Figures, Tally
from tests.reliability.running import ENVIRON, Forks
from tests.reliability.stores import NAME, fresh
from unsco_cli.commands import COMMANDS
from unsco_cli.models import decode
from unsco_cli.schema import COLLECTIONS
from unsco_cli.store.location import shipped_path

# Of each shipped collection so many records are made hostile.
_RECORDS = 4
_STARTING = ("subprocess.Popen", "os.exec", "os.system", "os.posix_spawn", "os.spawn", "os.fork", "pty.")
_CHANGING = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
)
_CHANGING += ("os.truncate", "os.utime", "shutil.", "os.unlink")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def no_way_out(folder: Path, *, commands: int | None = None) -> Figures:
    """Run every command on stores full of paths, addresses and words for a shell, and audit what happens.

    Args:
        folder: where the stores are made.
        commands: how many of the command lines to run; all of them if None.
    """
    tally = Tally(
        "No way out of a record",
        *("runs", "runs that answered", "texts made hostile", "events audited", "files opened to be written"),
        *("editors started", "written elsewhere", "opened what a record names", "programs started"),
        *("asked the network", "tracebacks", "commands not tried"),
    )
    canary = folder / "named" / "secret"
    canary.parent.mkdir(parents=True)
    canary.write_text("secret", encoding="utf-8")
    editor = folder / "editor"
    editor.write_text('#!/bin/sh\nsed -i \'s/"title": "/"title": "edited /\' "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    texts, stored = _hostile(canary, ids=False), _hostile(canary, ids=True)
    with Forks() as forks:
        for name, tables, made in (("texts", *texts), ("ids", *stored)):
            tally.count("texts made hostile", made)
            template = folder / name / NAME
            template.parent.mkdir()
            template.write_text(json.dumps(tables), encoding="utf-8")
            first = next(iter(tables["events"]))
            for words in list(_command_lines(folder, first, tables))[:commands]:
                _hold(forks, words, fresh(template, folder / "store"), folder, tally)
    if commands is None:
        tried = {words[0] for words in _command_lines(folder, "x", texts[0])}
        tally.hold("commands not tried", tried == set(COMMANDS), set(COMMANDS) - tried)
    return tally.figures()


def _hold(forks: Forks, words: tuple[str, ...], store: Path, folder: Path, tally: Tally) -> None:
    """Run a command line and hold that it stays where it belongs."""
    environ = {**ENVIRON, "HOME": str(folder / "home"), "EDITOR": str(folder / "editor")}
    for name, text in _given(store, folder).items():
        (folder / name).write_text(text, encoding="utf-8")
    given = (folder / "given.json").read_text(encoding="utf-8")
    seen = forks.run("--store", str(store), *words, stdin=given, environ=environ, audit=True)
    told = f"{' '.join(words)}: {seen.answer.code} {seen.answer.err[:200]}"
    tally.count("runs")
    tally.count("runs that answered", int(seen.answer.code == 0))
    tally.hold("tracebacks", "Traceback" not in seen.answer.err and seen.answer.code in range(5), told)
    allowed = (str(store.parent), str(folder / "home"), os.path.join(tempfile.gettempdir(), "unsco-"))
    for event, *given_ in seen.events:
        tally.count("events audited")
        tally.hold("asked the network", not event.startswith("socket."), f"{event} {given_} {told}")
        named = any("secret" in one or "passwd" in one or "pwned" in one for one in given_)
        tally.hold("opened what a record names", not named, f"{event} {given_} {told}")
        if event.startswith(_STARTING):
            is_editor = words[0] == "edit" and str(folder / "editor") in given_[0] + given_[-1] + given_[1]
            tally.count("editors started", int(is_editor))
            tally.hold("programs started", is_editor, f"{event} {given_} {told}")
        elif event.startswith(_CHANGING) or (event == "open" and _is_writing(given_)):
            tally.count("files opened to be written", int(event == "open"))
            # A descriptor is of a file whose opening was seen.
            stays = given_[0].startswith(allowed) or given_[0] == os.devnull or given_[0].isdigit()
            tally.hold("written elsewhere", stays, f"{event} {given_} {told}")
    tally.hold("programs started", not list(folder.rglob("pwned*")), told)


def _is_writing(given: list[str]) -> bool:
    _, mode, flags = given
    return bool(set(mode) & set("wax+")) if mode != "None" else bool(int(flags) & _WRITING)


def _command_lines(folder: Path, name: str, tables: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Every command, with what leads it through all of a store."""
    for what in (
        "events",
        "delegations",
        "observers",
        "agencies",
        "people",
        "documents",
        "topics",
        "sources",
    ):
        yield ("list", what, "-f", "html")
    names = ["--", *(next(iter(records)) for key, records in tables.items() if key in COLLECTIONS)]
    for format_ in ("table", "json", "svg"):
        yield ("show", "-f", format_, *names)
    for command in (
        "status",
        "timeline",
        "attendance",
        "stats",
        "coverage",
        "validate",
        "history",
        "network",
    ):
        yield (command,)
    yield ("status", "-f", "svg")
    yield from (
        ("why", "--", name),
        ("cite", *names),
        ("cite", "--style", "bibtex", *names),
        ("info",),
        ("schema",),
    )
    yield from (("search", "secret"), ("diff", "2001", "2026"), ("validate", str(folder / "given.json")))
    yield from (
        ("add", "events", "-"),
        ("add", "events", str(folder / "given.json")),
        ("add", "topic", "--label", "$(x)"),
    )
    for file in ("given.json", "given.csv", "store.json"):
        for conflict in ("fail", "replace", "merge"):
            yield ("import", str(folder / file), "--into", "events", "--on-conflict", conflict, "--yes")
    yield from (
        ("import", str(folder / "store.json"), "--on-conflict", "replace", "--yes"),
        ("edit", "--", name),
    )
    yield from (
        ("edit", "--set", "notes=$(touch pwned)", "--", name),
        ("remove", "--cascade", "--yes", "--", name),
    )
    yield from (
        ("update", "--theirs", "--yes"),
        ("undo", "--yes"),
        ("draft", str(folder / "given.csv"), str(folder / "given.json")),
        ("draft", "-", "--html", "--source", f"file://{folder / 'named' / 'secret'}"),
        ("init", str(folder / "home" / "made.json")),
    )


def _given(store: Path, folder: Path) -> dict[str, str]:
    """Files with the records of a store under other ids, to be taken in."""
    tables = json.loads(store.read_text(encoding="utf-8"))
    events = [{**fields, "id": f"{key}-2"} for key, fields in tables["events"].items()]
    secret = folder / "named" / "secret"
    table = f"id,title,start,sources\nx,$(touch pwned),2018,file://{secret}\n../../etc/passwd,@{secret},2018,{secret}\n"
    plain = [
        {"id": f"plain-{n}", "title": text, "kind": "meeting", "start": "2018"}
        for n, text in enumerate(_texts(secret))
    ]
    renamed = {
        name: {f"{key}-2": {**one, "id": f"{key}-2"} for key, one in held.items()}
        for name, held in tables.items()
    }
    return {
        "given.json": json.dumps([*events, *plain]),
        "given.csv": table,
        "store.json": json.dumps(renamed),
    }


def _texts(canary: Path) -> list[str]:
    return [
        *(str(canary), f"file://{canary}", "../../../../../../etc/passwd", f"$(touch {canary}.pwned)"),
        *(
            f"`touch {canary}.pwned`",
            f"| touch {canary}.pwned",
            f"; touch {canary}.pwned",
            f"@{canary}",
            f"<{canary}",
        ),
        *(
            "http://127.0.0.1:9/pwned",
            f"[link=file://{canary}]x[/link]",
            f"![x](file://{canary})",
            f"=cmd|'{canary}'!A1",
        ),
    ]


def _hostile(canary: Path, *, ids: bool) -> tuple[dict[str, Any], int]:
    """Return shipped records with hostile texts wherever their models take them, and how many there are."""
    tables = json.loads(Path(shipped_path()).read_text(encoding="utf-8"))
    texts = _texts(canary)
    made = 0
    hostile: dict[str, Any] = {}
    for name, collection in COLLECTIONS.items():
        hostile[name] = {}
        for number, fields in enumerate(list(tables[name].values())[:_RECORDS]):
            record = fields
            for path in list(_leaves(fields)):
                if path[-1] == "id" and not (ids and len(path) == 1):
                    continue
                text = texts[made % len(texts)] + (f"-{number}" if path == ["id"] else "")
                changed = _with(record, path, text)
                try:
                    decode(msgspec.json.encode(changed), collection.model)
                except (msgspec.DecodeError, ValueError):
                    continue
                record, made = changed, made + 1
            hostile[name][record["id"]] = record
    return hostile, made


def _leaves(value: Any) -> Iterator[list[Any]]:
    """Yield the path of each text in a value."""
    for name, held in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(held, str):
            yield [name]
        elif isinstance(held, dict | list):
            for path in _leaves(held):
                yield [name, *path]


def _with(value: Any, path: list[Any], text: str) -> Any:
    name, *rest = path
    held = _with(value[name], rest, text) if rest else text
    if isinstance(value, dict):
        return {**value, name: held}
    return [*value[:name], held, *value[name + 1 :]]
