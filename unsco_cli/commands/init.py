"""``unsco init``: a store of one's own."""

from typing import Annotated

import typer

from unsco_cli import __version__
from unsco_cli.bundles import with_options
from unsco_cli.options import SheetOutput
from unsco_cli.options.keeping import WaitOption
from unsco_cli.query.store_sheet import store_sheet
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    path: Annotated[
        str | None,
        typer.Argument(metavar="PATH", help="Where to make it; among your own files without it."),
    ] = None,
    *,
    wait: WaitOption = 10,
    output: SheetOutput,
) -> None:
    """Make a store of your own from the shipped one; it is the one in use from then on.

    \b
    unsco init
    unsco init records/unsco.json

    A store elsewhere is in use from then on, too, by a link in its usual place, unless there is one already.
    Nothing is overwritten. --store and UNSCO_STORE go before it.
    """
    session = session_of(context)
    shipped = session.open_shipped()
    output.refuse_early((store_sheet(__version__, *session.location, shipped.about, shipped.counts),))
    told = session.make_own(path, wait)
    # Before the answer: it is made also where that can't be written.
    session.world.tell(told)
    store = session.open_store()
    output.write((store_sheet(__version__, *session.location, store.about, store.counts),), session)
