"""Print how well drafts agree with what was expected."""

import sys

from tests.extraction.measuring import (
    FLOORS,
    Score,
    agencies_of_the_store,
    capacities,
    cases,
    compared,
    measures,
)


def main(arguments: list[str]) -> int:
    """Print a line for each measure, and return 1 where a floor is not held."""
    told = "-v" in arguments
    made = list(cases([one for one in arguments if one != "-v"]))
    figures: dict[str, float] = {}
    print(f"{len(made)} texts\n\n{'':18} precision  recall   right  extra  missing")
    for name, pairs in measures(agencies_of_the_store()).items():
        results = [(case, *compared(case, pairs)) for case in made]
        score = Score(*(sum(len(one[place]) for one in results) for place in (1, 2, 3)))
        figures[f"{name} precision"], figures[f"{name} recall"] = score.precision, score.recall
        print(
            f"{name:18} {score.precision:9.3f} {score.recall:7.3f} {score.right:7} {score.extra:6} {score.missing:8}"
        )
        if told:
            for case, _, extra, missing in results:
                for sign, several in (("+", extra), ("-", missing)):
                    print(
                        *(
                            f"    {sign} {case.name}: {' '.join(map(str, one))}\n"
                            for one in sorted(several, key=str)
                        ),
                        sep="",
                        end="",
                    )
    right = sum(len(capacities(case)[0]) for case in made)
    wrong = sum(len(capacities(case)[1]) for case in made)
    figures["capacity"] = right / (right + wrong)
    print(f"{'capacity':18} {figures['capacity']:9.3f} {'':7} {right:7} {wrong:6}")
    if told:
        for case in made:
            print(
                *(f"    + {case.name}: {' '.join(one)}\n" for one in sorted(capacities(case)[1])),
                sep="",
                end="",
            )
    broken = [
        f"{name} is {figures[name]:.3f}, under {floor}"
        for name, floor in FLOORS.items()
        if figures[name] < floor
    ]
    print("", *broken, sep="\n")
    return 1 if broken else 0


sys.exit(main(sys.argv[1:]))
