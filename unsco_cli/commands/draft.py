"""``unsco draft``: from a press release to a record to review."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import naming
from unsco_cli.options.drafting import DraftOutput
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Texts to read; - for standard input.")
    ],
    *,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="ADDRESS",
            autocompletion=naming("sources"),
            help="The address of the page, or the source in the store, that the text is from.",
        ),
    ] = None,
    output: DraftOutput,
) -> None:
    """Draft a record of the event that a press release tells of.

    \b
    unsco draft release.txt
    unsco draft - --source https://example.org/talks < release.txt
    unsco draft release.txt --html --output review.html
    unsco draft release.txt --source https://example.org/talks \\
        | unsco add event - --dry-run
    unsco draft release.txt --columns path,value,reason

    Each value comes with the words it was read from and how sure it is, and what the text does not settle is
    listed; it is a draft, to be read before it is kept. Nothing is changed, but with --add, which asks first.
    In a pipe it is the JSON that 'unsco add event -' takes. --columns, --sort and --limit ask for rows, one
    a value, in any format.
    """
    output.carry_out(session_of(context), files, source)
