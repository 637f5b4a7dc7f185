"""The program's way in: ``unsco`` and ``python -m unsco_cli``."""

import gc
import os
import sys
from typing import NoReturn

from unsco_cli import __version__


def main() -> NoReturn:
    """Run the command line of this process and end it with the exit code."""
    # A run is short and leaves few cycles behind; looking for them costs a twentieth of it.
    gc.disable()
    if sys.argv[1:] == ["--version"]:
        # Answered before anything is loaded: scripts ask for it often.
        sys.stdout.write(f"unsco {__version__}\n")
        sys.exit(0)
    # Loaded only now, for the reason above.
    from unsco_cli.errors import ExitCode  # noqa: PLC0415
    from unsco_cli.main import run  # noqa: PLC0415
    from unsco_cli.world import this_process  # noqa: PLC0415

    try:
        status = run(sys.argv[1:], this_process())
    except KeyboardInterrupt:
        status = ExitCode.INTERRUPTED
    # Everything is written and flushed. Python would now take apart every module that was loaded,
    # which costs a fifth of a run and, after a closed pipe, would complain about it.
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
