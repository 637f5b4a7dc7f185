"""What a check finds, and what a check is."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from unsco_cli.validate.contents import Contents


class Problem(Struct, frozen=True):
    """One thing that is wrong with a store.

    Args:
        collection: the collection it is in; empty where it concerns the file.
        id: the record; empty likewise.
        path: the place within the record: fields with dots, parts by their id or number,
            as in ``participants.irn.capacity`` and ``statuses[1].until``.
        message: what is wrong, and what was found.
    """

    collection: str
    id: str
    path: str
    message: str


class Check(Struct, frozen=True):
    """A named check.

    Args:
        name: the word for it on the command line.
        finds: what it looks for, in a sentence.
        reason: why that is a problem, and what to do about it.
        problems: finds every one of them.
    """

    name: str
    finds: str
    reason: str
    problems: Callable[[Contents], Iterator[Problem]]
