"""The signs of charts, and the legend that tells what they stand for."""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text

# What a status or capacity is drawn as: a letter, and a colour behind it that leaves black legible.
LETTERS = {
    "member": ("M", "black on bright_green"),
    "observer": ("O", "black on bright_yellow"),
    "dialogue-partner": ("D", "black on bright_cyan"),
    "partner": ("P", "black on bright_magenta"),
    "guest": ("G", "black on bright_white"),
    "agency": ("A", "black on bright_blue"),
    "host": ("H", "black on bright_red"),
    "unknown": ("?", "black on bright_white"),
    "none": ("-", ""),
}


def legend_of(entries: Iterable[tuple[str, str, str]], width: int) -> Text:
    """Return signs with what they stand for, as many on a line as have room."""
    legend = Text(overflow="fold")
    used = 0
    for sign, meaning, colour in entries:
        needed = cell_len(f"{sign} {meaning}")
        apart = "   " if used and used + 3 + needed <= width else "\n" if used else ""
        used = used + 3 + needed if apart == "   " else needed
        legend.append(apart)
        legend.append(sign, style=colour)
        legend.append(f" {meaning.replace('-', ' ')}")
    return legend
