"""Formats that are lines of text: tsv, md, ids."""

from collections.abc import Iterator

from unsco_cli.render.escape import line_text, markdown_text
from unsco_cli.schema import ResultSet


def tsv(result: ResultSet, header: bool) -> Iterator[str]:
    """Yield tab-separated lines, by default without a header."""
    if header:
        yield "\t".join(map(line_text, result.columns)) + "\n"
    for row in result.texts():
        yield "\t".join(map(line_text, row)) + "\n"


def markdown(result: ResultSet, header: bool) -> Iterator[str]:
    """Yield a table as in GitHub's Markdown, which can't do without a header."""
    names = result.columns if header else ("",) * len(result.columns)
    yield f"| {' | '.join(map(markdown_text, names))} |\n"
    yield f"|{' --- |' * len(result.columns)}\n"
    for row in result.texts():
        yield f"| {' | '.join(map(markdown_text, row))} |\n"


def ids(result: ResultSet, header: bool) -> Iterator[str]:
    """Yield the ids of the records, each once, one a line."""
    if header:
        yield "id\n"
    for identifier in dict.fromkeys(row.id for row in result.rows if row.id):
        yield line_text(identifier) + "\n"
