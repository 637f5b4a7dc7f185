"""Given records, read from what a user hands in: JSON, JSON Lines, CSV, or the words of a command line.

Nothing is opened or printed here, and nothing given is made safe: the checks refuse what is not right.
"""

from unsco_cli.exchange.intake import KINDS, Kind, given_of_words, intake, intake_of, joined, kind_of
from unsco_cli.exchange.pieces import nothing_beside
from unsco_cli.exchange.references import Known, nobody
from unsco_cli.schema.identifiers import identifier_of

__all__ = [
    "KINDS",
    "Kind",
    "Known",
    "given_of_words",
    "identifier_of",
    "intake",
    "intake_of",
    "joined",
    "kind_of",
    "nobody",
    "nothing_beside",
]
