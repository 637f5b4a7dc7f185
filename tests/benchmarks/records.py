"""Synthetic records that fit each other as those of a real store do.

The delegations, agencies, documents and topics are the shipped ones; sources and people are the shipped ones
and as many more as so many events would bring. Everything fits: capacities follow the statuses of the day,
what is referred to is there, and what is related is so both ways. Each record follows from the seed and its
own number alone: stores are written, and events streamed, in bounded memory, and are the same every time.
"""

import heapq
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from tests.benchmarks.phrases import ATTENDANCES, GROUPS, KINDS, PLACES, SERIES, Phrases, full_name, post
from unsco_cli.dates import Certainty, PartialDate
from unsco_cli.models import Delegation, Event, convert

Fields = dict[str, Any]

SHIPPED = Path(__file__).parent.parent.parent / "data" / "unsco.json"
SEED = 2001
FIELDS = Event.field_names()
_FIRST_DAY, _DAYS = date(2004, 6, 18), 8000
# How many took part, spoke, were topics: as among the shipped events, whose long lists are rarer here.
_PARTICIPANTS = (*[1] * 8, *[2] * 48, *[3] * 16, *[4] * 8, *[5] * 6, *[6] * 5, *[8] * 4, 12, 16, 20, 30, 40)
_PEOPLE = (*[0] * 12, *[1] * 30, *[2] * 40, *[3] * 12, *[5] * 5, 9)
_TOPICS = (*[1] * 10, *[2] * 40, *[3] * 35, *[4] * 15)
# So many events share a report, are told of with one person more, and stand in a row of related ones.
_EVENTS_A_SOURCE, _EVENTS_A_PERSON, _ROW = 2, 10, 3


