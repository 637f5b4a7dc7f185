"""Which events involve the United Nations, as far as who came and who called them tells."""

from collections.abc import Mapping
from typing import Any

from unsco_cli.schema.places import located

# Where an event names bodies that take part in it.
_NAMING = ("participants.id", "organisers.id", "people.on_behalf_of")


def un_body_in(event: Mapping[str, Any], agencies: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return a UN body that an event names, or None where it names none.

    Args:
        event: the plain record.
        agencies: the plain agencies by their ids.
    """
    named = (value for dotted in _NAMING for _, value in located(event, dotted))
    return next((value for value in named if _of_the_un(agencies.get(str(value), {}))), None)


def _of_the_un(agency: Mapping[str, Any]) -> bool:
    kind = agency.get("kind")
    return isinstance(kind, str) and (kind == "un" or kind.startswith("un-"))
