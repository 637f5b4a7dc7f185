"""What an answer is drawn on."""

from msgspec import Struct


class Page(Struct, frozen=True):
    """What an answer is drawn on: a terminal, a stream, or a picture.

    Args:
        width: its columns; None where a line may be as long as it likes.
        colour: whether colour is wanted.
        header: whether column names come first.
        imprint: a line on where the answer comes from, for what is passed on by itself.
    """

    width: int | None
    colour: bool
    header: bool
    imprint: str = ""
