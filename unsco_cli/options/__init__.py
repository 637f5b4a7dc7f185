"""Options that commands share: text becomes a value here, and commands get values."""

from unsco_cli.options.arguments import (
    AnyWhatArgument,
    AsOfOption,
    CertainOption,
    NamesArgument,
    WhatArgument,
)
from unsco_cli.options.filters import EventFilters
from unsco_cli.options.output import CitationOutput, ListOutput, RowsOutput, SheetOutput
from unsco_cli.options.values import collection_named, names_given, starting, word_of

__all__ = [
    "AnyWhatArgument",
    "AsOfOption",
    "CertainOption",
    "CitationOutput",
    "EventFilters",
    "ListOutput",
    "NamesArgument",
    "RowsOutput",
    "SheetOutput",
    "WhatArgument",
    "collection_named",
    "names_given",
    "starting",
    "word_of",
]
