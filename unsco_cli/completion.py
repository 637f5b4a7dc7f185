"""What a shell is answered that asks what completes a word: commands, options, values, names in the store."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import StringIO

import typer

from unsco_cli.commands import COMMANDS, GROUPS, SUMMARIES
from unsco_cli.errors import UnscoError
from unsco_cli.main import answer, build, command_in
from unsco_cli.options.completing import Completion
from unsco_cli.options.offering import offers
from unsco_cli.schema import UnknownColumn
from unsco_cli.shells import Offer, Request, reply
from unsco_cli.store import locate
from unsco_cli.world import World

# Commands that only ask, so that they can be asked which columns they have.
_ASKING = (*GROUPS["ask"], *GROUPS["prove"], "history", "info")
# No column can be called so.
_NO_COLUMN = "\0"


def complete(asked: Request, world: World) -> tuple[str, int]:
    """Return what is written for a shell, and the exit code.

    Args:
        asked: what it asked.
        world: the environment and the clock; nothing is read from its streams.
    """
    found: list[Offer] | None = []
    # Whoever is still typing is not to be told of anything, not even of a fault of this program.
    with suppress(Exception):
        found = _offers(asked, world)
    return reply(asked, found)


def _offers(asked: Request, world: World) -> list[Offer] | None:
    # Where no command is named yet one is enough to build the program.
    program = typer.main.get_command(build([command_in(asked.words) or COMMANDS[0]]))
    completion = Completion(
        asked.begun,
        lambda: locate(_store_in(asked.words, world.environ), world.environ).path,
        lambda: _columns(asked, world),
    )
    return offers(program, asked.words, completion, SUMMARIES)


def _store_in(words: Sequence[str], environ: Mapping[str, str]) -> str | None:
    """Return the store that a line names, as the shell will hand it over."""
    path = None
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--store":
            path = following
        elif word.startswith("--store="):
            path = word.removeprefix("--store=")
    home = environ.get("HOME")
    return os.path.join(home, path[2:]) if path and home and path.startswith("~/") else path


def _columns(asked: Request, world: World) -> tuple[str, ...]:
    """Return the columns of the answer to a line: it is asked for one that there is not."""
    words = asked.words if asked.begun.startswith("--") else asked.words[:-1]
    if command_in(words) not in _ASKING:
        return ()
    # It reads nothing that is typed meanwhile, and writes nothing on the line.
    apart = World(StringIO(), StringIO(), StringIO(), world.environ, world.today, world.now)
    try:
        answer([*words, "--columns", _NO_COLUMN], apart)
    except UnknownColumn as error:
        return error.available
    except (UnscoError, typer.TyperException):
        pass
    return ()
