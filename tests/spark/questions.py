"""Ask a Parquet dataset of unsco, wherever it is, with Apache Spark.

spark-submit tests/spark/questions.py DATASET OUT [DAY ...]

DATASET is what 'unsco export parquet' wrote: a folder, or its copy as hdfs://… or s3a://…. Into OUT goes
'attendance', who came to every event with the status of that day, and 'as_of', who held which status on
each DAY (2018-11-27, 2018-11 or 2018), both as Parquet. It needs nothing but pyspark.
"""

import argparse
from calendar import monthrange
from datetime import date

from pyspark.sql import DataFrame, SparkSession

TABLES = ("delegations", "delegations_statuses", "events", "events_participants")


def ask(spark: SparkSession, dataset: str, question: str, days: list[str]) -> DataFrame:
    """Return the answer to a question, which stands in the dataset.

    Args:
        spark: the session.
        dataset: where the dataset is.
        question: ``as_of`` or ``attendance``.
        days: the days that ``as_of`` is asked for.
    """
    for name in TABLES:
        spark.read.parquet(f"{dataset}/{name}").createOrReplaceTempView(name)
    asked = [(day, *edges(day)) for day in days]
    schema = "day string, first_day date, last_day date"
    spark.createDataFrame(asked, schema).createOrReplaceTempView("asked")
    text = spark.read.text(f"{dataset}/{question}.sql", wholetext=True).first()
    assert text is not None
    return spark.sql(text[0])


def edges(day: str) -> tuple[date, date]:
    """Return the first and the last day that a date of reduced precision may mean."""
    year, month, number = (*map(int, day.split("-")), 0, 0)[:3]
    if number:
        return date(year, month, number), date(year, month, number)
    last = month or 12
    return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])


def main() -> None:
    """Ask both questions and write the answers."""
    parser = argparse.ArgumentParser(description="Ask a Parquet dataset of unsco.")
    parser.add_argument("dataset")
    parser.add_argument("out", help="a folder that is not there yet")
    parser.add_argument("days", nargs="*", metavar="day")
    given = parser.parse_args()
    spark = SparkSession.builder.appName("unsco").getOrCreate()
    for question in ("as_of", "attendance"):
        ask(spark, given.dataset, question, given.days).write.parquet(f"{given.out}/{question}")
    spark.stop()


if __name__ == "__main__":
    main()
