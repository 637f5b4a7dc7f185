"""Which option or argument a word of a line stands for, and so what completes it.

Of a command that Typer has built, only what every command tells of itself is asked: its parameters, and of a
group its commands.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from unsco_cli.options.completing import Completion
from unsco_cli.shells import Offer

# As help calls what is the name of a file; that is what shells complete by themselves.
_FILES = ("FILE", "PATH")


class _Line:
    """The words before the one that is completed, as a command takes them.

    Args:
        command: the command that the line begins with.
        asked: the word that is completed.
    """

    def __init__(self, command: Any, asked: Completion) -> None:
        self.asked = asked
        self.given: dict[str, str] = {}
        self.only_arguments = False
        self._enter(command)

    def _enter(self, command: Any) -> None:
        self.context = typer.Context(command, obj=self.asked, resilient_parsing=True)
        self.parameters = command.get_params(self.context)
        self.seen: set[str] = set()
        self.awaiting: Any = None
        self.arguments = 0

    def take(self, word: str) -> None:
        """Take the next word."""
        if self.awaiting is not None:
            self.given[self.awaiting.name] = word
            self.awaiting = None
        elif word == "--" and not self.only_arguments:
            self.only_arguments = True
        elif len(word) > 1 and word.startswith("-") and not self.only_arguments:
            self._take_option(word)
        elif self.commands is not None:
            command = self.commands.get_command(self.context, word)
            if command is None:
                # What follows is for nothing that is known.
                self.parameters = []
            else:
                self._enter(command)
        else:
            self.arguments += 1

    def _take_option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        # Behind a short option its value, or more options, may follow at once.
        option = self.option(name) or self.option(word[:2])
        if option is None:
            return
        self.seen.add(option.name)
        if equals:
            self.given[option.name] = value
        elif takes_value(option) and (self.option(name) is option):
            self.awaiting = option

    def option(self, name: str) -> Any:
        """Return the option with this name, or None."""
        return next((one for one in self.options if name in (*one.opts, *one.secondary_opts)), None)

    @property
    def options(self) -> list[Any]:
        """The options of the command."""
        return [one for one in self.parameters if one.param_type_name == "option" and not one.hidden]

    @property
    def commands(self) -> TyperGroup | None:
        """The group whose command comes next, if one does."""
        command = self.context.command
        return command if isinstance(command, TyperGroup) and self.parameters else None

    def argument(self) -> Any:
        """Return the argument that comes next, or None where there is none."""
        arguments = [one for one in self.parameters if one.param_type_name == "argument"]
        for number, one in enumerate(arguments):
            if number == self.arguments or (one.nargs == -1 and number <= self.arguments):
                return one
        return None


def takes_value(option: Any) -> bool:
    """Tell whether a value follows an option."""
    return not (option.is_flag or option.count)


def offers(
    command: Any, words: Sequence[str], asked: Completion, told: Mapping[str, str]
) -> list[Offer] | None:
    """Return what completes a word; None where that is the name of a file.

    Args:
        command: the whole program, as Typer has built it.
        words: the words before.
        asked: the word.
        told: what each command of the program is, in a sentence.
    """
    line = _Line(command, asked)
    for word in words:
        line.take(word)
    begun = asked.begun
    if line.awaiting is not None:
        return _values(line, line.awaiting)
    if begun.startswith("-") and not line.only_arguments:
        name, equals, value = begun.partition("=")
        if not equals:
            return _options(line, begun)
        option = line.option(name)
        if option is None or not takes_value(option):
            return []
        asked.begun = value
        found = _values(line, option)
        return found and [Offer(f"{name}={one.value}", one.told) for one in found]
    if line.commands is not None:
        names = told if line.commands is command else line.commands.list_commands(line.context)
        return [Offer(name, told.get(name, "")) for name in names if name.startswith(begun)]
    argument = line.argument()
    return [] if argument is None else _values(line, argument)


def _options(line: _Line, begun: str) -> list[Offer]:
    """Return the options that begin so, but for those that were given and can be given once only."""
    open_ = [one for one in line.options if one.multiple or one.name not in line.seen]
    return [
        Offer(name, one.help or "")
        for one in open_
        for name in (*one.opts, *one.secondary_opts)
        if name.startswith(begun)
    ]


def _values(line: _Line, parameter: Any) -> list[Offer] | None:
    """Return what completes the value of an option or an argument; None where that is the name of a file."""
    if (parameter.metavar or "").startswith(_FILES):
        return None
    parameter.shell_complete(line.context, "")
    return line.asked.offers
