"""Stores of any size: ``python -m tests.benchmarks.synthetic COUNT PATH`` writes one with so many events.

What is in one, and why it is the same every time, is told in ``records``.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from tests.benchmarks.records import SEED, Fields, Synthetic


def events(count: int, seed: int = SEED) -> Iterator[Fields]:
    """Yield so many events, one at a time.

    Args:
        count: how many; references between them and to people and sources fit a store with that many.
        seed: what chance begins with.
    """
    return Synthetic(count, seed).events()


def further_event(count: int, seed: int = SEED) -> Fields:
    """Return an event that can be added to a store of so many."""
    return Synthetic(count, seed).event(count)


def write(file: BinaryIO, count: int, seed: int = SEED) -> None:
    """Write a store of so many events in the program's own form, record by record."""
    made = Synthetic(count, seed)
    for place, name in enumerate(made.shipped):
        file.write((b",\n" if place else b"{\n") + b"  " + msgspec.json.encode(name) + b": {")
        for number, record in enumerate(made.table(name)):
            key = record.get("id", "unsco")
            text = msgspec.json.format(msgspec.json.encode(record), indent=2).replace(b"\n", b"\n    ")
            file.write((b",\n    " if number else b"\n    ") + msgspec.json.encode(key) + b": " + text)
        file.write(b"\n  }" if made.shipped[name] and (name != "events" or count) else b"}")
    file.write(b"\n}\n")


def main() -> None:
    """Write a store."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.synthetic", description="Write a store."
    )
    parser.add_argument("count", type=int, help="how many events")
    parser.add_argument("path", type=Path, help="the file to write")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    with given.path.open("wb") as file:
        write(file, given.count, given.seed)


if __name__ == "__main__":
    main()
