"""Options that commands share: text becomes a value here, and commands get values."""

from unsco_cli.options.arguments import (
    AnyWhatArgument,
    AsOfOption,
    CertainOption,
    DelegationsArgument,
    FromOption,
    NameArgument,
    NamesArgument,
    ParticipantsArgument,
    PartiesArgument,
    ToOption,
    WhatArgument,
)
from unsco_cli.options.completing import holding, naming, starting
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
    word_option,
)

__all__ = [
    "AnyWhatArgument",
    "AsOfOption",
    "CertainOption",
    "DelegationsArgument",
    "EventFilters",
    "FromOption",
    "ListOutput",
    "NameArgument",
    "NamesArgument",
    "ParticipantsArgument",
    "PartiesArgument",
    "RecordOutput",
    "RowsOutput",
    "SheetOutput",
    "ToOption",
    "WhatArgument",
    "WhoOptions",
    "count_of",
    "day_argument",
    "holding",
    "names_given",
    "names_or_all",
    "naming",
    "starting",
    "word_option",
]
