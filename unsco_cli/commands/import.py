"""``unsco import``: records of others, from files of several kinds."""

from typing import Annotated

import typer

from unsco_cli.bundles import with_options
from unsco_cli.exchange import KINDS
from unsco_cli.options.completing import starting
from unsco_cli.options.giving import read_files
from unsco_cli.options.keeping import ChangeOutput, question_about
from unsco_cli.options.values import word_option
from unsco_cli.query.names import collection_named
from unsco_cli.revise.records import CONFLICTS, taken_in
from unsco_cli.schema import COLLECTIONS
from unsco_cli.session import session_of


@with_options
def command(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Files to read, or the folder of a Data Package; - for standard input."
        ),
    ],
    *,
    conflict: Annotated[
        str,
        word_option(
            "--on-conflict",
            "WHAT",
            CONFLICTS,
            f"What to do about a record that is there already, and differs: {', '.join(CONFLICTS)}.",
        ),
    ] = "fail",
    kind: Annotated[
        str | None,
        word_option("--from", "KIND", KINDS, f"What the files are: {', '.join(KINDS)}; told by themselves."),
    ] = None,
    collection: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="COLLECTION",
            parser=collection_named,
            autocompletion=starting(COLLECTIONS),
            help="Where records belong that do not say so, as in a file called events.csv.",
        ),
    ] = None,
    output: ChangeOutput,
) -> None:
    """Take records from files into your own store.

    \b
    unsco import other-store.json --on-conflict merge --dry-run
    unsco import events.csv
    unsco import events.jsonl sources.jsonl --dry-run
    unsco show un-sco-2018 --format json | unsco import -

    A file is a store, JSON, JSON Lines, CSV, or a Data Package: the folder that 'unsco export datapackage'
    has written. CSV has a column for each field, lists with semicolons between their entries and parts with
    colons between their fields, as in iran:observer:addressed; names stand for ids in it. Records that are
    there already, and the same, are passed over. All of it comes in, or nothing.
    """
    session = session_of(context)
    intake = read_files(session, files, kind, collection)
    asking = question_about("replace fields of") if conflict in ("replace", "merge") else None
    output.make(session, "import", lambda tables: taken_in(tables, intake(), conflict), asking=asking)
