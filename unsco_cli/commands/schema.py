"""``unsco schema``: the JSON Schema of the store and of what lists print."""

import typer

from unsco_cli.options import AnyWhatArgument
from unsco_cli.query.json_schema import store_schema, view_schema
from unsco_cli.render import write_document
from unsco_cli.session import session_of


def command(context: typer.Context, what: AnyWhatArgument = None) -> None:
    """Print the JSON Schema of the store or of a list.

    \b
    unsco schema
    unsco schema observers

    Fields and columns are a promise: a newer program may add some, and changes or drops none.
    """
    schema = view_schema(what) if what else store_schema()
    write_document(schema, session_of(context).world)
