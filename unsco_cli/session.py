"""One run of the program, and how a command comes by it."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from unsco_cli import __version__
from unsco_cli.models import About
from unsco_cli.schema import ResultSet
from unsco_cli.store import (
    SHIPPED,
    Location,
    Store,
    StoreUnusable,
    beside_bytes,
    file_bytes,
    given_bytes,
    locate,
    shipped_path,
)
from unsco_cli.world import World

if TYPE_CHECKING:
    # Most commands only read.
    from unsco_cli.schema.changes import Comparison
    from unsco_cli.store.transaction import Revise, Transaction


class ShippedStore(StoreUnusable):
    """The shipped store was to be changed, which the next upgrade would undo."""

    def __init__(self) -> None:
        super().__init__(
            "the shipped store stays as it is; 'unsco init' makes one of your own, and --store names another"
        )


class Session:
    """One run of the program: the world it runs in, and the store it asks.

    Args:
        world: streams, environment, clock.
        store_option: the path given with ``--store``, if any.
    """

    def __init__(self, world: World, store_option: str | None = None) -> None:
        self.world = world
        self.location: Location = locate(store_option, world.environ)
        self._about: About | None = None

    def open_store(self) -> Store:
        """Open the store.

        Raises:
            StoreUnusable: it is missing, unreadable or no store.
        """
        store = Store(self.location.path)
        self._about = store.about
        return store

    def open_shipped(self) -> Store:
        """Open the shipped store, whichever is in use.

        Raises:
            StoreUnusable: it can't be read.
        """
        return Store(shipped_path())

    def given(self, path: str) -> tuple[str, bytes]:
        """Return what a user gives, with what it is called.

        Args:
            path: the file; ``-`` is standard input.

        Raises:
            GivenUnreadable: there is no such file, or it can't be read.
        """
        if path == "-":
            return "standard input", self.world.document()
        return path, given_bytes(path)

    def beside(self, called: str) -> Callable[[str], bytes]:
        """Return what reads a file beside one that was given, by its relative path.

        Args:
            called: what the one that was given is called.
        """
        return lambda name: beside_bytes(os.path.dirname(called) or os.curdir, name)

    def transaction(self, command: str, wait: float, step: Callable[[str], None]) -> "Transaction":
        """Return what changes the store.

        Args:
            command: what is told to change it, for the history.
            wait: seconds to wait for another writer.
            step: is told what is being done.

        Raises:
            ShippedStore: there is none but the shipped one.
        """
        # Loaded here because most commands only read.
        from unsco_cli.store.transaction import Transaction  # noqa: PLC0415

        self.refuse_shipped()
        return Transaction(self.location.path, command, self.world.now, wait, step)

    def refuse_shipped(self) -> None:
        """Refuse to change the store in use where that is the shipped one.

        Raises:
            ShippedStore: it is.
        """
        if self.location.reason == SHIPPED:
            raise ShippedStore

    def make_own(self, path: str | None, wait: float) -> str:
        """Make a store from the shipped one, ask it from now on, and return what to say of it.

        Args, Raises: as for ``store.own.make_own``.
        """
        # Loaded here because most commands only read.
        from unsco_cli.store.own import make_own  # noqa: PLC0415

        self.location, told = make_own(path, self.location, self.world.environ, self.world.now, wait)
        return told

    def compared(self) -> "Comparison | None":
        """Return how the store in use stands to the shipped one; None where it is the shipped one.

        Raises:
            StoreUnusable: one of them can't be read.
        """
        if self.location.reason == SHIPPED:
            return None
        # Loaded here because most commands do not compare.
        from unsco_cli.store.own import compared  # noqa: PLC0415

        return compared(self.location.path)

    def update(self, *, theirs: bool) -> "tuple[Revise, bytes]":
        """Return what brings the newly shipped records into the store in use, and the shipped store.

        Args:
            theirs: whether the shipped value counts where both have changed one.

        Raises:
            StoreUnusable: a store can't be read.
        """
        # Loaded here because most commands only read.
        from unsco_cli.store.own import update  # noqa: PLC0415

        return update(self.location.path, theirs=theirs)

    def history(self) -> ResultSet:
        """Return the changes of the store in use.

        Raises:
            StoreUnusable: it can't be read.
        """
        # Loaded here because most commands do not tell of changes.
        from unsco_cli.store.told import history  # noqa: PLC0415

        return history(self.location.path)

    @property
    def imprint(self) -> str:
        """The program, and of the store that was opened the title, day and licence, where it gives them."""
        said = self._about
        parts = (said.title, f"as of {said.date}", said.licence) if said else ()
        return " · ".join((*parts, f"drawn by unsco {__version__}"))

    def document(self, path: str | None) -> tuple[str, bytes]:
        """Return what a file holds, whatever that is, with what the file is called.

        Args:
            path: the file; ``-`` is standard input, None the store in use.

        Raises:
            StoreUnusable: there is no such file, or it can't be read.
        """
        if path == "-":
            return "standard input", self.world.document()
        if path is not None:
            return path, file_bytes(path, "name another file, or none to check the store in use", pipe=True)
        shipped = self.location.reason == SHIPPED
        return "the shipped store" if shipped else self.location.path, file_bytes(self.location.path)


def session_of(context: typer.Context) -> Session:
    """Return the run that a command belongs to."""
    session = context.obj
    assert isinstance(session, Session)
    return session
