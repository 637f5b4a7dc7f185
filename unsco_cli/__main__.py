"""The program's way in: ``unsco`` and ``python -m unsco_cli``."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from unsco_cli import __version__
from unsco_cli.commands import SUMMARIES
from unsco_cli.errors import ExitCode

# The variable by which a shell asks what completes a word.
_ASKED = "_UNSCO_COMPLETE"


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
    if sys.argv[1:] == ["--version"] and _written(f"unsco {__version__}\n"):
        return ExitCode.DONE
    if _ASKED in os.environ and (completed := _completed()) is not None:
        return completed
    try:
        from unsco_cli.main import run  # noqa: PLC0415
        from unsco_cli.world import this_process  # noqa: PLC0415

        return run(sys.argv[1:], this_process())
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def _written(text: str) -> bool:
    """Write a text to standard output, and tell whether that could be done."""
    with suppress(OSError, AttributeError):
        os.write(sys.stdout.fileno(), text.encode())
        return True
    return False


def _completed() -> int | None:
    """Answer a shell that asks what completes a word; None where that is not what is asked."""
    from unsco_cli.shells import Offer, reply, request  # noqa: PLC0415

    asked = request(os.environ)
    if asked is None:
        return None
    if asked.words or asked.begun.startswith("-"):
        # What the line stands for is asked of the program as if by itself.
        del os.environ[_ASKED]
        from unsco_cli.completion import complete  # noqa: PLC0415
        from unsco_cli.world import this_process  # noqa: PLC0415

        text, status = complete(asked, this_process())
    else:
        offered = [Offer(name, told) for name, told in SUMMARIES.items() if name.startswith(asked.begun)]
        text, status = reply(asked, offered)
    if text:
        _written(f"{text}\n")
    return status


if __name__ == "__main__":
    main()
