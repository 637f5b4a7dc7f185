"""What a proof counted, and which promises it saw broken."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

# Of the ways in which a promise was broken so many are told.
_TOLD = 5


@dataclass(frozen=True)
class Figures:
    """What a proof returns."""

    proof: str
    counts: Mapping[str, int | float | str]
    broken: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The figures as a block of lines, with what was broken at its end."""
        rows = [f"  {name:46} {_shown(count):>18}" for name, count in self.counts.items()]
        told = [f"  BROKEN: {sentence}" for sentence in self.broken[:_TOLD]]
        more = len(self.broken) - _TOLD
        return [self.proof, *rows, *told, *([f"  … and {more} more"] if more > 0 else [])]


class Tally:
    """What a proof counts while it runs; the names given at first are printed even when none came."""

    def __init__(self, proof: str, *names: str) -> None:
        self._proof = proof
        self.counts: Counter[str] = Counter(dict.fromkeys(names, 0))
        self._said: dict[str, int | float | str] = {}
        self.broken: list[str] = []

    def count(self, name: str, number: int = 1) -> None:
        self.counts[name] += number

    def say(self, name: str, value: float | str) -> None:
        """Note what was measured rather than counted."""
        self._said[name] = value

    def hold(self, name: str, kept: object, told: object = "") -> bool:
        """Count a promise that was broken, under the name of what must not happen."""
        self.counts.setdefault(name, 0)
        if not kept:
            self.count(name)
            self.broken.append(f"{name}: {told}")
        return bool(kept)

    def figures(self) -> Figures:
        return Figures(self._proof, {**self.counts, **self._said}, tuple(self.broken))


def _shown(count: float | str) -> str:
    return f"{count:,.2f}" if isinstance(count, float) else f"{count:,}" if isinstance(count, int) else count
