"""``unsco export``: the whole store, for other programs."""

from typing import Annotated

import typer

from unsco_cli.export import TARGETS, Target, export, refuse_place, target_named
from unsco_cli.export.exported import Exported
from unsco_cli.options import starting
from unsco_cli.render.escape import line_text
from unsco_cli.session import session_of


def command(
    context: typer.Context,
    target: Annotated[
        Target,
        typer.Argument(
            metavar="TARGET",
            parser=target_named,
            autocompletion=starting(TARGETS),
            help=f"One of {', '.join(TARGETS)}.",
            show_default=False,
        ),
    ],
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="Where to write it; - for standard output, if it is a text.")
    ],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace what an earlier export wrote.")] = False,
) -> None:
    """Write the whole store in a form that other programs read.

    \b
    unsco export json backup.json
    unsco export json - | head -n 20

    It is written whole or not at all.
    """
    session = session_of(context)
    refuse_place(target, path, replace=force)
    store = session.open_store()
    exported = Exported(store, store.about, store.raw)
    for line in export(target, exported, path, session.world, replace=force):
        session.world.tell(line_text(line))
