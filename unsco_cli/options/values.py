"""From the words of a command line to values."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import typer

from unsco_cli.dates import PartialDate, day_named
from unsco_cli.errors import UsageError, legible, quoted, word_among
from unsco_cli.options.completing import starting
from unsco_cli.session import session_of
from unsco_cli.world import World

# Digits of a number: more than any store has of anything.
_LONGEST_COUNT = 12


class BadCount(UsageError):
    """A text given as a number is none, or a smaller one than there can be."""

    def __init__(self, found: str, what: str, least: int) -> None:
        super().__init__(f"{quoted(found)} is not a number of {what}; write {least} or more")


class NotUtf8(UsageError):
    """A text that is to be kept has bytes that are none."""

    def __init__(self, found: str) -> None:
        super().__init__(f"{quoted(found)} is not UTF-8")


class NoNames(UsageError):
    """Nothing was named on the command line or on standard input."""

    def __init__(self) -> None:
        super().__init__("no name was given; name a record, such as iran or un-sco-2018")


def kept_text(text: str) -> str:
    """Return a text that is to be kept as it is.

    Raises:
        NotUtf8: it can't be written.
    """
    if legible(text) != text:
        raise NotUtf8(text)
    return text


def names_given(names: Iterable[str], world: World) -> tuple[str, ...]:
    """Return the names, with ``-`` replaced by those on standard input.

    Of a line of input what stands before the first tab is the name, so that lists can be piped in.

    Raises:
        NoNames: not even ``-`` was given.
    """
    names = tuple(names)
    if not names:
        raise NoNames
    return tuple(_read(names, world))


def names_or_all(names: Sequence[str] | None, world: World) -> tuple[str, ...] | None:
    """Return the names as ``names_given`` does, or None where all are meant because none was given."""
    return names_given(names, world) if names else None


def _read(names: tuple[str, ...], world: World) -> Iterator[str]:
    for name in names:
        if name == "-":
            fields = (line.partition("\t")[0].strip() for line in world.lines())
            yield from (field for field in fields if field)
        else:
            yield name


def date_given(context: typer.Context, text: str | None) -> PartialDate | None:
    """Turn a text into a date; ``today`` is the world's.

    Raises:
        BadDate: it is none.
    """
    return None if text is None else day_named(text, session_of(context).world.today)


def count_of(what: str, least: int = 0) -> Callable[[str], int]:
    """Return what reads an option that takes a number of something.

    Raises:
        BadCount: what is read is no number, or is less than the least.
    """

    def count(text: str) -> int:
        number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_COUNT
        if not number or int(text) < least:
            raise BadCount(text, what, least)
        return int(text)

    return count


def ending(path: str | None) -> str:
    """Return what stands behind the last dot of a file's name, in small letters; empty if nothing does."""
    return os.path.splitext(path or "")[1].removeprefix(".").lower()


def word_of(words: Iterable[str]) -> Callable[[str], str]:
    """Return what reads an option that takes one of these words, whatever its case.

    Raises:
        UnknownWord: what is read is none of them.
    """
    return lambda text: word_among(text, words)


def day_option(name: str, told: str) -> Any:
    """Return an option that takes a date.

    Args:
        name: its name on the command line.
        told: its help.
    """
    return typer.Option(name, metavar="DATE", parser=str, callback=date_given, help=told)


def day_argument(told: str) -> Any:
    """Return an argument that is a date, with its help."""
    return typer.Argument(metavar="DATE", parser=str, callback=date_given, help=told, show_default=False)


def word_option(name: str, metavar: str, words: Iterable[str], told: str) -> Any:
    """Return an option that takes one of a few words and completes them.

    Args:
        name: its name on the command line.
        metavar: what its help calls the word.
        words: the words.
        told: its help.
    """
    return typer.Option(
        name, metavar=metavar, parser=word_of(words), autocompletion=starting(words), help=told
    )
