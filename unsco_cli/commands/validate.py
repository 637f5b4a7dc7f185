"""``unsco validate``: what is wrong with a store."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import RowsOutput, starting
from unsco_cli.session import session_of
from unsco_cli.validate import CHECKS, Check, check_named, contents_of, explanation, report


@with_options
def command(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="The store to check; the one in use without it, - for standard input."
        ),
    ] = None,
    *,
    only: Annotated[
        list[Check] | None,
        typer.Option(
            "--only",
            metavar="CHECK",
            parser=check_named,
            autocompletion=starting(CHECKS),
            help=f"This check only; repeat for several. One of {', '.join(CHECKS)}.",
        ),
    ] = None,
    explain: Annotated[
        Check | None,
        typer.Option(
            "--explain",
            metavar="CHECK",
            parser=check_named,
            autocompletion=starting(CHECKS),
            help="Tell what a check looks for and what to do about it, and check nothing.",
        ),
    ] = None,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="List the problems that are accepted, with the reasons.")
    ] = False,
    output: RowsOutput,
) -> None:
    """Find what is wrong with a store.

    \b
    unsco validate --format json
    unsco validate --only capacity --accepted      what is accepted, and why
    unsco validate --explain status-gaps

    Every problem is listed with its check, collection, record, place and message. FILE may be any file,
    also a broken one. Exit code 1 if there are problems, 0 if there are none.
    """
    session = session_of(context)
    if explain:
        output.write((explanation(explain, file, only, accepted),), session)
        return
    place, text = session.document(file)
    found = report(contents_of(text), only or (), place)
    output.write_rows(found.accepted_rows() if accepted else found.rows(), session)
    session.world.flush()
    found.refuse()
