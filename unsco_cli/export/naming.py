"""What records are called in a form that other programs show."""

from collections.abc import Iterable

from unsco_cli.dates import PartialDate
from unsco_cli.query.names import by_id
from unsco_cli.schema import Called, Library


def name_of(
    library: Library, identifier: str, collections: Iterable[str], day: PartialDate | None = None
) -> str:
    """Return what a record is called.

    Args:
        library: the records.
        identifier: the record's id, which is the name where the store does not have it.
        collections: where it may be.
        day: the day whose names are asked for; the current ones if None.
    """
    record = by_id(library, identifier, collections)
    return identifier if record is None else Called(record=record, day=day).label
