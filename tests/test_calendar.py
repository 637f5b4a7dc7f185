"""Calendars: what icalendar reads back, and that no text in a record can be more than text."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import Answer, StoreMaker, ask, delegation, event, written
from unsco_cli.render.escape import one_line

Entry = icalendar.Event


def calendar(store: str | None = None) -> tuple[icalendar.Calendar, Answer]:
    answer = ask(*(("--store", store) if store else ()), "export", "ics", "-")
    assert answer.code == 0, answer.err
    return icalendar.Calendar.from_ical(answer.out.encode()), answer


def entries(read: icalendar.Calendar) -> dict[str, Entry]:
    found = {str(entry["uid"]).removesuffix("@unsco"): entry for entry in read.walk("VEVENT")}
    assert len(found) == len(read.subcomponents)
    return found


def only(store: str) -> Entry:
    (entry,) = entries(calendar(store)[0]).values()
    return entry


def days(entry: Entry) -> tuple[Any, Any]:
    return entry["dtstart"].dt, entry["dtend"].dt


# The shipped store


@pytest.fixture(scope="module")
def shipped_entries() -> dict[str, Entry]:
    return entries(calendar()[0])


def test_every_event_with_a_day_is_in_the_calendar(
    shipped: dict[str, dict[str, Any]], shipped_entries: dict[str, Entry]
) -> None:
    settled = {key for key, one in shipped["events"].items() if len(one["start"]) == 10}
    assert set(shipped_entries) == settled
    left = calendar()[1].err
    assert len(left.splitlines()) == 1
    assert f"left out {len(shipped['events']) - len(settled)} events" in left
    assert all(key in left for key in shipped["events"].keys() - settled)


def test_an_event_of_a_day_and_one_of_several(shipped_entries: dict[str, Entry]) -> None:
    assert days(shipped_entries["un-sco-2018"]) == (date(2018, 11, 27), date(2018, 11, 28))
    several = [entry for entry in shipped_entries.values() if (days(entry)[1] - days(entry)[0]).days > 1]
    assert len(several) > 10


def test_an_entry_says_what_where_and_who(shipped_entries: dict[str, Entry]) -> None:
    entry = shipped_entries["un-sco-2018"]
    assert entry["summary"] == "UN-SCO: Cooperation Aimed at Strengthening Peace, Security and Stability"
    assert entry["location"] == "UN Headquarters, New York, United States"
    assert entry["url"] == "http://eng.sectsco.org/news/20181128/491786.html"
    assert "Counter-terrorism" in [str(one) for one in entry["categories"].cats]
    assert entry["transp"] == "TRANSPARENT"
    summary, _, who = entry["description"].partition("\n\n")
    assert summary.startswith("Second joint special event")
    lines = dict(line.split(": ", 1) for line in who.splitlines())
    assert lines["Observers"] == "Afghanistan; Belarus; Iran; Mongolia"
    # The name of the day: Türkiye was Turkey in 2018.
    assert "Turkey" in lines["Dialogue partners"].split("; ")
    assert "António Guterres (UN Secretary General)" in lines["People"].split("; ")


def test_the_calendar_says_whose_it_is() -> None:
    read, _ = calendar()
    assert (read["version"], read["prodid"][:9]) == ("2.0", "-//unsco/")
    assert read["x-wr-calname"] == read["name"] == "UN-SCO cooperation"
    assert "CC-BY-4.0" in read["description"]


def test_the_stamp_is_the_day_of_the_store(
    shipped: dict[str, dict[str, Any]], make_store: StoreMaker
) -> None:
    day = shipped["about"]["unsco"]["date"].replace("-", "")
    assert calendar()[1].out.count(f"DTSTAMP:{day}T000000Z\r\n") == len(entries(calendar()[0]))
    # One that does not say its day is of no day in particular.
    store = make_store(events=[event("one", start="2018-11-27")])
    assert only(store)["dtstamp"].dt.year == 1970


def test_the_standard_is_kept_line_by_line() -> None:
    _, answer = calendar()
    lines = answer.out.encode().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    required = ("UID:", "DTSTAMP:", "DTSTART;VALUE=DATE:", "DTEND;VALUE=DATE:", "SUMMARY:")
    for entry in answer.out.split("BEGIN:VEVENT\r\n")[1:]:
        assert [entry.count(f"\r\n{name}") + entry.startswith(name) for name in required] == [1] * 5


# Dates


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"start": "2018-11-27"}, ("2018-11-27", "2018-11-28")),
        ({"start": "2018-11-27", "end": "2018-11-27"}, ("2018-11-27", "2018-11-28")),
        ({"start": "2019-12-30", "end": "2019-12-31"}, ("2019-12-30", "2020-01-01")),
        ({"start": "2020-02-28", "end": "2020-02-29"}, ("2020-02-28", "2020-03-01")),
        ({"start": "0001-01-01"}, ("0001-01-01", "0001-01-02")),
        ({"start": "9999-12-30"}, ("9999-12-30", "9999-12-31")),
    ],
)
def test_days_are_whole_and_the_end_is_the_day_after(
    dates: dict[str, str], expected: tuple[str, str], make_store: StoreMaker
) -> None:
    entry = only(make_store(events=[event("one", **dates)]))
    assert tuple(map(str, days(entry))) == expected
    assert not any(isinstance(day, datetime) for day in days(entry))


@pytest.mark.parametrize(
    "dates",
    [
        {"start": "2018"},
        {"start": "2018-11"},
        {"start": "2018-11-27", "end": "2018-12"},
        {"start": "2018-11-27", "end": "2018"},
        {"start": "2018-11", "end": "2018-11-27"},
        {"start": "2018-11-27", "end": "2018-11-26"},
        {"start": "9999-12-31"},
    ],
    ids=str,
)
def test_no_day_is_made_up(dates: dict[str, str], make_store: StoreMaker) -> None:
    read, answer = calendar(make_store(events=[event("vague", **dates), event("sure", start="2018-11-27")]))
    assert set(entries(read)) == {"sure"}
    assert answer.err.startswith(
        "unsco: left out 1 event whose date is no day that a calendar can hold: vague;"
    )


def test_of_many_that_are_left_out_some_are_named(make_store: StoreMaker) -> None:
    _, answer = calendar(make_store(events=[event(f"e{number:02}") for number in range(25)]))
    assert "left out 25 events" in answer.err
    assert "e09 and 15 more" in answer.err


# What a record may hold


def test_what_is_absent_is_left_out(make_store: StoreMaker) -> None:
    entry = only(make_store(events=[event("one", start="2018-11-27", sources=[])]))
    assert set(entry) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"}


def test_who_is_not_in_the_store_goes_by_the_id(make_store: StoreMaker) -> None:
    there = [{"id": one, "capacity": "guest", "part": "attended"} for one in ("aaa", "nobody", "aaa")]
    talks = event("talks", start="2018-11-27", participants=there, topics=["gone"], country="zzz")
    entry = only(make_store(events=[talks], delegations=[delegation("aaa")]))
    assert entry["description"] == "Guests: Aaa; nobody"
    assert [str(one) for one in entry["categories"].cats] == ["gone"]
    assert entry["location"] == "zzz"


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        (["https://example.org/a b;c,d"], "https://example.org/a%20b;c,d"),
        (["javascript:alert(1)", "http://example.org/"], "http://example.org/"),
        (["https://example.org/\r\nATTACH:x"], "https://example.org/%0D%0AATTACH:x"),
        (["file:///etc/passwd"], None),
    ],
)
def test_the_address_is_that_of_the_first_page(
    urls: list[str], expected: str | None, make_store: StoreMaker
) -> None:
    pages = [{"id": f"p{at}", "url": url, "title": "A", "publisher": "B"} for at, url in enumerate(urls)]
    cited = [{"id": page["id"]} for page in pages]
    entry = only(make_store(events=[event("one", start="2018-11-27", sources=cited)], sources=pages))
    assert entry.get("url") == expected


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
HOSTILE = 'a\r\nEND:VEVENT\r\nBEGIN:VALARM\n\\n \\N \\\\N;,:"^n\t\x00\x1b[31m\u202e\u2028\x85é长🇰🇬' * 3


@example(HOSTILE, "\\", ";")
@example("C:\\New\\,x", "\\N", ",")
@given(ANY, ANY, ANY)
def test_a_text_is_read_back_as_it_was(folder: Path, title: str, place: str, topic: str) -> None:
    talks = event("talks", title=title, start="2018-11-27", venue=place, summary=title, topics=["topic"])
    topics = [{"id": "topic", "label": topic, "description": "x"}]
    store = written(folder, events=[talks], topics=topics, sources=[])
    read, answer = calendar(store)
    (entry,) = entries(read).values()
    assert entry.get("summary", "") == one_line(title)
    assert entry.get("location", "") == one_line(place)
    assert entry.get("description", "") == one_line(title)
    assert [str(one) for one in entry["categories"].cats] == [one_line(topic)]
    assert entry.subcomponents == []
    lines = answer.out.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
