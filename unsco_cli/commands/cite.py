"""``unsco cite``: sources and documents as citations."""

import typer

from unsco_cli.bundles import with_options
from unsco_cli.options import NamesArgument, names_given
from unsco_cli.options.own_formats import CitationOutput
from unsco_cli.query.bibliography import bibliography
from unsco_cli.session import session_of


@with_options
def command(context: typer.Context, names: NamesArgument = None, *, output: CitationOutput) -> None:
    """Cite the sources of records; a document is cited itself.

    \b
    unsco cite un-sco-2018
    unsco cite A/RES/71/14 mou-unodc-2011 --style bibtex
    unsco cite iran --style csl-json
    unsco list documents --format ids | unsco cite - --style ris
    unsco cite iran --format csv                 as rows and columns

    The styles bibtex, csl-json and ris load in reference managers and in pandoc.
    """
    session = session_of(context)
    named = names_given(names or (), session.world)
    output.write_rows(bibliography(session.open_store(), named), session)
