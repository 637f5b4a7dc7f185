"""What was done to a store, and the store as it was before each of its last changes.

Beside a store stands a folder with two files a change: what was done, and the store as it was before. The
first is written before the store is replaced, and says by their digests from which store to which it leads.
So it can be told of a change whether it took place, whenever a writer was killed: the last one did if the
store is the one it leads to.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

import msgspec
from msgspec import Struct

from unsco_cli.errors import UnscoError, legible
from unsco_cli.files import settle, write_new
from unsco_cli.schema.changes import ClashPlace
from unsco_cli.store.digests import digest
from unsco_cli.store.storage import StoreUnusable

FOLDER = ".history"
# So many stores are kept, as long as there is room for them: bytes besides the last two.
KEPT = 20
ROOM = 256 * 1024 * 1024
_ALWAYS_KEPT = 2
# What was done is told for longer than it can be undone.
_TOLD = 200
_ENTRY = re.compile(r"(\d{6,12})\.json")


class Entry(Struct, frozen=True, kw_only=True):
    """One change of a store.

    Args:
        number: its number, counted from 1.
        when: the time, as ISO 8601 in UTC.
        command: what was told to change it.
        records: what changed: ``added``, ``changed`` or ``removed``, the collection and the id.
        before: the digest of the store it began with; None where it made the store.
        after: the digest of the store it led to.
        base: the digest of the shipped store that the records were last merged with, if they were.
        clashes: what was left as it was in that, and in merges before it, because both sides had changed it.
    """

    number: int
    when: str
    command: str
    records: tuple[tuple[str, str, str], ...] = ()
    before: str | None = None
    after: str
    base: str | None = None
    clashes: tuple[ClashPlace, ...] = ()


class CannotReadHistory(StoreUnusable):
    """What was done to a store is on record, and can't be read."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"{legible(path)} can't be read: {error.strerror}; the store stays as it is")


class CannotUndo(UnscoError):
    """The store before the last change is not to be had."""


