"""Whether Apache Spark gets from a dataset what the program answers: ``python -m tests.spark``.

It needs Java 17 and ``pip install '.[spark]'``, and takes half a minute; the other tests do without.
"""

import json
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.conftest import answered, rows

DAYS = ["2001-06-14", "2001-06-15", "2017-06-08", "2017-06-09", "2017", "2017-06", "2018-11-27", "2024-07-04"]


def missing() -> str | None:
    """Return why Spark can't be asked here, if it can't."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed; pip install '.[spark]'"
    if shutil.which("java") is None:
        return "there is no java; Spark needs Java 17 or later"
    return None


def session(cores: int = 2) -> Any:
    """Return a Spark session on this machine alone."""
    from pyspark.sql import SparkSession  # noqa: PLC0415

    builder = SparkSession.builder.master(f"local[{cores}]").appName("unsco")
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.memory": "3g",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def compared(dataset: str) -> bool:
    """Ask Spark both questions and the program, too; print and return whether they agree."""
    from tests.spark.questions import ask  # noqa: PLC0415

    spark = session()
    print(f"Spark {spark.version}")
    found = [row.asDict() for row in ask(spark, dataset, "attendance", []).collect()]
    same = found == rows("attendance")
    print(f"attendance: {len(found)} rows, {'the same' if same else 'NOT the same'}")
    held = [row.asDict() for row in ask(spark, dataset, "as_of", DAYS).collect()]
    spark.stop()
    for day in DAYS:
        spoken = [(row["delegation"], row["status"], row["certainty"]) for row in held if row["day"] == day]
        said = json.loads(
            answered("list", "delegations", "--as-of", day, "-c", "id,status,certainty", "-f", "json").out
        )
        agrees = spoken == [(row["id"], row["status"], row["certainty"]) for row in said]
        print(f"as of {day}: {len(spoken)} rows, {'the same' if agrees else 'NOT the same'}")
        same = same and agrees
    return same


def main() -> None:
    """Export the shipped store, and compare."""
    if reason := missing():
        sys.exit(f"skipped: {reason}")
    with tempfile.TemporaryDirectory() as folder:
        dataset = str(Path(folder) / "dataset")
        answered("export", "parquet", dataset)
        if not compared(dataset):
            sys.exit("Spark and unsco do not agree")


if __name__ == "__main__":
    main()
