"""Run a command and print its seconds, its peak memory in bytes and its exit code.

Run by ``running`` as a process of its own without site packages: a child begins with the peak memory of the
process it comes from, so that this one has to be small. Nothing is imported that is not needed.
"""

import os
import sys
import time


def main(words: list[str]) -> None:
    """Start the command with nothing to read and nobody to read it, and wait."""
    null = os.open(os.devnull, os.O_RDWR)
    instead = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)]
    start = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=instead)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    # Linux counts kibibytes, macOS bytes.
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(seconds, peak, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(sys.argv[1:])
