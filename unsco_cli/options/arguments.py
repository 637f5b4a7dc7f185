"""The arguments and single options that several commands take."""

from typing import Annotated, Any

import typer

from unsco_cli.dates import PartialDate
from unsco_cli.options.completing import naming, starting
from unsco_cli.options.values import day_option
from unsco_cli.query.question import TOOK_PART
from unsco_cli.schema import PARTIES, VIEWS, View, view_named

_WHAT = typer.Argument(
    metavar="WHAT",
    parser=view_named,
    autocompletion=starting(VIEWS),
    help=f"One of {', '.join(VIEWS)}.",
    show_default=False,
)
WhatArgument = Annotated[View, _WHAT]
AnyWhatArgument = Annotated[View | None, _WHAT]
NameArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        autocompletion=naming(),
        help="An id, name, alias, acronym or symbol.",
        show_default=False,
    ),
]


def _names_argument(*collections: str) -> Any:
    """Return an argument that takes names of records in some collections, or in any if none is given."""
    return typer.Argument(
        metavar="NAME...",
        autocompletion=naming(*collections),
        help="An id, name, alias, acronym or symbol; - reads them from standard input, one a line.",
        show_default=False,
    )


NamesArgument = Annotated[list[str] | None, _names_argument()]
DelegationsArgument = Annotated[list[str] | None, _names_argument("delegations")]
PartiesArgument = Annotated[list[str] | None, _names_argument(*PARTIES)]
ParticipantsArgument = Annotated[list[str] | None, _names_argument(*TOOK_PART)]
AsOfOption = Annotated[
    PartialDate | None,
    day_option("--as-of", "The day that is asked about: 2018-11-27, 2018-11, 2018 or today."),
]


FromOption = Annotated[PartialDate | None, day_option("--from", "Nothing that was over before it.")]
ToOption = Annotated[PartialDate | None, day_option("--to", "Nothing that began after it.")]
CertainOption = Annotated[bool, typer.Option("--certain", help="Leave out what the dates do not settle.")]
