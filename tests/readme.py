"""The examples of the README: read, run on a terminal of 80 columns, compared, and written anew.

``python -m tests.readme`` writes what the commands print now into the README; read the difference.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

from tests.systems import bash, on_terminal

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
# What a slow machine shows for a while, and takes from the terminal when it is done.
_PROGRESS = re.compile(r"\x1b\[\?25l.*?\x1b\[\?25h(?:\r|\x1b\[\d*[AK])*", re.DOTALL)
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
    with tempfile.TemporaryDirectory() as folder:
        # As programs name it: the folder for what is temporary may be a link.
        home = os.path.realpath(folder)
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
            # Wherever a system would have it.
            "XDG_DATA_HOME": f"{home}/.local/share",
            "TERM": "xterm",
            "NO_COLOR": "1",
            "PAGER": "cat",
            "LANG": "C.UTF-8",
        }
        shown = on_terminal([bash(), "-c", command], 80, environ, home)[1]
        # The files of some formats have line ends of their own.
        return _PROGRESS.sub("", shown).replace(home, "~").replace("\r\n", "\n")


def _commands(block: str) -> list[str]:
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
