"""What a store says of itself."""

from unsco_cli.errors import legible
from unsco_cli.models import About
from unsco_cli.schema import COLLECTIONS, Cell, Sheet, text


def store_sheet(version: str, path: str, reason: str, said: About | None, counts: dict[str, int]) -> Sheet:
    """Return which store is in use, with its version, date and counts.

    Args:
        version: the version of the program.
        path: the store's file.
        reason: why it is that one.
        said: what it says of itself, if it does.
        counts: how many records each collection has.
    """
    # A path may hold bytes that are no UTF-8, which no format can write.
    fields: dict[str, Cell] = {"program": f"unsco {version}", "store": legible(path), "chosen_by": reason}
    if said is not None:
        fields |= {name: said.value_of(name) for name in said.field_names()}
    fields |= {name: counts[name] for name in COLLECTIONS}
    facts = tuple((name, text(value)) for name, value in fields.items())
    return Sheet("The knowledge base", fields, facts)
