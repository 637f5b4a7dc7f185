"""Where in a Data Package its descriptor and its tables are."""

DESCRIPTOR = "datapackage.json"
# How the lines of its tables end, as RFC 4180 has it.
LINE_END = "\r\n"


def file_of(table: str) -> str:
    """Return the name of the file that has a table."""
    return f"{table}.csv"
