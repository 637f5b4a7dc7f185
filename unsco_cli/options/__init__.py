"""Options that commands share: text becomes a value here, and commands get values."""

from unsco_cli.options.arguments import (
    AnyWhatArgument,
    AsOfOption,
    CertainOption,
    FromOption,
    NameArgument,
    NamesArgument,
    ToOption,
    WhatArgument,
)
from unsco_cli.options.filters import EventFilters, WhoOptions
from unsco_cli.options.output import (
    ListOutput,
    RecordOutput,
    RowsOutput,
    SheetOutput,
)
from unsco_cli.options.values import (
    count_of,
    day_argument,
    names_given,
    names_or_all,
    starting,
    word_option,
)

__all__ = [
    "AnyWhatArgument",
    "AsOfOption",
    "CertainOption",
    "EventFilters",
    "FromOption",
    "ListOutput",
    "NameArgument",
    "NamesArgument",
    "RecordOutput",
    "RowsOutput",
    "SheetOutput",
    "ToOption",
    "WhatArgument",
    "WhoOptions",
    "count_of",
    "day_argument",
    "names_given",
    "names_or_all",
    "starting",
    "word_option",
]
