"""``unsco network``: who meets whom."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import (
    CertainOption,
    EventFilters,
    PartiesArgument,
    count_of,
    names_or_all,
)
from unsco_cli.options.own_formats import NetworkOutput
from unsco_cli.query.network import network
from unsco_cli.query.question import Question
from unsco_cli.schema import VIEWS
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    names: PartiesArgument = None,
    *,
    least: Annotated[
        int | None,
        typer.Option(
            "--min",
            metavar="N",
            parser=count_of("shared events", 1),
            help="Links of at least N shared events; 1 without it.",
        ),
    ] = None,
    certain: CertainOption = False,
    filters: EventFilters,
    output: NetworkOutput,
) -> None:
    """Show who meets whom: who took part in the same events.

    \b
    unsco network --min 25
    unsco network iran unodc --limit 10            only their links
    unsco network --topic drug-trafficking --from 2018-01-01 --min 5
    unsco network --min 15 --format graphml        for Gephi and NetworkX
    unsco network --min 15 --format dot            for Graphviz
    unsco network iran --min 20 --format json      with the ids of the events

    Two delegations or agencies are linked if both are recorded as participants of an event; the weight is
    the number of such events. Entries for a whole group, such as "member states", link nobody.
    """
    session = session_of(context)
    named = names_or_all(names, session.world)
    question = Question(VIEWS["events"], filters=filters.filters(), names=named, certain=certain)
    output.write_list(network(session.open_store(), question, least or 1), session)
