"""``unsco why``: what the facts of a record rest on."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import NameArgument, RowsOutput, starting
from unsco_cli.query.why import why
from unsco_cli.schema.evidence import factual_fields
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    name: NameArgument,
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="FIELD",
            autocompletion=starting(factual_fields()),
            help="The field asked about, such as statuses or participants; all of them without it.",
            show_default=False,
        ),
    ] = None,
    *,
    output: RowsOutput,
) -> None:
    """Show what each fact of a record rests on.

    \b
    unsco why iran statuses                    the decision behind each status
    unsco why un-sco-2018 participants
    unsco why mou-unodc-2011
    unsco why iran --format json
    unsco why iran --columns field,source,url

    For each fact: the value, the act it rests on, how sure it is, what sources say differently, and each
    source with publisher, date and address. In a pipe there is a line for each fact and source.
    """
    session = session_of(context)
    output.write_rows(why(session.open_store(), name, field), session)
