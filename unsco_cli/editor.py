"""A text in the user's own editor."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress

from unsco_cli.errors import UnscoError, UsageError, legible, quoted


class NoEditor(UsageError):
    """There is no editor to open."""


class EditorFailed(UnscoError):
    """The editor could not be started, or says that it failed."""


class EditedText:
    """A JSON text in a file of its own, which an editor can be opened on.

    Args:
        text: the text to begin with.
        environ: the environment, whose VISUAL, or else EDITOR, is the editor.

    Raises:
        NoEditor: there is neither.
    """

    def __init__(self, text: bytes, environ: Mapping[str, str]) -> None:
        self._words = _editor(environ)
        self._environ = environ
        # For the user alone, as the store may be.
        self._folder = tempfile.mkdtemp(prefix="unsco-", dir=environ.get("TMPDIR") or None)
        self.path = os.path.join(self._folder, "record.json")
        with open(self.path, "wb") as file:
            file.write(text)

    def edit(self) -> bytes:
        """Open the editor and return the text once it is closed.

        Raises:
            EditorFailed: it could not be started, or failed.
        """
        name = quoted(legible(self._words[0]))
        try:
            # Words, not a line for a shell: nothing in the file's name is run.
            status = subprocess.run(  # noqa: S603
                [*self._words, self.path], check=False, env=dict(self._environ)
            ).returncode
            with open(self.path, "rb") as file:
                text = file.read()
        except OSError as error:
            self.discard()
            raise EditorFailed(
                f"the editor {name} can't be used: {error.strerror}; nothing was changed"
            ) from error
        if status:
            self.discard()
            raise EditorFailed(f"the editor {name} failed (exit code {status}); nothing was changed")
        return text

    def discard(self) -> None:
        """Remove the file; what an editor has left beside it stays."""
        with suppress(FileNotFoundError):
            os.unlink(self.path)
        with suppress(OSError):
            os.rmdir(self._folder)


def _editor(environ: Mapping[str, str]) -> list[str]:
    asked = environ.get("VISUAL") or environ.get("EDITOR")
    try:
        words = shlex.split(asked or "")
    except ValueError as error:
        raise NoEditor(f"VISUAL or EDITOR is no command: {error}") from None
    if not words:
        raise NoEditor("no editor is known; set VISUAL or EDITOR, or use --set, --add and --unset")
    return words
