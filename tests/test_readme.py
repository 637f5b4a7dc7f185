"""The README tells the truth: its examples print what it says, and its set-up lines are the ones CI runs."""

from tests.readme import README, ROOT, examples, renewed

TEXT = README.read_text(encoding="utf-8")
SET_UP = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/unsco list observers"
TEST = "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/python -m pytest"


def test_each_example_prints_what_the_readme_says() -> None:
    assert len(examples(TEXT)) >= 12
    assert renewed(TEXT) == TEXT


def test_the_set_up_lines_are_the_ones_that_ci_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for line in (SET_UP, TEST):
        assert f"    {line}\n" in TEXT
        assert line in script
