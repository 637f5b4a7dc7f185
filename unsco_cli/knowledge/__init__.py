"""The knowledge base for scripts and notebooks: a store that is asked, and answers as plain values.

What ``unsco_cli`` names for them comes from here.
"""

from unsco_cli.dates import PartialDate
from unsco_cli.errors import UnscoError, UsageError
from unsco_cli.knowledge.asking import KnowledgeBase
from unsco_cli.knowledge.opening import open_store
from unsco_cli.knowledge.rows import Rows
from unsco_cli.models import Agency, Delegation, Document, Event, Person, Record, Source, Topic
from unsco_cli.query.names import AmbiguousName, UnknownName
from unsco_cli.store import StoreInvalid, StoreUnusable

__all__ = [
    "Agency",
    "AmbiguousName",
    "Delegation",
    "Document",
    "Event",
    "KnowledgeBase",
    "PartialDate",
    "Person",
    "Record",
    "Rows",
    "Source",
    "StoreInvalid",
    "StoreUnusable",
    "Topic",
    "UnknownName",
    "UnscoError",
    "UsageError",
    "open_store",
]
