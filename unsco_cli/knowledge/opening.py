"""Opening a store for scripts and notebooks."""

import os

from unsco_cli.knowledge.asking import KnowledgeBase
from unsco_cli.store import SHIPPED, Store, file_bytes, locate


def open_store(path: str | os.PathLike[str] | None = None) -> KnowledgeBase:
    """Open a store for reading.

    The file is read once, here; who changes it later changes no answer. Nothing is written, and of the
    environment only what says where the store is gets looked at, and only without a path.

    Args:
        path: a store's file. None is the one that ``unsco`` asks: that of ``UNSCO_STORE``, or else your own
            that ``unsco init`` has made (in the folder of the XDG Base Directory Specification), or else the
            one that came with the package.

    Returns:
        The store, to be asked; several threads may do so at once.

    Raises:
        StoreUnusable: the file is missing, can't be read, or is no store.

    Examples:
        >>> kb = open_store()
        >>> [row["id"] for row in kb.list("observers", as_of="2018-11-27")]
        ['mng', 'irn', 'afg', 'blr']
    """
    location = locate(None if path is None else os.fspath(path), os.environ)
    contents = file_bytes(location.path)
    shipped = location.reason == SHIPPED
    store = Store(location.path, contents)
    return KnowledgeBase(store, contents, "the shipped store" if shipped else location.path)
