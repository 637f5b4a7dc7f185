"""One run of the program, and how a command comes by it."""

import typer

from unsco_cli.store import Location, Store, file_bytes, locate
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

    def open_store(self) -> Store:
        """Open the store.

        Raises:
            StoreUnusable: it is missing, unreadable or no store.
        """
        return Store(self.location.path)

    def document(self, path: str | None) -> tuple[str, bytes]:
        """Return what a file holds, whatever that is, with what the file is called.

        Args:
            path: the file; ``-`` is standard input, None the store in use.

        Raises:
            StoreUnusable: there is no such file, or it can't be read.
        """
        if path == "-":
            return "standard input", self.world.document()
        place = self.location.path if path is None else path
        return place, file_bytes(place)


def session_of(context: typer.Context) -> Session:
    """Return the run that a command belongs to."""
    session = context.obj
    assert isinstance(session, Session)
    return session
