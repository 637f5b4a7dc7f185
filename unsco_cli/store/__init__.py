"""Where the records are kept: a TinyDB file, opened, read and decoded here and nowhere else."""

from unsco_cli.store.location import SHIPPED, Location, locate, shipped_path
from unsco_cli.store.reader import Store
from unsco_cli.store.storage import (
    GivenUnreadable,
    StoreInvalid,
    StoreUnusable,
    beside_bytes,
    file_bytes,
    given_bytes,
)

__all__ = [
    "SHIPPED",
    "GivenUnreadable",
    "Location",
    "Store",
    "StoreInvalid",
    "StoreUnusable",
    "beside_bytes",
    "file_bytes",
    "given_bytes",
    "locate",
    "shipped_path",
]
