"""``unsco list``: a collection, who held a status, who was at an event."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import AsOfOption, CertainOption, EventFilters, ListOutput, WhatArgument, naming
from unsco_cli.query.listing import listing
from unsco_cli.query.question import Question
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    what: WhatArgument,
    *,
    as_of: AsOfOption = None,
    event: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=naming("events"),
            help="Who or what took part in this event, as recorded there.",
        ),
    ] = None,
    certain: CertainOption = False,
    filters: EventFilters,
    output: ListOutput,
) -> None:
    """List records, who held a status, or who was at an event.

    \b
    unsco list observers                               every period of the status
    unsco list members --as-of 2017-06-09              who held it on that day
    unsco list dialogue-partners --event un-sco-2018   who came in that capacity
    unsco list events --with iran --topic drug-trafficking
    unsco list people --event un-sco-2018 --format json

    Without --as-of a list of statuses has a row for each period, with the status held now. A year or a
    month that contains a change answers "unknown" rather than yes or no.
    """
    session = session_of(context)
    question = Question(what, as_of, event, filters.filters(), certain=certain)
    output.write_list(listing(session.open_store(), question), session)
