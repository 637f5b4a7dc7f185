"""A store as a store file: in the form that every change gives it, whoever wrote it."""

from collections.abc import Iterator

from unsco_cli.export.exported import Exported, Text, everything
from unsco_cli.models import plain
from unsco_cli.schema import COLLECTIONS
from unsco_cli.schema.changes import Change
from unsco_cli.schema.collections import ABOUT
from unsco_cli.schema.store_text import store_text


def text(exported: Exported) -> Text:
    """Return a store with its fields in order and nothing empty; collections that are not ours stay."""
    return Text(store_text(exported.raw, tuple(_records(exported))).decode(), everything(exported))


def _records(exported: Exported) -> Iterator[Change]:
    if exported.about is not None:
        yield Change(ABOUT, "unsco", None, plain(exported.about))
    for name, collection in COLLECTIONS.items():
        for record in exported.library.find(collection.model):
            yield Change(name, record.id, None, plain(record))
