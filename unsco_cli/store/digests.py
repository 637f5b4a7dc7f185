"""What tells the text of a store from all others."""

from hashlib import sha256
from threading import Thread

from unsco_cli.schema.layout import Pieces


def digest(contents: bytes) -> str:
    """Return what tells the contents of a store from all others: SHA-256, in hexadecimal digits."""
    return sha256(contents).hexdigest()


class Digest:
    """What tells a text from all others, found out while something else is done.

    Args:
        pieces: the text, in pieces.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._hash = sha256()
        self._thread = Thread(target=self._take_in, args=(pieces,))
        self._thread.start()

    def _take_in(self, pieces: Pieces) -> None:
        for piece in pieces:
            # Other threads run meanwhile, as long as a piece is long.
            self._hash.update(piece)

    @property
    def hexadecimal(self) -> str:
        """The digest, as ``digest`` gives it."""
        self._thread.join()
        return self._hash.hexdigest()
