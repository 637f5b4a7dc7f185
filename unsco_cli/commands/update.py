"""``unsco update``: what is newly shipped, into a store of one's own."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options.keeping import ChangeOutput, question_about
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    *,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Take the shipped value where you have changed one, too.")
    ] = False,
    output: ChangeOutput,
) -> None:
    """Bring what is newly shipped into your own store, after an upgrade.

    \b
    unsco update --dry-run
    unsco update
    unsco update --theirs --yes

    Records you have not touched follow the shipped ones; what you have changed stays. A record that both have
    changed is merged field by field; a field that both have changed stays yours, and is told of. Said again,
    it changes nothing; --theirs takes the shipped value, also of what was left before.
    """
    session = session_of(context)
    asking = question_about("change") if theirs else None
    revise, shipped = session.update(theirs=theirs)
    output.make(session, "update", revise, base=shipped, settles=theirs, asking=asking)
