"""The arguments and single options that several commands take."""

from typing import Annotated

import typer

from unsco_cli.dates import PartialDate
from unsco_cli.options.values import day_option, starting
from unsco_cli.schema import VIEWS, View, view_named

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
    typer.Argument(metavar="NAME", help="An id, name, alias, acronym or symbol.", show_default=False),
]
NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME...",
        help="An id, name, alias, acronym or symbol; - reads them from standard input, one a line.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    PartialDate | None,
    day_option("--as-of", "The day that is asked about: 2018-11-27, 2018-11, 2018 or today."),
]


FromOption = Annotated[PartialDate | None, day_option("--from", "Nothing that was over before it.")]
ToOption = Annotated[PartialDate | None, day_option("--to", "Nothing that began after it.")]
CertainOption = Annotated[bool, typer.Option("--certain", help="Leave out what the dates do not settle.")]
