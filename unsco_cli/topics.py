"""What is told once for all commands: one table of topics, each a few paragraphs and lists.

Lists come from the tables that decide, so that none can say what is not so. The help and the manual are both
made from these.
"""

from collections.abc import Callable, Iterable, Iterator
from textwrap import TextWrapper
from typing import NamedTuple, get_args

from unsco_cli.errors import ExitCode, UsageError, did_you_mean, quoted
from unsco_cli.export import TARGETS
from unsco_cli.models import Status
from unsco_cli.render import FORMATS, GRAPHS, STYLES, Format
from unsco_cli.schema import COLLECTIONS, NAMINGS, PARTIES

# No line of help is longer.
_WIDTH = 78
_INDENT = 2


class Listed(NamedTuple):
    """Words, each with what it means."""

    words: tuple[tuple[str, str], ...]


class Shown(NamedTuple):
    """Lines as they are typed."""

    lines: tuple[str, ...]


# A paragraph is a text.
Block = str | Listed | Shown


class Topic(NamedTuple):
    """Something that concerns many commands.

    Args:
        name: the word for it on the command line.
        told: what it is about, in a line.
        blocks: returns what there is to say.
    """

    name: str
    told: str
    blocks: Callable[[], tuple[Block, ...]]

    def plain(self) -> str:
        """Return it as plain text."""
        return "\n".join((f"{self.name}: {self.told}\n", *map(_plain, self.blocks())))


class UnknownTopic(UsageError):
    """Something was to be explained that is neither a command nor a topic."""

    def __init__(self, found: str, commands: Iterable[str]) -> None:
        known = (*TOPICS, *commands)
        super().__init__(
            f"no command and no topic is called {quoted(found)}{did_you_mean(found.lower(), known)} "
            f"(topics: {', '.join(TOPICS)})"
        )


def topic_named(name: str, commands: Iterable[str]) -> Topic:
    """Return the topic with this name.

    Args:
        name: the name.
        commands: the commands that might have been meant.

    Raises:
        UnknownTopic: there is none.
    """
    topic = TOPICS.get(name.lower().replace(" ", "-"))
    if topic is None:
        raise UnknownTopic(name, commands)
    return topic


def contents() -> str:
    """Return the list of topics as plain text."""
    listed = Listed(tuple((topic.name, topic.told) for topic in TOPICS.values()))
    others = "'unsco help COMMAND' tells how a command is used, and 'unsco --help' names them all."
    return "\n".join(("Topics, each with 'unsco help TOPIC':\n", _plain(listed), _plain(others)))


def _plain(block: Block) -> str:
    return "".join(f"{line}\n" for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, str):
        yield from _wrapped(block, "", "")
    elif isinstance(block, Shown):
        yield from (f"{' ' * _INDENT}{line}" for line in block.lines)
    else:
        room = _INDENT + max(len(word) for word, _ in block.words) + _INDENT
        for word, told in block.words:
            yield from _wrapped(told, f"{' ' * _INDENT}{word}".ljust(room), " " * room)


def _wrapped(text: str, first: str, others: str) -> list[str]:
    # A word with a dash or a path in it is a word that is typed.
    wrapper = TextWrapper(_WIDTH, first, others, break_long_words=False, break_on_hyphens=False)
    return wrapper.wrap(text)


def _formats() -> tuple[Block, ...]:
    return (
        (
            "--format (-f) takes one of these in every command that answers with rows or records. All are "
            "drawn from the same rows and agree cell for cell."
        ),
        _told(FORMATS),
        "A network can be a graph as well: unsco network --format FORMAT.",
        _told(GRAPHS),
        "A bibliography has styles: unsco cite --style STYLE.",
        _told(STYLES),
        "The whole store is handed on by 'unsco export TARGET'.",
        Listed(tuple((target.name, target.told) for target in TARGETS.values())),
        (
            "--columns (-c) chooses columns, --sort (-s) orders by one, --limit (-n) cuts, --header and "
            "--no-header add or drop the column names. --output FILE (-o) writes to a file in the format of "
            "its ending, whole or not at all."
        ),
        (
            "In every text format a tab, a newline or anything else that could act on a terminal is written "
            "as "
            r"\t, \n, \x1b, and a backslash as \\."
        ),
    )


def _told(formats: dict[str, Format]) -> Listed:
    return Listed(tuple((format_.name, format_.told) for format_ in formats.values()))


def _dates() -> tuple[Block, ...]:
    statuses = ", ".join(get_args(Status))
    return (
        "A date is as precise as it is known:",
        Listed(
            (
                ("2018-11-27", "a day"),
                ("2018-11", "a month"),
                ("2018", "a year"),
                ("today", "the day on which the command runs"),
            )
        ),
        (
            "A period begins on its first day and has ended on the day in the column until, so that the "
            "successor holds the day of the change."
        ),
        (
            f"A status ({statuses}) that is asked about with --as-of is certain or unknown: unknown where "
            "the answer depends on a day that the question or the record leaves open. --certain leaves these "
            "out. Without --as-of no answer depends on the clock."
        ),
        Shown(("unsco list members --as-of 2017-06-09", "unsco list members --as-of 2017 --certain")),
    )


