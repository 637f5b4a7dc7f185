"""Whole processes, timed in turn: A B A B, so that a machine whose speed drifts slows all of them."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ALONE = Path(__file__).with_name("alone.py")


class Command(NamedTuple):
    """A command to time.

    Args:
        name: what it is called in the answer.
        words: the program and its arguments.
        environ: what is set for it besides PATH, HOME and LANG.
        before: what is to be done before each run, untimed.
        most: how often it is run at most; it is too slow to be run oftener.
    """

    name: str
    words: Sequence[str]
    environ: Mapping[str, str] = {}
    before: Callable[[], None] | None = None
    most: int | None = None


class Run(NamedTuple):
    """What a run took: seconds, and bytes of memory at its peak."""

    seconds: float
    peak: float


Runs = dict[str, list[Run]]


class Failed(Exception):
    """A command that was to be timed ended with an error."""


def run(command: Command, folder: Path) -> Run:
    """Run a command once, in a folder.

    Raises:
        Failed: it says so by its exit code.
    """
    if command.before is not None:
        command.before()
    finished = subprocess.run(
        [sys.executable, "-I", "-S", str(ALONE), *command.words],
        check=False,
        capture_output=True,
        text=True,
        env={**surroundings(folder), **command.environ},
        cwd=folder,
    )
    figures = finished.stdout.split()
    if finished.returncode or figures[-1] != "0":
        raise Failed(f"{command.name} ended with {figures[-1:]}: {finished.stderr.strip()[-500:]}")
    return Run(float(figures[0]), float(figures[1]))


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of every command."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}


def measure(commands: Sequence[Command], rounds: int, folder: Path, uncounted: int = 1) -> Runs:
    """Run every command once a round, in turn, and return its runs.

    Args:
        commands: what is timed, in this order.
        rounds: how many rounds are counted.
        folder: where they run; their home, too.
        uncounted: how many rounds go before, for what is only slow the first time; a command that is not to
            be run so often is left out of them.
    """
    runs: Runs = {one.name: [] for one in commands}
    for number in range(-uncounted, rounds):
        for one in commands:
            if one.most is None or 0 <= number < one.most:
                finished = run(one, folder)
                if number >= 0:
                    runs[one.name].append(finished)
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    return runs
