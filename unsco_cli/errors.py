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
    # What is told before the sentence, a line each.
    details: tuple[str, ...] = ()


class UsageError(UnscoError):
    """The command line asks for something that does not exist or cannot be combined."""

    exit_code = ExitCode.USAGE


class CannotWrite(UnscoError):
    """The answer could not be written."""


class NoMatch(UnscoError):
    """Nothing matched under ``--exit-status``: an exit code without a sentence."""


# Of a mistaken word as much is repeated as tells which one it was.
_LONGEST_QUOTED = 80


def quoted(found: str, longest: int | None = _LONGEST_QUOTED) -> str:
    """Return a word as it was typed, in quotes, shortened where it is endless.

    Args:
        found: the word.
        longest: how many signs are repeated; all of them if None.
    """
    cut = found if longest is None or len(found) <= longest else f"{found[:longest]}…"
    return f"'{cut}'"


def legible(text: str) -> str:
    r"""Return a text with what no UTF-8 can hold, such as half a surrogate pair, written as ``\\udc80``."""
    return text.encode(errors="backslashreplace").decode()


def nearest(found: str, known: Iterable[str]) -> list[str]:
    """Return the one of the known words that is nearest to a mistaken one, if any is near."""
    if len(found) > _LONGEST_QUOTED:
        # No word that is known is near, and to find that out would take long.
        return []
    # Loaded here because only a mistake needs it.
    from difflib import get_close_matches  # noqa: PLC0415

    return get_close_matches(found, list(known), n=1, cutoff=0.65)


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return the clause that suggests the nearest of the known words, or the empty text.

    Args:
        found: the word as it was typed.
        known: the words that would have been understood.
    """
    suggested = nearest(found, known)
    return f"; did you mean {suggested[0]}?" if suggested else ""


class UnknownWord(UsageError):
    """One of a few words was asked for, and this is none of them."""

    def __init__(self, found: str, words: Iterable[str]) -> None:
        known = tuple(words)
        super().__init__(f"{quoted(found)} is none of {', '.join(known)}{did_you_mean(found, known)}")


def word_among(text: str, words: Iterable[str]) -> str:
    """Return the one of a few words that is meant, whatever its case.

    Raises:
        UnknownWord: it is none of them.
    """
    if text.lower() not in words:
        raise UnknownWord(text, words)
    return text.lower()


def position(text: bytes, offset: int) -> tuple[int, int]:
    """Return the line and the column in which a byte of a text stands, both counted from 1."""
    return text.count(b"\n", 0, offset) + 1, offset - text.rfind(b"\n", 0, offset)


def line_and_column(text: bytes, offset: int) -> str:
    """Return in words where in a text a byte stands, both counted from 1."""
    line, column = position(text, offset)
    return f"in line {line}, column {column}"
