"""``unsco info``: which store answers."""

from typing import Annotated

import typer

from unsco_cli import __version__
from unsco_cli.bundles import with_options
from unsco_cli.options import SheetOutput
from unsco_cli.query.store_sheet import store_sheet
from unsco_cli.revise.answers import fields_changed
from unsco_cli.schema.changes import Revision
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    *,
    differences: Annotated[
        bool, typer.Option("--differences", help="List where it differs from the shipped store.")
    ] = False,
    output: SheetOutput,
) -> None:
    """Show which store is in use, what it holds, and how it differs from the shipped one.

    \b
    unsco info
    unsco info --format json
    unsco info --columns store
    unsco info --differences

    A store of your own also tells how many records were added, changed and removed since the shipped one,
    and how many 'unsco update' would change.
    """
    session = session_of(context)
    store = session.open_store()
    compared = session.compared()
    if differences:
        differing = compared.differing if compared else Revision()
        output.write(fields_changed(differing, "Differences from the shipped store"), session)
        return
    output.write((store_sheet(__version__, *session.location, store.about, store.counts, compared),), session)
