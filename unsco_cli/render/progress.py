"""What takes long is told on the terminal while it is done."""

import threading
from types import TracebackType
from typing import Self

from unsco_cli.world import World

# Seconds after which somebody who waits wants to know.
_PATIENCE = 1.0


class Progress:
    """A bar on standard error, once what is done has taken a while; nothing where that is no terminal.

    Args:
        world: the streams.
        steps: how many steps there are, if that is known.
    """

    def __init__(self, world: World, steps: int) -> None:
        self._bar = _Bar(world, steps) if world.stderr.isatty() else None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def step(self, what: str) -> None:
        """Tell what is done next.

        Args:
            what: the next step, in a word.
        """
        self._done += 1
        if self._bar is not None:
            self._bar.show(what, self._done)

    def clear(self) -> None:
        """Take the bar from the terminal, for an answer or a question; it does not come back."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


class _Bar:
    def __init__(self, world: World, steps: int) -> None:
        # Loaded here because only a terminal has one; and not by the thread that shows it, which would come
        # to it but slowly beside the one that works.
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
        from rich.progress import Progress as Bars  # noqa: PLC0415

        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        console = Console(file=world.stderr, no_color=not world.colour)
        self._bars = Bars(*columns, console=console, transient=True)
        self._task = self._bars.add_task("", total=steps)
        self._timer = threading.Timer(_PATIENCE, self._bars.start)
        self._timer.daemon = True
        self._timer.start()

    def show(self, what: str, done: int) -> None:
        self._bars.update(self._task, description=what, completed=done)

    def stop(self) -> None:
        self._timer.cancel()
        self._timer.join()
        self._bars.stop()
