"""The exit codes, and the one class every expected failure derives from."""

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller; the numbers are a promise (see README, "Exit codes")."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NAME = 3
    STORE = 4
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class UnscoError(Exception):
    """An expected failure: one sentence on standard error, and an exit code.

    Deliberately not a ValueError: a command-line parser would catch that and replace the sentence.
    """

    exit_code = ExitCode.PROBLEMS


class UsageError(UnscoError):
    """The command line asks for something that does not exist or cannot be combined."""

    exit_code = ExitCode.USAGE


class NoMatch(UnscoError):
    """Nothing matched under ``--exit-status``: an exit code without a sentence."""


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return the clause that suggests the nearest of the known words, or the empty text.

    Args:
        found: the word as it was typed.
        known: the words that would have been understood.
    """
    # Loaded here because only a mistake needs it.
    from difflib import get_close_matches  # noqa: PLC0415

    nearest = get_close_matches(found, list(known), n=1, cutoff=0.6)
    return f"; did you mean {nearest[0]}?" if nearest else ""
