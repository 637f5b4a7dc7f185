"""An app of one command that does nothing."""

import typer

app = typer.Typer()


@app.command()
def main() -> None:
    """Do nothing."""
    print("nothing")
