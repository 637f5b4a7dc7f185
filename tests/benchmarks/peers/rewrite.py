"""Read a file and write the same bytes in its place, once: ``FILE [--fsync]``.

With ``--fsync`` as safely as a store is written: the new file and its folder are on the disk before it ends.
"""

import os
import sys


def main(path: str, fsync: bool) -> None:
    """Write the file anew beside the old one and put it in its place."""
    with open(path, "rb") as file:
        contents = file.read()
    with open(f"{path}.next", "wb") as file:
        file.write(contents)
        if fsync:
            file.flush()
            os.fsync(file.fileno())
    os.replace(f"{path}.next", path)
    if fsync:
        folder = os.open(os.path.dirname(path), os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


if __name__ == "__main__":
    main(sys.argv[1], "--fsync" in sys.argv[2:])
