"""Some fields of undecoded records, without the rest."""

from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET

# The attribute of what is decoded that holds a field, by the field's number among those asked for.
ATTRIBUTE = "field_{}"


@cache
def decoder_of(names: tuple[str, ...]) -> msgspec.json.Decoder[Any]:
    """Return what decodes these fields of a record as attributes; one that is not there is UNSET.

    Args:
        names: the fields, by their names in the store.
    """
    fields = [
        (ATTRIBUTE.format(number), Any, msgspec.field(name=name, default=UNSET))
        for number, name in enumerate(names)
    ]
    return msgspec.json.Decoder(msgspec.defstruct("Fields", fields, gc=False))
