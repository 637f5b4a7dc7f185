"""``unsco timeline``: what happened, in order of date."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import (
    CertainOption,
    FromOption,
    ListOutput,
    NamesArgument,
    ToOption,
    names_or_all,
    word_option,
)
from unsco_cli.query.changes import timeline
from unsco_cli.query.happenings import KINDS
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    names: NamesArgument = None,
    *,
    since: FromOption = None,
    until: ToOption = None,
    kinds: Annotated[
        list[str] | None,
        word_option(
            "--kind", "KIND", KINDS, f"Of this kind only; repeat: of any. One of {', '.join(KINDS)}."
        ),
    ] = None,
    certain: CertainOption = False,
    output: ListOutput,
) -> None:
    """Tell what happened, in order of date.

    \b
    unsco timeline --from 2018 --to 2018
    unsco timeline unodc                           all that it had a part in
    unsco timeline --kind chairmanship --kind office
    unsco timeline iran belarus --kind status --format json

    Events, documents, changes of status, of the chair of the SCO and of office, each with the record it is
    about. A date that is a year or a month stands at its beginning.
    """
    session = session_of(context)
    named = names_or_all(names, session.world)
    found = timeline(session.open_store(), named, kinds or (), since, until, certain=certain)
    output.write_list(found, session)
