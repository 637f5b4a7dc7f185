"""``unsco export``: the whole store, for other programs."""

from typing import Annotated

import typer

from unsco_cli.export import TARGETS, Target, export, target_named
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
        str,
        typer.Argument(
            metavar="PATH",
            help="Where to write it; - for standard output, if it is a text.",
            show_default=False,
        ),
    ],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file, or the folder of an earlier export.")
    ] = False,
) -> None:
    """Write the whole store in a form that other programs read.

    \b
    unsco export json backup.json
    unsco export ics cooperation.ics
    unsco export ics - | grep -c BEGIN:VEVENT
    unsco export bib sources.bib --force

    \b
    TARGETS

    What is written is whole or not at all, and the same for the same store, whenever and wherever. To
    write a part of the store, add --format and --output to a question, such as 'unsco list'.
    """
    session = session_of(context)

    def opened() -> Exported:
        store = session.open_store()
        return Exported(store, store.about, store.raw)

    for line in export(target, opened, path, session.world, replace=force):
        session.world.tell(line_text(line))


_TOLD = "\n    ".join(f"{target.name:<13}{target.told}" for target in TARGETS.values())
command.__doc__ = (command.__doc__ or "").replace("TARGETS", _TOLD)
