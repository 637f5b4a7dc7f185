"""The csv format; apart from the other lines, so that they need not load the csv module."""

import csv
from collections.abc import Iterator
from io import StringIO

from unsco_cli.render.escape import line_text
from unsco_cli.schema import ResultSet


def lines(result: ResultSet, header: bool) -> Iterator[str]:
    """Yield lines as in RFC 4180 but for the line's end, which is a newline alone."""
    line = StringIO()
    writer = csv.writer(line, lineterminator="\n")
    if header:
        writer.writerow(map(line_text, result.columns))
    for row in result.texts():
        writer.writerow(map(line_text, row))
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()
