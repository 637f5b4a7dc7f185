"""How well drafts agree with what was expected of real press releases, and that the laws hold of each."""

from functools import cache

import pytest

from tests.extraction.laws import broken
from tests.extraction.measuring import (
    FLOORS,
    STORE,
    Case,
    Score,
    cases,
    figures,
)
from unsco_cli.store import Store


@cache
def made() -> list[Case]:
    """All texts, each drafted once: that takes some seconds."""
    return list(cases([]))


def test_no_measure_is_under_its_floor() -> None:
    held = figures(made())
    assert {name: held[name] for name, floor in FLOORS.items() if held[name] < floor} == {}


def test_all_laws_hold_of_each_draft() -> None:
    store = Store(str(STORE))
    assert {case.name: found for case in made() if (found := broken(store, case.draft))} == {}


@pytest.mark.parametrize(("right", "extra", "missing", "precision", "recall"), [
    (0, 0, 0, 1.0, 1.0), (3, 1, 0, 0.75, 1.0), (1, 0, 3, 1.0, 0.25), (0, 1, 1, 0.0, 0.0),
])  # fmt: skip
def test_a_score_is_a_share(right: int, extra: int, missing: int, precision: float, recall: float) -> None:
    score = Score(right, extra, missing)
    assert (score.precision, score.recall) == (precision, recall)
