"""The examples of the README: read, run on a terminal of 80 columns, compared, and written anew.

``python -m tests.readme`` writes what the commands print now into the README; read the difference.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```\n)", re.DOTALL)


def examples(text: str) -> list[str]:
    """Return the commands of the examples."""
    return [
        line[2:] for block in _BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")
    ]


def renewed(text: str) -> str:
    """Return the README with each command followed by what it prints."""
    return _BLOCK.sub(lambda found: _printed_block(found[0]), text)


def _printed_block(block: str) -> str:
    """Run the commands of a block, which share a home of their own, and return it with what they print."""
    with tempfile.TemporaryDirectory() as home:
        return "\n".join(f"$ {command}\n{_printed(command, home)}" for command in _commands(block))


def _printed(command: str, home: str) -> str:
    """Return what a command prints on a terminal of 80 columns without colour."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "unsco")
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m unsco_cli "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        environ = {
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": home,
            "TERM": "xterm",
            "NO_COLOR": "1",
            "PAGER": "cat",
            "LANG": "C.UTF-8",
        }
        return _on_terminal(["bash", "-c", command], environ, home).replace(home, "~")


def _commands(block: str) -> list[str]:
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def _on_terminal(words: list[str], environ: dict[str, str], folder: str) -> str:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    with subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, cwd=folder
    ) as running:
        os.close(theirs)
        pieces = []
        while piece := _read(ours):
            pieces.append(piece)
        running.wait(timeout=60)
    os.close(ours)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        # Linux says so when the other side of a terminal has gone.
        return b""


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
