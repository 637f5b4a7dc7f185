"""What takes long is told on the terminal while it is done."""

import time
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
        self._world = world
        self._steps = steps
        self._done = 0
        self._began = time.monotonic()
        self._bar: _Bar | None = None

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
        late = time.monotonic() - self._began > _PATIENCE
        if self._bar is None and late and self._world.stderr.isatty():
            self._bar = _Bar(self._world, self._steps)
        if self._bar is not None:
            self._bar.show(what, self._done)

    def clear(self) -> None:
        """Take the bar from the terminal, for an answer or a question."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


class _Bar:
    def __init__(self, world: World, steps: int) -> None:
        # Loaded here because few commands take that long.
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
        from rich.progress import Progress as Bars  # noqa: PLC0415

        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        console = Console(file=world.stderr, no_color=not world.colour)
        self._bars = Bars(*columns, console=console, transient=True)
        self._task = self._bars.add_task("", total=steps)
        self._bars.start()

    def show(self, what: str, done: int) -> None:
        self._bars.update(self._task, description=what, completed=done)

    def stop(self) -> None:
        self._bars.stop()
