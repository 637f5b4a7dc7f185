"""``unsco help``: a command or a topic explained."""

from typing import Annotated

import typer

from unsco_cli.commands import COMMANDS
from unsco_cli.options import starting
from unsco_cli.render import write_text
from unsco_cli.session import session_of
from unsco_cli.topics import TOPICS, contents, topic_named


def command(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            autocompletion=starting((*TOPICS, *COMMANDS)),
            help=f"A command, or one of the topics {', '.join(TOPICS)}.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Explain a command or a topic.

    \b
    unsco help                     what there is to read
    unsco help dates
    unsco help exit-codes
    unsco help list                the same as 'unsco list --help'
    """
    text = contents() if name is None else topic_named(name, COMMANDS).plain()
    write_text(text, session_of(context).world)
