"""Some fields of undecoded records, without the rest."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET, structs

FieldsReader = Callable[[msgspec.Raw], Mapping[str, Any]]


_TEXT = rb'"%s"\s*:\s*"([^"\\]*)"'
_ID = rb'(?:"id"\s*:\s*"[^"\\]*"\s*,\s*)?'


@cache
def beginning(*names: str) -> Callable[[msgspec.Raw], re.Match[bytes] | None]:
    """Return what finds some fields where a record begins with them, perhaps after its id.

    Names mostly stand there, and to read no further takes a fraction of what decoding does.

    Args:
        names: the fields, by their names in the store.

    Returns:
        A function of a record, a JSON object. It gives no match unless each field holds a text in which
        nothing is escaped; the texts are the groups.
    """
    fields = [_TEXT % re.escape(msgspec.json.encode(name)[1:-1]) for name in names]
    before = b"" if "id" in names else _ID
    return re.compile(rb"\{\s*" + before + rb"\s*,\s*".join(fields)).match


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
    begins = beginning(*names)
    decode = msgspec.json.Decoder(msgspec.defstruct("Fields", attributes, gc=False)).decode

    def read(raw: msgspec.Raw) -> Mapping[str, Any]:
        begun = begins(raw)
        if begun is not None:
            return dict(zip(names, map(bytes.decode, begun.groups()), strict=True))
        held = zip(names, structs.astuple(decode(raw)), strict=True)
        return {name: value for name, value in held if value is not UNSET}

    return read
