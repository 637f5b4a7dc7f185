"""Every check that decides whether a change lands, by one command: ``python -m tests.checks``.

It is the same on Linux, macOS and Windows. All checks run, whatever fails on the way, and the end tells
which did. ``--only NAME`` runs some of them, ``--without NAME`` all but some. What they need:
``pip install -e '.[dev]'``.
"""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
# Seconds for one command; the tests take a few minutes, and all else less than one.
_LONGEST = 1800

Words = Sequence[str]


class Step(NamedTuple):
    """A command line, and the folder it is run in.

    Args:
        words: the command line.
        folder: where; the tree if None.
        answer: the words that it has to print; anything will do if None.
    """

    words: Words
    folder: Path | None = None
    answer: Words | None = None


class Check(NamedTuple):
    """A check: what it proves, and the steps that do, which may use a folder of their own."""

    proves: str
    steps: Callable[[Path], Iterator[Step]]


def python(*words: str) -> Step:
    """Return a step that runs a module in this environment."""
    return Step((sys.executable, "-m", *words))


def one(*words: str) -> Callable[[Path], Iterator[Step]]:
    """Return the steps of a check that has one, which runs a module."""
    return lambda _folder: iter((python(*words),))


def tests(_folder: Path) -> Iterator[Step]:
    """Run the tests; on Windows, where some can't run, what they reach is told and no measure."""
    yield python("pytest", "--cov", *(("--cov-fail-under=0",) if os.name == "nt" else ()))


def package(folder: Path) -> Iterator[Step]:
    """Build both packages, and have them judged."""
    yield python("hatchling", "build", "-d", str(folder / "dist"))
    yield python("twine", "check", "--strict", *map(str, sorted((folder / "dist").iterdir())))


def installed(folder: Path) -> Iterator[Step]:
    """Install the wheel in another environment, and ask it in an empty folder."""
    yield python("hatchling", "build", "-t", "wheel", "-d", str(folder / "dist"))
    (wheel,) = (folder / "dist").iterdir()
    yield python("venv", str(folder / "other"))
    scripts = folder / "other" / ("Scripts" if os.name == "nt" else "bin")
    yield Step((str(scripts / "python"), "-m", "pip", "install", "--quiet", str(wheel)))
    empty = folder / "empty"
    empty.mkdir()
    # A name that no file has must not come from the tree.
    program = (str(scripts / "unsco"),)
    observers = ("list", "observers", "--event", "un-sco-2018", "--format", "ids")
    yield Step((*program, *observers), empty, ("afg", "blr", "irn", "mng"))
    yield Step((*program, "validate"), empty)
    yield Step((sys.executable, "-c", "import os; print(*os.listdir())"), empty, ())
    # The installed package says itself that it is typed.
    script = (ROOT / "tests" / "a_script.py").read_text(encoding="utf-8")
    (empty / "a_script.py").write_text(script, encoding="utf-8")
    typed = ("mypy", "--strict", "--python-executable", str(scripts / "python"), "a_script.py")
    yield Step((sys.executable, "-m", *typed), empty)
    yield Step((str(scripts / "python"), "a_script.py"), empty)


CHECKS = {
    "tests": Check("the tests pass, and reach what has to be reached", tests),
    "style": Check("the code is written by the rules", one("ruff", "check")),
    "format": Check("the code is laid out by the rules", one("ruff", "format", "--check")),
    "types": Check("the types fit", one("mypy")),
    "floors": Check(
        "imports point down", lambda _folder: iter((Step((sys.executable, "-c", _LINT_IMPORTS)),))
    ),
    "package": Check("wheel and sdist can be built, and are well described", package),
    "installed": Check("the wheel answers where nothing else is, with types", installed),
}
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"


def failure(step: Step, folder: Path) -> str | None:
    """Run a step, with what it prints passed on, and return what is wrong, if anything is."""
    print("$", subprocess.list2cmdline(step.words), flush=True)
    # No store but the shipped one, and no package but those of the environment.
    ours = {name: value for name, value in os.environ.items() if name not in ("UNSCO_STORE", "PYTHONPATH")}
    ran = subprocess.run(
        step.words,
        check=False,
        cwd=step.folder or ROOT,
        env={**ours, "XDG_DATA_HOME": str(folder / "share")},
        stdout=None if step.answer is None else subprocess.PIPE,
        text=True,
        timeout=_LONGEST,
    )
    if ran.returncode:
        return f"exit code {ran.returncode} of {subprocess.list2cmdline(step.words)}"
    found = (ran.stdout or "").split()
    if step.answer is not None and sorted(found) != sorted(step.answer):
        return f"{' '.join(found) or 'nothing'} instead of {' '.join(step.answer) or 'nothing'}"
    return None


def failed(names: Sequence[str]) -> list[str]:
    """Run some checks, and return a line for each that failed; what follows a failure in it is left out."""
    found = []
    for name in names:
        begun = time.monotonic()
        print(f"\n== {name}: {CHECKS[name].proves}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            steps = CHECKS[name].steps(Path(folder))
            wrong = next(filter(None, (failure(step, Path(folder)) for step in steps)), None)
        print(f"-- {name}: {wrong or 'done'}, {time.monotonic() - begun:.0f} s", flush=True)
        found += [f"{name}: {wrong}"] if wrong else []
    return found


def main() -> None:
    """Run the checks that are asked for; exit with 1 if one failed."""
    listed = "\n".join(f"  {name:<10} {check.proves}" for name, check in CHECKS.items())
    asked = ArgumentParser(
        "python -m tests.checks", None, f"{__doc__}\n{listed}", formatter_class=RawDescriptionHelpFormatter
    )
    asked.add_argument(
        "--only", metavar="NAME", action="append", choices=CHECKS, help="this one; repeat for several"
    )
    asked.add_argument(
        "--without",
        metavar="NAME",
        action="append",
        choices=CHECKS,
        default=[],
        help="all but this one; repeat",
    )
    given = asked.parse_args()
    names = [name for name in given.only or CHECKS if name not in given.without]
    wrong = failed(names)
    print(f"\n{len(names) - len(wrong)} of {len(names)} checks passed", *wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
