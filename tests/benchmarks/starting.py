"""Start-up: small questions to the shipped store, beside empty programs and peers with the same records."""

import csv
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Held
from tests.benchmarks.installing import ROOT, Installed
from tests.benchmarks.running import Command, surroundings

SHIPPED = ROOT / "data" / "unsco.json"
BARE, EMPTY, TABLE = "python -c pass", "empty Typer app", "Typer app with a rich table"
LISTING = "unsco list observers (tsv)"
COLUMNS = ("id", "name", "since", "until", "status")
# What is so short is run oftener, for the targets are close.
OFTENER = 3
_PYTHON_PEERS = ("sqlite-utils", "csvgrep", "papis")
_OBSERVERS = "select id, name, since, until from periods where status = 'observer'"
_JQ_WHOLE = (
    '.delegations[] | . as $one | .statuses[]? | select(.status == "observer") '
    "| [$one.id, $one.name, .from, .until] | @tsv"
)


def commands(installed: Installed, folder: Path) -> list[Command]:
    """Return what is timed, converting the records for the peers into a folder."""
    return [*_empty(installed), *_ours(installed.unsco), *_peers(installed, folder)]


def held() -> list[Held]:
    """Return what is held against what, and the targets."""
    as_json, as_table = "unsco list observers (json)", "unsco list observers (table)"
    ours = [one.name for one in _ours("unsco")]
    quick = ("unsco --version", "completing a command", "completing a name", "unsco --help")
    return [
        Held(LISTING, EMPTY, 1.15),
        Held(as_json, EMPTY, 1.15),
        Held(as_table, TABLE, 1.15),
        Held("unsco --version", BARE, 2.5),
        Held("completing a command", BARE, 2.5),
        *(Held(LISTING, peer, 1) for peer in _PYTHON_PEERS),
        *(Held(LISTING, peer) for peer in ("jq", "jq over the whole store", "recsel")),
        *(Held(name, EMPTY) for name in ours if name not in (LISTING, as_json, as_table, *quick)),
        *(Held(name, BARE) for name in (*quick[2:], EMPTY, TABLE)),
    ]


def _empty(installed: Installed) -> Iterator[Command]:
    yield Command(BARE, [installed.python, "-c", "pass"])
    yield Command(EMPTY, [installed.empty])
    yield Command(TABLE, [installed.table])


def _ours(unsco: str) -> Iterator[Command]:
    listing = [unsco, "list", "observers"]
    yield Command(LISTING, listing)
    for form in ("json", "table", "svg"):
        yield Command(f"unsco list observers ({form})", [*listing, "-f", form])
    yield Command("unsco show iran", [unsco, "show", "iran"])
    yield Command("unsco search", [unsco, "search", "drug", "trafficking"])
    yield Command("unsco timeline", [unsco, "timeline"])
    yield Command("unsco attendance", [unsco, "attendance"])
    yield Command("unsco stats", [unsco, "stats"])
    yield Command("unsco validate", [unsco, "validate"])
    yield Command("unsco --help", [unsco, "--help"])
    yield Command("unsco list --help", [unsco, "list", "--help"])
    yield Command("unsco --version", [unsco, "--version"])
    # What bash's completion script sets when the last word is to be completed.
    for name, words in (("a command", "unsco li"), ("a name", "unsco show ir")):
        place = str(len(words.split()) - 1)
        environ = {"_UNSCO_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": place}
        yield Command(f"completing {name}", [unsco], environ)


def _peers(installed: Installed, folder: Path) -> Iterator[Command]:
    """Yield the same question to the same rows, put to those peers that are there."""
    rows = list(periods())
    there = installed.peers
    if "jq" in there:
        (folder / "periods.json").write_text(json.dumps(rows), encoding="utf-8")
        asked = '.[] | select(.status == "observer") | [.id, .name, .since, .until] | @tsv'
        yield Command("jq", [there["jq"], "-r", asked, "periods.json"])
        yield Command("jq over the whole store", [there["jq"], "-r", _JQ_WHOLE, str(SHIPPED)])
    if "recsel" in there:
        (folder / "periods.rec").write_text(_recfile(rows), encoding="utf-8")
        asked = ["-e", 'status = "observer"', "-p", "id,name,since,until"]
        yield Command("recsel", [there["recsel"], *asked, "periods.rec"])
    if "csvgrep" in there:
        with (folder / "periods.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        yield Command("csvgrep", [there["csvgrep"], "-c", "status", "-r", "^observer$", "periods.csv"])
    if "sqlite-utils" in there:
        program = there["sqlite-utils"]
        _quietly([program, "insert", "periods.db", "periods", "-"], folder, json.dumps(rows))
        yield Command("sqlite-utils", [program, "query", "periods.db", _OBSERVERS, "--tsv", "--no-headers"])
    if "papis" in there:
        _library(rows, folder)
        asked = ["list", "--all", "--format", "{doc[ref]} {doc[title]} {doc[since]}", "status:observer"]
        command = Command("papis", [there["papis"], *asked])
        # It keeps a cache of the library, which is there from the second time on.
        _quietly(command.words, folder)
        yield command


def periods() -> Iterator[dict[str, str]]:
    """Yield the periods of status of the shipped store, flat."""
    for one in json.loads(SHIPPED.read_text(encoding="utf-8"))["delegations"].values():
        for period in one.get("statuses", ()):
            row = {**period, "id": one["id"], "name": one["name"], "since": period["from"]}
            yield {name: row[name] for name in COLUMNS if name in row}


def _recfile(rows: list[dict[str, str]]) -> str:
    records = ("\n".join(f"{name}: {value}" for name, value in row.items()) for row in rows)
    return "%rec: Period\n\n" + "\n\n".join(records) + "\n"


def _library(rows: list[dict[str, str]], folder: Path) -> None:
    """Make a library of papis: a folder a record, and a configuration that names it."""
    library = folder / "library"
    for number, row in enumerate(rows):
        (library / str(number)).mkdir(parents=True)
        fields = {"ref": f"{row['id']}-{number}", "title": row["name"], **row}
        text = "".join(f"{name}: '{value}'\n" for name, value in fields.items() if name not in ("id", "name"))
        (library / str(number) / "info.yaml").write_text(text, encoding="utf-8")
    for place in (folder / ".config" / "papis", folder / ".papis"):
        place.mkdir(parents=True)
        settings = f"[settings]\ndefault-library = periods\n\n[periods]\ndir = {library}\n"
        (place / "config").write_text(settings, encoding="utf-8")


def _quietly(words: list[str], folder: Path, given: str = "") -> None:
    environ = surroundings(folder)
    subprocess.run(
        words, check=True, input=given, text=True, cwd=folder, env=environ, stdout=subprocess.DEVNULL
    )