class Synthetic:
    """What synthetic records are made of.

    Args:
        count: how many events there are.
        seed: what chance begins with.
    """

    def __init__(self, count: int, seed: int = SEED) -> None:
        self.count = count
        self.seed = seed
        self.shipped: dict[str, dict[str, Fields]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
        agencies = self.shipped["agencies"]
        self._un = sorted(key for key, one in agencies.items() if one["kind"].startswith("un"))
        self._sco = sorted(key for key, one in agencies.items() if one["kind"] == "sco-body")
        self._delegations = [convert(one, Delegation) for one in self.shipped["delegations"].values()]
        self._held = {one.id for one in self._delegations if one.statuses}
        self._parties = [*self._un, *self._sco, *sorted(self._held)]
        self._place_of = {party: place for place, party in enumerate(self._parties)}
        self._topics = sorted(self.shipped["topics"])
        self._documents = sorted(self.shipped["documents"])
        self._names = {
            key: str(one["name"])
            for name in ("delegations", "agencies")
            for key, one in self.shipped[name].items()
        }
        self._rosters: dict[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = {}
        self._on = cache(self._roster)

    @cached_property
    def sources_count(self) -> int:
        """How many sources there are besides the shipped ones."""
        return -(-self.count // _EVENTS_A_SOURCE)

    @cached_property
    def people_count(self) -> int:
        """How many people there are besides the shipped ones."""
        return self.count // _EVENTS_A_PERSON + len(self._parties)

    def events(self) -> Iterator[Fields]:
        """Yield the events, in the order of their ids."""
        yield from map(self.event, range(self.count))

    def event(self, number: int) -> Fields:
        """Return an event; that whose number is the count of all is one that could be added."""
        choice = self._chance("event", number)
        when = _When(choice)
        participants = self._participants(choice, self._on(when.start))
        ids = [one["id"] for one in participants]
        place = choice.choice(PLACES)
        phrases = Phrases(choice, self._names[ids[0]], self._names[ids[-1]], place[0])
        fields: Fields = {
            "id": _event_id(number),
            **self._head(choice, phrases, number),
            "un_involved": any(identifier in self._un for identifier in ids),
            "series": _sometimes(choice, 0.15, SERIES),
            "start": when.start,
            "end": when.end,
            **dict(zip(("city", "country", "venue"), place, strict=True)),
            "chair": _sometimes(choice, 0.25, [self._chair(when.day)]),
            "organisers": _sometimes(choice, 0.6, [[{"id": ids[0]}]]),
            "attendance": _sometimes(choice, 0.05, ATTENDANCES),
            "participants": participants,
            "people": self._people(choice, ids),
            "groups": _sometimes(choice, 0.1, GROUPS),
            "topics": choice.sample(self._topics, choice.choice(_TOPICS)),
            **self._told(choice, phrases),
            "documents": _sometimes(choice, 0.3, [[one] for one in self._documents]),
            "related": self._related(number),
            "sources": self._cited(choice, number, when.start),
        }
        return {name: fields[name] for name in FIELDS if fields.get(name) not in (None, [])}

    def sources(self) -> Iterator[Fields]:
        """Yield the sources that are not shipped, in the order of their ids."""
        for number in range(self.sources_count):
            choice = self._chance("source", number)
            published = _FIRST_DAY + timedelta(choice.randrange(_DAYS))
            body = self._names[choice.choice(self._parties)]
            site = f"https://news{number % 97}.example.org"
            yield {
                "id": _source_id(number),
                "url": f"{site}/{published:%Y/%m}/{number}-meeting-of-{number % 13}",
                "title": f"{body} on the meeting in {choice.choice(PLACES)[0]}",
                "publisher": f"News agency {number % 97 + 1}",
                "published": str(published),
                "language": choice.choice(("en", "en", "ru")),
            }

    def people(self) -> Iterator[Fields]:
        """Yield the people who are not shipped, in the order of their ids."""
        for number in range(self.people_count):
            party = self._parties[number % len(self._parties)]
            cited = [{"id": self._source(number)}]
            title = post(number // len(self._parties), self._names[party])
            yield {
                "id": _person_id(number),
                "name": full_name(number),
                "posts": [{"title": title, "affiliation": party, "sources": cited}],
                "sources": cited,
            }

    def table(self, name: str) -> Iterator[Fields]:
        """Yield the records of a collection, or what the store says of itself, in the order of their ids."""
        made: dict[str, Iterable[Fields]] = {"sources": self.sources(), "people": self.people()}
        if name == "events":
            return self.events()
        # What a store says of itself is kept under the name of the program, and has no id.
        shipped = sorted(self.shipped[name].items())
        keyed = ((record["id"], record) for record in made.get(name, ()))
        return (record for _, record in heapq.merge(shipped, keyed, key=lambda pair: pair[0]))

    def _head(self, choice: Random, phrases: Phrases, number: int) -> Fields:
        kind, word = choice.choice(KINDS)
        return {"kind": kind, "title": f"{word} {number + 1} on {phrases.subject()}: {phrases.who()}"}

    def _told(self, choice: Random, phrases: Phrases) -> Fields:
        return {
            "outcomes": [phrases.outcome()] if choice.random() < 0.35 else None,
            "summary": phrases.summary(),
            "confidence": choice.choice(("high", "high", "high", "medium", "low")),
            "conflicts": [{"field": "start", "note": phrases.note()}] if choice.random() < 0.08 else None,
            "notes": phrases.note() if choice.random() < 0.4 else None,
        }

    def _chance(self, what: str, number: int) -> Random:
        return Random(f"{self.seed} {what} {number}")  # nothing here is a secret

    def _roster(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return who may come on a day, in what capacity, where the dates settle that."""
        day = PartialDate(text)
        found = []
        for one in self._delegations:
            held = one.statuses_on(day)
            if all(certainty is Certainty.YES for _, certainty in held):
                found.append((one.id, held[0][0].status if held else "guest"))
        # There are few different ones, and many days.
        return self._rosters.setdefault(tuple(found), tuple(found))

    def _participants(self, choice: Random, roster: tuple[tuple[str, str], ...]) -> list[Fields]:
        size = choice.choice(_PARTICIPANTS)
        chosen: dict[str, str] = {}
        if choice.random() < 0.9:
            chosen[choice.choice(self._sco)] = "agency"
        if choice.random() < 0.75:
            chosen[choice.choice(self._un)] = choice.choice(("host", "guest", "agency"))
        # Who holds a status comes oftener than who comes as a guest.
        likely = [pair for pair in roster if pair[1] != "guest"] if choice.random() < 0.8 else roster
        states = choice.sample(likely, min(len(likely), max(size - len(chosen), 0)))
        chosen.update(states)
        return [
            self._participant(choice, identifier, capacity)
            for identifier, capacity in list(chosen.items())[:size]
        ]

    def _participant(self, choice: Random, identifier: str, capacity: str) -> Fields:
        part = choice.choice(("attended", "attended", "addressed", "organised"))
        fields = {"id": identifier, "capacity": capacity, "part": part}
        return {**fields, "named": self._names[identifier]} if choice.random() < 0.6 else fields

    def _people(self, choice: Random, ids: list[str]) -> list[Fields]:
        """Return people who belong to those that took part."""
        found: dict[str, Fields] = {}
        size = choice.choice(_PEOPLE)
        for party in islice(cycle(choice.sample(ids, len(ids))), size):
            place = self._place_of.get(party)
            if place is not None:
                each = len(self._parties)
                turn = choice.randrange((self.people_count - place - 1) // each + 1)
                identifier = _person_id(turn * each + place)
                title = post(turn, self._names[party])
                part = choice.choice(("addressed", "attended", "chaired", "moderated"))
                found[identifier] = {"id": identifier, "post": title, "on_behalf_of": party, "part": part}
        return list(found.values())

    def _chair(self, day: str) -> str | None:
        """Return who held the SCO chair on a day, if that is on record."""
        asked = PartialDate(day)
        for one in self._delegations:
            for term in one.chairmanships:
                if term.since.first <= asked.first and (term.until is None or asked.last < term.until.first):
                    return one.id
        return None

    def _related(self, number: int) -> list[str]:
        """Return the neighbours of an event in its row, if this row is one of related events."""
        row, place = divmod(number, _ROW)
        last = min(self.count, (row + 1) * _ROW) - 1
        if number >= self.count or self._chance("row", row).random() < 0.3:
            return []
        return [
            *([_event_id(number - 1)] if place else []),
            *([_event_id(number + 1)] if number < last else []),
        ]

    def _cited(self, choice: Random, number: int, start: str) -> list[Fields]:
        own = self._source(number // _EVENTS_A_SOURCE)
        others = (self._source(choice.randrange(self.count + 1)) for _ in range(choice.choice((0, 0, 1, 2))))
        cited: list[Fields] = [{"id": identifier} for identifier in dict.fromkeys((own, *others))]
        if choice.random() < 0.2:
            cited[0]["dated"] = start
        if len(cited) > 1 and choice.random() < 0.5:
            cited[1] |= {"supports": "who took part", "fields": ["participants"]}
        return cited

    def _source(self, number: int) -> str:
        """Return the source with a number, which comes round; a shipped one where there are no others."""
        return _source_id(number % self.sources_count) if self.sources_count else min(self.shipped["sources"])


class _When:
    """When an event was: a day, the date it is given, which may be a month, and its last day."""

    def __init__(self, choice: Random) -> None:
        day = _FIRST_DAY + timedelta(choice.randrange(_DAYS))
        lot = choice.random()
        self.day = str(day)
        self.start = f"{day:%Y-%m}" if lot < 0.05 else self.day
        self.end = str(day + timedelta(choice.randrange(1, 4))) if 0.05 <= lot < 0.25 else None


def _sometimes(choice: Random, likelihood: float, values: Sequence[Any]) -> Any:
    """Return one of the values, or None as often as not so likely."""
    return choice.choice(values) if choice.random() < likelihood else None


def _event_id(number: int) -> str:
    return f"event-{number:07}"


def _source_id(number: int) -> str:
    return f"page-{number:07}"


def _person_id(number: int) -> str:
    return f"person-{number:07}"
