"""What a store says of itself."""

from unsco_cli.errors import legible
from unsco_cli.models import About
from unsco_cli.schema import COLLECTIONS, Cell, Sheet, text
from unsco_cli.schema.changes import Comparison
from unsco_cli.schema.collections import ABOUT


def store_sheet(
    version: str,
    path: str,
    reason: str,
    said: About | None,
    counts: dict[str, int],
    compared: Comparison | None = None,
) -> Sheet:
    """Return which store is in use, with its version, date and counts.

    Args:
        version: the version of the program.
        path: the store's file.
        reason: why it is that one.
        said: what it says of itself, if it does.
        counts: how many records each collection has.
        compared: how it stands to the shipped one; None where it is that one.
    """
    # A path may hold bytes that are no UTF-8, which no format can write.
    fields: dict[str, Cell] = {"program": f"unsco {version}", "store": legible(path), "chosen_by": reason}
    if said is not None:
        fields |= {name: said.value_of(name) for name in said.field_names()}
    fields |= {name: counts[name] for name in COLLECTIONS}
    if compared is not None:
        acts = [change.act for change in compared.differing.changes if change.collection != ABOUT]
        fields |= {act: acts.count(act) for act in ("added", "changed", "removed")}
        fields["awaiting_update"] = compared.awaited
    facts = tuple((name, text(value)) for name, value in fields.items())
    return Sheet("The knowledge base", fields, facts)
