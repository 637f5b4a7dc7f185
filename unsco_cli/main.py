"""The app: which command is loaded, the root options, the one place where an error becomes a line."""

from collections.abc import Sequence
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from unsco_cli import __version__
from unsco_cli.commands import COMMANDS, GROUPS
from unsco_cli.errors import ExitCode, UnscoError
from unsco_cli.render import tell_of, write_text
from unsco_cli.render.escape import line_text
from unsco_cli.session import Session
from unsco_cli.world import World

_NO_PAGER = "--no-pager"


def run(arguments: Sequence[str], world: World) -> int:
    """Run one command line and return the exit code.

    Args:
        arguments: the words after the program's name.
        world: streams, environment, clock.
    """
    arguments = _for_help(arguments)
    try:
        status = answer(arguments, world)
        world.flush()
        return status
    except (UnscoError, typer.TyperException) as error:
        if world.environ.get("UNSCO_DEBUG") and str(error):
            # Loaded here because only this needs it.
            from traceback import print_exception  # noqa: PLC0415

            print_exception(error, file=world.stderr)
        return _one_line(error, world, command_in(arguments))


def answer(arguments: Sequence[str], world: World) -> int:
    """Run the app, and write the help that it gives on its own."""
    said = StringIO()
    if _NO_PAGER in _before_command(arguments):
        world = world.without_pager()
    try:
        with redirect_stdout(said):
            status: int | None = build(arguments)(
                args=list(arguments), prog_name="unsco", standalone_mode=False, obj=world
            )
    except SystemExit as completed:
        status = int(completed.code or 0)
    if said.getvalue():
        write_text(said.getvalue(), world)
    return status or ExitCode.DONE


class _Commands(TyperGroup):
    """The commands of the app; its help names them by what they are for, which leaves it one screen."""

    def list_commands(self, context: Any) -> list[str]:
        """Return the names of the commands that were loaded, in the order of the table."""
        loaded = super().list_commands(context)
        return [name for name in COMMANDS if name in loaded]

    def format_help(self, context: Any, formatter: Any) -> None:
        """Write the help, without the options that the topic of completion tells of."""
        parameters: list[Any] = self.get_params(context)
        for parameter in parameters:
            if parameter.name in ("install_completion", "show_completion"):
                parameter.hidden = True
        super().format_help(context, formatter)

    def format_commands(self, _context: Any, formatter: Any) -> None:
        """Write a line for each group of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(group, " ".join(names)) for group, names in GROUPS.items()])


def build(arguments: Sequence[str]) -> typer.Typer:
    """Return the app with the command that is asked for, or with all of them where none is.

    Typer builds what it is given on every run, and a command's module loads what it needs: the
    other commands are left out because they would cost time.
    """
    app = typer.Typer(
        cls=_Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(root)
    asked = command_in(arguments)
    for command in COMMANDS:
        if asked in (None, command):
            _load(app, command)
    return app


def _load(app: typer.Typer, command: str) -> None:
    """Load a command, or a group of commands, into the app."""
    module = import_module(f"unsco_cli.commands.{command}")
    if hasattr(module, "group"):
        app.add_typer(module.group(), name=command)
    else:
        app.command(command)(module.command)


def root(
    context: typer.Context,
    store: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="The store to ask, whatever UNSCO_STORE says."),
    ] = None,
    _no_pager: Annotated[bool, typer.Option(_NO_PAGER, help="Show long answers as they are.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Ask who met in UN-SCO cooperation: when, in what capacity, on what evidence.

    \b
    unsco list members --as-of 2017-06-09          who they were on a day
    unsco show un-sco-2018                         all that is known of a record
    unsco why iran statuses                        what it rests on

    'unsco help COMMAND' begins with examples; 'unsco help' lists topics: formats, dates, names,
    exit codes, environment, completion, paging.
    """
    world = context.obj
    assert isinstance(world, World)
    context.obj = Session(world, store)
    if version:
        world.write(f"unsco {__version__}\n")
    elif context.invoked_subcommand is None:
        write_text(context.get_help() + "\n", world)
    else:
        return
    raise typer.Exit


def command_in(arguments: Sequence[str]) -> str | None:
    """Return the command that the arguments begin with, past the root options, or None for no plain one."""
    before = _before_command(arguments)
    word = arguments[len(before)] if len(before) < len(arguments) else None
    return word if word in COMMANDS else None


def _before_command(arguments: Sequence[str]) -> Sequence[str]:
    """Return the words before the command, as far as they are options that every command may follow."""
    words = iter(arguments)
    count = 0
    for word in words:
        if word == "--store":
            count += 1
            next(words, None)
        elif word != _NO_PAGER and not word.startswith("--store="):
            break
        count += 1
    return arguments[:count]


def _for_help(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments, with ``help COMMAND`` as ``COMMAND --help``."""
    before = _before_command(arguments)
    asked, *named = arguments[len(before) :] or [""]
    return [*before, *named, "--help"] if asked == "help" and named and named[0] in COMMANDS else arguments


def _one_line(error: UnscoError | typer.TyperException, world: World, asked: str | None) -> int:
    if isinstance(error, typer.TyperException):
        sentence = error.format_message().replace(". Did you", "; did you").rstrip(".")
        command = f"unsco {asked}" if asked else "unsco"
        world.tell(line_text(f"{sentence[:1].lower()}{sentence[1:]} (see '{command} --help')"))
        return ExitCode.USAGE
    tell_of(error, world)
    return error.exit_code
