"""The program's way in: ``unsco`` and ``python -m unsco_cli``."""

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import NoReturn

from unsco_cli import __version__
from unsco_cli.commands import COMMANDS
from unsco_cli.errors import ExitCode


def main() -> NoReturn:
    """Run the command line of this process and end it with the exit code."""
    # A run is short and leaves few cycles behind; looking for them costs a twentieth of it.
    gc.disable()
    # Everything is written and flushed by then. Python would now take apart every module that was loaded,
    # which costs a fifth of a run and, after a closed pipe, would complain about it.
    os._exit(_status())


def _status() -> int:
    # What is asked often and needs no store is answered before anything is loaded. Where that can't be
    # written, as to a closed pipe, the whole program knows what to say.
    at_once = f"unsco {__version__}" if sys.argv[1:] == ["--version"] else _completed(os.environ)
    if at_once is not None:
        with suppress(OSError, AttributeError):
            os.write(sys.stdout.fileno(), f"{at_once}\n".encode())
            return ExitCode.DONE
    try:
        from unsco_cli.main import run  # noqa: PLC0415
        from unsco_cli.world import this_process  # noqa: PLC0415

        return run(sys.argv[1:], this_process())
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def _completed(environ: Mapping[str, str]) -> str | None:
    """Return the commands that complete the first word in bash; None for what Typer completes.

    The variables are those that Typer's script for bash sets, and the answer is Typer's own.
    """
    if environ.get("_UNSCO_COMPLETE") != "complete_bash" or environ.get("COMP_CWORD") != "1":
        return None
    begun = environ.get("COMP_WORDS", "").partition(" ")[2]
    if begun and not begun.isalpha():
        return None
    return "\n".join(command for command in COMMANDS if command.startswith(begun))


if __name__ == "__main__":
    main()
