"""Why a text can't be read."""

from unsco_cli.errors import UnscoError

SAVE_ITS_TEXT = "save its text, and give that"


class Unreadable(UnscoError):
    """What was given holds no text, or none that can be read."""


class NeedsExtra(UnscoError):
    """What was given can be read only with libraries that are not installed.

    Args:
        called: what the text is called.
        reason: why they are needed.
    """

    def __init__(self, called: str, reason: str) -> None:
        super().__init__(f"{called} {reason}; to read it: pip install 'unsco[draft]'")
