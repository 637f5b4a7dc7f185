"""What a shell asks: which line is typed, and which word of it is to be completed.

The variables are those that Typer's scripts set, so that these work as well as our own.
"""

from collections.abc import Mapping
from typing import NamedTuple

ASKED = "_UNSCO_COMPLETE"
# The words of ``complete_bash`` and so on, with the shell that is meant.
SHELLS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "powershell", "pwsh": "powershell"}
# A line that is longer is no line that anybody types; a system takes no longer argument, either.
_LONGEST_LINE = 128 * 1024


# A title is no word to put on a line where there is an id.
LONGEST_SPELT = 32


class Offer(NamedTuple):
    """What may stand in place of a word.

    Args:
        value: the word.
        told: what it is, for shells that show it.
        spelt: the word in letters that begin with what was typed, where the value does not.
    """

    value: str
    told: str = ""
    spelt: str = ""


class Request(NamedTuple):
    """What a shell asks.

    Args:
        shell: one of ``SHELLS``.
        words: the words after the program's name and before the one that is completed.
        begun: as much of that word as is typed, without its quotes.
        only_whether: fish: whether there is anything to offer at all.
    """

    shell: str
    words: tuple[str, ...]
    begun: str
    only_whether: bool = False

    @property
    def kept(self) -> str:
        """What bash keeps of the word itself, for it takes ``--format=`` for a word of its own."""
        return self.begun[: self.begun.rfind("=") + 1] if self.shell == "bash" else ""


def request(environ: Mapping[str, str]) -> Request | None:
    """Return what a shell asks; None where none does, or what it asks can't be told.

    Args:
        environ: the environment.
    """
    asked, _, shell = environ.get(ASKED, "").partition("_")
    if asked != "complete" or shell not in SHELLS:
        return None
    shell = SHELLS[shell]
    line = environ.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", "")
    if len(line) > _LONGEST_LINE:
        return None
    if shell == "bash":
        return _of_bash(line, environ.get("COMP_CWORD", ""))
    words = _split(line, escape="`" if shell == "powershell" else "\\")
    begun = words[-1]
    if shell == "powershell" and not environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE") and begun:
        # Its line ends with the last word, also where a space follows that.
        words, begun = [*words, ""], ""
    whether = environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args"
    return Request(shell, tuple(words[1:-1]), begun if len(words) > 1 else "", shell == "fish" and whether)


def _of_bash(line: str, number: str) -> Request | None:
    """Return what bash asks, which takes a line apart at every equals sign and says which word is meant."""
    words = _split(line, escape="\\")
    if not (number.isascii() and number.isdecimal() and len(number) <= len(str(_LONGEST_LINE))):
        return None
    words = [*words, ""][: int(number) + 1]
    whole: list[str] = []
    for word in words:
        joins = whole and len(whole) > 1 and whole[-1].startswith("--")
        if joins and (word == "=" or whole[-1].endswith("=")):
            whole[-1] += word
        else:
            whole.append(word)
    if len(whole) < 2:  # noqa: PLR2004 - the program's name is the first
        return Request("bash", (), "")
    return Request("bash", tuple(whole[1:-1]), whole[-1])


def _split(line: str, escape: str) -> list[str]:
    """Return the words of a line as a shell takes it apart; the last one may be empty, or not at its end.

    Args:
        line: the line.
        escape: the sign that takes its meaning from the one behind it.
    """
    words, quote, signs = [""], "", iter(line)
    between = True
    for sign in signs:
        if sign == escape and quote != "'":
            words[-1] += next(signs, "")
            between = False
        elif quote:
            if sign == quote:
                quote = ""
            else:
                words[-1] += sign
        elif sign in "'\"":
            quote, between = sign, False
        elif sign in " \t\n":
            if not between:
                words.append("")
            between = True
        else:
            words[-1] += sign
            between = False
    return words
