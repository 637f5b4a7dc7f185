"""``unsco status``: the status history of delegations."""

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import (
    AsOfOption,
    CertainOption,
    DelegationsArgument,
    FromOption,
    ListOutput,
    ToOption,
    names_or_all,
)
from unsco_cli.query.history import history
from unsco_cli.query.question import Question
from unsco_cli.schema import STATUS_HISTORY
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    names: DelegationsArgument = None,
    *,
    as_of: AsOfOption = None,
    since: FromOption = None,
    until: ToOption = None,
    certain: CertainOption = False,
    output: ListOutput,
) -> None:
    """Show the status history of delegations with the SCO.

    \b
    unsco status                                   everyone, year by year
    unsco status iran belarus
    unsco status --from 2014 --to 2018
    unsco status --as-of 2018-11-27
    unsco status india --columns status,since,basis

    A person sees a line for each delegation and a letter for each year; other formats, and --columns, have a
    row for each period. A status begins on its first day and has ended on the day in the column until.
    """
    session = session_of(context)
    named = names_or_all(names, session.world)
    question = Question(STATUS_HISTORY, as_of, names=named, certain=certain)
    output.write_list(history(session.open_store(), question, since, until), session)
