"""What completes the words of a command line: each option and argument says what it takes.

An option's completion writes what it offers into the ``Completion`` that its context holds: Typer takes only
words that begin as was typed, and a name in another spelling does not.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

from unsco_cli.errors import UnscoError

if TYPE_CHECKING:
    # Only a word that is completed needs it, and so do the functions below load what they need.
    from unsco_cli.shells import Offer

Completes = Callable[[typer.Context], list[str]]


class Completion:
    """A word that is being completed.

    Args:
        begun: what is typed of it.
        store: returns the path of the store whose names are meant.
        columns: returns the columns that the answer to the line has.
    """

    def __init__(self, begun: str, store: Callable[[], str], columns: Callable[[], tuple[str, ...]]) -> None:
        self.begun = begun
        self.store = store
        self.columns = columns
        self.offers: list[Offer] = []


def _completed(offered: Callable[[Completion], "Iterable[Offer]"]) -> Completes:
    """Return what completes an option: nothing where the store, or what else is asked, has no answer."""

    def complete(context: typer.Context) -> list[str]:
        asked = context.obj
        if isinstance(asked, Completion):
            try:
                asked.offers += offered(asked)
            except UnscoError:
                # Nobody has asked anything yet: the command, once it runs, says what is wrong.
                asked.offers.clear()
        return []

    return complete


def starting(words: Iterable[str]) -> Completes:
    """Return what completes an option that takes one of these words."""
    return _completed(lambda asked: _plain(word for word in words if word.startswith(asked.begun.lower())))


def naming(*collections: str) -> Completes:
    """Return what completes the name of a record.

    Args:
        collections: where it is kept; anywhere if none is given.
    """

    def offered(asked: Completion) -> "list[Offer]":
        from functools import partial  # noqa: PLC0415

        from unsco_cli.query.completing import name_offers  # noqa: PLC0415
        from unsco_cli.store.named import named  # noqa: PLC0415

        return name_offers(asked.begun, collections, partial(named, asked.store()))

    return _completed(offered)


def holding(collection: str, field: str) -> Completes:
    """Return what completes one of the texts that a field has in the store.

    Args:
        collection: the collection.
        field: the field of its records.
    """

    def offered(asked: Completion) -> "list[Offer]":
        from unsco_cli.query.completing import text_offers  # noqa: PLC0415
        from unsco_cli.store.named import texts  # noqa: PLC0415

        return text_offers(asked.begun, texts(asked.store(), collection, field))

    return _completed(offered)


def _plain(words: Iterable[str]) -> "list[Offer]":
    from unsco_cli.shells import Offer  # noqa: PLC0415

    return [Offer(word) for word in words]


def _columns(asked: Completion) -> "list[Offer]":
    *before, begun = asked.begun.split(",")
    chosen = "".join(f"{name}," for name in before)
    known = (name for name in asked.columns() if name not in before and name.startswith(begun.lower()))
    return _plain(f"{chosen}{name}" for name in known)


def _order(asked: Completion) -> "list[Offer]":
    down = "-" if asked.begun.startswith("-") else ""
    begun = asked.begun.removeprefix("-").lower()
    return _plain(f"{down}{name}" for name in asked.columns() if name.startswith(begun))


# The columns that an answer has, one after the other, and the one that it is ordered by.
columns_chosen = _completed(_columns)
ordering_column = _completed(_order)
