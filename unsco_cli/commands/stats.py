"""``unsco stats``: events counted."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import CertainOption, EventFilters, ListOutput, word_option
from unsco_cli.query.statistics import DIMENSIONS, statistics
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    *,
    by: Annotated[
        list[str] | None,
        word_option(
            "--by", "WHAT", DIMENSIONS, f"One of {', '.join(DIMENSIONS)}; year without it. Twice: by both."
        ),
    ] = None,
    filters: EventFilters,
    certain: CertainOption = False,
    output: ListOutput,
) -> None:
    """Count events by what they have in common.

    \b
    unsco stats
    unsco stats --by delegation --limit 10
    unsco stats --by year --by topic --from 2018
    unsco stats --by status --with unodc --format json

    An event with several topics, participants or the like counts once for each, and share is its part of all
    events that were counted. By status: events to which a delegation came that held it on that day.
    """
    session = session_of(context)
    counted = statistics(session.open_store(), by or (), filters.filters(), certain=certain)
    output.write_list(counted, session)
