"""An app of one command that prints one table."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main() -> None:
    """Print a table."""
    table = Table(title="Nothing")
    for name in ("id", "name", "since", "until", "now"):
        table.add_column(name)
    for _ in range(6):
        table.add_row("mng", "Mongolia", "2004-06-17", "2025-09-01", "partner")
    Console(width=80).print(table)
