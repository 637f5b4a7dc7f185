"""What the systems have that the tests run on, and what a process starts with there."""

import os
import shutil
import struct
import subprocess
from collections.abc import Mapping, Sequence

import pytest

WINDOWS = os.name == "nt"

# Whose tests need what Windows lacks.
posix = pytest.mark.skipif(WINDOWS, reason="Windows has no links, permissions, pipes and devices as here")
signals = pytest.mark.skipif(WINDOWS, reason="on Windows no process gets a signal from another")
full_device = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full, as on macOS")
not_as_root = pytest.mark.skipif(WINDOWS or os.geteuid() == 0, reason="root may read and write everywhere")


def bare(**environ: str) -> dict[str, str]:
    """Return an environment in which nothing is set but what a process can't start without."""
    needed = ("PATH", "SYSTEMROOT") if WINDOWS else ("PATH",)
    return {**{name: os.environ[name] for name in needed if name in os.environ}, **environ}


def bash() -> str:
    """Return the path of bash; the test that asks is skipped where there is none."""
    found = None if WINDOWS else shutil.which("bash")
    if found is None:
        pytest.skip("there is no bash")
    return found


def on_terminal(
    words: Sequence[str], width: int, environ: Mapping[str, str], folder: str | None = None
) -> tuple[int, str]:
    """Run a command on a terminal; the test that asks is skipped on Windows, which has no such thing.

    Args:
        words: the command line.
        width: the columns of the terminal.
        environ: the environment.
        folder: where it is run.

    Returns:
        The exit code, and what the terminal shows.
    """
    if WINDOWS:
        pytest.skip("Windows has no pseudo-terminals")
    import fcntl  # noqa: PLC0415
    import pty  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    with subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, cwd=folder
    ) as running:
        os.close(theirs)
        pieces = list(iter(lambda: _read(ours), b""))
        code = running.wait(timeout=60)
    os.close(ours)
    return code, b"".join(pieces).decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        # Linux says so when the other side of a terminal has gone.
        return b""
