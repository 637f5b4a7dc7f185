"""``unsco undo``: back to the store before the last change."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options.keeping import ChangeOutput, question_about
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    *,
    outside: Annotated[
        bool,
        typer.Option("--outside", help="Go back, too, behind what another program did to the store since."),
    ] = False,
    output: ChangeOutput,
) -> None:
    """Go back to your store as it was before the last change.

    \b
    unsco undo --dry-run
    unsco undo --yes
    unsco history                       what there is to undo

    Said again, it goes back behind the change before that. What was undone stays in the .bak file beside the
    store until the next change. --outside brings back a store, too, that another program has ruined.
    """
    output.carry_out(
        session_of(context),
        "undo",
        lambda transaction: transaction.undoing(outside=outside),
        lambda transaction, agreed: transaction.undo(outside=outside, as_shown=agreed),
        question_about("undo what was done to"),
    )