class History:
    """The changes of a store, and what it was before them.

    Args:
        store: the store's own path, not a link's.
    """

    def __init__(self, store: str) -> None:
        self.store = store
        self.folder = store + FOLDER
        self.lock = os.path.join(self.folder, "lock")
        # Where a store is written before it takes the place of the old one.
        self.next = os.path.join(self.folder, "next")

    def belong_to(self, owner: os.stat_result) -> None:
        """Give the folder and the lock to the owner of the store, whom root would else shut out.

        Args:
            owner: what the system knows of the store.
        """
        for path in (self.folder, self.lock):
            with suppress(OSError, AttributeError):
                os.chown(path, owner.st_uid, owner.st_gid)

    def entries(self) -> list[Entry]:
        """Return the changes on record, also one that a killed writer did not come to; oldest first.

        Raises:
            CannotReadHistory: they can't be read; as if there were none the next would take their numbers.
        """
        try:
            return list(self._entries())
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise CannotReadHistory(self.folder, error) from error

    def _entries(self) -> Iterator[Entry]:
        for name in sorted(filter(_ENTRY.fullmatch, os.listdir(self.folder))):
            # The folder is a user's, who may have put anything there; and an undo may take one back just now.
            with suppress(FileNotFoundError, IsADirectoryError, msgspec.DecodeError, UnicodeDecodeError):
                with open(os.path.join(self.folder, name), "rb") as file:
                    entry = msgspec.json.decode(file.read(), type=Entry)
                if entry.number == int(name.partition(".")[0]):
                    yield entry

    def made(self, found: str) -> list[Entry]:
        """Return the changes that were made, given the digest of the store that is there.

        Raises:
            CannotReadHistory: they can't be read.
        """
        entries = self.entries()
        return entries[:-1] if entries and _is_unmade(entries[-1], found) else entries

    def forget_unmade(self, found: str) -> None:
        """Take back what a killed writer has written down, which with another store would pass for a change.

        Args:
            found: the digest of the store that is there.

        Raises:
            OSError: it can't be taken back.
        """
        for entry in self.entries()[-1:]:
            if _is_unmade(entry, found):
                os.unlink(self._entry(entry))
                self.forget(entry)
                settle(self.folder)

    def record(self, entry: Entry, base: bytes | None) -> None:
        """Write down a change that is about to be made, and keep the store as it is before it.

        Args:
            entry: the change.
            base: the shipped store that its records were merged with, if that is not kept already.

        Raises:
            OSError: it can't be written.
        """
        if base is not None and entry.base is not None:
            self._write(self._shipped(entry.base), base)
        if entry.before is not None:
            keep(self.store, self._generation(entry))
        self._write(self._entry(entry), msgspec.json.encode(entry) + b"\n")
        settle(self.folder)

    def forget(self, entry: Entry) -> None:
        """Take back what was written down of a change that is not made, or is undone."""
        for path in (self._entry(entry), self._generation(entry)):
            with suppress(OSError):
                os.unlink(path)

    def keeps(self, entry: Entry) -> bool:
        """Tell whether the store as it was before a change is kept."""
        return os.path.isfile(self._generation(entry))

    def generation(self, entry: Entry) -> bytes:
        """Return the store as it was before a change.

        Raises:
            CannotUndo: it is not kept any longer, or is not what it was.
            CannotReadHistory: it can't be read.
        """
        try:
            with open(self._generation(entry), "rb") as file:
                contents = file.read()
        except FileNotFoundError:
            raise CannotUndo(
                f"the store before the change of {entry.when} ({entry.command}) is not kept any longer; "
                f"the last {KEPT} are, in {legible(self.folder)}"
            ) from None
        except OSError as error:
            raise CannotReadHistory(self._generation(entry), error) from error
        if digest(contents) != entry.before:
            raise CannotUndo(f"{self._generation(entry)} was changed since; the store stays as it is")
        return contents

    def last(self, found: str) -> Entry | None:
        """Return the last change that was made, given the digest of the store that is there; or None.

        Raises:
            CannotReadHistory: it can't be read.
        """
        made = self.made(found)
        return made[-1] if made else None

    def base(self, entry: Entry | None) -> bytes | None:
        """Return the shipped store that a store was last merged with; None where that is not on record.

        Args:
            entry: the last change of the store.

        Raises:
            CannotReadHistory: it can't be read.
        """
        if entry is None or entry.base is None:
            return None
        try:
            with open(self._shipped(entry.base), "rb") as file:
                contents = file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            # As if there were none, all that differs would count as changed on both sides.
            raise CannotReadHistory(self._shipped(entry.base), error) from error
        return contents if digest(contents) == entry.base else None

    def prune(self, entries: Sequence[Entry]) -> None:
        """Remove what is older than is promised; what can't be removed stays.

        Args:
            entries: the changes that were made, oldest first.
        """
        room = ROOM
        gone: list[tuple[int, Entry]] = []
        for age, entry in enumerate(reversed(entries)):
            size = 0
            with suppress(OSError):
                size = os.stat(self._generation(entry)).st_size
            room -= size if age >= _ALWAYS_KEPT else 0
            if age >= _TOLD or (size and (age >= KEPT or room < 0)):
                gone.append((age, entry))
        # The oldest first: wherever this is stopped, there is no gap in what is left.
        for age, entry in reversed(gone):
            with suppress(OSError):
                os.unlink(self._generation(entry))
            if age >= _TOLD:
                self.forget(entry)
        named = {os.path.basename(self._shipped(entry.base)) for entry in entries if entry.base}
        with suppress(OSError):
            for name in os.listdir(self.folder):
                if name.startswith("shipped-") and name not in named:
                    os.unlink(os.path.join(self.folder, name))

    def _write(self, path: str, contents: bytes) -> None:
        with suppress(FileNotFoundError):
            os.unlink(path)
        write_new(path, contents)

    def _entry(self, entry: Entry) -> str:
        return os.path.join(self.folder, f"{entry.number:06}.json")

    def _generation(self, entry: Entry) -> str:
        return os.path.join(self.folder, f"{entry.number:06}.store")

    def _shipped(self, base: str) -> str:
        return os.path.join(self.folder, f"shipped-{base[:16]}.store")


def _is_unmade(entry: Entry, found: str) -> bool:
    """Tell whether the last change on record was not come to: the store is still the one before it."""
    return entry.after != found and entry.before == found


def keep(path: str, kept: str) -> None:
    """Keep a file under a second name, whatever takes its place under the first.

    Raises:
        OSError: it can't be done.
    """
    with suppress(FileNotFoundError):
        os.unlink(kept)
    try:
        # The file is not copied: it is only ever replaced, never written to.
        os.link(path, kept)
    except OSError:
        # A file system without links.
        with open(path, "rb") as file:
            write_new(kept, file.read(), os.fstat(file.fileno()))
