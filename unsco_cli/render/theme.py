"""The colours of pictures and pages, in a light theme and a dark one."""

from msgspec import Struct


class Theme(Struct, frozen=True):
    """Colours for people who read dark letters on light paper, or the other way round.

    Args:
        paper: of the paper.
        ink: of letters.
        faint: of letters that matter less.
        letters: of letters in one of the terminal's colours, by its number.
    """

    paper: str
    ink: str
    faint: str
    letters: dict[int, str]


# How a page that stands alone begins, before its body.
PAGE_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{styles}
</style>
</head>
"""
LIGHT = Theme(
    paper="#ffffff",
    ink="#1f2328",
    faint="#57606a",
    letters={1: "#a40e26", 2: "#116329", 3: "#7d4e00", 4: "#0550ae", 6: "#026375"},
)
DARK = Theme(
    paper="#0d1117",
    ink="#e6edf3",
    faint="#b1bac4",
    letters={1: "#ff9d96", 2: "#7ee787", 3: "#e3b341", 4: "#79c0ff", 6: "#56d4dd"},
)
# Behind letters, the same in both themes: black is legible on all of them.
BLACK = "#1e2227"
BEHIND = {
    9: "#ffaba3",
    10: "#7ed385",
    11: "#f2cc60",
    12: "#80b0ff",
    13: "#d2a8ff",
    14: "#76d6e3",
    15: "#d0d7de",
}
