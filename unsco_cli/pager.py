"""What is longer than the terminal is read page by page, in the user's own pager.

Like git: what fits goes to the terminal, whoever has read enough leaves, and a pager that is not there is no
failure. Only text for people comes here, already made harmless.
"""

import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from unsco_cli.errors import legible, quoted
from unsco_cli.world import World

# What colours a text takes no room.
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Leave at once what fits after all, let colours through, leave the text on the terminal.
_USUAL = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}


def pager(environ: Mapping[str, str]) -> list[str]:
    """Return the pager's command line in words; none where texts are not to be paged.

    Args:
        environ: the environment, whose UNSCO_PAGER, or else PAGER, is the pager; empty, or ``cat``, is none.

    Raises:
        ValueError: it is no command line.
    """
    asked = environ.get("UNSCO_PAGER", environ.get("PAGER"))
    if asked is None:
        # A terminal that can't move its cursor shows no pages.
        usual = "more" if sys.platform == "win32" else "less"
        return [] if environ.get("TERM") == "dumb" else [usual]
    words = shlex.split(asked)
    return [] if words == ["cat"] else words


class Pages:
    """A text for people on its way to a terminal; no more of it is held than fits there.

    Args:
        world: the terminal.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._room = world.height
        self._held: list[str] = []
        self._lines = 0
        self._pager: subprocess.Popen[bytes] | None = None
        self._heeded: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def write(self, text: str) -> None:
        """Write a piece of the text.

        Raises:
            ClosedPipe, CannotWrite: as for ``World.write``.
        """
        if self._pager is not None:
            self._feed(text)
        elif self._room is None:
            self._world.write(text)
        else:
            self._held.append(text)
            self._lines += self._lines_of(text)
            # The last line of a terminal is for what is typed next.
            if self._lines >= self._room:
                self._start()

    def _lines_of(self, text: str) -> int:
        width = self._world.width or 80
        lines = (_COLOUR.sub("", line) for line in text.split("\n")[:-1])
        return sum(max(1, -(-len(line) // width)) for line in lines)

    def _start(self) -> None:
        """Open the pager on what was held; where there is none, all goes to the terminal."""
        environ = self._world.environ
        held, self._held, self._room = "".join(self._held), [], None
        try:
            words = pager(environ)
            if words:
                self._world.flush()
                # Words, not a line for a shell.
                self._pager = subprocess.Popen(  # noqa: S603
                    words, stdin=subprocess.PIPE, stdout=self._world.stdout, env={**_USUAL, **environ}
                )
        except (OSError, ValueError) as error:
            asked = environ.get("UNSCO_PAGER", environ.get("PAGER"))
            if asked is not None:
                reason = getattr(error, "strerror", None) or str(error)
                self._world.tell(f"the pager {quoted(legible(asked))} can't be used: {reason}")
        if self._pager is None:
            self._world.write(held)
            return
        # An interruption is for the pager, which knows what to do about it; this program waits for it.
        with suppress(ValueError):
            self._heeded = signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._feed(held)

    def _feed(self, text: str) -> None:
        assert self._pager is not None
        assert self._pager.stdin is not None
        # Whoever has left the pager has read enough; the rest of the command goes on as if it were read.
        with suppress(BrokenPipeError, ValueError):
            self._pager.stdin.write(text.encode(errors="backslashreplace"))

    def _close(self) -> None:
        if self._pager is None:
            for text in self._held:
                self._world.write(text)
            return
        assert self._pager.stdin is not None
        try:
            with suppress(BrokenPipeError):
                self._pager.stdin.close()
            status = self._pager.wait()
        finally:
            if self._heeded is not None:
                signal.signal(signal.SIGINT, self._heeded)
        if status == -signal.SIGINT:
            raise KeyboardInterrupt
