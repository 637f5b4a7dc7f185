"""The questions of a dataset, asked by Apache Spark."""
