"""``unsco edit``: a record changed, in an editor or field by field."""

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import NameArgument
from unsco_cli.options.editing import EditOptions
from unsco_cli.options.keeping import ChangeOutput
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    name: NameArgument,
    *,
    edit: EditOptions,
    output: ChangeOutput,
) -> None:
    """Change a record of your own store: in your editor, or field by field.

    \b
    unsco edit un-sco-2018
    unsco edit un-sco-2018 --set "venue=Conference Room 4" --dry-run
    unsco edit un-sco-2018 --add topics=transport --dry-run
    unsco edit un-sco-2018 --set "notes=To be checked." --unset summary --dry-run
    unsco edit un-sco-2018 --set participants.irn.named=Iran --dry-run

    Without --set, --add and --unset the record is opened as JSON in $VISUAL or $EDITOR. A FIELD may be a path
    into the record, as 'unsco validate' names places: participants.irn.capacity, statuses[1].until. An id
    stays as it is for ever.
    """
    edit.make(session_of(context), name, output)
