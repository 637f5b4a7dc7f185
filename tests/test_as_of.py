"""Who held a status on a day: the answers promised, and the laws behind them."""

from tests.conftest import ask


def test_members_the_day_before_and_the_day_of_the_change() -> None:
    assert ask("list", "members", "--as-of", "2017-06-08", "-f", "ids").out.split() == [
        "chn", "kaz", "kgz", "rus", "tjk", "uzb",
    ]  # fmt: skip
