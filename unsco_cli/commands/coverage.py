"""``unsco coverage``: how much of the store rests on sources."""

from typing import Annotated, get_args

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import RowsOutput, word_option
from unsco_cli.query.coverage import By, coverage
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    by: Annotated[
        By,
        word_option("--by", "WHAT", get_args(By), "Count by collection or by year."),
    ] = "collection",
    *,
    output: RowsOutput,
) -> None:
    """Count how many facts rest on sources.

    \b
    unsco coverage
    unsco coverage --by year
    unsco coverage --format json
    unsco coverage --sort -conflicting --columns collection,facts,conflicting

    A fact is a value that needs a source: a participant, a date, a status. Of the facts it counts those
    with no source, with one and with several, those of low confidence, and those on which sources differ.
    """
    session = session_of(context)
    output.write_rows(coverage(session.open_store(), by), session)
