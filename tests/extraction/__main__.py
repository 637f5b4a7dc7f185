"""Print how well drafts agree with what was expected."""

import sys
from collections.abc import Sequence

from tests.extraction.measuring import (
    FLOORS,
    Case,
    Pairs,
    Score,
    agencies_of_the_store,
    capacities,
    cases,
    compared,
    figures,
    measures,
)

TOLD = "-v"


def main(arguments: list[str]) -> int:
    """Print a line for each measure, and return 1 where a floor is not held."""
    told = TOLD in arguments
    made = list(cases([one for one in arguments if one != TOLD]))
    print(f"{len(made)} texts\n\n{'':18} precision  recall   right  extra  missing")
    for name, pairs in measures(agencies_of_the_store()).items():
        results = [compared(case, pairs) for case in made]
        score = Score(*(sum(map(len, column)) for column in zip(*results, strict=True)))
        print(f"{name:18} {score.precision:9.3f} {score.recall:7.3f} {numbers(score)}")
        if told:
            for case, (_, extra, missing) in zip(made, results, strict=True):
                tell(case, "+", extra)
                tell(case, "-", missing)
    tell_of_capacities(made, told=told)
    held = figures(made)
    floors = ((name, held[name], floor) for name, floor in FLOORS.items())
    broken = [f"{name} is {figure:.3f}, under {floor}" for name, figure, floor in floors if figure < floor]
    print("", *broken, sep="\n")
    return 1 if broken else 0


def tell_of_capacities(made: Sequence[Case], *, told: bool) -> None:
    """Print how many capacities are right."""
    results = [capacities(case) for case in made]
    score = Score(*(sum(map(len, column)) for column in zip(*results, strict=True)), 0)
    print(f"{'capacity':18} {score.precision:9.3f} {'':7} {score.right:7} {score.extra:6}")
    if told:
        for case, (_, wrong) in zip(made, results, strict=True):
            tell(case, "+", wrong)


def numbers(score: Score) -> str:
    return f"{score.right:7} {score.extra:6} {score.missing:8}"


def tell(case: Case, sign: str, several: Pairs) -> None:
    """Print what was wrong in a text, a line each."""
    for one in sorted(several, key=str):
        print(f"    {sign} {case.name}: {' '.join(map(str, one))}")


sys.exit(main(sys.argv[1:]))
