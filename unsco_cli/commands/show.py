"""``unsco show``: records as a person reads them."""

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import NamesArgument, RecordOutput, names_given
from unsco_cli.query.record import sheets
from unsco_cli.session import session_of


@with_options
def command(context: typer.Context, names: NamesArgument = None, *, output: RecordOutput) -> None:
    """Show records with all that is known of them.

    \b
    unsco show un-sco-2018
    unsco show Türkiye UNODC
    unsco show "Rashid Alimov" --format json
    unsco list observers --format ids | unsco show -

    What refers to a record is shown with it. A record goes by its id, name, alias, acronym or symbol,
    whatever its case and accents. In a pipe each value is a line: its field, a tab, the value.
    """
    session = session_of(context)
    named = names_given(names or (), session.world)
    output.write_records(sheets(session.open_store(), named), session)
