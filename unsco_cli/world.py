"""The outside world as one argument: streams, environment, clock and terminal."""

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TextIO

from unsco_cli.errors import ExitCode, UnscoError


class ClosedPipe(UnscoError):
    """Whoever read the answer has gone, as ``head`` does; nobody is left to be told."""

    exit_code = ExitCode.CLOSED_PIPE


class CannotWrite(UnscoError):
    """The answer could not be written."""


class World:
    """What a command may know of the process it runs in; tests hand in their own.

    Args:
        stdin: where ``-`` reads names from.
        stdout: where the answer goes, and nothing else.
        stderr: where everything else goes.
        environ: the environment variables.
        today: returns the current day; asked only when ``today`` is.
    """

    def __init__(
        self,
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
        environ: Mapping[str, str],
        today: Callable[[], date],
    ) -> None:
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.environ = environ
        self.today = today

    @property
    def on_terminal(self) -> bool:
        """Whether the answer goes to a terminal."""
        return self.stdout.isatty()

    @property
    def width(self) -> int | None:
        """Columns of the terminal, or None where there is none and nothing may be cut."""
        if not self.on_terminal:
            return None
        asked = self.environ.get("COLUMNS", "")
        if asked.isdecimal() and int(asked) > 0:
            return int(asked)
        try:
            return os.get_terminal_size(self.stdout.fileno()).columns or 80
        except (OSError, io.UnsupportedOperation):
            return 80

    @property
    def colour(self) -> bool:
        """Whether colour is wanted: see no-color.org, force-color.org and TERM=dumb."""
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return self.on_terminal and self.environ.get("TERM") != "dumb"

    def write(self, text: str) -> None:
        """Write a piece of the answer.

        Raises:
            ClosedPipe: whoever read the answer has gone.
            CannotWrite: the answer can't be written for another reason, such as a full disk.
        """
        _writing(lambda: self.stdout.write(text))

    def flush(self) -> None:
        """Send off what was written.

        Raises:
            ClosedPipe, CannotWrite: as for ``write``.
        """
        _writing(self.stdout.flush)

    def tell(self, sentence: str) -> None:
        """Say something that is not the answer, on one line of standard error."""
        self.stderr.write(f"unsco: {sentence}\n")

    def lines(self) -> Iterator[str]:
        """Yield the lines of standard input without their ends; empty ones are left out."""
        for line in self.stdin:
            text = line.strip()
            if text:
                yield text


def this_process() -> World:
    """Return the world of the running process, with UTF-8 on every stream."""
    stdin, stdout, stderr = (
        _utf8(stream, errors)
        for stream, errors in (
            (sys.stdin, "replace"),
            (sys.stdout, "backslashreplace"),
            (sys.stderr, "backslashreplace"),
        )
    )
    return World(stdin, stdout, stderr, os.environ, date.today)


def _utf8(stream: TextIO | None, errors: str) -> TextIO:
    if stream is None:
        # Closed by whoever started the process: nothing to read, nowhere to write.
        return open(os.devnull, "r+", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=errors)
    return stream


def _writing(act: Callable[[], object]) -> None:
    try:
        act()
    except BrokenPipeError:
        raise ClosedPipe from None
    except OSError as error:
        raise CannotWrite(f"the answer can't be written: {error.strerror}") from error
