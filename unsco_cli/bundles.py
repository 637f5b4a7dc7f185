"""Options that belong together, declared once for all commands that take them.

A command takes a bundle by annotating a parameter with its class; ``with_options`` spreads the
bundle out for Typer and puts it together again for the command.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct


class Bundle(Struct, frozen=True):
    """Options that belong together; each field is an option."""


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Spread the bundles of a command's signature out into options, for Typer to read."""
    # Taken as they stand, for no module here writes its annotations as text: to evaluate them would take
    # longer than to build the option.
    hints = inspect.get_annotations(command)
    bundles = {name: kind for name, kind in hints.items() if _is_bundle(kind)}

    def run(**values: Any) -> None:
        for name, kind in bundles.items():
            values[name] = kind(**{field: values.pop(field) for field in kind.__struct_fields__})
        command(**values)

    parameters = list(_parameters(command, hints))
    run.__doc__ = command.__doc__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _is_bundle(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Bundle)


def _parameters(command: Callable[..., None], hints: dict[str, Any]) -> Iterator[inspect.Parameter]:
    for name, parameter in inspect.signature(command).parameters.items():
        kind = hints[name]
        if not _is_bundle(kind):
            yield _keyword(name, kind, parameter.default)
            continue
        fields = _annotations(kind)
        for field, default in zip(kind.__struct_fields__, kind.__struct_defaults__, strict=True):
            yield _keyword(field, fields[field], default)


def _annotations(kind: type[Bundle]) -> dict[str, Any]:
    """Return the annotations of a bundle's fields, also of those that it has from others."""
    return {
        name: hint for one in reversed(kind.__mro__) for name, hint in inspect.get_annotations(one).items()
    }


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
