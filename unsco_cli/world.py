"""The outside world as one argument: streams, environment, clock and terminal."""

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TextIO

from unsco_cli.errors import CannotWrite, ExitCode, UnscoError

# Digits of COLUMNS and LINES that are believed.
_LONGEST_SIZE = 5


class ClosedPipe(UnscoError):
    """Whoever read the answer has gone, as ``head`` does; nobody is left to be told."""

    exit_code = ExitCode.CLOSED_PIPE


class World:
    """What a command may know of the process it runs in; tests hand in their own.

    Args:
        stdin: where ``-`` reads names from.
        stdout: where the answer goes, and nothing else.
        stderr: where everything else goes.
        environ: the environment variables.
        today: returns the current day; asked only when ``today`` is.
        now: returns the current time; asked only when something is written down.
    """

    def __init__(
        self,
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
        environ: Mapping[str, str],
        today: Callable[[], date],
        now: Callable[[], datetime],
    ) -> None:
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.environ = environ
        self.today = today
        self.now = now

    @property
    def on_terminal(self) -> bool:
        """Whether the answer goes to a terminal."""
        return self.stdout.isatty()

    @property
    def width(self) -> int | None:
        """Columns of the terminal, or None where there is none and nothing may be cut."""
        if not self.on_terminal:
            return None
        return _asked(self.environ.get("COLUMNS", "")) or self._size.columns or 80

    @property
    def height(self) -> int | None:
        """Lines of the terminal, or None where there is none, or nobody knows."""
        if not self.on_terminal:
            return None
        return _asked(self.environ.get("LINES", "")) or self._size.lines or None

    @property
    def _size(self) -> os.terminal_size:
        """The columns and lines of the terminal; none where nobody knows."""
        try:
            return os.get_terminal_size(self.stdout.fileno())
        except (OSError, io.UnsupportedOperation):
            return os.terminal_size((0, 0))

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
        """Say something that is not the answer, on one line of standard error.

        Where that is closed or full nobody can be told, and the exit code has to do.
        """
        with suppress(OSError):
            self.stderr.write(f"unsco: {sentence}\n")
            self.stderr.flush()

    @property
    def can_ask(self) -> bool:
        """Whether there is somebody to answer a question."""
        return self.stdin.isatty() and self.stderr.isatty()

    def ask(self, question: str) -> bool:
        """Ask a question on the terminal and return whether the answer is yes."""
        self.stderr.write(f"unsco: {question} [y/N] ")
        self.stderr.flush()
        return self.stdin.readline().strip().lower() in ("y", "yes")

    def elsewhere(self, stdout: TextIO) -> "World":
        """Return the same world with another place for the answer."""
        return World(self.stdin, stdout, self.stderr, self.environ, self.today, self.now)

    def without_pager(self) -> "World":
        """Return the same world without a pager."""
        environ = {**self.environ, "UNSCO_PAGER": ""}
        return World(self.stdin, self.stdout, self.stderr, environ, self.today, self.now)

    def document(self) -> bytes:
        """Return all of standard input, undecoded where it is a stream of bytes."""
        stream = getattr(self.stdin, "buffer", None)
        read: bytes = stream.read() if stream is not None else self.stdin.read().encode()
        return read

    def lines(self) -> Iterator[str]:
        """Yield the lines of standard input without their ends."""
        for line in self.stdin:
            yield line.rstrip("\r\n")


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
    return World(stdin, stdout, stderr, os.environ, date.today, lambda: datetime.now(UTC))


def _utf8(stream: TextIO | None, errors: str) -> TextIO:
    if stream is None:
        # Closed by whoever started the process: nothing to read, nowhere to write.
        return open(os.devnull, "r+", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=errors)
    return stream


def _asked(size: str) -> int | None:
    """Return the columns or lines that the environment asks for, if it does."""
    # Python refuses to read a number of thousands of digits.
    return int(size) if size.isdecimal() and len(size) <= _LONGEST_SIZE else None


def _writing(act: Callable[[], object]) -> None:
    try:
        act()
    except BrokenPipeError:
        raise ClosedPipe from None
    except OSError as error:
        raise CannotWrite(f"the answer can't be written: {error.strerror}") from error
