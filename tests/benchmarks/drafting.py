"""How drafting grows with its text, 10 kB to 10 MB: ``python -m tests.benchmarks.drafting [WORD...]``.

Each text is drafted by a process of its own, with the store that is shipped. What is printed is the seconds
of the processor and the most memory that the process took, whole, and for each step the growth: how many
times as much time beyond that for 10 kB it takes as the text a tenth as long. Of linear time that is 10 to
11. A growth of more than 16, a run of more than 120 seconds by the clock and one that fails are named at the
end, and the exit code is 1.

With words, only the kinds of texts are tried whose names have one of them.
"""

import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
SIZES = {"10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
MOST_GROWTH = 16
MOST_SECONDS = 120
# Runs this short are repeated and the fastest counts; less than so much between two of them may be chance.
SHORT, TIMES, CHANCE = 2, 3, 0.02

STATES = (
    *(
        "Russia",
        "China",
        "Kazakhstan",
        "Uzbekistan",
        "Tajikistan",
        "the Kyrgyz Republic",
        "Pakistan",
        "India",
    ),
    *("Iran", "Belarus", "Mongolia", "Afghanistan", "Türkiye", "Sri Lanka", "Cambodia", "Nepal", "Egypt"),
)
MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")
POSTS = (
    "Secretary-General",
    "Minister for Foreign Affairs",
    "Deputy Prime Minister",
    "Permanent Representative",
)

RELEASE = """\
Cooperation between the United Nations and the Shanghai Cooperation Organization discussed in {city}

{city}, {day} {month} {year} – The {post} of {first}, Mr. {person} {family}, and the {post} of {second} \
({short}), Ms. {other} {family}, took part in the {ordinal}th meeting of the Council of Heads of State, \
held on {day}–{next} {month} {year} under the chairmanship of {first}. It was attended by {first}, {second} \
and {third} [as members], and, as observers, by {fourth}; the representative of the United Nations Office on \
Drugs and Crime (UNODC) was “warmly welcomed”, as was Dr. {other} {person} (since {month} {year}).

“Security, trade and the climate are what we share,” said Mr. {family}. The participants adopted a joint \
statement on countering terrorism, recalled General Assembly resolution {year}/{day}, and agreed that the \
next meeting would be held in {third} in {month} of the year after. Among those present were:

- {person} {family}, {post} of {fourth};
- {other} {family}, {post}, {second};
- the Executive Director of UNODC.

"""
RUSSIAN = (
    "Генеральный секретарь ШОС принял участие в заседании Совета глав государств, которое прошло {day} июня "
    "{year} года в городе Ташкенте. В нём участвовали Россия, Китай, Казахстан и Узбекистан (члены), а также "
    "представитель ООН. «Мы едины», – сказал министр {post} республики. \n\n"
)
SYLLABLES = ("ba", "ke", "lo", "mu", "ri", "ta", "vo", "shi", "zan", "dor")


class Kind(NamedTuple):
    """A kind of text: what it is called, its pieces by their numbers, and how its files end."""

    name: str
    piece: Callable[[int], str]
    ending: str = "txt"


class Run(NamedTuple):
    """What came of one run: the processor's seconds, megabytes, and why it failed, if it did."""

    seconds: float
    megabytes: float
    failure: str | None


def unknown(number: int) -> str:
    """Return a capitalised word that is in no store, another for each number."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number * 7919 % 10**9:03}").capitalize()


def release(number: int) -> str:
    """Return a press release, another for each number."""
    states = [STATES[(number * step + step) % len(STATES)] for step in (1, 3, 5, 7)]
    places = ("first", "second", "third", "fourth")
    day = number % 27 + 1
    return RELEASE.format(
        **dict(zip(places, states, strict=True)),
        city=("Tashkent", "Beijing", "New York", "Dushanbe", "Samarkand")[number % 5],
        day=day,
        next=day + 1,
        month=MONTHS[number % len(MONTHS)],
        year=2001 + number % 25,
        post=POSTS[number % len(POSTS)],
        short=states[1][:3].upper(),
        ordinal=number % 15 + 4,
        person=unknown(number * 3),
        other=unknown(number * 3 + 1),
        family=unknown(number * 3 + 2),
    )


def listed(number: int) -> str:
    """Return a line of a list of participants."""
    post, state = POSTS[number % len(POSTS)], STATES[number % len(STATES)]
    return f"- Mr. {unknown(2 * number)} {unknown(2 * number + 1)}, {post} of {state}\n"


def nested(number: int) -> str:
    """Return elements nested as deep as they are read, and a sentence in the innermost."""
    opened = "<div class=a><ul><li><blockquote><b><i>" * 40
    begin = "<!DOCTYPE html><html><body>" if number == 0 else ""
    return f"{begin}{opened}{listed(number)}{'</i></b></blockquote></li></ul></div>' * 40}\n"


KINDS = (
    Kind("a release again and again", lambda _: release(7)),
    Kind("releases, each another", release),
    Kind("a list of participants", listed),
    Kind(
        "one line without an end", lambda number: f"the ministers of {STATES[number % 9]} spoke of trade and "
    ),
    Kind("names of states, commas", lambda number: f"{STATES[number % 17]}, {STATES[number % 16]}, and "),
    Kind("capitalised unknown words", lambda number: f"{unknown(number)} "),
    Kind(
        "quotation marks, brackets",
        lambda number: ("“ ", "(", "” ", "[", '"', ") ", "« ", "‘", "]")[number % 9],
    ),
    Kind("opening brackets", lambda _: "(“["),
    Kind(
        "digits and dashes", lambda number: f"{number % 31}–{number % 2018}-{number % 12}{'— '[number % 2]}"
    ),
    Kind("of the of the", lambda _: "of the "),
    Kind("one word", lambda number: SYLLABLES[number % 10]),
    Kind("Russian", lambda number: RUSSIAN.format(day=number % 30 + 1, year=2018, post=unknown(number))),
    Kind("nested HTML", nested, "html"),
)


def write(kind: Kind, size: int, folder: Path) -> Path:
    """Write a text of a kind, so many bytes long or up to three less."""
    # Piece by piece, for a process is said to take at least as much memory as the one that began it.
    path = folder / f"text.{kind.ending}"
    with path.open("wb") as file:
        for piece in _up_to(size, kind.piece):
            file.write(piece)
    return path


def _up_to(size: int, piece: Callable[[int], str]) -> Iterator[bytes]:
    left = size
    for number in count():
        encoded = piece(number).encode()
        if len(encoded) >= left:
            yield encoded[:left].decode(errors="ignore").encode()
            return
        yield encoded
        left -= len(encoded)


def drafted(path: Path) -> Run:
    """Draft a text, several times if that is short, and return the fastest run."""
    runs = [_drafted(path)]
    while len(runs) < TIMES and runs[0].seconds < SHORT and not runs[-1].failure:
        runs.append(_drafted(path))
    return runs[-1] if runs[-1].failure else min(runs)


def _drafted(path: Path) -> Run:
    words = [sys.executable, "-m", "unsco_cli", "draft", path.name, "--format", "json"]
    environ = {"PATH": os.environ["PATH"], "HOME": str(path.parent), "PYTHONPATH": str(ROOT)}
    with (path.parent / "errors").open("w+b") as errors:
        process = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=errors, env=environ, cwd=path.parent
        )
        limit = threading.Timer(MOST_SECONDS, process.kill)
        limit.start()
        # Not communicate(), for only this tells what the process took.
        _, status, usage = os.wait4(process.pid, 0)
        in_time = limit.is_alive()
        limit.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        told = errors.read().decode(errors="replace").strip().splitlines()
    failure = None
    if not in_time:
        failure = f"more than {MOST_SECONDS} seconds"
    elif process.returncode:
        failure = f"exit code {process.returncode}: {told[-1] if told else 'nothing said'}"
    # In kilobytes, but on macOS in bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, failure)


def grown(least: Run, before: Run, run: Run) -> float:
    """Return how many times as much time beyond that for the least text a run takes as the one before."""
    return (run.seconds - least.seconds) / max(before.seconds - least.seconds, CHANCE)


def report(kind: Kind, folder: Path) -> Iterator[str]:
    """Print a line for each size of a kind of text; yield what is wrong. No more is tried after a failure."""
    runs: list[Run] = []
    for size, length in SIZES.items():
        run = drafted(write(kind, length, folder))
        runs.append(run)
        line = f"{kind.name:26} {size:>7} {run.seconds:8.2f} {run.megabytes:7.0f}"
        if run.failure:
            print(f"{line}  {run.failure}", flush=True)
            yield f"{kind.name}, {size}: {run.failure}"
            return
        if len(runs) > 2:
            growth = grown(runs[0], *runs[-2:])
            line += f" {growth:7.1f}"
            if growth > MOST_GROWTH:
                yield f"{kind.name}, {size}: {growth:.1f} times the time of a tenth of it"
        print(line, flush=True)


def main() -> int:
    """Measure, report, and tell by the exit code whether all was linear."""
    words = [word.lower() for word in sys.argv[1:]]
    kinds = [kind for kind in KINDS if not words or any(word in kind.name.lower() for word in words)]
    print(f"Python {platform.python_version()}, {platform.platform()}")
    print(f"{'text':26} {'size':>7} {'seconds':>8} {'MB':>7} {'growth':>7}  (10 to 11 is linear)")
    with tempfile.TemporaryDirectory() as name:
        problems = [problem for kind in kinds for problem in report(kind, Path(name))]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
