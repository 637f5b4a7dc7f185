"""What the build adds to the wheel: the manual, and the scripts that teach shells to complete."""

import os
import shutil
import subprocess
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Shared(BuildHookInterface[Any]):
    """Has the program that is being built tell what belongs below ``share``."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        """Write the files to a folder, from where they go into the wheel."""
        self.folder = tempfile.mkdtemp(prefix="unsco-share-")
        # In a process of its own, which sees this tree and leaves nothing in it.
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "unsco_cli.manual", self.folder],
            cwd=self.root,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            check=True,
        )
        build_data["shared_data"][self.folder] = "share"

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
