"""``unsco info``: which store answers."""

import typer

from unsco_cli import __version__
from unsco_cli.bundles import with_options
from unsco_cli.options import SheetOutput
from unsco_cli.query.store_sheet import store_sheet
from unsco_cli.schema import COLLECTIONS
from unsco_cli.session import session_of


@with_options
def command(context: typer.Context, output: SheetOutput) -> None:
    """Show which store is in use and what it holds.

    \b
    unsco info
    unsco info --format json
    unsco info --columns store
    """
    session = session_of(context)
    store = session.open_store()
    counts = {name: store.count(name) for name in COLLECTIONS}
    sheet = store_sheet(__version__, session.location.path, session.location.reason, store.about, counts)
    output.write((sheet,), session)
