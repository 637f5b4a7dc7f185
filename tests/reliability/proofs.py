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
from tests.reliability.order import deaths, deaths_while_removing, order

Proof = Callable[[Path], Figures]


def proofs(*, fast: bool) -> list[Proof]:
    """Return the proofs, those that take longest first."""
    if fast:
        return [
            partial(kills, 10),
            partial(at_once, 4, 3, pause=0.05),
            partial(fuzz, 120, seed=1),
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
        partial(at_once, 8, 50, pause=0.002),
        partial(kills, 500),
        partial(fuzz, 5000, seed=1),
        partial(fuzz, 5000, seed=2),
        *(partial(failing, asked=asked) for asked in (("init",), ("update",), ("add", "undo"))),
        partial(kills, 60, shipped=True),
        partial(kills, 60, changes=195),
        partial(failing_on, asked=("add", "undo", "init")),
        long_lines,
        *(deaths, deaths_while_removing, traced, no_way_out, other_programs, order),
        *(small_files, full_disk, behind_a_link, permissions, unreadable, editors, locks),
    ]


def prove(proof: Proof) -> Figures:
    """Run a proof in a folder of its own, which others may enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        return proof(Path(name))
