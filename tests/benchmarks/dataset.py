"""A dataset of any size, made and asked: ``python -m tests.benchmarks.dataset [COUNT]``.

Synthetic events, with all records that belong to them, are streamed through the writer of 'export parquet';
then DuckDB is asked both questions, and Spark, where it is installed. No number here is a test.
"""

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from tests.benchmarks.synthetic import Synthetic
from tests.spark.__main__ import missing, session
from unsco_cli.export.parquet import question_text, write_rows
from unsco_cli.models import About, convert
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.rows import Row, rows_of

TABLES = ("delegations", "delegations_statuses", "events", "events_participants")
DAY = "2017"


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def all_rows(made: Synthetic, about: About, counted: list[int]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a synthetic store, one record at a time, and count them."""
    yield from rows_of(about)
    for name, collection in COLLECTIONS.items():
        for record in made.table(name):
            for row in rows_of(convert(record, collection.model)):
                counted[0] += 1
                yield row


def write(count: int, folder: Path) -> None:
    """Write a dataset and print what that took."""
    made = Synthetic(count)
    about = convert(next(iter(made.shipped["about"].values())), About)
    counted = [0]
    before, begun = peak(), time.perf_counter()
    write_rows(all_rows(made, about, counted), about, str(folder))
    took = time.perf_counter() - begun
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{count:,} events, {counted[0]:,} rows: {took:.0f} s, {count / took:,.0f} events/s, ", end="")
    print(f"{counted[0] / took:,.0f} rows/s, {size / 1e6:,.0f} MB on disk, ", end="")
    print(f"peak memory {peak():,.0f} MB (before: {before:,.0f} MB)", flush=True)


def timed(what: str, ask: Callable[[], int]) -> None:
    """Ask a question, and print how long it took and how many rows answer it."""
    begun = time.perf_counter()
    count = ask()
    print(f"{what}: {count:,} rows in {time.perf_counter() - begun:.2f} s", flush=True)


def ask_duckdb(folder: Path) -> None:
    """Ask DuckDB both questions, and fetch every row."""
    connection = duckdb.connect()
    for name in TABLES:
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folder}/{name}/*.parquet'")
    connection.execute(
        f"CREATE VIEW asked AS SELECT '{DAY}' AS day, "
        f"DATE '{DAY}-01-01' AS first_day, DATE '{DAY}-12-31' AS last_day"
    )
    for question in ("as_of", "attendance"):
        # In columns, for a million tuples would cost more than the answer.
        asked = question_text(f"{question}.sql")
        timed(f"DuckDB, {question}", lambda asked=asked: connection.sql(asked).to_arrow_table().num_rows)


def ask_spark(folder: Path, out: Path) -> None:
    """Ask Spark both questions, and write every row."""
    if reason := missing():
        print(f"Spark: {reason}")
        return
    from tests.spark.questions import ask  # noqa: PLC0415

    spark = session()
    for question in ("as_of", "attendance"):

        def written(question: str = question) -> int:
            place = str(out / question)
            ask(spark, str(folder), question, [DAY]).write.parquet(place)
            return int(spark.read.parquet(place).count())

        timed(f"Spark {spark.version} local[2], {question}", written)
    spark.stop()


def main() -> None:
    """Make a dataset and ask it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.dataset", description="Make and ask.")
    parser.add_argument("count", type=int, nargs="?", default=1_000_000, help="how many events")
    parser.add_argument("--keep", type=Path, help="a folder that is not there yet, for the dataset")
    given = parser.parse_args()
    room = Path(tempfile.mkdtemp())
    folder = given.keep or room / "dataset"
    try:
        folder.mkdir()
        write(given.count, folder)
        ask_duckdb(folder)
        ask_spark(folder, room / "answers")
    finally:
        shutil.rmtree(room)


if __name__ == "__main__":
    main()
