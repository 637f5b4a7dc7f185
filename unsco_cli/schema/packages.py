"""Where in a Data Package its descriptor and its tables are."""

DESCRIPTOR = "datapackage.json"


def file_of(table: str) -> str:
    """Return the name of the file that has a table."""
    return f"{table}.csv"
