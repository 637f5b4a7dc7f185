"""How shells ask what completes a word, and how they are answered; the standard library only.

Apart from all else, for a command's name is completed before anything is loaded.
"""

from unsco_cli.shells.answers import reply
from unsco_cli.shells.requests import LONGEST_SPELT, SHELLS, Offer, Request, request

__all__ = ["LONGEST_SPELT", "SHELLS", "Offer", "Request", "reply", "request"]
