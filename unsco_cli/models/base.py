"""What all records share: being frozen, being read and written, citing sources."""

from functools import cache
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from unsco_cli.dates import PartialDate

# How many of something there are, or which one of them it is; a number that no reader trips over.
Count = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
Confidence = Literal["high", "medium", "low"]


class Base(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What records and their parts have in common: frozen, keyword-only, absent when empty."""

    @property
    def order(self) -> int | str:
        """What a part is ordered by among others of its kind."""
        return str(getattr(self, "label", "")).casefold()

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of the fields, as they are in the store."""
        return cls.__struct_encode_fields__

    @classmethod
    def attribute_names(cls) -> tuple[str, ...]:
        """Return the names of the fields, as they are in the program."""
        return cls.__struct_fields__

    def value_of(self, name: str) -> Any:
        """Return a field by the name it has in the store, or a property."""
        return getattr(self, _attributes(type(self)).get(name, name))


class Record(Base, frozen=True, kw_only=True):
    """Anything with an id of its own, unique over all collections."""

    id: str

    @property
    def label(self) -> str:
        """What a person calls the record."""
        return self.id


class Citation(Base, frozen=True, kw_only=True):
    """One source of a record or part, and which of its facts rest on it.

    Args:
        id: the source.
        supports: what rests on it, in words.
        fields: the fields that rest on it; all of them where none is named.
        dated: the date of what is told of, as this source gives it.
    """

    id: str
    supports: str | None = None
    fields: tuple[str, ...] = ()
    dated: PartialDate | None = None

    @property
    def label(self) -> str:
        """The source's id, with what it supports."""
        return f"{self.id} ({self.supported})" if self.supported else self.id

    @property
    def supported(self) -> str:
        """What rests on the source, in words; empty where all does."""
        return self.supports or ", ".join(self.fields)

    def covers(self, name: str) -> bool:
        """Tell whether a field rests on the source."""
        return not self.fields or name in self.fields


class Conflict(Base, frozen=True, kw_only=True):
    """What sources say differently, what was settled on, and why."""

    field: str | None = None
    note: str

    @property
    def label(self) -> str:
        """The note, after the field where it concerns one."""
        return f"{self.field}: {self.note}" if self.field else self.note


class Acceptance(Base, frozen=True, kw_only=True):
    """A problem that a check reports and that is right as it stands, with the reason.

    Args:
        check: the check's name.
        path: where the problem stands; all that stands below it is accepted too.
        note: why it is right.
    """

    check: str
    path: str
    note: str

    @property
    def label(self) -> str:
        """The check with the place and the reason."""
        return f"{self.check} at {self.path}: {self.note}"


Model = TypeVar("Model", bound=Base)


def decode(text: msgspec.Raw | bytes, model: type[Model]) -> Model:
    """Return the record or part that a JSON text stands for.

    Raises:
        msgspec.ValidationError: the JSON has another shape than the model.
        msgspec.DecodeError: the text is not JSON.
    """
    return msgspec.json.decode(text, type=model, dec_hook=_decode_date)


def convert(value: Any, kind: Any) -> Any:
    """Return what a value that JSON knows stands for.

    Raises:
        msgspec.ValidationError: it is no such thing.
    """
    return msgspec.convert(value, kind, dec_hook=_decode_date)


Kind = TypeVar("Kind")


def typed(value: Any, kind: type[Kind]) -> Kind | None:
    """Return a plain value as what it stands for, or None where it stands for no such thing."""
    try:
        converted: Kind = convert(value, kind)
    except (msgspec.ValidationError, RecursionError):
        return None
    return converted


def builtins(value: Any) -> Any:
    """Return a record, part or cell as the values JSON knows: dates as text, empty fields left out."""
    return msgspec.to_builtins(value, enc_hook=str)


def plain(value: Base) -> dict[str, Any]:
    """Return a record or part as its JSON is read: objects, lists, texts, numbers and truth values."""
    fields: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(value, enc_hook=str))
    return fields


def span(since: PartialDate | None, until: PartialDate | None) -> str:
    """Return a half-open period in words: ``since 2018``, ``2017-06-09 to 2023-07-04``."""
    if until is None:
        return f"since {since}" if since else "undated"
    return f"{since} to {until}" if since else f"until {until}"


def days(start: PartialDate, end: PartialDate | None) -> str:
    """Return the day, or the first and the last day, of something that took place."""
    return f"{start} to {end}" if end and end != start else str(start)


@cache
def _attributes(kind: type[Base]) -> dict[str, str]:
    """The attribute of each field: they differ where a field's name is a word of Python."""
    return dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))


def _decode_date(_kind: type[Any], value: Any) -> PartialDate:
    # A ValueError is what msgspec turns into a ValidationError that says where the value stands.
    if not isinstance(value, str):
        raise ValueError(f"not a date: {value!r}")  # noqa: TRY004
    return PartialDate(value)
