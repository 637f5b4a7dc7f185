"""Start-up and scale, from an installed wheel, beside peers: ``python -m tests.benchmarks``.

What is measured and how, and what came out last, is in ``README.md`` beside this.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import page, scaling, starting
from tests.benchmarks.figures import Held, Verdict
from tests.benchmarks.installing import Installed, installed
from tests.benchmarks.running import Runs, measure

RUNS, QUICK_RUNS, QUICK_SIZES = 15, 3, (1_000, 5_000)
PARTS = ("startup", "scale")


def main(arguments: Sequence[str] | None = None) -> int:
    """Install, measure, tell, and return 1 where a target is missed."""
    given = _parser().parse_args(arguments)
    if given.quick:
        given.runs, given.sizes = min(given.runs, QUICK_RUNS), QUICK_SIZES
    verdicts: list[Verdict] = []
    with tempfile.TemporaryDirectory() as name:
        kept = given.folder or Path(name)
        kept.mkdir(parents=True, exist_ok=True)
        there = installed(kept)
        if there.missing:
            print(f"not there, and so left out: {', '.join(there.missing)}", file=sys.stderr)
        for part in [given.only] if given.only else PARTS:
            body, found = PART[part](there, Path(name), given)
            verdicts += found
            if not (given.quick or given.no_write):
                text = page.PAGE.read_text(encoding="utf-8")
                page.PAGE.write_text(page.replaced(text, part, body), encoding="utf-8")
            print(f"\n{part}\n\n{body}", flush=True)
    missed = [one for one in verdicts if not one.met]
    print(f"\n{len(missed)} of {sum(one.limit is not None for one in verdicts)} targets missed")
    return 1 if missed and not given.report_only else 0


def start_up(there: Installed, folder: Path, given: argparse.Namespace) -> tuple[str, list[Verdict]]:
    """Measure start-up."""
    home = folder / "start-up"
    home.mkdir()
    rounds = given.runs * starting.OFTENER
    runs = measure(starting.commands(there, home), rounds, home)
    verdicts = told(starting.held(), runs)
    return page.start_up(there, runs, verdicts, rounds), verdicts


def scale(there: Installed, folder: Path, given: argparse.Namespace) -> tuple[str, list[Verdict]]:
    """Measure scale, size by size."""
    sizes: dict[int, tuple[int, Runs]] = {}
    verdicts: list[Verdict] = []
    for count in sorted(given.sizes):
        print(f"{count} events", file=sys.stderr)
        store = scaling.prepared(count, folder / str(count), there)
        commands = scaling.commands(there, store)
        different = scaling.agreed(commands, store.folder) if not sizes else []
        if different:
            sys.exit(f"other answers than ours: {', '.join(different)}")
        runs = measure(commands, scaling.rounds(given.runs, count), store.folder, uncounted=0 if sizes else 1)
        sizes[count] = store.store.stat().st_size, runs
        verdicts += told(scaling.held(count), runs)
        store.clear()
    verdicts += scaling.grown(list(sizes.values()))
    rounds = ", ".join(f"{scaling.rounds(given.runs, count)} rounds at {count:,}" for count in sizes)
    return page.scale(there, sizes, verdicts, rounds), verdicts


def told(held: Sequence[Held], runs: Runs) -> list[Verdict]:
    """Return what came out, where both sides were run."""
    return [verdict for one in held if (verdict := one.verdict(runs))]


PART = {"startup": start_up, "scale": scale}


def _sizes(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS, help="this part alone")
    parser.add_argument("--sizes", type=_sizes, default=scaling.SIZES, help="events, such as 1000,10000")
    parser.add_argument("--runs", type=int, default=RUNS, help="rounds; fewer where stores are large")
    parser.add_argument("--quick", action="store_true", help="under three minutes; nothing is written down")
    parser.add_argument("--report-only", action="store_true", help="exit 0 also where a target is missed")
    parser.add_argument("--no-write", action="store_true", help="leave README.md as it is")
    parser.add_argument("--folder", type=Path, help="where what is installed is kept for the next time")
    return parser


if __name__ == "__main__":
    sys.exit(main())
