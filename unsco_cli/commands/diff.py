"""``unsco diff``: what changed between two days."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.dates import PartialDate
from unsco_cli.options import CertainOption, ListOutput, NamesArgument, day_argument, names_or_all
from unsco_cli.query.changes import difference
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    before: Annotated[PartialDate, day_argument("A day.")],
    after: Annotated[PartialDate, day_argument("A later day.")],
    names: NamesArgument = None,
    *,
    certain: CertainOption = False,
    output: ListOutput,
) -> None:
    """Tell what changed between two days.

    \b
    unsco diff 2017-06-08 2017-06-09 --certain
    unsco diff 2005-01-01 2026-01-01 iran belarus
    unsco diff 2019-01-01 2020-01-01 --columns date,id,change,act
    unsco diff 2024-07-03 2025-09-01 --format json

    Who joined, left or changed status, took the chair of the SCO, took or left an office: each with its date
    and the act that did it. What is so on the first day already is no change, what is so on the second is.
    """
    session = session_of(context)
    named = names_or_all(names, session.world)
    output.write_list(difference(session.open_store(), before, after, named, certain=certain), session)
