"""The records of the knowledge base, and what one record knows of itself.

Every record and every part of one is frozen. A field with no known value is absent from the store;
here it is None or empty. A reference is the id of a record, and the schema says of which collection.
"""

from unsco_cli.models.base import (
    Acceptance,
    Base,
    Citation,
    Confidence,
    Conflict,
    Record,
    builtins,
    convert,
    decode,
)
from unsco_cli.models.events import (
    Appearance,
    Attendance,
    Capacity,
    Event,
    EventKind,
    Group,
    Organiser,
    Part,
    Participant,
)
from unsco_cli.models.evidence import (
    FORMAT,
    About,
    Document,
    DocumentKind,
    Source,
    Topic,
    Vote,
)
from unsco_cli.models.parties import (
    Agency,
    AgencyKind,
    Chairmanship,
    DatedName,
    Delegation,
    Party,
    Person,
    Post,
    Status,
    StatusPeriod,
    Summit,
)

__all__ = [
    "FORMAT",
    "About",
    "Acceptance",
    "Agency",
    "AgencyKind",
    "Appearance",
    "Attendance",
    "Base",
    "Capacity",
    "Chairmanship",
    "Citation",
    "Confidence",
    "Conflict",
    "DatedName",
    "Delegation",
    "Document",
    "DocumentKind",
    "Event",
    "EventKind",
    "Group",
    "Organiser",
    "Part",
    "Participant",
    "Party",
    "Person",
    "Post",
    "Record",
    "Source",
    "Status",
    "StatusPeriod",
    "Summit",
    "Topic",
    "Vote",
    "builtins",
    "convert",
    "decode",
]
