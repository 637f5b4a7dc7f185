"""Handing a whole store on, in forms that other programs read: one table of targets, one way out."""

from collections.abc import Callable, Container
from importlib import import_module
from typing import Any, Literal, cast

from msgspec import Struct

from unsco_cli.errors import UnscoError, UsageError, did_you_mean, legible, quoted
from unsco_cli.export.exported import Exported, Text, Written
from unsco_cli.files import make_file, make_folder, refuse_folder, refuse_target, write_file
from unsco_cli.schema import COLLECTIONS
from unsco_cli.world import World

# The place of standard output.
PIPE = "-"


class Target(Struct, frozen=True):
    """A form in which a store is handed on.

    Args:
        name: the word for it on the command line.
        told: what it is, in a line of the help.
        writer: ``module:function`` in this package, loaded only when it is used. Of a text the function
            returns the ``Text`` of an ``Exported``. Else it takes an ``Exported`` and a path, writes a file
            there that is not there yet, or fills the empty folder there, and returns what was ``Written``;
            it raises OSError or CannotWrite.
        kind: whether it is a text, a file that only programs read, or a folder.
        ending: how the name of such a file usually ends; of a folder nothing.
        holds: of a folder, ``module:function`` that returns the names of all files that it may hold: a folder
            with anything else in it is never replaced.
        extra: what has to be installed of this program for it, besides what every command needs.
    """

    name: str
    told: str
    writer: str
    kind: Literal["text", "file", "folder"] = "text"
    ending: str = ""
    holds: str = ""
    extra: str = ""

    @property
    def write(self) -> Callable[..., Any]:
        """The function that writes it.

        Raises:
            NeedsExtra: a library that it needs is not installed.
        """
        return self._loaded(self.writer)

    @property
    def names(self) -> Container[str]:
        """The files that a folder of this target may hold, by their paths in it, and folders with a slash.

        Raises:
            NeedsExtra: as for ``write``.
        """
        return cast(Container[str], self._loaded(self.holds)())

    def _loaded(self, place: str) -> Callable[..., Any]:
        module, _, function = place.partition(":")
        try:
            return cast(Callable[..., Any], getattr(import_module(f"{__name__}.{module}"), function))
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            raise NeedsExtra(self) from error


TARGETS = {
    target.name: target
    for target in (
        Target("json", "the whole store, as a store file", "store_file:text", ending=".json"),
        Target(
            "datapackage",
            "tables in a folder of CSV files, with a Data Package descriptor",
            "datapackage:write",
            kind="folder",
            holds="datapackage:file_names",
        ),
        Target(
            "sqlite",
            "tables in a SQLite database, with full-text search",
            "sqlite:write",
            kind="file",
            ending=".db",
        ),
        Target(
            "parquet",
            "tables as Parquet files in a folder, for DuckDB, Spark and pandas",
            "parquet:write",
            kind="folder",
            holds="parquet:Names",
            extra="parquet",
        ),
        Target("ics", "events, for calendar programs", "calendar_text:text", ending=".ics", extra="ics"),
        Target("jsonld", "events as linked data, by schema.org", "linked:text", ending=".jsonld"),
        Target("bib", "sources and documents, in BibTeX", "references:bibtex", ending=".bib"),
        Target("csl-json", "sources and documents, in CSL-JSON", "references:csl_json", ending=".json"),
    )
}


class UnknownTarget(UsageError):
    """A store was to be handed on in a form that does not exist."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"no target is called {quoted(found)}{did_you_mean(found.lower(), TARGETS)} "
            f"(targets: {', '.join(TARGETS)})"
        )


class NeedsExtra(UnscoError):
    """A target needs a library that is not installed."""

    def __init__(self, target: Target) -> None:
        super().__init__(
            f"{target.name} needs a library that is not installed; pip install 'unsco[{target.extra}]'"
        )


class NoPipe(UsageError):
    """What is no text was to be written to standard output."""

    def __init__(self, target: Target) -> None:
        what = "a folder" if target.kind == "folder" else "a file"
        super().__init__(f"{target.name} is {what} and can't go to standard output; name {what}")


def target_named(name: str) -> Target:
    """Return the target with this name.

    Raises:
        UnknownTarget: there is none.
    """
    if name.lower() not in TARGETS:
        raise UnknownTarget(name)
    return TARGETS[name.lower()]


def export(
    target: Target, opened: Callable[[], Exported], path: str, world: World, *, replace: bool
) -> tuple[str, ...]:
    """Write a store in the form of a target, whole or not at all, and return what to say of that.

    Args:
        target: the target.
        opened: opens the store, once it is known that it can be written.
        path: where it is to be; ``-`` is standard output.
        world: where standard output is.
        replace: whether what is there may be replaced.

    Raises:
        NoPipe: it is standard output, and the target no text.
        NeedsExtra: what writes it is not installed.
        CannotWrite: what is there may not, or can't, be replaced, or the disk is full, or the like.
        StoreUnusable: the store, or a record, can't be read.
    """
    _refuse_place(target, path, replace=replace)
    exported = opened()
    if target.kind == "text":
        text = cast(Text, target.write(exported))
        if path == PIPE:
            world.write(text.contents)
            return text.written.notes
        # As standard output has it: half a surrogate pair may come in with a record.
        write_file(path, text.contents.encode(errors="backslashreplace"), replace=replace)
        return (*text.written.notes, _line(path, text.written))
    return _made(target, exported, path, replace=replace)


def _refuse_place(target: Target, path: str, *, replace: bool) -> None:
    """Refuse a path at which a target can't be written, as far as that is seen before it is."""
    if path == PIPE:
        if target.kind != "text":
            raise NoPipe(target)
    elif target.kind == "folder":
        refuse_folder(path, replace=replace, names=target.names)
    else:
        refuse_target(path, replace=replace)
    # Loads it: what is not installed is told before anything is read.
    _ = target.write


def _made(target: Target, exported: Exported, path: str, *, replace: bool) -> tuple[str, ...]:
    said: list[Written] = []
    writer = cast(Callable[[Exported, str], Written], target.write)

    def write(place: str) -> None:
        said.append(writer(exported, place))

    if target.kind == "folder":
        make_folder(path, write, replace=replace, names=target.names)
    else:
        make_file(path, write, replace=replace)
    return (*said[0].notes, _line(path, said[0]))


def _line(path: str, written: Written) -> str:
    """Return the sentence that says what was written."""
    counted = [f"{count} {name if count != 1 else _singular(name)}" for name, count in written.counts.items()]
    *most, last = counted
    before = f"{', '.join(most)} and " if most else ""
    return f"wrote {legible(path)}: {before}{last}"


def _singular(name: str) -> str:
    collection = COLLECTIONS.get(name)
    return collection.singular if collection is not None else name.removesuffix("s")