def _names() -> tuple[Block, ...]:
    whats = ", ".join(COLLECTIONS)
    return (
        (
            "A record goes by its id, name, alias, acronym, ISO code or symbol, whatever its case and "
            "accents. An exact id wins. A name that means several records is refused with the candidates."
        ),
        Shown(("unsco show tur", "unsco show Türkiye", "unsco show delegations/tur")),
        f"COLLECTION/ID always means one record; the collections are {whats}.",
        (
            "Where NAME may be repeated, - reads names from standard input, one a line; of a line with tabs "
            "the first field counts, so that one list can be piped into the next command."
        ),
        (
            f"--names {' or '.join(NAMINGS)} says what {' and '.join(PARTIES)} are called in an answer: by "
            "the name they had on the day it speaks of, by today's, or by their code."
        ),
    )


# What each exit code means.
_EXIT_CODES = {
    ExitCode.DONE: "done; an empty answer is one, too",
    ExitCode.PROBLEMS: "'validate' found problems; a change was refused or not agreed to, and nothing was "
    "changed; nothing matched under --exit-status; or the answer could not be written",
    ExitCode.USAGE: "the command line is wrong",
    ExitCode.NAME: "a name is unknown or ambiguous",
    ExitCode.STORE: "the store is missing, unreadable, invalid, locked by another process, or can't "
    "be written",
    ExitCode.INTERRUPTED: "interrupted",
    ExitCode.CLOSED_PIPE: "whoever read the answer closed the pipe",
}


def _exit_codes() -> tuple[Block, ...]:
    return (
        "The numbers are a promise.",
        Listed(tuple((str(int(code)), _EXIT_CODES[code]) for code in ExitCode)),
        "A mistake is one line on standard error: what was wrong, what was found, what to try.",
    )


# What the environment says.
ENVIRONMENT = {
    "UNSCO_STORE": "the store to ask, unless --store names one; else it is your own, if there is one, or "
    "the shipped one",
    "XDG_DATA_HOME": "where your own store is, in unsco/unsco.json; ~/.local/share unless it is set "
    "(macOS: ~/Library/Application Support, Windows: %LOCALAPPDATA%)",
    "UNSCO_PAGER, PAGER": "what long answers are read in: see 'unsco help paging'",
    "VISUAL, EDITOR": "what 'unsco edit' opens; the first that is set",
    "NO_COLOR": "no colours",
    "FORCE_COLOR": "colours, off a terminal too",
    "TERM": "dumb: no colours, and no pager unless one is named",
    "COLUMNS, LINES": "how wide and high the terminal is; else it is asked",
    "UNSCO_DEBUG": "1: the traceback behind an error line",
}


def _environment() -> tuple[Block, ...]:
    return ("What is set in the environment, and what for:", Listed(tuple(ENVIRONMENT.items())))


def _completion() -> tuple[Block, ...]:
    return (
        (
            "Commands, options, their values, and the names in the store in use are completed in bash, zsh, "
            "fish and PowerShell."
        ),
        (
            "'unsco --install-completion' teaches the shell that it is typed in; 'unsco --show-completion' "
            "prints how. A package of the program brings scripts for all four below share/, which shells "
            "that look there find by themselves:"
        ),
        Shown(
            (
                "share/bash-completion/completions/unsco",
                "share/zsh/site-functions/_unsco",
                "share/fish/vendor_completions.d/unsco.fish",
                "share/unsco/completion.ps1",
            )
        ),
        (
            "A name may be typed in any case, with or without accents. Only words that need no quotes are "
            "offered: ids, and names with dashes for spaces."
        ),
    )


def _paging() -> tuple[Block, ...]:
    return (
        (
            "On a terminal a table or text that is longer than it is read in a pager: UNSCO_PAGER, or else "
            "PAGER, or else less (more on Windows). It is a command with its words, and no line for a shell. "
            "less is told to leave at once what fits after all, unless LESS says otherwise."
        ),
        "--no-pager before the command, or a pager that is empty or cat, shows everything as it is.",
        Shown(("unsco --no-pager list events", "PAGER='less -S' unsco list events")),
        "Whoever leaves the pager has read enough; the exit code is that of the command.",
    )


TOPICS = {
    topic.name: topic
    for topic in (
        Topic("formats", "how answers are written", _formats),
        Topic("dates", "days, months and years, and what is unknown", _dates),
        Topic("names", "how records are named", _names),
        Topic("exit-codes", "what the program tells its caller", _exit_codes),
        Topic("environment", "which variables count", _environment),
        Topic("completion", "what a shell can complete", _completion),
        Topic("paging", "long answers on a terminal", _paging),
    )
}
