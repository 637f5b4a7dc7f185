"""What a shell is answered: words that it may put on the line, and what they are.

A store may come from anyone, and bash and zsh read again what they are answered. So a word is offered only
where it is the same to every shell with quotes and without, and what is told of it has no sign that acts.
"""

from collections.abc import Callable, Sequence

from unsco_cli.shells.requests import LONGEST_SPELT, Offer, Request

# Besides letters and digits: no shell makes anything of these within a word.
_PLAIN = frozenset("-_./,=")
# What a shell could read in what is told, and what stands for it there.
_ACTING = str.maketrans({"'": "’", "`": "’", '"': "”", "\\": "/", "$": "＄", "\u200c": "", "\u200d": ""})
_LONGEST_TOLD = 72


def reply(asked: Request, offers: Sequence[Offer] | None) -> tuple[str, int]:
    """Return what is written for a shell, and the exit code.

    Args:
        asked: what it asked.
        offers: what may stand there; None where that is the name of a file.
    """
    safe = [_told(offer) for offer in offers or () if _is_plain(offer.value)]
    if asked.only_whether:
        return "", int(offers is None)
    # The names of files fish completes where it is told to, and the others where they are answered nothing.
    files = offers is None and asked.shell == "fish"
    return _ANSWERS[asked.shell](asked, None if offers is None else safe), int(files)


def _is_plain(value: str) -> bool:
    return value != "" and all(sign.isalnum() or sign in _PLAIN for sign in value)


def _told(offer: Offer) -> Offer:
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in offer.told).split())
    cut = line if len(line) <= _LONGEST_TOLD else f"{line[: _LONGEST_TOLD - 1].rstrip()}…"
    return Offer(offer.value, cut.translate(_ACTING), offer.spelt if _is_plain(offer.spelt) else "")


def _words(asked: Request, offers: Sequence[Offer]) -> list[str]:
    """Return the word for each offer: one that begins as was typed, where there is a short one."""
    return [
        offer.value
        if _begins(asked, offer) or len(offer.spelt) > LONGEST_SPELT
        else offer.spelt or offer.value
        for offer in offers
    ]


def _begins(asked: Request, offer: Offer) -> bool:
    return offer.value.startswith(asked.begun.lower())


def _bash(asked: Request, offers: Sequence[Offer] | None) -> str:
    """Return a line each; of several, bash puts on the line what they all begin with, however short."""
    if not offers:
        return ""
    words = [offers[0].value] if len(offers) == 1 else _words(asked, offers)
    if len(words) > 1 and any(
        word == offer.value and not _begins(asked, offer) for word, offer in zip(words, offers, strict=True)
    ):
        # They have nothing in common with what was typed, and with a space neither: it stays.
        words.append(" ")
    return "\n".join(word.removeprefix(asked.kept) for word in words)


def _zsh(asked: Request, offers: Sequence[Offer] | None) -> str:
    """Return a line of code, for that is what is run: arrays of words between single quotes."""
    if offers is None:
        return "_files"
    if not offers:
        return ":"
    beginning = any(_begins(asked, offer) for offer in offers)
    words = _words(asked, offers) if beginning else [offer.value for offer in offers]
    pairs = zip(words, (offer.told for offer in offers), strict=True)
    listed = " ".join(f"'{word}:{told}'" if told else f"'{word}'" for word, told in pairs)
    code = f"local -a unsco_offers; unsco_offers=({listed}); "
    if all(word.startswith(asked.begun) for word in words):
        return f"{code}_describe -V unsco unsco_offers"
    # They stand in place of what was typed, one after the other.
    menu = "" if beginning or len(words) == 1 else "compstate[insert]=menu; "
    return f"{code}{menu}_describe -V unsco unsco_offers -U"


def _fish(asked: Request, offers: Sequence[Offer] | None) -> str:
    """Return a line each, with what it is after a tab. Fish takes only what holds what was typed."""
    begun = asked.begun.lower()
    lines = []
    for value, told, spelt in offers or ():
        taken = value if begun in value.lower() else spelt or value
        lines.append(f"{taken}\t{told}" if told else taken)
    return "\n".join(lines)


def _powershell(_asked: Request, offers: Sequence[Offer] | None) -> str:
    """Return a line each, with what it is after three colons; what is told may not be empty."""
    lines = [(value, told.replace("::", ":").rstrip(":")) for value, told, _ in offers or ()]
    return "\n".join(f"{value}:::{told or value}" for value, told in lines)


_ANSWERS: dict[str, Callable[[Request, Sequence[Offer] | None], str]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
}
