"""The README tells the truth: its examples print what it says, and its set-up lines are the ones CI runs."""

import re
import subprocess
import sys

from tests.conftest import ask
from tests.golden import CASES, FOLDER
from tests.readme import README, ROOT, examples, renewed
from unsco_cli.commands import COMMANDS
from unsco_cli.export import TARGETS

TEXT = README.read_text(encoding="utf-8")
SET_UP = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/unsco list observers"
TEST = "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/python -m pytest"


def test_each_example_prints_what_the_readme_says() -> None:
    assert len(examples(TEXT)) >= 12
    assert renewed(TEXT) == TEXT


def test_plain_tinydb_opens_the_store_as_the_readme_says() -> None:
    code = TEXT.partition("```python\n")[2].partition("```")[0]
    said = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(*(event['id'] for event in events))"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
        timeout=60,
    )
    # The file has them in the order of their ids, a list in that of their days.
    assert said.stdout.split() == sorted(ask("list", "events", "-f", "ids").lines)


def test_the_readme_names_every_command_and_every_filter() -> None:
    for name in COMMANDS:
        assert f"| `unsco {name}" in TEXT
    for option in ("from", "to", "kind", "series", "city", "country", "topic", "with", "un-involved"):
        assert f"`--{option}`" in TEXT


def test_the_readme_says_of_every_target_what_it_is() -> None:
    table = TEXT.partition("\n## Export\n")[2].partition("\n## ")[0]
    first = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([^`]+)`", first)) == set(TARGETS)


def test_the_set_up_lines_are_the_ones_that_ci_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for line in (SET_UP, TEST):
        assert f"    {line}\n" in TEXT
        assert line in script


def test_each_picture_is_a_golden_file_and_so_stays_true() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
    assert len(pictures) >= 2
    assert {(ROOT / picture).resolve() for picture in pictures} <= {FOLDER / name for name in CASES}
