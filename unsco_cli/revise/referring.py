"""Which records refer to which."""

from collections.abc import Iterator

from unsco_cli.schema.changes import Tables
from unsco_cli.schema.collections import COLLECTIONS, Reference
from unsco_cli.schema.places import located

# A record: its collection and its id.
Key = tuple[str, str]


def references_in(tables: Tables) -> Iterator[tuple[Key, Reference, str, str]]:
    """Yield each id that stands in a field for ids, with the record, the field and the path it stands at."""
    for name, collection in COLLECTIONS.items():
        for key, fields in tables.get(name, {}).items():
            for reference in collection.references:
                for path, value in located(fields, reference.path):
                    if isinstance(value, str):
                        yield (name, key), reference, path, value
