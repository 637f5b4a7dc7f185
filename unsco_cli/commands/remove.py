"""``unsco remove``: records taken out."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import NamesArgument, names_given
from unsco_cli.options.keeping import ChangeOutput, question_about
from unsco_cli.query.names import places
from unsco_cli.revise.records import removed
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    names: NamesArgument = None,
    *,
    cascade: Annotated[
        bool, typer.Option("--cascade", help="Take out what refers to them in other records, too.")
    ] = False,
    output: ChangeOutput,
) -> None:
    """Remove records from your own store.

    \b
    unsco remove apfsd-2023 --dry-run
    unsco remove un-sco-2018 --cascade --dry-run
    unsco list events --city jakarta --format ids | unsco remove - --yes

    Nothing is removed while other records refer to it: each is listed.
    """
    session = session_of(context)
    gone = places(session.open_store(), names_given(names or (), session.world))
    output.make(
        session,
        "remove",
        lambda tables: removed(tables, gone, cascade=cascade),
        asking=question_about("remove"),
    )
