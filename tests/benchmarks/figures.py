"""What is made of runs: medians, ratios pair by pair, growth, and whether a target is met."""

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.benchmarks.running import Run, Runs


class Spread(NamedTuple):
    """The middle of some figures, and the quartiles that half of them lie between."""

    low: float
    middle: float
    high: float

    def __str__(self) -> str:
        return f"{number(self.middle)} ({number(self.low)}–{number(self.high)})"


def spread(figures: Iterable[float]) -> Spread:
    """Return the quartiles of some figures, of which there may be one."""
    every = list(figures)
    if len(every) == 1:
        return Spread(every[0], every[0], every[0])
    return Spread(*statistics.quantiles(every, n=4, method="inclusive"))


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Return the ratios of figures that were taken side by side; what has no partner is left out."""
    return spread(one / other for one, other in zip(ours, theirs, strict=False))


def growth(points: Sequence[tuple[float, float]]) -> float:
    """Return how much more a further byte costs among the largest three stores than among the smallest.

    What a start costs is in each of them, and so in no difference: 1 is linear, and what grows with the
    square of the size comes to 10 from 1,000 over 10,000 to 100,000.

    Args:
        points: sizes with what they cost, in order of size, at least three.
    """
    (small, least), (middle, cost), (large, most) = points[-3:]
    return ((most - cost) / (large - middle)) / ((cost - least) / (middle - small))


def number(figure: float) -> str:
    """Return a figure with three digits."""
    return (
        f"{figure:.0f}" if abs(figure) >= 100 else f"{figure:.1f}" if abs(figure) >= 10 else f"{figure:.2f}"
    )


class Held(NamedTuple):
    """A command of ours, what it is held against, and the ratio it should not exceed.

    Args:
        ours: the name of the command.
        peer: the name of what it is held against.
        limit: the ratio; None where it is only told.
        of: what is compared, a field of a run.
    """

    ours: str
    peer: str
    limit: float | None = None
    of: str = "seconds"

    def verdict(self, runs: Runs) -> "Verdict | None":
        """Return what came out, or None where either was not run."""
        if not (runs.get(self.ours) and runs.get(self.peer)):
            return None
        found = ratios(taken(runs[self.ours], self.of), taken(runs[self.peer], self.of))
        what = {"seconds": "time", "peak": "memory"}[self.of]
        return Verdict(self.ours, f"{what} × {self.peer}", found, self.limit)


class Verdict(NamedTuple):
    """A target with what was found.

    Args:
        name: the command.
        measure: what the figure is.
        found: the figure.
        limit: what it should not exceed; None where it is only told.
    """

    name: str
    measure: str
    found: Spread
    limit: float | None

    @property
    def met(self) -> bool:
        """Whether the middle of what was found is within the limit."""
        return self.limit is None or self.found.middle <= self.limit

    def __str__(self) -> str:
        word = "met" if self.met else "MISSED"
        limit = "" if self.limit is None else f", {word}: at most {number(self.limit)}"
        return f"{self.name}: {self.measure} {self.found}{limit}"


def taken(runs: Sequence[Run], of: str) -> list[float]:
    """Return one of the figures of each run."""
    return [float(getattr(one, of)) for one in runs]
