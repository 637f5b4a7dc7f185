"""Which proofs there are, at length and in short."""

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.reliability.at_once import at_once
from tests.reliability.circumstances import (
    behind_a_link,
    editors,
    locks,
    other_programs,
    permissions,
    unreadable,
)
from tests.reliability.failing import failing, failing_on
from tests.reliability.figures import Figures
from tests.reliability.full_disk import full_disk, small_files, traced
from tests.reliability.fuzz import fuzz, long_lines
from tests.reliability.kills import kills
from tests.reliability.no_way_out import no_way_out
from tests.reliability.order import deaths, order

Proof = Callable[[Path], Figures]


def proofs(*, fast: bool) -> list[Proof]:
    """Return the proofs, those that take longest first."""
    if fast:
        return [
            partial(_kills, 10),
            partial(_at_once, 4, 3, 0.05),
            partial(_fuzz, 120, 1),
            partial(failing, asked=("add", "undo"), errors=("ENOSPC",), every=8),
            partial(failing_on, every=24),
            partial(deaths, every=12),
            order,
            partial(other_programs, every=20),
            partial(no_way_out, commands=5),
            partial(small_files, every=3),
            partial(permissions, modes=(0o640,)),
            *(behind_a_link, unreadable, editors, locks),
        ]
    return [
        partial(_at_once, 8, 50, 0.002),
        partial(_kills, 500),
        partial(_fuzz, 5000, 1),
        partial(_fuzz, 5000, 2),
        *(partial(failing, asked=asked) for asked in (("init",), ("update",), ("add", "undo"))),
        partial(_kills, 60, shipped=True),
        partial(failing_on, asked=("add", "undo", "init")),
        long_lines,
        *(deaths, traced, no_way_out, other_programs, order),
        *(small_files, full_disk, behind_a_link, permissions, unreadable, editors, locks),
    ]


# The folder comes first where a proof is called.
def _kills(writers: int, folder: Path, *, shipped: bool = False) -> Figures:
    return kills(writers, folder, shipped=shipped)


def _at_once(writers: int, additions: int, pause: float, folder: Path) -> Figures:
    return at_once(writers, additions, folder, pause=pause)


def _fuzz(inputs: int, seed: int, folder: Path) -> Figures:
    return fuzz(inputs, folder, seed=seed)


def prove(proof: Proof) -> Figures:
    """Run a proof in a folder of its own, which others may enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        return proof(Path(name))
