"""The program in processes of its own: started from nothing, or forked where calls are to be watched."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from tests.conftest import ROOT, Answer

ENVIRON = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def started(*words: str, environ: Mapping[str, str] | None = None, **named: Any) -> subprocess.Popen[bytes]:
    """Start a command line; standard input is a pipe, and so is standard error."""
    return subprocess.Popen(
        [sys.executable, "-m", "unsco_cli", *words],
        stdin=subprocess.PIPE,
        stdout=named.pop("stdout", subprocess.DEVNULL),
        stderr=subprocess.PIPE,
        env={**ENVIRON, **(environ or {})},
        **named,
    )


def ran(*words: str, stdin: str = "", environ: Mapping[str, str] | None = None, **named: Any) -> Answer:
    """Run a command line to its end."""
    with started(*words, environ=environ, stdout=subprocess.PIPE, **named) as process:
        out, err = process.communicate(stdin.encode(), timeout=600)
    return Answer(process.returncode, out.decode(), err.decode())


class Seen(NamedTuple):
    """What a watched run left behind: its answer, the calls on the watched folder, what was audited."""

    answer: Answer
    calls: list[list[str]]
    events: list[list[str]]


class Forks:
    """A process that runs the program in forks of itself; see ``interposed``."""

    # One for all the proofs of a process, for it costs half a second.
    _shared: "subprocess.Popen[str] | None" = None

    def __enter__(self) -> Self:
        if Forks._shared is None:
            Forks._shared = subprocess.Popen(
                [sys.executable, "-m", "tests.reliability.interposed"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env=ENVIRON,
                text=True,
            )
            atexit.register(Forks._shared.communicate)
        self._process = Forks._shared
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the process to the next proof."""

    def run(self, *words: str, **job: Any) -> Seen:
        """Run a command line in a fork.

        Args:
            words: the command line.
            job: what standard input holds (``stdin``), the folder whose calls are watched (``folder``), at
                which of them to ``fail`` with which ``error``, or ``from`` which on, or before which to
                ``stop``; ``environ``, ``uid``, ``umask``, ``audit``, ``swap``.
        """
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"words": words, **job}) + "\n")
        self._process.stdin.flush()
        found = json.loads(self._process.stdout.readline())
        answer = Answer(found["code"], found["out"], found["err"])
        return Seen(answer, found.get("calls", []), found.get("events", []))
