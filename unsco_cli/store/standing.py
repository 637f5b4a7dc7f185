"""A store as it stands, for whoever is going to change it or compare it."""

from collections.abc import Sequence
from functools import cached_property

from unsco_cli.errors import legible
from unsco_cli.schema.changes import Change, Tables
from unsco_cli.schema.collections import ABOUT
from unsco_cli.schema.layout import Layout, Pieces, layout_of
from unsco_cli.schema.store_text import store_text
from unsco_cli.store.commit import Snapshot
from unsco_cli.store.digests import Digest
from unsco_cli.store.reader import Store
from unsco_cli.store.storage import StoreInvalid
from unsco_cli.validate import Contents, contents_of, contents_of_records


class Standing:
    """A store as it stands: read once, and decoded as far as is asked for.

    Args:
        old: the store as it was read.

    Raises:
        StoreUnusable: that is no store, or one for a newer program.
    """

    def __init__(self, old: Snapshot) -> None:
        self.old = old
        # Refused as it would be by a command that reads: no store, or one for a newer program.
        self.raw = Store(old.path, old.contents).raw

        self._digest = Digest([old.contents])

    @property
    def digest(self) -> str:
        """What tells its contents from all others."""
        return self._digest.hexadecimal

    @cached_property
    def layout(self) -> Layout | None:
        """Where every record stands, if the text is as this program writes it."""
        return layout_of(self.old.contents, self.raw)

    @cached_property
    def contents(self) -> Contents:
        """The records with all that is odd about them; not decoded yet where no key can stand twice."""
        if self.layout is not None:
            return contents_of_records(self.raw, self.layout.extents)
        return _contents(self.old.path, self.old.contents)

    def text_after(self, changes: Sequence[Change]) -> Pieces:
        """Return the text of the store after some changes.

        Args:
            changes: records in their canonical form.
        """
        pieces = self.layout.changed(changes) if self.layout is not None else None
        return [store_text(self.raw, changes)] if pieces is None else pieces

    def refuse_unreadable(self) -> None:
        """Refuse a store of which not every record can be read: one that is there would pass for a new one.

        Raises:
            StoreInvalid: there is one that can't.
        """
        if self.contents.faults and not self.contents.tables:
            raise StoreInvalid(
                f"{legible(self.old.path)} can't be changed: {self.contents.faults[0]}; correct it first"
            )

    @cached_property
    def tables(self) -> Tables:
        """The plain records, and what the store says of itself."""
        return _tables(self.contents)


def tables_of(path: str, contents: bytes) -> Tables:
    """Return the plain records of a store that was read, and what it says of itself.

    Args:
        path: what it is called where it can't be used.
        contents: what it holds.

    Raises:
        StoreUnusable: that is no store, or one for a newer program.
    """
    Store(path, contents)
    return _tables(_contents(path, contents))


def _contents(path: str, contents: bytes) -> Contents:
    found = contents_of(contents)
    lost = [one for one in found.repeated if len(one.path) <= 2]  # noqa: PLR2004
    if lost:
        raise StoreInvalid(
            f"{path}: {'/'.join(lost[0].path)} stands twice, and one of the two would be lost; "
            "join them before the store is changed"
        )
    return found


def _tables(contents: Contents) -> Tables:
    return {**contents.tables, ABOUT: contents.about}
