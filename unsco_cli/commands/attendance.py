"""``unsco attendance``: who came to which events."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import (
    CertainOption,
    EventFilters,
    ListOutput,
    ParticipantsArgument,
    WhoOptions,
    names_or_all,
)
from unsco_cli.query.attendance import Attendance, attendance
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    names: ParticipantsArgument = None,
    *,
    whom: WhoOptions,
    wide: Annotated[
        bool | None,
        typer.Option("--wide/--long", help="A column an event, or a row for each time; else what suits."),
    ] = None,
    filters: EventFilters,
    certain: CertainOption = False,
    output: ListOutput,
) -> None:
    """Tell who came to which events, in what capacity.

    \b
    unsco attendance --series "joint special event" --to 2018
    unsco attendance iran turkey --kind special-event --to 2018
    unsco attendance --agencies --city vienna
    unsco attendance --people --with unodc --to 2016 --format csv

    A person sees a matrix with totals, in as many parts as the terminal makes of it; other formats, and
    --columns, have a row for each delegation and event. Where the status held that day is not the capacity,
    it stands beside it.
    """
    session = session_of(context)
    asked = Attendance(
        who=whom.who(),
        names=names_or_all(names, session.world),
        filters=filters.filters(),
        certain=certain,
        wide=output.is_drawn(session) and not output.columns if wide is None else wide,
    )
    output.write_list(attendance(session.open_store(), asked), session)
