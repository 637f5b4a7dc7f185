"""All proofs at length: ``python -m tests.reliability [--fast]``.

What is printed is what was counted; the exit code is 1 if any promise was seen broken.
"""

import os
import platform
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context

from tests.reliability.proofs import proofs, prove


def main() -> int:
    """Prove, print, and return the exit code."""
    start = time.perf_counter()
    versions = ", ".join(f"{name} {version(name)}" for name in ("typer", "msgspec", "tinydb"))
    machine = f"{platform.platform()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {versions}, {machine}", flush=True)
    broken = 0
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for figures in pool.map(prove, proofs(fast="--fast" in sys.argv[1:])):
            print("\n".join(figures.lines()), flush=True)
            broken += len(figures.broken)
    print(f"{broken} promises broken; {time.perf_counter() - start:.0f} seconds")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
