"""The program's way in: ``unsco`` and ``python -m unsco_cli``."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from unsco_cli import __version__
from unsco_cli.errors import ExitCode


def main() -> NoReturn:
    """Run the command line of this process and end it with the exit code."""
    # A run is short and leaves few cycles behind; looking for them costs a twentieth of it.
    gc.disable()
    # Everything is written and flushed by then. Python would now take apart every module that was loaded,
    # which costs a fifth of a run and, after a closed pipe, would complain about it.
    os._exit(_status())


def _status() -> int:
    # Scripts ask for the version often: it is answered before anything is loaded. Where that fails,
    # as with a closed pipe, the whole program knows what to say.
    if sys.argv[1:] == ["--version"]:
        with suppress(OSError, AttributeError):
            os.write(sys.stdout.fileno(), f"unsco {__version__}\n".encode())
            return ExitCode.DONE
    try:
        from unsco_cli.main import run  # noqa: PLC0415
        from unsco_cli.world import this_process  # noqa: PLC0415

        return run(sys.argv[1:], this_process())
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


if __name__ == "__main__":
    main()
