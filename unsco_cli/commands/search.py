"""``unsco search``: full text over every collection."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import ListOutput, starting
from unsco_cli.query.names import collection_named
from unsco_cli.query.search import search
from unsco_cli.schema import COLLECTIONS
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORD...",
            help='All of these, in any form; a "quoted phrase" as it stands.',
            show_default=False,
        ),
    ] = None,
    *,
    collections: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="COLLECTION",
            parser=collection_named,
            autocompletion=starting(COLLECTIONS),
            help=f"Only there; repeat: in any. One of {', '.join(COLLECTIONS)}.",
        ),
    ] = None,
    output: ListOutput,
) -> None:
    """Search the names and texts of all records for words.

    \b
    unsco search drug trafficking
    unsco search traffick --in events --in documents
    unsco search '"special event"' --limit 5           a phrase, word by word
    unsco search memorandum unodc --columns id,snippet
    unsco search guterres --format ids | unsco show -

    A record is found where it holds all the words, each as such, as the beginning of a word or in another
    form: country finds countries. Case and accents don't matter. Names count for more than other text. The
    column snippet shows a [match] with what stands around it.
    """
    session = session_of(context)
    output.write_list(search(session.open_store(), words or (), collections or ()), session)
