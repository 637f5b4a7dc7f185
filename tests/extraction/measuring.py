"""Precision and recall of drafts against the records that were expected."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from unsco_cli.draft import Drafter
from unsco_cli.draft.texts.reading import read_text
from unsco_cli.schema.drafts import Draft
from unsco_cli.store import Store

TEXTS = Path(__file__).parent / "texts"
STORE = Path(__file__).parents[2] / "data" / "unsco.json"
Pairs = set[tuple[Any, ...]]
Reader = Callable[[dict[str, Any]], Pairs]
VALUES = ("title", "kind", "series", "ordinal", "venue", "city", "country", "chair", "attendance")
# What was asked of each measure, over all texts.
FLOORS = {
    "participants precision": 0.97,
    "participants recall": 0.95,
    "capacity": 0.95,
    "people precision": 0.90,
    "people recall": 0.90,
    "dates precision": 0.98,
    "dates recall": 0.98,
    "agencies precision": 0.95,
    "agencies recall": 0.95,
}


class Case(NamedTuple):
    """A text, the record that it tells, and the draft that was made of it."""

    name: str
    expected: dict[str, Any]
    draft: Draft


class Score(NamedTuple):
    """What was right, what was there and ought not to be, and what was missing."""

    right: int
    extra: int
    missing: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0


def _value(name: str) -> Reader:
    def pairs(record: dict[str, Any]) -> Pairs:
        held = record.get(name)
        return set() if held is None else {(json.dumps(held, sort_keys=True),)}

    return pairs


def _ids(name: str, *fields: str) -> Reader:
    def pairs(record: dict[str, Any]) -> Pairs:
        held = [{"id": one} if isinstance(one, str) else one for one in record.get(name, ())]
        return {(one["id"], *(one.get(field) for field in fields)) for one in held}

    return pairs


def _dates(record: dict[str, Any]) -> Pairs:
    return {(name, record[name]) for name in ("start", "end") if name in record}


def measures(agencies: set[str]) -> dict[str, Reader]:
    """Return what is compared, by the name it has in the table.

    Args:
        agencies: the ids of the agencies of the store.
    """
    who = _ids("participants")
    return {
        "participants": who,
        "agencies": lambda record: {one for one in who(record) if one[0] in agencies},
        "parts": _ids("participants", "part"),
        "people": _ids("people"),
        "bodies of people": _ids("people", "on_behalf_of"),
        "parts of people": _ids("people", "part"),
        "dates": _dates,
        "organisers": _ids("organisers"),
        **{name: _value(name) for name in VALUES},
        **{name: _ids(name) for name in ("topics", "documents", "related")},
        "known": _value("known"),
    }


def cases(names: list[str], folder: Path = TEXTS) -> Iterator[Case]:
    """Yield the texts with what is expected and what is drafted of them."""
    drafter = Drafter(Store(str(STORE)))
    for path in sorted(folder.glob("*.json")):
        if names and path.stem not in names:
            continue
        text = next(one for one in folder.glob(f"{path.stem}.*") if one.suffix in (".txt", ".html"))
        draft = drafter.draft(read_text(text.read_bytes(), text.name))
        yield Case(path.stem, json.loads(path.read_text()), draft)


def agencies_of_the_store() -> set[str]:
    """Return the ids of the agencies of the store."""
    return set(json.loads(STORE.read_text())["agencies"])


def compared(case: Case, pairs: Reader) -> tuple[Pairs, Pairs, Pairs]:
    """Return what is right, what is too much and what is missing in a draft."""
    known = {"known": case.draft.known} if case.draft.known else {}
    found, wanted = pairs({**case.draft.record, **known}), pairs(case.expected)
    return found & wanted, found - wanted, wanted - found


def capacities(case: Case) -> tuple[Pairs, Pairs]:
    """Return of the participants found rightly those whose capacity is right, and those whose is not."""
    pairs, who = _ids("participants", "capacity"), _ids("participants")
    right, extra, _ = compared(case, pairs)
    known = who(case.expected)
    return right, {one for one in extra if (one[0],) in known}


def scores(made: Sequence[Case]) -> dict[str, Score]:
    """Return the score of each measure over some texts."""
    found = {}
    for name, pairs in measures(agencies_of_the_store()).items():
        results = [compared(case, pairs) for case in made]
        found[name] = Score(*(sum(map(len, column)) for column in zip(*results, strict=True)))
    right, wrong = (sum(len(capacities(case)[place]) for case in made) for place in (0, 1))
    found["capacity"] = Score(right, wrong, 0)
    return found


def figures(made: Sequence[Case]) -> dict[str, float]:
    """Return what the floors are about: precision and recall by measure, and the right capacities."""
    found = scores(made)
    shares = {"capacity": found["capacity"].precision}
    for name, score in found.items():
        shares |= {f"{name} precision": score.precision, f"{name} recall": score.recall}
    return shares
