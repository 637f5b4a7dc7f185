"""One run of the program, and how a command comes by it."""

import typer

from unsco_cli import __version__
from unsco_cli.models import About
from unsco_cli.store import SHIPPED, Location, Store, file_bytes, locate
from unsco_cli.world import World


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
