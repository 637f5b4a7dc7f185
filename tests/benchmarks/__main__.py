"""Start-up time, from an installed wheel: ``python -m tests.benchmarks [ROUNDS]``.

Each round runs every command once, in turn, so that a machine whose speed drifts slows all of them. What
is printed is the median of each and, against its peer, the median of the ratios round by round.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 25

EMPTY_APP = """\
import typer

app = typer.Typer()

@app.command()
def main() -> None:
    print("nothing")

app()
"""
APP_WITH_A_TABLE = """\
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()

@app.command()
def main() -> None:
    table = Table(title="Nothing")
    for name in ("id", "name", "since", "until", "now"):
        table.add_column(name)
    for _ in range(6):
        table.add_row("mng", "Mongolia", "2004-06-17", "2025-09-01", "partner")
    Console(width=80).print(table)

app()
"""
# What bash's completion script sets when "unsco li" is to be completed.
COMPLETING = ("_UNSCO_COMPLETE=complete_bash", "COMP_WORDS=unsco li", "COMP_CWORD=1")


class Timed(NamedTuple):
    """A command to time, what it is held against, and the ratio it should stay under."""

    name: str
    words: list[str]
    peer: str | None = None
    limit: float | None = None


def commands(folder: Path) -> list[Timed]:
    """Return what is timed, installing the wheel and writing the peers into a folder."""
    python = _installed(folder)
    peers = {"empty.py": EMPTY_APP, "table.py": APP_WITH_A_TABLE}
    for name, text in peers.items():
        (folder / name).write_text(text, encoding="utf-8")
    unsco = str(Path(python).with_name("unsco"))
    bare, empty, table = "python -c pass", "empty Typer app", "Typer app with a table"
    listing = "unsco list observers (tsv)"
    return [
        Timed(bare, [python, "-c", "pass"]),
        Timed(empty, [python, str(folder / "empty.py")], bare),
        Timed(table, [python, str(folder / "table.py")], bare),
        Timed(listing, [unsco, "list", "observers"], empty, 1.15),
        Timed("unsco list observers (json)", [unsco, "list", "observers", "-f", "json"], empty, 1.15),
        Timed("unsco list observers (table)", [unsco, "list", "observers", "-f", "table"], table, 1.15),
        Timed("unsco show iran (tsv)", [unsco, "show", "iran"], empty),
        Timed("unsco search (tsv)", [unsco, "search", "drug", "trafficking"], listing, 2),
        Timed("unsco timeline (tsv)", [unsco, "timeline"], listing),
        Timed("unsco diff (tsv)", [unsco, "diff", "2017-01-01", "2019-01-01"], listing),
        Timed("unsco status (table)", [unsco, "status", "-f", "table"], table),
        Timed("unsco attendance (tsv)", [unsco, "attendance"], listing),
        Timed("unsco attendance (table)", [unsco, "attendance", "-f", "table"], table),
        Timed("unsco stats (tsv)", [unsco, "stats"], listing),
        Timed("unsco network (tsv)", [unsco, "network"], listing),
        Timed("unsco list observers (svg)", [unsco, "list", "observers", "-f", "svg"], table),
        Timed("unsco --help", [unsco, "--help"], empty),
        Timed("unsco list --help", [unsco, "list", "--help"], empty),
        Timed("unsco --version", [unsco, "--version"], bare, 2.5),
        Timed("completing a command", ["env", *COMPLETING, unsco], bare, 2.5),
    ]


def measure(timed: list[Timed], rounds: int, folder: Path) -> dict[str, list[float]]:
    """Return the seconds of each command in each round; the first round is not counted."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    seconds: dict[str, list[float]] = {one.name: [] for one in timed}
    for number in range(rounds + 1):
        for one in timed:
            start = time.perf_counter()
            subprocess.run(one.words, check=True, stdout=subprocess.DEVNULL, env=environ, cwd=folder)
            if number:
                seconds[one.name].append(time.perf_counter() - start)
    return seconds


def report(timed: list[Timed], seconds: dict[str, list[float]]) -> None:
    """Print a line for each command."""
    print(f"Python {platform.python_version()}, Typer {version('typer')}, {platform.platform()}")
    print(f"{'command':30} {'median ms':>9}  {'× peer':>6}  {'spread':>11}  {'limit':>5}  peer")
    for one in timed:
        line = f"{one.name:30} {statistics.median(seconds[one.name]) * 1000:9.1f}"
        if one.peer is not None:
            pairs = zip(seconds[one.name], seconds[one.peer], strict=True)
            ratios = sorted(ours / theirs for ours, theirs in pairs)
            quarter = len(ratios) // 4
            spread = f"{ratios[quarter]:.2f}–{ratios[-quarter - 1]:.2f}"
            limit = f"{one.limit:5.2f}" if one.limit else "     "
            line += f"  {statistics.median(ratios):6.2f}  {spread:>11}  {limit}  {one.peer}"
        print(line)


def _installed(folder: Path) -> str:
    venv.create(folder / "venv", with_pip=True)
    python = str(folder / "venv" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(ROOT)], check=True)
    return python


def main() -> None:
    """Install, measure, report."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timed = commands(folder)
        report(timed, measure(timed, rounds, folder))


if __name__ == "__main__":
    main()
