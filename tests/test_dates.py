"""Dates of reduced precision: what is one, how they are ordered, and what a period that has them settles."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import Answer, ask
from unsco_cli.dates import Certainty, PartialDate, held_on, running_on

# Two neighbouring years hold every way in which dates can touch, and few enough days to try all of them.
FIRST, LAST = date(2017, 1, 1), date(2018, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]

NO_DATES = [
    "",
    " ",
    "-",
    "18",
    "218",
    "02018",
    "2018-",
    "2018-1",
    "2018-1-1",
    "2018-11-",
    "2018-11-7",
    "2018-011",
    "201811",
    "20181127",
    "2018/11/27",
    "27-11-2018",
    "2018-11-27T00:00",
    "2018-11-27-01",
    "2018-W48",
    "2018-331",
    "-2018",
    "+2018",
    " 2018",
    "2018 ",
    "2018\n",
    "2018-11-27\n",
    "2018\u2010" + "11",
    "２０１８",
    "2018-１１",
    "٢٠١٨",
    "2018-xx",
    "0000",
    "0000-01-01",
    "2018-00",
    "2018-13",
    "2018-00-01",
    "2018-11-00",
    "2018-11-31",
    "2018-02-29",
    "2018-02-30",
    "1900-02-29",
    "2018-12-32",
]


REFUSED = r"not a date: |no such day: "


def written(day: date, precision: int) -> PartialDate:
    """Write a day as a year, a month or a day: 4, 7 or 10 signs."""
    return PartialDate(day.isoformat()[:precision])


any_day = st.dates(min_value=date(1, 1, 1))
precisions = st.sampled_from((4, 7, 10))
any_date = st.builds(written, any_day, precisions)
# Days near the changes of months and years, where periods begin, end and touch.
near_day = st.one_of(
    st.dates(FIRST, LAST),
    st.sampled_from([day for day in DAYS if day.day in (1, 2, 27, 28, 30, 31)]),
)
near_date = st.builds(written, near_day, precisions)


def meant(partial: PartialDate) -> list[date]:
    """Return every day that a date within the two years may mean, told from its text alone."""
    return [day for day in DAYS if day.isoformat().startswith(partial.text)]


@pytest.mark.parametrize("text", NO_DATES)
def test_a_text_of_another_shape_or_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=REFUSED):
        PartialDate(text)


# On the command line blanks around a date are left out.
PADDED = [" 2018", "2018 ", "2018\n", "2018-11-27\n", "\t2018-11 ", " \u00a02018-11-27"]
FROM_TO_AS_OF = [
    ("list", "members", "--as-of"),
    ("list", "events", "--as-of"),
    ("list", "events", "--from"),
    ("list", "events", "--to"),
    ("status", "--as-of"),
]


HOW_TO_WRITE = "write a day, a month or a year, like 2018-11-27, 2018-11 or 2018, or today"


@pytest.mark.parametrize("text", [text for text in NO_DATES if text not in PADDED])
def test_what_is_no_date_is_a_usage_error_of_one_line_on_the_command_line(text: str) -> None:
    answer = ask("list", "members", f"--as-of={text}")
    assert answer == Answer(2, "", f"unsco: '{text}' is not a date; {HOW_TO_WRITE}\n")


@pytest.mark.parametrize("option", FROM_TO_AS_OF, ids=" ".join)
@pytest.mark.parametrize("text", ["", " ", "2018-1", "2018-13", "２０１８", "to day", "yesterday"])
def test_every_option_that_takes_a_date_refuses_what_is_none_alike(
    text: str, option: tuple[str, ...]
) -> None:
    *command, name = option
    answer = ask(*command, f"{name}={text}")
    assert answer == Answer(2, "", f"unsco: '{text}' is not a date; {HOW_TO_WRITE}\n")


@pytest.mark.parametrize("text", PADDED)
@pytest.mark.parametrize("option", FROM_TO_AS_OF, ids=" ".join)
def test_blanks_around_a_date_do_not_matter_on_the_command_line(option: tuple[str, ...], text: str) -> None:
    *command, name = option
    plain = ask(*command, name, text.strip())
    assert plain.code == 0
    assert ask(*command, f"{name}={text}") == plain


@pytest.mark.parametrize("option", FROM_TO_AS_OF, ids=" ".join)
@pytest.mark.parametrize("day", [date(2018, 11, 27), date(2026, 11, 23)])
def test_today_is_a_date_wherever_one_is_asked_for(option: tuple[str, ...], day: date) -> None:
    *command, name = option
    plain = ask(*command, name, day.isoformat(), today=date(1999, 1, 1))
    assert plain.code == 0
    for word in ("today", "TODAY", " Today ", "today\n"):
        assert ask(*command, f"{name}={word}", today=day) == plain


def test_today_divides_the_events_that_were_from_those_that_will_be(
    shipped: dict[str, dict[str, Any]],
) -> None:
    def found(option: str, day: date, *words: str) -> list[str]:
        return ask("list", "events", option, "today", *words, "-f", "ids", today=day).lines

    of_2018 = date(2018, 11, 27)
    series = ("--series", "joint-special-event")
    assert found("--from", of_2018, *series) == ["un-sco-2018", "un-sco-2019"]
    assert found("--to", of_2018, *series) == ["un-sco-2016", "un-sco-2018"]
    assert found("--from", date(2018, 11, 28), *series) == ["un-sco-2019"]
    assert found("--to", date(2018, 11, 26), *series) == ["un-sco-2016"]
    # Of all events, as texts, by their first days and by the last that may be meant: ~ follows every digit.
    held = sorted(
        (record["start"], identifier, record.get("end", record["start"]) + "~")
        for identifier, record in shipped["events"].items()
    )
    for day in (of_2018, date(2018, 11, 28), date(2018, 11, 26), date(2018, 10, 15), date(2019, 1, 1)):
        today = day.isoformat()
        assert found("--from", day) == [identifier for _, identifier, last in held if last >= today]
        assert found("--to", day) == [identifier for first, identifier, _ in held if first <= today]


# Texts that look like dates, with months and days just beside those of the calendar, and others.
number = st.integers(0, 33).map("{:02}".format)
year = st.integers(0, 9999).map("{:04}".format)
like_dates = st.lists(number, max_size=3).flatmap(lambda parts: year.map(lambda one: "-".join((one, *parts))))


@given(like_dates | st.text(alphabet="0123456789-/ ", max_size=11))
@example("2018-00")
@example("2018-00-01")
@example("2018-11-00")
def test_a_text_is_a_date_just_when_the_calendar_has_it(text: str) -> None:
    shaped = [len(part) for part in text.split("-")] in ([4], [4, 2], [4, 2, 2]) and all(
        part.isdecimal() for part in text.split("-")
    )
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
        real = shaped
    except ValueError:
        real = False
    if real:
        assert PartialDate(text).text == text
    else:
        with pytest.raises(ValueError, match=REFUSED):
            PartialDate(text)


@given(any_day, precisions)
def test_the_text_is_kept_as_it_was_given(day: date, precision: int) -> None:
    text = day.isoformat()[:precision]
    partial = PartialDate(text)
    assert (str(partial), partial.text) == (text, text)
    assert repr(partial) == f"PartialDate({text!r})"


@given(any_day, precisions)
def test_a_date_reaches_from_its_first_day_to_its_last_and_no_further(day: date, precision: int) -> None:
    partial = written(day, precision)
    assert partial.first <= day <= partial.last
    assert partial.first.isoformat().startswith(partial.text)
    assert partial.last.isoformat().startswith(partial.text)
    if partial.first > date.min:
        assert not (partial.first - timedelta(days=1)).isoformat().startswith(partial.text)
    if partial.last < date.max:
        assert not (partial.last + timedelta(days=1)).isoformat().startswith(partial.text)


@given(any_date)
def test_a_date_is_a_day_just_when_it_is_written_as_one(partial: PartialDate) -> None:
    assert partial.is_day == (len(partial.text) == 10)


@given(any_day, precisions, precisions)
def test_a_more_precise_date_lies_within_a_less_precise_one(day: date, one: int, other: int) -> None:
    wide, narrow = written(day, min(one, other)), written(day, max(one, other))
    assert wide.first <= narrow.first <= narrow.last <= wide.last


@given(any_date, any_date)
def test_dates_are_equal_just_when_they_are_written_alike(one: PartialDate, other: PartialDate) -> None:
    assert (one == other) == (one.text == other.text)
    assert (one != other) == (one.text != other.text)
    again = PartialDate(one.text)
    assert again == one
    assert len({again, one}) == 1


@given(any_date)
def test_a_date_equals_nothing_that_is_no_date(partial: PartialDate) -> None:
    assert partial != partial.text
    assert partial != partial.first
    assert partial not in (None, "", ())


@given(near_date, near_date)
def test_of_two_dates_one_comes_first_or_they_are_equal(one: PartialDate, other: PartialDate) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
    assert (one <= other) == (one < other or one == other) == (not one > other)
    assert (one >= other) == (other <= one)


@given(near_date, near_date, near_date)
@example(PartialDate("2018"), PartialDate("2018-01"), PartialDate("2018-01-01"))
def test_the_order_is_transitive(one: PartialDate, two: PartialDate, three: PartialDate) -> None:
    low, middle, high = sorted((one, two, three))
    assert low <= middle <= high
    assert low <= high


@given(any_date, any_date)
def test_dates_are_ordered_by_their_first_days(one: PartialDate, other: PartialDate) -> None:
    if one.first < other.first:
        assert one < other


def test_a_partial_date_sorts_at_its_start_before_what_is_more_precise() -> None:
    shuffled = ["2018-11-27", "2019", "2018-01-01", "2018-11", "2017-12-31", "2018", "2018-01", "2018-11-01"]
    assert [str(one) for one in sorted(map(PartialDate, shuffled))] == [
        "2017-12-31",
        "2018",
        "2018-01",
        "2018-01-01",
        "2018-11",
        "2018-11-01",
        "2018-11-27",
        "2019",
    ]


# A period, its two dates and a day, each of one to 365 days: all combinations are tried through the
# days at which an answer can change, so that a case costs thousands of comparisons and not millions.
def corners(partial: PartialDate, *others: PartialDate) -> list[date]:
    """Return the days a date may mean that can matter beside the others: its own ends and theirs."""
    edges = {partial.first, partial.last}
    for other in others:
        for day in (other.first, other.last):
            edges |= {day - timedelta(days=1), day, day + timedelta(days=1)}
    return sorted(edges & set(meant(partial)))


def all_agree(answers: set[bool]) -> Certainty:
    if answers == {True}:
        return Certainty.YES
    return Certainty.NO if answers == {False} else Certainty.UNKNOWN


@given(near_date, near_date, st.none() | near_date)
@example(PartialDate("2018"), PartialDate("2018"), PartialDate("2018"))
@example(PartialDate("2018-11-27"), PartialDate("2018-11-27"), PartialDate("2018-11-28"))
@example(PartialDate("2018-11"), PartialDate("2018-11-01"), PartialDate("2018-12-01"))
@example(PartialDate("2018-11"), PartialDate("2018-11-02"), None)
def test_a_period_is_certain_just_when_all_days_its_dates_may_mean_agree(
    day: PartialDate, since: PartialDate, until: PartialDate | None
) -> None:
    if until is not None and since.first >= until.last:
        return  # no choice of days makes a period of these
    others = [one for one in (day, since, until) if one is not None]
    answers = {
        start <= asked and (end is None or asked < end)
        for asked in corners(day, *others)
        for start in corners(since, *others)
        for end in ([None] if until is None else corners(until, *others))
    }
    assert held_on(day, since, until) is all_agree(answers)


@given(near_day, near_day, near_day, st.tuples(precisions, precisions, precisions))
def test_an_answer_about_a_period_never_contradicts_the_days_that_were_meant(
    day: date, one: date, other: date, kept: tuple[int, int, int]
) -> None:
    since, until = sorted((one, other))
    held = since <= day < until
    answer = held_on(*(written(each, signs) for each, signs in zip((day, since, until), kept, strict=True)))
    assert answer in (Certainty.UNKNOWN, Certainty.YES if held else Certainty.NO)


@given(near_day, near_day, near_day)
def test_a_period_of_precise_days_settles_every_precise_day(day: date, one: date, other: date) -> None:
    since, until = sorted((one, other))
    answer = held_on(*(PartialDate(each.isoformat()) for each in (day, since, until)))
    assert answer is (Certainty.YES if since <= day < until else Certainty.NO)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2017-06-08", Certainty.NO),
        ("2017-06-09", Certainty.YES),
        ("2023-07-03", Certainty.YES),
        ("2023-07-04", Certainty.NO),
        ("2016", Certainty.NO),
        ("2017-05", Certainty.NO),
        ("2017", Certainty.UNKNOWN),
        ("2017-06", Certainty.UNKNOWN),
        ("2017-07", Certainty.YES),
        ("2018", Certainty.YES),
        ("2022", Certainty.YES),
        ("2023-06", Certainty.YES),
        ("2023-07", Certainty.UNKNOWN),
        ("2023", Certainty.UNKNOWN),
        ("2023-08", Certainty.NO),
        ("2024", Certainty.NO),
    ],
)
def test_the_first_day_of_a_period_is_in_and_its_last_is_out(day: str, answer: Certainty) -> None:
    assert held_on(PartialDate(day), PartialDate("2017-06-09"), PartialDate("2023-07-04")) is answer


@given(near_date, near_date)
def test_at_any_change_the_successor_takes_over_from_who_was_before(
    day: PartialDate, change: PartialDate
) -> None:
    before = held_on(day, PartialDate("1999-01-01"), change)
    after = held_on(day, change, None)
    opposite = {Certainty.YES: Certainty.NO, Certainty.NO: Certainty.YES}
    assert before is opposite.get(after, Certainty.UNKNOWN)


@given(near_date, near_date, st.none() | near_date)
@example(PartialDate("2018"), PartialDate("2018"), None)
@example(PartialDate("2018-11-27"), PartialDate("2018-11-27"), PartialDate("2018-11-28"))
def test_what_ran_is_certain_just_when_all_days_its_dates_may_mean_agree(
    day: PartialDate, start: PartialDate, end: PartialDate | None
) -> None:
    if end is not None and start.first > end.last:
        return  # nothing ran backwards
    others = [one for one in (day, start, end) if one is not None]
    answers = {
        first <= asked <= last
        for asked in corners(day, *others)
        for first in corners(start, *others)
        # What has no end lasted the one day it began on.
        for last in ([first] if end is None else corners(end, *others))
    }
    assert running_on(day, start, end) is all_agree(answers)


@pytest.mark.parametrize("end", [None, "2018-11-27"])
@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2018-11-26", Certainty.NO),
        ("2018-11-27", Certainty.YES),
        ("2018-11-28", Certainty.NO),
        ("2018-11", Certainty.UNKNOWN),
        ("2018", Certainty.UNKNOWN),
        ("2019", Certainty.NO),
    ],
)
def test_what_lasted_a_day_ran_on_that_day(day: str, answer: Certainty, end: str | None) -> None:
    assert running_on(PartialDate(day), PartialDate("2018-11-27"), end and PartialDate(end)) is answer


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2018-11-25", Certainty.NO),
        ("2018-11-26", Certainty.YES),
        ("2018-11-28", Certainty.YES),
        ("2018-11-29", Certainty.NO),
    ],
)
def test_what_lasted_several_days_ran_on_its_first_and_on_its_last(day: str, answer: Certainty) -> None:
    assert running_on(PartialDate(day), PartialDate("2018-11-26"), PartialDate("2018-11-28")) is answer


def brute_force(rule: Callable[[date, date, date], bool], *dates: PartialDate) -> Certainty:
    """Try every combination of days that three dates may mean."""
    day, first, last = map(meant, dates)
    return all_agree({rule(one, two, three) for one in day for two in first for three in last})


@pytest.mark.parametrize("day", ["2018-03", "2018-03-01", "2018-03-31", "2018-04-01", "2018-05-15", "2018"])
@pytest.mark.parametrize("since", ["2018-03", "2018-03-01", "2018-03-31"])
@pytest.mark.parametrize("until", ["2018-05", "2018-05-01", "2018-04-01", "2018-04"])
def test_trying_every_single_day_tells_the_same(day: str, since: str, until: str) -> None:
    dates = [PartialDate(text) for text in (day, since, until)]
    assert held_on(*dates) is brute_force(lambda asked, start, end: start <= asked < end, *dates)
    assert running_on(*dates) is brute_force(lambda asked, start, end: start <= asked <= end, *dates)
