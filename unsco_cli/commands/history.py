"""``unsco history``: what was done to a store."""

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import RowsOutput
from unsco_cli.session import session_of


@with_options
def command(context: typer.Context, *, output: RowsOutput) -> None:
    """List the changes of your store, the last one first.

    \b
    unsco history
    unsco history --limit 5 --columns when,command,records
    unsco history --format json

    For each: when, by which command, which records, and whether 'unsco undo' still gets behind it.
    """
    session = session_of(context)
    output.write_rows(session.history(), session)
