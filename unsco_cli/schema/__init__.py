"""What exists: collections, views, references, and the shape of an answer.

What a record claims, and on what evidence, is in ``schema.evidence``, for those who ask about that.
"""

from unsco_cli.schema.collections import (
    CAPACITY_PLURALS,
    CITED,
    COLLECTIONS,
    PARTIES,
    Collection,
    Reference,
)
from unsco_cli.schema.library import Library
from unsco_cli.schema.naming import NAMINGS, Called, Named, fold, names_of
from unsco_cli.schema.paths import parts_at, values_at
from unsco_cli.schema.results import (
    Cell,
    Referral,
    ResultSet,
    Row,
    Section,
    Sheet,
    UnknownColumn,
    fields_of,
    records_of,
    select,
    text,
)
from unsco_cli.schema.views import (
    COMPUTED,
    DATED,
    PERIOD,
    STATUS_HISTORY,
    VIEWS,
    View,
    view_named,
)

__all__ = [
    "CAPACITY_PLURALS",
    "CITED",
    "COLLECTIONS",
    "COMPUTED",
    "DATED",
    "NAMINGS",
    "PARTIES",
    "PERIOD",
    "STATUS_HISTORY",
    "VIEWS",
    "Called",
    "Cell",
    "Collection",
    "Library",
    "Named",
    "Reference",
    "Referral",
    "ResultSet",
    "Row",
    "Section",
    "Sheet",
    "UnknownColumn",
    "View",
    "fields_of",
    "fold",
    "names_of",
    "parts_at",
    "records_of",
    "select",
    "text",
    "values_at",
    "view_named",
]
