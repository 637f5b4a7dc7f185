"""Some fields of undecoded records, without the rest."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET, structs

FieldsReader = Callable[[msgspec.Raw], Mapping[str, Any]]


@cache
def fields_reader(*names: str) -> FieldsReader:
    """Return what reads some fields of a record, those that it has.

    Args:
        names: the fields, by their names in the store.

    Returns:
        A function that raises what msgspec does for a record that can't be decoded.
    """
    # By number, for a field may be called what no attribute can be.
    attributes = [
        (f"field_{number}", Any, msgspec.field(name=name, default=UNSET)) for number, name in enumerate(names)
    ]
    decode = msgspec.json.Decoder(msgspec.defstruct("Fields", attributes, gc=False)).decode

    def read(raw: msgspec.Raw) -> Mapping[str, Any]:
        held = zip(names, structs.astuple(decode(raw)), strict=True)
        return {name: value for name, value in held if value is not UNSET}

    return read
